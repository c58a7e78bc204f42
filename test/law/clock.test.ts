import { describe, expect, it } from 'vitest'
import { nationalCalendar as cal, withDays } from '../../src/law/calendar.ts'
import {
  backward, days, describeTerm, months, reckon, window, workingDays, workingDaysBetween,
} from '../../src/law/clock.ts'
import { endOfDay, startOfDay } from '../../src/law/time.ts'

const roll = { roll: true }
const flat = { roll: false }
const zh = ({ why }: { why: readonly (readonly [string, string])[] }) => why.map(([line]) => line)
const en = ({ why }: { why: readonly (readonly [string, string])[] }) => why.map(([, line]) => line)

describe('months (民法典 202, 203)', () => {
  it.each([
    ['a suggestion handed over', '2025-03-26', 3, '2025-06-26'],
    ['the same, complex', '2025-03-26', 6, '2025-09-26'],
    ['no 30 February; a make-up Saturday stays', '2025-11-30', 3, '2026-02-28'],
    ['an opinion of the committee', '2025-10-15', 3, '2026-01-15'],
    ['a leap year', '2023-11-30', 3, '2024-02-29'],
    ['31 to 30, a Sunday, then the National Day break', '2025-08-31', 1, '2025-09-30'],
    ['ends on a Saturday', '2025-03-14', 3, '2025-06-16'],
    ['ends on a Sunday', '2025-03-15', 3, '2025-06-16'],
    ['ends in the Spring Festival', '2025-10-31', 3, '2026-02-02'],
    ['ends on National Day', '2025-07-01', 3, '2025-10-09'],
    ['ends on a worked Sunday', '2025-06-28', 3, '2025-09-28'],
  ])('%s: %s + %i → %s', (_, start, n, due) => {
    expect(months(cal, start, n, roll).day).toBe(due)
  })

  it('stays on the day off where the rule does not roll', () => {
    expect(months(cal, '2025-07-01', 3, flat).day).toBe('2025-10-01')
  })

  it('tells of the missing corresponding day and of the make-up Saturday', () => {
    expect(zh(months(cal, '2025-11-30', 3, roll))).toEqual([
      '2025年11月30日为起算之日，不计入，自2025年12月1日起算',
      '3个月后无对应日，以月末日2026年2月28日（周六）为末日',
      '2026年2月28日（周六）调休上班，不顺延',
    ])
  })
})

describe('the due moment', () => {
  const { due, day } = months(cal, '2025-03-26', 3, roll)
  it('is the last millisecond of the day in Shanghai', () => {
    expect(due).toBe('2025-06-26T15:59:59.999Z')
    expect(endOfDay(day) <= due).toBe(true)
    expect(startOfDay('2025-06-27') <= due).toBe(false)
  })
})

describe('working days', () => {
  it.each([
    ['over a plain weekend', '2025-03-26', 3, '2025-03-31'],
    ['begun on a Saturday', '2025-03-29', 1, '2025-03-31'],
    ['over the National Day of 2025', '2025-09-26', 5, '2025-10-10'],
    ['counting the make-up Sunday alone', '2025-09-26', 1, '2025-09-28'],
    ['into the Spring Festival of 2026', '2026-02-13', 1, '2026-02-14'],
    ['out of it', '2026-02-14', 1, '2026-02-24'],
  ])('%s: %s + %i → %s', (_, start, n, day) => {
    expect(workingDays(cal, start, n).day).toBe(day)
  })

  it('a refusal on working day 11 is outside a window of 10', () => {
    const handedOver = '2025-03-26'
    const last = workingDays(cal, handedOver, 10).day
    const refused = workingDays(cal, handedOver, 11).day
    // the Qingming break of 4–6 April lies between
    expect([last, refused]).toEqual(['2025-04-10', '2025-04-11'])
    expect(workingDaysBetween(cal, handedOver, refused)).toBe(11)
    expect(endOfDay(refused) <= workingDays(cal, handedOver, 10).due).toBe(false)
    expect(endOfDay(last) <= workingDays(cal, handedOver, 10).due).toBe(true)
  })

  it('accounts for every day it passed over, the National Day break in one line', () => {
    const counted = workingDays(cal, '2025-09-26', 10)
    expect(zh(counted)).toEqual([
      '2025年9月26日为起算之日，不计入，自2025年9月27日起算',
      '9月27日 周末',
      '9月28日（周日）调休上班，计入',
      '10月1日至10月8日 国庆节、中秋节 放假',
      '10月11日（周六）调休上班，计入',
      '10月12日 周末',
      '第10个工作日为2025年10月16日（周四）',
    ])
    expect(en(counted)).toEqual([
      '26 September 2025, the day it began, is not counted; counting starts on 27 September 2025',
      '27 September: weekend',
      'Sunday 28 September is a make-up working day and counts',
      '1 October to 8 October: National Day and Mid-Autumn Festival, days off',
      'Saturday 11 October is a make-up working day and counts',
      '12 October: weekend',
      'The 10th working day is Thursday 16 October 2025',
    ])
    expect(counted).not.toHaveProperty('provisional')
  })

  it('writes the year where a break crosses it', () => {
    expect(zh(workingDays(cal, '2022-12-30', 1))[1]).toBe('12月31日至2023年1月2日 元旦 放假')
  })

  it('keeps a weekend apart from the break it touches', () => {
    expect(zh(workingDays(cal, '2016-04-29', 1)).slice(1, 3))
      .toEqual(['4月30日 周末', '5月1日至5月2日 劳动节 放假'])
  })

  it('names a county’s own day off', () => {
    const county = withDays(cal, [
      { day: '2025-03-27', kind: 'adjustedRest', name: ['防汛停工', 'Flood closure'] },
    ])
    const counted = workingDays(county, '2025-03-26', 1)
    expect(counted.day).toBe('2025-03-28')
    expect(zh(counted)).toContain('3月27日 防汛停工 放假')
  })

  it.each([[1, '1st'], [2, '2nd'], [3, '3rd'], [4, '4th'], [11, '11th'], [12, '12th'], [22, '22nd']])(
    'says %i as %s',
    (n, text) => {
      expect(en(workingDays(cal, '2025-06-03', n)).at(-1)).toMatch(`The ${text} working day`)
    },
  )
})

describe('calendar days', () => {
  it('five days for objections run through the weekend (选举法 29)', () => {
    // published Thursday 15 October 2026
    const objections = days(cal, '2026-10-15', 5, flat)
    expect(objections.day).toBe('2026-10-20')
    expect(days(cal, '2026-10-15', 5, roll).day).toBe('2026-10-20')
    expect(workingDays(cal, '2026-10-15', 5).day).toBe('2026-10-22')
  })

  it('rolls a last day that is off, and only that', () => {
    expect(days(cal, '2025-06-09', 5, roll).day).toBe('2025-06-16')
    expect(days(cal, '2025-06-09', 5, flat).day).toBe('2025-06-14')
    expect(days(cal, '2025-09-25', 10, roll).day).toBe('2025-10-09')
    expect(days(cal, '2025-09-18', 10, roll).day).toBe('2025-09-28')
  })

  it('tells how it rolled', () => {
    expect(zh(days(cal, '2025-09-24', 10, roll))).toEqual([
      '2025年9月24日为起算之日，不计入，自2025年9月25日起算',
      '按日历日计算，第10日为2025年10月4日（周六）',
      '2025年10月4日（周六）逢国庆节、中秋节放假，顺延',
      '10月4日至10月8日 国庆节、中秋节 放假',
      '顺延至2025年10月9日（周四）',
    ])
    expect(zh(days(cal, '2025-06-09', 5, roll))).toContain('2025年6月14日（周六）逢周末，顺延')
  })

  it('with 0 is the same day', () => {
    expect(days(cal, '2025-06-09', 0, roll)).toMatchObject({
      day: '2025-06-09', why: [['当日办理：2025年6月9日（周一）', 'Due the same day: Monday 9 June 2025']],
    })
  })
})

describe('backward clocks (选举法 28, 32)', () => {
  it.each([
    ['roll', 20, '2026-10-19', '2026-10-19'],
    ['first list', 15, '2026-10-24', '2026-10-23'],
    ['formal list', 7, '2026-11-01', '2026-10-30'],
  ])('polling on 2026-11-08, %s: T−%i is %s, best by %s', (_, n, latest, advised) => {
    expect(backward(cal, '2026-11-08', n)).toMatchObject({ latest, advised })
  })

  it('tells that it never rolls', () => {
    expect(zh(backward(cal, '2026-11-08', 15))).toEqual([
      '2026年11月8日（周日）当日不计入，倒推15日',
      '最迟2026年10月24日（周六），不顺延',
      '2026年10月24日（周六）逢周末，建议不迟于2026年10月23日（周五）',
    ])
  })

  it('advises the working day before a whole break', () => {
    expect(backward(cal, '2025-10-20', 15)).toMatchObject({ latest: '2025-10-05', advised: '2025-09-30' })
  })
})

describe('beyond the known notices', () => {
  it('is provisional, and says so', () => {
    const counted = workingDays(cal, '2026-12-25', 10)
    expect(counted.provisional).toBe(true)
    expect(zh(counted).at(-1)).toBe('尚无2027年放假安排，暂按周末推算，安排公布后重新计算')
    expect(months(cal, '2026-10-15', 3, roll).provisional).toBe(true)
    expect(backward(cal, '2027-03-01', 7).provisional).toBe(true)
  })

  it('is not, where no notice can change the day', () => {
    expect(workingDays(cal, '2026-12-25', 4)).not.toHaveProperty('provisional')
    expect(months(cal, '2026-10-15', 3, flat)).not.toHaveProperty('provisional')
  })

  it('is, when a roll runs past the end', () => {
    const short = { ...withDays(cal, [{ day: '2026-12-31', kind: 'adjustedRest', name: ['停电', 'Power cut'] }]) }
    expect(months(short, '2026-09-30', 3, roll)).toMatchObject({ day: '2026-12-30' })
    expect(months(short, '2026-08-31', 4, roll)).toMatchObject({ day: '2027-01-01', provisional: true })
  })
})

describe('terms', () => {
  it('dispatches on the unit and rolls unless told not to', () => {
    expect(reckon(cal, '2025-03-26', { unit: 'month', n: 3 })).toEqual(months(cal, '2025-03-26', 3, roll))
    expect(reckon(cal, '2025-06-09', { unit: 'day', n: 5 }).day).toBe('2025-06-16')
    expect(reckon(cal, '2025-06-09', { unit: 'day', n: 5, roll: false }).day).toBe('2025-06-14')
    expect(reckon(cal, '2025-09-26', { unit: 'workingDay', n: 5 }).day).toBe('2025-10-10')
    expect(window(cal, '2025-09-26', 5, { unit: 'workingDay', roll: false }).day).toBe('2025-10-10')
    expect(window(cal, '2025-06-09', 5, { unit: 'day', roll: true }).day).toBe('2025-06-16')
  })

  it('describes them', () => {
    expect(describeTerm({ unit: 'workingDay', n: 10 })).toEqual(['10个工作日', '10 working days'])
    expect(describeTerm({ unit: 'month', n: 3, roll: true })).toEqual(['3个月', '3 months'])
    expect(describeTerm({ unit: 'month', n: 1 })).toEqual(['1个月', '1 month'])
    expect(describeTerm({ unit: 'day', n: 5, roll: false }))
      .toEqual(['5日（末日不顺延）', '5 days (not rolled forward)'])
  })

  it.each([0, -1, 1.5, NaN])('refuses a length of %d', (n) => {
    expect(() => workingDays(cal, '2025-03-26', n)).toThrow(RangeError)
    expect(() => months(cal, '2025-03-26', n, roll)).toThrow(RangeError)
    expect(() => backward(cal, '2025-03-26', n)).toThrow(RangeError)
  })

  it('does not hang on a calendar without working days', () => {
    const never = { ...cal, look: () => ({ working: false, kind: 'weekend', provisional: false }) as const }
    expect(() => workingDays(never, '2025-03-26', 1)).toThrow('no working day')
  })
})

describe('what is left', () => {
  it('counts both ways, and 0 on the last day', () => {
    expect(workingDaysBetween(cal, '2025-09-26', '2025-10-10')).toBe(5)
    expect(workingDaysBetween(cal, '2025-10-10', '2025-10-10')).toBe(0)
    expect(workingDaysBetween(cal, '2025-10-13', '2025-10-10')).toBe(-2)
  })
})
