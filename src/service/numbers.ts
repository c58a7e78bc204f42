/** Official numbers for one try of an act: read once each, counted on within the try, raised for good by `append` alone. */
import { numbersFrom, type Numbers, SeriesUnread } from '#loop/world.ts'
import { nextNumber } from '#store/numbers.ts'
import type { House } from '#service/house.ts'

export type Counter = { deciding<T>(decide: (numbers: Numbers) => T): Promise<T> }

/** Decides with the numbers that are asked for, each read when it is first wanted; what a broken-off decision took is given back. */
export function counting(house: House, congress: number): Counter {
  const next = new Map<string, number>()
  return {
    async deciding(decide) {
      for (;;) {
        const read = numbersFrom(next), taken = new Map<string, number>()
        try {
          const decided = decide({ take(series) { const n = read.take(series); taken.set(series, n + 1); return n } })
          for (const [series, n] of taken) next.set(series, n)
          return decided
        } catch (e) {
          if (!(e instanceof SeriesUnread)) throw e
          next.set(e.series, await house.store.tx(congress, tx => nextNumber(tx, e.series)))
        }
      }
    },
  }
}
