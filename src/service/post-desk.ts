/** What the system administrator sees and does about messages, and what everybody says about being told. */
import type { Id, Instant, Label } from '#loop/words.ts'
import { posts } from '#procedures/posts.ts'
import { setWish, wishesOf } from '#store/channels.ts'
import { againMessage, type Channel, countMessages, dropMessage, type MessageInfo, messagesIn } from '#store/messages.ts'
import { ServiceError } from '#service/errors.ts'
import type { House } from '#service/house.ts'
import { nameOf } from '#service/lines.ts'
import { send } from '#service/messages.ts'
import { channels, chosenWays, httpWay, mailWay, saveWay, shownWay, type Ways } from '#service/post/channels.ts'
import type { Who } from '#service/views.ts'

export type MessageLine = Pick<MessageInfo, 'id' | 'channel' | 'purpose' | 'state' | 'tries' | 'created' | 'ended'> & { readonly fault: Label | null; readonly person: Label | null }
export type WayLine = { readonly channel: Channel; readonly from: 'congress' | 'environment' | 'none'; readonly shown: string | null }
export type MessagesView = { readonly failed: readonly MessageLine[]; readonly waiting: readonly MessageLine[]; readonly counts: { readonly sent: number; readonly waiting: number; readonly failed: number; readonly expired: number }; readonly ways: readonly WayLine[]; readonly sample: boolean }
export type WayInput = { readonly url: string; readonly from: string; readonly secret: string }
export type PostDesk = {
  /** Undefined for whoever is no system administrator. */
  view(who: Who): Promise<MessagesView | undefined>
  again(who: Who, id: Id): Promise<boolean>
  drop(who: Who, id: Id): Promise<boolean>
  /** Sets a channel, or with nothing typed clears it; a fault is a ServiceError that names its field. */
  setWay(who: Who, channel: string, input: WayInput): Promise<boolean>
  /** A message to an address of the administrator's own, to see whether the channel works. */
  tryWay(who: Who, channel: string, to: string): Promise<boolean>
  wish(who: Who): Promise<{ readonly wished: boolean; readonly usual: boolean }>
  setWish(who: Who, wished: boolean): Promise<void>
}

const faults: Readonly<Record<string, Label>> = {
  noWay: ['还没有设置这种发送方式', 'No way to send is set for this channel'], address: ['地址写法不对', 'The address is malformed'], refused: ['对方拒收（地址不存在或内容被拒）', 'Refused: no such address, or the content was not taken'],
  auth: ['账号或密钥不对', 'Wrong account or secret'], unreachable: ['连不上服务器', 'The server cannot be reached'], timeout: ['服务器没有及时回应', 'The server did not answer in time'],
  later: ['服务器要求稍后再发', 'The server asked to try later'], gateway: ['网关出错', 'The gateway failed'], dropped: ['已放弃', 'Given up'],
}
const weekMs = 7 * 86_400_000, most = 200
export const isSystemAdmin = (who: Who): boolean => who.posts.some(p => p.kind === 'systemAdmin')
const channelOf = (said: string): Channel => { const c = channels.find(x => x === said); if (!c) throw new ServiceError('badRequest', ['没有这种发送方式', 'There is no such channel'], 'channel'); return c }

export function makePostDesk(house: House, environment: Ways): PostDesk {
  const now = (): Instant => new Date(house.realNow()).toISOString()
  return {
    async view(who) {
      if (!isSystemAdmin(who)) return undefined
      const held = await house.worlds.get(who.congress)
      const line = (m: MessageInfo): MessageLine => ({ id: m.id, channel: m.channel, purpose: m.purpose, state: m.state, tries: m.tries, created: m.created, ended: m.ended, fault: m.fault ? faults[m.fault] ?? [m.fault, m.fault] : null, person: m.person ? nameOf(held, m.person) : null })
      return house.store.tx(who.congress, async tx => {
        const counts = Object.fromEntries((await countMessages(tx, new Date(house.realNow() - weekMs).toISOString())).map(c => [c.state, c.n])), ways = await chosenWays(house, tx, environment, held.congress.sample)
        return {
          failed: (await messagesIn(tx, ['failed'], most)).map(line), waiting: (await messagesIn(tx, ['waiting'], most)).map(line), sample: held.congress.sample,
          counts: { sent: counts.sent ?? 0, waiting: counts.waiting ?? 0, failed: counts.failed ?? 0, expired: counts.expired ?? 0 },
          ways: channels.map(channel => ({ channel, from: ways[channel].from, shown: ways[channel].way ? shownWay(ways[channel].way) : null })),
        }
      })
    },
    again: async (who, id) => isSystemAdmin(who) && house.store.tx(who.congress, tx => againMessage(tx, id)),
    drop: async (who, id) => isSystemAdmin(who) && house.store.tx(who.congress, tx => dropMessage(tx, id, now())),
    async setWay(who, said, input) {
      if (!isSystemAdmin(who)) return false
      const channel = channelOf(said), way = !input.url.trim() ? undefined : channel === 'mail' ? mailWay(input) : httpWay(input)
      await house.store.tx(who.congress, tx => saveWay(house, tx, channel, way, who.person))
      return true
    },
    async tryWay(who, said, to) {
      if (!isSystemAdmin(who)) return false
      const channel = channelOf(said), held = await house.worlds.get(who.congress)
      if (!to.trim() || to.length > 200) throw new ServiceError('badRequest', ['请填写要发到的地址或号码', 'Say the address or number to send to'], 'to')
      await house.store.tx(who.congress, tx => send(house, tx, { person: who.person, channel, to, purpose: 'notice', subject: `${held.congress.name}：试发`, text: `这是一条试发的消息，收到即说明发送设置可用。\nA trial message: the channel works.` }))
      return true
    },
    async wish(who) {
      const usual = who.posts.some(p => posts[p.kind]?.face === 'deputy')
      return { usual, wished: (await house.store.tx(who.congress, tx => wishesOf(tx, [who.person]))).get(who.person) ?? usual }
    },
    setWish: (who, wished) => house.store.tx(who.congress, tx => setWish(tx, who.person, wished, now())),
  }
}
