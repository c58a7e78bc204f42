/**
 * One act on many matters. The log is only added to, so what has been done cannot be undone; therefore it is not done at
 * once: it is kept for a short while in which it can be taken back, and then carried out, all or none. It is kept on disk
 * before anybody is told, and each act has a key of its own, so a process that dies in between loses and doubles nothing.
 */
import { available, type Choice } from '#loop/available.ts'
import type { Id, Json, Label, Refusal } from '#loop/words.ts'
import { addBulk, dropOldBulks, endBulk, findBulk, seeBulk, takeBulk, undoBulk, untoldBulks, type BulkRow } from '#store/bulk.ts'
import type { BulkAct, BulkAnswer, BulkLine, BulkOffer, BulkPlan, BulkRequest, BulkView } from '#service/desk-views.ts'
import { ServiceError } from '#service/errors.ts'
import type { House } from '#service/house.ts'
import { lineOfState } from '#service/lines.ts'
import { seen, type Seen } from '#service/matter.ts'
import { looking } from '#service/may.ts'
import type { ActRequest, MatterLine, Outcome, Who } from '#service/views.ts'

export type Together = (requests: readonly ActRequest[]) => Promise<readonly Outcome[]>

/** So long it can be taken back. */
export const graceMs = 20_000
/** Whoever began to carry it out and has not ended by then is gone. */
const takenMs = 30_000
const mostMatters = 100
/** What ended is remembered for its page so long. */
const rememberMs = 30 * 86_400_000
const iso = (ms: number): string => new Date(ms).toISOString()
const gone: Label = ['没有这件事，或者不在您的权限之内', 'There is no such matter, or it is not yours']
const sameFamily: Label = ['和前面选的是同一件事的另一部分，一次只能办其中一件', 'It belongs to the same matter as another one ticked; one at a time']

type One = { readonly id: Id; readonly seen: Seen | undefined; readonly choices: readonly Choice[]; readonly twin: boolean }

async function look(house: House, who: Who, matters: readonly Id[]): Promise<One[]> {
  const ids = [...new Set(matters)]
  if (!ids.length) throw new ServiceError('badRequest', ['请先勾选事项', 'Tick some matters first'], 'm')
  if (ids.length > mostMatters) throw new ServiceError('badRequest', [`一次最多办${mostMatters}件`, `At most ${mostMatters} at a time`], 'm')
  const roots = new Set<Id>(), all: One[] = []
  for (const id of ids) {
    const s = await seen(house, who, id)
    const twin = s !== undefined && roots.has(s.family.root)
    if (s) roots.add(s.family.root)
    all.push({ id, seen: s, twin, choices: s ? available(s.held.world, s.family, looking(id, s.actor, s.now)).filter(c => inBulk(s, c)) : [] })
  }
  return all
}
/** Declared as one that may be done to many with the same words, and drawable as one short form. */
const inBulk = (s: Seen, c: Choice): boolean => s.held.world.procedures.get(s.state.procedure, s.state.version).acts[c.act]?.inBulk === true && c.fields.every(f => !f.personal && f.kind !== 'files' && f.kind !== 'rows')

const noMatter = (id: Id): MatterLine => ({ id, procedure: 'request', procedureLabel: ['', ''], title: ['（看不到）', '(not shown)'], short: null, stage: '', stageLabel: ['', ''], ended: false, outcome: null, category: ['', ''], channel: null, place: null, openedDay: '', duty: null, parent: null, flags: [] })
const lineOfOne = (o: One): MatterLine => (o.seen ? lineOfState(o.seen.held, o.seen.family, o.seen.state, o.seen.now) : noMatter(o.id))
const choiceOf = (o: One, act: string): Choice | undefined => o.choices.find(c => c.act === act)
function refusalOf(o: One, act: string, label: Label): Label | null {
  if (!o.seen) return gone
  if (o.twin) return sameFamily
  const c = choiceOf(o, act)
  if (c) return c.refusal?.says ?? null
  const stage = o.seen.held.world.procedures.get(o.seen.state.procedure, o.seen.state.version).stages[o.seen.state.stage]?.label ?? ['', '']
  return [`现在是“${stage[0]}”，不能${label[0]}`, `It is at "${stage[1]}": ${label[1]} is not possible`]
}

/** The act as it is offered for those it can be done to: a choice among organs or persons is what all of them offer. */
function bulkAct(all: readonly One[], act: string): BulkAct | undefined {
  const may = all.filter(o => !o.twin).flatMap(o => { const c = choiceOf(o, act); return c && !c.refusal ? [c] : [] })
  const first = may[0]
  if (!first) return undefined
  const fields = first.fields.map(f => ({ ...f, options: f.options.filter(o => may.every(c => c.fields.find(x => x.id === f.id)?.options.some(y => y.id === o.id))) }))
  if (fields.some(f => f.required && ['choice', 'organ', 'person', 'place', 'entry'].includes(f.kind) && !f.options.length)) return undefined
  return { act, label: first.label, ...(first.help ? { help: first.help } : {}), fields, may: may.length, not: all.length - may.length }
}

/** What can be done to the ticked matters at once. */
export async function bulkOffer(house: House, who: Who, matters: readonly Id[]): Promise<BulkOffer> {
  const all = await look(house, who, matters)
  const acts = [...new Set(all.flatMap(o => o.choices.filter(c => !c.refusal).map(c => c.act)))]
  return { lines: all.map(lineOfOne), acts: acts.flatMap(a => bulkAct(all, a) ?? []) }
}

/** What an act would do to each of them, and why not to some. */
export async function bulkPlan(house: House, who: Who, matters: readonly Id[], act: string): Promise<BulkPlan | undefined> {
  const all = await look(house, who, matters)
  const found = bulkAct(all, act)
  return found && { act: found, lines: all.map((o): BulkLine => ({ line: lineOfOne(o), refusal: refusalOf(o, act, found.label) })) }
}

/** Keeps it until its moment; from then on it is promised. */
export async function bulkAsk(house: House, who: Who, r: BulkRequest): Promise<BulkAnswer> {
  const plan = await bulkPlan(house, who, r.matters, r.act)
  const no = (says: Label, field?: string): BulkAnswer => ({ ok: false, refusal: { ok: false, rule: 'bulk', may: [], says, ...(field ? { field } : {}) } satisfies Refusal })
  if (!plan) return no(['勾选的事项现在都不能这样办', 'None of the ticked matters allows it now'])
  const bad = plan.lines.find(l => l.refusal)
  if (bad) return no([`“${bad.line.title[0]}”不能办：${bad.refusal![0]}`, `"${bad.line.title[1]}": ${bad.refusal![1]}`])
  const missing = plan.act.fields.find(f => f.required && (r.input[f.id] === undefined || r.input[f.id] === ''))
  if (missing) return no([`请填写“${missing.label[0]}”`, `"${missing.label[1]}" is required`], missing.id)
  for (const f of plan.act.fields) { const v = r.input[f.id]; if (f.kind === 'text' && typeof v === 'string' && (v.length > f.max || v.length < f.min)) return no([`“${f.label[0]}”应是${f.min}到${f.max}个字`, `"${f.label[1]}" takes ${f.min} to ${f.max} characters`], f.id) }
  const at = house.realNow(), id = house.keys.ids(who.congress, `bulk|${who.person}|${r.key}`)()
  await house.store.tx(who.congress, async tx => {
    await dropOldBulks(tx, iso(at - rememberMs))
    await addBulk(tx, { id, person: who.person, organ: who.organ, act: r.act, input: r.input as Record<string, Json>, matters: plan.lines.map(l => l.line.id), created: iso(at), due: iso(at + graceMs) })
  })
  return { ok: true, id }
}

const requestsOf = (congress: number, b: BulkRow): ActRequest[] => b.matters.map((matter, i) => ({ congress, matter, act: b.act, input: b.input, actor: { kind: 'person', person: b.person, organ: b.organ }, key: `bulk:${b.id}:${i}` }))

async function carry(house: House, together: Together, congress: number, b: BulkRow): Promise<void> {
  const requests = requestsOf(congress, b)
  let refusals: BulkRow['refusals'] = []
  try {
    const outcomes = await together(requests)
    refusals = outcomes.flatMap((o, i) => (o.ok ? [] : [{ matter: b.matters[i]!, says: o.refusal.says }]))
  } catch (e) {
    // Somebody is acting on one of them at this very moment: the row stays taken and is tried again at the next round.
    if (!(e instanceof ServiceError)) throw e
    if (e.code === 'busy') return
    refusals = b.matters.map(matter => ({ matter, says: e.says }))
  }
  await house.store.tx(congress, tx => endBulk(tx, b.id, refusals.length ? 'refused' : 'done', iso(house.realNow()), refusals))
}

/** Carries out what has come due; also what a process that died had begun. Returns how many. */
export async function carryOut(house: House, together: Together, congress: number, id?: Id): Promise<number> {
  for (let n = 0; ; n++) {
    const now = house.realNow()
    const b = await house.store.tx(congress, tx => takeBulk(tx, id, iso(now), iso(now - takenMs)))
    if (!b) return n
    await carry(house, together, congress, b)
    if (id) return n + 1
  }
}

export const bulkUndo = (house: House, who: Who, id: Id): Promise<boolean> => house.store.tx(who.congress, tx => undoBulk(tx, who.person, id, iso(house.realNow())))

async function viewOf(house: House, who: Who, b: BulkRow): Promise<BulkView> {
  const lines: BulkLine[] = []
  let label: Label = [b.act, b.act]
  for (const m of b.matters) {
    const s = await seen(house, who, m)
    if (s) label = s.held.world.procedures.get(s.state.procedure, s.state.version).acts[b.act]?.label ?? label
    const refused = b.refusals.find(r => r.matter === m)
    lines.push({ line: s ? lineOfState(s.held, s.family, s.state, s.now) : noMatter(m), refusal: refused?.says ?? null })
  }
  return { id: b.id, act: b.act, label, state: b.state, due: b.due, secondsLeft: Math.max(0, Math.ceil((Date.parse(b.due) - house.realNow()) / 1000)), lines }
}

/** One of this person's, carried out first when its moment has come. Whoever reads how it ended has been told. */
export async function bulkView(house: House, together: Together, who: Who, id: Id): Promise<BulkView | undefined> {
  const find = () => house.store.tx(who.congress, tx => findBulk(tx, who.person, id))
  let b = await find()
  if (b?.state === 'waiting' && Date.parse(b.due) <= house.realNow()) { await carryOut(house, together, who.congress, id); b = await find() }
  if (!b) return undefined
  if (!b.seen && ['done', 'refused', 'undone'].includes(b.state)) await house.store.tx(who.congress, tx => seeBulk(tx, who.person, id))
  return viewOf(house, who, b)
}

/** What is under way, and what ended without this person having read how. */
export async function bulksUntold(house: House, who: Who): Promise<BulkView[]> {
  const rows = await house.store.tx(who.congress, tx => untoldBulks(tx, who.person))
  const all: BulkView[] = []
  for (const b of rows) all.push(await viewOf(house, who, b))
  return all
}
/** Carries one out at once: the person would rather not wait. */
export async function bulkNow(house: House, together: Together, who: Who, id: Id): Promise<void> {
  const b = await house.store.tx(who.congress, tx => findBulk(tx, who.person, id))
  if (b?.state === 'waiting') await carryOut(house, together, who.congress, id)
}
