/** First and second start, with nothing and with the sample year; memory when nobody comes. */
import type { Bench } from './bench.ts'
import { newHome, within } from './home.ts'
import { startProgram } from './program.ts'

const settleMs = 3_000
const settle = (): Promise<void> => new Promise(done => setTimeout(done, settleMs))

async function start(bench: Bench, name: string, home: Awaited<ReturnType<typeof newHome>>, sample: boolean, idle: boolean): Promise<number> {
  const program = await startProgram(home, { sample })
  bench.results.put(`${bench.kind}.starts.${name}`, { value: Math.round(program.startedMs), unit: 'ms' })
  if (idle) {
    await settle()
    const m = program.memory()
    if (m) bench.results.put(`${bench.kind}.memory.idle`, { value: m.now, unit: 'MB', more: { most: m.most } })
  }
  await program.stop()
  return program.startedMs
}

export async function starts(bench: Bench): Promise<void> {
  const bare = await newHome(bench.kind, bench.server, true)
  const first = await start(bench, 'first', bare, false, false)
  await start(bench, 'second', bare, false, bench.sizes.name !== 'full')
  bare.gone()
  // Telling the sample year takes longer than everything else of a short run.
  if (bench.sizes.name !== 'full') return
  const home = await newHome(bench.kind, bench.server, true)
  const telling = (await start(bench, 'firstWithSample', home, true, false)) - first
  await start(bench, 'secondWithSample', home, true, true)
  const acts = await within(home, async o => (await o.store.tx(1, tx => tx.rows<{ n: number }>('select count(*)::int n from event where congress = 1 and key is not null')))[0]!.n)
  bench.results.put(`${bench.kind}.sample`, { value: Math.round(acts / (telling / 1000)), unit: 'acts/s', more: { acts } })
  home.gone()
}
