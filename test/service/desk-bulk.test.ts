/** Many at once: what is offered, all or none, taken back while there is time, and carried out once whatever happens. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeWorld, told, type World } from '#test/support/world.ts'
import type { Who } from '#service/views.ts'

let w: World, who: Who, a: string, b: string
let start = Date.parse('2025-06-18T02:00:00.000Z')
const later = (seconds: number): void => w.setNow(new Date(start + seconds * 1000).toISOString())
beforeAll(async () => { w = await makeWorld() })
beforeEach(async () => {
  start += 3_600_000
  later(0)
  who = await w.who(w.people.clerk)
  a = (await told(w, 'handling')).root
  b = (await told(w, 'dispatched')).root
})
afterAll(() => w.close())
const urged = async (m: string): Promise<number> => (await w.service.matter(who, m))!.timeline.filter(t => t.act === 'urge').length
const ask = async (matters: string[], key = 'k1', text = '请尽快办') => { const r = await w.service.desk.bulkAsk(who, { matters, act: 'urge', input: { text }, key: `${start}-${key}` }); if (!r.ok) throw new Error(r.refusal.says[0]); return r.id }

describe('offering', () => {
  it('offers what is declared for many and possible for some, and says why not for the rest', async () => {
    const fresh = (await told(w, 'placed')).root
    const offer = await w.service.desk.bulkOffer(who, [a, b, fresh])
    expect(offer.acts.find(x => x.act === 'urge')).toMatchObject({ may: 2, not: 1 })
    expect(offer.acts.map(x => x.act)).not.toContain('dispatch')
    const plan = await w.service.desk.bulkPlan(who, [a, b, fresh], 'urge')
    expect(plan!.lines.map(l => l.refusal === null)).toEqual([true, true, false])
    expect(plan!.lines[2]!.refusal![0]).toContain('待研判')
  })
  it('tells nothing of a matter that is not this person’s', async () => {
    const town = await w.who(w.people.townClerk)
    const offer = await w.service.desk.bulkOffer(town, [a])
    expect(offer.acts).toEqual([])
    expect(JSON.stringify(offer)).not.toContain('路灯')
    expect(await w.service.desk.bulkAsk(town, { matters: [a], act: 'urge', input: { text: '请尽快办' }, key: 'x' })).toMatchObject({ ok: false })
  })
  it('refuses words that are missing, and two parts of one matter', async () => {
    expect(await w.service.desk.bulkAsk(who, { matters: [a], act: 'urge', input: {}, key: 'k' })).toMatchObject({ ok: false, refusal: { field: 'text' } })
    await expect(w.service.desk.bulkOffer(who, [])).rejects.toMatchObject({ code: 'badRequest' })
  })
})

describe('carrying out', () => {
  it('does nothing before its moment, and can be taken back until then', async () => {
    const id = await ask([a, b])
    later(19)
    expect(await w.service.desk.carryOut(1)).toBe(0)
    expect(await w.service.desk.bulk(who, id)).toMatchObject({ state: 'waiting', secondsLeft: 1 })
    expect(await w.service.desk.bulkUndo(who, id)).toBe(true)
    later(60)
    expect(await w.service.desk.carryOut(1)).toBe(0)
    expect((await w.service.desk.bulk(who, id))!.state).toBe('undone')
    expect([await urged(a), await urged(b)]).toEqual([0, 0])
  })
  it('does all of them once, and not back after that', async () => {
    const id = await ask([a, b])
    expect(await ask([a, b])).toBe(id)
    later(21)
    expect(await w.service.clockRound(1)).toBeGreaterThan(0)
    expect(await w.service.desk.carryOut(1)).toBe(0)
    expect([await urged(a), await urged(b)]).toEqual([1, 1])
    expect(await w.service.desk.bulkUndo(who, id)).toBe(false)
    expect((await w.service.desk.bulk(who, id))!.state).toBe('done')
  })
  it('is carried out when its page is looked at late, or at once when asked', async () => {
    const id = await ask([a])
    later(40)
    expect((await w.service.desk.bulk(who, id))!.state).toBe('done')
    const now = await ask([b], 'k2')
    await w.service.desk.bulkNow(who, now)
    expect([await urged(a), await urged(b)]).toEqual([1, 1])
  })
  it('does none when one of them no longer allows it, and says so where the person looks next', async () => {
    const id = await ask([a, b])
    await w.must({ matter: b, act: 'withdraw', actor: w.as(w.people.clerk), input: { why: '来电说不办了', way: 'phone' } })
    later(30)
    await w.service.desk.carryOut(1)
    expect([await urged(a), await urged(b)]).toEqual([0, 0])
    expect((await w.service.desk.bulksUntold(who)).map(x => x.state)).toEqual(['refused'])
    const v = await w.service.desk.bulk(who, id)
    expect(v!.lines.map(l => l.refusal !== null)).toEqual([true, true])
    expect(await w.service.desk.bulksUntold(who)).toEqual([])
  })
  it('goes on from where a process died, without doing anything twice', async () => {
    const id = await ask([a, b])
    // Taken by a process that carried it out and died before it could say so.
    await w.store.tx(1, tx => tx.rows(`update bulk set state = 'doing', taken = $1 where congress = 1 and id = $2`, [new Date(start).toISOString(), id]))
    for (const [i, matter] of [a, b].entries()) await w.service.act({ congress: 1, matter, act: 'urge', input: { text: '请尽快办' }, actor: { kind: 'person', person: who.person, organ: who.organ }, key: `bulk:${id}:${i}` })
    later(10)
    expect(await w.service.desk.carryOut(1)).toBe(0)
    later(31)
    expect(await w.service.desk.carryOut(1)).toBe(1)
    expect([await urged(a), await urged(b)]).toEqual([1, 1])
    expect((await w.service.desk.bulk(who, id))!.state).toBe('done')
  })
  it('is nobody else’s to see, undo or hasten', async () => {
    const id = await ask([a]), other = await w.who(w.people.officer)
    expect(await w.service.desk.bulk(other, id)).toBeUndefined()
    expect(await w.service.desk.bulkUndo(other, id)).toBe(false)
    await w.service.desk.bulkNow(other, id)
    expect((await w.service.desk.bulk(who, id))!.state).toBe('waiting')
  })
})
