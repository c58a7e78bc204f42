/** What a number of the report means: a selection of facts and a way to count them, and the other ways the same words can be read. */
import type { Day, FactName, Label, Level } from '#loop/words.ts'

/** Rows; the sum of their quantities; different persons; different mandates (a person once for each level); different families. */
export type How = 'rows' | 'sum' | 'distinctPerson' | 'distinctMandate' | 'distinctRoot'
export type Selection = { readonly fact: FactName | readonly FactName[]; readonly how: How; readonly kinds?: readonly string[]; readonly levels?: readonly Level[]; readonly without?: FactName }
/** Who is in office at the end of the period, counted from the register: all deputies, or those of places with a station. */
export type Population = { readonly population: 'deputies' | 'stationDeputies' }
export type Side = Selection | Population
/** One side over the other; both sides have their list. */
export type Ratio = { readonly over: Selection; readonly under: Side }
export type Reading = (Selection | Ratio) & { readonly id: string; readonly label: Label }

type Named = {
  readonly id: string
  readonly label: Label
  readonly unit: Label
  /** The definition in words: what is counted, from when to when, and what is not. */
  readonly definition: Label
  /** The report's sentence with the number in its place. */
  readonly sentence: Label
  readonly period: (year: number) => { readonly from: Day; readonly to: Day }
  readonly readings: readonly Reading[]
}
export type Figure = Named & (Selection | Ratio)
export const isRatio = (s: Selection | Ratio): s is Ratio => 'over' in s
export const isPopulation = (s: Side): s is Population => 'population' in s
