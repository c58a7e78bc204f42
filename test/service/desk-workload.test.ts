/** Work in hand and calendar: a number is the length of its list, in the register's order, and nobody sees another's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MatterLine } from '#service/views.ts'
import { makeWorld, told, type World } from '#test/support/world.ts'

let w: World
beforeAll(async () => {
  w = await makeWorld()
  await told(w, 'dispatched'); await told(w, 'handling'); await told(w, 'resulted', w.organs.roads); await told(w, 'handling', w.organs.housing)
  const back = await told(w, 'dispatched')
  await w.must({ matter: back.handling, act: 'askReturn', actor: w.as(w.people.officeClerk), input: { reason: 'notOurs', why: '不属本单位职责' } })
  await w.must({ matter: back.handling, act: 'agreeReturn', actor: w.as(w.people.clerk), input: {} })
  w.setNow('2025-07-20T02:00:00.000Z')
})
afterAll(() => w.close())
const all = async (pages: AsyncIterable<readonly MatterLine[]>): Promise<MatterLine[]> => { const out: MatterLine[] = []; for await (const p of pages) out.push(...p); return out }

describe('work in hand', () => {
  it('has as many rows behind each number as it says', async () => {
    for (const person of [w.people.officer, w.people.clerk, w.people.roadsClerk]) {
      const who = await w.who(person)
      const view = await w.service.desk.workload(who, {})
      expect(view.rows.length).toBeGreaterThan(0)
      for (const row of [...view.rows.map(r => r.numbers), view.total]) for (const n of row) {
        const list = await w.service.list(who, n.filters)
        expect([list.total, (await all(w.service.desk.list(who, n.filters))).length], JSON.stringify(n.filters)).toEqual([n.n, n.n])
      }
    }
  })
  it('counts what was returned and what is overdue', async () => {
    const view = await w.service.desk.workload(await w.who(w.people.officer), {})
    const at = (id: string) => view.columns.findIndex(c => c.id === id)
    expect(view.total[at('returned')]!.n).toBe(1)
    expect(view.total[at('submitted')]!.n).toBe(1)
    expect(view.total[at('overdue')]!.n).toBeGreaterThan(0)
    expect(view.total[at('open')]!.n).toBe(3)
  })
  it('stands in the order of the register, whatever the numbers', async () => {
    const view = await w.service.desk.workload(await w.who(w.people.officer), {})
    const held = (await w.service.list(await w.who(w.people.officer), { procedure: 'handling' })).options.handler.map(o => o.id)
    expect(view.rows.map(r => r.organ)).toEqual(held.filter(id => view.rows.some(r => r.organ === id)))
  })
  it('shows a station its own and an organ itself', async () => {
    expect((await w.service.desk.workload(await w.who(w.people.townClerk), {})).rows).toEqual([])
    expect((await w.service.desk.workload(await w.who(w.people.roadsClerk), {})).rows.map(r => r.organ)).toEqual([w.organs.roads])
    expect((await w.service.desk.workload(await w.who(w.people.wang), {})).columns).toEqual([])
  })
})

describe('filters and steps', () => {
  it('are each procedure’s own words', async () => {
    const who = await w.who(w.people.officer), of = async (procedure: string) => (await w.service.list(who, { procedure })).options
    const [request, reception, handling] = [await of('request'), await of('reception'), await of('handling')]
    expect(request.stage.map(s => s.id)).toContain('verified')
    expect([request.category.length > 0, request.outcome.length > 0, request.handler]).toEqual([true, true, []])
    expect(reception.stage.map(s => s.id)).toEqual(expect.arrayContaining(['planned', 'announced', 'held', 'recorded', 'confirmed']))
    expect([reception.category, reception.outcome.map(o => o.id), reception.handler]).toEqual([[], ['confirmed', 'cancelled'], []])
    expect([handling.category.length > 0, handling.outcome, handling.handler.length > 0]).toEqual([true, [], true])
  })
  it('draws the way ahead of each procedure, side ways left out', async () => {
    const t = await told(w, 'placed')
    const way = (await w.service.matter(await w.who(w.people.clerk), t.root))!.stages
    expect(way.map(s => [s.id, s.state])).toEqual([['placed', 'now'], ['dispatched', 'ahead'], ['handling', 'ahead'], ['resulted', 'ahead'], ['verified', 'ahead'], ['closed', 'ahead']])
    const day = await w.must({ procedure: 'reception', act: 'plan', actor: w.as(w.people.clerk), input: { place: w.places.street, day: '2025-08-20' } })
    expect((await w.service.matter(await w.who(w.people.clerk), day.matter))!.stages.map(s => s.id)).toEqual(['planned', 'announced', 'held', 'recorded', 'confirmed'])
  })
})

describe('the calendar', () => {
  it('puts each duty on its day, and nobody else’s', async () => {
    const who = await w.who(w.people.clerk), inbox = await all(w.service.desk.inbox(who))
    expect(inbox.length).toBeGreaterThan(0)
    const months = [...new Set(inbox.map(m => m.duty!.dueDay.slice(0, 7)))]
    for (const m of inbox) {
      const c = await w.service.desk.calendar(who, m.duty!.dueDay.slice(0, 7))
      expect(c.weeks.flat().find(d => d.day === m.duty!.dueDay)!.entries.map(e => e.matter)).toContain(m.id)
    }
    for (const m of months) expect((await w.service.desk.calendar(await w.who(w.people.townClerk), m)).weeks.flat().flatMap(d => d.entries)).toEqual([])
  })
  it('names rests and make-up workdays, and begins on Monday', async () => {
    const c = await w.service.desk.calendar(await w.who(w.people.clerk), '2025-10')
    const day = (d: string) => c.weeks.flat().find(x => x.day === d)!
    expect(day('2025-10-01').name?.[0]).toContain('国庆')
    expect(day('2025-10-01').working).toBe(false)
    expect(day('2025-10-11')).toMatchObject({ working: true })
    expect(day('2025-10-11').name?.[0]).toContain('上班')
    expect([c.weeks[0]![0]!.day, c.before, c.after]).toEqual(['2025-09-29', '2025-09', '2025-11'])
    await expect(w.service.desk.calendar(await w.who(w.people.clerk), '2025-13')).rejects.toMatchObject({ code: 'badRequest' })
  })
  it('shows a reception day to its own station, on its day', async () => {
    const opened = await w.must({ procedure: 'reception', act: 'plan', actor: w.as(w.people.clerk), input: { place: w.places.street, day: '2025-08-12', from: '09:00' } })
    const of = async (p: string) => (await w.service.desk.calendar(await w.who(p), '2025-08')).weeks.flat().filter(d => d.entries.some(e => e.matter === opened.matter && e.kind === 'event')).map(d => d.day)
    expect(await of(w.people.clerk)).toEqual(['2025-08-12'])
    expect(await of(w.people.officer)).toEqual(['2025-08-12'])
    expect(await of(w.people.townClerk)).toEqual([])
  })
})
