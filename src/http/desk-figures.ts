/** One figure of the desk: its number, its parts, its records; whole, of one organ, one theme or one deputy. */
import { figure } from '#pages/desk/figures.ts'
import { type FigureParts, none, type Way, ways } from '#pages/desk/figure-split.ts'
import type { Label } from '#loop/words.ts'
import type { Narrow } from '#service/service.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { exportFigure, exportSplit } from '#http/desk-export.ts'
import type { C } from '#http/env.ts'
import { dayParam, yearParam } from '#http/query.ts'

export type Asked = {
  readonly year: number; readonly asOf: string | undefined; readonly known: string | undefined; readonly reading: string | undefined
  readonly offered: readonly Way[]
  readonly narrow: Narrow
  /** What it is narrowed to, in words. */
  readonly only: readonly { readonly way: Way; readonly label: Label }[]
}

/** What the address asks for; undefined where it names a part that is not there or is not for this person. */
export async function asked(c: C, who: Who, id: string): Promise<Asked | undefined> {
  const { service } = c.get('shop'), year = yearParam(c), asOf = dayParam(c, 'asOf'), known = dayParam(c, 'known')
  const may = await service.splits(who, id), offered = ways.filter(w => may.includes(w.by))
  const narrow: { -readonly [k in Way['by']]?: string | null } = {}, only: { way: Way; label: Label }[] = []
  for (const way of ways) {
    const said = c.req.query(way.param)?.trim()
    if (!said) continue
    const value = said === none ? null : said
    const part = offered.includes(way) ? (await service.split(who, id, year, way.by, { ...(asOf ? { asOf } : {}), ...(known ? { known } : {}) })).find(p => p.id === value) : undefined
    if (!part) return undefined
    narrow[way.by] = value
    only.push({ way, label: part.label })
  }
  return { year, asOf, known, reading: c.req.query('reading') || undefined, offered, narrow, only }
}

/** The table of parts the page shows: the one asked for, or the first there is. */
async function partsOf(c: C, who: Who, id: string, a: Asked): Promise<FigureParts | undefined> {
  const by = c.req.query('by'), way = a.offered.find(w => w.param === by) ?? a.offered[0]
  if (!way || a.only.length || a.reading) return undefined
  return { way, offered: a.offered, parts: await c.get('shop').service.split(who, id, a.year, way.by, { ...(a.asOf ? { asOf: a.asOf } : {}), ...(a.known ? { known: a.known } : {}) }) }
}

export async function figurePage(c: C, who: Who): Promise<Response> {
  const whole = c.req.param('id')!, table = /^(.+)\.(csv|xlsx)$/.exec(whole), id = table?.[1] ?? whole
  const a = await asked(c, who, id)
  if (!a) return notHere(c)
  if (table) return c.req.query('by') ? exportSplit(c, who, id, table[2] as 'csv' | 'xlsx', a) : exportFigure(c, who, id, table[2] as 'csv' | 'xlsx', a)
  const { service } = c.get('shop')
  const found = await service.figure(who.congress, id, a.year, a.asOf, a.known, a.narrow)
  const records = found && (await service.figureRecords(who.congress, id, a.year, a.asOf, a.known, a.reading, who, a.narrow))
  if (!found || !records) return notHere(c)
  return show(c, figure(c.get('view'), { figure: found, records, year: a.year, asOf: a.asOf, known: a.known, reading: a.reading, only: a.only, parts: await partsOf(c, who, id, a) }))
}
