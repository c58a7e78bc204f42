/** 政府办转交: the district hands to the government's office, the office to the departments; one clock, each its own receipt. */
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { suggesting, type Suggesting } from '#test/support/suggesting.ts'
import type { World } from '#test/support/world.ts'

inBothWorlds('suggestions through the government’s office', world => {
  let w: World, s: Suggesting, office: Id
  beforeAll(async () => { w = world(); s = await suggesting(w); office = s.people.governmentClerk })
  const given = async (title: string, input: Record<string, unknown> = {}): Promise<Id> => { const id = await s.accepted(title); await s.act(id, 'handToOffice', w.people.officer, input); return id }
  const inbox = async (who: Id) => (await w.service.inbox(await w.who(who))).items.map(i => i.id)
  const table = (who: Id, rows: Record<string, unknown>[]) => w.try_({ procedure: 'handover', act: 'make', actor: w.as(who), input: { rows } })

  it('is the office’s to sign for and hand on, with a short term of its own; silence lies in its inbox', async () => {
    const id = await given('关于示例经政府办的建议', { proposed: w.organs.roads })
    const v = await s.view(id, office)
    expect([v.line.stage, v.duties.map(d => [d.act, d.owes, d.dueDay])]).toEqual(['atOffice', [['signAtOffice', `organ:${s.government}`, '2025-06-20'], ['passOn', `organ:${s.government}`, '2025-06-25']]])
    expect(v.timeline.at(-1)!.sentence[0] + v.timeline[0]!.sentence[0]).toContain('建议由区交通运输局主办')
    expect(await inbox(office)).toContain(id)
    expect([await s.sees(id, w.people.roadsClerk), await s.refused(id, 'passOn', w.people.officer, { organ: w.organs.roads }), await s.refused(id, 'passOn', office, { organ: s.court })]).toEqual([false, 'role', 'input.choice'])
    await s.act(id, 'signAtOffice', office)
    expect([(await s.view(id)).duties.map(d => d.act), await s.refused(id, 'signAtOffice', office), await s.refused(id, 'undoHandOver', w.people.officer, { why: '交错了' })]).toEqual([['passOn'], 'suggestion.officeSigned', 'suggestion.signed'])
  })

  it('counts the three months from the first hand-over, whatever day the office hands on', async () => {
    const id = await given('关于示例起算日的建议')
    w.setNow('2025-06-24T02:00:00.000Z')
    await s.act(id, 'passOn', office, { organ: w.organs.roads, co: [w.organs.housing] })
    const h = await s.handling(id, w.organs.roads)
    expect([await s.due(h, 'reply'), await s.due(await s.handling(id, w.organs.housing), 'coView')]).toEqual(['2025-09-18', '2025-07-24'])
    expect((await s.facts('suggestion.handedOver', id)).map(f => [f.organ, f.kind])).toEqual([[w.organs.roads, 'normal']])
    const day = await w.store.tx(1, tx => tx.rows<{ day: string }>(`select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from fact where congress = 1 and name = 'suggestion.handedOver' and root = $1 and retracted_seq is null`, [id]))
    expect(day.map(d => d.day), 'figures count it on the day the district handed it over').toEqual(['2025-06-18'])
    const six = await given('关于示例六个月件的建议', { complex: true })
    await s.act(six, 'passOn', office, { organ: w.organs.roads })
    expect(await s.due(await s.handling(six, w.organs.roads), 'reply'), 'what the district called difficult stays so').toBe('2025-12-24')
  })

  it('counts from the office’s own hand-over only where a county says so', async () => {
    await w.service.setSetting(1, 'suggestion.officeClockRestarts', true, '2025-06-24')
    const id = await given('关于示例转交日起算的建议')
    w.setNow('2025-06-26T02:00:00.000Z')
    await s.act(id, 'passOn', office, { organ: w.organs.roads })
    expect(await s.due(await s.handling(id, w.organs.roads), 'reply')).toBe('2025-09-26')
    await w.service.setSetting(1, 'suggestion.officeClockRestarts', false, '2025-06-26')
  })

  it('undoes what it handed on until a department has signed; the district undoes only what the office has not signed for', async () => {
    const [id, other] = [await given('关于示例政府办撤回的建议'), await given('关于示例区里撤回的建议')]
    await s.act(id, 'passOn', office, { organ: w.organs.roads })
    expect(await s.refused(id, 'undoHandOver', w.people.officer, { why: '交错了' })).toBe('suggestion.passedOn')
    expect(await s.refused(id, 'undoPassOn', w.people.officer, { why: '交错了' })).toBe('role')
    await s.act(id, 'undoPassOn', office, { why: '交错了单位' })
    expect([(await s.view(id)).line.stage, await s.kinds('suggestion.assigned', id), (await s.view(id)).duties.map(d => d.act), await s.sees(id, w.people.roadsClerk)]).toEqual(['atOffice', [], ['passOn'], false])
    await s.act(id, 'passOn', office, { organ: w.organs.housing })
    await s.act(await s.handling(id, w.organs.housing), 'signFor', w.people.housingClerk)
    expect(await s.refused(id, 'undoPassOn', office, { why: '再撤回' })).toBe('suggestion.signed')
    await s.act(other, 'undoHandOver', w.people.officer, { why: '改为直接交办' })
    expect([(await s.view(other)).line.stage, await s.kinds('suggestion.handedOver', other), (await s.view(other)).marks.withOffice]).toEqual(['registered', [], undefined])
    await s.act(other, 'handOver', w.people.officer, { organ: s.court })
    expect((await s.view(other)).line.stage).toBe('handedOver')
  })

  it('decides on returns and extensions first; the district’s word is asked where a county says so', async () => {
    const id = await given('关于示例退给政府办的建议')
    await s.act(id, 'passOn', office, { organ: w.organs.housing })
    const h = await s.handling(id, w.organs.housing)
    await s.act(h, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: '属交通部门职责' })
    expect(await s.refused(h, 'agreeReturn', w.people.officer), 'the office sent it').toBe('role')
    await s.act(h, 'agreeReturn', office)
    expect([(await s.view(id)).line.stage, (await s.view(id)).duties.map(d => d.owes), await s.refused(id, 'handOverAgain', w.people.officer, { organ: w.organs.roads })]).toEqual(['returned', [`organ:${s.government}`], 'suggestion.withOffice'])
    w.setNow('2025-06-30T02:00:00.000Z')
    await s.act(id, 'handOverAgain', office, { organ: w.organs.roads })
    const again = await s.handling(id, w.organs.roads)
    expect(await s.due(again, 'reply')).toBe('2025-09-26')
    await s.act(again, 'accept', w.people.roadsClerk)
    await s.act(again, 'askExtension', w.people.roadsClerk, { until: '2025-11-01', why: '需要等雨季过去' })
    await s.act(again, 'grantExtension', office)
    expect(await s.due(again, 'reply')).toBe('2025-11-01')

    await w.service.setSetting(1, 'suggestion.returnNeedsDistrict', true, '2025-06-30')
    const two = await given('关于示例两级同意的建议')
    await s.act(two, 'passOn', office, { organ: w.organs.housing })
    const t = await s.handling(two, w.organs.housing)
    await s.act(t, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: '属交通部门职责' })
    await s.act(t, 'agreeReturn', office, { note: '情况属实' })
    expect([(await s.view(t)).line.stage, (await s.view(two)).line.stage, (await s.view(t)).duties.filter(d => d.act !== 'reply').map(d => [d.act, d.owes])]).toEqual(['toConsent', 'returnPending', [['consentReturn', `organ:${w.organs.district}`]]])
    expect(await s.refused(t, 'consentReturn', office)).toBe('role')
    await s.act(t, 'refuseConsent', w.people.officer, { why: '属住建部门职责' })
    expect([(await s.view(t)).line.stage, (await s.view(two)).line.stage]).toEqual(['received', 'handedOver'])
    await s.act(t, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: '三定方案里没有这一项' })
    await s.act(t, 'agreeReturn', office)
    await s.act(t, 'consentReturn', w.people.officer)
    expect([(await s.view(two)).line.stage, await s.organsOf('suggestion.returnAgreed', two)]).toEqual(['returned', [w.organs.housing]])
    await w.service.setSetting(1, 'suggestion.returnNeedsDistrict', false, '2025-06-30')
  })

  it('gives back what is no business of the government; the district hands it on and the clock goes on', async () => {
    const id = await given('关于示例应交法院的建议')
    await s.act(id, 'backToDistrict', office, { why: '属法院工作' })
    expect([(await s.view(id)).line.stage, (await s.view(id)).duties.map(d => [d.act, d.owes])]).toEqual(['returned', [['handOverAgain', `organ:${w.organs.district}`]]])
    expect(await s.sees(id, office), 'who has had it sees what became of it').toBe(true)
    expect(await s.refused(id, 'handOverAgain', office, { organ: w.organs.roads })).toBe('suggestion.notWithOffice')
    w.setNow('2025-07-02T02:00:00.000Z')
    await s.act(id, 'handOverAgain', w.people.officer, { organ: s.court })
    expect([await s.due(await s.handling(id, s.court), 'reply'), await s.kinds('suggestion.reassigned', id)]).toEqual(['2025-09-30', []])
    const handedBack = await given('关于示例退到区里的建议')
    await s.act(handedBack, 'passOn', office, { organ: w.organs.housing })
    const h = await s.handling(handedBack, w.organs.housing)
    await s.act(h, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: '属法院工作' })
    await s.act(h, 'agreeReturn', office)
    await s.act(handedBack, 'backToDistrict', office, { why: '属法院工作' })
    expect((await s.view(handedBack)).duties.map(d => [d.act, d.owes])).toEqual([['handOverAgain', `organ:${w.organs.district}`]])
  })

  it('hands on a table in one act, all or none, numbered by itself, undone by itself', async () => {
    const papers = [await s.accepted('关于示例经办一的建议'), await s.accepted('关于示例经办二的建议'), await s.accepted('关于示例直交的建议')]
    expect(await table(w.people.officer, [{ suggestion: papers[0] }])).toMatchObject({ ok: false, refusal: { field: 'rows.0.organ' } })
    expect(await table(w.people.officer, [{ suggestion: papers[0], office: true, co: [w.organs.roads] }])).toMatchObject({ ok: false, refusal: { rule: 'suggestion.officeChooses' } })
    const first = await table(w.people.officer, [{ suggestion: papers[0], office: true }, { suggestion: papers[1], office: true, organ: w.organs.housing }, { suggestion: papers[2], organ: s.court }])
    if (!first.ok) throw new Error(first.refusal.says[0])
    expect(await Promise.all(papers.map(async p => (await s.view(p)).line.stage))).toEqual(['atOffice', 'atOffice', 'handedOver'])
    expect((await w.store.readFamily(1, first.root))!.events[0]!.parties!.organs, 'one letter to the office, one to the court').toEqual([s.government, s.court])
    expect(await table(office, [{ suggestion: papers[0], organ: s.court }])).toMatchObject({ ok: false, refusal: { field: 'rows.0.organ' } })
    expect(await table(office, [{ suggestion: papers[0], office: true }])).toMatchObject({ ok: false, refusal: { rule: 'suggestion.noOffice' } })
    expect(await table(w.people.roadsClerk, [{ suggestion: papers[0], organ: w.organs.roads }])).toMatchObject({ ok: false })
    const on = await table(office, [{ suggestion: papers[0], organ: w.organs.roads }, { suggestion: papers[1], organ: w.organs.housing, co: [w.organs.roads] }])
    if (!on.ok) throw new Error(on.refusal.says[0])
    const taken = (await w.store.readFamily(1, on.root))!.events[0]!.numbers!
    expect(taken.map(n => n.series), 'its own letters, under its own numbers').toEqual([1, 2].map(() => `letter.${s.government}.2025`))
    expect(taken[1]!.n - taken[0]!.n).toBe(1)
    expect(await s.kinds('suggestion.passedOn', papers[1]!)).toEqual(['asProposed'])
    expect(await s.refused(first.root, 'undo', w.people.officer, { why: '想撤回' }), 'the office has handed it on').toBe('suggestion.passedOn')
    expect(await s.refused(on.root, 'undo', w.people.officer, { why: '想撤回' })).toBe('handover.maker')
    await s.act(on.root, 'undo', office, { why: '交错了单位' })
    expect(await Promise.all(papers.map(async p => (await s.view(p)).line.stage))).toEqual(['atOffice', 'atOffice', 'handedOver'])
    expect(await w.service.orphans(1)).toEqual([])
    expect(await w.service.rebuild(1)).toMatchObject({ differed: [], brokenHashes: [] })
  })
  it('follows what its own organs handle, whoever hands it over, and nothing of a court’s', async () => {
    const [roads, court] = [await s.handedOver('关于示例直接交办的建议'), await s.handedOver('关于示例交法院办的建议', { organ: s.court })]
    expect([await s.sees(roads, office), await s.sees(court, office), await s.sees(court, s.people.courtClerk)]).toEqual([true, false, true])
    const copies = async (id: Id, to: Id): Promise<string | undefined> => { const v = await w.service.letters.view(await w.who(w.people.officer), id, 'handOver', to); return v && !('refusal' in v) ? v.content.copies : '（没有函）' }
    expect([await copies(roads, w.organs.roads), await copies(court, s.court)]).toEqual(['示例县人民政府办公室', undefined])
  })
  it('is shown its own part of the board, also when others ask for the whole at the same moment', async () => {
    const [district, mine] = await Promise.all([w.who(w.people.officer), w.who(office)]), ask = { session: 'all' }
    const total = async (who: typeof mine): Promise<number> => (await w.service.suggestions.board(who, ask))!.total.total
    const [all, own] = [await total(district), await total(mine)]
    expect([own > 0, all > own]).toEqual([true, true])
    expect(await Promise.all([district, mine, district, mine, district].map(total)), 'who waits for the next count shares it with nobody who may see less').toEqual([all, own, all, own, all])
    await s.handedOver('关于示例看板随即变化的建议')
    expect([await total(district), await total(mine)], 'an act is counted at once').toEqual([all + 1, own + 1])
  })
})
