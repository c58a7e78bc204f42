/** 我的建议: a deputy's suggestions, written, signed, watched, rated. Whoever is no deputy finds nothing here. */
import { Hono } from 'hono'
import { alikeList, alikePage } from '#pages/deputy/alike.ts'
import { suggestionsPage } from '#pages/deputy/suggestions.ts'
import type { Fault, Kept } from '#pages/view.ts'
import { joinedText, mostTyped, severalMatters, typedLength } from '#procedures/suggestion/wording.ts'
import type { Named } from '#service/deputy-suggestion-views.ts'
import type { Who } from '#service/views.ts'
import { ServiceError } from '#service/errors.ts'
import { actorOf, attempt, declared, formOf } from '#http/acting.ts'
import { notHere, show } from '#http/answer.ts'
import { draftDone } from '#http/desk-drafts.ts'
import type { C, Env } from '#http/env.ts'
import { first, inputOf, isFault, keepFiles, keyOf, readForm } from '#http/form.ts'
import { isId } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'
import { drawSuggestion, drawSuggestionAct, drawWrite, signersOf, type Writing } from '#http/deputy-suggestion-pages.ts'

type Work = (c: C, who: Who) => Response | Promise<Response>
const deputyOnly = (work: Work): ((c: C) => Response | Promise<Response>) => signedIn((c, who) => (who.posts.some(p => p.kind === 'deputy') ? work(c, who) : notHere(c)))

const lists: Work = async (c, who) => show(c, suggestionsPage(c.get('view'), await c.get('shop').service.deputySuggestions.lists(who)))
/** The whole page, or the list alone for the script of the form. */
const alike: Work = async (c, who) => {
  const words = (c.req.query('q') ?? '').slice(0, 100), found = words.trim() ? await c.get('shop').service.deputySuggestions.alike(who, words) : []
  return c.req.header('x-part') === undefined ? show(c, alikePage(c.get('view'), words, found)) : c.html(String(await alikeList(c.get('view'), words, found)))
}

const missing = (kept: Kept): Fault[] => ([['title', '标题', 'Title'], ['wrong', '存在什么问题', 'What is wrong'], ['should', '建议怎么办', 'What should be done']] as const).filter(([f]) => !first(kept, f).trim()).map(([field, zh, en]) => ({ field, says: [`请填写“${zh}”`, `"${en}" is required`] }))

const tooLong = (kept: Kept): Fault[] => {
  const [wrong, should] = ['wrong', 'should'].map(f => typedLength(first(kept, f))) as [number, number]
  return wrong + should > mostTyped ? [{ field: should > wrong ? 'should' : 'wrong', says: [`“存在什么问题”和“建议怎么办”合起来最多${mostTyped}字，现在分别有${wrong}字和${should}字，请删短`, `"What is wrong" and "What should be done" may hold ${mostTyped} characters together; they now hold ${wrong} and ${should}`] }] : []
}

/** Chosen before anybody has written anything. */
const chosenBefore = ['how', 'openness', 'grewFrom']
/** The page is drawn again: what is on it is kept as it would be by the script, which starts anew with the page and knows only of what is typed from then on. */
async function keepWritten(c: C, who: Who, path: string, kept: Kept): Promise<void> {
  if (!Object.entries(kept).some(([name, all]) => !name.startsWith('_') && !chosenBefore.includes(name) && all.some(x => x.trim()))) return
  // Too long to be kept is told of by the page itself.
  try { await c.get('shop').service.desk.keepDraft(who, path, kept) } catch (e) { if (!(e instanceof ServiceError)) throw e }
}

/** Looks something up for the page, or sends what is written. Nothing typed is lost either way. */
const write: Work = async (c, who) => {
  const id = c.req.param('draft')!, path = `/deputy/suggestions/new/${id}`, { service } = c.get('shop'), choice = isId(id) ? await service.opening(who.congress, 'suggestion', who, 'propose') : undefined
  if (!choice) return notHere(c)
  const sent = await readForm(c), form = formOf(choice.fields), kept = await keepFiles(c, form, sent)
  const words = isFault(kept) ? sent.kept : kept
  const back = async (more: Writing, status: 200 | 403 | 404 | 409 | 422) => { await keepWritten(c, who, path, words); return drawWrite(c, who, id, { kept: words, ...more }, status) }
  if (isFault(kept)) return back({ faults: [kept] }, 422)
  const doing = first(kept, '_do')
  const lost = (f: Named['found'][number]): Fault => ({ field: 'names', says: [`没有找到代表“${f.typed.slice(0, 20)}”，请核对姓名`, `There is no deputy called "${f.typed.slice(0, 20)}"`] })
  if (doing === 'add') { const none = (await signersOf(c, who, kept)).found.filter(f => !f.people.length).map(lost); return back({ faults: none }, none.length ? 422 : 200) }
  if (doing === 'alike') return back({}, 200)

  const signers = await signersOf(c, who, kept), from = first(kept, 'grewFrom')
  const unknown = signers.found.map((f): Fault => (!f.people.length ? lost(f) : { field: 'names', says: [`“${f.typed}”有几位，请选是哪一位`, `Several are called "${f.typed}": choose one`] }))
  const stray: Fault[] = from && !(isId(from) && (await service.deputySuggestions.origin(who, from))) ? [{ field: '', says: ['没有找到那件群众意见，或者不是您跟的', 'There is no such request, or it is not one you follow'] }] : []
  const faults = [...missing(kept), ...tooLong(kept), ...unknown, ...stray]
  if (faults.length) return back({ faults }, 422)
  const { wrong: _w, should: _s, names: _n, coSigners: _c, ...plain } = kept, wrong = first(kept, 'wrong'), should = first(kept, 'should')
  if (!first(kept, '_one') && severalMatters(first(kept, 'title'), `${wrong}\n${should}`)) return back({ several: true }, 409)
  const ids = signers.chosen.map(p => p.id), sending: Kept = { ...plain, ...(ids.length ? { coSigners: ids, how: [first(kept, 'how') === 'delegation' ? 'delegation' : 'joint'] } : {}), text: [joinedText({ wrong, should })] }
  const input = inputOf(form, sending)
  const outcome = await attempt(() => service.act({ congress: who.congress, procedure: 'suggestion', act: 'propose', input, actor: actorOf(who), key: keyOf(id)! }))
  if (!outcome.ok) return back({ refusal: outcome.refusal }, outcome.status)
  await draftDone(c, who, path)
  return c.redirect(`/deputy/suggestions/${outcome.matter}?did=new`, 303)
}

const answer: Work = async (c, who) => {
  const id = c.req.param('id')!, act = c.req.param('act')!, { service } = c.get('shop')
  const s = isId(id) ? await service.deputySuggestions.look(who, id) : undefined
  if (!s) return notHere(c)
  const sent = await readForm(c), offered = s.matter.choices.find(x => x.act === act), form = offered?.fields.length ? formOf(offered.fields) : declared(c, 'suggestion', act)
  const kept = await keepFiles(c, form, sent)
  if (isFault(kept)) return drawSuggestionAct(c, who, id, act, { kept: sent.kept, refusal: { ok: false, rule: 'input.invalid', field: kept.field, may: [], says: kept.says } }, 422)
  const seen = Number(first(kept, '_seen')), key = keyOf(first(kept, '_key')) ?? keyOf(c.get('view').newKey())!
  const outcome = await attempt(() => service.act({ congress: who.congress, matter: id, act, input: inputOf(form, kept), actor: actorOf(who), key, ...(Number.isInteger(seen) && seen > 0 ? { seen } : {}) }))
  if (!outcome.ok) return drawSuggestionAct(c, who, id, act, { kept, refusal: outcome.refusal, since: outcome.since }, outcome.status)
  await draftDone(c, who, `/deputy/suggestions/${id}/${act}`)
  return c.redirect((await service.findMatter(who, id)) ? `/deputy/suggestions/${id}?did=done` : '/deputy', 303)
}

export const suggestions = new Hono<Env>()
  .get('/', deputyOnly(lists))
  .get('/alike', deputyOnly(alike))
  .get('/new', deputyOnly((c, who) => drawWrite(c, who, c.get('view').newKey())))
  .get('/new/:draft', deputyOnly((c, who) => (isId(c.req.param('draft')!) ? drawWrite(c, who, c.req.param('draft')!) : notHere(c))))
  .post('/new/:draft', deputyOnly(write))
  .get('/:id', deputyOnly((c, who) => drawSuggestion(c, who, c.req.param('id')!, { did: c.req.query('did') })))
  .get('/:id/:act', deputyOnly((c, who) => drawSuggestionAct(c, who, c.req.param('id')!, c.req.param('act')!)))
  .post('/:id/:act', deputyOnly(answer))
