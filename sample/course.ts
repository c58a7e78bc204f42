/** The course of one problem while it is being planned: what is wished for when, and how that becomes acts in order. */
import { hour, later, times, workingDay, workingDaysFrom } from '#sample/moments.ts'
import type { Day, Instant } from '#law/time.ts'
import { clerk, officer } from '#sample/hands.ts'
import { officeRef, organRef } from '#sample/people.ts'
import { type Act, type By, keyOf, type Name } from '#sample/plan.ts'
import type { Opinion, Place, Problem } from '#sample/tables.ts'
import type { Told } from '#sample/words/choose.ts'

/** The matter a problem is: the opinion itself, or a part of it. */
export type Case = {
  readonly root: Name; readonly matter: Name; readonly isPart: boolean; readonly place: Place
  readonly text: Told
  readonly after: Instant
  /** The deputy who raised it follows it from the start. */
  readonly follower?: Name
}
export type Wish = { readonly day: Day; readonly minute: number; readonly what: string; readonly act: Omit<Act, 'key' | 'at'> }
export type Round = { readonly day: Day; readonly minute: number; readonly organ: Name; readonly child: Name }
export type Course = {
  readonly p: Problem; readonly o: Opinion; readonly c: Case
  /** Handled by the street's own office. */
  readonly own: boolean
  /** A city unit, a city company or a helper: the district notes what it says. */
  readonly outside: boolean
  readonly organ: Name
  /** Who sends it to the handler and decides on returns and extensions. */
  readonly sender: By
  readonly station: By
  /** The requester left no name: told by nobody, rated by nobody. */
  readonly anonymous: boolean
  /** One of the two cases of a real place: only what the report tells. */
  readonly told: boolean
  readonly wishes: Wish[]
  wish(day: Day, minute: number, what: string, act: Omit<Act, 'key' | 'at'>): void
}

export function makeCourse(p: Problem, o: Opinion, c: Case, outside: boolean): Course {
  const own = p.handler === 'own'
  const wishes: Wish[] = []
  const station = clerk(c.place.code)
  return {
    p, o, c, own, outside, organ: own ? officeRef(c.place.code) : organRef(p.handler), sender: own ? station : officer(p.no), station,
    anonymous: p.grade === 'anonymous', told: c.place.code.startsWith('r'), wishes, wish: (day, minute, what, act) => void wishes.push({ day, minute, what, act }),
  }
}
export const childRef = (p: Problem, n: number): Name => `problem:${p.no}/handling:${n}`

/** Working days between one dispatch and the next when it comes back: two, where there is time. */
export const paceOf = (p: Problem): number => Math.min(2, workingDaysFrom(p.dispatched, p.result ?? workingDay(p.dispatched, 10)) / (p.returns + 1))
/** The day on which the organ of the i-th round, from 0, asks to return it. */
export const askDay = (p: Problem, i: number): Day => workingDay(p.dispatched, Math.floor((i + 0.5) * paceOf(p)))

/** The rounds of dispatch: one to the wrong organ for each return, and the last. */
export function rounds(k: Course, wrong: Name): Round[] {
  const { p, o } = k
  return Array.from({ length: p.returns + 1 }, (_, i): Round => {
    const day = workingDay(p.dispatched, Math.floor(i * paceOf(p)))
    const minute = i === 0 ? (p.dispatched === o.day ? hour(14, 40) : hour(9, 20) + (p.no % 25)) : day === askDay(p, i - 1) ? hour(14, 50) : hour(9, 30)
    return { day, minute, organ: i === p.returns ? k.organ : wrong, child: childRef(p, i + 1) }
  })
}

/** First result, sending back and the like, when the first result failed the check. */
export type Redo = { readonly failed: Day; readonly sentBack: Day }
export function redoOf(p: Problem, from: Day): Redo | undefined {
  if (!p.redone || !p.result) return undefined
  const span = workingDaysFrom(from, p.result)
  const rest = Math.min(12, span - Math.max(1, Math.floor(span / 2)))
  const failed = workingDay(p.result, -rest)
  return { failed, sentBack: workingDay(failed, rest >= 3 ? 2 : 1) }
}

/** The wishes in order of time, each at least twenty minutes after the one before. */
export function scheduled(k: Course): Act[] {
  const next = times(k.c.after, 20)
  const order = k.wishes.map((w, i) => ({ w, i })).sort((a, b) => (a.w.day < b.w.day ? -1 : a.w.day > b.w.day ? 1 : a.w.minute - b.w.minute || a.i - b.i))
  return order.map(({ w }) => ({ ...w.act, key: keyOf('problem', k.p.no, w.what), at: next(w.day, w.minute) }))
}
/** The day on which the station asks the district: the day before the dispatch, or that very day. */
export function askDistrictDay(p: Problem, o: Opinion): Day {
  const before = workingDay(p.dispatched, -1)
  return p.no % 3 === 0 ? p.dispatched : later(before, o.day)
}
