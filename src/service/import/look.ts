/** The register as rows of a file are judged by it: who and what is called how. */
import type { Day, Id, Level, OrganRow, PersonRow, PlaceRow, PostRow } from '#loop/words.ts'
import type { Look } from '#service/import/kind.ts'
import { alike } from '#service/import/values.ts'
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
    today: day,
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
  }
}
