/** What a person keeps at the desk: saved filters; and who took which list away. */
import type { Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type SavedFilterRow = { readonly id: Id; readonly name: string; readonly query: string; readonly created: Instant }

/** Keeps a filter of a person. */
export async function addFilter(tx: Tx, person: Id, f: SavedFilterRow): Promise<void> {
  await tx.rows('insert into saved_filter (congress, person, id, name, query, created) values ($1, $2, $3, $4, $5, $6) on conflict do nothing', [tx.congress, person, f.id, f.name, f.query, f.created])
}

/** A person's filters, the oldest first. */
export async function filtersOf(tx: Tx, person: Id): Promise<SavedFilterRow[]> {
  return tx.rows<SavedFilterRow>('select id, name, query, created from saved_filter where congress = $1 and person = $2 and removed is null order by created, id', [tx.congress, person])
}

/** Takes a filter away, or brings one back; the filter, if this person has it. */
export async function markFilter(tx: Tx, person: Id, id: Id, removed: Instant | null): Promise<SavedFilterRow | undefined> {
  return (await tx.rows<SavedFilterRow>('update saved_filter set removed = $4 where congress = $1 and person = $2 and id = $3 returning id, name, query, created', [tx.congress, person, id, removed]))[0]
}

/** One that was taken away and can still be brought back. */
export async function removedFilter(tx: Tx, person: Id, id: Id): Promise<SavedFilterRow | undefined> {
  return (await tx.rows<SavedFilterRow>('select id, name, query, created from saved_filter where congress = $1 and person = $2 and id = $3 and removed is not null', [tx.congress, person, id]))[0]
}

/** Forgets what was taken away before a moment. */
export async function dropRemovedFilters(tx: Tx, before: Instant): Promise<void> {
  await tx.rows('delete from saved_filter where congress = $1 and removed < $2::timestamptz', [tx.congress, before])
}

export type ExportRow = { readonly person: Id; readonly organ: Id; /** Which table: matters, inbox, figure:S26, workload. */ readonly what: string; readonly query: string; readonly format: string; readonly rows: number; readonly at: Instant }

/** Records that a list was taken away. Added to and read; nothing can be taken out. */
export async function addExport(tx: Tx, e: ExportRow): Promise<void> {
  await tx.rows('insert into export_log (congress, person, organ, what, query, format, rows, at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [tx.congress, e.person, e.organ, e.what, e.query, e.format, e.rows, e.at])
}

/** The latest exports first; of these organs only, where given. */
export async function exportsOf(tx: Tx, organs: readonly Id[] | undefined, limit: number): Promise<ExportRow[]> {
  return tx.rows<ExportRow>(`select person, organ, what, query, format, rows, at from export_log where congress = $1 ${organs ? 'and organ = any($3::uuid[])' : ''} order by at desc, id desc limit $2`, [tx.congress, limit, ...(organs ? [[...organs]] : [])])
}
