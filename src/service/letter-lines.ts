/** Which letters a matter has, and whether each can be taken yet: what stands under 〈公文〉 on its page. */
import { contextOf } from '#loop/decide.ts'
import type { Family, State } from '#loop/fold.ts'
import type { LetterSpec } from '#loop/letter.ts'
import type { Ctx } from '#loop/procedure.ts'
import type { Actor, Instant } from '#loop/words.ts'
import { looking } from '#service/may.ts'
import type { LetterLine } from '#service/views.ts'
import type { Held } from '#service/world.ts'

export const lettersIn = (c: Ctx): Readonly<Record<string, LetterSpec>> => c.procedure.letters ?? {}
export const letterContext = (held: Held, family: Family, state: State, actor: Actor, now: Instant): Ctx => contextOf(held.world, family, { ...looking(state.id, actor, now), act: '', input: {} })!.c
export const letterLine = (c: Ctx, name: string, spec: LetterSpec): LetterLine => { const no = spec.ready(c); return { matter: c.state.id, name, label: spec.label, refusal: no?.says ?? null, each: no ? null : spec.each?.(c) ?? null } }

export function lettersOf(held: Held, family: Family, state: State, actor: Actor, now: Instant): LetterLine[] {
  const c = letterContext(held, family, state, actor, now)
  return Object.entries(lettersIn(c)).map(([name, spec]) => letterLine(c, name, spec))
}
