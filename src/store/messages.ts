/** Messages on their way out: sealed rows with a state. The store never sees an address or a text. */
import type { Id, Instant } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

export type Channel = 'mail' | 'sms' | 'chat'
export type Purpose = 'code' | 'invitation' | 'notice'
export type MessageState = 'waiting' | 'sent' | 'failed' | 'expired'
export type MessageInfo = { readonly id: Id; readonly person: Id | null; readonly channel: Channel; readonly purpose: Purpose; readonly state: MessageState; readonly tries: number; readonly round: number; readonly fault: string | null; readonly created: Instant; readonly expires: Instant | null; readonly ended: Instant | null }
export type MessageRow = MessageInfo & { readonly sealed: Uint8Array | null }

const info = 'id, person, channel, purpose, state, tries, round, fault, created, expires, ended'

/** Puts a message in the queue; the same id a second time changes nothing. */
export async function addMessage(tx: Tx, m: Pick<MessageRow, 'id' | 'person' | 'channel' | 'purpose' | 'sealed' | 'created' | 'expires'>): Promise<void> {
  await tx.rows('insert into message (congress, id, person, channel, purpose, sealed, created, expires) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing',
    [tx.congress, m.id, m.person, m.channel, m.purpose, m.sealed, m.created, m.expires])
}

/** What waits, the oldest first, with the round its job belongs to. */
export async function waitingMessages(tx: Tx, limit: number): Promise<{ id: Id; round: number; purpose: Purpose }[]> {
  return tx.rows(`select id, round, purpose from message where congress = $1 and state = 'waiting' order by created, id limit $2`, [tx.congress, limit])
}

/** Takes a waiting message for one try. One taker at a time; one whose taker died is taken again after `until`. */
export async function takeMessage(tx: Tx, id: Id, now: Instant, until: Instant): Promise<MessageRow | undefined> {
  return (await tx.rows<MessageRow>(`update message set taken_until = $4::timestamptz, tries = tries + 1
    where congress = $1 and id = $2 and state = 'waiting' and (taken_until is null or taken_until <= $3::timestamptz) returning ${info}, sealed`, [tx.congress, id, now, until]))[0]
}

/** A try failed and another will come: the class of the fault is noted, the message let go. */
export async function missMessage(tx: Tx, id: Id, fault: string): Promise<void> {
  await tx.rows(`update message set taken_until = null, fault = $3 where congress = $1 and id = $2 and state = 'waiting'`, [tx.congress, id, fault])
}

/** The end of a message. Only a failed one keeps its sealed words, so that it can be sent once more. */
export async function endMessage(tx: Tx, id: Id, state: 'sent' | 'failed' | 'expired', at: Instant, fault?: string): Promise<void> {
  await tx.rows(`update message set state = $3, ended = $4, taken_until = null, fault = case when $3 = 'sent' then null else coalesce($5, fault) end, sealed = case when $3 = 'failed' then sealed end
    where congress = $1 and id = $2 and state = 'waiting'`, [tx.congress, id, state, at, fault ?? null])
}

/** Those whose time is over before they could be sent. */
export async function expireMessages(tx: Tx, now: Instant): Promise<void> {
  await tx.rows(`update message set state = 'expired', ended = $2, sealed = null, taken_until = null where congress = $1 and state in ('waiting', 'failed') and expires <= $2::timestamptz
    and (taken_until is null or taken_until <= $2::timestamptz)`, [tx.congress, now])
}

/** Sends a failed one once more; false when it is not failed any more. */
export async function againMessage(tx: Tx, id: Id): Promise<boolean> {
  return (await tx.rows(`update message set state = 'waiting', round = round + 1, tries = 0, ended = null, taken_until = null where congress = $1 and id = $2 and state = 'failed' and sealed is not null returning id`, [tx.congress, id])).length === 1
}

/** Gives up a failed one: its words are erased, the row says that it was never sent. */
export async function dropMessage(tx: Tx, id: Id, at: Instant): Promise<boolean> {
  return (await tx.rows(`update message set state = 'expired', sealed = null, ended = $3, fault = 'dropped' where congress = $1 and id = $2 and state = 'failed' returning id`, [tx.congress, id, at])).length === 1
}

/** Messages in a state, the latest first. */
export async function messagesIn(tx: Tx, states: readonly MessageState[], limit: number): Promise<MessageInfo[]> {
  return tx.rows<MessageInfo>(`select ${info} from message where congress = $1 and state = any($2::text[]) order by created desc, id limit $3`, [tx.congress, [...states], limit])
}

/** How many stand in each state since a moment. */
export async function countMessages(tx: Tx, since: Instant): Promise<{ state: MessageState; n: number }[]> {
  return tx.rows(`select state, count(*)::int n from message where congress = $1 and (created >= $2::timestamptz or state in ('waiting', 'failed')) group by state`, [tx.congress, since])
}

/** When this person was last sent something of this purpose, sent or on its way. */
export async function lastTo(tx: Tx, person: Id, purpose: Purpose): Promise<Instant | undefined> {
  return (await tx.rows<{ at: Instant | null }>(`select max(created) at from message where congress = $1 and person = $2 and purpose = $3`, [tx.congress, person, purpose]))[0]?.at ?? undefined
}

/** Forgets what ended before a moment. */
export async function dropOldMessages(tx: Tx, before: Instant): Promise<void> {
  await tx.rows(`delete from message where congress = $1 and ended < $2::timestamptz and state in ('sent', 'expired')`, [tx.congress, before])
}
