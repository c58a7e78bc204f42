/** Tries at a number said on the telephone: few an hour, and kept, so that a restart forgives nothing. */
import type { Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

/** How many tries the number has had since then. */
export async function countAttempts(tx: Tx, number: string, since: Instant): Promise<number> {
  return (await tx.rows<{ n: number }>('select count(*) n from attempt where congress = $1 and number = $2 and at > $3::timestamptz', [tx.congress, number, since]))[0]!.n
}

/**
 * Adds a try if fewer than `most` were made since then, and says whether it did.
 * Tries at one number wait for each other, so many at once do not slip through together.
 */
export async function tryOnce(tx: Tx, number: string, at: Instant, since: Instant, most: number): Promise<boolean> {
  await tx.rows('select pg_advisory_xact_lock($1, hashtext($2))', [tx.congress, number])
  if (await countAttempts(tx, number, since) >= most) return false
  await tx.rows('insert into attempt (congress, number, at) values ($1, $2, $3)', [tx.congress, number, at])
  return true
}

/** Throws away tries that no longer count. */
export async function dropAttempts(tx: Tx, before: Instant): Promise<void> {
  await tx.rows('delete from attempt where congress = $1 and at < $2::timestamptz', [tx.congress, before])
}
