/** How an act leaves this room: with its errors turned into refusals that a form can show. */
import type { ChoiceField } from '#loop/available.ts'
import type { Form } from '#loop/fields.ts'
import type { Id } from '#loop/words.ts'
import { ServiceError } from '#service/errors.ts'
import type { ActorSpec, NotDone, Outcome, Who } from '#service/views.ts'
import type { C } from '#http/env.ts'

export const formOf = (fields: readonly ChoiceField[]): Form => Object.fromEntries(fields.map(f => [f.id, f]))
export const actorOf = (who: Who): ActorSpec => ({ kind: 'person', person: who.person, organ: who.organ })

/** A fault of the sending is a refusal like any other; everything else goes on up. */
export async function attempt(work: () => Promise<Outcome>): Promise<Outcome> {
  try { return await work() } catch (e) {
    if (!(e instanceof ServiceError)) throw e
    const status: NotDone['status'] | undefined = e.code === 'badRequest' || e.code === 'keyReused' ? 422 : e.code === 'busy' ? 409 : undefined
    if (!status) throw e
    return { ok: false, status, refusal: { ok: false, rule: e.code, may: [], says: e.says, ...(e.field ? { field: e.field } : {}) } }
  }
}

/** Six digits name the matter to join to, as people say them; rules want its id. */
export async function withIds(c: C, who: Who, act: string, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  if (act !== 'join' || typeof input.into !== 'string') return input
  const id: Id | undefined = await c.get('shop').service.findMatter(who, input.into)
  return id ? { ...input, into: id } : input
}

/** The declared form of an act, for reading what was sent. */
export function declared(c: C, procedure: string, act: string): Form {
  return c.get('shop').service.procedures().find(p => p.id === procedure)?.acts.find(a => a.id === act)?.form ?? {}
}
