/** One person's act on many matters, kept until its moment has come: it may be taken back before, never after. */
import type { Id, Instant, Json, Label } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type BulkState = 'waiting' | 'doing' | 'done' | 'undone' | 'refused'
export type BulkRow = {
  readonly id: Id; readonly person: Id; readonly organ: Id; readonly act: string; readonly input: Readonly<Record<string, Json>>; readonly matters: readonly Id[]
  readonly created: Instant; readonly due: Instant; readonly state: BulkState; readonly ended: Instant | null; readonly refusals: readonly { readonly matter: Id; readonly says: Label }[]; readonly seen: boolean
}
const columns = 'id, person, organ, act, input, matters, created, due, state, ended, refusals, seen'

/** Keeps it; the same id a second time changes nothing. */
export async function addBulk(tx: Tx, b: Pick<BulkRow, 'id' | 'person' | 'organ' | 'act' | 'input' | 'matters' | 'created' | 'due'>): Promise<void> {
  await tx.rows(`insert into bulk (congress, id, person, organ, act, input, matters, created, due, state) values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9, 'waiting') on conflict do nothing`,
    [tx.congress, b.id, b.person, b.organ, b.act, JSON.stringify(b.input), JSON.stringify(b.matters), b.created, b.due])
}

/** One of this person's. */
export async function findBulk(tx: Tx, person: Id, id: Id): Promise<BulkRow | undefined> {
  return (await tx.rows<BulkRow>(`select ${columns} from bulk where congress = $1 and id = $2 and person = $3`, [tx.congress, id, person]))[0]
}

/** Takes it for carrying out. Only one taker gets it; one whose taker died is taken again after a while. */
export async function takeBulk(tx: Tx, id: Id | undefined, now: Instant, takenBefore: Instant): Promise<BulkRow | undefined> {
  return (await tx.rows<BulkRow>(`update bulk set state = 'doing', taken = $2 where congress = $1 and id = (
      select id from bulk where congress = $1 and ${id ? 'id = $4' : 'due <= $2::timestamptz'} and (state = 'waiting' or (state = 'doing' and taken < $3::timestamptz)) order by due, id limit 1 for update skip locked)
    returning ${columns}`, [tx.congress, now, takenBefore, ...(id ? [id] : [])]))[0]
}

/** What came of it. */
export async function endBulk(tx: Tx, id: Id, state: 'done' | 'refused', ended: Instant, refusals: BulkRow['refusals']): Promise<void> {
  await tx.rows(`update bulk set state = $3, ended = $4, refusals = $5::jsonb where congress = $1 and id = $2 and state = 'doing'`, [tx.congress, id, state, ended, JSON.stringify(refusals)])
}

/** Takes it back; false once somebody has begun to carry it out. */
export async function undoBulk(tx: Tx, person: Id, id: Id, ended: Instant): Promise<boolean> {
  return (await tx.rows(`update bulk set state = 'undone', ended = $4 where congress = $1 and id = $2 and person = $3 and state = 'waiting' returning id`, [tx.congress, id, person, ended])).length === 1
}

/** What this person has under way, or has not yet been told the end of. */
export async function untoldBulks(tx: Tx, person: Id): Promise<BulkRow[]> {
  return tx.rows<BulkRow>(`select ${columns} from bulk where congress = $1 and person = $2 and (state in ('waiting', 'doing') or (state = 'refused' and not seen)) order by created desc limit 5`, [tx.congress, person])
}

/** The person has read how it ended. */
export async function seeBulk(tx: Tx, person: Id, id: Id): Promise<void> {
  await tx.rows(`update bulk set seen = true where congress = $1 and id = $2 and person = $3 and state in ('done', 'refused', 'undone')`, [tx.congress, id, person])
}

/** Forgets what ended before a moment: the acts themselves stand in the log. */
export async function dropOldBulks(tx: Tx, before: Instant): Promise<void> {
  await tx.rows('delete from bulk where congress = $1 and ended < $2::timestamptz', [tx.congress, before])
}
