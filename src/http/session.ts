/** Who is asking. The one place that knows how: a token of the service in a cookie or a bearer header. Nothing else in this room reads either. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type C, isSecure } from '#http/env.ts'
import { addressOf } from '#http/limits.ts'
import type { From } from '#service/accounts/views.ts'
import type { Who } from '#service/views.ts'

/** Over https the name itself says that no other host and no plain connection can have set it. */
const named = (c: C, name: string): string => (isSecure(c) ? `__Host-${name}` : name)
const bearer = (c: C): string | undefined => /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
export const hasBearer = (c: C): boolean => bearer(c) !== undefined
export const hasCookie = (c: C): boolean => getCookie(c, named(c, 'hy')) !== undefined
const keep = (c: C) => ({ httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(c) }) as const

/** The session this visit rides on, whatever its token is by now: for what is drawn for it alone. */
export const sessionOf = (c: C): string | undefined => c.get('visit')?.session

/** Finds out who is asking, once a request: somebody signed in to the congress this visit is for, somebody half signed in, or nobody. */
export async function whoIs(c: C): Promise<Who | undefined> {
  const sent = bearer(c), token = sent ?? getCookie(c, named(c, 'hy'))
  c.set('token', undefined)
  c.set('visit', undefined)
  if (!token || token.length > 200) return undefined
  const visit = await c.get('shop').service.accounts.visit(token, sent === undefined)
  if (!visit || visit.congress !== c.get('congress')?.id) return undefined
  if (visit.token) give(c, visit.token)
  c.set('token', visit.token ?? token)
  c.set('visit', visit)
  return visit.who
}

const give = (c: C, token: string): void => setCookie(c, named(c, 'hy'), token, keep(c))
/** From here on this visit is that session's: what is drawn now is drawn for it. */
export async function keepSession(c: C, token: string): Promise<void> {
  give(c, token)
  c.set('token', token)
  c.set('visit', await c.get('shop').service.accounts.visit(token))
}
export async function endSession(c: C): Promise<void> {
  const token = bearer(c) ?? getCookie(c, named(c, 'hy'))
  if (token) await c.get('shop').service.accounts.signOut(token, fromOf(c))
  deleteCookie(c, named(c, 'hy'), { path: '/', secure: isSecure(c) })
}

/** A phone that is trusted, and what a browser was sent to the identity provider with: cookies of their own. */
const day = 86_400
export const trustedPhone = (c: C): string | undefined => getCookie(c, named(c, 'hyt'))
export function keepPhone(c: C, token: string): void { setCookie(c, named(c, 'hyt'), token, { ...keep(c), maxAge: 90 * day }) }
export function dropPhone(c: C): void { deleteCookie(c, named(c, 'hyt'), { path: '/', secure: isSecure(c) }) }
export const waitingOidc = (c: C): string | undefined => getCookie(c, named(c, 'hyo'))
export function keepOidc(c: C, sealed: string): void { setCookie(c, named(c, 'hyo'), sealed, { ...keep(c), maxAge: 600 }) }
export function dropOidc(c: C): void { deleteCookie(c, named(c, 'hyo'), { path: '/', secure: isSecure(c) }) }

const browsers = [[/MicroMessenger/, 'WeChat'], [/DingTalk/, 'DingTalk'], [/wxwork/, 'WeCom'], [/Edg\//, 'Edge'], [/QQBrowser/, 'QQ Browser'], [/UCBrowser/, 'UC'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']] as const
const systems = [[/HarmonyOS|OpenHarmony/, 'HarmonyOS'], [/Android/, 'Android'], [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Windows/, 'Windows'], [/Mac OS X/, 'Mac'], [/Linux/, 'Linux']] as const
const nameIn = (list: readonly (readonly [RegExp, string])[], agent: string): string | undefined => list.find(([r]) => r.test(agent))?.[1]
/** Where a request comes from: its address, and the kind of device it says it is. */
export function fromOf(c: C, api = false): From {
  const agent = c.req.header('user-agent') ?? ''
  return { address: addressOf(c, c.get('shop').options.trustProxy === true), device: [nameIn(systems, agent), nameIn(browsers, agent)].filter(Boolean).join(' '), ...(api ? { api } : {}) }
}

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-forwarded-server', 'x-real-ip', 'via', 'cf-connecting-ip', 'true-client-ip', 'client-ip']
const loopback = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i

/** Ready people may be entered from this machine only, and never through a proxy: the sample has no passwords. */
export function onThisMachine(c: C): boolean {
  const host = c.req.header('host') ?? new URL(c.req.url).host
  return loopback.test(host) && forwarding.every(h => c.req.header(h) === undefined) && ![...c.req.raw.headers.keys()].some(k => /^x-(forwarded|original|client|cluster|real|envoy|proxy)/.test(k))
}
