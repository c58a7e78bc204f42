/** Official number series: what comes next. Only `append` raises a series. */
import type { Tx } from './shapes.ts'

/** The next number of a series; one that was never used begins at 1. */
export async function nextNumber(tx: Tx, series: string): Promise<number> {
  return (await tx.rows<{ next: number }>('select next from number_series where congress = $1 and series = $2', [tx.congress, series]))[0]?.next ?? 1
}
