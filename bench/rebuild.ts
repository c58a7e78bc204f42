/** The log read from its first event: hashes recomputed, projections written anew and compared. */
import type { Bench } from './bench.ts'
import { people, tellMany } from './fill.ts'
import { newHome, within } from './home.ts'

export async function rebuild(bench: Bench): Promise<void> {
  const home = await newHome(bench.kind, bench.server)
  await within(home, async o => {
    const p = await people(o, 1, 12), told = await tellMany(o.service, p, 0, Math.max(20, bench.sizes.acted / 5))
    await o.service.maintain()
    const began = performance.now(), r = await o.service.rebuild(1), seconds = (performance.now() - began) / 1000
    if (r.differed.length || r.brokenHashes.length) throw new Error(`the rebuild found differences: ${[...r.differed, ...r.brokenHashes].slice(0, 3).join('; ')}`)
    bench.results.put(`${bench.kind}.rebuild`, { value: Math.round(told.acts / seconds), unit: 'acts/s', more: { families: r.families, events: r.events } })
  })
  home.gone()
}
