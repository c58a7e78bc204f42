import { beforeAll, expect, it } from 'vitest'
import { inBothWorlds } from '#test/support/engines.ts'
import { told, type World } from '#test/support/world.ts'

inBothWorlds('a request goes round', world => {
  let w: World
  beforeAll(() => { w = world() })
  const value = async (id: string) => (await w.service.figure(1, id, 2025))!.value

  it('from the portal to the rating, and the figures count it', async () => {
    const m = await told(w)
    expect(await Promise.all(['S26', 'S27', 'S28'].map(value))).toEqual([1, 1, 1])
    const page = (await w.service.receipt(m.receipt))!
    expect(page.mayRate).toBe(true)
    expect(page.short).toBe(m.short)
    expect(await w.service.receiptProof(m.receipt, m.short)).toBe(true)
    expect(await w.service.receiptProof(m.receipt, '0123')).toBe(true)
    expect(await w.service.receiptProof(m.receipt, '0124')).toBe(false)
    await w.must({ matter: m.root, act: 'rate', actor: { kind: 'receipt', matter: m.root }, input: { solved: 'yes', grade: 'satisfied' } })
    const view = (await w.service.matter(await w.who(w.people.clerk), m.root))!
    expect(view.line.stage).toBe('closed')
    expect(view.line.outcome?.[0]).toBe('已解决')
    expect(view.timeline.map(t => t.act)).toEqual(['place', 'dispatch', 'assign', 'accept', 'claim', 'submit', 'verify', 'rate'])
    expect(await w.service.figureRecords(1, 'S28', 2025)).toHaveLength(1)
  })

  it('handled, verified and satisfied are three facts of three actors', async () => {
    const m = await told(w, 'resulted')
    const before = await value('S28')
    const denied = await w.try_({ matter: m.root, act: 'verify', actor: w.as(w.people.officeClerk), input: { degree: 'solved' } })
    expect(denied).toMatchObject({ ok: false, status: 404, refusal: { rule: 'matter' } })
    // Whoever sees it and may not is told who may.
    expect(await w.try_({ matter: m.root, act: 'verify', actor: w.as(w.people.clerk), input: { degree: 'solved' } })).toMatchObject({ ok: false, status: 403, refusal: { rule: 'role', may: [['跟单代表', 'The following deputy']] } })
    await w.must({ matter: m.root, act: 'verify', actor: w.as(w.people.wang), input: { degree: 'solved' } })
    expect(await value('S28')).toBe(before + 1)
    await w.must({ matter: m.root, act: 'rate', actor: { kind: 'receipt', matter: m.root }, input: { solved: 'no', grade: 'dissatisfied' } })
    expect(await value('S28')).toBe(before)
    const v = (await w.service.matter(await w.who(w.people.clerk), m.root))!
    expect(v.line.stage).toBe('rehandling')
    const again = v.children.at(-1)!
    await w.must({ matter: again.id, act: 'accept', actor: w.as(w.people.officeClerk), input: {} })
    await w.must({ matter: again.id, act: 'submit', actor: w.as(w.people.officeClerk), input: { result: '又修了一次' } })
    await w.must({ matter: m.root, act: 'verify', actor: w.as(w.people.wang), input: { degree: 'solved' } })
    await w.must({ matter: m.root, act: 'rate', actor: { kind: 'receipt', matter: m.root }, input: { solved: 'no', grade: 'dissatisfied' } })
    const last = (await w.service.matter(await w.who(w.people.officer), m.root))!
    expect(last.line.stage).toBe('toChairs')
    expect(last.duties.map(d => d.act)).toContain('conclude')
  })

  it('a deputy with a post in the handling organ neither follows nor verifies', async () => {
    const m = await told(w, 'handling', w.organs.roads)
    const no = await w.try_({ matter: m.root, act: 'claim', actor: { kind: 'person', person: w.people.zhao, organ: w.organs.assembly }, input: {} })
    expect(no).toMatchObject({ ok: false, refusal: { rule: 'conflict' } })
    await w.must({ matter: m.root, act: 'claim', actor: w.as(w.people.li), input: {} })
  })

  it('the same key twice is one act; other content under it is refused', async () => {
    const r = { procedure: 'request', act: 'place', actor: { kind: 'portal' as const }, input: { what: '示例：公园长椅坏了一张', place: w.places.street }, key: 'once' }
    const a = await w.must(r), b = await w.must(r)
    expect(b).toMatchObject({ verdict: 'replayed', root: a.root, receipt: a.receipt, short: a.short })
    await expect(w.try_({ ...r, input: { ...r.input, what: '示例：另一件事情' } })).rejects.toMatchObject({ code: 'keyReused' })
  })

  it('joins into another family, on both logs', async () => {
    const a = await told(w, 'dispatched'), b = await told(w, 'placed')
    await w.must({ matter: b.root, act: 'join', actor: w.as(w.people.clerk), input: { into: a.root } })
    const va = (await w.service.matter(await w.who(w.people.clerk), a.root))!, vb = (await w.service.matter(await w.who(w.people.clerk), b.root))!
    expect(va.timeline.map(t => t.act)).toEqual(['place', 'dispatch', 'assign', 'gain'])
    expect(va.marks.also).toBe('1')
    expect(vb.line.outcome?.[0]).toBe('并入同类事项')
  })

  it('one action on many families is all or none, and a second sending changes nothing', async () => {
    const a = await told(w, 'placed'), b = await told(w, 'placed'), c = await told(w, 'placed')
    const note = (root: string, key: string, more = {}) => ({ congress: 1, matter: root, act: 'note', actor: w.as(w.people.clerk), input: { note: '留作参考' }, key, ...more })
    const stage = async (root: string) => (await w.service.matter(await w.who(w.people.clerk), root))!.line.stage
    const bad = await w.service.acts([note(a.root, 'm1:1'), note(b.root, 'm1:2', { actor: w.as(w.people.townClerk) })])
    expect(bad.map(o => o.ok)).toEqual([false, false])
    expect([await stage(a.root), await stage(b.root)]).toEqual(['placed', 'placed'])
    for (let i = 0; i < 2; i++) expect((await w.service.acts([a, b, c].map((m, n) => note(m.root, `m2:${n + 1}`)))).every(o => o.ok)).toBe(true)
    expect(await Promise.all([a, b, c].map(m => stage(m.root)))).toEqual(['closed', 'closed', 'closed'])
    expect((await w.service.matter(await w.who(w.people.clerk), a.root))!.timeline.filter(t => t.act === 'note')).toHaveLength(1)
  })

  it('splits, and each part goes its own way', async () => {
    const [s26, s27] = [await value('S26'), await value('S27')]
    const m = await told(w, 'placed')
    const parts = (await w.must({ matter: m.root, act: 'split', actor: w.as(w.people.clerk), input: { parts: ['楼顶漏雨', '墙体开裂'] } })).opened
    expect(parts).toHaveLength(2)
    for (const p of parts) await w.must({ matter: p, act: 'dispatch', actor: w.as(w.people.clerk), input: { organ: w.organs.office, gist: '办这一件事' } })
    expect([await value('S26'), await value('S27')]).toEqual([s26 + 1, s27 + 2])
    const strict = (await w.service.figure(1, 'S27', 2025))!.readings[0]!.value
    expect(strict).toBeLessThan(s27 + 2)
  })

  it('an accusation leaves no text', async () => {
    const m = await told(w, 'placed')
    await w.must({ matter: m.root, act: 'guide', actor: w.as(w.people.clerk), input: { channel: 'accusation', unit: '区纪委监委' } })
    const v = (await w.service.matter(await w.who(w.people.officer), m.root))!
    expect(v.narrative).toBeNull()
  })

  it('rebuilds to the same, and every hash holds', async () => {
    const r = await w.service.rebuild(1)
    expect(r.differed).toEqual([])
    expect(r.brokenHashes).toEqual([])
    expect(r.families).toBeGreaterThan(20)
  })
})
