/**
 * The ways out. Each answers with what became of one message: out, to be tried again, or refused for good. A fault is
 * a class of a closed list, never what a server said: its answer may quote the address or the text.
 */
import { createHmac } from 'node:crypto'
import type { Id, Instant } from '#loop/words.ts'
import type { Channel, Purpose } from '#store/messages.ts'
import { type HttpWay, isAddress, type MailWay, type Way } from '#service/post/channels.ts'

export type Fault = 'noWay' | 'address' | 'refused' | 'auth' | 'unreachable' | 'timeout' | 'later' | 'gateway' | 'dropped'
export type Letter = { readonly id: Id; readonly congress: string; readonly channel: Channel; readonly purpose: Purpose; readonly to: string; readonly subject: string; readonly text: string; readonly expires: Instant | null }
export type Sending = { readonly ok: true } | { readonly ok: false; readonly again: boolean; readonly fault: Fault }
const again = (fault: Fault): Sending => ({ ok: false, again: true, fault })
const never = (fault: Fault): Sending => ({ ok: false, again: false, fault })

const connectMs = 10_000, answerMs = 20_000, gatewayMs = 10_000

/** By SMTP. The message id is the message's own, so that a server may know one sent twice over a crash. */
async function mail(way: MailWay, m: Letter): Promise<Sending> {
  if (!isAddress(m.to)) return never('address')
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    host: way.host, port: way.port, secure: way.secure, requireTLS: !way.secure && way.plain !== true, ...(way.plain ? { ignoreTLS: true } : {}),
    ...(way.user !== undefined ? { auth: { user: way.user, pass: way.password ?? '' } } : {}),
    connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: answerMs, disableFileAccess: true, disableUrlAccess: true,
  })
  try {
    await transport.sendMail({ from: { name: '', address: way.from }, to: { name: '', address: m.to }, subject: m.subject, text: m.text, messageId: `<${m.id}@${way.from.split('@')[1]}>`, headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } })
    return { ok: true }
  } catch (e) {
    const { code, responseCode } = e as { code?: string; responseCode?: number }
    if (code === 'EAUTH') return again('auth')
    if (responseCode !== undefined) return responseCode >= 500 ? never('refused') : again('later')
    return again(code === 'ETIMEDOUT' ? 'timeout' : 'unreachable')
  } finally {
    transport.close()
  }
}

/** What a gateway may answer later; any other refusal is for good (docs/messages.md). */
const later = new Set([408, 409, 423, 425, 429])
/** The signature covers the moment and the body; a gateway refuses what is older than five minutes. */
export const signature = (secret: string, seconds: number, body: string): string => `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

async function http(way: HttpWay, m: Letter, now: number): Promise<Sending> {
  const seconds = Math.floor(now / 1000)
  const body = JSON.stringify({ v: 1, id: m.id, congress: m.congress, channel: m.channel, purpose: m.purpose, to: m.to, subject: m.subject, text: m.text, expires: m.expires })
  try {
    // A redirect would carry address and text to somebody nobody has chosen.
    const answer = await fetch(way.url, { method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(gatewayMs), body, headers: { 'Content-Type': 'application/json; charset=utf-8', 'Idempotency-Key': m.id, 'Huiyin-Timestamp': String(seconds), 'Huiyin-Signature': signature(way.secret, seconds, body) } })
    await answer.body?.cancel()
    if (answer.ok) return { ok: true }
    if (answer.status >= 500) return again('gateway')
    return later.has(answer.status) ? again('later') : never(answer.status === 401 || answer.status === 403 ? 'auth' : 'refused')
  } catch (e) {
    return again((e as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable')
  }
}

export type Told = { readonly congress: string; readonly id: Id; readonly channel: Channel; readonly purpose: Purpose; readonly to?: string; readonly subject?: string; readonly text?: string }
/** Into the program's log. The words of a sample congress are invented and may be read there; of any other only that there was a message. */
function log(m: Letter, sample: boolean, say: (m: Told) => void): Sending {
  const { congress, id, channel, purpose, to, subject, text } = m
  say({ congress, id, channel, purpose, ...(sample ? { to, subject, text } : {}) })
  return sample ? { ok: true } : never('noWay')
}

export function sendBy(way: Way | undefined, m: Letter, o: { readonly sample: boolean; readonly now: number; readonly say: (m: Told) => void }): Promise<Sending> {
  if (!way) return Promise.resolve(log(m, o.sample, o.say))
  return way.kind === 'mail' ? mail(way, m) : http(way, m, o.now)
}
