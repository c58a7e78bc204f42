/** The register's pages: who looks up, who changes, what comes back with a fault, and what the public list never shows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'

let f: Faces, clerk: string, officer: string, wang: string
beforeAll(async () => {
  f = await openFaces()
  const p = f.world.people
  ;[clerk, officer, wang] = await Promise.all([f.cookie(p.clerk), f.cookie(p.officer), f.cookie(p.wang)]) as [string, string, string]
})
afterAll(() => f.world.close())
const see = async (path: string, cookie?: string) => { const r = await f.ask(path, { headers: cookie ? { cookie } : {} }); return { status: r.status, text: await r.text(), to: r.headers.get('location') } }

describe('the register', () => {
  it('is looked up by everybody at the desk, and kept by the deputy affairs committee', async () => {
    for (const tab of ['deputy', 'person', 'organ', 'place', 'term']) for (const cookie of [clerk, officer]) expect((await see(`/desk/register?tab=${tab}`, cookie)).status, tab).toBe(200)
    expect((await see('/desk/register?tab=organ', clerk)).text).not.toContain('/desk/register/new/')
    expect((await see('/desk/register?tab=organ', officer)).text).toContain('/desk/register/new/organ')
    expect((await see('/desk/register/new/organ', clerk)).status).toBe(404)
    const page = (await see(`/desk/register/${f.world.organs.roads}`, clerk)).text
    expect([page.includes('区交通运输局'), page.includes('<form method="post" action="/desk/m/')]).toEqual([true, false])
    expect([(await see('/desk/register', wang)).status, (await see('/desk/register')).status]).toEqual([404, 303])
    for (const path of ['/desk/register/x', '/desk/register/00000000-0000-4000-8000-000000000001', '/desk/register/new/x']) expect((await see(path, officer)).status, path).toBe(404)
  })

  it('enters a person by the form, and gives the form back with what was typed when it is refused', async () => {
    const form = (await see('/desk/register/new/person', officer)).text
    expect([form.includes('name="postKind"'), form.includes('name="seats"'), form.includes('name="table" value="person"')]).toEqual([true, false, true])
    const sent = { _key: newKey(), _act: 'enter', table: 'person', name: '邓示甲', since: '2025-06-01', born: '1979-04', postOrgan: f.world.organs.roads, postKind: 'stationClerk' }
    const bad = await f.send('/desk/new/register', sent, { cookie: officer }), back = await bad.text()
    expect([bad.status, back.includes('邓示甲'), back.includes('不能设在')]).toEqual([422, true, true])
    const good = await f.send('/desk/new/register', { ...sent, _key: newKey(), postKind: 'handlerClerk' }, { cookie: officer })
    const id = good.headers.get('location')!.split('/').at(-1)!
    expect([good.status, (await see(`/desk/m/${id}`, officer)).to]).toEqual([303, `/desk/register/${id}`])
    const mine = (await see(`/desk/register/${id}`, officer)).text, theirs = (await see(`/desk/register/${id}`, clerk)).text
    expect([mine.includes('1979-04'), mine.includes('登记经过'), theirs.includes('1979-04'), theirs.includes('登记经过'), theirs.includes('邓示甲')]).toEqual([true, true, false, false, true])
    // Acts are those of every matter; a refusal draws the entry's page again.
    const early = await f.send(`/desk/m/${id}/leave`, { _key: newKey(), _page: id, day: '2020-01-01', why: '调走了，谢谢' }, { cookie: officer }), again = await early.text()
    expect([early.status, again.includes('才列入'), again.includes('调走了，谢谢'), again.includes('邓示甲')]).toEqual([422, true, true, true])
    expect((await f.send(`/desk/m/${id}/leave`, { _key: newKey(), _page: id, why: '越权' }, { cookie: clerk })).status).toBe(404)
    expect((await f.send('/desk/new/register', { ...sent, _key: newKey(), postKind: 'handlerClerk' }, { cookie: clerk })).status).toBe(404)
    expect((await f.send(`/desk/m/${id}/leave`, { _key: newKey(), _page: id, day: '2025-06-10', why: '调走' }, { cookie: officer })).status).toBe(303)
    expect((await see(`/desk/register?tab=person&q=${encodeURIComponent('邓示甲')}&day=2025-06-10`, clerk)).text).toContain('邓示甲</a>')
    expect((await see(`/desk/register?tab=person&q=${encodeURIComponent('邓示甲')}`, clerk)).text).not.toContain('邓示甲</a>')
    expect(f.faults).toEqual([])
  })

  it('stays out of the lists of work and of the interface for programs', async () => {
    expect((await f.call('GET', '/api/procedures')).body.items.map((p: { id: string }) => p.id)).not.toContain('register')
    expect((await f.call('POST', '/api/register/enter', { input: {} }, { token: await f.token(f.world.people.officer) })).status).toBe(404)
  })

  it('shows the public who represents them, in stroke order, without a telephone', async () => {
    const page = (await see('/deputies')).text, names = [...page.matchAll(/<h2 class="item-title">([^<]+)<\/h2>/g)].map(m => m[1])
    expect(names).toEqual(['王示甲', '李示乙', '赵示丙', '钱示丁'])
    expect(page.includes('0000-1')).toBe(false)
    const town = (await see(`/deputies?place=${f.world.places.town}`)).text
    expect([town.includes('钱示丁'), town.includes('王示甲')]).toEqual([true, false])
    expect((await see('/deputies?place=x&level=%00')).status).toBe(200)
  })
})
