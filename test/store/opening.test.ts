import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCongress } from '#store/config.ts'
import { openEmbedded, restoreEmbedded } from '#store/embedded.ts'
import { programSchema } from '#store/migrate.ts'
import { migrateOnly, openStore, type StoreOptions } from '#store/open.ts'
import { after, told } from './acts.ts'
import { appPassword, temporary } from './engines.ts'
import { prepared } from '#test/support/model.ts'
import { postgresAvailable, startPostgres, type TestServer } from '#test/support/postgres.ts'

/** A child process, the lines it has said, and its end. */
function child(what: string, options: StoreOptions) {
  const p = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--liftoff-only', fileURLToPath(new URL('./child.ts', import.meta.url)), what, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  const wake = new Set<() => void>()
  p.stdout.on('data', (part: Buffer) => { text += part.toString(); wake.forEach(w => w()) })
  const end = new Promise<void>(done => p.on('close', () => { done(); wake.forEach(w => w()) }))
  const lines = () => text.split('\n').slice(0, -1)
  return {
    lines, end, kill: () => p.kill('SIGKILL'),
    async until(n: number) {
      while (lines().length < n && p.exitCode === null) await new Promise<void>(done => { wake.add(done) })
      return lines()
    },
  }
}

describe('opening (embedded)', () => {
  const folder = temporary()

  test('a second opener is refused, in this process and from another', async () => {
    const dataDir = prepared(join(folder, 'lock'))
    const holder = child('hold', { dataDir })
    expect(await holder.until(1)).toEqual([`open ${programSchema()}`])
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'locked', zh: expect.stringContaining('另一个进程'), en: expect.stringContaining(dataDir) })
    await expect(restoreEmbedded('none', dataDir)).rejects.toMatchObject({ code: 'locked' })
    holder.kill()
    await holder.end
    const store = await openStore({ dataDir })
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'locked' })
    const other = child('open', { dataDir })
    await other.end
    expect(other.lines()[0]).toMatch(/^refused locked/)
    await store.close()
    expect(await migrateOnly({ dataDir })).toBe(programSchema())
    expect(statSync(dataDir).mode & 0o077).toBe(0)
  })

  test('every commit is synced to the disk, and closing twice is quick and harmless', async () => {
    const store = await openEmbedded({ dataDir: join(folder, 'sync') })
    await store.tx(1, tx => createCongress(tx, { short: 'c1', name: '一县', nameEn: 'One' }))
    const before = store.syncs()
    for (let i = 0; i < 12; i++) await store.append([told()])
    expect(store.syncs() - before).toBeGreaterThanOrEqual(12)
    const begun = performance.now()
    await Promise.all([store.close(), store.close()])
    await store.close()
    expect(performance.now() - begun).toBeLessThan(1_500)
    await expect(store.append([told()])).rejects.toMatchObject({ code: 'closed' })
  })

  test('a killed process loses nothing it has acknowledged', async () => {
    const dataDir = prepared(join(folder, 'kill'))
    const writer = child('append', { dataDir })
    await writer.until(30)
    writer.kill()
    await writer.end
    const roots = writer.lines().filter(l => l.startsWith('done ')).map(l => l.slice(5))
    expect(roots.length).toBeGreaterThan(20)
    const store = await openStore({ dataDir })
    for (const root of roots) expect((await store.readFamily(1, root))?.events).toHaveLength(1)
    await store.close()
  })

  test('a backup taken while serving is restored whole, into a new directory only', async () => {
    const dataDir = prepared(join(folder, 'from')), file = join(folder, 'copy.tar.gz'), to = join(folder, 'to')
    const store = await openStore({ dataDir })
    await store.tx(1, tx => createCongress(tx, { short: 'c1', name: '一县', nameEn: 'One' }))
    const a = told({ events: 2 })
    await store.append([a])
    const [, next] = await Promise.all([store.backup(file), store.append([after(a)])])
    expect(next[0]!.verdict).toBe('done')
    await store.maintain()
    await store.close()
    expect(existsSync(`${file}.part`)).toBe(false)
    expect(statSync(file).mode & 0o077).toBe(0)
    await expect(restoreEmbedded(file, dataDir)).rejects.toMatchObject({ code: 'backup' })
    await expect(restoreEmbedded(join(folder, 'none'), join(folder, 'other'))).rejects.toMatchObject({ code: 'backup' })
    await restoreEmbedded(file, to)
    const copy = await openEmbedded({ dataDir: to })
    expect((await copy.readFamily(1, a.root))!.events).toStrictEqual(JSON.parse(JSON.stringify(a.events)))
    expect((await copy.append([after(a)]))[0]!.verdict).toBe('done')
    await expect(copy.tx(1, tx => tx.rows('delete from event'))).rejects.toThrow(/permission denied/)
    await copy.close()
  })

  test('a schema newer than the program is refused', async () => {
    const { PGlite } = await import('@electric-sql/pglite')
    const dataDir = prepared(join(folder, 'newer'))
    await (await openStore({ dataDir })).close()
    const db = await PGlite.create(join(dataDir, 'pg'))
    await db.query(`insert into schema_version (version, name) values (9999, 'later')`)
    await db.close()
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'newer' })
    await expect(openStore({ dataDir }), 'and the lock was given back').rejects.toMatchObject({ code: 'newer' })
  })

  test('options that say nothing or too much are refused', async () => {
    await expect(openStore({})).rejects.toMatchObject({ code: 'options' })
    await expect(openEmbedded({ memory: true, dataDir: folder })).rejects.toMatchObject({ code: 'options' })
    await expect(openStore({ databaseUrl: 'postgres://127.0.0.1:1/none' })).rejects.toMatchObject({ code: 'options' })
    await expect(openStore({ databaseUrl: 'postgres://u:secret@127.0.0.1:1/none', appPassword })).rejects.toMatchObject({ code: 'connection', message: expect.not.stringContaining('secret') })
  })
})

describe.skipIf(!postgresAvailable())('opening (postgresql)', () => {
  let server: TestServer
  const folder = temporary()
  beforeAll(async () => { server = await startPostgres() })
  afterAll(() => server?.stop())
  const asOwner = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return (await client.query<Record<string, unknown>>(sql).finally(() => client.end())).rows
  }

  test('two processes that start together on an empty database both come up', async () => {
    const databaseUrl = await server.database('nothing')
    const both = [1, 2].map(() => child('open', { databaseUrl, appPassword }))
    await Promise.all(both.map(c => c.end))
    expect(both.map(c => c.lines())).toEqual([[`open ${programSchema()}`], [`open ${programSchema()}`]])
    expect(await migrateOnly({ databaseUrl, appPassword })).toBe(programSchema())
    expect(await asOwner(databaseUrl, 'select version from schema_version order by version')).toEqual(Array.from({ length: programSchema() }, (_, i) => ({ version: i + 1 })))
    expect(await asOwner(databaseUrl, `select count(*)::int n from pg_stat_activity where application_name = 'huiyin migration'`)).toEqual([{ n: 0 }])
  })

  test('a schema newer than the program is refused', async () => {
    const databaseUrl = await server.database('nothing')
    await migrateOnly({ databaseUrl, appPassword })
    await asOwner(databaseUrl, `insert into schema_version (version, name) values (9999, 'later')`)
    await expect(openStore({ databaseUrl, appPassword })).rejects.toMatchObject({ code: 'newer' })
  })

  test('the owner’s connection is not kept, and a role with too much power is refused', async () => {
    const databaseUrl = await server.database('nothing')
    const store = await openStore({ databaseUrl, appPassword })
    const users = await asOwner(databaseUrl, `select distinct usename from pg_stat_activity where application_name like 'huiyin%' and datname = current_database()`)
    expect(users).toEqual([{ usename: expect.stringMatching(/^huiyin_app_/) }])
    await store.close()
    await asOwner(databaseUrl, `alter role ${String(users[0]!['usename'])} superuser`)
    await expect(openStore({ databaseUrl, appPassword })).rejects.toMatchObject({ code: 'server' })
  })

  test('a backup by pg_dump, or a plain word that there is none', async () => {
    const databaseUrl = await server.database('nothing')
    const store = await openStore({ databaseUrl, appPassword })
    const path = process.env['PATH']
    try {
      process.env['PATH'] = '/nowhere'
      await expect(store.backup(join(folder, 'none'))).rejects.toMatchObject({ code: 'backup' })
    } finally {
      process.env['PATH'] = path
    }
    const made = await store.backup(join(folder, 'dump')).then(() => true, (e: { code?: string }) => e.code)
    expect([true, 'backup']).toContain(made)
    if (made === true) expect(statSync(join(folder, 'dump')).size).toBeGreaterThan(1_000)
    await store.maintain()
    await store.close()
    await store.close()
    await expect(store.congresses()).rejects.toMatchObject({ code: 'closed' })
  })
})
