/** Messages on their way out, for the system administrator; and what anybody signed in says about being told. */
import { Hono } from 'hono'
import { type MessagesPage, messagesPage, noticesPage } from '#pages/desk/messages.ts'
import type { Label } from '#loop/words.ts'
import { ServiceError } from '#service/errors.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { first, readForm } from '#http/form.ts'
import { isId } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'

const done: Readonly<Record<string, Label>> = {
  again: ['已重新排队，马上再发。', 'Queued again; it is sent in a moment.'], dropped: ['不发了；内容已删除，留有这一笔记录。', 'Given up; what it said is erased, the line stays.'],
  saved: ['已保存。可以试发一条看看。', 'Saved. Send a trial to see that it works.'], tried: ['试发的一条已经排队；收不到时，过一会儿看“未送出的通知”。', 'A trial is queued; if it does not arrive, look under "Not sent" in a while.'],
}

async function draw(c: C, who: Who, more: MessagesPage = {}, status: 200 | 422 = 200): Promise<Response> {
  const view = await c.get('shop').service.messages.view(who), said = done[c.req.query('done') ?? '']
  return view ? show(c, messagesPage(c.get('view'), view, { ...(said ? { done: said } : {}), ...more }), status) : notHere(c)
}
const back = (c: C, what: string): Response => c.redirect(`/desk/messages?done=${what}`, 303)

const doing = (what: 'again' | 'drop') => signedIn(async (c, who) => {
  const id = c.req.param('id')!
  return isId(id) && (await c.get('shop').service.messages[what](who, id)) ? back(c, what === 'again' ? 'again' : 'dropped') : notHere(c)
})
/** A fault of the typing draws the page again; whoever is no administrator learns nothing. */
async function set(c: C, who: Who, of: string, done_: string, work: (kept: Awaited<ReturnType<typeof readForm>>['kept']) => Promise<boolean>): Promise<Response> {
  const { kept } = await readForm(c)
  try { return (await work(kept)) ? back(c, done_) : notHere(c) } catch (e) {
    if (!(e instanceof ServiceError) || e.code !== 'badRequest') throw e
    return draw(c, who, { kept, of, fault: { field: e.field ?? '', says: e.says } }, 422)
  }
}

export const messages = new Hono<Env>()
  .get('/messages', signedIn((c, who) => draw(c, who)))
  .post('/messages/try', signedIn((c, who) => set(c, who, 'try', 'tried', kept => c.get('shop').service.messages.tryWay(who, first(kept, 'channel'), first(kept, 'to')))))
  .post('/messages/ways/:channel', signedIn((c, who) => set(c, who, c.req.param('channel')!, 'saved', kept => c.get('shop').service.messages.setWay(who, c.req.param('channel')!, { url: first(kept, 'url'), from: first(kept, 'from'), secret: first(kept, 'secret') }))))
  .post('/messages/:id/again', doing('again'))
  .post('/messages/:id/drop', doing('drop'))
  .get('/notices', signedIn(async (c, who) => show(c, noticesPage(c.get('view'), await c.get('shop').service.messages.wish(who), c.req.query('saved') === '1'))))
  .post('/notices', signedIn(async (c, who) => { await c.get('shop').service.messages.setWish(who, first((await readForm(c)).kept, 'wished') === 'on'); return c.redirect('/desk/notices?saved=1', 303) }))
