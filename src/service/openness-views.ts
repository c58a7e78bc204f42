/** Suggestions made public, and the desk's work on it: what pages are given. */
import type { Choice } from '#loop/available.ts'
import type { Find } from '#law/redact.ts'
import type { Piece } from '#law/likeness.ts'
import type { Day, Id, Instant, Label } from '#loop/words.ts'
import type { MatterLine, Who } from '#service/views.ts'

type Opt = readonly { readonly id: string; readonly label: Label }[]
export type PublicSuggestionLine = {
  /** 2026-017: its number among what was made public that year. It never changes and is its address. */
  readonly no: string
  readonly title: string
  readonly session: Label | null
  /** 第12号 of that session. */
  readonly number: Label | null
  readonly theme: Label
  readonly organs: readonly Label[]
  readonly outcome: Label | null
  /** null where the deputies asked for no names. */
  readonly deputies: readonly Label[] | null
  readonly publishedOn: Day
  /** When what is public last changed. */
  readonly at: Instant
}
export type PublicSuggestion = PublicSuggestionLine & {
  readonly how: Label | null
  readonly text: string
  readonly reply: string
  readonly follow: string | null
  /** The class as the county writes it. */
  readonly class: Label | null
  readonly promisedBy: Day | null
  readonly kept: boolean
  /** Only where the county's setting opens it. */
  readonly evaluation: { readonly process: Label; readonly result: Label } | 'none' | null
  readonly history: readonly { readonly day: Day; readonly sentence: Label }[]
}
export type PublicAsk = { readonly session?: string | undefined; readonly organ?: Id | undefined; readonly theme?: string | undefined; readonly outcome?: string | undefined; readonly q?: string | undefined; readonly page?: number | undefined }
export type PublicListView = {
  readonly items: readonly PublicSuggestionLine[]
  readonly total: number
  readonly page: number
  readonly pages: number
  /** `id` is the session's part of the address: 2-5, or `all`. */
  readonly session: { readonly id: string; readonly label: Label } | null
  readonly asked: PublicAsk
  readonly options: Readonly<Record<'session' | 'organ' | 'theme' | 'outcome', Opt>>
  readonly withheld: readonly { readonly reason: Label; readonly n: number }[]
}
export type PublicYear = { readonly session: { readonly id: string; readonly label: Label }; readonly items: readonly PublicSuggestionLine[]; readonly withheld: PublicListView['withheld'] }
export type FeedEntry = PublicSuggestionLine & { readonly id: string; readonly begins: string }

export type PublicField = 'title' | 'text' | 'reply' | 'follow'
export type SourceView = { readonly field: PublicField; readonly label: Label; readonly text: string; readonly finds: readonly Find[] }
export type MarkView = { readonly openness: Label | null; readonly why: string | null }
export type PublicationView = {
  readonly line: MatterLine
  readonly seq: number
  readonly number: Label | null
  /** Of the texts as they stand: choices made on others are not taken. */
  readonly stamp: string
  readonly sources: readonly SourceView[]
  readonly deputy: MarkView & { readonly names: readonly Label[]; readonly hideName: boolean }
  readonly organs: readonly (MarkView & { readonly organ: Label })[]
  readonly draft: { readonly no: number; readonly writer: Label; readonly fields: Readonly<Record<PublicField, string>>; readonly left: readonly string[]; readonly beside: readonly { readonly field: PublicField; readonly label: Label; readonly before: readonly Piece[]; readonly after: readonly Piece[] }[] } | null
  readonly published: { readonly no: string; readonly on: Day } | null
  readonly choices: readonly Choice[]
}

/** One reply that repeats another. `why`: a merged one answered with it, the same suggestion's other organ, the same organ's former letter, or simply another's. */
export type AlikeView = {
  readonly reply: Id
  readonly organ: Label
  readonly other: Id
  readonly matter: Id
  readonly name: Label
  readonly otherOrgan: Label
  readonly percent: number
  readonly why: 'other' | 'merged' | 'together' | 'again'
}
export type BesideView = { readonly alike: AlikeView; readonly line: MatterLine; readonly left: readonly Piece[]; readonly right: readonly Piece[] }

export type OpennessService = {
  list(congress: number, ask: PublicAsk): Promise<PublicListView>
  /** Is there anything to read at all? */
  any(congress: number): Promise<boolean>
  /** undefined for what there is not and what is not public: the two answer alike; `gone` for what was taken down. */
  one(congress: number, no: string): Promise<PublicSuggestion | 'gone' | undefined>
  year(congress: number, session: string): Promise<PublicYear | undefined>
  feed(congress: number): Promise<readonly FeedEntry[]>
  /** The publication of a suggestion, for whoever may work on it; undefined for anybody else. */
  publication(who: Who, matter: Id): Promise<PublicationView | undefined>
  /** Two replies side by side; undefined unless both may be seen. */
  beside(who: Who, reply: Id, other: Id): Promise<BesideView | undefined>
}
