/** Tries counted where every process sees them: one row a bucket and key, one statement a count. */
import type { Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type Window = { readonly points: number; readonly until: Instant }

/** Adds so many points to the window, beginning a new one when the last is over; answers how it stands. */
export async function addPoints(tx: Tx, bucket: string, key: string, points: number, now: Instant, until: Instant): Promise<Window> {
  const [row] = await tx.rows<Window>(`insert into throttle as t (congress, bucket, key, points, until) values ($1, $2, $3, $4, $6)
    on conflict (congress, bucket, key) do update set points = case when t.until <= $5::timestamptz then excluded.points else t.points + excluded.points end,
      until = case when t.until <= $5::timestamptz then excluded.until else t.until end
    returning points, until`, [tx.congress, bucket, key, points, now, until])
  return row!
}

/** Forgets the window: somebody has shown who they are. */
export async function clearPoints(tx: Tx, bucket: string, key: string): Promise<void> {
  await tx.rows('delete from throttle where congress = $1 and bucket = $2 and key = $3', [tx.congress, bucket, key])
}

/** Throws away windows that are over. */
export async function dropOldWindows(tx: Tx, now: Instant): Promise<void> {
  await tx.rows('delete from throttle where congress = $1 and until <= $2::timestamptz', [tx.congress, now])
}
