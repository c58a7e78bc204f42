/** Invitations: a link that is good once, for one account, after the security administrator has approved it. */
import { isMail, phoneOf } from '#law/password.ts'
import { dayOf } from '#law/time.ts'
import type { Id } from '#loop/words.ts'
import { accountById, type AccountRow, addInvitation, changeAccount, findInvitation, useInvitation } from '#store/accounts.ts'
import { endSessionsOf } from '#store/sessions.ts'
import type { Tx } from '#store/shapes.ts'
import { dropCodeOf, dropPhones } from '#store/sign-in.ts'
import { begin, contactOf, type Contact, instant, kindOf, note, phoneMark, policyOf, refused, sealContact } from '#service/accounts/core.ts'
import { judgePassword, namesIn } from '#service/accounts/own.ts'
import { trust } from '#service/accounts/code.ts'
import { entered } from '#service/accounts/sign-in.ts'
import type { Entered, From, InvitationView, Refused } from '#service/accounts/views.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { nameOf } from '#service/lines.ts'
import { chief, congressOf, label } from '#service/session.ts'
import { throttle } from '#service/throttle.ts'
import type { Held } from '#service/world.ts'

const gone = refused('invitation', '这个链接已经用过、过期或者不对。请找系统管理员重新发一个。', 'This link was used, has run out or is not right. Ask the system administrator for another.')
/** A new link for an account; the earlier one opens nothing any more. The token is told once and kept as a hash. */
export async function invite(house: House, tx: Tx, held: Held, account: Id, by: Id | null): Promise<{ token: string; expires: string }> {
  const token = house.keys.newToken(held.congress.short), now = house.realNow(), expires = instant(now + policyOf(house, held).inviteMs)
  await addInvitation(tx, { token: sha256(token), account, created: instant(now), expires, by })
  return { token, expires }
}

type Found = { readonly congress: number; readonly held: Held; readonly account: AccountRow; readonly kind: 'staff' | 'deputy' }
/** The account behind a link that can still be used. */
export async function invited(house: House, token: string): Promise<Found | undefined> {
  const congress = await congressOf(house, token)
  if (congress === undefined) return undefined
  const account = await house.store.tx(congress, async tx => { const i = await findInvitation(tx, sha256(token), instant(house.realNow())); return i && accountById(tx, i.account) })
  if (!account || account.state === 'disabled' || account.state === 'active') return undefined
  const held = await house.worlds.get(congress), kind = kindOf(held, account.person, dayOf(house.worlds.now(congress)))
  return kind === 'none' ? undefined : { congress, held, account, kind: kind === 'deputy' ? 'deputy' : 'staff' }
}

export async function invitation(house: House, token: string): Promise<InvitationView | undefined> {
  const f = await invited(house, token)
  if (!f) return undefined
  const contact = contactOf(house, f.congress, f.account), { main } = chief(f.held, f.account.person, dayOf(house.worlds.now(f.congress))), policy = policyOf(house, f.held)
  return {
    congress: f.congress, state: f.account.state === 'approved' ? 'ready' : 'waiting', name: nameOf(f.held, f.account.person), post: label(f.held, main!.kind), login: f.account.login, kind: f.kind,
    phone: contact.phone ?? null, mail: contact.mail ?? null, oidc: policy.oidc?.name ?? null, trustDays: Math.round(policy.trustMs / 86_400_000), names: [...nameOf(f.held, f.account.person)],
  }
}

export type Accepting = { readonly password: string; readonly again: string; readonly contact: string; readonly trust: boolean }
/** Takes an invitation up: staff choose a password, a deputy says where codes go. The link is used up by it. */
export async function accept(house: House, token: string, a: Accepting, from: From): Promise<(Entered & { readonly phone?: string }) | Refused> {
  const f = await invited(house, token)
  if (!f) return gone
  if (f.account.state !== 'approved') return waiting
  // A hash is costly: nobody may have them made by the hundred.
  const wait = await throttle(house, f.congress, 'invite', from.address, { points: 30, seconds: 600 })
  if (wait) return refused('wait', '试得太多了，请稍后再试。', 'Too many tries; please wait.', { wait })
  const change = f.kind === 'staff' ? await judgePassword(house, namesIn(f.held, f.account.person), f.account, a.password, a.again) : judgeContact(house, f, a.contact)
  if ('ok' in change) return change
  return finish(house, f, token, { ...change, ...(f.kind === 'staff' ? { changedAt: instant(house.realNow()), mustChange: false } : {}) }, from, 'invite', f.kind === 'deputy' && a.trust)
}
export const waiting = refused('waiting', '账号还没有审批。安全管理员批准以后，用这个链接就能进来。', 'The account is not approved yet. Once the security administrator has approved it this link lets you in.')

function judgeContact(house: House, f: Found, typed: string): Refused | { contact: Buffer | null; phoneMark: string | null } {
  const before = contactOf(house, f.congress, f.account), read = typed.trim() ? contactIn(typed) : before
  if (!read || (!read.phone && !read.mail)) return refused('contact', '请写接收验证码的手机号或邮箱。', 'Give the mobile number or mail address for the codes.', { field: 'contact' })
  return { contact: sealContact(house, f.congress, f.account.id, read), phoneMark: read.phone ? phoneMark(house, f.congress, read.phone) : null }
}
/** What somebody typed, as a telephone or a mail address; undefined when it is neither. */
export function contactIn(typed: string): Contact | undefined {
  const phone = phoneOf(typed)
  return phone ? { phone } : isMail(typed.trim()) ? { mail: typed.trim() } : undefined
}

/** The link is used up, the account active, and somebody signed in: all of it, or none. */
export async function finish(house: House, f: Found, token: string, change: Parameters<typeof changeAccount>[2], from: From, how: string, trusted: boolean, secondGiven = false): Promise<(Entered & { readonly phone?: string }) | Refused> {
  const by = { account: f.account.id, person: f.account.person, login: f.account.login }
  const session = await house.store.tx(f.congress, async tx => {
    const now = instant(house.realNow())
    // In this order: whoever loses the race for the account has not used the link up.
    if (!(await changeAccount(tx, f.account.id, { ...change, state: 'active', lastIn: now }, ['approved'])) || !(await useInvitation(tx, sha256(token), now))) return undefined
    await endSessionsOf(tx, f.account.person)
    await dropPhones(tx, f.account.id)
    await dropCodeOf(tx, f.account.id)
    await note(house, tx, from, { ...by, what: 'invite', success: true, how })
    const phone = trusted ? await trust(house, tx, f.held, f.account, from) : undefined
    return { token: await begin(house, tx, f.held, f.account, from, how, secondGiven), ...(phone ? { phone } : {}) }
  }).catch((e: unknown) => { if (/account_phone|account_subject/.test(String((e as Error).message)) || /account_(phone|subject)/.test(String((e as { constraint?: string }).constraint))) return 'taken' as const; throw e })
  if (session === 'taken') return refused('taken', '这个手机号（或统一身份）已经绑定了别的账号，请核对。', 'This telephone or identity belongs to another account; please check.', { field: 'contact' })
  if (!session) return gone
  const e = await entered(house, session.token)
  return e.ok && session.phone ? { ...e, phone: session.phone } : e
}
