/** The worst person and the worst day: other congresses, sealed words, stale forms, odd input. */
import { beforeAll, expect, it } from 'vitest'
import { makeService } from '#service/make.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { makeWorld, testKey, told, type World } from '#test/support/world.ts'

const secret = '示例暗语三号楼五零一'
inBothWorlds('walls', world => {
  let w: World, other: World
  beforeAll(async () => { w = world(); other = await makeWorld({ store: w.store, congress: 2, short: 'T2' }) })
  const place = (more: Record<string, unknown> = {}) => w.must({ procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: `${secret}，路灯不亮`, spot: secret, name: secret, phone: '00000004321', place: w.places.street, ...more } })

  it('one congress sees nothing of another: neither its matters nor its numbers, and cannot act there', async () => {
    const m = await told(w, 'placed')
    expect((await other.service.figure(2, 'S26', 2025))!.value).toBe(0)
    expect(await other.service.matter(await other.who(other.people.officer), m.root)).toBeUndefined()
    expect(await other.try_({ matter: m.root, act: 'dispatch', actor: other.as(other.people.officer), input: { organ: other.organs.roads, gist: '越界派单' } })).toMatchObject({ ok: false, refusal: { rule: 'matter' } })
    expect(await other.try_({ procedure: 'request', act: 'place', actor: other.as(w.people.clerk), input: { what: '示例：冒名登记', place: other.places.street, channel: 'phone' } })).toMatchObject({ ok: false, status: 403 })
  })

  it('words that identify lie sealed: nowhere in the database in clear, and gone when erased', async () => {
    const m = await place()
    const dump = async (): Promise<string> => JSON.stringify(await w.store.tx(1, async tx => [await tx.rows('select body::text, actor from (select body, null actor from event where congress = 1) e'), await tx.rows('select marks::text, title from matter where congress = 1'), await tx.rows(`select encode(sealed, 'escape') x, field from particular where congress = 1`), await tx.rows('select * from outbox where congress = 1')]))
    expect(await dump()).not.toContain(secret)
    // The whole number: four digits alone turn up in any hash sooner or later.
    expect(await dump()).not.toContain('00000004321')
    const clerk = await w.who(w.people.clerk)
    expect((await w.service.matter(clerk, m.root))!.narrative).toContain(secret)
    await w.must({ matter: m.root, act: 'answer', actor: w.as(w.people.clerk), input: { answer: '已当场说明' } })
    await w.must({ matter: m.root, act: 'erase', actor: w.as(w.people.officer), input: { why: '保存期满' } })
    const after = (await w.service.matter(clerk, m.root))!
    expect(after.narrative).toBeNull()
    expect(after.contact).toBe('erased')
    expect(await w.store.tx(1, tx => tx.rows('select field from particular where congress = 1 and matter = $1', [m.root]))).toEqual([])
    expect(await w.service.rebuild(1)).toMatchObject({ differed: [], brokenHashes: [] })
  })

  it('the handler reads the gist and never the words; the contact opens for a reason the requester can read', async () => {
    const m = await place()
    const sent = await w.must({ matter: m.root, act: 'dispatch', actor: w.as(w.people.clerk), input: { organ: w.organs.office, gist: '路灯不亮，夜间不便' } })
    const handler = await w.who(w.people.officeClerk)
    expect(await w.service.matter(handler, m.root)).toBeUndefined()
    const theirs = (await w.service.matter(handler, sent.opened[0]!))!
    expect(JSON.stringify(theirs)).not.toContain(secret)
    expect(theirs.forHandler).toBe(true)
    expect(await w.service.contact(handler, sent.opened[0]!, '想问问')).toBeUndefined()
    await expect(w.service.contact(await w.who(w.people.clerk), m.root, '')).rejects.toMatchObject({ code: 'badRequest' })
    expect(await w.service.contact(await w.who(w.people.clerk), m.root, '回访核对地点')).toEqual({ name: secret, phone: '00000004321' })
    expect((await w.service.receipt(m.receipt!))!.views).toMatchObject([{ reason: '回访核对地点' }])
  })

  it('a handler’s own list is its handlings, a station’s the requests', async () => {
    const m = await told(w, 'dispatched')
    const theirs = await w.service.list(await w.who(w.people.officeClerk), {})
    expect([theirs.filters.procedure, theirs.items.map(i => i.id).includes(m.handling)]).toEqual(['handling', true])
    expect((await w.service.list(await w.who(w.people.clerk), {})).filters.procedure).toBe('request')
  })

  it('the overdue list holds exactly what the list shows as overdue, handlers’ lateness included', async () => {
    await told(w, 'handling')
    w.setNow('2025-08-20T02:00:00.000Z')
    const officer = await w.who(w.people.officer)
    const all = await w.service.list(officer, { ended: false }, undefined, 200), late = await w.service.list(officer, { light: 'overdue' }, undefined, 200)
    expect(late.items.map(i => i.id).sort()).toEqual(all.items.filter(i => i.duty?.light === 'overdue').map(i => i.id).sort())
    expect(late.items.some(i => i.stage === 'handling')).toBe(true)
    w.setNow('2025-06-18T02:00:00.000Z')
  })

  it('〈请区里直接受理〉 keeps the station out, and the deputies of the street too', async () => {
    const m = await place({ direct: true })
    expect(await w.service.matter(await w.who(w.people.clerk), m.root)).toBeUndefined()
    expect(await w.service.matter(await w.who(w.people.wang), m.root)).toBeUndefined()
    expect((await w.service.list(await w.who(w.people.clerk), {})).items.map(i => i.id)).not.toContain(m.root)
    expect((await w.service.matter(await w.who(w.people.officer), m.root))!.line.stage).toBe('atDistrict')
    expect((await w.service.inbox(await w.who(w.people.officer))).items.map(i => i.id)).toContain(m.root)
  })

  it('what is said with a rating reaches those who read the words, and the six digits are asked five times an hour at most', async () => {
    const m = await told(w, 'verified')
    for (let i = 0; i < 4; i++) expect(await w.service.receiptProof(m.receipt, '0000')).toBe(false)
    expect(await w.service.receiptProof(m.receipt, m.short)).toBe(true)
    expect(await w.service.receiptProof(m.receipt, m.short)).toBe('limited')
    await w.must({ matter: m.root, act: 'rate', actor: { kind: 'receipt', matter: m.root }, input: { solved: 'no', grade: 'dissatisfied', comment: '只修了一盏' } })
    const v = (await w.service.matter(await w.who(w.people.clerk), m.root))!
    expect([v.comment, v.line.outcome]).toEqual(['只修了一盏', null])
    expect((await w.service.matter(await w.who(w.people.officeClerk), v.children.at(-1)!.id))!.comment).toBeNull()
  })

  it('a withdrawal told to the station says who wrote it down, and why', async () => {
    const m = await told(w, 'placed')
    expect(await w.try_({ matter: m.root, act: 'withdraw', actor: w.as(w.people.clerk), input: {} })).toMatchObject({ ok: false, status: 422, refusal: { field: 'why' } })
    await w.must({ matter: m.root, act: 'withdraw', actor: w.as(w.people.clerk), input: { why: '来电说已经修好', way: 'phone' } })
    expect((await w.service.receipt(m.receipt))!.timeline.at(-1)!.sentence[0]).toBe('已按您的要求撤回（周示甲）')
  })

  it('a stale form is told what happened since', async () => {
    const m = await told(w, 'placed')
    const seen = (await w.service.matter(await w.who(w.people.clerk), m.root))!.seq
    await w.must({ matter: m.root, act: 'answer', actor: w.as(w.people.head), input: { answer: '站长已当场答复' } })
    const late = await w.try_({ matter: m.root, act: 'dispatch', actor: w.as(w.people.clerk), input: { organ: w.organs.office, gist: '路灯不亮' }, seen })
    expect(late).toMatchObject({ ok: false, status: 409, refusal: { rule: 'stage' } })
    expect(late.ok ? '' : late.since![0]![0]).toContain('站长已当场答复')
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['a control character', { what: '示例：路\u0000灯不亮' }, 'what'], ['a direction override', { what: '示例：路\u202e灯不亮' }, 'what'], ['a lone surrogate', { what: '示例：路灯\ud800不亮' }, 'what'], ['nothing', { what: '' }, 'what'], ['nothing that can be seen', { what: '\u200b\u200b\u200b\u200b\u200b' }, 'what'], ['too little', { what: '灯' }, 'what'], ['too much', { what: '长'.repeat(2001) }, 'what'],
    ['a wrong type', { what: 7 }, 'what'], ['an unknown field', { nobody: 'x' }, 'nobody'], ['a prototype', JSON.parse('{"__proto__": {"x": 1}}') as Record<string, unknown>, '__proto__'], ['a place that is none', { place: '00000000-0000-4000-8000-00000000dead' }, 'place'], ['a place by name', { place: '示例一街道' }, 'place'], ['a field of the clerk’s', { anonymous: true }, 'anonymous'], ['a category that is none', { category: '99' }, 'category'],
  ])('%s is refused by name, and nothing is stored', async (_, bad, field) => {
    const before = (await w.service.figure(1, 'S26', 2025))!.value
    const out = await w.try_({ procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: '示例：路灯不亮', place: w.places.street, ...bad, ...(field === '__proto__' ? { ['__proto__']: undefined } : {}) } })
    if (field !== '__proto__') expect(out).toMatchObject({ ok: false, status: 422, refusal: { field } })
    expect((await w.service.figure(1, 'S26', 2025))!.value).toBe(before + (out.ok ? 1 : 0))
  })

  it('a telephone or an identity number never reaches other eyes through a gist or a result', async () => {
    const m = await told(w, 'placed')
    for (const gist of ['路灯不亮，联系电话1390000' + '1234', '路灯不亮，身份证110105' + '19491231002X']) expect(await w.try_({ matter: m.root, act: 'dispatch', actor: w.as(w.people.clerk), input: { organ: w.organs.office, gist } })).toMatchObject({ ok: false, status: 422, refusal: { rule: 'input.personal', field: 'gist' } })
  })

  it('unknown acts, matters and procedures are refused alike to everybody', async () => {
    const m = await told(w, 'placed')
    expect(await w.try_({ matter: m.root, act: 'sing', actor: w.as(w.people.clerk), input: {} })).toMatchObject({ ok: false, refusal: { rule: 'act.unknown' } })
    expect(await w.try_({ matter: '00000000-0000-4000-8000-00000000beef', act: 'dispatch', actor: w.as(w.people.clerk), input: {} })).toMatchObject({ ok: false, refusal: { rule: 'matter' } })
    expect(await w.try_({ procedure: 'handling', act: 'assign', actor: w.as(w.people.officer), input: {} })).toMatchObject({ ok: false, refusal: { rule: 'childOnly' } })
    expect(await w.try_({ matter: m.root, act: 'gain', actor: w.as(w.people.officer), input: { from: m.root } })).toMatchObject({ ok: false, status: 403 })
  })

  it('a setting changed today dates what begins today, and what began before keeps its own', async () => {
    const before = await told(w, 'placed')
    const due = async (root: string) => (await w.service.matter(await w.who(w.people.clerk), root))!.duties.find(d => d.act === 'dispatch')!
    const old = await due(before.root)
    await w.service.setSetting(1, 'request.dispatchDays', { unit: 'workingDay', n: 2 }, '2025-06-18')
    const after = await told(w, 'placed')
    expect((await due(before.root)).dueDay).toBe(old.dueDay)
    expect([old.dueDay, (await due(after.root)).dueDay]).toEqual(['2025-06-25', '2025-06-20'])
    expect((await due(after.root)).why[0]![0]).toContain('2个工作日')
  })

  it('silence is its own act, however often and however late the clock looks', async () => {
    const m = await told(w, 'verified')
    w.setNow('2025-09-01T02:00:00.000Z')
    const twice = await Promise.all([w.service.sweep(1), w.service.sweep(1)])
    expect(twice.reduce((a, b) => a + b)).toBeGreaterThan(0)
    await w.service.sweep(1)
    const v = (await w.service.matter(await w.who(w.people.clerk), m.root))!
    expect(v.line.stage).toBe('closed')
    expect(v.timeline.filter(t => t.act === 'closeSilent')).toHaveLength(1)
    expect(v.timeline.at(-1)!.day).toBe('2025-07-02')
    w.setNow('2025-06-18T02:00:00.000Z')
  })

  it('another process sees a change of the register at once', async () => {
    const second = makeService(w.store, { key: testKey, version: 'two', realNow: () => Date.parse('2025-06-18T02:00:00.000Z') })
    const read = async () => second.act({ congress: 1, procedure: 'request', act: 'place', actor: { kind: 'person', person: late }, input: { what: '示例：新来的工作人员登记', place: w.places.street, channel: 'phone' }, key: `late-${Math.random()}` })
    let late = w.people.townClerk
    expect((await read()).ok).toBe(false)
    late = (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { table: 'person', name: '新示甲', since: '2021-01-01', postOrgan: w.organs.station, postKind: 'stationClerk' } })).matter
    expect((await read()).ok).toBe(true)
  })
})

inBothWorlds('a year without its holiday notice', world => {
  it('is dated by weekends, says so, and is recounted by the clock once the notice is entered', async () => {
    const w = world()
    const m = await told(w, 'placed')
    const sent = await w.must({ matter: m.root, act: 'dispatch', actor: w.as(w.people.clerk), input: { organ: w.organs.office, gist: '路灯不亮，夜间不便', complex: true } })
    const due = async () => (await w.service.matter(await w.who(w.people.officer), sent.opened[0]!))!.duties.find(d => d.act === 'submit')!
    const first = await due()
    // 90 days from Monday 21 December 2026 is Sunday 21 March 2027: rolled on, and nobody knows yet whether that Sunday is worked.
    expect([first.dueDay, first.provisional]).toEqual(['2027-03-22', true])
    expect(first.why.some(l => l[0].includes('尚无2027年放假安排'))).toBe(true)
    expect(await w.service.sweep(1)).toBe(0)
    await w.service.addCalendarDays(1, [{ day: '2027-03-21', kind: 'adjustedWork', name: ['调休上班（示例）', 'Make-up day, sample'] }], '2027-12-31')
    await w.service.sweep(1)
    await w.service.sweep(1)
    const again = await due()
    expect([again.dueDay, again.provisional, again.extended]).toEqual(['2027-03-21', false, true])
    expect((await w.service.matter(await w.who(w.people.officer), sent.opened[0]!))!.timeline.filter(t => t.act === 'recount')).toHaveLength(1)
  })
  it('two processes share one clock: the second finds the lease taken', async () => {
    const w = world()
    const second = makeService(w.store, { key: testKey, version: 'two', realNow: () => Date.parse('2026-12-21T02:00:00.000Z') })
    expect(await Promise.all([w.service.clockRound(1), second.clockRound(1)])).toEqual([0, 0])
  })
}, { now: '2026-12-21T02:00:00.000Z' })
