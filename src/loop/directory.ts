/** The register as it stood on a day: organs in their tree, persons, posts, places. Effective-dated throughout. */
import type { Day, Id, Label, OrganRow, PersonRow, PlaceRow, Post, PostRow } from '#loop/words.ts'

export type Register = {
  readonly version: number
  readonly places: readonly PlaceRow[]
  readonly organs: readonly OrganRow[]
  readonly persons: readonly PersonRow[]
  readonly posts: readonly PostRow[]
}

export type Directory = {
  readonly version: number
  organ(id: Id): OrganRow | undefined
  person(id: Id): PersonRow | undefined
  place(id: Id): PlaceRow | undefined
  organs(filter: { kind?: string; place?: Id; parent?: Id }, day: Day): OrganRow[]
  places(filter: { kind?: string }, day: Day): PlaceRow[]
  /** Everybody on the register on a day, in the order of their sorting keys. */
  people(day: Day): PersonRow[]
  /** The posts a person holds on a day. */
  postsOf(person: Id, day: Day): PostRow[]
  /** Who holds a post in an organ on a day. */
  holders(organ: Id, day: Day): PostRow[]
  /** Deputies whose post names this place, on a day. */
  deputiesOf(place: Id, day: Day): PostRow[]
  /** Is the organ this one, or below it? */
  within(organ: Id, above: Id): boolean
  /** The name of an organ, person or place, whichever the id is; undefined when unknown. */
  name(id: Id): Label | undefined
}

const holds = (row: { validFrom: Day; validTo?: Day }, day: Day): boolean =>
  row.validFrom <= day && (row.validTo === undefined || row.validTo === null || day <= row.validTo)

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

/** Indexes a register for looking up; holds no clock, every question names its day. */
export function makeDirectory(register: Register): Directory {
  const organs = new Map(register.organs.map(o => [o.id, o]))
  const persons = new Map(register.persons.map(p => [p.id, p]))
  const places = new Map(register.places.map(p => [p.id, p]))
  const byPerson = group(register.posts, p => p.person)
  const byOrgan = group(register.posts, p => p.organ)
  const byPlace = group(register.posts.filter(p => p.kind === 'deputy'), p => p.place)
  // A register of one version does not change: what was sorted for a day is kept for the next question of that day.
  const sorted = new Map<string, PlaceRow[]>()
  const placesOn = (kind: string | undefined, day: Day): PlaceRow[] => {
    const key = `${kind ?? ''}|${day}`
    let list = sorted.get(key)
    if (!list) {
      if (sorted.size > 100) sorted.clear()
      sorted.set(key, list = register.places.filter(p => holds(p, day) && (!kind || p.kind === kind)).sort(byName))
    }
    return list
  }
  const on = (rows: readonly PostRow[] | undefined, day: Day): PostRow[] => (rows ?? []).filter(r => holds(r, day))
  return {
    version: register.version,
    organ: id => organs.get(id),
    person: id => persons.get(id),
    place: id => places.get(id),
    organs: (f, day) => register.organs.filter(o => holds(o, day) && (!f.kind || o.kind === f.kind) && (!f.place || o.place === f.place) && (!f.parent || o.parent === f.parent)),
    places: (f, day) => [...placesOn(f.kind, day)],
    people: day => register.persons.filter(p => holds(p, day)).sort((a, b) => (a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0)),
    postsOf: (person, day) => on(byPerson.get(person), day),
    holders: (organ, day) => on(byOrgan.get(organ), day),
    deputiesOf: (place, day) => on(byPlace.get(place), day),
    within(organ, above) {
      for (let at: Id | undefined = organ, depth = 0; at && depth < 12; at = organs.get(at)?.parent, depth++) if (at === above) return true
      return false
    },
    name(id) {
      const row = organs.get(id) ?? persons.get(id) ?? places.get(id)
      return row && [row.name, row.nameEn]
    },
  }
}

/** A post as an actor carries it. */
export const asPost = (row: PostRow): Post => ({
  id: row.id, kind: row.kind, organ: row.organ, ...(row.level ? { level: row.level } : {}), ...(row.place ? { place: row.place } : {}),
})
