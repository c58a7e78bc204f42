/** How messages leave: by mail or by an HTTP gateway, as the congress says or else the machine's environment. */
import type { Id } from '#loop/words.ts'
import { channelsOf, clearChannel, setChannel } from '#store/channels.ts'
import type { Channel } from '#store/messages.ts'
import type { Tx } from '#store/shapes.ts'
import { ServiceError } from '#service/errors.ts'
import type { House } from '#service/house.ts'

export type MailWay = { readonly kind: 'mail'; readonly host: string; readonly port: number; /** TLS from the first byte; otherwise STARTTLS is asked for, and demanded unless `plain`. */ readonly secure: boolean; readonly plain?: boolean; readonly user?: string; readonly password?: string; readonly from: string }
export type HttpWay = { readonly kind: 'http'; readonly url: string; readonly secret: string }
export type Way = MailWay | HttpWay
export type Ways = Partial<Record<Channel, Way>>
export const channels: readonly Channel[] = ['mail', 'sms', 'chat']

const aad = (congress: number, channel: Channel): string => `${congress}|${channel}|channel`
const bad = (field: string, zh: string, en: string): never => { throw new ServiceError('badRequest', [zh, en], field) }
const line = (s: string | undefined): string => (s ?? '').trim()

export const isAddress = (s: string): boolean => /^[^\s@,;:<>()[\]\\"]{1,64}@[^\s@,;:<>()[\]\\"]{1,190}$/.test(s)
const isLoopback = (host: string): boolean => /^(localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

/** A mail way as typed or as an address `smtps://name:password@host:port`; a fault names its field. */
export function mailWay(given: { url: string; from: string }): MailWay {
  let url: URL | undefined
  try { url = new URL(line(given.url)) } catch { /* said below */ }
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || !url.hostname) return bad('url', '邮件服务器应形如 smtps://账号:密码@smtp.example.cn:465', 'The mail server must look like smtps://name:password@smtp.example.cn:465')
  const from = line(given.from)
  if (!isAddress(from)) return bad('from', '发件地址应形如 rd@example.cn', 'The sender must look like rd@example.cn')
  const secure = url.protocol === 'smtps:'
  return { kind: 'mail', host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port ? Number(url.port) : secure ? 465 : 587, secure, from, ...(isLoopback(url.hostname) ? { plain: true } : {}), ...(url.username ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) } : {}) }
}
/** A gateway: https, or http on this machine only; the secret signs every call. */
export function httpWay(given: { url: string; secret: string }): HttpWay {
  let url: URL | undefined
  try { url = new URL(line(given.url)) } catch { /* said below */ }
  if (!url || url.username || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))) return bad('url', '网关地址应以 https:// 开头（本机可以用 http://）', 'The gateway must be an https address (http on this machine only)')
  const secret = line(given.secret)
  if (secret.length < 16) return bad('secret', '签名密钥至少16个字符', 'The signing secret has at least 16 characters')
  return { kind: 'http', url: url.href, secret }
}

/** What the congress itself has set, opened. */
async function ownWays(house: House, tx: Tx): Promise<Ways> {
  return Object.fromEntries((await channelsOf(tx)).map(c => [c.channel, JSON.parse(house.keys.open(aad(tx.congress, c.channel), c.sealed).value.toString('utf8')) as Way]))
}
export type Chosen = { readonly way?: Way; readonly from: 'congress' | 'environment' | 'none' }
/** A sample congress never speaks to the world by the machine's own settings: its people are invented. */
export async function chosenWays(house: House, tx: Tx, environment: Ways, sample: boolean): Promise<Record<Channel, Chosen>> {
  const own = await ownWays(house, tx)
  const one = (c: Channel): Chosen => (own[c] ? { way: own[c], from: 'congress' } : environment[c] && !sample ? { way: environment[c], from: 'environment' } : { from: 'none' })
  return { mail: one('mail'), sms: one('sms'), chat: one('chat') }
}
export async function saveWay(house: House, tx: Tx, channel: Channel, way: Way | undefined, by: Id): Promise<void> {
  if (!way) return clearChannel(tx, channel)
  await setChannel(tx, channel, house.keys.seal(aad(tx.congress, channel), Buffer.from(JSON.stringify(way))).sealed, new Date(house.realNow()).toISOString(), by)
}
/** What may be shown of a way: where it goes, never what opens it. */
export const shownWay = (way: Way): string => (way.kind === 'mail' ? `${way.secure ? 'smtps' : 'smtp'}://${way.host}:${way.port}（${way.from}）` : new URL(way.url).origin)
