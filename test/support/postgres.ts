/**
 * A PostgreSQL server for tests: made in a temporary folder, on a free loopback port, as a
 * user who is not root (its programs refuse root), and gone afterwards.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import pg from 'pg'
import { migrateOnly } from '#store/open.ts'
import { appRole } from '#store/server.ts'

/** The folder of the server's programs: HUIYIN_PG_BIN, Debian's folders (newest first), or PATH. */
function programs(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)).map(v => join(debian, v, 'bin')) : []
  const found = [process.env['HUIYIN_PG_BIN'], ...versions, ...(process.env['PATH'] ?? '').split(delimiter)].filter((d): d is string => !!d)
  return found.find(d => existsSync(join(d, 'initdb')) && existsSync(join(d, 'postgres')))
}

/** Whether tests can run on a server here. With HUIYIN_TEST_PG=1 they must, so a missing server is an error. */
export function postgresAvailable(): boolean {
  if (programs()) return true
  if (process.env['HUIYIN_TEST_PG'] === '1') throw new Error('HUIYIN_TEST_PG=1, but no PostgreSQL server programs were found')
  console.warn('No PostgreSQL server programs found: these tests run on the embedded store only.')
  return false
}

export type TestServer = {
  /** The owner's address of a database that has just been created: with our tables where a run has made a model, or with nothing at all. */
  database(from?: 'nothing'): Promise<string>
  stop(): Promise<void>
  readonly port: number
}

const freePort = (): Promise<number> => new Promise((done, fail) => {
  const probe = createServer().once('error', fail).listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as { port: number }
    probe.close(() => done(port))
  })
})

/** Numbers of a user to run as, when we are root. */
function otherUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const number = (flag: string): number => Number(execFileSync('id', [flag, 'nobody']).toString())
  return { uid: number('-u'), gid: number('-g') }
}

/** The run's server, which every file has databases of its own on; a file run by itself without it starts one. */
export async function startPostgres(): Promise<TestServer> {
  const shared = process.env['HUIYIN_TEST_PG_PORT']
  return shared ? { database: from => newDatabase(Number(shared), from ?? model), stop: () => Promise.resolve(), port: Number(shared) } : startServer()
}

const ownerOf = (port: number, name: string): string => `postgres://postgres@127.0.0.1:${port}/${name}`
async function ask(port: number, sql: string, database = 'postgres'): Promise<void> {
  const client = new pg.Client({ connectionString: ownerOf(port, database) })
  client.on('error', () => undefined)
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
async function newDatabase(port: number, from: 'nothing' | typeof model): Promise<string> {
  const name = `t${randomBytes(6).toString('hex')}`
  await ask(port, from === model ? `create database ${name} template ${model}` : `create database ${name}`)
  return ownerOf(port, name)
}

const model = 'huiyin_model'
/** Makes the database that a run's databases begin as: our tables, and nothing of the role that made them. */
export async function makeModel(server: TestServer): Promise<void> {
  await ask(server.port, `create database ${model}`)
  const databaseUrl = ownerOf(server.port, model), role = appRole(model)
  await migrateOnly({ databaseUrl, appPassword: 'model' })
  await ask(server.port, `drop owned by ${role}; drop role ${role}`, model)
}

/** Starts a server. Commits are not synced: the tests look at behaviour, not at the disk. */
export async function startServer(): Promise<TestServer> {
  const bin = programs()
  if (!bin) throw new Error('no PostgreSQL server programs')
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-pg-')), data = join(folder, 'data'), user = otherUser()
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
  const port = await freePort(), as = { ...user, cwd: folder, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '-A', 'trust', '--no-sync'], { ...as, stdio: 'pipe' })
  const server: ChildProcess = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off', '-c', 'max_connections=200'], { ...as, stdio: 'ignore' })
  const gone = new Promise<void>(done => server.once('exit', () => done()))
  // A test run that breaks off must not leave a server behind.
  const end = (): void => { server.kill('SIGINT') }
  process.once('exit', end)
  for (let left = 100; ; left--) {
    try {
      await ask(port, 'select 1')
      break
    } catch (error) {
      if (left === 0) throw error
      await new Promise(done => setTimeout(done, 100))
    }
  }
  return {
    port,
    database: () => newDatabase(port, 'nothing'),
    async stop() {
      process.off('exit', end)
      end()
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
