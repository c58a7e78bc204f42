/**
 * How long to wait after wrong passwords. Counted twice: for a name tried from one address, and for the name from
 * everywhere. One address therefore stops itself after a few tries and holds up nobody else; only tries from several
 * addresses close the name, for a quarter of an hour at most, and never to an address its owner lately came in from.
 */
export type Failures = { readonly failed: number; readonly last: number; readonly lockedUntil: number }
export type LockRule = { /** Failures before the first wait. */ readonly free: number; readonly firstSeconds: number; readonly mostSeconds: number }

/** Failures so old count no more. */
export const forgetMs = 24 * 3_600_000
export const lockRules = (tries: number): { readonly here: LockRule; readonly everywhere: LockRule } => ({
  here: { free: tries, firstSeconds: 60, mostSeconds: 30 * 60 },
  // One address can add no more than its own few tries before it waits.
  everywhere: { free: tries * 4, firstSeconds: 60, mostSeconds: 15 * 60 },
})
export const noFailures: Failures = { failed: 0, last: 0, lockedUntil: 0 }

/** Seconds this many failures cost: nothing at first, then doubling up to a most. */
export function waitOf(failed: number, rule: LockRule): number {
  return failed < rule.free ? 0 : Math.min(rule.mostSeconds, rule.firstSeconds * 2 ** Math.min(20, failed - rule.free))
}
/** The count after one more failure. */
export function failedOnce(before: Failures, now: number, rule: LockRule): Failures {
  const failed = (now - before.last > forgetMs ? 0 : before.failed) + 1, wait = waitOf(failed, rule)
  return { failed, last: now, lockedUntil: wait ? now + wait * 1000 : 0 }
}
/** Seconds still to wait. */
export const stillLocked = (f: Failures, now: number): number => (f.lockedUntil > now ? Math.ceil((f.lockedUntil - now) / 1000) : 0)
