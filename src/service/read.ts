/** Inboxes and lists: lines of matters, for somebody. */
import { dayOf, endOfDay, shift, startOfDay } from '#law/time.ts'
import type { Option } from '#loop/fields.ts'
import type { Day, Id, Instant, Label, OrganRow, Owes } from '#loop/words.ts'
import { countMatters, byShort, type ListedMatter, listMatters, type MatterFilter, searchMatters } from '#store/matters.ts'
import { countMattersOwed, inbox as storeInbox } from '#store/duties.ts'
import { particularsOf } from '#store/particulars.ts'
import type { MatterRow, Tx } from '#store/shapes.ts'
import { withAlike } from '#service/likeness.ts'
import type { House } from '#service/house.ts'
import { particularAad } from '#service/seal.ts'
import { handles } from '#procedures/posts.ts'
import { categoriesIn, firstDuty, lineOf } from '#service/lines.ts'
import { hiddenFrom, ofRow, owesOf, sightOf } from '#service/may.ts'
import type { FilterOptions, InboxView, ListFilters, ListView, MatterLine, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'
import { ServiceError } from '#service/errors.ts'

const pageSize = 50
/** A list longer than this says that it is longer; exports and figures count whole. */
const mostCounted = 1000
const encode = (v: unknown): string => Buffer.from(JSON.stringify(v)).toString('base64url')
function decode<T>(cursor: string, shape: (v: unknown) => v is T): T {
  try { const v: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString()); if (shape(v)) return v } catch { /* said below */ }
  throw new ServiceError('badRequest', ['翻页标记无效，请从第一页重新看起', 'The cursor is not valid; please start from the first page'], 'after')
}
const isText = (v: unknown): v is string => typeof v === 'string' && v.length < 100
const isDue = (v: unknown): v is { due: Instant; matter: Id; no: string } => typeof v === 'object' && v !== null && isText((v as { due?: unknown }).due) && isText((v as { matter?: unknown }).matter) && isText((v as { no?: unknown }).no)
const isOpened = (v: unknown): v is { openedAt: Instant; id: Id } => typeof v === 'object' && v !== null && isText((v as { openedAt?: unknown }).openedAt) && isText((v as { id?: unknown }).id)

/** Before triage there is no gist: whoever may read the words sees how they begin, row by row. */
async function begun(house: House, held: Held, who: Who, tx: Tx, rows: readonly MatterRow[], lines: MatterLine[], now: Instant): Promise<MatterLine[]> {
  const bare = rows.filter(r => !r.title && !r.parent && r.marks.erased !== '1' && ofRow(held, who, r, now).reads).map(r => r.id)
  if (!bare.length) return lines
  const words = new Map((await particularsOf(tx, bare, ['what'])).map(p => [p.matter, JSON.parse(house.keys.open(particularAad(who.congress, p.matter, 'what'), p.sealed).value.toString()) as string]))
  return lines.map(l => { const w = words.get(l.id)?.replace(/\s+/g, ' '); return w ? { ...l, title: [`“${w.slice(0, 28)}${w.length > 28 ? '……' : ''}”`, `“${w.slice(0, 28)}${w.length > 28 ? '…' : ''}”`] as const } : l })
}

export async function inboxOf(house: House, held: Held, who: Who, owes: readonly Owes[], now: Instant, after?: string, vacant: readonly Owes[] = []): Promise<InboxView> {
  return house.store.tx(who.congress, async tx => {
    const without = await hiddenFrom(tx, held, who, now)
    const rows = await storeInbox(tx, { owes, without, now, limit: pageSize + 1, ...(after ? { after: decode(after, isDue) } : {}) })
    const { overdue, near, open } = await countMattersOwed(tx, owes, now, endOfDay(shift(dayOf(now), 3)), without)
    const page = rows.slice(0, pageSize), last = page.at(-1)
    // One card a matter, with what is due on it first; its other duties stand on its page.
    const cards = page.filter((r, i) => page.findIndex(x => x.matter.id === r.matter.id) === i)
    return {
      items: await withAlike(tx, held, who, cards.map(r => r.matter), await begun(house, held, who, tx, cards.map(r => r.matter), cards.map(r => lineOf(held, r.matter, r.duty, now)), now), now), resort: page.some(r => vacant.includes(r.duty.owes)), counts: { overdue, near, ok: Math.max(0, open - overdue - near) },
      next: rows.length > pageSize && last ? encode({ due: last.duty.due, matter: last.duty.matter, no: last.duty.no }) : null,
    }
  })
}

export async function inbox(house: House, who: Who, after?: string): Promise<InboxView> {
  const held = await house.worlds.get(who.congress)
  const now = house.worlds.now(who.congress)
  const { owes, vacant } = owesOf(held, who, now)
  return inboxOf(house, held, who, owes, now, after, vacant)
}

/** The procedures whose matters this person sees at all, what they chiefly work on first. */
export function seenProcedures(held: Held, who: Who, now: Instant): string[] {
  const seen = held.world.procedures.list.filter(p => !p.register).map(p => ({ id: p.id, s: sightOf(held, who, p.id, now) })).filter(x => x.s.everything || x.s.parties.length > 0)
  return [...seen.filter(x => x.s.byPost), ...seen.filter(x => !x.s.byPost)].map(x => x.id)
}

/** A list's filter for this person: what was asked for, narrowed by what they see. */
export function filterOf(held: Held, who: Who, f: ListFilters, procedure: string, now: Instant, without: readonly Id[]): MatterFilter {
  const s = sightOf(held, who, procedure, now)
  return {
    procedures: [procedure], ...(f.stage ? { stages: [f.stage] } : {}), ...(f.ended === undefined ? {} : { ended: f.ended }), ...(f.place ? { place: f.place } : {}), ...(f.category ? { category: f.category } : {}),
    ...(f.channel ? { channel: f.channel } : {}), ...(f.outcome ? { outcome: f.outcome } : {}), ...(f.q?.trim() ? { search: f.q } : {}), ...(f.from ? { openedFrom: startOfDay(f.from) } : {}), ...(f.to ? { openedTo: startOfDay(shift(f.to, 1)) } : {}),
    ...(f.handler ? { handler: f.handler } : {}), ...(f.mark ? { mark: f.mark } : {}), ...(f.movedFrom ? { movedFrom: startOfDay(f.movedFrom) } : {}), ...(f.movedTo ? { movedTo: startOfDay(shift(f.movedTo, 1)) } : {}),
    ...(f.light === 'overdue' ? { light: { is: 'overdue', now } } : f.light === 'near' ? { light: { is: 'near', now, nearUntil: endOfDay(shift(dayOf(now), 3)) } } : {}),
    ...(s.everything ? {} : { owner: { who: s.who, parties: s.parties } }), ...(s.restricted.everything ? {} : { restrictedTo: { who: s.who, parties: s.restricted.parties } }), ...(without.length ? { without } : {}),
  }
}
const options = (labels: Readonly<Record<string, Label>> | undefined): Option[] => Object.entries(labels ?? {}).map(([id, label]) => ({ id, label }))
const distinct = (all: readonly Option[]): Option[] => [...new Map(all.map(o => [o.id, { id: o.id, label: o.label }])).values()]
/** Organs that may have work in hand, in the order of the register. */
export function handlersInOrder(held: Held, day: Day): OrganRow[] {
  const { directory } = held.world
  const mine = new Map(directory.organs({}, day).filter(o => handles(o.kind)).map(o => [o.id, o]))
  return directory.organsInOrder([...mine.keys()], day).map(id => mine.get(id)!)
}
const handlers = (held: Held, day: Day): Option[] => handlersInOrder(held, day).map(o => ({ id: o.id, label: [o.short, o.nameEn] }))

/** What a list of a procedure can be filtered by: its own declared words; a child has those of the wholes it may belong to. */
export function offered(held: Held, seen: readonly string[], id: string | undefined, day: Day): FilterOptions {
  const all = held.world.procedures.list.filter(x => !x.register)
  const p = all.find(x => x.id === id)
  const whole = !p ? [] : p.childOnly ? all.filter(x => Object.keys(x.on ?? {}).some(heard => heard.startsWith(`${p.id}.`))) : [p]
  return {
    procedure: seen.map(x => ({ id: x, label: held.world.procedures.get(x).label })), stage: p ? Object.entries(p.stages).map(([stage, s]) => ({ id: stage, label: s.label })) : [],
    place: whole.some(x => 'place' in x.parties) ? held.world.directory.places({ kind: 'street' }, day).map(x => ({ id: x.id, label: [x.name, x.nameEn] as const })) : [],
    category: distinct(whole.flatMap(x => categoriesIn(held, x.id, day))), channel: distinct(whole.flatMap(x => options(x.words?.channel))), outcome: p ? options(p.outcomes) : [],
    handler: p && 'handler' in p.parties ? handlers(held, day) : [],
  }
}

/** A choice made in one kind is none in another: after the kind was changed, what only other kinds have is dropped instead of finding nothing. */
function fitting(held: Held, seen: readonly string[], procedure: string, f: ListFilters, day: Day): ListFilters {
  const has = (kind: string, word: Chosen): boolean => offered(held, seen, kind, day)[word].some(o => o.id === f[word])
  const stale = chosen.filter(w => f[w] !== undefined && !has(procedure, w) && seen.some(kind => kind !== procedure && has(kind, w)))
  return stale.length ? Object.fromEntries(Object.entries(f).filter(([w]) => !stale.includes(w as Chosen))) : f
}
const chosen = ['stage', 'place', 'category', 'channel', 'outcome', 'handler'] as const
type Chosen = (typeof chosen)[number]

type Asked = { readonly asks: ListFilters; readonly held: Held; readonly now: Instant; readonly seen: readonly string[]; readonly procedure: string | undefined; readonly filter: MatterFilter | undefined }
async function asking(house: House, who: Who, f: ListFilters): Promise<Asked> {
  const held = await house.worlds.get(who.congress)
  const now = house.worlds.now(who.congress)
  const seen = seenProcedures(held, who, now)
  const procedure = f.procedure && seen.includes(f.procedure) ? f.procedure : seen[0]
  const asks = procedure ? fitting(held, seen, procedure, f, dayOf(now)) : f
  return { asks, held, now, seen, procedure, filter: !procedure || (f.procedure && f.procedure !== procedure) ? undefined : filterOf(held, who, asks, procedure, now, await house.store.tx(who.congress, tx => hiddenFrom(tx, held, who, now))) }
}
const cut = (after: string | undefined, limit: number) => ({ limit: limit + 1, ...(after ? { after: decode(after, isOpened) } : {}) })
async function lines(house: House, who: Who, a: Asked, tx: Tx, rows: readonly ListedMatter[], limit: number): Promise<{ items: MatterLine[]; next: string | null }> {
  const page = rows.slice(0, limit), last = page.at(-1)
  return { items: await withAlike(tx, a.held, who, page, await begun(house, a.held, who, tx, page, page.map((r): MatterLine => lineOf(a.held, r, firstDuty(r), a.now)), a.now), a.now), next: rows.length > limit && last ? encode({ openedAt: last.openedAt, id: last.id }) : null }
}

/** One page of a list without its total: what an export reads, one short transaction after another. */
export async function listPage(house: House, who: Who, f: ListFilters, after: string | undefined, limit: number): Promise<{ items: MatterLine[]; next: string | null }> {
  const a = await asking(house, who, f), { filter } = a
  return filter ? house.store.tx(who.congress, async tx => lines(house, who, a, tx, await listMatters(tx, filter, cut(after, limit)), limit)) : { items: [], next: null }
}

const counted = (n: number) => ({ found: Math.min(n, mostCounted), whole: n <= mostCounted })

export async function list(house: House, who: Who, f: ListFilters, after?: string, limit = pageSize): Promise<ListView> {
  const a = await asking(house, who, f), { filter } = a
  const choices = offered(a.held, a.seen, a.procedure, dayOf(a.now))
  if (!filter) return { items: [], total: 0, next: null, filters: f, options: choices }
  return house.store.tx(who.congress, async tx => {
    const found = filter.search ? await searchMatters(tx, filter, cut(after, limit), mostCounted) : { rows: await listMatters(tx, filter, cut(after, limit)), ...counted(await countMatters(tx, filter, mostCounted + 1)) }
    return { ...(await lines(house, who, a, tx, found.rows, limit)), total: found.found, ...(found.whole ? {} : { atLeast: true as const }), filters: { ...a.asks, ...(a.procedure ? { procedure: a.procedure } : {}) }, options: choices }
  })
}

/** The id behind what was said: a uuid as it is, or the newest matter with these six digits that this person sees. */
export async function findSaid(house: House, who: Who, said: string, sees: (id: Id) => Promise<boolean>): Promise<Id | undefined> {
  const text = said.trim().toLowerCase()
  const ids = /^[0-9a-f-]{36}$/.test(text)
    ? [text]
    : /^\d{6}$/.test(text.replace(/\s/g, '')) ? await house.store.tx(who.congress, async tx => (await byShort(tx, text.replace(/\s/g, ''))).map(m => m.id)) : []
  for (const id of ids) if (await sees(id)) return id
  return undefined
}
