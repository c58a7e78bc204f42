/** What an act is asked of: the question, and what its answer may look things up in. */
import type { Calendar } from '#law/calendar.ts'
import type { Directory } from '#loop/directory.ts'
import type { Procedures } from '#loop/procedure.ts'
import type { Settings } from '#loop/settings.ts'
import type { Actor, Hash, Id, Input, Instant } from '#loop/words.ts'

/** What a decision may look things up in. */
export type World = { readonly procedures: Procedures; readonly directory: Directory; readonly calendar: Calendar; readonly settings: Settings }
export type Ask = {
  /** The matter acted on; the id it will have when `procedure` opens a new one. */
  readonly matter: Id
  /** Opens a matter of this procedure. */
  readonly procedure?: string
  readonly act: string
  readonly input: unknown
  readonly actor: Actor
  readonly at: Instant
  readonly recordedAt: Instant
  readonly newId: () => Id
  readonly receipt?: { readonly hash: Hash; readonly short: string }
  /** A congress told with its own clock: an earlier `at` is what it is made of. */
  readonly told?: boolean
  /** Chosen before the form is drawn: it narrows the fields and what they offer. */
  readonly preset?: Input
  /** An echo of another family's act, or a row of a table taken in. */
  readonly byLoop?: boolean
  /** The next official numbers, as they were read. */
  readonly numbers?: Numbers
}
/** Gives the next number of a series and counts on, or only says it. A series that nobody has read yet is asked for by throwing. */
export type Numbers = { take(series: string): number; peek(series: string): number }
/**
 * Where one number that is typed by hand stands: at 1 while nobody has it. A series of its own, raised like every other, so
 * that two hands cannot type the same number in one moment.
 */
export const byHand = (series: string, n: number): string => `${series}#${n}`
export const isGiven = (numbers: Numbers, series: string, n: number): boolean => numbers.peek(byHand(series, n)) > 1
/** What is raised when a number is typed: itself, and its series up to it, so that nothing behind it is given the same. */
export function takeTyped(numbers: Numbers, series: string, n: number): { series: string; from: number }[] {
  const own = byHand(series, n), raised = [{ series: own, from: numbers.take(own) }]
  while (numbers.peek(series) <= n) raised.push({ series, from: numbers.take(series) })
  return raised
}
export class SeriesUnread extends Error {
  readonly series: string
  constructor(series: string) { super(`the series ${series} has not been read`); this.series = series }
}
/** Numbers from what was read. */
export function numbersFrom(read: ReadonlyMap<string, number>): Numbers {
  const taken = new Map<string, number>()
  const peek = (series: string): number => { const next = taken.get(series) ?? read.get(series); if (next === undefined) throw new SeriesUnread(series); return next }
  return { peek, take(series) { const next = peek(series); taken.set(series, next + 1); return next } }
}
