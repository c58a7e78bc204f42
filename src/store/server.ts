/** The store on a PostgreSQL server: migrations as the owner, everything else as a role that may not touch the log. */
import { spawn } from 'node:child_process'
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { chmod, rename, rm } from 'node:fs/promises'
import pg from 'pg'
import { makeStore, type Query } from './engine.ts'
import { connectionError, StoreError } from './errors.ts'
import { migrate } from './migrate.ts'
import type { JobsDb, Store } from './shapes.ts'
import { parsers } from './values.ts'

const closeWithinMs = 1_200
const types = { getTypeParser: (oid: number, format?: string) => (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text') }

/** The role this program serves as in a database: one each, so that two databases of one server stay apart. */
export const appRole = (database: string): string => `huiyin_app_${createHash('md5').update(database).digest('hex').slice(0, 8)}`

/** Where, without the password. */
const place = (url: string): string => {
  try {
    const u = new URL(url)
    return `${u.hostname || 'localhost'}:${u.port || 5432}${u.pathname}`
  } catch {
    return '(DATABASE_URL)'
  }
}

/** The password as the server keeps it, so that the password itself is in no statement and no log. */
function scram(password: string): string {
  const salt = randomBytes(16), rounds = 4096
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, rounds, 32, 'sha256')
  const mac = (label: string): Buffer => createHmac('sha256', salted).update(label).digest()
  const stored = createHash('sha256').update(mac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${mac('Server Key').toString('base64')}`
}

/** Runs the migrations on a connection of the owner's, closed before anybody is served. */
export async function migrateServer(url: string, appPassword: string | undefined, keyMark?: string): Promise<number> {
  return (await migrateAs(url, appPassword, keyMark)).schema
}

async function migrateAs(url: string, appPassword: string | undefined, keyMark?: string): Promise<{ schema: number; role: string }> {
  if (!appPassword) throw new StoreError('options', '使用 DATABASE_URL 时须有服务角色的口令', 'with DATABASE_URL a password for the serving role is needed')
  const owner = new pg.Client({ connectionString: url, types, connectionTimeoutMillis: 10_000, application_name: 'huiyin migration' })
  owner.on('error', () => undefined)
  try {
    await owner.connect()
    const [here] = (await owner.query<{ d: string }>('select current_database() d')).rows
    const database = here!.d, role = appRole(database)
    const query: Query = async <R>(sql: string, params: readonly unknown[] = []) => (await owner.query(sql, [...params])).rows as R[]
    // Before anything is touched: another key would change the serving role's password under a running server.
    if (keyMark) {
      const there = await query<{ t: string | null }>(`select to_regclass('public.congress')::text t`)
      const other = there[0]?.t ? await query(`select from congress where profile ->> 'keyCheck' is not null and profile ->> 'keyCheck' <> $1 limit 1`, [keyMark]) : []
      if (other.length) throw new StoreError('options', '密钥不对：这个数据库是用另一把密钥加密的，请用原来的 HUIYIN_KEY', 'this is not the key the database was sealed with; use the original HUIYIN_KEY')
    }
    const schema = await migrate({ query, exec: sql => owner.query(sql) }, role, async () => {
      const known = await query('select from pg_roles where rolname = $1', [role])
      const name = pg.escapeIdentifier(role)
      await owner.query(`${known.length ? 'alter' : 'create'} role ${name} login password '${scram(appPassword)}'`)
      await owner.query(`grant connect on database ${pg.escapeIdentifier(database)} to ${name}`)
      // Our look-ups are by key, in pages that are in memory or on a disk without heads: the server's first guess takes them
      // for four times as dear and reads whole tables instead. Statements this short are not worth compiling either.
      for (const setting of ['search_path = public', 'random_page_cost = 1.1', 'jit = off']) await owner.query(`alter role ${name} in database ${pg.escapeIdentifier(database)} set ${setting}`)
    })
    return { schema, role }
  } catch (error) {
    throw connectionError(error, place(url))
  } finally {
    await owner.end().catch(() => undefined)
  }
}

/** Opens the store on a server. */
export async function openServer(url: string, appPassword: string | undefined, keyMark?: string): Promise<Store> {
  const { schema, role } = await migrateAs(url, appPassword, keyMark)
  const where = place(url)
  const login = new URL(url)
  login.username = role
  login.password = encodeURIComponent(appPassword!)
  const pool = new pg.Pool({ connectionString: login.href, types, max: 10, connectionTimeoutMillis: 10_000, application_name: 'huiyin' })
  // An idle connection that breaks is replaced at the next use; unheard, the event would end the process.
  pool.on('error', () => undefined)
  const connect = (): Promise<pg.PoolClient> => pool.connect().catch((error: unknown) => { throw connectionError(error, where) })
  const asQuery = (client: pg.Pool | pg.PoolClient): Query => async <R>(sql: string, params: readonly unknown[] = [], name?: string) => {
    try {
      return (await client.query(name ? { name, text: sql, values: [...params] } : { text: sql, values: [...params] })).rows as R[]
    } catch (error) {
      throw connectionError(error, where)
    }
  }
  try {
    await refusePower(asQuery(pool), role)
  } catch (error) {
    await pool.end()
    throw error
  }
  return makeStore({
    kind: 'postgresql',
    schema,
    query: asQuery(pool),
    async transaction(congress, work) {
      const client = await connect()
      const query = asQuery(client)
      let fault: Error | undefined
      try {
        // One message; a set_config in the statement itself would be seen too late by row-level security.
        await client.query(congress === undefined ? 'begin' : `begin; set local app.congress = '${congress}'`)
        const result = await work(query)
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback').catch((e: Error) => { fault = e })
        throw connectionError(error, where)
      } finally {
        client.release(fault)
      }
    },
    async maintain() {
      await asQuery(pool)('select refresh_statistics()')
    },
    jobs: () => jobsOf(url),
    backup: file => dump(url, file),
    async close() {
      let timer: NodeJS.Timeout | undefined
      await Promise.race([pool.end(), new Promise(done => { timer = setTimeout(done, closeWithinMs) })])
      clearTimeout(timer)
    },
  })
}

/** Connections of the owner's for the job queue alone, opened with the first job: the pool that serves visitors has no rights in its schema. */
function jobsOf(url: string): JobsDb {
  const pool = new pg.Pool({ connectionString: url, max: 3, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000, application_name: 'huiyin jobs' })
  pool.on('error', () => undefined)
  let closing: Promise<void> | undefined
  return {
    kind: 'postgresql',
    async run(text, values) {
      // Several statements without parameters answer with a list; a failed one costs its connection, so no broken transaction is handed on.
      const answer = await pool.query(values?.length ? { text, values: [...values] } : text).catch((error: unknown) => { throw connectionError(error, place(url)) }) as pg.QueryResult | pg.QueryResult[]
      return { rows: (Array.isArray(answer) ? answer : [answer]).flatMap(r => r.rows as Record<string, unknown>[]) }
    },
    close: () => (closing ??= pool.end()),
  }
}

/** The append-only log rests on the role having no power over it, so that is looked at and not assumed. */
async function refusePower(query: Query, role: string): Promise<void> {
  const [is] = await query<{ name: string; strong: boolean; owner: boolean; may: boolean }>(`select current_user name, r.rolsuper or r.rolbypassrls strong,
    pg_has_role(current_user, (select relowner from pg_class where oid = 'event'::regclass), 'usage') owner,
    has_table_privilege('event', 'update') or has_table_privilege('event', 'delete') or has_table_privilege('event', 'truncate') may
    from pg_roles r where r.rolname = current_user`)
  if (!is || is.name !== role || is.strong || is.owner || is.may) {
    throw new StoreError('server', `服务角色 ${role} 的权限过大`, `the serving role ${role} has too much power`)
  }
}

/** A copy by pg_dump, which takes one snapshot and disturbs nobody. */
async function dump(url: string, file: string): Promise<void> {
  const beside = `${file}.part`
  const target = new URL(url)
  const password = decodeURIComponent(target.password)
  target.password = ''
  const child = spawn('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${beside}`, target.href], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...(password ? { PGPASSWORD: password } : {}) } })
  let says = ''
  child.stderr.on('data', (part: Buffer) => { says += part.toString() })
  const code = await new Promise<number | 'absent'>(done => child.on('error', () => done('absent')).on('close', c => done(c ?? 1)))
  if (code === 'absent') throw new StoreError('backup', '没有找到 pg_dump，请用数据库服务器自己的备份', 'pg_dump was not found; use the database server’s own backup')
  if (code !== 0) {
    await rm(beside, { force: true })
    throw new StoreError('backup', `pg_dump 失败：${says.trim()}`, `pg_dump failed: ${says.trim()}`)
  }
  await chmod(beside, 0o600)
  await rename(beside, file)
}
