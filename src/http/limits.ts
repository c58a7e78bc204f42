/** How often an address may send without signing in. In memory: a restart forgets, which harms nobody. */
import { getConnInfo } from '@hono/node-server/conninfo'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Context } from 'hono'

const windowSeconds = 600
export type Bucket = 'raise' | 'status' | 'rate' | 'guess'
/** Seconds to wait, or undefined when the visit is within the limit. */
export type Limits = { readonly take: (c: Context, bucket: Bucket) => Promise<number | undefined> }

/** The visitor's address; of IPv6 the network, since one household holds it whole. */
export function addressOf(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (forwarded) return network(forwarded)
  try { return network(getConnInfo(c).remote.address ?? 'unknown') } catch { return 'unknown' }
}
const network = (a: string): string => (a.includes(':') && !a.includes('.') ? a.split(':').slice(0, 4).join(':') : a.replace(/^::ffff:/, ''))

export function makeLimits(raise: number, trustProxy: boolean): Limits {
  const buckets: Record<Bucket, RateLimiterMemory> = {
    raise: new RateLimiterMemory({ points: raise, duration: windowSeconds }),
    status: new RateLimiterMemory({ points: 30, duration: windowSeconds }),
    rate: new RateLimiterMemory({ points: 30, duration: windowSeconds }),
    guess: new RateLimiterMemory({ points: 30, duration: windowSeconds }),
  }
  return {
    async take(c, bucket) {
      try { await buckets[bucket].consume(addressOf(c, trustProxy)); return undefined } catch (full) {
        const wait = (full as { msBeforeNext?: number }).msBeforeNext
        if (typeof wait !== 'number') throw full
        return Math.max(1, Math.ceil(wait / 1000))
      }
    },
  }
}
