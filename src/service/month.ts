/** 本月小结: the station chapter's figures over one month and one street, or over every street for the district. */
import { shift } from '#law/time.ts'
import type { Day, Id, Label } from '#loop/words.ts'
import type { House } from '#service/house.ts'
import { figures } from '#service/measure.ts'
import { breakdown } from '#service/split.ts'
import { placesOf } from '#service/places.ts'
import { ServiceError } from '#service/errors.ts'
import type { FigureView, Who } from '#service/views.ts'

export type MonthView = {
  readonly month: string
  readonly from: Day
  readonly to: Day
  /** The street or town it is of; null: the whole district. */
  readonly place: { readonly id: Id; readonly label: Label } | null
  /** The places this person may ask for. */
  readonly places: readonly { readonly id: Id; readonly label: Label }[]
  readonly figures: readonly FigureView[]
  /** One row a place, in the register's order; a column for each figure. Only for the whole district. */
  readonly rows: readonly { readonly place: Label; readonly id: Id | null; readonly values: readonly number[] }[]
  readonly columns: readonly { readonly id: string; readonly label: Label }[]
}

const columns = ['S23', 'S24', 'S25', 'S26', 'S27', 'S28']
const lastDay = (month: string): Day => shift(`${month === `${month.slice(0, 5)}12` ? `${Number(month.slice(0, 4)) + 1}-01` : `${month.slice(0, 5)}${String(Number(month.slice(5)) + 1).padStart(2, '0')}`}-01`, -1)

/** The month as it may be asked for; undefined for somebody who has no station to ask about. */
export async function monthView(house: House, who: Who, month: string, place?: Id): Promise<MonthView | undefined> {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) throw new ServiceError('badRequest', ['月份应写成 2025-06 这样', 'The month must be like 2025-06'], 'month')
  const { everywhere, places } = await placesOf(house, who)
  if (!places.length) return undefined
  const chosen = places.find(p => p.id === place) ?? (everywhere ? null : places[0]!)
  if (place && chosen?.id !== place) return undefined
  const from = `${month}-01`, to = lastDay(month), year = Number(month.slice(0, 4)), narrow = { from, to, ...(chosen ? { place: chosen.id } : {}) }
  const list = await figures(house, who.congress, { year, narrow }, columns)
  const splits = chosen ? [] : await Promise.all(columns.map(id => breakdown(house, who.congress, id, { year, narrow }, 'place')))
  const rows = chosen ? [] : places.map(p => ({ place: p.label, id: p.id, values: splits.map(s => s.find(x => x.id === p.id)?.value ?? 0) }))
  return { month, from, to, place: chosen, places, figures: list, rows, columns: list.map(f => ({ id: f.id, label: f.label })) }
}
