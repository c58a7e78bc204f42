/** A PostgreSQL server of the run's own, in a temporary folder, with the disk synced as in service; and pgbench against it. */
import { execFile, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import pg from 'pg'

/** The folder of the server's programs: HUIYIN_PG_BIN, Debian's folders (newest first), or PATH. */
export function programs(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)).map(v => join(debian, v, 'bin')) : []
  const found = [process.env['HUIYIN_PG_BIN'], ...versions, ...(process.env['PATH'] ?? '').split(delimiter)].filter((d): d is string => !!d)
  return found.find(d => ['initdb', 'postgres', 'pgbench'].every(p => existsSync(join(d, p))))
}
export const postgresVersion = (bin: string): string => execFileSync(join(bin, 'postgres'), ['--version']).toString().trim()

export const freePort = (): Promise<number> => new Promise((done, fail) => {
  const probe = createServer().once('error', fail).listen(0, '127.0.0.1', () => { const { port } = probe.address() as { port: number }; probe.close(() => done(port)) })
})

/** Its programs refuse root, so they run as nobody then. */
function otherUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const number = (flag: string): number => Number(execFileSync('id', [flag, 'nobody']).toString())
  return { uid: number('-u'), gid: number('-g') }
}

/** So long do 32 connections on two cores take until each has its plans; counted in, it would halve the yardstick. */
const plansMs = 4_000

export type Pgbench = { readonly rate: number; readonly done: number }
export type PgServer = {
  database(): Promise<string>
  /** Statements as the owner of a database. */
  ask<R>(url: string, sql: string, params?: readonly unknown[]): Promise<R[]>
  /** Runs a script by `clients` connections of a role, prepared; what it does while its connections are still making their plans is not counted. */
  pgbench(url: string, role: string, script: string, clients: number, warm: number, seconds: number): Promise<Pgbench>
  stop(): Promise<void>
}

export async function startServer(bin: string): Promise<PgServer> {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-pg-')), data = join(folder, 'data'), user = otherUser()
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o755)
  const port = await freePort(), as = { ...user, cwd: folder, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '-A', 'trust'], { ...as, stdio: 'pipe' })
  const settings = ['max_connections=80', 'shared_buffers=512MB', 'max_wal_size=8GB', 'checkpoint_timeout=30min', 'maintenance_work_mem=256MB']
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, ...settings.flatMap(s => ['-c', s])], { ...as, stdio: 'ignore' })
  const gone = new Promise<void>(done => server.once('exit', () => done()))
  const end = (): void => { server.kill('SIGINT') }
  process.once('exit', end)
  const ask = async <R>(url: string, sql: string, params: readonly unknown[] = []): Promise<R[]> => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    await client.connect()
    try { return (await client.query(params.length ? { text: sql, values: [...params] } : sql)).rows as R[] } finally { await client.end() }
  }
  const owner = (name: string): string => `postgres://postgres@127.0.0.1:${port}/${name}`
  for (let left = 100; ; left--) {
    try { await ask(owner('postgres'), 'select 1'); break } catch (error) {
      if (left === 0) throw error
      await new Promise(done => setTimeout(done, 100))
    }
  }
  let made = 0
  return {
    ask,
    async database() { const name = `b${++made}`; await ask(owner('postgres'), `create database ${name}`); return owner(name) },
    async pgbench(url, role, script, clients, warm, seconds) {
      const file = join(folder, 'script.sql'), skip = Math.max(plansMs / 1000, Math.ceil(warm)), whole = skip + Math.max(1, Math.round(seconds))
      writeFileSync(file, script)
      const args = ['-h', '127.0.0.1', '-p', String(port), '-U', role, '-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(whole), '-P', '1', '-f', file, new URL(url).pathname.slice(1)]
      const { out, progress } = await new Promise<{ out: string; progress: string }>((done, fail) => execFile(join(bin, 'pgbench'), args, (error, stdout, stderr) => (error ? fail(new Error(stderr)) : done({ out: stdout, progress: stderr }))))
      const said = [...progress.matchAll(/progress: ([\d.]+) s, ([\d.]+) tps/g)].map(m => ({ at: Number(m[1]), tps: Number(m[2]) })).filter(p => p.at > skip + 0.5)
      const done = Number(/actually processed: (\d+)/.exec(out)?.[1])
      if (!Number.isFinite(done) || !said.length) throw new Error(`pgbench said: ${out}${progress}`)
      return { rate: Math.round(said.reduce((n, p) => n + p.tps, 0) / said.length), done }
    },
    async stop() { process.off('exit', end); end(); await gone; rmSync(folder, { recursive: true, force: true }) },
  }
}
