import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoreOptions } from '#store/open.ts'
import { prepared } from '#test/support/model.ts'
import { postgresAvailable, startPostgres, type TestServer } from '#test/support/postgres.ts'

const rounds = 20
const script = join(import.meta.dirname, 'load.ts')
const flags = ['--disable-warning=ExperimentalWarning', '--liftoff-only', script]

/** Starts the load, lets it act for a while, kills it; answers the keys it had acknowledged. */
function burst(options: StoreOptions, round: number, ms: number): Promise<string[]> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...flags, 'load', JSON.stringify(options), String(round)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = '', err = '', counting = false
    child.stderr.on('data', d => { err += d })
    child.stdout.on('data', (d: Buffer) => {
      out += d
      // From the first acknowledgement on: a kill before it would prove nothing.
      if (!counting && out.split('\n').length > 2) { counting = true; setTimeout(() => child.kill('SIGKILL'), ms) }
    })
    child.on('exit', (code, signal) => (signal === 'SIGKILL' ? done(out.slice(0, out.lastIndexOf('\n')).split('\n').slice(1)) : fail(new Error(`the load ended by itself (${code}): ${err}`))))
  })
}
type Checked = { acknowledged: number; places: number; collected: number; lost: string[]; doubled: number; differed: string[]; brokenHashes: string[] }
function check(options: StoreOptions, round: string, file: string): Checked {
  const ran = spawnSync(process.execPath, [...flags, 'check', JSON.stringify(options), round, file], { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(ran.stderr)
  return JSON.parse(ran.stdout) as Checked
}

async function killed(options: StoreOptions): Promise<Checked> {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-acks-')), file = join(folder, 'acks')
  writeFileSync(file, '')
  let total = 0
  for (let r = 0; r < rounds; r++) {
    const keys = await burst(options, r, 30 + ((r * 67) % 400))
    total += keys.length
    appendFileSync(file, keys.map(k => `${k}\n`).join(''))
  }
  expect(total).toBeGreaterThan(rounds * 8)
  const last = check(options, 'last', file)
  rmSync(folder, { recursive: true, force: true })
  return last
}
function sound(c: Checked): void {
  expect(c.lost).toEqual([])
  expect(c.doubled).toBe(0)
  expect(c.collected).toBeGreaterThanOrEqual(c.places)
  expect(c.differed).toEqual([])
  expect(c.brokenHashes).toEqual([])
}

describe('killed under load, twenty times', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-kill-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  it('embedded: nothing acknowledged is lost, nothing doubled, projections equal a rebuild', { timeout: 400_000 }, async () => sound(await killed({ dataDir: prepared(folder) })))
})
describe.runIf(postgresAvailable())('killed under load, twenty times, on a server', () => {
  let server: TestServer
  beforeAll(async () => { server = await startPostgres() })
  afterAll(() => server.stop())
  it('postgresql: the same', { timeout: 400_000 }, async () => sound(await killed({ databaseUrl: await server.database(), appPassword: 'kill-test' })))
})
