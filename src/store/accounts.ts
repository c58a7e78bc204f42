/** Accounts and their invitations. Secrets come sealed or hashed; who may do what is decided above. */
import type { Hash, Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type AccountState = 'prepared' | 'approved' | 'active' | 'disabled'
export type AccountRow = {
  readonly id: Id; readonly person: Id; readonly login: string; readonly state: AccountState
  readonly password: string | null; readonly history: readonly string[]; readonly changedAt: Instant | null; readonly mustChange: boolean
  readonly totp: Uint8Array | null; readonly totpStep: number; readonly recovery: readonly Hash[]
  readonly issuer: string | null; readonly subject: string | null
  readonly contact: Uint8Array | null; readonly phoneMark: string | null
  readonly created: Instant; readonly createdBy: Id | null; readonly approved: Instant | null; readonly approvedBy: Id | null
  readonly disabled: Instant | null; readonly disabledWhy: string | null; readonly lastIn: Instant | null
}
const columns = `id, person, login, state, password, history, changed_at "changedAt", must_change "mustChange", totp, totp_step "totpStep", recovery, issuer, subject, contact, phone_mark "phoneMark",
  created, created_by "createdBy", approved, approved_by "approvedBy", disabled, disabled_why "disabledWhy", last_in "lastIn"`

export type NewAccount = Pick<AccountRow, 'id' | 'person' | 'login' | 'state' | 'contact' | 'phoneMark' | 'created' | 'createdBy'>
/** Adds an account; false when the login, the person or the telephone has one already. */
export async function addAccount(tx: Tx, a: NewAccount): Promise<boolean> {
  const rows = await tx.rows('insert into account (congress, id, person, login, state, contact, phone_mark, created, created_by, approved) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $5 = \'approved\' then $8::timestamptz end) on conflict do nothing returning id',
    [tx.congress, a.id, a.person, a.login, a.state, a.contact, a.phoneMark, a.created, a.createdBy])
  return rows.length > 0
}
const one = async (tx: Tx, where: string, params: readonly unknown[]): Promise<AccountRow | undefined> => (await tx.rows<AccountRow>(`select ${columns} from account where congress = $1 and ${where}`, [tx.congress, ...params]))[0]
export const accountById = (tx: Tx, id: Id): Promise<AccountRow | undefined> => one(tx, 'id = $2', [id])
export const accountByLogin = (tx: Tx, login: string): Promise<AccountRow | undefined> => one(tx, 'login = $2', [login])
export const accountByPhone = (tx: Tx, mark: string): Promise<AccountRow | undefined> => one(tx, 'phone_mark = $2', [mark])
export const accountBySubject = (tx: Tx, issuer: string, subject: string): Promise<AccountRow | undefined> => one(tx, 'issuer = $2 and subject = $3', [issuer, subject])
export const accountOfPerson = (tx: Tx, person: Id): Promise<AccountRow | undefined> => one(tx, 'person = $2', [person])
/** Every account, by login. */
export const accounts = (tx: Tx): Promise<AccountRow[]> => tx.rows<AccountRow>(`select ${columns} from account where congress = $1 order by login`, [tx.congress])

export type AccountChange = Partial<Pick<AccountRow, 'state' | 'password' | 'history' | 'changedAt' | 'mustChange' | 'totp' | 'totpStep' | 'recovery' | 'issuer' | 'subject' | 'contact' | 'phoneMark' | 'approved' | 'approvedBy' | 'disabled' | 'disabledWhy' | 'lastIn'>>
const named: Readonly<Record<keyof AccountChange, string>> = {
  state: 'state', password: 'password', history: 'history', changedAt: 'changed_at', mustChange: 'must_change', totp: 'totp', totpStep: 'totp_step', recovery: 'recovery', issuer: 'issuer', subject: 'subject', contact: 'contact', phoneMark: 'phone_mark',
  approved: 'approved', approvedBy: 'approved_by', disabled: 'disabled', disabledWhy: 'disabled_why', lastIn: 'last_in',
}
const cast: Readonly<Record<string, string>> = { history: '::jsonb', recovery: '::jsonb' }
/** Changes what is named, where the account still is in one of `from`; false when it is not. */
export async function changeAccount(tx: Tx, id: Id, change: AccountChange, from?: readonly AccountState[]): Promise<boolean> {
  const keys = Object.keys(change) as (keyof AccountChange)[]
  const values = keys.map(k => (k === 'history' || k === 'recovery' ? JSON.stringify(change[k]) : change[k]))
  const sets = keys.map((k, i) => `${named[k]} = $${i + 4}${cast[k] ?? ''}`)
  return (await tx.rows(`update account set ${sets.join(', ')} where congress = $1 and id = $2 and ($3::text[] is null or state = any($3::text[])) returning id`, [tx.congress, id, from ? [...from] : null, ...values])).length > 0
}
/** Takes a step of the second factor: each is good once, whoever sends it first. */
export async function takeStep(tx: Tx, id: Id, step: number): Promise<boolean> {
  return (await tx.rows('update account set totp_step = $3 where congress = $1 and id = $2 and totp_step < $3 returning id', [tx.congress, id, step])).length > 0
}
/** Takes a recovery code: each is good once. */
export async function takeRecovery(tx: Tx, id: Id, code: Hash): Promise<boolean> {
  return (await tx.rows('update account set recovery = recovery - $3::text where congress = $1 and id = $2 and recovery ? $3::text returning id', [tx.congress, id, code])).length > 0
}

export type InvitationRow = { readonly token: Hash; readonly account: Id; readonly created: Instant; readonly expires: Instant; readonly usedAt: Instant | null }
/** A new invitation; an earlier one that lies about unused opens nothing any more. */
export async function addInvitation(tx: Tx, i: { token: Hash; account: Id; created: Instant; expires: Instant; by: Id | null }): Promise<void> {
  await tx.rows('update invitation set expires = $3::timestamptz where congress = $1 and account = $2 and used_at is null and expires > $3::timestamptz', [tx.congress, i.account, i.created])
  await tx.rows('insert into invitation (congress, token, account, created, expires, by) values ($1, $2, $3, $4, $5, $6)', [tx.congress, i.token, i.account, i.created, i.expires, i.by])
}
/** The invitation, unless it was used or its time is up. */
export async function findInvitation(tx: Tx, token: Hash, now: Instant): Promise<InvitationRow | undefined> {
  return (await tx.rows<InvitationRow>('select token, account, created, expires, used_at "usedAt" from invitation where congress = $1 and token = $2 and used_at is null and expires > $3::timestamptz', [tx.congress, token, now]))[0]
}
/** Uses it up; false when somebody else was faster. */
export async function useInvitation(tx: Tx, token: Hash, now: Instant): Promise<boolean> {
  return (await tx.rows('update invitation set used_at = $3 where congress = $1 and token = $2 and used_at is null and expires > $3::timestamptz returning token', [tx.congress, token, now])).length > 0
}
/** Every unused invitation of an account ends now. */
export async function endInvitations(tx: Tx, account: Id, now: Instant): Promise<void> {
  await tx.rows('update invitation set expires = $3::timestamptz where congress = $1 and account = $2 and used_at is null and expires > $3::timestamptz', [tx.congress, account, now])
}
/** Accounts with an invitation that can still be used, and until when. */
export const openInvitations = (tx: Tx, now: Instant): Promise<{ account: Id; expires: Instant }[]> =>
  tx.rows('select account, max(expires) expires from invitation where congress = $1 and used_at is null and expires > $2::timestamptz group by account', [tx.congress, now])

/** A secret that is set and not shown. */
export async function setSealed(tx: Tx, name: string, sealed: Uint8Array | null, at: Instant, by: Id | null): Promise<void> {
  if (sealed === null) { await tx.rows('delete from sealed_setting where congress = $1 and name = $2', [tx.congress, name]); return }
  await tx.rows('insert into sealed_setting (congress, name, sealed, updated, by) values ($1, $2, $3, $4, $5) on conflict (congress, name) do update set sealed = excluded.sealed, updated = excluded.updated, by = excluded.by', [tx.congress, name, sealed, at, by])
}
export const findSealed = async (tx: Tx, name: string): Promise<Uint8Array | undefined> => (await tx.rows<{ sealed: Uint8Array }>('select sealed from sealed_setting where congress = $1 and name = $2', [tx.congress, name]))[0]?.sealed
