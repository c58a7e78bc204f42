/** What anybody may look up: stations and their posters, figures with charts, what this system is. */
import { Hono } from 'hono'
import QRCode from 'qrcode'
import { raw } from '#pages/view.ts'
import { about, lost } from '#pages/portal/about.ts'
import { figure, figures, type FigureSplit, published } from '#pages/portal/public.ts'
import { deputies } from '#pages/portal/deputies.ts'
import type { PublicDeputies } from '#service/register-views.ts'
import { poster, station, stations } from '#pages/portal/stations.ts'
import { notHere, show } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { isId, yearParam } from '#http/query.ts'

/** The address people type: the operator's, or the one this request came to. */
export function siteUrl(c: C, path: string): string {
  const { publicUrl, trustProxy } = c.get('shop').options
  if (publicUrl) return `${publicUrl.replace(/\/$/, '')}${path}`
  const url = new URL(c.req.url), proto = trustProxy ? c.req.header('x-forwarded-proto') : undefined
  return `${proto === 'https' ? 'https:' : url.protocol}//${url.host}${path}`
}

const found = async (c: C) => { const congress = c.get('congress'), id = c.req.param('id')!; return congress && isId(id) ? c.get('shop').service.station(congress.id, id) : undefined }
const splits: readonly FigureSplit['by'][] = ['month', 'place', 'category']

export const looking = new Hono<Env>()
  .get('/stations', async c => { const congress = c.get('congress'); return show(c, stations(c.get('view'), congress ? await c.get('shop').service.stations(congress.id) : [], (c.req.query('q') ?? '').slice(0, 40))) })
  .get('/stations/:id', async c => { const s = await found(c); return s ? show(c, station(c.get('view'), s)) : notHere(c) })
  .get('/stations/:id/poster', async c => {
    const s = await found(c)
    if (!s) return notHere(c)
    const svg = await QRCode.toString(siteUrl(c, `/raise?at=${s.id}`), { type: 'svg', margin: 2, errorCorrectionLevel: 'Q' })
    return show(c, poster(c.get('view'), s, raw(svg.replace('<svg ', '<svg role="img" aria-label="QR" ')) as never))
  })
  .get('/deputies', async c => {
    const congress = c.get('congress'), place = c.req.query('place')?.trim() ?? '', level = c.req.query('level')?.trim().slice(0, 20) ?? ''
    const none: PublicDeputies = { list: [], places: [], place: undefined, level: undefined, levels: [] }
    return show(c, deputies(c.get('view'), congress ? await c.get('shop').service.register.deputies(congress.id, { ...(isId(place) ? { place } : {}), ...(level ? { level } : {}) }) : none))
  })
  .get('/published', async c => { const congress = c.get('congress'); return show(c, published(c.get('view'), congress ? await c.get('shop').service.published(congress.id) : [])) })
  .get('/figures', async c => { const congress = c.get('congress'), year = yearParam(c); return show(c, figures(c.get('view'), congress ? await c.get('shop').service.figures(congress.id, year) : [], year, congress ? await c.get('shop').service.openness.any(congress.id) : false)) })
  .get('/figures/:id', async c => {
    const congress = c.get('congress'), year = yearParam(c), { service } = c.get('shop')
    const f = congress && (await service.figure(congress.id, c.req.param('id'), year))
    if (!congress || !f) return notHere(c)
    const parts: FigureSplit[] = []
    for (const by of splits) parts.push({ by, rows: await service.breakdown(congress.id, f.id, year, by) })
    return show(c, await figure(c.get('view'), f, year, parts))
  })
  .get('/about', c => show(c, about(c.get('view'), c.get('shop').service.health().version)))
  .get('/lost', c => show(c, lost(c.get('view'))))
