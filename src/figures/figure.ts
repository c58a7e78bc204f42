/** What a number of the report means: a selection of facts and a way to count them, and the other ways the same words can be read. */
import type { Day, FactName, Label, Level } from '#loop/words.ts'

/** Rows; the sum of their quantities; different persons; different mandates (a person once for each level); different organs; different kinds; different families. */
export type How = 'rows' | 'sum' | 'distinctPerson' | 'distinctMandate' | 'distinctOrgan' | 'distinctKind' | 'distinctRoot'
/** A live fact of this name on the matter itself or on its root. */
export type Has = FactName | { readonly fact: FactName; readonly kinds: readonly string[] }
export type Selection = {
  readonly fact: FactName | readonly FactName[]
  readonly how: How
  readonly kinds?: readonly string[]
  readonly levels?: readonly Level[]
  /** Only where these have happened too, and not where one of those has: what is withdrawn leaves a base. */
  readonly with?: readonly Has[]
  readonly without?: readonly Has[]
  /** As it stood at the end of the span: what was replaced by its like only later still counts. */
  readonly standing?: true
  /** Only where a duty to do this act was open then and past its day. */
  readonly overdue?: string
  /** In one month of the report's year, whose number this setting holds. */
  readonly month?: string
}
/** Several selections that have nothing in common, counted together. */
export type Together = { readonly together: readonly Selection[] }
/** Who is in office at the end of the period, counted from the register: all deputies, or those of places with a station. */
export type Population = { readonly population: 'deputies' | 'stationDeputies' }
export type Side = Selection | Together | Population
/** One side over the other; both sides have their list. `pair` prints the two numbers (189/189) instead of a percentage. */
export type Ratio = { readonly over: Selection | Together; readonly under: Side; readonly pair?: true }
export type Reading = (Selection | Ratio) & { readonly id: string; readonly label: Label }

/** By what a figure can be split so that its parts add up to it. */
export type SplitBy = 'month' | 'place' | 'kind' | 'category' | 'organ' | 'person'
type Named = {
  readonly id: string
  readonly label: Label
  readonly unit: Label
  /** The definition in words: what is counted, from when to when, and what is not. */
  readonly definition: Label
  /** The report's sentence with the number in its place; `{reading}` puts in one of the other readings. */
  readonly sentence: Label
  /** The part of the year it is counted over; left out where it is chosen by session. */
  readonly period?: (year: number) => { readonly from: Day; readonly to: Day }
  /** Chosen by the session of the report's year, whatever the day: only families in whose party `session` it stands. */
  readonly bySession?: true
  readonly readings: readonly Reading[]
  /** The reading that never stands far from it. */
  readonly beside?: string
  /** Month, place, kind and category where left out. */
  readonly splits?: readonly SplitBy[]
  /** The procedure whose categories its matters have; requests where left out. */
  readonly procedure?: string
  /** Facts that say whose a family is, where its other facts do not: the organ that handles it, the deputy who leads it. */
  readonly whose?: { readonly organ: FactName; readonly person: FactName }
}
export type Figure = Named & (Selection | Ratio)
export const isRatio = (s: Selection | Ratio): s is Ratio => 'over' in s
export const isPopulation = (s: Side): s is Population => 'population' in s
/** The selections a side is counted by. */
export const selectionsOf = (s: Selection | Together): readonly Selection[] => ('together' in s ? s.together : [s])

/** A congress's session of a report's year is the last begun from the first of these days to the second: a plenary in December belongs to the year that follows. */
export const sessionYear = (year: number): { readonly from: Day; readonly to: Day } => ({ from: `${year - 1}-07-01`, to: `${year}-06-30` })
