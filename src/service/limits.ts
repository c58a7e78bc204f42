/**
 * The same windows as throttle.ts for visits without a sign-in, with a front in memory: a constituent's request must not
 * cost one more query. A visit is counted here; what was counted is settled with the store for all addresses in one
 * statement every few seconds, and that brings back what other processes have counted. From half of its limit on an
 * address is settled at each visit, before the answer, so it meets the true sum. What is left open: an address spread over n
 * processes has up to n halves in the first seconds, and a process that dies forgets those seconds.
 */
import { addPoints, type Counted } from '#store/throttle.ts'
import type { House } from '#service/house.ts'
import type { Limit } from '#service/throttle.ts'

type Entry = { readonly congress: number | undefined; readonly bucket: string; readonly key: string; /** Counted here and not yet in the store. */ own: number; /** As the store last said. */ total: number; until: number }
export type Limits = {
  /** Seconds to wait, or undefined when the visit is within the limit. */
  visit(congress: number | undefined, bucket: string, address: string, limit: Limit): Promise<number | undefined>
  stop(): Promise<void>
}
const settleMs = 4_000, mostKept = 50_000, mostAtOnce = 1_000
const instant = (ms: number): string => new Date(ms).toISOString()

export function makeLimits(house: House): Limits {
  const entries = new Map<string, Entry>()
  let timer: NodeJS.Timeout | undefined, closed = false

  async function settle(congress: number, all: readonly Entry[]): Promise<void> {
    const now = house.realNow(), took = all.map(e => e.own), named = new Map<string, Entry>()
    const counted = all.map((e, i): Counted => { const key = house.keys.limitMark(congress, e.bucket, e.key); named.set(`${e.bucket}|${key}`, e); e.own = 0; return { bucket: e.bucket, key, points: took[i]!, until: instant(e.until) } })
    try {
      for (const w of await house.store.tx(congress, tx => addPoints(tx, counted, instant(now)))) {
        const e = named.get(`${w.bucket}|${w.key}`)!
        e.total = w.points
        e.until = Date.parse(w.until)
      }
    } catch (error) {
      all.forEach((e, i) => { e.own += took[i]! })
      throw error
    }
  }
  async function settleAll(): Promise<void> {
    const now = house.realNow(), open = new Map<number, Entry[]>()
    for (const [name, e] of entries) {
      if (e.until <= now) entries.delete(name)
      else if (e.own && e.congress !== undefined) open.set(e.congress, [...(open.get(e.congress) ?? []), e])
    }
    for (const [congress, all] of open) for (let i = 0; i < all.length; i += mostAtOnce) await settle(congress, all.slice(i, i + mostAtOnce))
  }
  const soon = (): void => {
    if (timer || closed) return
    // A store that cannot be reached is tried again with the next visit; until then memory counts alone.
    timer = setTimeout(() => { timer = undefined; settleAll().catch(() => undefined) }, settleMs)
    timer.unref()
  }
  return {
    async visit(congress, bucket, address, limit) {
      const now = house.realNow(), name = `${congress}|${bucket}|${address}`
      let e = entries.get(name)
      if (!e || e.until <= now) {
        e = { congress, bucket, key: address, own: 0, total: 0, until: now + limit.seconds * 1000 }
        if (entries.size >= mostKept) entries.delete(entries.keys().next().value!)
        entries.set(name, e)
      }
      e.own++
      // Far beyond it nothing has to be asked any more.
      if (congress !== undefined && e.total <= limit.points && (e.total + e.own) * 2 >= limit.points) await settle(congress, [e]).catch(() => undefined)
      else soon()
      return e.total + e.own > limit.points ? Math.max(1, Math.ceil((e.until - now) / 1000)) : undefined
    },
    async stop() {
      closed = true
      clearTimeout(timer)
      await settleAll().catch(() => undefined)
    },
  }
}
