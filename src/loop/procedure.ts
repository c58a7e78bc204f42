/** The vocabulary in which a mechanism is declared: stages, acts, who may, what is due, what is established. */
import type { Calendar } from '#law/calendar.ts'
import type { Term } from '#law/clock.ts'
import type { Directory } from '#loop/directory.ts'
import type { Form, Option } from '#loop/fields.ts'
import type { Family, State } from '#loop/fold.ts'
import type { LetterSpec } from '#loop/letter.ts'
import type { Role } from '#loop/roles.ts'
import type { Settings, SettingSpec } from '#loop/settings.ts'
import type { Actor, Article, Basis, Day, DutyNo, Fact, FactName, Hash, Id, Input, Instant, Label, Level, Notice, Numbered, Owes, Party, RegisterChange } from '#loop/words.ts'
import type { Numbers } from '#loop/world.ts'

/** Everything a rule may know. It asks the time from nobody: `at` and `recordedAt` are given. */
export type Ctx = {
  readonly procedure: Procedure
  readonly state: State
  readonly family: Family
  readonly actor: Actor
  /** When it happened, and the civil day of that. */
  readonly at: Instant
  readonly today: Day
  /** When it is written down; deadlines are judged by this. */
  readonly recordedAt: Instant
  /** The checked input; empty while only asking what is available. */
  readonly input: Input
  /** The child whose event is being heard, in an `on` rule. */
  readonly child?: State
  readonly directory: Directory
  readonly calendar: Calendar
  readonly settings: Settings
  /** Fresh ids, the same ones each time the same act is decided. */
  readonly newId: () => Id
  /** Of a matter that is about to be opened by somebody outside: the hash of its receipt code and its six digits. */
  readonly receipt?: { readonly hash: Hash; readonly short: string }
  /** An echo of another family's act, or a row of a table taken in: not somebody at a button. */
  readonly byLoop?: boolean
  /** Where official numbers stand; only when an act is decided, not while asking what is available. */
  readonly numbers?: Numbers
}

/** A rule's no, before the roles are added. */
export type No = { readonly rule: string; readonly says: Label; readonly article?: Article; readonly field?: string }

export type FactSpec = {
  readonly name: FactName
  readonly person?: Id | undefined; readonly organ?: Id | undefined; readonly place?: Id | undefined
  readonly level?: Level | undefined; readonly kind?: string | undefined
  readonly quantity?: number
  /** Established only if the matter has no live fact of this name. */
  readonly once?: true
  /** A corrected fact keeps the moment it was true of. */
  readonly at?: Instant
}
/** How long: the name of a setting, or a term fixed by law. */
export type Within = string | Term
export type OweSpec = {
  readonly act: string
  readonly owes: Owes | undefined
  readonly within: Within
  readonly basis?: Basis
  readonly replaces?: DutyNo
  /** Counted from this day instead of today. */
  readonly since?: Day
  /** Due so long before this day, never before today. */
  readonly before?: Day
  /** Due on a day that was agreed, not reckoned; `why` says by whom. */
  readonly on?: { readonly day: Day; readonly why: Label }
  /** Owed though the matter has ended. */
  readonly afterEnd?: true
}
export type ChildSpec = {
  readonly procedure: string
  readonly act: string
  readonly input: Input
  readonly parties?: Readonly<Record<Party, readonly Id[]>>
  readonly marks?: Readonly<Record<string, string | null>>
}

/** An act on another family: on a matter that is there, or opening one, which is then tied to this matter by a link of kind `tie`. */
export type EchoSpec = { readonly act: string; readonly input: Input; readonly field?: string } & ({ readonly matter: Id } | { readonly procedure: string; readonly tie: string })

/** One of several stages, chosen by the matter; undefined stays. All of them are named, so that `check` can follow the paths. */
export type Fork = { readonly among: readonly string[]; readonly choose: (c: Ctx) => string | undefined }
export const fork = (among: readonly string[], choose: Fork['choose']): Fork => ({ among, choose })
/** The stages an effect may lead to. */
export const leadsTo = (e: Effect): readonly string[] => (e.to === undefined ? [] : typeof e.to === 'string' ? [e.to] : e.to.among)

/** What an act (or a heard event) brings about. */
export type Effect = {
  readonly to?: string | Fork
  readonly parties?: (c: Ctx) => Readonly<Record<Party, readonly Id[] | undefined>>
  /** null takes a mark away; undefined leaves it. */
  readonly marks?: (c: Ctx) => Readonly<Record<string, string | null | undefined>>
  readonly establishes?: (c: Ctx) => readonly FactSpec[]
  /** Live facts of this matter that the event takes back; `all` takes back every one, here and on every child. */
  readonly retracts?: 'all' | ((c: Ctx) => readonly FactName[])
  readonly owes?: (c: Ctx) => readonly OweSpec[]
  /** Acts whose open duties it closes, besides its own. */
  readonly discharges?: readonly string[] | ((c: Ctx) => readonly string[])
  readonly children?: (c: Ctx) => readonly ChildSpec[]
  /** Stops every open child. A matter that ends always does. */
  readonly stopsChildren?: true
  /** An act done on every child as well, and on theirs, whether they have ended or not. */
  readonly down?: (c: Ctx) => string | undefined
  readonly echoes?: (c: Ctx) => readonly EchoSpec[]
  readonly tells?: (c: Ctx) => readonly Notice[]
  readonly registers?: (c: Ctx) => readonly RegisterChange[]
  readonly erases?: (c: Ctx) => readonly string[]
  readonly links?: (c: Ctx) => readonly { from: Id; kind: string; to: Id }[]
  /** Takes the next number of a series, or one that was typed by hand; it stands in the mark named, and in the event for ever. */
  readonly numbers?: (c: Ctx) => readonly { readonly series: string; readonly mark: string; readonly typed?: number }[]
  /** Numbers of this matter that the event declares void; `retracts: 'all'` does so with every one. They are never given again. */
  readonly voids?: (c: Ctx) => readonly Numbered[]
}

/** A pattern of the timeline; one that depends on what was given asks the input as the log keeps it. */
export type Telling = Label | ((input: Input) => Label)
export const patternOf = (t: Telling | undefined, input: Input): Label | undefined => (typeof t === 'function' ? t(input) : t)

export type ActSpec = Effect & {
  readonly label: Label
  /** A slip of its own names this act, in a county that has one for it (晒单). */
  readonly slip?: true
  /** Stages it is possible in; `new` opens a matter, `open` is every stage that is no end, `any` every stage. */
  readonly from: readonly string[] | 'new' | 'open' | 'any'
  readonly by: readonly Role[]
  readonly form: Form
  /** The fields this actor is offered, where actors differ; any other one given is refused. */
  readonly fields?: (c: Ctx) => readonly string[]
  /** Of the optional ones, those this actor must fill in. */
  readonly needs?: (c: Ctx) => readonly string[]
  /** Narrows what an organ, person or place field may be; absent fields take the whole register. */
  readonly options?: (c: Ctx, field: string) => readonly Option[] | undefined
  /** Known before anything is typed: shown beside the refused act. */
  readonly ready?: (c: Ctx) => No | undefined
  /** Judged on the input. */
  readonly refuse?: (c: Ctx) => No | undefined
  /** Accepts an earlier `at`: paper, phone, import. */
  readonly mayBeTold?: true
  /** Given by another act, the clock, a parent or a table taken in; never a button. */
  readonly hidden?: true
  /** Possible while the matter is quarantined, and then alone; every other act waits. */
  readonly inQuarantine?: true
  /** In whose name it stands when a clerk writes it for somebody else. */
  readonly onBehalf?: (c: Ctx) => Actor | undefined
  readonly sentence?: Telling
  /** A line for the constituent; without one the act is not on the constituent's timeline. */
  readonly portal?: Telling
  /** On nobody's timeline: a refused co-signing looks like no answer. */
  readonly silent?: true
  /** One sentence on what it is for, shown above its form. */
  readonly help?: Label
  /** May be done to many matters at once with the same words: nothing in it asks to be looked at one by one. */
  readonly inBulk?: true
  /** Opened sheet after sheet at the desk: the next is begun where this one ended. */
  readonly inARow?: true
  /** The main thing to do in these stages, for whom it is: drawn first. */
  readonly main?: true | ((c: Ctx) => boolean)
}

/** Heard from a child: `on['handling.accept']`. */
export type Hearing = Effect & { readonly when?: (c: Ctx) => boolean }

export type Awaited = { readonly act: string; readonly owes: (c: Ctx) => Owes | undefined; readonly within: Within | ((c: Ctx) => Within); readonly basis?: Basis; /** Counted from another day than the one the stage began; counted back from one; or due on the day itself. */ readonly since?: (c: Ctx) => Day; readonly before?: (c: Ctx) => Day; readonly on?: (c: Ctx) => { readonly day: Day; readonly why: Label } }
export type StageSpec = {
  readonly label: Label
  readonly portal?: Label
  /** Number of the slip whose local name stands before the label. */
  readonly slip?: 1 | 2 | 3 | 4 | 5
  readonly ends?: true
  /** A side way: the step bar draws it where this stage stands. */
  readonly standsFor?: string
  /** What is owed here; `children`: the debt is theirs; `beside`: a duty that runs across stages; `parked` says why nothing is due; `nothing` is for ends. */
  readonly awaits: readonly Awaited[] | 'children' | { readonly beside: string } | { readonly parked: Label } | 'nothing'
}

/**
 * A wall round a matter within its sight: while the mark is set, or somebody stands in the party, only these see past it.
 * It comes down to children, which say themselves who must act there.
 */
export type Wall = { readonly when: { readonly mark: string } | { readonly party: Party }; readonly past: readonly Role[]; /** Who sees past a wall of named persons once none of them holds a post any more; without it the wall then falls. */ readonly otherwise?: readonly Role[]; /** Fewer still who may read the words; all of those past it otherwise. */ readonly reads?: readonly Role[] }

/** What all who hold one of these roles know of a matter that is not theirs to see: its title, its number, who handles it and what came of it, never its words or its course. */
export type Known = { readonly to: readonly Role[]; readonly when: (m: { readonly stage: string; readonly marks: Readonly<Record<string, string>> }) => boolean }

export type Procedure = {
  readonly id: string
  readonly version: number
  readonly label: Label
  readonly portal?: Label
  readonly stages: Readonly<Record<string, StageSpec>>
  readonly acts: Readonly<Record<string, ActSpec>>
  readonly on?: Readonly<Record<string, Hearing>>
  /** Who may see a matter; parties' organs see theirs through these roles. */
  readonly sight: readonly Role[]
  /** Common knowledge beyond that sight; none for most. */
  readonly known?: Known
  /** Walls within that sight; none for most. */
  readonly walls?: readonly Wall[]
  /** Of those who see it, who may read the words a constituent used; nobody when left out. */
  readonly readers?: readonly Role[]
  /** Who looks at what others did: sees every matter masked, may do nothing. */
  readonly overseers?: readonly Role[]
  /** Who may void or correct. */
  readonly stewards: readonly Role[]
  /** Who handles: nobody who holds one of these roles may rate (checked by `check`, and on persons at run time). */
  readonly handlers?: readonly Role[]
  readonly ratingActs?: readonly string[]
  readonly parties: Readonly<Record<Party, Label>>
  readonly facts: Readonly<Record<FactName, Label>>
  readonly outcomes?: Readonly<Record<string, Label>>
  /** Opened for somebody outside, who is given a receipt. */
  readonly receipt?: true
  /** A register: no list of work shows it. */
  readonly register?: true
  /** What a register entry's being void does to the register, and what stands in the way. */
  readonly takesBack?: { readonly registers: (c: Ctx) => readonly RegisterChange[]; readonly ready?: (c: Ctx) => No | undefined }
  /** Official letters drawn from a matter, by name. */
  readonly letters?: Readonly<Record<string, LetterSpec>>
  /** Opened from a page of its own or by programs: the list of what may be entered leaves it out. */
  readonly apart?: true
  /** Opened by a parent's act only. */
  readonly childOnly?: true
  /** What a county sets for itself: terms and numbers by name. */
  readonly settings?: Readonly<Record<string, SettingSpec>>
  /** The clock's act when a duty to do this act has run out. */
  readonly lapses?: Readonly<Record<string, string>>
  /** The clock's act when whoever owes a duty to do this act in person may not do it any more: the mandate ended, or is suspended. */
  readonly passes?: Readonly<Record<string, string>>
  /** What `correct` may change: the fields' ids are marks, or the party of the same name for a place. */
  readonly correctable: Form
  /** How a live fact changes with a correction; undefined leaves it. */
  readonly recast?: (c: Ctx, fact: Fact) => Partial<FactSpec> | undefined
  /** The setting that lists what its matters are about, where `correct` does not change that. */
  readonly categories?: string
  /** Words of choice fields and marks, for pages and lists. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, Label>>>>
}

/** All procedures by id, each version kept. */
export type Procedures = { readonly list: readonly Procedure[]; get(id: string, version?: number): Procedure }

/** The book of procedures; a matter keeps the version it was opened under. */
export function procedureBook(list: readonly Procedure[]): Procedures {
  const latest = new Map<string, Procedure>()
  const exact = new Map<string, Procedure>()
  for (const p of list) {
    if (exact.has(`${p.id}@${p.version}`)) throw new Error(`procedure ${p.id} version ${p.version} is declared twice`)
    exact.set(`${p.id}@${p.version}`, p)
    if ((latest.get(p.id)?.version ?? 0) < p.version) latest.set(p.id, p)
  }
  return {
    list: [...latest.values()],
    get(id, v) {
      const found = v === undefined ? latest.get(id) : exact.get(`${id}@${v}`)
      if (!found) throw new Error(`no such procedure: ${id}${v === undefined ? '' : ` version ${v}`}`)
      return found
    },
  }
}

/** Gives every procedure but a register an overseer, who also sees past the walls that are marks (never past one of named persons or organs). */
export const overseen = (by: Role, list: readonly Procedure[]): Procedure[] => list.map(p => (p.register ? p : { ...p, sight: [...p.sight, by], overseers: [by], ...(p.walls ? { walls: p.walls.map(w => ('mark' in w.when ? { ...w, past: [...w.past, by] } : w)) } : {}) }))

/** Every county setting of the book, by name. */
export const settingsOf = (book: Procedures): Readonly<Record<string, SettingSpec>> => Object.assign({}, ...book.list.map(p => p.settings ?? {})) as Record<string, SettingSpec>
