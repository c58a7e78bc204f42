/** A full disk: a clear answer, nothing half stored, and work goes on once there is room. Needs a small file system of its own. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeApp } from '#http/app.ts'
import { openStore } from '#store/open.ts'
import { prepared } from '#test/support/model.ts'
import { makeWorld, type World } from '#test/support/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'huiyin-full-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=90m', 'tmpfs', folder]).status === 0
if (!mounted) console.warn('A small file system cannot be mounted here (it takes root): the full-disk test did not run.')

describe.runIf(mounted)('a full disk', () => {
  let w: World | undefined
  afterAll(async () => { await w?.close(); spawnSync('umount', [folder]); rmSync(folder, { recursive: true, force: true }) })
  it('is 503 and says nothing was stored; afterwards everything acknowledged is there, once', { timeout: 180_000 }, async () => {
    w = await makeWorld({ store: await openStore({ dataDir: prepared(join(folder, 'data')) }) })
    const app = await makeApp(w.service, { cacheDir: join(tmpdir(), 'huiyin-full-cache'), limit: 100_000 })
    const place = (i: number) => app.request('http://localhost/api/request', { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': `full-${i}` }, body: JSON.stringify({ input: { what: '示例：路面积水'.repeat(100), place: w!.places.street } }) })
    expect((await place(0)).status).toBe(201)
    const filler = join(folder, 'filler'), fd = openSync(filler, 'w')
    try { for (;;) writeSync(fd, Buffer.alloc(65_536)) } catch (e) { expect((e as { code: string }).code).toBe('ENOSPC') }
    closeSync(fd)
    let kept = 1, refused: Response | undefined
    for (let i = 1; i < 5000 && !refused; i++) { const r = await place(i); if (r.status === 201) kept++; else refused = r }
    expect(refused?.status).toBe(503)
    expect(refused?.headers.get('content-type')).toContain('application/problem+json')
    expect(await refused!.text()).not.toMatch(/base\/|extend file|积水/)
    rmSync(filler)
    expect((await place(99_999)).status).toBe(201)
    expect((await w.service.figure(1, 'S26', 2025))!.value).toBe(kept + 1)
    expect(await w.service.rebuild(1)).toMatchObject({ differed: [], brokenHashes: [] })
  })
})
