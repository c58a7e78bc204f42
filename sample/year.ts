/**
 * The sample year: a fictitious district's constituent requests from New Year to the end of November and the suggestions of its
 * session, told as acts through the same door as people, so that every figure comes out of the records.
 */
import { endOfDay, type Instant } from '#law/time.ts'
import type { Service } from '#service/service.ts'
import { planYear, stretches, type YearOptions } from '#sample/planned.ts'
import type { Family } from '#sample/plan.ts'
import { readTables } from '#sample/tables.ts'
import { makeTeller } from '#sample/tell.ts'

export type SampleOptions = YearOptions & {
  readonly congress: number
  /** The real moment at which the sample congress's own clock stands at 1 December, nine o'clock. */
  readonly real: Instant
  readonly progress: (done: number, of: number, what: string) => void
}
/** The congress's short id, also at the head of its receipts. */
export const sampleShort = 'LZ'
export const sampleStarts: Instant = '2025-12-01T01:00:00.000Z'
/** As many as one commit may hold: register acts beyond it would be decided against a register that has moved on. */
const together = 64

const size = (families: readonly Family[]): number => families.reduce((n, f) => n + f.acts.length, 0)

/**
 * Tells the sample year to a congress, which it creates when there is none. Cut short, it goes on where it was; told twice, it changes nothing.
 * A congress that is no sample is refused.
 */
export async function tellSampleYear(service: Service, options: SampleOptions): Promise<void> {
  const { congress, progress } = options
  const there = (await service.congresses()).find(c => c.id === congress)
  if (there && !there.sample) throw new Error(`congress ${congress} is no sample: the sample year is not told to it`)
  if (there?.sampleDone) return
  if (!there) await service.createCongress({ id: congress, short: sampleShort, name: '潞州区人大常委会（示例数据）', nameEn: 'Luzhou District People’s Congress (sample data)', sample: true, profile: { clock: { starts: sampleStarts, real: options.real } } })

  const plan = planYear(readTables(), options)
  const all = [...plan.registers.flat(), ...plan.families, ...plan.changes.flat()]
  const of = size(all)
  let what = '名册'
  let said = 0
  const teller = await makeTeller(service, congress, all, () => { const n = teller.done(); if (n - said >= 50 || n === of) { said = n; progress(n, of, what) } })

  for (const wave of plan.registers) await teller.tellInWaves(wave, together)
  for (const stretch of stretches(plan)) {
    what = stretch.last
    // What touches other matters comes last, so that the year is the same each time it is told.
    const crossing = (f: Family): boolean => f.acts.some(a => a.crosses)
    await teller.tell(stretch.families.filter(f => !crossing(f)), 2 * together)
    await teller.tell(stretch.families.filter(crossing), together)
    if (stretch.sweep) await service.sweep(congress, endOfDay(stretch.last))
  }
  // Last, one after the other: each is decided against the register the one before it left.
  for (const wave of plan.changes) await teller.tellInWaves(wave, together)
  await service.sampleIsIn(congress)
}

/** Tells what comes after the last day of a year that was told: it is no part of that year. */
export async function tellLater(service: Service, options: YearOptions & { readonly congress: number }): Promise<void> {
  const plan = planYear(readTables(), options), later = plan.later.map((act): Family => ({ name: act.key, acts: [act] }))
  const teller = await makeTeller(service, options.congress, [...plan.registers.flat(), ...plan.families, ...later], () => {})
  await teller.tell(later, 1)
}
