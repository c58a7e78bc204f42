/** The clock's own acts: silence, lapses, recounts, the end of retention. Any number of late or double sweeps give the same log. */
import { dayOf, endOfDay } from '#law/time.ts'
import type { Procedure } from '#loop/procedure.ts'
import type { Id, Instant } from '#loop/words.ts'
import { dueForClock, owedBy, provisionalDuties } from '#store/duties.ts'
import type { House } from '#service/house.ts'
import { retire } from '#service/retention.ts'
import type { ActRequest, Outcome } from '#service/views.ts'
import type { Held } from '#service/world.ts'

const batch = 200

export async function sweep(house: House, act: (r: ActRequest) => Promise<Outcome>, congress: number, until?: Instant): Promise<number> {
  const held = await house.worlds.get(congress)
  const told = until !== undefined && held.congress.sample
  const now = told ? until : house.worlds.now(congress)
  const lapses = held.world.procedures.list.flatMap(p => Object.entries(p.lapses ?? {}).map(([duty, clock]) => ({ procedure: p.id, act: duty, clock })))
  const clock = { kind: 'clock' } as const
  let done = 0
  const count = (o: Outcome): void => { if (o.ok && o.verdict === 'done') done++ }

  // First, so that what was owed by somebody who had gone does not lapse over their head.
  const passes = held.world.procedures.list.flatMap(p => Object.entries(p.passes ?? {}).map(([duty, act]) => ({ procedure: p.id, act: duty, clock: act, holding: holdingFor(p, duty) })))
  const day = dayOf(now), gone = goneFrom(held, [...new Set(passes.flatMap(p => p.holding))], day)
  for (const d of gone.length ? await house.store.tx(congress, tx => owedBy(tx, gone.map(p => `person:${p}` as const), passes, batch)) : []) {
    const pass = passes.find(p => p.procedure === d.procedure && p.act === d.act)!
    // Whoever was in office until it fell due had their time; what then came is the lapse.
    if (d.due < now && held.world.directory.actingPostsOf(d.owes.slice('person:'.length), dayOf(d.due)).some(p => pass.holding.includes(p.kind))) continue
    count(await act({ congress, matter: d.matter, act: pass.clock, input: {}, actor: clock, key: `clock:pass:${d.matter}:${d.no}`, ...(told ? { at: now, told: true as const } : {}) }))
  }

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

/** The posts by which an act is somebody's in person. */
const holdingFor = (p: Procedure, act: string): string[] => (p.acts[act]?.by ?? []).flatMap(r => (r.test.kind === 'party' ? r.test.holding ?? [] : []))
/** Whoever once held one of these posts and may not act by any of them now. */
const goneFrom = (held: Held, kinds: readonly string[], day: string): Id[] => {
  const { directory } = held.world, ever = new Set(directory.all.posts.filter(p => kinds.includes(p.kind)).map(p => p.person))
  return [...ever].filter(p => !directory.actingPostsOf(p, day).some(x => kinds.includes(x.kind)))
}
