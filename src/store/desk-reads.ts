/** What the calendar of the desk reads. */
import type { Day, Id, Instant, Owes } from '#loop/words.ts'
import { asMatter, type MatterFilter, matterColumns, conditionsOf } from './matters.ts'
import { build, run, type MatterSql } from './query.ts'
import { sql, type SqlBool } from 'kysely'
import type { MatterRow, Tx } from './shapes.ts'

/** Matters of a filter that have a day of their own in the span: receptions, activities, meetings. */
export async function mattersOnDays(tx: Tx, filter: MatterFilter, from: Day, to: Day, limit: number): Promise<MatterRow[]> {
  let q = build.selectFrom('matter').select(matterColumns).orderBy(sql`matter.marks ->> 'day'`).orderBy('matter.id').limit(limit)
  for (const c of conditionsOf(tx.congress, filter)) q = q.where(c)
  return (await run(tx, q.where(sql<SqlBool>`matter.marks ->> 'day' >= ${from} and matter.marks ->> 'day' <= ${to}`))).map(asMatter)
}

/** What these owe in a span, by the moment it is due, each with its matter. */
export async function dutiesBetween(tx: Tx, owes: readonly Owes[], from: Instant, to: Instant, limit: number, without: readonly Id[] = []): Promise<{ no: string; act: string; owes: Owes; due: Instant; matter: MatterRow }[]> {
  const rows = await tx.rows<Omit<MatterSql, 'congress'> & { no: string; act: string; owes: Owes; due: Instant }>(`
    select d.no, d.act, d.owes, d.due, ${matterColumns.join(', ')} from (select distinct w from unnest($2::text[]) w) o, lateral (
      select * from duty d where d.congress = $1 and d.owes = o.w and d.closed_seq is null and d.due >= $3::timestamptz and d.due < $4::timestamptz ${without.length ? 'and d.matter <> all($6::uuid[])' : ''} order by d.due limit $5) d
    join matter on matter.congress = $1 and matter.id = d.matter order by d.due, d.matter, d.no limit $5`, [tx.congress, [...owes], from, to, limit, ...(without.length ? [[...without]] : [])])
  return rows.map(r => ({ no: r.no, act: r.act, owes: r.owes, due: r.due, matter: asMatter(r) }))
}
