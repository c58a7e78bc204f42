/** Suggestions as every page of theirs names them: 第12号, the title, who proposed it; and the sessions there are. */
import type { Id, Label } from '#loop/words.ts'
import { dayOf } from '#law/time.ts'
import { nameOf } from '#service/lines.ts'
import type { Option, SuggestionLine } from '#service/desk-suggestion-views.ts'
import type { Held } from '#service/world.ts'
import type { MatterRow } from '#store/shapes.ts'

type Marks = Readonly<Record<string, string>>
/** Its number among the session's, as it stands inside a sentence; null before it has one. */
export const numberSaid = (marks: Marks): Label | null => (!marks.number ? null : marks.between ? [`闭会第${marks.number}号`, `between sessions, no. ${marks.number}`] : [`第${marks.number}号`, `no. ${marks.number}`])
/** The same at the head of a line. */
export function numberOf(marks: Marks): Label { const [zh, en] = numberSaid(marks) ?? ['未编号', 'no number']; return [zh, en[0]!.toUpperCase() + en.slice(1)] }
export function proposerOf(held: Held, parties: Readonly<Record<string, readonly Id[]>>): Label {
  const lead = parties.lead?.[0], more = parties.coSigners?.length ?? 0, name: Label = lead ? nameOf(held, lead) : parties.delegation?.[0] ? nameOf(held, parties.delegation[0]) : ['—', '—']
  return more ? [`${name[0]}等${more + 1}名`, `${name[1]} and ${more} more`] : name
}
export const suggestionLine = (held: Held, r: MatterRow): SuggestionLine => ({ id: r.id, number: numberOf(r.marks), title: r.title, proposer: proposerOf(held, r.parties) })

/** Sessions that have begun, the latest first. */
export const sessionsOf = (held: Held, now: string): Option[] => held.world.directory.all.terms.filter(t => t.kind === 'session' && t.validFrom <= dayOf(now)).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1)).map(t => ({ id: t.id, label: [t.name, t.nameEn] }))
/** The session that is asked for: the latest where none is named, `all` for every one. */
export const sessionAsked = (sessions: readonly Option[], asked: string | undefined): string => (asked === 'all' ? 'all' : sessions.find(s => s.id === asked)?.id ?? sessions[0]?.id ?? 'all')
