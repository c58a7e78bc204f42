/** Sets up a visit: the language, the congress of this host, who is asking, and what pages need of all that. */
import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { dayOf } from '#law/time.ts'
import { saying } from '#loop/local.ts'
import type { Lang, View } from '#pages/view.ts'
import type { CongressInfo } from '#service/service.ts'
import { type C, type Env, isApi, isSecure, type Shop } from '#http/env.ts'
import { whoIs } from '#http/session.ts'

const year = 365 * 86_400

function langOf(c: C): Lang {
  const asked = c.req.query('lang')
  if (asked === 'en' || asked === 'zh') return asked
  const kept = getCookie(c, 'lang')
  if (kept === 'en' || kept === 'zh') return kept
  // Pages are Chinese first whatever the browser prefers; a program says what it reads.
  return isApi(c) && /^en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'zh'
}

/** The address of this page for a link: without the switches themselves, and never a sending's address. */
function pathOf(c: C): string {
  const url = new URL(c.req.url)
  url.searchParams.delete('lang')
  url.searchParams.delete('big')
  return c.req.method === 'GET' ? url.pathname + url.search : url.pathname.replace(/^(\/r\/[^/]+|\/(?:desk|deputy)\/m\/[^/]+)\/.*$/, '$1')
}

export function viewOf(c: C, change: Partial<View> = {}): View {
  const congress = c.get('congress'), lang = c.get('lang')
  const { assets, service } = c.get('shop'), local = congress ? saying(congress.words) : (text: string) => text
  return {
    lang, t: (zh, en) => local(lang === 'zh' ? zh : en), say: l => l[lang === 'zh' ? 0 : 1], congress: congress && { name: congress.name, sample: congress.sample, slips: congress.slips, slipSteps: congress.slipSteps, retentionDays: congress.retentionDays },
    today: congress && dayOf(service.now(congress.id)), now: congress && service.now(congress.id), who: c.get('who'), path: pathOf(c), big: c.get('big'), assets, newKey: () => randomUUID(), ...change,
  }
}

const switches: MiddlewareHandler<Env> = async (c, next) => {
  const lang = langOf(c), big = c.req.query('big') ?? getCookie(c, 'big')
  c.set('lang', lang)
  c.set('big', big === '1')
  if (c.req.method === 'GET' && !isApi(c)) {
    const keep = { path: '/', maxAge: year, sameSite: 'Lax', httpOnly: true, secure: isSecure(c) } as const
    if (c.req.query('lang') === lang) setCookie(c, 'lang', lang, keep)
    if (c.req.query('big') !== undefined) setCookie(c, 'big', c.get('big') ? '1' : '0', keep)
  }
  c.set('view', viewOf(c))
  await next()
}

/** A congress hardly ever changes, and every request asks for it: the answer stands for a moment. */
const rememberMs = 1000, mostHosts = 100
function congressOf(shop: Shop): (host: string) => Promise<CongressInfo | undefined> {
  const known = new Map<string, CongressInfo>()
  return async host => {
    const before = known.get(host)
    if (before) return before
    const found = await shop.service.congressAt(host)
    if (found && known.size < mostHosts) { known.set(host, found); setTimeout(() => known.delete(host), rememberMs).unref() }
    return found
  }
}

const guests = (find: ReturnType<typeof congressOf>): MiddlewareHandler<Env> => async (c, next) => {
  c.set('congress', await find(c.req.header('host') ?? new URL(c.req.url).host))
  c.set('who', await whoIs(c))
  c.set('view', viewOf(c))
  await next()
}
export const visit = (shop: Shop): readonly MiddlewareHandler<Env>[] => [switches, guests(congressOf(shop))]
