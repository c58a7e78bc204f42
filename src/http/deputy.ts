/** The deputy's face: what waits with its answers, one short form an answer, and the same matter page, narrower and acts first. */
import { Hono } from 'hono'
import { answer } from '#pages/deputy/answer.ts'
import { deputyHome } from '#pages/deputy/home.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { draftOf } from '#http/desk-drafts.ts'
import type { C, Env } from '#http/env.ts'
import { drawMatter, postAct, postContact } from '#http/matters.ts'
import { isId } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'

async function home(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop'), done = c.req.query('done')
  const answered = done !== undefined && isId(done) ? { line: (await service.matter(who, done))?.line } : undefined
  return show(c, deputyHome(c.get('view'), await service.desk.deputy(who), answered))
}

/** The short form of an answer; an act that is not possible any more shows the matter as it stands, with the reason. */
async function short(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!, act = c.req.param('act')!
  const view = isId(id) ? await c.get('shop').service.matter(who, id) : undefined
  if (!view) return notHere(c)
  if (view.line.procedure === 'suggestion') return c.redirect(`/deputy/suggestions/${id}/${act}`, 303)
  const choice = view.choices.find(x => x.act === act)
  if (!choice || choice.refusal) return c.redirect(`/deputy/m/${id}`, 303)
  const preset = Object.fromEntries(choice.fields.flatMap(f => { const said = c.req.query(f.id); return said !== undefined && f.options.some(o => o.id === said) ? [[f.id, said] as const] : [] }))
  return show(c, answer(c.get('view'), { view, choice, preset, draft: await draftOf(c, who, `/deputy/m/${id}/${act}`) }))
}

export const deputy = new Hono<Env>()
  .get('/', signedIn(home))
  .get('/do/:id/:act', signedIn(short))
  .get('/m/:id', signedIn((c, who) => drawMatter(c, 'deputy', who, c.req.param('id')!)))
  .post('/m/:id/see-contact', signedIn(postContact))
  .post('/m/:id/:act', signedIn((c, who) => postAct(c, 'deputy', who)))
