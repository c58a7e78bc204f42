/** The press: fonts from the disk, the native typesetter in a worker of its own, so that setting a letter keeps nobody waiting. */
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { LetterContent } from '#loop/letter.ts'
import { facesOf, findFonts, type Found } from '#letters/fonts.ts'
import { noFont, noPress, notSet, type Press, type Printed, unsettable } from '#letters/press.ts'
import { typstData } from '#letters/typst.ts'

/** A typesetter nobody has used for so long gives its memory back (about 200 MB with fonts). */
const idleMs = 600_000
const longestMs = 60_000, deepest = 6, mostFiles = 5_000

/** Where systems keep fonts. */
function systemDirs(env: Readonly<Record<string, string | undefined>>): string[] {
  const home = homedir()
  if (process.platform === 'win32') return [join(env.WINDIR ?? 'C:\\Windows', 'Fonts'), ...(env.LOCALAPPDATA ? [join(env.LOCALAPPDATA, 'Microsoft', 'Windows', 'Fonts')] : [])]
  if (process.platform === 'darwin') return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')]
  return ['/usr/share/fonts', '/usr/local/share/fonts', '/usr/share/texlive/texmf-dist/fonts/opentype', join(home, '.fonts'), join(home, '.local', 'share', 'fonts')]
}
/** The serif that comes with the program: the last resort of every style. */
function ownDirs(): string[] {
  try { const at = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-serif-sc/package.json'))); return [join(at, '400Regular'), join(at, '700Bold')] } catch { return [] }
}
function fontFiles(dir: string, depth = 0): string[] {
  if (depth > deepest) return []
  let all
  try { all = readdirSync(dir, { withFileTypes: true }) } catch { return [] }
  return all.flatMap(e => { const at = join(dir, e.name); return e.isDirectory() ? fontFiles(at, depth + 1) : /\.(ttf|otf|ttc|otc)$/i.test(e.name) ? [at] : [] }).slice(0, mostFiles)
}
function facesIn(file: string): ReturnType<typeof facesOf> {
  let fd: number | undefined
  try {
    const handle = (fd = openSync(file, 'r')), size = statSync(file).size
    return facesOf((at, length) => {
      if (at < 0 || length < 0 || at + length > size) throw new RangeError('beyond the file')
      const b = Buffer.alloc(length)
      readSync(handle, b, 0, length, at)
      return b
    })
  } catch { return [] } finally { if (fd !== undefined) closeSync(fd) }
}

export type PressOptions = { /** Given folders, before all others. */ readonly fontDirs?: readonly string[]; /** Nothing but the given folders, as in a test. */ readonly only?: true; /** Where the compiler comes from. */ readonly compiler?: string; readonly trouble?: (e: unknown) => void }
type Answer = { readonly id: number; readonly bytes?: Uint8Array; readonly error?: string }

/** Fonts are looked for once, when the first letter is printed or somebody asks; the worker starts with the first letter. */
export function makePress(o: PressOptions = {}): Press {
  const dirs = [...(o.fontDirs ?? []), ...(o.only ? [] : [...systemDirs(process.env), ...ownDirs()])]
  let found: { readonly fonts: readonly Found[]; readonly files: readonly string[] } | undefined
  const fonts = () => (found ??= (() => {
    const read = dirs.flatMap(d => fontFiles(d)).map(file => ({ file, faces: facesIn(file) })), list = findFonts(read.flatMap(r => r.faces)), used = new Set(list.flatMap(f => f.chain))
    // Only what some chain names is loaded: a system may have hundreds of fonts.
    return { fonts: list, files: read.filter(r => r.faces.some(f => f.names.some(n => used.has(n)))).map(r => r.file) }
  })())
  let worker: Worker | undefined, idle: NodeJS.Timeout | undefined, fault: string | undefined, next = 0
  const waiting = new Map<number, (a: Answer) => void>()
  const stop = async (): Promise<void> => { const w = worker; worker = undefined; if (idle) clearTimeout(idle); await w?.terminate() }
  const fail = (error: string): void => { worker = undefined; for (const [id, done] of waiting) done({ id, error }); waiting.clear() }
  function start(): Worker {
    const w = new Worker(new URL('./press-worker.ts', import.meta.url), { workerData: { files: fonts().files, compiler: o.compiler ?? '@myriaddreamin/typst-ts-node-compiler' } })
    w.unref()
    w.on('message', (m: Answer) => { waiting.get(m.id)?.(m); waiting.delete(m.id); if (!waiting.size) w.unref() })
    w.on('error', e => { if (worker === w) fail(String((e as Error).message ?? e)) })
    w.on('exit', () => { if (worker === w) fail('the typesetter stopped') })
    return w
  }
  const ask = (job: { readonly data?: string; readonly day?: string }): Promise<Answer> => new Promise(done => {
    const w = (worker ??= start()), id = ++next
    const late = setTimeout(() => { if (waiting.delete(id)) { void stop(); done({ id, error: `no answer in ${longestMs / 1000} s` }) } }, longestMs)
    waiting.set(id, a => { clearTimeout(late); done(a) })
    w.ref()
    w.postMessage({ id, ...job })
    if (idle) clearTimeout(idle)
    idle = setTimeout(() => { if (!waiting.size) void stop() }, idleMs)
    idle.unref()
  })
  /** Does the compiler load here at all? Asked once; a machine it does not run on will not change its mind. */
  let loads: Promise<string | undefined> | undefined
  const checked = (): Promise<string | undefined> => (loads ??= ask({}).then(a => (fault = a.error)))
  return {
    async pdf(letter: LetterContent): Promise<Printed> {
      if (fonts().fonts.some(f => f.kind === 'none')) return noFont()
      if (await checked()) { o.trouble?.(new Error(`the typesetter does not run: ${fault}`)); return noPress() }
      const a = await ask({ data: typstData(letter, fonts().fonts), day: letter.date })
      if (a.bytes) return { ok: true, bytes: a.bytes }
      o.trouble?.(new Error(`a letter could not be set: ${a.error}`))
      return unsettable(letter) ?? notSet()
    },
    async state() { const why = await checked(); return { fonts: fonts().fonts, ...(why ? { fault: why } : {}) } },
    close: stop,
  }
}
