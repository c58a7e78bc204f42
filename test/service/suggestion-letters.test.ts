/** What the letters of suggestions say, who sees which, and that the same is said in PDF, Word and on the page. */
import { beforeAll, expect, it } from 'vitest'
import type { LetterContent } from '#loop/letter.ts'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { letter, type Suggestions, suggestions } from '#test/support/suggestions.ts'
import type { World } from '#test/support/world.ts'

const textOf = (c: LetterContent): string => [c.title, c.to ?? '', ...[...c.body, ...(c.annexes ?? []).flatMap(a => a.body)].map(b => (b.kind === 'p' ? b.text : b.kind === 'table' ? [b.head, ...b.rows].map(r => r.join(' ')).join('\n') : b.kind === 'choices' ? `${b.label}${b.options.map(o => `${o === b.chosen ? '■' : '□'}${o}`).join('')}` : b.label))].join('\n')

inBothWorlds('letters of suggestions', world => {
  let w: World, s: Suggestions
  beforeAll(async () => { w = world(); s = await suggestions(w) })
  const view = async (matter: Id, name: string, who: Id, one?: string) => w.service.letters.view(await w.who(who), matter, name, one)
  const content = async (matter: Id, name: string, who: Id = w.people.officer, one?: string): Promise<LetterContent> => { const v = await view(matter, name, who, one); if (!v || 'refusal' in v) throw new Error(`${name}: ${v ? v.refusal[0] : 'none'}`); return v.content }
  const refusal = async (matter: Id, name: string, who: Id = w.people.officer): Promise<string | undefined> => { const v = await view(matter, name, who); return v && 'refusal' in v ? v.refusal[0] : undefined }
  const lines = async (matter: Id, who: Id = w.people.officer) => (await w.service.matter(await w.who(who), matter))!.letters

  it('交办函: one for each organ of a table, with its own list, number, dates and copies', async () => {
    const [b, c] = [await s.accepted('关于示例交办函第二件的建议'), await s.accepted('关于示例交办函第三件的建议')]
    const batch = await s.table([{ suggestion: b, organ: w.organs.housing, co: [w.organs.roads] }, { suggestion: c, organ: w.organs.roads, complex: true }], '2025年代表建议交办会')
    expect((await lines(batch)).map(l => [l.name, l.each?.map(e => e.label[0])])).toEqual([['handOver', ['区住建局', '区交通运输局']], ['report', ['全部', '区住建局', '区交通运输局']]])
    const roads = await content(batch, 'handOver', w.people.officer, w.organs.roads)
    expect(roads).toMatchObject({ form: 'letter', mark: '区人大代工委', number: '区人大代工委交办〔2025〕2号', title: '关于交办示例区第二届人民代表大会第五次会议代表建议的函', to: '区交通运输局', date: '2025-06-18' })
    for (const x of ['代表建议2件（主办1件、会办1件）', '经2025年代表建议交办会', '请于2025年12月18日前书面答复代表', '请于2025年7月18日前向主办单位书面提出会办意见', '请于2025年7月2日前书面说明理由', '1 关于示例交办函第二件的建议 王喆 会办 2025年7月18日', '关于示例交办函第三件的建议 王喆 主办 2025年12月18日']) expect(textOf(roads), x).toContain(x)
    const housing = textOf(await content(batch, 'handOver', w.people.officer, w.organs.housing))
    expect(housing).toContain('代表建议1件（主办1件）')
    expect(housing).not.toContain('第三件')
    // An organ takes the one written to it, and no other's.
    for (const who of [w.people.roadsClerk, s.zhe, w.people.clerk]) expect(await view(batch, 'handOver', who, w.organs.housing)).toBeUndefined()
    expect(await view(batch, 'handOver', w.people.housingClerk, w.organs.housing)).toBeDefined()
    expect(await view(batch, 'handOver', w.people.housingClerk, w.organs.roads)).toBeUndefined()
    await s.act(batch, 'undo', w.people.officer, { why: '交错了单位' })
    expect(await refusal(batch, 'handOver')).toBe('这批交办已经撤回')
  })

  it('交办函 of a single one names it in the text; what went with a table is not listed on the suggestion', async () => {
    const [a, b] = [await s.accepted('关于示例单件交办的建议'), await s.accepted('关于示例随批交办的建议')]
    await s.act(a, 'handOver', w.people.officer, { organ: w.organs.housing })
    await s.table([{ suggestion: b, organ: w.organs.housing }])
    const one = await content(a, 'handOver', w.people.officer)
    expect(one.annexes).toBeUndefined()
    expect(one.number).toMatch(/^区人大代工委交办〔2025〕\d+号$/)
    expect(textOf(one)).toMatch(/第\d+号建议《关于示例单件交办的建议》（领衔代表王喆）交你单位主办/)
    expect((await lines(b)).map(l => l.name)).not.toContain('handOver')
  })

  it('what the committee asks of one in particular reaches the organ: in the letter, alone or of a table, and on its page', async () => {
    const [a, b, c] = [await s.accepted('关于示例单件要求的建议'), await s.accepted('关于示例批内要求的建议'), await s.accepted('关于示例没有要求的建议')]
    await s.act(a, 'handOver', w.people.officer, { organ: w.organs.housing, note: '请先到现场看一次' })
    expect(textOf(await content(a, 'handOver'))).toContain('对这件建议，另请注意：请先到现场看一次')
    const batch = await s.table([{ suggestion: b, organ: w.organs.housing, note: '与上一年的同类建议一并答复' }, { suggestion: c, organ: w.organs.housing }]), n = (await w.service.matter(await w.who(w.people.officer), b))!.marks.number
    expect(textOf(await content(batch, 'handOver', w.people.officer, w.organs.housing)).match(/另请注意/g)).toHaveLength(1)
    expect(textOf(await content(batch, 'handOver', w.people.officer, w.organs.housing))).toContain(`第${n}号建议，另请注意：与上一年的同类建议一并答复`)
    const seen = await w.service.matter(await w.who(w.people.housingClerk), await s.handling(a, w.organs.housing))
    expect(seen!.timeline.map(t => t.sentence[0]).join()).toContain('要求：请先到现场看一次')
  })

  it('a title that was corrected is the one on the organ’s page and in its reply; between sessions the number says so', async () => {
    const id = await s.propose('关于示例标体写错的建议')
    await s.act(id, 'accept', w.people.officer, { session: s.session, between: true })
    await s.act(id, 'handOver', w.people.officer, { organ: w.organs.housing })
    await s.act(id, 'correct', w.people.officer, { gist: '关于示例标题写对的建议', why: '录入错字' })
    const h = await s.drafted(id), page = await w.service.matter(await w.who(w.people.housingClerk), h), reply = await content(h, 'reply', w.people.housingClerk)
    expect([page!.gist, textOf(reply).includes('《关于示例标题写对的建议》（闭会期间第'), textOf(reply).includes('标体')]).toEqual(['关于示例标题写对的建议', true, false])
    expect((await w.service.matter(await w.who(w.people.officer), id))!.children[0]!.gist).toBe('关于示例标题写对的建议')
  })

  it('a draft is read before it is signed, may be taken back, and is no result while nobody signed it; where nobody may sign it is not begun', async () => {
    const id = await s.accepted('关于示例草稿的建议')
    await s.act(id, 'handOver', w.people.officer, { organ: w.organs.housing })
    const h = await s.drafted(id), look = async (who: Id) => (await w.service.matter(await w.who(who), h))!.reply
    expect(await look(s.head)).toMatchObject({ class: [expect.stringContaining('B类'), expect.anything()], text: letter.result, promisedBy: '2025-12-01', sent: false })
    expect(await look(w.people.officer), 'a draft is its own organ’s').toBeNull()
    await s.act(h, 'takeBackDraft', w.people.housingClerk)
    expect((await w.service.matter(await w.who(s.head), h))!.line.stage).toBe('working')
    await s.act(h, 'draft', w.people.housingClerk, letter)
    await s.act(id, 'void', w.people.officer, { why: '登记错了的一件' })
    expect((await w.service.matter(await w.who(w.people.officer), id))!.children.map(c => c.result), 'nobody signed it').toEqual([null])
    const other = await s.accepted('关于示例没有负责人的建议')
    const bureau = await s.enter({ table: 'organ', kind: 'handlingOrgan', name: '示例区气象局', short: '区气象局', nameEn: 'Weather' }), clerk = await s.enter({ table: 'person', name: '水示甲', nameEn: 'Shui', postOrgan: bureau, postKind: 'handlerClerk' })
    await s.act(other, 'handOver', w.people.officer, { organ: bureau })
    const r = await s.handling(other, bureau)
    await s.act(r, 'accept', clerk)
    expect(await s.refused(r, 'draft', clerk, letter)).toBe('handling.noHead')
    const acts = (await w.service.matter(await w.who(clerk), r))!.choices
    expect([acts.find(c => c.act === 'draft')!.refusal?.rule, acts.find(c => c.act === 'reply')!.main]).toEqual(['handling.noHead', true])
  })

  it('答复函: a draft for its own organ alone, without a number; signed, it has number, class, signer, contact and copies', async () => {
    const id = await s.accepted('关于示例答复函的建议')
    await s.act(id, 'handOver', w.people.officer, { organ: w.organs.housing })
    const h = await s.drafted(id), draft = await content(h, 'reply', w.people.housingClerk)
    expect([draft.status, draft.number, draft.signer]).toEqual(['draft', undefined, undefined])
    for (const who of [s.zhe, w.people.officer]) expect(await refusal(h, 'reply', who)).toBe('还没有审签发出')
    await s.act(h, 'signOff', s.head)
    const signed = await content(h, 'reply', s.zhe)
    expect(signed).toMatchObject({ form: 'letter', mark: '区住建局', number: '区住建局函〔2025〕1号', classMark: 'B类', signer: '孙示甲', to: '王喆代表', copies: '区人大代工委', note: '联系人：郑示丙', date: '2025-06-18' })
    expect(signed.status).toBeUndefined()
    expect(signed.title).toMatch(/^关于示例区第二届人民代表大会第五次会议第\d+号建议的答复$/)
    expect(signed.body.filter(x => x.kind === 'p' && x.level === 1)).toHaveLength(2)
    for (const x of ['您提出的《关于示例答复函的建议》', '我单位承诺在2025年12月1日前办成']) expect(textOf(signed), x).toContain(x)
    for (const who of [w.people.roadsClerk, w.people.clerk, w.people.townDeputy]) expect(await view(h, 'reply', who), 'not theirs').toBeUndefined()
  })

  it('names co-signers, says that it was handled again, and shows a sealed paper of the organ’s own before its text', async () => {
    const id = await s.propose('关于示例联名重办的建议', { how: 'joint', coSigners: [s.kun, w.people.li] })
    for (const p of [s.kun, w.people.li]) await s.act(id, 'coSign', p)
    await s.act(id, 'submit', s.zhe)
    await s.act(id, 'accept', w.people.officer, { session: s.session })
    await s.act(id, 'handOver', w.people.officer, { organ: w.organs.housing })
    await s.act(await s.drafted(id), 'signOff', s.head)
    const first = await content(await s.handling(id, w.organs.housing), 'reply', s.kun)
    expect(textOf(first)).toMatch(/您和(李堃、李示乙|李示乙、李堃)代表联名提出的/)
    await s.act(id, 'evaluate', s.zhe, { process: 'satisfied', result: 'dissatisfied', comment: '没有说清 #哪一年$x$' })
    const filled = await content(id, 'opinionForm')
    expect(textOf(filled)).toContain('对办理过程（态度、沟通）■满意□基本满意□不满意')
    for (const x of ['对办理结果□满意□基本满意■不满意', '意见和建议：没有说清 #哪一年$x$', '评价代表 王喆', '区住建局（主办）', '当面沟通']) expect(textOf(filled), x).toContain(x)
    const again = await s.handling(id, w.organs.housing), png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), put = await w.service.putFile(1, png, '盖章件.png')
    await s.act(again, 'accept', w.people.housingClerk)
    await s.act(again, 'contact', w.people.housingClerk, { how: 'phone', day: '2025-06-18', note: '说明了年份' })
    await s.act(again, 'reply', w.people.housingClerk, { ...letter, ownNumber: '示住建函〔2025〕8号', scan: [put.ok ? put.id : ''] })
    const second = await content(again, 'reply', s.zhe)
    expect(second).toMatchObject({ number: '示住建函〔2025〕8号', status: 'copy' })
    expect(second.title).toMatch(/重新办理情况的答复$/)
    expect(textOf(second)).toContain('现再次答复如下')
    const seen = (await w.service.matter(await w.who(s.zhe), id))!.children.flatMap(c => c.letters).filter(l => l.scans.length)
    expect(seen.map(l => [l.name, l.scans.map(f => f.name)])).toEqual([['reply', ['盖章件.png']]])
    expect(await w.service.getFile(await w.who(s.zhe), seen[0]!.scans[0]!.id)).toMatchObject({ mime: 'image/png' })
    expect(textOf(await content(id, 'opinionForm')), 'the next round is empty').toContain('对办理结果□满意□基本满意□不满意')
    await s.act(id, 'evaluate', s.zhe, { process: 'satisfied', result: 'basically' })
    await s.act(id, 'replyAgain', w.people.housingClerk, { class: 'solved', text: '积水点已经改造完工，雨后没有积水。', proof: '竣工验收单示例1号' })
    const more = await content(id, 'followUp', s.kun)
    expect(more).toMatchObject({ mark: '区住建局', classMark: 'A类', to: '王喆代表' })
    for (const x of ['办理情况的续报', '由“B类：正在解决或已列入计划”变更为“A类：已解决或基本解决”', '凭据：竣工验收单示例1号']) expect(textOf(more), x).toContain(x)
    expect(more.number).toMatch(/^区住建局函〔2025〕\d+号$/)
  })

  it('会办意见 goes to the lead organ, with a number of its own', async () => {
    const id = await s.accepted('关于示例会办意见的建议')
    await s.act(id, 'handOver', w.people.officer, { organ: w.organs.housing, co: [w.organs.roads] })
    const h = await s.handling(id, w.organs.roads)
    await s.act(h, 'accept', w.people.roadsClerk)
    expect(await refusal(h, 'coView', w.people.roadsClerk)).toBe('还没有提出会办意见')
    await s.act(h, 'coView', w.people.roadsClerk, { view: '我局负责的路段已列入养护计划，建议一并施工。' })
    const view_ = await content(h, 'coView', w.people.housingClerk)
    expect(view_).toMatchObject({ mark: '区交通运输局', number: '区交通运输局函〔2025〕1号', to: '区住建局', copies: '区人大代工委' })
    expect(textOf(view_)).toContain('我局负责的路段已列入养护计划')
    expect((await w.service.matter(await w.who(w.people.roadsClerk), h))!.letters.map(l => l.name)).toEqual(['coView'])
  })

  it('退办说明 and what the district answers, agreed or refused', async () => {
    const id = await s.accepted('关于示例退办说明的建议')
    await s.act(id, 'handOver', w.people.officer, { organ: w.organs.housing })
    const h = await s.handling(id, w.organs.housing)
    await s.act(h, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: '该路段由交通部门管养', suggests: w.organs.roads })
    const back = await content(h, 'handedBack', w.people.officer)
    expect(back).toMatchObject({ mark: '区住建局', to: '区人大代工委', note: '联系人：郑示丙' })
    for (const x of ['你委交由我单位主办的', '退办理由：不属本单位职责', '该路段由交通部门管养', '建议改由区交通运输局办理']) expect(textOf(back), x).toContain(x)
    await s.act(h, 'refuseReturn', w.people.officer, { why: '经核对，路灯部分仍由你单位负责' })
    const no = await content(h, 'decided', w.people.housingClerk)
    expect(no).toMatchObject({ mark: '区人大代工委', number: '区人大代工委函〔2025〕1号', to: '区住建局' })
    expect(no.title).toMatch(/^关于不同意退办.*的复函$/)
    expect(textOf(no)).toContain('经核对，路灯部分仍由你单位负责')
    await s.act(h, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: '路灯已经移交城管部门', suggests: w.organs.roads })
    expect((await w.service.matter(await w.who(w.people.officer), h))!.letters.map(l => l.name)).not.toContain('decided')
    await s.act(h, 'agreeReturn', w.people.officer, { note: '请协助移交资料' })
    expect((await content(h, 'decided')).title).toMatch(/^关于同意退办/)
    await s.act(id, 'handOverAgain', w.people.officer, { organ: w.organs.roads })
    expect((await lines(id)).find(l => l.name === 'handOver')!.each!.map(e => e.label[0])).toEqual(['区住建局', '区交通运输局'])
  })

  it('办理情况报告: figures with their base and a table, as a draft, of the whole and of one organ', async () => {
    const ids = [await s.accepted('关于示例报告第一件的建议'), await s.accepted('关于示例报告第二件的建议'), await s.accepted('关于示例报告第三件的建议')]
    const batch = await s.table([{ suggestion: ids[0], organ: w.organs.housing }, { suggestion: ids[1], organ: w.organs.housing }, { suggestion: ids[2], organ: w.organs.roads, co: [w.organs.housing] }])
    await s.act(await s.drafted(ids[0]!, { class: 'solved' }), 'signOff', s.head)
    await s.act(ids[0]!, 'evaluate', s.zhe, { process: 'satisfied', result: 'satisfied' })
    const all = await content(batch, 'report', w.people.officer, 'all'), housing = await content(batch, 'report', w.people.officer, w.organs.housing)
    expect(all).toMatchObject({ form: 'document', status: 'draft', mark: '区人大代工委', organ: '区人大代工委' })
    expect(all.number).toBeUndefined()
    for (const x of ['代表建议3件交由2家单位办理', '已答复代表1件，答复率33.33%；其中按期答复1件，超期答复0件，按期答复率100%', '当面沟通的1件，占100%', '正在办理2件', 'A类（已解决或基本解决）1件，占100%', '满意1件、基本满意0件、不满意0件，满意率100%', '关于示例报告第一件的建议 区住建局 2025年6月18日 A类 满意', '关于示例报告第三件的建议 区交通运输局 正在办理']) expect(textOf(all), x).toContain(x)
    for (const x of ['你委将', '代表建议2件交由我单位', '答复率50%']) expect(textOf(housing), x).toContain(x)
    expect(textOf(housing)).not.toContain('第三件')
  })

  it('an auditor reads the course of a suggestion and takes none of its letters', async () => {
    const id = await s.accepted('关于示例督查人员不取公文的建议'), auditor = (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { table: 'person', name: '吕示甲', nameEn: 'Lü', since: '2021-01-01', postOrgan: w.organs.district, postKind: 'auditor' } })).matter
    await s.act(id, 'handOver', w.people.officer, { organ: w.organs.housing })
    const h = await s.drafted(id), who = await w.who(auditor)
    await s.act(h, 'signOff', s.head)
    expect((await w.service.matter(who, id))!.timeline.length).toBeGreaterThan(3)
    for (const [m, name, one] of [[id, 'handOver', w.organs.housing], [id, 'opinionForm', undefined], [h, 'reply', undefined]] as const) {
      expect(await view(m, name, w.people.officer, one), 'there is one').toBeDefined()
      expect([await view(m, name, auditor, one), await w.service.letters.file(who, m, name, 'docx', one), await w.service.letters.zip(who, [m], name, 'docx')], name).toEqual([undefined, undefined, undefined])
    }
  })

  it('a request’s handling has none of them', async () => {
    const opened = await w.must({ procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: '示例：路灯不亮', place: w.places.street } }), sent = await w.must({ matter: opened.root, act: 'dispatch', actor: w.as(w.people.clerk), input: { organ: w.organs.office, gist: '路灯不亮', category: '1' } })
    expect((await w.service.matter(await w.who(w.people.officeClerk), sent.opened[0]!))!.letters).toEqual([])
    expect(await view(sent.opened[0]!, 'reply', w.people.officeClerk)).toBeUndefined()
  })
})
