/**
 * Who is asking. The one place that knows how: today a token of the service in a cookie or a bearer header,
 * tomorrow real accounts. Nothing else in this room reads a cookie or a token.
 */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type C, isSecure } from '#http/env.ts'
import type { Who } from '#service/views.ts'

const cookie = 'hy'
const bearer = (c: C): string | undefined => /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
export const hasBearer = (c: C): boolean => bearer(c) !== undefined
export const hasCookie = (c: C): boolean => getCookie(c, cookie) !== undefined

/** The token of the session this visit rides on, for what is drawn for it alone. */
export const sessionToken = (c: C): string | undefined => bearer(c) ?? getCookie(c, cookie)

/** Somebody signed in to the congress this visit is for, or nobody. */
export async function whoIs(c: C): Promise<Who | undefined> {
  const token = bearer(c) ?? getCookie(c, cookie)
  if (!token || token.length > 200) return undefined
  const who = await c.get('shop').service.who(token)
  return who && who.congress === c.get('congress')?.id ? who : undefined
}

export function keepSession(c: C, token: string): void {
  setCookie(c, cookie, token, { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(c) })
}

export async function endSession(c: C): Promise<void> {
  const token = bearer(c) ?? getCookie(c, cookie)
  if (token) await c.get('shop').service.signOut(token)
  deleteCookie(c, cookie, { path: '/' })
}

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-forwarded-server', 'x-real-ip', 'via', 'cf-connecting-ip', 'true-client-ip', 'client-ip']
const loopback = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i

/** Ready people may be entered from this machine only, and never through a proxy: the sample has no passwords. */
export function onThisMachine(c: C): boolean {
  const host = c.req.header('host') ?? new URL(c.req.url).host
  return loopback.test(host) && forwarding.every(h => c.req.header(h) === undefined) && ![...c.req.raw.headers.keys()].some(k => /^x-(forwarded|original|client|cluster|real|envoy|proxy)/.test(k))
}
