/** Figures: page, list, export, command line and API all come through here. */
import { dayOf, endOfDay, shift, startOfDay } from '#law/time.ts'
import { rate } from '#law/share.ts'
import { optionsIn } from '#loop/settings.ts'
import { type Figure, isPopulation, isRatio, type Population, type Ratio, type Selection, type Side } from '#figures/figure.ts'
import { figures as all } from '#figures/index.ts'
import type { Day, Id, Label, PostRow } from '#loop/words.ts'
import { factRecords, measure, measureBy } from '#store/facts.ts'
import { byIds } from '#store/matters.ts'
import type { FactFilter, MatterRow, Tx } from '#store/shapes.ts'
import { ServiceError } from '#service/errors.ts'
import type { House } from '#service/house.ts'
import { categoryOf, inWords, nameOf } from '#service/lines.ts'
import type { Narrow } from '#service/service.ts'
import { ofRow } from '#service/may.ts'
import type { Held } from '#service/world.ts'
import type { FigureRecord, FigureView, ReportFigure, Who } from '#service/views.ts'

/** A list longer than this is not shown whole anywhere; it is said so. */
const most = 100_000
export type When = { year: number; asOf?: Day; known?: Day; narrow?: Narrow }
type Span = { asOf: Day; known: Day; knownAt: string; from: Day; to: Day; narrow: Narrow }

function spanOf(house: House, congress: number, f: Figure, w: When): Span {
  if (!Number.isInteger(w.year) || w.year < 2000 || w.year > 2100) throw new ServiceError('badRequest', ['年份不对', 'The year is not valid'], 'year')
  const now = house.worlds.now(congress)
  // Nothing is known of a day that has not come.
  const today = dayOf(now), past = (d: Day): Day => (d < today ? d : today)
  const asOf = past(w.asOf ?? today)
  const known = past(w.known ?? w.asOf ?? today)
  const whole = f.period(w.year), n = w.narrow ?? {}
  const from = n.from ?? whole.from, to = n.to ?? whole.to
  return { asOf, known, knownAt: known < today ? endOfDay(known) : now, from, to: asOf < to ? asOf : to, narrow: n }
}
function filterOf(s: Selection, { from, to, knownAt, narrow }: Span): FactFilter {
  const kinds = narrow.kind === undefined ? s.kinds : s.kinds ? s.kinds.filter(k => k === narrow.kind) : [narrow.kind]
  return {
    names: [s.fact].flat(), from: startOfDay(from), to: startOfDay(shift(to, 1)), known: knownAt, ...(kinds ? { kinds } : {}), ...(s.levels ? { levels: s.levels } : {}), ...(s.without ? { without: s.without } : {}),
    ...(narrow.place ? { place: narrow.place } : {}), ...(narrow.category ? { category: narrow.category } : {}),
  }
}
/** Before the period has begun nothing is in it. */
const empty = (span: Span): boolean => span.to < span.from

/** Persons in office on the last day of the period. */
function inOffice(held: Held, p: Population, span: Span): Map<Id, PostRow> {
  const { directory } = held.world
  const found = new Map<Id, PostRow>()
  for (const person of directory.people(span.to)) {
    const seat = directory.postsOf(person.id, span.to).find(x => x.kind === 'deputy' && (!span.narrow.place || x.place === span.narrow.place) && (p.population === 'deputies' || (x.place !== undefined && directory.organs({ kind: 'station', place: x.place }, span.to).length > 0)))
    if (seat) found.set(person.id, seat)
  }
  return found
}

type Counter = (side: Side) => Promise<number>
async function readingOf(s: Selection | Ratio, count: Counter): Promise<{ value: number; text: string; ratio?: FigureView['ratio'] }> {
  if (!isRatio(s)) { const value = await count(s); return { value, text: String(value) } }
  const [over, under] = [await count(s.over), await count(s.under)]
  const share = rate(over, under, 2)
  return { value: share === undefined ? 0 : Number(share), text: share ?? '—', ratio: { over, under } }
}

async function view(tx: Tx, house: House, held: Held, f: Figure, w: When): Promise<FigureView> {
  const span = spanOf(house, tx.congress, f, w)
  const count: Counter = s => (empty(span) ? Promise.resolve(0) : isPopulation(s) ? Promise.resolve(inOffice(held, s, span).size) : measure(tx, filterOf(s, span), s.how))
  const main = await readingOf(f, count)
  const readings = []
  for (const r of f.readings) readings.push({ id: r.id, label: inWords(held, r.label), ...(await readingOf(r, count)) })
  const say = (l: string) => l.replace('{n}', main.text)
  return {
    id: f.id, label: inWords(held, f.label), ...main, unit: f.unit, definition: inWords(held, f.definition), period: { from: span.from, to: w.narrow?.to ?? f.period(w.year).to }, asOf: span.asOf, known: span.known, readings,
    sentence: [say(f.sentence[0]), say(f.sentence[1])],
  }
}
const named = (id: string): Figure | undefined => all.find(f => f.id === id.toUpperCase())

export async function figures(house: House, congress: number, w: When): Promise<FigureView[]> {
  const held = await house.worlds.get(congress)
  return house.store.tx(congress, async tx => { const list: FigureView[] = []; for (const f of all) list.push(await view(tx, house, held, f, w)); return list })
}

export async function figure(house: House, congress: number, id: string, w: When): Promise<FigureView | undefined> {
  const f = named(id), held = await house.worlds.get(congress)
  return f && house.store.tx(congress, tx => view(tx, house, held, f, w))
}

/** What a list is of: the figure, one of its readings (`strict`), or the base of a share (`under`, `opinions.under`). */
function sideOf(f: Figure, reading: string | undefined): Side | undefined {
  const [id, part] = reading === undefined ? [undefined, undefined] : reading === 'under' ? [undefined, 'under'] : reading.split('.')
  const s = id === undefined ? f : f.readings.find(r => r.id === id)
  if (!s) return undefined
  return isRatio(s) ? (part === 'under' ? s.under : part === undefined ? s.over : undefined) : part === undefined ? s : undefined
}

/** The records behind a figure or one of its readings: as many as its number says. */
export async function records(house: House, congress: number, id: string, w: When, reading?: string, who?: Who): Promise<FigureRecord[] | undefined> {
  const f = named(id)
  const s = f && sideOf(f, reading)
  if (!f || !s) return undefined
  const held = await house.worlds.get(congress)
  const span = spanOf(house, congress, f, w)
  if (empty(span)) return []
  if (isPopulation(s)) return [...inOffice(held, s, span)].map(([person, seat]) => ({ mine: false, id: person, quantity: 1, matter: person, at: startOfDay(seat.validFrom), title: held.world.directory.name(person)?.[0] ?? '', place: seat.place ? nameOf(held, seat.place) : null, kind: seat.level ?? null, person: held.world.directory.name(person) ?? null }))
  const now = house.worlds.now(congress), seen = new Map<Id, boolean>()
  const sees = (m: MatterRow): boolean => { if (!who) return true; const known = seen.get(m.id) ?? ofRow(held, who, m, now).sees; seen.set(m.id, known); return known }
  return house.store.tx(congress, async tx => {
    const rows = await factRecords(tx, filterOf(s, span), s.how, most)
    const titles = new Map((await byIds(tx, [...new Set(rows.map(r => r.matter))])).map(m => [m.id, m]))
    return rows.map(r => {
      const m = titles.get(r.matter)
      const place = r.place ?? m?.place ?? undefined
      const mine = m !== undefined && sees(m), quantity = s.how === 'sum' ? r.quantity : 1
      // Kept from this person: the row stays, or the list would not be the figure, but it says nothing, not even which day.
      if (m?.restricted && !mine) return { mine, id: null, quantity, matter: null, at: startOfDay(span.from), title: '', place: null, kind: null, person: null }
      return { mine, id: r.matter, quantity, matter: r.matter, at: r.at, title: mine ? m.title : '', place: place ? nameOf(held, place) : null, kind: r.kind ?? null, person: r.person ? held.world.directory.name(r.person) ?? null : null }
    })
  })
}

/** A figure split by month, place, kind or category: register order for places, time for months; every month of the period stands, with 0 where nothing was. A share has no split. */
export async function breakdown(house: House, congress: number, id: string, w: When, by: 'month' | 'place' | 'kind' | 'category'): Promise<{ id: string | null; label: Label; value: number }[]> {
  const f = named(id)
  if (!f || isRatio(f)) return []
  const held = await house.worlds.get(congress)
  const span = spanOf(house, congress, f, w)
  if (empty(span)) return []
  const found = new Map((await house.store.tx(congress, tx => measureBy(tx, filterOf(f, span), f.how, by))).map(r => [r.by, r.n]))
  const rest = (label: (id: string) => Label, order: readonly string[]): { id: string | null; label: Label; value: number }[] => [
    ...order.map(x => ({ id: x, label: label(x), value: found.get(x) ?? 0 })),
    ...[...found].filter(([x]) => x !== null && !order.includes(x)).map(([x, value]) => ({ id: x, label: label(x!), value })),
    ...(found.has(null) ? [{ id: null, label: ['未注明', 'Not said'] as Label, value: found.get(null)! }] : []),
  ]
  switch (by) {
    case 'month': return rest(m => [`${Number(m.slice(5))}月`, monthNames[Number(m.slice(5)) - 1]!], monthsOf(span))
    case 'place': return rest(x => nameOf(held, x), held.world.directory.places({ kind: 'street' }, span.to).map(p => p.id))
    case 'kind': return rest(k => kindLabel(held, k), [])
    case 'category': return rest(k => categoryOf(held, k, span.to), optionsIn(held.world.settings.look('request.categories', span.to).value).map(o => o.id).filter(k => found.has(k)))
  }
}
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
function monthsOf(span: Span): string[] {
  const list: string[] = []
  for (let y = Number(span.from.slice(0, 4)), m = Number(span.from.slice(5, 7)); ; m === 12 ? (y++, m = 1) : m++) {
    const month = `${y}-${String(m).padStart(2, '0')}`
    if (month > span.to.slice(0, 7)) return list
    list.push(month)
  }
}
/** The word of a fact's kind, from whichever procedure declares it. */
function kindLabel(held: Held, kind: string): Label {
  for (const p of held.world.procedures.list) for (const words of Object.values(p.words ?? {})) if (words[kind]) return words[kind]
  return [kind, kind]
}

export async function report(house: House, congress: number, w: When, who?: Who): Promise<ReportFigure[]> {
  const list: ReportFigure[] = []
  for (const v of await figures(house, congress, w)) {
    const { sentence: _, ...rest } = v
    const behind = (await records(house, congress, v.id, w, undefined, who)) ?? []
    list.push({ ...rest, records: behind.map(r => ({ id: r.id, quantity: r.quantity })) })
  }
  return list
}
