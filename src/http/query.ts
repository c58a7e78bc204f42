/** What stands in an address: days, years, filters of a list. */
import { parseDay } from '#law/time.ts'
import type { Day } from '#loop/words.ts'
import { ServiceError } from '#service/errors.ts'
import type { ListFilters } from '#service/views.ts'
import type { C } from '#http/env.ts'

/** A day of the address; empty is absent, nonsense is refused by name. */
export function dayParam(c: C, name: string): Day | undefined {
  const said = c.req.query(name)?.trim()
  if (!said) return undefined
  try { return parseDay(said) } catch { throw new ServiceError('badRequest', [`“${name}”应是2025-03-26这样的日期`, `"${name}" must be a date like 2025-03-26`], name) }
}

export function yearParam(c: C): number {
  const said = c.req.query('year')?.trim()
  const today = c.get('view').today ?? '2025-01-01'
  if (!said) return Number(today.slice(0, 4))
  if (!/^(?:19|20|21)\d{2}$/.test(said)) throw new ServiceError('badRequest', ['“year”应是四位年份', '"year" must be a year of four digits'], 'year')
  return Number(said)
}

export function limitParam(c: C, most: number, usual: number): number {
  const said = c.req.query('limit')
  if (said === undefined) return usual
  const n = Number(said)
  if (!Number.isInteger(n) || n < 1 || n > most) throw new ServiceError('badRequest', [`“limit”应是1到${most}的整数`, `"limit" must be from 1 to ${most}`], 'limit')
  return n
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isId = (s: string): boolean => uuid.test(s)
const words = ['procedure', 'stage', 'category', 'channel', 'outcome'] as const

export function filtersOf(c: C): ListFilters {
  const out: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(c.req.query())) if (/[\u0000-\u001f\u007f]/.test(value)) throw new ServiceError('badRequest', [`“${name.slice(0, 40)}”里有控制字符`, `"${name.slice(0, 40)}" holds control characters`], name.slice(0, 40))
  for (const w of words) { const v = c.req.query(w)?.trim(); if (v) out[w] = v.slice(0, 60) }
  const place = c.req.query('place')?.trim()
  if (place) {
    if (!isId(place)) throw new ServiceError('badRequest', ['“place”不是名册里的编号', '"place" must be an id'], 'place')
    out.place = place
  }
  const handler = c.req.query('handler')?.trim()
  if (handler) {
    if (!isId(handler)) throw new ServiceError('badRequest', ['“handler”不是名册里的编号', '"handler" must be an id'], 'handler')
    out.handler = handler
  }
  if (c.req.query('mark') === 'extended') out.mark = 'extended'
  const ended = c.req.query('ended')
  if (ended) out.ended = ended === '1' || ended === 'true'
  const light = c.req.query('light')
  if (light === 'near' || light === 'overdue') out.light = light
  for (const d of ['from', 'to', 'movedFrom', 'movedTo'] as const) { const v = dayParam(c, d); if (v) out[d] = v }
  const q = c.req.query('q')?.trim()
  if (q) out.q = q.slice(0, 100)
  return out
}
