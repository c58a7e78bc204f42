/** What every use case of accounts stands on: the office's rules, marks, contacts, the two logs. */
import { randomBytes, randomInt } from 'node:crypto'
import { accountBounds, accountSettings } from '#procedures/register/account-settings.ts'
import { isAdminPost } from '#procedures/posts.ts'
import { dayOf } from '#law/time.ts'
import type { Id, Instant, Json, Label } from '#loop/words.ts'
import type { AccountRow } from '#store/accounts.ts'
import { addSession } from '#store/sessions.ts'
import type { Tx } from '#store/shapes.ts'
import { noteAdmin, noteSignIn } from '#store/sign-in.ts'
import { ServiceError } from '#service/errors.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { chief } from '#service/session.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'
import type { AdminPost, From, Refused, Step } from '#service/accounts/views.ts'

const minute = 60_000, hour = 60 * minute, day = 24 * hour
/** A sign-in that is only half done waits no longer than this. */
export const halfwayMs = 10 * minute
export const instant = (ms: number): Instant => new Date(ms).toISOString()

export type Policy = {
  readonly secondFactor: boolean; readonly passwordDays: number; readonly lockTries: number; readonly idleMs: number; readonly deputyIdleMs: number; readonly sessionMs: number
  readonly inviteMs: number; readonly trustMs: number; readonly logMonths: number; readonly oidc: { readonly issuer: string; readonly client: string; readonly name: string } | null
}
/** The office's rules as they stand today. */
export function policyOf(house: House, held: Held): Policy {
  const today = dayOf(house.worlds.now(held.congress.id))
  // A book of procedures without a register, as in a test, has the rules we begin with.
  const value = (name: keyof typeof accountSettings): Json => { try { return held.world.settings.look(name, today).value } catch { return accountSettings[name].initial } }
  const number = (name: keyof typeof accountSettings): number => { const [least, most] = accountBounds[name] ?? [0, 1e9], n = Number(value(name)); return Math.min(most, Math.max(least, Number.isFinite(n) ? n : Number(accountSettings[name].initial))) }
  const issuer = String(value('account.oidcIssuer') ?? ''), client = String(value('account.oidcClient') ?? '')
  return {
    secondFactor: value('account.secondFactor') !== false, passwordDays: number('account.passwordDays'), lockTries: number('account.lockTries'), idleMs: number('account.idleMinutes') * minute, deputyIdleMs: number('account.deputyIdleMinutes') * minute,
    sessionMs: number('account.sessionHours') * hour, inviteMs: number('account.inviteDays') * day, trustMs: number('account.trustDays') * day, logMonths: number('account.logMonths'),
    oidc: issuer && client ? { issuer, client, name: String(value('account.oidcName') ?? '') || '统一身份认证' } : null,
  }
}

export const refused = (rule: string, zh: string, en: string, more: { field?: string; wait?: number } = {}): Refused => ({ ok: false, rule: `signIn.${rule}`, says: [zh, en], ...more })
/** The one answer to a wrong password, an unknown name, an account that is closed: nobody learns which. */
export const wrong: Refused = refused('wrong', '账号或密码不对。', 'The account or the password is not right.')
export const mustWait = (seconds: number): Refused => { const m = Math.ceil(seconds / 60); return refused('wait', `错得太多了，请${m}分钟后再试；急用请找安全管理员解锁。`, `Too many wrong tries; please wait ${m} minute${m === 1 ? '' : 's'}, or ask the security administrator.`, { wait: seconds }) }

export const loginMark = (house: House, congress: number, login: string): string => house.keys.limitMark(congress, 'login', login)
export const addressMark = (house: House, congress: number, address: string): string => house.keys.limitMark(congress, 'address', address)
export const phoneMark = (house: House, congress: number, phone: string): string => house.keys.limitMark(congress, 'phone', phone)
export const recoveryMark = (house: House, congress: number, account: Id, code: string): string => house.keys.limitMark(congress, `recovery|${account}`, code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
/** Which posts somebody holds, as one mark: another mark is another role. */
export const postsMark = (held: Held, person: Id, today: string): string => sha256(held.world.directory.postsOf(person, today).map(p => `${p.kind}|${p.organ}`).sort().join('\n')).slice(0, 32)

export type Contact = { readonly phone?: string; readonly mail?: string }
const contactAad = (congress: number, account: Id): string => `contact|${congress}|${account}`
export const sealContact = (house: House, congress: number, account: Id, c: Contact): Buffer | null => (c.phone || c.mail ? house.keys.seal(contactAad(congress, account), Buffer.from(JSON.stringify(c))).sealed : null)
export const contactOf = (house: House, congress: number, a: Pick<AccountRow, 'id' | 'contact'>): Contact => (a.contact ? (JSON.parse(house.keys.open(contactAad(congress, a.id), a.contact).value.toString()) as Contact) : {})
/** Enough to be recognised by whoever it belongs to. */
export const maskedContact = (c: Contact): string | null => (c.phone ? `${c.phone.slice(0, 3)}****${c.phone.slice(-4)}` : c.mail ? c.mail.replace(/^(.).*(@.*)$/, '$1***$2') : null)

/** Staff have a password and a second factor; whoever is a deputy and nothing else signs in by a code. */
export const kindOf = (held: Held, person: Id, today: string): 'staff' | 'deputy' | 'admin' | 'none' => { const { main } = chief(held, person, today); return !main ? 'none' : main.kind === 'deputy' ? 'deputy' : isAdminPost(main.kind) ? 'admin' : 'staff' }

const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
/** Ten codes for the day the telephone is lost: ten letters each, good once. */
export const newRecoveryCodes = (): string[] => Array.from({ length: 10 }, () => Array.from(randomBytes(10), () => alphabet[randomInt(alphabet.length)]!).join('').replace(/^(.{5})/, '$1-'))

/** Only the administrator whose work it is; to anybody else the page is not there. */
export function only(who: Who, post: AdminPost): void {
  if (who.admin !== post) throw new ServiceError('notFound', ['没有这一页，或者不在您的权限之内。', 'There is no such thing here, or it is not yours to see.'])
}

export type Noted = { readonly account?: Id | null; readonly person?: Id | null; readonly login?: string; readonly what: string; readonly success: boolean; readonly why?: string; readonly how?: string }
export const note = (house: House, tx: Tx, from: From, n: Noted): Promise<void> => noteSignIn(tx, {
  at: instant(house.realNow()), account: n.account ?? null, person: n.person ?? null, login: n.login ?? '', what: n.what, success: n.success, why: n.why ?? '', how: n.how ?? '', address: from.address.slice(0, 60), device: from.device.slice(0, 60),
})
export const noteAct = (house: House, tx: Tx, who: Who, from: From, act: string, on: { account?: Id | null; subject?: Id | null; detail?: string } = {}): Promise<void> => noteAdmin(tx, {
  at: instant(house.realNow()), person: who.person, post: who.admin ?? '', act, account: on.account ?? null, subject: on.subject ?? null, detail: (on.detail ?? '').slice(0, 400), address: from.address.slice(0, 60),
})

/** Begins a session under a fresh token: nothing that was known before signing in is worth anything after. */
export async function begin(house: House, tx: Tx, held: Held, a: Pick<AccountRow, 'id' | 'person'>, from: From, how: string, second: boolean): Promise<string> {
  const token = house.keys.newToken(held.congress.short), now = house.realNow()
  await addSession(tx, {
    token: sha256(token), person: a.person, account: a.id, created: instant(now), expires: instant(now + policyOf(house, held).sessionMs), address: addressMark(house, tx.congress, from.address), device: from.device.slice(0, 60), how, second,
    posts: postsMark(held, a.person, dayOf(house.worlds.now(tx.congress))),
  })
  return token
}
/** What comes first for this account, whatever it signed in by. */
export function stepOf(policy: Policy, kind: string, s: { hasSecond: boolean; second: boolean; hasPassword: boolean; mustChange: boolean; changedAt: Instant | null }, expired: boolean): Step | null {
  if (s.hasSecond && !s.second) return 'second'
  if (!s.hasSecond && policy.secondFactor && kind !== 'deputy') return 'enrol'
  return s.hasPassword && (s.mustChange || expired) ? 'password' : null
}
export const says = (zh: string, en: string): Label => [zh, en]
