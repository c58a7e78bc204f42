/** One worker at a time for a named job; a holder that dies loses the lease when it runs out. */
import type { Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

/** Takes or renews the lease; false when somebody else holds it. */
export async function takeLease(tx: Tx, name: string, holder: string, now: Instant, until: Instant): Promise<boolean> {
  const rows = await tx.rows(`insert into lease as l (congress, name, holder, until) values ($1, $2, $3, $5)
    on conflict (congress, name) do update set holder = excluded.holder, until = excluded.until where l.holder = excluded.holder or l.until <= $4::timestamptz returning name`,
  [tx.congress, name, holder, now, until])
  return rows.length === 1
}

/** Gives the lease back, if this holder has it. */
export async function dropLease(tx: Tx, name: string, holder: string): Promise<void> {
  await tx.rows('delete from lease where congress = $1 and name = $2 and holder = $3', [tx.congress, name, holder])
}
