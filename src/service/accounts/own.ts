/** One's own account: password, second factor, sign-ins elsewhere, trusted phones. */
import { Secret } from 'otpauth'
import { historyKept, passwordFault, type PasswordRule } from '#law/password.ts'
import { dayOf } from '#law/time.ts'
import type { Label } from '#loop/words.ts'
import { type AccountRow, changeAccount } from '#store/accounts.ts'
import { endSession, endSessionById, endSessionsOf, sessionsOf } from '#store/sessions.ts'
import { dropPhones, phonesOf } from '#store/sign-in.ts'
import { addressMark, contactOf, instant, kindOf, loginMark, maskedContact, mustWait, newRecoveryCodes, note, policyOf, recoveryMark, refused, wrong } from '#service/accounts/core.ts'
import { passed, tryAt } from '#service/accounts/gate.ts'
import { hashPassword, isPassword } from '#service/accounts/hashing.ts'
import { halfway, judgeSecond, openSecret, renewed, sealSecret, stepOfCode, totpOf } from '#service/accounts/sign-in.ts'
import type { Enrolment, Entered, From, OwnView, Refused, SessionLine } from '#service/accounts/views.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import type { Held } from '#service/world.ts'
import type { SessionRow } from '#store/sessions.ts'

const over = refused('over', '登录已经过时，请重新登录。', 'This sign-in is over; please begin again.')
const passwordSays: Readonly<Record<PasswordRule, Label>> = {
  short: ['密码太短：至少12位；8到11位的要有大写、小写、数字、符号里的三种。', 'Too short: 12 characters, or 8 with three of capitals, small letters, digits and signs.'],
  plain: ['少于12位的密码，要有大写、小写、数字、符号里的三种。', 'A password under 12 characters needs three of capitals, small letters, digits and signs.'],
  long: ['密码太长，最多128位。', 'Too long: 128 characters at most.'], login: ['密码里不能有登录名。', 'The password must not contain the login.'], name: ['密码里不能有自己的姓名。', 'The password must not contain your name.'],
  common: ['这个密码太好猜了（连续的数字、字母，或老一套的词），请换一个。', 'This password is among the first to be guessed; please choose another.'], used: ['最近用过这个密码，请换一个新的。', 'This password was used lately; please choose a new one.'],
}
const fault = (rule: PasswordRule): Refused => ({ ok: false, rule: `password.${rule}`, says: passwordSays[rule], field: 'password' })

/** What a password must not contain of its owner's name. */
export const namesIn = (held: Held, person: string): string[] => { const p = held.world.directory.person(person); return p ? [p.name, ...p.nameEn.split(/\s+/).filter(n => n.length > 3)] : [] }
/** The hash and history of a new password, or why it may not be taken. */
export async function judgePassword(house: House, names: readonly string[], account: Pick<AccountRow, 'login' | 'password' | 'history'>, password: string, again: string): Promise<Refused | { readonly password: string; readonly history: readonly string[] }> {
  if (password !== again) return { ok: false, rule: 'password.again', says: ['两次写的密码不一样。', 'The two passwords differ.'], field: 'again' }
  const bad = passwordFault(password, { login: account.login, names })
  if (bad) return fault(bad)
  for (const old of [account.password, ...account.history].filter(x => x !== null).slice(0, historyKept)) if (await isPassword(house, password, old)) return fault('used')
  return { password: await hashPassword(house, password), history: [account.password, ...account.history].filter(x => x !== null).slice(0, historyKept) }
}

/** A secret for the telephone, not kept until a code proves that it arrived; it travels sealed in the form. */
export async function enrolment(house: House, token: string): Promise<Enrolment | undefined> {
  const h = await halfway(house, token)
  if (!h || (h.visit.step !== 'enrol' && h.visit.step !== null)) return undefined
  const secret = new Secret({ size: 20 }).base32
  return { secret, uri: totpOf(secret, h.held.congress.name, h.account.login).toString(), sealed: sealSecret(house, h.congress, h.account.id, secret).toString('base64url'), login: h.account.login, replaces: h.account.totp !== null }
}
/** The secret once more for the same form, after a wrong code. */
export async function enrolmentAgain(house: House, token: string, sealed: string): Promise<Enrolment | undefined> {
  const h = await halfway(house, token), secret = h && opened(house, h.congress, h.account.id, sealed)
  return h && secret ? { secret, uri: totpOf(secret, h.held.congress.name, h.account.login).toString(), sealed, login: h.account.login, replaces: h.account.totp !== null } : undefined
}
function opened(house: House, congress: number, account: string, sealed: string): string | undefined {
  try { return openSecret(house, congress, account, Buffer.from(sealed, 'base64url')) } catch { return undefined }
}
/** A first code of the new secret: it is kept, ten codes for a lost telephone are given once, and the session goes on under another token. */
export async function enrol(house: House, token: string, sealed: string, code: string, from: From, present = ''): Promise<(Entered & { readonly recovery: readonly string[] }) | Refused> {
  const h = await halfway(house, token)
  if (!h || (h.visit.step !== 'enrol' && h.visit.step !== null)) return over
  const secret = opened(house, h.congress, h.account.id, sealed), by = { account: h.account.id, person: h.account.person, login: h.account.login }
  if (!secret) return over
  const who = `enrol|${h.account.id}`, address = addressMark(house, h.congress, from.address), wait = await tryAt(house, h.congress, who, address, 10)
  if (wait) return mustWait(wait)
  // Another telephone in place of one: whoever holds the present one says so, not whoever found the desk open.
  const no = h.account.totp ? await judgeSecond(house, h.congress, h.account, present, from, policyOf(house, h.held).lockTries) : undefined
  if (no) return no.field ? { ...no, field: 'present' } : no
  const step = stepOfCode(secret, code, house.realNow())
  if (step === undefined) { await house.store.tx(h.congress, tx => note(house, tx, from, { ...by, what: 'secondSet', success: false, why: 'wrong' })); return refused('code', '验证码不对：请看手机上现在的六位数字，手机的时间要准。', 'The code is not right: use the six digits shown now; the phone’s clock must be right.', { field: 'code' }) }
  await passed(house, h.congress, who, address)
  const recovery = newRecoveryCodes()
  await house.store.tx(h.congress, async tx => {
    await changeAccount(tx, h.account.id, { totp: Buffer.from(sealed, 'base64url'), totpStep: step, recovery: recovery.map(c => recoveryMark(house, h.congress, h.account.id, c)) })
    // Whoever was signed in elsewhere by the old factor, or by none, is not any more.
    await endSessionsOf(tx, h.account.person, sha256(h.visit.token ?? token))
    await note(house, tx, from, { ...by, what: 'secondSet', success: true })
  })
  const e = await renewed(house, h.congress, h.held, h.account, token, h.visit.token, from, true)
  return e.ok ? { ...e, recovery } : e
}
/** Ten new codes in place of the old ones, for a code of the telephone. */
export async function newRecovery(house: House, token: string, code: string, from: From): Promise<{ readonly ok: true; readonly recovery: readonly string[] } | Refused> {
  const h = await halfway(house, token)
  if (!h || h.visit.step !== null || !h.account.totp) return over
  const no = await judgeSecond(house, h.congress, h.account, code, from, policyOf(house, h.held).lockTries)
  if (no) return no
  const recovery = newRecoveryCodes()
  await house.store.tx(h.congress, async tx => { await changeAccount(tx, h.account.id, { recovery: recovery.map(c => recoveryMark(house, h.congress, h.account.id, c)) }); await note(house, tx, from, { account: h.account.id, person: h.account.person, login: h.account.login, what: 'recoverySet', success: true }) })
  return { ok: true, recovery }
}

/** Another password: in place of one that is due, or because its owner wants it. Every other sign-in ends, and this one goes on under another token. */
export async function changePassword(house: House, token: string, p: { readonly old: string; readonly password: string; readonly again: string }, from: From): Promise<Entered | Refused> {
  const h = await halfway(house, token)
  if (!h || (h.visit.step !== null && h.visit.step !== 'password') || !h.account.password) return over
  const who = loginMark(house, h.congress, h.account.login), address = addressMark(house, h.congress, from.address), by = { account: h.account.id, person: h.account.person, login: h.account.login }
  const wait = await tryAt(house, h.congress, who, address, policyOf(house, h.held).lockTries)
  if (wait) return mustWait(wait)
  if (!(await isPassword(house, p.old, h.account.password))) { await house.store.tx(h.congress, tx => note(house, tx, from, { ...by, what: 'password', success: false, why: 'wrong' })); return { ...wrong, rule: 'password.old', says: ['原来的密码不对。', 'The old password is not right.'], field: 'old' } }
  await passed(house, h.congress, who, address)
  const judged = await judgePassword(house, namesIn(h.held, h.account.person), h.account, p.password, p.again)
  if ('ok' in judged) return judged
  await house.store.tx(h.congress, async tx => {
    await changeAccount(tx, h.account.id, { ...judged, changedAt: instant(house.realNow()), mustChange: false })
    await endSessionsOf(tx, h.account.person, sha256(h.visit.token ?? token))
    await dropPhones(tx, h.account.id)
    await note(house, tx, from, { ...by, what: 'password', success: true })
  })
  return renewed(house, h.congress, h.held, h.account, token, h.visit.token, from, h.account.totp !== null)
}

export const sessionLines = (rows: readonly SessionRow[], current: { readonly id?: string; readonly address?: string }): SessionLine[] => rows.map(s => ({ id: s.id, created: s.created, lastSeen: s.lastSeen, expires: s.expires, device: s.device ?? '', how: s.how, second: s.second, current: s.id === current.id, sameAddress: s.address !== null && s.address === current.address }))

/** What its owner sees of an account; undefined for a sample's people, who have none. */
export async function own(house: House, token: string, from: From): Promise<OwnView | undefined> {
  const h = await halfway(house, token)
  if (!h || h.visit.step !== null) return undefined
  const now = instant(house.realNow()), policy = policyOf(house, h.held), { account: a } = h
  const [sessions, phones] = await house.store.tx(h.congress, async tx => [await sessionsOf(tx, a.person, now), await phonesOf(tx, a.id, now)] as const)
  const kind = kindOf(h.held, a.person, dayOf(house.worlds.now(h.congress)))
  return {
    login: a.login, kind: kind === 'deputy' ? 'deputy' : 'staff', hasPassword: a.password !== null, changedAt: a.changedAt, second: a.totp !== null, secondNeeded: policy.secondFactor && kind !== 'deputy', recoveryLeft: a.recovery.length,
    contact: maskedContact(contactOf(house, h.congress, a)), oidc: policy.oidc?.name ?? null, bound: a.subject !== null, sessions: sessionLines(sessions, { id: h.visit.session, address: addressMark(house, h.congress, from.address) }), phones,
  }
}
/** Ends one of one's own sign-ins, or all but this one, or this one too. */
export async function endOwn(house: House, token: string, which: string | 'others' | 'all', from: From): Promise<void> {
  const h = await halfway(house, token)
  if (!h) return
  await house.store.tx(h.congress, async tx => {
    if (which === 'all') { await endSessionsOf(tx, h.account.person); await dropPhones(tx, h.account.id) }
    else if (which === 'others') await endSessionsOf(tx, h.account.person, sha256(h.visit.token ?? token))
    else await endSessionById(tx, h.account.person, which)
    if (which === 'all') await endSession(tx, sha256(token))
    await note(house, tx, from, { account: h.account.id, person: h.account.person, login: h.account.login, what: 'ended', success: true, why: which === 'all' || which === 'others' ? which : 'one' })
  })
}
export async function dropOwnPhone(house: House, token: string, phone: string, from: From): Promise<void> {
  const h = await halfway(house, token)
  if (h) await house.store.tx(h.congress, async tx => { if (await dropPhones(tx, h.account.id, phone)) await note(house, tx, from, { account: h.account.id, person: h.account.person, login: h.account.login, what: 'untrusted', success: true }) })
}
/** Binds, or looses, what the identity provider says of its owner. */
export async function loosen(house: House, token: string, from: From): Promise<void> {
  const h = await halfway(house, token)
  if (h && h.visit.step === null && h.account.password) await house.store.tx(h.congress, async tx => { await changeAccount(tx, h.account.id, { issuer: null, subject: null }); await note(house, tx, from, { account: h.account.id, person: h.account.person, login: h.account.login, what: 'unbound', success: true }) })
}
