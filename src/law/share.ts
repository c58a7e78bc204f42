/**
 * Percentages as printed. Reckoned in whole numbers throughout, so that 0.1 + 0.2 never
 * decides a last digit. Thresholds of law are never judged by these texts, always by the
 * raw numbers (see majority.ts).
 */

/** A decimal number as an exact fraction: 12.34 → 1234 / 10^2. */
const exact = (value: number): { units: bigint; places: number } => {
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(String(value))
  if (!parts) throw new RangeError(`not a count or an amount: ${value}`)
  const [, whole = '', fraction = ''] = parts
  return { units: BigInt(whole + fraction), places: fraction.length }
}

/** All values in one smallest unit, so that they can be compared as whole numbers. */
const aligned = (values: readonly number[]): bigint[] => {
  const all = values.map(exact)
  const places = Math.max(0, ...all.map((each) => each.places))
  return all.map((each) => each.units * 10n ** BigInt(places - each.places))
}

const checkDecimals = (decimals: number): void => {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 10) {
    throw new RangeError(`not a number of decimals: ${decimals}`)
  }
}

/** 5807n with 2 decimals → '58.07'. */
const printed = (units: bigint, decimals: number): string => {
  if (decimals === 0) return String(units)
  const digits = String(units).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

const hundred = (decimals: number): bigint => 100n * 10n ** BigInt(decimals)

/**
 * Shares in percent that add up to exactly 100: each is cut off, and the units left over
 * go to the largest remainders (the earlier of equal ones). Official distribution tables
 * are adjusted this way: 54, 33, 2 and 4 of 93 are printed 58.07, 35.48, 2.15, 4.30.
 * Undefined when there is nothing to share.
 */
export const largestRemainder = (
  counts: readonly number[],
  decimals: number,
): string[] | undefined => {
  checkDecimals(decimals)
  const units = aligned(counts)
  const total = units.reduce((sum, each) => sum + each, 0n)
  if (total === 0n) return undefined
  const scaled = units.map((each) => each * hundred(decimals))
  const shares = scaled.map((each) => each / total)
  const left = Number(hundred(decimals) - shares.reduce((sum, each) => sum + each, 0n))
  scaled
    .map((each, at) => ({ at, rest: each % total }))
    .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest < b.rest ? 1 : -1))
    .slice(0, left)
    .forEach(({ at }) => { shares[at] = (shares[at] ?? 0n) + 1n })
  return shares.map((each) => printed(each, decimals))
}

/**
 * A rate in percent, rounded half up (四舍五入), without the sign: 86 of 93 → '92.47'.
 * Undefined when the base is 0: “nothing was due” is not 0 %, nor 100 %.
 */
export const rate = (
  numerator: number,
  denominator: number,
  decimals: number,
): string | undefined => {
  checkDecimals(decimals)
  const [part = 0n, base = 0n] = aligned([numerator, denominator])
  if (base === 0n) return undefined
  return printed((2n * part * hundred(decimals) + base) / (2n * base), decimals)
}
