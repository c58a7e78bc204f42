import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dayOf, daysBetween, endOfDay, formatDay, isInstant, parseDay, shift, shiftMonths, startOfDay,
  weekday,
} from '../../src/law/time.ts'

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((n) => shift('1992-01-01', n))

describe('days and moments', () => {
  it('cuts the day at midnight in Shanghai, not in Greenwich', () => {
    expect(dayOf('2025-06-17T15:59:59.999Z')).toBe('2025-06-17')
    expect(dayOf('2025-06-17T16:00:00.000Z')).toBe('2025-06-18')
  })

  it('opens and closes a day', () => {
    expect(startOfDay('2025-06-18')).toBe('2025-06-17T16:00:00.000Z')
    expect(endOfDay('2025-06-18')).toBe('2025-06-18T15:59:59.999Z')
  })

  it.each(['2025-02-30', '2025-13-01', '2025-2-3', '2025-02-03T00:00', '20250203', '', '2023-02-29'])(
    'refuses %j as a day, by name',
    (text) => {
      expect(() => parseDay(text)).toThrow(RangeError)
      expect(() => parseDay(text)).toThrow(`not a day: ${text}`)
    },
  )

  it('takes a leap day where there is one', () => {
    expect(parseDay('2024-02-29')).toBe('2024-02-29')
  })

  it.each([
    ['2025-06-18T01:00:00.000Z', true],
    ['2025-06-18T01:00:00Z', false],
    ['2025-06-18T09:00:00.000+08:00', false],
    ['2025-02-30T01:00:00.000Z', false],
    ['2025-06-18T24:00:00.000Z', false],
    ['yesterday', false],
  ])('%s is an instant: %s', (text, expected) => {
    expect(isInstant(text)).toBe(expected)
  })

  it('refuses to take a day for a moment', () => {
    expect(() => dayOf('2025-06-18')).toThrow('not an instant: 2025-06-18')
  })

  it('writes the day in both languages', () => {
    expect(formatDay('2025-03-26')).toEqual(['2025年3月26日', '26 March 2025'])
  })

  it('numbers the weekdays from Monday', () => {
    expect(weekday('2025-06-26')).toBe(4)
    expect(weekday('2026-11-08')).toBe(7)
    expect(weekday('2026-11-09')).toBe(1)
  })

  it('crosses years and leap days', () => {
    expect(shift('2024-02-28', 1)).toBe('2024-02-29')
    expect(shift('2025-01-01', -1)).toBe('2024-12-31')
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(() => shift('2025-01-01', 0.5)).toThrow(RangeError)
  })

  it('every moment of a day belongs to it, and to no other', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 86_399_999 }), (day, ms) => {
      const moment = new Date(Date.parse(startOfDay(day)) + ms).toISOString()
      expect(dayOf(moment)).toBe(day)
      expect(moment <= endOfDay(day)).toBe(true)
      expect(startOfDay(shift(day, 1)) > endOfDay(day)).toBe(true)
    }))
  })

  it('shift and daysBetween undo each other', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
      expect(daysBetween(day, shift(day, n))).toBe(n)
      expect(shift(shift(day, n), -n)).toBe(day)
    }))
  })

  it('never skips a month', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 120 }), (day, n) => {
      const index = (each: string) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5, 7))
      const { day: later, shortened } = shiftMonths(day, n)
      expect(index(later) - index(day)).toBe(n)
      expect(shortened).toBe(later.slice(8) !== day.slice(8))
      if (shortened) expect(shift(later, 1).slice(8)).toBe('01')
    }))
  })
})
