/** What an idempotency key already did. */
import type { Hash, Id } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

/** The act this key stands for: its family, its first and its last event and the digest of what was asked. */
export type KeyFound = { readonly root: Id; readonly first: number; readonly seq: number; readonly digest: Hash }
/** What a key stands for; undefined when it is new. */
export async function findKey(tx: Tx, key: string): Promise<KeyFound | undefined> {
  return (await tx.rows<KeyFound>(`select root, seq as first, act_last as seq, encode(digest, 'hex') as digest from event where congress = $1 and key = $2`, [tx.congress, key]))[0]
}

/** The key of the act that opened a family. */
export async function openingKey(tx: Tx, root: Id): Promise<string | undefined> {
  return (await tx.rows<{ key: string | null }>('select key from event where congress = $1 and root = $2 and seq = 1', [tx.congress, root]))[0]?.key ?? undefined
}
