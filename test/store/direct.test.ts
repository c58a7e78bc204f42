/** The second wall, looked at without the program: a plain SQL session with the application's own role. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCongress } from '#store/config.ts'
import { openStore } from '#store/open.ts'
import { appRole } from '#store/server.ts'
import type { Store } from '#store/shapes.ts'
import { addView } from '#store/views.ts'
import { at, id, organ, person, told } from './acts.ts'
import { prepared } from '#test/support/model.ts'
import { postgresAvailable, startPostgres, type TestServer } from '#test/support/postgres.ts'

type Session = { rows(sql: string): Promise<Record<string, unknown>[]>; end(): Promise<void> }
const tables = `select c.relname t from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('congress', 'schema_version') order by 1`
const logs = ['event', 'setting', 'view_log', 'export_log', 'audit_draw']

async function fill(store: Store): Promise<void> {
  for (const n of [1, 2]) {
    await store.tx(n, tx => createCongress(tx, { short: `c${n}`, name: `第${n}县`, nameEn: `County ${n}` }))
    await store.append([told({ congress: n, opens: [{}], facts: [{}], row: { title: `第${n}县路灯不亮` } })])
    await store.tx(n, tx => addView(tx, { matter: id(), field: 'phone', person, organ, reason: `${n}`, at: at(0) }))
  }
}
/** What any session of that role must come up against. `begin` names a congress for what follows. */
function wall(session: () => Session, begin: (congress: number | undefined, sql: string) => Promise<Record<string, unknown>[]>): void {
  test('sees the congress it has named and no other', async () => {
    for (const { t } of await session().rows(tables)) for (const n of [1, 2]) expect([t, n, await begin(n, `select count(*)::int n from ${String(t)} where congress <> ${n}`)]).toEqual([t, n, [{ n: 0 }]])
    for (const n of [1, 2]) for (const t of ['event', 'matter', 'duty', 'fact', 'view_log']) expect([t, await begin(n, `select count(*)::int n from ${t}`)]).toEqual([t, [{ n: 1 }]])
    expect(await begin(1, `select title from matter`)).toEqual([{ title: '第1县路灯不亮' }])
  })
  test('sees nothing at all before it has named one', async () => {
    for (const { t } of await session().rows(tables)) expect([t, await begin(undefined, `select count(*)::int n from ${String(t)}`)]).toEqual([t, [{ n: 0 }]])
    for (const n of [1, 2]) expect(await begin(undefined, `select search_matters(${n}, '路灯', 10) id`)).toEqual([])
  })
  test('can neither change nor empty the logs, nor write into another congress, nor take the wall down', async () => {
    for (const t of logs) for (const sql of [`update ${t} set congress = congress`, `delete from ${t}`, `truncate ${t}`, `alter table ${t} disable row level security`, `drop table ${t}`]) await expect(begin(1, sql), sql).rejects.toThrow(/permission denied|must be owner/)
    await expect(begin(1, `insert into view_log (congress, matter, field, person, organ, reason, at) values (2, gen_random_uuid(), 'x', gen_random_uuid(), gen_random_uuid(), 'x', now())`)).rejects.toThrow(/row-level security/)
    await expect(begin(1, `set session row_security = off; select count(*) from event`)).rejects.toThrow()
    expect(await begin(1, `update matter set title = 'x' where congress = 2 returning id`)).toEqual([])
    for (const sql of ['create role mine superuser', 'grant huiyin_other to current_user', `create table mine (x int)`]) await expect(begin(1, sql), sql).rejects.toThrow(/permission denied|does not exist|must be superuser/)
  })
}

describe.skipIf(!postgresAvailable())('a direct session (postgresql)', () => {
  let server: TestServer, store: Store, client: pg.Client
  beforeAll(async () => {
    server = await startPostgres()
    const owner = await server.database()
    store = await openStore({ databaseUrl: owner, appPassword: 'serving' })
    await fill(store)
    const login = new URL(owner)
    login.username = appRole(login.pathname.slice(1)); login.password = 'serving'
    client = new pg.Client({ connectionString: login.href })
    await client.connect()
  })
  afterAll(async () => { await client?.end(); await store?.close(); await server?.stop() })
  const rows = async (sql: string) => { const r = await client.query(sql); return (Array.isArray(r) ? r.at(-1) : r).rows as Record<string, unknown>[] }
  test('is the role the program serves as, and no stronger', async () => expect(await rows(`select current_user::text u, rolsuper s, rolbypassrls b, rolcreaterole c from pg_roles where rolname = current_user`)).toEqual([{ u: expect.stringMatching(/^huiyin_app_/), s: false, b: false, c: false }]))
  wall(() => ({ rows, end: async () => undefined }), async (n, sql) => {
    await client.query(n === undefined ? 'begin' : `begin; set local app.congress = '${n}'`)
    try { return await rows(sql) } finally { await client.query('rollback') }
  })
})

describe('a session that has taken the role (embedded)', () => {
  let db: import('@electric-sql/pglite').PGlite, folder: string
  beforeAll(async () => {
    const { mkdtempSync } = await import('node:fs'), { tmpdir } = await import('node:os'), { join } = await import('node:path')
    folder = join(mkdtempSync(join(tmpdir(), 'huiyin-direct-')), 'd')
    const store = await openStore({ dataDir: prepared(folder) })
    await fill(store)
    await store.close()
    const { PGlite } = await import('@electric-sql/pglite')
    db = await PGlite.create(join(folder, 'pg'))
    await db.exec('set role huiyin_app')
  })
  afterAll(async () => { await db?.close(); (await import('node:fs')).rmSync(folder, { recursive: true, force: true }) })
  const rows = async (sql: string) => (await db.exec(sql)).at(-1)!.rows as Record<string, unknown>[]
  wall(() => ({ rows, end: async () => undefined }), async (n, sql) => {
    await db.exec(n === undefined ? 'begin' : `begin; set local app.congress = '${n}'`)
    try { return await rows(sql) } finally { await db.exec('rollback') }
  })
})
