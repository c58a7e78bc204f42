/** Where the records of one measurement live: a folder of the embedded engine, or a database of the run's server. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeKeys } from '#service/keys.ts'
import { makeService } from '#service/make.ts'
import type { Service } from '#service/service.ts'
import { openStore, type StoreOptions } from '#store/open.ts'
import type { Store } from '#store/shapes.ts'
import type { PgServer } from './postgres.ts'
import type { Kind } from './results.ts'

const key = new Uint8Array(32).fill(9)
export const keys = makeKeys(key)

export type Home = {
  readonly kind: Kind
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly options: StoreOptions
  readonly server?: PgServer
  readonly url?: string
  gone(): void
}
export type Open = { readonly store: Store; readonly service: Service }

/** An embedded store just made, copied for every further home: making one takes seconds, and only the starts measure that. */
let made: string | undefined
async function model(): Promise<string> {
  if (made) return made
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-model-'))
  await (await openStore({ dataDir: folder })).close()
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return (made = folder)
}

/** A new one, empty; `untouched` leaves the making of the store to whoever opens it. */
export async function newHome(kind: Kind, server: PgServer | undefined, untouched = false): Promise<Home> {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-')), gone = (): void => rmSync(folder, { recursive: true, force: true })
  const common = { DATA_DIR: folder, HUIYIN_KEY: Buffer.from(key).toString('hex') }
  if (kind === 'embedded' && !untouched) cpSync(join(await model(), 'pg'), join(folder, 'pg'), { recursive: true })
  if (kind === 'embedded') return { kind, folder, gone, env: common, options: { dataDir: folder } }
  const url = await server!.database()
  return { kind, folder, gone, env: { ...common, DATABASE_URL: url }, options: { databaseUrl: url, appPassword: keys.databasePassword() }, server: server!, url }
}

/** Opens the store and the service over it in this process, for filling and for what is called without HTTP. */
export async function open(home: Home): Promise<Open> {
  const store = await openStore(home.options)
  return { store, service: makeService(store, { key, version: 'bench' }) }
}
export async function within<T>(home: Home, work: (o: Open) => Promise<T>): Promise<T> {
  const o = await open(home)
  try { return await work(o) } finally { await o.service.close() }
}

/** Asks as the owner, past row-level security; on the embedded engine there is none to ask past while a program holds it. */
export const asOwner = <R>(home: Home, sql: string, params: readonly unknown[] = []): Promise<R[]> => home.server!.ask<R>(home.url!, sql, params)

/** What autovacuum does within a minute of so many new rows, done at once: statistics, and which pages an index may answer for alone. */
export async function settled(home: Home, o: Open): Promise<void> {
  await o.service.maintain()
  if (home.server) await asOwner(home, 'vacuum analyze')
}
