/**
 * Deadlines. A clock says not only the day but how it came to it: the lines stand in the
 * duty, so that a unit told “overdue” can check the count by hand.
 *
 * Counting follows 民法典 200–203: the first day does not count; a month ends on its
 * corresponding day or else on the last of the month; a last day that is a day off gives
 * way to the next working day; the period ends at 24:00. Hours of business (203, second
 * paragraph) do not cut it short: what is sent online can be sent until midnight.
 * Working days count only where the text says 工作日.
 */
import type { Calendar } from './calendar.ts'
import { fullDay, notCounted, offLabel, onlyWeekends, unusualDays } from './explain.ts'
import type { Day, Instant, Line } from './time.ts'
import { endOfDay, shift, shiftMonths } from './time.ts'

export type Reckoned = {
  day: Day
  /** The last millisecond of `day`: on time while the moment is not after it. */
  due: Instant
  why: Line[]
  /** Depends on a day whose holiday notice is not known; to be recounted. */
  provisional?: true
}

/** What a rule says: 10个工作日, 3个月. `roll` counts as true unless set to false. */
export type Term = { unit: 'day' | 'workingDay' | 'month'; n: number; roll?: boolean }

const whole = (n: number, least: number): void => {
  if (!Number.isInteger(n) || n < least) throw new RangeError(`not a length of time: ${n}`)
}

/** No break is near this long: a calendar without working days must not hang the clock. */
const longestBreak = 366

/** The first working day from `day` on, in steps of 1 or −1. */
const seek = (calendar: Calendar, day: Day, step: 1 | -1): Day => {
  let at = day
  for (let left = longestBreak; !calendar.look(at).working; left--) {
    if (left === 0) throw new RangeError(`no working day within a year of ${day}`)
    at = shift(at, step)
  }
  return at
}

const firstUnknown = (calendar: Calendar, from: Day, to: Day): Day | undefined => {
  // inside the covered span, where nearly every clock runs, there is nothing to look for
  if (from >= calendar.coveredFrom && to <= calendar.coveredUntil) return undefined
  for (let day = from; day <= to; day = shift(day, 1)) {
    if (calendar.look(day).provisional) return day
  }
  return undefined
}

/** `from`–`to` are the days whose being worked or not decided the result. */
const reckoned = (calendar: Calendar, from: Day, to: Day, day: Day, why: Line[]): Reckoned => {
  const unknown = firstUnknown(calendar, from, to)
  const due = endOfDay(day)
  return unknown === undefined
    ? { day, due, why }
    : { day, due, why: [...why, onlyWeekends(unknown)], provisional: true }
}

const ordinal = (n: number): string => {
  const tens = n % 100
  const suffix = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${suffix}`
}

/** The `n`-th working day after `start`. */
export const workingDays = (calendar: Calendar, start: Day, n: number): Reckoned => {
  whole(n, 1)
  let day = start
  for (let left = n; left > 0; left--) day = seek(calendar, shift(day, 1), 1)
  const first = shift(start, 1)
  const full = fullDay(day)
  return reckoned(calendar, first, day, day, [
    notCounted(start),
    ...unusualDays(calendar, first, day),
    [`第${n}个工作日为${full[0]}`, `The ${ordinal(n)} working day is ${full[1]}`],
  ])
}

/** 民法典 203: a last day that is a day off gives way to the first working day after it. */
const settle = (calendar: Calendar, last: Day, roll: boolean, why: Line[]): Reckoned => {
  if (!roll) return { day: last, due: endOfDay(last), why }
  const { working, kind } = calendar.look(last)
  const full = fullDay(last)
  if (working) {
    const stays: Line[] = kind === 'adjustedWork'
      ? [[`${full[0]}调休上班，不顺延`, `${full[1]} is a make-up working day: not rolled forward`]]
      : []
    return reckoned(calendar, last, last, last, [...why, ...stays])
  }
  const day = seek(calendar, last, 1)
  const [label, next] = [offLabel(calendar, last), fullDay(day)]
  return reckoned(calendar, last, day, day, [
    ...why,
    [`${full[0]}逢${label[0]}，顺延`, `${full[1]} is a day off (${label[1]}): rolled forward`],
    ...unusualDays(calendar, last, shift(day, -1)),
    [`顺延至${next[0]}`, `Rolled forward to ${next[1]}`],
  ])
}

/** `n` calendar days; weekends count. With 0 the day itself (当日). */
export const days = (
  calendar: Calendar,
  start: Day,
  n: number,
  { roll }: { roll: boolean },
): Reckoned => {
  whole(n, 0)
  const last = shift(start, n)
  const full = fullDay(last)
  return settle(calendar, last, roll, n === 0
    ? [[`当日办理：${full[0]}`, `Due the same day: ${full[1]}`]]
    : [
        notCounted(start),
        [
          `按日历日计算，第${n}日为${full[0]}`,
          `In calendar days, weekends included, the ${ordinal(n)} day is ${full[1]}`,
        ],
      ])
}

/** `n` months: the corresponding day, else the month's last (民法典 202). */
export const months = (
  calendar: Calendar,
  start: Day,
  n: number,
  { roll }: { roll: boolean },
): Reckoned => {
  whole(n, 1)
  const { day: last, shortened } = shiftMonths(start, n)
  const full = fullDay(last)
  const plural = n === 1 ? 'month' : 'months'
  return settle(calendar, last, roll, [
    notCounted(start),
    shortened
      ? [
          `${n}个月后无对应日，以月末日${full[0]}为末日`,
          `${n} ${plural} later has no corresponding day: the period ends on the month's last, ${full[1]}`,
        ]
      : [
          `${n}个月后的对应日为${full[0]}`,
          `The corresponding day ${n} ${plural} later is ${full[1]}`,
        ],
  ])
}

/** A window of days or working days, for rules that leave the unit to a setting. */
export const window = (
  calendar: Calendar,
  start: Day,
  n: number,
  { unit, roll }: { unit: 'day' | 'workingDay'; roll: boolean },
): Reckoned =>
  unit === 'workingDay' ? workingDays(calendar, start, n) : days(calendar, start, n, { roll })

/** The term counted from its start. */
export const reckon = (calendar: Calendar, start: Day, term: Term): Reckoned => {
  const roll = term.roll ?? true
  switch (term.unit) {
    case 'workingDay': return workingDays(calendar, start, term.n)
    case 'day': return days(calendar, start, term.n, { roll })
    case 'month': return months(calendar, start, term.n, { roll })
  }
}

const units: Readonly<Record<Term['unit'], Line>> = {
  day: ['日', 'day'],
  workingDay: ['个工作日', 'working day'],
  month: ['个月', 'month'],
}

/** 10个工作日 · 10 working days */
export const describeTerm = ({ unit, n, roll }: Term): Line => {
  const [zh, en] = units[unit]
  const fixed = roll === false && unit !== 'workingDay'
  return [
    `${n}${zh}${fixed ? '（末日不顺延）' : ''}`,
    `${n} ${en}${n === 1 ? '' : 's'}${fixed ? ' (not rolled forward)' : ''}`,
  ]
}

/**
 * A clock that runs backward from an event (选举法 28: 选举日的二十日以前). The event's day
 * is not counted, day T−n itself still satisfies, and nothing is ever rolled forward:
 * that would be too late. `advised` is the last working day not after the latest.
 */
export const backward = (
  calendar: Calendar,
  event: Day,
  n: number,
): { latest: Day; advised: Day; why: Line[]; provisional?: true } => {
  whole(n, 1)
  const latest = shift(event, -n)
  const advised = seek(calendar, latest, -1)
  const [at, last, safe] = [fullDay(event), fullDay(latest), fullDay(advised)]
  const why: Line[] = [
    [`${at[0]}当日不计入，倒推${n}日`, `${at[1]} itself is not counted; ${n} days back`],
    [`最迟${last[0]}，不顺延`, `At the latest ${last[1]}, never rolled forward`],
  ]
  if (advised !== latest) {
    const label = offLabel(calendar, latest)
    why.push([
      `${last[0]}逢${label[0]}，建议不迟于${safe[0]}`,
      `${last[1]} is a day off (${label[1]}): best by ${safe[1]}`,
    ])
  }
  const unknown = firstUnknown(calendar, advised, latest)
  return unknown === undefined
    ? { latest, advised, why }
    : { latest, advised, why: [...why, onlyWeekends(unknown)], provisional: true }
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export const workingDaysBetween = (calendar: Calendar, from: Day, to: Day): number => {
  if (to < from) return -workingDaysBetween(calendar, to, from)
  let count = 0
  for (let day = from; day < to;) {
    day = shift(day, 1)
    if (calendar.look(day).working) count++
  }
  return count
}
