/**
 * Which days are worked. Weekends by default, then the yearly notice of the State
 * Council's General Office, then whatever a county adds (a flood, a local festival).
 */
import { breakNames, breaks } from './calendar-days.ts'
import type { Day, Line } from './time.ts'
import { parseDay, shift, weekday } from './time.ts'

/**
 * - `holiday`: statutory (法定节假日, 放假办法 2)
 * - `adjustedRest`: a Monday–Friday off by the notice or a local order (调休、补休)
 * - `adjustedWork`: a weekend day worked instead (调休上班)
 * - `weekend`: Saturday or Sunday; inside a break it carries the break's name
 */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'adjustedRest' | 'adjustedWork'

export type CalendarDay = {
  day: Day
  kind: 'holiday' | 'adjustedRest' | 'adjustedWork'
  name: Line
}

export type Look = {
  working: boolean
  kind: DayKind
  name?: Line
  /** Nothing is known of this year's notice: weekends alone decided. */
  provisional: boolean
}

export type Calendar = {
  coveredFrom: Day
  coveredUntil: Day
  look(day: Day): Look
}

const isWeekend = (day: Day): boolean => weekday(day) > 5

const index = (days: readonly CalendarDay[]): Map<Day, CalendarDay> => {
  const map = new Map<Day, CalendarDay>()
  for (const each of days) {
    if (map.has(parseDay(each.day))) throw new RangeError(`day given twice: ${each.day}`)
    map.set(each.day, each)
  }
  return map
}

const told = ({ day, kind, name }: CalendarDay): Look => {
  if (kind === 'adjustedWork') return { working: true, kind, name, provisional: false }
  const stays = kind === 'adjustedRest' && isWeekend(day)
  return { working: false, kind: stays ? 'weekend' : kind, name, provisional: false }
}

/** A calendar of the days given; outside the covered span only weekends are known. */
export const makeCalendar = (
  days: readonly CalendarDay[],
  coveredFrom: Day,
  coveredUntil: Day,
): Calendar => {
  if (parseDay(coveredFrom) > parseDay(coveredUntil)) {
    throw new RangeError(`covered from ${coveredFrom} until ${coveredUntil}`)
  }
  const map = index(days)
  const look = (day: Day): Look => {
    const known = map.get(day)
    if (known) return told(known)
    const provisional = day < coveredFrom || day > coveredUntil
    return isWeekend(day)
      ? { working: false, kind: 'weekend', provisional }
      : { working: true, kind: 'workday', provisional }
  }
  return { coveredFrom, coveredUntil, look }
}

/**
 * The calendar with further days laid over it. A new year's notice comes the same way:
 * its days, and the new end of the covered span.
 */
export const withDays = (
  calendar: Calendar,
  days: readonly CalendarDay[],
  coveredUntil: Day = calendar.coveredUntil,
): Calendar => {
  const map = index(days)
  if (parseDay(coveredUntil) < calendar.coveredUntil) {
    throw new RangeError(`covered until ${calendar.coveredUntil}, not only ${coveredUntil}`)
  }
  const look = (day: Day): Look => {
    const known = map.get(day)
    if (known) return told(known)
    const below = calendar.look(day)
    const newlyCovered = day > calendar.coveredUntil && day <= coveredUntil
    return newlyCovered ? { ...below, provisional: false } : below
  }
  return { coveredFrom: calendar.coveredFrom, coveredUntil, look }
}

/** '10-01..10-03 10-06' of 2025 → its days. */
export const expandDays = (year: string, text: string): Day[] =>
  text.split(' ').filter(Boolean).flatMap((part) => {
    const [from = '', to = from] = part
      .split('..')
      .map((each) => parseDay(each.length === 5 ? `${year}-${each}` : each))
    const run: Day[] = []
    for (let day = from; day <= to; day = shift(day, 1)) run.push(day)
    return run
  })

const bilingual = (name: string): Line => [
  name,
  name.split('、').map((part) => breakNames[part] ?? part).join(' and '),
]

/** The rows of the notices as days. */
export const nationalDays: readonly CalendarDay[] = breaks.flatMap(
  ([year, zh, off, statutory, worked]): CalendarDay[] => {
    const name = bilingual(zh)
    const byLaw = new Set(expandDays(year, statutory))
    return [
      ...expandDays(year, off).map((day): CalendarDay =>
        ({ day, kind: byLaw.has(day) ? 'holiday' : 'adjustedRest', name })),
      ...expandDays(year, worked).map((day): CalendarDay => ({ day, kind: 'adjustedWork', name })),
    ]
  },
)

/**
 * The mainland's calendar. A notice may reach back into the last days of the year before
 * (2018-12-29 was worked for 元旦 2019); that of 2027 has no cause to, since 1 January
 * 2027 is a Friday and stands next to its weekend.
 */
export const nationalCalendar: Calendar = makeCalendar(nationalDays, '2007-01-01', '2026-12-31')
