/** How often an address may send without signing in. The service counts (service/limits.ts); here stands who is counted and how much is usual. */
import { getConnInfo } from '@hono/node-server/conninfo'
import type { C } from '#http/env.ts'

const windowSeconds = 600
export type Bucket = 'raise' | 'status' | 'rate' | 'guess'
/** Seconds to wait, or undefined when the visit is within the limit. */
export type Limits = { readonly take: (c: C, bucket: Bucket) => Promise<number | undefined> }

/** The visitor's address; of IPv6 the network, since one household holds it whole. */
export function addressOf(c: C, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (forwarded) return network(forwarded.slice(0, 60))
  try { return network(getConnInfo(c).remote.address ?? 'unknown') } catch { return 'unknown' }
}
const network = (a: string): string => (a.includes(':') && !a.includes('.') ? a.split(':').slice(0, 4).join(':') : a.replace(/^::ffff:/, ''))

export function makeLimits(raise: number, trustProxy: boolean): Limits {
  const points: Readonly<Record<Bucket, number>> = { raise, status: 30, rate: 30, guess: 30 }
  return { take: (c, bucket) => c.get('shop').service.visit(c.get('congress')?.id, bucket, addressOf(c, trustProxy), { points: points[bucket], seconds: windowSeconds }) }
}
