/**
 * Making an embedded store costs seconds of the processor, most of it the same each time: it is made once for a run, and
 * every store in memory begins as that one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '#store/open.ts'
import type { Store } from '#store/shapes.ts'

/** Before a run: the model, and where it lies. */
export default async function model(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-model-')), file = join(folder, 'model.tar.gz'), store = await openStore({ memory: true })
  await store.backup(file)
  await store.close()
  process.env['HUIYIN_TEST_MODEL'] = file
  return () => rmSync(folder, { recursive: true, force: true })
}

export const memoryStore = (): Promise<Store> => openStore({ memory: process.env['HUIYIN_TEST_MODEL'] ?? true })
