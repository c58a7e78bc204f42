/**
 * The words of the loop: the shapes every room shares.
 * A change here changes the log's meaning; make it by a dated decision only.
 */
import type { Day, Instant, Line } from '#law/time.ts'

export type { Day, Instant, Line } from '#law/time.ts'

/** A uuid. Matters, persons, organs, posts and files have one each. */
export type Id = string
/** SHA-256 as lower-case hex. */
export type Hash = string
/** What people read, Chinese and English declared together. */
export type Label = readonly [zh: string, en: string]
/** Anything JSON can hold and RFC 8785 can canonicalise. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
/** What an act was told: field id → value; a personal field stands here as a commitment only. */
export type Input = Readonly<Record<string, Json>>
/** SHA-256(salt ‖ value) of a sealed value; the value itself lies in `particular`. */
export type Commitment = { readonly commitment: Hash }

/** The five levels of deputies, highest first. */
export type Level = 'national' | 'provincial' | 'city' | 'district' | 'town'

/** A post somebody holds in an organ on the day in question. */
export type Post = { readonly id: Id; readonly kind: string; readonly organ: Id; readonly level?: Level; readonly place?: Id }

/** Who acts. Posts are those held at the moment of the act. */
export type Actor =
  | { readonly kind: 'person'; readonly person: Id; readonly organ: Id; readonly posts: readonly Post[] }
  | { readonly kind: 'receipt'; readonly matter: Id }
  | { readonly kind: 'portal' }
  | { readonly kind: 'clock' }

/** The name of somebody's part in a matter: requester, station, follower, handler … */
export type Party = string
/** Who owes a duty, as stored: an organ, a person, or the requester behind the receipt. */
export type Owes = `organ:${Id}` | `person:${Id}` | 'requester'

/** The article of law or the local rule a date or a refusal rests on. */
export type Article = { readonly law: string; readonly article: string }
export type Basis = Article | 'local'

export type DutyNo = string
/** Who owes which act by when, and how the date was reckoned. */
export type Duty = {
  readonly no: DutyNo
  readonly owes: Owes
  readonly act: string
  readonly due: Instant
  readonly basis: Basis
  readonly why: readonly Line[]
  readonly setting?: { readonly name: string; readonly version: number }
  /** The calendar does not reach that far yet: the date may move when holidays are announced. */
  readonly provisional?: true
  /** An extension or a return closes one duty and opens another, so that the first due date stays visible. */
  readonly replaces?: DutyNo
}

export type FactName = string
/** What an event establishes about whom, when, how many. `n` numbers the facts of one event from 1. */
export type Fact = {
  readonly n: number
  readonly name: FactName
  readonly person?: Id
  readonly organ?: Id
  readonly place?: Id
  readonly level?: Level
  /** A word the figures split by (category, grade, channel …); a column, never json. */
  readonly kind?: string
  readonly quantity: number
  readonly at: Instant
}
export type Retraction = { readonly seq: number; readonly n: number }

/** A change of the register, recorded by the event that makes it and projected into its table. */
export type RegisterChange =
  | { readonly table: 'place'; readonly row: PlaceRow }
  | { readonly table: 'organ'; readonly row: OrganRow }
  | { readonly table: 'person'; readonly row: PersonRow }
  | { readonly table: 'post'; readonly row: PostRow }
  | { readonly table: 'naming'; readonly row: NamingRow }
  | { readonly table: 'term'; readonly row: TermRow }
/** A row whose last day lies before its first was entered by mistake and taken back: it holds on no day, and only its name is still said. */
export type PlaceRow = {
  id: Id; kind: string; name: string; nameEn: string; parent?: Id; validFrom: Day; validTo?: Day
  /** Of a constituency: its number, and how many deputies it elects. */
  number?: number; seats?: number
  /** What people also call it. */
  aliases?: readonly string[]
}
export type OrganRow = {
  id: Id; kind: string; name: string; nameEn: string; short: string; parent?: Id; place?: Id
  /** A unit outside the district or an enterprise has no account here: a clerk records what it says. */
  outside?: true
  phone?: string; validFrom: Day; validTo?: Day
  /** Who carries on its powers and its unfinished work after its last day (信访工作条例 24). */
  successor?: Id
  /** The organ this one was split off from. */
  follows?: Id
  order?: number
}
export type PersonRow = {
  id: Id; name: string; nameEn: string; sortKey: string; validFrom: Day; validTo?: Day
  gender?: 'male' | 'female'; nation?: string; born?: string; party?: string
  /** 工作单位及职务: employer and position, as a list of deputies prints it. */
  works?: string
  /** Stands before every order by name. */
  order?: number
}
export type PostRow = {
  id: Id; person: Id; organ: Id; kind: string; level?: Level; place?: Id; validFrom: Day; validTo?: Day
  /** A directly elected deputy's constituency; the unit that elected the others. */
  constituency?: Id; unit?: string
  /** Spans in which the mandate is not exercised (代表法 61). */
  suspensions?: readonly Suspension[]
  endedWhy?: string
}
export type Suspension = { readonly from: Day; readonly to?: Day; readonly ground: string }
/** A former name of an organ, place or person, and the days it stood. */
export type NamingRow = { of: Id; name: string; nameEn: string; short?: string; validFrom: Day; validTo: Day }
/** A term 届 of an assembly, or a session 次 of a term. */
export type TermRow = { id: Id; organ: Id; kind: 'term' | 'session'; number: number; parent?: Id; name: string; nameEn: string; validFrom: Day; validTo?: Day }

/** A tie between two families: joined, grew from, relapse of. It stands as an event on both. */
export type Link = { readonly from: Id; readonly kind: string; readonly to: Id }

/** The n-th number of a series: `suggestion.2.5` (a session's own), `letter.示人办函.2025` (an organ's code and a year). */
export type Numbered = { readonly series: string; readonly n: number }

/** The record of an act, before the service gives it its place, its time of record and its hash. */
export type Draft = {
  readonly matter: Id
  readonly parent?: Id
  readonly procedure: string
  readonly version: number
  readonly act: string
  readonly at: Instant
  readonly input: Input
  readonly to: string
  /** The matter has come to an end with this event (fold asks no declaration). */
  readonly ends?: true
  /** Parties that change with this event; a party left out stays as it was. */
  readonly parties?: Readonly<Record<Party, readonly Id[]>>
  /** Words the list and the page show without unsealing anything (gist, category, outcome …). */
  readonly marks?: Readonly<Record<string, string | null>>
  readonly opens: readonly Duty[]
  readonly closes: readonly DutyNo[]
  readonly establishes: readonly Fact[]
  readonly retracts: readonly Retraction[]
  readonly registers?: readonly RegisterChange[]
  readonly links?: readonly Link[]
  /** Sealed fields whose rows are deleted with this event. */
  readonly erases?: readonly string[]
  /** Official numbers this event issued: gap-free in their series, and never given again. */
  readonly numbers?: readonly Numbered[]
  /** Official numbers this event declared void: they stay issued, and nobody gets them again. */
  readonly voids?: readonly Numbered[]
}

/** The record of an act as the log keeps it. `v` is the schema of the body: golden histories fold for ever. */
export type Event = Draft & {
  readonly v: 1
  readonly congress: number
  readonly root: Id
  readonly seq: number
  readonly actor: Actor
  /** The clerk who wrote it down for somebody else. */
  readonly recordedBy?: Id
  readonly recordedAt: Instant
  readonly prev: Hash | null
  readonly hash: Hash
}

/** A value to be sealed in `particular`; the event keeps its commitment. */
export type Sealed = { readonly matter: Id; readonly field: string; readonly value: string }
/** Something to be told to somebody after the commit. */
export type Notice = { readonly to: Owes; readonly matter: Id; readonly what: string }
/** A further act this one brings with it on another family, decided and appended together with it: on a matter that is there, or opening one under this id. */
export type Echo = { readonly matter: Id; readonly procedure?: string; readonly act: string; readonly input: Input; /** Where in this act's input it came from: its refusals are named there. */ readonly field?: string }

export type Refusal = {
  readonly ok: false
  readonly rule: string
  readonly article?: Article
  readonly field?: string
  /** Labels of the roles that may. */
  readonly may: readonly Label[]
  readonly says: Label
}
export type Decided = {
  readonly ok: true
  readonly events: readonly Draft[]
  readonly particulars: readonly Sealed[]
  readonly tell: readonly Notice[]
  readonly echoes: readonly Echo[]
  /** Official numbers taken; append raises the series only from `from`, else the verdict is stale. */
  readonly numbers: readonly { readonly series: string; readonly from: number }[]
  /** In whose name the act stands when a clerk wrote it down for somebody else. */
  readonly as?: Actor
}
export type Decision = Decided | Refusal

export type Verdict =
  | { readonly verdict: 'done' | 'replayed' | 'key_reused'; readonly root: Id; readonly seq: number }
  | { readonly verdict: 'stale'; readonly root: Id; readonly seq: number | null }
