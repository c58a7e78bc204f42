/** Kinds of role: what makes somebody the one who may. The field's own roles stand in procedures/roles.ts. */
import { type Family, type State, partyOf } from '#loop/fold.ts'
import type { Directory } from '#loop/directory.ts'
import type { Actor, Day, Id, Label, Party } from '#loop/words.ts'

export type RoleTest =
  /** A post of one of these kinds in an organ that is this party (or in one above it). */
  | { readonly kind: 'post'; readonly posts: readonly string[]; readonly at: Party; readonly reach: 'exact' | 'below' }
  /** A post of one of these kinds in any organ of this kind. */
  | { readonly kind: 'office'; readonly posts: readonly string[]; readonly organKind: string }
  /** A post of one of these kinds, anywhere. */
  | { readonly kind: 'anyPost'; readonly posts: readonly string[] }
  /** A post of one of these kinds for the place that stands in this party (a deputy of that street). */
  | { readonly kind: 'placePost'; readonly posts: readonly string[]; readonly at: Party }
  /** The person named as this party, while holding a post of one of these kinds where any are told. */
  | { readonly kind: 'party'; readonly party: Party; readonly holding?: readonly string[] }
  | { readonly kind: 'receipt' }
  | { readonly kind: 'portal' }
  | { readonly kind: 'clock' }
  /** Another act of the loop; never a person. */
  | { readonly kind: 'loop' }
export type Role = { readonly id: string; readonly label: Label; readonly test: RoleTest }

export const role = (id: string, label: Label, test: RoleTest): Role => ({ id, label, test })

/** Is the actor, with the posts held at that moment, in this role for this matter? `state` is absent for a matter not yet opened. */
export function inRole(r: Role, actor: Actor, family: Family, state: State | undefined, directory: Directory, day: Day): boolean {
  const t = r.test
  const named = (party: Party): readonly Id[] => (state ? partyOf(family, state, party) : [])
  /** An organ that is no more is acted for by whoever carries on its work. */
  const carriedBy = (o: Id): Id => directory.heirOf(o, day) ?? o
  switch (t.kind) {
    case 'receipt': return actor.kind === 'receipt' && state !== undefined && actor.matter === state.root
    case 'portal': return actor.kind === 'portal'
    case 'clock': return actor.kind === 'clock'
    case 'loop': return false
    case 'party': return actor.kind === 'person' && named(t.party).includes(actor.person) && (!t.holding || actor.posts.some(p => t.holding!.includes(p.kind)))
    case 'anyPost': return actor.kind === 'person' && actor.posts.some(p => t.posts.includes(p.kind))
    case 'office': return actor.kind === 'person' && actor.posts.some(p => t.posts.includes(p.kind) && directory.organ(p.organ)?.kind === t.organKind)
    case 'placePost': return actor.kind === 'person' && (state === undefined || actor.posts.some(p => t.posts.includes(p.kind) && p.place !== undefined && named(t.at).includes(p.place))) && actor.posts.some(p => t.posts.includes(p.kind))
    case 'post': return actor.kind === 'person' && actor.posts.some(p => t.posts.includes(p.kind) && (state === undefined || named(t.at).map(carriedBy).some(o => (t.reach === 'below' ? directory.within(o, p.organ) : o === p.organ))))
  }
}

/** Does a person hold any post in this organ or below it on that day? The ground of every conflict of interest. */
export const holdsPostIn = (person: Id, organ: Id, directory: Directory, day: Day): boolean =>
  directory.postsOf(person, day).some(p => directory.within(p.organ, organ) || directory.within(p.organ, directory.heirOf(organ, day) ?? organ))
