import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import type { World } from '#test/support/world.ts'

const body = '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造并公示计划。'

inBothWorlds('a suggestion goes round', world => {
  let w: World, head: Id, session: Id
  const clock = { kind: 'clock' } as const
  const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: clock, input: { since: '2021-01-01', ...input } })).matter
  beforeAll(async () => {
    w = world()
    const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Second term', assembly: w.organs.assembly, number: 2 })
    session = await enter({ table: 'term', kind: 'session', name: '示例第二届第五次会议', nameEn: 'Fifth session', assembly: w.organs.assembly, parent: term, number: 5, since: '2025-03-11', until: '2025-03-13' })
    head = await enter({ table: 'person', name: '孙示甲', nameEn: 'Sun', postOrgan: w.organs.housing, postKind: 'handlerHead' })
  })
  const act = (matter: Id, name: string, who: Id, input: Record<string, unknown> = {}) => w.must({ matter, act: name, actor: w.as(who), input })
  const refused = async (matter: Id, name: string, who: Id, input: Record<string, unknown> = {}): Promise<string> => { const out = await w.try_({ matter, act: name, actor: w.as(who), input }); return out.ok ? 'done' : out.refusal.rule }
  const propose = async (title: string, who = w.people.wang, more: Record<string, unknown> = {}): Promise<Id> => (await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(who), input: { title, text: body, how: 'single', theme: 'T1', ...more } })).root
  const view = async (id: Id, who: Id = w.people.officer) => (await w.service.matter(await w.who(who), id))!
  const accepted = async (title: string): Promise<Id> => { const id = await propose(title); await act(id, 'accept', w.people.officer, { session }); return id }
  const kinds = async (name: string, root: Id): Promise<string[]> => (await w.store.tx(1, tx => tx.rows<{ kind: string | null }>('select kind from fact where congress = 1 and name = $1 and root = $2 and retracted_seq is null', [name, root]))).map(r => r.kind ?? '')
  const handling = async (id: Id, organ: Id): Promise<Id> => { const read = await w.store.readFamily(1, id); return read!.events.filter(e => e.procedure === 'handling' && e.parties?.handler?.[0] === organ).at(-1)!.matter }

  it('is signed by those who mean it; who does not sign looks like no answer', async () => {
    const id = await propose('关于改造示例背街小巷的建议', w.people.wang, { how: 'joint', coSigners: [w.people.li, w.people.zhao] })
    expect((await view(id)).line.stage).toBe('coSigning')
    await act(id, 'coSign', w.people.li)
    expect((await view(id)).duties.map(d => d.act)).toEqual(['coSign'])
    await act(id, 'refuseCoSign', w.people.zhao)
    for (const who of [w.people.officer, w.people.wang, w.people.li]) { const { timeline, parties, marks, duties } = await view(id, who); expect(JSON.stringify({ timeline, parties, marks, duties })).not.toMatch(/refuseCoSign|不参加|declined/) }
    await act(id, 'amend', w.people.wang, { title: '关于分批改造示例背街小巷的建议', text: body, theme: 'T1' })
    expect((await view(id)).parties.find(p => p.party === 'coSigners')).toBeUndefined()
    await act(id, 'coSign', w.people.li)
    await act(id, 'submit', w.people.wang)
    expect(await kinds('suggestion.received', id)).toEqual(['joint'])
    expect(await refused(id, 'accept', w.people.roadsClerk)).toBe('matter')
  })

  it('town deputies propose to their town; co-signers and the way of proposing agree', async () => {
    const town = await w.try_({ procedure: 'suggestion', act: 'propose', actor: w.as(w.people.townDeputy), input: { title: '关于示例一镇道路的建议', text: body, how: 'single' } })
    expect(town).toMatchObject({ ok: false, refusal: { rule: 'suggestion.level' } })
    expect(await w.try_({ procedure: 'suggestion', act: 'propose', actor: w.as(w.people.wang), input: { title: '关于示例道路的建议', text: body, how: 'joint' } })).toMatchObject({ ok: false, refusal: { field: 'coSigners' } })
  })

  it('numbers run without a gap, whoever accepts at once, and a refused act takes none', async () => {
    const papers = await Promise.all([1, 2, 3, 4].map(n => propose(`关于第${n}件示例事情的建议`)))
    await Promise.all(papers.map((id, i) => act(id, 'accept', i % 2 ? w.people.officer : w.people.officer2, { session })))
    expect(await refused(papers[0]!, 'accept', w.people.officer, { session })).toBe('stage')
    const next = await accepted('关于再一件示例事情的建议')
    const numbers = await Promise.all([...papers, next].map(async id => Number((await view(id)).marks.number)))
    expect([...numbers].sort((a, b) => a - b)).toEqual(numbers.map((_, i) => Math.min(...numbers) + i))
    const together = await Promise.all([1, 2, 3].map(n => propose(`关于一并受理第${n}件的建议`)))
    await w.service.acts(together.map((matter, i) => ({ congress: 1, matter, act: 'accept', actor: w.as(w.people.officer), input: { session }, key: `together-${matter}-${i}` })))
    expect(await Promise.all(together.map(async id => Number((await view(id)).marks.number)))).toEqual([1, 2, 3].map(n => Math.max(...numbers) + n))
  })

  it('one table hands many over, all or none, each organ with its letter number; undone until somebody signs', async () => {
    const [a, b, declined] = [await accepted('关于示例交办一的建议'), await accepted('关于示例交办二的建议'), await propose('关于没有受理的建议')]
    const table = (rows: Record<string, unknown>[]) => w.try_({ procedure: 'handover', act: 'make', actor: w.as(w.people.officer), input: { rows } })
    expect(await table([{ suggestion: a, organ: w.organs.housing }, { suggestion: declined, organ: w.organs.roads }])).toMatchObject({ ok: false, refusal: { rule: 'stage' } })
    expect((await view(a)).line.stage).toBe('registered')
    expect(await table([{ suggestion: a, organ: w.organs.heating }])).toMatchObject({ ok: false, refusal: { field: 'rows.0.organ' } })
    const done = await table([{ suggestion: a, organ: w.organs.housing, co: [w.organs.roads] }, { suggestion: b, organ: w.organs.roads, complex: true }])
    if (!done.ok) throw new Error(done.refusal.says[0])
    expect([(await view(a)).line.stage, (await view(b)).line.stage]).toEqual(['handedOver', 'handedOver'])
    const lead = await view(await handling(a, w.organs.housing)), six = await view(await handling(b, w.organs.roads))
    expect(lead.duties.find(d => d.act === 'reply')).toMatchObject({ dueDay: '2025-09-18' })
    expect(six.duties.find(d => d.act === 'reply')!.dueDay).toBe('2025-12-18')
    const made = await w.store.readFamily(1, done.root)
    expect(made!.events[0]!.numbers?.map(n => n.n)).toEqual([1, 2])
    await act(done.root, 'undo', w.people.officer, { why: '交错了单位' })
    expect([(await view(a)).line.stage, await kinds('suggestion.handedOver', a)]).toEqual(['registered', []])
    const again = await table([{ suggestion: a, organ: w.organs.housing }, { suggestion: b, organ: w.organs.roads }])
    if (!again.ok) throw new Error(again.refusal.says[0])
    await act(await handling(b, w.organs.roads), 'signFor', w.people.roadsClerk)
    expect(await refused(again.root, 'undo', w.people.officer, { why: '想再撤回' })).toBe('suggestion.signed')
    expect((await view(a)).line.stage).toBe('handedOver')
  })

  it('no reply without contact; signed by the head; dissatisfied once is handled again, a promise is owed until proven', async () => {
    const id = await accepted('关于示例答复评价的建议')
    await act(id, 'handOver', w.people.officer, { organ: w.organs.housing, co: [w.organs.roads] })
    const h = await handling(id, w.organs.housing)
    await act(h, 'accept', w.people.housingClerk)
    expect((await view(id)).line.stage).toBe('handling')
    const letter = { class: 'promised', result: '已列入明年改造计划，资金已经落实，按期完成。', promisedBy: '2025-12-01' }
    expect(await refused(h, 'draft', w.people.housingClerk, { ...letter, promisedBy: undefined })).toBe('handling.promise')
    await act(h, 'draft', w.people.housingClerk, letter)
    expect(await refused(h, 'signOff', head)).toBe('handling.contact')
    for (const [day, how] of [['2025-06-18', 'phone'], ['2025-06-18', 'letter']] as const) await act(h, 'contactFailed', w.people.housingClerk, { how, day, note: '没有联系上' })
    expect(await refused(h, 'signOff', head), 'three different days are asked for').toBe('handling.contact')
    await act(h, 'contact', w.people.housingClerk, { how: 'faceToFace', day: '2025-06-18', note: '当面听取意见，代表同意' })
    expect(await refused(h, 'signOff', w.people.housingClerk)).toBe('role')
    await act(h, 'signOff', head)
    const replied = await view(id)
    expect(replied.line.stage).toBe('replied')
    expect([await kinds('suggestion.class', id), await kinds('suggestion.contacted', id), await kinds('suggestion.replied', id)]).toEqual([['promised'], ['faceToFace'], ['onTime']])
    expect(replied.duties.find(d => d.act === 'replyAgain')).toMatchObject({ dueDay: '2025-12-01' })
    expect((await view(await handling(id, w.organs.roads))).line.stage, 'a silent co-handler holds nobody up').toBe('stopped')
    expect(await refused(id, 'evaluate', w.people.officer, { process: 'satisfied', result: 'satisfied' })).toBe('role')
    expect(await refused(id, 'evaluate', w.people.wang, { process: 'satisfied', result: 'dissatisfied' })).toBe('input.invalid')
    await act(id, 'evaluate', w.people.wang, { process: 'satisfied', result: 'dissatisfied', comment: '没有说清哪一年' })
    expect((await view(id)).line.stage).toBe('rehandling')
    const second = await handling(id, w.organs.housing)
    expect(second).not.toBe(h)
    await act(second, 'accept', w.people.housingClerk)
    await act(second, 'contact', w.people.housingClerk, { how: 'phone', day: '2025-06-18', note: '说明了年份' })
    await act(second, 'reply', w.people.housingClerk, { ...letter, ownNumber: '示住建函〔2025〕8号' })
    await act(id, 'evaluate', w.people.wang, { process: 'satisfied', result: 'basically' })
    expect((await view(id)).line.stage).toBe('tracking')
    expect([await kinds('suggestion.firstResult', id), await kinds('suggestion.result', id), (await kinds('suggestion.rehandled', id)).length, (await kinds('suggestion.promised', id)).length]).toEqual([['dissatisfied'], ['basically'], 1, 1])
    expect(await refused(id, 'replyAgain', w.people.housingClerk, { class: 'solved', text: '已经完工' })).toBe('suggestion.proof')
    await act(id, 'replyAgain', w.people.housingClerk, { class: 'solved', text: '已经完工', proof: '竣工验收单示例1号' })
    expect((await view(id)).line.stage).toBe('closed')
    expect([await kinds('suggestion.class', id), (await kinds('suggestion.kept', id)).length, await kinds('suggestion.firstClass', id)]).toEqual([['solved'], 1, ['promised']])
  })

  it('a return is asked in the window, agreed, and the clock of the next organ runs from the first hand-over', async () => {
    const id = await accepted('关于示例退办改交的建议')
    await act(id, 'handOver', w.people.officer, { organ: w.organs.housing })
    const h = await handling(id, w.organs.housing)
    await act(h, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: '属交通部门职责', suggests: w.organs.roads })
    expect((await view(id)).line.stage).toBe('returnPending')
    await act(h, 'agreeReturn', w.people.officer)
    expect((await view(id)).line.stage).toBe('returned')
    w.setNow('2025-06-20T02:00:00.000Z')
    await act(id, 'handOverAgain', w.people.officer, { organ: w.organs.roads })
    expect((await view(await handling(id, w.organs.roads))).duties.find(d => d.act === 'reply')!.dueDay).toBe('2025-09-18')
    const organs = await w.store.tx(1, tx => tx.rows<{ organ: string }>(`select organ::text from fact where congress = 1 and name = 'suggestion.assigned' and root = $1 and retracted_seq is null`, [id]))
    expect(organs.map(o => o.organ)).toEqual([w.organs.roads])
  })

  it('whoever has a post in the handling organ does not rate it: another signer does', async () => {
    const id = await propose('关于示例回避的建议', w.people.zhao, { how: 'joint', coSigners: [w.people.li] })
    await act(id, 'coSign', w.people.li)
    await act(id, 'submit', w.people.zhao)
    await act(id, 'accept', w.people.officer, { session })
    await act(id, 'handOver', w.people.officer, { organ: w.organs.roads })
    const h = await handling(id, w.organs.roads)
    await act(h, 'accept', w.people.roadsClerk)
    await act(h, 'contact', w.people.roadsClerk, { how: 'faceToFace', day: '2025-06-20', note: '当面沟通，听取意见' })
    await act(h, 'reply', w.people.roadsClerk, { class: 'solved', result: '已经修复完毕，恢复通行，请代表监督。', ownNumber: '示交函〔2025〕3号' })
    expect(await refused(id, 'evaluate', w.people.zhao, { process: 'satisfied', result: 'satisfied' })).toBe('conflict')
    await act(id, 'evaluate', w.people.li, { process: 'satisfied', result: 'satisfied' })
    expect((await view(id)).line.stage).toBe('closed')
  })

  it('silence is its own number and closes nothing that is promised', async () => {
    const id = await accepted('关于示例到期未评价的建议')
    await act(id, 'handOver', w.people.officer, { organ: w.organs.roads })
    const h = await handling(id, w.organs.roads)
    await act(h, 'accept', w.people.roadsClerk)
    await act(h, 'contact', w.people.roadsClerk, { how: 'phone', day: '2025-06-20', note: '电话沟通，听取意见' })
    await act(h, 'reply', w.people.roadsClerk, { class: 'promised', result: '已列入年度计划，年底前完成施工。', promisedBy: '2025-12-30', ownNumber: '示交函〔2025〕4号' })
    w.setNow('2025-07-25T02:00:00.000Z')
    await w.service.sweep(1)
    expect([(await view(id)).line.stage, (await kinds('suggestion.noAnswer', id)).length, await kinds('suggestion.result', id)]).toEqual(['tracking', 1, []])
  })

  it('one sitting covers an organ’s suggestions in one act', async () => {
    const list = [await accepted('关于示例督办一的建议'), await accepted('关于示例督办二的建议')]
    for (const id of list) await act(id, 'handOver', w.people.officer, { organ: w.organs.roads })
    const done = await w.must({ procedure: 'sitting', act: 'hold', actor: w.as(w.people.officer), input: { organ: w.organs.roads, suggestions: list, leader: w.people.li, team: '一组', present: [w.people.wang] } })
    for (const id of list) expect(await kinds('suggestion.supervised', id)).toEqual(['一组'])
    expect(done.echoed).toEqual(list.map(matter => ({ matter, opened: [] })))
    expect((await view(done.root)).line.stage).toBe('held')
  })

  it('a sitting hears what was answered and rated early, too: the round leaves none out', async () => {
    w.setNow('2025-07-25T02:30:00.000Z')
    const id = await accepted('关于早已办结也要听取汇报的建议')
    const handed = await w.must({ procedure: 'handover', act: 'make', actor: w.as(w.people.officer), key: 'handed over once', input: { rows: [{ suggestion: id, organ: w.organs.roads, co: [w.organs.housing] }] } })
    const h = await handling(id, w.organs.roads)
    expect(handed.echoed).toEqual([{ matter: id, opened: [h, await handling(id, w.organs.housing)] }])
    await act(h, 'accept', w.people.roadsClerk)
    const again = await w.must({ procedure: 'handover', act: 'make', actor: w.as(w.people.officer), key: 'handed over once', input: { rows: [{ suggestion: id, organ: w.organs.roads, co: [w.organs.housing] }] } })
    expect([again.verdict, again.echoed]).toEqual(['replayed', handed.echoed])
    await act(h, 'contact', w.people.roadsClerk, { how: 'faceToFace', day: '2025-07-25', note: '当面沟通，听取意见' })
    await act(h, 'reply', w.people.roadsClerk, { class: 'solved', result: '已经修复完毕，恢复通行，请代表监督。', ownNumber: '示交函〔2025〕9号' })
    await act(id, 'evaluate', w.people.wang, { process: 'satisfied', result: 'satisfied' })
    expect((await view(id)).line.stage).toBe('closed')
    await w.must({ procedure: 'sitting', act: 'hold', actor: w.as(w.people.officer), input: { organ: w.organs.roads, suggestions: [id], leader: w.people.li, team: '二组' } })
    expect(await kinds('suggestion.supervised', id)).toEqual(['二组'])
  })
})
