/** The desk's own use cases, beside those every face has. */
import type { Day, Id } from '#loop/words.ts'
import { bulkAsk, bulkNow, bulkOffer, bulkPlan, bulksUntold, bulkUndo, bulkView, carryOut, graceMs, type Together } from '#service/desk-bulk.ts'
import { calendar } from '#service/desk-calendar.ts'
import { deputyBox } from '#service/desk-deputy.ts'
import { dropDraft, dropForgotten, findDraft, keepDraft, latestDraft } from '#service/desk-drafts.ts'
import { exports, inboxAll, listAll, noteExport } from '#service/desk-export.ts'
import { removedOne, removeFilter, restoreFilter, savedFilters, saveFilter } from '#service/desk-filters.ts'
import type { BulkAnswer, BulkOffer, BulkPlan, BulkRequest, BulkView, CalendarView, DeputyView, DraftView, ExportEntry, ExportNote, SavedFilter, Texts, WorkloadView } from '#service/desk-views.ts'
import { workload } from '#service/desk-workload.ts'
import type { House } from '#service/house.ts'
import type { ListFilters, MatterLine, Who } from '#service/views.ts'

export type DeskService = {
  /** Keeps what was typed into a form, named by the path it is sent to; an empty one is dropped. */
  keepDraft(who: Who, form: string, kept: Texts): Promise<void>
  findDraft(who: Who, form: string): Promise<DraftView | undefined>
  dropDraft(who: Who, form: string): Promise<void>
  /** The form last being filled in on a page: of those sent to below one of these paths. */
  latestDraft(who: Who, under: readonly string[]): Promise<DraftView | undefined>

  savedFilters(who: Who): Promise<readonly SavedFilter[]>
  saveFilter(who: Who, name: string, query: string, key: string): Promise<void>
  removeFilter(who: Who, id: Id): Promise<boolean>
  restoreFilter(who: Who, id: Id): Promise<boolean>
  removedFilter(who: Who, id: Id): Promise<SavedFilter | undefined>

  bulkOffer(who: Who, matters: readonly Id[]): Promise<BulkOffer>
  bulkPlan(who: Who, matters: readonly Id[], act: string): Promise<BulkPlan | undefined>
  /** Promises the act: it is carried out when its moment has come, all or none, unless it is taken back before. */
  bulkAsk(who: Who, request: BulkRequest): Promise<BulkAnswer>
  bulk(who: Who, id: Id): Promise<BulkView | undefined>
  /** False once it has begun to be carried out. */
  bulkUndo(who: Who, id: Id): Promise<boolean>
  bulkNow(who: Who, id: Id): Promise<void>
  /** Under way, or ended badly without its person having read so. */
  bulksUntold(who: Who): Promise<readonly BulkView[]>
  /** The desk's share of the clock's round: carries out what has come due, and forgets old drafts. */
  carryOut(congress: number): Promise<number>

  list(who: Who, filters: ListFilters): AsyncIterable<readonly MatterLine[]>
  inbox(who: Who): AsyncIterable<readonly MatterLine[]>
  noteExport(who: Who, note: ExportNote): Promise<void>
  exports(who: Who): Promise<readonly ExportEntry[]>

  calendar(who: Who, month?: string): Promise<CalendarView>
  workload(who: Who, period: { readonly from?: Day; readonly to?: Day }): Promise<WorkloadView>
  deputy(who: Who): Promise<DeputyView>
}

export const makeDesk = (house: House, together: Together): DeskService => ({
  keepDraft: (w, f, k) => keepDraft(house, w, f, k), findDraft: (w, f) => findDraft(house, w, f), dropDraft: (w, f) => dropDraft(house, w, f), latestDraft: (w, u) => latestDraft(house, w, u),
  savedFilters: w => savedFilters(house, w), saveFilter: (w, n, q, k) => saveFilter(house, w, n, q, k), removeFilter: (w, id) => removeFilter(house, w, id), restoreFilter: (w, id) => restoreFilter(house, w, id), removedFilter: (w, id) => removedOne(house, w, id),
  bulkOffer: (w, m) => bulkOffer(house, w, m), bulkPlan: (w, m, a) => bulkPlan(house, w, m, a), bulk: (w, id) => bulkView(house, together, w, id), bulkUndo: (w, id) => bulkUndo(house, w, id),
  async bulkAsk(w, r) {
    const asked = await bulkAsk(house, w, r)
    // The clock's round would do it too, a little later.
    if (asked.ok) setTimeout(() => void carryOut(house, together, w.congress).catch(() => undefined), graceMs + 200).unref()
    return asked
  },
  bulkNow: (w, id) => bulkNow(house, together, w, id), bulksUntold: w => bulksUntold(house, w), async carryOut(c) { await dropForgotten(house, c); return carryOut(house, together, c) },
  list: (w, f) => listAll(house, w, f), inbox: w => inboxAll(house, w), noteExport: (w, e) => noteExport(house, w, e), exports: w => exports(house, w),
  calendar: (w, m) => calendar(house, w, m), workload: (w, p) => workload(house, w, p), deputy: w => deputyBox(house, w),
})
