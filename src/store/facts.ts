/** Figures and the records behind them. Both come from the same conditions, so a list has exactly as many rows as its number says. */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { FactName, Level } from '#loop/words.ts'
import { build, run, withoutNulls, type FactSql } from './query.ts'
import type { FactFilter, FactRow, Tx } from './shapes.ts'

/** Rows; the sum of their quantities; different persons, mandates, families. */
export type How = 'rows' | 'sum' | 'distinctPerson' | 'distinctMandate' | 'distinctRoot'

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
    sql<SqlBool>`fact.congress = ${congress}`, f.names.length === 1 ? sql<SqlBool>`fact.name = ${f.names[0]!}` : sql<SqlBool>`fact.name = any(${[...f.names]}::text[])`,
    sql<SqlBool>`fact.at >= ${f.from}::timestamptz`, sql<SqlBool>`fact.at < ${f.to}::timestamptz`, sql<SqlBool>`(${live('fact', f)})`,
  ]
  if (f.kinds) all.push(sql<SqlBool>`fact.kind = any(${[...f.kinds]}::text[])`)
  if (f.levels) all.push(sql<SqlBool>`fact.level = any(${[...f.levels]}::text[])`)
  if (f.place !== undefined) all.push(sql<SqlBool>`fact.place = ${f.place}::uuid`)
  if (f.organ !== undefined) all.push(sql<SqlBool>`fact.organ = ${f.organ}::uuid`)
  if (f.person !== undefined) all.push(sql<SqlBool>`fact.person = ${f.person}::uuid`)
  if (f.category !== undefined) all.push(sql<SqlBool>`exists (select from matter m where m.congress = fact.congress and m.id = fact.matter and m.category = ${f.category})`)
  if (f.without !== undefined) {
    all.push(sql<SqlBool>`not exists (select from fact other where other.congress = ${congress} and other.root = fact.root and other.matter = fact.matter
      and other.name = ${f.without} and other.at < ${f.to}::timestamptz and ${live('other', f)})`)
  }
  // A fact about nobody is no person.
  if (how === 'distinctPerson' || how === 'distinctMandate') all.push(sql<SqlBool>`fact.person is not null`)
  return all
}

const measures: Record<How, string> = { rows: 'count(*)', sum: 'coalesce(sum(fact.quantity), 0)', distinctPerson: 'count(distinct fact.person)', distinctMandate: 'count(distinct (fact.person, fact.level))', distinctRoot: 'count(distinct fact.root)' }

/** The figure. */
export async function measure(tx: Tx, filter: FactFilter, how: How): Promise<number> {
  let q = build.selectFrom('fact').select(sql<number>`${sql.raw(measures[how])}`.as('n'))
  for (const c of conditions(tx.congress, filter, how)) q = q.where(c)
  return (await run(tx, q))[0]!.n
}

export type SplitBy = 'kind' | 'level' | 'place' | 'organ' | 'person' | 'month' | 'category'
/** What a split names its groups by. A month is the civil month of when it happened; a category is the matter's as it stands now. */
const splits: Record<SplitBy, RawBuilder<string | null>> = {
  kind: sql`fact.kind`, level: sql`fact.level`, place: sql`fact.place::text`, organ: sql`fact.organ::text`, person: sql`fact.person::text`,
  month: sql`to_char(fact.at at time zone 'Asia/Shanghai', 'YYYY-MM')`,
  category: sql`(select m.category from matter m where m.congress = fact.congress and m.id = fact.matter)`,
}

/** The same figure split: `null` stands for facts without it. */
export async function measureBy(tx: Tx, filter: FactFilter, how: How, by: SplitBy): Promise<{ by: string | null; n: number }[]> {
  let q = build.selectFrom('fact').select([splits[by].as('by'), sql<number>`${sql.raw(measures[how])}`.as('n')]).groupBy(sql`1`).orderBy(sql`1`)
  for (const c of conditions(tx.congress, filter, how)) q = q.where(c)
  return run(tx, q)
}

/** The records behind the figure, in the order of happening: for different persons, mandates or families, the first of each. */
export async function factRecords(tx: Tx, filter: FactFilter, how: How, limit: number, offset = 0): Promise<FactRow[]> {
  let q = build.selectFrom('fact').select(columns)
  for (const c of conditions(tx.congress, filter, how)) q = q.where(c)
  const order = ['at', 'root', 'seq', 'n'] as const
  const once = how === 'distinctPerson' ? ['fact.person' as const] : how === 'distinctMandate' ? ['fact.person' as const, 'fact.level' as const] : how === 'distinctRoot' ? ['fact.root' as const] : []
  if (once.length) {
    q = q.distinctOn(once)
    for (const o of once) q = q.orderBy(o)
    for (const o of order) if (`fact.${o}` !== once[0]) q = q.orderBy(`fact.${o}`)
  }
  let page = build.selectFrom(q.as('f')).selectAll().limit(limit).offset(offset)
  for (const o of order) page = page.orderBy(`f.${o}`)
  return (await run(tx, page)).map(asFact)
}
