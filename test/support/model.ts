/**
 * Making an embedded store costs seconds of the processor, most of it the same each time: it is made once for a run, and
 * every store begins as that one, but where making one is what is tested.
 */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openStore } from '#store/open.ts'
import type { Store } from '#store/shapes.ts'
import { makeModel, postgresAvailable, startServer } from '#test/support/postgres.ts'

/** Before a run: the model and where it lies, and one server for all where there is one. */
export default async function model(): Promise<() => Promise<void>> {
  // A run inside a run, as of a copy of the project, has that one's.
  if (process.env['HUIYIN_TEST_MODEL']) return async () => undefined
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-model-')), file = join(folder, 'model.tar.gz'), store = await openStore({ dataDir: join(folder, 'empty') })
  await store.backup(file)
  await store.close()
  process.env['HUIYIN_TEST_MODEL'] = file
  // Programs started by the tests read the same modules again and again.
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled')
  const server = postgresAvailable() ? await startServer() : undefined
  if (server) {
    await makeModel(server)
    process.env['HUIYIN_TEST_PG_PORT'] = String(server.port)
  }
  return async () => { rmSync(folder, { recursive: true, force: true }); await server?.stop() }
}

export const memoryStore = (): Promise<Store> => openStore({ memory: process.env['HUIYIN_TEST_MODEL'] ?? true })

/** A data folder with an empty store in it and, for a program to start on, a key; nothing yet where a file is run without a run's model. */
export function prepared(dataDir: string, key = false): string {
  const model = process.env['HUIYIN_TEST_MODEL']
  if (!model) return dataDir
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  cpSync(join(dirname(model), 'empty', 'pg'), join(dataDir, 'pg'), { recursive: true })
  if (key) writeFileSync(join(dataDir, 'key'), randomBytes(32).toString('hex'), { mode: 0o600 })
  return dataDir
}
