/** The desk's work on openness: the texts with what the rules find in them, both marks, the draft beside the original; two replies side by side. */
import { wordingActs } from '#procedures/suggestion/wording.ts'
import { createHash } from 'node:crypto'
import { besides, repeated } from '#law/likeness.ts'
import { type Find, findRedactions, withoutOverlap } from '#law/redact.ts'
import { dayOf } from '#law/time.ts'
import { available } from '#loop/available.ts'
import type { Ctx } from '#loop/procedure.ts'
import type { Event, Id, Label } from '#loop/words.ts'
import { openness } from '#procedures/words.ts'
import { namesToHide, publicFields } from '#procedures/suggestion/publishing.ts'
import { answers, proposers } from '#procedures/suggestion/rules.ts'
import { byIds } from '#store/matters.ts'
import { alikeView } from '#service/likeness.ts'
import { numberSaid } from '#service/suggestion-lines.ts'
import type { House } from '#service/house.ts'
import { letterContext } from '#service/letter-lines.ts'
import { lineOf, lineOfState, nameOf } from '#service/lines.ts'
import { seen } from '#service/matter.ts'
import { isMasked, looking, ofRow } from '#service/may.ts'
import { addressOf } from '#service/openness-public.ts'
import type { BesideView, MarkView, PublicationView, PublicField, SourceView } from '#service/openness-views.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

const labels: Readonly<Record<PublicField, Label>> = { title: ['标题', 'Title'], text: ['建议', 'The suggestion'], reply: ['答复', 'The reply'], follow: ['续报', 'Follow-up replies'] }
const opennessLabels: Readonly<Record<string, Label>> = openness
const mark = (marks: Readonly<Record<string, string>>): MarkView => ({ openness: marks.openness ? opennessLabels[marks.openness] ?? null : null, why: marks.opennessWhy ?? null })

/** The texts as they stand: the latest wording, the replies that count, every follow-up. */
function textsOf(held: Held, c: Ctx, events: readonly Event[]): Record<PublicField, string> {
  const own = events.filter(e => e.matter === c.state.id), letters = answers(c)
  const named = (id: Id | undefined): string => (id ? nameOf(held, id)[0] : '')
  return {
    title: c.state.marks.gist ?? '', text: String(own.findLast(e => wordingActs.includes(e.act) && typeof e.input.text === 'string')?.input.text ?? ''),
    reply: letters.map(h => `${letters.length > 1 ? `【${named(h.parties.handler?.[0])}】\n` : ''}${h.marks.result ?? ''}`).join('\n\n'),
    follow: own.filter(e => e.act === 'replyAgain').map(e => `${dayOf(e.at)} ${e.actor.kind === 'person' ? named(e.actor.organ) : ''}：${String(e.input.text ?? '')}`).join('\n'),
  }
}
/** What the rules find, and the names the deputies want left out wherever they stand. */
function findsIn(text: string, names: readonly string[]): Find[] {
  const hidden = names.flatMap(n => [...text.matchAll(new RegExp(n.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gu'))].map((m): Find => ({ from: m.index, to: m.index + n.length, kind: 'name', put: '某某' })))
  return withoutOverlap([...hidden, ...findRedactions(text)])
}

export async function publication(house: House, who: Who, matter: Id): Promise<PublicationView | undefined> {
  const v = await seen(house, who, matter)
  if (!v || v.state.procedure !== 'suggestion' || isMasked(v.held, v.family, v.state, v.actor, v.now)) return undefined
  const { held, family, state, events } = v, { marks } = state
  const choices = available(held.world, family, looking(state.id, v.actor, v.now)).filter(x => ['proposePublic', 'publish', 'withhold', 'unpublish'].includes(x.act))
  // Whose work it is not has no such page.
  if (!choices.length || choices.every(x => x.refusal?.rule === 'role')) return undefined
  const c = letterContext(held, family, state, v.actor, v.now), texts = textsOf(held, c, events), names = namesToHide(c)
  const sources = publicFields.filter(f => texts[f]).map((field): SourceView => ({ field, label: labels[field], text: texts[field], finds: findsIn(texts[field], names) }))
  const draft = marks.draftText ? { title: marks.draftTitle ?? '', text: marks.draftText, reply: marks.draftReply ?? '', follow: marks.draftFollow ?? '' } : null
  return {
    line: lineOfState(held, family, state, v.now), seq: family.seq, number: numberSaid(marks), stamp: createHash('sha256').update(JSON.stringify([texts, names])).digest('hex').slice(0, 16), sources,
    deputy: { ...mark(marks), names: proposers(c).map(p => nameOf(held, p)), hideName: marks.hideName === '1' }, organs: answers(c).map(h => ({ organ: nameOf(held, h.parties.handler![0]!), ...mark(h.marks) })),
    draft: draft && {
      no: state.times.proposePublic ?? 0, writer: nameOf(held, state.parties.writer?.[0] ?? ''), fields: draft, left: publicFields.flatMap(f => findRedactions(draft[f]).map(s => draft[f].slice(s.from, s.to))),
      beside: publicFields.filter(f => texts[f] || draft[f]).map(field => ({ field, label: labels[field], before: besides(texts[field], draft[field]), after: besides(draft[field], texts[field]) })),
    },
    published: marks.published && marks.publicNo ? { no: addressOf(marks), on: marks.publishedOn ?? dayOf(state.movedAt) } : null, choices,
  }
}

/** Two replies side by side, for whoever may read both whole. */
export async function beside(house: House, who: Who, reply: Id, other: Id): Promise<BesideView | undefined> {
  const a = await seen(house, who, reply), b = await seen(house, who, other)
  if (!a || !b || reply === other || [a, b].some(v => v.state.marks.letter !== '1' || !v.state.marks.result || isMasked(v.held, v.family, v.state, v.actor, v.now))) return undefined
  const { held, now } = a, [left, right] = [a.state.marks.result!, b.state.marks.result!]
  const rows = new Map((await house.store.tx(who.congress, tx => byIds(tx, [reply, other, a.family.root, b.family.root]))).map(r => [r.id, r])), mine = rows.get(reply), its = rows.get(other), whole = rows.get(a.family.root)
  if (!mine || !its) return undefined
  return { alike: alikeView(held, mine, its, repeated(left, right), whole, rows.get(b.family.root)), line: lineOf(held, whole && ofRow(held, who, whole, now).sees ? whole : mine, null, now), left: besides(left, right), right: besides(right, left) }
}
