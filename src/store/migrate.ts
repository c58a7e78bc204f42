/** Numbered, forward-only migrations; safe to run twice and by two processes at once. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Query } from './engine.ts'
import { StoreError } from './errors.ts'

const folder = new URL('./migrations/', import.meta.url)
// Any fixed number: whoever migrates a database of ours holds this advisory lock in it.
const lockNumber = 486_951_234

export type Migrator = { query: Query; exec(sql: string): Promise<unknown> }
type Migration = { version: number; name: string; sql: string }

const migrations = (): Migration[] =>
  readdirSync(folder).filter(f => /^\d{4}_.+\.sql$/.test(f)).sort()
    .map(f => ({ version: Number(f.slice(0, 4)), name: f, sql: readFileSync(new URL(f, folder), 'utf8') }))

/** The schema this program was written for. */
export const programSchema = (): number => migrations().at(-1)?.version ?? 0

/**
 * Brings the schema up to date on the owner's session and sets what the serving role may do.
 * `prepareRole` makes the role; it runs under the same lock.
 */
export async function migrate(owner: Migrator, role: string, prepareRole: () => Promise<void>): Promise<number> {
  await owner.query('select pg_advisory_lock($1)', [lockNumber])
  try {
    const [server] = await owner.query<{ v: number; e: string }>(`select current_setting('server_version_num')::int v, current_setting('server_encoding') e`)
    if (server!.v < 150_000) throw new StoreError('server', 'PostgreSQL 版本须为 15 或更高', `PostgreSQL 15 or newer is needed, this is ${Math.floor(server!.v / 10_000)}`)
    if (server!.e !== 'UTF8') throw new StoreError('server', `数据库编码须为 UTF8，现为 ${server!.e}`, `the database encoding must be UTF8, it is ${server!.e}`)
    await owner.exec('create table if not exists schema_version (version int primary key, name text not null, applied_at timestamptz not null default now())')
    const [at] = await owner.query<{ v: number }>('select coalesce(max(version), 0)::int v from schema_version')
    const known = migrations()
    const latest = known.at(-1)?.version ?? 0
    if (at!.v > latest) throw new StoreError('newer', `数据库结构（${at!.v}）比程序（${latest}）新，请升级程序`, `the schema (${at!.v}) is newer than this program (${latest}); upgrade the program`)
    for (const m of known.filter(k => k.version > at!.v)) {
      await transaction(owner, `${m.sql}\n;insert into schema_version (version, name) values (${m.version}, '${m.name}')`)
    }
    await prepareRole()
    await transaction(owner, readFileSync(new URL('access.sql', folder), 'utf8').replace(/\bhuiyin_app\b/g, role))
    return latest
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [lockNumber]).catch(() => undefined)
  }
}

async function transaction(owner: Migrator, sql: string): Promise<void> {
  await owner.exec('begin')
  try {
    await owner.exec(sql)
    await owner.exec('commit')
  } catch (error) {
    await owner.exec('rollback')
    throw error
  }
}
