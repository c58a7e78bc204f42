/** Filters a person keeps under a name. */
import type { Id } from '#loop/words.ts'
import { addFilter, dropRemovedFilters, filtersOf, markFilter, removedFilter } from '#store/desk.ts'
import type { SavedFilter } from '#service/desk-views.ts'
import type { House } from '#service/house.ts'
import type { Who } from '#service/views.ts'
import { ServiceError } from '#service/errors.ts'

const most = 20, longestName = 20, longestQuery = 600
const undoMs = 86_400_000
const view = (f: { id: Id; name: string; query: string }): SavedFilter => ({ id: f.id, name: f.name, query: f.query })
const now = (house: House): string => new Date(house.realNow()).toISOString()

export const savedFilters = async (house: House, who: Who): Promise<SavedFilter[]> => (await house.store.tx(who.congress, tx => filtersOf(tx, who.person))).map(view)

export async function saveFilter(house: House, who: Who, name: string, query: string, key: string): Promise<void> {
  const said = name.trim().replace(/\s+/g, ' ')
  if (!said || [...said].length > longestName) throw new ServiceError('badRequest', [`请给筛选起个名字，${longestName}个字以内`, `Give the filter a name of at most ${longestName} characters`], 'name')
  if (!query || query.length > longestQuery) throw new ServiceError('badRequest', ['先选好筛选条件再保存', 'Choose what to filter by first'], 'query')
  await house.store.tx(who.congress, async tx => {
    await dropRemovedFilters(tx, new Date(house.realNow() - undoMs).toISOString())
    if ((await filtersOf(tx, who.person)).length >= most) throw new ServiceError('badRequest', [`最多保存${most}个筛选，请先删掉不用的`, `At most ${most} filters; delete one first`], 'name')
    await addFilter(tx, who.person, { id: house.keys.ids(who.congress, `filter|${who.person}|${key}`)(), name: said, query, created: now(house) })
  })
}

export const removeFilter = async (house: House, who: Who, id: Id): Promise<boolean> => (await house.store.tx(who.congress, tx => markFilter(tx, who.person, id, now(house)))) !== undefined
export const restoreFilter = async (house: House, who: Who, id: Id): Promise<boolean> => (await house.store.tx(who.congress, tx => markFilter(tx, who.person, id, null))) !== undefined
export const removedOne = async (house: House, who: Who, id: Id): Promise<SavedFilter | undefined> => { const f = await house.store.tx(who.congress, tx => removedFilter(tx, who.person, id)); return f && view(f) }
