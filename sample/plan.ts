/** What a plan of acts is made of. A plan knows no ids: it names things, and the teller learns their ids from the answers. */
import type { Instant } from '#law/time.ts'

/** The name under which the plan knows a matter, place, organ or person. */
export type Name = string
export type Named = { readonly named: Name }
export const named = (name: Name): Named => ({ named: name })

export type Value = string | boolean | number | Named | readonly (string | Named)[] | readonly Table[]
/** One row of a table that is handed in whole. */
export type Table = { readonly row: Readonly<Record<string, Value>> }
export type By =
  | { readonly kind: 'person'; readonly person: Name; readonly organ: Name }
  | { readonly kind: 'receipt'; readonly matter: Name }
  | { readonly kind: 'portal' }
  | { readonly kind: 'clock' }
export type Act = {
  /** Unique in the whole year, and the same each time the year is told. */
  readonly key: string
  /** The matter acted on; without one a matter of `procedure` is opened. */
  readonly on?: Name
  readonly procedure?: string
  readonly act: string
  readonly input: Readonly<Record<string, Value>>
  readonly by: By
  readonly at: Instant
  /** What the matter it opens is called from now on. */
  readonly makes?: Name
  /** What the children it opens are called, in order. */
  readonly opens?: readonly Name[]
  /** What it brings about on other matters, in the order of its echoes: what one it opens is called, and the children that one opens. */
  readonly brings?: readonly { readonly makes?: Name; readonly opens?: readonly Name[] }[]
  /** It takes the next official number of this series: told after whoever took one before, so that the numbers are the same each time. */
  readonly takes?: string
  /** It touches the families of other matters: told when their acts of that day are in, and before those of the next. */
  readonly crosses?: true
  /** The rule by which it must be refused; nothing is stored then. */
  readonly refused?: string
}
/** Acts on one family of matters, in order of time; or, told `together`, one user's action on many. */
export type Family = { readonly name: Name; readonly acts: readonly Act[]; readonly together?: true }
export const keyOf = (...parts: readonly (string | number)[]): string => ['sample', ...parts].join(':')
/** In order of time; acts of the same moment keep their order. */
export const inOrder = (acts: readonly Act[]): Act[] => acts.map((act, i) => ({ act, i })).sort((a, b) => (a.act.at < b.act.at ? -1 : a.act.at > b.act.at ? 1 : a.i - b.i)).map(x => x.act)
