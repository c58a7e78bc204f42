/** The desk's faces of suggestions: hand-over table, board and hearing, key supervision, and what an organ owes. */
import { Hono } from 'hono'
import { boardPage, shows } from '#pages/desk/board.ts'
import { type OrganForm, boardOrganPage } from '#pages/desk/board-organ.ts'
import { handoverPath, handoverPreview, takenOf } from '#pages/desk/handover.ts'
import { handoverDonePage } from '#pages/desk/handover-done.ts'
import { owedPage } from '#pages/desk/owed.ts'
import type { Who } from '#service/views.ts'
import { actorOf, attempt, declared } from '#http/acting.ts'
import { notHere, show } from '#http/answer.ts'
import { draftDone } from '#http/desk-drafts.ts'
import { handOver } from '#http/desk-export.ts'
import type { C, Env } from '#http/env.ts'
import { atOf, first, inputOf, isFault, keyOf, readForm } from '#http/form.ts'
import { isId } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'
import { drawHandover, drawHearing, drawKey, showHandover } from '#http/desk-suggestion-pages.ts'

type Status = 200 | 403 | 404 | 409 | 422

/** What was typed is matched first; nothing is handed over before it has been looked at. */
async function look(c: C, who: Who): Promise<Response> {
  const { kept: sent } = await readForm(c), take = takenOf(first(sent, '_take')), kept = take ? { ...sent, [`o.${take.key}`]: [take.name] } : sent
  const found = await c.get('shop').service.suggestions.handoverLook(who, kept)
  if (!found) return notHere(c)
  const v = c.get('view'), meeting = first(kept, 'meeting').trim().slice(0, 60), asking = take !== undefined || first(kept, '_back') !== ''
  if (asking || (first(kept, '_fill') && !found.faults.length)) return showHandover(c, who, { table: found.table, look: { ...found, faults: [] }, meeting })
  if (found.faults.length) return showHandover(c, who, { table: found.table, look: found, meeting }, 422)
  return show(c, handoverPreview(v, found, meeting, v.newKey()))
}

async function make(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop'), { kept } = await readForm(c)
  if (!(await service.suggestions.handoverTable(who))) return notHere(c)
  const key = keyOf(first(kept, '_key')) ?? keyOf(c.get('view').newKey())!
  const outcome = await attempt(() => service.act({ congress: who.congress, procedure: 'handover', act: 'make', input: inputOf(declared(c, 'handover', 'make'), kept), actor: actorOf(who), key }))
  if (!outcome.ok) return drawHandover(c, who, { kept, fault: outcome.refusal.says }, outcome.status)
  await draftDone(c, who, handoverPath)
  return c.redirect(`${handoverPath}/${outcome.matter}?done=1`, 303)
}

async function done(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!, found = isId(id) ? await c.get('shop').service.suggestions.handoverDone(who, id) : undefined
  return found ? show(c, handoverDonePage(c.get('view'), found, { fresh: c.req.query('done') === '1' })) : notHere(c)
}

async function undo(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop'), id = c.req.param('id')!, before = isId(id) ? await service.suggestions.handoverDone(who, id) : undefined
  if (!before) return notHere(c)
  const { kept } = await readForm(c), key = keyOf(first(kept, '_key')) ?? keyOf(c.get('view').newKey())!
  const outcome = await attempt(() => service.act({ congress: who.congress, matter: id, act: 'undo', input: inputOf(declared(c, 'handover', 'undo'), kept), actor: actorOf(who), key }))
  if (outcome.ok) return c.redirect(`${handoverPath}/${id}`, 303)
  return show(c, handoverDonePage(c.get('view'), (await service.suggestions.handoverDone(who, id)) ?? before, { refusal: outcome.refusal, kept }), outcome.status)
}

const asked = (c: C) => ({ session: c.req.query('session'), role: c.req.query('role') })
async function board(c: C, who: Who): Promise<Response> {
  const found = await c.get('shop').service.suggestions.board(who, asked(c))
  return found ? show(c, boardPage(c.get('view'), found)) : notHere(c)
}
async function boardTable(c: C, who: Who): Promise<Response> {
  const v = c.get('view'), found = await c.get('shop').service.suggestions.board(who, asked(c))
  if (!found) return notHere(c)
  const numbers = (n: (typeof found)['total']): number[] => shows.map(s => n[s.id])
  return handOver(c, who, 'xlsx', { name: `board-${found.today}`, what: 'board', head: [v.t('承办单位', 'Handling organ'), ...shows.map(s => v.say(s.label))], rows: [...found.rows.map(r => [v.say(r.name), ...numbers(r.numbers)]), [v.t('合计', 'Together'), ...numbers(found.total)]] })
}

/** One sitting with an organ: all its ticked suggestions in one act. */
async function hear(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop'), organ = c.req.param('organ')!, { kept } = await readForm(c), path = `/desk/board/${organ}`
  const ask = { session: first(kept, '_session') || undefined, role: first(kept, '_role') || undefined, show: first(kept, '_show') || undefined }
  const found = isId(organ) ? await service.suggestions.boardOrgan(who, organ, ask) : undefined
  if (!found?.hold) return notHere(c)
  const back = (form: OrganForm, status: Status) => show(c, boardOrganPage(c.get('view'), found, { kept, ...form }), status)
  const at = atOf(kept, service.now(who.congress)), key = keyOf(first(kept, '_key')) ?? keyOf(c.get('view').newKey())!
  if (isFault(at)) return back({ refusal: { ok: false, rule: 'input.invalid', field: at.field, may: [], says: at.says } }, 422)
  const ticked = (kept.suggestions ?? []).filter(isId)
  if (!ticked.length) return back({ refusal: { ok: false, rule: 'input.required', field: 'suggestions', may: [], says: ['请勾选听取了哪些建议', 'Tick the suggestions that were heard'] } }, 422)
  const { suggestions: _, ...rest } = kept
  const outcome = await attempt(() => service.act({ congress: who.congress, procedure: 'sitting', act: 'hold', input: { ...inputOf(declared(c, 'sitting', 'hold'), rest), organ, suggestions: ticked }, actor: actorOf(who), key, ...(at ? { at } : {}) }))
  if (!outcome.ok) return back({ refusal: outcome.refusal }, outcome.status)
  await draftDone(c, who, path)
  return c.redirect(`${path}?${new URLSearchParams({ session: found.session, role: found.role, show: found.show, heard: String(ticked.length) }).toString()}`, 303)
}

async function visit(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop'), id = c.req.param('id')!, { kept } = await readForm(c), session = first(kept, '_session')
  if (!isId(id) || !(await service.findMatter(who, id))) return notHere(c)
  const key = keyOf(first(kept, '_key')) ?? keyOf(c.get('view').newKey())!
  const outcome = await attempt(() => service.act({ congress: who.congress, matter: id, act: 'keyVisit', input: inputOf(declared(c, 'suggestion', 'keyVisit'), kept), actor: actorOf(who), key }))
  if (outcome.ok) return c.redirect(`/desk/key?session=${encodeURIComponent(session)}#k-${id}`, 303)
  return drawKey(c, who, session, { matter: id, kept, refusal: outcome.refusal }, outcome.status)
}

async function owedTable(c: C, who: Who): Promise<Response> {
  const v = c.get('view'), o = await c.get('shop').service.suggestions.owed(who, c.req.query('channel'))
  return handOver(c, who, 'xlsx', {
    name: 'owed', what: 'owed', head: [v.t('编号', 'No.'), v.t('摘要', 'Gist'), v.t('来源', 'Channel'), v.t('环节', 'Stage'), v.t('下一步', 'Next'), v.t('最晚', 'By'), v.t('办结期限', 'Answer by'), v.t('标记', 'Flags')],
    rows: o.items.map(i => [i.number ? v.say(i.number) : i.line.short ?? '', v.say(i.line.title), v.say(i.channelLabel), v.say(i.line.stageLabel), i.line.duty ? v.say(i.line.duty.actLabel) : '', i.line.duty?.dueDay ?? '', i.answer?.dueDay ?? '', i.line.flags.map(f => v.say(f)).join('；')]),
  })
}

export const deskSuggestions = new Hono<Env>()
  .get('/handover', signedIn((c, who) => drawHandover(c, who)))
  .post('/handover', signedIn(look))
  .post('/handover/make', signedIn(make))
  .get('/handover/:id', signedIn(done))
  .post('/handover/:id/undo', signedIn(undo))
  .get('/board', signedIn(board))
  .get('/board.xlsx', signedIn(boardTable))
  .get('/board/:organ', signedIn((c, who) => drawHearing(c, who, c.req.param('organ')!)))
  .post('/board/:organ', signedIn(hear))
  .get('/key', signedIn((c, who) => drawKey(c, who, c.req.query('session'))))
  .post('/key/:id', signedIn(visit))
  .get('/owed', signedIn(async (c, who) => show(c, owedPage(c.get('view'), await c.get('shop').service.suggestions.owed(who, c.req.query('channel'), true)))))
  .get('/owed.xlsx', signedIn(owedTable))
