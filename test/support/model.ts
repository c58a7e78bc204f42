/**
 * Making an embedded store costs seconds of the processor, most of it the same each time: it is made once for a run, and
 * every store in memory begins as that one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '#store/open.ts'
import type { Store } from '#store/shapes.ts'
import { postgresAvailable, startServer } from '#test/support/postgres.ts'

/** Before a run: the model and where it lies, and one server for all where there is one. */
export default async function model(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-model-')), file = join(folder, 'model.tar.gz'), store = await openStore({ memory: true })
  await store.backup(file)
  await store.close()
  process.env['HUIYIN_TEST_MODEL'] = file
  const server = postgresAvailable() ? await startServer() : undefined
  if (server) process.env['HUIYIN_TEST_PG_PORT'] = String(server.port)
  return async () => { rmSync(folder, { recursive: true, force: true }); await server?.stop() }
}

export const memoryStore = (): Promise<Store> => openStore({ memory: process.env['HUIYIN_TEST_MODEL'] ?? true })
