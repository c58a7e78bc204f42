/** 建议公开 on the portal: the list, each suggestion at its address, a session's list, the feed. Nobody signs in here. */
import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { missing } from '#pages/portal/home.ts'
import { sessionCells, sessionColumns, sessionList, suggestion, suggestionGone, suggestions } from '#pages/portal/suggestions.ts'
import type { PublicAsk } from '#service/openness-views.ts'
import { notHere, show } from '#http/answer.ts'
import { atom } from '#http/atom.ts'
import { csv } from '#http/csv.ts'
import type { C, Env } from '#http/env.ts'
import { siteUrl } from '#http/portal-looking.ts'
import { isId } from '#http/query.ts'

/** What readers and proxies may keep for a while; a correction is seen by everybody this soon. */
const keepSeconds = 300
const mostWord = 40
const word = (c: C, name: string, most = mostWord): string | undefined => c.req.query(name)?.replace(/[\p{Cc}]/gu, ' ').trim().slice(0, most) || undefined

function asked(c: C): PublicAsk {
  const organ = word(c, 'organ'), page = Number(c.req.query('page') ?? 1)
  return { session: word(c, 'session'), organ: organ && isId(organ) ? organ : undefined, theme: word(c, 'theme'), outcome: word(c, 'outcome'), q: word(c, 'q'), page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1 }
}

/** The same body as last time is not sent again. */
function fresh(c: C, body: string, type: string, changed: string | undefined): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`, since = Date.parse(c.req.header('if-modified-since') ?? ''), asks = c.req.header('if-none-match')
  c.header('ETag', etag)
  if (changed) c.header('Last-Modified', new Date(changed).toUTCString())
  c.header('Cache-Control', `public, max-age=${keepSeconds}`)
  c.header('Vary', 'Cookie', { append: true })
  // RFC 9110 13.1.3: a time is only asked where no tag is. It must be this very one: the latest entry may have been taken away since.
  const same = asks !== undefined ? asks.split(',').some(t => t.trim().replace(/^W\//, '') === etag || t.trim() === '*') : changed !== undefined && since === Math.floor(Date.parse(changed) / 1000) * 1000
  return same ? c.body(null, 304) : c.body(body, 200, { 'Content-Type': type })
}

async function feed(c: C): Promise<Response> {
  const congress = c.get('congress'), { service } = c.get('shop')
  if (!congress) return notHere(c)
  const entries = await service.openness.feed(congress.id)
  return fresh(c, atom(c.get('view'), entries, path => siteUrl(c, path), '2000-01-01T00:00:00Z'), 'application/atom+xml; charset=utf-8', entries[0]?.at)
}

/** Public words, in the reader's own language and type: the reader's browser may keep them a moment, nobody in between. Whoever is signed in has a page of their own. */
const shown = (c: C, page: Parameters<typeof show>[1]): Promise<Response> => { if (!c.get('who')) c.header('Cache-Control', `private, max-age=${keepSeconds / 5}`); return show(c, page) }

async function ofSession(c: C): Promise<Response> {
  const congress = c.get('congress'), v = c.get('view'), [, key, table] = /^([\w-]{1,40}?)(\.csv)?$/.exec(c.req.param('key')!) ?? []
  const found = congress && key && (await c.get('shop').service.openness.year(congress.id, key))
  if (!found) return notHere(c)
  return table ? csv(c, `suggestions-${key}`, sessionColumns.map(l => v.say(l)), found.items.map(s => sessionCells(v, s))) : shown(c, sessionList(v, found))
}

async function one(c: C): Promise<Response> {
  const congress = c.get('congress'), found = congress && (await c.get('shop').service.openness.one(congress.id, c.req.param('no')!))
  if (!found) return notHere(c)
  return found === 'gone' ? show(c, suggestionGone(c.get('view')), 410) : shown(c, suggestion(c.get('view'), found))
}

export const publicPages = new Hono<Env>()
  .get('/suggestions', async c => { const congress = c.get('congress'); return congress ? shown(c, suggestions(c.get('view'), await c.get('shop').service.openness.list(congress.id, asked(c)))) : show(c, missing(c.get('view'))) })
  .get('/suggestions/feed.atom', feed)
  .get('/suggestions/session/:key', ofSession)
  .get('/suggestions/:no', one)
