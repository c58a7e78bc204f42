/**
 * Days and moments. Every date rule of the house is a rule about a civil day in
 * Asia/Shanghai, so a day is its own type and becomes a moment in one place only.
 *
 * The zone is taken as a fixed +08:00. The mainland had summer time from 1986 to
 * 1991 and has had none since; no record here is that old, and a fixed offset
 * needs no zone database.
 */

/** A civil day in Asia/Shanghai, `2025-03-26`. */
export type Day = string
/** A moment in UTC with milliseconds, `2025-06-18T01:00:00.000Z`. */
export type Instant = string
/** One line of an explanation, Chinese and English together. */
export type Line = readonly [zh: string, en: string]

const dayMs = 86_400_000
const zoneMs = 8 * 3_600_000

const isoDay = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)

const monthLength = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28)
    : [4, 6, 9, 11].includes(month) ? 30 : 31

const shape = /^[1-9]\d{3}-\d{2}-\d{2}$/

const utcMidnight = (day: Day): number => {
  const [y, m, d] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))]
  const exists = shape.test(day) && m >= 1 && m <= 12 && d >= 1 && d <= monthLength(y, m)
  if (!exists) throw new RangeError(`not a day: ${day}`)
  return Date.UTC(y, m - 1, d)
}

/** The text as a day; a RangeError names a text that is none (`2025-02-30`). */
export const parseDay = (text: string): Day => {
  utcMidnight(text)
  return text
}

/** Whether the text is a moment in the one form the log uses: UTC, milliseconds, `Z`. */
export const isInstant = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return false
  const ms = Date.parse(text)
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text
}

/** The civil day on which a moment falls. */
export const dayOf = (instant: Instant): Day => {
  if (!isInstant(instant)) throw new RangeError(`not an instant: ${instant}`)
  return isoDay(Date.parse(instant) + zoneMs)
}

/** 00:00 of the day. */
export const startOfDay = (day: Day): Instant => new Date(utcMidnight(day) - zoneMs).toISOString()

/**
 * The last millisecond of the day. A period ends at 24:00 of its last day
 * (民法典 203), so an act is on time exactly when its moment is ≤ this one.
 */
export const endOfDay = (day: Day): Instant =>
  new Date(utcMidnight(day) - zoneMs + dayMs - 1).toISOString()

/** The day `n` days later; earlier when `n` is negative. */
export const shift = (day: Day, n: number): Day => {
  if (!Number.isInteger(n)) throw new RangeError(`not a number of days: ${n}`)
  return isoDay(utcMidnight(day) + n * dayMs)
}

/** Days from `a` to `b`: 1 from one day to the next, negative when `b` is earlier. */
export const daysBetween = (a: Day, b: Day): number => (utcMidnight(b) - utcMidnight(a)) / dayMs

/** 1 Monday … 7 Sunday. */
export const weekday = (day: Day): number => new Date(utcMidnight(day)).getUTCDay() || 7

/**
 * The same day of the month `n` months later, or that month's last day where it has
 * no such day (民法典 202); `shortened` says that the second happened.
 */
export const shiftMonths = (day: Day, n: number): { day: Day; shortened: boolean } => {
  if (!Number.isInteger(n)) throw new RangeError(`not a number of months: ${n}`)
  const from = new Date(utcMidnight(day))
  const [year, month, wanted] = [from.getUTCFullYear(), from.getUTCMonth() + n, from.getUTCDate()]
  const first = new Date(Date.UTC(year, month, 1))
  const last = monthLength(first.getUTCFullYear(), first.getUTCMonth() + 1)
  return { day: isoDay(Date.UTC(year, month, Math.min(wanted, last))), shortened: wanted > last }
}

const months = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
]

/** 2025年3月26日 · 26 March 2025 */
export const formatDay = (day: Day): Line => {
  const date = new Date(utcMidnight(day))
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  return [`${y}年${m + 1}月${d}日`, `${d} ${months[m]} ${y}`]
}

const weekdays: readonly Line[] = [
  ['周一', 'Monday'], ['周二', 'Tuesday'], ['周三', 'Wednesday'], ['周四', 'Thursday'],
  ['周五', 'Friday'], ['周六', 'Saturday'], ['周日', 'Sunday'],
]

/** 周三 · Wednesday */
export const weekdayName = (day: Day): Line => weekdays[weekday(day) - 1] as Line

/** Is this text a day of the calendar, written YYYY-MM-DD? */
export const isDay = (text: string): boolean => { try { parseDay(text); return true } catch { return false } }
