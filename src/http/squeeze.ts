/**
 * Pages and assets travel packed: a small machine with no proxy before it serves phones on slow lines.
 * Assets are packed hard once and kept; pages lightly, each time. Exports stream and are left alone.
 */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import type { Env } from '#http/env.ts'

const br = promisify(brotliCompress), gz = promisify(gzip)
const text = /^(?:text\/html|text\/css|text\/javascript|image\/svg\+xml|application\/json)/
const least = 900, hard = 11, light = 5
const kept = new Map<string, Promise<Buffer>>()
const mostKept = 60

const pack = (how: 'br' | 'gzip', body: Uint8Array, quality: number): Promise<Buffer> => (how === 'br' ? br(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }) : gz(body, { level: Math.min(9, quality + 1) }))
/** What the browser takes, the better first. */
const taken = (accepts: string): 'br' | 'gzip' | undefined => (['br', 'gzip'] as const).find(e => new RegExp(`(?:^|,)\\s*${e}\\s*(?:,|$|;(?!\\s*q=0(?:\\.0+)?\\s*(?:,|$)))`).test(accepts))

export const squeeze: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const type = c.res.headers.get('content-type') ?? ''
  if (!text.test(type) || c.req.method === 'HEAD' || c.res.headers.has('content-encoding') || c.res.body === null) return
  c.header('Vary', 'Accept-Encoding', { append: true })
  const how = taken(c.req.header('accept-encoding') ?? '')
  if (!how) return
  const body = new Uint8Array(await c.res.arrayBuffer())
  const forever = c.res.headers.get('cache-control')?.includes('immutable') === true
  const small = body.length < least ? undefined : await (forever ? once(`${how} ${c.req.path}`, () => pack(how, body, hard)) : pack(how, body, light))
  const headers = new Headers(c.res.headers)
  headers.delete('content-length')
  if (small) headers.set('Content-Encoding', how)
  c.res = new Response((small ?? body) as Uint8Array<ArrayBuffer>, { status: c.res.status, headers })
}

function once(name: string, work: () => Promise<Buffer>): Promise<Buffer> {
  const before = kept.get(name)
  if (before) return before
  const made = work()
  if (kept.size < mostKept) kept.set(name, made)
  return made
}
