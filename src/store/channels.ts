/** How a congress sends, sealed; and who wishes to be told. */
import type { Id, Instant } from '#loop/words.ts'
import type { Channel } from './messages.ts'
import type { Tx } from './shapes.ts'

/** The sealed settings of each channel that has some. */
export async function channelsOf(tx: Tx): Promise<{ channel: Channel; sealed: Uint8Array; updated: Instant }[]> {
  return tx.rows('select channel, sealed, updated from channel where congress = $1 order by channel', [tx.congress])
}
export async function setChannel(tx: Tx, channel: Channel, sealed: Uint8Array, updated: Instant, by: Id): Promise<void> {
  await tx.rows(`insert into channel (congress, channel, sealed, updated, by) values ($1, $2, $3, $4, $5)
    on conflict (congress, channel) do update set sealed = excluded.sealed, updated = excluded.updated, by = excluded.by`, [tx.congress, channel, sealed, updated, by])
}
export async function clearChannel(tx: Tx, channel: Channel): Promise<void> {
  await tx.rows('delete from channel where congress = $1 and channel = $2', [tx.congress, channel])
}

/** What these people have said they wish; whoever has said nothing is left out. */
export async function wishesOf(tx: Tx, persons: readonly Id[]): Promise<ReadonlyMap<Id, boolean>> {
  const rows = await tx.rows<{ person: Id; wished: boolean }>('select person, wished from telling where congress = $1 and person = any($2::uuid[])', [tx.congress, [...persons]])
  return new Map(rows.map(r => [r.person, r.wished]))
}
/** Everybody who has said yes. */
export async function wishing(tx: Tx): Promise<Id[]> {
  return (await tx.rows<{ person: Id }>('select person from telling where congress = $1 and wished order by person', [tx.congress])).map(r => r.person)
}
export async function setWish(tx: Tx, person: Id, wished: boolean, updated: Instant): Promise<void> {
  await tx.rows(`insert into telling (congress, person, wished, updated) values ($1, $2, $3, $4) on conflict (congress, person) do update set wished = excluded.wished, updated = excluded.updated`, [tx.congress, person, wished, updated])
}
