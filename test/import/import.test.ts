/** A table taken in: tried, carried out all or none, taken back, on both engines. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { importedPhones } from '#service/contacts.ts'
import type { ImportView } from '#service/import/views.ts'
import type { Who } from '#service/views.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import type { World } from '#test/support/world.ts'
import { book, type Given, raw, row, table } from '#test/import/files.ts'

const head = ['姓名', '性别', '民族', '出生年月', '党派', '工作单位及职务', '代表级别', '选区', '代表团', '代表小组', '联络站', '所在街道（镇）', '当选日期', '手机']
const deputy = (name: string, more: Record<string, Given> = {}): Given[] => { const r: Record<string, Given> = { 姓名: name, 性别: '男', 民族: '汉族', 出生年月: '1975-03', 代表级别: '区', '所在街道（镇）': '示例一街道', 当选日期: '2021年6月3日', ...more }; return head.map(h => r[h] ?? null) }

inBothWorlds('imports', world => {
  let w: World, officer: Who
  beforeAll(async () => { w = world(); officer = await w.who(w.people.officer) })
  afterAll(() => w.service.imports.idle())
  const take = async (kind: string, bytes: Uint8Array, name = '名单.xlsx', again = false): Promise<Id> => { const t = await w.service.imports.take(officer, kind, bytes, name, again); if (!t.ok) throw new Error(t.says[0]); return t.id }
  const view = async (id: Id): Promise<ImportView> => (await w.service.imports.view(officer, id))!
  const faults = async (id: Id): Promise<string[]> => (await view(id)).open!.faults.map(f => `${f.address} ${f.says[0]}`)
  const done = async (id: Id): Promise<ImportView> => { await w.service.imports.idle(); await w.service.imports.carryOn(w.congress); return view(id) }
  const carry = async (id: Id): Promise<ImportView> => { expect(await w.service.imports.commit(officer, id)).toBeUndefined(); return done(id) }
  const people = async (q: string) => (await w.service.register.list(officer, { tab: 'person', q })).rows

  it('constituencies, organs and stations come first; a parent may stand in the same file, below its child', async () => {
    const c = await carry(await take('constituencies', await table(['选区名称', '选区号', '街道', '名额', '起始日'], ['示例一街道第一选区', 1, '示例一街道', 2, '2021.3.1'])))
    expect(c.line.state).toBe('done')
    const o = await carry(await take('organs', await table(['单位全称', '简称', '单位类型', '上级单位', '成立日期'], ['示例二科', null, '承办单位', '示例局', '2021-01-01'], ['示例局', '示例局', '承办单位', null, '2021-01-01'], ['第一代表团', null, '代表团', null, '2021-01-01'], ['第一小组', null, '代表小组', null, '2021-01-01'])))
    expect(o.line.state).toBe('done')
    const rows = (await w.service.register.list(officer, { tab: 'organ' })).rows
    expect(rows.find(r => r.name[0] === '示例二科')!.depth).toBeGreaterThan(rows.find(r => r.name[0] === '示例局')!.depth)
  })

  it('a deputy is one event: the mandate, delegation, group and station; the telephone is in no event', async () => {
    const id = await take('deputies', await table(head, deputy('陈　示', { 选区: '示例一街道第一选区', 代表团: '第一代表团', 代表小组: '第一小组', 联络站: '示例一街道联络站', 手机: 13800001234 })))
    expect(await faults(id)).toEqual([])
    expect((await carry(id)).line.state).toBe('done')
    const [p] = await people('陈示'), entry = (await w.service.register.entry(officer, p!.id))!
    expect(entry.posts.map(x => x.label[0])).toHaveLength(4)
    expect(entry.kept!.timeline.map(t => t.sentence[0]).join()).toMatch('从表格导入')
    const family = await w.store.readFamily(w.congress, p!.id)
    expect(family!.events).toHaveLength(1)
    expect(JSON.stringify(family)).not.toMatch('13800001234')
    await w.store.tx(w.congress, async tx => {
      const rows = await tx.rows<{ t: string }>("select encode(sealed, 'escape') t from import_contact union all select setup::text from import union all select body::text from event")
      expect(rows.map(r => r.t).join()).not.toMatch('13800001234')
    })
  })

  it('each fault is named by its cell, and nothing is stored', async () => {
    const rows = [row(1, head), row(2, deputy('孙示', { 代表级别: '=B1' }).map(x => String(x ?? ''))), row(3, deputy('吴示', { 联络站: '没有的站' }).map(x => String(x ?? ''))), row(4, deputy('钱示', { 出生年月: '75.3', 手机: '1.38E+10' }).map(x => String(x ?? ''))), row(5, deputy('周示').map(x => String(x ?? '')), ' hidden="1"'), row(6, deputy('').map(x => String(x ?? ''))), row(7, deputy('郑示', { 当选日期: '2031-01-01' }).map(x => String(x ?? '')))]
    const id = await take('deputies', raw([{ name: '代表', data: rows.join(''), after: '<mergeCells><mergeCell ref="E3:E4"/></mergeCells>' }]))
    const found = await faults(id)
    for (const part of ['G2 G2 是公式', 'K3 名册里没有“没有的站”', 'D4 “75.3”的年份只有两位', 'N4 “1.38E+10”', '第5行 这一行是隐藏的', 'A6 “姓名”没有填写', 'M7 当选日期在今天以后', 'E3 E3:E4 是合并的单元格']) expect(found.some(f => f.startsWith(part)), part).toBe(true)
    expect(await w.service.imports.commit(officer, id)).toBeDefined()
    expect(await people('吴示')).toEqual((await people('吴示')).filter(p => p.name[0] !== '吴示'))
    const marked = (await w.service.imports.marked(officer, id))!
    expect(marked[0]!.rows[1]![6]).toMatchObject({ look: 'fault' })
    expect(marked[1]!.rows.length).toBe(found.length + 1)
  })

  it('what the procedure itself refuses is found in the dry run too', async () => {
    const id = await take('deputies', await table(head, deputy('冯示', { 代表级别: '市', 选区: '示例一街道第一选区' })))
    expect((await faults(id)).join()).toMatch('选举单位')
  })

  it('the columns are guessed from other headings, and can be said', async () => {
    const id = await take('deputies', await book({ name: '说明', rows: [['本表由代工委填写']] }, { name: '名单', rows: [['某区人大代表名册'], ['代表姓名', '层级', '所属街道（镇）', '当选时间', '备注', '何方人'], ['褚示', '区', '示例一街道', '2021-06-03', null, '汉族']] }))
    const o = (await view(id)).open!
    expect([o.sheet, o.head, o.columns.find(c => c.id === 'level')!.from, o.unread]).toEqual([1, 1, 1, ['备注', '何方人']])
    await w.service.imports.arrange(officer, id, { sheet: 1, head: 1, mapping: { ...Object.fromEntries(o.columns.flatMap(c => (c.from === null ? [] : [[c.id, c.from]]))), nation: 5 } })
    expect((await view(id)).open!.columns.find(c => c.id === 'nation')!.from).toBe(5)
    expect((await carry(id)).line.state).toBe('done')
  })

  it('the same file is recognised; the same people are asked about and never merged; namesakes are people of their own', async () => {
    const bytes = await table(head, deputy('卫示甲', { 出生年月: '1980-05', 手机: '13800007777' }), deputy('卫示乙'))
    const id = await take('deputies', bytes)
    await carry(id)
    const twice = await w.service.imports.take(officer, 'deputies', bytes, '又一份.xlsx', false)
    expect(twice).toMatchObject({ ok: false, before: id })
    const again = await take('deputies', bytes, '又一份.xlsx', true)
    expect((await view(again)).open).toMatchObject({ unanswered: 2, enters: 0 })
    expect(await w.service.imports.commit(officer, again)).toBeDefined()
    await w.service.imports.answer(officer, again, {}, 'same')
    expect((await view(again)).open).toMatchObject({ unanswered: 0, known: 2, enters: 0, adds: 0 })
    const other = await take('deputies', await table(head, deputy('卫示甲', { 出生年月: '1961-01', 代表级别: '市', '所在街道（镇）': null })))
    expect((await view(other)).open).toMatchObject({ questionCount: 0, enters: 1, namesakes: 1 })
    // Another mandate of somebody who is there: asked, then added to the same person.
    const second = await take('deputies', await table(head, deputy('卫示甲', { 出生年月: '1980-05', 代表级别: '市', '所在街道（镇）': null })))
    const [q] = (await view(second)).open!.questions
    await w.service.imports.answer(officer, second, { [String(q!.row - 1)]: q!.twins[0]!.ref })
    expect((await view(second)).open).toMatchObject({ adds: 1, enters: 0 })
    expect((await carry(second)).line.state).toBe('done')
    const [p] = await people('卫示甲')
    expect((await w.service.register.entry(officer, p!.id))!.posts.map(x => x.label[0])).toHaveLength(2)
    // Taken back: the post alone goes, the person stays.
    await w.service.imports.undo(officer, second)
    expect((await done(second)).line.state).toBe('undone')
    expect((await w.service.register.entry(officer, p!.id))!.posts.filter(x => x.state === 'now')).toHaveLength(1)
    expect(await w.store.tx(w.congress, tx => importedPhones({ keys: { open: () => ({ value: Buffer.from('x') }) } } as never, tx, [p!.id]))).toEqual(new Map([[p!.id, 'x']]))
  })

  it('doubled rows of one file are a fault; two mandates of one person are asked about and become one person', async () => {
    const id = await take('deputies', await table(head, deputy('蒋示'), deputy('蒋示')))
    expect((await faults(id)).join()).toMatch('与第2行完全一样')
    const two = await take('deputies', await table(head, deputy('沈示'), deputy('沈示', { 代表级别: '市', '所在街道（镇）': null })))
    expect((await view(two)).open!.questions[0]!.twins[0]).toMatchObject({ ref: 'row:1' })
    await w.service.imports.answer(officer, two, {}, 'same')
    expect((await carry(two)).line.state).toBe('done')
    expect(await people('沈示')).toHaveLength(1)
    await w.service.imports.undo(officer, two)
    expect((await done(two)).line.kept).toBe(0)
    expect(await people('沈示')).toHaveLength(0)
  })

  it('a whole import is taken back; what has been used since is kept and named', async () => {
    const id = await take('deputies', await table(head, deputy('韩示甲'), deputy('韩示乙'), deputy('韩示丙')))
    await carry(id)
    const used = (await people('韩示乙'))[0]!.id
    await w.must({ matter: used, act: 'change', actor: w.as(w.people.officer), input: { name: '韩示丁', since: '2025-06-01' } })
    expect(await w.service.imports.undo(officer, id)).toBe(true)
    const v = await done(id)
    expect([v.line.state, v.kept.map(k => k.name)]).toEqual(['undone', ['韩示乙']])
    expect((await people('韩示')).map(p => p.name[0])).toEqual(['韩示丁'])
    expect(await w.service.imports.undo(officer, id)).toBe(false)
  })

  const staff = ['姓名', '任职单位', '职务', '起始日', '工作单位及职务']
  const manyNames = (surname: string, n: number): string[] => Array.from({ length: n }, (_, i) => `${surname}示${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${'子丑寅卯辰巳午未申酉戌亥'[Math.floor(i / 10) % 12]}${'天地人和'[Math.floor(i / 120)]}`)
  const enter = (input: Record<string, string>) => w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input } })

  it('a post for somebody who is there already is judged in the dry run, beside what the rows before it would have given', async () => {
    await enter({ table: 'organ', kind: 'standingCommittee', name: '示例常委会' })
    const standing = { table: 'person', works: '示例局' }
    await enter({ ...standing, name: '许示' }); await enter({ ...standing, name: '许示二' })
    const asked = async (...rows: Given[][]): Promise<Id> => { const id = await take('persons', await table(staff, ...rows)); await w.service.imports.answer(officer, id, {}, 'same'); return id }
    // Whoever is no deputy is no member of the standing committee; and the same post is not given twice.
    expect((await faults(await asked(['许示', '示例常委会', '常委会委员', '2021-06-03', '示例局']))).join()).toMatch(/^C2 “常委会委员”从区级人大代表中产生/)
    const twice = await asked(['许示二', '区住建局', '经办人', '2021-06-03', '示例局'], ['许示二', '区住建局', '经办人', '2022-06-03', '示例局'], ['许示三', '区住建局', '经办人', '2021-06-03', '示例局'])
    expect(await faults(twice)).toEqual(['C3 已经登记了同样的任职'])
    expect(await w.service.imports.commit(officer, twice)).toBeDefined()
    expect((await w.service.register.entry(officer, (await people('许示二'))[0]!.id))!.posts).toEqual([])
  })

  it('an organ below another row of the file is judged beside it', async () => {
    const id = await take('organs', await table(['单位全称', '单位类型', '上级单位', '成立日期'], ['示例下科', '承办单位', '示例上局', '2020-01-01'], ['示例上局', '承办单位', null, '2021-01-01']))
    expect(await faults(id)).toEqual([])
  })

  it('refused in the middle, somebody having changed the register meanwhile: everything entered so far is taken back', async () => {
    const gone = await enter({ table: 'person', name: '许示四', works: '示例局' })
    const id = await take('persons', await table(staff, ...manyNames('杨', 450).map(n => [n, '区住建局', '经办人', '2021-06-03', null]), ['许示四', '区住建局', '经办人', '2021-06-03', '示例局']))
    await w.service.imports.answer(officer, id, {}, 'same')
    expect(await faults(id)).toEqual([])
    expect(await w.service.imports.commit(officer, id)).toBeUndefined()
    await w.must({ matter: gone.matter, act: 'void', actor: w.as(w.people.officer), input: { why: '登记错了' } })
    const v = await done(id)
    expect(v.line.state).toBe('failed')
    expect(v.why![0]).toMatch('第452行“许示四”')
    expect(await people('杨示')).toHaveLength(0)
  })

  it('somebody else finds nothing here', async () => {
    const clerk = await w.who(w.people.clerk)
    expect(await w.service.imports.list(clerk)).toBeUndefined()
    const [l] = (await w.service.imports.list(officer))!
    expect(await w.service.imports.view(clerk, l!.id)).toBeUndefined()
    expect(await w.service.imports.take(clerk, 'deputies', await table(head), 'x.xlsx', false)).toMatchObject({ ok: false })
  })

  it('six hundred rows in slices, the register right after it, and the log proves itself', async () => {
    const surnames = '赵钱孙李周吴郑王冯陈', rows = Array.from({ length: 600 }, (_, i) => deputy(`${surnames[i % 10]}大${'甲乙丙丁戊己庚辛壬癸'[Math.floor(i / 10) % 10]}${'子丑寅卯辰巳'[Math.floor(i / 100)]}`, { 工作单位及职务: `示例单位${i}` }))
    const id = await take('deputies', await table(head, ...rows))
    expect(await faults(id)).toEqual([])
    expect((await carry(id)).line.state).toBe('done')
    expect((await w.service.register.list(officer, { tab: 'person', q: '大' })).total).toBeGreaterThanOrEqual(600)
    const proof = await w.service.rebuild(w.congress)
    expect([proof.differed, proof.brokenHashes]).toEqual([[], []])
    // What was patched in memory is what the store holds.
    expect((await w.service.register.list(officer, { tab: 'person', q: '大' })).total).toBeGreaterThanOrEqual(600)
  })
})
