/** The matter page and its acts, the same for desk and deputy: draw, send, and draw again with what was typed when it is refused. */
import { matter, type MatterPage } from '#pages/desk/matter.ts'
import { twinsBox } from '#pages/desk/day.ts'
import { newMatter, type NewForm } from '#pages/desk/new.ts'
import { preview } from '#pages/desk/preview.ts'
import { missing } from '#pages/portal/home.ts'
import { type Resume, signIn } from '#pages/signin.ts'
import { drawSignIn } from '#http/entering.ts'
import type { Returned } from '#pages/parts/act-form.ts'
import { type Fault, html, type Kept } from '#pages/view.ts'
import type { Id, Label, Refusal } from '#loop/words.ts'
import { ServiceError } from '#service/errors.ts'
import type { Who } from '#service/views.ts'
import { actorOf, attempt, declared, formOf, withIds } from '#http/acting.ts'
import { draftDone, draftOf } from '#http/desk-drafts.ts'
import { notHere, refuse, show } from '#http/answer.ts'
import type { C } from '#http/env.ts'
import { atOf, first, inputOf, isFault, keepFiles, keyOf, readForm, tokenSent } from '#http/form.ts'
import { drawDay, drawNewDay, twinsOf } from '#http/day-page.ts'
import { dayParam, isId } from '#http/query.ts'
import { proposalsFor } from '#http/proposals.ts'
import { drawSuggestionAct, drawWrite } from '#http/deputy-suggestion-pages.ts'
import { drawEntry, drawNewEntry, entryPath } from '#http/register-page.ts'
import { onThisMachine } from '#http/session.ts'
import { resumeSuggestions } from '#http/desk-suggestion-pages.ts'
import { slipOf, keepSlip } from '#http/slip.ts'
import { writerOf } from '#http/token.ts'

export type Face = 'desk' | 'deputy'
type Status = 200 | 403 | 404 | 409 | 422
const isDeputy = (who: Who): boolean => who.posts.some(p => p.kind === 'deputy')
const faultOf = (f: Fault): Refusal => ({ ok: false, rule: 'input.invalid', field: f.field, may: [], says: f.says })

/** What was sent, to lie in the sign-in form for whoever wrote it and nobody else; where no form of ours says who that was, nothing is kept. */
async function sealedSending(c: C): Promise<Resume | undefined> {
  const writer = c.req.method === 'POST' ? writerOf(c, await tokenSent(c)) : undefined
  if (!writer) return undefined
  const { kept } = await readForm(c), body = new URLSearchParams(Object.entries(kept).flatMap(([k, all]) => all.map((x): [string, string] => [k, x]))).toString()
  // What was to be kept for later comes back in the form that it is of.
  const path = c.req.path === '/desk/draft' ? first(kept, '_form') : c.req.path
  return { path, body: c.get('shop').service.sealResume(c.get('congress')!.id, writer, path, body) }
}

/** Nobody is signed in: a page is asked for again after signing in, a sending is kept in the sign-in form and put back. */
export async function askSignIn(c: C): Promise<Response> {
  const v = c.get('view')
  if (!c.get('congress')) return show(c, missing(v))
  const resume = await sealedSending(c)
  const asked = c.req.method === 'GET' ? v.path : ''
  const half = c.get('visit')?.step
  // Somebody who has given the password and not the rest goes on where they were.
  if (half && c.req.method === 'GET') return c.redirect(`/signin/${half}?next=${encodeURIComponent(asked)}`, 303)
  if (!c.get('congress')!.sample) return resume || c.req.method !== 'GET' ? drawSignIn(c, { carried: { next: '', ...(resume ? { resume_path: resume.path, resume_body: resume.body } : {}) } }, 401) : c.redirect(`/signin?next=${encodeURIComponent(asked)}`, 303)
  if (!onThisMachine(c)) return refuse(c, 401, 'signIn', ['请先登录。', 'Please sign in first.'])
  const next = c.req.method === 'GET' ? v.path : ''
  if (!resume && c.req.method === 'GET') return c.redirect(`/signin?next=${encodeURIComponent(next)}`, 303)
  return show(c, signIn(v, await c.get('shop').service.readyPeople(c.get('congress')!.id), { q: '', next, resume }), 401)
}

export async function drawMatter(c: C, face: Face, who: Who, id: Id, more: Partial<MatterPage> = {}, status: Status = 200): Promise<Response> {
  const asOf = c.req.method === 'GET' ? dayParam(c, 'asOf') : undefined
  const view = await c.get('shop').service.matter(who, id, asOf)
  if (!view) return notHere(c)
  // An entry of the register has a page of its own.
  if (view.line.procedure === 'register') return c.req.method === 'GET' ? c.redirect(entryPath(id), 303) : drawEntry(c, who, id, { returned: more.returned }, status)
  // A suggestion is watched by its deputy on a page of its own.
  if (face === 'deputy' && view.line.procedure === 'suggestion' && c.req.method === 'GET' && !asOf && isDeputy(who)) return c.redirect(`/deputy/suggestions/${id}`, 303)
  const grow = face === 'deputy' && view.line.procedure === 'request' && !asOf && isDeputy(who) && (await c.get('shop').service.deputySuggestions.origin(who, id)) !== undefined
  const draft = c.req.method === 'GET' && !asOf && !more.returned ? await c.get('shop').service.desk.latestDraft(who, [id, ...view.children.map(x => x.id)].map(x => `/${face}/m/${x}/`)) : undefined
  const half: Returned | undefined = draft && { matter: draft.form.split('/')[3]!, act: draft.form.split('/')[4]!, kept: draft.kept }
  const proposed = face === 'desk' && !asOf ? await proposalsFor(c, who, view) : {}
  return show(c, matter(c.get('view'), { ...proposed, face, view, asOf, open: c.req.query('do'), slip: slipOf(c)?.matter === id ? slipOf(c)!.code : undefined, draft, returned: half, grow, ...more }), status)
}

/** Puts a sending that was kept over a sign-out back into its form; nothing is done yet. */
export async function resumeForm(c: C, who: Who, path: string, kept: Kept): Promise<Response | undefined> {
  const notice: Label = ['您刚才写的内容放回来了，请核对后再提交；照片和附件要重新选。', 'What you wrote is back in its form. Check it and send it again; photos must be chosen anew.']
  const act = /^\/(desk|deputy)\/m\/([0-9a-f-]{36})\/([A-Za-z]+)$/.exec(path)
  if (act) {
    const page = first(kept, '_page'), [, face, id, name] = act
    return drawMatter(c, face as Face, who, isId(page) ? page : id!, { returned: { matter: id!, act: name === 'preview' ? 'dispatch' : name!, kept, notice } })
  }
  const day = /^\/desk\/days\/([0-9a-f-]{36})$/.exec(path)
  if (day) return drawDay(c, who, day[1]!, { kept, notice: html`<div class="alert alert-warning" role="status" tabindex="-1" autofocus><p>${c.get('view').say(notice)}</p></div>` })
  const unplanned = /^\/desk\/days\/new\/([a-z]+)$/.exec(path)
  if (unplanned) return drawNewDay(c, who, unplanned[1]!, { kept, notice: html`<div class="alert alert-warning" role="status" tabindex="-1" autofocus><p>${c.get('view').say(notice)}</p></div>` })
  const suggested = resumeSuggestions(c, who, path, kept)
  if (suggested) return suggested
  const writing = /^\/deputy\/suggestions\/new\/([0-9a-f-]{36})$/.exec(path)
  if (writing) return isDeputy(who) ? drawWrite(c, who, writing[1]!, { kept, notice }) : undefined
  const answering = /^\/deputy\/suggestions\/([0-9a-f-]{36})\/([A-Za-z]+)$/.exec(path)
  if (answering) return drawSuggestionAct(c, who, answering[1]!, answering[2]!, { kept, notice })
  const opening = /^\/desk\/new\/([A-Za-z]+)$/.exec(path)
  return opening ? drawNew(c, who, opening[1]!, { kept, notice }) : undefined
}

export async function postAct(c: C, face: Face, who: Who): Promise<Response> {
  const id = c.req.param('id')!, act = c.req.param('act')!
  const { service } = c.get('shop')
  const view = isId(id) ? await service.matter(who, id) : undefined
  if (!view) return notHere(c)
  const sent = await readForm(c)
  const page = first(sent.kept, '_page'), on = isId(page) && page !== id && (await service.findMatter(who, page)) ? page : id
  const back = (kept: Kept, refusal: Refusal, status: Status, since?: readonly Label[]): Promise<Response> => {
    const returned: Returned = { matter: id, act, kept, refusal, ...(since ? { since } : {}) }
    return drawMatter(c, face, who, on, { returned }, status)
  }
  const offered = view.choices.find(x => x.act === act)
  const form = offered?.fields.length ? formOf(offered.fields) : declared(c, view.line.procedure, act)
  const at = atOf(sent.kept, service.now(who.congress))
  if (isFault(at)) return back(sent.kept, faultOf(at), 422)
  const kept = await keepFiles(c, form, sent)
  if (isFault(kept)) return back(sent.kept, faultOf(kept), 422)
  const seen = Number(first(kept, '_seen'))
  const key = keyOf(first(kept, '_key')) ?? keyOf(c.get('view').newKey())!
  const input = await withIds(c, who, act, inputOf(form, kept))
  const outcome = await attempt(() => service.act({ congress: who.congress, matter: id, act, input, actor: actorOf(who), key, ...(at ? { at } : {}), ...(Number.isInteger(seen) && seen > 0 ? { seen } : {}) }))
  if (outcome.ok) {
    await draftDone(c, who, `/${face}/m/${id}/${act}`)
    if (face === 'deputy' && first(kept, '_then') === 'home') return c.redirect(`/deputy?done=${on}`, 303)
    return c.redirect((await service.findMatter(who, on)) ? `/${face}/m/${on}` : `/${face}`, 303)
  }
  return back(kept, outcome.refusal, outcome.status, outcome.since)
}

export async function postPreview(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!
  const view = isId(id) ? await c.get('shop').service.matter(who, id) : undefined
  if (!view) return notHere(c)
  const choice = view.choices.find(x => x.act === 'dispatch')
  const { kept } = await readForm(c)
  if (!choice || choice.refusal) {
    const seen = Number(first(kept, '_seen'))
    const since = Number.isInteger(seen) && seen > 0 ? view.timeline.filter(t => t.seq > seen).map(t => t.sentence) : []
    const refusal: Refusal = choice?.refusal ?? { ok: false, rule: 'stage', may: [], says: [`事项现在“${view.line.stageLabel[0]}”，不能派单`, `The matter is at "${view.line.stageLabel[1]}" and cannot be dispatched now`] }
    return drawMatter(c, 'desk', who, id, { returned: { matter: id, act: 'dispatch', kept, refusal, ...(since.length ? { since } : {}) } }, 409)
  }
  const missing = choice.fields.find(f => f.required && f.id !== 'gist' && !first(kept, f.id))
  if (missing) return drawMatter(c, 'desk', who, id, { returned: { matter: id, act: 'dispatch', kept, refusal: faultOf({ field: missing.id, says: [`请填写“${missing.label[0]}”`, `"${missing.label[1]}" is required`] }) } }, 422)
  const page = first(kept, '_page')
  return show(c, preview(c.get('view'), { view, fields: choice.fields, kept, gist: first(kept, 'gist').trim() || view.proposedGist || view.gist || '', page: isId(page) ? page : id }))
}

/** Shows the contact once, after the reason was written down for the requester to read. */
export async function postContact(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!
  const { kept } = await readForm(c)
  const face: Face = first(kept, '_face') === 'deputy' ? 'deputy' : 'desk'
  const view = isId(id) ? await c.get('shop').service.matter(who, id) : undefined
  if (!view) return notHere(c)
  try {
    const found = await c.get('shop').service.contact(who, id, first(kept, 'reason'))
    if (!found) return drawMatter(c, face, who, id, { contactFault: c.get('view').t('您的职务不能查看这件事的联系方式。', 'Your post may not see the contact of this matter.') }, 403)
    return drawMatter(c, face, who, id, { contact: found })
  } catch (e) {
    if (e instanceof ServiceError && e.field === 'reason') return drawMatter(c, face, who, id, { contactFault: c.get('view').say(e.says) }, 422)
    throw e
  }
}

export async function drawNew(c: C, who: Who, procedure: string, more: Partial<NewForm> = {}, status: Status = 200): Promise<Response> {
  const { service } = c.get('shop')
  if (procedure === 'register') return more.kept ? drawNewEntry(c, who, { kept: more.kept, ...(more.refusal ? { refusal: more.refusal } : {}), ...(more.key ? { key: more.key } : {}) }, status) : notHere(c)
  // A deputy writes on the page made for it.
  if (procedure === 'suggestion' && c.req.method === 'GET' && !more.kept && c.req.query('act') === undefined && isDeputy(who)) return c.redirect('/deputy/suggestions/new', 303)
  const choice = await service.opening(who.congress, procedure, who, more.kept?._act?.[0] || c.req.query('act')), named = service.procedures().find(p => p.id === procedure)?.label, { t } = c.get('view')
  const label: Label | undefined = named && [t(named[0], named[0]), t(named[1], named[1])]
  if (!choice || !label) return notHere(c)
  const draft = c.req.method === 'GET' && !more.kept ? await draftOf(c, who, `/desk/new/${procedure}`) : undefined
  const id = c.req.method === 'GET' ? c.req.query('did') ?? '' : '', did = isId(id) ? await service.matter(who, id) : undefined
  return show(c, newMatter(c.get('view'), { procedure, label, choice, key: c.get('view').newKey(), ...(draft ? { draft, kept: draft.kept } : {}), ...(did ? { did: did.line } : {}), ...more }), status)
}

export async function postNew(c: C, who: Who): Promise<Response> {
  const procedure = c.req.param('procedure')!
  const { service } = c.get('shop')
  const sent = await readForm(c)
  const choice = await service.opening(who.congress, procedure, who, first(sent.kept, '_act') || undefined)
  if (!choice) return notHere(c)
  const form = choice.fields.length ? formOf(choice.fields) : declared(c, procedure, choice.act)
  const key = keyOf(first(sent.kept, '_key')) ? first(sent.kept, '_key') : c.get('view').newKey()
  const back = (kept: Kept, refusal: Refusal, status: Status) => drawNew(c, who, procedure, { kept, refusal, key }, status)
  const at = atOf(sent.kept, service.now(who.congress))
  if (isFault(at)) return back(sent.kept, faultOf(at), 422)
  const kept = await keepFiles(c, form, sent)
  if (isFault(kept)) return back(sent.kept, faultOf(kept), 422)
  const twins = first(kept, '_sure') ? [] : await twinsOf(c, who, procedure, kept)
  if (twins.length) return drawNew(c, who, procedure, { kept, key, before: twinsBox(c.get('view'), twins) }, 409)
  const outcome = await attempt(() => service.act({ congress: who.congress, procedure, act: choice.act, input: inputOf(form, kept), actor: actorOf(who), key: keyOf(key)!, ...(at ? { at } : {}) }))
  if (!outcome.ok) return back(kept, outcome.refusal, outcome.status)
  const face: Face = who.face
  await draftDone(c, who, `/desk/new/${procedure}`)
  if (choice.inARow) return c.redirect(`/desk/new/${procedure}?act=${choice.act}&did=${outcome.matter}`, 303)
  if (outcome.receipt) keepSlip(c, outcome.matter, outcome.receipt)
  return c.redirect((await service.findMatter(who, outcome.matter)) ? `/${face}/m/${outcome.matter}` : `/${face}`, 303)
}

