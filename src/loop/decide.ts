/** The one decision: what an act brings about on a family, or why it may not be. Pure: everything it knows is handed in. */
import { dayOf, isInstant } from '#law/time.ts'
import { applyEffect, type Run } from '#loop/effect.ts'
import { type Field, type Form, type Option, identifying, idsOf, partition, validate } from '#loop/fields.ts'
import { copyFamily, type Family, type State } from '#loop/fold.ts'
import { permit, refusal } from '#loop/permit.ts'
import type { ActSpec, Ctx, Procedure } from '#loop/procedure.ts'
import { optionsIn } from '#loop/settings.ts'
import type { Decision, Id, Input, Refusal } from '#loop/words.ts'
import type { Ask, World } from '#loop/world.ts'

const blank = (ask: Ask, p: Procedure): State => ({
  id: ask.matter, root: ask.matter, procedure: p.id, version: p.version, stage: 'new', ended: false, openedAt: ask.at, openedBy: ask.actor, movedAt: ask.at,
  parties: {}, marks: {}, inputs: {}, times: {}, duties: [], facts: [], children: [], lastSeq: 0,
})

/** The context in which acts on a matter are judged; undefined when the matter is not of this family. */
export function contextOf(world: World, family: Family, ask: Ask): { c: Ctx; opened: boolean } | undefined {
  const state = family.matters.get(ask.matter)
  if (!state && !ask.procedure) return undefined
  const procedure = state ? world.procedures.get(state.procedure, state.version) : world.procedures.get(ask.procedure!)
  const c: Ctx = {
    procedure, state: state ?? blank(ask, procedure), family, actor: ask.actor, at: ask.at, today: dayOf(ask.at), recordedAt: ask.recordedAt, input: ask.preset ?? {},
    directory: world.directory, calendar: world.calendar, settings: world.settings, newId: ask.newId, ...(ask.receipt ? { receipt: ask.receipt } : {}), ...(ask.byLoop ? { byLoop: true } : {}), ...(ask.numbers ? { numbers: ask.numbers } : {}),
  }
  return { c, opened: state !== undefined }
}

/** Times: never in the future, earlier only where it may be told, never before the last step. */
function timely(spec: ActSpec, c: Ctx, opened: boolean, told: boolean): Refusal | undefined {
  if (!isInstant(c.at) || !isInstant(c.recordedAt)) return refusal({ rule: 'time.shape', field: 'at', says: ['时间格式不对', 'The time is malformed'] }, spec)
  if (c.at > c.recordedAt) return refusal({ rule: 'time.future', field: 'at', says: ['发生时间不能晚于现在', 'It cannot have happened after now'] }, spec)
  // Only somebody who answers for it with a name tells a thing later than it happened; the portal and a receipt act now.
  const nameless = c.actor.kind === 'portal' || c.actor.kind === 'receipt'
  if (c.at < c.recordedAt && (!spec.mayBeTold || nameless) && !told) return refusal({ rule: 'time.told', field: 'at', says: [`“${spec.label[0]}”以提交时间为准，不能补填日期`, `"${spec.label[1]}" counts from when it is sent; no earlier date can be given`] }, spec)
  if (opened && !c.byLoop && c.at < c.state.movedAt) return refusal({ rule: 'time.order', field: 'at', says: ['发生时间早于事项的上一步', 'It would have happened before the matter’s last step'] }, spec)
  return undefined
}

/** Options an organ, person or place field offers here; undefined: the whole register. A county's own list is the one in force on the day. */
export const optionsFor = (spec: ActSpec, c: Ctx, field: string): readonly Option[] | undefined => spec.options?.(c, field) ?? countyOptions(spec.form[field], c)
export const countyOptions = (f: Field | undefined, c: Ctx): readonly Option[] | undefined => (f?.setting === undefined ? undefined : optionsIn(c.settings.look(f.setting, c.today).value))

/** The fields of an act's form offered to this actor. */
export const offered = (spec: ActSpec, c: Ctx): string[] => {
  const only = spec.fields?.(c)
  return Object.keys(spec.form).filter(id => !only || only.includes(id))
}

/** Is the id one of the register that a field of this kind may name? */
function inRegister(f: Field, c: Ctx, id: Id): boolean {
  switch (f.kind) {
    case 'organ': return c.directory.organ(id) !== undefined
    case 'person': return c.directory.person(id) !== undefined
    case 'place': return c.directory.place(id) !== undefined
    default: return f.kind !== 'entry'
  }
}

function choosable(spec: ActSpec, c: Ctx, input: Input): Refusal | undefined {
  const open = offered(spec, c)
  for (const id of spec.needs?.(c) ?? []) if (input[id] === undefined) return refusal({ rule: 'input.invalid', field: id, says: [`请填写“${spec.form[id]!.label[0]}”`, `"${spec.form[id]!.label[1]}" is required`] }, spec)
  for (const [id, f] of Object.entries(spec.form)) {
    if (input[id] === undefined) continue
    const no = (zh: string, en: string): Refusal => refusal({ rule: 'input.choice', field: id, says: [`“${f.label[0]}”${zh}`, `"${f.label[1]}" ${en}`] }, spec)
    if (!open.includes(id)) return refusal({ rule: 'input.unknown', field: id, says: [`“${f.label[0]}”这一项不由您填写`, `"${f.label[1]}" is not yours to fill in`] }, spec)
    if (f.kind !== 'organ' && f.kind !== 'person' && f.kind !== 'place' && f.kind !== 'entry' && !(f.kind === 'choice' && (spec.options || f.setting))) continue
    const allowed = optionsFor(spec, c, id)
    for (const value of idsOf(input[id])) {
      if (allowed ? !allowed.some(o => o.id === value) : !inRegister(f, c, value)) return no('请从列出的选项中选', 'must be one of those offered')
    }
  }
  return undefined
}

/** The field of this name; `opinions.1.gist` is a cell of a table. */
const fieldAt = (form: Form, name: string): Field => { const [id, , cell] = name.split('.'); return cell ? form[id!]!.row![cell]! : form[id!]! }

/** Decides one act. The family given is not touched. */
export function decide(world: World, family: Family, ask: Ask): Decision {
  const found = contextOf(world, family, ask)
  if (!found) return { ok: false, rule: 'matter', may: [], says: ['没有这个事项', 'There is no such matter'] }
  const { c, opened } = found
  const spec = Object.hasOwn(c.procedure.acts, ask.act) ? c.procedure.acts[ask.act] : undefined
  if (!spec) return { ok: false, rule: 'act.unknown', may: [], says: [`没有“${ask.act.slice(0, 40)}”这个动作`, `There is no act "${ask.act.slice(0, 40)}"`] }
  if (!opened && c.procedure.childOnly) return refusal({ rule: 'childOnly', says: ['这类事项只能由上级事项开启', 'Such a matter is opened by another matter only'] }, spec)
  const no = permit(ask.act, spec, c, opened) ?? timely(spec, c, opened, ask.told === true)
  if (no) return no
  const checked = validate(spec.form, ask.input)
  if (!checked.ok) return { ...checked, may: [] }
  const named = identifying(spec.form, checked.input)
  if (named) {
    const label = fieldAt(spec.form, named).label
    return refusal({ rule: 'input.personal', field: named, article: { law: '个人信息保护法', article: '第六条' }, says: [`“${label[0]}”里有电话或证件号，别人也会看到，请删去`, `"${label[1]}" holds a telephone or identity number that others would read; take it out`] }, spec)
  }
  const told: Ctx = { ...c, input: checked.input }
  const wrong = choosable(spec, told, checked.input)
  if (wrong) return wrong
  const refused = spec.refuse?.(told)
  if (refused) return refusal(refused, spec)
  return perform(world, family, told, ask, spec)
}

function perform(world: World, family: Family, told: Ctx, ask: Ask, spec: ActSpec): Decision {
  const copy = copyFamily(family)
  const { open, sealed } = partition(spec.form, told.input)
  const as = spec.onBehalf?.(told)
  const run: Run = { world, family: copy, ask, actor: as ?? ask.actor, events: [], tell: [], echoes: [], numbers: [] }
  const base = copy.matters.get(told.state.id) ?? told.state
  applyEffect(run, base, { ...told, family: copy, state: base }, ask.act, spec, open)
  return {
    ok: true, events: run.events, tell: run.tell, echoes: run.echoes, numbers: run.numbers,
    particulars: sealed.map(s => ({ matter: ask.matter, ...s })), ...(as ? { as } : {}),
  }
}
