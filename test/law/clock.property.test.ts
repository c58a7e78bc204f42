import { getWorkdaysInRange } from 'chinese-workday'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/law/time.ts'
import { nationalCalendar as cal } from '../../src/law/calendar.ts'
import { backward, days, months, workingDays, workingDaysBetween } from '../../src/law/clock.ts'
import { dayOf, daysBetween, shift } from '../../src/law/time.ts'

const first = '2018-01-01'
const last = '2026-12-31'
const covered = fc
  .integer({ min: 0, max: daysBetween(first, last) })
  .map((n): Day => shift(first, n))
const anyDay = fc.integer({ min: 0, max: 12_000 }).map((n): Day => shift('2005-01-01', n))
const length = fc.integer({ min: 1, max: 60 })

describe('working days, counted by a second library', () => {
  /** The second library's days, mended where calendar.test.ts shows the notices contradict it. */
  const theirs = new Set(getWorkdaysInRange(first, last))
  for (const day of ['2018-01-01', '2020-01-31', '2020-02-01']) theirs.delete(day)
  theirs.add('2023-01-03')
  const list = [...theirs].sort()

  it.each([1, 3, 5, 7, 10, 15, 20, 30, 60])('+%i from every day of 2018–2026', (n) => {
    let next = 0
    let compared = 0
    for (let day = first; day <= last; day = shift(day, 1)) {
      while ((list[next] ?? '9999') <= day) next++
      const expected = list[next + n - 1]
      if (expected === undefined) break
      if (workingDays(cal, day, n).day !== expected) {
        expect([day, workingDays(cal, day, n).day]).toEqual([day, expected])
      }
      compared++
    }
    expect(compared).toBeGreaterThan(3100)
  })

  it('counts between any two days', () => {
    fc.assert(fc.property(covered, covered, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a]
      const expected = list.filter((day) => day > from && day <= to).length
      expect(workingDaysBetween(cal, from, to)).toBe(expected)
    }))
  })
})

describe('clocks', () => {
  it('end a working-day term on a working day, the start not counted', () => {
    fc.assert(fc.property(anyDay, length, (start, n) => {
      const { day, due } = workingDays(cal, start, n)
      expect(cal.look(day).working).toBe(true)
      expect(day > start).toBe(true)
      expect(dayOf(due)).toBe(day)
    }))
  })

  it('end later for each day more', () => {
    fc.assert(fc.property(anyDay, length, (start, n) => {
      expect(workingDays(cal, start, n + 1).day > workingDays(cal, start, n).day).toBe(true)
    }))
  })

  it('end no earlier for a later start', () => {
    fc.assert(fc.property(anyDay, length, fc.integer({ min: 0, max: 40 }), (start, n, later) => {
      const after = shift(start, later)
      expect(workingDays(cal, after, n).day >= workingDays(cal, start, n).day).toBe(true)
      expect(days(cal, after, n, { roll: true }).day >= days(cal, start, n, { roll: true }).day).toBe(true)
      expect(months(cal, after, 3, { roll: true }).day >= months(cal, start, 3, { roll: true }).day).toBe(true)
    }))
  })

  it('count back what they counted', () => {
    fc.assert(fc.property(anyDay, length, (start, n) => {
      const { day } = workingDays(cal, start, n)
      expect(workingDaysBetween(cal, start, day)).toBe(n)
      expect(workingDaysBetween(cal, day, start)).toBe(-n)
    }))
  })

  it('roll to the first working day and never before the plain one', () => {
    fc.assert(fc.property(anyDay, length, (start, n) => {
      const plain = days(cal, start, n, { roll: false }).day
      const rolled = days(cal, start, n, { roll: true }).day
      expect(plain).toBe(shift(start, n))
      expect(cal.look(rolled).working).toBe(true)
      // nothing worked was passed over
      expect(workingDaysBetween(cal, shift(plain, -1), rolled)).toBe(1)
    }))
  })

  it('never skip a month', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 36 }), (start, n) => {
      const index = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
      expect(index(months(cal, start, n, { roll: false }).day) - index(start)).toBe(n)
    }))
  })

  it('run backward to a plain date, and advise a working day not after it', () => {
    fc.assert(fc.property(anyDay, length, (event, n) => {
      const { latest, advised } = backward(cal, event, n)
      expect(daysBetween(latest, event)).toBe(n)
      expect(advised <= latest).toBe(true)
      expect(cal.look(advised).working).toBe(true)
      expect(workingDaysBetween(cal, advised, latest)).toBe(0)
    }))
  })

  it('are provisional exactly when they leaned on an unknown year', () => {
    fc.assert(fc.property(anyDay, length, (start, n) => {
      const { day, provisional, why } = workingDays(cal, start, n)
      const unknown = day > cal.coveredUntil || shift(start, 1) < cal.coveredFrom
      expect(provisional ?? false).toBe(unknown)
      expect(why.some(([zh]) => zh.startsWith('尚无'))).toBe(unknown)
    }))
  })

  it('account for each day once: skipped and worked days together make the span', () => {
    fc.assert(fc.property(covered, length, (start, n) => {
      const { day, why } = workingDays(cal, start, n)
      const skipped = why.flatMap(([, en]) => /(.*): (?:weekend|.*days off)$/.exec(en) ?? [])
      const off = daysBetween(start, day) - n
      expect(off === 0).toBe(skipped.length === 0)
    }))
  })
})
