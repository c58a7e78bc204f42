/** What main runs once a command is understood: the parts put together, the server's life, the clock's rounds. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Hono as HonoType } from 'hono'
import type { Logger as PinoLogger } from 'pino'
import { type Answer, answer, type Reading } from '#cli/answer.ts'
import type { Command } from '#cli/arguments.ts'
import { type Config, ConfigError } from '#cli/config.ts'
import { announce, askServer, withdraw } from '#cli/desk.ts'
import { readFolder } from '#cli/folder.ts'
import { bar, say } from '#cli/say.ts'
import type { HostFacts } from '#service/doctor.ts'
import { makeKeys } from '#service/keys.ts'
import { makeService } from '#service/make.ts'
import { httpWay, mailWay, type Ways } from '#service/post/channels.ts'
import type { PostOptions } from '#service/post.ts'
import type { Service } from '#service/service.ts'
import { migrateOnly, openStore, type StoreOptions } from '#store/open.ts'
import { makePress } from './press.ts'

let version = ''
// The first page goes before the clock's first round.
const firstSweepMs = 5_000, sweepEveryMs = 60_000, maintainEveryMs = 30 * 60_000

/** The master key: given, or made once and kept beside the embedded store for its owner's eyes only. */
function masterKey(config: Config): Uint8Array {
  if (config.key) return config.key
  const file = join(config.dataDir, 'key')
  if (!existsSync(file)) {
    // A new key over old records would make every sealed word unreadable for ever.
    if (existsSync(join(config.dataDir, 'pg'))) throw new ConfigError(`${config.dataDir} 里有数据却没有密钥文件 key：请从备份放回，或用 HUIYIN_KEY 给出；没有它，个人信息打不开 / the key file is missing beside existing data; put it back or set HUIYIN_KEY`)
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (key.length !== 32) throw new ConfigError(`${file} 已损坏：应是64位十六进制 / ${file} is damaged`)
  return new Uint8Array(key)
}
const storeOptions = (config: Config, key: Uint8Array): StoreOptions =>
  config.databaseUrl ? { databaseUrl: config.databaseUrl, appPassword: makeKeys(key).databasePassword(), keyMark: makeKeys(key).checkMark() } : { dataDir: config.dataDir, onBroken: e => { say(e.message); setTimeout(() => process.exit(1), 200) } }

/** What the environment says of each channel; a malformed one is named before anything is opened. */
function waysOf({ sending }: Config): Ways {
  const say = <T>(name: string, work: () => T): T => { try { return work() } catch (e) { throw new ConfigError(`${name}：${(e as { says?: readonly string[] }).says?.join(' / ') ?? String(e)}`) } }
  return {
    ...(sending.mail ? { mail: say('HUIYIN_SMTP_URL、HUIYIN_SMTP_FROM', () => mailWay(sending.mail!)) } : {}),
    ...(sending.sms ? { sms: say('HUIYIN_SMS_URL、HUIYIN_SMS_SECRET', () => httpWay(sending.sms!)) } : {}),
    ...(sending.chat ? { chat: say('HUIYIN_CHAT_URL、HUIYIN_CHAT_SECRET', () => httpWay(sending.chat!)) } : {}),
  }
}

async function open(config: Config, log?: Pick<PostOptions, 'say' | 'trouble'>): Promise<Service> {
  const key = masterKey(config), environment = waysOf(config)
  const press = makePress({ fontDirs: config.fontDirs, trouble: e => log?.trouble?.(e) })
  const service = makeService(await openStore(storeOptions(config, key)), { key, version, press, post: { environment, ...log, ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}) } })
  if (await service.keyFits()) return service
  await service.close()
  throw new ConfigError('密钥不对：这些数据是用另一把密钥加密的，请用原来的 HUIYIN_KEY（或数据目录里的 key 文件） / this is not the key the data was sealed with; use the original one')
}

/** Tells the sample year where it is wanted and not yet whole: a first start cut short goes on from where it was. */
async function sample(service: Service, config: Config): Promise<void> {
  const all = await service.congresses()
  const told = all.find(c => c.sample && !c.sampleDone)
  if (!told && (all.length || !config.sample)) return
  const congress = told?.id ?? 1
  say('正在讲述示例年（仅第一次启动）…… / Telling the sample year, on the first start only …')
  const { tellSampleYear } = await import('#sample/year.ts')
  await tellSampleYear(service, { congress, real: new Date().toISOString(), progress: bar() })
  await service.maintain()
}

const backupNote = (config: Config): string => join(config.dataDir, 'last-backup.json')
/** What doctor is told of this machine. */
function hostFacts(config: Config): HostFacts {
  const key = join(config.dataDir, 'key'), note = backupNote(config)
  return {
    keyMode: !config.key && existsSync(key) ? statSync(key).mode : null, trustProxy: config.trustProxy, loopback: /^(127\.|::1$|localhost$)/.test(config.host),
    ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}), ...(existsSync(note) ? { backup: JSON.parse(readFileSync(note, 'utf8')) as NonNullable<HostFacts['backup']> } : {}),
  }
}
/** A backup made is noted beside the data, so that doctor can say how old it is. */
async function answered(service: Service, command: Reading, config: Config): Promise<Answer> {
  const a = await answer(service, command, hostFacts(config))
  if (command.name === 'backup' && a.code === 0) { mkdirSync(config.dataDir, { recursive: true, mode: 0o700 }); writeFileSync(backupNote(config), JSON.stringify({ at: new Date().toISOString(), file: command.file }), { mode: 0o600 }) }
  return a
}

function operator(service: Service, token: string, config: Config, app: HonoType): HonoType {
  app.post('/_operator', async c => {
    const given = Buffer.from(c.req.header('authorization')?.replace(/^Bearer /, '') ?? ''), own = Buffer.from(token)
    if (given.length !== own.length || !timingSafeEqual(given, own)) return c.notFound()
    return c.json(await answered(service, (await c.req.json()) as Reading, config).catch((e: Error) => ({ out: '', error: e.message, code: 1 as const })))
  })
  return app
}
const waiting = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>正在启动</title><body><h1>正在启动</h1><p>第一次启动要讲述示例年，大约半分钟，本页会自动刷新。</p><p lang="en">Starting; this page refreshes by itself.</p></body></html>'

async function serve(config: Config): Promise<void> {
  // The engine compiles beside us: pages and server are loaded while it starts. The post office speaks only later.
  let log: PinoLogger | undefined
  const opening = open(config, { say: m => log?.info(m, 'message'), trouble: e => log?.error({ err: e }, 'delivery') })
  opening.catch(() => undefined)
  const [{ serve: listen }, { Hono }, { default: pino }, { makeApp }, { serverTimes }] = await Promise.all([import('@hono/node-server'), import('hono'), import('pino'), import('#http/app.ts'), import('#http/listen.ts')])
  log = pino({ level: config.logLevel, base: null, redact: ['req.headers', 'authorization', 'cookie', 'token'] }, pino.destination(2))
  const service = await opening
  const token = randomBytes(24).toString('base64url')
  const app = await makeApp(service, { cacheDir: join(config.dataDir, 'cache'), trustProxy: config.trustProxy, log, ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}), ...(config.limit ? { limit: config.limit } : {}) })
  const commands = operator(service, token, config, new Hono())
  const ready = () => service.health().status === 'ok'
  const server = listen({
    port: config.port, hostname: config.host, serverOptions: serverTimes(),
    fetch: (request, env) => {
      const path = new URL(request.url).pathname
      if (path === '/_operator') return commands.fetch(request, env)
      return ready() || path === '/healthz' ? app.fetch(request, env) : new Response(waiting, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '5', 'cache-control': 'no-store' } })
    },
  })
  await new Promise<void>((ok, no) => { server.once('listening', ok); server.once('error', no) })
  const port = (server.address() as AddressInfo).port
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`

  let closing: Promise<void> | undefined
  const timers: NodeJS.Timeout[] = []
  const close = (): Promise<void> => (closing ??= (async () => {
    for (const t of timers) clearInterval(t)
    if (!config.databaseUrl) withdraw(config.dataDir)
    server.close()
    if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 300).unref()
    await service.close()
  })())
  for (const s of ['SIGTERM', 'SIGINT'] as const) process.on(s, () => void close().then(() => process.exit(0), () => process.exit(1)))

  if (!config.databaseUrl) announce(config.dataDir, { url: url.replace('0.0.0.0', '127.0.0.1').replace('[::]', '127.0.0.1'), token })
  await sample(service, config)
  if (closing) return
  service.setReady(true)
  await greet(service, url, config.publicUrl)
  flushCompileCache()
  const quietly = (what: string, work: () => Promise<unknown>) => () => void work().catch((e: unknown) => { if (!closing) log?.error({ err: e }, what) })
  const sweepAll = async () => { for (const c of await service.congresses()) await service.clockRound(c.id) }
  const prove = async () => { for (const c of await service.congresses()) { const lost = await service.orphans(c.id); if (lost.length) log?.error({ lost }, 'open matters in nobody’s inbox') } }
  service.post.start()
  timers.push(setTimeout(quietly('sweep', sweepAll), firstSweepMs))
  timers.push(setInterval(quietly('sweep', sweepAll), sweepEveryMs), setInterval(quietly('maintain', async () => { await service.maintain(); await prove() }), maintainEveryMs))
}

/** Who may set an office up is told on the console alone, at each start until somebody has. */
async function sayLinks(service: Service, site: string): Promise<void> {
  for (const l of await service.accounts.setupLinks()) say(`\n首次设置${l.congress ? `（${l.congress[0]}）` : ''}：请在浏览器里打开，建立三位管理员；用过就失效，不要转给别人 / first setup, good once:\n  ${site}/setup/${l.token}`)
}
async function greet(service: Service, url: string, publicUrl?: string): Promise<void> {
  const [first] = await service.congresses()
  say(`\n回音 ${version} 已启动 / Huiyin is serving\n  ${url}/         群众 portal\n  ${url}/deputy   代表 deputy\n  ${url}/desk     工作台 desk`)
  await sayLinks(service, publicUrl ?? url.replace('0.0.0.0', '127.0.0.1').replace('[::]', '127.0.0.1'))
  if (!first?.sample) return
  await service.congressAt('')
  const people = await service.readyPeople(first.id)
  say('\n示例数据。可以这样登录（只限本机） / sample data; ready people, on this machine only:')
  for (const group of ['station', 'district', 'organ', 'deputy'] as const) { const p = people.find(x => x.group === group); if (p) say(`  ${p.name[0]}  ${p.post[0]}  ${p.organ[0]}`) }
  say(`  …… 共${people.length}人，见 ${url}/signin\n`)
}

/** Runs a reading command: asked of the server when one holds the store, answered here otherwise. */
async function read(config: Config, command: Reading): Promise<number> {
  const served = config.databaseUrl ? undefined : await askServer(config.dataDir, command, process.cwd())
  const a = served ?? (await own(config, service => answered(service, command, config)))
  if (a.error) say(a.error)
  await new Promise<void>(done => process.stdout.write(a.out, () => done()))
  return a.code
}
/** For a command that is over in seconds: the embedded engine's optimising compiler would work longer than the command, and hold up its end. */
function briefly(): void {
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag)
}
async function own<T>(config: Config, work: (service: Service) => Promise<T>): Promise<T> {
  const service = await open(config)
  try { return await work(service) } finally { await service.close() }
}

/** A server that holds the store loads the folder itself; otherwise the store is opened here. */
async function county(config: Config, command: Extract<Command, { name: 'county' }>): Promise<number> {
  const folder = readFolder(command.folder)
  if (typeof folder === 'string') { say(folder); return 1 }
  return read(config, { name: 'county', ...folder, check: command.check, sample: command.sample })
}

async function rebuild(config: Config, short: string | undefined): Promise<number> {
  return own(config, async service => {
    let differed = 0
    if (!(await service.congresses()).length) say('还没有任何人大数据，没有可重建的 / there is no congress yet, nothing to rebuild')
    for (const c of (await service.congresses()).filter(x => short === undefined || x.short === short)) {
      await service.congressAt('')
      const r = await service.rebuild(c.id, bar())
      say(`${c.short}：${r.families}件事项，${r.events}条记录；${r.differed.length ? `有${r.differed.length}处投影与日志不同，已改正` : '投影与日志一致'}${r.brokenHashes.length ? `；${r.brokenHashes.length}条记录的校验不符！` : '；校验全部相符'}`)
      process.stdout.write(`${JSON.stringify({ congress: c.short, ...r }, null, 2)}\n`)
      differed += r.brokenHashes.length
    }
    return differed ? 1 : 0
  })
}

/** Runs a command; undefined while serving. */
export async function wired(command: Exclude<Command, { name: 'help' | 'version' }>, config: Config, programVersion: string): Promise<number | undefined> {
  version = programVersion
  if (command.name !== 'serve' && command.name !== 'rebuild') briefly()
  switch (command.name) {
    case 'serve': await serve(config); return undefined
    case 'migrate': { const schema = await migrateOnly(storeOptions(config, masterKey(config))); process.stdout.write(`${schema}\n`); return 0 }
    case 'rebuild': return rebuild(config, command.congress)
    case 'report': case 'figure': case 'backup': case 'doctor': case 'rescue': case 'proposals': return read(config, command)
    case 'county': return county(config, command)
  }
}
