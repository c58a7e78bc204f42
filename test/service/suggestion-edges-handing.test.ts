/** The edge cases of 交 and 办, one test for each row of the field's table that concerns them. */
import { beforeAll, expect, it } from 'vitest'
import { inBothWorlds } from '#test/support/engines.ts'
import { letter, suggesting, type Suggesting } from '#test/support/suggesting.ts'
import type { World } from '#test/support/world.ts'

inBothWorlds('suggestions: edges of handing over and handling', world => {
  let w: World, s: Suggesting
  beforeAll(async () => { w = world(); s = await suggesting(w) })

  it('看板: what is said of an organ’s share is its own or the committee’s, never another organ’s', async () => {
    const id = await s.handedOver('关于示例各说各的建议', { organ: w.organs.roads, separate: [w.organs.housing] }), share = async (organ: string) => (await w.service.suggestions.boardOrgan(await w.who(w.people.officer), organ, { session: 'all' }))!.items.find(i => i.id === id)!.said?.text ?? null
    const housing = await s.handling(id, w.organs.housing)
    await s.act(housing, 'accept', w.people.housingClerk)
    await s.act(housing, 'progress', w.people.housingClerk, { text: '示例：房屋已经鉴定' })
    expect([await share(w.organs.roads), await share(w.organs.housing)]).toEqual([null, '示例：房屋已经鉴定'])
    await s.act(id, 'check', w.people.officer, { text: '示例：两家都已到过现场' })
    expect([await share(w.organs.roads), await share(w.organs.housing)]).toEqual(['示例：两家都已到过现场', '示例：两家都已到过现场'])
  })

  it('主办、会办、分办: separate ones answer for themselves, a co-handler’s view is due before the lead’s, silence is seen and stops nobody', async () => {
    const id = await s.handedOver('关于示例三种承办的建议', { organ: w.organs.roads, separate: [w.organs.housing], co: [w.organs.office, s.government] })
    const [lead, separate, co] = [await s.handling(id, w.organs.roads), await s.handling(id, w.organs.housing), await s.handling(id, w.organs.office)]
    expect([await s.due(lead, 'reply'), await s.due(separate, 'reply'), await s.due(co, 'coView')]).toEqual(['2025-09-18', '2025-09-18', '2025-07-18'])
    await s.act(co, 'accept', w.people.officeClerk)
    expect(await s.refused(co, 'reply', w.people.officeClerk, { ...letter, ownNumber: '示〔2025〕1号' }), 'a co-handler gives a view, no letter').toBe('handling.noLetter')
    expect(await s.refused(lead, 'coView', w.people.roadsClerk, { view: '本单位意见如下' })).toMatch(/stage|handling.notCo/)
    await s.act(co, 'coView', w.people.officeClerk, { view: '辖区内可以配合施工' })
    await s.answer(id, w.organs.roads, w.people.roadsClerk)
    expect((await s.view(id)).line.stage, 'the other separate handler has not answered').toBe('handling')
    await s.answer(id, w.organs.housing, w.people.housingClerk, { class: 'later', result: '因资金条件限制，暂时不能安排，已作说明。' })
    expect([(await s.view(id)).line.stage, await s.kinds('suggestion.class', id)], 'the worst letter says how the whole stands').toEqual(['replied', ['later']])
    expect([await s.organsOf('suggestion.coViewed', id), await s.organsOf('suggestion.coSilent', id)]).toEqual([[w.organs.office], [s.government]])
  })

  it('分办各有承诺: each promise is owed by whoever gave it, and the whole closes when both are kept', async () => {
    const id = await s.handedOver('关于示例两家承诺的建议', { organ: w.organs.roads, separate: [w.organs.housing], co: [w.organs.office] })
    const promised = { class: 'promised', result: '已列入计划，资金已经落实，按期完成。' }
    await s.answer(id, w.organs.roads, w.people.roadsClerk, { ...promised, promisedBy: '2025-10-01' })
    await s.answer(id, w.organs.housing, w.people.housingClerk, { ...promised, promisedBy: '2025-12-01' })
    const owed = async () => (await s.view(id)).duties.filter(d => d.act === 'replyAgain').map(d => [d.owes, d.dueDay])
    expect(await owed()).toEqual([[`organ:${w.organs.roads}`, '2025-10-01'], [`organ:${w.organs.housing}`, '2025-12-01']])
    await s.act(id, 'evaluate', w.people.wang, { process: 'satisfied', result: 'satisfied' })
    const kept = { class: 'solved', text: '已经完工', proof: '竣工验收单示例1号' }
    expect(await s.refused(id, 'replyAgain', w.people.officeClerk, kept), 'who only helped answers nothing again').toBe('suggestion.notAnswering')
    await s.act(id, 'replyAgain', w.people.roadsClerk, kept)
    expect([(await s.view(id)).line.stage, await s.kinds('suggestion.class', id), await owed()]).toEqual(['tracking', ['promised'], [[`organ:${w.organs.housing}`, '2025-12-01']]])
    await s.act(id, 'replyAgain', w.people.roadsClerk, { ...kept, text: '补充验收材料' })
    expect(await owed(), 'the other’s promise is not discharged by it').toEqual([[`organ:${w.organs.housing}`, '2025-12-01']])
    await s.act(id, 'replyAgain', w.people.housingClerk, kept)
    expect([(await s.view(id)).line.stage, await s.kinds('suggestion.class', id), (await s.kinds('suggestion.kept', id)).length]).toEqual(['closed', ['solved'], 1])
  })

  it('退办: in writing and in the window, by consent only; refused, it is handled on; the clock and its first day stay', async () => {
    const id = await s.handedOver('关于示例退办的建议', { organ: w.organs.housing })
    const h = await s.handling(id, w.organs.housing)
    expect(await s.refused(h, 'askReturn', w.people.housingClerk, { reason: 'notOurs' }), 'with an explanation').toBe('input.invalid')
    expect(await s.refused(h, 'reassign', w.people.housingClerk, { organ: w.organs.roads, why: '自行转给交通' }), 'organs do not pass on').toBe('role')
    await s.act(h, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: '属交通部门职责' })
    expect(await s.refused(h, 'agreeReturn', w.people.housingClerk)).toBe('role')
    await s.act(h, 'refuseReturn', w.people.officer, { why: '属你单位职责' })
    expect([(await s.view(id)).line.stage, await s.due(h, 'reply'), await s.organsOf('suggestion.returnRefused', id)]).toEqual(['handedOver', '2025-09-18', [w.organs.housing]])
    const late = await s.handedOver('关于示例逾期退办的建议', { organ: w.organs.housing }), lh = await s.handling(late, w.organs.housing)
    w.setNow('2025-07-03T02:00:00.000Z')
    expect(await s.refused(lh, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: '属交通部门职责' }), 'the eleventh working day').toBe('handling.returnLate')
    await s.act(lh, 'reassign', w.people.officer, { organ: w.organs.roads, why: '确属交通部门职责' })
    const again = await s.handling(late, w.organs.roads), duty = (await s.view(again)).duties.find(d => d.act === 'reply')!
    expect(duty.dueDay, 'from the first hand-over').toBe('2025-09-18')
    expect(JSON.stringify(duty.why), 'and the count says so').toContain('2025年6月18日')
    expect(await s.organsOf('suggestion.reassigned', late)).toEqual([w.organs.roads])
  })

  it('改派后重新起算: where a county says so, and the first day is still on record', async () => {
    await w.service.setSetting(1, 'suggestion.clockRestarts', true, '2025-07-01')
    const id = await s.handedOver('关于示例重新起算的建议', { organ: w.organs.housing }), h = await s.handling(id, w.organs.housing)
    w.setNow('2025-07-08T02:00:00.000Z')
    await s.act(h, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: '属交通部门职责' })
    await s.act(h, 'agreeReturn', w.people.officer)
    await s.act(id, 'handOverAgain', w.people.officer, { organ: w.organs.roads })
    expect([await s.due(await s.handling(id, w.organs.roads), 'reply'), (await s.view(id)).marks.handedOver]).toEqual(['2025-10-09', '2025-07-03'])
    await w.service.setSetting(1, 'suggestion.clockRestarts', false, '2025-07-08')
  })

  it('延期: asked before the day, with reason and consent, the deputy told; six months at most; the first day still says whether it was on time', async () => {
    const id = await s.handedOver('关于示例延期的建议'), h = await s.handling(id, w.organs.roads)
    await s.act(h, 'accept', w.people.roadsClerk)
    expect(await s.due(h, 'reply')).toBe('2025-10-09')
    const ask = (until: string) => s.refused(h, 'askExtension', w.people.roadsClerk, { until, why: '需要等雨季过去' })
    expect([await ask('2026-01-09'), await ask('2025-10-01'), await s.refused(h, 'askExtension', w.people.roadsClerk, { until: '2025-12-01' })]).toEqual(['handling.extensionLong', 'handling.extensionShort', 'input.invalid'])
    expect(await ask('2025-12-01')).toBe('done')
    expect(await s.refused(h, 'grantExtension', w.people.roadsClerk)).toBe('role')
    await s.act(h, 'grantExtension', w.people.officer)
    const duty = (await s.view(h)).duties.find(d => d.act === 'reply')!
    expect([duty.dueDay, duty.extended, JSON.stringify(duty.why).includes('2025年10月')]).toEqual(['2025-12-01', true, true])
    const told = await w.store.tx(1, tx => tx.rows<{ n: number }>(`select count(*)::int n from outbox where congress = 1 and owes = $1 and what = 'extended'`, [`person:${w.people.wang}`]))
    expect(told[0]!.n, 'the deputy is told').toBe(1)
    w.setNow('2025-11-20T02:00:00.000Z')
    await s.answer(id, w.organs.roads, w.people.roadsClerk)
    expect([await s.kinds('suggestion.replied', id), await s.organsOf('suggestion.extended', id)]).toEqual([['extended'], [w.organs.roads]])
    const late = await s.handedOver('关于示例到期才延的建议'), lh = await s.handling(late, w.organs.roads)
    await s.act(lh, 'accept', w.people.roadsClerk)
    w.setNow('2026-02-25T02:00:00.000Z')
    expect(await s.refused(lh, 'askExtension', w.people.roadsClerk, { until: '2026-04-01', why: '来不及办' })).toBe('handling.extensionLate')
  })

  it('联系不上: three attempts on three days, one of them in writing, and only then a reply without contact', async () => {
    const id = await s.handedOver('关于示例联系不上的建议'), h = await s.handling(id, w.organs.roads), reply = { ...letter, ownNumber: '示交函〔2026〕9号' }
    await s.act(h, 'accept', w.people.roadsClerk)
    const failed = (how: string, day: string) => s.act(h, 'contactFailed', w.people.roadsClerk, { how, day, note: '没有联系上' })
    w.setNow('2026-02-28T02:00:00.000Z')
    await failed('phone', '2026-02-25'); await failed('phone', '2026-02-26'); await failed('phone', '2026-02-27')
    expect(await s.refused(h, 'reply', w.people.roadsClerk, reply), 'none of them in writing').toBe('handling.contact')
    expect(await s.refused(h, 'contactFailed', w.people.roadsClerk, { how: 'letter', day: '2026-03-02', note: '还没寄' }), 'a day to come').not.toBe('done')
    await failed('letter', '2026-02-28')
    await s.act(h, 'reply', w.people.roadsClerk, reply)
    expect(await s.kinds('suggestion.contacted', id), 'face to face is a fact of its own, and this is none').toEqual(['failed'])
  })

  it('超出区里权限: reported upward in writing, the deputy told; handled, not solved, until the higher organ has done it', async () => {
    const id = await s.handedOver('关于示例超出权限的建议'), h = await s.handling(id, w.organs.roads)
    await s.act(h, 'accept', w.people.roadsClerk)
    expect(await s.refused(id, 'noteUpward', w.people.roadsClerk, { text: '还没报' })).toBe('suggestion.notUpward')
    await s.act(id, 'reportUp', w.people.roadsClerk, { unit: '示例市交通运输局', letter: '示交报〔2026〕2号', text: '请求纳入市级改造计划' })
    await s.act(h, 'contact', w.people.roadsClerk, { how: 'phone', day: '2026-02-28', note: '告知已报市局' })
    expect(await s.refused(h, 'reply', w.people.roadsClerk, { ...letter, ownNumber: '示交函〔2026〕10号' })).toBe('handling.upward')
    await s.act(h, 'reply', w.people.roadsClerk, { class: 'later', result: '超出区级权限，已报请市局研究，办成后续报。', ownNumber: '示交函〔2026〕10号' })
    expect([await s.kinds('suggestion.class', id), (await s.facts('suggestion.reportedUp', id)).length, (await s.facts('suggestion.replied', id)).length]).toEqual([['later'], 1, 1])
    await s.act(id, 'noteUpward', w.people.officer, { text: '市局来函已收到', received: true })
    await s.act(id, 'evaluate', w.people.wang, { process: 'satisfied', result: 'basically' })
    await s.act(id, 'noteUpward', w.people.roadsClerk, { text: '市局已经改造完毕', done: true })
    await s.act(id, 'replyAgain', w.people.roadsClerk, { class: 'solved', text: '市局已经改造完毕', proof: '示市交函〔2026〕30号' })
    expect(await s.kinds('suggestion.class', id)).toEqual(['solved'])
  })

  it('机构改名、撤并: whoever carries on the work signs, replies and is handed the re-handling; what was written keeps the old name', async () => {
    const old = await s.enter({ table: 'organ', kind: 'handlingOrgan', name: '示例城市管理局', short: '城管局', nameEn: 'City management' }), clerk = await s.enter({ table: 'person', name: '韩示甲', nameEn: 'Han', postOrgan: old, postKind: 'handlerClerk' })
    const id = await s.handedOver('关于示例撤并的建议', { organ: old }), h = await s.handling(id, old)
    await s.act(h, 'accept', clerk)
    w.setNow('2026-03-02T02:00:00.000Z')
    await w.must({ matter: old, act: 'merge', actor: w.as(w.people.officer), input: { successor: w.organs.housing, day: '2026-03-02', move: false } })
    await s.answer(id, old, w.people.housingClerk)
    const v = await s.view(id)
    expect(v.timeline.find(t => t.act === 'handOver')!.sentence[0]).toContain('示例城市管理局')
    expect(v.children[0]!.handler![0]).toContain('城管局')
    expect(await s.organsOf('suggestion.assigned', id), 'counted where it was handed').toEqual([old])
    await s.act(id, 'evaluate', w.people.wang, { process: 'basically', result: 'dissatisfied', comment: '没有修完' })
    expect((await s.view(await s.handling(id, w.organs.housing))).line.stage, 'the successor does it again').toBe('sent')
    expect(await w.service.orphans(1)).toEqual([])
  })
})
