/** Desk and deputy: who gets in, what is kept when an act is refused, and what looks like nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cell } from '#http/csv.ts'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'
import { told } from '#test/support/world.ts'

let f: Faces, clerk: string, officer: string, office: string, wang: string, town: string
beforeAll(async () => {
  f = await openFaces()
  const p = f.world.people
  ;[clerk, officer, office, wang, town] = await Promise.all([f.cookie(p.clerk), f.cookie(p.officer), f.cookie(p.officeClerk), f.cookie(p.wang), f.cookie(p.townClerk)]) as [string, string, string, string, string]
})
afterAll(() => f.world.close())
const see = async (path: string, cookie?: string) => { const r = await f.ask(path, { headers: cookie ? { cookie } : {} }); return { status: r.status, text: await r.text(), headers: r.headers } }

describe('signing in', () => {
  it('lists ready people on this machine, and finds them without scripts', async () => {
    const all = await see('/signin')
    expect(all.text).toContain('周示甲')
    const some = await see(`/signin?q=${encodeURIComponent('吴示')}`)
    expect(some.text).toContain('吴示甲')
    expect(some.text).not.toContain('周示甲')
  })
  it('refuses another host or any forwarding header', async () => {
    for (const headers of [{ host: 'huiyin.example' }, { host: '192.168.1.9:3000' }, { 'x-forwarded-for': '1.2.3.4' }, { forwarded: 'for=1.2.3.4' }, { 'x-real-ip': '127.0.0.1' }, { 'x-forwarded-anything': '1' }] as Record<string, string>[]) {
      expect((await f.ask('/signin', { headers })).status, JSON.stringify(headers)).toBe(403)
      expect((await f.send('/signin', { person: f.world.people.clerk }, { headers: { ...headers, origin: `http://${headers.host ?? 'localhost'}` } })).status).toBe(403)
    }
    for (const host of ['localhost:3000', '127.0.0.1', '[::1]:8080']) expect((await f.ask('/signin', { headers: { host } })).status, host).toBe(200)
  })
  it('gives a cookie scripts cannot read, and takes it back', async () => {
    const r = await f.send('/signin', { person: f.world.people.clerk, next: '/desk/list' })
    expect([r.status, r.headers.get('location')]).toEqual([303, '/desk/list'])
    expect(r.headers.get('set-cookie')).toMatch(/^hy=.+HttpOnly; SameSite=Lax/)
    for (const next of ['//evil.example', 'https://evil.example', '/desk//evil']) expect((await f.send('/signin', { person: f.world.people.clerk, next })).headers.get('location')).toBe('/desk')
    const cookie = await f.cookie(f.world.people.head)
    await f.send('/signout', {}, { cookie })
    expect((await see('/desk', cookie)).status).toBe(303)
  })
  it('sends visitors to sign in, and keeps what they typed', async () => {
    const t = await told(f.world, 'placed')
    expect((await see('/desk/list')).headers.get('location')).toBe('/signin?next=%2Fdesk%2Flist')
    const lost = await f.send(`/desk/m/${t.root}/askDistrict`, { gist: '写了半天的摘要', why: '超出职责', _page: t.root, _token: (await f.tokenFor(clerk)).token! }), text = await lost.text()
    expect(lost.status).toBe(401)
    const body = /name="resume_body" value="([^"]+)"/.exec(text)![1]!.replace(/&amp;/g, '&')
    const back = await f.send('/signin', { person: f.world.people.clerk, resume_path: `/desk/m/${t.root}/askDistrict`, resume_body: body })
    expect(back.status).toBe(200)
    expect(await back.text()).toContain('写了半天的摘要')
    expect((await f.world.service.matter(await f.world.who(f.world.people.clerk), t.root))!.line.stage).toBe('placed')
  })
})

describe('the matter', () => {
  it('draws the acts, does one, and comes back to the page', async () => {
    const t = await told(f.world, 'placed'), path = `/desk/m/${t.root}`
    const p = await see(path, clerk)
    expect(p.text).toContain('小区门口路灯不亮')
    expect(p.text.match(/btn-primary/g)).toHaveLength(1)
    expect(p.text).toContain('现在不能办的')
    const gist = /<textarea[^>]*name="gist"[^>]*>([^<]+)</.exec(p.text)
    expect(gist?.[1]).toContain('路灯不亮')
    const preview = await f.send(`${path}/preview`, { organ: f.world.organs.office, gist: '小区门口路灯不亮，夜间难行', _seen: '1', _page: t.root, _key: newKey() }, { cookie: clerk }), shown = await preview.text()
    expect(shown).toContain('承办单位看到的样子')
    expect(shown).toContain(`name="organ" value="${f.world.organs.office}"`)
    expect(shown).not.toContain('摘要和反映人的原话一样')
    // Left as it was proposed, or told apart by commas only: the organ would read the words themselves.
    for (const same of [gist![1]!, '示例 小区门口路灯不亮、晚上看不见路。']) {
      const warned = await f.send(`${path}/preview`, { organ: f.world.organs.office, gist: same, _page: t.root, _key: newKey() }, { cookie: clerk })
      expect([warned.status, await warned.text()]).toEqual([200, expect.stringContaining('摘要和反映人的原话一样，请改写，去掉姓名、称呼、门牌等能认出人的话；确实不涉及的可以照派')])
    }
    const done = await f.send(`${path}/dispatch`, { organ: f.world.organs.office, gist: '小区门口路灯不亮，夜间难行', _seen: '1', _page: t.root, _key: newKey() }, { cookie: clerk })
    expect([done.status, done.headers.get('location')]).toEqual([303, path])
    expect((await see(path, clerk)).text).toContain('待接单')
  })
  it('keeps typed text when refused, with who may and what happened since', async () => {
    const t = await told(f.world, 'placed'), path = `/desk/m/${t.root}`
    const bad = await f.send(`${path}/askDistrict`, { gist: '摘要文字留着', why: '', _page: t.root, _key: newKey() }, { cookie: clerk }), text = await bad.text()
    expect(bad.status).toBe(422)
    expect(text).toContain('摘要文字留着')
    expect(text).toContain('还差一点')
    await f.world.must({ matter: t.root, act: 'answer', actor: f.world.as(f.world.people.clerk), input: { answer: '已当场说明' } })
    const late = await f.send(`${path}/askDistrict`, { gist: '摘要文字留着', why: '超出职责', _seen: '1', _page: t.root, _key: newKey() }, { cookie: clerk }), said = await late.text()
    expect(late.status).toBe(409)
    expect(said).toContain('摘要文字留着')
    expect(said).toContain('又有')
    expect(said).toContain('已当场说明')
  })
  it('sends a handler’s act to the child and shows the gist only', async () => {
    const t = await told(f.world, 'dispatched'), path = `/desk/m/${t.handling}`
    const p = await see(path, office)
    expect(p.text).toContain('小区门口路灯不亮，夜间通行不便')
    expect(p.text).not.toContain('晚上看不见路')
    expect((await f.send(`${path}/accept`, { _page: t.handling, _key: newKey() }, { cookie: office })).headers.get('location')).toBe(path)
    expect((await f.send(`${path}/submit`, { result: '已更换灯具', _day: '2025-06-19', _page: t.handling, _key: newKey() }, { cookie: office })).status).toBeGreaterThanOrEqual(409)
    expect((await f.send(`${path}/submit`, { result: '已更换灯具', _page: t.handling, _key: newKey() }, { cookie: office })).status).toBe(303)
  })
  it('looks the same whether it is not there or not yours', async () => {
    const t = await told(f.world, 'placed'), none = '00000000-0000-4000-8000-00000000abcd'
    const bodies = await Promise.all([t.root, none].map(async id => { const r = await see(`/desk/m/${id}`, town); return [r.status, r.text.replaceAll(id, '')] }))
    expect(bodies[0]).toEqual(bodies[1])
    expect(bodies[0]![0]).toBe(404)
    for (const id of [t.root, none, 'nix']) expect((await f.send(`/desk/m/${id}/dispatch`, { gist: 'x' }, { cookie: town })).status).toBe(404)
    expect((await see(`/desk/find?q=${t.short}`, town)).status).toBe(404)
    expect((await see(`/desk/find?q=${t.short}`, clerk)).headers.get('location')).toBe(`/desk/m/${t.root}`)
  })
  it('opens the contact for a reason, which the receipt shows', async () => {
    const t = await told(f.world, 'placed'), path = `/desk/m/${t.root}`
    expect((await see(path, clerk)).text).not.toContain('00000000123')
    expect((await f.send(`${path}/see-contact`, { reason: '' }, { cookie: clerk })).status).toBe(422)
    expect(await (await f.send(`${path}/see-contact`, { reason: '核实地点' }, { cookie: clerk })).text()).toContain('00000000123')
    expect((await see(`/r/${t.receipt}`)).text).toContain('核实地点')
  })
  it('shows a matter as of a day without acts, and refuses a day that is none', async () => {
    const t = await told(f.world, 'handling')
    const then = await see(`/desk/m/${t.root}?asOf=2025-06-18`, clerk)
    expect(then.text).toContain('当天的样子')
    expect(then.text).not.toContain(`action="/desk/m/${t.root}/`)
    expect((await see(`/desk/m/${t.root}?asOf=2025-02-30`, clerk)).status).toBe(400)
  })
  it('refuses a sending from another site', async () => {
    const t = await told(f.world, 'placed')
    expect((await f.send(`/desk/m/${t.root}/answer`, { answer: '不该成' }, { cookie: clerk, headers: { origin: 'null' } })).status).toBe(403)
    expect((await f.send(`/desk/m/${t.root}/answer`, { answer: '不该成' }, { cookie: clerk, headers: { origin: 'http://localhost:9' } })).status).toBe(403)
  })
})

describe('the rest of the desk', () => {
  it('enters a request by its declaration', async () => {
    expect((await see('/desk/new', clerk)).text).toContain('/desk/new/request')
    const bad = await f.send('/desk/new/request', { what: '楼道堆杂物，怕起火', place: f.world.places.street, _key: newKey() }, { cookie: clerk })
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('楼道堆杂物')
    const done = await f.send('/desk/new/request', { what: '楼道堆杂物，怕起火', place: f.world.places.street, channel: 'phone', gist: '=cmd|楼道堆杂物', _day: '2025-06-17', _time: '09:30', _key: newKey() }, { cookie: clerk })
    expect(done.headers.get('location')).toMatch(/^\/desk\/m\//)
    expect((await see('/desk/new/nix', clerk)).status).toBe(404)
  })
  it('filters by the address and exports what a spreadsheet cannot run', async () => {
    const l = await see('/desk/list?channel=phone', clerk)
    expect(l.text).toContain('楼道堆杂物')
    expect(l.text).toContain('/desk/list.csv?channel=phone')
    const csv = await see('/desk/list.csv?channel=phone', clerk)
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(csv.text).toContain('示例数据')
    expect(csv.text).toContain("'=cmd|楼道堆杂物")
    expect(csv.text).not.toMatch(/(^|,)"?[=+@-]/m)
    for (const evil of ['=1', '+1', '-1', '@x', '\t=1', ' =1', '＝1', '\r\n=1']) expect(cell(evil).replace(/^"/, '')[0], JSON.stringify(evil)).toBe("'")
    expect((await see('/desk/list?place=nix', clerk)).status).toBe(400)
    expect((await see('/desk/list?after=nix', clerk)).status).toBe(400)
  })
  it('gives every number as many records as it says', async () => {
    const all = await f.world.service.figures(f.world.congress, 2025)
    expect(all.length).toBeGreaterThan(0)
    // A share has two sides, each with a list of its own.
    for (const x of all.filter(y => !y.ratio)) {
      const p = await see(`/desk/figures/${x.id}?year=2025`, officer)
      expect(p.text.match(/<th scope="row" class="what">/g)?.length ?? 0, x.id).toBe(x.value)
    }
    expect((await see('/desk/figures/nix', officer)).status).toBe(404)
    expect((await see('/figures?year=x')).status).toBe(400)
  })
  it('has a face for deputies', async () => {
    const t = await told(f.world, 'resulted')
    const home = await see('/deputy', wang)
    expect(home.text).toContain('件等您')
    expect(home.text).toContain(`/deputy/do/${t.root}/verify?degree=solved`)
    expect((await see('/desk', wang)).headers.get('location')).toBe('/deputy')
    const done = await f.send(`/deputy/m/${t.root}/verify`, { degree: 'solved', _page: t.root, _key: newKey() }, { cookie: wang })
    expect([done.status, done.headers.get('location')]).toEqual([303, `/deputy/m/${t.root}`])
  })
  it('tells no fault of its own', () => { expect(f.faults).toEqual([]) })
})
