/** Signing in: what a token opens now, password, second factor, a change that is due. */
import { Secret, TOTP } from 'otpauth'
import { loginOf, passwordExpired } from '#law/password.ts'
import { dayOf } from '#law/time.ts'
import { accountById, accountByLogin, type AccountRow, changeAccount, takeRecovery, takeStep } from '#store/accounts.ts'
import { dropExpiredSessions, endSession, findSession, replaceToken, touchSession } from '#store/sessions.ts'
import { addressMark, begin, halfwayMs, instant, kindOf, loginMark, mustWait, note, policyOf, postsMark, recoveryMark, refused, stepOf, wrong } from '#service/accounts/core.ts'
import { passed, tryAt } from '#service/accounts/gate.ts'
import { isPassword } from '#service/accounts/hashing.ts'
import type { Entered, From, Refused, Visit } from '#service/accounts/views.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { nameOf } from '#service/lines.ts'
import { congressOf, faceOf, chief, whoOf } from '#service/session.ts'
import type { Held } from '#service/world.ts'

const touchMs = 60_000
/** Requests under way with the old token are still answered for so long. */
const handOverMs = 30_000
const stepMs = 30_000

const today = (house: House, congress: number): string => dayOf(house.worlds.now(congress))

/** What a token opens at this moment. `rotate` is for a browser, which can be given another token when its person's posts have changed; a program has to sign in again. */
export async function visit(house: House, token: string, rotate = false): Promise<Visit | undefined> {
  const congress = await congressOf(house, token)
  if (congress === undefined) return undefined
  const now = house.realNow(), hash = sha256(token)
  const s = await house.store.tx(congress, tx => findSession(tx, hash, instant(now)))
  if (!s) return undefined
  const held = await house.worlds.get(congress), day = today(house, congress)
  const who = whoOf(held, s.person, day), base = { congress, person: s.person, session: s.id, name: nameOf(held, s.person) }
  if (s.account === null) return held.congress.sample && who ? { ...base, account: null, who, step: null } : undefined
  const drop = () => house.store.tx(congress, async tx => { await endSession(tx, hash) }).then(() => undefined)
  if (s.state !== 'active' || !who) return drop()
  const policy = policyOf(house, held), kind = kindOf(held, s.person, day)
  const step = stepOf(policy, kind, s, passwordExpired(Date.parse(s.changedAt ?? s.created), now, policy.passwordDays))
  const idle = step ? halfwayMs : kind === 'deputy' ? policy.deputyIdleMs : policy.idleMs
  if (now - Date.parse(s.lastSeen) > idle) {
    await house.store.tx(congress, async tx => { await endSession(tx, hash); await note(house, tx, { address: '', device: s.device ?? '' }, { account: s.account, person: s.person, what: 'idle', success: true, how: s.how }) })
    return undefined
  }
  const mark = postsMark(held, s.person, day)
  let fresh: string | undefined
  if (s.posts !== mark && !s.replaced) {
    if (!rotate) return drop()
    const next = house.keys.newToken(held.congress.short)
    if (await house.store.tx(congress, tx => replaceToken(tx, hash, sha256(next), mark, instant(now + handOverMs)))) fresh = next
  }
  if (now - Date.parse(s.lastSeen) > touchMs) await house.store.tx(congress, tx => touchSession(tx, fresh ? sha256(fresh) : hash, instant(now)))
  return { ...base, account: s.account, who: step ? undefined : who, step, ...(fresh ? { token: fresh } : {}) }
}

/** The session of a token as its account's, for the steps that follow a password. */
export async function halfway(house: House, token: string): Promise<{ congress: number; held: Held; account: AccountRow; visit: Visit } | undefined> {
  const v = await visit(house, token, true)
  if (!v?.account) return undefined
  const account = await house.store.tx(v.congress, tx => accountById(tx, v.account!))
  return account && { congress: v.congress, held: await house.worlds.get(v.congress), account, visit: v }
}

/** The answer after a session was begun: its token and what comes first. */
export async function entered(house: House, token: string): Promise<Entered | Refused> {
  const v = await visit(house, token)
  if (!v) return wrong
  const { main } = chief(await house.worlds.get(v.congress), v.person, today(house, v.congress))
  return { ok: true, token, step: v.step, face: faceOf(main!.kind) }
}

export type Credentials = { readonly login: string; readonly password: string; readonly code?: string }
/** Login and password. A name nobody has costs the same time and gets the same answer. */
export async function signIn(house: House, congress: number, c: Credentials, from: From): Promise<Entered | Refused> {
  const held = await house.worlds.get(congress), policy = policyOf(house, held), login = loginOf(c.login).slice(0, 64)
  const who = loginMark(house, congress, login), address = addressMark(house, congress, from.address), how = from.api ? 'api' : 'password'
  const wait = await tryAt(house, congress, who, address, policy.lockTries)
  const account = await house.store.tx(congress, tx => accountByLogin(tx, login))
  const say = (success: boolean, why = '') => house.store.tx(congress, tx => note(house, tx, from, { account: account?.id ?? null, person: account?.person ?? null, login: account?.login ?? '', what: 'signIn', success, why, how }))
  if (wait) { await say(false, 'locked'); return mustWait(wait) }
  const right = await isPassword(house, c.password, account?.password)
  const kind = account ? kindOf(held, account.person, today(house, congress)) : 'none'
  const why = !account ? 'unknown' : !right ? 'wrong' : account.state !== 'active' ? account.state : kind === 'none' ? 'noPost' : ''
  if (!account || why) { await say(false, why); return wrong }
  await passed(house, congress, who, address)
  let second = false
  if (from.api && account.totp) {
    if (!c.code) { await say(false, 'second'); return refused('second', '还要动态验证码：请在 code 里给出。', 'A second factor is needed: send it as "code".', { field: 'code' }) }
    const no = await judgeSecond(house, congress, account, c.code, from, policy.lockTries)
    if (no) return no
    second = true
  }
  const token = await house.store.tx(congress, async tx => {
    await dropExpiredSessions(tx, instant(house.realNow()))
    await changeAccount(tx, account.id, { lastIn: instant(house.realNow()) })
    await note(house, tx, from, { account: account.id, person: account.person, login: account.login, what: 'signIn', success: true, how })
    return begin(house, tx, held, account, from, how, second)
  })
  const e = await entered(house, token)
  if (!from.api || !e.ok || e.step === null) return e
  // A program cannot set up a telephone or think of a password: the person does that on the pages.
  await house.store.tx(congress, tx => endSession(tx, sha256(token)))
  return e.step === 'enrol' ? refused('enrol', '请先在网页上登录一次，设好动态验证码。', 'Sign in on the web once and set up the second factor.') : refused('change', '密码该换了：请先在网页上登录，换好密码。', 'The password must be changed: sign in on the web first.')
}

const secretAad = (congress: number, account: string): string => `totp|${congress}|${account}`
export const sealSecret = (house: House, congress: number, account: string, base32: string): Buffer => house.keys.seal(secretAad(congress, account), Buffer.from(base32)).sealed
export const openSecret = (house: House, congress: number, account: string, sealed: Uint8Array): string => house.keys.open(secretAad(congress, account), sealed).value.toString()
export const totpOf = (base32: string, issuer = '', login = ''): TOTP => new TOTP({ issuer, label: login, secret: Secret.fromBase32(base32), algorithm: 'SHA1', digits: 6, period: 30 })
/** The step a code belongs to, a half minute early or late; undefined when it is none. */
export function stepOfCode(base32: string, code: string, now: number): number | undefined {
  const digits = code.replace(/\s/g, '')
  const delta = /^\d{6}$/.test(digits) ? totpOf(base32).validate({ token: digits, timestamp: now, window: 1 }) : null
  return delta === null ? undefined : Math.floor(now / stepMs) + delta
}

/** Judges a code of the second factor, or one of the ten for the day the telephone is lost; undefined when it is right. */
export async function judgeSecond(house: House, congress: number, account: AccountRow, code: string, from: From, tries: number): Promise<Refused | undefined> {
  const who = `second|${account.id}`, address = addressMark(house, congress, from.address), by = { account: account.id, person: account.person, login: account.login }
  const say = (success: boolean, why = '', what = 'second') => house.store.tx(congress, tx => note(house, tx, from, { ...by, what, success, why }))
  const wait = await tryAt(house, congress, who, address, tries)
  if (wait) { await say(false, 'locked'); return mustWait(wait) }
  const step = account.totp ? stepOfCode(openSecret(house, congress, account.id, account.totp), code, house.realNow()) : undefined
  const right = step !== undefined && await house.store.tx(congress, tx => takeStep(tx, account.id, step))
  const recovered = !right && step === undefined && code.replace(/[^A-Za-z0-9]/g, '').length === 10 && await house.store.tx(congress, tx => takeRecovery(tx, account.id, recoveryMark(house, congress, account.id, code)))
  if (!right && !recovered) { await say(false, step === undefined ? 'wrong' : 'replayed'); return refused('code', step === undefined ? '验证码不对：请看手机上现在的六位数字，手机的时间要准。' : '这个验证码已经用过，请等下一个。', step === undefined ? 'The code is not right: use the six digits shown now; the phone’s clock must be right.' : 'This code has been used; wait for the next one.', { field: 'code' }) }
  await passed(house, congress, who, address)
  await say(true, '', recovered ? 'recovery' : 'second')
  return undefined
}

/** The second step of a sign-in: the session goes on under another token. */
export async function second(house: House, token: string, code: string, from: From): Promise<Entered | Refused> {
  const h = await halfway(house, token)
  if (!h || h.visit.step !== 'second') return refused('over', '登录已经过时，请重新登录。', 'This sign-in is over; please begin again.')
  const no = await judgeSecond(house, h.congress, h.account, code, from, policyOf(house, h.held).lockTries)
  return no ?? renewed(house, h.congress, h.held, h.account, token, h.visit.token, from, true)
}
/** The same sign-in under a fresh token, with the second factor given. */
export async function renewed(house: House, congress: number, held: Held, account: AccountRow, token: string, later: string | undefined, from: From, secondGiven: boolean): Promise<Entered | Refused> {
  const next = await house.store.tx(congress, async tx => {
    const before = await findSession(tx, sha256(later ?? token), instant(house.realNow()))
    await endSession(tx, sha256(token))
    if (later) await endSession(tx, sha256(later))
    return begin(house, tx, held, account, from, before?.how ?? 'password', secondGiven)
  })
  return entered(house, next)
}

export async function signOut(house: House, token: string, from: From): Promise<void> {
  const v = await visit(house, token)
  const congress = await congressOf(house, token)
  if (congress === undefined) return
  await house.store.tx(congress, async tx => {
    await endSession(tx, sha256(token))
    if (v?.account) await note(house, tx, from, { account: v.account, person: v.person, what: 'signOut', success: true })
  })
}
