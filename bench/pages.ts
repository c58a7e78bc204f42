/** Pages as people open them: the list as a clerk of one station, a matter, and the portal beside a bare page. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { bearer } from './acts.ts'
import type { Bench } from './bench.ts'
import type { Peopled } from './fill.ts'
import { fire, fireRounds, middle } from './fire.ts'
import type { Fired, Shot } from './load.ts'
import { freePort } from './postgres.ts'
import type { Program } from './program.ts'
import { round } from './results.ts'

/** Clerks of one office who click at the same moment; beyond this they would be a queue, not an office. */
const clerks = 4
const get = (path: string, headers: Record<string, string>): Shot => ({ method: 'GET', path, headers })
const latency = (f: Fired) => ({ p50: f.p50, p95: f.p95, perSecond: f.rate })

/** The list at this size: as it opens, narrowed in each usual way, and its second page's kin, one at a time and all together. */
export async function lists(bench: Bench, program: Program, p: Peopled, token: string, size: number): Promise<void> {
  const { sizes, results, kind } = bench, h = bearer(p, token)
  const ways: Readonly<Record<string, string>> = { plain: '/desk/list', stage: '/desk/list?stage=placed', ended: '/desk/list?ended=1', overdue: '/desk/list?light=overdue', search: '/desk/list?q=%E8%B7%AF%E7%81%AF', inbox: '/desk' }
  // Short runs look at the list as it opens; many short looks say as much of a page as few long ones.
  for (const [name, path] of Object.entries(ways).filter(([n]) => sizes.name === 'full' || n === 'plain')) {
    const f = await fireRounds(program.port, sizes, [get(path, h)], { connections: clerks, seconds: Math.min(sizes.seconds, 2), warm: Math.min(sizes.warm, 0.5) })
    results.put(`${kind}.pages.${name === 'inbox' ? 'inbox' : `list.${name}`}.${size}`, { value: f.p99, unit: 'ms p99', goal: { most: 150 }, more: latency(f) })
  }
}

export async function matterPage(bench: Bench, program: Program, p: Peopled, token: string, roots: readonly string[]): Promise<void> {
  const f = await fireRounds(program.port, bench.sizes, roots.map(id => get(`/desk/m/${id}`, bearer(p, token))), { connections: clerks })
  bench.results.put(`${bench.kind}.pages.matter`, { value: f.p99, unit: 'ms p99', goal: { most: 150 }, more: latency(f) })
}

export async function portal(bench: Bench, program: Program, p: Peopled): Promise<void> {
  const port = await freePort(), bare = fork(join(import.meta.dirname, 'bare.ts'), [String(port)], { execArgv: ['--disable-warning=ExperimentalWarning'] })
  await new Promise<void>((ok, no) => { bare.once('message', () => ok()); bare.once('exit', code => no(new Error(`the bare page ended (${code})`))) })
  const theirs: Fired[] = [], ours: Fired[] = []
  for (let i = 0; i < bench.sizes.rounds; i++) {
    theirs.push(await fire(port, bench.sizes, [get('/', { host: p.host })]))
    ours.push(await fire(program.port, bench.sizes, [get('/', { host: p.host })]))
  }
  bare.removeAllListeners('exit')
  bare.send('stop')
  const a = middle(theirs), b = middle(ours)
  bench.results.put(`${bench.kind}.pages.bare`, { value: a.rate, unit: '/s', more: { p99: a.p99 } })
  bench.results.put(`${bench.kind}.pages.portal`, { value: b.rate, unit: '/s', more: { p99: b.p99 } })
  bench.results.put(`${bench.kind}.pages.portal.ratio`, { value: round(b.rate / a.rate, 2), unit: 'of the bare page' })
}
