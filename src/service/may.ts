/**
 * The one door of permission: may this person see a matter, read its words, do an act on it; and if not, why, and who may.
 * Pages, API, lists, search, exports, figures' records and the acts themselves ask here and nowhere else. What somebody may
 * not see answers exactly as what does not exist. The rules stand in the declarations; this only asks them.
 */
import type { Ask } from '#loop/world.ts'
import { asPost } from '#loop/directory.ts'
import { contextOf } from '#loop/decide.ts'
import type { Family, State } from '#loop/fold.ts'
import { inRole } from '#loop/roles.ts'
import { permit, refusal } from '#loop/permit.ts'
import type { LetterSpec } from '#loop/letter.ts'
import { addressed, familyOfRow, masked, mayRead, maySee, postsBehind, through, type Through } from '#loop/sight.ts'
import type { Actor, Id, Instant, Owes, Refusal } from '#loop/words.ts'
import { dayOf } from '#law/time.ts'
import { worksIn } from '#procedures/posts.ts'
import { walledOff } from '#store/walls.ts'
import type { MatterRow, Tx } from '#store/shapes.ts'
import { actorOf } from '#service/actor.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

const neverAsked = (): Id => { throw new Error('no id is made while looking') }
export const looking = (matter: Id, actor: Actor, now: Instant): Omit<Ask, 'act' | 'input'> => ({ matter, actor, at: now, recordedAt: now, newId: neverAsked })

/** What is said of a matter that is not there, and of one that is not yours. */
export const noMatter: Refusal = { ok: false, rule: 'matter', may: [], says: ['没有这个事项', 'There is no such matter'] }

/** May the actor do this act on the matter? The refusal says why not and who may. Whoever does not see the matter is told that there is none. */
export function may(held: Held, family: Family, matter: Id, act: string, actor: Actor, now: Instant): Refusal | undefined {
  const found = contextOf(held.world, family, { ...looking(matter, actor, now), act, input: {} })
  if (!found || (found.opened && !maySeeAs(held, family, matter, actor, now))) return noMatter
  const spec = Object.hasOwn(found.c.procedure.acts, act) ? found.c.procedure.acts[act] : undefined
  if (!spec) return refusal({ rule: 'act.unknown', says: [`没有“${act.slice(0, 40)}”这个动作`, `There is no act "${act.slice(0, 40)}"`] })
  return permit(act, spec, found.c, found.opened)
}
/** The clock, the portal and a receipt have their own doors; sight is a person's. */
export const maySeeAs = (held: Held, family: Family, matter: Id, actor: Actor, now: Instant): boolean => actor.kind !== 'person' || maySee(held.world, family, looking(matter, actor, now))

export const sees = (held: Held, family: Family, s: State, actor: Actor, now: Instant): boolean => maySee(held.world, family, looking(s.id, actor, now))
export const reads = (held: Held, family: Family, s: State, actor: Actor, now: Instant): boolean => mayRead(held.world, family, looking(s.id, actor, now))
/** An auditor's look: no words, no contact, no photos, no free text of anybody; the gist and the course only. */
export const isMasked = (held: Held, family: Family, s: State, actor: Actor, now: Instant): boolean => masked(held.world, family, looking(s.id, actor, now))

/** The actor of somebody signed in, in the first of their organs through which this matter is theirs to see. */
export function seeingActor(held: Held, family: Family, s: State, who: Who, now: Instant): Actor | undefined {
  const posts = held.world.directory.actingPostsOf(who.person, dayOf(now))
  for (const organ of new Set([who.organ, ...posts.map(p => p.organ)])) {
    const actor = actorOf(held, { kind: 'person', person: who.person, organ }, now)
    if (actor && sees(held, family, s, actor, now)) return actor
  }
  return undefined
}

/** To whom of the actor's organs letters of this kind are addressed: those they take, whether or not they see the matter. */
export const addressedTo = (held: Held, family: Family, s: State, spec: LetterSpec, actor: Actor, now: Instant): Id[] => (spec.to ? addressed(held.world, family, looking(s.id, actor, now), spec.to.role) : [])

export const asActor = (held: Held, who: Who, now: Instant): Actor => ({ kind: 'person', person: who.person, organ: who.organ, posts: held.world.directory.actingPostsOf(who.person, dayOf(now)).map(asPost) })
/** The same questions asked of a list's row. */
export function ofRow(held: Held, who: Who, m: MatterRow, now: Instant): { readonly sees: boolean; readonly reads: boolean } {
  const { family, state } = familyOfRow(m), actor = asActor(held, who, now)
  return { sees: sees(held, family, state, actor, now), reads: reads(held, family, state, actor, now) }
}

/** Is the matter's title, and what came of it, common knowledge to this person, whether or not they see the matter? */
export function knows(held: Held, who: Who, m: MatterRow, now: Instant): boolean {
  const p = held.world.procedures.get(m.procedure, m.version), { family, state } = familyOfRow(m)
  return p.known !== undefined && !m.restricted && !m.marks.quarantined && p.known.when(m) && p.known.to.some(r => inRole(r, asActor(held, who, now), family, state, held.world.directory, dayOf(now)))
}

export type Sight = Through & {
  readonly who: readonly Id[]
  /** Past the wall of a restricted matter: everything, or only what these parties name this person in. */
  readonly restricted: { readonly everything: boolean; readonly parties: readonly string[] }
}
/** The organs somebody works in, and those whose unfinished work they carry on (信访工作条例 24). */
const carried = (held: Held, posts: readonly { kind: string; organ: Id }[], now: Instant): Id[] =>
  [...new Set(posts.filter(p => worksIn(p.kind)).flatMap(p => held.world.directory.forebearsOf(p.organ, dayOf(now))))]
/** Everybody a person stands for in a party: themselves, the organs they work in, the places they are deputies of. */
function selves(held: Held, who: Who, now: Instant): Id[] {
  const posts = held.world.directory.actingPostsOf(who.person, dayOf(now))
  return [who.person, ...carried(held, posts, now), ...posts.filter(p => p.kind === 'deputy' && p.place).map(p => p.place!)]
}
/** What a list of a procedure is narrowed by for this person. */
export function sightOf(held: Held, who: Who, procedure: string, now: Instant): Sight {
  const posts = held.world.directory.actingPostsOf(who.person, dayOf(now)), p = held.world.procedures.get(procedure)
  const wall = p.walls?.find(w => 'mark' in w.when && w.when.mark === 'restricted')
  return { ...through(held.world.directory, p.sight, posts), who: selves(held, who, now), restricted: wall ? through(held.world.directory, wall.past, posts) : { everything: true, parties: [] } }
}

/** Matters behind walls of named persons or organs that this person does not see past: few, and left out of every list, count and inbox. */
export async function hiddenFrom(tx: Tx, held: Held, who: Who, now: Instant): Promise<Id[]> {
  const { directory, procedures } = held.world, day = dayOf(now), posts = directory.actingPostsOf(who.person, day)
  const walls = procedures.list.flatMap(p => (p.walls ?? []).flatMap(w => {
    const past = through(directory, w.past, posts)
    return 'party' in w.when && !past.everything ? [{ procedure: p.id, party: w.when.party, past: past.parties, falls: !w.otherwise || through(directory, w.otherwise, posts).everything, holding: postsBehind(w) }] : []
  }))
  return walls.length ? walledOff(tx, walls, selves(held, who, now), day) : []
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
