/** May this actor see the matter, and read the words it came with? Declared sight first, then every wall that is up. */
import { contextOf } from '#loop/decide.ts'
import { type Family, markOf, partyOf, type State } from '#loop/fold.ts'
import type { Wall } from '#loop/procedure.ts'
import { inRole, type Role } from '#loop/roles.ts'
import type { Directory } from '#loop/directory.ts'
import type { Actor, Day, Id, Party } from '#loop/words.ts'
import type { Ask, World } from '#loop/world.ts'

type Asked = Omit<Ask, 'act' | 'input'>

/**
 * Does the wall stand round this matter? One of named persons stands while one of them holds a post: were all gone, nobody
 * could act, and the walls behind it decide; or it stands on, and those it names for that case see past it.
 */
export function stands(w: Wall, family: Family, s: State, directory: Directory, day: Day): boolean {
  if ('mark' in w.when) return markOf(family, s, w.when.mark) === '1'
  const named = partyOf(family, s, w.when.party)
  return w.otherwise ? named.length > 0 : named.some(holds(w, directory, day))
}
/** The posts one of which whoever is named must hold for the wall to be theirs; any post where none are told. */
export const postsBehind = (w: Wall): readonly string[] | undefined => w.past.flatMap(r => ('party' in w.when && r.test.kind === 'party' && r.test.party === w.when.party ? [r.test.holding] : []))[0]
function holds(w: Wall, directory: Directory, day: Day): (id: Id) => boolean {
  const kinds = postsBehind(w)
  return id => directory.organ(id) !== undefined || directory.postsOf(id, day).some(p => !kinds || kinds.includes(p.kind))
}
/** Who sees past it now: others than were named, where it says who and those named are gone. */
const pastNow = (w: Wall, family: Family, s: State, directory: Directory, day: Day): readonly Role[] =>
  w.otherwise && 'party' in w.when && !partyOf(family, s, w.when.party).some(holds(w, directory, day)) ? w.otherwise : w.past

/** May this actor see the matter at all? */
export function maySee(world: World, family: Family, ask: Asked): boolean {
  const found = contextOf(world, family, { ...ask, act: '', input: {} })
  if (!found?.opened) return false
  const { c } = found, is = (r: Role): boolean => inRole(r, c.actor, family, c.state, world.directory, c.today)
  return c.procedure.sight.some(is) && (c.procedure.walls ?? []).every(w => !stands(w, family, c.state, world.directory, c.today) || pastNow(w, family, c.state, world.directory, c.today).some(is))
}

/** May this actor read the requester's own words? Only whoever sees the matter; a wall may leave fewer readers than it lets past. */
export function mayRead(world: World, family: Family, ask: Asked): boolean {
  const found = contextOf(world, family, { ...ask, act: '', input: {} })
  if (!found?.opened || !maySee(world, family, ask)) return false
  const { c } = found, is = (r: Role): boolean => inRole(r, c.actor, family, c.state, world.directory, c.today)
  return (c.procedure.readers ?? []).some(is) && (c.procedure.walls ?? []).every(w => !w.reads || !stands(w, family, c.state, world.directory, c.today) || w.reads.some(is))
}

/** Does this actor see the matter as an overseer only: masked, and to read? */
export function masked(world: World, family: Family, ask: Asked): boolean {
  const found = contextOf(world, family, { ...ask, act: '', input: {} })
  if (!found?.opened) return false
  const { c } = found, over = c.procedure.overseers ?? []
  const is = (r: Role): boolean => inRole(r, c.actor, family, c.state, world.directory, c.today)
  return over.some(is) && !c.procedure.sight.some(r => !over.some(o => o.id === r.id) && is(r))
}

/** Of several letters of one kind, those addressed to this actor: decided as the role is, with nobody in its party but whom the letter goes to. */
export function addressed(world: World, family: Family, ask: Asked, to: Role): Id[] {
  const found = contextOf(world, family, { ...ask, act: '', input: {} })
  if (!found?.opened || to.test.kind !== 'post') return []
  const { c } = found, { at } = to.test
  return (c.state.parties[at] ?? []).filter(one => inRole(to, c.actor, family, { ...c.state, parties: { ...c.state.parties, [at]: [one] } }, world.directory, c.today))
}

export type Through = { readonly everything: boolean; readonly parties: readonly Party[]; readonly byPost: boolean }
/** The parties through which somebody with these posts comes into one of the roles: what a list is narrowed by. */
export function through(directory: Directory, roles: readonly Role[], posts: readonly { kind: string; organ: Id }[]): Through {
  const parties: Party[] = []
  let everything = false, byPost = false
  for (const { test: t } of roles) {
    if (t.kind === 'office' && posts.some(p => t.posts.includes(p.kind) && directory.organ(p.organ)?.kind === t.organKind)) everything = byPost = true
    if (t.kind === 'anyPost' && posts.some(p => t.posts.includes(p.kind))) everything = byPost = true
    if ((t.kind === 'post' || t.kind === 'placePost') && posts.some(p => t.posts.includes(p.kind))) { parties.push(t.at); byPost = true }
    if (t.kind === 'party' && (!t.holding || posts.some(p => t.holding!.includes(p.kind)))) parties.push(t.party)
  }
  return { everything, parties: [...new Set(parties)], byPost }
}

/** A list's row as the family it stands for: its parties and marks are those of the whole line above it already. */
export function familyOfRow(r: { id: Id; root: Id; procedure: string; version: number; stage: string; ended: boolean; openedAt: string; movedAt: string; restricted: boolean; marks: Readonly<Record<string, string>>; parties: Readonly<Record<Party, readonly Id[]>> }): { family: Family; state: State } {
  const actor: Actor = { kind: 'clock' }
  const state: State = {
    id: r.id, root: r.root, procedure: r.procedure, version: r.version, stage: r.stage, ended: r.ended, openedAt: r.openedAt, openedBy: actor, movedAt: r.movedAt,
    parties: { ...r.parties }, marks: { ...r.marks, ...(r.restricted ? { restricted: '1' } : {}) }, inputs: {}, times: {}, duties: [], facts: [], children: [], lastSeq: 0,
  }
  return { family: { root: r.root, seq: 0, head: null, matters: new Map([[r.id, state]]) }, state }
}
