/** What each organ has of a session's suggestions, and what one organ has row by row: both by one index of the rows that are somebody's share. */
import type { Id, Instant, Owes } from '#loop/words.ts'
import { asDuty } from './duties.ts'
import { asMatter, matterColumns } from './matters.ts'
import type { DutySql, MatterSql } from './query.ts'
import type { DutyRow, MatterRow, Tx } from './shapes.ts'

export type Share = {
  /** All sessions when left out. */
  readonly session?: Id
  readonly roles: readonly string[]
  /** Those alone in which one of these has this part. */
  readonly only?: { readonly who: readonly Id[]; readonly party: string }
  /** Those of these handlers alone. */
  readonly handlers?: readonly Id[]
}
/** Shares that are alike in stage and marks: how many, and how many of them are past their day or near it. */
export type ShareCount = { readonly handler: Id; readonly stage: string; readonly again: boolean; readonly extended: boolean; readonly n: number; readonly overdue: number; readonly near: number }

const within = (s: Share, params: unknown[]): string => [
  'k.congress = $1', 'k.session is not null and k.handler is not null', `k.role = any($${params.push([...s.roles])}::text[])`,
  ...(s.session ? [`k.session = $${params.push(s.session)}::uuid`] : []),
  ...(s.only ? [`exists (select from party v where v.congress = $1 and v.who = any($${params.push([...s.only.who])}::uuid[]) and v.party = $${params.push(s.only.party)} and v.matter = k.id)`] : []),
  // One alone is walked in the order of its index, where any of a list would have to be sorted.
  ...(s.handlers ? [s.handlers.length === 1 ? `k.handler = $${params.push(s.handlers[0])}::uuid` : `k.handler = any($${params.push([...s.handlers])}::uuid[])`] : []),
].join(' and ')

/** All shares but those undone or stopped, which the index leaves out: worded as it is, so that it is used. */
export async function shareCounts(tx: Tx, s: Share, now: Instant, nearUntil: Instant): Promise<ShareCount[]> {
  const params: unknown[] = [tx.congress, now, nearUntil]
  // A walk of fifty milliseconds is over before a server's helpers have started, and on a small one they take what others need.
  await tx.rows(`select set_config('max_parallel_workers_per_gather', '0', true)`)
  // Each comparison is made for every share, byte by byte ("C") since a server's language would weigh each sign: two, and near is what they differ by.
  return tx.rows(`select handler, stage, again, extended, n, overdue, due - overdue near from (
    select k.handler, k.stage, k.again, k.extended, count(*) n, count(*) filter (where k.answer_due < $2::text collate "C") overdue, count(*) filter (where k.answer_due <= $3::text collate "C") due
    from matter k where ${within(s, params)} and k.stage not in ('void', 'stopped') group by k.handler, k.stage, k.again, k.extended) x`, params)
}

export type ShareFilter = Share & {
  readonly handlers: readonly Id[]
  readonly stages?: readonly string[]
  readonly extended?: true
  /** By the day its answer is due, for shares that owe one. */
  readonly due?: { readonly is: 'overdue' | 'near' | 'later'; readonly now: Instant; readonly nearUntil: Instant }
  /** Those in these stages stand no longer where the same organ was handed the matter once more: the later one does. */
  readonly latest?: readonly string[]
}
const by: Readonly<Record<NonNullable<ShareFilter['due']>['is'], (now: () => string, near: () => string) => string>> = {
  overdue: now => `k.answer_due < ${now()}`, near: (now, near) => `k.answer_due >= ${now()} and k.answer_due <= ${near()}`, later: (_, near) => `(k.answer_due is null or k.answer_due > ${near()})`,
}
const listed = (alias: string): string => matterColumns.map(c => `'${c.slice(7)}', ${c.endsWith('_at') ? `iso(${alias}.${c.slice(7)})` : `${alias}.${c.slice(7)}`}`).join(', ')

/** One organ's shares, each with the suggestion it is of, by the day they are due. */
export async function shares(tx: Tx, f: ShareFilter, page: { readonly limit: number; readonly from: number }): Promise<{ share: MatterRow; whole: MatterRow }[]> {
  const params: unknown[] = [tx.congress], put = (x: unknown): string => `$${params.push(x)}`
  const where = [within(f, params)]
  if (f.stages) where.push(`k.stage = any(${put([...f.stages])}::text[])`)
  if (f.extended) where.push('k.extended')
  const { due } = f
  if (due) where.push(by[due.is](() => `${put(due.now)}::text`, () => `${put(due.nearUntil)}::text`))
  if (f.latest) where.push(`(k.stage <> all(${put([...f.latest])}::text[]) or not exists (select from matter n where n.congress = $1 and n.root = k.root and n.parent = k.parent and n.handler = any(${put([...f.handlers])}::uuid[]) and n.again and n.id <> k.id and n.opened_at >= k.opened_at and n.stage not in ('stopped', 'void')))`)
  const rows = await tx.rows<{ share: Omit<MatterSql, 'congress'>; whole: Omit<MatterSql, 'congress'> }>(`select jsonb_build_object(${listed('k')}) share, jsonb_build_object(${listed('w')}) whole
    from (select k.* from matter k where ${where.join(' and ')} order by k.answer_due, k.id limit ${put(page.limit)} offset ${put(page.from)}) k
    join matter w on w.congress = $1 and w.id = k.parent order by k.answer_due, k.id`, params)
  return rows.map(r => ({ share: asMatter(r.share), whole: asMatter(r.whole) }))
}

/** The latest of these acts on each share or on the whole it is of: when, and what was written. What another organ did on its own share is not this one's. */
export async function lastSaid(tx: Tx, shares: readonly { readonly id: Id; readonly root: Id }[], acts: readonly string[]): Promise<{ share: Id; act: string; at: Instant; text: string | null }[]> {
  return tx.rows(`select x.share, e.act, iso(e.at) at, coalesce(e.body->'input'->>'text', e.body->'input'->>'note') "text" from unnest($2::uuid[], $3::uuid[]) x(share, root), lateral (
    select * from event e where e.congress = $1 and e.root = x.root and e.matter in (x.share, x.root) and e.act = any($4::text[]) order by e.seq desc limit 1) e`, [tx.congress, shares.map(s => s.id), shares.map(s => s.root), [...acts]])
}

/** On which of these families a fact of this name names the organ, and when it did last. */
export async function lastFact(tx: Tx, roots: readonly Id[], name: string, organs: readonly Id[]): Promise<ReadonlyMap<Id, Instant>> {
  const rows = await tx.rows<{ root: Id; at: Instant }>('select root, iso(max(at)) at from fact where congress = $1 and root = any($2::uuid[]) and name = $3 and organ = any($4::uuid[]) and retracted_at is null group by root', [tx.congress, [...roots], name, [...organs]])
  return new Map(rows.map(r => [r.root, r.at]))
}

/** Matters on which a fact of this name stands. */
export async function withFact(tx: Tx, name: string, limit: number): Promise<Id[]> {
  return (await tx.rows<{ matter: Id }>('select distinct matter from fact where congress = $1 and name = $2 and retracted_at is null limit $3', [tx.congress, name, limit])).map(r => r.matter)
}

/** The shares of these wholes, and when each was signed for. */
export async function sharesOf(tx: Tx, wholes: readonly Id[]): Promise<{ share: MatterRow; signedAt: Instant | null }[]> {
  const rows = await tx.rows<Omit<MatterSql, 'congress'> & { signed: Instant | null }>(`select ${matterColumns.map(c => c.replace('matter.', 'k.')).join(', ')}, (select min(d.closed_at) from duty d where d.congress = $1 and d.matter = k.id and d.act = 'signFor') signed
    from matter k where k.congress = $1 and k.root = any($2::uuid[]) and k.parent = any($2::uuid[]) order by k.opened_at, k.id`, [tx.congress, [...wholes]])
  return rows.map(r => ({ share: asMatter(r), signedAt: r.signed }))
}

export type Owed = { readonly duty: DutyRow; readonly matter: MatterRow; /** What it is a share of, or itself. */ readonly root: MatterRow }
/** Everything these owe, the most urgent first. */
export async function allOwed(tx: Tx, owes: readonly Owes[], without: readonly Id[], limit: number): Promise<Owed[]> {
  const rows = await tx.rows<{ duty: Omit<DutySql, 'congress'>; matter: Omit<MatterSql, 'congress'>; root: Omit<MatterSql, 'congress'> }>(`select jsonb_build_object('no', d.no, 'matter', d.matter, 'root', d.root, 'owes', d.owes, 'act', d.act, 'due', iso(d.due), 'opened_seq', d.opened_seq, 'opened_at', iso(d.opened_at), 'closed_seq', null, 'closed_at', null, 'body', d.body) duty,
      jsonb_build_object(${listed('m')}) matter, jsonb_build_object(${listed('t')}) root
    from (select * from duty d where d.congress = $1 and d.owes = any($2::text[]) and d.closed_seq is null and d.matter <> all($3::uuid[]) order by d.due, d.matter, d.no limit $4) d
    join matter m on m.congress = $1 and m.id = d.matter join matter t on t.congress = $1 and t.id = d.root order by d.due, d.matter, d.no`, [tx.congress, [...owes], [...without], limit])
  return rows.map(r => ({ duty: asDuty(r.duty), matter: asMatter(r.matter), root: asMatter(r.root) }))
}
