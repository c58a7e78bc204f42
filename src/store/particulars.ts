/** Sealed particulars. The store sees ciphertext only; append writes and erases the rows. */
import type { Day, Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type ParticularRow = { readonly matter: Id; readonly field: string; readonly sealed: Uint8Array; readonly eraseAfter: Day | null }

/** The sealed fields of these matters; with `fields`, only those. */
export async function particularsOf(tx: Tx, matters: readonly Id[], fields?: readonly string[]): Promise<ParticularRow[]> {
  return tx.rows<ParticularRow>(`select matter, field, sealed, erase_after "eraseAfter" from particular
    where congress = $1 and matter = any($2::uuid[]) and ($3::text[] is null or field = any($3::text[])) order by matter, field`,
  [tx.congress, [...matters], fields ? [...fields] : null])
}

/** Fields whose time is up on that day; the clock erases them by an act. */
export async function particularsToErase(tx: Tx, day: Day, limit: number): Promise<{ matter: Id; field: string }[]> {
  return tx.rows(`select matter, field from particular where congress = $1 and erase_after <= $2::date order by erase_after, matter, field limit $3`, [tx.congress, day, limit])
}

/** Matters that ended before this moment and still have anything sealed, a word or a file, on themselves or on what hangs below them: their retention is over. */
export async function erasable(tx: Tx, procedure: string, endedBefore: Instant, limit: number): Promise<Id[]> {
  // From what is still sealed, which is little, to the matters, which are many.
  const rows = await tx.rows<{ id: Id }>(`select m.id from matter m where m.congress = $1 and m.id in (
      select p.root from particular p where p.congress = $1 union select k.root from file f join matter k on k.congress = $1 and k.id = f.matter where f.congress = $1)
    and m.ended and m.parent is null and m.procedure = $4 and m.moved_at < $2::timestamptz and m.marks ->> 'erased' is null order by m.moved_at, m.id limit $3`, [tx.congress, endedBefore, limit, procedure])
  return rows.map(r => r.id)
}
