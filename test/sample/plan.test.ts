/** The plan of the sample year, before anybody performs it: hours, order, names, what is never told. */
import { describe, expect, it } from 'vitest'
import { dayOf } from '#law/time.ts'
import { tooLate, unfounded } from '#sample/handlings.ts'
import { dueAfter, isWorking, lastDay, workingDay } from '#sample/moments.ts'
import { conflicted, followersOf, inventedName, mandatesOf, people } from '#sample/people.ts'
import type { Act } from '#sample/plan.ts'
import { planYear, stretches } from '#sample/planned.ts'
import { readTables } from '#sample/tables.ts'

const t = readTables()
const plan = planYear(t)
const acts = plan.families.flatMap(f => f.acts)
const all = [...plan.registers.flat().flatMap(f => f.acts), ...acts]
const clockOf = (a: Act): string => new Date(Date.parse(a.at) + 8 * 3_600_000).toISOString().slice(11, 16)
const textOf = (a: Act): string => JSON.stringify(a.input)
const ofProblem = (no: number, act: string): Act[] => acts.filter(a => a.key.startsWith(`sample:problem:${no}:`) && a.act === act)

describe('the registers', () => {
  const persons = people(t)
  it('enters 549 deputies, nine of them with two mandates', () => {
    const deputies = persons.filter(p => p.posts.some(x => x.kind === 'deputy'))
    expect(deputies).toHaveLength(549)
    const seats = deputies.flatMap(p => p.posts.filter(x => x.kind === 'deputy').map(x => x.level!))
    expect(Object.fromEntries(['national', 'provincial', 'city', 'district', 'town'].map(l => [l, seats.filter(x => x === l).length]))).toEqual({ national: 1, provincial: 6, city: 38, district: 294, town: 219 })
    expect(deputies.filter(p => p.posts.filter(x => x.kind === 'deputy').length === 2)).toHaveLength(9)
  })
  it('gives everybody an obviously invented name of their own', () => {
    expect(new Set(persons.map(p => p.name)).size).toBe(persons.length)
    for (const p of persons) expect(p.name).toMatch(/^.示[甲乙丙丁戊己庚辛壬癸]{1,2}$/)
    expect(inventedName(0).name).toBe('丁示甲')
  })
  it('never lets the deputy who heads the housing bureau follow what it handles', () => {
    const place = t.places.find(p => conflicted.deputy.startsWith(`deputy:${p.code}/`))!
    expect(mandatesOf(place).length).toBeGreaterThan(9)
    expect(followersOf(place, [])).toContain(conflicted.deputy)
    expect(followersOf(place, ['organ:区住建局'])).not.toContain(conflicted.deputy)
  })
})

describe('the acts', () => {
  it('have keys of their own, short enough', () => {
    expect(new Set(all.map(a => a.key)).size).toBe(all.length)
    for (const a of all) expect(a.key.length).toBeLessThan(120)
  })
  it('are planned the same each time', () => expect(planYear(readTables())).toEqual(plan))
  it('come in order within a family, inside the year', () => {
    for (const f of plan.families) expect(f.acts.map(a => a.at), f.name).toEqual(f.acts.map(a => a.at).sort())
    // What proposals of an organ are learned from was over a year before.
    const earlier = (key: string): boolean => key.startsWith('sample:earlier:')
    for (const a of acts) expect(earlier(a.key) ? dayOf(a.at) >= '2024-03-01' && dayOf(a.at) < '2024-07-01' : dayOf(a.at) >= '2025-01-01' && dayOf(a.at) <= lastDay, a.key).toBe(true)
  })
  it('keep office hours where an office acts', () => {
    for (const a of acts) {
      if (a.by.kind === 'person' && !a.by.person.startsWith('deputy')) {
        expect(clockOf(a) >= '08:00' && clockOf(a) <= '18:30', `${a.key} ${clockOf(a)}`).toBe(true)
        expect(isWorking(dayOf(a.at)), `${a.key} ${dayOf(a.at)}`).toBe(true)
      } else expect(clockOf(a) >= '07:00' && clockOf(a) <= '22:00', `${a.key} ${clockOf(a)}`).toBe(true)
    }
  })
  it('stand on the days of the tables', () => {
    for (const p of t.problems) {
      expect(dayOf(ofProblem(p.no, 'dispatch')[0]!.at), `problem ${p.no}`).toBe(p.dispatched)
      expect(ofProblem(p.no, 'submit').at(-1)?.at.slice(0, 10), `problem ${p.no}`).toBe(p.result)
      expect(ofProblem(p.no, 'verify')[0]?.at.slice(0, 10), `problem ${p.no}`).toBe(p.verified)
    }
  })
  it('rate within ten working days, and only where somebody rated', () => {
    for (const p of t.problems) {
      const rated = ofProblem(p.no, 'rate')
      expect(rated.length, `problem ${p.no}`).toBe(p.way || p.state === 'denied' ? 1 : 0)
      for (const r of rated) expect(dayOf(r.at) <= workingDay(p.verified!, 10), `problem ${p.no}`).toBe(true)
    }
  })
  it('report 209 on time, 9 within an extension, 5 late', () => {
    const found = t.problems.filter(p => p.state === 'solved').map(p => {
      const grants = ofProblem(p.no, 'grantExtension').filter(a => a.key.endsWith(':handling'))
      const dispatches = ofProblem(p.no, 'dispatch')
      const due = dueAfter(dayOf(dispatches.at(-1)!.at), p.complex ? 90 : 30)
      return p.result! <= due ? 'onTime' : grants.length ? 'extended' : 'late'
    })
    expect(Object.fromEntries(['onTime', 'extended', 'late'].map(x => [x, found.filter(f => f === x).length]))).toEqual({ onTime: 209, extended: 9, late: 5 })
  })
  it('return 17 times with consent, three times without ground, twice too late', () => {
    const acts = plan.families.flatMap(f => f.acts).filter(a => a.key.startsWith('sample:problem:'))
    expect(acts.filter(a => a.act === 'agreeReturn')).toHaveLength(17)
    expect(acts.filter(a => a.act === 'refuseReturn')).toHaveLength(unfounded.length)
    expect(acts.filter(a => a.refused === 'handling.returnLate')).toHaveLength(tooLate.length)
    expect(acts.filter(a => a.act === 'askReturn')).toHaveLength(22)
  })
})

describe('what is never told', () => {
  it('accuses nobody', () => { for (const a of acts.filter(x => x.act === 'guide')) expect(a.input.channel).not.toBe('accusation') })
  it('shows no telephone that could be anybody’s', () => {
    for (const a of acts) for (const digits of textOf(a).match(/\d{7,}/g) ?? []) expect(digits, a.key).toMatch(/^0{8}\d{3}$/)
  })
  it('tells of real places only what the report tells, and nobody’s opinion of it', () => {
    for (const no of [115, 136]) for (const act of ['rate', 'callBack', 'urge', 'visit', 'coordinate', 'progress', 'sendBack']) expect(ofProblem(no, act), `${no} ${act}`).toEqual([])
    expect(ofProblem(136, 'verify')[0]!.input).toMatchObject({ degree: 'solved', differs: true })
    const told = acts.filter(a => /中森嘉院|印刷厂小区/.test(textOf(a)))
    for (const a of told) expect(a.key).toMatch(/^sample:(opinion:(151|190)|problem:(115|136)):/)
  })
  it('leaves no template open', () => { for (const a of acts) expect(textOf(a)).not.toMatch(/\{spot\}|undefined/) })
})

describe('the stretches', () => {
  const list = stretches(plan)
  it('hold every act once, in order', () => {
    expect(list.flatMap(s => s.families.flatMap(f => f.acts))).toHaveLength(acts.length)
    expect(list.map(s => s.last)).toEqual(list.map(s => s.last).sort())
  })
  it('end where the clock has something to do', () => {
    expect(list.filter(s => s.sweep).map(s => s.last)).toEqual(plan.sweeps)
    expect(plan.sweeps.at(-1)).toBe(lastDay)
  })
})
