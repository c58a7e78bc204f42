/**
 * How often somebody may try, counted where every process sees it, so that neither a restart nor a second process
 * gives anybody more tries. What is counted by (an address, an account's name) is kept as a keyed hash only.
 */
import { addPoints, clearPoints } from '#store/throttle.ts'
import type { House } from '#service/house.ts'

export type Limit = { readonly points: number; readonly seconds: number }

const instant = (ms: number): string => new Date(ms).toISOString()

/** Counts one try. Answers how many seconds to wait when there were more than `points` in the window of `seconds`, else undefined. */
export const throttle = (house: House, congress: number, bucket: string, key: string, limit: Limit): Promise<number | undefined> => throttleBy(house, congress, bucket, key, 1, limit)

/** The same for several tries at once, as counted in a process's memory meanwhile. */
export async function throttleBy(house: House, congress: number, bucket: string, key: string, tries: number, limit: Limit): Promise<number | undefined> {
  const now = house.realNow()
  const window = await house.store.tx(congress, tx => addPoints(tx, bucket, house.keys.limitMark(congress, bucket, key), tries, instant(now), instant(now + limit.seconds * 1000)))
  return window.points > limit.points ? Math.max(1, Math.ceil((Date.parse(window.until) - now) / 1000)) : undefined
}

/** Forgets what was counted: after a right password or a right code. */
export const unthrottle = (house: House, congress: number, bucket: string, key: string): Promise<void> => house.store.tx(congress, tx => clearPoints(tx, bucket, house.keys.limitMark(congress, bucket, key)))
