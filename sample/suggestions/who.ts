/** Who proposes which suggestion, with whom, and what the plan calls its matters. */
import { conflicted, followersOf, proposersOf } from '#sample/people.ts'
import { keyOf, type Name } from '#sample/plan.ts'
import { leadOf, type Suggestion } from '#sample/suggestions/table.ts'
import type { Place } from '#sample/tables.ts'

export const suggestionRef = (no: number): Name => `suggestion:${no}`
/** An organ's handling of one: the first, and the one after the deputy was not satisfied. */
export const handlingRef = (no: number, organ: string): Name => `suggestion:${no}/${organ}`
export const againRef = (no: number, organ: string): Name => `suggestion:${no}/${organ}/again`
export const keyFor = (no: number, what: string): string => keyOf('suggestion', no, what)

/** Papers with two matters in them, and the number of the one that was split off. */
export const splits: ReadonlyMap<number, number> = new Map([[50, 181], [60, 148], [79, 94]])
export const isPart = (no: number): boolean => [...splits.values()].includes(no)
/** Grown from what a constituent said at a station: the number of that opinion. The deputy the station left it to proposes it. */
export const grownFrom: ReadonlyMap<number, number> = new Map([[4, 3], [112, 18]])
/** The one whose lead deputy heads the organ it goes to: another signer evaluates. */
export const ledByHandler = 145

export type Signed = { readonly lead: Name; readonly coSigners: readonly Name[]; /** Who rates the answer. */ readonly evaluator: Name }
/** The lead deputy and the co-signers, all of one delegation; what was split off is its paper's. */
export function signersOf(s: Suggestion, place: Place): Signed {
  const all = proposersOf(place), from = [...splits].find(([, part]) => part === s.no)?.[0] ?? s.no
  const opinion = grownFrom.get(s.no), near = followersOf(place, [])
  const lead = s.no === ledByHandler ? conflicted.deputy : opinion ? near[opinion % near.length]! : all[(from * 11) % all.length]!
  const others = all.filter(d => d !== lead), coSigners = Array.from({ length: s.signers }, (_, i) => others[(from * 3 + i) % others.length]!)
  return { lead, coSigners, evaluator: lead === conflicted.deputy && answering(s).includes(conflicted.organ) ? coSigners[0]! : lead }
}
/** The organs that answer it in the end. */
export const answering = (s: Suggestion): string[] => [leadOf(s), ...(s.separate ? [s.separate] : [])]
