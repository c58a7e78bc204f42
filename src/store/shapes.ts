/** What the store promises. Everything above it speaks these shapes and no SQL. */
import type { Duty, Event, Fact, Hash, Id, Instant, Json, Level, Link, NamingRow, Notice, OrganRow, Owes, Party, PersonRow, PlaceRow, PostRow, RegisterChange, TermRow, Verdict } from '#loop/words.ts'

/** One transaction, scoped to one congress by row-level security. Every store function takes it first. */
export type Tx = {
  readonly congress: number
  rows<R>(sql: string, params?: readonly unknown[]): Promise<R[]>
}

/** A matter as lists and look-ups see it: a projection, rebuilt from the log at will. */
export type MatterRow = {
  readonly id: Id
  readonly root: Id
  readonly parent: Id | null
  readonly procedure: string
  readonly version: number
  readonly stage: string
  readonly ended: boolean
  readonly openedAt: Instant
  /** When the stage last changed. */
  readonly movedAt: Instant
  /** The redacted gist; empty until somebody has written one. */
  readonly title: string
  readonly place: Id | null
  readonly category: string | null
  readonly channel: string | null
  readonly outcome: string | null
  /** The six digits said on the telephone; not unique. */
  readonly short: string | null
  /** SHA-256 of the receipt code. */
  readonly receipt: Hash | null
  /** Its text may be opened by the named few only. */
  readonly restricted: boolean
  readonly published: boolean
  readonly marks: Readonly<Record<string, string>>
  readonly parties: Readonly<Record<Party, readonly Id[]>>
}
export type DutyRow = Duty & { readonly matter: Id; readonly root: Id; readonly openedSeq: number; readonly openedAt: Instant; readonly closedSeq: number | null; readonly closedAt: Instant | null }
export type FactRow = Fact & { readonly root: Id; readonly seq: number; readonly matter: Id; readonly recordedAt: Instant; readonly retractedAt: Instant | null; readonly retractedSeq: number | null }

/** Everything one act writes: its events and what is projected from them. */
export type Append = {
  readonly congress: number
  readonly root: Id
  /** The family's last sequence this was decided on; 0 opens a family. */
  readonly expect: number
  readonly prev: Hash | null
  /** The version of registers and settings it was decided under; another one is `stale`. */
  readonly config: number
  readonly key: string
  readonly digest: Hash
  readonly events: readonly Event[]
  /** Every matter of the family that the events touched, as it stands after them. */
  readonly matters: readonly MatterRow[]
  readonly opens: readonly (Duty & { readonly matter: Id; readonly seq: number; readonly at: Instant })[]
  readonly closes: readonly { readonly matter: Id; readonly no: string; readonly seq: number; readonly at: Instant }[]
  readonly facts: readonly (Fact & { readonly matter: Id; readonly seq: number; readonly recordedAt: Instant })[]
  readonly retracts: readonly { readonly seq: number; readonly n: number; readonly by: number; readonly recordedAt: Instant }[]
  readonly links: readonly (Link & { readonly seq: number })[]
  readonly registers: readonly RegisterChange[]
  readonly particulars: readonly { readonly matter: Id; readonly field: string; readonly sealed: Uint8Array; readonly eraseAfter?: string }[]
  readonly erases: readonly { readonly matter: Id; readonly field: string }[]
  readonly numbers: readonly { readonly series: string; readonly from: number }[]
  readonly tell: readonly Notice[]
}

export type Projection = Pick<Append, 'matters' | 'opens' | 'closes' | 'facts' | 'retracts' | 'links' | 'registers'>

export type CongressRow = { readonly id: number; readonly short: string; readonly name: string; readonly nameEn: string; readonly host: string | null; readonly sample: boolean; readonly sampleDone: boolean; readonly config: number; readonly profile: Json }

export type ReadFamily = { readonly root: Id; readonly events: readonly Event[]; readonly config: number }

export type Store = {
  readonly kind: 'embedded' | 'postgresql'
  /** The schema's version, as migrated. */
  readonly schema: number
  /** Runs `work` in one transaction scoped to the congress. A nested call is refused, never waited for. */
  tx<T>(congress: number, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Strangers' acts in one commit, sorted by congress and root inside; one verdict each, in the order given. Throws, and stores nothing, when a member is broken. */
  append(group: readonly Append[]): Promise<Verdict[]>
  /** One user action on many families: stored only if every verdict is `done` or `replayed`; otherwise nothing is, and the verdicts say which was in the way. */
  appendTogether(group: readonly Append[]): Promise<Verdict[]>
  /** The events of the family this matter belongs to, in order, in one round trip; undefined when there is none in this congress. */
  readFamily(congress: number, matter: Id): Promise<ReadFamily | undefined>
  /** The same for many matters in one trip; those there are none of are left out. */
  readFamilies(congress: number, matters: readonly Id[]): Promise<ReadonlyMap<Id, ReadFamily>>
  congresses(): Promise<CongressRow[]>
  /** How often acts were written; what was read since the last of them still stands. undefined where other processes may write too. */
  writes(): number | undefined
  /** The owner's way to the job queue's own schema, in which the serving role has no rights. */
  jobs(): JobsDb
  /** ANALYZE, and on the embedded store VACUUM and CHECKPOINT too. */
  maintain(): Promise<void>
  /** Writes a consistent copy to a file while serving. */
  backup(file: string): Promise<void>
  close(): Promise<void>
}

/** Statements of the job queue's, run as the owner. Several in one text answer with the rows of every one of them. */
export type JobsDb = {
  readonly kind: Store['kind']
  run(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  close(): Promise<void>
}

/** A register as its tables hold it, with the settings and calendar days of the congress. */
export type ConfigRows = {
  readonly config: number
  readonly places: readonly PlaceRow[]
  readonly organs: readonly OrganRow[]
  readonly persons: readonly PersonRow[]
  readonly posts: readonly PostRow[]
  readonly namings: readonly NamingRow[]
  readonly terms: readonly TermRow[]
  readonly settings: readonly { name: string; version: number; value: Json; validFrom: string }[]
  readonly days: readonly { day: string; kind: string; zh: string; en: string }[]
  /** The day up to which holidays are known; absent where nobody has said. */
  readonly coveredUntil?: string
}

/** A live fact of this name and of one of these kinds. */
export type FactHas = { readonly name: string; readonly kinds?: readonly string[] }
export type FactFilter = {
  readonly names: readonly string[]
  /** From this moment; from the beginning where nobody says. */
  readonly from?: Instant
  readonly to: Instant
  /** Known by then: recorded, and not yet retracted. */
  readonly known: Instant
  readonly kinds?: readonly string[]
  readonly levels?: readonly Level[]
  readonly place?: Id
  /** `null`: of none. */
  readonly organ?: Id | null
  readonly person?: Id | null
  /** By the category of the matter as it stands. */
  readonly category?: string | null
  /** Only what a ledger brought: true of its matter before that was opened here. */
  readonly imported?: true
  /** Facts that say of a whole family whose it is, where its other facts name another or none. */
  readonly whose?: { readonly organ?: string; readonly person?: string }
  /** Only families in this party of which this one stands. */
  readonly party?: { readonly party: Party; readonly who: Id }
  /** Only, and not, where there is such a fact before `to` on the same matter or on the root. */
  readonly with?: readonly FactHas[]
  readonly without?: readonly FactHas[]
  /** Counts what was replaced by a fact of the same name only after `to`. */
  readonly standing?: true
  /** Only families with a duty to do this act that was open at `to` and past its day. */
  readonly overdue?: string
  /** `known` is now: what is open now was open then. */
  readonly latest?: true
}
export type InboxQuery = { readonly without?: readonly Id[]; readonly owes: readonly Owes[]; readonly now: Instant; readonly limit: number; readonly after?: { due: Instant; matter: Id; no: string } }
