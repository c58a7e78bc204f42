/** What the desk's own pages are given: bulk acts, calendar, workload, exports, filters and drafts. */
import type { Choice, ChoiceField } from '#loop/available.ts'
import type { Day, Id, Instant, Label, Refusal } from '#loop/words.ts'
import type { ListFilters, MatterLine } from '#service/views.ts'

export type Texts = Readonly<Record<string, readonly string[]>>
/** A form as it was left. */
export type DraftView = { readonly form: string; readonly kept: Texts; readonly at: Instant }
export type SavedFilter = { readonly id: Id; readonly name: string; readonly query: string }

/** An act that can be done to some of the ticked matters at once, with the one form it needs. */
export type BulkAct = { readonly act: string; readonly label: Label; readonly help?: Label; readonly fields: readonly ChoiceField[]; readonly may: number; readonly not: number }
export type BulkOffer = { readonly lines: readonly MatterLine[]; readonly acts: readonly BulkAct[] }
export type BulkLine = { readonly line: MatterLine; readonly refusal: Label | null }
export type BulkPlan = { readonly act: BulkAct; readonly lines: readonly BulkLine[] }
export type BulkView = {
  readonly id: Id; readonly act: string; readonly label: Label; readonly state: 'waiting' | 'doing' | 'done' | 'undone' | 'refused'; readonly due: Instant
  /** Whole seconds until it is carried out; 0 once its moment has come. */
  readonly secondsLeft: number
  readonly lines: readonly BulkLine[]
}
export type BulkRequest = { readonly matters: readonly Id[]; readonly act: string; readonly input: Readonly<Record<string, unknown>>; /** The form's key: sent twice it is one request. */ readonly key: string }
export type BulkAnswer = { readonly ok: true; readonly id: Id } | { readonly ok: false; readonly refusal: Refusal }

export type CalendarEntry = { readonly matter: Id; readonly title: Label; readonly what: Label; readonly kind: 'event' | 'duty'; readonly time: string | null; readonly light: MatterLine['duty'] extends infer D ? (D extends { light: infer L } ? L | null : never) : never }
export type CalendarCell = { readonly day: Day; readonly inMonth: boolean; readonly working: boolean; /** 国庆节、中秋节 · 调休上班 */ readonly name: Label | null; readonly entries: readonly CalendarEntry[] }
export type CalendarView = { readonly month: string; readonly before: string; readonly after: string; readonly today: Day; readonly weeks: readonly (readonly CalendarCell[])[]; readonly coveredUntil: Day }

/** One number of the workload table with the filter whose list it counts. */
export type WorkNumber = { readonly n: number; readonly filters: ListFilters }
export type WorkColumn = { readonly id: string; readonly label: Label; readonly inPeriod: boolean }
export type WorkloadView = { readonly from: Day; readonly to: Day; readonly columns: readonly WorkColumn[]; readonly rows: readonly { readonly organ: Id; readonly name: Label; readonly numbers: readonly WorkNumber[] }[]; readonly total: readonly WorkNumber[] }

export type ExportNote = { readonly what: string; readonly query: string; readonly format: 'xlsx' | 'csv' | 'json' | 'pdf' | 'docx' | 'zip' | 'print'; readonly rows: number }
export type ExportEntry = ExportNote & { /** What it was narrowed to, in words. */ readonly said: readonly Label[]; /** The one matter it is of, where it is. */ readonly matter: Id | null; readonly at: Instant; readonly person: Label; readonly organ: Label }

/** One thing that waits for a deputy, with what may be answered. */
export type DeputyItem = { readonly line: MatterLine; readonly seq: number; readonly choices: readonly Choice[] }
export type DeputyView = { readonly waiting: readonly DeputyItem[]; readonly more: number; readonly claimable: readonly DeputyItem[]; readonly following: readonly MatterLine[]; readonly followed: readonly MatterLine[]; /** Suggestions under way, where there are any. */ readonly suggestions: { readonly lead: number; readonly signed: number } | null }
