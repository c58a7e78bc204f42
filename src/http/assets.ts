/** Stylesheet and islands, made ready once at start and served at addresses that carry their hash. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { markSvg } from '#pages/parts/icons.ts'
import { purge, wordsOf } from '#http/purge.ts'

export type Assets = { readonly css: string; readonly filter: string; readonly preview: string; readonly keys: string; readonly drafts: string; readonly ticks: string; readonly cells: string; readonly sending: string; readonly menu: string; readonly alike: string; readonly files: ReadonlyMap<string, { readonly type: string; readonly body: string; readonly hashed: boolean }> }
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const hash = (s: string): string => createHash('sha256').update(s).digest('hex').slice(0, 12)
/** Counts up when the purge itself changes, so that an older cache is not taken. */
const purgeVersion = 1

async function sources(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return Promise.all(entries.filter(e => e.isFile() && e.name.endsWith('.ts')).map(e => join(e.parentPath, e.name)).sort().map(f => readFile(f, 'utf8')))
}

/** The kit's stylesheet, purged to what the pages use; from the cache when neither has changed. */
async function kit(cacheDir: string): Promise<string> {
  const css = await readFile(createRequire(import.meta.url).resolve('@tabler/core/dist/css/tabler.min.css'), 'utf8')
  const texts = (await Promise.all([sources(here('../pages')), sources(here('.'))])).flat()
  const file = join(cacheDir, `kit-${purgeVersion}-${hash(css + texts.join('\n'))}.css`)
  const cached = await readFile(file, 'utf8').catch(() => undefined)
  if (cached !== undefined) return cached
  const small = purge(css, wordsOf(texts))
  await mkdir(cacheDir, { recursive: true })
  // Two processes may start together: each writes its own file and puts it in place whole.
  const part = `${file}.${process.pid}`
  await writeFile(part, small)
  await rename(part, file)
  await Promise.all((await readdir(cacheDir)).filter(n => /^kit-[\w-]+\.css$/.test(n) && join(cacheDir, n) !== file).map(n => rm(join(cacheDir, n), { force: true })))
  return small
}

/** Our own sheets, in the order of their numbers. */
async function ownStyles(): Promise<string> {
  const dir = here('../pages/style')
  const names = (await readdir(dir)).filter(n => n.endsWith('.css')).sort()
  return (await Promise.all(names.map(n => readFile(join(dir, n), 'utf8')))).join('\n')
}

/** An island as the browser reads it: the same text with its types blanked. */
async function island(name: string): Promise<string> {
  return stripTypeScriptTypes(await readFile(here(`../islands/${name}.ts`), 'utf8'))
}

export async function makeAssets(cacheDir: string): Promise<Assets> {
  const [kitCss, own, filter, preview, keys, drafts, ticks, cells, sending, menu, alike] = await Promise.all([kit(cacheDir), ownStyles(), island('filter'), island('preview'), island('keys'), island('drafts'), island('ticks'), island('cells'), island('sending'), island('menu'), island('alike')])
  const files = new Map<string, { type: string; body: string; hashed: boolean }>()
  const add = (name: string, ext: string, type: string, body: string): string => {
    const path = `/assets/${name}.${hash(body)}.${ext}`
    files.set(path, { type, body, hashed: true })
    return path
  }
  const css = add('huiyin', 'css', 'text/css; charset=utf-8', `${kitCss}\n${own}`)
  const js = 'text/javascript; charset=utf-8'
  const paths = { css, filter: add('filter', 'js', js, filter), preview: add('preview', 'js', js, preview), keys: add('keys', 'js', js, keys), drafts: add('drafts', 'js', js, drafts), ticks: add('ticks', 'js', js, ticks), cells: add('cells', 'js', js, cells), sending: add('sending', 'js', js, sending), menu: add('menu', 'js', js, menu), alike: add('alike', 'js', js, alike) }
  files.set('/assets/mark.svg', { type: 'image/svg+xml', body: markSvg, hashed: false })
  files.set('/favicon.ico', { type: 'image/svg+xml', body: markSvg, hashed: false })
  files.set('/robots.txt', { type: 'text/plain; charset=utf-8', body: 'User-agent: *\nDisallow: /r/\nDisallow: /raise\nDisallow: /desk\nDisallow: /deputy\nDisallow: /api\n', hashed: false })
  return { ...paths, files }
}
