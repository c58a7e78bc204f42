/** Sign-ins, kept by the hash of their token. */
import type { Hash, Id, Instant } from '#loop/words.ts'
import type { AccountState } from './accounts.ts'
import type { Tx } from './shapes.ts'

export type NewSession = {
  readonly token: Hash; readonly person: Id; readonly created: Instant; readonly expires: Instant
  readonly account?: Id; readonly address?: string; readonly device?: string; readonly how?: string; readonly second?: boolean; readonly posts?: string
}
export type SessionRow = {
  readonly id: Id; readonly token: Hash; readonly person: Id; readonly created: Instant; readonly expires: Instant; readonly lastSeen: Instant
  /** None for a sample's: whoever was chosen from its people. */
  readonly account: Id | null; readonly address: string | null; readonly device: string | null; readonly how: string; readonly second: boolean; readonly posts: string | null; readonly replaced: boolean
}
/** A session with what its account says of it; nothing where it has none. */
export type FoundSession = SessionRow & {
  readonly state: AccountState | null; readonly hasSecond: boolean; readonly hasPassword: boolean; readonly mustChange: boolean; readonly changedAt: Instant | null
}
const columns = `s.id, s.token, s.person, s.created, s.expires, coalesce(s.last_seen, s.created) "lastSeen", s.account, s.address, s.device, s.how, s.second, s.posts, s.replaced`

/** Begins a session. */
export async function addSession(tx: Tx, s: NewSession): Promise<void> {
  await tx.rows('insert into session (congress, token, person, created, expires, account, last_seen, address, device, how, second, posts) values ($1, $2, $3, $4, $5, $6, $4, $7, $8, $9, $10, $11)',
    [tx.congress, s.token, s.person, s.created, s.expires, s.account ?? null, s.address ?? null, s.device ?? null, s.how ?? 'sample', s.second ?? false, s.posts ?? null])
}

/** The session, unless it has expired. */
export async function findSession(tx: Tx, token: Hash, now: Instant): Promise<FoundSession | undefined> {
  return (await tx.rows<FoundSession>(`select ${columns}, a.state, a.totp is not null "hasSecond", a.password is not null "hasPassword", coalesce(a.must_change, false) "mustChange", a.changed_at "changedAt" from session s left join account a on a.congress = s.congress and a.id = s.account where s.congress = $1 and s.token = $2 and s.expires > $3::timestamptz`, [tx.congress, token, now]))[0]
}
/** Sessions of a person, the latest first; those given up for a newer token are not told. */
export const sessionsOf = (tx: Tx, person: Id, now: Instant): Promise<SessionRow[]> =>
  tx.rows<SessionRow>(`select ${columns} from session s where s.congress = $1 and s.person = $2 and s.expires > $3::timestamptz and not s.replaced order by s.created desc`, [tx.congress, person, now])

/** Moves the end of a session. */
export async function extendSession(tx: Tx, token: Hash, expires: Instant): Promise<void> {
  await tx.rows('update session set expires = $3 where congress = $1 and token = $2', [tx.congress, token, expires])
}
/** Notes that it is in use. */
export async function touchSession(tx: Tx, token: Hash, at: Instant): Promise<void> {
  await tx.rows('update session set last_seen = $3 where congress = $1 and token = $2', [tx.congress, token, at])
}
/** The same session under another token; the old one lives on for the moment in which requests are still under way. False when it was given up before. */
export async function replaceToken(tx: Tx, from: Hash, to: Hash, posts: string, until: Instant): Promise<boolean> {
  const made = await tx.rows(`with old as (select * from session where congress = $1 and token = $2 and not replaced for update)
    insert into session (congress, token, person, created, expires, account, last_seen, address, device, how, second, posts)
    select congress, $3, person, created, expires, account, last_seen, address, device, how, second, $4 from old returning token`, [tx.congress, from, to, posts])
  if (made.length) await tx.rows('update session set replaced = true, expires = least(expires, $3::timestamptz), posts = $4 where congress = $1 and token = $2', [tx.congress, from, until, posts])
  return made.length > 0
}

/** Ends a session. */
export async function endSession(tx: Tx, token: Hash): Promise<void> {
  await tx.rows('delete from session where congress = $1 and token = $2', [tx.congress, token])
}
/** Ends one of a person's sessions by its id. */
export async function endSessionById(tx: Tx, person: Id, id: Id): Promise<boolean> {
  return (await tx.rows('delete from session where congress = $1 and person = $2 and id = $3 returning id', [tx.congress, person, id])).length > 0
}

/** Ends every session of a person, but one where that is kept. */
export async function endSessionsOf(tx: Tx, person: Id, except?: Hash): Promise<number> {
  return (await tx.rows('delete from session where congress = $1 and person = $2 and token is distinct from $3 returning token', [tx.congress, person, except ?? null])).length
}

/** Throws away expired sessions. */
export async function dropExpiredSessions(tx: Tx, now: Instant): Promise<number> {
  return (await tx.rows('delete from session where congress = $1 and expires <= $2::timestamptz returning token', [tx.congress, now])).length
}
