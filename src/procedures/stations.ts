/** Stations, streets and deputies as several mechanisms look for them on the register. */
import type { Option } from '#loop/fields.ts'
import type { Ctx } from '#loop/procedure.ts'
import type { Id, PostRow } from '#loop/words.ts'
import { governmentHandlers } from '#procedures/posts.ts'

const option = (c: Ctx, id: Id): Option => ({ id, label: c.directory.name(id) ?? ['', ''] })
const distinct = (c: Ctx, posts: readonly PostRow[]): Option[] => [...new Set(posts.map(p => p.person))].map(id => option(c, id))
const isOfficer = (c: Ctx): boolean => c.actor.kind === 'person' && c.actor.posts.some(p => p.kind === 'deputyAffairsOfficer')

/** One of the government's own: what its office hands on, follows and gets copies of. */
export const ofGovernment = (c: Ctx, organ: Id | undefined): boolean => governmentHandlers.includes(c.directory.organ(organ ?? '')?.kind ?? '')
/** The district's deputy affairs committee: where everything without a nearer home lies. */
export const districtOf = (c: Ctx): Id | undefined => c.directory.organs({ kind: 'deputyAffairs' }, c.today)[0]?.id
export const stationAt = (c: Ctx, place: Id): Id | undefined => c.directory.organs({ kind: 'station', place }, c.today)[0]?.id
/** The streets and towns of the actor, or every one for the portal and the district. */
export function ownPlaces(c: Ctx): Option[] {
  const all = c.directory.places({ kind: 'street' }, c.today).map(p => option(c, p.id))
  if (c.actor.kind !== 'person' || isOfficer(c)) return all
  const mine = new Set(c.actor.posts.map(p => p.place ?? c.directory.organ(p.organ)?.place))
  return all.filter(p => mine.has(p.id))
}
/** Deputies of the actor's own streets and towns. */
export const deputiesOfOwnPlaces = (c: Ctx): Option[] => distinct(c, ownPlaces(c).flatMap(p => c.directory.actingDeputiesOf(p.id, c.today)))
/** Every deputy, those of the actor's own streets first: a deputy of any level may come to any station. */
export const deputiesEverywhere = (c: Ctx): Option[] => distinct(c, [...ownPlaces(c).flatMap(p => c.directory.actingDeputiesOf(p.id, c.today)), ...c.directory.places({}, c.today).flatMap(p => c.directory.actingDeputiesOf(p.id, c.today))])
