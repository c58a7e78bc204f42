/** What the handling organ does: signs, accepts, reports, asks for more time, reports the result; for a unit outside the district notes it. */
import { childRef, type Course, type Redo, redoOf, type Round } from '#sample/course.ts'
import { handler } from '#sample/hands.ts'
import { dueAfter, earlier, hour, lastOfficeDay, later, workingDay, workingDaysFrom } from '#sample/moments.ts'
import type { Name } from '#sample/plan.ts'
import type { Day } from '#law/time.ts'
import * as phrases from '#sample/words/phrases.ts'

/** Problems whose handler wanted to return them without ground, and those who asked too late. */
export const unfounded: readonly number[] = [45, 109, 138]
export const tooLate: readonly number[] = [53, 162]
/** Extensions whose new date is not reckoned from the first one: they must reach beyond the end of the year. */
const until: Readonly<Record<string, Day>> = { 'handling:185': '2025-12-05', 'handling:191': '2025-12-12', 'handling:192': '2025-12-10', 'again:193': '2025-12-12', 'again:199': '2025-12-15', 'again:202': '2025-12-12', 'again:204': '2025-12-10' }
/** When the deputy sent back what failed the check and is not solved yet. */
const sentBackOn: Readonly<Record<number, Day>> = { 202: '2025-10-14', 204: '2025-10-10', 205: '2025-10-31' }

export type Handled = { readonly accepted: Day; readonly first?: Day; readonly sentBack?: Day }

function extension(k: Course, child: Name, from: Day, days: number, what: 'handling' | 'again'): void {
  const due = dueAfter(from, days)
  const reach = until[`${what}:${k.p.no}`] ?? later(dueAfter(due, 30), workingDay(k.p.result ?? due, 2))
  k.wish(workingDay(due, -4), hour(10, 20), `askExtension:${what}`, { on: child, act: 'askExtension', by: handler(k.organ), input: { until: reach, why: phrases.extension(k.p.no) } })
  k.wish(workingDay(due, -3), hour(9, 40), `grantExtension:${what}`, { on: child, act: 'grantExtension', by: k.sender, input: {} })
}

/** Signs for it and confirms; answers with the day of confirming. */
function accepts(k: Course, r: Round, until: Day): Day {
  const { p } = k
  if (k.outside) return r.day
  const by = handler(r.organ)
  const span = workingDaysFrom(r.day, until)
  const early = r.minute < hour(12)
  const signed = span >= 3 && p.no % 3 === 0 ? workingDay(r.day, 1) : r.day
  k.wish(signed, signed > r.day ? hour(9, 15) : early ? hour(10, 40) : hour(15, 30), 'signFor', { on: r.child, act: 'signFor', by, input: {} })
  const refused = unfounded.includes(p.no)
  const accepted = refused ? workingDay(signed, 2) : span >= 4 && p.no % 2 ? workingDay(signed, 1) : signed
  if (refused) {
    k.wish(workingDay(signed, 1), hour(10), 'askReturn:unfounded', { on: r.child, act: 'askReturn', by, input: { reason: 'notOurs', why: phrases.notOurs(p.no) } })
    k.wish(workingDay(signed, 2), hour(9, 30), 'refuseReturn', { on: r.child, act: 'refuseReturn', by: k.sender, input: { why: phrases.stillOurs(p.no) } })
  }
  k.wish(accepted, accepted > signed ? hour(9, 50) : early && signed === r.day ? hour(14, 50) : hour(16, 10), 'accept', { on: r.child, act: 'accept', by, input: {} })
  if (tooLate.includes(p.no)) k.wish(workingDay(r.day, 8), hour(10, 30), 'askReturn:late', { on: r.child, act: 'askReturn', by, input: { reason: 'notOurs', why: phrases.notOurs(p.no) }, refused: 'handling.returnLate' })
  return accepted
}

function reports(k: Course, child: Name, from: Day, until: Day): void {
  const span = workingDaysFrom(from, until)
  const by = k.outside ? k.sender : handler(k.organ)
  const at = span >= 25 ? [0.3, 0.7] : span >= 8 ? [0.45] : []
  at.forEach((share, i) => k.wish(earlier(workingDay(from, Math.floor(span * share)), lastOfficeDay), hour(10, 50), `progress:${i + 1}`, {
    on: child, act: 'progress', by, input: { text: k.outside ? phrases.outsideProgress(k.p.no + i) : phrases.progress(k.p.no + 2 * i) },
  }))
}

function submits(k: Course, child: Name, day: Day, result: string, what: string): void {
  k.wish(day, hour(16, 40) + (k.p.no % 20), `submit:${what}`, { on: child, act: 'submit', by: k.outside ? k.sender : handler(k.organ), input: { result } })
  if (k.anonymous) return
  const same = k.p.no % 3 === 0
  k.wish(same ? day : workingDay(day, 1), same ? hour(17, 20) : hour(9, 10), `inform:${what}`, { on: k.c.matter, act: 'inform', by: k.station, input: { way: k.o.channel === 'letter' ? 'letter' : k.p.no % 9 === 0 ? 'visit' : 'phone', text: phrases.told(k.p.no) } })
}

/** The same organ once more, after the check or the requester found it wanting. */
export function handledAgain(k: Course, n: number, from: Day, result?: Day): void {
  const child = childRef(k.p, n)
  const by = handler(k.organ)
  k.wish(from, hour(10, 40), 'signFor:again', { on: child, act: 'signFor', by, input: {} })
  k.wish(from, hour(11, 20), 'accept:again', { on: child, act: 'accept', by, input: {} })
  if (`again:${k.p.no}` in until) extension(k, child, from, 30, 'again')
  if (result) submits(k, child, result, `返工后复查合格：${k.c.text.done}`, 'again')
}

/** Plans the handling from the last dispatch to the result that stands. */
export function handling(k: Course, r: Round): Handled {
  const { p } = k
  const redo: Redo | undefined = redoOf(p, r.day)
  const first = redo?.failed ?? p.result
  const accepted = accepts(k, r, first ?? workingDay(r.day, 10))
  if (p.extended) extension(k, r.child, r.day, p.complex ? 90 : 30, 'handling')
  // What is reported upward soon after is followed there; of the two told cases nothing is added to what the report tells.
  if (p.state !== 'upward' && !k.told) reports(k, r.child, accepted, first ?? lastOfficeDay)
  if (!first) return { accepted }
  const failed = redo !== undefined || p.state === 'sentBack'
  submits(k, r.child, first, failed ? '已组织初步处理，正在观察效果' : k.c.text.done, 'first')
  const sentBack = redo?.sentBack ?? sentBackOn[p.no]
  return { accepted, first, ...(sentBack ? { sentBack } : {}) }
}
