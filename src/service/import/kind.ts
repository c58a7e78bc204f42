/** How a kind of import is declared: its columns, what they are also called, what a row must satisfy, and the act it becomes. */
import type { Directory } from '#loop/directory.ts'
import type { Day, Id, Input, Label, Level } from '#loop/words.ts'
import type { Value } from '#service/import/values.ts'

export type ColumnKind = 'name' | 'text' | 'day' | 'month' | 'phone' | 'word' | 'number' | 'organ' | 'organs' | 'place' | 'list' | 'deputy' | 'deputies' | 'session' | 'option'
export type Column = {
  readonly id: string
  readonly label: Label
  /** What tables in use call it as well. */
  readonly also: readonly string[]
  readonly kind: ColumnKind
  readonly required?: true
  readonly max?: number
  readonly min?: number
  /** Of a word column: what may be written → what it means. */
  readonly words?: Readonly<Record<string, string>>
  /** Of an organ or place column: the kinds it may name. */
  readonly of?: readonly string[]
  /** Of an option column: the setting that holds a county's own list. */
  readonly setting?: string
  /** May name another row of the same file. */
  readonly here?: true
  /** Never written into the log: it goes to the account's sealed particulars. */
  readonly sealed?: true
  readonly explain: Label
  readonly example: string
}

/** A row with its cells read and its names found: column id → value; an organ or a place by its id. */
export type Row = Readonly<Record<string, Value | undefined>>
export type Told = { readonly column: string; readonly says: Label; readonly todo: Label }

/** What a row is judged with. */
export type Look = {
  readonly today: Day
  readonly directory: Directory
  organKind(id: Id): string | undefined
  placeKind(id: Id): string | undefined
  parentOfPlace(id: Id): Id | undefined
  /** The congress a deputy of this level sits in; a town's is told by its place. */
  assembly(level: Level, place: Id | undefined): Id | undefined
  /** The first day of a term of an assembly. */
  termStart(assembly: Id, number: number): Day | undefined
}
/** A matter as a row of a ledger is compared with it. */
export type Numbered = { readonly id: Id; readonly title: string; readonly stage: Label; readonly marks: Readonly<Record<string, string>>; readonly parties: Readonly<Record<string, readonly Id[]>> }
export type LedgerKey = {
  /** The column of the number, and the mark a matter keeps it in. */
  readonly column: string; readonly mark: string
  /** A number is given once, and no person's word makes it two. */
  readonly once?: true
  of(row: Row): string | undefined
  ofMatter(m: Numbered): string
  /** The official series the number belongs to, which goes on after the highest. */
  series?(row: Input): { readonly series: string; readonly n: number } | undefined
}
export type Judged = { readonly input: Input; readonly faults: readonly Told[] }

export type ImportKind = {
  readonly id: string
  readonly label: Label
  readonly help: Label
  readonly columns: readonly Column[]
  /** The procedure a row opens a matter of, and by which act. */
  readonly opens: { readonly procedure: string; readonly act: string }
  /** The table of the register a row is looked for in before it is entered; what else tells two of the same name apart. A row of a ledger is looked for among matters. */
  readonly twins: 'person' | 'organ' | 'place' | 'matter'
  /** Of a ledger: what numbers a row, and a matter that is there. */
  readonly key?: LedgerKey
  /** Rows of a sheet that shows how the table is filled in, by column. */
  readonly examples?: readonly Readonly<Record<string, string>>[]
  /** A row about somebody who is there already adds this. */
  readonly adds?: { readonly act: string; readonly fields: readonly string[] }
  judge(row: Row, look: Look): Judged
}

export const column = (id: string, label: Label, kind: ColumnKind, more: Partial<Omit<Column, 'id' | 'label' | 'kind'>> & Pick<Column, 'explain' | 'example'>): Column => ({ also: [], ...more, id, label, kind })
/** The values that are there, under the act's own field names. */
export const fieldsOf = (row: Row, names: Readonly<Record<string, string>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(names).flatMap(([field, id]) => (row[id] === undefined ? [] : [[field, row[id]]])))
