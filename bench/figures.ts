/** Every figure of the report at once, as the public page asks for them, and one alone. */
import type { Bench } from './bench.ts'
import { copy } from './copy.ts'
import { people, type Peopled, tellMany, variety } from './fill.ts'
import { fireRounds } from './fire.ts'
import { asOwner, newHome, settled, within } from './home.ts'
import { startProgram, type Program } from './program.ts'

const atOnce = 4
const thisYear = (): number => new Date().getFullYear()
/** Days of this year so far: copies go back over them, so that all of them are in its figures. */
export const daysSoFar = (): number => Math.max(1, Math.floor((Date.now() - Date.UTC(thisYear(), 0, 2)) / 86_400_000))

export async function figures(bench: Bench, program: Program, p: Peopled, size: number): Promise<void> {
  for (const [name, path] of [['all', '/api/figures'], ['one', '/api/figures/S26']] as const) {
    const f = await fireRounds(program.port, bench.sizes, [{ method: 'GET', path: `${path}?year=${thisYear()}`, headers: { host: p.host } }], { connections: atOnce })
    bench.results.put(`${bench.kind}.figures.${name}.${size}`, { value: f.p50, unit: 'ms p50', more: { p99: f.p99, perSecond: f.rate } })
  }
}

/** A million matters: their rows and their facts, on a server only. */
export async function million(bench: Bench): Promise<void> {
  if (bench.kind !== 'postgresql') return
  const many = bench.sizes.million, home = await newHome(bench.kind, bench.server)
  const p = await within(home, async o => {
    const made = await people(o, 1, 12), { roots } = await tellMany(o.service, made, 0, variety(made))
    let said = 0
    await copy(o.store, 1, roots, many - roots.length, daysSoFar(), ['matter', 'fact'], done => { if (done - said >= many / 5) { said = done; bench.say(`  ${done} matters`) } })
    await settled(home, o)
    return made
  })
  const [stands] = await asOwner<{ matters: number; facts: number }>(home, `select (select count(*)::int from matter where procedure = 'request') matters, (select count(*)::int from fact) facts`)
  if (stands!.matters !== many) throw new Error(`${many} matters should stand there, ${stands!.matters} do`)
  bench.say(`  ${stands!.matters} matters, ${stands!.facts} facts`)
  const program = await startProgram(home)
  try { await figures(bench, program, p, many) } finally { await program.stop() }
  home.gone()
}
