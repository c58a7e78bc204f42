/** A real OpenID provider on this machine: it lets in whom an account is bound to, and nobody else. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, type Office, openOffice, to } from './office.ts'

const secret = 'a-secret-of-the-provider', back = 'http://localhost/signin/oidc/back'
const rules = { 'account.secondFactor': 'on', 'account.passwordDays': '0', 'account.lockTries': '5', 'account.idleMinutes': '30', 'account.deputyIdleMinutes': '240', 'account.sessionHours': '12', 'account.inviteDays': '7', 'account.trustDays': '30', 'account.logMonths': '12', 'account.oidcClient': 'huiyin', 'account.oidcName': '区统一门户' }
let o: Office, server: Server, issuer = ''

beforeAll(async () => {
  server = createServer((req, res) => void handle(req, res))
  let handle: (req: Parameters<ReturnType<Provider['callback']>>[0], res: Parameters<ReturnType<Provider['callback']>>[1]) => unknown = () => undefined
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'huiyin', client_secret: secret, redirect_uris: [back], grant_types: ['authorization_code'], response_types: ['code'] }],
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id }) }), pkce: { required: () => true }, cookies: { keys: ['a-cookie-key'] },
  })
  handle = provider.callback()
  o = await openOffice()
  await o.admins.security.post('/desk/security/policy', { ...rules, 'account.oidcIssuer': issuer, secret })
}, 120_000)
afterAll(async () => { await o?.world.close(); server?.closeAllConnections(); server?.close() })

/** A person at the provider's own pages: signs in as `name`, agrees, and is sent back. Answers the address back at us. */
async function atProvider(url: string, name: string): Promise<string> {
  const jar = new Map<string, string>()
  let at = url, form: URLSearchParams | undefined
  for (let i = 0; i < 12; i++) {
    const r = await fetch(at, { redirect: 'manual', headers: { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') }, ...(form ? { method: 'POST', body: form } : {}) })
    form = undefined
    for (const c of r.headers.getSetCookie()) { const m = /^([^=]+)=([^;]*)/.exec(c)!; jar.set(m[1]!, m[2]!) }
    const next = r.headers.get('location')
    if (next) { at = new URL(next, at).href; if (at.startsWith(back)) return at; continue }
    const html = await r.text(), prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1], action = /action="([^"]+)"/.exec(html)?.[1]
    if (!prompt || !action) throw new Error(`${r.status} at ${at}: ${html.slice(0, 300)}`)
    at = new URL(action, at).href
    form = new URLSearchParams(prompt === 'login' ? { prompt, login: name, password: 'any' } : { prompt })
  }
  throw new Error('the provider never sent anybody back')
}
const path = (url: string): string => { const u = new URL(url); return u.pathname + u.search }
/** From one of our addresses to the provider and back. */
async function round(b: Browser, from: string, name: string): Promise<Response> {
  const r = await b.get(from)
  if (r.status !== 302) throw new Error(`${from}: ${r.status} ${b.last.replace(/<[^>]+>/g, ' ').slice(0, 400)}`)
  return b.get(path(await atProvider(r.headers.get('location')!, name)))
}

describe('the identity provider', () => {
  it('is asked with PKCE, state and nonce', async () => {
    const b = o.browser(), url = new URL((await b.get('/signin/oidc?next=/desk/list')).headers.get('location')!)
    expect(Object.keys(Object.fromEntries(url.searchParams)).sort()).toEqual(['client_id', 'code_challenge', 'code_challenge_method', 'nonce', 'redirect_uri', 'response_type', 'scope', 'state'])
    expect([url.origin, url.searchParams.get('code_challenge_method'), url.searchParams.get('redirect_uri')]).toEqual([issuer, 'S256', back])
  })
  it('lets in nobody whose identity is bound to no account, and makes nobody an account', async () => {
    const before = (await o.world.store.tx(1, tx => tx.rows('select from account where congress = 1'))).length, b = o.browser()
    const r = await round(b, '/signin/oidc', 'stranger')
    expect([r.status, b.last.includes('没有绑定账号'), b.cookies.has('hy')]).toEqual([401, true, false])
    expect((await o.world.store.tx(1, tx => tx.rows('select from account where congress = 1'))).length).toBe(before)
  }, 60_000)
  it('is bound by whoever is signed in, once, and lets them in from then on with their second factor', async () => {
    expect(to(await round(o.admins.system, '/account/bind', 'xi'))).toEqual([303, '/account?done=bound'])
    const b = o.browser()
    expect(to(await round(b, '/signin/oidc?next=/desk/accounts', 'xi'))).toEqual([303, '/signin/second?next=%2Fdesk%2Faccounts'])
    expect((await b.get('/desk/accounts')).status).toBe(303)
    expect(to(await b.post('/signin/second', { code: o.digits(o.secrets.get('xitong')!), next: '/desk/accounts' }))).toEqual([303, '/desk/accounts'])
    // The same identity for a second account is refused.
    const r = await round(o.admins.audit, '/account/bind', 'xi')
    expect([r.status, o.admins.audit.last.includes('已经绑定了别的账号')]).toEqual([401, true])
    // An account that was closed lets nobody in, whatever the provider says of them.
    const set = (state: string) => o.world.store.tx(1, tx => tx.rows("update account set state = $2 where congress = $1 and login = 'xitong'", [1, state]))
    await set('disabled')
    const closed = o.browser(), no = await round(closed, '/signin/oidc', 'xi')
    expect([no.status, closed.cookies.has('hy')]).toEqual([401, false])
    await set('active')
    // Another site cannot begin a binding in somebody's browser.
    expect((await o.admins.audit.get('/account/bind', { 'sec-fetch-site': 'cross-site' })).status).toBe(404)
  }, 60_000)
  it('an answer that another browser asked for, or that is used twice, opens nothing', async () => {
    const mine = o.browser(), other = o.browser(), asked = await mine.get('/signin/oidc'), answer = path(await atProvider(asked.headers.get('location')!, 'xi'))
    await other.get('/signin/oidc')
    expect([(await other.get(answer)).status, other.cookies.has('hy')]).toEqual([401, false])
    expect((await o.browser().get(answer)).status).toBe(401)
    expect((await mine.get(answer)).status).toBe(303)
    expect((await mine.get(answer)).status).toBe(401)
    const forged = o.browser(), f = await forged.get('/signin/oidc'), good = new URL(await atProvider(f.headers.get('location')!, 'xi'))
    good.searchParams.set('iss', 'https://elsewhere.example')
    expect((await forged.get(good.pathname + good.search)).status).toBe(401)
  }, 60_000)
  it('takes an invitation up without a password, after the approval', async () => {
    const p = o.world.people.clerk
    await o.admins.system.post('/desk/accounts', { person: p, [`login.${p}`]: 'clerk-a' })
    const link = await o.link('clerk-a'), b = o.browser()
    expect((await b.get(`/invite/${link}/oidc`)).status).toBe(404)
    await o.admins.security.post('/desk/security/approve', { account: await o.idOf('clerk-a') })
    expect(to(await round(b, `/invite/${link}/oidc`, 'zhou'))).toEqual([303, '/signin/enrol'])
    expect((await o.browser().get(`/invite/${link}`)).status).toBe(404)
    expect((await o.browser().post('/signin', { login: 'clerk-a', password: '' })).status).toBe(401)
    // Closed is closed, whatever the provider says.
    await o.admins.system.post(`/desk/accounts/${await o.idOf('clerk-a')}/disable`, { why: '调离' })
    expect((await round(o.browser(), '/signin/oidc', 'zhou')).status).toBe(401)
  }, 60_000)
  it('that cannot be reached is said so, and passwords go on', async () => {
    await o.admins.security.post('/desk/security/policy', { ...rules, 'account.oidcIssuer': 'http://127.0.0.1:9', secret })
    const b = o.browser()
    expect([(await b.get('/signin/oidc')).status, b.last.includes('现在连不上')]).toEqual([401, true])
    expect((await b.post('/signin', { login: 'shenji', password: 'Fluss-kuh-mond7' })).status).toBe(303)
  }, 60_000)
})
