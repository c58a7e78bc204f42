/** Which letters a matter has, and whether each can be taken yet: what stands under 〈公文〉 on its page. */
import { contextOf } from '#loop/decide.ts'
import type { Family, State } from '#loop/fold.ts'
import type { LetterSpec } from '#loop/letter.ts'
import type { Ctx } from '#loop/procedure.ts'
import type { Actor, Id, Instant } from '#loop/words.ts'
import { type FileInfo, filesUnder } from '#store/files.ts'
import type { House } from '#service/house.ts'
import { looking } from '#service/may.ts'
import type { LetterLine } from '#service/views.ts'
import type { Held } from '#service/world.ts'

/** Those that a matter of its kind and course may have. */
export const lettersIn = (c: Ctx): Readonly<Record<string, LetterSpec>> => Object.fromEntries(Object.entries(c.procedure.letters ?? {}).filter(([, spec]) => !spec.when || spec.when(c)))
export const letterContext = (held: Held, family: Family, state: State, actor: Actor, now: Instant): Ctx => contextOf(held.world, family, { ...looking(state.id, actor, now), act: '', input: {} })!.c
/** Sealed papers of some matters: whoever sees a handling sees its evidence. */
export type Scans = readonly FileInfo[]
export async function scansOf(house: House, held: Held, congress: number, states: readonly State[]): Promise<Scans> {
  const fields = (s: State): string[] => Object.values(held.world.procedures.get(s.procedure, s.version).letters ?? {}).flatMap(l => l.scan ?? [])
  const having = states.filter(s => fields(s).length)
  return having.length ? house.store.tx(congress, tx => filesUnder(tx, having.map(s => s.id), [...new Set(having.flatMap(fields))])) : []
}
export function letterLine(c: Ctx, name: string, spec: LetterSpec, scans: Scans = []): LetterLine {
  const no = spec.ready(c), own = (f: FileInfo): boolean => spec.scan !== undefined && f.field === spec.scan && f.matter === c.state.id
  return { matter: c.state.id, name, label: spec.label, refusal: no?.says ?? null, each: no ? null : spec.each?.(c) ?? null, scans: no ? [] : scans.filter(own).map(f => ({ id: f.id as Id, name: f.name })) }
}

export function lettersOf(held: Held, family: Family, state: State, actor: Actor, now: Instant, scans: Scans = []): LetterLine[] {
  const c = letterContext(held, family, state, actor, now)
  return Object.entries(lettersIn(c)).map(([name, spec]) => letterLine(c, name, spec, scans))
}
