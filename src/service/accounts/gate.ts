/** Counts a try before it is judged, so that many at once gain nothing, and takes it back when it was right. */
import { failedOnce, lockRules, noFailures, stillLocked, type Failures } from '#law/lockout.ts'
import { failuresOf, type FailureRow, saveFailure } from '#store/sign-in.ts'
import { instant } from '#service/accounts/core.ts'
import type { House } from '#service/house.ts'
import { throttle } from '#service/throttle.ts'

/** An address that goes on trying has one of these for all names together. */
export const addressLimit = { points: 60, seconds: 600 }
/** From where its owner came in lately, a name that others have closed stays open. */
const rememberedMs = 30 * 24 * 3_600_000

const ms = (i: string | null): number => (i ? Date.parse(i) : 0)
const failuresIn = (r: FailureRow | undefined): Failures => (r ? { failed: r.failed, last: ms(r.last), lockedUntil: ms(r.lockedUntil) } : noFailures)
const row = (address: string, f: Failures, good: string | null): FailureRow => ({ address, failed: f.failed, last: instant(f.last), lockedUntil: f.lockedUntil ? instant(f.lockedUntil) : null, good })

/** Seconds to wait, or undefined when the try may be judged; it then counts as failed until `passed` says otherwise. */
export async function tryAt(house: House, congress: number, who: string, address: string, tries: number): Promise<number | undefined> {
  const now = house.realNow(), rules = lockRules(tries)
  const crowded = await throttle(house, congress, 'signIn', address, addressLimit)
  if (crowded) return crowded
  return house.store.tx(congress, async tx => {
    const rows = await failuresOf(tx, who, address)
    const here = rows.find(r => r.address === address), all = rows.find(r => r.address === '')
    const locked = stillLocked(failuresIn(here), now) || (ms(here?.good ?? null) > now - rememberedMs ? 0 : stillLocked(failuresIn(all), now))
    if (locked) return locked
    await saveFailure(tx, who, row(address, failedOnce(failuresIn(here), now, rules.here), here?.good ?? null))
    await saveFailure(tx, who, row('', failedOnce(failuresIn(all), now, rules.everywhere), null))
    return undefined
  })
}
/** It was right: nothing counts from here any more, and the try itself not against the name. */
export async function passed(house: House, congress: number, who: string, address: string): Promise<void> {
  const now = house.realNow()
  await house.store.tx(congress, async tx => {
    const all = (await failuresOf(tx, who, address)).find(r => r.address === '')
    await saveFailure(tx, who, row(address, { failed: 0, last: now, lockedUntil: 0 }, instant(now)))
    const failed = Math.max(0, (all?.failed ?? 1) - 1)
    await saveFailure(tx, who, row('', { failed, last: now, lockedUntil: failed ? failuresIn(all).lockedUntil : 0 }, null))
  })
}
