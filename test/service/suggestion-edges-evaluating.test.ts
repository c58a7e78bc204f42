/** The edge cases of 督 and 评, and of openness, one test for each row of the field's table that concerns them. */
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { suggesting, type Suggesting } from '#test/support/suggesting.ts'
import type { World } from '#test/support/world.ts'

inBothWorlds('suggestions: edges of supervising and evaluating', world => {
  let w: World, s: Suggesting
  beforeAll(async () => { w = world(); s = await suggesting(w) })
  const deputy = (name: string): Promise<Id> => s.enter({ table: 'person', name, nameEn: name, postOrgan: w.organs.assembly, postKind: 'deputy', level: 'district', postPlace: w.places.street })
  const replied = async (title: string, more: Record<string, unknown> = {}, lead?: Id): Promise<Id> => { const id = await s.handedOver(title, {}, lead); await s.answer(id, w.organs.roads, w.people.roadsClerk, more); return id }
  const joint = async (title: string, lead: Id, coSigner: Id): Promise<Id> => {
    const id = await s.propose(title, lead, { how: 'joint', coSigners: [coSigner] })
    await s.act(id, 'coSign', coSigner)
    await s.act(id, 'submit', lead)
    await s.act(id, 'accept', w.people.officer, { session: s.session })
    await s.act(id, 'handOver', w.people.officer, { organ: w.organs.roads })
    return id
  }
  const well = { process: 'satisfied', result: 'satisfied' }
  const promised = { class: 'promised', result: '已列入计划，资金已经落实，按期完成。', promisedBy: '2025-12-01' }

  it('代表离任: the suggestion stays, another signer evaluates; with nobody left it ends as no answer, and nobody answers for them', async () => {
    const gone = await deputy('张示甲'), id = await joint('关于示例离任的建议', gone, w.people.li), alone = await s.handedOver('关于示例独自离任的建议', {}, gone)
    await w.must({ matter: gone, act: 'leave', actor: w.as(w.people.officer), input: { day: '2025-06-17', why: '调离本区' } })
    for (const x of [id, alone]) await s.answer(x, w.organs.roads, w.people.roadsClerk)
    expect((await s.view(id)).duties.find(d => d.act === 'evaluate')!.owes).toBe(`person:${w.people.li}`)
    await s.act(id, 'evaluate', w.people.li, well)
    expect((await s.view(id)).line.stage).toBe('closed')
    expect((await s.view(alone)).duties.find(d => d.act === 'evaluate')!.owes, 'the committee keeps it in sight').toBe(`organ:${w.organs.district}`)
    for (const who of [w.people.officer, w.people.li, w.people.roadsClerk]) expect(await s.refused(alone, 'evaluate', who, well)).toMatch(/role|matter/)
  })

  it('暂停职务: a suspended lead does not evaluate, the other signer does', async () => {
    const held = await deputy('张示乙'), id = await joint('关于示例暂停评价的建议', held, w.people.li)
    await w.must({ matter: held, act: 'suspend', actor: w.as(w.people.officer), input: { day: '2025-06-18', ground: 'detained' } })
    await s.answer(id, w.organs.roads, w.people.roadsClerk)
    expect(await s.refused(id, 'evaluate', held, well)).not.toBe('done')
    await s.act(id, 'evaluate', w.people.li, well)
    expect(await s.kinds('suggestion.result', id)).toEqual(['satisfied'])
  })

  it('不得逼签: only the proposer’s own sign-in rates; neither committee nor organ can, nor change it, and the words stay', async () => {
    const id = await replied('关于示例逼签的建议')
    for (const who of [w.people.officer, w.people.roadsClerk, w.people.zhao, s.people.housingHead]) expect(await s.refused(id, 'evaluate', who, well)).toMatch(/role|matter/)
    const forged = await w.try_({ matter: id, act: 'evaluate', actor: { kind: 'person', person: w.people.officer }, input: { ...well, comment: '代填' } })
    expect(forged.ok).toBe(false)
    await s.act(id, 'evaluate', w.people.wang, { process: 'dissatisfied', result: 'basically', comment: '多次要求先签满意' })
    expect(JSON.stringify((await w.store.readFamily(1, id))!.events)).toContain('多次要求先签满意')
    expect(await s.refused(id, 'evaluate', w.people.wang, well), 'rated once').toBe('stage')
    expect([await s.kinds('suggestion.process', id), await s.kinds('suggestion.result', id)], 'process and result apart').toEqual([['dissatisfied'], ['basically']])
  })

  it('不满意: handled again with a clock of its own, once; the second time it goes to the chairpersons’ meeting', async () => {
    const id = await replied('关于示例两次不满意的建议')
    const no = { process: 'satisfied', result: 'dissatisfied', comment: '没有修完' }
    await s.act(id, 'evaluate', w.people.wang, no)
    expect(await s.due(await s.handling(id, w.organs.roads), 'reply')).toBe('2025-07-18')
    const again = await s.handling(id, w.organs.roads)
    await s.act(again, 'accept', w.people.roadsClerk)
    expect(await s.refused(again, 'reply', w.people.roadsClerk, { class: 'solved', result: '第二次修复完毕，恢复通行。', ownNumber: '示〔2025〕2号' }), 'with the deputy met once more').toBe('handling.contact')
    await s.answer(id, w.organs.roads, w.people.roadsClerk)
    await s.act(id, 'evaluate', w.people.wang, no)
    expect([(await s.view(id)).line.stage, (await s.view(id)).duties.map(d => d.owes), (await s.kinds('suggestion.rehandled', id)).length]).toEqual(['chairs', [`organ:${w.organs.district}`], 1])
    await s.act(id, 'toChairs', w.people.officer, { meeting: '第二十次主任会议', text: '交有关委员会继续督办' })
    expect([(await s.view(id)).line.stage, await s.kinds('suggestion.firstResult', id)]).toEqual(['closed', ['dissatisfied']])
  })

  it('类别变更: B becomes A by a follow-up reply with proof; the former class stays, and figures of an earlier day still say it', async () => {
    const id = await replied('关于示例类别变更的建议', promised)
    await s.act(id, 'evaluate', w.people.wang, well)
    expect((await s.view(id)).duties.map(d => [d.act, d.dueDay])).toEqual([['replyAgain', '2025-12-01']])
    w.setNow('2025-06-25T02:00:00.000Z')
    await s.act(id, 'replyAgain', w.people.roadsClerk, { class: 'promised', text: '雨季延误，改期', promisedBy: '2025-12-20' })
    expect([(await s.view(id)).line.stage, (await s.view(id)).duties.map(d => d.dueDay), (await s.kinds('suggestion.promised', id)).length]).toEqual(['tracking', ['2025-12-20'], 1])
    w.setNow('2025-07-10T02:00:00.000Z')
    await s.act(id, 'replyAgain', w.people.roadsClerk, { class: 'solved', text: '已经完工', proof: '竣工验收单示例1号' })
    expect([await s.kinds('suggestion.class', id), await s.kinds('suggestion.firstClass', id)]).toEqual([['solved'], ['promised']])
    const held = await w.store.tx(1, tx => tx.rows<{ kind: string }>(`select kind from fact where congress = 1 and name = 'suggestion.class' and root = $1 and recorded_at <= $2::timestamptz and (retracted_at is null or retracted_at > $2::timestamptz)`, [id, '2025-07-01T00:00:00.000Z']))
    expect(held.map(r => r.kind), 'as of the first of July').toEqual(['promised'])
    expect((await w.service.matter(await w.who(w.people.officer), id, '2025-07-01'))!.marks.class).toBe('promised')
    await s.act(id, 'replyAgain', w.people.roadsClerk, { class: 'later', text: '验收后又塌陷，暂不具备条件' })
    expect([await s.kinds('suggestion.class', id), (await s.view(id)).timeline.filter(t => t.act === 'replyAgain').length]).toEqual([['later'], 3])
  })

  it('测评: counts are kept as they were cast, a tie decides nothing, void ballots are no grade', async () => {
    const id = await replied('关于示例测评的建议')
    await s.act(id, 'poll', w.people.officer, { meeting: '第三十次常委会会议', satisfied: 10, basically: 0, dissatisfied: 10, invalid: 3 })
    expect((await s.facts('suggestion.polled', id)).map(f => [f.kind, f.quantity])).toEqual([['satisfied', 10], ['dissatisfied', 10]])
    const event = (await w.store.readFamily(1, id))!.events.find(e => e.act === 'poll')!
    expect([event.input.invalid, event.to, await s.kinds('suggestion.result', id)]).toEqual([3, 'replied', []])
  })

  it('公开: against the deputy’s or the organ’s word nothing is published; one writes, another approves', async () => {
    const closed = await s.handedOver('关于示例代表不愿公开的建议', {}, w.people.wang, { openness: 'closed', opennessWhy: '涉及群众隐私' })
    await s.answer(closed, w.organs.roads, w.people.roadsClerk)
    const text = { title: '关于修路的建议', text: '示例：建议修路。', reply: '示例：已经修复。' }
    expect(await s.refused(closed, 'proposePublic', w.people.officer, text)).toBe('suggestion.openness')
    await s.act(closed, 'withhold', w.people.officer, { reason: 'deputy', why: '代表认为涉及隐私' })
    const organ = await replied('关于示例单位不愿公开的建议', { openness: 'closed', opennessWhy: '涉及商业秘密' })
    expect(await s.refused(organ, 'proposePublic', w.people.officer, text)).toBe('suggestion.openness')
    const open = await replied('关于示例可以公开的建议')
    expect(await s.refused(open, 'publish', w.people.officer)).toBe('suggestion.noDraft')
    expect(await s.refused(open, 'proposePublic', w.people.officer, { ...text, text: '请联系13800138000' })).toBe('input.personal')
    await s.act(open, 'proposePublic', w.people.officer, text)
    expect(await s.refused(open, 'publish', w.people.officer)).toBe('suggestion.secondPerson')
    await s.act(open, 'publish', w.people.officer2)
    await s.act(open, 'unpublish', w.people.officer, { why: '代表后来要求撤下' })
    expect(await s.kinds('suggestion.published', open)).toEqual([])
  })

  it('涉密误录: voided, it stops at once, leaves the public page and every figure; its attachments are erased', async () => {
    const file = await w.service.putFile(1, new TextEncoder().encode('%PDF-1.4\n% a sample\n'), '示例.pdf')
    if (!file.ok) throw new Error(file.says[0])
    const id = await s.handedOver('关于示例误录的建议', {}, w.people.wang, { attachments: [file.id] })
    expect((await s.view(id)).files.length).toBe(1)
    await s.answer(id, w.organs.roads, w.people.roadsClerk)
    await s.act(id, 'proposePublic', w.people.officer, { title: '关于示例的建议', text: '示例：内容。', reply: '示例：答复。' })
    await s.act(id, 'publish', w.people.officer2)
    await s.act(id, 'void', w.people.officer, { why: '误录入不应在本系统处理的内容' })
    const v = await s.view(id)
    expect([v.line.stage, v.marks.publicText, v.children.every(c => c.ended), (await s.facts('suggestion.accepted', id)).length, (await s.facts('suggestion.published', id)).length]).toEqual(['void', undefined, true, 0, 0])
    await s.act(id, 'erase', w.people.officer, { why: '清除误录的附件' })
    expect((await s.view(id)).files).toEqual([])
  })

  it('组成人员变动: who leads supervision is chosen among the members of that day', async () => {
    const committee = await s.enter({ table: 'organ', kind: 'standingCommittee', name: '示例县人大常委会', short: '常委会' })
    const [stays, leaves] = [await deputy('许示甲'), await deputy('许示乙')]
    for (const p of [stays, leaves]) await w.must({ matter: p, act: 'post', actor: s.clock, input: { postOrgan: committee, postKind: 'scViceChair', since: '2021-01-01' } })
    const [a, b] = [await s.handedOver('关于示例重点一的建议'), await s.handedOver('关于示例重点二的建议')]
    await s.act(a, 'setKey', w.people.officer, { topic: '学校食堂安全', leader: leaves })
    w.setNow('2025-08-02T02:00:00.000Z')
    const seat = (await w.store.tx(1, tx => tx.rows<{ id: Id }>(`select id::text from post where congress = 1 and person = $1 and kind = 'scViceChair'`, [leaves])))[0]!.id
    await w.must({ matter: leaves, act: 'endPost', actor: w.as(w.people.officer), input: { post: [seat], day: '2025-08-01', ground: 'transferred' } })
    expect(await s.refused(b, 'setKey', w.people.officer, { topic: '农村污水', leader: leaves })).toBe('input.choice')
    await s.act(b, 'setKey', w.people.officer, { topic: '农村污水', leader: stays })
    expect([(await s.facts('suggestion.key', a)).map(f => f.person), (await s.facts('suggestion.key', b)).map(f => f.person)], 'what was decided then stays').toEqual([[leaves], [stays]])
  })
})
