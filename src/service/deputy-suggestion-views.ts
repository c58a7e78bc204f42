/** What the deputies' pages of suggestions are given. */
import type { Day, Id, Label } from '#loop/words.ts'
import type { DraftView } from '#service/desk-views.ts'
import type { DutyView, MatterLine, MatterView, Who } from '#service/views.ts'

export type SuggestionLine = MatterLine & {
  readonly number: Label | null
  readonly session: Label | null
  /** What this deputy owes on it, if anything. */
  readonly mine: DutyView | null
}
export type SuggestionLists = {
  /** Asked to sign and not answered; proposed by this deputy; signed by this deputy. Newest first, at most a page of each. */
  readonly asked: readonly SuggestionLine[]; readonly lead: readonly SuggestionLine[]; readonly signed: readonly SuggestionLine[]
  readonly drafts: readonly DraftView[]
  /** Proposed by this deputy and being checked: which, and by whom; not to be opened. */
  readonly checked: readonly { readonly number: Label | null; readonly session: Label | null; readonly openedDay: Day; readonly by: readonly Label[] }[]
}

/** What an organ says of being in touch, and what the deputy said to that. */
export type ContactTold = { readonly organ: Id; readonly name: Label; readonly how: Label; readonly day: Day; readonly note: string; readonly failed: boolean; readonly answer: 'yes' | 'no' | 'none' | 'made' | null; readonly mayAnswer: boolean }
export type ReplyTold = { readonly handling: Id; readonly organ: Label; readonly class: Label | null; readonly text: string; readonly promisedBy: Day | null; readonly day: Day }
export type SuggestionView = {
  readonly matter: MatterView
  /** How often the text was changed: whoever signs says which wording they read. */
  readonly wording: number
  readonly number: Label | null
  readonly session: Label | null
  /** The whole text as it stands. */
  readonly text: string
  readonly theme: Label | null
  readonly part: 'lead' | 'signed' | 'asked' | 'other'
  readonly lead: Label | null
  readonly signers: readonly Label[]
  /** Asked to sign and silent, or not willing: the two look alike. */
  readonly waitedFor: readonly Label[]
  /** Has said no, may still confirm, and is not asked any more. Told to nobody else. */
  readonly declined: boolean
  readonly contacts: readonly ContactTold[]
  readonly replies: readonly ReplyTold[]
  readonly mine: readonly DutyView[]
  readonly course: readonly { readonly day: Day; readonly sentence: Label }[]
  /** The request it grew from, where this deputy may see it. */
  readonly grewFrom: readonly MatterLine[]
}

/** An earlier suggestion as every deputy may know of it: never its words, its proposers or its course. */
export type AlikeLine = { readonly id: Id; readonly title: string; readonly number: Label | null; readonly session: Label | null; readonly year: string; readonly handlers: readonly Label[]; readonly class: Label | null; readonly stage: string; readonly stageLabel: Label; readonly outcome: Label | null; /** May be opened by whoever asks. */ readonly mine: boolean }
/** Somebody who may be asked to sign. */
export type NamedDeputy = { readonly id: Id; readonly name: Label; readonly place: Label | null }
export type Named = { readonly chosen: readonly NamedDeputy[]; readonly found: readonly { readonly typed: string; readonly people: readonly NamedDeputy[] }[] }

export type SuggestionService = {
  lists(who: Who): Promise<SuggestionLists>
  look(who: Who, id: Id): Promise<SuggestionView | undefined>
  /** Earlier suggestions of all years whose titles are like these words; nothing for whoever is no deputy and no officer. */
  alike(who: Who, words: string): Promise<readonly AlikeLine[]>
  /** The deputies with these ids, and those whose names hold what was typed. */
  named(who: Who, ids: readonly Id[], typed: readonly string[]): Promise<Named>
  /** The request a suggestion may be written from: one this deputy follows or followed, and may see. */
  origin(who: Who, request: Id): Promise<MatterLine | undefined>
}
