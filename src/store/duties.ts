/** Who owes what by when: inboxes, and what the clock has to look at. */
import type { Basis, Duty, Id, Instant, Owes } from '#loop/words.ts'
import { asMatter, matterColumns } from './matters.ts'
import { build, run, type DutySql, type MatterSql } from './query.ts'
import type { DutyRow, InboxQuery, MatterRow, Tx } from './shapes.ts'

const dutyColumns = ['no', 'matter', 'root', 'owes', 'act', 'due', 'opened_seq', 'opened_at', 'closed_seq', 'closed_at', 'body'] as const

/** A row as read, with the body's members beside the columns again. */
export const asDuty = (r: Omit<DutySql, 'congress'>): DutyRow => ({
  ...(r.body as unknown as { basis: Basis; why: Duty['why'] }),
  no: r.no, matter: r.matter, root: r.root, owes: r.owes as Owes, act: r.act, due: r.due,
  openedSeq: r.opened_seq, openedAt: r.opened_at, closedSeq: r.closed_seq, closedAt: r.closed_at,
})

const matterList = matterColumns.map(c => c.replace('matter.', 'm.')).join(', ')
const dutyJson = `jsonb_build_object('no', d.no, 'matter', d.matter, 'root', d.root, 'owes', d.owes, 'act', d.act, 'due', iso(d.due), 'opened_seq', d.opened_seq, 'opened_at', iso(d.opened_at), 'closed_seq', null, 'closed_at', null, 'body', d.body)`

/** Leaves out the duties of matters behind a wall; nothing at all when there are none. */
const without = (ids: readonly Id[] | undefined, params: unknown[]): string => (ids?.length ? `and d.matter <> all($${params.push([...ids])}::uuid[])` : '')

/** What these owe and have not done, the most urgent first, each with its matter. */
export async function inbox(tx: Tx, q: InboxQuery): Promise<{ duty: DutyRow; matter: MatterRow }[]> {
  const params: unknown[] = [tx.congress, [...q.owes], q.limit]
  if (q.after) params.push(q.after.due, q.after.matter, q.after.no)
  // One short walk along the index for each who owes, then a merge of the few rows found.
  const rows = await tx.rows<Omit<MatterSql, 'congress'> & { duty: Omit<DutySql, 'congress'> }>(`
    select ${matterList}, ${dutyJson} duty from (
      select d.* from (select distinct w from unnest($2::text[]) w) o, lateral (
        select * from duty d where d.congress = $1 and d.owes = o.w and d.closed_seq is null ${without(q.without, params)}
          ${q.after ? 'and (d.due, d.matter, d.no) > ($4::timestamptz, $5::uuid, $6::text)' : ''}
        order by d.due, d.matter, d.no limit $3) d
      order by d.due, d.matter, d.no limit $3) d
    join matter m on m.congress = $1 and m.id = d.matter order by d.due, d.matter, d.no`, params)
  return rows.map(r => ({ duty: asDuty(r.duty), matter: asMatter(r) }))
}

export type ClockDuty = DutyRow & { readonly procedure: string }

/** Open duties that fell due by `now` and that the clock itself acts on: the named acts of the named procedures. */
export async function dueForClock(tx: Tx, acts: readonly { procedure: string; act: string }[], now: Instant, limit: number): Promise<ClockDuty[]> {
  const rows = await tx.rows<DutySql & { procedure: string }>(`select d.*, m.procedure from duty d join matter m on m.congress = d.congress and m.id = d.matter
    where d.congress = $1 and d.closed_seq is null and d.due <= $2::timestamptz
      and exists (select from unnest($3::text[], $4::text[]) w(procedure, act) where w.procedure = m.procedure and w.act = d.act)
    order by d.due, d.matter, d.no limit $5`, [tx.congress, now, acts.map(a => a.procedure), acts.map(a => a.act), limit])
  return rows.map(r => ({ ...asDuty(r), procedure: r.procedure }))
}

/** Open duties to do one of these acts that one of these owes: a short walk of the index for each of them. */
export async function owedBy(tx: Tx, owes: readonly Owes[], acts: readonly { procedure: string; act: string }[], limit: number): Promise<ClockDuty[]> {
  const rows = await tx.rows<DutySql & { procedure: string }>(`select d.*, m.procedure from (select distinct w from unnest($2::text[]) w) o
    cross join lateral (select * from duty x where x.congress = $1 and x.owes = o.w and x.closed_seq is null) d join matter m on m.congress = $1 and m.id = d.matter
    where exists (select from unnest($3::text[], $4::text[]) w(procedure, act) where w.procedure = m.procedure and w.act = d.act)
    order by d.due, d.matter, d.no limit $5`, [tx.congress, [...owes], acts.map(a => a.procedure), acts.map(a => a.act), limit])
  return rows.map(r => ({ ...asDuty(r), procedure: r.procedure }))
}

const select = (tx: Tx) => build.selectFrom('duty').select(dutyColumns).where('congress', '=', tx.congress)

/** The open duties of a matter, the most urgent first. */
export async function openDutiesOf(tx: Tx, matter: Id): Promise<DutyRow[]> {
  return (await run(tx, select(tx).where('matter', '=', matter).where('closed_seq', 'is', null).orderBy('due').orderBy('no'))).map(asDuty)
}

/** Every duty a matter has had, in the order of opening. */
export async function dutiesOf(tx: Tx, matter: Id): Promise<DutyRow[]> {
  return (await run(tx, select(tx).where('matter', '=', matter).orderBy('opened_seq').orderBy('no'))).map(asDuty)
}

/** How many duties each of these has open, and how many of them are overdue. */
export async function countOwed(tx: Tx, owes: readonly Owes[], now: Instant): Promise<{ owes: Owes; open: number; overdue: number }[]> {
  return tx.rows(`select d.owes, count(*) "open", count(*) filter (where d.due < $3::timestamptz) overdue from duty d
    where d.congress = $1 and d.owes = any($2::text[]) and d.closed_seq is null group by d.owes order by d.owes`, [tx.congress, [...owes], now])
}

/** Open matters that nobody owes anything on, that wait for no open child, stand in no stage that says why and are not sealed with a whole on which somebody does: there must be none. */
export async function orphans(tx: Tx, limit: number, parked: readonly { procedure: string; stage: string }[] = []): Promise<Id[]> {
  const rows = await tx.rows<{ id: Id }>(`select m.id from matter m where m.congress = $1 and not m.ended
    and not exists (select from duty d where d.congress = $1 and d.matter = m.id and d.closed_seq is null)
    and not exists (select from matter k where k.congress = $1 and k.root = m.root and k.parent = m.id and not k.ended)
    and (m.parent is null or m.marks->>'quarantined' is null)
    and not exists (select from unnest($3::text[], $4::text[]) w(procedure, stage) where w.procedure = m.procedure and w.stage = m.stage)
    order by m.opened_at, m.id limit $2`, [tx.congress, limit, parked.map(p => p.procedure), parked.map(p => p.stage)])
  return rows.map(r => r.id)
}

/** Matters with open duties that were dated without a holiday notice and fall inside the calendar by now: to be recounted. */
export async function provisionalDuties(tx: Tx, coveredUntil: Instant, limit: number): Promise<Id[]> {
  const rows = await tx.rows<{ matter: Id }>(`select distinct d.matter from duty d where d.congress = $1 and d.closed_seq is null and d.due <= $2::timestamptz and d.body->>'provisional' = 'true' order by d.matter limit $3`, [tx.congress, coveredUntil, limit])
  return rows.map(r => r.matter)
}

/** Matters on which these owe something, by the duty due first: over, due by `nearUntil`, and all. */
export async function countMattersOwed(tx: Tx, owes: readonly Owes[], now: Instant, nearUntil: Instant, hidden?: readonly Id[]): Promise<{ overdue: number; near: number; open: number }> {
  const params: unknown[] = [tx.congress, [...owes], now, nearUntil]
  const [row] = await tx.rows<{ overdue: number; near: number; open: number }>(`select count(*) filter (where first < $3::timestamptz) overdue, count(*) filter (where first >= $3::timestamptz and first <= $4::timestamptz) near, count(*) open
    from (select min(d.due) as first from duty d where d.congress = $1 and d.owes = any($2::text[]) and d.closed_seq is null ${without(hidden, params)} group by d.matter) x`, params)
  return row!
}
