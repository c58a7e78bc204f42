/** Sessions: a random token, stored hashed. Sign-in by choice is for a sample congress only; real accounts replace `signIn`, nothing else. */
import { dayOf } from '#law/time.ts'
import type { Id, Label } from '#loop/words.ts'
import { postLabel, posts, rankOf } from '#procedures/posts.ts'
import { addSession, dropExpiredSessions, endSession, findSession } from '#store/sessions.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { inWords, nameOf } from '#service/lines.ts'
import type { ReadyPerson, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

const lifeMs = 12 * 3_600_000
const faceOf = (kind: string): 'desk' | 'deputy' => posts[kind]?.face ?? 'desk'
const label = (held: Held, kind: string): Label => inWords(held, postLabel(kind))

function chief(held: Held, person: Id, day: string) {
  const own = held.world.directory.actingPostsOf(person, day)
  return { posts: own, main: own.filter(p => posts[p.kind]?.face).sort((a, b) => rankOf(a.kind) - rankOf(b.kind))[0] }
}

export async function readyPeople(house: House, congress: number): Promise<ReadyPerson[]> {
  const held = await house.worlds.get(congress)
  if (!held.congress.sample) return []
  const day = dayOf(house.worlds.now(congress))
  return held.world.directory.people(day).flatMap((p): ReadyPerson[] => {
    const { main } = chief(held, p.id, day)
    if (!main) return []
    const organ = main.kind === 'deputy' && main.place ? nameOf(held, main.place) : nameOf(held, main.organ)
    return [{ id: p.id, name: [p.name, p.nameEn], post: label(held, main.kind), organ, face: faceOf(main.kind), group: posts[main.kind]?.group ?? 'organ' }]
  })
}

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
async function congressOf(house: House, token: string): Promise<number | undefined> {
  if (token.length > 200) return undefined
  const short = token.slice(0, token.indexOf('.')), before = known.get(house) ?? new Map<string, number>()
  known.set(house, before)
  if (!before.has(short)) for (const c of await house.worlds.congresses()) before.set(c.short, c.id)
  return before.get(short)
}

export async function who(house: House, token: string): Promise<Who | undefined> {
  const congress = await congressOf(house, token)
  if (congress === undefined) return undefined
  const session = await house.store.tx(congress, tx => findSession(tx, sha256(token), new Date(house.realNow()).toISOString()))
  if (!session) return undefined
  const held = await house.worlds.get(congress)
  const day = dayOf(house.worlds.now(congress))
  const { posts: own, main } = chief(held, session.person, day)
  if (!main) return undefined
  return {
    congress, person: session.person, name: nameOf(held, session.person), organ: main.organ, organName: nameOf(held, main.organ), face: faceOf(main.kind),
    posts: own.map(p => ({ kind: p.kind, organ: p.organ, label: label(held, p.kind) })),
  }
}

export async function signOut(house: House, token: string): Promise<void> {
  const congress = await congressOf(house, token)
  if (congress !== undefined) await house.store.tx(congress, tx => endSession(tx, sha256(token)))
}
