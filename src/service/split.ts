/** A figure in parts: by month, place, kind, category, handling organ or lead deputy. The parts are counted by the figure's own conditions and add up to it; each opens to its list. */
import { type Figure, isPopulation, isRatio, selectionsOf, type Side, type SplitBy } from '#figures/figure.ts'
import type { Id, Label } from '#loop/words.ts'
import { measureBy } from '#store/facts.ts'
import type { Tx } from '#store/shapes.ts'
import type { House } from '#service/house.ts'
import { categoriesIn, categoryOf, nameOf } from '#service/lines.ts'
import { named, shareOf } from '#service/measure.ts'
import { handlersInOrder } from '#service/read.ts'
import { empty, filterOf, type Span, spanOf, type When } from '#service/span.ts'
import { placesOf } from '#service/places.ts'
import type { SplitPart, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

const usual: readonly SplitBy[] = ['month', 'place', 'kind', 'category']
/** What a figure can be split by. */
export const splitsOf = (f: Figure): readonly SplitBy[] => f.splits ?? (isRatio(f) ? [] : usual)

/** By what somebody may split a figure: what each deputy's suggestions came to is for those who look after all of them, and is no ranking. */
export async function maySplit(house: House, who: Who, id: string): Promise<readonly SplitBy[]> {
  const f = named(id)
  if (!f) return []
  const { everywhere } = await placesOf(house, who)
  return splitsOf(f).filter(by => by !== 'person' || everywhere)
}

/** A number in parts, for charts; a share has no parts to draw. */
export const breakdown = async (house: House, congress: number, id: string, w: When, by: SplitBy): Promise<SplitPart[]> => { const f = named(id); return f && !isRatio(f) ? split(house, congress, id, w, by) : [] }

/** The numbers of one side, by what they are split by. */
async function parts(tx: Tx, held: Held, f: Figure, side: Side, span: Span, by: SplitBy): Promise<Map<string | null, number>> {
  const found = new Map<string | null, number>()
  for (const s of isPopulation(side) ? [] : selectionsOf(side)) {
    const filter = filterOf(held, f, s, span)
    for (const r of filter ? await measureBy(tx, filter, s.how, by) : []) found.set(r.by, (found.get(r.by) ?? 0) + r.n)
  }
  return found
}

/** The figure split: places in the register's order, organs as lists name them, deputies by their names and never by their number; every month of the period stands, with 0 where nothing was. */
export async function split(house: House, congress: number, id: string, w: When, by: SplitBy): Promise<SplitPart[]> {
  const f = named(id)
  if (!f || !splitsOf(f).includes(by)) return []
  const held = await house.worlds.get(congress), span = spanOf(house, held, f, w)
  if (empty(span)) return []
  return house.store.tx(congress, async tx => {
    if (!isRatio(f)) { const found = await parts(tx, held, f, f, span, by); return listed(held, f, span, by, [...found.keys()]).map(x => { const n = found.get(x.id) ?? 0; return { ...x, value: n, text: String(n) } }) }
    const over = await parts(tx, held, f, f.over, span, by), under = await parts(tx, held, f, f.under, span, by)
    return listed(held, f, span, by, [...new Set([...under.keys(), ...over.keys()])]).map(x => { const ratio = { over: over.get(x.id) ?? 0, under: under.get(x.id) ?? 0 }; return { ...x, ...shareOf(f, ratio.over, ratio.under), ratio } })
  })
}

/** Which parts stand, in which order, under which name. */
function listed(held: Held, f: Figure, span: Span, by: SplitBy, found: readonly (string | null)[]): { id: string | null; label: Label }[] {
  const ids = found.filter(x => x !== null), here = new Set(ids)
  const rest = (label: (id: string) => Label, order: readonly string[]) => [
    ...[...order, ...ids.filter(x => !order.includes(x))].map(id => ({ id, label: label(id) })),
    ...(found.includes(null) ? [{ id: null, label: ['未注明', 'Not said'] as Label }] : []),
  ]
  const { directory } = held.world
  switch (by) {
    case 'month': return rest(m => [`${Number(m.slice(5))}月`, monthNames[Number(m.slice(5)) - 1]!], f.bySession ? [...ids].sort() : monthsOf(span))
    case 'place': return rest(x => nameOf(held, x), directory.places({ kind: 'street' }, span.to).map(p => p.id))
    case 'kind': return rest(k => kindLabel(held, k), [])
    case 'category': return rest(k => categoryOf(held, k, span.to, f.procedure), categoriesIn(held, f.procedure ?? 'request', span.to).map(o => o.id).filter(k => here.has(k)))
    case 'organ': return rest(x => nameOf(held, x), handlersInOrder(held, span.to).map(o => o.id).filter(o => here.has(o)))
    case 'person': return rest(x => directory.name(x) ?? ['（未知）', '(unknown)'], directory.inOrder(ids as Id[]))
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
