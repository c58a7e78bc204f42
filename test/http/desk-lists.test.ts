/** The desk's lists by hand: filters kept under a name, tables taken away, many at once, half-filled forms, keys, the deputies' page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unzipSync } from 'fflate'
import { keys } from '#pages/desk/key-list.ts'
import { routeTable } from '#http/routes.ts'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'
import { told } from '#test/support/world.ts'

let f: Faces, clerk: string, head: string, officer: string, office: string, wang: string, town: string
const enter = async () => {
  const p = f.world.people
  ;[clerk, head, officer, office, wang, town] = await Promise.all([f.cookie(p.clerk), f.cookie(p.head), f.cookie(p.officer), f.cookie(p.officeClerk), f.cookie(p.wang), f.cookie(p.townClerk)]) as [string, string, string, string, string, string]
}
beforeAll(async () => { f = await openFaces(); await enter() })
afterAll(() => f.world.close())
const see = async (path: string, cookie: string) => { const r = await f.ask(path, { headers: { cookie } }); return { status: r.status, text: await r.text(), headers: r.headers } }
/** The texts of a packed table, in the order of its cells. */
async function sheet(path: string, cookie: string): Promise<{ texts: string[]; xml: string; rows: number }> {
  const r = await f.ask(path, { headers: { cookie } })
  expect([r.status, r.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
  const files = unzipSync(new Uint8Array(await r.arrayBuffer())), text = (n: string) => new TextDecoder().decode(files[n])
  const xml = text('xl/worksheets/sheet1.xml')
  return { texts: [...text('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(m => m[1]!), xml, rows: xml.match(/<row /g)?.length ?? 0 }
}

describe('saved filters', () => {
  it('are kept under a name, shown, deleted and brought back', async () => {
    expect((await see('/desk/list?ended=0', clerk)).text).toContain('保存这个筛选')
    const kept = await f.send('/desk/filters', { name: '在办的', query: 'ended=0&evil=1&q=', _key: newKey() }, { cookie: clerk })
    expect([kept.status, kept.headers.get('location')]).toEqual([303, '/desk/list?ended=0'])
    const l = await see('/desk/list?ended=0', clerk)
    expect(l.text).toContain('在办的')
    expect(l.text).not.toContain('保存这个筛选')
    const id = /\/desk\/filters\/([0-9a-f-]{36})\/remove/.exec(l.text)![1]!
    const gone = await f.send(`/desk/filters/${id}/remove`, {}, { cookie: clerk })
    const after = await see(gone.headers.get('location')!, clerk)
    expect(after.text).toContain('已删除筛选“在办的”')
    expect(after.text).not.toContain(`/desk/filters/${id}/remove`)
    expect((await f.send(`/desk/filters/${id}/restore`, {}, { cookie: clerk })).headers.get('location')).toBe('/desk/list?ended=0')
    expect((await see('/desk/list', clerk)).text).toContain(`/desk/filters/${id}/remove`)
  })
  it('are one’s own', async () => {
    const id = /\/desk\/filters\/([0-9a-f-]{36})\/remove/.exec((await see('/desk/list', clerk)).text)![1]!
    expect((await see('/desk/list', head)).text).not.toContain('在办的')
    expect((await f.send(`/desk/filters/${id}/remove`, {}, { cookie: head })).status).toBe(404)
    expect((await see('/desk/list', clerk)).text).toContain('在办的')
  })
  it('need a name and something to filter by', async () => {
    expect((await f.send('/desk/filters', { name: ' ', query: 'ended=0', _key: newKey() }, { cookie: clerk })).status).toBe(422)
    expect((await f.send('/desk/filters', { name: '全部', query: '', _key: newKey() }, { cookie: clerk })).status).toBe(422)
  })
})

describe('the kind of a list', () => {
  const top = (text: string): string => /class="filters-top"[\s\S]*?<details>/.exec(text)![0]
  it('stands beside the words that are searched, outside the fold, with the one shown chosen', async () => {
    const { text } = await see('/desk/list', officer)
    expect(top(text)).toMatch(/name="procedure"[\s\S]*<option value="request" selected>[\s\S]*<option value="suggestion">/)
    expect(text.split('name="procedure"')).toHaveLength(2)
    expect(text).toMatch(/class="said">五单接待办理</)
    expect(top((await see('/desk/list?procedure=suggestion&q=天桥', officer)).text)).toContain('<option value="suggestion" selected>')
  })
  it('is said where nothing was found, with the same search in the others', async () => {
    const { text } = await see('/desk/list?q=过街天桥没有这件&from=2025-01-02&stage=placed', officer)
    expect(text).toContain('在“五单接待办理”里没有找到')
    const link = new URL(/<a href="([^"]*procedure=suggestion[^"]*)">/.exec(text)![1]!.replaceAll('&amp;', '&'), 'http://local')
    expect(Object.fromEntries(link.searchParams)).toEqual({ procedure: 'suggestion', q: '过街天桥没有这件', from: '2025-01-02' })
    expect((await see(link.pathname + link.search, officer)).text).toContain('在“代表建议”里没有找到')
  })
  it('changed with a stage of the other kind still chosen, drops that stage', async () => {
    await told(f.world, 'handling')
    const all = (await see('/desk/list?procedure=handling', officer)).text, total = (t: string) => /共(\d+)件/.exec(t)![1]
    expect(Number(total(all))).toBeGreaterThan(0)
    expect(total((await see('/desk/list?procedure=handling&stage=placed', officer)).text)).toBe(total(all))
    expect((await sheet('/desk/list.xlsx?procedure=handling&stage=placed', officer)).rows).toBe(Number(total(all)) + 3)
  })
})

describe('tables taken away', () => {
  it('hold the rows of the list, the sample’s mark, whose copy it is, and text as text', async () => {
    await f.send('/desk/new/request', { what: '楼道堆杂物，怕起火', place: f.world.places.street, channel: 'phone', gist: '=1+1楼道堆杂物', _key: newKey() }, { cookie: clerk })
    await told(f.world, 'handling')
    const s = await sheet('/desk/list.xlsx', clerk), total = (await f.world.service.list(await f.world.who(f.world.people.clerk), {})).total
    expect(s.rows).toBe(total + 3)
    expect(s.texts.join('|')).toContain('示例数据')
    expect(s.texts.find(t => t.startsWith('导出人'))).toMatch(/周示甲（示例一街道联络站） 2025-06-18 \d\d:\d\d 共\d+行/)
    expect(s.texts).toContain('=1+1楼道堆杂物')
    expect(s.xml).not.toContain('<f>')
  })
  it('hold nothing of another station, and leave a row for the auditor each time', async () => {
    const s = await sheet('/desk/list.xlsx', town)
    expect(s.rows).toBe(3)
    expect(s.texts.join('|')).not.toContain('路灯')
    expect((await sheet('/desk/inbox.xlsx', town)).texts.join('|')).not.toContain('路灯')
    await sheet('/desk/workload.xlsx', officer)
    const seen = await see('/desk/exports', officer)
    for (const word of ['周示甲', '周示丙', '事项清单', '待办', '承办情况']) expect(seen.text, word).toContain(word)
    expect((await see('/desk/exports', town)).text).not.toContain('周示甲')
    await sheet(`/desk/list.xlsx?procedure=request&stage=placed&place=${f.world.places.street}&ended=0&q=${encodeURIComponent('路灯')}&from=2025-01-02`, officer)
    const said = (await see('/desk/exports', officer)).text, filters = [...said.matchAll(/data-label="条件">(.*?)<\/td>/g)].map(m => m[1]!)
    expect(filters).toContain('五单接待办理、待研判、示例一街道、在办、“路灯”、2025-01-02起')
    for (const x of filters) expect(x).not.toMatch(/=|[0-9a-f]{8}-/)
  })
  it('give a figure’s records, as many as its number says', async () => {
    const x = (await f.world.service.figure(f.world.congress, 'S26', 2025))!
    expect((await sheet('/desk/figures/S26.xlsx?year=2025', officer)).rows).toBe(x.value + 3)
    expect((await f.ask('/desk/figures/nix.xlsx', { headers: { cookie: officer } })).status).toBe(404)
  })
})

describe('many at once', () => {
  it('goes from ticks to a preview to a promise, and back', async () => {
    const [a, b, c] = [(await told(f.world, 'handling')).root, (await told(f.world, 'dispatched')).root, (await told(f.world, 'placed')).root]
    expect((await see('/desk/list', clerk)).text).toContain(`name="m" value="${a}"`)
    const chosen = await (await f.send('/desk/bulk', { m: [a, b, c], _back: '/desk/list?ended=0' }, { cookie: clerk })).text()
    expect(chosen).toContain('2件可以，1件不行')
    // What nobody has put into a gist yet is told apart by its number.
    const short = (await f.world.service.matter(await f.world.who(f.world.people.clerk), c))!.line.short!
    expect(chosen).toContain(`编号 ${short.slice(0, 3)} ${short.slice(3)}`)
    const plan = await (await f.send('/desk/bulk/look', { m: [a, b, c], _act: 'urge', _back: '//evil.example' }, { cookie: clerk })).text()
    expect(plan).toContain('将对2件事项催办')
    expect(plan).toContain('不在这次之内的1件')
    expect(plan).not.toContain('evil')
    expect((await f.send('/desk/bulk/do', { m: [a, b], _act: 'urge', text: '', _key: newKey() }, { cookie: clerk })).status).toBe(422)
    const promised = await f.send('/desk/bulk/do', { m: [a, b], _act: 'urge', text: '请尽快办', _key: newKey() }, { cookie: clerk }), at = promised.headers.get('location')!
    expect(promised.status).toBe(303)
    const waiting = await see(at, clerk)
    expect(waiting.text).toContain('撤销')
    expect(waiting.headers.get('refresh')).toBe('21')
    expect((await see('/desk', clerk)).text).toContain(at)
    expect((await see(at, head)).status).toBe(404)
    expect((await see(at, head)).text).toBe((await see('/desk/bulk/00000000-0000-4000-8000-000000000000', head)).text.replaceAll('00000000-0000-4000-8000-000000000000', at.split('/').at(-1)!))
    expect((await f.send(`${at}/undo`, {}, { cookie: clerk })).headers.get('location')).toBe(at)
    expect((await see(at, clerk)).text).toContain('已撤销，2件都没有催办')
    const now = (await f.send('/desk/bulk/do', { m: [a, b], _act: 'urge', text: '请尽快办', _key: newKey() }, { cookie: clerk })).headers.get('location')!
    await f.send(`${now}/now`, {}, { cookie: clerk })
    expect((await see(now, clerk)).text).toContain('2件事项已催办')
    expect((await f.send(`${now}/undo`, {}, { cookie: clerk })).headers.get('location')).toBe(`${now}?late=1`)
    expect((await see(`/desk/m/${a}`, clerk)).text).toContain('请尽快办')
  })
})

it('a clerk enters no telephone that cannot be called', async () => {
  const r = await f.send('/desk/new/request', { what: '示例：楼道灯不亮', phone: 'abc', place: f.world.places.street, channel: 'counter', _key: newKey() }, { cookie: clerk }), text = await r.text()
  expect(r.status).toBe(422)
  for (const s of ['“电话”要写能打通的号码', 'value="abc"', '示例：楼道灯不亮']) expect(text).toContain(s)
})

describe('half-filled forms', () => {
  const typed = { what: '老人说单元门坏了，关不上', name: '某居民' }
  it('come back to the same person after signing in again, and to nobody else', async () => {
    const kept = await f.send('/desk/draft', { _form: '/desk/new/request', _key: 'x', ...typed }, { cookie: clerk, headers: { 'x-draft': '1' } })
    expect(kept.status).toBe(204)
    await f.send('/signout', {}, { cookie: clerk })
    expect((await f.send('/desk/draft', { _form: '/desk/new/request', what: '晚了' }, { cookie: clerk, headers: { 'x-draft': '1' } })).status).toBe(401)
    clerk = await f.cookie(f.world.people.clerk)
    const back = await see('/desk/new/request', clerk)
    expect(back.text).toContain('老人说单元门坏了')
    expect(back.text).toContain('上次写到一半的内容放回来了')
    expect((await see('/desk/new/request', head)).text).not.toContain('单元门')
    const rows = await f.world.store.tx(1, tx => tx.rows<{ sealed: Uint8Array }>('select sealed from draft where congress = 1'))
    for (const r of rows) expect(Buffer.from(r.sealed).toString()).not.toContain('单元门')
  })
  it('are dropped once sent, or when they are not wanted, and after a week', async () => {
    await f.send('/desk/new/request', { ...typed, place: f.world.places.street, channel: 'counter', _key: newKey() }, { cookie: clerk })
    expect((await see('/desk/new/request', clerk)).text).not.toContain('单元门')
    const plain = await f.send('/desk/draft', { _form: '/desk/new/request', ...typed }, { cookie: clerk })
    expect([plain.status, plain.headers.get('location')]).toEqual([303, '/desk/new/request'])
    const dropped = await f.send('/desk/draft/drop', { _form: '/desk/new/request', _back: '//evil.example' }, { cookie: clerk })
    expect(dropped.headers.get('location')).toBe('/desk')
    expect((await see('/desk/new/request', clerk)).text).not.toContain('单元门')
    await f.send('/desk/draft', { _form: '/desk/new/request', ...typed }, { cookie: clerk })
    f.world.setNow('2025-06-26T02:00:00.000Z')
    expect((await see('/desk/new/request', clerk)).status).toBe(303)
    clerk = await f.cookie(f.world.people.clerk)
    expect((await see('/desk/new/request', clerk)).text).not.toContain('单元门')
    f.world.setNow('2025-06-18T02:00:00.000Z')
    await enter()
  })
  it('stand in the act of the matter they belong to', async () => {
    const t = await told(f.world, 'handling')
    await f.send('/desk/draft', { _form: `/desk/m/${t.root}/urge`, text: '催一催，居民等着' }, { cookie: clerk })
    expect((await see(`/desk/m/${t.root}`, clerk)).text).toContain('催一催，居民等着')
    await f.send(`/desk/m/${t.root}/urge`, { text: '催一催，居民等着用', _page: t.root, _key: newKey() }, { cookie: clerk })
    expect((await see(`/desk/m/${t.root}`, clerk)).text).not.toContain('draft-back')
    expect((await f.send('/desk/draft', { _form: '/raise', text: 'x' }, { cookie: clerk })).status).toBe(400)
  })
})

describe('keys', () => {
  it('are declared once: the page, the window and the script read the same list', async () => {
    const page = (await see('/desk/keys', clerk)).text, list = (await see('/desk/list', clerk)).text
    for (const k of keys) for (const text of [page, list]) expect(text, k.keys).toContain(`data-key="${k.keys}"`)
    for (const k of keys) if ('go' in k) expect((await see(k.go, clerk)).status, k.go).toBe(200)
    expect(list).toMatch(/assets\/keys\.[0-9a-f]+\.js/)
  })
})

describe('the deputy’s page', () => {
  it('asks in one line with at most three answers, and says what happens next', async () => {
    const t = await told(f.world, 'resulted')
    const home = (await see('/deputy', wang)).text
    expect(home).toMatch(/<h1>\d+件等您<\/h1>/)
    for (const block of home.matchAll(/<div class="answers">([\s\S]*?)<\/div>/g)) expect(block[1]!.match(/class="btn/g)!.length).toBeLessThanOrEqual(3)
    // Three verdicts look alike: none is the one that is wanted.
    expect(home).not.toMatch(/btn-primary[^>]*verify/)
    for (const word of ['解决了', '解决了一部分', '没解决', '承办单位说办好了，请您核实解决没有']) expect(home).toContain(word)
    const form = await see(`/deputy/do/${t.root}/verify?degree=solved`, wang)
    expect(form.text).toContain('name="degree" value="solved"')
    expect(form.text).toContain('已更换灯具')
    const done = await f.send(`/deputy/m/${t.root}/verify`, { degree: 'solved', _page: t.root, _then: 'home', _key: newKey() }, { cookie: wang })
    expect(done.headers.get('location')).toBe(`/deputy?done=${t.root}`)
    const after = (await see(`/deputy?done=${t.root}`, wang)).text
    expect(after).toContain('记下了')
    expect(after).toMatch(/接下来由[^<]+，最晚\d+月\d+日/)
    expect((await see(`/deputy/do/${t.root}/verify`, wang)).headers.get('location')).toBe(`/deputy/m/${t.root}`)
  })
  it('takes on with one press what nobody follows, and is calm when nothing waits', async () => {
    const t = await told(f.world, 'handling', f.world.organs.housing)
    const li = await f.cookie(f.world.people.li)
    const fresh = (await told(f.world, 'dispatched')).root
    expect((await see('/deputy', li)).text).toContain(`/deputy/m/${fresh}/claim`)
    expect((await f.send(`/deputy/m/${fresh}/claim`, { _page: fresh, _then: 'home', _key: newKey() }, { cookie: li })).headers.get('location')).toBe(`/deputy?done=${fresh}`)
    expect((await see('/deputy', li)).text).toContain('我在跟的')
    expect((await see('/deputy', await f.cookie(f.world.people.townDeputy))).text).toContain('没有等您办的事')
    expect((await see(`/deputy/do/${t.root}/claim`, await f.cookie(f.world.people.townDeputy))).status).toBe(404)
  })
})

it('every new page answers, for those it is for', async () => {
  for (const path of routeTable.filter(r => r.face === 'desk' && r.method === 'GET' && !r.path.includes(':')).map(r => r.path)) for (const cookie of [clerk, officer, office]) expect([200, 303, 400, 404], path).toContain((await f.ask(path, { headers: { cookie } })).status)
  for (const path of ['/desk/calendar', '/desk/workload', '/desk/charts', '/desk/keys', '/desk/exports']) for (const cookie of [clerk, officer, office]) expect((await f.ask(path, { headers: { cookie } })).status, path).toBe(200)
  expect((await f.ask('/desk/calendar?month=nix', { headers: { cookie: clerk } })).status).toBe(400)
})
it('tells no fault of its own', () => { expect(f.faults).toEqual([]) })
