/** What a sending must show before anything is done: where it came from, that we drew its form for its sender, its kind, its size, its pace. */
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '#http/app.ts'
import { serverTimes } from '#http/listen.ts'
import { told } from '#test/support/world.ts'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'

let f: Faces, clerk: string, officer: string
beforeAll(async () => { f = await openFaces(); clerk = await f.cookie(f.world.people.clerk); officer = await f.cookie(f.world.people.officer) })
afterAll(() => f.world.close())

const form = (fields: Record<string, string>, headers: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields), headers })
const eventsOf = async (root: string) => (await f.world.store.readFamily(1, root))!.events.length
const tokenIn = (page: string): string => /name="_token" value="([^"]+)"/.exec(page)![1]!

describe('a form of somebody signed in', () => {
  const wrong = async (token: string | undefined, cookie = clerk, headers: Record<string, string> = { origin: 'http://localhost' }) => {
    const { root } = await told(f.world, 'placed'), before = await eventsOf(root)
    const r = await f.ask(`/desk/m/${root}/dispatch`, form({ _key: newKey(), organ: f.world.organs.office, category: '1', gist: '刚才写的摘要', ...(token === undefined ? {} : { _token: token }) }, { cookie, ...headers }))
    return { r, root, done: (await eventsOf(root)) !== before }
  }
  it('is taken with its token, and with no other', async () => {
    const own = (await f.tokenFor(clerk)).token!, guest = (await f.tokenFor()).token!
    expect((await wrong(own)).r.status).toBe(303)
    for (const token of [undefined, '', 'x', guest, own.slice(1)]) {
      const { r, done } = await wrong(token), page = await r.text()
      expect([token, r.status, done]).toEqual([token, 403, false])
      // Nothing that was written is lost: it stands in its form again, with a token that is taken.
      expect(page).toContain('刚才写的摘要')
      expect(tokenIn(page)).toBe(own)
    }
  })
  it('drawn for another, or marked so by a forger, is neither done nor are its words put into the pages of whoever is signed in', async () => {
    const own = (await f.tokenFor(clerk)).token!, another = (await f.tokenFor(officer)).token!
    for (const token of [another, `${own}x`, own.toUpperCase(), [...own.split('.').slice(0, 2), another.split('.')[2]].join('.')]) {
      const { r, done } = await wrong(token), page = await r.text()
      expect([token, r.status, done, page.includes('刚才写的摘要')]).toEqual([token, 403, false, false])
      expect(page).toContain('另一个人登录时打开的')
    }
  })
  it('that was kept open over another sign-in keeps its words, and is taken once it is sent from there', async () => {
    const own = (await f.tokenFor(clerk)).token!, later = await f.cookie(f.world.people.clerk)
    const { r, root, done } = await wrong(own, later)
    expect([r.status, done]).toEqual([403, false])
    const page = await r.text()
    expect(page).toContain('刚才写的摘要')
    expect((await f.ask(`/desk/m/${root}/dispatch`, form({ _key: newKey(), organ: f.world.organs.office, category: '1', gist: '刚才写的摘要', _token: tokenIn(page) }, { cookie: later, origin: 'http://localhost' }))).status).toBe(303)
  })
  it('with a session that has ended asks to sign in and keeps its words', async () => {
    const own = await f.cookie(f.world.people.clerk), token = (await f.tokenFor(own)).token!
    await f.world.service.signOut(own.slice(3))
    const { r, done } = await wrong(token, own)
    expect([r.status, done]).toEqual([401, false])
    const page = await r.text(), carried = (name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)![1]!
    expect(decodeURIComponent(page.replace(/\+/g, ' ').replace(/%(?![0-9A-F]{2})/g, '%25')), 'sealed').not.toContain('刚才写的摘要')
    const back = await f.send('/signin', { person: f.world.people.clerk, resume_path: carried('resume_path'), resume_body: carried('resume_body') })
    expect([back.status, (await back.text()).includes('刚才写的摘要')]).toEqual([200, true])
  })
  it('from another site is refused whatever it carries', async () => {
    const own = (await f.tokenFor(clerk)).token!
    for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'http://localhost.evil.example' }] as Record<string, string>[]) {
      const { r, done } = await wrong(own, clerk, headers)
      expect([headers, r.status, done]).toEqual([headers, 403, false])
      expect(await r.text()).not.toContain('刚才写的摘要')
    }
  })
  it('that has no form to go back to is shown with a button of its own', async () => {
    const r = await f.ask('/desk/filters', form({ name: '我的筛选', query: 'stage=placed' }, { cookie: clerk, origin: 'http://localhost' })), page = await r.text()
    expect(r.status).toBe(403)
    expect(page).toContain('请再点一次')
    expect(page).toContain('我的筛选')
    const again = await f.ask('/desk/filters', form({ name: '我的筛选', query: 'stage=placed', _token: tokenIn(page) }, { cookie: clerk, origin: 'http://localhost' }))
    expect([again.status, again.headers.get('location')]).toEqual([303, '/desk/list?stage=placed'])
  })
  it('every form on every page carries it', async () => {
    for (const path of ['/', '/raise', '/status', '/signin', '/desk', '/desk/list?procedure=request', '/desk/new/request', '/desk/notices', '/desk/receipt', `/desk/m/${(await told(f.world, 'placed')).root}`]) {
      const page = await (await f.ask(path, { headers: { cookie: clerk } })).text()
      const forms = [...page.matchAll(/<form\b[^>]*\bmethod="post"[^>]*>(<input type="hidden" name="_token" value="[\w.-]{20,}">)?/g)]
      expect(forms.length, path).toBeGreaterThan(0)
      expect(forms.filter(m => !m[1]), path).toEqual([])
    }
    // The one of a search, which sends nothing, has none.
    expect(await (await f.ask('/stations')).text()).not.toContain('_token')
  })
  it('the half-filled form that is kept while somebody types says so without a page', async () => {
    const token = (await f.tokenFor(clerk)).token!, send = (more: Record<string, string>) => f.ask('/desk/draft', form({ _form: '/desk/new/request', what: '写到一半', ...more }, { cookie: clerk, origin: 'http://localhost', 'x-draft': '1' }))
    expect((await send({})).status).toBe(403)
    expect((await send({ _token: token })).status).toBe(204)
    expect(await (await f.ask('/desk/new/request', { headers: { cookie: clerk } })).text()).toContain('写到一半')
  })
})

describe('a form of a guest', () => {
  const place = (more: Record<string, string>, cookie?: string) => f.ask('/raise', form({ _key: newKey(), what: '门口路灯坏了', place: f.world.places.street, ...more }, { origin: 'http://localhost', ...(cookie ? { cookie } : {}) }))
  it('is taken with the cookie it was drawn for; one without its token is shown again with its words', async () => {
    const { token, cookie } = await f.tokenFor(), other = await (await f.ask('/status')).text()
    expect((await place({ _token: token! }, cookie)).status).toBe(303)
    for (const bad of [undefined, '', 'x.y', tokenIn(other), token!.replace(/.$/, x => (x === 'A' ? 'B' : 'A'))]) {
      const r = await place(bad === undefined ? {} : { _token: bad }, cookie), page = await r.text()
      expect([bad, r.status]).toEqual([bad, 403])
      expect(page).toContain('门口路灯坏了')
      expect((await place({ _token: tokenIn(page) }, cookie)).status).toBe(303)
    }
  })
  it('of a browser that keeps no cookies is taken by its signature', async () => {
    expect((await place({ _token: tokenIn(await (await f.ask('/raise')).text()) })).status).toBe(303)
    expect((await place({})).status).toBe(403)
  })
})

describe('the API', () => {
  it('takes a bearer as it is, and a browser’s session only with the token', async () => {
    const token = (await f.tokenFor(clerk)).token!, { root } = await told(f.world, 'placed')
    const send = (headers: Record<string, string>) => f.ask(`/api/matters/${root}/note`, { method: 'POST', body: JSON.stringify({ key: newKey(), input: {} }), headers: { 'content-type': 'application/json', ...headers } })
    expect((await send({ cookie: clerk })).status).toBe(403)
    expect((await (await send({ cookie: clerk })).json() as { rule: string }).rule).toBe('token')
    for (const headers of [{ cookie: clerk, 'x-form-token': token }, { authorization: `Bearer ${clerk.slice(3)}` }] as Record<string, string>[]) expect((await send(headers)).status).not.toBe(403)
    const data = new FormData()
    data.append('file', new Blob([Buffer.from('%PDF-1.4\n%%EOF\n')]), 'x.pdf')
    expect((await f.ask('/api/files', { method: 'POST', body: data, headers: { cookie: clerk } })).status).toBe(403)
  })
})

describe('what a sending may be', () => {
  it('its kind: forms speak as forms, the API as JSON', async () => {
    const { token, cookie } = await f.tokenFor()
    for (const [path, type, body] of [['/raise', 'application/json', '{}'], ['/raise', 'text/plain', `_token=${token}`], ['/raise', 'application/xml', '<x/>'], ['/api/request', 'application/x-www-form-urlencoded', 'key=1'], ['/api/request', 'text/plain', '{}'], ['/api/request', 'multipart/form-data; boundary=x', '--x--']] as const) expect([path, type, (await f.ask(path, { method: 'POST', body, headers: { 'content-type': type, origin: 'http://localhost', ...(cookie ? { cookie } : {}) } })).status]).toEqual([path, type, 415])
  })
  it('its size and its pace, at a real server', async () => {
    const app = await makeApp(f.world.service, { cacheDir: '/tmp', limit: 10_000, log: { error: () => undefined } })
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', serverOptions: serverTimes(1) })
    await new Promise<void>(ok => server.once('listening', ok))
    const { port } = server.address() as AddressInfo
    const sized = (headers: Record<string, string | number>, bytes: number) => new Promise<number>((done, failed) => {
      const r = request({ port, host: '127.0.0.1', method: 'POST', path: '/status', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } }, res => { res.resume(); done(res.statusCode!) })
      r.on('error', failed)
      r.write('short=1&tail=')
      for (let left = bytes; left > 0; left -= 65_536) r.write('x'.repeat(Math.min(left, 65_536)))
      r.end()
    })
    try {
      expect(await sized({ 'content-length': 2_000_013 }, 2_000_000)).toBe(413)
      expect(await sized({ 'transfer-encoding': 'chunked' }, 2_000_000)).toBe(413)
      const slow = (first: string) => new Promise<string>(done => {
        let said = ''
        const s = connect(port, '127.0.0.1', () => s.write(first))
        const drip = setInterval(() => { if (s.writable) s.write('x') }, 200)
        s.on('data', d => { said += d.toString('latin1') })
        s.on('error', () => undefined)
        s.on('close', () => { clearInterval(drip); done(said) })
      })
      const [body, head] = await Promise.all([slow('POST /status HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nshort='), slow('GET /status HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')])
      expect(body).toMatch(/^HTTP\/1\.1 4\d\d /)
      expect(head).toMatch(/^HTTP\/1\.1 408 /)
      // Others were served meanwhile, and are.
      expect((await fetch(`http://127.0.0.1:${port}/status`)).status).toBe(200)
    } finally { await new Promise<void>(ok => { server.close(() => ok()); (server as { closeAllConnections?: () => void }).closeAllConnections?.() }) }
  }, 20_000)
})

describe('what an answer carries', () => {
  it('behind https the browser is told to stay there, and cookies travel on nothing else', async () => {
    const secure = await openFaces({ publicUrl: 'https://rd.example.cn' }, f.world), page = await secure.ask('/status')
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect(page.headers.get('set-cookie')).toMatch(/^hyf=[\w-]{22}; .*HttpOnly.*; Secure/i)
    expect((await secure.ask('/assets/mark.svg')).headers.get('strict-transport-security')).not.toBeNull()
    const plain = await f.ask('/status')
    expect(plain.headers.get('strict-transport-security')).toBeNull()
    expect(plain.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax|SameSite=Lax/i)
  })
  it('nobody is led to another site', async () => {
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/desk//evil.example', 'javascript:x', '/desk@evil.example', '/desk\r\nX: 1', '/%2f/evil.example', '/desk/../../evil']) {
      const r = await f.send('/signin', { person: f.world.people.clerk, next })
      expect([next, r.status, r.headers.get('location')]).toEqual([next, 303, '/desk'])
    }
  })
  it('a file somebody sent is an attachment in which nothing runs, whatever it calls itself', async () => {
    const png = new Blob([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')], { type: 'text/html' })
    for (const bad of [new Blob(['<script>1</script>'], { type: 'image/png' }), new Blob(['<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'], { type: 'image/jpeg' }), new Blob(['MZ\u0090'], { type: 'application/pdf' })]) expect((await f.send('/raise', { _key: newKey(), what: '门口路灯坏了', place: f.world.places.street, photos: bad })).status).toBe(422)
    const sent = await f.send('/raise', { _key: newKey(), what: '门口路灯坏了', place: f.world.places.street, photos: png })
    const matter = (await f.world.service.receiptMatter(sent.headers.get('location')!.slice(3)))!.matter
    const file = /\/desk\/files\/([0-9a-f-]{36})/.exec(await (await f.ask(`/desk/m/${matter}`, { headers: { cookie: clerk } })).text())![0]
    const r = await f.ask(file, { headers: { cookie: clerk } })
    expect([r.status, r.headers.get('content-type'), r.headers.get('x-content-type-options')]).toEqual([200, 'image/png', 'nosniff'])
    expect(r.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(r.headers.get('content-security-policy')).toContain('sandbox')
    expect((await f.ask(file)).status).toBe(303)
  })
})
