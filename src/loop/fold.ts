/**
 * Where a family of matters stands, read from its events and from nothing else:
 * no calendar, no settings, no register, no declaration.
 */
import type { Actor, Draft, Duty, Event, Fact, Hash, Id, Input, Instant, Numbered, Party } from '#loop/words.ts'

export type DutyState = Duty & { readonly openedSeq: number; readonly openedAt: Instant; closedSeq?: number; closedAt?: Instant }
export type FactState = Fact & { readonly seq: number; retractedSeq?: number }
export type NumberState = Numbered & { readonly seq: number; voidedSeq?: number }

/** One matter of a family. */
export type State = {
  readonly id: Id
  readonly root: Id
  readonly parent?: Id
  readonly procedure: string
  readonly version: number
  stage: string
  ended: boolean
  readonly openedAt: Instant
  readonly openedBy: Actor
  /** When the stage last changed: an earlier `at` is not accepted. */
  movedAt: Instant
  parties: Record<Party, readonly Id[]>
  marks: Record<string, string>
  /** The latest input of each act. */
  inputs: Record<string, Input>
  /** How often each act was done. */
  times: Record<string, number>
  duties: DutyState[]
  facts: FactState[]
  /** Official numbers it was given; absent where it never was. */
  numbers?: NumberState[]
  children: Id[]
  lastSeq: number
}
export type Family = { readonly root: Id; seq: number; head: Hash | null; readonly matters: Map<Id, State> }

export const emptyFamily = (root: Id): Family => ({ root, seq: 0, head: null, matters: new Map() })

type Told = Draft & { readonly actor: Actor }

/** Takes one event (or a draft about to become one) into the family, in place. */
export function step(family: Family, event: Told): State {
  const seq = ++family.seq
  let s = family.matters.get(event.matter)
  if (!s) {
    s = {
      id: event.matter, root: family.root, ...(event.parent ? { parent: event.parent } : {}), procedure: event.procedure, version: event.version,
      stage: event.to, ended: false, openedAt: event.at, openedBy: event.actor, movedAt: event.at,
      parties: {}, marks: {}, inputs: {}, times: {}, duties: [], facts: [], children: [], lastSeq: seq,
    }
    family.matters.set(s.id, s)
    if (event.parent) family.matters.get(event.parent)?.children.push(s.id)
  }
  if (s.stage !== event.to) s.movedAt = event.at
  s.stage = event.to
  s.ended = event.ends === true
  s.lastSeq = seq
  s.inputs[event.act] = event.input
  s.times[event.act] = (s.times[event.act] ?? 0) + 1
  Object.assign(s.parties, event.parties)
  for (const [k, v] of Object.entries(event.marks ?? {})) {
    if (v === null) delete s.marks[k]
    else s.marks[k] = v
  }
  for (const d of s.duties) if (d.closedSeq === undefined && event.closes.includes(d.no)) { d.closedSeq = seq; d.closedAt = event.at }
  for (const d of event.opens) s.duties.push({ ...d, openedSeq: seq, openedAt: event.at })
  for (const r of event.retracts) for (const m of family.matters.values()) for (const f of m.facts) if (f.seq === r.seq && f.n === r.n && f.retractedSeq === undefined) f.retractedSeq = seq
  for (const f of event.establishes) s.facts.push({ ...f, seq })
  for (const n of event.numbers ?? []) (s.numbers ??= []).push({ ...n, seq })
  for (const v of event.voids ?? []) for (const n of s.numbers ?? []) if (n.series === v.series && n.n === v.n && n.voidedSeq === undefined) n.voidedSeq = seq
  return s
}

/** Folds a family's events, in order of `seq`. An empty list is a family nobody has opened. */
export function fold(root: Id, events: readonly Event[]): Family {
  const family = emptyFamily(root)
  for (const e of events) {
    if (e.seq !== family.seq + 1) throw new Error(`family ${root}: event ${e.seq} follows ${family.seq}`)
    step(family, e)
    family.head = e.hash
  }
  return family
}

/** A copy that may be stepped on without touching the first. */
export const copyFamily = (family: Family): Family => ({ ...family, matters: new Map([...family.matters].map(([id, s]) => [id, copyState(s)])) })
/** `step` replaces whole entries except in duties, facts and numbers, whose rows it marks: those are copied row by row. */
const copyState = (s: State): State => ({ ...s, parties: { ...s.parties }, marks: { ...s.marks }, inputs: { ...s.inputs }, times: { ...s.times }, duties: s.duties.map(d => ({ ...d })), facts: s.facts.map(f => ({ ...f })), ...(s.numbers ? { numbers: s.numbers.map(n => ({ ...n })) } : {}), children: [...s.children] })

export const openDuties = (s: State): DutyState[] => s.duties.filter(d => d.closedSeq === undefined)
export const liveFacts = (s: State): FactState[] => s.facts.filter(f => f.retractedSeq === undefined)
/** Official numbers that stand. */
export const liveNumbers = (s: State): NumberState[] => (s.numbers ?? []).filter(n => n.voidedSeq === undefined)
export const hasFact = (s: State, name: string): boolean => s.facts.some(f => f.name === name && f.retractedSeq === undefined)

/** The ids in a party, looked for on the matter and then on its ancestors: a child's station is its parent's. */
export function partyOf(family: Family, state: State, party: Party): readonly Id[] {
  for (let s: State | undefined = state; s; s = s.parent ? family.matters.get(s.parent) : undefined) {
    const ids = s.parties[party]
    if (ids) return ids
  }
  return []
}

export const parentOf = (family: Family, state: State): State | undefined => (state.parent ? family.matters.get(state.parent) : undefined)
export const childrenOf = (family: Family, state: State, procedure?: string): State[] =>
  state.children.map(id => family.matters.get(id)!).filter(c => !procedure || c.procedure === procedure)
/** A mark of the matter or, failing that, of an ancestor. */
export function markOf(family: Family, state: State, mark: string): string | undefined {
  for (let s: State | undefined = state; s; s = parentOf(family, s)) if (s.marks[mark] !== undefined) return s.marks[mark]
  return undefined
}
/** Set aside because it may hold a state secret, itself or what it hangs under: until that is settled nothing is done to it but by those who keep it. */
export const isQuarantined = (family: Family, state: State): boolean => markOf(family, state, 'quarantined') === '1'
