import { beforeAll, expect, it } from 'vitest'
import { inBothWorlds } from '#test/support/engines.ts'
import type { World } from '#test/support/world.ts'

inBothWorlds('a reception day', world => {
  let w: World
  beforeAll(() => { w = world() })
  const value = async (id: string, reading?: string) => { const f = (await w.service.figure(1, id, 2025))!; return reading ? f.readings.find(r => r.id === reading)!.value : f.value }
  const plan = async (day: string, deputies: string[] = []) => (await w.must({ procedure: 'reception', act: 'plan', actor: w.as(w.people.clerk), input: { place: w.places.street, day, from: '09:00', until: '11:30', deputies } })).root
  const rows = [
    { what: '示例：3号楼前路灯不亮', spot: '示例小区3号楼', category: '1', how: 'referred', name: '张示某', phone: '00000000123' },
    { what: '示例：问医保怎么报销', category: '9', how: 'onSpot', reply: '已告知到便民大厅办理' },
    { what: '示例：建议多办些文艺活动', how: 'noted' },
  ]

  it('is planned, announced three days before, recorded with its opinions in one act, and confirmed by the head', async () => {
    const root = await plan('2025-06-24', [w.people.wang, w.people.li])
    const clerk = await w.who(w.people.clerk)
    const planned = (await w.service.matter(clerk, root))!
    expect(planned.line.stage).toBe('planned')
    expect(planned.duties[0]).toMatchObject({ act: 'announce' })
    expect(planned.duties[0]!.dueDay).toBe('2025-06-21')
    expect(planned.line.short).toBeNull()
    await w.must({ matter: root, act: 'announce', actor: w.as(w.people.clerk), input: {} })
    const early = await w.try_({ matter: root, act: 'record', actor: w.as(w.people.clerk), input: { came: [w.people.wang], voters: 3 } })
    expect(early).toMatchObject({ ok: false, refusal: { rule: 'day.future' } })
    w.setNow('2025-06-24T04:00:00.000Z')
    const bad = await w.try_({ matter: root, act: 'record', actor: w.as(w.people.clerk), input: { came: [w.people.wang], voters: 3, opinions: [rows[0], { ...rows[1], reply: '' }] } })
    expect(bad).toMatchObject({ ok: false, status: 422, refusal: { field: 'opinions.1.reply' } })
    expect(await value('S24')).toBe(0)
    expect(await value('S26')).toBe(0)
    const input = { came: [w.people.wang, w.people.zhao], voters: 7, opinions: [...rows, { what: '' }] }
    const done = await w.must({ matter: root, act: 'record', actor: w.as(w.people.clerk), input, key: 'day-1' })
    expect(done.made).toHaveLength(3)
    expect(new Set(done.made.map(m => m.receipt)).size).toBe(3)
    const again = await w.must({ matter: root, act: 'record', actor: w.as(w.people.clerk), input, key: 'day-1' })
    expect(again).toMatchObject({ verdict: 'replayed', made: done.made })
    expect([await value('S23'), await value('S24'), await value('S24', 'visits'), await value('S24', 'days'), await value('S26')]).toEqual([2, 7, 2, 1, 3])
    const view = (await w.service.matter(clerk, done.made[0]!.matter))!
    expect(view.line.stage).toBe('placed')
    expect(view.narrative).toContain('路灯不亮')
    expect((await w.service.matter(clerk, done.made[1]!.matter))!.line.outcome?.[0]).toBe('当场答复')
    expect((await w.service.matter(clerk, done.made[2]!.matter))!.line.outcome?.[0]).toContain('留作参考')
    expect((await w.service.receipt(done.made[1]!.receipt))!.timeline[0]!.sentence[0]).toContain('便民大厅')
    const own = await w.try_({ matter: root, act: 'confirm', actor: w.as(w.people.clerk), input: {} })
    expect(own.ok).toBe(false)
    await w.must({ matter: root, act: 'confirm', actor: w.as(w.people.head), input: {} })
    // The words of an opinion stand in its own matter, sealed; the reception's event keeps none.
    const family = await w.store.readFamily(1, root)
    expect(JSON.stringify(family!.events)).not.toContain('路灯')
    expect(family!.events.flatMap(e => e.links ?? []).map(l => l.from).sort()).toEqual(done.made.map(m => m.matter).sort())
    const request = await w.store.readFamily(1, done.made[0]!.matter)
    expect(request!.events[0]!.links).toEqual([{ from: done.made[0]!.matter, kind: 'raisedAt', to: root }])
  })

  it('corrected voters and presence change the figures, at the day they are true of', async () => {
    const root = await plan('2025-06-25')
    w.setNow('2025-07-02T04:00:00.000Z')
    await w.must({ matter: root, act: 'record', actor: w.as(w.people.clerk), input: { came: [w.people.li], voters: 5 } })
    const [s23, s24] = [await value('S23'), await value('S24')]
    expect((await w.service.figureRecords(1, 'S24', 2025, '2025-07-02'))!.some(r => r.matter === root && r.at.startsWith('2025-06-25'))).toBe(true)
    await w.must({ matter: root, act: 'correct', actor: w.as(w.people.clerk), input: { voters: 4, why: '抄错了' } })
    expect(await value('S24')).toBe(s24 - 1)
    await w.must({ matter: root, act: 'amendPresent', actor: w.as(w.people.clerk), input: { came: [w.people.wang], why: '记错了人' } })
    expect(await value('S23')).toBe(s23 - 1)
    await w.must({ matter: root, act: 'void', actor: w.as(w.people.head), input: { why: '重复登记' } })
    expect(await value('S24')).toBe(s24 - 5)
  })

  it('recorded the next working day it counts whole on its own day: voters and opinions alike', async () => {
    const month = async (from: string, to: string) => { const list = await w.service.narrowed(1, 2025, { from, to, place: w.places.street }); return ['S24', 'S26'].map(id => list.find(f => f.id === id)!.value) }
    const june = await month('2025-06-01', '2025-06-30'), july = await month('2025-07-01', '2025-07-31')
    const done = await w.must({ procedure: 'reception', act: 'enter', actor: w.as(w.people.clerk), input: { place: w.places.street, day: '2025-06-30', came: [w.people.li], voters: 4, opinions: [rows[1]] } })
    expect(done.made).toHaveLength(1)
    expect(await month('2025-06-01', '2025-06-30')).toEqual([june[0]! + 4, june[1]! + 1])
    expect(await month('2025-07-01', '2025-07-31')).toEqual(july)
  })
  it('takes no mistyped year: whoever is ticked was a deputy that day, and no plan is years away', async () => {
    const enter = (day: string) => w.try_({ procedure: 'reception', act: 'enter', actor: w.as(w.people.clerk), input: { place: w.places.street, day, came: [w.people.li], voters: 4 } })
    expect(await enter('1900-01-01')).toMatchObject({ ok: false, refusal: { rule: 'day.mandate', field: 'came' } })
    expect(await w.try_({ procedure: 'reception', act: 'plan', actor: w.as(w.people.clerk), input: { place: w.places.street, day: '2030-01-01' } })).toMatchObject({ ok: false, refusal: { rule: 'day.far' } })
    expect(await w.try_({ procedure: 'request', act: 'place', actor: w.as(w.people.clerk), input: { what: '示例：路灯不亮', place: w.places.street, channel: 'phone', raisedOn: '2025-01-01' } })).toMatchObject({ ok: false, refusal: { field: 'raisedOn' } })
  })

  it('waits to be recorded once its day has passed', async () => {
    const root = await plan('2025-07-10', [w.people.wang])
    await w.must({ matter: root, act: 'announce', actor: w.as(w.people.clerk), input: {} })
    w.setNow('2025-07-11T04:00:00.000Z')
    await w.service.sweep(1)
    const v = (await w.service.matter(await w.who(w.people.clerk), root))!
    expect(v.line.stage).toBe('held')
    expect(v.duties.map(d => d.act)).toEqual(['record'])
    expect(v.duties[0]!.dueDay).toBe('2025-07-15')
  })

  it('a request entered singly is tied to the day it was raised on, and only to one of its own station', async () => {
    const root = await plan('2025-07-12')
    const input = { what: '示例：小区门口积水', place: w.places.street, channel: 'station', session: root }
    const m = await w.must({ procedure: 'request', act: 'place', actor: w.as(w.people.clerk), input })
    expect((await w.store.readFamily(1, root))!.events.at(-1)).toMatchObject({ act: 'take', links: [{ from: m.root, kind: 'raisedAt', to: root }] })
    const foreign = await w.try_({ procedure: 'request', act: 'place', actor: w.as(w.people.townClerk), input: { ...input, place: w.places.town } })
    expect(foreign).toMatchObject({ ok: false, refusal: { field: 'session' } })
  })

  it('moved from plan to plan it has one date to announce by; cancelled it owes nothing', async () => {
    const root = await plan('2025-08-20')
    await w.must({ matter: root, act: 'move', actor: w.as(w.people.clerk), input: { day: '2025-08-27', why: '与全区会议冲突' } })
    let v = (await w.service.matter(await w.who(w.people.clerk), root))!
    expect(v.duties.map(d => [d.act, d.dueDay])).toEqual([['announce', '2025-08-24']])
    await w.must({ matter: root, act: 'announce', actor: w.as(w.people.clerk), input: {} })
    await w.must({ matter: root, act: 'move', actor: w.as(w.people.clerk), input: { day: '2025-08-28', why: '又改了' } })
    v = (await w.service.matter(await w.who(w.people.clerk), root))!
    expect(v.duties.map(d => [d.act, d.dueDay])).toEqual([['announce', '2025-08-25']])
    await w.must({ matter: root, act: 'cancel', actor: w.as(w.people.clerk), input: { why: '代表另有任务' } })
    expect((await w.service.matter(await w.who(w.people.clerk), root))!.line.ended).toBe(true)
  })

  it('an activity counts once, takes opinions too, and each share has two lists', async () => {
    const done = await w.must({ procedure: 'activity', act: 'enter', actor: w.as(w.people.clerk), input: { place: w.places.street, day: '2025-07-09', kind: 'law', theme: '示例普法咨询', came: [w.people.li], voters: 30, opinions: [rows[0]] } })
    expect(done.made).toHaveLength(1)
    expect(await value('S25')).toBe(1)
    const r1 = (await w.service.figure(1, 'R1', 2025))!
    expect(r1.ratio!.over).toBe((await w.service.figureRecords(1, 'R1', 2025))!.length)
    expect(r1.ratio!.under).toBe((await w.service.figureRecords(1, 'R1', 2025, undefined, undefined, 'under'))!.length)
    expect(r1.ratio!.under).toBe(4)
    for (const f of await w.service.figures(1, 2025)) {
      if (f.ratio) continue
      const list = (await w.service.figureRecords(1, f.id, 2025))!
      expect(list.reduce((n, r) => n + r.quantity, 0), f.id).toBe(f.value)
      for (const by of ['month', 'place', 'kind', 'category'] as const) if (!f.id.startsWith('S23')) expect((await w.service.breakdown(1, f.id, 2025, by)).reduce((n, r) => n + r.value, 0), `${f.id} ${by}`).toBe(f.value)
    }
    const june = (await w.service.narrowed(1, 2025, { from: '2025-07-01', to: '2025-07-31', place: w.places.street })).find(f => f.id === 'S25')!
    expect(june.value).toBe((await w.service.narrowRecords(1, 'S25', 2025, { from: '2025-07-01', to: '2025-07-31', place: w.places.street }))!.length)
  })
})
