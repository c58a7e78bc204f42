/**
 * The sample's suggestions told for themselves, with their session in the December before: the totals are those of the session in
 * March, which year.test.ts finds in the whole year. Whoever counted by the calendar year would find none accepted.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handler, officer } from '#sample/hands.ts'
import { organRef } from '#sample/people.ts'
import type { Family } from '#sample/plan.ts'
import { planYear } from '#sample/planned.ts'
import { handlingRef, suggestionRef } from '#sample/suggestions/who.ts'
import { readTables } from '#sample/tables.ts'
import { makeTeller } from '#sample/tell.ts'
import { tellLater, tellSampleYear } from '#sample/year.ts'
import { makeService } from '#service/make.ts'
import type { Service } from '#service/service.ts'
import type { Store } from '#store/shapes.ts'
import { quickStore } from '#test/support/engines.ts'
import { testKey } from '#test/support/world.ts'
import { decemberLines, novemberLines, reportLines, sides } from '#test/sample/suggestion-figures.ts'
import { byDelegation, byOrgan, bySession, classByRating, factTotals, organs, promisesOwed, ratings, suggestionYear, untilChristmas, within } from '#test/sample/suggestion-totals.ts'

const real = '2026-03-02T00:00:00.000Z', december = { sessionOpens: '2024-12-17', suggestionsOnly: true } as const
let store: Store, service: Service, now = Date.parse(real)
beforeAll(async () => {
  store = await quickStore()
  service = makeService(store, { key: testKey, version: 'test', realNow: () => now })
  await tellSampleYear(service, { congress: 1, real, progress: () => {}, ...december })
}, 600_000)
afterAll(() => service?.close())

describe('a session in December', () => {
  it('has the totals of the session in March', async () => expect(await factTotals(store)).toEqual(suggestionYear))
  it('is the session its suggestions belong to, whatever year they were accepted in', async () => {
    expect(await bySession(store)).toEqual([{ name: '示例第二届人民代表大会第五次会议', n: 189 }])
    expect([await within(store, 'suggestion.accepted', '2024-12-17', '2025-01-01'), await within(store, 'suggestion.accepted', '2025-01-01', '2026-01-01')]).toEqual([189, 0])
  })
  it('is what the report counts, every number with its list, though none was accepted in the calendar year', async () => {
    const { lines, sides: found, records } = await reportLines(service, '2025-11-30')
    expect(lines).toMatchObject(novemberLines)
    expect(found).toEqual(sides)
    expect(Object.entries(records).filter(([id, n]) => n !== 0 && id !== 'S24')).toEqual([])
    expect((await service.figure(1, 'S30', 2024))!.value + (await service.figure(1, 'S30', 2026))!.value).toBe(0)
  })
  it('opens by handling organ to the suggestions of each', async () => {
    const one = (await service.readyPeople(1)).find(p => p.group === 'district')!, officer = (await service.who((await service.signIn(1, one.id))!))!
    const parts = await service.split(officer, 'S30', 2025, 'organ', { asOf: '2025-11-30' }), rates = await service.split(officer, 'R9', 2025, 'category', { asOf: '2025-11-30' })
    expect([parts.length, parts.reduce((n, p) => n + p.value, 0), parts.find(p => p.label[0] === '区委社会工作部')?.value]).toEqual([28, 189, 1])
    expect([rates.reduce((n, p) => n + p.ratio!.over, 0), rates.reduce((n, p) => n + p.ratio!.under, 0)]).toEqual([115, 188])
    expect((await service.split(officer, 'S30', 2025, 'category')).map(p => p.value)).toEqual([54, 19, 15, 13, 17, 20, 10, 18, 9, 6, 8])
  })
  it('enters as a request what was passed on as one, where no station has it yet', async () => {
    const rows = await store.tx(1, tx => tx.rows<{ n: number }>(`select count(*)::int as n from link where congress = 1 and kind = 'convertedFrom'`))
    expect(rows[0]!.n).toBe(3)
  })
})

describe('the organs', () => {
  it('are twenty-eight at the end, each with its suggestions', async () => expect(await organs(store)).toEqual(byOrgan))
  it('are all heard in June, on every suggestion', async () => {
    expect([await within(store, 'suggestion.supervised', '2025-06-01', '2025-07-01'), await within(store, 'sitting.held', '2025-06-01', '2025-07-01')]).toEqual([189, 28])
  })
})

describe('the delegations', () => {
  it('have as many each as the table says', async () => {
    const rows = await store.tx(1, tx => tx.rows<{ name: string; n: number }>(`select p.name, count(*)::int as n from fact f join place p on p.congress = 1 and p.id = f.place where f.congress = 1 and f.name = 'suggestion.accepted' and f.retracted_seq is null group by 1`))
    const codes = new Map(readTables().places.map(p => [p.name, p.code]))
    expect(Object.fromEntries(rows.map(r => [codes.get(r.name), r.n]))).toEqual(byDelegation)
  })
})

describe('official numbers', () => {
  it('are taken in the order of time, though many are told at once', async () => {
    for (const [act, series] of [['publish', 'suggestion.public.%'], ['handOverAgain', 'letter.handover.%'], ['agreeReturn', 'letter.%']] as const) {
      const rows = await store.tx(1, tx => tx.rows<{ n: number }>(`select (x->>'n')::int as n from event e, jsonb_array_elements(coalesce(event_json(e)->'numbers', '[]'::jsonb)) x where e.congress = 1 and e.act = $1 and x->>'series' like $2 order by e.at, 1`, [act, series]))
      expect(rows.length, act).toBe({ publish: 24, handOverAgain: 12, agreeReturn: 12 }[act])
      expect(rows.map(r => r.n), act).toEqual(rows.map(r => r.n).sort((a, b) => a - b))
    }
  })
})

describe('telling that goes on', () => {
  it('finds again what the hand-over and a split had made', async () => {
    const plan = planYear(readTables(), december), at = '2025-11-28T06:00:00.000Z'
    const probes: Family[] = [
      { name: 'probe:handling', acts: [{ key: 'probe:handling', on: handlingRef(3, '区农业农村局'), act: 'progress', by: handler(organRef('区农业农村局')), at, input: { text: '已经答复，不再记进展' }, refused: 'stage' }] },
      { name: 'probe:part', acts: [{ key: 'probe:part', on: suggestionRef(148), act: 'accept', by: officer(1), at, input: {}, refused: 'stage' }] },
    ]
    const teller = await makeTeller(service, 1, [...plan.registers.flat(), ...plan.families, ...probes], () => {})
    await teller.tell(probes, 1)
    expect(teller.done()).toBe(2)
  }, 120_000)
})

describe('what comes after November', () => {
  it('changes three classes, and leaves fifty-five promises, seven of them over', async () => {
    await tellLater(service, { congress: 1, ...december })
    expect(await factTotals(store)).toMatchObject(untilChristmas)
    now = Date.parse('2026-03-25T00:00:00.000Z')
    expect((await reportLines(service, '2025-12-23')).lines).toMatchObject(decemberLines)
    // As it stood in November, though December is known.
    expect((await reportLines(service, '2025-11-30', '2025-12-23')).lines).toMatchObject(novemberLines)
    expect(await ratings(store)).toEqual(classByRating)
    expect(await promisesOwed(store, '2025-12-23')).toEqual([55, 7])
  }, 120_000)
})
