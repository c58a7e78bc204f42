/** Sign-ins, kept by the hash of their token. */
import type { Hash, Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type SessionRow = { readonly token: Hash; readonly person: Id; readonly created: Instant; readonly expires: Instant }

/** Begins a session. */
export async function addSession(tx: Tx, s: SessionRow): Promise<void> {
  await tx.rows('insert into session (congress, token, person, created, expires) values ($1, $2, $3, $4, $5)', [tx.congress, s.token, s.person, s.created, s.expires])
}

/** The session, unless it has expired. */
export async function findSession(tx: Tx, token: Hash, now: Instant): Promise<SessionRow | undefined> {
  return (await tx.rows<SessionRow>('select token, person, created, expires from session where congress = $1 and token = $2 and expires > $3::timestamptz', [tx.congress, token, now]))[0]
}

/** Moves the end of a session. */
export async function extendSession(tx: Tx, token: Hash, expires: Instant): Promise<void> {
  await tx.rows('update session set expires = $3 where congress = $1 and token = $2', [tx.congress, token, expires])
}

/** Ends a session. */
export async function endSession(tx: Tx, token: Hash): Promise<void> {
  await tx.rows('delete from session where congress = $1 and token = $2', [tx.congress, token])
}

/** Ends every session of a person. */
export async function endSessionsOf(tx: Tx, person: Id): Promise<void> {
  await tx.rows('delete from session where congress = $1 and person = $2', [tx.congress, person])
}

/** Throws away expired sessions. */
export async function dropExpiredSessions(tx: Tx, now: Instant): Promise<number> {
  return (await tx.rows('delete from session where congress = $1 and expires <= $2::timestamptz returning token', [tx.congress, now])).length
}
