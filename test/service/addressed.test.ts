/** 交办函 of a table, in the hands of the organ it is addressed to: that one, with its list, and nothing else of the table. */
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { suggesting, type Suggesting } from '#test/support/suggesting.ts'
import type { World } from '#test/support/world.ts'

inBothWorlds('a letter addressed to an organ', world => {
  let w: World, s: Suggesting, a: Id, b: Id, c: Id, batch: Id
  const titles = { a: '关于示例人行道的建议', b: '关于示例公交站的建议', c: '关于示例老旧小区的建议' }
  const none = '00000000-0000-4000-8000-00000000dead'
  const table = async (rows: readonly Record<string, unknown>[]): Promise<Id> => (await w.must({ procedure: 'handover', act: 'make', actor: w.as(w.people.officer), input: { rows } })).root
  const letter = async (who: Id, one?: Id, of = batch, name = 'handOver') => w.service.letters.view(await w.who(who), of, name, one)
  const ledger = async (who: Id) => (await w.service.suggestions.owed(await w.who(who), undefined, true)).letters
  const onShare = async (share: Id, who: Id) => (await s.view(share, who)).letters.filter(l => l.name === 'handOver').map(l => [l.matter, l.each?.map(e => e.one)])
  beforeAll(async () => {
    w = world(); s = await suggesting(w)
    a = await s.accepted(titles.a); b = await s.accepted(titles.b); c = await s.accepted(titles.c)
    batch = await table([{ suggestion: a, organ: w.organs.housing, co: [w.organs.roads] }, { suggestion: b, organ: w.organs.roads }, { suggestion: c, organ: w.organs.housing }])
  })

  it('is taken by the organ’s clerk and by its head, with its own list', async () => {
    for (const who of [w.people.roadsClerk, w.people.zhao]) {
      const found = await letter(who)
      if (!found || 'refusal' in found) throw new Error('no letter')
      const said = JSON.stringify(found.content)
      expect([found.one, found.content.to, said.includes(titles.a), said.includes(titles.b), said.includes(titles.c)]).toEqual([w.organs.roads, '区交通运输局', true, true, false])
      const docx = await w.service.letters.file(await w.who(who), batch, 'handOver', 'docx'), zip = await w.service.letters.zip(await w.who(who), [batch], 'handOver', 'docx')
      expect(docx).toMatchObject({ ok: true, name: '交办函 区交通运输局 区人大代工委交办〔2025〕2号.docx' })
      expect(zip).toMatchObject({ ok: true, name: expect.stringContaining('1份') })
    }
    const housing = await letter(s.people.housingHead)
    expect(housing && 'content' in housing && JSON.stringify(housing.content)).toContain(titles.c)
  })

  it('is the only thing of the table that is theirs: everything else answers as what is not there', async () => {
    const roads = await w.who(w.people.roadsClerk)
    expect([await letter(w.people.roadsClerk, w.organs.housing), await letter(w.people.roadsClerk, undefined, batch, 'report'), await letter(w.people.roadsClerk, w.organs.roads, batch, 'report'), await letter(w.people.roadsClerk, w.organs.roads, none)]).toEqual([undefined, undefined, undefined, undefined])
    for (const format of ['docx', 'pdf'] as const) expect(await w.service.letters.file(roads, batch, 'handOver', format, w.organs.housing)).toBeUndefined()
    expect([await w.service.matter(roads, batch), await w.service.suggestions.handoverDone(roads, batch)]).toEqual([undefined, undefined])
    for (const who of [w.people.officeClerk, s.people.courtClerk, s.people.governmentClerk, w.people.clerk, w.people.wang]) for (const one of [undefined, w.organs.roads, w.organs.housing]) expect(await letter(who, one)).toBeUndefined()
    const all = await letter(w.people.officer, w.organs.housing)
    expect(all && 'content' in all, 'the district takes each').toBe(true)
  })

  it('stands on the page of each share it handed over, for that organ alone', async () => {
    const mine = await s.handling(b, w.organs.roads), helping = await s.handling(a, w.organs.roads)
    for (const share of [mine, helping]) expect(await onShare(share, w.people.roadsClerk)).toEqual([[batch, [w.organs.roads]]])
    expect(await onShare(mine, w.people.officer)).toEqual([])
    const single = await s.handedOver('关于示例单件交办的建议')
    expect(await onShare(await s.handling(single, w.organs.roads), w.people.roadsClerk), 'handed over alone: its letter is its own').toEqual([])
  })

  it('is on the ledger as long as something it handed over is open', async () => {
    const line = async (who: Id) => (await ledger(who)).map(l => [l.line.matter, l.number, l.day, l.of, l.open])
    expect(await line(w.people.roadsClerk)).toEqual([[batch, '区人大代工委交办〔2025〕2号', '2025-06-18', 2, 2]])
    expect(await line(s.people.housingHead)).toEqual([[batch, '区人大代工委交办〔2025〕1号', '2025-06-18', 2, 2]])
    expect([await line(w.people.officeClerk), await line(w.people.officer)]).toEqual([[], []])
    await s.answer(b, w.organs.roads, w.people.roadsClerk)
    expect(await line(w.people.zhao)).toEqual([[batch, '区人大代工委交办〔2025〕2号', '2025-06-18', 2, 1]])
    await s.answer(a, w.organs.housing, w.people.housingClerk)
    expect([await line(w.people.roadsClerk), (await line(w.people.housingClerk)).map(l => l[4])], 'the lead has answered: whoever only helped owes nothing').toEqual([[], [1]])
    expect(await letter(w.people.roadsClerk), 'done with, it may still be taken').toBeDefined()
  })

  it('says of a table that was taken back what became of it, and leaves the ledger', async () => {
    const back = await table([{ suggestion: await s.accepted('关于示例撤回整批的建议'), organ: w.organs.office }])
    expect((await ledger(w.people.officeClerk)).map(l => l.line.matter)).toEqual([back])
    await w.must({ matter: back, act: 'undo', actor: w.as(w.people.officer), input: { why: '交错了单位' } })
    expect([await letter(w.people.officeClerk, undefined, back), await ledger(w.people.officeClerk), await letter(w.people.roadsClerk, undefined, back)]).toEqual([{ refusal: ['这批交办已经撤回', 'This hand-over was undone'], apart: true }, [], undefined])
  })

  it('goes with the work to whoever carries it on, and stays with nobody who left', async () => {
    const heir = await s.enter({ table: 'organ', kind: 'handlingOrgan', name: '示例承接局', short: '示例承接局', nameEn: 'Heir' }), clerk = await s.enter({ table: 'person', name: '卫示甲', nameEn: 'Wei', postOrgan: heir, postKind: 'handlerClerk' })
    w.setNow('2025-06-20T02:00:00.000Z')
    expect(await letter(clerk)).toBeUndefined()
    await w.must({ matter: w.organs.housing, act: 'merge', actor: w.as(w.people.officer), input: { successor: heir, day: '2025-06-19' } })
    const found = await letter(clerk)
    expect(found && 'one' in found && found.one).toBe(w.organs.housing)
    expect((await ledger(clerk)).map(l => l.open)).toEqual([1])
  })
})
