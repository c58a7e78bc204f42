/** Who a person is by the posts held today, and a sample's sign-in by choice. Real accounts are in `accounts/`. */
import { dayOf } from '#law/time.ts'
import type { Id, Label } from '#loop/words.ts'
import { isAdminPost, postLabel, posts, rankOf } from '#procedures/posts.ts'
import { addSession, dropExpiredSessions, endSession } from '#store/sessions.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { inWords, nameOf } from '#service/lines.ts'
import type { ReadyPerson, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

const lifeMs = 12 * 3_600_000
export const faceOf = (kind: string): 'desk' | 'deputy' => posts[kind]?.face ?? 'desk'
export const label = (held: Held, kind: string): Label => inWords(held, postLabel(kind))

/** A person's posts, and the one that says who they chiefly are. The three administrators are three persons and nothing besides (等保：三员分立). */
export function chief(held: Held, person: Id, day: string) {
  const own = held.world.directory.actingPostsOf(person, day), faces = own.filter(p => posts[p.kind]?.face)
  const kinds = new Set(faces.map(p => p.kind)), mixed = kinds.size > 1 && faces.some(p => isAdminPost(p.kind))
  return { posts: own, main: mixed ? undefined : faces.sort((a, b) => rankOf(a.kind) - rankOf(b.kind))[0] }
}
/** The organ by which a post is told: a deputy's is the place elected in. */
export const organOf = (held: Held, main: { kind: string; place?: Id | undefined; organ: Id }): Label => (main.kind === 'deputy' && main.place ? nameOf(held, main.place) : nameOf(held, main.organ))

export function whoOf(held: Held, person: Id, day: string): Who | undefined {
  const { posts: own, main } = chief(held, person, day)
  if (!main) return undefined
  return {
    congress: held.congress.id, person, name: nameOf(held, person), organ: main.organ, organName: nameOf(held, main.organ), face: faceOf(main.kind),
    posts: own.map(p => ({ kind: p.kind, organ: p.organ, label: label(held, p.kind) })),
    ...(isAdminPost(main.kind) ? { admin: main.kind as NonNullable<Who['admin']> } : {}),
  }
}

export async function readyPeople(house: House, congress: number): Promise<ReadyPerson[]> {
  const held = await house.worlds.get(congress)
  if (!held.congress.sample) return []
  const day = dayOf(house.worlds.now(congress))
  return held.world.directory.people(day).flatMap((p): ReadyPerson[] => {
    const { main } = chief(held, p.id, day)
    if (!main) return []
    return [{ id: p.id, name: [p.name, p.nameEn], post: label(held, main.kind), organ: organOf(held, main), face: faceOf(main.kind), group: posts[main.kind]?.group ?? 'organ' }]
  })
}

/** Enters as one of a sample's ready people; refused for any other congress. */
export async function signIn(house: House, congress: number, person: Id): Promise<string | undefined> {
  const held = await house.worlds.get(congress)
  const day = dayOf(house.worlds.now(congress))
  if (!held.congress.sample || !chief(held, person, day).main) return undefined
  const token = house.keys.newToken(held.congress.short)
  const now = new Date(house.realNow())
  await house.store.tx(congress, async tx => {
    await dropExpiredSessions(tx, now.toISOString())
    await addSession(tx, { token: sha256(token), person, created: now.toISOString(), expires: new Date(now.getTime() + lifeMs).toISOString() })
  })
  return token
}

/** A congress's short id never changes, so who has been found once is not asked for at every request. */
const known = new WeakMap<House, Map<string, number>>()

/** The congress a token belongs to stands at its head. */
export async function congressOf(house: House, token: string): Promise<number | undefined> {
  if (token.length > 200 || token.indexOf('.') < 1) return undefined
  const short = token.slice(0, token.lastIndexOf('.')), before = known.get(house) ?? new Map<string, number>()
  known.set(house, before)
  if (!before.has(short)) for (const c of await house.worlds.congresses()) before.set(c.short, c.id)
  return before.get(short)
}

export async function signOut(house: House, token: string): Promise<void> {
  const congress = await congressOf(house, token)
  if (congress !== undefined) await house.store.tx(congress, tx => endSession(tx, sha256(token)))
}
