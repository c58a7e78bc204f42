/**
 * The visitors: a process of its own with so many kept-open connections, each sending its next request when the answer
 * to the last is whole. Plain sockets, so that on a small machine the visitors cost little beside the program they visit.
 */
import { connect, type Socket } from 'node:net'

export type Shot = { readonly method: 'GET' | 'POST'; readonly path: string; readonly headers: Readonly<Record<string, string>>; /** `@KEY@` becomes a new key each time. */ readonly body?: string }
export type Plan = { readonly port: number; readonly connections: number; readonly warm: number; readonly seconds: number; readonly shots: readonly Shot[]; readonly expect: readonly number[]; readonly mark: string }
export type Fired = { readonly rate: number; readonly counted: number; /** With the warm-up. */ readonly all: number; readonly p50: number; readonly p95: number; readonly p99: number; readonly bad: number; readonly said: string }

const head = (s: Shot): string => `${s.method} ${s.path} HTTP/1.1\r\n${Object.entries(s.headers).map(([k, v]) => `${k}: ${v}\r\n`).join('')}`

/** One request and its whole answer. */
class Visitor {
  private readonly socket: Socket
  private parts: Buffer[] = []
  private answered: ((status: number, body: string) => void) | undefined
  private failed: ((e: Error) => void) | undefined
  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.socket.on('data', d => { this.parts.push(d); this.look() })
    this.socket.on('error', e => this.failed?.(e))
    this.socket.on('close', () => this.failed?.(new Error('the connection was closed')))
  }
  private look(): void {
    const all = this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts)
    this.parts = [all]
    const end = all.indexOf('\r\n\r\n')
    if (end < 0) return
    const top = all.toString('latin1', 0, end), length = /\r\ncontent-length: (\d+)/i.exec(top)
    const whole = length ? all.length >= end + 4 + Number(length[1]) : /chunked/i.test(top) ? all.toString('latin1', all.length - 5) === '0\r\n\r\n' : true
    if (!whole) return
    this.parts = []
    const done = this.answered
    this.answered = undefined
    done?.(Number(top.slice(9, 12)), all.length > 20_000 ? '' : all.toString('utf8', end + 4))
  }
  ask(request: string): Promise<{ status: number; body: string }> {
    return new Promise((ok, no) => { this.answered = (status, body) => ok({ status, body }); this.failed = no; this.socket.write(request) })
  }
  close(): void { this.failed = undefined; this.socket.destroy() }
}

const share = (sorted: readonly number[], of: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0

export async function fire(plan: Plan): Promise<Fired> {
  const heads = plan.shots.map(head)
  const begin = performance.now() + plan.warm * 1000, end = begin + plan.seconds * 1000
  const took: number[] = []
  let n = 0, all = 0, bad = 0, said = '', last = begin
  const next = (): string => {
    const i = Math.floor(Math.random() * plan.shots.length), body = plan.shots[i]!.body?.replace('@KEY@', `${plan.mark}${n++}`) ?? ''
    return `${heads[i]!}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  }
  const one = async (): Promise<void> => {
    const v = new Visitor(plan.port)
    try {
      for (let t = performance.now(); t < end; t = performance.now()) {
        const { status, body } = await v.ask(next())
        const now = performance.now()
        if (plan.expect.includes(status)) all++
        else { bad++; said ||= `${status} ${body.slice(0, 300)}` }
        if (now >= begin) { took.push(now - t); last = Math.max(last, now) }
      }
    } finally { v.close() }
  }
  await Promise.all(Array.from({ length: plan.connections }, one))
  took.sort((a, b) => a - b)
  const ms = (x: number): number => Number(x.toFixed(2))
  return {
    // The last requests are waited for, so the time runs until the last answer.
    rate: Number((took.length / Math.max(0.001, (last - begin) / 1000)).toFixed(1)),
    counted: took.length, all, p50: ms(share(took, 0.5)), p95: ms(share(took, 0.95)), p99: ms(share(took, 0.99)), bad, said,
  }
}

if (process.send) process.once('message', plan => { void fire(plan as Plan).then(f => process.send!(f), (e: Error) => process.send!({ error: e.message })).finally(() => process.disconnect()) })
