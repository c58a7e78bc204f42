/** Files taken in: kept sealed until they have ended, with how far they have gone and what came of them. */
import type { Id, Instant, Json, Label } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type ImportState = 'open' | 'going' | 'done' | 'undoing' | 'undone' | 'failing' | 'failed' | 'dropped'
export type ImportRow = {
  readonly id: Id; readonly kind: string; readonly name: string; readonly hash: string; readonly person: Id; readonly organ: Id; readonly created: Instant; readonly state: ImportState
  readonly setup: Json; readonly numbers: Readonly<Record<string, number>>; readonly total: number; readonly done: number; readonly began: Instant | null; readonly ended: Instant | null; readonly why: Label | null
  /** Who took it back. */
  readonly undoneBy: { readonly person: Id; readonly organ: Id } | null
  /** What an undoing had to leave, and why. */
  readonly kept: readonly { readonly name: string; readonly says: Label }[]
}
const columns = 'id, kind, name, hash, person, organ, created, state, setup, numbers, total, done, began, ended, why, undone_by as "undoneBy", kept'

/** Keeps a file; the same id a second time changes nothing. */
export async function addImport(tx: Tx, i: Pick<ImportRow, 'id' | 'kind' | 'name' | 'hash' | 'person' | 'organ' | 'created' | 'setup'> & { readonly sealed: Uint8Array }): Promise<void> {
  await tx.rows(`insert into import (congress, id, kind, name, hash, person, organ, created, state, setup, sealed) values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9::jsonb, $10) on conflict do nothing`,
    [tx.congress, i.id, i.kind, i.name, i.hash, i.person, i.organ, i.created, JSON.stringify(i.setup), i.sealed])
}
export async function findImport(tx: Tx, id: Id): Promise<ImportRow | undefined> {
  return (await tx.rows<ImportRow>(`select ${columns} from import where congress = $1 and id = $2`, [tx.congress, id]))[0]
}
/** What is kept of it under seal: its rows while it is open, its acts while it goes. */
export async function sealedOf(tx: Tx, id: Id): Promise<Uint8Array | undefined> {
  return (await tx.rows<{ sealed: Uint8Array | null }>('select sealed from import where congress = $1 and id = $2', [tx.congress, id]))[0]?.sealed ?? undefined
}
/** The latest first. */
export async function listImports(tx: Tx, limit: number): Promise<ImportRow[]> {
  return tx.rows<ImportRow>(`select ${columns} from import where congress = $1 order by created desc, id desc limit $2`, [tx.congress, limit])
}
/** The same content taken in before and not taken back. */
export async function sameContent(tx: Tx, hash: string, kind: string): Promise<ImportRow | undefined> {
  return (await tx.rows<ImportRow>(`select ${columns} from import where congress = $1 and hash = $2 and kind = $3 and state in ('open', 'going', 'done') order by created desc limit 1`, [tx.congress, hash, kind]))[0]
}
/** What a process that ended had under way. */
export async function importsGoing(tx: Tx): Promise<ImportRow[]> {
  return tx.rows<ImportRow>(`select ${columns} from import where congress = $1 and state in ('going', 'undoing', 'failing') order by created limit 20`, [tx.congress])
}
export async function setSetup(tx: Tx, id: Id, setup: Json): Promise<boolean> {
  return (await tx.rows(`update import set setup = $3::jsonb where congress = $1 and id = $2 and state = 'open' returning id`, [tx.congress, id, JSON.stringify(setup)])).length === 1
}
/** From one state to another; false when it is no longer in the first, as when two people press at once. */
export async function moveImport(tx: Tx, id: Id, from: readonly ImportState[], to: ImportState, more: { readonly total?: number; readonly began?: Instant; readonly ended?: Instant; readonly why?: Label; readonly undoneBy?: ImportRow['undoneBy']; readonly numbers?: Readonly<Record<string, number>>; readonly kept?: ImportRow['kept']; readonly sealed?: Uint8Array | null } = {}): Promise<boolean> {
  const rows = await tx.rows(`update import set state = $4, done = case when $5::int is null then done else 0 end, total = coalesce($5::int, total), began = coalesce($6::timestamptz, began), ended = coalesce($7::timestamptz, ended),
      why = coalesce($8::jsonb, why), numbers = numbers || $9::jsonb, kept = coalesce($10::jsonb, kept), undone_by = coalesce($13::jsonb, undone_by), sealed = case when $11 then $12::bytea else sealed end
    where congress = $1 and id = $2 and state = any($3::text[]) returning id`,
  [tx.congress, id, [...from], to, more.total ?? null, more.began ?? null, more.ended ?? null, more.why ? JSON.stringify(more.why) : null, JSON.stringify(more.numbers ?? {}), more.kept ? JSON.stringify(more.kept) : null, more.sealed !== undefined, more.sealed ?? null, more.undoneBy ? JSON.stringify(more.undoneBy) : null])
  return rows.length === 1
}
export async function setDone(tx: Tx, id: Id, done: number): Promise<void> {
  await tx.rows('update import set done = $3 where congress = $1 and id = $2', [tx.congress, id, done])
}
/** Open ones nobody has touched since a moment lose their rows. */
export async function dropOldImports(tx: Tx, before: Instant): Promise<void> {
  await tx.rows(`update import set state = 'dropped', sealed = null, ended = created where congress = $1 and state = 'open' and created < $2::timestamptz`, [tx.congress, before])
}

/** Which acts these keys stand for, in the order of the keys. */
export async function actsByKey(tx: Tx, keys: readonly string[]): Promise<{ key: string; root: Id; seq: number; act: string }[]> {
  return tx.rows(`select k.key, e.root, e.act_last as seq, e.act from unnest($2::text[]) with ordinality k(key, n), lateral (select root, act_last, act from event where congress = $1 and key = k.key limit 1) e order by k.n`, [tx.congress, [...keys]])
}
/** Has a table of one of these kinds ever been taken in? Most congresses need not look any further. */
export async function anyImported(tx: Tx, kinds: readonly string[]): Promise<boolean> {
  return (await tx.rows<{ any: boolean }>(`select exists(select from import where congress = $1 and kind = any($2::text[]) and began is not null) as any`, [tx.congress, [...kinds]]))[0]!.any
}
/** Matters of a procedure that keep one of these numbers in a mark; those void bear none. */
export async function mattersNumbered(tx: Tx, procedure: string, mark: string, numbers: readonly string[]): Promise<{ id: Id; title: string; stage: string; marks: Record<string, string>; parties: Record<string, readonly Id[]> }[]> {
  return numbers.length ? tx.rows(`select id, title, stage, marks, parties from matter where congress = $1 and procedure = $2 and parent is null and stage <> 'void' and marks->>$3 = any($4::text[])`, [tx.congress, procedure, mark, [...numbers]]) : []
}
/** Lets a series go on after a number that was given before there was a series; says where it stood. */
export async function raiseSeries(tx: Tx, series: string, past: number): Promise<number> {
  const before = (await tx.rows<{ next: number }>('select next from number_series where congress = $1 and series = $2 for update', [tx.congress, series]))[0]?.next ?? 1
  await tx.rows('insert into number_series as s (congress, series, next) values ($1, $2, $3) on conflict (congress, series) do update set next = greatest(s.next, excluded.next)', [tx.congress, series, past + 1])
  return before
}
/** Puts a series back where it stood, unless a number was given since. */
export async function lowerSeries(tx: Tx, series: string, from: number, to: number): Promise<void> {
  await tx.rows('update number_series set next = $4 where congress = $1 and series = $2 and next = $3', [tx.congress, series, from, to])
}

export type Use = { readonly id: Id; readonly what: 'later' | 'party' | 'fact' | 'post' | 'below' }
/** What has been done with these entries of the register since: by acts after sequence `last`, as a party, in a fact, by posts or entries that hang on them. Posts and entries among `own` do not count; on persons nothing hangs. */
export async function usesOf(tx: Tx, entries: readonly { readonly id: Id; readonly last: number }[], own: readonly Id[], persons: boolean): Promise<Use[]> {
  if (!entries.length) return []
  const ids = entries.map(e => e.id), here = [tx.congress, ids] as const
  return [
    ...await tx.rows<Use>(`select x.id, 'later' what from unnest($2::uuid[], $3::int[]) x(id, last), lateral (select 1 from event where congress = $1 and root = x.id and seq > x.last limit 1) e`, [...here, entries.map(e => e.last)]),
    ...await tx.rows<Use>(`select x.id, 'party' what from unnest($2::uuid[]) x(id), lateral (select 1 from party where congress = $1 and who = x.id limit 1) e`, here),
    ...await tx.rows<Use>(`select distinct unnest(array[person, organ, place]) id, 'fact' what from fact where congress = $1 and (person = any($2::uuid[]) or organ = any($2::uuid[]) or place = any($2::uuid[]))`, here),
    ...persons ? [] : await tx.rows<Use>(`select distinct unnest(array[organ, place]) id, 'post' what from post where congress = $1 and (organ = any($2::uuid[]) or place = any($2::uuid[])) and not person = any($3::uuid[]) and (valid_to is null or valid_to >= valid_from)`, [...here, [...own]]),
    ...persons ? [] : await tx.rows<Use>(`select distinct unnest(array[parent, place]) id, 'below' what from organ where congress = $1 and (parent = any($2::uuid[]) or place = any($2::uuid[])) and not id = any($3::uuid[]) and (valid_to is null or valid_to >= valid_from)
      union select distinct parent, 'below' from place where congress = $1 and parent = any($2::uuid[]) and not id = any($3::uuid[]) and (valid_to is null or valid_to >= valid_from)`, [...here, [...own]]),
  ].filter(u => u.id !== null && ids.includes(u.id))
}

/** Keeps the telephone of somebody imported. */
export async function keepImported(tx: Tx, source: Id, all: readonly { readonly person: Id; readonly sealed: Uint8Array }[]): Promise<void> {
  if (all.length) await tx.rows(`insert into import_contact as t (congress, person, import, sealed) select $1, (x->>'person')::uuid, $2, decode(x->>'sealed', 'base64') from jsonb_array_elements($3::jsonb) x
    on conflict (congress, person) do update set import = excluded.import, sealed = excluded.sealed`, [tx.congress, source, JSON.stringify(all.map(c => ({ person: c.person, sealed: Buffer.from(c.sealed).toString('base64') })))])
}
export async function importedContacts(tx: Tx, persons: readonly Id[]): Promise<{ person: Id; sealed: Uint8Array }[]> {
  return tx.rows('select person, sealed from import_contact where congress = $1 and person = any($2::uuid[])', [tx.congress, [...persons]])
}
export async function dropImported(tx: Tx, source: Id): Promise<void> {
  await tx.rows('delete from import_contact where congress = $1 and import = $2', [tx.congress, source])
}

/** The tables an import of the register fills. */
export const filledTables = ['event', 'matter', 'person', 'post', 'organ', 'place'] as const
/** Tells the engine to look at a table anew after many rows: without it a list of twenty took sixty times as long. */
export const lookAnew = async (tx: Tx, table: typeof filledTables[number]): Promise<void> => { await tx.rows('select refresh_statistics($1)', [table]) }
