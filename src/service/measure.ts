/** Figures: page, list, export, command line and API all come through here. */
import { dayOf, endOfDay, shift, startOfDay } from '#law/time.ts'
import { figures as all } from '#figures/index.ts'
import type { Figure, Selection } from '#figures/figure.ts'
import type { Day, Label } from '#loop/words.ts'
import { factRecords, measure } from '#store/facts.ts'
import { byIds } from '#store/matters.ts'
import type { FactFilter, MatterRow, Tx } from '#store/shapes.ts'
import { ServiceError } from '#service/errors.ts'
import type { House } from '#service/house.ts'
import { nameOf } from '#service/lines.ts'
import { sightOf } from '#service/sight.ts'
import type { FigureRecord, FigureView, ReportFigure, Who } from '#service/views.ts'

/** A list longer than this is not shown whole anywhere; it is said so. */
const most = 100_000
type When = { year: number; asOf?: Day; known?: Day }
type Span = { asOf: Day; known: Day; knownAt: string; from: Day; to: Day }

function spanOf(house: House, congress: number, f: Figure, w: When): Span {
  if (!Number.isInteger(w.year) || w.year < 2000 || w.year > 2100) throw new ServiceError('badRequest', ['年份不对', 'The year is not valid'], 'year')
  const now = house.worlds.now(congress)
  // Nothing is known of a day that has not come.
  const today = dayOf(now), past = (d: Day): Day => (d < today ? d : today)
  const asOf = past(w.asOf ?? today)
  const known = past(w.known ?? w.asOf ?? today)
  const { from, to } = f.period(w.year)
  return { asOf, known, knownAt: known < today ? endOfDay(known) : now, from, to: asOf < to ? asOf : to }
}
const filterOf = (s: Selection, span: Span): FactFilter => ({
  name: s.fact, from: startOfDay(span.from), to: startOfDay(shift(span.to, 1)), known: span.knownAt, ...(s.kinds ? { kinds: s.kinds } : {}), ...(s.without ? { without: s.without } : {}),
})
/** Before the period has begun nothing is in it. */
const empty = (span: Span): boolean => span.to < span.from

async function view(tx: Tx, house: House, f: Figure, w: When): Promise<FigureView> {
  const span = spanOf(house, tx.congress, f, w)
  const count = (s: Selection) => (empty(span) ? Promise.resolve(0) : measure(tx, filterOf(s, span), s.how))
  const value = await count(f)
  const readings = []
  for (const r of f.readings) { const n = await count(r); readings.push({ id: r.id, label: r.label, value: n, text: String(n) }) }
  const say = (l: string) => l.replace('{n}', String(value))
  return {
    id: f.id, label: f.label, value, text: String(value), unit: f.unit, definition: f.definition, period: { from: span.from, to: f.period(w.year).to }, asOf: span.asOf, known: span.known, readings,
    sentence: [say(f.sentence[0]), say(f.sentence[1])],
  }
}
const named = (id: string): Figure | undefined => all.find(f => f.id === id.toUpperCase())

export const figures = (house: House, congress: number, w: When): Promise<FigureView[]> => house.store.tx(congress, async tx => { const list: FigureView[] = []; for (const f of all) list.push(await view(tx, house, f, w)); return list })

export async function figure(house: House, congress: number, id: string, w: When): Promise<FigureView | undefined> {
  const f = named(id)
  return f && house.store.tx(congress, tx => view(tx, house, f, w))
}

/** The records behind a figure or one of its readings: as many as its number says. */
export async function records(house: House, congress: number, id: string, w: When, reading?: string, who?: Who): Promise<FigureRecord[] | undefined> {
  const f = named(id)
  const s: Selection | undefined = f && (reading ? f.readings.find(r => r.id === reading) : f)
  if (!f || !s) return undefined
  await house.worlds.get(congress)
  const span = spanOf(house, congress, f, w)
  if (empty(span)) return []
  const held = await house.worlds.get(congress)
  const sees = (m: MatterRow): boolean => {
    if (!who) return true
    const s = sightOf(held, who, m.procedure, house.worlds.now(congress))
    return s.everything || s.parties.some(p => m.parties[p]?.some(id => s.who.includes(id)))
  }
  return house.store.tx(congress, async tx => {
    const rows = await factRecords(tx, filterOf(s, span), s.how, most)
    const titles = new Map((await byIds(tx, [...new Set(rows.map(r => r.matter))])).map(m => [m.id, m]))
    return rows.map(r => {
      const m = titles.get(r.matter)
      const place = r.place ?? m?.place ?? undefined
      const mine = m !== undefined && !m.restricted && sees(m)
      return { mine, id: r.matter, quantity: s.how === 'sum' ? r.quantity : 1, matter: r.matter, at: r.at, title: mine ? m.title : '', place: place ? nameOf(held, place) : null, kind: r.kind ?? null }
    })
  })
}

export async function report(house: House, congress: number, w: When): Promise<ReportFigure[]> {
  const list: ReportFigure[] = []
  for (const v of await figures(house, congress, w)) {
    const { sentence: _, ...rest } = v
    const behind = (await records(house, congress, v.id, w)) ?? []
    list.push({ ...rest, records: behind.map(r => ({ id: r.id, quantity: r.quantity })) })
  }
  return list
}
export type { Label }
