/** Many matters at once: tick, choose, look at what will happen to each, promise it; take it back while there is time. */
import { Hono } from 'hono'
import { bulkChoose, bulkPreview, bulkResult } from '#pages/desk/bulk.ts'
import type { Kept } from '#pages/view.ts'
import type { Id } from '#loop/words.ts'
import type { Who } from '#service/views.ts'
import { formOf } from '#http/acting.ts'
import { notHere, show } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { first, inputOf, readForm } from '#http/form.ts'
import { isId } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'

const ticked = (kept: Kept): Id[] => (kept.m ?? []).filter(isId)
const backOf = (kept: Kept): string => (/^\/desk(?:\/list)?(?:\?[\w\-.=&%,:+]*)?$/.test(first(kept, '_back')) ? first(kept, '_back') : '/desk/list')

async function choose(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c)
  return show(c, bulkChoose(c.get('view'), await c.get('shop').service.desk.bulkOffer(who, ticked(kept)), backOf(kept)))
}
async function look(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c), { desk } = c.get('shop').service
  const plan = await desk.bulkPlan(who, ticked(kept), first(kept, '_act'))
  if (plan) return show(c, bulkPreview(c.get('view'), { plan, key: c.get('view').newKey(), back: backOf(kept) }))
  return show(c, bulkChoose(c.get('view'), await desk.bulkOffer(who, ticked(kept)), backOf(kept)), 409)
}
async function promise(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c), { desk } = c.get('shop').service, matters = ticked(kept), act = first(kept, '_act')
  const plan = await desk.bulkPlan(who, matters, act)
  if (!plan) return show(c, bulkChoose(c.get('view'), await desk.bulkOffer(who, matters), backOf(kept)), 409)
  const { m: _, ...typed } = kept
  const key = first(kept, '_key') || c.get('view').newKey()
  const asked = await desk.bulkAsk(who, { matters, act, input: inputOf(formOf(plan.act.fields), typed), key: key.slice(0, 150) })
  if (asked.ok) return c.redirect(`/desk/bulk/${asked.id}`, 303)
  return show(c, bulkPreview(c.get('view'), { plan, key, back: backOf(kept), kept, refusal: asked.refusal }), asked.refusal.field ? 422 : 409)
}
async function result(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!
  const found = isId(id) ? await c.get('shop').service.desk.bulk(who, id) : undefined
  if (!found) return notHere(c)
  // Without scripts the page asks again by itself once the moment has come.
  if (found.state === 'waiting' || found.state === 'doing') c.header('Refresh', String(Math.max(2, found.secondsLeft + 1)))
  return show(c, bulkResult(c.get('view'), found, c.req.query('late') === '1'))
}

export const bulk = new Hono<Env>()
  .post('/', signedIn(choose))
  .post('/look', signedIn(look))
  .post('/do', signedIn(promise))
  .get('/:id', signedIn(result))
  .post('/:id/undo', signedIn(async (c, who) => { const id = c.req.param('id')!; if (!isId(id)) return notHere(c); const back = await c.get('shop').service.desk.bulkUndo(who, id); return c.redirect(`/desk/bulk/${id}${back ? '' : '?late=1'}`, 303) }))
  .post('/:id/now', signedIn(async (c, who) => { const id = c.req.param('id')!; if (!isId(id)) return notHere(c); await c.get('shop').service.desk.bulkNow(who, id); return c.redirect(`/desk/bulk/${id}`, 303) }))
