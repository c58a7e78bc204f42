/** The pages of an import, and the register taken away: as its keepers see them, and as nobody else does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import readXlsx from 'read-excel-file/universal'
import { z } from 'zod'
import { type Faces, openFaces } from '#test/http/faces.ts'
import { book, table } from '#test/import/files.ts'
import { withoutIds } from '#test/support/ids.ts'

let f: Faces, officer: string, clerk: string
beforeAll(async () => { f = await openFaces(); officer = await f.cookie(f.world.people.officer); clerk = await f.cookie(f.world.people.clerk) })
afterAll(() => f.world.close())

const get = (path: string, cookie = officer): Promise<Response> => f.ask(path, { headers: { cookie } })
const sheets = async (res: Response) => readXlsx(await res.arrayBuffer())
const upload = (bytes: Uint8Array, kind = 'deputies', more: Record<string, string> = {}, cookie = officer, name = '名单.xlsx') => f.send('/desk/import', { kind, file: new File([bytes as BlobPart], name), ...more }, { cookie, multipart: true })
const list = (...names: string[]): Promise<Uint8Array> => table(['姓名', '出生年月', '代表级别', '所在街道（镇）', '当选日期'], ...names.map(n => [n, '1975-03', '区', '示例一街道', '2021-06-03']))

describe('importing', () => {
  it('a template for each kind, with a sheet of explanations, that itself can be uploaded once filled in', async () => {
    for (const kind of ['deputies', 'constituencies', 'stations', 'organs', 'persons']) {
      const res = await get(`/desk/import/templates/${kind}.xlsx`), [empty, explained] = await sheets(res)
      expect(res.status).toBe(200)
      expect(explained!.sheet).toBe('填写说明')
      expect(explained!.data.slice(1, empty!.data[0]!.length + 1).map(r => r[0])).toEqual(empty!.data[0])
    }
    expect((await get('/desk/import/templates/nothing.xlsx')).status).toBe(404)
  })
  it('uploaded, tried, carried out, taken back, without a script anywhere', async () => {
    // A workbook bears the second it was written in: the same file is the same bytes.
    const file = await list('何示', '吕示'), sent = await upload(file)
    expect(sent.status).toBe(303)
    const at = sent.headers.get('location')!, tried = await (await get(at)).text()
    expect(tried).toContain('读到2行，都可以导入')
    expect(tried).not.toMatch(/<script(?![^>]*\bsrc=)/)
    expect((await f.send(`${at}/commit`, {}, { cookie: officer })).status).toBe(303)
    const first = await get(at)
    if (first.headers.get('refresh')) expect(await first.text()).toContain('<progress')
    await f.world.service.imports.idle()
    const done = await get(at)
    expect(done.headers.get('refresh')).toBeNull()
    expect(await done.text()).toContain('新列入2条')
    expect(await (await get('/desk/register?tab=person&q=何示')).text()).toContain('共1人')
    expect(await (await get('/desk/import')).text()).toContain('已导入')
    const twice = await upload(file)
    expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('已经导入过了')])
    expect((await f.send(`${at}/undo`, {}, { cookie: officer })).status).toBe(303)
    await f.world.service.imports.idle()
    expect(await (await get(at)).text()).toContain('已全部撤回')
    expect(await (await get('/desk/register?tab=person&q=何示')).text()).not.toContain('共1人')
  })
  it('faults are shown by cell, and in the table that is handed back marked', async () => {
    const at = (await upload(await table(['姓名', '代表级别', '所在街道（镇）', '当选日期'], ['施示', '县级', '没有这个街道', '2021-06-03']))).headers.get('location')!
    const page = await (await get(at)).text()
    for (const said of ['C2', '没有这个街道', '名册里没有', '标好错的表格']) expect(page).toContain(said)
    expect((await f.send(`${at}/commit`, {}, { cookie: officer })).status).toBe(409)
    const [marked, all] = await sheets(await get(`${at}/faults.xlsx`))
    expect([marked!.data[1]![2], all!.sheet, all!.data[1]![2]]).toEqual(['没有这个街道', '问题清单', 'C2'])
    // Mended in the very file that was handed back, it can be uploaded again.
    const mended = marked!.data.map(r => r.map(c => (c === '没有这个街道' ? '示例一街道' : (c as string | null))))
    const again = (await upload(await book({ rows: mended }))).headers.get('location')!
    expect(await (await get(again)).text()).toContain('读到1行，都可以导入')
    expect((await f.send(`${again}/drop`, {}, { cookie: officer })).status).toBe(303)
    expect(await (await get(again)).text()).toContain('已放弃')
  })
  it('columns are said and namesakes answered by plain forms', async () => {
    const at = (await upload(await table(['甲', '代表级别', '所在街道（镇）', '当选日期'], ['王示甲', '区', '示例一街道', '2021-01-01']))).headers.get('location')!
    expect(await (await get(at)).text()).toContain('没有“姓名”这一列')
    expect((await f.send(`${at}/arrange`, { sheet: '0', head: 'x' }, { cookie: officer })).status).toBe(409)
    expect((await f.send(`${at}/arrange`, { sheet: '0', head: '1', 'c.name': '0', 'c.level': '1', 'c.place': '2', 'c.since': '3' }, { cookie: officer })).status).toBe(303)
    expect(await (await get(at)).text()).toContain('是不是同一个')
    expect((await f.send(`${at}/answer`, { 'row.2': 'new' }, { cookie: officer })).status).toBe(303)
    expect(await (await get(at)).text()).toContain('都可以导入')
  })
  it('for anybody else there is no such page', async () => {
    const at = (await upload(await list('张示'))).headers.get('location')!
    for (const path of ['/desk/import', at, `${at}/faults.xlsx`, '/desk/import/templates/deputies.xlsx']) expect((await get(path, clerk)).status, path).toBe(404)
    for (const act of ['commit', 'undo', 'drop', 'arrange', 'answer']) expect((await f.send(`${at}/${act}`, { sheet: '0', head: '1' }, { cookie: clerk })).status, act).toBe(404)
    expect((await upload(await list('张示乙'), 'deputies', {}, clerk)).status).toBe(404)
    expect((await f.ask('/desk/import')).status).not.toBe(200)
    expect((await get('/desk/import/00000000-0000-4000-8000-000000000000')).status).toBe(404)
    expect((await get('/desk/import/nonsense')).status).toBe(404)
  })
  it('what is no table is refused with a sentence', async () => {
    const res = await upload(new TextEncoder().encode('%PDF-1.7'), 'deputies', {}, officer, 'a.pdf')
    expect([res.status, await res.text()]).toEqual([422, expect.stringContaining('只收 .xlsx 和 .csv')])
    const empty = await upload(new Uint8Array())
    expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('文件是空的')])
    expect((await f.send('/desk/import', { kind: 'deputies' }, { cookie: officer, multipart: true })).status).toBe(422)
  })
})

/** The Popolo data model, as far as it is used here. */
const date = z.string().regex(/^\d{4}(-\d{2}){0,2}$/), id = z.uuid()
const names = z.array(z.strictObject({ name: z.string().min(1), start_date: date.optional(), end_date: date.optional(), note: z.string().optional() }))
const popolo = z.strictObject({
  persons: z.array(z.strictObject({ id, name: z.string().min(1), other_names: names, sort_name: z.string().optional(), gender: z.string().optional(), birth_date: date.optional() })),
  organizations: z.array(z.strictObject({ id, name: z.string().min(1), other_names: names, classification: z.string(), parent_id: id.optional(), area_id: id.optional(), founding_date: date.optional(), dissolution_date: date.optional() })),
  posts: z.array(z.strictObject({ id, label: z.string(), role: z.string(), organization_id: id, area_id: id.optional() })),
  memberships: z.array(z.strictObject({ id, person_id: id, organization_id: id, post_id: id, role: z.string(), label: z.string(), area_id: id.optional(), start_date: date, end_date: date.optional() })),
  areas: z.array(z.strictObject({ id, name: z.string().min(1), other_names: names, classification: z.string(), identifier: z.string().optional(), parent_id: id.optional() })),
})
/** Every name of another thing leads to one that is there. */
function whole(p: z.infer<typeof popolo>): void {
  const [persons, organs, posts, areas] = [p.persons, p.organizations, p.posts, p.areas].map(l => new Set(l.map(x => x.id)))
  for (const m of p.memberships) expect(persons!.has(m.person_id) && organs!.has(m.organization_id) && posts!.has(m.post_id) && (!m.area_id || areas!.has(m.area_id))).toBe(true)
  for (const o of p.organizations) expect((!o.parent_id || organs!.has(o.parent_id)) && (!o.area_id || areas!.has(o.area_id))).toBe(true)
  for (const x of p.posts) expect(organs!.has(x.organization_id)).toBe(true)
  for (const a of p.areas) expect(!a.parent_id || areas!.has(a.parent_id)).toBe(true)
  expect(posts!.size).toBe(p.posts.length)
}

describe('taking the register away', () => {
  it('every list as Excel and CSV, written down; a deputy’s table is one that can be imported', async () => {
    for (const which of ['deputies', 'persons', 'organs', 'places', 'terms']) {
      const x = await get(`/desk/register/${which}.xlsx`), c = await (await get(`/desk/register/${which}.csv`)).text()
      expect([x.status, x.headers.get('content-type')]).toEqual([200, expect.stringContaining('spreadsheetml')])
      const [s] = await sheets(x), head = s!.data.find(r => r.includes('姓名') || r.includes('名称'))!
      expect(c).toContain(head.filter(Boolean).join(','))
    }
    expect(await (await get('/desk/exports')).text()).toContain('代表名册')
    const deputies = new Uint8Array(await (await get('/desk/register/deputies.xlsx')).arrayBuffer()), at = (await upload(deputies)).headers.get('location')!
    const page = await (await get(at)).text()
    expect(page).not.toContain('没有“')
  })
  it('what is more than names is for those who keep the register; a guest gets none of it', async () => {
    expect(await (await get('/desk/register/deputies.csv')).text()).toContain('出生年月')
    expect(await (await get('/desk/register/deputies.csv', clerk)).text()).not.toContain('出生年月')
    expect((await get('/desk/register/popolo.json', clerk)).status).toBe(404)
    expect((await f.ask('/desk/register/deputies.xlsx')).status).not.toBe(200)
    expect((await get('/desk/register/deputies.xlsx', await f.cookie(f.world.people.wang))).status).toBe(404)
  })
  it('Popolo: whole for the keepers; for anybody deputies alone, and nothing of their persons', async () => {
    await f.world.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { table: 'person', name: '孔示', gender: 'female', born: '1980-02', since: '2021-01-01', postOrgan: f.world.organs.assembly, postKind: 'deputy', level: 'city', unit: '示例区人大' } })
    const res = await get('/desk/register/popolo.json'), all = popolo.parse(await res.json())
    whole(all)
    expect(all.persons.find(p => p.name === '孔示')).toMatchObject({ birth_date: '1980-02', gender: 'female' })
    const open = await f.ask('/popolo.json'), text = await open.text(), pub = popolo.parse(JSON.parse(text))
    whole(pub)
    expect(pub.persons.map(p => p.name)).toEqual(expect.arrayContaining(['孔示', '王示甲']))
    expect(pub.persons.map(p => p.name)).not.toContain('周示甲')
    expect(withoutIds(text)).not.toMatch(/1980-02|birth_date|gender|0000-1/)
    const mark = open.headers.get('etag')!
    expect((await f.ask('/popolo.json', { headers: { 'if-none-match': mark } })).status).toBe(304)
    await f.world.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { table: 'person', name: '曹示', since: '2021-01-01', postOrgan: f.world.organs.assembly, postKind: 'deputy', level: 'district', postPlace: f.world.places.street } })
    const later = await f.ask('/popolo.json', { headers: { 'if-none-match': mark } })
    expect([later.status, (await later.text()).includes('曹示')]).toEqual([200, true])
  })
})
