/** Half-filled forms, each of one person, sealed; never events. */
import type { Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type DraftRow = { readonly person: Id; /** The path the form is sent to. */ readonly form: string; readonly sealed: Uint8Array; readonly updated: Instant }

/** Keeps a draft, in place of its earlier text. */
export async function saveDraft(tx: Tx, d: DraftRow): Promise<void> {
  await tx.rows(`insert into draft (congress, person, form, sealed, updated) values ($1, $2, $3, $4, $5)
    on conflict (congress, person, form) do update set sealed = excluded.sealed, updated = excluded.updated`, [tx.congress, d.person, d.form, d.sealed, d.updated])
}

/** This person's draft of a form, unless it is older than `since`. */
export async function findDraft(tx: Tx, person: Id, form: string, since: Instant): Promise<DraftRow | undefined> {
  return (await tx.rows<DraftRow>('select person, form, sealed, updated from draft where congress = $1 and person = $2 and form = $3 and updated >= $4::timestamptz', [tx.congress, person, form, since]))[0]
}

/** The latest of a person's drafts of forms under one of these paths. */
export async function latestDraft(tx: Tx, person: Id, under: readonly string[], since: Instant): Promise<DraftRow | undefined> {
  return (await tx.rows<DraftRow>(`select person, form, sealed, updated from draft where congress = $1 and person = $2 and updated >= $4::timestamptz
    and exists (select from unnest($3::text[]) u where starts_with(draft.form, u)) order by updated desc limit 1`, [tx.congress, person, [...under], since]))[0]
}

/** A person's drafts of forms under a path, the latest first. */
export const draftsUnder = (tx: Tx, person: Id, under: string, since: Instant): Promise<DraftRow[]> =>
  tx.rows<DraftRow>('select person, form, sealed, updated from draft where congress = $1 and person = $2 and starts_with(form, $3) and updated >= $4::timestamptz order by updated desc limit 50', [tx.congress, person, under, since])

/** Throws a person's draft away. */
export async function dropDraft(tx: Tx, person: Id, form: string): Promise<void> {
  await tx.rows('delete from draft where congress = $1 and person = $2 and form = $3', [tx.congress, person, form])
}

/** Throws away everybody's drafts of forms on these matters. */
export async function dropDraftsOn(tx: Tx, matters: readonly Id[]): Promise<void> {
  await tx.rows('delete from draft where congress = $1 and exists (select from unnest($2::text[]) m where strpos(form, m) > 0)', [tx.congress, [...matters]])
}

/** Throws away what was last touched before a moment; forms under `longer.under` are kept from a moment of their own. */
export async function dropOldDrafts(tx: Tx, before: Instant, longer: { readonly under: string; readonly before: Instant } = { under: '', before }): Promise<number> {
  return (await tx.rows('delete from draft where congress = $1 and updated < case when starts_with(form, $3) then $4::timestamptz else $2::timestamptz end returning form', [tx.congress, before, longer.under, longer.before])).length
}
