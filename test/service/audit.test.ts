/** 疑点清单: each kind finds what it should and nothing else; a sample is drawn again by anybody who has the seed. */
import { createHash } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { DoubtKind } from '#service/audit.ts'
import { bursts } from '#service/audit.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { watchers, type Watchers } from '#test/support/watchers.ts'
import { told, type World } from '#test/support/world.ts'

const row = (person: string, minute: number) => ({ matter: `${person}${minute}`, act: 'rate', procedure: 'request', at: '', recordedAt: new Date(Date.UTC(2025, 5, 18, 1, minute)).toISOString(), person })
it('a burst is so many by one recorder within ten minutes, wherever the ten minutes begin', () => {
  const rows = [0, 4, 8, 12, 40].map(m => row('a', m)).concat([1, 2].map(m => row('b', m)))
  expect(bursts(rows, 3).map(b => [b.row.matter, b.of])).toEqual([['a0', 3], ['a4', 3], ['a8', 3], ['a12', 3]])
  expect(bursts(rows, 4)).toEqual([])
})

inBothWorlds('the auditor', world => {
  let w: World, x: Watchers
  beforeAll(async () => { w = world(); x = await watchers(w) })
  const list = async (kind: DoubtKind) => (await w.service.doubts(await w.who(x.auditor), kind, { from: '2025-06-01', to: '2025-12-31' }))!
  const ids = async (kind: DoubtKind) => (await list(kind)).lines.map(l => l.line.id)

  it('is shown what was told late without a paper', async () => {
    const [a, b, c] = [await told(w, 'placed'), await told(w, 'placed'), await told(w, 'verified')]
    w.setNow('2025-06-25T02:00:00.000Z')
    await w.must({ matter: a.root, act: 'answer', actor: w.as(w.people.clerk), input: { answer: '上周已当面答复' }, at: '2025-06-18T03:00:00.000Z' })
    await w.must({ matter: b.root, act: 'answer', actor: w.as(w.people.clerk), input: { answer: '昨天已当面答复' }, at: '2025-06-24T03:00:00.000Z' })
    await w.must({ matter: c.root, act: 'rate', actor: w.as(w.people.clerk), input: { solved: 'yes', grade: 'satisfied', way: 'paper' }, at: '2025-06-19T03:00:00.000Z' })
    const found = await list('late')
    expect(found.lines.map(l => l.line.id)).toEqual([a.root])
    expect(found.lines[0]!.what[0]).toBe('当场答复：2025-06-18的事，过了6天才记')
    expect(found.lines[0]!.who![0]).toBe('周示甲')
    w.setNow('2025-06-18T02:00:00.000Z')
  })

  it('is shown a burst of phone ratings by one recorder, and no ratings by receipt or on paper', async () => {
    await w.service.setSetting(1, 'request.burstRatings', 3, '2025-01-01')
    const phoned: string[] = []
    for (const way of ['phone', 'phone', 'paper', 'phone']) {
      const t = await told(w, 'verified')
      await w.must({ matter: t.root, act: 'rate', actor: w.as(w.people.head), input: { solved: 'yes', grade: 'satisfied', way } })
      if (way === 'phone') phoned.push(t.root)
      expect((await ids('burst')).length).toBe(phoned.length === 3 ? 3 : 0)
    }
    expect((await ids('burst')).sort()).toEqual([...phoned].sort())
  })

  it('is shown what counts as solved though nothing shows it', async () => {
    const bare = await told(w, 'verified'), visited = await told(w, 'resulted')
    await w.must({ matter: visited.root, act: 'visit', actor: w.as(w.people.wang), input: { text: '到场看过，灯亮了' } })
    await w.must({ matter: visited.root, act: 'verify', actor: w.as(w.people.wang), input: { degree: 'solved' } })
    const found = await ids('bare')
    expect([found.includes(bare.root), found.includes(visited.root)]).toEqual([true, false])
  })

  it('is shown returns and reassignments after their time, and none in time', async () => {
    const [late, early, taken] = [await told(w, 'dispatched', w.organs.roads), await told(w, 'dispatched', w.organs.roads), await told(w, 'dispatched', w.organs.roads)]
    for (const t of [late, early]) await w.must({ matter: t.handling, act: 'askReturn', actor: w.as(w.people.roadsClerk), input: { reason: 'notOurs', why: '不属本单位' } })
    await w.must({ matter: early.handling, act: 'agreeReturn', actor: w.as(w.people.officer), input: {} })
    w.setNow('2025-07-10T02:00:00.000Z')
    await w.must({ matter: late.handling, act: 'agreeReturn', actor: w.as(w.people.officer), input: {} })
    await w.must({ matter: taken.handling, act: 'reassign', actor: w.as(w.people.officer), input: { organ: w.organs.housing, why: '改由住建局办' } })
    expect((await ids('return')).sort()).toEqual([late.handling, taken.handling].sort())
    w.setNow('2025-06-18T02:00:00.000Z')
  })

  it('is shown looks by viewer and reason; the security administrator too, by viewer, and nobody else', async () => {
    const t = await told(w, 'placed')
    await w.service.contact(await w.who(w.people.clerk), t.root, '回访约时间')
    const found = await list('look')
    expect(found.lines.map(l => [l.line.id, l.what[0], l.who![0]])).toEqual([[t.root, '查看联系方式：回访约时间', '周示甲']])
    expect(found.viewers).toMatchObject([{ person: ['周示甲', '周示甲'], n: 1 }])
    const security = await w.who(x.security)
    expect((await w.service.looks(security, { person: w.people.clerk }))!.looks).toMatchObject([{ reason: '回访约时间', matter: t.root }])
    expect((await w.service.looks(security, { person: w.people.head }))!.looks).toEqual([])
    for (const p of [w.people.clerk, w.people.officer, x.auditor, x.system]) expect(await w.service.looks(await w.who(p), {}), p).toBeUndefined()
    for (const p of [w.people.clerk, w.people.officer, x.security, x.system]) { expect(await w.service.doubts(await w.who(p), 'late', {}), p).toBeUndefined(); expect(await w.service.samples(await w.who(p)), p).toBeUndefined() }
  })

  it('draws a sample with a seed, which anybody who has it draws again; another seed draws another', async () => {
    const auditor = await w.who(x.auditor), ask = { procedure: 'request', from: '2025-01-01', to: '2025-12-31', seed: '示例日报头版', size: 5, key: 'k1' }
    const id = (await w.service.drawSample(auditor, ask))!
    const d = (await w.service.drawnSample(auditor, id))!
    const all = (await w.store.tx(1, tx => tx.rows<{ id: string }>(`select id from matter where congress = 1 and procedure = 'request' and parent is null`))).map(r => r.id)
    const sha = (x_: string) => createHash('sha256').update(`${ask.seed}|${x_}`).digest('hex')
    const byHand = all.sort((a, b) => (sha(a) < sha(b) ? -1 : 1)).slice(0, 5)
    expect([d.lines.map(l => l.id), d.population, d.same, d.seed, d.size]).toEqual([byHand, all.length, true, ask.seed, 5])
    // What is entered afterwards changes nothing of it.
    w.setNow('2025-06-18T05:00:00.000Z')
    for (let i = 0; i < 6; i++) await told(w, 'placed')
    expect(await w.service.drawnSample(auditor, id)).toMatchObject({ same: true, population: all.length })
    expect(await w.service.drawSample(auditor, ask)).toBe(id)
    const other = (await w.service.drawnSample(auditor, (await w.service.drawSample(auditor, { ...ask, seed: '另一个种子', key: 'k2' }))!))!
    expect(other.lines.map(l => l.id)).not.toEqual(byHand)
    await expect(w.service.drawSample(auditor, { ...ask, seed: '短', key: 'k3' })).rejects.toMatchObject({ field: 'seed' })
    expect((await w.service.samples(auditor))!.lines.map(l => l.seed)).toEqual(expect.arrayContaining(['示例日报头版', '另一个种子']))
    w.setNow('2025-06-18T02:00:00.000Z')
  })
})
