/** Killed in the middle of taking a table in, and again in the middle of going on with it: every row is there once. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoreOptions } from '#store/open.ts'
import { prepared } from '#test/support/model.ts'
import { postgresAvailable, startPostgres, type TestServer } from '#test/support/postgres.ts'

const flags = ['--disable-warning=ExperimentalWarning', '--liftoff-only', join(import.meta.dirname, 'import.ts')]
/** At which parts of the hundred it is killed; after the last it is left to finish. */
const kills = [10, 30, 60]

/** Runs until it says it is so far, then kills it; answers what it said, one line a look. */
function run(options: StoreOptions, round: number, until: number | undefined): Promise<string[]> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...flags, 'go', JSON.stringify(options), String(round * 10)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = '', err = ''
    child.stderr.on('data', d => { err += d })
    child.stdout.on('data', (d: Buffer) => { out += d; if (until !== undefined && Number(/(\d+)\n$/.exec(out)?.[1] ?? 0) >= until) child.kill('SIGKILL') })
    child.on('exit', (code, signal) => (code === 0 || signal === 'SIGKILL' ? done(out.trim().split('\n')) : fail(new Error(`ended by itself (${code}): ${err}`))))
  })
}
async function once(options: StoreOptions): Promise<void> {
  for (const [n, until] of kills.entries()) {
    const said = await run(options, n, until)
    // It was under way when it was killed, and had gone on from where it stood.
    expect(said.at(-1)).toMatch(/^going /)
    if (n > 0) expect(Number(said[0]!.split(' ')[1])).toBeGreaterThanOrEqual(kills[n - 1]! - 1)
  }
  expect((await run(options, kills.length, undefined)).at(-1)).toMatch(/^done /)
  const ran = spawnSync(process.execPath, [...flags, 'check', JSON.stringify(options), String(kills.length * 10)], { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(ran.stderr)
  const c = JSON.parse(ran.stdout) as { rows: number }
  expect(c).toEqual({ state: 'done', imports: 1, rows: c.rows, people: c.rows, phones: c.rows, wrong: [], differed: [], brokenHashes: [] })
}

describe('an import killed three times', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-kill-import-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  it('embedded: every row is there once, with its posts and its telephone', { timeout: 400_000 }, () => once({ dataDir: prepared(folder) }))
})
describe.runIf(postgresAvailable())('an import killed three times, on a server', () => {
  let server: TestServer
  beforeAll(async () => { server = await startPostgres() })
  afterAll(() => server.stop())
  it('postgresql: the same', { timeout: 400_000 }, async () => once({ databaseUrl: await server.database(), appPassword: 'kill-test' }))
})
