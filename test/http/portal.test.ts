/** The portal: what anybody may do, and what it never lets slip. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeService } from '#service/make.ts'
import { makeApp } from '#http/app.ts'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'
import { told } from '#test/support/world.ts'
import { memoryStore } from '#test/support/model.ts'

let f: Faces
beforeAll(async () => { f = await openFaces() })
afterAll(() => f.world.close())
const page = async (path: string) => { const r = await f.ask(path); return { status: r.status, text: await r.text(), headers: r.headers } }
const raise = (more: Record<string, string | Blob> = {}) => f.send('/raise', { _key: newKey(), what: '门口路灯坏了，晚上看不见', place: f.world.places.street, phone: '00000001234', ...more }, { multipart: true })

describe('the first page', () => {
  it('offers one thing to do and the ways to follow', async () => {
    const p = await page('/')
    expect(p.status).toBe(200)
    for (const s of ['我要反映问题', '查进度', '公开的办理结果', '点单', '评单', '示例数据', '涉密不上网']) expect(p.text).toContain(s)
    expect(p.text.match(/btn-primary/g)).toHaveLength(1)
  })
  it('speaks English when asked, and remembers', async () => {
    const p = await page('/?lang=en')
    expect(p.text).toContain('Raise a request')
    expect(p.text).toContain('<html lang="en"')
    expect(p.headers.get('set-cookie')).toContain('lang=en')
    expect(await (await f.ask('/', { headers: { cookie: 'lang=en' } })).text()).toContain('Raise a request')
  })
  it('says what is missing where there is no congress, and health needs none', async () => {
    const service = makeService(await memoryStore(), { key: new Uint8Array(32).fill(1), version: 'test' })
    const app = await makeApp(service, { cacheDir: '/tmp/huiyin-http-empty', log: { error: () => undefined } })
    const r = await app.request('http://localhost/')
    expect(r.status).toBe(200)
    expect(await r.text()).toContain('还没有数据')
    expect((await app.request('http://localhost/healthz')).status).toBe(503)
    service.setReady(true)
    const h = await app.request('http://localhost/healthz')
    expect([h.status, Object.keys(await h.json() as object)]).toEqual([200, ['status', 'version', 'store', 'schema']])
    for (const path of ['/raise', '/status', '/published', '/figures']) expect((await app.request(`http://localhost${path}`)).status, path).toBe(200)
    expect((await app.request('http://localhost/api/figures')).status).toBe(404)
    await service.close()
  })
  it('carries strict headers everywhere', async () => {
    for (const path of ['/', '/raise', '/nix', '/healthz', '/api/me']) {
      const h = (await f.ask(path)).headers
      expect(h.get('content-security-policy'), path).toContain("default-src 'none'")
      expect(h.get('content-security-policy')).not.toContain('unsafe')
      expect(h.get('x-content-type-options')).toBe('nosniff')
      expect(h.get('referrer-policy')).toBe('no-referrer')
      expect(h.get('cache-control')).toBe('no-store')
    }
  })
  it('has no inline script or style on any public page', async () => {
    for (const path of ['/', '/raise', '/status', '/published', '/figures', '/signin']) expect((await page(path)).text, path).not.toMatch(/ style=|<style|<script(?![^>]*src=)|javascript:/)
  })
})

describe('raising', () => {
  it('shows at most five fields at first, and the stop note before them', async () => {
    const { text } = await page('/raise')
    expect(text.indexOf('110')).toBeLessThan(text.indexOf('<form class="card pad"'))
    const form = text.slice(text.indexOf('<form class="card pad"'))
    expect([...form.matchAll(/name="(\w+)"/g)].map(m => m[1]).filter(x => !x!.startsWith('_'))).toEqual(['what', 'spot', 'phone', 'photos', 'direct'])
    expect(text).toContain('个人信息保护法')
    expect(text).toContain('name="robots" content="noindex')
  })
  it('gives a receipt; the same form sent twice gives the same one', async () => {
    const key = newKey()
    const one = await raise({ _key: key }), two = await raise({ _key: key })
    expect([one.status, two.status]).toEqual([303, 303])
    expect(one.headers.get('location')).toBe(two.headers.get('location'))
    const receipt = await page(one.headers.get('location')!)
    // The link alone never shows the six digits: they are the proof that rating asks for.
    expect(receipt.text).not.toContain('short-no')
    const inHand = await (await f.ask(one.headers.get('location')!, { headers: { cookie: one.headers.get('set-cookie')!.split(';')[0]! } })).text()
    expect(inHand).toMatch(/short-no">\d{3} \d{3}</)
    expect(receipt.text).not.toContain('00000001234')
    expect(receipt.text).not.toContain('门口路灯坏了')
    expect(receipt.headers.get('x-robots-tag')).toContain('noindex')
    const qr = await f.ask(`${one.headers.get('location')}/qr.svg`)
    expect(qr.headers.get('content-type')).toBe('image/svg+xml')
  })
  it('keeps everything typed and names the fault at the field and at the top', async () => {
    const r = await raise({ what: '', spot: '东门<b>口', direct: 'on' }), text = await r.text()
    expect(r.status).toBe(422)
    expect(text).toContain('value="东门&lt;b&gt;口"')
    expect(text).toMatch(/name="direct"[^>]* checked/)
    expect(text).toContain('href="#raise-what"')
    expect(text).toContain('id="raise-what-error"')
    expect(text).toContain('autofocus')
    expect(text).toContain(`name="place" value="${f.world.places.street}"`)
  })
  it('takes a telephone number as phones copy it, with marks nobody sees around it', async () => {
    const r = await raise({ phone: '\u202d00000001234\u202c\u00a0' })
    expect(r.status).toBe(303)
    const slip = /slip=[^;]+/.exec(r.headers.get('set-cookie') ?? '')![0]
    const short = /short-no">(\d{3}) (\d{3})</.exec(await (await f.ask(r.headers.get('location')!, { headers: { cookie: slip } })).text())!.slice(1).join('')
    expect(await (await f.send('/status', { short, tail: '1234' })).text()).not.toContain('没有查到')
  })
  it('refuses a telephone that cannot be called, says so beside it and keeps what was typed', async () => {
    for (const phone of ['abc', '123456', '1234转5678', '张示某 00000001234']) {
      const r = await raise({ phone }), text = await r.text()
      expect(r.status, phone).toBe(422)
      for (const s of ['“电话”要写能打通的号码，至少7位数字', 'id="raise-phone-error"', `value="${phone}"`, '门口路灯坏了，晚上看不见']) expect(text, phone).toContain(s)
    }
    for (const phone of ['+86 (000) 0000-1234', '0000-00001234转801', '0000–00001234 ext 12', '0000123']) expect((await raise({ phone })).status, phone).toBe(303)
  })
  it.each([['full-width digits are kept as plain ones', '０００００００９８７６'], ['an extension counts for none', '0000-00009876转801']])('finds it by the last four: %s', async (_, phone) => {
    const r = await raise({ phone })
    expect(r.status).toBe(303)
    const slip = /slip=[^;]+/.exec(r.headers.get('set-cookie') ?? '')![0]
    const short = /short-no">(\d{3}) (\d{3})</.exec(await (await f.ask(r.headers.get('location')!, { headers: { cookie: slip } })).text())!.slice(1).join('')
    expect(await (await f.send('/status', { short, tail: '9876' })).text()).not.toContain('没有查到')
  })
  it('refuses control characters, unknown fields and files that are no photos', async () => {
    expect((await raise({ what: '灯坏了\u0007\u202e看不见' })).status).toBe(422)
    expect((await raise({ nix: '1' })).status).toBe(422)
    const bad = await raise({ photos: new Blob(['MZ not a photo'], { type: 'image/png' }) })
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('门口路灯坏了')
  })
  it('takes a photo once however often the form is sent', async () => {
    const png = new Blob([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')], { type: 'image/png' })
    const key = newKey(), one = await raise({ _key: key, photos: png }), two = await raise({ _key: key, photos: png })
    expect([one.status, two.status, one.headers.get('location') === two.headers.get('location')]).toEqual([303, 303, true])
  })
  it('refuses what is too large, of another kind, from elsewhere, or too frequent', async () => {
    expect((await f.send('/status', { short: 'x'.repeat(1_100_000), tail: '1' })).status).toBe(413)
    expect((await f.ask('/raise', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(415)
    for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }] as Record<string, string>[]) expect((await f.ask('/raise', { method: 'POST', body: new URLSearchParams({ what: 'x' }), headers })).status).toBe(403)
    // The same limit whichever process is asked: an address of its own, so that nobody else's visits count.
    const small = await openFaces({ limit: 2, trustProxy: true }, f.world), other = await openFaces({ limit: 2, trustProxy: true }, f.world)
    let n = 0
    const send = () => (n++ % 2 ? other : small).send('/raise', { _key: newKey(), what: '门口路灯坏了', place: f.world.places.street }, { headers: { 'x-forwarded-for': '203.0.113.9' } })
    expect([(await send()).status, (await send()).status]).toEqual([303, 303])
    const third = await send()
    expect(third.status).toBe(429)
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
    const kept = await third.text()
    expect(kept).toContain('太频繁了')
    expect(kept).toMatch(/<textarea[^>]*>门口路灯坏了<\/textarea>/)
  })
  it('answers a method it does not know with 405, and an unknown page with 404', async () => {
    const r = await f.ask('/raise', { method: 'DELETE' })
    expect([r.status, r.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
    expect((await f.ask('/nix')).status).toBe(404)
    expect((await f.ask('/', { method: 'HEAD' })).status).toBe(200)
  })
})

describe('following and rating', () => {
  it('shows the stage by six digits and the phone’s last four, and no more', async () => {
    const t = await told(f.world, 'handling')
    const r = await f.send('/status', { short: t.short, tail: '0123' }), text = await r.text()
    expect(text).toContain('承办单位正在办')
    expect(text).not.toContain('路灯')
    expect(await (await f.send('/status', { short: t.short, tail: '9999' })).text()).toContain('没有查到')
    expect((await f.send('/status', { short: 'abc', tail: '1' })).status).toBe(422)
  })
  it('asks the proof before rating, keeps what was chosen, then takes it once', async () => {
    const t = await told(f.world, 'verified')
    expect((await page(`/r/${t.receipt}`)).text).toContain('没解决')
    const wrong = await f.send(`/r/${t.receipt}/rate`, { solved: 'yes', grade: 'satisfied', comment: '多谢', proof: '111111' }), text = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(text).toMatch(/value="yes" checked/)
    expect(text).toContain('多谢')
    const right = await f.send(`/r/${t.receipt}/rate`, { solved: 'yes', grade: 'satisfied', proof: t.short })
    expect(right.status).toBe(303)
    expect((await page(`/r/${t.receipt}`)).text).not.toContain('name="solved"')
  })
  it('withdraws only when sure and proven', async () => {
    const t = await told(f.world, 'placed')
    expect((await f.send(`/r/${t.receipt}/withdraw`, { proof: t.short })).status).toBe(422)
    expect((await f.send(`/r/${t.receipt}/withdraw`, { proof: '000000', sure: 'on' })).status).toBe(422)
    expect((await f.send(`/r/${t.receipt}/withdraw`, { proof: t.short, sure: 'on' })).status).toBe(303)
    expect((await page(`/r/${t.receipt}`)).text).toContain('撤回')
  })
  it('knows no receipt but the true one', async () => {
    for (const path of ['/r/nix', '/r/%00', `/r/${'A'.repeat(3000)}`, '/r/nix/qr.svg']) expect((await f.ask(path)).status, path.slice(0, 20)).toBe(404)
    expect(f.faults).toEqual([])
  })
})
