/** What deputies made of a request: as much of it as its requester may know, who is nobody here but the holder of a receipt. */
import type { Event, Id, Label } from '#loop/words.ts'
import { byIds } from '#store/matters.ts'
import type { MatterRow } from '#store/shapes.ts'
import type { House } from '#service/house.ts'
import { addressOf } from '#service/openness-public.ts'
import type { GrownView } from '#service/views.ts'

/** While signatures are still being gathered it is a deputy's draft; what was entered by mistake never was. */
const unsaid: readonly string[] = ['coSigning', 'lapsed', 'void'], notCarriedOn: readonly string[] = ['withdrawn', 'declined', 'converted']
/** Whoever wrote it does not want it public, or thinks it unfit: then nothing of it is told outside. */
const kept = (m: MatterRow): boolean => m.marks.openness === 'closed' || m.marks.withheldReason === 'deputy'

const written: Label = ['代表已把这件事写成建议', 'A deputy has written this up as a suggestion'], dropped: Label = ['代表曾把这件事写成建议，后来没有继续办', 'A deputy wrote this up as a suggestion; it was not carried on']

/** Titles and texts stay where they are; what was released for everybody is pointed at. */
export async function grownFrom(house: House, congress: number, events: readonly Event[]): Promise<GrownView | null> {
  const ids = [...new Set(events.filter(e => e.act === 'grew').map(e => e.input.suggestion).filter((v): v is Id => typeof v === 'string'))]
  if (!ids.length) return null
  const all = (await house.store.tx(congress, tx => byIds(tx, ids))).filter(m => !unsaid.includes(m.stage) && !m.marks.quarantined && !kept(m)), stands = all.filter(m => !notCarriedOn.includes(m.stage))
  if (!stands.length) return all.length ? { says: dropped, pages: [] } : null
  return { says: written, pages: stands.filter(m => m.published && m.marks.publicNo).map(m => `/suggestions/${addressOf(m.marks)}`) }
}
