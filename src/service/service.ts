/** The use cases, as http, cli, sample and bench see them. Wired by main; nothing outside knows a table. */
import type { Choice } from '#loop/available.ts'
import type { LocalWords } from '#loop/local.ts'
import type { Day, Id, Instant, Json, Label } from '#loop/words.ts'
import type { AccountService } from '#service/accounts/accounts.ts'
import type { SplitBy } from '#figures/figure.ts'
import type { DeskService } from '#service/desk.ts'
import type { DoubtKind, DoubtsView, DrawAsk, DrawView, draws, LooksView } from '#service/audit.ts'
import type { LetterService } from '#service/letters.ts'
import type { NumberRegister } from '#service/number-register.ts'
import type { OpennessService } from '#service/openness-views.ts'
import type { ProposalService } from '#service/proposals.ts'
import type { OwnData } from '#service/own.ts'
import type { Processed } from '#service/processing.ts'
import type { Finding, HostFacts } from '#service/doctor.ts'
import type { CountyResult, PackFile } from '#service/pack.ts'
import type { DayLine, DayNew, Days, DayView } from '#service/day.ts'
import type { ImportService } from '#service/import/views.ts'
import type { RegisterService } from '#service/register-views.ts'
import type { MonthView } from '#service/month.ts'
import type { Post } from '#service/post.ts'
import type { PostDesk } from '#service/post-desk.ts'
import type { FoundReceipt, Reprint } from '#service/reprint.ts'
import type { SuggestionDesk } from '#service/suggestion-desk.ts'
import type { StationLine, StationView } from '#service/stations.ts'
import type { SuggestionService } from '#service/deputy-suggestion-views.ts'
import type { ActRequest, ContactViewEntry, FigureRecord, FigureView, InboxView, ListFilters, ListView, MatterView, Outcome, ProcedureDecl, PublicLine, ReadyPerson, ReceiptView, ReportFigure, SplitPart, Who } from '#service/views.ts'

export type CongressInfo = { readonly id: number; readonly short: string; readonly name: Label; readonly sample: boolean; readonly sampleDone: boolean; readonly profile: Json; /** The local names of the slips, which of the six fixed steps each is for, and how long particulars are kept after the end. */ readonly slips: readonly Label[]; readonly slipSteps: readonly (readonly number[])[]; /** What the county calls itself and its places. */ readonly words: LocalWords; readonly retentionDays: number }
export type Health = { readonly status: 'ok' | 'starting'; readonly version: string; readonly store: 'embedded' | 'postgresql'; readonly schema: number }
export type Contact = { readonly name: string | null; readonly phone: string | null }
/** A part of the period, of the places, of the kinds; what one organ handles, what one deputy leads. */
export type Narrow = { readonly from?: Day; readonly to?: Day; readonly place?: Id; readonly kind?: string; /** `null` in these three: of none. */ readonly category?: string | null; readonly organ?: Id | null; readonly person?: Id | null }
export type Progress = (done: number, of: number, what: string) => void

export type Service = {
  now(congress: number): Instant
  health(): Health
  /** Said by main once the schema is migrated and the sample is in. */
  setReady(yes: boolean): void
  congresses(): Promise<readonly CongressInfo[]>
  /** A single congress answers any host; otherwise the one whose host it is. */
  congressAt(host: string): Promise<CongressInfo | undefined>

  /** Creates a congress; a sample one may be given its own clock, and its mark can never be removed. */
  createCongress(congress: { readonly id: number; readonly short: string; readonly name: string; readonly nameEn: string; readonly host?: string; readonly sample?: boolean; readonly profile?: Json }): Promise<void>
  /** Says that the sample year is in: health turns to ok. */
  sampleIsIn(congress: number): Promise<void>
  /** Which of these keys the log already holds: a sample or an import that was cut short goes on from there. */
  hasKeys(congress: number, keys: readonly string[]): Promise<ReadonlySet<string>>
  /** Was every congress here made under this key? Under another one no sealed word opens, and new ones would be lost to the right key. */
  keyFits(): Promise<boolean>
  /** Creates a congress from a county's folder or enters what has changed in it. Any fault and nothing is stored; `check` stores nothing at all. */
  county(files: readonly PackFile[], options: { readonly check: boolean; readonly sample?: boolean }): Promise<CountyResult>
  /** What is not set or looks wrong, in order of weight. */
  doctor(host: HostFacts, congress?: string): Promise<readonly Finding[]>
  /** The next version of a county's own value. */
  setSetting(congress: number, name: string, value: Json, validFrom: Day): Promise<void>

  act(request: ActRequest): Promise<Outcome>
  /** One user action on many families, each under its own key: all or none. */
  acts(requests: readonly ActRequest[]): Promise<readonly Outcome[]>
  /** The clock: lapses, silence, recounts. Any number of sweeps leave the same log. Returns how many acts it did. */
  sweep(congress: number, until?: Instant): Promise<number>

  /** A sweep by whichever process holds the lease; the others answer 0 at once. */
  clockRound(congress: number): Promise<number>
  /** A new year's holiday notice, or days a county adds; what was dated without it is recounted at the next sweep. */
  addCalendarDays(congress: number, days: readonly { readonly day: Day; readonly kind: 'holiday' | 'adjustedRest' | 'adjustedWork'; readonly name: Label }[], coveredUntil?: Day): Promise<void>
  /** Open matters in nobody's inbox: an invariant with a nightly proof, so an empty list. */
  orphans(congress: number): Promise<readonly Id[]>

  /** Ready people of a sample congress; empty for any other. */
  readyPeople(congress: number): Promise<readonly ReadyPerson[]>
  /** A random token, stored hashed; refused for a congress that is no sample. */
  signIn(congress: number, person: Id): Promise<string | undefined>
  who(token: string): Promise<Who | undefined>
  signOut(token: string): Promise<void>

  inbox(who: Who, after?: string): Promise<InboxView>
  list(who: Who, filters: ListFilters, after?: string, limit?: number): Promise<ListView>
  /** undefined when there is none in this congress, or it is not for this viewer: the two look alike. */
  matter(who: Who, id: Id, asOf?: Day): Promise<MatterView | undefined>
  /** The id of the matter a person means: a uuid, or six digits among what they may see. */
  findMatter(who: Who, said: string): Promise<Id | undefined>
  /** The opening act of a procedure as this actor may fill it in. */
  opening(congress: number, procedure: string, who: Who | 'portal', /** One of several opening acts; the first otherwise. */ act?: string): Promise<Choice | undefined>
  openable(who: Who): Promise<readonly { readonly procedure: string; readonly label: Label }[]>
  procedures(): readonly ProcedureDecl[]
  /** Opens the contact particulars, for a reason that the requester will read. */
  contact(who: Who, matter: Id, reason: string): Promise<Contact | undefined>

  /** What only the desk and the deputies' face do. */
  readonly desk: DeskService
  /** Hand-over, board, key supervision and what an organ owes. */
  readonly suggestions: SuggestionDesk

  /** A deputy's own suggestions, and what there was before of the same kind. */
  readonly deputySuggestions: SuggestionService

  /** Reception days and activities of this person's stations. */
  days(who: Who): Promise<Days>
  day(who: Who, id: Id): Promise<DayView | undefined>
  dayNew(who: Who): Promise<DayNew>
  sameDay(who: Who, procedure: string, place: Id, day: Day): Promise<readonly DayLine[]>
  /** The station chapter over one month; a place that is not theirs is not there. */
  month(who: Who, month: string, place?: Id): Promise<MonthView | undefined>

  receipt(code: string): Promise<ReceiptView | undefined>
  /** The congress and the root matter behind a receipt code. */
  receiptMatter(code: string): Promise<{ readonly congress: number; readonly matter: Id } | undefined>
  /** The requester's own words, for whoever holds the slip itself; absent once erased. */
  receiptWords(code: string): Promise<string | undefined>
  /** Is this the proof that is asked before rating: the six digits on the paper, or the phone's last four? Five tries an hour. */
  receiptProof(code: string, proof: string): Promise<boolean | 'limited'>
  /** The status alone, by six digits and the phone's last four; `limited` after five tries an hour. */
  status(congress: number, short: string, tail: string): Promise<{ readonly found: readonly { readonly plain: Label; readonly by: Day | null; readonly byWhat: Label | null; readonly openedDay: Day }[] } | 'limited'>
  published(congress: number): Promise<readonly PublicLine[]>

  /** Liaison stations as anybody may look them up. */
  stations(congress: number): Promise<readonly StationLine[]>
  station(congress: number, id: Id): Promise<StationView | undefined>
  /** The street or town meant by what somebody typed; undefined when it cannot be told. */
  placeIn(congress: number, typed: string): Promise<Id | undefined>
  /** At the counter: the matters of one's own station left with a phone ending so; `limited` after twenty tries an hour. */
  receiptsByTail(who: Who, tail: string): Promise<readonly FoundReceipt[] | 'limited'>
  /** The receipt once more for the person at the counter, for a reason that stands on it; undefined for whoever may not read the words. */
  reprint(who: Who, matter: Id, reason: string): Promise<Reprint | undefined>

  /** Checks a file by its content, strips a photo of where it was taken, seals it. Refusals are { ok: false }. */
  putFile(congress: number, bytes: Uint8Array, name: string): Promise<{ readonly ok: true; readonly id: Id } | { readonly ok: false; readonly says: Label }>
  getFile(who: Who, id: Id): Promise<{ readonly bytes: Uint8Array; readonly mime: string; readonly name: string } | undefined>

  figures(congress: number, year: number, asOf?: Day, known?: Day): Promise<readonly FigureView[]>
  figure(congress: number, id: string, year: number, asOf?: Day, known?: Day, narrow?: Narrow): Promise<FigureView | undefined>
  figureRecords(congress: number, id: string, year: number, asOf?: Day, known?: Day, reading?: string, /** Titles of matters this person may not see are left out; the rows stay, or the list would not be the figure. */ who?: Who, narrow?: Narrow): Promise<readonly FigureRecord[] | undefined>
  /** A figure split; the parts are counted by the figure's own conditions. A share has no split. */
  breakdown(congress: number, figureId: string, year: number, by: 'month' | 'place' | 'kind' | 'category', asOf?: Day, narrow?: Narrow): Promise<readonly { readonly id: string | null; readonly label: Label; readonly value: number }[]>
  /** By what this person may split a figure; by deputy only the district's officers may. */
  splits(who: Who, figureId: string): Promise<readonly SplitBy[]>
  /** The figure in parts that add up to it, each with its list by `narrow`; a share's parts have both sides. Nothing where this person may not split it so. */
  split(who: Who, figureId: string, year: number, by: SplitBy, at?: { readonly asOf?: Day; readonly known?: Day }): Promise<readonly SplitPart[]>
  /** The same figures over a part of the year, one place, one kind: each with its list by `narrowRecords`. */
  narrowed(congress: number, year: number, narrow: Narrow): Promise<readonly FigureView[]>
  narrowRecords(congress: number, id: string, year: number, narrow: Narrow, reading?: string, who?: Who): Promise<readonly FigureRecord[] | undefined>
  report(congress: number, year: number, asOf?: Day, known?: Day, who?: Who): Promise<readonly ReportFigure[]>

  /** Suggestions made public, and the desk's work on it. */
  readonly openness: OpennessService

  /** Official letters of matters, as Word, PDF or a page to print. */
  readonly letters: LetterService
  /** The register of official numbers. */
  readonly numbers: NumberRegister

  /** To which organ a suggestion might be handed, with the reason, and how often that was right. */
  readonly proposals: ProposalService
  /** Looking up and keeping the register. */
  readonly register: RegisterService
  /** Tables of deputies, organs, stations, constituencies and staff taken in. */
  readonly imports: ImportService

  /** Rebuilds the projections from the log and says what differed. */
  rebuild(congress: number, progress?: Progress): Promise<{ readonly families: number; readonly events: number; readonly differed: readonly string[]; readonly brokenHashes: readonly string[] }>
  /** Messages on their way out: the work of delivering them, and what the desk sees of it. */
  readonly post: Post
  readonly messages: PostDesk
  /** Counts a visit without a sign-in, nearly always in memory; answers the seconds to wait when there were too many (limits.ts). */
  visit(congress: number | undefined, bucket: string, address: string, limit: { readonly points: number; readonly seconds: number }): Promise<number | undefined>
  /** What a form drawn for this session or guest must bring back to be taken. */
  formMark(whose: string): string
  /** A sending that met no session, sealed for its writer. */
  sealResume(congress: number, person: Id, path: string, body: string): string
  /** The same, for its writer alone: undefined for anybody else. */
  openResume(who: Who, path: string, sealed: string): string | undefined
  backup(file: string): Promise<void>
  maintain(): Promise<void>
  close(): Promise<void>

  /** 疑点清单: undefined for whoever is no auditor. */
  doubts(who: Who, kind: DoubtKind, period: { readonly from?: Day | undefined; readonly to?: Day | undefined }): Promise<DoubtsView | undefined>
  /** A sample drawn with a seed of the auditor's own, kept so that anybody can draw it again. */
  drawSample(who: Who, ask: DrawAsk): Promise<Id | undefined>
  drawnSample(who: Who, id: Id): Promise<DrawView | undefined>
  samples(who: Who): ReturnType<typeof draws>
  /** Who looked at which contact and why: for the security administrator. */
  looks(who: Who, asked: { readonly from?: Day | undefined; readonly to?: Day | undefined; readonly person?: Id | undefined }): Promise<LooksView | undefined>
  /** Which personal fields there are, what for, who sees them, how long. */
  processing(congress: number): Promise<readonly Processed[]>
  /** All that is kept of a requester, for whoever holds the receipt and its proof; photos come whole with `whole`. */
  ownData(code: string, proof: string, whole: boolean): Promise<OwnData | undefined | false | 'limited'>
  /** Accounts, how people sign in, and the three administrators. */
  readonly accounts: AccountService
}
export type { ContactViewEntry }
