/** What the environment says, checked before anything is opened: one clear line for what is malformed. */
import { delimiter, join, resolve } from 'node:path'

export type Config = {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly sample: boolean
  readonly key?: Uint8Array
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  readonly trustProxy: boolean
  readonly limit?: number
  /** The address people type, where a proxy stands before this program. */
  readonly publicUrl?: string
  /** Folders of fonts that letters are printed with, before those of the system. */
  readonly fontDirs: readonly string[]
  /** How messages leave where a congress has set nothing itself: judged by the service, which names what is malformed. */
  readonly sending: { readonly mail?: { readonly url: string; readonly from: string }; readonly sms?: { readonly url: string; readonly secret: string }; readonly chat?: { readonly url: string; readonly secret: string } }
}
export class ConfigError extends Error { override readonly name = 'ConfigError' }

const known = ['HUIYIN_KEY', 'HUIYIN_LOG', 'HUIYIN_TRUST_PROXY', 'HUIYIN_LIMIT', 'HUIYIN_PUBLIC_URL', 'HUIYIN_SMTP_URL', 'HUIYIN_SMTP_FROM', 'HUIYIN_SMS_URL', 'HUIYIN_SMS_SECRET', 'HUIYIN_CHAT_URL', 'HUIYIN_CHAT_SECRET']
const levels = ['silent', 'error', 'warn', 'info', 'debug'] as const

function keyOf(text: string): Uint8Array {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined
  if (bytes?.length !== 32) throw new ConfigError('HUIYIN_KEY 应是32字节（64位十六进制或base64） / HUIYIN_KEY must be 32 bytes, as 64 hex digits or base64')
  return new Uint8Array(bytes)
}
/** The public address as an origin: https, or http inside a closed network; no path, so that links can be put behind it. */
function originOf(text: string): string {
  let url: URL | undefined
  try { url = new URL(text) } catch { /* said below */ }
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) throw new ConfigError(`HUIYIN_PUBLIC_URL 应形如 https://rd.example.cn（不带路径），现为“${text}” / HUIYIN_PUBLIC_URL must look like https://rd.example.cn, without a path`)
  return url.origin
}
const gateway = (channel: 'sms' | 'chat', url: string | undefined, secret: string | undefined) => (url ? { [channel]: { url, secret: secret ?? '' } } : {})
function whole(name: string, text: string, least: number, most: number): number {
  const n = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(n >= least && n <= most)) throw new ConfigError(`${name} 应是${least}到${most}的整数，现为“${text}” / ${name} must be a whole number from ${least} to ${most}`)
  return n
}

/** Reads and checks the environment. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, cwd: string): Config {
  for (const name of Object.keys(env)) if (name.startsWith('HUIYIN_') && !name.startsWith('HUIYIN_TEST_') && !known.includes(name)) throw new ConfigError(`不认识的设置 ${name}，可用的有 ${known.join('、')} / unknown setting ${name}`)
  const host = env.HOST || '127.0.0.1'
  if (!/^[A-Za-z0-9.:-]{1,253}$/.test(host)) throw new ConfigError(`HOST 应是主机名或地址，现为“${host}” / HOST must be a host name or an address`)
  const url = env.DATABASE_URL || undefined
  if (url !== undefined) {
    let parsed: URL | undefined
    try { parsed = new URL(url) } catch { /* said below */ }
    if (!parsed || !['postgres:', 'postgresql:'].includes(parsed.protocol) || parsed.pathname.length < 2) throw new ConfigError('DATABASE_URL 应形如 postgresql://名:密码@主机:端口/库 / DATABASE_URL must look like postgresql://name:password@host:port/database')
  }
  if (env.SAMPLE && !['none', 'year'].includes(env.SAMPLE)) throw new ConfigError(`SAMPLE 只能是 year 或 none，现为“${env.SAMPLE}” / SAMPLE is year or none`)
  const log = env.HUIYIN_LOG || 'info'
  if (!(levels as readonly string[]).includes(log)) throw new ConfigError(`HUIYIN_LOG 只能是 ${levels.join('、')} / HUIYIN_LOG is one of ${levels.join(', ')}`)
  if (env.HUIYIN_TRUST_PROXY && !['0', '1'].includes(env.HUIYIN_TRUST_PROXY)) throw new ConfigError('HUIYIN_TRUST_PROXY 只能是 0 或 1 / HUIYIN_TRUST_PROXY is 0 or 1')
  const key = env.HUIYIN_KEY ? keyOf(env.HUIYIN_KEY) : undefined
  if (url !== undefined && !key) throw new ConfigError('用 DATABASE_URL 时必须给出 HUIYIN_KEY（32字节，妥善保管，丢失后个人信息无法打开） / HUIYIN_KEY is required with DATABASE_URL')
  return {
    port: env.PORT ? whole('PORT', env.PORT, 0, 65535) : 3000, host, dataDir: env.DATA_DIR || join(cwd, 'data'), sample: env.SAMPLE !== 'none', logLevel: log as Config['logLevel'], trustProxy: env.HUIYIN_TRUST_PROXY === '1',
    fontDirs: (env.FONT_DIR ?? '').split(delimiter).map(d => d.trim()).filter(Boolean).map(d => resolve(cwd, d)),
    sending: { ...(env.HUIYIN_SMTP_URL ? { mail: { url: env.HUIYIN_SMTP_URL, from: env.HUIYIN_SMTP_FROM ?? '' } } : {}), ...gateway('sms', env.HUIYIN_SMS_URL, env.HUIYIN_SMS_SECRET), ...gateway('chat', env.HUIYIN_CHAT_URL, env.HUIYIN_CHAT_SECRET) },
    ...(url !== undefined ? { databaseUrl: url } : {}), ...(key ? { key } : {}), ...(env.HUIYIN_PUBLIC_URL ? { publicUrl: originOf(env.HUIYIN_PUBLIC_URL) } : {}), ...(env.HUIYIN_LIMIT ? { limit: whole('HUIYIN_LIMIT', env.HUIYIN_LIMIT, 1, 1_000_000) } : {}),
  }
}
