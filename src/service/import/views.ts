/** What the pages of an import are given. */
import type { Id, Instant, Label } from '#loop/words.ts'
import type { ImportState } from '#service/import/imports.ts'
import type { Who } from '#service/views.ts'

export type ImportColumn = { readonly id: string; readonly label: Label; readonly required: boolean; readonly explain: Label; readonly words: readonly string[]; readonly example: string; /** The column of the file it is read from, from 0. */ readonly from: number | null }
export type ImportKindView = { readonly id: string; readonly label: Label; readonly help: Label; readonly columns: readonly ImportColumn[] }
export type ImportFault = { readonly row: number; readonly address: string; readonly heading: string; readonly found: string; readonly says: Label; readonly todo: Label }
export type ImportQuestion = { readonly row: number; readonly name: string; readonly twins: readonly { readonly ref: string; readonly says: Label }[]; readonly answer: string | null }
export type ImportLine = { readonly id: Id; readonly kind: Label; readonly name: string; readonly by: Label; readonly created: Instant; readonly state: ImportState; readonly rows: number; readonly ended: Instant | null; readonly kept: number }
export type ImportView = {
  readonly line: ImportLine
  /** While it is open: the sheets, the columns, and what the dry run found. */
  readonly open: {
    readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly rows: number }[]; readonly sheet: number; readonly head: number
    readonly headings: readonly string[]; readonly columns: readonly ImportColumn[]; readonly unread: readonly string[]
    readonly rows: number; readonly faults: readonly ImportFault[]; readonly faultCount: number; readonly questions: readonly ImportQuestion[]; readonly questionCount: number; readonly unanswered: number
    readonly enters: number; readonly adds: number; readonly known: number; readonly namesakes: number; readonly sample: readonly (readonly string[])[]; readonly all: 'new' | 'same' | null
    readonly coding: string | null
  } | null
  readonly percent: number
  readonly why: Label | null
  readonly kept: readonly { readonly name: string; readonly says: Label }[]
  readonly enters: number; readonly adds: number
  /** Of a ledger: the procedure its rows are matters of. */
  readonly matters: string | null
}
/** A sheet to be packed: cells that are marked are drawn so. */
export type OutSheet = { readonly name: string; readonly widths: readonly number[]; readonly sticky: number; readonly rows: readonly (readonly OutCell[])[] }
export type OutCell = string | number | null | { readonly text: string; readonly look: 'head' | 'fault' | 'must' }

export type ImportSetup = { readonly sheet: number; readonly head: number; readonly mapping: Readonly<Record<string, number>> }
export type ImportService = {
  kinds(who: Who): readonly ImportKindView[]
  /** The sheets of an empty table to fill in; undefined when there is no such kind. */
  template(who: Who, kind: string): readonly OutSheet[] | undefined
  /** Takes a file in. The same content again is answered by the import it came with. */
  take(who: Who, kind: string, bytes: Uint8Array, name: string, again: boolean): Promise<{ readonly ok: true; readonly id: Id } | { readonly ok: false; readonly says: Label; readonly before?: Id }>
  list(who: Who): Promise<readonly ImportLine[] | undefined>
  view(who: Who, id: Id): Promise<ImportView | undefined>
  arrange(who: Who, id: Id, setup: ImportSetup): Promise<boolean>
  answer(who: Who, id: Id, rows: Readonly<Record<string, string>>, all?: 'new' | 'same' | null): Promise<boolean>
  /** The file once more with the faulty cells marked. */
  marked(who: Who, id: Id): Promise<readonly OutSheet[] | undefined>
  /** Begins to carry it out; the reason when it cannot be. */
  commit(who: Who, id: Id): Promise<Label | undefined>
  undo(who: Who, id: Id): Promise<boolean>
  drop(who: Who, id: Id): Promise<boolean>
  /** Takes up what a process that ended had begun. */
  carryOn(congress: number): Promise<number>
  idle(): Promise<void>
}
