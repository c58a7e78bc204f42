/** What has to be told to somebody after the commit. Append adds the rows. */
import type { Id, Instant, Notice } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type OutboxRow = Notice & { readonly root: Id; readonly seq: number; readonly n: number; readonly created: Instant; readonly tries: number }
type Key = Pick<OutboxRow, 'root' | 'seq' | 'n'>

/** Takes the oldest waiting rows until `until`; unmarked by then, they are taken again. */
export async function takeOutbox(tx: Tx, now: Instant, until: Instant, limit: number): Promise<OutboxRow[]> {
  const rows = await tx.rows<OutboxRow>(`update outbox o set taken_until = $3::timestamptz, tries = o.tries + 1
    from (select root, seq, n from outbox where congress = $1 and done_at is null and (taken_until is null or taken_until <= $2::timestamptz)
      order by created, root, seq, n limit $4 for update skip locked) w
    where o.congress = $1 and o.root = w.root and o.seq = w.seq and o.n = w.n
    returning o.root, o.seq, o.n, o.owes "to", o.matter, o.what, o.created, o.tries`, [tx.congress, now, until, limit])
  return rows.sort((a, b) => (a.created < b.created ? -1 : a.created > b.created ? 1 : a.seq - b.seq || a.n - b.n))
}

/** Marks a row as told. */
export async function markTold(tx: Tx, key: Key, at: Instant): Promise<void> {
  await tx.rows('update outbox set done_at = $5 where congress = $1 and root = $2 and seq = $3 and n = $4', [tx.congress, key.root, key.seq, key.n, at])
}

/** The latest notices to these, told or not: what a person's bell shows. */
export async function noticesTo(tx: Tx, to: readonly string[], limit: number): Promise<OutboxRow[]> {
  return tx.rows<OutboxRow>(`select root, seq, n, owes "to", matter, what, created, tries from outbox where congress = $1 and owes = any($2::text[])
    order by created desc, root, seq, n limit $3`, [tx.congress, [...to], limit])
}

/** How many wait to be told, and since when. */
export async function waitingNotices(tx: Tx): Promise<{ count: number; since: Instant | null }> {
  const [row] = await tx.rows<{ count: number; since: Instant | null }>('select count(*)::int count, min(created) since from outbox where congress = $1 and done_at is null', [tx.congress])
  return { count: row?.count ?? 0, since: row?.since ?? null }
}

export type WaitingNotice = { readonly root: Id; readonly seq: number; readonly n: number; readonly to: Notice['to']; readonly matter: Id; readonly due: Instant | null }
/**
 * Untold notices to these whose receiver still owes something on the matter, with the earliest date of it; the oldest `each` of every receiver,
 * so that one who cannot be reached keeps nobody waiting behind. What nobody owes any more needs no telling.
 */
export async function openNotices(tx: Tx, to: readonly string[], each: number): Promise<WaitingNotice[]> {
  return tx.rows<WaitingNotice>(`select w.root, w.seq, w.n, w.owes "to", w.matter, w.due from (
      select o.root, o.seq, o.n, o.owes, o.matter, o.created, d.due, row_number() over (partition by o.owes order by o.created, o.root, o.seq, o.n) nth from outbox o
      cross join lateral (select min(d.due) due from duty d where d.congress = $1 and d.matter = o.matter and d.owes = o.owes and d.closed_seq is null) d
      where o.congress = $1 and o.done_at is null and o.owes = any($2::text[]) and d.due is not null) w
    where w.nth <= $3 order by w.created, w.root, w.seq, w.n`, [tx.congress, [...to], each])
}
