/**
 * The register in the Popolo data model (popoloproject.com): persons, organizations, posts, memberships, areas. A post is a seat
 * somebody may hold, a membership is somebody's holding it for a time. The public part holds deputies alone and nothing of their persons.
 */
import { isSuspended, isVoid, standsOn } from '#loop/directory.ts'
import { dayOf } from '#law/time.ts'
import type { Day, Id, Label, OrganRow, PlaceRow, PostRow } from '#loop/words.ts'
import { organKinds, postLabel } from '#procedures/posts.ts'
import { levels, placeKinds } from '#procedures/register/words.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { inWords } from '#service/lines.ts'
import type { Held } from '#service/world.ts'

type OtherName = { readonly name: string; readonly start_date?: Day; readonly end_date?: Day; readonly note?: string }
export type Popolo = {
  readonly persons: readonly { readonly id: Id; readonly name: string; readonly other_names: readonly OtherName[]; readonly sort_name?: string; readonly gender?: string; readonly birth_date?: string }[]
  readonly organizations: readonly { readonly id: Id; readonly name: string; readonly other_names: readonly OtherName[]; readonly classification: string; readonly parent_id?: Id; readonly area_id?: Id; readonly founding_date?: Day; readonly dissolution_date?: Day }[]
  readonly posts: readonly { readonly id: string; readonly label: string; readonly role: string; readonly organization_id: Id; readonly area_id?: Id }[]
  readonly memberships: readonly { readonly id: Id; readonly person_id: Id; readonly organization_id: Id; readonly post_id: string; readonly role: string; readonly label: string; readonly area_id?: Id; readonly start_date: Day; readonly end_date?: Day }[]
  readonly areas: readonly { readonly id: Id; readonly name: string; readonly other_names: readonly OtherName[]; readonly classification: string; readonly identifier?: string; readonly parent_id?: Id }[]
}

const english = (name: string, nameEn: string): OtherName[] => (nameEn && nameEn !== name ? [{ name: nameEn, note: 'en' }] : [])
const areaOf = (p: PostRow): Id | undefined => p.constituency ?? p.place
/** One seat: this kind of post, in this organ, for this area and level. */
const seatId = (p: PostRow): string => { const h = sha256([p.organ, p.kind, p.level ?? '', areaOf(p) ?? '', p.unit ?? ''].join('|')); return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}` }

function told(held: Held, posts: readonly PostRow[], persons: readonly Id[], organs: readonly OrganRow[], places: readonly PlaceRow[], personal: boolean): Popolo {
  const d = held.world.directory, zh = (l: Label): string => inWords(held, l)[0]
  const former = (id: Id): OtherName[] => d.formerNames(id).map(n => ({ name: n.name, start_date: n.validFrom, end_date: n.validTo }))
  const organIds = new Set(organs.map(o => o.id)), placeIds = new Set(places.map(p => p.id)), area = (id: Id | undefined): { area_id?: Id } => (id !== undefined && placeIds.has(id) ? { area_id: id } : {})
  const seats = new Map<string, Popolo['posts'][number]>()
  const labelOf = (p: PostRow): string => `${p.level ? zh(levels[p.level]) : ''}${zh(postLabel(p.kind))}${p.unit ? `（${p.unit}）` : areaOf(p) ? `（${d.name(areaOf(p)!)?.[0] ?? ''}）` : ''}`
  for (const p of posts) seats.set(seatId(p), { id: seatId(p), label: labelOf(p), role: zh(postLabel(p.kind)), organization_id: p.organ, ...area(areaOf(p)) })
  return {
    persons: persons.map(id => { const p = d.person(id)!; return { id, name: p.name, other_names: [...english(p.name, p.nameEn), ...(personal ? former(id) : [])], ...(personal ? { ...(p.sortKey !== p.name ? { sort_name: p.sortKey } : {}), ...(p.gender ? { gender: p.gender } : {}), ...(p.born ? { birth_date: p.born } : {}) } : {}) } }),
    organizations: organs.map(o => ({ id: o.id, name: o.name, other_names: [...english(o.name, o.nameEn), ...(o.short !== o.name ? [{ name: o.short }] : []), ...former(o.id)], classification: zh(organKinds[o.kind] ?? [o.kind, o.kind]), ...(o.parent && organIds.has(o.parent) ? { parent_id: o.parent } : {}), ...area(o.place), founding_date: o.validFrom, ...(o.validTo ? { dissolution_date: o.validTo } : {}) })),
    posts: [...seats.values()],
    memberships: posts.map(p => ({ id: p.id, person_id: p.person, organization_id: p.organ, post_id: seatId(p), role: zh(postLabel(p.kind)), label: labelOf(p), ...area(areaOf(p)), start_date: p.validFrom, ...(p.validTo ? { end_date: p.validTo } : {}) })),
    areas: places.map(p => ({ id: p.id, name: p.name, other_names: [...english(p.name, p.nameEn), ...(p.aliases ?? []).map(name => ({ name })), ...former(p.id)], classification: zh(placeKinds[p.kind as keyof typeof placeKinds] ?? [p.kind, p.kind]), ...(p.number === undefined ? {} : { identifier: String(p.number) }), ...(p.parent && placeIds.has(p.parent) ? { parent_id: p.parent } : {}) })),
  }
}

/** Everything there ever was, for those who work here. */
export async function popolo(house: House, congress: number): Promise<Popolo> {
  const held = await house.worlds.get(congress), { all, person, inOrder } = held.world.directory
  return told(held, all.posts.filter(p => !isVoid(p) && person(p.person)), inOrder(all.persons.filter(p => !isVoid(p)).map(p => p.id)), all.organs.filter(o => !isVoid(o)), all.places.filter(p => !isVoid(p)), true)
}
const publicPosts = ['deputy', 'delegationHead', 'delegationMember', 'groupHead', 'groupMember', 'stationDeputy']
/** Deputies as they are made known (代表法 58): name, level, seat, delegation, group and station, today. */
export async function publicPopolo(house: House, congress: number): Promise<Popolo> {
  const held = await house.worlds.get(congress), day = dayOf(house.worlds.now(congress)), d = held.world.directory
  const now = d.all.posts.filter(p => publicPosts.includes(p.kind) && !isVoid(p) && standsOn(p, day) && !isSuspended(p, day) && d.person(p.person))
  const deputies = new Set(now.filter(p => p.kind === 'deputy').map(p => p.person)), posts = now.filter(p => deputies.has(p.person)), used = new Set(posts.map(p => p.organ))
  const organs = d.all.organs.filter(o => used.has(o.id)), near = new Set([...posts.map(areaOf), ...organs.map(o => o.place)]), areas = d.all.places.filter(p => near.has(p.id) || d.all.places.some(x => near.has(x.id) && x.parent === p.id))
  return told(held, posts, d.inOrder([...deputies]), organs, areas, false)
}
