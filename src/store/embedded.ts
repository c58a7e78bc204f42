/**
 * The embedded store: PGlite in this process, one session, made durable.
 *
 * Its file layer answers fsync without doing it, so the layer is subclassed and the engine
 * started with fsync on; whether the hook is really reached is checked at every opening,
 * because it hangs on the engine's insides.
 */
import { fdatasyncSync, mkdirSync, readdirSync } from 'node:fs'
import { open, readFile, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { makeStore, type Engine, type Query } from './engine.ts'
import { StoreError } from './errors.ts'
import { lockFolder } from './lock.ts'
import { migrate } from './migrate.ts'
import type { Store } from './shapes.ts'
import { parsers } from './values.ts'

const role = 'huiyin_app'
const closeWithinMs = 1_200

type Module = { NODEFS: { stream_ops: { fsync?: (stream: { nfd?: number | null }) => number } } }
type InitResult = Awaited<ReturnType<NodeFS['init']>>

/** Counts the syncs that reached the disk; tests and the opening check read it. */
class DurableFiles extends NodeFS {
  syncs = 0
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): Promise<InitResult> {
    const result = await super.init(pg, options)
    const hooks = (result as { emscriptenOpts: { preRun: ((module: Module) => void)[] } }).emscriptenOpts.preRun
    hooks.push(module => {
      module.NODEFS.stream_ops.fsync = stream => {
        if (stream.nfd != null) {
          fdatasyncSync(stream.nfd)
          this.syncs++
        }
        return 0
      }
    })
    return result
  }
}

/** The engine clears its shared memory at every start: 128 MB of it cost half a second, and a county's hot pages fit in half. */
const modest = (mb: number): string[] => ['-c', `shared_buffers=${mb}MB`, '-c', 'max_connections=10']
const durableOptions = (files: DurableFiles): PGliteOptions => ({
  fs: files,
  startParams: [...PGlite.defaultStartParams.filter(p => p !== '-F'), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', 'timezone=UTC', ...modest(64)],
})
/** A store in memory reads from memory anyhow. */
const memoryOptions = (): PGliteOptions => ({ startParams: [...PGlite.defaultStartParams, '-c', 'timezone=UTC', ...modest(16)] })

const dataFolder = (dir: string): string => join(dir, 'pg')

export type EmbeddedOptions = { readonly dataDir?: string | undefined; /** A store that is gone at close: a new one, or one that begins as this backup. */ readonly memory?: boolean | string; /** Told once when the engine can no longer answer: the program should end and be started again. */ readonly onBroken?: (e: Error) => void }
export type EmbeddedStore = Store & {
  /** How many times the engine has synced to disk; 0 in memory. */
  syncs(): number
}

/** Opens the store of a data directory, or one in memory that is gone at close. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedStore> {
  const { dataDir, memory } = options
  if ((memory === true || typeof memory === 'string') === (dataDir !== undefined)) throw new StoreError('options', '须给出数据目录，或者 memory', 'give either dataDir or memory')
  let release = (): void => undefined
  let files: DurableFiles | undefined
  if (dataDir !== undefined) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    release = lockFolder(dataDir)
    files = new DurableFiles(dataFolder(dataDir))
  }
  let db: PGlite | undefined
  try {
    db = await PGlite.create(files ? durableOptions(files) : { ...memoryOptions(), ...(typeof memory === 'string' ? { loadDataDir: packed(await readFile(memory)) } : {}) })
    const engine = await startEngine(db, files, release, options)
    return Object.assign(makeStore(engine), { syncs: () => files?.syncs ?? 0 })
  } catch (error) {
    await db?.close().catch(() => undefined)
    release()
    throw error
  }
}

/** A checkpoint that runs out of disk in the middle leaves an engine that answers nothing any more: it is not begun without room for what it may write. */
const checkpointRoom = 48 * 1024 * 1024

async function startEngine(db: PGlite, files: DurableFiles | undefined, release: () => void, options: EmbeddedOptions): Promise<Engine> {
  const query: Query = async <R>(sql: string, params: readonly unknown[] = []) =>
    (await db.query<R>(sql, params.map(p => p === undefined ? null : p), { parsers })).rows
  const before = files?.syncs
  const schema = await migrate({ query, exec: sql => db.exec(sql) }, role, async () => {
    await db.exec(`do $$ begin if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if; end $$`)
  })
  await db.exec('checkpoint')
  if (files && files.syncs === before) throw new StoreError('engine', '嵌入式数据库没有把数据写实到磁盘，版本不符', 'the embedded engine does not sync to disk; its version is not the one relied on')
  await db.exec(`set role ${role}; set random_page_cost = 1.1`)

  // One session: every statement and every whole transaction waits its turn here.
  let last: Promise<unknown> = Promise.resolve()
  let closed = false
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(async () => {
      if (closed) throw new StoreError('closed', '数据库已关闭', 'the store is closed')
      return work()
    })
    last = turn.catch(() => undefined)
    return turn
  }
  const asOwner = async (statements: readonly string[]): Promise<void> => {
    if (options.dataDir) {
      const { bavail, bsize } = await statfs(options.dataDir)
      if (bavail * bsize < checkpointRoom) throw new StoreError('full', `磁盘快满了（${options.dataDir}），先腾出空间`, `the disk is nearly full (${options.dataDir}); make room first`)
    }
    await db.exec('reset role')
    try {
      for (const s of statements) await db.exec(s)
    } catch (error) {
      // The engine may be past answering: nobody is kept waiting for it, and the log on disk is whole.
      closed = true
      const broken = new StoreError('engine', '数据库写检查点失败，需要重新启动；已经记下的都在', 'the database failed at a checkpoint and must be started again; what was recorded is kept', error)
      options.onBroken?.(broken)
      throw broken
    }
    await db.exec(`set role ${role}`)
  }
  return {
    kind: 'embedded',
    schema,
    query: (sql, params) => inTurn(() => query(sql, params)),
    transaction: (congress, work) => inTurn(async () => {
      await db.exec(congress === undefined ? 'begin' : `begin; set local app.congress = '${congress}'`)
      try {
        const result = await work(query)
        await db.exec('commit')
        return result
      } catch (error) {
        await db.exec('rollback')
        throw error
      }
    }),
    jobs: () => ({ kind: 'embedded', run: (text, values) => inTurn(() => asOwnerOnce(db, text, values)), close: () => Promise.resolve() }),
    // VACUUM may not share a message with anything else.
    maintain: () => inTurn(() => asOwner(['vacuum analyze', 'checkpoint'])),
    backup: file => inTurn(async () => {
      await asOwner(['checkpoint'])
      await writeWhole(file, await db.dumpDataDir('gzip'))
    }),
    async close() {
      const finish = inTurn(async () => {
        closed = true
        await asOwner(['checkpoint']).catch(() => undefined)
        await db.close()
      }).catch(() => undefined)
      // A killed engine recovers from its log, so waiting longer buys nothing.
      let timer: NodeJS.Timeout | undefined
      await Promise.race([finish, new Promise(done => { timer = setTimeout(done, closeWithinMs) })])
      clearTimeout(timer)
      closed = true
      release()
    },
  }
}

/**
 * One statement, or several that belong together, as the owner. The session itself stays the serving role's: the owner is
 * put on for one transaction (`set local`), so whatever happens to the statement, the end of the transaction takes it off.
 */
async function asOwnerOnce(db: PGlite, text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }> {
  const own = /^\s*begin\s*;/i
  try {
    // A text that brings its own transaction is given the owner inside of it.
    if (own.test(text)) return { rows: (await db.exec(text.replace(own, 'begin; set local role none;'))).flatMap(r => r.rows as Record<string, unknown>[]) }
    await db.exec('begin; set local role none')
    const rows = values?.length ? (await db.query<Record<string, unknown>>(text, [...values])).rows : (await db.exec(text)).flatMap(r => r.rows as Record<string, unknown>[])
    await db.exec('commit')
    return { rows }
  } catch (error) {
    await db.exec('rollback')
    throw error
  }
}

/** A half-written backup must never look like one: write beside, sync, rename. */
async function writeWhole(file: string, content: Blob): Promise<void> {
  const beside = `${file}.part`
  const handle = await open(beside, 'w', 0o600)
  try {
    await handle.writeFile(content.stream())
    await handle.sync()
  } catch (error) {
    await handle.close()
    await rm(beside, { force: true })
    throw error
  }
  await handle.close()
  await rename(beside, file)
}

/** The engine knows a packed copy by its media type. */
const packed = (bytes: Uint8Array<ArrayBuffer>): Blob => new Blob([bytes], { type: 'application/x-gzip' })

/** Makes a data directory from a backup file. The directory must be new or empty. */
export async function restoreEmbedded(file: string, dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const release = lockFolder(dataDir)
  try {
    if (readdirSync(dataDir).includes('pg')) throw new StoreError('backup', `目录已有数据：${dataDir}`, `there is data already in ${dataDir}`)
    const bytes = await readFile(file).catch((error: unknown) => { throw new StoreError('backup', `读不到备份：${file}`, `cannot read the backup ${file}`, error) })
    const db = await PGlite.create({ ...durableOptions(new DurableFiles(dataFolder(dataDir))), loadDataDir: packed(bytes) })
    await db.query('select count(*) from schema_version')
    await db.exec('checkpoint')
    await db.close()
  } catch (error) {
    if (!(error instanceof StoreError)) await rm(dataFolder(dataDir), { recursive: true, force: true })
    throw error
  } finally {
    release()
  }
}
