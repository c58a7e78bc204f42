/** A deputy who owes a rating leaves office or is suspended (代表法 61, 62): the next signer owes it, and where there is none it ends as no answer. */
import { beforeAll, expect, it } from 'vitest'
import { dayOf } from '#law/time.ts'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { body, suggesting, type Suggesting } from '#test/support/suggesting.ts'
import type { World } from '#test/support/world.ts'

inBothWorlds('a rating whose deputy has gone', world => {
  let w: World, s: Suggesting
  beforeAll(async () => { w = world(); s = await suggesting(w) })
  const deputy = (name: string): Promise<Id> => s.enter({ table: 'person', name, nameEn: name, postOrgan: w.organs.assembly, postKind: 'deputy', level: 'district', postPlace: w.places.street })
  const replied = async (title: string, more: Record<string, unknown>, lead: Id): Promise<Id> => { const id = await s.handedOver(title, {}, lead); await s.answer(id, w.organs.roads, w.people.roadsClerk, more); return id }
  const well = { process: 'satisfied', result: 'satisfied' }
  const promised = { class: 'promised', result: '已列入计划，资金已经落实，按期完成。', promisedBy: '2026-12-01' }
  const rating = async (id: Id) => (await s.view(id)).duties.filter(d => d.act === 'evaluate').map(d => [d.owes, d.dueDay])
  const waits = async (who: Id, id: Id): Promise<boolean> => (await w.service.inbox(await w.who(who))).items.some(i => i.id === id)
  const leaves = (who: Id, day: string) => w.must({ matter: who, act: 'leave', actor: w.as(w.people.officer), input: { day, why: '调离本区' } })
  const suspended = (who: Id, day: string) => w.must({ matter: who, act: 'suspend', actor: w.as(w.people.officer), input: { day, ground: 'detained' } })

  it('passes to the next signer in office, by the order of signing, with the whole time; that rating counts', async () => {
    const lead = await deputy('张示丁'), second = await deputy('张示戊'), third = await deputy('张示己'), id = await s.propose('关于示例答复后离任的建议', lead, { how: 'joint', coSigners: [second, third] })
    for (const who of [second, third]) await s.act(id, 'coSign', who)
    await s.act(id, 'submit', lead)
    await s.act(id, 'accept', w.people.officer, { session: s.session })
    await s.act(id, 'handOver', w.people.officer, { organ: w.organs.roads })
    await s.answer(id, w.organs.roads, w.people.roadsClerk)
    const [, first] = (await rating(id))[0]!, today = dayOf(w.service.now(1)), later = new Date(Date.parse(`${today}T02:00:00.000Z`) + 7 * 86_400_000).toISOString()
    await w.service.sweep(1)
    expect(await rating(id), 'while the lead is in office it is the lead’s').toEqual([[`person:${lead}`, first]])
    w.setNow(later)
    await suspended(lead, dayOf(later)); await leaves(second, today)
    expect(await w.service.sweep(1)).toBe(1)
    const [now, ...more] = await rating(id)
    expect([now![0], now![1]! > first!, more, await waits(third, id)], 'whoever signed first has left: the next one owes it').toEqual([`person:${third}`, true, [], true])
    expect(await w.service.sweep(1), 'another sweep changes nothing').toBe(0)
    for (const who of [lead, second, w.people.officer]) expect(await s.refused(id, 'evaluate', who, well)).not.toBe('done')
    const next = new Date(Date.parse(later) + 86_400_000).toISOString()
    w.setNow(next)
    await w.must({ matter: lead, act: 'resume', actor: w.as(w.people.officer), input: { day: dayOf(next) } })
    expect(await s.refused(id, 'evaluate', lead, well), 'what passed on does not pass back').toBe('suggestion.lead')
    await s.act(id, 'evaluate', third, well)
    expect([(await s.view(id)).line.stage, await s.kinds('suggestion.result', id)]).toEqual(['closed', ['satisfied']])
  })

  it('without another signer the committee keeps it in sight until it lapses, and a promise is tracked on', async () => {
    const lead = await deputy('张示庚'), done = await replied('关于示例独自离任且已答复的建议', {}, lead), kept = await replied('关于示例离任且有承诺的建议', promised, lead)
    await leaves(lead, dayOf(w.service.now(1)))
    w.setNow(new Date(Date.parse(w.service.now(1)) + 86_400_000).toISOString())
    expect(await w.service.sweep(1)).toBe(2)
    const [[owes, last]] = await rating(done) as [[string, string]]
    expect([owes, await waits(w.people.officer, done), await s.refused(done, 'evaluate', w.people.officer, well)]).toEqual([`organ:${w.organs.district}`, true, 'role'])
    w.setNow(new Date(Date.parse(`${last}T16:30:00.000Z`) + 86_400_000).toISOString())
    await w.service.sweep(1)
    expect([(await s.view(done)).line.stage, (await s.facts('suggestion.noAnswer', done)).length, await s.kinds('suggestion.result', done)]).toEqual(['closed', 1, []])
    expect([(await s.view(kept)).line.stage, (await s.view(kept)).duties.map(d => d.act)], 'no rating is owed beside the promise').toEqual(['tracking', ['replyAgain']])
    expect(await w.service.sweep(1)).toBe(0)
  })

  it('what else the lead alone could do is the committee’s: an amended text is taken in on paper, and nobody waits for a consent', async () => {
    const lead = await deputy('张示壬'), back = await s.propose('关于示例退回后离任的建议', lead), asked = await s.accepted('关于示例商请后离任的建议', lead), owed = async (id: Id) => (await s.view(id)).duties.map(d => [d.act, d.owes])
    await s.act(back, 'returnToAmend', w.people.officer, { why: '请写明具体地点' })
    await s.act(asked, 'askConsent', w.people.officer, { to: 'split', note: '想分成两件办理' })
    await leaves(lead, dayOf(w.service.now(1)))
    w.setNow(new Date(Date.parse(w.service.now(1)) + 86_400_000).toISOString())
    expect(await w.service.sweep(1)).toBe(2)
    expect([await owed(back), (await owed(asked)).filter(([, owes]) => owes === `person:${lead}`)]).toEqual([[['takeBackAmended', `organ:${w.organs.district}`]], []])
    expect([await w.service.sweep(1), (await s.view(asked)).marks.consent]).toEqual([0, undefined])
    await s.act(back, 'takeBackAmended', w.people.officer, { title: '关于示例退回后离任的建议（修改）', text: body })
    expect([(await s.view(back)).line.stage, (await owed(back)).map(([act]) => act)]).toEqual(['submitted', ['accept']])
  })

  it('who was in office until it fell due had their time: a late sweep lapses it', async () => {
    const lead = await deputy('张示辛'), id = await s.propose('关于示例到期后离任的建议', lead, { how: 'joint', coSigners: [w.people.zhao] })
    await s.act(id, 'coSign', w.people.zhao); await s.act(id, 'submit', lead); await s.act(id, 'accept', w.people.officer, { session: s.session }); await s.act(id, 'handOver', w.people.officer, { organ: w.organs.housing })
    await s.answer(id, w.organs.housing, w.people.housingClerk)
    const due = (await rating(id))[0]![1]!, after = (n: number): string => new Date(Date.parse(`${due}T02:00:00.000Z`) + n * 86_400_000).toISOString()
    w.setNow(after(5))
    await leaves(lead, dayOf(after(3)))
    await w.service.sweep(1)
    expect((await s.facts('suggestion.noAnswer', id)).length).toBe(1)
  })
})
