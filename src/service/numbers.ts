/** Official numbers for one try of an act: read once each, counted on within the try, raised for good by `append` alone. */
import { numbersFrom, type Numbers, SeriesUnread } from '#loop/world.ts'
import { seriesIn } from '#procedures/series.ts'
import { mattersNumbered } from '#store/imports.ts'
import { nextNumber, numbersGiven } from '#store/numbers.ts'
import type { Tx } from '#store/shapes.ts'
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
          const decided = decide({ peek: read.peek, take(series) { const n = read.take(series); taken.set(series, n + 1); return n } })
          for (const [series, n] of taken) next.set(series, n)
          return decided
        } catch (e) {
          if (!(e instanceof SeriesUnread)) throw e
          next.set(e.series, await house.store.tx(congress, tx => standsAt(tx, e.series)))
        }
      }
    },
  }
}

/** A number typed by hand is beyond its beginning where the log has it, or a suggestion of a ledger bears it. */
async function standsAt(tx: Tx, series: string): Promise<number> {
  const [, of, n] = /^(.+)#(\d+)$/.exec(series) ?? []
  const next = await nextNumber(tx, series)
  if (!of || !n || next > 1) return next
  if ((await numbersGiven(tx, of, [Number(n)])).length) return 2
  const s = seriesIn(of)
  if (s?.kind !== 'suggestion') return next
  return (await mattersNumbered(tx, 'suggestion', 'number', [n])).some(m => m.parties.session?.[0] === s.session && (m.marks.between === '1') === s.between) ? 2 : next
}
