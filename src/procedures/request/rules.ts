/** What the request procedure asks of its family: who handles, who follows, who may not. */
import { childrenOf, markOf, partyOf, type State } from '#loop/fold.ts'
import type { Option } from '#loop/fields.ts'
import type { ChildSpec, Ctx, No, OweSpec } from '#loop/procedure.ts'
import { holdsPostIn } from '#loop/roles.ts'
import type { Id, Label, Owes } from '#loop/words.ts'
import { districtOf as district, ownPlaces, stationAt as stationOf } from '#procedures/stations.ts'

export const one = (c: Ctx, party: string): Id | undefined => partyOf(c.family, c.state, party)[0]
export const organOwes = (id: Id | undefined): Owes | undefined => (id ? `organ:${id}` : undefined)
/** The station, or the district where the requester went past the station. */
export const keeper = (c: Ctx): Id | undefined => one(c, 'station') ?? district(c)
export const keeperOwes = (c: Ctx): Owes | undefined => organOwes(keeper(c))
export const followerOf = (c: Ctx): Id | undefined => one(c, 'follower')
export const isAnonymous = (c: Ctx): boolean => markOf(c.family, c.state, 'anonymous') === '1'
export const actorPerson = (c: Ctx): Id | undefined => (c.actor.kind === 'person' ? c.actor.person : undefined)

const handlings = (c: Ctx): State[] => childrenOf(c.family, c.state, 'handling')
/** Handlings whose result is still awaited; a helper's is not waited for when others work. */
export const openHandlings = (c: Ctx): State[] => handlings(c).filter(h => !h.ended)
export const waitedFor = (c: Ctx): State[] => { const open = openHandlings(c); const bound = open.filter(h => h.marks.role !== 'helper'); return bound.length || handlings(c).some(h => h.stage === 'submitted' && h.marks.role !== 'helper') ? bound : open }
export const handlersOf = (c: Ctx): Id[] => [...new Set(handlings(c).flatMap(h => h.parties.handler ?? []))]
const lastHandling = (c: Ctx): State | undefined => handlings(c).filter(h => h.stage === 'submitted').at(-1) ?? handlings(c).at(-1)

/** Nobody with a post in the handling organ on that day follows, verifies, rates or records a rating. */
export function conflict(c: Ctx, person: Id | undefined): No | undefined {
  const organ = person && handlersOf(c).find(o => holdsPostIn(person, o, c.directory, c.today))
  if (!organ) return undefined
  const name = c.directory.organ(organ)?.short ?? ''
  return { rule: 'conflict', article: { law: '代表法', article: '第三十一条' }, says: [`在承办单位（${name}）任职，应当回避`, `Holds a post in the handling organ (${name}) and must step aside`] }
}
/** Does the follower hold a post in one of these organs? Then another deputy is to be asked. */
export const followerIn = (c: Ctx, organs: readonly Id[]): boolean => { const f = followerOf(c); return f !== undefined && organs.some(o => holdsPostIn(f, o, c.directory, c.today)) }
export const ownConflict = (c: Ctx): No | undefined => conflict(c, actorPerson(c))

export { deputiesOfOwnPlaces as deputiesHere, districtOf as district, ownPlaces, stationAt as stationOf } from '#procedures/stations.ts'

const option = (id: Id, label: Label): Option => ({ id, label })
const short = (o: { id: Id; short: string; nameEn: string }): Option => option(o.id, [o.short, o.nameEn])

/** A station hands to its own street's or town's office only; the district to any organ. */
export function dispatchable(c: Ctx): Option[] {
  if (c.actor.kind !== 'person') return []
  if (c.actor.posts.some(p => p.kind === 'deputyAffairsOfficer')) return c.directory.organs({}, c.today).filter(o => ['handlingOrgan', 'streetOffice', 'helper'].includes(o.kind)).map(short)
  const street = partyOf(c.family, c.state, 'place')[0]
  return street ? c.directory.organs({ place: street }, c.today).filter(o => o.kind === 'streetOffice').map(short) : []
}
/** Deputies of the street or town who hold no post in a handling organ. */
export const followable = (c: Ctx): Option[] => {
  const street = partyOf(c.family, c.state, 'place')[0]
  if (!street) return []
  const seen = new Set<Id>()
  return c.directory.actingDeputiesOf(street, c.today).filter(p => !seen.has(p.person) && seen.add(p.person) && !conflict(c, p.person)).map(p => option(p.person, c.directory.name(p.person) ?? ['', '']))
}
/** The handlings a dispatch opens: the lead or a helper, and separate handlers beside a lead. */
export function dispatched(c: Ctx): ChildSpec[] {
  const by = c.actor.kind === 'person' ? c.actor.organ : undefined
  const base = { gist: String(c.input.gist), ...(c.input.complex === true ? { complex: true } : {}) }
  const child = (organ: Id, role: string): ChildSpec => ({ procedure: 'handling', act: 'assign', input: { organ, role, ...base }, parties: { dispatcher: by ? [by] : [] } })
  const also = (Array.isArray(c.input.also) ? c.input.also : []).map(String)
  return [child(String(c.input.organ), c.input.how === 'helper' ? 'helper' : 'lead'), ...also.filter(o => o !== c.input.organ).map(o => child(o, 'separate'))]
}
/** Where a matter that is not done goes back to: its handler, or the higher unit where that one's word was the result. */
export const redoAt = (c: Ctx): 'rehandling' | 'upward' => (c.state.marks.viaUpward || !lastHandling(c) ? 'upward' : 'rehandling')
/** The same organ once more, or whichever carries on its work, with the shorter clock. */
export function again(c: Ctx): ChildSpec[] {
  const last = lastHandling(c)
  if (c.state.stage !== 'rehandling' || !last?.parties.handler?.[0]) return []
  const role = last.marks.role === 'helper' ? 'helper' : 'lead', before = last.parties.handler[0]
  return [{ procedure: 'handling', act: 'assign', input: { organ: c.directory.heirOf(before, c.today) ?? before, role, again: true, ...(last.marks.gist ? { gist: last.marks.gist } : {}) }, parties: { dispatcher: last.parties.dispatcher ?? [] } }]
}

/** Somebody must be asked to follow, unless somebody follows or is being asked. */
export const wantsFollower = (c: Ctx): OweSpec[] =>
  followerOf(c) || one(c, 'asked') || c.state.duties.some(d => d.closedSeq === undefined && d.act === 'assignDeputy') ? [] : [{ act: 'assignDeputy', owes: keeperOwes(c), within: 'request.assignDays' }]
/** Somebody tells the requester; an anonymous one has left no way to. */
export const wantsTelling = (c: Ctx): OweSpec[] => (isAnonymous(c) ? [] : [{ act: 'inform', owes: keeperOwes(c), within: 'request.informDays' }])
/** Where a returned matter goes: back to whoever sent it out. */
export const backTo = (c: Ctx): string => (c.child && partyOf(c.family, c.child, 'dispatcher')[0] === district(c) ? 'atDistrict' : 'placed')

/** Entrusted to two persons: a part is as its whole. */
export const isNarrow = (c: Ctx): boolean => partyOf(c.family, c.state, 'entrusted').length > 0
const keeping: readonly string[] = ['stationClerk', 'stationHead', 'deputyAffairsOfficer']
/** Whom a matter may be entrusted to: the people of its station and the district's officers, but nobody with a post in the handling organ. */
export function entrustable(c: Ctx): Option[] {
  const street = c.state.parties.place?.[0] ?? (typeof c.input.place === 'string' ? c.input.place : undefined)
  const stations = street ? [stationOf(c, street)] : ownPlaces(c).map(p => stationOf(c, p.id))
  const organs = [...(c.state.marks.direct || c.input.direct === true ? [] : stations), district(c)].filter(o => o !== undefined)
  const posts = organs.flatMap(o => c.directory.holders(o, c.today)).filter(p => keeping.includes(p.kind) && !conflict(c, p.person))
  return [...new Set(posts.map(p => p.person))].map(p => option(p, c.directory.name(p) ?? ['', '']))
}
export const twoPersons = (c: Ctx): No | undefined =>
  Array.isArray(c.input.entrusted) && new Set(c.input.entrusted).size === 2 && c.input.entrusted.length === 2 ? undefined : { rule: 'request.two', field: 'entrusted', says: ['请正好选两位', 'Choose exactly two persons'] }
/** Where an accusation is kept for, in a county that has chosen so and has a liaison in post; elsewhere it is erased. */
export function liaisonOf(c: Ctx): Id | undefined {
  if (c.input.channel !== 'accusation' || c.settings.look('request.accusationKept', c.today).value !== true) return undefined
  return c.directory.organs({ kind: 'supervision' }, c.today).find(o => c.directory.holders(o.id, c.today).some(p => p.kind === 'disciplineLiaison'))?.id
}
export const contactNo = (c: Ctx): No | undefined =>
  c.state.parent ? { rule: 'request.part', says: ['请在原件上更正', 'Correct the whole, not a part'] } : c.state.marks.erased || c.state.stage === 'void' ? { rule: 'request.erased', says: ['个人信息已经清除，不再登记', 'The particulars are erased; none are taken any more'] } : undefined
