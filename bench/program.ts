/** The program itself as a child process, as people run it; and how much memory it holds. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './postgres.ts'
import type { Home } from './home.ts'

const main = join(import.meta.dirname, '..', 'src', 'main.ts')
const patienceMs = 300_000

export type Program = {
  readonly port: number
  /** From the start of the process to the first healthy answer. */
  readonly startedMs: number
  /** Resident memory in MB: now, and the most there was. Undefined where the system does not say. */
  memory(): { now: number; most: number } | undefined
  /** Milliseconds of processor it has used so far; what one request costs is told by this even on a busy machine. */
  cpu(): number
  stop(): Promise<void>
}

export async function startProgram(home: Home, options: { sample?: boolean; profile?: string | undefined } = {}): Promise<Program> {
  const port = await freePort(), began = performance.now()
  const env = { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: join(home.folder, 'compiled'), HOST: '127.0.0.1', PORT: String(port), SAMPLE: options.sample ? 'year' : 'none', HUIYIN_LIMIT: '1000000', HUIYIN_LOG: 'warn', ...home.env }
  const flags = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : []
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...flags, main, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (d: Buffer) => { said = (said + d.toString()).slice(-4000) })
  let over = false
  const gone = new Promise<void>(done => child.once('exit', () => { over = true; done() }))
  const end = (): void => { child.kill('SIGKILL') }
  process.once('exit', end)
  for (;;) {
    if (over) throw new Error(`the program ended at its start: ${said}`)
    if (performance.now() - began > patienceMs) { end(); throw new Error(`the program did not start: ${said}`) }
    const healthy = await fetch(`http://127.0.0.1:${port}/healthz`).then(r => r.ok, () => false)
    if (healthy) break
    await new Promise(done => setTimeout(done, 10))
  }
  const startedMs = performance.now() - began
  return {
    port, startedMs,
    memory() {
      if (process.platform !== 'linux') return undefined
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      const of = (name: string): number => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) / 1024)
      return { now: of('VmRSS'), most: of('VmHWM') }
    },
    cpu() {
      if (process.platform !== 'linux') return 0
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
      return (Number(fields[11]) + Number(fields[12])) * 10
    },
    async stop() { process.off('exit', end); child.kill('SIGTERM'); await gone },
  }
}
