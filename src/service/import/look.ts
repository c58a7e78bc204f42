/** The register as rows of a file are judged by it: who and what is called how. */
import type { Day, Id, Level, OrganRow, PersonRow, PlaceRow, PostRow } from '#loop/words.ts'
import type { Look } from '#service/import/kind.ts'
import { alike, ordinals } from '#service/import/values.ts'
import { optionsIn } from '#loop/settings.ts'
import type { Held } from '#service/world.ts'

export type Finding = { readonly id: Id } | { readonly none: true; readonly near: readonly string[] } | { readonly many: readonly string[] }
export type Index = Look & {
  organ(name: string, kinds: readonly string[] | undefined): Finding
  place(name: string, kinds: readonly string[] | undefined): Finding
  persons(name: string): readonly PersonRow[]
  organsNamed(name: string): readonly OrganRow[]
  placesNamed(name: string): readonly PlaceRow[]
  postsOf(person: Id): readonly PostRow[]
  nameOf(id: Id): string
  /** A deputy, past or present; a bracket after the name says which of several: 王示甲（第一代表团）. */
  deputy(text: string): Finding
  /** A session by its name, or by its two numbers: 二届五次. */
  session(text: string): Finding
  /** One of a county's own list by its name, or by how its name begins where that is no other's. */
  option(setting: string, text: string): { readonly id: string } | { readonly all: readonly string[] }
}

type Standing = { readonly validFrom: Day; readonly validTo?: Day }
const list = <R>(rows: readonly R[], names: (r: R) => readonly (string | undefined)[]): Map<string, R[]> => {
  const map = new Map<string, R[]>()
  for (const r of rows) for (const n of new Set(names(r).flatMap(x => (x ? [alike(x)] : [])))) { const l = map.get(n); if (l) l.push(r); else map.set(n, [r]) }
  return map
}
const mostNear = 3

export function indexOf(held: Held, day: Day): Index {
  const { directory } = held.world, register = directory.all
  const stands = (r: Standing): boolean => r.validFrom <= day && (r.validTo === undefined || r.validTo >= day)
  const organs = register.organs.filter(stands), places = register.places.filter(stands), persons = register.persons.filter(stands)
  const byOrgan = list(organs, o => [o.name, o.short]), byPlace = list(places, p => [p.name, ...(p.aliases ?? [])]), byPerson = list(persons, p => [p.name])
  const organRows = new Map(organs.map(o => [o.id, o])), placeRows = new Map(places.map(p => [p.id, p]))
  const seatsOf = (id: Id): PostRow[] => directory.careerOf(id).filter(p => p.kind === 'deputy')
  const sessions = (register.terms ?? []).filter(t => t.kind === 'session' && (t.validTo === undefined || t.validTo >= t.validFrom)), termRows = new Map((register.terms ?? []).map(t => [t.id, t]))
  const assemblies = organs.filter(o => o.kind === 'assembly')
  const find = <R extends { id: Id; name: string; kind: string }>(map: Map<string, R[]>, all: readonly R[], name: string, kinds: readonly string[] | undefined): Finding => {
    const key = alike(name), fits = (r: R): boolean => !kinds || kinds.includes(r.kind)
    const found = (map.get(key) ?? []).filter(fits)
    if (found.length === 1) return { id: found[0]!.id }
    if (found.length > 1) return { many: found.map(r => r.name) }
    const near = key.length < 2 ? [] : all.filter(r => fits(r) && (alike(r.name).includes(key) || key.includes(alike(r.name)))).slice(0, mostNear).map(r => r.name)
    return { none: true, near }
  }
  return {
    today: day, directory,
    organKind: id => organRows.get(id)?.kind, placeKind: id => placeRows.get(id)?.kind, parentOfPlace: id => placeRows.get(id)?.parent,
    assembly(level: Level, place) {
      if (level === 'town') { const own = assemblies.find(a => a.place !== undefined && a.place === place); if (own) return own.id }
      // The county's own is the one that belongs to no town; deputies of higher levels are on its register too.
      return (assemblies.find(a => a.place === undefined) ?? assemblies[0])?.id
    },
    termStart: (assembly, number) => register.terms?.find(t => t.organ === assembly && t.kind === 'term' && t.number === number && (t.validTo === undefined || t.validTo >= t.validFrom))?.validFrom,
    organ: (name, kinds) => find(byOrgan, organs, name, kinds), place: (name, kinds) => find(byPlace, places, name, kinds),
    persons: name => byPerson.get(alike(name)) ?? [], organsNamed: name => byOrgan.get(alike(name)) ?? [], placesNamed: name => byPlace.get(alike(name)) ?? [],
    postsOf: person => directory.postsOf(person, day),
    nameOf: id => directory.name(id)?.[0] ?? '',
    deputy(text) {
      const said = /^([^(（]+)[(（]?([^)）]*)[)）]?$/.exec(text), name = said?.[1] ?? text, hint = alike(said?.[2] ?? '')
      // What tells namesakes apart: delegation, place, constituency or employer.
      const about = (p: PersonRow): string => alike([p.works ?? '', ...directory.careerOf(p.id).flatMap(x => [x.organ, x.place, x.constituency].flatMap(id => (id ? [directory.name(id)?.[0] ?? ''] : [])))].join(' '))
      const all = (byPerson.get(alike(name)) ?? []).filter(p => seatsOf(p.id).length), found = hint ? all.filter(p => about(p).includes(hint)) : all
      if (found.length === 1) return { id: found[0]!.id }
      const called = (p: PersonRow): string => { const seat = seatsOf(p.id)[0]!, other = directory.careerOf(p.id).find(x => x.kind === 'delegationMember' || x.kind === 'delegationHead'); return `${p.name}（${directory.name(other?.organ ?? seat.place ?? seat.organ)?.[0] ?? ''}）` }
      if (found.length > 1 || all.length > 1) return { many: (found.length ? found : all).map(called) }
      const key = alike(name!), near = key.length < 2 ? [] : persons.filter(p => seatsOf(p.id).length && (alike(p.name).startsWith(key.slice(0, 2)) || alike(p.name).endsWith(key.slice(-2)))).slice(0, mostNear).map(p => p.name)
      return { none: true, near }
    },
    session(text) {
      const key = alike(text), numbers = ordinals(text)
      const found = sessions.filter(s => alike(s.name) === key), byNumber = found.length || !numbers ? found : sessions.filter(s => s.number === numbers.session && (s.parent ? termRows.get(s.parent)?.number : undefined) === numbers.term)
      return byNumber.length === 1 ? { id: byNumber[0]!.id } : byNumber.length ? { many: byNumber.map(s => s.name) } : { none: true, near: sessions.slice(-mostNear).map(s => s.name) }
    },
    option(setting, text) {
      const all = optionsIn(held.world.settings.look(setting, day).value), key = alike(text), exact = all.find(o => alike(o.label[0]) === key || alike(o.id) === key)
      const begun = exact ? [exact] : all.filter(o => alike(o.label[0]).startsWith(key))
      return begun.length === 1 ? { id: begun[0]!.id } : { all: all.map(o => o.label[0]) }
    },
  }
}
