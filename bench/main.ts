/**
 * `npm run bench`: what the program does beside what its engine can do, in one run on one machine.
 * `--json` prints one document on stdout (progress is on stderr), `--quick` and `--tiny` do less,
 * `--only a,b` some measurements, `--engine embedded|postgresql` one engine, `--profile DIR` leaves processor profiles.
 */
import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'
import { desk } from './desk.ts'
import { million } from './figures.ts'
import { handover } from './handover.ts'
import { imports } from './import.ts'
import { intake } from './intake.ts'
import { machine } from './machine.ts'
import { postgresVersion, programs, startServer } from './postgres.ts'
import { rebuild } from './rebuild.ts'
import { type Kind, makeResults, ratios, round } from './results.ts'
import { starts } from './starts.ts'
import { sizes as all } from './sizes.ts'

const measurements: Readonly<Record<string, (b: Bench) => Promise<void>>> = { intake, desk, handover, rebuild, import: imports, starts, million }

const { values: given } = parseArgs({ options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, tiny: { type: 'boolean' }, only: { type: 'string' }, engine: { type: 'string' }, profile: { type: 'string' } } })
const sizes = all[given.tiny ? 'tiny' : given.quick ? 'quick' : 'full']
const only = given.only?.split(',') ?? Object.keys(measurements)
for (const name of only) if (!(name in measurements)) { process.stderr.write(`没有“${name}”这一项，可用的有 ${Object.keys(measurements).join('、')} / no measurement is called ${name}\n`); process.exit(2) }
if (given.engine && !['embedded', 'postgresql'].includes(given.engine)) { process.stderr.write('--engine embedded | postgresql\n'); process.exit(2) }

const say = (line: string): void => void (given.json ? process.stderr : process.stdout).write(`${line}\n`)
const bin = programs()
const kinds = (['embedded', 'postgresql'] as const).filter(k => (given.engine ? k === given.engine : k === 'embedded' || bin !== undefined))
if (!bin) say('没有找到 PostgreSQL 程序（含 pgbench），只测嵌入式 / no PostgreSQL programs with pgbench found: the embedded engine only')

// Broken off, it still ends the server and the programs it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const began = performance.now()
const here = machine(bin && kinds.includes('postgresql') ? postgresVersion(bin) : null)
say(`${here.cpu}, ${here.cores} cores, ${here.memoryGB} GB, ${here.system}; sync ${here.syncMs} ms; Node ${here.node}; ${here.postgresql ?? 'no PostgreSQL'}; load ${here.busy} at the start\n`)
const results = makeResults(say)
const server = bin && kinds.includes('postgresql') ? await startServer(bin) : undefined
try {
  for (const kind of kinds) for (const name of only) {
    say(`— ${name}, ${kind}`)
    await measurements[name]!({ kind, server, sizes, results, profile: given.profile, say })
  }
} finally { await server?.stop() }
const seconds = round((performance.now() - began) / 1000)
say(`\n${seconds} s`)
if (['intake', 'desk'].every(m => only.includes(m))) {
  const lacking = kinds.flatMap((k: Kind) => ratios.map(r => `${k}.${r}`)).filter(r => !Number.isFinite(results.values[r]?.value))
  if (lacking.length) throw new Error(`no value for ${lacking.join(', ')}`)
}
if (given.json) process.stdout.write(`${JSON.stringify({ sizes, machine: here, seconds, values: results.values }, null, 2)}\n`)
