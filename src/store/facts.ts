/** Figures and the records behind them. Both come from the same conditions, so a list has exactly as many rows as its number says. */
import { sql, type Expression, type SqlBool } from 'kysely'
import type { FactName, Level } from '#loop/words.ts'
import { build, run, withoutNulls, type FactSql } from './query.ts'
import type { FactFilter, FactRow, Tx } from './shapes.ts'

/** Rows; the sum of their quantities; different persons; different families. */
export type How = 'rows' | 'sum' | 'distinctPerson' | 'distinctRoot'

const columns = ['root', 'seq', 'n', 'matter', 'name', 'person', 'organ', 'place', 'level', 'kind', 'quantity', 'at', 'recorded_at', 'retracted_at', 'retracted_seq'] as const

/** A row as read, in the shape it was established in. */
export const asFact = (r: Omit<FactSql, 'congress'>): FactRow => ({
  ...withoutNulls<{ person?: string; organ?: string; place?: string; level?: Level; kind?: string }>({ person: r.person, organ: r.organ, place: r.place, level: r.level, kind: r.kind }),
  n: r.n, name: r.name as FactName, quantity: r.quantity, at: r.at,
  root: r.root, seq: r.seq, matter: r.matter, recordedAt: r.recorded_at, retractedAt: r.retracted_at, retractedSeq: r.retracted_seq,
})

const live = (table: string, f: FactFilter) => {
  const t = (column: string) => sql.ref(`${table}.${column}`)
  return sql`${t('recorded_at')} <= ${f.known}::timestamptz and (${t('retracted_at')} is null or ${t('retracted_at')} > ${f.known}::timestamptz)`
}

/** The one place that says which facts count: `from` included, `to` not, as known at `known`. */
function conditions(congress: number, f: FactFilter, how: How): Expression<SqlBool>[] {
  const all: Expression<SqlBool>[] = [
    sql<SqlBool>`fact.congress = ${congress}`, sql<SqlBool>`fact.name = ${f.name}`,
    sql<SqlBool>`fact.at >= ${f.from}::timestamptz`, sql<SqlBool>`fact.at < ${f.to}::timestamptz`, sql<SqlBool>`(${live('fact', f)})`,
  ]
  if (f.kinds) all.push(sql<SqlBool>`fact.kind = any(${[...f.kinds]}::text[])`)
  if (f.levels) all.push(sql<SqlBool>`fact.level = any(${[...f.levels]}::text[])`)
  if (f.place !== undefined) all.push(sql<SqlBool>`fact.place = ${f.place}::uuid`)
  if (f.organ !== undefined) all.push(sql<SqlBool>`fact.organ = ${f.organ}::uuid`)
  if (f.without !== undefined) {
    all.push(sql<SqlBool>`not exists (select from fact other where other.congress = ${congress} and other.root = fact.root and other.matter = fact.matter
      and other.name = ${f.without} and other.at < ${f.to}::timestamptz and ${live('other', f)})`)
  }
  // A fact about nobody is no person.
  if (how === 'distinctPerson') all.push(sql<SqlBool>`fact.person is not null`)
  return all
}

const measures: Record<How, string> = { rows: 'count(*)', sum: 'coalesce(sum(fact.quantity), 0)', distinctPerson: 'count(distinct fact.person)', distinctRoot: 'count(distinct fact.root)' }

/** The figure. */
export async function measure(tx: Tx, filter: FactFilter, how: How): Promise<number> {
  let q = build.selectFrom('fact').select(sql<number>`${sql.raw(measures[how])}`.as('n'))
  for (const c of conditions(tx.congress, filter, how)) q = q.where(c)
  return (await run(tx, q))[0]!.n
}

/** The same figure split by a column: `null` stands for facts without it. */
export async function measureBy(tx: Tx, filter: FactFilter, how: How, by: 'kind' | 'level' | 'place' | 'organ' | 'person'): Promise<{ by: string | null; n: number }[]> {
  const column = sql<string | null>`${sql.ref(`fact.${by}`)}`
  let q = build.selectFrom('fact').select([column.as('by'), sql<number>`${sql.raw(measures[how])}`.as('n')]).groupBy(column).orderBy(column)
  for (const c of conditions(tx.congress, filter, how)) q = q.where(c)
  return run(tx, q)
}

/** The records behind the figure, in the order of happening: for different persons or families, the first of each. */
export async function factRecords(tx: Tx, filter: FactFilter, how: How, limit: number, offset = 0): Promise<FactRow[]> {
  let q = build.selectFrom('fact').select(columns)
  for (const c of conditions(tx.congress, filter, how)) q = q.where(c)
  const order = ['at', 'root', 'seq', 'n'] as const
  if (how === 'distinctPerson' || how === 'distinctRoot') {
    const one = how === 'distinctPerson' ? 'fact.person' as const : 'fact.root' as const
    q = q.distinctOn(one).orderBy(one)
    for (const o of order) if (`fact.${o}` !== one) q = q.orderBy(`fact.${o}`)
  }
  let page = build.selectFrom(q.as('f')).selectAll().limit(limit).offset(offset)
  for (const o of order) page = page.orderBy(`f.${o}`)
  return (await run(tx, page)).map(asFact)
}
