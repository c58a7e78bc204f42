/** The two ledgers an office brings along: every matter where the ledger says it stands, going on from there by the same acts, said to be imported, taken back as a whole. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDuties, fold } from '#loop/fold.ts'
import type { Id } from '#loop/words.ts'
import type { ImportView } from '#service/import/views.ts'
import type { Who } from '#service/views.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import type { World } from '#test/support/world.ts'
import { book, type Given, raw, row, table } from '#test/import/files.ts'

const suggestionHead = ['会议', '建议号', '标题', '分类', '领衔代表', '联名代表', '提出日期', '主办单位', '会办单位', '承办方式', '交办日期', '办理期限', '延期至', '答复日期', '答复文号', '结果类别', '承诺办成日期', '沟通方式', '对办理过程的评价', '对办理结果的评价', '评价日期', '现在的状态']
const requestHead = ['编号', '收到日期', '渠道', '类别', '街道（镇）', '反映事项', '反映人', '联系电话', '匿名', '承办单位', '派单日期', '办理期限', '延期至', '报请的上级单位', '办结日期', '办理结果', '办理结论', '跟单代表', '核实代表', '核实日期', '告知反映人日期', '满意程度', '现在的状态']
const filled = (head: readonly string[], given: Record<string, Given>): Given[] => { for (const k of Object.keys(given)) if (!head.includes(k)) throw new Error(k); return head.map(h => given[h] ?? null) }
let count = 0
const suggestion = (state: string, more: Record<string, Given> = {}): Given[] => { const n = more.建议号 === undefined ? ++count : more.建议号; return filled(suggestionHead, { 会议: '二届五次', 标题: `关于第${n}件示例事情的建议`, 领衔代表: '王示甲', 现在的状态: state, ...more, 建议号: n }) }
const handed = { 主办单位: '区住建局', 交办日期: '2025-03-20' }, replied = { ...handed, 答复日期: '2025-05-20', 答复文号: '示住建函〔2025〕3号', 结果类别: 'A', 沟通方式: '当面' }
const request = (state: string, more: Record<string, Given> = {}): Given[] => filled(requestHead, { 编号: `示联${++count}`, 收到日期: '2025-04-10', 渠道: '接待日', '街道（镇）': '示例一街道', 反映事项: `示例：第${count}处路灯不亮`, 现在的状态: state, ...more })
const sentOut = { 承办单位: '示例一街道办事处', 派单日期: '2025-04-14' }, done = { ...sentOut, 办结日期: '2025-05-06', 办理结果: '已更换灯具' }

inBothWorlds('ledgers', world => {
  let w: World, officer: Who, session: Id, head: Id
  const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input } })).matter
  beforeAll(async () => {
    w = world()
    officer = await w.who(w.people.officer)
    const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Second term', assembly: w.organs.assembly, number: 2 })
    session = await enter({ table: 'term', kind: 'session', name: '示例第二届第五次会议', nameEn: 'Fifth session', assembly: w.organs.assembly, parent: term, number: 5, since: '2025-03-11', until: '2025-03-13' })
    head = await enter({ table: 'person', name: '孙示甲', postOrgan: w.organs.housing, postKind: 'handlerHead' })
  })
  afterAll(() => w.service.imports.idle())
  const take = async (kind: string, bytes: Uint8Array, again = false): Promise<Id> => { const t = await w.service.imports.take(officer, kind, bytes, '台账.xlsx', again); if (!t.ok) throw new Error(t.says[0]); return t.id }
  const view = async (id: Id): Promise<ImportView> => (await w.service.imports.view(officer, id))!
  const faults = async (id: Id): Promise<string[]> => (await view(id)).open!.faults.map(f => `${f.address} ${f.says[0]}`)
  const finished = async (id: Id): Promise<ImportView> => { await w.service.imports.idle(); await w.service.imports.carryOn(w.congress); return view(id) }
  const carry = async (id: Id): Promise<ImportView> => { expect(await faults(id)).toEqual([]); expect(await w.service.imports.commit(officer, id)).toBeUndefined(); const v = await finished(id); expect([v.line.state, v.why]).toEqual(['done', null]); return v }
  const matters = (id: Id) => w.store.tx(w.congress, tx => tx.rows<{ id: Id; title: string; stage: string; procedure: string; parent: Id | null; marks: Record<string, string> }>("select id, title, stage, procedure, parent, marks from matter where congress = $1 and marks->>'imported' = $2 order by (marks->>'number')::int, title, opened_at", [w.congress, id]))
  const whole = async (id: Id) => (await matters(id)).filter(m => m.parent === null)
  const family = async (id: Id) => { const read = (await w.store.readFamily(w.congress, id))!; return { read, f: fold(read.root, read.events) } }
  const act = (matter: Id, name: string, who: Id, input: Record<string, unknown> = {}) => w.must({ matter, act: name, actor: w.as(who), input })
  const facts = (root: Id) => w.store.tx(w.congress, tx => tx.rows<{ name: string; kind: string | null; day: string }>("select name, kind, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from fact where congress = $1 and root = $2 and retracted_seq is null order by seq, n", [w.congress, root]))
  const page = async (id: Id, who = w.people.officer) => (await w.service.matter(await w.who(who), id))!

  it('suggestions stand where the ledger says, each organ’s share with them, and nothing is acted out', async () => {
    const rows = [
      suggestion('待审查', { 建议号: null }), suggestion('待交办'), suggestion('已交办', { ...handed, 会办单位: '区交通运输局' }), suggestion('办理中', { ...handed, 会办单位: '区交通运输局', 联名代表: '李示乙、赵示丙' }), suggestion('已退办', handed), suggestion('已答复', replied),
      suggestion('重新办理', { ...replied, 对办理过程的评价: '满意', 对办理结果的评价: '不满意', 评价日期: '2025-06-03' }), suggestion('承诺跟踪', { ...replied, 结果类别: 'B', 承诺办成日期: '2025-11-30', 对办理结果的评价: '基本满意' }), suggestion('已办结', { ...replied, 对办理结果的评价: '满意' }), suggestion('已办结', { ...replied, 对办理结果的评价: '未评价' }), suggestion('已撤回'), suggestion('不作为建议处理'),
    ]
    const id = await take('suggestions', await table(suggestionHead, ...rows))
    expect((await carry(id)).enters).toBe(rows.length)
    const all = await whole(id)
    expect(all.map(m => m.stage).sort()).toEqual(['submitted', 'registered', 'handedOver', 'handling', 'returned', 'replied', 'rehandling', 'tracking', 'closed', 'closed', 'withdrawn', 'declined'].sort())
    const of = (stage: string) => all.find(m => m.stage === stage)!
    for (const m of all) {
      const { read, f } = await family(m.id)
      expect([...new Set(read.events.map(e => e.act))], m.stage).toEqual(['takeOver'])
      expect(new Set(read.events.map(e => e.at)).size, 'one moment, today').toBe(1)
      const line = (await page(m.id)).line
      expect(line.flags.map(x => x[0])).toContain('导入')
      // Nobody is left without something owed: the rule every open matter is held to.
      for (const s of f.matters.values()) if (!s.ended) expect(openDuties(s).length + s.children.filter(x => !f.matters.get(x)!.ended).length, `${s.procedure}.${s.stage}`).toBeGreaterThan(0)
    }
    expect(await w.service.orphans(w.congress)).toEqual([])
    const stands = async (stage: string) => [...(await family(of(stage).id)).f.matters.values()].filter(s => s.parent).map(s => `${s.marks.role} ${s.stage}`)
    expect([await stands('handedOver'), await stands('handling'), await stands('returned'), await stands('replied'), await stands('rehandling'), await stands('registered')]).toEqual([['lead sent', 'co sent'], ['lead working', 'co working'], ['lead returned'], ['lead submitted'], ['lead submitted', 'lead working'], []])
    expect(openDuties([...(await family(of('handedOver').id)).f.matters.values()].find(s => s.marks.role === 'lead')!).map(d => d.act).sort()).toEqual(['reply', 'signFor'])
    // What the ledger does not date is reckoned from its own day and explained by the article; what it dates is a fact of that day.
    const working = [...(await family(of('handling').id)).f.matters.values()].find(s => s.marks.role === 'lead')!
    expect(openDuties(working).map(d => [d.act, d.due.slice(0, 10), JSON.stringify(d.basis)])).toEqual([['reply', '2025-06-20', '{"law":"代表法","article":"第五十一条"}']])
    expect(await facts(of('handling').id)).toContainEqual({ name: 'suggestion.handedOver', kind: 'normal', day: '2025-03-20' })
    expect((await facts(of('handling').id)).filter(x => x.name === 'suggestion.coSigned').map(x => x.day)).toEqual(['2025-03-11', '2025-03-11'])
    expect(await facts(of('tracking').id)).toContainEqual({ name: 'suggestion.replied', kind: 'onTime', day: '2025-05-20' })
    expect((await page(of('tracking').id)).duties.map(d => [d.act, d.dueDay])).toEqual([['replyAgain', '2025-11-30']])
    expect((await page(of('handling').id)).timeline[0]!.sentence[0]).toBe('由建议台账转入，台账状态：办理中')
    // Those accepted from now on go on after the highest number the ledger brought.
    const next = (await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(w.people.wang), input: { title: '关于导入以后新提一件的建议', text: '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造。', how: 'single' } })).root
    await act(next, 'accept', w.people.officer, { session })
    expect(Number((await page(next)).marks.number)).toBe(count + 1)
    expect((await w.service.rebuild(w.congress)).differed).toEqual([])
  })

  it('a given date stays as the ledger has it; an extended one keeps its first', async () => {
    const id = await take('suggestions', await table(suggestionHead, suggestion('办理中', { 建议号: 301, ...handed, 办理期限: '2025-06-30' }), suggestion('办理中', { 建议号: 302, ...handed, 办理期限: '2025-06-10', 延期至: '2025-09-10' }), suggestion('已答复', { 建议号: 303, ...replied, 办理期限: '2025-04-30', 延期至: '2025-05-30' })))
    await carry(id)
    const [given, extended, late] = await whole(id), lead = async (m: Id) => [...(await family(m)).f.matters.values()].find(s => s.parent)!
    expect(openDuties(await lead(given!.id)).map(d => [d.due.slice(0, 10), d.why[0]![0]])).toEqual([['2025-06-30', '期限按台账所记']])
    expect(openDuties(await lead(extended!.id))[0]!.why[0]![0]).toBe('台账：原期限2025年6月10日，经批准延至2025年9月10日')
    expect((await facts(late!.id)).find(f => f.name === 'suggestion.replied')!.kind).toBe('extended')
    const h = (await lead(extended!.id)).id
    await act(h, 'contact', w.people.housingClerk, { how: 'phone', day: '2025-04-02', note: '导入以前就联系过' })
    await act(h, 'reply', w.people.housingClerk, { class: 'solved', result: '已经改造完成，恢复正常通行。', ownNumber: '示住建函〔2025〕9号' })
    expect((await facts(extended!.id)).findLast(f => f.name === 'suggestion.replied')!.kind, 'by the extended date, not by the first').toBe('extended')
  })

  it('an imported suggestion goes on: replied, rated, handled once more, closed; one re-handled before goes to the chairs', async () => {
    const id = await take('suggestions', await table(suggestionHead, suggestion('办理中', { 建议号: 311, ...handed }), suggestion('重新办理', { 建议号: 312, ...replied, 对办理结果的评价: '不满意' })))
    await carry(id)
    const [one, two] = await whole(id), open = async (m: Id) => [...(await family(m)).f.matters.values()].find(s => s.parent && !s.ended)!.id
    const answer = async (m: Id): Promise<void> => {
      const h = await open(m)
      await act(h, 'contact', w.people.housingClerk, { how: 'faceToFace', day: '2025-06-18', note: '当面听取意见，代表同意' })
      await act(h, 'draft', w.people.housingClerk, { class: 'solved', result: '已经改造完成，恢复正常通行。' })
      await act(h, 'signOff', head)
    }
    await answer(one!.id)
    expect((await page(one!.id)).line.stage).toBe('replied')
    await act(one!.id, 'evaluate', w.people.wang, { process: 'satisfied', result: 'satisfied' })
    expect((await page(one!.id)).line.stage).toBe('closed')
    await answer(two!.id)
    await act(two!.id, 'evaluate', w.people.wang, { process: 'satisfied', result: 'dissatisfied', comment: '还是没有办好' })
    expect((await page(two!.id)).line.stage).toBe('chairs')
    expect((await facts(two!.id)).filter(f => f.name === 'suggestion.firstResult')).toHaveLength(1)
  })

  it('each wrong cell of suggestions is named, a formula and an order of days among them', async () => {
    const rows = [
      suggestion('办理中', { 建议号: 321, 主办单位: '区住建', 交办日期: '2025-03-20' }), suggestion('已答复', { 建议号: 322, ...replied, 答复日期: '2025-03-01' }), suggestion('已办结', { 建议号: 323, ...handed }), suggestion('办理中', { 建议号: 324 }),
      suggestion('办好了', { 建议号: 325 }), suggestion('待交办', { 建议号: 333, 领衔代表: '没有此人' }), suggestion('待交办', { 建议号: 326 }), suggestion('待交办', { 建议号: 327, 会议: '三届九次' }), suggestion('已答复', { 建议号: 328, ...replied, 结果类别: 'Z' }),
      suggestion('办理中', { 建议号: 329, ...handed, 主办单位: '区住建局、区交通运输局' }), suggestion('待交办', { 建议号: 330, 标题: '关于电话13800001234反映的建议' }), suggestion('承诺跟踪', { 建议号: 331, ...replied, 承诺办成日期: '2025-11-30' }), suggestion('待交办', { 建议号: 332, 联名代表: '王示甲' }), suggestion('待交办', { 建议号: 326, 标题: '关于同号的另一件建议' }),
    ]
    const cells = rows.map((r, n) => row(n + 2, r.map((c, i) => (n === 0 && suggestionHead[i] === '建议号' ? '=1+320' : String(c ?? '')))))
    const id = await take('suggestions', raw([{ name: '建议', data: [row(1, suggestionHead), ...cells].join('') }])), found = await faults(id), at = (name: string, line: number) => `${String.fromCharCode(65 + suggestionHead.indexOf(name))}${line}`
    for (const part of [
      `${at('建议号', 2)} ${at('建议号', 2)} 是公式`, `${at('主办单位', 2)} 名册里没有“区住建”`, `${at('答复日期', 3)} 答复日期在交办日期之前`, `${at('答复日期', 4)} “已办结”的要有答复日期`, `${at('结果类别', 4)} “已办结”的要有结果类别`, `${at('主办单位', 5)} “办理中”的要有主办单位`, `${at('现在的状态', 6)} 没有“办好了”`,
      `${at('领衔代表', 7)} 名册里没有“没有此人”`, `${at('会议', 9)} 名册里没有“三届九次”`, `${at('结果类别', 10)} 没有“Z”`, `${at('主办单位', 11)} 写了几个主办单位`, `${at('标题', 12)} “标题”里有电话`, `${at('结果类别', 13)} 承诺跟踪的`, `${at('联名代表', 14)} 领衔代表不用再写`, `${at('建议号', 15)} 与第8行同号`,
    ]) expect(found.some(f => f.startsWith(part)), `${part}\n${found.join('\n')}`).toBe(true)
    expect((await view(id)).open!.faults.find(f => f.says[0].startsWith('名册里没有“区住建”'))!.todo[0]).toContain('区住建局')
    expect(await w.service.imports.commit(officer, id)).toBeDefined()
    expect(await whole(id)).toEqual([])
  })

  it('a number that is taken is asked about; it is the same one or a fault', async () => {
    await carry(await take('suggestions', await table(suggestionHead, suggestion('待交办', { 建议号: 341 }))))
    const again = await take('suggestions', await table(suggestionHead, suggestion('待交办', { 建议号: 341, 标题: '关于号数已有的建议' })))
    expect((await view(again)).open).toMatchObject({ questionCount: 1, unanswered: 1, enters: 0 })
    await w.service.imports.answer(officer, again, {}, 'new')
    expect(await faults(again)).toEqual(['B2 这个号数已经有了，不能再列一件'])
    await w.service.imports.answer(officer, again, {}, 'same')
    expect((await view(again)).open).toMatchObject({ faultCount: 0, known: 1, enters: 0 })
    const between = await take('suggestions', await table([...suggestionHead, '闭会期间提出'], [...suggestion('待交办', { 建议号: 341, 提出日期: '2025-05-06' }), '是']))
    expect((await view(between)).open, 'between sessions is a series of its own').toMatchObject({ questionCount: 0, enters: 1 })
  })

  it('what a ledger brought is in the register of numbers, and no gap; what was taken back is not', async () => {
    const register = async () => (await w.service.numbers.view(officer, { series: `suggestion.${session}` }))!.one!, before = (await register()).line
    const id = await take('suggestions', await table(suggestionHead, suggestion('待交办', { 建议号: 361 }), suggestion('待交办', { 建议号: 362 })))
    await carry(id)
    const { line, numbers, missing } = await register(), mine = numbers.filter(n => n.n === 361 || n.n === 362)
    expect([line.brought - before.brought, line.issued - before.issued, line.latest]).toEqual([2, 2, '第362号'])
    expect(mine.map(n => [n.text, n.what[0], n.matter!.title[0], n.voided])).toEqual([361, 362].map(n => [`第${n}号`, '代表建议（台账导入）', `关于第${n}件示例事情的建议`, null]))
    expect(numbers.map(n => n.n)).toEqual(numbers.map(n => n.n).sort((a, b) => a - b))
    expect([missing.some(n => numbers.some(l => l.n === n)), line.wrong], 'what nobody has is missing, what a ledger brought is not').toEqual([false, 362 - line.issued])
    await act((await whole(id))[0]!.id, 'void', w.people.officer, { why: '台账里重复的一行' })
    expect((await register()).numbers.find(n => n.n === 361)!.voided!.why[0], 'entered by mistake keeps its number').toBe('台账里重复的一行')
    const other = await take('suggestions', await table(suggestionHead, suggestion('待交办', { 建议号: 363 })))
    await carry(other)
    await w.service.imports.undo(officer, other)
    await finished(other)
    expect((await register()).line.latest).toBe('第362号')
  })

  it('namesakes among the deputies are told apart in brackets', async () => {
    for (const place of [w.places.street, w.places.town]) await enter({ table: 'person', name: '吕示同', postOrgan: w.organs.assembly, postKind: 'deputy', level: 'district', postPlace: place })
    const asked = await take('suggestions', await table(suggestionHead, suggestion('待交办', { 建议号: 351, 领衔代表: '吕示同' }), suggestion('待交办', { 建议号: 352, 领衔代表: '吕示同（示例一镇）' })))
    expect(await faults(asked)).toEqual(['E2 名册里有2个叫“吕示同”的'])
  })

  it('a whole import is taken back with its facts and its numbers; what was gone on with stays and is named', async () => {
    const before = await w.service.figure(w.congress, 'S26', 2025)
    const id = await take('requests', await table(requestHead, request('待派单'), request('办理中', sentOut), request('已办结', { ...done, 办理结论: '已解决', 核实代表: '王示甲', 核实日期: '2025-05-08' })))
    await carry(id)
    const all = await whole(id), working = all.find(m => m.stage === 'handling')!
    const h = [...(await family(working.id)).f.matters.values()].find(s => s.parent)!.id
    await act(h, 'progress', w.people.officeClerk, { text: '已经派人去看' })
    await w.service.imports.undo(officer, id)
    const v = await finished(id)
    expect([v.line.state, v.kept.map(k => [k.name, k.says[0]])]).toEqual(['undone', [[working.title, '导入后又办理过']]])
    expect((await whole(id)).map(m => m.stage).sort()).toEqual(['handling', 'void', 'void'])
    expect((await w.service.figure(w.congress, 'S26', 2025))!.value).toBe(before!.value + 1)
    const numbers = await take('suggestions', await table(suggestionHead, suggestion('待交办', { 建议号: 900 })))
    await carry(numbers)
    await w.service.imports.undo(officer, numbers)
    expect((await finished(numbers)).kept).toEqual([])
    const paper = (await w.must({ procedure: 'suggestion', act: 'enterPaper', actor: w.as(w.people.officer), input: { lead: w.people.li, how: 'single', title: '关于撤回导入以后编号的建议', text: '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造。' } })).root
    await act(paper, 'accept', w.people.officer, { session })
    expect(Number((await page(paper)).marks.number)).toBeLessThan(900)
  })

  it('requests stand where the ledger says and go on: result, verified, rated, closed', async () => {
    const rows = [request('待派单'), request('待派单', { '街道（镇）': null }), request('待接单', sentOut), request('办理中', { ...sentOut, 承办单位: '区交通运输局、区住建局', 跟单代表: '王示甲', 反映人: '陈示', 联系电话: '13900005678' }), request('待核实', { ...done, 跟单代表: '王示甲', 告知反映人日期: '2025-05-07' }), request('待评单', { ...done, 办理结论: '已解决', 核实代表: '王示甲', 核实日期: '2025-05-08' }), request('重新办理', { ...done, 满意程度: '不满意', 核实代表: '王示甲', 核实日期: '2025-05-08' }), request('已报上级', { 报请的上级单位: '市供热公司', 派单日期: '2025-04-20' }), request('已办结', { ...done, 办理结论: '已解决', 核实代表: '王示甲', 核实日期: '2025-05-08', 满意程度: '满意', 反映人: '陈示', 联系电话: '13900001111' }), request('已办结', { 办理结论: '当场答复' }), request('已办结', { ...done, 办理结论: '已解决' }), request('已撤回')]
    const id = await take('requests', await table(requestHead, ...rows))
    await carry(id)
    const all = await whole(id), of = (stage: string) => all.find(m => m.stage === stage)!
    expect(all.map(m => m.stage).sort()).toEqual(['placed', 'atDistrict', 'dispatched', 'handling', 'resulted', 'verified', 'rehandling', 'upward', 'closed', 'closed', 'closed', 'withdrawn'].sort())
    expect(await w.service.orphans(w.congress)).toEqual([])
    expect(all.every(m => m.marks.ledgerNo?.startsWith('示联'))).toBe(true)
    // Solved is what a deputy verified; without that the ledger's word is kept and not counted.
    const closed = await Promise.all(all.filter(m => m.stage === 'closed').map(async m => ({ outcome: m.marks.outcome, solved: (await facts(m.id)).filter(f => f.name === 'request.solved').map(f => f.day) })))
    expect(closed.sort((a, b) => b.solved.length - a.solved.length)).toEqual([{ outcome: 'solved', solved: ['2025-05-08'] }, { outcome: 'onSpot', solved: [] }, { outcome: 'solved', solved: [] }].sort((a, b) => b.solved.length - a.solved.length))
    // The number of somebody who must still be told is sealed; of what has ended nothing was taken.
    const kept = await w.store.tx(w.congress, tx => tx.rows<{ t: string }>("select body::text t from event union all select setup::text from import union all select marks::text from matter union all select encode(sealed, 'escape') from particular"))
    expect(kept.map(k => k.t).join()).not.toMatch(/13900005678|13900001111|陈示(?!甲)/)
    const fields = async (m: Id) => (await w.store.tx(w.congress, tx => tx.rows<{ field: string }>('select field from particular where congress = $1 and root = $2 order by field', [w.congress, m]))).map(r => r.field)
    expect(await fields(of('handling').id)).toEqual(['name', 'phone', 'phoneTail'])
    for (const m of all.filter(x => x.stage === 'closed')) expect(await fields(m.id)).toEqual([])
    // Some time later: the result of both organs, then the deputy, then the requester by the station's hand.
    w.setNow('2025-06-18T03:00:00.000Z')
    const shares = [...(await family(of('handling').id)).f.matters.values()].filter(s => s.parent)
    expect(shares.map(s => [s.marks.role, openDuties(s)[0]!.due.slice(0, 10)])).toEqual([['lead', '2025-05-14'], ['separate', '2025-05-14']])
    await act(shares[0]!.id, 'submit', w.people.roadsClerk, { result: '已修好路灯' })
    await act(shares[1]!.id, 'submit', w.people.housingClerk, { result: '已修好门禁' })
    expect((await page(of('handling').id)).line.stage).toBe('resulted')
    await act(of('handling').id, 'verify', w.people.wang, { degree: 'solved' })
    await act(of('handling').id, 'rate', w.people.clerk, { solved: 'yes', grade: 'satisfied', way: 'phone' })
    expect((await page(of('handling').id)).line.stage).toBe('closed')
    // Told by nobody else's share: an imported one waiting for its deputy, and one that was sent back once already.
    await act(of('resulted').id, 'verify', w.people.wang, { degree: 'partly' })
    await act(of('verified').id, 'rate', w.people.clerk, { solved: 'yes', grade: 'satisfied', way: 'phone' })
    const again = [...(await family(of('rehandling').id)).f.matters.values()].find(s => s.parent && !s.ended)!
    await act(again.id, 'submit', w.people.officeClerk, { result: '再次更换灯具' })
    await act(of('rehandling').id, 'verify', w.people.wang, { degree: 'partly' })
    await act(of('rehandling').id, 'rate', w.people.clerk, { solved: 'no', grade: 'dissatisfied', way: 'phone' })
    expect((await page(of('rehandling').id)).line.stage).toBe('toChairs')
    await act(of('dispatched').id, 'claim', w.people.li)
    await act(of('placed').id, 'dispatch', w.people.clerk, { organ: w.organs.office, gist: '路灯不亮，夜间通行不便' })
    expect((await w.service.rebuild(w.congress)).differed).toEqual([])
  })

  it('each wrong cell of requests is named', async () => {
    const id = await take('requests', await table(requestHead, request('办理中', { 承办单位: '示例一街道办事处' }), request('已办结'), request('待评单', { ...done, 办理结论: '已解决' }), request('办理中', { ...sentOut, 派单日期: '2025-04-01' }), request('待派单', { 收到日期: '45000.5x' }), request('待接单', { ...sentOut, 承办单位: '区交通运输局', 跟单代表: '赵示丙' }), request('待派单', { 编号: '示联重', 收到日期: 45757 }), request('待派单', { 编号: '示联重' }), request('待派单', { 反映事项: '请回电13800001234' })))
    const found = await faults(id), at = (name: string, line: number) => `${String.fromCharCode(65 + requestHead.indexOf(name))}${line}`
    for (const part of [`${at('派单日期', 2)} “办理中”的要有派单日期`, `${at('办理结论', 3)} “已办结”的要有办理结论`, `${at('核实代表', 4)} “待评单”的要有核实代表`, `${at('派单日期', 5)} 派单日期在收到日期之前`, `${at('收到日期', 6)} “45000.5x”不是日期`, `${at('跟单代表', 7)} 这位代表在承办单位任职`, `${at('编号', 9)} 与第8行同号`, `${at('反映事项', 10)} “办理摘要”里有电话`]) expect(found.some(f => f.startsWith(part)), `${part}\n${found.join('\n')}`).toBe(true)
  })

  it('a figure says how many of its records a ledger brought, and its list marks them; what is done afterwards is not', async () => {
    const s26 = (await w.service.figure(w.congress, 'S26', 2025))!, list = (await w.service.figureRecords(w.congress, 'S26', 2025))!
    expect(s26.imported).toBe(list.filter(r => r.imported).length)
    expect(s26.imported).toBeGreaterThan(10)
    await w.must({ procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: '示例：小区门口路灯不亮，晚上看不见路', place: w.places.street } })
    const after = (await w.service.figure(w.congress, 'S26', 2025))!
    expect([after.value, after.imported]).toEqual([s26.value + 1, s26.imported])
    // A place mended afterwards makes the ledger's row no other.
    const one = list.find(r => r.imported && r.place?.[0] === '示例一街道')!
    await act(one.matter!, 'correct', w.people.officer, { place: w.places.town, why: '台账写错了' })
    expect((await w.service.figure(w.congress, 'S26', 2025))!.imported).toBe(s26.imported)
    const solved = (await w.service.figure(w.congress, 'S28', 2025))!, counted = (await w.service.figureRecords(w.congress, 'S28', 2025))!
    expect([counted.filter(r => r.imported).length, counted.length - counted.filter(r => r.imported).length]).toEqual([solved.imported, solved.value - solved.imported])
    expect(counted.some(r => !r.imported), 'verified here after the import').toBe(true)
    expect((await w.service.report(w.congress, 2025)).find(f => f.id === 'S26')!.imported).toBe(s26.imported)
  })

  it('is the deputy affairs officers’ alone: nobody else imports or sees a ledger, and no button, API or key opens a matter so', async () => {
    const admin = await w.who(await enter({ table: 'person', name: '系示', postOrgan: w.organs.district, postKind: 'systemAdmin' })), clerk = await w.who(w.people.clerk)
    const sheet = await table(requestHead, request('待派单'))
    for (const who of [admin, clerk]) expect(await w.service.imports.take(who, 'requests', sheet, '台账.xlsx', true)).toMatchObject({ ok: false })
    const id = await take('requests', sheet, true)
    expect([await w.service.imports.view(admin, id), await w.service.imports.commit(admin, id), await w.service.imports.drop(admin, id), w.service.imports.template(admin, 'requests')]).toEqual([undefined, expect.anything(), false, undefined])
    expect((await w.service.imports.list(admin))!.map(l => l.id)).not.toContain(id)
    expect([w.service.imports.kinds(admin).map(k => k.id).includes('requests'), w.service.imports.kinds(officer).map(k => k.id).includes('requests')]).toEqual([false, true])
    const input = { gist: '示例：绕过导入', received: '2025-04-10', state: 'placed', imported: id }
    expect(await w.try_({ procedure: 'request', act: 'takeOver', actor: w.as(w.people.officer), input })).toMatchObject({ ok: false, refusal: { rule: 'role' } })
    expect(w.service.procedures().flatMap(p => p.acts.map(a => a.id))).not.toContain('takeOver')
  })

  it('a template shows rows that are never read, and can be uploaded once filled in', async () => {
    for (const kind of ['suggestions', 'requests']) {
      const [empty, explained, shown] = w.service.imports.template(officer, kind)!
      expect([explained!.name, shown!.name, empty!.rows.length]).toEqual(['填写说明', '示例', 1])
      const heads = empty!.rows[0]!.map(c => (c as { text: string }).text)
      const id = await take(kind, await book({ name: empty!.name, rows: [heads] }, { name: '示例', rows: [heads, ...shown!.rows.slice(1) as Given[][]] }))
      expect((await view(id)).open, 'nothing but headings in the sheet that is read').toMatchObject({ sheet: 0, rows: 0 })
      // Filled in with its own example it is sound but for names of another register.
      const filledIn = await take(kind, await book({ name: empty!.name, rows: [heads, ...shown!.rows.slice(1) as Given[][]] }))
      w.setNow('2026-07-01T02:00:00.000Z')
      expect((await faults(filledIn)).filter(f => !/名册里没有/.test(f))).toEqual([])
      w.setNow('2025-06-18T02:00:00.000Z')
    }
  })
})
