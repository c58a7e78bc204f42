/** The real program as a process, for tests of starting, stopping and refusing. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const home = join(import.meta.dirname, '..', '..')
// Without the engine's optimising compiler, which works for seconds on what is thrown away a moment later.
const main = ['--disable-warning=ExperimentalWarning', '--liftoff-only', join(home, 'src', 'main.ts')]
const env = (more: Record<string, string>): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, HOME: process.env.HOME, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...more })

export type Ran = { code: number | null; out: string; err: string }
/** Runs a command to its end. */
export function run(args: readonly string[], more: Record<string, string> = {}, cwd = home): Ran {
  const r = spawnSync(process.execPath, [...main, ...args], { encoding: 'utf8', env: env(more), cwd, timeout: 120_000 })
  return { code: r.status, out: r.stdout, err: r.stderr }
}

export type Serving = { child: ChildProcess; url: string; err(): string; exit: Promise<number | null> }
/** Starts serving on a free port and waits until the address answers; ready only when `healthy` says so. */
export async function serve(more: Record<string, string>): Promise<Serving> {
  const port = more.PORT ?? String(20_000 + Math.floor(Math.random() * 20_000))
  const child = spawn(process.execPath, [...main, 'serve'], { env: env({ PORT: port, ...more }), cwd: home, stdio: ['ignore', 'pipe', 'pipe'] })
  let err = ''
  child.stderr!.on('data', d => { err += d })
  const exit = new Promise<number | null>(done => child.once('exit', code => done(code)))
  const url = `http://127.0.0.1:${port}`
  for (let left = 900; ; left--) {
    if (child.exitCode !== null || left === 0) throw new Error(`did not serve: ${err}`)
    try { await fetch(`${url}/healthz`, { headers: { connection: 'close' } }); break } catch { await new Promise(r => setTimeout(r, 100)) }
  }
  return { child, url, err: () => err, exit }
}

/** A folder gone after the file's tests. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-process-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
