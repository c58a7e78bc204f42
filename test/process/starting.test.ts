import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '#store/open.ts'
import { prepared } from '#test/support/model.ts'
import { run, serve, temporary } from '#test/process/program.ts'

const folder = temporary()
const none = { SAMPLE: 'none' }

describe('the command line', () => {
  it('helps, and exits 0', () => { const r = run(['--help']); expect(r.code).toBe(0); expect(r.out).toContain('report 2025'); expect(r.err).toBe('') })
  it.each([[[]], [['sing']], [['report']], [['report', '25']], [['report', '2025', '--format', 'xml']], [['report', '2025', '--as-of', '2025-02-30']], [['figure']], [['backup']], [['serve', 'now']], [['report', '2025', '--records']], [['report', '2025', '--what']]])('%j is not understood: exit 2, one line, nothing on stdout', args => {
    const r = run(args)
    expect(r).toMatchObject({ code: 2, out: '' })
    expect(r.err.trim().split('\n')).toHaveLength(1)
  })
  it.each([['PORT', '70000'], ['PORT', 'abc'], ['HOST', 'no such host!'], ['DATABASE_URL', 'mysql://x/y'], ['SAMPLE', 'half'], ['HUIYIN_KEY', 'short'], ['HUIYIN_LOG', 'loud'], ['HUIYIN_TYPO', '1'], ['HUIYIN_LIMIT', '-1']])('%s=%s is refused with one clear line that names it', (name, value) => {
    const r = run(['serve'], { [name]: value, DATA_DIR: join(folder, 'never') })
    expect(r).toMatchObject({ code: 1, out: '' })
    expect(r.err.trim().split('\n')).toHaveLength(1)
    expect(r.err).toContain(name)
  })
  it('a database without a key is refused', () => expect(run(['serve'], { DATABASE_URL: 'postgresql://x@127.0.0.1:1/y' }).err).toContain('HUIYIN_KEY'))
  it('a database that does not answer is one clear line without its password', () => {
    const r = run(['report', '2025'], { DATABASE_URL: 'postgresql://x:s3cret@127.0.0.1:1/y', HUIYIN_KEY: '0'.repeat(64) })
    expect(r.code).toBe(1)
    expect(r.err).not.toContain('s3cret')
    expect(r.err.trim().split('\n')).toHaveLength(1)
  })
})

describe('serving', () => {
  const dir = join(folder, 'data')
  it('an empty place says what is missing; a second process is refused; reading commands ask the server; SIGTERM twice ends it cleanly', async () => {
    const s = await serve({ DATA_DIR: dir, ...none })
    const health = await fetch(`${s.url}/healthz`, { headers: { connection: 'close' } })
    expect(health.status).toBe(200)
    expect(await health.json()).toMatchObject({ status: 'ok', store: 'embedded', schema: expect.any(Number), version: expect.any(String) })
    const page = await fetch(s.url, { headers: { connection: 'close' } })
    expect(await page.text()).toContain('npm start')
    expect(statSync(join(dir, 'key')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dir, 'server.json')).mode & 0o777).toBe(0o600)

    const second = run(['serve'], { DATA_DIR: dir, PORT: '0', ...none })
    expect(second.code).toBe(1)
    expect(second.err.trim().split('\n')).toHaveLength(1)
    expect(run(['rebuild'], { DATA_DIR: dir }).code).toBe(1)
    const asked = run(['report', '2025'], { DATA_DIR: dir })
    expect(asked).toMatchObject({ code: 1, out: '' })
    expect(asked.err).toContain('没有任何人大数据')
    const backup = join(folder, 'while-serving.backup')
    expect(run(['backup', backup], { DATA_DIR: dir })).toMatchObject({ code: 0, out: `${backup}\n` })
    expect(statSync(backup).size).toBeGreaterThan(10_000)
    expect((await fetch(`${s.url}/_operator`, { method: 'POST', headers: { authorization: 'Bearer guess', connection: 'close' }, body: '{}' })).status).toBe(404)

    const began = process.hrtime.bigint()
    s.child.kill('SIGTERM')
    s.child.kill('SIGTERM')
    expect(await s.exit).toBe(0)
    expect(Number(process.hrtime.bigint() - began) / 1e6).toBeLessThan(8_000)
    expect(s.child.signalCode).toBeNull()
  })
  // spawnSync holds this process up for seconds: a kept connection would be closed under it.
  it('a taken port is one clear line', async () => {
    const s = await serve({ DATA_DIR: dir, ...none })
    const r = run(['serve'], { DATA_DIR: prepared(join(folder, 'other'), true), PORT: new URL(s.url).port, ...none })
    s.child.kill('SIGTERM')
    await s.exit
    expect(r.code).toBe(1)
    expect(r.err).toContain('PORT=')
  })
  it('a schema newer than the program is refused', async () => {
    const newer = prepared(join(folder, 'newer'), true)
    run(['migrate'], { DATA_DIR: newer })
    const { PGlite } = await import('@electric-sql/pglite')
    const db = await PGlite.create(join(newer, 'pg'))
    await db.query('update schema_version set version = version + 100')
    await db.close()
    const r = run(['migrate'], { DATA_DIR: newer })
    expect(r.code).toBe(1)
    expect(r.err.trim().split('\n')).toHaveLength(1)
    await expect(openStore({ dataDir: newer })).rejects.toMatchObject({ code: 'newer' })
  })
  it('a damaged key file is named, not replaced', () => {
    const bad = join(folder, 'bad')
    mkdirSync(bad)
    writeFileSync(join(bad, 'key'), 'oops')
    const r = run(['migrate'], { DATA_DIR: bad })
    expect(r.code).toBe(1)
    expect(r.err).toContain('key')
    expect(readFileSync(join(bad, 'key'), 'utf8')).toBe('oops')
  })
})

describe('the key', () => {
  it('of other data is refused at start, and a missing one is not replaced', async () => {
    const dir = prepared(join(folder, 'keyed')), own = 'ab'.repeat(32)
    const { makeService } = await import('#service/make.ts')
    const service = makeService(await openStore({ dataDir: dir }), { key: Buffer.from(own, 'hex'), version: 'test' })
    await service.createCongress({ id: 1, short: 'K', name: '示例', nameEn: 'Sample', sample: true })
    await service.close()
    const wrong = run(['report', '2025'], { DATA_DIR: dir, HUIYIN_KEY: 'cd'.repeat(32) })
    expect([wrong.code, wrong.out]).toEqual([1, ''])
    expect(wrong.err).toContain('HUIYIN_KEY')
    expect(run(['report', '2025'], { DATA_DIR: dir, HUIYIN_KEY: own }).code).toBe(0)
    const none = run(['report', '2025'], { DATA_DIR: dir })
    expect([none.code, none.err.includes('密钥文件')]).toEqual([1, true])
  })
})
