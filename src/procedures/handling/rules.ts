/** What handling asks of its family: who handles, by when, and whether it was in time. */
import { type State, openDuties, partyOf } from '#loop/fold.ts'
import type { Ctx, No } from '#loop/procedure.ts'
import type { Id, Owes } from '#loop/words.ts'
import { firstDueOf } from '#procedures/ledger.ts'
import { dispatcher, handler } from '#procedures/roles.ts'

export const organOf = (c: Ctx, party: string): Id | undefined => partyOf(c.family, c.state, party)[0]
export const owed = (id: Id | undefined): Owes | undefined => (id ? `organ:${id}` : undefined)
/** The organ that handles, or whichever carries on its work by now. */
export const handlerNow = (c: Ctx): Id | undefined => { const id = organOf(c, 'handler'); return id && (c.directory.heirOf(id, c.today) ?? id) }
export const isOutside = (c: Ctx): boolean => { const id = handlerNow(c); return id !== undefined && c.directory.organ(id)?.outside === true }
/** A unit outside owes nothing here: whoever sent it the matter tracks it. */
export const handling = (c: Ctx): Owes | undefined => owed(organOf(c, isOutside(c) ? 'dispatcher' : 'handler'))
/** What a handling ends with: a result, a reply by letter, or a co-handler's view. */
export const resultActs = ['submit', 'reply', 'coView'] as const
const isResult = (act: string): boolean => (resultActs as readonly string[]).includes(act)
export const resultDuty = (s: State) => openDuties(s).find(d => isResult(d.act))
export const firstResultDuty = (s: State) => s.duties.find(d => isResult(d.act))

/** The organ's own people act; for a unit outside, whoever sent it the matter notes what it said. */
export const byHandler = [handler, dispatcher]
export function ownHand(c: Ctx): No | undefined {
  const id = handlerNow(c)
  if (c.actor.kind !== 'person' || !id) return undefined
  const own = c.actor.posts.some(p => p.organ === id)
  if (isOutside(c) || own) return undefined
  return { rule: 'handling.own', says: ['要由承办单位自己办', 'Only the handling organ itself may'] }
}

/** On time by the first date, by an extended one, or late, judged by when it was written down; a helper has no date. */
export function timeliness(c: Ctx): string {
  const now = resultDuty(c.state), first = firstResultDuty(c.state)
  if (!now || !first) return 'noClock'
  return c.recordedAt <= firstDueOf(c.state.marks, first.due)! ? 'onTime' : c.recordedAt <= now.due ? 'extended' : 'late'
}
