/** Carries an act's declared effect through the family: its own event, its children's, and what its parents hear. */
import { dayOf } from '#law/time.ts'
import { awaitedDuty, dutyOf } from '#loop/duties.ts'
import { type Ask, takeTyped, type World } from '#loop/world.ts'
import { type Family, liveFacts, liveNumbers, openDuties, type State, step } from '#loop/fold.ts'
import type { ActSpec, ChildSpec, Ctx, Effect, FactSpec, OweSpec, Procedure } from '#loop/procedure.ts'
import type { Actor, Draft, Duty, Echo, Fact, Input, Link, Notice, Numbered, Retraction } from '#loop/words.ts'

export type Run = { readonly world: World; readonly family: Family; readonly ask: Ask; readonly actor: Actor; readonly events: Draft[]; readonly tell: Notice[]; readonly echoes: Echo[]; readonly numbers: { series: string; from: number }[] }

/** A family cannot be deeper than this: congress matter, part, handling, and room to spare. */
const deepest = 8

const contextFor = (run: Run, state: State, input: Input, more: Partial<Ctx> = {}): Ctx => ({
  procedure: run.world.procedures.get(state.procedure, state.version), state, family: run.family, actor: run.ask.actor, at: run.ask.at, today: dayOf(run.ask.at),
  recordedAt: run.ask.recordedAt, input, directory: run.world.directory, calendar: run.world.calendar, settings: run.world.settings, newId: run.ask.newId, ...more,
})

/** Facts of a declaration, numbered from 1; `once` looks at what is already live. */
function establish(specs: readonly FactSpec[], state: State, at: string): Fact[] {
  const facts: Fact[] = []
  for (const s of specs) {
    if (s.once && liveFacts(state).some(f => f.name === s.name)) continue
    facts.push({
      n: facts.length + 1, name: s.name, quantity: s.quantity ?? 1, at: s.at ?? at,
      ...(s.person ? { person: s.person } : {}), ...(s.organ ? { organ: s.organ } : {}), ...(s.place ? { place: s.place } : {}), ...(s.level ? { level: s.level } : {}), ...(s.kind ? { kind: s.kind } : {}),
    })
  }
  return facts
}

/** Applies an effect to a matter (one not yet in the family is opened by it) and everything that follows from it. */
export function applyEffect(run: Run, state: State, given: Ctx, act: string, effect: Effect, input: Input, how: { parent?: string; quiet?: boolean; depth?: number } = {}): void {
  const depth = how.depth ?? 0
  if (depth > deepest) throw new Error(`${state.procedure}.${act}: the acts of this family call each other in a circle`)
  const opening = !run.family.matters.has(state.id)
  const to = target(effect, given) ?? state.stage
  const stage = given.procedure.stages[to]
  if (!stage) throw new Error(`${state.procedure}.${act} leads to a stage that is not declared: ${to}`)
  const parties = defined(effect.parties?.(given))
  const numbers = (effect.numbers?.(given) ?? []).map(x => ({ ...x, n: numberOf(run, x) }))
  const marks = { ...defined(effect.marks?.(given)), ...Object.fromEntries(numbers.map(x => [x.mark, String(x.n)])) }
  const preview: State = {
    ...state, ...(how.parent ? { parent: how.parent } : {}), stage: to, ended: stage.ends === true, parties: { ...state.parties, ...parties },
    marks: Object.fromEntries(Object.entries({ ...state.marks, ...marks }).filter((e): e is [string, string] => e[1] !== null)),
    inputs: { ...state.inputs, [act]: given.input }, times: { ...state.times, [act]: (state.times[act] ?? 0) + 1 },
  }
  const c: Ctx = { ...given, state: preview }
  const seq = run.family.seq + 1
  const moved = opening || to !== state.stage
  const closes = closing(state, act, effect, c, moved, stage.ends === true)
  const retracts = taking(state, effect, c)
  const gone = new Set(retracts.map(r => `${r.seq}.${r.n}`))
  const kept = { ...preview, facts: preview.facts.filter(f => !gone.has(`${f.seq}.${f.n}`)) }
  const { echoes, tied } = echoing(run, effect, c)
  const draft: Draft = {
    matter: state.id, ...(how.parent ? { parent: how.parent } : {}), procedure: state.procedure, version: state.version, act, at: run.ask.at, input, to,
    ...(stage.ends ? { ends: true as const } : {}),
    ...(Object.keys(parties).length ? { parties } : {}), ...(Object.keys(marks).length ? { marks } : {}),
    opens: duties(c, effect, stage.ends === true, moved, seq), closes,
    establishes: establish(effect.establishes?.(c) ?? [], kept, run.ask.at), retracts,
    ...some('registers', effect.registers?.(c)), ...some('links', [...(effect.links?.(c) ?? []), ...tied]), ...some('erases', effect.erases?.(c)), ...some('numbers', numbers.map(({ series, n }) => ({ series, n }))), ...some('voids', voiding(state, effect, given)),
  }
  run.events.push(draft)
  run.tell.push(...(effect.tells?.(c) ?? []))
  run.echoes.push(...echoes)
  // step changes the state in place: what it was is asked before.
  const wasEnded = state.ended
  const after = step(run.family, { ...draft, actor: run.actor })
  if (effect.retracts === 'all') for (const id of after.children) follow(run, id, 'void', depth)
  else if (effect.stopsChildren || stage.ends) for (const id of after.children) follow(run, id, 'stop', depth)
  const down = effect.down?.(c)
  if (down) for (const id of after.children) follow(run, id, down, depth)
  for (const child of effect.children?.({ ...c, state: after }) ?? []) openChild(run, after, child, depth)
  if (!how.quiet) hear(run, after, act, wasEnded, depth)
}

function numberOf(run: Run, { series, typed }: { readonly series: string; readonly typed?: number }): number {
  const { numbers } = run.ask
  if (!numbers) throw new Error(`no numbers were handed in, and ${series} is asked for one`)
  if (typed !== undefined) { run.numbers.push(...takeTyped(numbers, series, typed)); return typed }
  const n = numbers.take(series)
  run.numbers.push({ series, from: n })
  return n
}

/** Acts on other families. One that opens a matter gets its id here, so that this event can name the tie. */
function echoing(run: Run, effect: Effect, c: Ctx): { echoes: Echo[]; tied: Link[] } {
  const tied: Link[] = []
  const echoes = (effect.echoes?.(c) ?? []).map((e): Echo => {
    const more = e.field ? { field: e.field } : {}
    if ('matter' in e) return { matter: e.matter, act: e.act, input: e.input, ...more }
    const id = run.ask.newId()
    tied.push({ from: id, kind: e.tie, to: c.state.id })
    return { matter: id, procedure: e.procedure, act: e.act, input: e.input, ...more }
  })
  return { echoes, tied }
}

const defined = <T>(record: Readonly<Record<string, T | undefined>> = {}): Record<string, T> => Object.fromEntries(Object.entries(record).filter((e): e is [string, T] => e[1] !== undefined))

function target(effect: Effect, c: Ctx): string | undefined {
  if (effect.to === undefined || typeof effect.to === 'string') return effect.to
  const to = effect.to.choose(c)
  if (to !== undefined && !effect.to.among.includes(to)) throw new Error(`${c.procedure.id}: chose a stage it did not declare: ${to}`)
  return to
}

const some = <K extends string, T>(key: K, list: readonly T[] | undefined): { [k in K]?: readonly T[] } => (list?.length ? { [key]: list } as { [k in K]: readonly T[] } : {})

/** Its own duty, those it discharges, the stage's when the stage is left, all of them at the end. */
function closing(state: State, act: string, effect: Effect, c: Ctx, moved: boolean, ends: boolean): string[] {
  const also = typeof effect.discharges === 'function' ? effect.discharges(c) : effect.discharges ?? []
  const own = openDuties(state).filter(d => d.act === act), mine = own.filter(d => answersFor(c.actor, d.owes))
  // Where several owe the same act each for themselves, one who does it answers for nobody else.
  const done = new Set((new Set(own.map(d => d.owes)).size > 1 && mine.length ? mine : own).map(d => d.no))
  return openDuties(state).filter(d => (ends && !d.no.startsWith('e')) || done.has(d.no) || also.includes(d.act) || (moved && d.no.startsWith('s'))).map(d => d.no)
}

const answersFor = (actor: Actor, owes: string): boolean =>
  actor.kind === 'person' ? owes === `person:${actor.person}` || owes === `organ:${actor.organ}` || actor.posts.some(p => owes === `organ:${p.organ}`) : actor.kind === 'receipt' && owes === 'requester'

/** Numbers: `s` a stage's duty, `b` one that runs beside the stages, `e` one that stands though the matter has ended; then the sequence and a count. */
const kindOf = (o: OweSpec): string => (o.afterEnd ? 'e' : o.replaces?.startsWith('s') ? 's' : 'b')
function duties(c: Ctx, effect: Effect, ends: boolean, moved: boolean, seq: number): Duty[] {
  const list: Duty[] = []
  const awaits = c.procedure.stages[c.state.stage]!.awaits
  if (!ends && moved && Array.isArray(awaits)) for (const a of awaits) { const d = awaitedDuty(a, c, `s${seq}.${list.length}`); if (d) list.push(d) }
  // A duty that takes another's place is of its kind: a stage's goes when the stage does.
  for (const o of effect.owes?.(c) ?? []) { if (ends && !o.afterEnd) continue; const d = dutyOf(o, c, `${kindOf(o)}${seq}.${list.length}`); if (d) list.push(d) }
  return list
}

/** What is void keeps its number, and the log says so. */
const voiding = (state: State, effect: Effect, given: Ctx): Numbered[] => (effect.retracts === 'all' ? liveNumbers(state) : effect.voids?.(given) ?? []).map(({ series, n }) => ({ series, n }))

function taking(state: State, effect: Effect, c: Ctx): Retraction[] {
  if (!effect.retracts) return []
  const names = effect.retracts === 'all' ? undefined : effect.retracts(c)
  return liveFacts(state).filter(f => !names || names.includes(f.name)).map(f => ({ seq: f.seq, n: f.n }))
}

/** What comes down from a parent: its open children stop with its end, or an act of its is done on everything below. */
function follow(run: Run, id: string, act: string, depth: number): void {
  const child = run.family.matters.get(id)!
  if (act === 'stop' && child.ended) return
  const procedure = run.world.procedures.get(child.procedure, child.version)
  const spec = procedure.acts[act]
  if (!spec) throw new Error(`${child.procedure} has no act "${act}", which every child needs`)
  applyEffect(run, child, contextFor(run, child, {}), act, spec, {}, { quiet: true, depth: depth + 1 })
}

function openChild(run: Run, parent: State, child: ChildSpec, depth: number): void {
  const procedure: Procedure = run.world.procedures.get(child.procedure)
  const spec: ActSpec | undefined = procedure.acts[child.act]
  if (!spec || spec.from !== 'new') throw new Error(`${child.procedure}.${child.act} does not open a matter`)
  const id = run.ask.newId()
  const state: State = {
    id, root: run.family.root, parent: parent.id, procedure: procedure.id, version: procedure.version, stage: 'new', ended: false, openedAt: run.ask.at, openedBy: run.actor, movedAt: run.ask.at,
    parties: { ...child.parties }, marks: {}, inputs: {}, times: {}, duties: [], facts: [], children: [], lastSeq: 0,
  }
  const withOwn: Effect = {
    ...spec,
    parties: c => ({ ...child.parties, ...spec.parties?.(c) }),
    marks: c => ({ ...child.marks, ...spec.marks?.(c) }),
  }
  applyEffect(run, state, contextFor(run, state, child.input), child.act, withOwn, child.input, { parent: parent.id, quiet: true, depth: depth + 1 })
}

/** The parent hears the child's act, and its end. The heard event bears the child's name: `handling.submit`. */
function hear(run: Run, child: State, act: string, wasEnded: boolean, depth: number): void {
  if (!child.parent) return
  const heard = [`${child.procedure}.${act}`, ...(child.ended && !wasEnded ? [`${child.procedure}:ended`] : [])]
  for (const name of heard) {
    const parent = run.family.matters.get(child.parent)!
    if (parent.ended) return
    const procedure = run.world.procedures.get(parent.procedure, parent.version)
    const hearing = procedure.on?.[name]
    if (!hearing) continue
    const c = contextFor(run, parent, child.inputs[act] ?? {}, { child })
    if (hearing.when && !hearing.when(c)) continue
    applyEffect(run, parent, c, name, hearing, { child: child.id }, { depth: depth + 1 })
  }
}
