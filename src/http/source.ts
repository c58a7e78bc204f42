/** The source of the very program that runs, for whoever uses it over the network (AGPL-3.0, section 13): a changed copy gives its changes without anybody remembering to. */
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zip } from 'fflate'
import { Hono } from 'hono'
import type { Env } from '#http/env.ts'

const home = fileURLToPath(new URL('../..', import.meta.url))
/** Named one by one: what an operator keeps beside the program (data, keys, notes) is not source. */
const parts = ['src', 'sample', 'bench', 'bin', 'test', 'docs', '.ci', '.npmrc', '.oxlintrc.json', 'package.json', 'package-lock.json', 'tsconfig.json', 'vitest.config.ts', 'LICENSE', 'README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']
/** Pictures are made by a command that is in it. */
const left = /(^|\/)(pictures|node_modules)(\/|$)|\.log$/

async function files(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((e: NodeJS.ErrnoException) => { if (e.code === 'ENOTDIR') return undefined; if (e.code === 'ENOENT') return []; throw e })
  return entries === undefined ? [path] : entries.filter(e => e.isFile()).map(e => join(e.parentPath, e.name))
}
async function pack(): Promise<Buffer> {
  const found = (await Promise.all(parts.map(p => files(join(home, p))))).flat().map(full => ({ full, name: relative(home, full).replaceAll('\\', '/') })).filter(f => !left.test(f.name))
  const texts = Object.fromEntries(await Promise.all(found.map(async f => [`huiyin/${f.name}`, new Uint8Array(await readFile(f.full))] as const)))
  return new Promise((done, fail) => { zip(texts, { level: 6 }, (error, data) => (error ? fail(error) : done(Buffer.from(data)))) })
}
let packed: Promise<Buffer> | undefined

export const source = new Hono<Env>().get('/source.zip', async c => {
  packed ??= pack().catch((error: unknown) => { packed = undefined; throw error })
  const version = c.get('shop').service.health().version
  return c.body(new Uint8Array(await packed), 200, { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="huiyin-${version.replace(/[^\w.-]/g, '')}-source.zip"`, 'cache-control': 'public, max-age=3600' })
})
