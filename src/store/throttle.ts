/** Tries counted where every process sees them: one row a bucket and key, one statement a count. */
import type { Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type Window = { readonly points: number; readonly until: Instant }

export type Counted = { readonly bucket: string; readonly key: string; readonly points: number; /** The end of the window if one begins now. */ readonly until: Instant }

/** Adds points to many windows in one statement, beginning a new one where the last is over; answers how each stands. */
export async function addPoints(tx: Tx, all: readonly Counted[], now: Instant): Promise<(Window & { readonly bucket: string; readonly key: string })[]> {
  // One order of locks for everybody.
  return tx.rows(`insert into throttle as t (congress, bucket, key, points, until)
      select $1, x.bucket, x.key, x.points, x.until from unnest($2::text[], $3::text[], $4::int[], $5::timestamptz[]) x(bucket, key, points, until) order by x.bucket, x.key
    on conflict (congress, bucket, key) do update set points = case when t.until <= $6::timestamptz then excluded.points else t.points + excluded.points end,
      until = case when t.until <= $6::timestamptz then excluded.until else t.until end
    returning bucket, key, points, until`, [tx.congress, all.map(x => x.bucket), all.map(x => x.key), all.map(x => x.points), all.map(x => x.until), now])
}

/** Forgets the window: somebody has shown who they are. */
export async function clearPoints(tx: Tx, bucket: string, key: string): Promise<void> {
  await tx.rows('delete from throttle where congress = $1 and bucket = $2 and key = $3', [tx.congress, bucket, key])
}

/** Throws away windows that are over. */
export async function dropOldWindows(tx: Tx, now: Instant): Promise<void> {
  await tx.rows('delete from throttle where congress = $1 and until <= $2::timestamptz', [tx.congress, now])
}
