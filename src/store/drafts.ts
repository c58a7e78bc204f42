/** Half-filled forms, each of one person; never events. */
import type { Id, Instant, Json } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type DraftRow = { readonly id: Id; readonly person: Id; readonly matter: Id | null; readonly procedure: string; readonly act: string; readonly body: Json; readonly updated: Instant }

const columns = 'id, person, matter, procedure, act, body, updated'

/** Keeps a draft, in place of its earlier text. Another person's draft is never touched: then the answer is false. */
export async function saveDraft(tx: Tx, d: DraftRow): Promise<boolean> {
  const rows = await tx.rows(`insert into draft as t (congress, ${columns}) values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
    on conflict (congress, id) do update set body = excluded.body, updated = excluded.updated where t.person = excluded.person returning id`,
  [tx.congress, d.id, d.person, d.matter, d.procedure, d.act, JSON.stringify(d.body), d.updated])
  return rows.length === 1
}

/** One draft of this person. */
export async function findDraft(tx: Tx, person: Id, id: Id): Promise<DraftRow | undefined> {
  return (await tx.rows<DraftRow>(`select ${columns} from draft where congress = $1 and id = $2 and person = $3`, [tx.congress, id, person]))[0]
}

/** This person's drafts, the latest first. */
export async function draftsOf(tx: Tx, person: Id): Promise<DraftRow[]> {
  return tx.rows<DraftRow>(`select ${columns} from draft where congress = $1 and person = $2 order by updated desc, id`, [tx.congress, person])
}

/** Throws a draft away, or does nothing when it is not this person's. */
export async function dropDraft(tx: Tx, person: Id, id: Id): Promise<void> {
  await tx.rows('delete from draft where congress = $1 and id = $2 and person = $3', [tx.congress, id, person])
}
