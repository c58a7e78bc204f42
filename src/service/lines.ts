/** A matter as one line of a list, with its most urgent duty explained. */
import { dayOf, daysBetween } from '#law/time.ts'
import type { Family, State } from '#loop/fold.ts'
import { openDuties } from '#loop/fold.ts'
import type { Day, Duty, Id, Instant, Label, Owes } from '#loop/words.ts'
import { slipOf, slipsIn } from '#procedures/slips.ts'
import { sealedTitle } from '#procedures/quarantine.ts'
import { channels } from '#procedures/words.ts'
import { saying } from '#loop/local.ts'
import { choiceLabel, optionsIn } from '#loop/settings.ts'
import type { Option } from '#loop/fields.ts'
import type { Procedure } from '#loop/procedure.ts'
import { rowOf } from '#service/projection.ts'
import type { DutyView, Light, MatterLine } from '#service/views.ts'
import type { Held } from '#service/world.ts'
import type { ListedMatter } from '#store/matters.ts'
import type { MatterRow } from '#store/shapes.ts'

const nearDays = 3
const requester: Label = ['反映人', 'The requester']

export const nameOf = (held: Held, id: Id): Label => held.world.directory.organ(id) ? [held.world.directory.organ(id)!.short, held.world.directory.organ(id)!.nameEn] : held.world.directory.name(id) ?? ['（未知）', '(unknown)']
/** Who is to do it now: an organ that is no more owes it through whoever carries on its work. */
export function owesName(held: Held, owes: Owes, day: Day): Label {
  if (owes === 'requester') return requester
  const id = owes.slice(owes.indexOf(':') + 1)
  return nameOf(held, held.world.directory.heirOf(id, day) ?? id)
}

const lightOf = (days: number): Light => (days < 0 ? 'overdue' : days <= nearDays ? 'near' : 'ok')
export function dutyView(held: Held, procedure: string, version: number | undefined, d: Duty, now: Instant): DutyView {
  const spec = held.world.procedures.get(procedure, version).acts[d.act]
  const left = daysBetween(dayOf(now), dayOf(d.due))
  return {
    no: d.no, act: d.act, actLabel: spec?.label ?? [d.act, d.act], owes: d.owes, owesName: owesName(held, d.owes, dayOf(now)), due: d.due, dueDay: dayOf(d.due), daysLeft: left, light: lightOf(left),
    why: d.why, provisional: d.provisional === true, extended: d.replaces !== undefined,
  }
}

/** A label of ours, said in the congress's words; labels of the procedures it is given are said so already. */
export const inWords = (held: Held, l: Label): Label => { const say = saying(held.words); return [say(l[0]), say(l[1])] }
/** The setting that lists what a procedure's matters are about. */
const categorySetting = (p: Procedure): string | undefined => p.categories ?? p.correctable.category?.setting
/** The categories of a procedure in force on the day: the county's list, or its own words. */
export function categoriesIn(held: Held, procedure: string, day: Day): readonly Option[] {
  const p = held.world.procedures.get(procedure), setting = categorySetting(p)
  return setting ? optionsIn(held.world.settings.look(setting, day).value) : p.correctable.category?.options ?? Object.entries(p.words?.category ?? {}).map(([id, label]) => ({ id, label }))
}
/** A category as the county calls it, from its procedure's own list; a child has its parent's, which may be of any. */
export function categoryOf(held: Held, id: string | null | undefined, day: Day, procedure?: string): Label {
  if (!id) return ['未分类', 'Not classified']
  const own = procedure ? categorySetting(held.world.procedures.get(procedure)) : undefined
  const lists = own ? [own] : [...new Set(held.world.procedures.list.flatMap(p => categorySetting(p) ?? []))]
  for (const name of lists) { const label = choiceLabel(held.world.settings, name, id, day); if (label[0] !== id) return label }
  return [id, id]
}

/** The local name of the slip a stage belongs to. */
export function slipName(held: Held, procedure: string, stage: string, day: string): Label | null {
  const n = held.world.procedures.get(procedure).stages[stage]?.slip
  return slipOf(slipsIn(held.world.settings.look('request.slips', day).value), n) ?? null
}

const noGist: Label = ['（还没有摘要）', '(no gist yet)']
const hidden: Label = ['（限制可见）', '(restricted)']

export function flagsOf(marks: Readonly<Record<string, string>>, restricted: boolean): Label[] {
  const flags: Label[] = []
  if (marks.quarantined) flags.push(['封存核查', 'Sealed, being checked'])
  if (marks.imported) flags.push(['导入', 'Imported'])
  if (restricted) flags.push(['限制可见', 'Restricted'])
  if (Number(marks.returns ?? 0) >= 3) flags.push([`已退${marks.returns}次，提请协调`, `Returned ${marks.returns} times: coordinate`])
  if (marks.differs) flags.push(['诉求与结果不一致', 'What was done is not what was asked'])
  if (marks.denied) flags.push(['反映人说没解决', 'The requester says it is not solved'])
  if (marks.contactDenied) flags.push(['代表说没有联系过', 'The deputy denies the contact'])
  if (Number(marks.also ?? 0) > 0) flags.push([`另有${marks.also}位居民反映同一件事`, `${marks.also} more raised the same`])
  if (marks.extended) flags.push(['已延期', 'Extended'])
  if (marks.again) flags.push(['重新办理', 'Handled again'])
  if (marks.erased) flags.push(['个人信息已清除', 'Particulars erased'])
  if (marks.published && !marks.quarantined) flags.push(['已公开', 'Published'])
  return flags
}

/** The first duty of a listed row, as far as a line needs it. */
export const firstDuty = (r: ListedMatter): LineDuty | null => (r.due ? { no: '', owes: r.dueOwes as Owes, act: r.dueAct ?? '', due: r.due, basis: 'local', why: [], ...(r.dueProcedure ? { procedure: r.dueProcedure } : {}) } : null)
/** A duty, and the procedure its act belongs to where that is a child's. */
type LineDuty = Duty & { readonly procedure?: string }

/** A line from its row and the duty that is due first. */
export function lineOf(held: Held, r: MatterRow, duty: LineDuty | null, now: Instant, mayRead = true): MatterLine {
  const p = held.world.procedures.get(r.procedure, r.version)
  const title: Label = !mayRead ? hidden : r.title === sealedTitle[0] ? sealedTitle : r.title ? [r.title, r.title] : noGist
  const place = r.place ? held.world.directory.place(r.place) : undefined
  return {
    id: r.id, procedure: r.procedure, procedureLabel: p.label, title, short: r.short, stage: r.stage, stageLabel: p.stages[r.stage]?.label ?? [r.stage, r.stage], ended: r.ended,
    outcome: r.outcome ? (p.outcomes?.[r.outcome] ?? p.words?.outcome?.[r.outcome] ?? null) : null, category: categoryOf(held, r.category, dayOf(now), r.procedure), channel: r.channel ? (p.words?.channel?.[r.channel] ?? (channels as Record<string, Label>)[r.channel] ?? null) : null,
    place: place ? [place.name, place.nameEn] : null, openedDay: dayOf(r.openedAt), duty: duty ? (duty.procedure && duty.procedure !== r.procedure ? dutyView(held, duty.procedure, undefined, duty, now) : dutyView(held, r.procedure, r.version, duty, now)) : null, parent: r.parent, flags: flagsOf(r.marks, r.restricted),
  }
}
/** A line from a folded family. */
export function lineOfState(held: Held, family: Family, s: State, now: Instant): MatterLine {
  const first = openDuties(s).sort((a, b) => (a.due < b.due ? -1 : 1))[0] ?? null
  return lineOf(held, rowOf(family, s, true), first, now)
}
