/** What the pages, the API and the command line are given. They never ask for more. */
import type { Choice } from '#loop/available.ts'
import type { Form } from '#loop/fields.ts'
import type { Day, Id, Instant, Label, Line, Owes, Refusal, Verdict } from '#loop/words.ts'
import type { AlikeView } from '#service/openness-views.ts'

/** Somebody signed in, with the posts held now. */
export type Who = {
  readonly congress: number
  readonly person: Id
  readonly name: Label
  readonly organ: Id
  readonly organName: Label
  readonly face: 'desk' | 'deputy'
  readonly posts: readonly { readonly kind: string; readonly organ: Id; readonly label: Label }[]
  /** One of the three who run the system and handle no matter. */
  readonly admin?: 'systemAdmin' | 'securityAdmin' | 'auditAdmin'
}
export type ReadyPerson = { readonly id: Id; readonly name: Label; readonly post: Label; readonly organ: Label; readonly face: 'desk' | 'deputy'; readonly group: 'station' | 'district' | 'organ' | 'deputy' | 'auditor' | 'admin' }

/** `ok` on track · `near` within three days · `overdue` · `none` nothing is due. */
export type Light = 'ok' | 'near' | 'overdue' | 'none'
export type DutyView = {
  readonly no: string
  readonly act: string
  readonly actLabel: Label
  readonly owes: Owes
  readonly owesName: Label
  readonly due: Instant
  readonly dueDay: Day
  /** Calendar and working days left today; negative once over. */
  readonly daysLeft: number
  readonly light: Light
  /** How the date was reckoned, line by line. */
  readonly why: readonly Line[]
  readonly provisional: boolean
  readonly extended: boolean
}
export type MatterLine = {
  readonly id: Id
  readonly procedure: string
  readonly procedureLabel: Label
  /** The redacted gist, or what stands in for it. */
  readonly title: Label
  readonly short: string | null
  readonly stage: string
  /** With the local slip name before it where the stage has one: 派单 · 待接单. */
  readonly stageLabel: Label
  readonly ended: boolean
  readonly outcome: Label | null
  readonly category: Label
  readonly channel: Label | null
  readonly place: Label | null
  readonly openedDay: Day
  readonly duty: DutyView | null
  readonly parent: Id | null
  /** 已退第三次, 限制可见, 诉求与结果不一致 … */
  readonly flags: readonly Label[]
}
export type InboxView = { readonly items: readonly MatterLine[]; readonly counts: { readonly overdue: number; readonly near: number; readonly ok: number }; readonly next: string | null; readonly resort: boolean }
export type ListFilters = {
  readonly procedure?: string; readonly stage?: string; readonly ended?: boolean; readonly place?: Id; readonly category?: string; readonly channel?: string; readonly outcome?: string
  readonly light?: 'near' | 'overdue'; readonly from?: Day; readonly to?: Day; readonly q?: string
  /** The handling organ; a mark it has; when its stage last changed. */
  readonly handler?: Id; readonly mark?: 'extended'; readonly movedFrom?: Day; readonly movedTo?: Day
}
export type ListView = { readonly items: readonly MatterLine[]; readonly total: number; /** There are more than `total`. */ readonly atLeast?: true; readonly next: string | null; readonly filters: ListFilters; readonly options: FilterOptions }
export type FilterOptions = Readonly<Record<'procedure' | 'stage' | 'place' | 'category' | 'channel' | 'outcome' | 'handler', readonly { readonly id: string; readonly label: Label }[]>>

export type TimelineEntry = {
  readonly seq: number
  readonly at: Instant
  readonly recordedAt: Instant
  readonly day: Day
  readonly act: string
  readonly actLabel: Label
  readonly sentence: Label
  readonly by: Label
  readonly recorder: Label | null
  readonly ofChild: boolean
  readonly stageLabel: Label
  readonly hash: string
  /** Told later than it happened, by more than two days. */
  readonly late: boolean
}
/** An official letter of a matter: ready to be taken, or why not yet; one for each of several where it is sent to many. */
export type LetterLine = { readonly matter: Id; readonly name: string; readonly label: Label; readonly refusal: Label | null; readonly each: readonly { readonly one: string; readonly label: Label }[] | null; /** The sealed paper itself, where it was uploaded. */ readonly scans: readonly { readonly id: Id; readonly name: string }[] }
export type ChildView = MatterLine & { readonly role: Label | null; readonly handler: Label | null; readonly gist: string | null; readonly result: string | null; readonly choices: readonly Choice[]; readonly letters: readonly LetterLine[] }
export type MatterView = {
  readonly line: MatterLine
  /** The requester's own words; null when sealed from this viewer, erased, or none. */
  readonly narrative: string | null
  readonly spot: string | null
  /** What a deputy proposed, whole and as it is worded now: to be read by whoever reviews or handles it; null for auditors, and where there is none. */
  readonly proposed: string | null
  /** The number people know it by; null where it has none. */
  readonly number: Label | null
  /** What the requester added to the latest rating; for those who may read the words. */
  readonly comment: string | null
  readonly files: readonly { readonly id: Id; readonly name: string; readonly mime: string }[]
  /** Whether contact particulars exist, and are masked until asked for with a reason. */
  readonly contact: 'none' | 'sealed' | 'erased'
  readonly gist: string | null
  /** A proposal for the gist with what the rules would hide already hidden; for the clerk who writes it. */
  readonly proposedGist: string | null
  readonly marks: Readonly<Record<string, string>>
  /** An organ's letter of reply as it stands, a draft for its own organ alone: what is signed is read first. */
  readonly reply: { readonly class: Label | null; readonly text: string; readonly promisedBy: Day | null; readonly sent: boolean } | null
  readonly parties: readonly { readonly party: string; readonly label: Label; readonly names: readonly Label[] }[]
  readonly duties: readonly DutyView[]
  readonly timeline: readonly TimelineEntry[]
  readonly choices: readonly Choice[]
  readonly letters: readonly LetterLine[]
  readonly children: readonly ChildView[]
  /** Replies here that repeat another reply nearly word for word. */
  readonly alike: readonly AlikeView[]
  readonly parent: MatterLine | null
  readonly seq: number
  readonly views: readonly ContactViewEntry[]
  readonly stages: readonly { readonly id: string; readonly label: Label; readonly slip: Label | null; readonly state: 'done' | 'now' | 'ahead' }[]
  /** Similar open matters, to look at before dispatching; never joined by itself. */
  readonly similar: readonly MatterLine[]
  /** Where it was raised: the reception day or activity it is tied to, if this viewer may see that. */
  readonly raisedAt: readonly MatterLine[]
  /** What the handling organ will see of a dispatch. */
  readonly forHandler: boolean
}
export type ContactViewEntry = { readonly at: Instant; readonly organ: Label; readonly person: Label; readonly reason: string; /** The receipt was printed again, rather than the contact seen. */ readonly reprint?: true }

/** What the holder of a receipt sees: plain words, nobody of the handling organ by name, the gist only. */
/** What became of a request among the deputies, in plain words, and the public pages of what was released. */
export type GrownView = { readonly says: Label; readonly pages: readonly string[] }
export type ReceiptView = {
  readonly code: string
  readonly short: string
  readonly title: string
  readonly stage: string
  readonly plain: Label
  readonly by: Day | null
  /** What is to have happened by that day. */
  readonly byWhat: Label | null
  readonly station: { readonly name: Label; readonly phone: string | null } | null
  readonly deputy: Label | null
  readonly steps: readonly { readonly label: Label; readonly state: 'done' | 'now' | 'ahead' }[]
  readonly timeline: readonly { readonly day: Day; readonly sentence: Label }[]
  /** Where a deputy wrote it up as a suggestion. */
  readonly grown: GrownView | null
  readonly mayRate: boolean
  /** The parts to rate, when the request was split. */
  readonly ratable: readonly { readonly id: Id; readonly title: string }[]
  readonly mayWithdraw: boolean
  readonly mayAddPhotos: boolean
  readonly views: readonly ContactViewEntry[]
  readonly hash: string
  readonly openedDay: Day
  readonly outcome: Label | null
  /** Photos and files that arrived with it. */
  readonly photos: number
  /** Where this receipt asks a proof before rating: the six digits, and the phone's last four when one was left. */
  readonly hasPhone: boolean
  /** Nothing personal is kept any more. */
  readonly erased: boolean
}
export type PublicLine = { readonly id: Id; readonly title: string; readonly text: string; readonly outcome: Label | null; readonly category: Label; readonly place: Label | null; readonly openedDay: Day }

export type FigureView = {
  readonly id: string
  readonly label: Label
  readonly value: number
  readonly text: string
  /** A share's two sides, each with its own list. */
  readonly ratio?: { readonly over: number; readonly under: number }
  /** How many of its records a ledger brought. */
  readonly imported: number
  readonly unit: Label
  readonly definition: Label
  readonly period: { readonly from: Day; readonly to: Day }
  /** The session it is chosen by; null where the year has none, absent where it is counted over a part of the year. */
  readonly session?: Label | null
  /** What never stands far from it. */
  readonly beside?: { readonly label: Label; readonly text: string }
  readonly asOf: Day
  readonly known: Day
  /** Other readings of the same words, each with its own count. */
  readonly readings: readonly { readonly id: string; readonly label: Label; readonly value: number; readonly text: string; readonly ratio?: { readonly over: number; readonly under: number } }[]
  readonly sentence?: Label
}
export type FigureRecord = { /** null where the record is kept from whoever asked. */ readonly id: Id | null; readonly quantity: number; readonly matter: Id | null; readonly at: Instant; readonly title: string; readonly place: Label | null; readonly kind: string | null; /** Whose fact it is, where it is a deputy's. */ readonly person: Label | null; readonly organ: Label | null; /** Whether whoever asked may open it; its title stands only then. */ readonly mine: boolean; /** A ledger brought it. */ readonly imported: boolean }
/** One part of a figure; a share's has both its sides. */
export type SplitPart = { readonly id: string | null; readonly label: Label; readonly value: number; readonly text: string; readonly ratio?: { readonly over: number; readonly under: number } }
export type ReportFigure = Omit<FigureView, 'readings' | 'known' | 'sentence'> & { readonly known: Day; readonly records: readonly { readonly id: string | null; readonly quantity: number }[]; readonly readings: FigureView['readings'] }

export type ProcedureDecl = {
  readonly id: string; readonly version: number; readonly label: Label; readonly childOnly: boolean
  readonly stages: readonly { readonly id: string; readonly label: Label; readonly ends: boolean }[]
  readonly acts: readonly { readonly id: string; readonly label: Label; readonly from: readonly string[] | 'new' | 'open' | 'any'; readonly by: readonly Label[]; readonly form: Form; readonly mayBeTold: boolean }[]
}

/** Who is asking for an act, before their posts are looked up. */
export type ActorSpec = { readonly kind: 'person'; readonly person: Id; readonly organ?: Id } | { readonly kind: 'receipt'; readonly matter: Id } | { readonly kind: 'portal' } | { readonly kind: 'clock' }
export type ActRequest = {
  readonly congress: number
  /** The matter acted on; left out when `procedure` opens a new one. */
  readonly matter?: Id
  readonly procedure?: string
  readonly act: string
  readonly input: Readonly<Record<string, unknown>>
  readonly actor: ActorSpec
  /** When it happened; now, unless the act may be told later. */
  readonly at?: Instant
  /** The same key and content is the same act, however often it is sent. */
  readonly key: string
  /** The family's sequence the form was drawn from: if the act is no longer possible, the answer says what happened since. */
  readonly seen?: number
  /** A row of a ledger taken in: what no button offers. Set by the import, and by nobody from outside. */
  readonly byImport?: true
  /** Told with the sample congress's own clock: recorded when it happened. Refused in any other congress. */
  readonly told?: true
}
/** A matter opened by an act on another one, with its receipt. */
export type Made = { readonly matter: Id; readonly receipt: string; readonly short: string }
export type Echoed = { readonly matter: Id; readonly opened: readonly Id[] }
export type Done = { readonly ok: true; readonly verdict: Verdict['verdict']; readonly root: Id; readonly matter: Id; readonly seq: number; readonly receipt?: string; readonly short?: string; /** Children the act opened, in order. */ readonly opened: readonly Id[]; /** Matters of their own it opened, in the order of its rows. */ readonly made: readonly Made[]; /** What it brought about on other families, in the order of its echoes, and the children it opened there. */ readonly echoed: readonly Echoed[] }
export type NotDone = { readonly ok: false; readonly refusal: Refusal; readonly status: 403 | 404 | 409 | 422; /** What happened since the form was drawn. */ readonly since?: readonly Label[] }
export type Outcome = Done | NotDone
