/** One congress with its years of work: acts on what is there, pages, figures, a rebuild; then ten times as much. */
import { countLog } from '#store/log.ts'
import { acts, type Followed, followable, preparing } from './acts.ts'
import type { Bench } from './bench.ts'
import { copy } from './copy.ts'
import { daysSoFar, figures } from './figures.ts'
import { people, type Peopled, tellMany, variety } from './fill.ts'
import { fire, middle } from './fire.ts'
import { type Home, newHome, type Open, settled, within } from './home.ts'
import { shotOf } from './intake.ts'
import type { Fired } from './load.ts'
import { lists, matterPage, portal } from './pages.ts'
import { type Program, startProgram } from './program.ts'
import { catchIntake, type Measured, pgbenchIntake, preparePgbench, rateOf } from './reference.ts'
import { round } from './results.ts'

const streets = 12
const events = async (o: Open): Promise<number> => (await o.store.tx(1, countLog)).events
type Filled = { p: Peopled; token: string; roots: string[]; followed: Followed; events: number }

async function fill(bench: Bench, home: Home): Promise<Filled> {
  return within(home, async o => {
    const p = await people(o, 1, streets), followed = await followable(o, p, Math.max(20, Math.round(bench.sizes.acted / 5)))
    const began = performance.now(), told = await tellMany(o.service, p, 2, bench.sizes.acted)
    bench.results.put(`${bench.kind}.told.service`, { value: Math.round(told.acts / ((performance.now() - began) / 1000)), unit: 'acts/s', more: { acts: told.acts } })
    await settled(home, o)
    await preparing(home, o, p, followed)
    const token = await o.service.signIn(p.congress, p.streets[1]!.clerk)
    return { p, followed, roots: told.roots, token: token!, events: await events(o) }
  })
}

/** Intake over what has gathered beside intake over nothing, in turns: an append must not slow down as the log grows. */
async function decay(bench: Bench, home: Home, large: Program, p: Peopled): Promise<void> {
  const empty = await newHome(bench.kind, bench.server), q = await within(empty, o => people(o, 1, streets))
  const small = await startProgram(empty)
  const few: Fired[] = [], many: Fired[] = []
  try {
    for (let i = 0; i < bench.sizes.rounds; i++) {
      few.push(await fire(small.port, bench.sizes, [shotOf(q)]))
      many.push(await fire(large.port, bench.sizes, [shotOf(p)]))
    }
  } finally { await small.stop() }
  const a = middle(few), b = middle(many)
  bench.results.put(`${bench.kind}.intake.decay.empty`, { value: a.rate, unit: '/s', more: { p99: a.p99 } })
  bench.results.put(`${bench.kind}.intake.decay.full`, { value: b.rate, unit: '/s', more: { p99: b.p99 } })
  bench.results.put(`${bench.kind}.intake.decay.ratio`, { value: round(b.rate / a.rate, 2), unit: `at ${bench.sizes.copied} matters, of empty`, goal: { least: 0.9 } })
  if (bench.kind === 'postgresql') {
    // The same for the append alone: what the database itself loses to deeper indexes is told apart from what we lose.
    const alone: Record<'few' | 'many', Measured[]> = { few: [], many: [] }
    for (const [at, whose] of [[empty, q], [home, p]] as const) await within(at, async o => preparePgbench(at, [await catchIntake(o, whose)]))
    for (let i = 0; i < bench.sizes.rounds; i++) for (const [which, at] of [['few', empty], ['many', home]] as const) alone[which].push(await pgbenchIntake(at, bench.sizes, 1))
    bench.results.put(`${bench.kind}.intake.decay.reference.ratio`, { value: round(rateOf(alone.many) / rateOf(alone.few), 2), unit: `the append alone at ${bench.sizes.copied} matters, of empty`, more: { empty: rateOf(alone.few), full: rateOf(alone.many) } })
  }
  empty.gone()
}

export async function desk(bench: Bench): Promise<void> {
  const { sizes: s, results, kind } = bench, home = await newHome(kind, bench.server)
  const { p, token, roots, followed, events: before } = await fill(bench, home)
  let program = await startProgram(home, { profile: bench.profile })
  let acted = 0
  try {
    await portal(bench, program, p)
    await lists(bench, program, p, token, s.acted)
    await matterPage(bench, program, p, token, roots.filter((_, n) => (n + 2) % streets === 1).slice(0, 500))
    await figures(bench, program, p, s.acted)
    acted = await acts(bench, home, program, p, followed, token)
    const m = program.memory()
    if (m) results.put(`${kind}.memory.desk`, { value: m.now, unit: 'MB', more: { most: m.most } })
  } finally { await program.stop() }

  await within(home, async o => {
    // On a server the reference acts in the same log.
    const stands = await events(o)
    if (stands < before + acted || (kind === 'embedded' && stands !== before + acted)) throw new Error(`${before + acted} events should stand in the log, ${stands} do`)
    const room = s.copied - s.acted, began = performance.now()
    await copy(o.store, p.congress, roots.slice(0, variety(p)), room, daysSoFar())
    bench.say(`  ${room} copies in ${round((performance.now() - began) / 1000)} s`)
    await settled(home, o)
  })
  program = await startProgram(home)
  try {
    await lists(bench, program, p, token, s.copied)
    await decay(bench, home, program, p)
  } finally { await program.stop() }
  home.gone()
}
