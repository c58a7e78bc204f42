/** Suggestions as anybody may read them, and the desk's way to that. */
import { brotliCompressSync, constants } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'
import { type Suggestions, suggestionsIn, suggestionText } from '#test/support/public-suggestions.ts'

const reply = '该路段已于六月完成改造，铺设沥青四百二十米，增设雨水口十六座，并建立每周巡查的制度。'
const secret = '3号楼2单元501室'
let f: Faces, s: Suggestions, shown: Id, hidden: Id, draftedOnly: Id, withheld: Id, gone: Id
const cookies = {} as Record<'officer' | 'second' | 'handler' | 'deputy' | 'clerk', string>
const page = async (path: string, cookie?: string, headers: Record<string, string> = {}) => { const r = await f.ask(path, { headers: { ...headers, ...(cookie ? { cookie } : {}) } }); return { status: r.status, text: await r.text(), headers: r.headers } }
beforeAll(async () => {
  f = await openFaces()
  const w = f.world, p = w.people
  expect((await page('/')).text, 'nothing is public yet').not.toContain('href="/suggestions"')
  expect((await page('/suggestions')).text).toContain('还没有公开的代表建议')
  s = await suggestionsIn(w)
  for (const [k, person] of Object.entries({ officer: p.officer, second: p.officer2, handler: p.housingClerk, deputy: p.wang, clerk: p.clerk })) cookies[k as 'officer'] = await f.cookie(person)
  shown = await s.accepted('关于改造示例背街小巷的建议', { text: `${suggestionText}门牌是${secret}。` })
  await s.replied(shown, reply, { class: 'promised', promisedBy: '2025-12-01' })
  hidden = await s.accepted('关于尚未公开的示例秘事的建议')
  await s.replied(hidden, `${reply}秘事`)
  draftedOnly = await s.accepted('关于只有草稿的示例建议')
  await s.replied(draftedOnly, reply)
  await s.act(draftedOnly, 'proposePublic', p.officer, { title: '只有草稿的标题', text: suggestionText, reply })
  withheld = await s.accepted('关于不公开的示例密件的建议')
  await s.replied(withheld, reply)
  await s.act(withheld, 'withhold', p.officer, { reason: 'privacy', why: '涉及一户人家' })
  gone = await s.accepted('关于撤下的示例建议')
  await s.replied(gone, reply)
  await s.released(gone, { title: '后来撤下的标题', text: suggestionText, reply })
  await s.act(gone, 'unpublish', p.officer, { why: '地名写错' })
})
afterAll(() => f.world.close())
const field = (text: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1]!

describe('the desk decides every passage', () => {
  const at = () => `/desk/m/${shown}/public`
  it('draws nothing as decided, refuses what is left open, and hides only what a person hides', async () => {
    const first = await page(at(), cookies.officer)
    expect(first.text).toContain(`<mark id="m-text-0">${secret}`)
    expect(first.text).toContain('规则找出1处')
    expect(first.text.match(/type="radio"/g)).toHaveLength(3)
    expect(first.text).not.toMatch(/type="radio"[^>]* checked/)
    const stamp = field(first.text, '_stamp')
    const open = await f.send(at(), { _do: 'decide', _stamp: stamp }, { cookie: cookies.officer })
    expect(open.status).toBe(422)
    expect(await open.text()).toContain(`“${secret}”怎么办，请选一项`)
    const own = await f.send(at(), { _do: 'decide', _stamp: stamp, 'text.0': 'own', 'text.0.own': ' ' }, { cookie: cookies.officer })
    expect(own.status).toBe(422)
    const kept = await (await f.send(at(), { _do: 'decide', _stamp: stamp, 'text.0': 'keep' }, { cookie: cookies.officer })).text()
    expect(kept).toContain(`门牌是${secret}。</textarea>`)
    const written = await f.send(at(), { _do: 'decide', _stamp: stamp, 'text.0': 'own', 'text.0.own': '某小区' }, { cookie: cookies.officer }), text = await written.text()
    expect(written.status).toBe(200)
    expect(text).toContain('门牌是某小区。</textarea>')
    expect((await f.world.service.matter(await f.world.who(f.world.people.officer), shown))!.marks.draftText, 'nothing is kept until it is handed on').toBeUndefined()
    const left = await f.send(at(), { _do: 'write', _stamp: stamp, _key: newKey(), title: '关于改造背街小巷的建议', text: `门牌是${secret}，请改造`, reply }, { cookie: cookies.officer })
    expect(left.status).toBe(422)
    expect(await left.text()).toContain('还有1处像是姓名、门牌或车牌')
    const phone = await f.send(at(), { _do: 'write', _stamp: stamp, _key: newKey(), title: '关于改造背街小巷的建议', text: '请打13900001234', reply, looked: 'on' }, { cookie: cookies.officer })
    expect(phone.status).toBe(422)
    const moved = await f.send(at(), { _do: 'write', _stamp: 'old', _key: newKey(), title: '标题标题', text: suggestionText, reply }, { cookie: cookies.officer })
    expect(moved.status).toBe(409)
    const done = await f.send(at(), { _do: 'write', _stamp: stamp, _key: newKey(), title: '关于改造背街小巷的建议', text: `${suggestionText}门牌是某小区。`, reply }, { cookie: cookies.officer })
    expect([done.status, done.headers.get('location')]).toEqual([303, at()])
  })
  it('lets another person release it, and nobody else come near', async () => {
    const own = await page(at(), cookies.officer)
    expect(own.text).toContain('拟稿人不能自己审核公开')
    expect(own.text).not.toContain('审核无误，公开')
    const review = await page(at(), cookies.second)
    expect(review.text).toMatch(/<mark class="differs">[^<]*某小区/)
    expect(review.text).toContain(secret)
    expect((await f.send(at(), { _do: 'publish', _key: newKey(), draft: '7' }, { cookie: cookies.second })).status).toBe(409)
    expect((await f.send(at(), { _do: 'publish', _key: newKey(), draft: field(review.text, 'draft') }, { cookie: cookies.second })).status).toBe(303)
    for (const who of ['handler', 'deputy', 'clerk'] as const) for (const id of [shown, hidden]) {
      expect((await page(`/desk/m/${id}/public`, cookies[who])).status, who).toBe(404)
      expect((await f.send(`/desk/m/${id}/public`, { _do: 'publish' }, { cookie: cookies[who] })).status, who).toBe(404)
    }
    expect((await page(at())).status).toBe(303)
  })
})

describe('the portal', () => {
  const no = async () => (await f.world.service.openness.publication(await f.world.who(f.world.people.officer), shown))!.published!.no
  it('leads to it from the first page and from the figures once something is public', async () => {
    // A no of a moment before stands for a second.
    for (const path of ['/', '/figures']) await expect.poll(async () => (await page(path)).text, { message: path, timeout: 3_000 }).toContain('href="/suggestions"')
    expect((await page('/published')).text, 'requests and suggestions are two lists').not.toContain('关于改造背街小巷的建议')
  })
  it('shows each at its own address with text, reply, class, promise and course, in both languages', async () => {
    const { text, status, headers } = await page(`/suggestions/${await no()}`)
    expect(status).toBe(200)
    for (const x of ['关于改造背街小巷的建议', '门牌是某小区', reply, '区住建局', 'B类：正在解决或已列入计划', '已承诺（有期限）', '12月1日', '第1号', '示例第二届第五次会议', '王示甲', '受理编号', '交区住建局办理', 'application/atom+xml']) expect(text, x).toContain(x)
    expect(text).not.toContain('noindex')
    expect(headers.get('x-robots-tag')).toBeNull()
    expect((await page(`/suggestions/${await no()}?lang=en`)).text).toContain('Handed over to')
  })
  it('lists, narrows and counts; withheld ones by reason alone', async () => {
    const { text } = await page('/suggestions')
    for (const x of ['共1件', '关于改造背街小巷的建议', '不公开的1件', '涉及个人隐私']) expect(text, x).toContain(x)
    expect((await page('/suggestions?theme=T3')).text).toContain('没有符合条件的公开件')
    expect((await page('/suggestions?q=' + encodeURIComponent('某小区'))).text).toContain('共1件')
    for (const path of ['/suggestions?page=999', '/suggestions?page=x', '/suggestions?organ=nix', '/suggestions?session=9-9', `/suggestions?q=${encodeURIComponent('\u0000<b>"')}`]) expect((await page(path)).status, path).toBe(200)
  })
  it('gives a session’s list to print and as a table for anybody', async () => {
    expect((await page('/suggestions/session/2-5')).text).toContain('示例第二届第五次会议代表建议公开清单')
    const table = await page('/suggestions/session/2-5.csv')
    expect(table.headers.get('content-type')).toContain('text/csv')
    expect(table.text).toContain(`${await no()},第1号,关于改造背街小巷的建议`)
    for (const path of ['/suggestions/session/2-4', '/suggestions/session/9-9', '/suggestions/session/2-4.csv', '/suggestions/session/nix']) expect((await page(path)).status, path).toBe(404)
  })
  it('lets nothing slip of what is not public, on any page or feed', async () => {
    const all = (await Promise.all(['/suggestions', '/suggestions?session=all', '/suggestions?q=' + encodeURIComponent('秘事'), `/suggestions/${await no()}`, '/suggestions/session/2-5', '/suggestions/session/2-5.csv', '/suggestions/feed.atom'].map(p => page(p)))).map(p => p.text).join('\n')
    for (const x of ['秘事</', '尚未公开', '只有草稿', '密件', '一户人家', '后来撤下', '地名写错', secret, '501室', shown, hidden, withheld, gone]) expect(all, x).not.toContain(x)
  })
  it('answers alike for what there is not and what is not public, and plainly for what was taken down', async () => {
    const strip = (t: string): string => t.replaceAll(/\/suggestions\/[\w-]+/g, '/suggestions/x').replace(/name="_token" value="[^"]+"/g, '')
    const [unknown, ill, unreleased] = await Promise.all(['/suggestions/2025-999', '/suggestions/1', `/suggestions/${draftedOnly}`].map(p => page(p)))
    expect([unknown!.status, ill!.status, unreleased!.status]).toEqual([404, 404, 404])
    expect(strip(ill!.text)).toBe(strip(unknown!.text))
    expect(strip(unreleased!.text)).toBe(strip(unknown!.text))
    const taken = (await f.world.store.tx(1, tx => tx.rows<{ n: string }>(`select marks ->> 'publicNo' n from matter where congress = 1 and id = $1`, [gone])))[0]!.n
    const down = await page(`/suggestions/2025-${taken.padStart(3, '0')}`)
    expect(down.status).toBe(410)
    expect(down.text).toContain('已经撤下')
  })
  it('weighs at most 60 KB packed on a first visit', async () => {
    const packed = (b: Uint8Array): number => brotliCompressSync(b, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
    for (const path of ['/suggestions', `/suggestions/${await no()}`, '/suggestions/session/2-5']) {
      const { text } = await page(path)
      let weight = packed(Buffer.from(text))
      for (const p of new Set([...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(m => m[1]!))) weight += packed(new Uint8Array(await (await f.ask(p)).arrayBuffer()))
      expect(weight, path).toBeLessThanOrEqual(60 * 1024)
    }
  })
  it('feeds readers: whole addresses, ids that stay, and nothing sent twice', async () => {
    const feed = await page('/suggestions/feed.atom')
    expect(feed.headers.get('content-type')).toContain('application/atom+xml')
    const entries = feed.text.split('<entry>').slice(1)
    expect(entries).toHaveLength(1)
    for (const x of [/<id>urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}<\/id>/, /<updated>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/updated>/, /<author><name>区住建局<\/name><\/author>/, /href="http:\/\/localhost\/suggestions\/2025-\d{3}"/]) expect(entries[0]).toMatch(x)
    expect(feed.text).toContain('rel="self"')
    const etag = feed.headers.get('etag')!, changed = feed.headers.get('last-modified')!
    expect((await page('/suggestions/feed.atom', undefined, { 'if-none-match': etag })).status).toBe(304)
    expect((await page('/suggestions/feed.atom', undefined, { 'if-modified-since': changed })).status).toBe(304)
    expect((await page('/suggestions/feed.atom', undefined, { 'if-none-match': '"old"', 'if-modified-since': changed })).status, 'a tag decides before a time').toBe(200)
    const id = /<id>(urn:[^<]+)<\/id>/.exec(entries[0]!)![1]!
    await s.act(shown, 'proposePublic', f.world.people.officer, { title: '关于改造 <背街> & “小巷”的建议', text: suggestionText, reply })
    await s.act(shown, 'publish', f.world.people.officer2)
    const after = await page('/suggestions/feed.atom')
    expect(after.headers.get('etag')).not.toBe(etag)
    expect(after.text).toContain(`<id>${id}</id>`)
    expect(after.text).toContain('<title>关于改造 &lt;背街&gt; &amp; “小巷”的建议</title>')
  })
  it('left no fault behind', () => { expect(f.faults).toEqual([]) })
})
