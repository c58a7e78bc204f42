/** An identity provider, whichever it is, found by discovery. It lets in whom an account is bound to, and makes nobody staff. */
import { createHash } from 'node:crypto'
import * as client from 'openid-client'
import { dayOf } from '#law/time.ts'
import { accountBySubject, changeAccount, findSealed } from '#store/accounts.ts'
import { begin, instant, kindOf, note, policyOf, refused } from '#service/accounts/core.ts'
import { finish, invited, waiting } from '#service/accounts/invite.ts'
import { secretAad } from '#service/accounts/security.ts'
import { entered, halfway } from '#service/accounts/sign-in.ts'
import type { Entered, From, Refused } from '#service/accounts/views.ts'
import type { House } from '#service/house.ts'
import { throttle } from '#service/throttle.ts'

/** Why somebody goes to the provider: to come in, to take an invitation up, to bind the account they are signed in to. */
export type Errand = { readonly for: 'enter'; readonly next: string } | { readonly for: 'invite'; readonly token: string } | { readonly for: 'bind' }
type Waiting = { readonly errand: Errand; readonly state: string; readonly nonce: string; readonly verifier: string; readonly back: string; readonly until: number }
const waitMs = 10 * 60_000, knownMs = 10 * 60_000
const aad = (congress: number): string => `oidc|${congress}`
const off = refused('oidc', '没有设统一身份认证。', 'No identity provider is set.')
const away = refused('oidcAway', '统一身份认证现在连不上，请用账号密码登录，或稍后再试。', 'The identity provider cannot be reached now; sign in with your password, or try again later.')
const failed = refused('oidcFailed', '统一身份认证没有认可这次登录，请重新来一次。', 'The identity provider did not confirm this sign-in; please begin again.')

const known = new WeakMap<House, Map<string, { at: number; config: Promise<client.Configuration> }>>()
/** The provider as it describes itself, looked up once in a while. */
async function provider(house: House, congress: number): Promise<{ config: client.Configuration; name: string; issuer: string } | undefined> {
  const { oidc } = policyOf(house, await house.worlds.get(congress))
  if (!oidc) return undefined
  const sealed = await house.store.tx(congress, tx => findSealed(tx, 'oidcSecret')), secret = sealed ? house.keys.open(secretAad(congress), sealed).value.toString() : undefined
  const map = known.get(house) ?? new Map<string, { at: number; config: Promise<client.Configuration> }>(), key = createHash('sha256').update(JSON.stringify([oidc, secret])).digest('hex')
  known.set(house, map)
  const before = map.get(key), now = house.realNow()
  if (!before || Math.abs(now - before.at) > knownMs) {
    const server = new URL(oidc.issuer)
    // In the clear on this very machine only, as the setting's own check says.
    const config = client.discovery(server, oidc.client, undefined, secret ? client.ClientSecretBasic(secret) : client.None(), { timeout: 10, ...(server.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : {}) })
    config.catch(() => map.delete(key))
    map.set(key, { at: now, config })
  }
  return { config: await map.get(key)!.config, name: oidc.name, issuer: oidc.issuer }
}

/** Where to send the browser, and what it must bring back: sealed, for ten minutes. */
export async function start(house: House, congress: number, back: string, errand: Errand): Promise<{ readonly ok: true; readonly url: string; readonly waiting: string } | Refused> {
  let p: Awaited<ReturnType<typeof provider>>
  try { p = await provider(house, congress) } catch { return away }
  if (!p) return off
  const verifier = client.randomPKCECodeVerifier(), w: Waiting = { errand, state: client.randomState(), nonce: client.randomNonce(), verifier, back, until: house.realNow() + waitMs }
  const url = client.buildAuthorizationUrl(p.config, { redirect_uri: back, scope: 'openid', response_type: 'code', state: w.state, nonce: w.nonce, code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' })
  return { ok: true, url: url.href, waiting: house.keys.seal(aad(congress), Buffer.from(JSON.stringify(w))).sealed.toString('base64url') }
}
function waitingIn(house: House, congress: number, sealed: string): Waiting | undefined {
  try {
    const w = JSON.parse(house.keys.open(aad(congress), Buffer.from(sealed, 'base64url')).value.toString()) as Waiting
    return w.until > house.realNow() ? w : undefined
  } catch { return undefined }
}

export type Back = (Entered & { readonly next: string }) | { readonly ok: true; readonly bound: true } | Refused
/** The browser has come back: the code is exchanged, state, nonce and verifier are judged, and an account bound to this identity is looked for. */
export async function finishOidc(house: House, congress: number, sealed: string, query: string, from: From, session: string | undefined): Promise<Back> {
  const wait = await throttle(house, congress, 'oidc', from.address, { points: 60, seconds: 600 })
  if (wait) return refused('wait', '试得太多了，请稍后再试。', 'Too many tries; please wait.', { wait })
  const w = waitingIn(house, congress, sealed)
  if (!w) return failed
  let issuer: string, subject: string, strong: boolean
  try {
    const p = await provider(house, congress)
    if (!p) return off
    const tokens = await client.authorizationCodeGrant(p.config, new URL(`${w.back}${query}`), { pkceCodeVerifier: w.verifier, expectedState: w.state, expectedNonce: w.nonce, idTokenExpected: true })
    const claims = tokens.claims()!
    issuer = claims.iss
    subject = claims.sub
    // A provider that says it asked for a second factor has done so; one that says nothing has not.
    strong = Array.isArray(claims.amr) && claims.amr.some(m => ['mfa', 'otp', 'hwk', 'swk'].includes(String(m)))
  } catch (e) {
    await house.store.tx(congress, tx => note(house, tx, from, { what: 'signIn', success: false, why: 'provider', how: 'oidc' }))
    return (e as { code?: string }).code === 'OAUTH_TIMEOUT' || e instanceof TypeError ? away : failed
  }
  if (w.errand.for === 'bind') return bind(house, session, issuer, subject, from)
  if (w.errand.for === 'invite') {
    const f = await invited(house, w.errand.token)
    if (!f || f.congress !== congress) return refused('invitation', '邀请链接已经用过或者过期。', 'The invitation was used or has run out.')
    if (f.account.state !== 'approved') return waiting
    const done = await finish(house, f, w.errand.token, { issuer, subject }, from, 'oidc', false, strong)
    return done.ok ? { ...done, next: '' } : done
  }
  return enter(house, congress, issuer, subject, strong, w.errand.next, from)
}

async function enter(house: House, congress: number, issuer: string, subject: string, strong: boolean, next: string, from: From): Promise<Back> {
  const held = await house.worlds.get(congress), a = await house.store.tx(congress, tx => accountBySubject(tx, issuer, subject))
  const open = a?.state === 'active' && kindOf(held, a.person, dayOf(house.worlds.now(congress))) !== 'none'
  if (!a || !open) {
    await house.store.tx(congress, tx => note(house, tx, from, { account: a?.id ?? null, person: a?.person ?? null, login: a?.login ?? '', what: 'signIn', success: false, why: a ? (a.state === 'active' ? 'noPost' : a.state) : 'unbound', how: 'oidc' }))
    return refused('unbound', '这个身份没有绑定账号。请先用账号密码登录，在“我的账号”里绑定；还没有账号的，请找系统管理员。', 'No account is bound to this identity. Sign in with your password and bind it under “My account”, or ask the system administrator for an account.')
  }
  const token = await house.store.tx(congress, async tx => {
    await changeAccount(tx, a.id, { lastIn: instant(house.realNow()) })
    await note(house, tx, from, { account: a.id, person: a.person, login: a.login, what: 'signIn', success: true, how: 'oidc' })
    return begin(house, tx, held, a, from, 'oidc', strong)
  })
  const e = await entered(house, token)
  return e.ok ? { ...e, next } : e
}

async function bind(house: House, session: string | undefined, issuer: string, subject: string, from: From): Promise<Back> {
  const h = session ? await halfway(house, session) : undefined
  if (!h || h.visit.step !== null) return refused('over', '登录已经过时，请重新登录后再绑定。', 'This sign-in is over; sign in again and bind once more.')
  return house.store.tx(h.congress, async (tx): Promise<Back> => {
    const other = await accountBySubject(tx, issuer, subject)
    if (other && other.id !== h.account.id) return refused('taken', '这个身份已经绑定了别的账号。', 'This identity is bound to another account.')
    await changeAccount(tx, h.account.id, { issuer, subject })
    await note(house, tx, from, { account: h.account.id, person: h.account.person, login: h.account.login, what: 'bound', success: true, how: 'oidc' })
    return { ok: true, bound: true }
  })
}
