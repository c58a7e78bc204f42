/** The tables of the sample year add up: every row, column and list to the totals of the report. */
import { describe, expect, it } from 'vitest'
import { isWorking, workingDaysFrom } from '#sample/moments.ts'
import { levels, type Opinion, type Problem, readTables } from '#sample/tables.ts'
import { activitiesOf, presence, sessionOf } from '#sample/gatherings.ts'
import { byCategory, byHandler, byMonth, byStation, placeOrder, stationMonths, twins } from '#test/sample/expected.ts'

const t = readTables()
const count = <T>(list: readonly T[], is: (x: T) => boolean): number => list.filter(is).length
const tally = <T>(list: readonly T[], key: (x: T) => string): Record<string, number> => list.reduce<Record<string, number>>((n, x) => ({ ...n, [key(x)]: (n[key(x)] ?? 0) + 1 }), {})
const opinionOf = new Map(t.opinions.map(o => [o.no, o]))
const twin = (code: string): string => twins[code] ?? code
const placeOf = (p: Problem): string => twin(opinionOf.get(p.opinion)!.place)
const categoryOf = (p: Problem): number => opinionOf.get(p.opinion)!.category
const month = (day: string): number => Number(day.slice(5, 7))
const matrix = <T>(list: readonly T[], place: (x: T) => string, day: (x: T) => string): number[][] => placeOrder.map(p => Array.from({ length: 11 }, (_, m) => count(list, x => place(x) === p && month(day(x)) === m + 1)))
const solved = t.problems.filter(p => p.state === 'solved')

describe('the totals of the station year', () => {
  it('has 348 opinions by way of raising', () => {
    expect(t.opinions).toHaveLength(348)
    expect(tally(t.opinions, o => o.channel)).toEqual({ station: 221, activity: 58, portal: 39, phone: 17, visit: 7, letter: 6 })
  })
  it('has 231 referred, ten of them split, and 117 settled', () => {
    expect(tally(t.opinions, o => o.outcome)).toEqual({ referred: 231, onSpot: 46, guided: 14, declined: 5, joined: 24, toSuggestion: 9, noted: 13, pending: 6 })
    expect(tally(t.opinions.filter(o => o.parts > 1), o => String(o.parts))).toEqual({ 2: 8, 3: 2 })
    expect(t.opinions.filter(o => o.outcome === 'referred').reduce((n, o) => n + o.parts, 0)).toBe(243)
    for (const o of t.opinions) expect(count(t.problems, p => p.opinion === o.no), `opinion ${o.no}`).toBe(o.outcome === 'referred' ? o.parts : 0)
  })
  it('has 243 problems, 223 of them solved, 225 verified, 231 handled', () => {
    expect(t.problems).toHaveLength(243)
    expect(tally(t.problems, p => p.state)).toEqual({ solved: 223, overdue: 1, extended: 3, denied: 2, sentBack: 3, toVerify: 3, upward: 3, working: 5 })
    expect(count(t.problems, p => p.verified !== undefined)).toBe(225)
    expect(count(t.problems, p => p.result !== undefined)).toBe(231)
    expect(count(t.problems, p => p.redone)).toBe(12)
  })
  it('rates them as told', () => {
    expect(tally(solved, p => p.grade ?? '')).toEqual({ satisfied: 168, basically: 24, dissatisfied: 4, none: 22, anonymous: 5 })
    expect(tally(solved.filter(p => p.way), p => p.way!)).toEqual({ phone: 83, receipt: 71, paper: 42 })
    expect(tally(solved.filter(p => p.solved), p => p.solved!)).toEqual({ yes: 190, partly: 6 })
  })
  it('has 17 agreed returns on 14 problems, and 12 extensions', () => {
    expect(tally(t.problems.filter(p => p.returns), p => String(p.returns))).toEqual({ 1: 12, 2: 1, 3: 1 })
    expect(count(t.problems, p => p.extended)).toBe(12)
  })
  it('has 537 deputies who came, by highest mandate, and 12 who did not', () => {
    const sums = levels.map(l => t.places.reduce((n, p) => n + p.deputies[l], 0))
    expect(sums).toEqual([1, 5, 36, 283, 212])
    expect(t.places.reduce((n, p) => n + p.alsoDistrict, 0)).toBe(6)
    expect(t.places.reduce((n, p) => n + p.alsoTown, 0)).toBe(3)
    expect(tally(t.places.flatMap(p => p.absent), l => l)).toEqual({ provincial: 1, city: 2, district: 5, town: 4 })
  })
})

describe('the matrices', () => {
  it('street by month', () => {
    expect(matrix(t.opinions, (o: Opinion) => twin(o.place), o => o.day)).toEqual(byMonth.opinions)
    expect(matrix(t.problems, placeOf, p => p.dispatched)).toEqual(byMonth.referred)
    expect(matrix(solved, placeOf, p => p.verified!)).toEqual(byMonth.solved)
  })
  it('category by outcome', () => {
    const outcomes = ['onSpot', 'guided', 'declined', 'joined', 'toSuggestion', 'noted', 'pending', 'referred']
    expect(byCategory.map((_, i) => {
      const [mine, problems] = [t.opinions.filter(o => o.category === i + 1), t.problems.filter(p => categoryOf(p) === i + 1)]
      const referred = count(mine, o => o.outcome === 'referred'), done = count(problems, p => p.state === 'solved')
      return [mine.length, ...outcomes.map(x => count(mine, o => o.outcome === x)), problems.length - referred, problems.length, done, problems.length - done]
    })).toEqual(byCategory)
  })
  it('category by handler', () => {
    for (const [category, text] of Object.entries(byHandler)) {
      const told = Object.fromEntries(text.split(' · ').map(x => { const at = x.lastIndexOf(' '); return [x.slice(0, at), Number(x.slice(at + 1))] }))
      expect(tally(t.problems.filter(p => categoryOf(p) === Number(category)), p => p.handler), `category ${category}`).toEqual(told)
    }
  })
})

describe('reception days and activities', () => {
  const of = (place: string) => t.receptions.filter(r => twin(r.place) === place)
  it('add up by place and by month', () => {
    expect(placeOrder.map(p => of(p).length)).toEqual(byStation.days)
    expect(placeOrder.map(p => of(p).reduce((n, r) => n + r.voters, 0))).toEqual(byStation.voters)
    expect(Array.from({ length: 11 }, (_, m) => t.receptions.filter(r => month(r.day) === m + 1).reduce((n, r) => n + r.voters, 0))).toEqual(stationMonths.S24)
    expect(placeOrder.map(p => count(activitiesOf(t), a => a.place === p))).toEqual(byStation.activities)
    expect(Array.from({ length: 11 }, (_, m) => count(activitiesOf(t), a => month(a.day) === m + 1))).toEqual(stationMonths.S25)
  })
  it('deal out every visit: nobody twice on one day, everybody who is said to have come', () => {
    const who = presence(t)
    for (const r of t.receptions) { const came = who.get(r.no)!; expect([came.length, new Set(came).size], `reception ${r.no}`).toEqual([r.present, r.present]) }
    expect([...who.values()].flat()).toHaveLength(826)
    expect(new Set([...who.values()].flat()).size).toBe(t.places.reduce((n, p) => n + levels.reduce((m, l) => m + p.deputies[l], 0), 0))
  })
  it('take the opinions the tables put there', () => {
    const session = sessionOf(t)
    expect(count(t.opinions, o => o.channel === 'station' && session(o) === undefined)).toBe(0)
    // Five came on a second day of a month with one activity.
    expect(count(t.opinions, o => o.channel === 'activity' && session(o) === undefined)).toBe(5)
  })
})

describe('what keeps the year believable', () => {
  it('puts nothing on a real street but the two cases the report tells', () => {
    expect(t.opinions.filter(o => o.place.startsWith('r')).map(o => [o.no, o.place])).toEqual([[151, 'r13'], [190, 'r4']])
    for (const no of [151, 190]) expect(t.problems.find(p => p.opinion === no)?.grade).toBe('none')
    for (const p of t.places) if (!p.code.startsWith('r')) expect(p.name).toMatch(/^示例/)
  })
  it('names only organs and places it has', () => {
    const organs = new Set(t.organs.map(o => o.short)), places = new Set(t.places.map(p => p.code))
    for (const p of t.problems) expect(p.handler === 'own' || organs.has(p.handler), p.handler).toBe(true)
    for (const o of t.opinions) expect(places.has(o.place)).toBe(true)
    expect(count(t.organs, o => o.outside)).toBe(7)
    expect(count(t.problems, p => t.organs.some(o => o.short === p.handler && o.outside && o.kind === 'handlingOrgan'))).toBe(22)
  })
  it('works on working days and in order', () => {
    for (const p of t.problems) {
      const o = opinionOf.get(p.opinion)!
      const days = [o.day, p.dispatched, ...(p.result ? [p.result] : []), ...(p.verified ? [p.verified] : [])]
      expect([...days].sort(), `problem ${p.no}`).toEqual(days)
      for (const d of days.slice(1)) expect(isWorking(d), `problem ${p.no}, ${d}`).toBe(true)
      if (p.result && p.verified) expect(workingDaysFrom(p.result, p.verified)).toBeGreaterThan(0)
    }
    for (const o of t.opinions) if (o.joins) expect(opinionOf.get(o.joins)!.day < o.day, `opinion ${o.no}`).toBe(true)
  })
  it('leaves no name with what can be rated by nobody', () => {
    for (const p of t.problems.filter(x => x.grade === 'anonymous')) { const o = opinionOf.get(p.opinion)!; expect([o.channel !== 'portal', o.parts]).toEqual([true, 1]) }
  })
})
