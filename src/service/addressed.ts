/** Letters of matters that somebody does not see, addressed to an organ in which they work: theirs to take, the matter and its other letters not. */
import type { LetterSpec } from '#loop/letter.ts'
import { fold, isQuarantined } from '#loop/fold.ts'
import type { Procedure } from '#loop/procedure.ts'
import type { Actor, Id, Instant } from '#loop/words.ts'
import { type ListedMatter, listMatters } from '#store/matters.ts'
import type { House } from '#service/house.ts'
import { letterContext, letterLine } from '#service/letter-lines.ts'
import type { Seen } from '#service/matter.ts'
import { addressedTo, asActor } from '#service/may.ts'
import type { LetterLine, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

/** A matter behind a letter, with those of its letters of one kind that are addressed to this person's organs. */
export type Addressed = { readonly v: Seen; readonly ones: readonly string[] }

/** Of this kind of letter of this matter, what is addressed to them; undefined where that is nothing. */
export async function addressed(house: House, who: Who, matter: Id, name: string): Promise<Addressed | undefined> {
  const read = /^[0-9a-f-]{36}$/.test(matter) ? await house.store.readFamily(who.congress, matter) : undefined
  if (!read) return undefined
  const held = await house.worlds.at(who.congress, read.config), now = house.worlds.now(who.congress), family = fold(read.root, read.events), state = family.matters.get(matter)!, actor = asActor(held, who, now)
  if (isQuarantined(family, state)) return undefined
  const all = held.world.procedures.get(state.procedure, state.version).letters ?? {}, spec = Object.hasOwn(all, name) ? all[name] : undefined
  const ones = spec ? addressedTo(held, family, state, spec, actor, now) : []
  return ones.length ? { v: { held, family, events: read.events, state, actor, now }, ones } : undefined
}

/** Letters that name whom they are for, each with the procedure that writes them. */
const addressedLetters = (held: Held): { readonly p: Procedure; readonly name: string; readonly spec: LetterSpec & Required<Pick<LetterSpec, 'to'>> }[] =>
  held.world.procedures.list.flatMap(p => Object.entries(p.letters ?? {}).flatMap(([name, spec]) => (spec.to ? [{ p, name, spec: { ...spec, to: spec.to } }] : [])))
const maybe = (spec: LetterSpec, actor: Actor): boolean => actor.kind === 'person' && spec.to?.role.test.kind === 'post' && actor.posts.some(p => (spec.to!.role.test as { posts: readonly string[] }).posts.includes(p.kind))

/** One letter of a matter that names it, addressed to an organ of the viewer's. */
export type LetterTo = { readonly row: ListedMatter; readonly line: LetterLine; readonly v: Seen; readonly one: string; /** What it hands to this organ. */ readonly about: readonly Id[] }
/** All that are addressed to the viewer's organs and name one of `about`, or all addressed to `organs` that name something open: the newest first, those taken back left out. */
export async function lettersTo(house: House, who: Who, held: Held, now: Instant, by: { readonly about: readonly Id[] } | { readonly organs: readonly Id[]; readonly open: ReadonlySet<Id> }, most: number): Promise<LetterTo[]> {
  const actor = asActor(held, who, now), all: LetterTo[] = []
  for (const { p, name, spec } of addressedLetters(held)) {
    if (!maybe(spec, actor) || spec.to.role.test.kind !== 'post') continue
    const owner = 'about' in by ? { who: by.about, parties: [spec.to.about] } : { who: by.organs, parties: [spec.to.role.test.at] }
    if (!owner.who.length) continue
    const found = await house.store.tx(who.congress, tx => listMatters(tx, { procedures: [p.id], owner }, { limit: most }))
    const rows = found.filter(r => !('open' in by) || r.parties[spec.to.about]?.some(id => by.open.has(id))), read = await house.store.readFamilies(who.congress, rows.map(r => r.id))
    for (const row of rows) {
      const events = read.get(row.id)?.events
      if (!events) continue
      const family = fold(row.id, events), state = family.matters.get(row.id)!, c = letterContext(held, family, state, actor, now), line = letterLine(c, name, spec)
      if (line.refusal) continue
      for (const one of addressedTo(held, family, state, spec, actor, now)) {
        const each = line.each?.filter(e => e.one === one) ?? []
        if (each.length) all.push({ row, line: { ...line, each }, v: { held, family, events, state, actor, now }, one, about: spec.lists?.(c, one) ?? [] })
      }
    }
  }
  return all
}

/** On the page of what was handed over: the letter by which it came, where that was of another matter. */
export async function letterOf(house: House, who: Who, v: Seen): Promise<LetterLine[]> {
  const { state } = v, share = state.parent !== undefined
  const found = await lettersTo(house, who, v.held, v.now, { about: [state.parent ?? state.id] }, 10)
  // A share belongs to the hand-over that opened it, in the same moment; what was handed over anew came by another letter.
  return found.filter(f => f.about.includes(state.parent ?? state.id) && (!share || (f.row.openedAt === state.openedAt && state.parties.handler?.[0] === f.one))).map(f => f.line)
}
