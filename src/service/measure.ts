/** Figures: page, list, export, command line and API all come through here. */
import { startOfDay } from '#law/time.ts'
import { rate } from '#law/share.ts'
import { type Figure, isPopulation, isRatio, type Population, type Ratio, type Selection, selectionsOf, type Side, type Together } from '#figures/figure.ts'
import { figures as all } from '#figures/index.ts'
import type { Id, Label, PostRow } from '#loop/words.ts'
import { factRecords, measure } from '#store/facts.ts'
import { anyImported } from '#store/imports.ts'
import { byIds } from '#store/matters.ts'
import type { FactRow, MatterRow, Tx } from '#store/shapes.ts'
import type { House } from '#service/house.ts'
import { inWords, nameOf } from '#service/lines.ts'
import { importKinds } from '#service/import/kinds.ts'
import { ofRow } from '#service/may.ts'
import { empty, filterOf, type Span, spanOf, type When } from '#service/span.ts'
import type { Held } from '#service/world.ts'
import type { FigureRecord, FigureView, ReportFigure, Who } from '#service/views.ts'

/** A list longer than this is not shown whole anywhere; it is said so. */
const most = 100_000
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

export type Counter = (side: Side) => Promise<number>
/** A share as it is printed: a percentage, or the two numbers themselves. */
export function shareOf(s: Ratio, over: number, under: number): { value: number; text: string } {
  if (s.pair) return { value: over, text: `${over}/${under}` }
  const share = rate(over, under, 2)
  return { value: share === undefined ? 0 : Number(share), text: share ?? '—' }
}
async function readingOf(s: Selection | Ratio, count: Counter): Promise<{ value: number; text: string; ratio?: FigureView['ratio'] }> {
  if (!isRatio(s)) { const value = await count(s); return { value, text: String(value) } }
  const [over, under] = [await count(s.over), await count(s.under)]
  return { ...shareOf(s, over, under), ratio: { over, under } }
}

/** Counts of one transaction: chapters divide by the same bases over and over, and each is asked for once. */
type Counted = Map<string, Promise<number>>
function counting(tx: Tx, held: Held, f: Figure, span: Span, counted: Counted): Counter {
  const one = (s: Selection): Promise<number> => {
    const filter = filterOf(held, f, s, span)
    if (!filter) return Promise.resolve(0)
    // Whose a fact is counts for lists narrowed by it only.
    const name = JSON.stringify([s.how, { ...filter, ...(span.narrow.organ === undefined && span.narrow.person === undefined ? { whose: 0 } : {}) }]), known = counted.get(name) ?? measure(tx, filter, s.how)
    counted.set(name, known)
    return known
  }
  return async side => {
    if (empty(span)) return 0
    if (isPopulation(side)) return inOffice(held, side, span).size
    let n = 0
    for (const s of selectionsOf(side)) n += await one(s)
    return n
  }
}

const ledgers = importKinds.filter(k => k.twins === 'matter').map(k => k.id)
/** Of the records behind a figure, how many a ledger brought; of a share, those of its base where that is records at all. */
async function importedOf(tx: Tx, held: Held, f: Figure, span: Span): Promise<number> {
  const side = isRatio(f) ? (isPopulation(f.under) ? f.over : f.under) : f
  if (isPopulation(side) || empty(span) || !(await anyImported(tx, ledgers))) return 0
  let n = 0
  for (const s of selectionsOf(side)) { const filter = filterOf(held, f, s, span); n += filter ? await measure(tx, { ...filter, imported: true }, 'rows') : 0 }
  return n
}

async function view(tx: Tx, house: House, held: Held, f: Figure, w: When, counted: Counted): Promise<FigureView> {
  const span = spanOf(house, held, f, w), count = counting(tx, held, f, span, counted)
  const main = await readingOf(f, count)
  const readings: FigureView['readings'][number][] = []
  for (const r of f.readings) readings.push({ id: r.id, label: inWords(held, r.label), ...(await readingOf(r, count)) })
  const say = (l: string) => l.replace(/\{(\w+)\}/g, (_, id: string) => (id === 'n' ? String(isRatio(f) && f.pair ? main.value : main.text) : readings.find(r => r.id === id)?.text ?? '—'))
  const beside = f.beside === undefined ? undefined : readings.find(r => r.id === f.beside)
  return {
    id: f.id, label: inWords(held, f.label), ...main, imported: await importedOf(tx, held, f, span), unit: f.unit, definition: inWords(held, f.definition), period: { from: span.from, to: span.until }, asOf: span.asOf, known: span.known, readings,
    ...(span.session === undefined ? {} : { session: span.session ? [span.session.name, span.session.nameEn] as Label : null }), ...(beside ? { beside: { label: beside.label, text: beside.text } } : {}),
    sentence: [say(f.sentence[0]), say(f.sentence[1])],
  }
}
export const named = (id: string): Figure | undefined => all.find(f => f.id === id.toUpperCase())

/** All of them, or those asked for. */
export async function figures(house: House, congress: number, w: When, only?: readonly string[]): Promise<FigureView[]> {
  const held = await house.worlds.get(congress)
  return house.store.tx(congress, async tx => { const list: FigureView[] = [], counted: Counted = new Map(); for (const f of all) if (!only || only.includes(f.id)) list.push(await view(tx, house, held, f, w, counted)); return list })
}

export async function figure(house: House, congress: number, id: string, w: When): Promise<FigureView | undefined> {
  const f = named(id), held = await house.worlds.get(congress)
  return f && house.store.tx(congress, tx => view(tx, house, held, f, w, new Map()))
}

/** What a list is of: the figure, one of its readings (`strict`), or the base of a share (`under`, `opinions.under`). */
function sideOf(f: Figure, reading: string | undefined): Side | undefined {
  const part = reading?.split('.').at(-1) === 'under' ? 'under' : undefined, id = part ? reading!.slice(0, -'.under'.length) : reading
  const s = !id ? f : f.readings.find(r => r.id === id)
  if (!s) return undefined
  return isRatio(s) ? (part ? s.under : s.over) : part ? undefined : s
}

/** The records behind a figure or one of its readings: as many as its number says. */
export async function records(house: House, congress: number, id: string, w: When, reading?: string, who?: Who): Promise<FigureRecord[] | undefined> {
  const f = named(id)
  const s = f && sideOf(f, reading)
  if (!f || !s) return undefined
  const held = await house.worlds.get(congress)
  const span = spanOf(house, held, f, w)
  if (empty(span)) return []
  if (isPopulation(s)) return [...inOffice(held, s, span)].map(([person, seat]) => ({ mine: false, id: person, quantity: 1, matter: person, at: startOfDay(seat.validFrom), title: held.world.directory.name(person)?.[0] ?? '', place: seat.place ? nameOf(held, seat.place) : null, kind: seat.level ?? null, person: held.world.directory.name(person) ?? null, organ: null, imported: false }))
  const now = house.worlds.now(congress), seen = new Map<Id, boolean>()
  const sees = (m: MatterRow): boolean => { if (!who) return true; const known = seen.get(m.id) ?? ofRow(held, who, m, now).sees; seen.set(m.id, known); return known }
  return house.store.tx(congress, async tx => {
    const rows = await rowsOf(tx, held, f, s, span)
    const titles = new Map((await byIds(tx, [...new Set(rows.map(r => r.matter))])).map(m => [m.id, m]))
    return rows.map(r => {
      const m = titles.get(r.matter)
      const place = r.place ?? m?.place ?? undefined
      const mine = m !== undefined && sees(m)
      // Kept from this person: the row stays, or the list would not be the figure, but it says nothing, not even which day.
      if ((m?.restricted || m?.marks.quarantined) && !mine) return { mine, id: null, quantity: r.quantity, matter: null, at: startOfDay(span.from), title: m.marks.quarantined ? m.title : '', place: null, kind: null, person: null, organ: null, imported: false }
      return { mine, id: r.matter, quantity: r.quantity, matter: r.matter, at: r.at, title: mine ? m.title : '', place: place ? nameOf(held, place) : null, kind: r.kind ?? null, person: r.person ? held.world.directory.name(r.person) ?? null : null, organ: r.organ ? nameOf(held, r.organ) : null, imported: m?.marks.imported !== undefined && r.at <= m.openedAt }
    })
  })
}
/** The rows of a side, each counting as it is counted there, in the order of happening. */
async function rowsOf(tx: Tx, held: Held, f: Figure, side: Selection | Together, span: Span): Promise<FactRow[]> {
  const rows: FactRow[] = []
  for (const s of selectionsOf(side)) {
    const filter = filterOf(held, f, s, span)
    for (const r of filter ? await factRecords(tx, filter, s.how, most) : []) rows.push(s.how === 'sum' ? r : { ...r, quantity: 1 })
  }
  return 'together' in side ? rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) : rows
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
