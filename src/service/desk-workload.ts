/** What each handling organ has in hand. A number is the length of a list: both come from one filter, so they cannot differ. */
import { dayOf } from '#law/time.ts'
import type { Day, Id, Label } from '#loop/words.ts'
import { countByHandler } from '#store/matters.ts'
import type { WorkColumn, WorkloadView } from '#service/desk-views.ts'
import type { House } from '#service/house.ts'
import { nameOf } from '#service/lines.ts'
import { filterOf, handlersInOrder, seenProcedures } from '#service/read.ts'
import { hiddenFrom, sightOf } from '#service/may.ts'
import type { ListFilters, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

type Column = WorkColumn & { readonly filters: ListFilters }
/** In hand now, then how things ended in the period: one column for each way this procedure ends. */
function columnsOf(held: Held, procedure: string, from: Day, to: Day): Column[] {
  const now = (id: string, label: Label, f: ListFilters): Column => ({ id, label, inPeriod: false, filters: { procedure, ended: false, ...f } })
  const ends = Object.entries(held.world.procedures.get(procedure).stages).filter(([, s]) => s.ends)
  return [
    now('open', ['在办', 'In hand'], {}), now('near', ['三天内到期', 'Due in three days'], { light: 'near' }), now('overdue', ['超期', 'Overdue'], { light: 'overdue' }), now('extended', ['其中曾延期', 'Of these extended'], { mark: 'extended' }),
    ...ends.map(([stage, s]): Column => ({ id: stage, label: s.label, inPeriod: true, filters: { procedure, stage, movedFrom: from, movedTo: to } })),
  ]
}

/** By handling organ, in the order of the register, for whoever sees handlings through a post. */
export async function workload(house: House, who: Who, period: { from?: Day; to?: Day }): Promise<WorkloadView> {
  const held = await house.worlds.get(who.congress)
  const now = house.worlds.now(who.congress), today = dayOf(now)
  const to = period.to ?? today, from = period.from ?? `${to.slice(0, 4)}-01-01`
  const procedure = seenProcedures(held, who, now).find(id => held.world.procedures.get(id).handlers?.length && held.world.procedures.get(id).parties.handler && sightOf(held, who, id, now).byPost)
  if (!procedure) return { from, to, columns: [], rows: [], total: [] }
  const all = columnsOf(held, procedure, from, to)
  const counts = new Map<Id, number[]>()
  const hidden = await house.store.tx(who.congress, tx => hiddenFrom(tx, held, who, now))
  // A short transaction for each column: nobody waits for the whole table.
  for (const [i, c] of all.entries()) {
    for (const { handler, n } of await house.store.tx(who.congress, tx => countByHandler(tx, filterOf(held, who, c.filters, procedure, now, hidden)))) {
      const row = counts.get(handler) ?? all.map(() => 0)
      row[i] = n
      counts.set(handler, row)
    }
  }
  const order = handlersInOrder(held, today).map(o => o.id)
  const place = (id: Id): number => { const at = order.indexOf(id); return at < 0 ? order.length : at }
  // A way of ending that nothing took in the period has no column; the first always stands.
  const shown = all.map((c, i) => i).filter(i => !all[i]!.inPeriod || !all[i - 1]!.inPeriod || [...counts.values()].some(row => row[i]! > 0))
  const columns = shown.map(i => all[i]!)
  const rows = [...counts].sort(([a], [b]) => place(a) - place(b)).map(([organ, row]) => ({ organ, name: nameOf(held, organ), numbers: shown.map(i => ({ n: row[i]!, filters: { ...all[i]!.filters, handler: organ } })) }))
  return { from, to, columns: columns.map(({ id, label, inPeriod }) => ({ id, label, inPeriod })), rows, total: columns.map((c, i) => ({ n: rows.reduce((sum, r) => sum + r.numbers[i]!.n, 0), filters: c.filters })) }
}
