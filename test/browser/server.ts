/** The real program on a free port, with a data folder of its own and the sample year told on its first start. */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { prepared } from '#test/support/model.ts'

const home = join(import.meta.dirname, '..', '..')
const readyMs = 180_000, exitMs = 10_000

export type Served = {
  readonly url: string
  /** Asks it to end; its exit code, or a fault when it does not end in time. */
  readonly stop: () => Promise<number | null>
  readonly said: () => string
}

const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))

/**
 * Telling the year takes most of a minute of the processor and is the same each time: in a run of many files the first tells it,
 * the others wait for that one, and each begins with a copy. By itself, as for pictures, a program tells its own.
 */
async function tellOnce(): Promise<string | undefined> {
  const model = process.env['HUIYIN_TEST_MODEL']
  if (!model) return undefined
  const told = join(dirname(model), 'told'), done = `${told}.done`
  let mine = true
  try { mkdirSync(told) } catch { mine = false }
  if (mine) {
    const s = await started(prepared(told, true), 'year', false)
    await s.stop()
    writeFileSync(done, '')
  }
  for (let left = readyMs; !existsSync(done) && left > 0; left -= 250) await pause(250)
  return existsSync(done) ? told : undefined
}

/** Starts it, with the sample year or with nothing, and waits until it is healthy. */
export async function serve(sample: 'year' | 'none' = 'year'): Promise<Served> {
  const data = mkdtempSync(join(tmpdir(), 'huiyin-browser-')), told = sample === 'year' ? await tellOnce() : undefined
  if (told) cpSync(told, data, { recursive: true })
  else prepared(data, true)
  return started(data, sample, true)
}

async function started(data: string, sample: 'year' | 'none', passing: boolean): Promise<Served> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join('src', 'main.ts'), 'serve'], {
    cwd: home, stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, PORT: '0', DATA_DIR: data, HUIYIN_LIMIT: '1000', SAMPLE: sample },
  })
  let said = ''
  child.stderr.on('data', (d: Buffer) => { said += d.toString() })
  const exit = new Promise<number | null>(done => child.once('exit', code => done(code)))
  const gone = () => { if (passing) rmSync(data, { recursive: true, force: true }) }
  const fail = async (why: string): Promise<never> => { child.kill('SIGKILL'); await exit; gone(); throw new Error(`${why}; it said:\n${said}`) }

  let url: string | undefined
  for (let left = readyMs; ; left -= 250) {
    if (child.exitCode !== null) await fail(`the program ended with ${child.exitCode} before it served`)
    if (left <= 0) await fail(`the program did not serve within ${readyMs / 1000} s`)
    url ??= /http:\/\/127\.0\.0\.1:[1-9]\d*(?=\/)/.exec(said)?.[0]
    if (url && (await fetch(`${url}/healthz`).then(r => r.status === 200, () => false))) break
    await pause(250)
  }
  return {
    url: url!, said: () => said,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) await fail(`the program ended before it was asked to (${child.exitCode ?? child.signalCode})`)
      child.kill('SIGTERM')
      const code = await Promise.race([exit, pause(exitMs).then(() => 'late' as const)])
      if (code === 'late') await fail(`the program did not end within ${exitMs / 1000} s of SIGTERM`)
      gone()
      return code as number | null
    },
  }
}
