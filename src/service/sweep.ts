/** The clock's own acts: silence, lapses, recounts, the end of retention. Any number of late or double sweeps give the same log. */
import { endOfDay } from '#law/time.ts'
import type { Instant } from '#loop/words.ts'
import { dueForClock, provisionalDuties } from '#store/duties.ts'
import type { House } from '#service/house.ts'
import { retire } from '#service/retention.ts'
import type { ActRequest, Outcome } from '#service/views.ts'

const batch = 200

export async function sweep(house: House, act: (r: ActRequest) => Promise<Outcome>, congress: number, until?: Instant): Promise<number> {
  const held = await house.worlds.get(congress)
  const told = until !== undefined && held.congress.sample
  const now = told ? until : house.worlds.now(congress)
  const lapses = held.world.procedures.list.flatMap(p => Object.entries(p.lapses ?? {}).map(([duty, clock]) => ({ procedure: p.id, act: duty, clock })))
  const clock = { kind: 'clock' } as const
  let done = 0
  const count = (o: Outcome): void => { if (o.ok && o.verdict === 'done') done++ }

  for (;;) {
    const due = await house.store.tx(congress, tx => dueForClock(tx, lapses, now, batch))
    const before = done
    await Promise.all(due.map(async d => {
      const clockAct = lapses.find(l => l.procedure === d.procedure && l.act === d.act)!.clock
      count(await act({ congress, matter: d.matter, act: clockAct, input: {}, actor: clock, at: d.due, key: `clock:${d.matter}:${d.no}`, ...(told ? { told: true as const } : {}) }))
    }))
    if (due.length < batch || done === before) break
  }
  const covered = endOfDay(held.world.calendar.coveredUntil)
  for (const matter of await house.store.tx(congress, tx => provisionalDuties(tx, covered, batch))) count(await act({ congress, matter, act: 'recount', input: {}, actor: clock, key: `clock:recount:${matter}:${held.config}` }))
  if (!told) done += await retire(house, act, congress, now)
  return done
}
