/** The sample year told for real: its figures come out of the records, and being cut short or told twice changes nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { checkSample, halfYear } from '#sample/check.ts'
import { lastDay } from '#sample/moments.ts'
import { readTables } from '#sample/tables.ts'
import { sampleStarts, tellSampleYear } from '#sample/year.ts'
import { makeService } from '#service/make.ts'
import type { Service } from '#service/service.ts'
import type { FigureRecord, MatterLine, Who } from '#service/views.ts'
import type { Store } from '#store/shapes.ts'
import { byMonth, placeOrder, stationMonths, twins } from '#test/sample/expected.ts'
import { testKey } from '#test/support/world.ts'
import { novemberLines, reportLines, sides } from '#test/sample/suggestion-figures.ts'
import { factTotals, suggestionYear } from '#test/sample/suggestion-totals.ts'
import { quickStore } from '#test/support/engines.ts'
import { memoryStore } from '#test/support/model.ts'

const long = 600_000
const real = '2026-03-02T00:00:00.000Z'
type Told = { store: Store; service: Service; setNow(iso: string): void }
async function house(store: Store): Promise<Told> {
  let now = Date.parse(real)
  return { store, service: makeService(store, { key: testKey, version: 'test', realNow: () => now }), setNow: iso => { now = Date.parse(iso) } }
}
const tell = (service: Service, progress: (done: number, of: number, what: string) => void = () => {}): Promise<void> => tellSampleYear(service, { congress: 1, real, progress })

const t = readTables()
let year: Told
let officer: Who
const records = async (id: string, reading?: string, day = lastDay): Promise<readonly FigureRecord[]> => (await year.service.figureRecords(1, id, 2025, day, undefined, reading))!
const value = async (id: string, day: string, reading?: string): Promise<number | undefined> => {
  const f = await year.service.figure(1, id, 2025, day)
  return reading ? f?.readings.find(r => r.id === reading)?.value : f?.value
}
async function everything(service: Service, who: Who, filters: Parameters<Service['list']>[1]): Promise<MatterLine[]> {
  const lines: MatterLine[] = []
  for (let after: string | undefined; ;) {
    const page = await service.list(who, filters, after, 200)
    lines.push(...page.items)
    if (!page.next) return lines
    after = page.next
  }
}
/** A family's log without what is random in it: salts, and the hashes that hang on them. */
async function logOf(told: Told, root: Id): Promise<string[]> {
  const read = await told.store.readFamily(1, root)
  return (read?.events ?? []).map(e => JSON.stringify(e, (field, v: unknown) => (field === 'hash' || field === 'prev' || field === 'commitment' ? undefined : v)))
}
const local = (i: string): string => new Date(Date.parse(i) + 8 * 3_600_000).toISOString().slice(0, 10)

beforeAll(async () => {
  year = await house(await memoryStore())
  await tell(year.service)
  const one = (await year.service.readyPeople(1)).find(p => p.group === 'district')!
  officer = (await year.service.who((await year.service.signIn(1, one.id))!))!
}, long)
afterAll(() => year?.service.close())

describe('the figures', () => {
  it('of the stations: deputies, voters, activities', async () => {
    expect([await value('S23', lastDay), await value('S24', lastDay), await value('S25', lastDay)]).toEqual([537, 938, 167])
    expect([await value('S24', halfYear), await value('S25', halfYear)]).toEqual([484, 88])
    expect([await value('S23', lastDay, 'mandates'), await value('S24', lastDay, 'visits'), await value('S24', lastDay, 'days')]).toEqual([546, 826, 188])
    expect(await Promise.all(['national', 'provincial', 'city', 'district', 'town'].map(l => value('S23', lastDay, l)))).toEqual([1, 5, 36, 283, 212])
    const share = async (id: string) => { const f = (await year.service.figure(1, id, 2025, lastDay))!; return [f.text, f.ratio?.over, f.ratio?.under, ...f.readings.map(r => r.text)] }
    expect([await share('R2'), await share('R3')]).toEqual([['97.81', 537, 549], ['91.77', 223, 243, '64.08']])
    for (const [by, row] of Object.entries(stationMonths)) expect((await year.service.breakdown(1, by, 2025, 'month', lastDay)).map(x => x.value), by).toEqual(row)
  })
  it('at the end of November', async () => {
    expect([await value('S26', lastDay), await value('S27', lastDay), await value('S28', lastDay)]).toEqual([348, 243, 223])
  })
  it('at midyear', async () => {
    expect([await value('S26', halfYear), await value('S27', halfYear), await value('S28', halfYear)]).toEqual([177, 129, 87])
  })
  it('are other numbers when the words are read otherwise', async () => {
    expect(await value('S27', lastDay, 'opinions')).toBe(231)
    expect(await value('S28', lastDay, 'strict')).toBe(217)
    expect(await value('S28', lastDay, 'handled')).toBe(231)
    expect(await value('S28', lastDay, 'verified')).toBe(225)
  })
  it('have as many records as they say', async () => {
    for (const [id, n] of [['S23', 537], ['S25', 167], ['S26', 348], ['S27', 243], ['S28', 223]] as const) expect(await records(id)).toHaveLength(n)
    expect((await records('S24')).reduce((n, r) => n + r.quantity, 0)).toBe(938)
    expect(await records('S24', 'visits')).toHaveLength(826)
    expect(await records('S23', 'mandates')).toHaveLength(546)
    expect([(await records('R3')).length, (await records('R3', 'under')).length, (await records('R3', 'opinions.under')).length]).toEqual([223, 243, 348])
  })
  it('stand in the year they belong to', async () => {
    for (const id of ['S26', 'S27', 'S28']) expect((await year.service.figure(1, id, 2024, '2024-12-31'))!.value).toBe(0)
  })
  it('agree with the tables line by line', async () => {
    const { ok, lines } = await checkSample(year.service, 1)
    expect(lines.filter(l => l.expected !== l.found)).toEqual([])
    expect(ok).toBe(true)
  })
  it('street by month', async () => {
    const names = new Map(t.places.map(p => [p.name, twins[p.code] ?? p.code]))
    for (const [id, expected] of [['S26', byMonth.opinions], ['S27', byMonth.referred], ['S28', byMonth.solved]] as const) {
      const rows = await records(id)
      expect(placeOrder.map(p => Array.from({ length: 11 }, (_, m) => rows.filter(r => names.get(r.place?.[0] ?? '') === p && Number(local(r.at).slice(5, 7)) === m + 1).length)), id).toEqual(expected)
    }
  })
  it('leave the real streets with one matter each', async () => {
    const real_ = (await records('S26')).filter(r => !r.place?.[0].startsWith('示例'))
    expect(real_.map(r => r.place?.[0]).sort()).toEqual(['大辛庄街道', '英雄中路街道'])
  })
})

describe('the suggestions', () => {
  it('recount to the totals of their session', async () => expect(await factTotals(year.store)).toEqual(suggestionYear))
  it('are what the report says of them, each number with its list', async () => {
    const { lines, sides: found, records } = await reportLines(year.service, lastDay)
    expect(lines).toMatchObject(novemberLines)
    expect(found).toEqual(sides)
    expect(Object.entries(records).filter(([id, n]) => n !== 0 && id !== 'S24')).toEqual([])
  })
  it('are tied to the requests three of their papers passed on, and to two that they grew from', async () => {
    const rows = await year.store.tx(1, tx => tx.rows<{ kind: string; n: number }>(`select l.kind, count(distinct l.from_matter)::int as n from link l join matter m on m.congress = 1 and m.id = case l.kind when 'grewFrom' then l.to_matter else l.from_matter end where l.congress = 1 and l.kind in ('grewFrom', 'convertedFrom') and m.procedure = 'request' group by 1 order by 1`))
    expect(rows).toEqual([{ kind: 'convertedFrom', n: 3 }, { kind: 'grewFrom', n: 2 }])
  })
})

describe('the matters', () => {
  it('are never open without somebody who owes something', async () => {
    const open = await everything(year.service, officer, { procedure: 'request', ended: false })
    expect(open.length).toBeGreaterThan(20)
    for (const line of open.filter(l => !l.duty)) {
      const view = (await year.service.matter(officer, line.id))!
      expect(view.children.some(c => !c.ended), `${line.id} ${line.title[0]} ${line.stage}`).toBe(true)
    }
    for (const line of await everything(year.service, officer, { procedure: 'handling', ended: false })) expect(line.duty, `${line.id} ${line.title[0]} ${line.stage}`).not.toBeNull()
  })
  it('have one handling that is overdue', async () => {
    const late = (await everything(year.service, officer, { procedure: 'handling', ended: false })).filter(l => l.duty?.light === 'overdue')
    expect(late).toHaveLength(1)
  })
  it('close by silence where nobody rated', async () => {
    const closed = await everything(year.service, officer, { procedure: 'request', outcome: 'solved' })
    const views = await Promise.all(closed.filter(l => l.ended).map(l => year.service.matter(officer, l.id)))
    expect(views.filter(v => v!.timeline.some(e => e.act === 'closeSilent'))).toHaveLength(t.problems.filter(p => p.grade === 'none' && p.verified! < '2025-11-15').length)
  })
  it('show the two told cases as the report tells them', async () => {
    const told = (await everything(year.service, officer, { procedure: 'request' })).filter(l => l.place && !l.place[0].startsWith('示例'))
    expect(told.map(l => [l.stage, l.outcome?.[0]])).toEqual([['closed', '已解决'], ['closed', '已解决']])
    const firm = (await year.service.matter(officer, told.find(l => l.title[0].includes('印刷厂'))!.id))!
    expect(firm.marks.differs).toBe('1')
    expect([firm.children[0]!.handler?.[0], firm.children[0]!.role?.[0]]).toEqual(['某企业', '自愿帮办'])
    expect(await year.service.published(1)).not.toHaveLength(0)
  })
})

describe('telling it again', () => {
  it('changes nothing', async () => {
    const roots = (await records('S26')).map(r => r.matter!)
    const before = await Promise.all(roots.slice(0, 60).map(r => logOf(year, r)))
    const unfinished: Service = { ...year.service, congresses: async () => (await year.service.congresses()).map(c => ({ ...c, sampleDone: false })) }
    const seen: [done: number, of: number][] = []
    await tell(unfinished, (done, of) => seen.push([done, of]))
    expect(seen.at(-1)![0]).toBe(seen.at(-1)![1])
    expect(await Promise.all(roots.slice(0, 60).map(r => logOf(year, r)))).toEqual(before)
    expect(await records('S26')).toHaveLength(348)
  }, long)
  it('is refused by a congress that is no sample', async () => {
    await year.service.createCongress({ id: 2, short: 'QX', name: '另一县', nameEn: 'Another county' })
    await expect(tellSampleYear(year.service, { congress: 2, real, progress: () => {} })).rejects.toThrow('no sample')
    for (const f of await year.service.figures(2, 2025, lastDay)) expect([f.id, f.value]).toEqual([f.id, 0])
  })
  it('goes on after being cut short, to the same log', async () => {
    // On the other engine, where there is one: what is told does not depend on it.
    const again = await house(await quickStore())
    let left = 2100
    const cut: Service = { ...again.service, act: async r => { if (left-- <= 0) throw new Error('cut short'); return again.service.act(r) } }
    await expect(tell(cut)).rejects.toThrow('cut short')
    await tell(again.service)
    for (const root of (await records('S26')).map(r => r.matter!)) expect(await logOf(again, root)).toEqual(await logOf(year, root))
    expect((await checkSample(again.service, 1)).lines.filter(l => l.expected !== l.found)).toEqual([])
    await again.service.close()
  }, long)
})

describe('what comes after', () => {
  it('changes the live figure and not the frozen one', async () => {
    expect(year.service.now(1)).toBe(sampleStarts)
    year.setNow('2026-03-21T02:00:00.000Z')
    expect(year.service.now(1).slice(0, 10)).toBe('2025-12-20')
    const clerk = (await year.service.readyPeople(1)).find(p => p.group === 'station' && p.organ[0].startsWith('示例一街道'))!
    const place = (await year.service.list(officer, { procedure: 'request' })).options.place.find(p => p.label[0] === '示例一街道')!
    const late = await year.service.act({ congress: 1, procedure: 'request', act: 'place', actor: { kind: 'person', person: clerk.id }, at: '2025-11-29T02:00:00.000Z', key: 'late', input: { what: '示例：补登一件来电', place: place.id, channel: 'phone', category: '6', gist: '补登一件来电' } })
    expect(late.ok).toBe(true)
    expect((await year.service.figure(1, 'S26', 2025, lastDay))!.value).toBe(348)
    expect((await year.service.figure(1, 'S26', 2025, lastDay, '2025-12-20'))!.value).toBe(349)
    expect((await year.service.figure(1, 'S26', 2025))!.value).toBe(349)
  })
})
