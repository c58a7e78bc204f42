/** How deputies sign in: a code sent to their telephone or mail, and a phone that is trusted for a while. */
import { randomInt } from 'node:crypto'
import { loginOf, phoneOf } from '#law/password.ts'
import { dayOf } from '#law/time.ts'
import { accountById, accountByLogin, accountByPhone, type AccountRow, changeAccount } from '#store/accounts.ts'
import type { Tx } from '#store/shapes.ts'
import { addPhone, findPhone, putCode, tryCode, usePhone } from '#store/sign-in.ts'
import { addressMark, begin, contactOf, instant, kindOf, mustWait, note, phoneMark, policyOf, refused } from '#service/accounts/core.ts'
import { passed, tryAt } from '#service/accounts/gate.ts'
import { entered } from '#service/accounts/sign-in.ts'
import type { Entered, From, Refused } from '#service/accounts/views.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { nameOf } from '#service/lines.ts'
import { send } from '#service/messages.ts'
import { congressOf } from '#service/session.ts'
import { throttle } from '#service/throttle.ts'
import type { Held } from '#service/world.ts'

const codeMs = 10 * 60_000, mostTries = 5
const badCode = refused('code', '验证码不对或者过期了。请核对短信（邮件）里最新的六位数字，或重新发一个。', 'The code is not right or has run out. Use the latest six digits sent to you, or ask for another.', { field: 'code' })
const codeMark = (house: House, congress: number, account: string, code: string): string => house.keys.limitMark(congress, `code|${account}`, code)

/** The active account of a deputy by what was typed: a telephone number or a login. */
async function deputyBy(house: House, held: Held, typed: string): Promise<AccountRow | undefined> {
  const congress = held.congress.id, phone = phoneOf(typed)
  const a = await house.store.tx(congress, tx => (phone ? accountByPhone(tx, phoneMark(house, congress, phone)) : accountByLogin(tx, loginOf(typed).slice(0, 64))))
  return a && a.state === 'active' && kindOf(held, a.person, dayOf(house.worlds.now(congress))) === 'deputy' ? a : undefined
}
const nameMark = (house: House, congress: number, typed: string): string => house.keys.limitMark(congress, 'codeName', phoneOf(typed) ?? loginOf(typed))

/** Sends a code, if there is anybody to send it to: the answer is the same either way. Undefined, or why not now. */
export async function sendCode(house: House, congress: number, typed: string, from: From): Promise<Refused | undefined> {
  const held = await house.worlds.get(congress)
  const wait = (await throttle(house, congress, 'codeName', nameMark(house, congress, typed), { points: 5, seconds: 3600 })) ?? (await throttle(house, congress, 'codeFrom', from.address, { points: 30, seconds: 3600 })) ?? (await throttle(house, congress, 'codeOnce', nameMark(house, congress, typed), { points: 1, seconds: 60 }))
  if (wait) return refused('wait', `验证码发得太勤了，请${wait > 90 ? `${Math.ceil(wait / 60)}分钟` : `${wait}秒`}后再要。`, `Codes were asked for too often; wait ${wait > 90 ? `${Math.ceil(wait / 60)} minutes` : `${wait} seconds`}.`, { wait })
  const a = await deputyBy(house, held, typed)
  if (!a) { await house.store.tx(congress, tx => note(house, tx, from, { what: 'codeSent', success: false, why: 'unknown' })); return undefined }
  const c = contactOf(house, congress, a), to = c.phone ?? c.mail
  if (!to) return undefined
  const code = String(randomInt(1_000_000)).padStart(6, '0'), now = house.realNow(), expires = instant(now + codeMs)
  await house.store.tx(congress, async tx => {
    await putCode(tx, a.id, codeMark(house, congress, a.id, code), instant(now), expires)
    await send(house, tx, { person: a.person, channel: c.phone ? 'sms' : 'mail', to, purpose: 'code', subject: '登录验证码', text: `${held.congress.name}：登录验证码 ${code}，10分钟内有效。不是您本人操作的，请不要理会，也不要告诉任何人。`, expires })
    await note(house, tx, from, { account: a.id, person: a.person, login: a.login, what: 'codeSent', success: true })
  })
  return undefined
}

/** The code that was sent, within ten minutes and five tries. */
export async function signInByCode(house: House, congress: number, p: { readonly name: string; readonly code: string; readonly trust: boolean }, from: From): Promise<(Entered & { readonly phone?: string }) | Refused> {
  const held = await house.worlds.get(congress), policy = policyOf(house, held), who = nameMark(house, congress, p.name), address = addressMark(house, congress, from.address)
  const wait = await tryAt(house, congress, who, address, policy.lockTries), a = await deputyBy(house, held, p.name)
  const say = (success: boolean, why = '') => house.store.tx(congress, tx => note(house, tx, from, { account: a?.id ?? null, person: a?.person ?? null, login: a?.login ?? '', what: 'code', success, why, how: 'code' }))
  if (wait) { await say(false, 'locked'); return mustWait(wait) }
  const digits = p.code.normalize('NFKC').replace(/\D/g, '')
  const right = a !== undefined && digits.length === 6 && await house.store.tx(congress, tx => tryCode(tx, a.id, codeMark(house, congress, a.id, digits), instant(house.realNow()), mostTries))
  if (!right) { await say(false, a ? 'wrong' : 'unknown'); return badCode }
  await passed(house, congress, who, address)
  const made = await house.store.tx(congress, async tx => {
    await changeAccount(tx, a.id, { lastIn: instant(house.realNow()) })
    await note(house, tx, from, { account: a.id, person: a.person, login: a.login, what: 'code', success: true, how: 'code' })
    const phone = p.trust ? await trust(house, tx, held, a, from) : undefined
    return { token: await begin(house, tx, held, a, from, 'code', false), ...(phone ? { phone } : {}) }
  })
  const e = await entered(house, made.token)
  return e.ok && made.phone ? { ...e, phone: made.phone } : e
}

/** Trusts this phone for as long as the office says; not at all when it says nought. */
export async function trust(house: House, tx: Tx, held: Held, a: Pick<AccountRow, 'id'>, from: From): Promise<string | undefined> {
  const { trustMs } = policyOf(house, held), now = house.realNow()
  if (!trustMs) return undefined
  const token = house.keys.newToken(held.congress.short)
  await addPhone(tx, { token: sha256(token), account: a.id, device: from.device.slice(0, 60), created: instant(now), expires: instant(now + trustMs) })
  return token
}
/** Whose trusted phone this is, if its account may still be used. */
export async function trustedBy(house: House, congress: number, phone: string): Promise<{ readonly account: AccountRow; readonly name: readonly [string, string] } | undefined> {
  if ((await congressOf(house, phone)) !== congress) return undefined
  const held = await house.worlds.get(congress)
  const a = await house.store.tx(congress, async tx => { const p = await findPhone(tx, sha256(phone), instant(house.realNow())); return p && accountById(tx, p.account) })
  // Somebody who has become staff since has a password and a second factor to give.
  return a && a.state === 'active' && kindOf(held, a.person, dayOf(house.worlds.now(congress))) === 'deputy' ? { account: a, name: nameOf(held, a.person) } : undefined
}
export async function signInByPhone(house: House, congress: number, phone: string, from: From): Promise<Entered | Refused> {
  const t = await trustedBy(house, congress, phone)
  if (!t) return refused('phone', '这部手机没有免验证码，或者已经到期。请用验证码登录。', 'This phone is not trusted, or no longer. Please sign in by a code.')
  const held = await house.worlds.get(congress), a = t.account
  const token = await house.store.tx(congress, async tx => {
    await usePhone(tx, sha256(phone), instant(house.realNow()))
    await changeAccount(tx, a.id, { lastIn: instant(house.realNow()) })
    await note(house, tx, from, { account: a.id, person: a.person, login: a.login, what: 'trusted', success: true, how: 'phone' })
    return begin(house, tx, held, a, from, 'phone', false)
  })
  return entered(house, token)
}
