/** Who has looked at which personal field, and why. Added to and read; nothing can be taken out. */
import type { Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type ViewRow = { readonly matter: Id; readonly field: string; readonly person: Id; readonly organ: Id; readonly reason: string; readonly at: Instant }

/** Records a view; call it in the transaction that reads the field. */
export async function addView(tx: Tx, v: ViewRow): Promise<void> {
  await tx.rows('insert into view_log (congress, matter, field, person, organ, reason, at) values ($1, $2, $3, $4, $5, $6, $7)', [tx.congress, v.matter, v.field, v.person, v.organ, v.reason, v.at])
}

/** The views of a matter, the latest first. */
export async function viewsOf(tx: Tx, matter: Id): Promise<ViewRow[]> {
  return tx.rows<ViewRow>('select matter, field, person, organ, reason, at from view_log where congress = $1 and matter = $2 order by at desc, id', [tx.congress, matter])
}
