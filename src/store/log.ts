/** The log itself, for proving and rebuilding. */
import type { Event, Id, Instant, Link } from '#loop/words.ts'
import { registers, registersOf } from './config.ts'
import { asDuty } from './duties.ts'
import { asFact } from './facts.ts'
import { byRoot } from './matters.ts'
import type { DutySql, FactSql } from './query.ts'
import type { ConfigRows, DutyRow, FactRow, MatterRow, Projection, Tx } from './shapes.ts'

export type Family = { readonly root: Id; readonly events: readonly Event[] }

/** The next families after this root, each with all its events in order; none left: an empty list. */
export async function families(tx: Tx, after: Id | undefined, limit: number): Promise<Family[]> {
  return tx.rows<Family>(`select e.root, jsonb_agg(event_json(e) order by e.seq) events from event e
    where e.congress = $1 and e.root in (
      select root from event where congress = $1 and seq = 1 and ($2::uuid is null or root > $2::uuid) order by root limit $3)
    group by e.root order by e.root`, [tx.congress, after ?? null, limit])
}

/** Every family of the congress, `batch` at a time. */
export async function* eachFamily(tx: Tx, batch = 200): AsyncGenerator<Family> {
  let after: Id | undefined
  for (;;) {
    const found = await families(tx, after, batch)
    yield* found
    if (found.length < batch) return
    after = found.at(-1)!.root
  }
}

/** Events recorded in a span, in the order of recording: what an `as of` page or an export reads. */
export async function eventsRecorded(tx: Tx, from: Instant, to: Instant, limit: number): Promise<Event[]> {
  const rows = await tx.rows<{ v: Event }>(`select event_json(e) v from event e where e.congress = $1 and e.recorded_at >= $2::timestamptz and e.recorded_at < $3::timestamptz
    order by e.recorded_at, e.root, e.seq limit $4`, [tx.congress, from, to, limit])
  return rows.map(r => r.v)
}

/** Which of these keys stand in the log. */
export async function hasKeys(tx: Tx, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ key: string }>('select key from event where congress = $1 and key = any($2::text[])', [tx.congress, [...keys]])
  return new Set(rows.map(r => r.key))
}

/** How many events and families the congress has. */
export async function countLog(tx: Tx): Promise<{ events: number; families: number }> {
  return (await tx.rows<{ events: number; families: number }>('select count(*) events, count(*) filter (where seq = 1) families from event where congress = $1', [tx.congress]))[0]!
}

/** Throws a family's projections away and writes them again. The register's version is not raised: nothing has been decided anew. */
export async function replaceProjections(tx: Tx, root: Id, projection: Projection): Promise<void> {
  const { matters, opens, closes, facts, retracts, links, registers } = projection
  await tx.rows('select reproject($1, $2::uuid, $3::jsonb)', [tx.congress, root, JSON.stringify({ matters, opens, closes, facts, retracts, links, registers })])
}

export type DumpedProjections = {
  readonly head: { readonly seq: number | null; readonly hash: string | null } | null
  readonly matters: readonly MatterRow[]
  readonly parties: readonly { who: Id; party: string; matter: Id; procedure: string; openedAt: Instant; stage: string; ended: boolean; restricted: boolean; child: boolean }[]
  readonly duties: readonly DutyRow[]
  readonly facts: readonly FactRow[]
  readonly links: readonly (Link & { seq: number })[]
  /** The rows of the register this family wrote. */
  readonly registers: Pick<ConfigRows, 'places' | 'organs' | 'persons' | 'posts' | 'namings' | 'terms'>
}

/** Everything projected from a family, in a fixed order, to be compared before and after a rebuild. */
export async function dumpProjections(tx: Tx, root: Id): Promise<DumpedProjections> {
  const here = [tx.congress, root]
  const [head] = await tx.rows<{ seq: number | null; hash: string | null }>(`select seq, encode(head, 'hex') hash from matter where congress = $1 and id = $2`, here)
  return {
    head: head ?? null,
    matters: await byRoot(tx, root),
    parties: await tx.rows('select who, party, matter, procedure, opened_at "openedAt", stage, ended, restricted, child from party where congress = $1 and matter in (select id from matter where congress = $1 and root = $2) order by matter, party, who', here),
    duties: (await tx.rows<DutySql>('select * from duty where congress = $1 and matter in (select id from matter where congress = $1 and root = $2) order by matter, opened_seq, no', here)).map(asDuty),
    facts: (await tx.rows<FactSql>('select * from fact where congress = $1 and root = $2 order by seq, n', here)).map(asFact),
    links: await tx.rows('select from_matter "from", kind, to_matter "to", seq from link where congress = $1 and root = $2 order by 1, 2, 3', here),
    registers: registersOf((await tx.rows<{ v: Parameters<typeof registersOf>[0] }>(`select jsonb_build_object(${registers('$1', '$2')}) v`, here))[0]!.v),
  }
}

/** The roots after this one, in order. */
export async function roots(tx: Tx, after: Id | undefined, limit: number): Promise<Id[]> {
  const rows = await tx.rows<{ root: Id }>('select root from event where congress = $1 and seq = 1 and ($2::uuid is null or root > $2::uuid) order by root limit $3', [tx.congress, after ?? null, limit])
  return rows.map(r => r.root)
}
/** A family's events, with its row locked until the transaction ends: what is rebuilt from them cannot be overtaken by an act. */
export async function lockFamily(tx: Tx, root: Id): Promise<Family> {
  await tx.rows('select 1 from matter where congress = $1 and id = $2 for update', [tx.congress, root])
  const rows = await tx.rows<{ v: Event }>('select event_json(e) v from event e where e.congress = $1 and e.root = $2 order by e.seq', [tx.congress, root])
  return { root, events: rows.map(r => r.v) }
}
