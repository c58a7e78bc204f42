/** What every answer carries and every sending must show: headers, same origin, known media types. */
import type { MiddlewareHandler } from 'hono'
import { type Env, type C, isApi } from '#http/env.ts'
import { refuse } from '#http/answer.ts'
import { hasBearer, hasCookie } from '#http/session.ts'

const csp = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const hstsSeconds = 365 * 86_400

export const headers: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const h = c.res.headers
  // A file somebody sent is given a policy of its own, in which nothing runs at all.
  if (!h.has('Content-Security-Policy')) h.set('Content-Security-Policy', csp)
  if (c.get('shop')?.options.publicUrl?.startsWith('https:')) h.set('Strict-Transport-Security', `max-age=${hstsSeconds}`)
  h.set('X-Content-Type-Options', 'nosniff')
  h.set('X-Frame-Options', 'DENY')
  h.set('Cross-Origin-Opener-Policy', 'same-origin')
  // Receipt codes stand in addresses. The desk's do not, and its forms need a true Origin from browsers that send no Sec-Fetch-Site.
  h.set('Referrer-Policy', /^\/(desk|deputy|signin|account)/.test(c.req.path) ? 'same-origin' : 'no-referrer')
  h.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()')
  if (!h.has('Cache-Control')) h.set('Cache-Control', 'no-store')
  if (/^\/(r\/|raise|status|desk|deputy|signin|account|invite|setup|api)/.test(c.req.path)) h.set('X-Robots-Tag', 'noindex, nofollow')
}

/**
 * A sending that rides on a cookie must come from our own pages. Programs with a bearer token, and programs that send
 * neither Origin nor Sec-Fetch-Site, carry no browser's authority. `null` is what a page under no-referrer sends from
 * browsers without Sec-Fetch-Site: enough for the portal, where there is no cookie to ride on, never for a session.
 */
export const sameOrigin: MiddlewareHandler<Env> = async (c, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) || hasBearer(c) || cameFromHere(c)) return next()
  return refuse(c, 403, 'origin', ['提交没有来自本站页面，已拒绝。请回到本站页面再提交。', 'The form did not come from a page of this site. Please go back and send it from here.'])
}

function cameFromHere(c: C): boolean {
  const site = c.req.header('sec-fetch-site'), origin = c.req.header('origin')
  if (site) return site === 'same-origin' || site === 'none'
  if (!origin) return true
  if (origin === 'null') return !hasCookie(c)
  const own = [c.req.header('host') ?? new URL(c.req.url).host]
  const published = c.get('shop').options.publicUrl
  if (published) own.push(new URL(published).host)
  try { return own.includes(new URL(origin).host) } catch { return false }
}

/** Forms speak as forms, the API as JSON; anything else is refused before it is read. */
export const media: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.method !== 'POST') return next()
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  const multipart = type === 'multipart/form-data'
  const fine = isApi(c) ? (c.req.path === '/api/files' ? multipart : type === 'application/json' || type.endsWith('+json')) : multipart || type === 'application/x-www-form-urlencoded' || (type === '' && bodyless(c))
  if (fine) return next()
  return refuse(c, 415, 'media', isApi(c) ? ['请以 application/json 提交（上传文件用 multipart/form-data）', 'Please send application/json (multipart/form-data for files)'] : ['提交的格式不对，请用本站的表单提交。', 'Please use the forms of this site.'])
}
const bodyless = (c: C): boolean => c.req.raw.body === null || c.req.header('content-length') === '0'
