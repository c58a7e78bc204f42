/**
 * A matter that began before this system did, taken over from the ledger it was kept in. One act, on the day of the import, says
 * what the ledger says and opens the matter where it stands; nothing is acted out after the event. What the ledger dates is a fact
 * of that day; what is owed from now on is owed by the ledger's own date, or by the term reckoned from the ledger's day.
 */
import { reckon } from '#law/clock.ts'
import { dayOf, endOfDay, formatDay } from '#law/time.ts'
import { date, text } from '#loop/fields.ts'
import type { Ctx, No, OweSpec } from '#loop/procedure.ts'
import { termOf } from '#loop/settings.ts'
import type { Day, Instant, Json, Label } from '#loop/words.ts'
import { momentOf } from '#procedures/terms.ts'

/** Which import it came with; the mark of the same name says so on every list. */
export const imported = text(['导入批次', 'Import'], { required: true, max: 36, unseen: true })
/** The days a ledger has of one organ's work. */
export const handlingDays = {
  handedOver: date(['派出日期', 'Sent out']), due: date(['办理期限', 'Due']), until: date(['延期至', 'Extended to']), replied: date(['答复（报结果）日期', 'Answered']),
}
export const said = (v: Json | undefined): string | undefined => (v === undefined || v === null || v === '' ? undefined : String(v))
export const ids = (v: Json | undefined): string[] => (typeof v === 'string' ? [v] : Array.isArray(v) ? v.map(String) : [])

/** A thing of the ledger's day is true of that day, and of no moment to come. */
export function stamp(c: Ctx, day: Json | undefined): { at?: Instant } {
  const on = said(day)
  if (!on) return {}
  const at = momentOf(on)
  return { at: at < c.at ? at : c.at }
}

/** By when it was and is to be answered: as the ledger says, else reckoned from the day it was sent out. */
export function terms(c: Ctx, within: string): { readonly first: Day; readonly now: Day } {
  const since = said(c.input.handedOver) ?? c.today
  const first = said(c.input.due) ?? reckon(c.calendar, since, termOf(c.settings.look(within, since))).day
  return { first, now: said(c.input.until) ?? first }
}
/** Whether the answer came by the first date, by the extended one, or late. */
export function timely(c: Ctx, within: string): string {
  const { first, now } = terms(c, within), on = said(c.input.replied) ?? c.today
  return on <= first ? 'onTime' : on <= now ? 'extended' : 'late'
}
/** What is owed from now on. A date the ledger gives stays as it was written; one it does not give is reckoned, and explained by its article. */
export function owedBy(c: Ctx, duty: Pick<OweSpec, 'act' | 'owes'>, within: string): OweSpec {
  const due = said(c.input.due), until = said(c.input.until), since = said(c.input.handedOver) ?? c.today
  if (until) {
    const was = formatDay(terms(c, within).first), is = formatDay(until)
    return { ...duty, within: { unit: 'day', n: 0 }, on: { day: until, why: [`台账：原期限${was[0]}，经批准延至${is[0]}`, `By the ledger: due ${was[1]}, extended to ${is[1]}`] } }
  }
  return due ? { ...duty, within: { unit: 'day', n: 0 }, on: { day: due, why: ['期限按台账所记', 'As the ledger has it'] } } : { ...duty, within, since }
}

/** What is wrong with a row of the ledger, at which of its fields, and what to do about it. */
export type Wrong = { readonly field: string; readonly says: Label; readonly todo: Label }
export const wrong = (field: string, says: Label, todo: Label): Wrong => ({ field, says, todo })
/** A declaration refuses by the first; the dry run names them all. */
export const firstOf = (rule: string, all: readonly Wrong[]): No | undefined => all[0] && { rule, field: all[0].field, says: all[0].says }

/** Days in the order things happen: each not before any that stands before it, none to come. */
export function outOfOrder(c: { readonly input: Readonly<Record<string, unknown>>; readonly today: Day }, days: readonly (readonly [field: string, name: Label])[], mayBeAhead: readonly string[] = []): Wrong[] {
  const found: Wrong[] = [], passed: { day: Day; name: Label }[] = []
  for (const [field, name] of days) {
    const day = c.input[field]
    if (typeof day !== 'string') continue
    const before = passed.find(p => p.day > day)
    if (before) found.push(wrong(field, [`${name[0]}在${before.name[0]}之前`, `${name[1]} lies before: ${before.name[1]}`], ['核对这两个日期', 'check both days']))
    else if (day > c.today && !mayBeAhead.includes(field)) found.push(wrong(field, [`${name[0]}在今天以后`, `${name[1]} is yet to come`], ['核对日期', 'check the day']))
    if (!mayBeAhead.includes(field)) passed.push({ day, name })
  }
  return found
}
/** The first date of a duty that came with the ledger, where it has been extended since. */
export const firstDueOf = (marks: Readonly<Record<string, string>>, due: Instant | undefined): Instant | undefined => (marks.firstDue ? endOfDay(marks.firstDue) : due)
/** The day it was sent out: the ledger's, or the day it was opened here. */
export const begunOn = (s: { readonly marks: Readonly<Record<string, string>>; readonly openedAt: Instant }): Day => s.marks.begun ?? dayOf(s.openedAt)
