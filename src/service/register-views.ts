/** What the pages of the register are given. */
import type { Popolo } from '#service/popolo.ts'
import type { RegisterTable, RegisterTableName } from '#service/register-tables.ts'
import type { Choice } from '#loop/available.ts'
import type { Day, Id, Label } from '#loop/words.ts'
import type { TimelineEntry, Who } from '#service/views.ts'

export type RegisterTab = 'person' | 'deputy' | 'organ' | 'place' | 'term'
export type RegisterAsk = { readonly tab: RegisterTab; readonly day?: Day; readonly q?: string; readonly kind?: string; readonly organ?: Id; readonly level?: string; readonly place?: Id; readonly by?: 'delegation' | 'level'; readonly from?: number; /** Also those who have left. */ readonly ended?: boolean }
export type RegisterOption = { readonly id: string; readonly label: Label }
/** `depth` draws the tree of organs, `group` is the heading it stands under. */
export type RegisterRow = { readonly id: Id; readonly name: Label; readonly cells: readonly Label[]; readonly depth: number; readonly group?: Label; readonly tags: readonly Label[] }
export type RegisterList = {
  readonly ask: RegisterAsk & { readonly day: Day }; readonly heads: readonly Label[]; readonly rows: readonly RegisterRow[]; readonly total: number; readonly next: number | null
  readonly options: Readonly<Partial<Record<'kind' | 'organ' | 'level' | 'place', readonly RegisterOption[]>>>
  /** Whether this viewer may enter and change. */
  readonly keeps: boolean
}
export type PostLine = { readonly id: Id; readonly label: Label; readonly organ: { readonly id: Id; readonly name: Label }; readonly person: { readonly id: Id; readonly name: Label }; readonly seat: Label | null; readonly from: Day; readonly to: Day | null; readonly why: Label | null; readonly suspensions: readonly { readonly from: Day; readonly to: Day | null; readonly ground: Label | null }[]; readonly state: 'now' | 'suspended' | 'past' | 'ahead' }
export type RegisterEntry = {
  readonly id: Id; readonly table: 'place' | 'organ' | 'person' | 'term'; readonly name: Label; readonly kind: Label; readonly day: Day
  readonly state: 'entered' | 'ended' | 'void'
  readonly facts: readonly { readonly label: Label; readonly value: Label; readonly id?: Id }[]
  /** Former names, the oldest first, and the present one last. */
  readonly names: readonly { readonly name: Label; readonly from: Day; readonly to: Day | null }[]
  readonly posts: readonly PostLine[]
  readonly below: readonly { readonly id: Id; readonly name: Label; readonly kind: Label }[]
  /** What the log says of a deputy this year: their own facts, counted and never compared. */
  readonly did: readonly { readonly label: Label; readonly n: number }[]
  /** For those who keep the register. */
  readonly kept: { readonly timeline: readonly TimelineEntry[]; readonly choices: readonly Choice[]; readonly seq: number } | null
}
/** Basic information of a deputy, as it must be made public (代表法 58); a deputy of two levels has two seats. */
export type PublicDeputy = { readonly id: Id; readonly name: Label; readonly seats: readonly { readonly level: Label; readonly seat: Label | null }[]; readonly delegation: Label | null; readonly station: Label | null }
export type PublicDeputies = { readonly list: readonly PublicDeputy[]; readonly places: readonly RegisterOption[]; readonly place: Id | undefined; readonly level: string | undefined; readonly levels: readonly RegisterOption[] }

export type { Popolo, RegisterTable, RegisterTableName }
export type RegisterService = {
  /** A whole list as a table, on a day. */
  table(who: Who, which: RegisterTableName, day?: Day): Promise<RegisterTable>
  /** Everything in the Popolo form, for those who keep the register; undefined for anybody else. */
  popolo(who: Who): Promise<Popolo | undefined>
  publicPopolo(congress: number): Promise<Popolo>
  list(who: Who, ask: RegisterAsk): Promise<RegisterList>
  /** undefined when there is no such entry. */
  entry(who: Who, id: Id, day?: Day): Promise<RegisterEntry | undefined>
  /** The opening act with the fields of this table; undefined for whoever may not. */
  opening(who: Who, table: string): Promise<Choice | undefined>
  deputies(congress: number, filter: { readonly place?: Id; readonly level?: string }): Promise<PublicDeputies>
}
