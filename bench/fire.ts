/** Sends a plan of requests from a process of its own and waits for what it found. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { median, round } from './results.ts'
import type { Fired, Plan, Shot } from './load.ts'
import type { Sizes } from './sizes.ts'

let marks = 0
export async function fire(port: number, s: Sizes, shots: readonly Shot[], more: Partial<Plan> = {}): Promise<Fired> {
  const plan: Plan = { port, connections: s.connections, warm: s.warm, seconds: s.seconds, shots, expect: [200, 201], mark: `b${process.pid}-${++marks}-`, ...more }
  const child = fork(join(import.meta.dirname, 'load.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const fired = await new Promise<Fired | { error: string }>((done, fail) => { child.once('message', m => done(m as Fired)); child.once('error', fail); child.once('exit', code => fail(new Error(`the visitors left early (${code})`))); child.send(plan) })
  if ('error' in fired) throw new Error(fired.error)
  if (fired.bad) throw new Error(`${fired.bad} of ${fired.all + fired.bad} requests were answered otherwise: ${fired.said}`)
  return fired
}

/** The same several times over; medians, and how many were answered altogether. */
export async function fireRounds(port: number, s: Sizes, shots: readonly Shot[], more: Partial<Plan> = {}): Promise<Fired> {
  const runs: Fired[] = []
  for (let i = 0; i < s.rounds; i++) runs.push(await fire(port, s, shots, more))
  return middle(runs)
}
export function middle(runs: readonly Fired[]): Fired {
  const of = (pick: (f: Fired) => number): number => round(median(runs.map(pick)), 2)
  return { rate: of(f => f.rate), counted: runs.reduce((n, f) => n + f.counted, 0), all: runs.reduce((n, f) => n + f.all, 0), p50: of(f => f.p50), p95: of(f => f.p95), p99: of(f => f.p99), bad: 0, said: '' }
}
