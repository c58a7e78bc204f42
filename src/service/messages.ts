/**
 * The notification port: what is to be told to somebody outside the page waits here, sealed, in the transaction that
 * wanted it. If that rolls back nothing is sent; if the process dies right after the commit nothing is lost, because
 * whoever delivers (post.ts) looks for what waits and not for what it was told.
 */
import { randomUUID } from 'node:crypto'
import type { Id, Instant } from '#loop/words.ts'
import { addMessage, type Channel, type Purpose } from '#store/messages.ts'
import type { Tx } from '#store/shapes.ts'
import type { House } from '#service/house.ts'

export type { Channel, Purpose } from '#store/messages.ts'
/** What is said to whom. A code or an invitation is worth nothing after `expires` and is then not sent any more. */
export type Message = { readonly person?: Id; readonly channel: Channel; readonly to: string; readonly purpose: Purpose; readonly subject: string; readonly text: string; readonly expires?: Instant }
export type Words = Pick<Message, 'to' | 'subject' | 'text'>

const longestAddress = 200, longestSubject = 120, longestText = 4000
export const messageAad = (congress: number, id: Id): string => `${congress}|${id}|message`
/** A line break in an address or a subject would begin another header. */
const oneLine = (s: string): string => s.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

const listeners = new WeakMap<House, () => void>()
/** Whoever delivers is told that something may be waiting soon; it is a hint only. */
export const onQueued = (house: House, hear: () => void): void => void listeners.set(house, hear)

/** Puts a message into the queue of the caller's transaction; answers its id. */
export async function send(house: House, tx: Tx, m: Message): Promise<Id> {
  const id = randomUUID()
  const words: Words = { to: oneLine(m.to).slice(0, longestAddress), subject: oneLine(m.subject).slice(0, longestSubject), text: m.text.slice(0, longestText) }
  if (!words.to) throw new RangeError('a message needs an address')
  await addMessage(tx, { id, person: m.person ?? null, channel: m.channel, purpose: m.purpose, created: new Date(house.realNow()).toISOString(), expires: m.expires ?? null,
    sealed: house.keys.seal(messageAad(tx.congress, id), Buffer.from(JSON.stringify(words))).sealed })
  listeners.get(house)?.()
  return id
}

/** The address and the text of a message, for the driver that sends it. */
export const wordsOf = (house: House, congress: number, id: Id, sealed: Uint8Array): Words => JSON.parse(house.keys.open(messageAad(congress, id), sealed).value.toString('utf8')) as Words
