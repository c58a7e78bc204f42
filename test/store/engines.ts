/** Runs the same tests on both engines: embedded always, a server where its programs are found. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { createCongress } from '#store/config.ts'
import { openStore, type StoreOptions } from '#store/open.ts'
import type { Store } from '#store/shapes.ts'
import { postgresAvailable, startPostgres, type TestServer } from '#test/support/postgres.ts'

export const appPassword = 'serving: p@ss/word?'
export type Bench = { store: Store; options: StoreOptions; /** The owner's address; undefined on the embedded store. */ owner?: string }

/** Describes once per engine. `bench()` gives the open store, with congresses 1 to 3 in it. */
export function onEngines(title: string, tests: (bench: () => Bench, kind: Store['kind']) => void): void {
  describe(`${title} (embedded)`, () => {
    let bench: Bench | undefined
    beforeAll(async () => { bench = await open({ memory: process.env['HUIYIN_TEST_MODEL'] ?? true }) })
    afterAll(() => bench?.store.close())
    tests(() => bench!, 'embedded')
  })
  if (!postgresAvailable()) return
  describe(`${title} (postgresql)`, () => {
    let server: TestServer | undefined, bench: Bench | undefined
    beforeAll(async () => {
      server = await startPostgres()
      const owner = await server.database()
      bench = { ...await open({ databaseUrl: owner, appPassword }), owner }
    })
    afterAll(async () => {
      await bench?.store.close()
      await server?.stop()
    })
    tests(() => bench!, 'postgresql')
  })
}

async function open(options: StoreOptions): Promise<Bench> {
  const store = await openStore(options)
  for (const n of [1, 2, 3]) await store.tx(n, tx => createCongress(tx, { short: `c${n}`, name: `第${n}县`, nameEn: `County ${n}`, sample: n === 3 }))
  return { store, options }
}

/** A folder gone after the tests of the file. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-store-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
