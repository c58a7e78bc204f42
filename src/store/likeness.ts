/** Replies worth comparing, found by the marks of their prints. */
import type { Id } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type Alike = { /** The matter that was asked about: the reply itself, or the whole it answers. */ readonly of: Id; readonly reply: Id; readonly other: Id }

/** Of these matters' replies (or of these replies), with which others each is worth comparing; at most `most` of each. */
export function worthComparing(tx: Tx, matters: readonly Id[], most: number): Promise<Alike[]> {
  if (!matters.length) return Promise.resolve([])
  return tx.rows<Alike>(`with reply as (
      select m.id, m.id of from matter m where m.congress = $1 and m.id = any($2::uuid[]) and m.marks ->> 'print' is not null
      union select m.id, m.parent from matter m where m.congress = $1 and m.root = any($2::uuid[]) and m.parent = any($2::uuid[]) and m.marks ->> 'print' is not null)
    select reply.of "of", reply.id reply, l.other from reply cross join lateral like_replies($1, reply.id, $3) l order by reply.of, reply.id, l.shared desc`, [tx.congress, [...matters], most])
}
