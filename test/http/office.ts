/** A real congress over HTTP: its three administrators, people who sign in by what they have, browsers with cookies. */
import { makeKeys } from '#service/keys.ts'
import type { Store } from '#store/shapes.ts'
import { Secret, TOTP } from 'otpauth'
import { quickStore } from '#test/support/engines.ts'
import { makeWorld, testKey, type World } from '#test/support/world.ts'
import { type Faces, openFaces } from './faces.ts'

export const password = 'Fluss-kuh-mond7'
export const start = '2026-06-18T02:00:00.000Z'

/** A browser: keeps its cookies, comes from one address. */
export class Browser {
  readonly faces: Faces
  readonly address: string
  readonly cookies = new Map<string, string>()
  last = ''
  constructor(faces: Faces, address = '10.0.0.1') { this.faces = faces; this.address = address }
  get cookie(): string { return [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ') }
  private headers(): Record<string, string> { return { 'x-forwarded-for': this.address, 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/120.0', ...(this.cookies.size ? { cookie: this.cookie } : {}) } }
  private async keep(r: Response): Promise<Response> {
    for (const c of r.headers.getSetCookie()) { const m = /^([^=]+)=([^;]*)/.exec(c)!; if (m[2] === '' || /Max-Age=0/i.test(c)) this.cookies.delete(m[1]!); else this.cookies.set(m[1]!, decodeURIComponent(m[2]!)) }
    this.last = await r.clone().text()
    return r
  }
  async get(path: string, headers: Record<string, string> = {}): Promise<Response> { return this.keep(await this.faces.ask(path, { headers: { ...this.headers(), ...headers } })) }
  async post(path: string, fields: Record<string, string | readonly string[]> = {}): Promise<Response> { return this.keep(await this.faces.send(path, fields, { ...(this.cookies.size ? { cookie: this.cookie } : {}), headers: this.headers() })) }
  hidden(name: string): string { return new RegExp(`name="${name}" value="([^"]*)"`).exec(this.last)?.[1] ?? '' }
}
export const to = (r: Response): [number, string | null] => [r.status, r.headers.get('location')]

export type Office = {
  world: World; faces: Faces; now: () => number
  /** Moves the clock on. */
  later(ms: number): void
  browser(address?: string): Browser
  /** The digits a telephone with this secret shows now; each is good once, so the clock moves to the next. */
  digits(secret: string): string
  secrets: Map<string, string>
  /** Signs in with the password and, where it was set up, the second factor. */
  signIn(login: string, address?: string, next?: string): Promise<Browser>
  admins: Record<'system' | 'security' | 'audit', Browser>
  /** Prepares, approves and takes up an account for somebody of the register; staff set up their second factor. */
  account(person: string, login: string, contact?: string): Promise<Browser>
  /** An invitation link for a login, issued now. */
  link(login: string): Promise<string>
  idOf(login: string): Promise<string>
  /** The text of the latest message of a congress, opened with the master key. */
  lastMessage(): Promise<{ to: string; text: string } | undefined>
}

export async function openOffice(store?: Store): Promise<Office> {
  let now = Date.parse(start)
  const world = await makeWorld({ sample: false, now: start, short: 'LX', store: store ?? await quickStore() })
  const faces = await openFaces({ trustProxy: true }, world), secrets = new Map<string, string>()
  const later = (ms: number): void => { now += ms; world.setNow(new Date(now).toISOString()) }
  const browser = (address?: string): Browser => new Browser(faces, address)
  const digits = (secret: string): string => { later(30_000); return new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: now }) }
  const setUpSecond = async (b: Browser, login: string): Promise<void> => {
    await b.get('/signin/enrol')
    const secret = /class="secret">([A-Z2-7 ]+)</.exec(b.last)![1]!.replaceAll(' ', '')
    secrets.set(login, secret)
    const r = await b.post('/signin/enrol', { sealed: b.hidden('sealed'), code: digits(secret) })
    if (r.status !== 200 || !b.last.includes('备用码')) throw new Error(`second factor of ${login}: ${r.status}`)
  }
  const token = (await world.service.accounts.setupLinks())[0]!.token, system = browser()
  await system.post(`/setup/${token}`, { standing: '示例县人大常委会', affairs: '示例县人大代工委', 'systemAdmin.name': '系示甲', 'systemAdmin.login': 'xitong', 'securityAdmin.name': '安示甲', 'securityAdmin.login': 'anquan', 'auditAdmin.name': '审示甲', 'auditAdmin.login': 'shenji', password, again: password })
  const links = [...system.last.matchAll(/\/invite\/(LX\.[\w-]+)/g)].map(m => m[1]!)
  if (links.length !== 2) throw new Error(`setup: ${system.last.replace(/<[^>]+>/g, ' ').slice(0, 900)}`)
  await setUpSecond(system, 'xitong')
  const take = async (link: string, login: string): Promise<Browser> => { const b = browser(); await b.post(`/invite/${link}`, { password, again: password }); await setUpSecond(b, login); return b }
  const admins = { system, security: await take(links[0]!, 'anquan'), audit: await take(links[1]!, 'shenji') }
  const office: Office = {
    world, faces, now: () => now, later, browser, digits, secrets, admins,
    async signIn(login, address, next = '') {
      const b = browser(address), r = await b.post('/signin', { login, password, next })
      if (r.status === 303 && r.headers.get('location')!.startsWith('/signin/second')) await b.post('/signin/second', { code: digits(secrets.get(login)!), next })
      return b
    },
    async idOf(login) { return (await world.store.tx(1, tx => tx.rows<{ id: string }>('select id from account where congress = 1 and login = $1', [login])))[0]!.id },
    async link(login) { await admins.system.post('/desk/accounts/sheets', { account: await office.idOf(login) }); return /\/invite\/(LX\.[\w-]+)/.exec(admins.system.last)![1]! },
    async account(person, login, contact = '') {
      await admins.system.post('/desk/accounts', { person, [`login.${person}`]: login, [`contact.${person}`]: contact })
      await admins.security.post('/desk/security/approve', { account: await office.idOf(login) })
      const link = await office.link(login), b = browser()
      await b.get(`/invite/${link}`)
      if (b.last.includes('name="contact"')) await b.post(`/invite/${link}`, { contact })
      else { await b.post(`/invite/${link}`, { password, again: password }); await setUpSecond(b, login) }
      return b
    },
    async lastMessage() {
      const [m] = await world.store.tx(1, tx => tx.rows<{ id: string; sealed: Uint8Array }>('select id, sealed from message where congress = 1 order by created desc, id limit 1'))
      return m && (JSON.parse(makeKeys(testKey).open(`1|${m.id}|message`, m.sealed).value.toString()) as { to: string; text: string })
    },
  }
  return office
}
