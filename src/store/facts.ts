/** Figures and the records behind them. Both come from the same conditions, so a list has exactly as many rows as its number says. */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { FactName, Level } from '#loop/words.ts'
import { build, run, withoutNulls, type FactSql } from './query.ts'
import type { FactFilter, FactHas, FactRow, Tx } from './shapes.ts'

/** Rows; the sum of their quantities; different persons, mandates, organs, kinds, families. */
export type How = 'rows' | 'sum' | 'distinctPerson' | 'distinctMandate' | 'distinctOrgan' | 'distinctKind' | 'distinctRoot'

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

/** A fact the family has besides, said of the same matter or of the whole. */
const besides = (congress: number, f: FactFilter, h: FactHas) => sql`(select from fact other where other.congress = ${congress} and other.name = ${h.name} and other.at < ${f.to}::timestamptz and other.root = fact.root
  and other.matter in (fact.matter, fact.root) ${h.kinds ? sql`and other.kind = any(${[...h.kinds]}::text[])` : sql``} and ${live('other', f)})`

/** What was replaced by its like only after the span, though known already: an act stores what it takes back and what it puts there under one time. */
const replacedLater = (congress: number, f: FactFilter) => sql`(fact.recorded_at <= ${f.known}::timestamptz and exists (select from fact next where next.congress = ${congress} and next.name = fact.name
  and next.at >= ${f.to}::timestamptz and next.root = fact.root and next.matter = fact.matter and next.recorded_at = fact.retracted_at))`

/** Open at the end of the span, or now, and past its day. Duties know when they were opened and closed, not when that was written down. */
function overdueThen(congress: number, f: FactFilter, act: string) {
  const then = f.known < f.to ? f.known : f.to
  const open = f.latest ? sql`d.closed_seq is null` : sql`d.opened_at < ${then}::timestamptz and (d.closed_at is null or d.closed_at >= ${then}::timestamptz)`
  return sql<SqlBool>`exists (select from duty d where d.congress = ${congress} and d.root = fact.root and d.act = ${act} and d.due < ${then}::timestamptz and ${open})`
}

/** Whose a fact is: its own organ or person, or that of the family's first live fact of a name that says it for all of them. */
function whose(congress: number, f: FactFilter, column: 'organ' | 'person'): RawBuilder<string | null> {
  const name = f.whose?.[column]
  if (name === undefined) return sql.ref(`fact.${column}`) as RawBuilder<string | null>
  return sql`(select ${sql.ref(`w.${column}`)} from fact w where w.congress = ${congress} and w.root = fact.root and w.name = ${name} and w.at < ${f.to}::timestamptz and ${live('w', f)} order by w.seq, w.n limit 1)`
}

/** The one place that says which facts count: `from` included, `to` not, as known at `known`. */
function conditions(congress: number, f: FactFilter, how: How): Expression<SqlBool>[] {
  const all: Expression<SqlBool>[] = [
    sql<SqlBool>`fact.congress = ${congress}`, f.names.length === 1 ? sql<SqlBool>`fact.name = ${f.names[0]!}` : sql<SqlBool>`fact.name = any(${[...f.names]}::text[])`,
    sql<SqlBool>`fact.at < ${f.to}::timestamptz`, sql<SqlBool>`(${live('fact', f)} ${f.standing && f.known >= f.to ? sql`or ${replacedLater(congress, f)}` : sql``})`,
  ]
  if (f.from !== undefined) all.push(sql<SqlBool>`fact.at >= ${f.from}::timestamptz`)
  if (f.kinds) all.push(sql<SqlBool>`fact.kind = any(${[...f.kinds]}::text[])`)
  if (f.levels) all.push(sql<SqlBool>`fact.level = any(${[...f.levels]}::text[])`)
  if (f.place !== undefined) all.push(sql<SqlBool>`fact.place = ${f.place}::uuid`)
  for (const column of ['organ', 'person'] as const) { const id = f[column]; if (id !== undefined) all.push(sql<SqlBool>`${whose(congress, f, column)} ${id === null ? sql`is null` : sql`= ${id}::uuid`}`) }
  if (f.category !== undefined) all.push(sql<SqlBool>`exists (select from matter m where m.congress = fact.congress and m.id = fact.matter and ${f.category === null ? sql`m.category is null` : sql`m.category = ${f.category}`})`)
  if (f.party) all.push(sql<SqlBool>`exists (select from party p where p.congress = ${congress} and p.who = ${f.party.who}::uuid and p.party = ${f.party.party} and p.matter = fact.root)`)
  if (f.imported) all.push(sql<SqlBool>`exists (select from matter m where m.congress = fact.congress and m.id = fact.matter and m.marks->>'imported' is not null and fact.at <= m.opened_at)`)
  for (const h of f.with ?? []) all.push(sql<SqlBool>`exists ${besides(congress, f, h)}`)
  for (const h of f.without ?? []) all.push(sql<SqlBool>`not exists ${besides(congress, f, h)}`)
  if (f.overdue !== undefined) all.push(overdueThen(congress, f, f.overdue))
  // A fact about nobody is no person, one about no organ no organ.
  if (how === 'distinctPerson' || how === 'distinctMandate') all.push(sql<SqlBool>`fact.person is not null`)
  if (how === 'distinctOrgan') all.push(sql<SqlBool>`fact.organ is not null`)
  if (how === 'distinctKind') all.push(sql<SqlBool>`fact.kind is not null`)
  return all
}

const measures: Record<How, string> = { rows: 'count(*)', sum: 'coalesce(sum(fact.quantity), 0)', distinctPerson: 'count(distinct fact.person)', distinctMandate: 'count(distinct (fact.person, fact.level))', distinctOrgan: 'count(distinct fact.organ)', distinctKind: 'count(distinct fact.kind)', distinctRoot: 'count(distinct fact.root)' }

/** The figure. */
export async function measure(tx: Tx, filter: FactFilter, how: How): Promise<number> {
  let q = build.selectFrom('fact').select(sql<number>`${sql.raw(measures[how])}`.as('n'))
  for (const c of conditions(tx.congress, filter, how)) q = q.where(c)
  return (await run(tx, q))[0]!.n
}

export type SplitBy = 'kind' | 'level' | 'place' | 'organ' | 'person' | 'month' | 'category'
/** What a split names its groups by. A month is the civil month of when it happened; a category is the matter's as it stands now. */
const splits: Record<Exclude<SplitBy, 'organ' | 'person'>, RawBuilder<string | null>> = {
  kind: sql`fact.kind`, level: sql`fact.level`, place: sql`fact.place::text`,
  month: sql`to_char(fact.at at time zone 'Asia/Shanghai', 'YYYY-MM')`,
  category: sql`(select m.category from matter m where m.congress = fact.congress and m.id = fact.matter)`,
}

/** The same figure split: `null` stands for facts without it. */
export async function measureBy(tx: Tx, filter: FactFilter, how: How, by: SplitBy): Promise<{ by: string | null; n: number }[]> {
  let q = build.selectFrom('fact').select([(by === 'organ' || by === 'person' ? sql<string | null>`(${whose(tx.congress, filter, by)})::text` : splits[by]).as('by'), sql<number>`${sql.raw(measures[how])}`.as('n')]).groupBy(sql`1`).orderBy(sql`1`)
  for (const c of conditions(tx.congress, filter, how)) q = q.where(c)
  return run(tx, q)
}

/** Of what each record is the first. */
const onceBy: { readonly [h in How]?: readonly ('fact.person' | 'fact.level' | 'fact.organ' | 'fact.kind' | 'fact.root')[] } = { distinctPerson: ['fact.person'], distinctMandate: ['fact.person', 'fact.level'], distinctOrgan: ['fact.organ'], distinctKind: ['fact.kind'], distinctRoot: ['fact.root'] }

/** The records behind the figure, in the order of happening: for different persons, mandates, organs, kinds or families, the first of each. */
export async function factRecords(tx: Tx, filter: FactFilter, how: How, limit: number, offset = 0): Promise<FactRow[]> {
  let q = build.selectFrom('fact').select(columns)
  for (const c of conditions(tx.congress, filter, how)) q = q.where(c)
  const order = ['at', 'root', 'seq', 'n'] as const
  const once = onceBy[how]
  if (once) {
    q = q.distinctOn(once)
    for (const o of once) q = q.orderBy(o)
    for (const o of order) if (`fact.${o}` !== once[0]) q = q.orderBy(`fact.${o}`)
  }
  let page = build.selectFrom(q.as('f')).selectAll().limit(limit).offset(offset)
  for (const o of order) page = page.orderBy(`f.${o}`)
  return (await run(tx, page)).map(asFact)
}
