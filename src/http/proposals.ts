/** Proposals of an organ beside the acts that hand a suggestion over, and what a click takes over from them. */
import { dayOf } from '#law/time.ts'
import type { TableProposals } from '#pages/desk/handover.ts'
import type { MatterPage } from '#pages/desk/matter.ts'
import type { MatterView, Who } from '#service/views.ts'
import type { C } from '#http/env.ts'
import type { Id } from '#loop/words.ts'
import { isId } from '#http/query.ts'

/** Which act takes a proposal, and into which field. */
const takes: Readonly<Record<string, string>> = { handOver: 'organ', handOverAgain: 'organ', passOn: 'organ', handToOffice: 'proposed' }

export async function proposalsFor(c: C, who: Who, view: MatterView): Promise<Pick<MatterPage, 'proposals' | 'taken'>> {
  const acts = view.line.procedure === 'suggestion' ? view.choices.filter(x => !x.refusal && takes[x.act]).map(x => ({ act: x.act, field: takes[x.act]! })) : []
  if (!acts.length) return {}
  const [found] = await c.get('shop').service.proposals.of(who, [view.line.id])
  if (!found) return {}
  const field = takes[c.req.query('do') ?? ''], organ = field && c.req.query(field)
  return { proposals: { ...found, acts, measure: await measured(c, who) }, ...(field && isId(organ ?? '') ? { taken: { [field]: organ! } } : {}) }
}

/** Beside every row of the hand-over table, with how often such a proposal was right. */
export async function tableProposals(c: C, who: Who, suggestions: readonly Id[]): Promise<TableProposals> {
  const found = await c.get('shop').service.proposals.of(who, suggestions)
  return { of: new Map(found.map(p => [p.matter, p.proposals])), ...(found.some(p => p.proposals.length) ? { measure: await measured(c, who) } : {}) }
}

const measured = (c: C, who: Who) => { const { proposals, now } = c.get('shop').service; return proposals.measure(who.congress, Number(dayOf(now(who.congress)).slice(0, 4))) }
