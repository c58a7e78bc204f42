/** Draws the pages on which a deputy writes and answers; whoever sends them and whoever brings text back after a sign-out draw them here. */
import { suggestionAct } from '#pages/deputy/suggestion-act.ts'
import { suggestionPage, type SuggestionPage } from '#pages/deputy/suggestion.ts'
import { writePage, type WritePage } from '#pages/deputy/suggestion-new.ts'
import { body } from '#procedures/suggestion/proposing.ts'
import { wordsOf } from '#pages/parts/act-form.ts'
import type { Fault, Kept } from '#pages/view.ts'
import type { Id, Label, Refusal } from '#loop/words.ts'
import type { Named } from '#service/deputy-suggestion-views.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { draftOf } from '#http/desk-drafts.ts'
import type { C } from '#http/env.ts'
import { isId } from '#http/query.ts'

type Status = 200 | 403 | 404 | 409 | 422
export type Back = { readonly kept?: Kept; readonly refusal?: Refusal; readonly since?: readonly Label[] | undefined; readonly notice?: Label }

const mostNames = 30
/** Names as people write them: 王示甲、李示乙 */
const namesIn = (kept: Kept): string[] => [...new Set((kept.names?.[0] ?? '').split(/[、，,;；\s]+/).map(s => s.trim()).filter(Boolean))].slice(0, mostNames)
/** Who is meant by what was ticked and typed: a name that only one has is that one. */
export async function signersOf(c: C, who: Who, kept: Kept): Promise<Named> {
  const named = await c.get('shop').service.deputySuggestions.named(who, kept.coSigners ?? [], namesIn(kept)), chosen = new Map(named.chosen.map(p => [p.id, p]))
  for (const f of named.found) if (f.people.length === 1) chosen.set(f.people[0]!.id, f.people[0]!)
  return { chosen: [...chosen.values()], found: named.found.filter(f => f.people.length !== 1) }
}

export type Writing = Back & Pick<WritePage, 'faults' | 'several'>
/** The page for writing. What was typed stands before what the draft kept. */
export async function drawWrite(c: C, who: Who, draftId: Id, more: Writing = {}, status: Status = 200): Promise<Response> {
  const { service } = c.get('shop'), choice = await service.opening(who.congress, 'suggestion', who, 'propose')
  if (!choice) return notHere(c)
  const path = `/deputy/suggestions/new/${draftId}`, draft = c.req.method === 'GET' && !more.kept ? await draftOf(c, who, path) : undefined
  // A file nobody has sent yet does not outlive the draft it was chosen for.
  const { attachments: _, ...left } = draft?.kept ?? {}
  const kept = more.kept ?? left, from = kept.grewFrom?.[0] ?? c.req.query('from') ?? ''
  // What was proposed before stands beside the title whenever there is one: a page drawn again does not forget it.
  const title = kept.title?.[0]?.trim()
  const origin = isId(from) ? await service.deputySuggestions.origin(who, from) : undefined
  return show(c, writePage(c.get('view'), { path, choice, key: draftId, kept, draft, named: await signersOf(c, who, kept), ...(origin ? { origin } : {}), faults: more.faults ?? (more.refusal ? [faultOf(more.refusal)] : []), refusal: more.refusal, alike: title ? await service.deputySuggestions.alike(who, title) : undefined, several: more.several ?? false, notice: more.notice }), status)
}
/** The text is kept as one and typed as two; co-signers are ticked and named. */
const fieldNames: Readonly<Record<string, string>> = { text: 'wrong', coSigners: 'names' }
/** The page has no field of the one text's name: its two are named. */
const saidOfParts = (says: Label): Label => [says[0].replace(`“${body.label[0]}”`, '“存在什么问题”“建议怎么办”两栏合起来'), says[1].replace(`"${body.label[1]}"`, '"What is wrong" with "What should be done"')]
const faultOf = (r: Refusal): Fault => ({ field: fieldNames[r.field ?? ''] ?? r.field ?? '', says: r.field === 'text' ? saidOfParts(r.says) : r.says })

export async function drawSuggestion(c: C, who: Who, id: Id, more: Omit<SuggestionPage, 's'> = {}, status: Status = 200): Promise<Response> {
  const s = isId(id) ? await c.get('shop').service.deputySuggestions.look(who, id) : undefined
  return s ? show(c, suggestionPage(c.get('view'), { s, ...more }), status) : notHere(c)
}

/** One act's small page; one that is not possible, or needs nothing but a press, is answered on the suggestion's own. */
export async function drawSuggestionAct(c: C, who: Who, id: Id, act: string, more: Back = {}, status: Status = 200): Promise<Response> {
  const s = isId(id) ? await c.get('shop').service.deputySuggestions.look(who, id) : undefined
  if (!s) return notHere(c)
  const choice = s.matter.choices.find(x => x.act === act), path = `/deputy/suggestions/${id}/${act}`
  const pressed = choice && !choice.refusal && (choice.fields.length === 0 || act === 'confirmContact')
  if (!choice || choice.refusal || pressed) {
    if (c.req.method === 'GET') return c.redirect(`/deputy/suggestions/${id}`, 303)
    return drawSuggestion(c, who, id, { refused: more.refusal?.says ?? more.notice ?? choice?.refusal?.says, written: wordsOf(more.kept ?? {}) }, status)
  }
  const draft = c.req.method === 'GET' && !more.kept ? await draftOf(c, who, path) : undefined
  const organ = c.req.query('organ'), standing: Kept = act === 'amend' ? { title: [s.matter.line.title[0]], text: [s.text], theme: s.matter.marks.category ? [s.matter.marks.category] : [] } : organ ? { organ: [organ] } : {}
  return show(c, suggestionAct(c.get('view'), { s, choice, key: c.get('view').newKey(), kept: more.kept ?? draft?.kept ?? standing, draft, refusal: more.refusal, since: more.since, notice: more.notice }), status)
}
