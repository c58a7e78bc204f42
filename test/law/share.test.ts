import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { largestRemainder, rate } from '../../src/law/share.ts'

describe('shares that add up to 100', () => {
  it.each([
    [[54, 33, 2, 4], 2, ['58.07', '35.48', '2.15', '4.30']],
    [[1, 1, 1], 2, ['33.34', '33.33', '33.33']],
    [[1, 1, 1], 0, ['34', '33', '33']],
    [[0, 5], 1, ['0.0', '100.0']],
    [[7], 2, ['100.00']],
    [[0.1, 0.2], 2, ['33.33', '66.67']],
  ])('%j with %i decimals', (counts, decimals, expected) => {
    expect(largestRemainder(counts, decimals)).toEqual(expected)
  })

  it('has none where there is nothing to share', () => {
    expect(largestRemainder([0, 0], 2)).toBeUndefined()
    expect(largestRemainder([], 2)).toBeUndefined()
  })

  it('refuses what is not a count', () => {
    expect(() => largestRemainder([1, -1], 2)).toThrow('not a count or an amount: -1')
    expect(() => largestRemainder([1], 1.5)).toThrow(RangeError)
  })

  it('always adds up, within one unit of the true share, and keeps the order', () => {
    const counts = fc
      .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 30 })
      .filter((list) => list.some((each) => each > 0))
    fc.assert(fc.property(counts, fc.integer({ min: 0, max: 4 }), (list, decimals) => {
      const unit = 10 ** decimals
      const total = list.reduce((sum, each) => sum + each, 0)
      const units = (largestRemainder(list, decimals) ?? []).map((text) => Math.round(Number(text) * unit))
      expect(units.reduce((sum, each) => sum + each, 0)).toBe(100 * unit)
      units.forEach((each, at) => {
        expect(Math.abs(each - ((list[at] ?? 0) / total) * 100 * unit)).toBeLessThan(1.000001)
        list.forEach((other, beside) => {
          if (other < (list[at] ?? 0)) expect(units[beside]).toBeLessThanOrEqual(each)
        })
      })
    }))
  })
})

describe('rates', () => {
  it.each([
    [86, 93, 2, '92.47'],
    [7, 93, 2, '7.53'],
    [189, 189, 2, '100.00'],
    [0, 12, 2, '0.00'],
    [1, 800, 2, '0.13'],
    [1, 8, 0, '13'],
    [2, 3, 0, '67'],
    [1234.56, 2000, 1, '61.7'],
    [215, 220, 2, '97.73'],
  ])('%d of %d with %i decimals is %s', (part, base, decimals, text) => {
    expect(rate(part, base, decimals)).toBe(text)
  })

  it('rounds the exact half up, where floating point would not', () => {
    // 1.005 % in binary is a little less
    expect(rate(201, 20_000, 2)).toBe('1.01')
  })

  it('has none on a base of 0', () => {
    expect(rate(0, 0, 2)).toBeUndefined()
    expect(rate(3, 0, 2)).toBeUndefined()
  })
})
