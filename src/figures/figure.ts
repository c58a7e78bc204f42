/** What a number of the report means: a selection of facts, a way to count them, and the other ways the same words can be read. */
import type { Day, FactName, Label } from '#loop/words.ts'

/** Rows; the sum of their quantities; different persons; different families. */
export type How = 'rows' | 'sum' | 'distinctPerson' | 'distinctRoot'
export type Selection = { readonly fact: FactName; readonly how: How; readonly kinds?: readonly string[]; readonly without?: FactName }
export type Reading = Selection & { readonly id: string; readonly label: Label }
export type Figure = Selection & {
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
