/** The register as it stood on a day: organs in their tree, persons, posts, places. Effective-dated throughout. */
import type { Day, Id, Label, NamingRow, OrganRow, PersonRow, PlaceRow, Post, PostRow, RegisterChange, TermRow } from '#loop/words.ts'

export type Register = {
  readonly version: number
  readonly places: readonly PlaceRow[]
  readonly organs: readonly OrganRow[]
  readonly persons: readonly PersonRow[]
  readonly posts: readonly PostRow[]
  /** Former names; a register without any has none to say. */
  readonly namings?: readonly NamingRow[]
  readonly terms?: readonly TermRow[]
}
/** In which order people are listed: the official one knows how characters are written, which is the service's to know. */
export type NameOrder = (a: PersonRow, b: PersonRow) => number

export type Directory = {
  readonly version: number
  /** Every row there is, whatever its days. */
  readonly all: Required<Register>
  /**
   * The directory at the next version: this one with rows put in, the last one standing. It takes this one's place, whose lists
   * it goes on with; undefined where the whole must be indexed anew.
   */
  grown(changes: readonly RegisterChange[], version: number): Directory | undefined
  organ(id: Id): OrganRow | undefined
  person(id: Id): PersonRow | undefined
  place(id: Id): PlaceRow | undefined
  post(id: Id): PostRow | undefined
  term(id: Id): TermRow | undefined
  organs(filter: { kind?: string; place?: Id; parent?: Id }, day: Day): OrganRow[]
  places(filter: { kind?: string }, day: Day): PlaceRow[]
  /** Everybody on the register on a day, in the order of the names. */
  people(day: Day): PersonRow[]
  /** Organs as lists show them: the congress's own by name, street and town offices by their place, units outside last; one the register does not know goes to the end. */
  organsInOrder(organs: readonly Id[], day: Day): Id[]
  /** People in the order of their names. */
  inOrder(persons: readonly Id[]): Id[]
  /** The posts a person holds on a day, suspended ones among them; an organ that is no more has no posts. */
  postsOf(person: Id, day: Day): PostRow[]
  /** The posts a person may act by on a day: whoever's mandate is suspended does not exercise it. */
  actingPostsOf(person: Id, day: Day): PostRow[]
  /** Every post a person ever held, the latest first. */
  careerOf(person: Id): PostRow[]
  /** Who holds a post in an organ on a day. */
  holders(organ: Id, day: Day): PostRow[]
  /** Deputies whose post names this place, on a day. */
  deputiesOf(place: Id, day: Day): PostRow[]
  /** Those of them whose mandate is not suspended. */
  actingDeputiesOf(place: Id, day: Day): PostRow[]
  /** Whoever carries on an organ's powers on a day: itself while it stands, else its successor; undefined when nobody does. */
  heirOf(organ: Id, day: Day): Id | undefined
  /** The organ and all those whose work it carries on. */
  forebearsOf(organ: Id, day: Day): Id[]
  /** Is the organ this one, or below it? */
  within(organ: Id, above: Id): boolean
  /** The name of an organ, person or place, whichever the id is; undefined when unknown. */
  name(id: Id): Label | undefined
  /** What it was called on a day; `short` where an organ is called by its short name. */
  nameOn(id: Id, day: Day, short?: boolean): Label | undefined
  /** The names it had before the present one, the oldest first. */
  formerNames(id: Id): NamingRow[]
  /** A post held in it or elected for it, and an entry that stands under it, whatever their days; nothing of what was taken back. */
  hangingOn(id: Id): { readonly post?: PostRow; readonly entry?: OrganRow | PlaceRow | TermRow }
}

const holds = (row: { validFrom: Day; validTo?: Day }, day: Day): boolean =>
  row.validFrom <= day && (row.validTo === undefined || row.validTo === null || day <= row.validTo)

/** Entered by mistake and taken back. */
export const isVoid = (row: { validFrom: Day; validTo?: Day }): boolean => row.validTo !== undefined && row.validTo < row.validFrom
export const standsOn = holds
const isSuspended = (p: PostRow, day: Day): boolean => (p.suspensions ?? []).some(s => s.from <= day && (s.to === undefined || day <= s.to))
export { isSuspended }

const group = <T>(rows: readonly T[], key: (row: T) => Id | undefined): Map<Id, T[]> => {
  const map = new Map<Id, T[]>()
  for (const row of rows) {
    const k = key(row)
    if (k === undefined || k === null) continue
    const list = map.get(k)
    if (list) list.push(row)
    else map.set(k, [row])
  }
  return map
}

const numerals = '零一二三四五六七八九'
/** 十三 → 13: streets are numbered the way people say it. */
const spokenNumber = (text: string): number | undefined => {
  const m = /([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)/.exec(text)
  if (!m || m[0] === '') return undefined
  return m[2] ? (m[1] ? numerals.indexOf(m[1]) : 1) * 10 + (m[3] ? numerals.indexOf(m[3]) : 0) : numerals.indexOf(m[1] || m[3]!)
}
const firstNumber = (name: string): number => { const at = name.search(/[一二三四五六七八九十]/); return at < 0 ? 0 : spokenNumber(name.slice(at)) ?? 0 }
/** Streets before towns and townships; numbered ones by their number, the rest by their name. */
const byName = (a: PlaceRow, b: PlaceRow): number => {
  const town = (p: PlaceRow): number => (/[镇乡]$/.test(p.name) ? 1 : 0)
  const stem = (p: PlaceRow): string => p.name.replace(/[一二三四五六七八九十]+/, '')
  return town(a) - town(b) || (stem(a) < stem(b) ? -1 : stem(a) > stem(b) ? 1 : firstNumber(a.name) - firstNumber(b.name))
}

/** No chain of successors is longer. */
const mostHeirs = 20
const byKey: NameOrder = (a, b) => (a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0)

/** Indexes a register for looking up; holds no clock, every question names its day. */
export function makeDirectory(register: Register, order: NameOrder = byKey): Directory {
  // Lists of our own: a directory that is grown adds to them.
  const all: Required<Register> = { version: register.version, places: [...register.places], organs: [...register.organs], persons: [...register.persons], posts: [...register.posts], namings: (register.namings ?? []).filter(n => !isVoid(n)), terms: register.terms ?? [] }
  const organs = new Map(all.organs.map(o => [o.id, o]))
  const persons = new Map(all.persons.map(p => [p.id, p]))
  const places = new Map(all.places.map(p => [p.id, p]))
  const posts = new Map(all.posts.map(p => [p.id, p]))
  const terms = new Map(all.terms.map(t => [t.id, t]))
  const byPerson = group(all.posts, p => p.person)
  const byOrgan = group(all.posts, p => p.organ)
  const byPlace = group(all.posts.filter(p => p.kind === 'deputy'), p => p.place)
  const merged = group(all.organs.filter(o => o.successor !== undefined), o => o.successor)
  const names = group([...all.namings].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)), n => n.of)
  // A register of one version does not change: what was sorted for a day is kept for the next question of that day.
  const sorted = new Map<string, PlaceRow[]>()
  const placesOn = (kind: string | undefined, day: Day): PlaceRow[] => {
    const key = `${kind ?? ''}|${day}`
    let list = sorted.get(key)
    if (!list) {
      if (sorted.size > 100) sorted.clear()
      sorted.set(key, list = all.places.filter(p => holds(p, day) && (!kind || p.kind === kind)).sort(byName))
    }
    return list
  }
  let organsOn: { readonly day: Day; readonly ranks: ReadonlyMap<Id, number> } | undefined
  const organRanks = (day: Day): ReadonlyMap<Id, number> => {
    if (organsOn?.day === day) return organsOn.ranks
    const place = new Map(placesOn(undefined, day).map((p, i) => [p.id, i + 1])), group = (o: OrganRow): number => (o.outside ? 1e6 : o.place ? (place.get(o.place) ?? 1e5) : 0)
    const inOrder = [...organs.values()].sort((a, b) => group(a) - group(b) || a.short.localeCompare(b.short, 'zh-CN') || (a.id < b.id ? -1 : 1))
    organsOn = { day, ranks: new Map(inOrder.map((o, i) => [o.id, i])) }
    return organsOn.ranks
  }
  let ranks: Map<Id, number> | undefined
  const rank = (id: Id): number => (ranks ??= new Map([...all.persons].sort(order).map((p, i) => [p.id, i]))).get(id) ?? all.persons.length
  const live = <T extends { validFrom: Day; validTo?: Day }>(row: T | undefined): T | undefined => (row && !isVoid(row) ? row : undefined)
  const inOffice = (r: PostRow, day: Day): boolean => { const o = organs.get(r.organ); return holds(r, day) && (o === undefined || holds(o, day)) }
  const on = (rows: readonly PostRow[] | undefined, day: Day): PostRow[] => (rows ?? []).filter(r => inOffice(r, day))
  const acting = (rows: readonly PostRow[] | undefined, day: Day): PostRow[] => on(rows, day).filter(r => !isSuspended(r, day))
  const heirOf = (organ: Id, day: Day): Id | undefined => {
    let at = organs.get(organ)
    if (!at) return organ
    for (let n = 0; n < mostHeirs; n++) {
      if (at.validTo === undefined || at.validTo >= day) return isVoid(at) ? undefined : at.id
      const next: OrganRow | undefined = at.successor === undefined ? undefined : organs.get(at.successor)
      if (!next) return undefined
      at = next
    }
    return undefined
  }
  const label = (row: { name: string; nameEn: string; short?: string }, short = false): Label => [short ? row.short ?? row.name : row.name, row.nameEn]
  const row = (id: Id): OrganRow | PersonRow | PlaceRow | TermRow | undefined => organs.get(id) ?? persons.get(id) ?? places.get(id) ?? terms.get(id)
  const grown = (changes: readonly RegisterChange[], version: number): Directory | undefined => {
    const fresh = { place: new Map<Id, PlaceRow>(), organ: new Map<Id, OrganRow>(), person: new Map<Id, PersonRow>(), post: new Map<Id, PostRow>() }
    for (const c of changes) {
      if (c.table === 'naming' || c.table === 'term' || (c.table === 'organ' && (c.row.successor !== undefined || organs.get(c.row.id)?.successor !== undefined))) return undefined
      ;(fresh[c.table] as Map<Id, { id: Id }>).set(c.row.id, c.row)
    }
    const were = [...fresh.post.keys()].flatMap(id => posts.get(id) ?? [])
    leave(byPerson, were, p => p.person); leave(byOrgan, were, p => p.organ); leave(byPlace, were, p => p.place)
    for (const p of fresh.post.values()) {
      join(byPerson, p.person, p); join(byOrgan, p.organ, p)
      if (p.kind === 'deputy') join(byPlace, p.place, p)
    }
    put(all.places, places, fresh.place); put(all.organs, organs, fresh.organ); put(all.persons, persons, fresh.person); put(all.posts, posts, fresh.post)
    if (fresh.place.size) sorted.clear()
    if (fresh.place.size || fresh.organ.size) organsOn = undefined
    if (fresh.person.size) ranks = undefined
    return at(version)
  }
  const at = (version: number): Directory => ({
    version, all: { ...all, version }, grown,
    organ: id => live(organs.get(id)),
    person: id => live(persons.get(id)),
    place: id => live(places.get(id)),
    post: id => live(posts.get(id)),
    term: id => live(terms.get(id)),
    organs: (f, day) => all.organs.filter(o => holds(o, day) && (!f.kind || o.kind === f.kind) && (!f.place || o.place === f.place) && (!f.parent || o.parent === f.parent)),
    places: (f, day) => [...placesOn(f.kind, day)],
    people: day => all.persons.filter(p => holds(p, day)).sort((a, b) => rank(a.id) - rank(b.id)),
    organsInOrder: (ids, day) => {
      const at = organRanks(day)
      return [...ids].sort((a, b) => (at.get(a) ?? organs.size) - (at.get(b) ?? organs.size))
    },
    inOrder: ids => [...ids].sort((a, b) => rank(a) - rank(b)),
    postsOf: (person, day) => on(byPerson.get(person), day),
    actingPostsOf: (person, day) => acting(byPerson.get(person), day),
    careerOf: person => (byPerson.get(person) ?? []).filter(p => !isVoid(p)).sort((a, b) => (a.validFrom > b.validFrom ? -1 : a.validFrom < b.validFrom ? 1 : a.id < b.id ? -1 : 1)),
    holders: (organ, day) => on(byOrgan.get(organ), day),
    deputiesOf: (place, day) => on(byPlace.get(place), day),
    actingDeputiesOf: (place, day) => acting(byPlace.get(place), day),
    heirOf,
    forebearsOf(organ, day) {
      const found = new Set<Id>([organ])
      for (const at of found) for (const o of merged.get(at) ?? []) if (heirOf(o.id, day) === organ) found.add(o.id)
      return [...found]
    },
    within(organ, above) {
      for (let at: Id | undefined = organ, depth = 0; at && depth < 12; at = organs.get(at)?.parent, depth++) if (at === above) return true
      return false
    },
    name(id) { const r = row(id); return r && label(r) },
    nameOn(id, day, short) {
      const then = names.get(id)?.find(n => holds(n, day))
      const r = then ?? row(id)
      return r && label(r, short)
    },
    formerNames: id => [...(names.get(id) ?? [])],
    hangingOn: hanging(all),
  })
  return at(register.version)
}

/** Indexed with the first question: taking back a whole import asks it of each of its rows. */
function hanging(all: Required<Register>): Directory['hangingOn'] {
  let posts: Map<Id, PostRow> | undefined, entries: Map<Id, OrganRow | PlaceRow | TermRow> | undefined
  const first = <T extends { validFrom: Day; validTo?: Day }>(lists: readonly (readonly [readonly T[], (row: T) => readonly (Id | undefined)[]])[]): Map<Id, T> => {
    const map = new Map<Id, T>()
    for (const [rows, keys] of lists) for (const r of rows) if (!isVoid(r)) for (const k of keys(r)) if (k && !map.has(k)) map.set(k, r)
    return map
  }
  return id => {
    posts ??= first([[all.posts, p => [p.organ, p.place, p.constituency]]])
    entries ??= first<OrganRow | PlaceRow | TermRow>([[all.organs, o => { const x = o as OrganRow; return [x.parent, x.successor, x.follows] }], [all.places, p => [(p as PlaceRow).parent]], [all.terms, t => { const x = t as TermRow; return [x.parent, x.organ] }]])
    const post = posts.get(id), entry = entries.get(id)
    return { ...(post ? { post } : {}), ...(entry ? { entry } : {}) }
  }
}

/** Rows put into a list and its index; those that were there keep their place. */
function put<T extends { readonly id: Id }>(list: readonly T[], index: Map<Id, T>, fresh: ReadonlyMap<Id, T>): void {
  const rows = list as T[], before = [...fresh.keys()].some(id => index.has(id))
  if (before) for (let i = 0; i < rows.length; i++) { const now = fresh.get(rows[i]!.id); if (now) rows[i] = now }
  for (const [id, row] of fresh) { if (!index.has(id)) rows.push(row); index.set(id, row) }
}
const join = <T>(map: Map<Id, T[]>, key: Id | undefined, row: T): void => { if (key === undefined) return; const l = map.get(key); if (l) l.push(row); else map.set(key, [row]) }
/** Rows taken out of the lists they stood in, each list gone through once. */
function leave<T extends { readonly id: Id }>(map: Map<Id, T[]>, rows: readonly T[], key: (row: T) => Id | undefined): void {
  const ids = new Set(rows.map(r => r.id))
  for (const k of new Set(rows.map(key))) { const l = k === undefined ? undefined : map.get(k); if (l) map.set(k!, l.filter(r => !ids.has(r.id))) }
}

/** A post as an actor carries it. */
export const asPost = (row: PostRow): Post => ({
  id: row.id, kind: row.kind, organ: row.organ, ...(row.level ? { level: row.level } : {}), ...(row.place ? { place: row.place } : {}),
})
