/** Days and hours of the sample year: office hours in Asia/Shanghai, and the working days of the real calendar. */
import { type Calendar, nationalCalendar } from '#law/calendar.ts'
import { reckon, workingDaysBetween } from '#law/clock.ts'
import { type Day, type Instant, shift, startOfDay } from '#law/time.ts'

const calendar: Calendar = nationalCalendar
/** The day the sample year is told to, and the last on which its offices work. */
export const lastDay: Day = '2025-11-30'
export const lastOfficeDay: Day = '2025-11-28'

export const isWorking = (day: Day): boolean => calendar.look(day).working
/** The n-th working day after a day, or before it when `n` is negative; with 0 the day itself. */
export function workingDay(day: Day, n: number): Day {
  let at = day
  for (let left = Math.abs(n); left > 0;) { at = shift(at, Math.sign(n)); if (isWorking(at)) left-- }
  return at
}
export const workingDaysFrom = (from: Day, to: Day): number => workingDaysBetween(calendar, from, to)
/** The last day of a term of calendar days, rolled forward as the law has it. */
export const dueAfter = (day: Day, n: number): Day => reckon(calendar, day, { unit: 'day', n, roll: true }).day
export const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
export const later = (a: Day, b: Day): Day => (a > b ? a : b)

/** Minutes after midnight, written as people write them: `hour(14, 40)`. */
export const hour = (h: number, m = 0): number => h * 60 + m
export const instant = (day: Day, minute: number): Instant => new Date(Date.parse(startOfDay(day)) + minute * 60_000).toISOString()

/** One after the other: what would come before the last moment comes a few minutes after it instead. */
export type Times = { (day: Day, minute: number): Instant; last(): Instant }
export function times(after: Instant, gapMinutes = 7): Times {
  let last = after
  const next = (day: Day, minute: number): Instant => {
    const wanted = instant(day, minute)
    const earliest = new Date(Date.parse(last) + gapMinutes * 60_000).toISOString()
    return (last = wanted >= earliest ? wanted : earliest)
  }
  return Object.assign(next, { last: () => last })
}
