/** Who sees what: the declared sight of a procedure, and the walls round a restricted matter. */
import type { Ask } from '#loop/world.ts'
import { maySee, sightParties } from '#loop/available.ts'
import type { Family, State } from '#loop/fold.ts'
import { partyOf, markOf } from '#loop/fold.ts'
import type { Actor, Id, Instant, Owes } from '#loop/words.ts'
import { worksIn } from '#procedures/posts.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'
import type { MatterRow } from '#store/shapes.ts'
import { actorOf } from '#service/actor.ts'
import { dayOf } from '#law/time.ts'

const neverAsked = (): Id => { throw new Error('no id is made while looking') }
export const looking = (matter: Id, actor: Actor, now: Instant): Omit<Ask, 'act' | 'input'> => ({ matter, actor, at: now, recordedAt: now, newId: neverAsked })

const isDistrict = (held: Held, actor: Actor): boolean => actor.kind === 'person' && actor.posts.some(p => p.kind === 'deputyAffairsOfficer' && held.world.directory.organ(p.organ)?.kind === 'deputyAffairs')
const isParty = (family: Family, s: State, actor: Actor): boolean => actor.kind === 'person' && ['follower', 'asked', 'source'].some(p => partyOf(family, s, p).includes(actor.person))
export const isRestricted = (family: Family, s: State): boolean => markOf(family, s, 'restricted') === '1'

/** A child's handler sees its gist whatever walls stand round the words it came from. */
const isChild = (held: Held, procedure: string): boolean => held.world.procedures.get(procedure).childOnly === true

/** May this actor see the matter: by the declared sight, and past the wall of a restricted one. */
export function sees(held: Held, family: Family, s: State, actor: Actor, now: Instant): boolean {
  if (!maySee(held.world, family, looking(s.id, actor, now))) return false
  return isChild(held, s.procedure) || !isRestricted(family, s) || isDistrict(held, actor) || isParty(family, s, actor)
}

/** The actor of somebody signed in, in the first of their organs through which this matter is theirs to see. */
export function seeingActor(held: Held, family: Family, s: State, who: Who, now: Instant): Actor | undefined {
  const posts = held.world.directory.actingPostsOf(who.person, dayOf(now))
  const organs = [who.organ, ...posts.map(p => p.organ)]
  for (const organ of new Set(organs)) {
    const actor = actorOf(held, { kind: 'person', person: who.person, organ }, now)
    if (actor && sees(held, family, s, actor, now)) return actor
  }
  return undefined
}
type Worded = { readonly restricted: boolean; readonly station: readonly Id[]; readonly source: readonly Id[] }
/** The words a requester used are read by the district, by the station's own people unless the matter is restricted, and by the deputy who took them down. */
function reads(held: Held, person: Id, posts: readonly { kind: string; organ: Id }[], m: Worded, now: Instant): boolean {
  if (m.source.includes(person) || posts.some(p => p.kind === 'deputyAffairsOfficer' && held.world.directory.organ(p.organ)?.kind === 'deputyAffairs')) return true
  return !m.restricted && posts.some(p => (p.kind === 'stationClerk' || p.kind === 'stationHead') && held.world.directory.forebearsOf(p.organ, dayOf(now)).some(o => m.station.includes(o)))
}
export const mayReadNarrative = (held: Held, family: Family, s: State, actor: Actor, now: Instant): boolean =>
  actor.kind === 'person' && reads(held, actor.person, actor.posts, { restricted: isRestricted(family, s), station: partyOf(family, s, 'station'), source: partyOf(family, s, 'source') }, now)
/** The same rule, asked of a list's row. */
export const readsWords = (held: Held, who: Who, m: MatterRow, now: Instant): boolean =>
  reads(held, who.person, held.world.directory.actingPostsOf(who.person, dayOf(now)), { restricted: m.restricted, station: m.parties.station ?? [], source: m.parties.source ?? [] }, now)

/** The organs somebody works in, and those whose unfinished work they carry on (信访工作条例 24). */
const carried = (held: Held, posts: readonly { kind: string; organ: Id }[], now: Instant): Id[] =>
  [...new Set(posts.filter(p => worksIn(p.kind)).flatMap(p => held.world.directory.forebearsOf(p.organ, dayOf(now))))]

export type Sight = { readonly everything: boolean; readonly who: readonly Id[]; readonly parties: readonly string[]; readonly restricted: boolean; /** Through a post held, not only as somebody named on a matter. */ readonly byPost: boolean }
/** What a list of a procedure is narrowed by for this person. */
export function sightOf(held: Held, who: Who, procedure: string, now: Instant): Sight {
  const posts = held.world.directory.actingPostsOf(who.person, dayOf(now))
  const { everything, parties, byPost } = sightParties(held.world, procedure, posts)
  const places = posts.filter(p => p.kind === 'deputy' && p.place).map(p => p.place!)
  return { everything, parties, byPost, who: [who.person, ...carried(held, posts, now), ...places], restricted: everything || isChild(held, procedure) }
}

/** In whose name duties wait in this person's inbox. The district's is the inbox of last resort: what an organ without anybody owes waits there. */
export function owesOf(held: Held, who: Who, now: Instant): { owes: Owes[]; vacant: readonly Owes[] } {
  const day = dayOf(now)
  const posts = held.world.directory.actingPostsOf(who.person, day)
  const { directory } = held.world, organs = carried(held, posts, now)
  const district = posts.some(p => p.kind === 'deputyAffairsOfficer')
  const staffed = (o: Id | undefined): boolean => o !== undefined && directory.holders(o, day).some(p => worksIn(p.kind))
  const vacant: Owes[] = district ? directory.all.organs.filter(o => !o.outside && o.validFrom <= day && !staffed(directory.heirOf(o.id, day))).map((o): Owes => `organ:${o.id}`) : []
  return { owes: [`person:${who.person}`, ...organs.map((o): Owes => `organ:${o}`), ...vacant], vacant }
}
