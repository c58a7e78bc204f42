/** What the desk's pages of suggestions are given: hand-over table, board, key supervision, and what an organ owes. */
import type { Choice } from '#loop/available.ts'
import type { Day, Id, Instant, Label } from '#loop/words.ts'
import type { Texts } from '#service/desk-views.ts'
import type { DutyView, LetterLine, MatterLine } from '#service/views.ts'

export type Option = { readonly id: string; readonly label: Label }
/** A suggestion as people speak of it. */
export type SuggestionLine = { readonly id: Id; readonly number: Label; readonly title: string; readonly proposer: Label }

export type HandoverRow = SuggestionLine & {
  /** Names its cells in the form: short, so that a draft of four hundred rows stays small. */
  readonly key: string
  readonly session: Label | null
  readonly due: DutyView | null
  /** What organs that were asked beforehand answered. */
  readonly consulted: readonly Label[]
}
export type HandoverTable = {
  readonly rows: readonly HandoverRow[]
  /** More wait than one table holds. */
  readonly more: boolean
  readonly organs: readonly Option[]
  readonly recent: readonly { readonly id: Id; readonly title: string; readonly day: Day; readonly undone: boolean }[]
}
export type Cell = { readonly organ: string; readonly separate: string; readonly co: string; readonly complex: boolean }
export type HandoverFault = { readonly key: string | null; readonly field: keyof Cell | 'paste'; readonly says: Label }
export type OrderRow = { readonly suggestion: Id; readonly organ: Id; readonly separate?: readonly Id[]; readonly co?: readonly Id[]; readonly complex?: true }
export type PlanItem = { readonly row: HandoverRow; readonly role: 'lead' | 'separate' | 'co'; readonly complex: boolean }
export type HandoverLook = {
  readonly table: HandoverTable
  readonly cells: Readonly<Record<string, Cell>>
  /** Lines that fit no suggestion: they stay where they were pasted. */
  readonly paste: string
  readonly faults: readonly HandoverFault[]
  readonly rows: readonly OrderRow[]
  readonly organs: readonly { readonly id: Id; readonly name: Label; readonly items: readonly PlanItem[] }[]
}
export type HandoverDone = {
  readonly id: Id
  readonly title: string
  readonly day: Day
  readonly meeting: string | null
  readonly undone: boolean
  readonly seq: number
  readonly organs: readonly { readonly id: Id; readonly name: Label; readonly letterNo: string | null; readonly items: readonly (SuggestionLine & { readonly role: Label; readonly complex: boolean; readonly stage: Label; readonly signedAt: Instant | null; readonly signed: boolean; readonly due: Day | null })[] }[]
  readonly signed: number
  readonly all: number
  readonly letters: readonly LetterLine[]
  readonly undo: Choice | undefined
}

export type BoardShow = 'later' | 'near' | 'overdue' | 'returned' | 'extended' | 'replied' | 'total'
export type BoardRole = 'main' | 'lead' | 'separate' | 'co'
export type BoardAsk = { readonly session?: string | undefined; readonly role?: string | undefined }
export type BoardNumbers = Readonly<Record<BoardShow, number>>
export type Board = {
  /** `all` for every session. */
  readonly session: string
  readonly sessions: readonly Option[]
  readonly role: BoardRole
  readonly rows: readonly { readonly organ: Id; readonly name: Label; readonly numbers: BoardNumbers }[]
  readonly total: BoardNumbers
  readonly today: Day
}
export type BoardItem = SuggestionLine & {
  readonly share: Id
  readonly role: Label
  readonly stage: Label
  readonly duty: DutyView | null
  readonly extended: boolean
  readonly key: boolean
  /** What was last written about how it goes. */
  readonly said: { readonly day: Day; readonly what: Label; readonly text: string } | null
  /** The day the organ was last heard on it. */
  readonly heard: Day | null
  /** It may be heard on it now. */
  readonly open: boolean
}
export type BoardOrgan = {
  readonly organ: Id
  readonly name: Label
  readonly session: string
  readonly sessions: readonly Option[]
  readonly role: BoardRole
  readonly show: BoardShow
  readonly numbers: BoardNumbers
  readonly items: readonly BoardItem[]
  readonly page: number
  readonly more: boolean
  /** The act that records a hearing, for whoever may do it. */
  readonly hold: Choice | undefined
}

export type KeyItem = SuggestionLine & {
  readonly topic: string
  readonly leader: Label | null
  readonly handlers: readonly Label[]
  readonly stage: Label
  readonly duty: DutyView | null
  readonly visits: readonly { readonly day: Day; readonly who: readonly Label[]; readonly text: string }[]
  readonly result: string | null
  readonly visit: Choice | undefined
  readonly seq: number
}
export type KeyList = { readonly session: string; readonly sessions: readonly Option[]; readonly items: readonly KeyItem[] }

export type OwedItem = { readonly line: MatterLine; readonly number: Label | null; readonly channel: string; readonly channelLabel: Label; /** When the answer itself is due, where that is another day than that of the next step. */ readonly answer: DutyView | null }
export type OwedChannel = Option & { readonly n: number; readonly overdue: number; readonly near: number }
/** 交办函 of a table of which this organ still owes something. */
export type OwedLetter = { readonly line: LetterLine; readonly number: string | null; readonly day: Day; /** How many it hands over, and how many of them are still owed. */ readonly of: number; readonly open: number }
export type OwedView = { readonly letters: readonly OwedLetter[]; readonly items: readonly OwedItem[]; readonly channels: readonly OwedChannel[]; readonly channel: string | null; readonly organ: Label; /** There are more than are shown. */ readonly atLeast: boolean }
export type { Texts }
