/** The one way to a Store: embedded in a directory, in memory, or on a PostgreSQL server. */
import { openEmbedded } from './embedded.ts'
import { migrateServer, openServer } from './server.ts'
import type { Store } from './shapes.ts'

export type StoreOptions = {
  readonly dataDir?: string
  /** The owner's connection, used for migrations only; the serving pool logs in as a role of its own. */
  readonly databaseUrl?: string
  /** Gone at close; a file is the backup it begins as. */
  readonly memory?: boolean | string
  /** The serving role's password; needed with `databaseUrl`. */
  readonly appPassword?: string
  /** A mark of the key in use: a database whose records were sealed under another key is left alone. */
  readonly keyMark?: string
  /** The embedded engine can no longer answer; the program should end and be started again. */
  readonly onBroken?: (e: Error) => void
}

/** Migrates and opens. `databaseUrl` goes before `memory`, `memory` before `dataDir`. */
export function openStore(options: StoreOptions): Promise<Store> {
  if (options.databaseUrl) return openServer(options.databaseUrl, options.appPassword, options.keyMark)
  return openEmbedded(options.memory ? { memory: options.memory } : { dataDir: options.dataDir, ...(options.onBroken ? { onBroken: options.onBroken } : {}) })
}

/** Brings the schema up to date and leaves; answers its version. */
export async function migrateOnly(options: StoreOptions): Promise<number> {
  if (options.databaseUrl) return migrateServer(options.databaseUrl, options.appPassword, options.keyMark)
  const store = await openStore(options)
  await store.close()
  return store.schema
}
