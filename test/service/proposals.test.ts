/** To whom might it be handed? Learned from the log, shown to whoever hands over, measured on a year it has not seen. */
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { suggesting, type Suggesting } from '#test/support/suggesting.ts'
import { housing, roads } from '#test/support/topics.ts'
import type { World } from '#test/support/world.ts'

inBothWorlds('proposals of an organ', world => {
  let w: World, s: Suggesting
  beforeAll(async () => {
    w = world(); s = await suggesting(w)
    await s.enter({ table: 'term', kind: 'session', name: '示例第二届第四次会议', nameEn: 'Fourth session', assembly: w.organs.assembly, parent: s.term, number: 4, since: '2024-03-11', until: '2024-03-13' })
    w.setNow('2024-03-20T02:00:00.000Z')
    for (const [i, t] of roads.entries()) await given(t, w.organs.roads, housing[i]!, w.organs.housing)
  })
  const handed = async (topic: string, organ: Id): Promise<Id> => { const id = await s.propose(`关于${topic}的建议`, w.people.wang, { theme: 'T1', text: `示例：群众反映希望${topic}，建议有关部门研究办理。` }); await s.act(id, 'accept', w.people.officer); await s.act(id, 'handOver', w.people.officer, { organ }); return id }
  const given = async (a: string, one: Id, b: string, other: Id): Promise<void> => { await handed(a, one); await handed(b, other) }
  const asked = (topic: string): Promise<Id> => s.propose(`关于${topic}的建议`, w.people.li, { text: `示例：群众反映希望${topic}，建议有关部门研究办理。` })
  const of = async (who: Id, ...ids: Id[]) => w.service.proposals.of(await w.who(who), ids)

  it('names the organ, the words that spoke for it and earlier ones with their numbers', async () => {
    w.setNow('2025-06-18T02:00:00.000Z')
    const [a, b] = [await asked('整修镇里的公路路面'), await asked('给老旧小区的老楼装电梯')]
    const said = await of(w.people.officer, a, b), by = (id: Id) => said.find(p => p.matter === id)!.proposals[0]!
    expect([by(a).organ, by(b).organ]).toEqual([w.organs.roads, w.organs.housing])
    expect(by(a).words.join()).toMatch(/路面|公路/)
    expect(by(a).earlier).toBe(12)
    expect(by(a).like.every(l => l.year === 2024 && Number(l.number) > 0)).toBe(true)
    expect(by(a).like[0]!.title).toMatch(/路面|公路/)
    expect(by(a).like.length).toBeGreaterThan(0)
  })

  it('is for those who hand over, about what they may see; earlier ones they may not see are not shown', async () => {
    const id = await asked('整修村口的路面')
    for (const who of [w.people.wang, w.people.roadsClerk, w.people.clerk]) expect(await of(who, id)).toEqual([])
    expect(await of(s.people.governmentClerk, id), 'not handed to the office').toEqual([])
    await s.act(id, 'accept', w.people.officer)
    await s.act(id, 'handToOffice', w.people.officer)
    const [seen] = await of(s.people.governmentClerk, id)
    expect(seen!.proposals[0]!.organ).toBe(w.organs.roads)
    const shown = seen!.proposals.flatMap(p => p.like.map(l => l.id))
    for (const l of shown) expect(await s.sees(l, s.people.governmentClerk)).toBe(true)
  })

  it('learns from where it ended, not from where it was first sent, and forgets what was undone', async () => {
    w.setNow('2025-06-19T02:00:00.000Z')
    const topic = '整治湿地公园里的芦苇塘', first = await handed(topic, w.organs.housing)
    const h = await s.handling(first, w.organs.housing)
    await s.act(h, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: '属街道职责' })
    await s.act(h, 'agreeReturn', w.people.officer)
    await s.act(first, 'handOverAgain', w.people.officer, { organ: w.organs.office })
    const next = await asked('清理湿地公园芦苇塘')
    expect((await of(w.people.officer, next))[0]!.proposals.map(p => p.organ)).toContain(w.organs.office)
    const [line] = (await of(w.people.officer, next))[0]!.proposals.filter(p => p.organ === w.organs.office)
    expect(line!.like[0]!.id).toBe(first)
  })

  it('is measured on another year beside the commonest organ, and says when there is nothing to measure', async () => {
    expect(await w.service.proposals.measure(1, 2023)).toBeUndefined()
    expect(await w.service.proposals.measure(1, 2024), 'no year before it').toBeUndefined()
    for (const [t, o] of [['养护环镇公路和路面', w.organs.roads], ['老楼屋面漏雨维修', w.organs.housing], ['公交线路增加班次', w.organs.roads]] as const) await handed(t, o)
    const m = (await w.service.proposals.measure(1, 2025, 2024))!
    expect(m).toMatchObject({ learned: 24, learnedFrom: [2024], triedOn: 2025 })
    expect([m.tried, m.unknown]).toEqual([4, 1])
    expect(m.first).toBe(3)
    expect(m.base).toBeLessThan(m.first)
  })
})

inBothWorlds('proposals where little has been handed over', world => {
  it('say so', async () => {
    const w = world(), s = await suggesting(w), id = await s.accepted('关于示例第一件的建议')
    const [said] = await w.service.proposals.of(await w.who(w.people.officer), [id])
    expect([said!.proposals, said!.tooLittle![0]]).toEqual([[], '以前的交办还太少，说不出由谁办'])
  })
})
