/** Intake: what constituents send through HTTP, beside the bare append on the same engine in the same run, in turns. */
import { countLog } from '#store/log.ts'
import type { Append, Store } from '#store/shapes.ts'
import { type Peopled, intake as input, people } from './fill.ts'
import { fire, middle } from './fire.ts'
import { type Home, newHome, open, within } from './home.ts'
import type { Fired, Shot } from './load.ts'
import { startProgram, type Program } from './program.ts'
import { anew, catchIntake, inProcess, type Measured, pgbenchIntake, preparePgbench, rateOf } from './reference.ts'
import { get } from 'node:http'
import { median, round } from './results.ts'
import type { Bench } from './bench.ts'

export const shotOf = (p: Peopled): Shot => ({
  method: 'POST', path: '/api/request', headers: { host: p.host, 'content-type': 'application/json' },
  body: JSON.stringify({ key: '@KEY@', input: input(p.streets[0]!.place) }),
})
/** A form is drawn before it is sent: its token is read once, as a visitor's browser does. */
async function formOf(p: Peopled, port: number): Promise<Shot> {
  // The congress is found by its host, which fetch does not let anybody name.
  const page = await new Promise<{ text: string; cookies: string }>((done, fail) => void get({ host: '127.0.0.1', port, path: '/raise', headers: { host: p.host } }, r => {
    let text = ''
    r.setEncoding('utf8').on('data', (d: string) => { text += d }).on('end', () => done({ text, cookies: String(r.headers['set-cookie'] ?? '') }))
  }).on('error', fail))
  const token = /name="_token" value="([^"]+)"/.exec(page.text)?.[1], cookie = /hyf=[^;]+/.exec(page.cookies)?.[0]
  if (!token || !cookie) throw new Error('the form carries no token')
  return {
    method: 'POST', path: '/raise', headers: { host: p.host, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: `${new URLSearchParams({ ...(input(p.streets[0]!.place) as Record<string, string>), _token: token }).toString()}&_key=@KEY@`,
  }
}

const families = async (store: Store, all: readonly Peopled[]): Promise<number> => { let n = 0; for (const p of all) n += (await store.tx(p.congress, countLog)).families; return n }

/** The reference over the first `n` congresses; embedded, in a home of its own on the same disk. */
type Reference = { measure(n: number): Promise<Measured>; close(): Promise<void> }
async function besides(bench: Bench, home: Home): Promise<Reference> {
  if (home.kind === 'postgresql') return { measure: n => pgbenchIntake(home, bench.sizes, n), close: async () => undefined }
  const own = await newHome('embedded', undefined), o = await open(own), caught: Append[] = []
  for (let c = 1; c <= bench.sizes.congresses; c++) caught.push(await catchIntake(o, await people(o, c, 1)))
  return {
    measure: n => inProcess(bench.sizes, async () => { const [v] = await o.store.append([anew(caught[Math.floor(Math.random() * n)]!)]); if (v!.verdict !== 'done') throw new Error(v!.verdict) }),
    async close() { await o.service.close(); own.gone() },
  }
}

/** The congresses, what the reference needs of them, and how many families stand in their log so far. */
const prepare = (bench: Bench, home: Home) => within(home, async o => {
  const all: Peopled[] = []
  for (let c = 1; c <= bench.sizes.congresses; c++) all.push(await people(o, c, 1))
  if (home.kind === 'postgresql') {
    const caught: Append[] = []
    for (const p of all) caught.push(await catchIntake(o, p))
    await preparePgbench(home, caught)
  }
  await o.service.maintain()
  return { all, before: await families(o.store, all) }
})

export async function intake(bench: Bench): Promise<void> {
  const { sizes: s, results, kind } = bench
  const home = await newHome(kind, bench.server)
  const { all, before } = await prepare(bench, home)
  const ref = await besides(bench, home)
  const program: Program = await startProgram(home, { profile: bench.profile })
  let expected = before
  try {
    for (const [name, n] of [['many', s.congresses], ['one', 1]] as const) {
      const shots = all.slice(0, n).map(shotOf), theirs: Measured[] = [], ours: Fired[] = [], cpu: number[] = []
      for (let i = 0; i < s.rounds; i++) {
        const r = await ref.measure(n), used = program.cpu(), o = await fire(program.port, s, shots)
        theirs.push(r); ours.push(o); cpu.push((program.cpu() - used) / o.all)
        expected += o.all + (kind === 'postgresql' ? r.done : 0)
      }
      const mine = middle(ours)
      results.put(`${kind}.intake.${name}.reference`, { value: rateOf(theirs), unit: '/s' })
      results.put(`${kind}.intake.${name}.http`, { value: mine.rate, unit: '/s', more: { p50: mine.p50, p95: mine.p95, p99: mine.p99, cpuMs: round(median(cpu), 3), rounds: ours.map(o => o.rate).join(' ') } })
      results.put(`${kind}.intake.${name}.ratio`, { value: round(mine.rate / rateOf(theirs), 2), unit: 'of the reference', goal: { least: 0.65 } })
    }
    const form = await fire(program.port, s, [await formOf(all[0]!, program.port)], { expect: [303] })
    expected += form.all
    results.put(`${kind}.intake.form.http`, { value: form.rate, unit: '/s', more: { p99: form.p99 } })
    const m = program.memory()
    if (m) results.put(`${kind}.memory.intake`, { value: m.now, unit: 'MB', more: { most: m.most } })
  } finally { await program.stop(); await ref.close() }
  const after = await within(home, o => families(o.store, all))
  if (after !== expected) throw new Error(`${kind}: ${expected} families should stand in the log, ${after} do`)
  home.gone()
}
