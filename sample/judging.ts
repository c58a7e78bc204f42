/** What comes after the result: the deputy's check, the requester's rating, silence, publication. */
import type { Day } from '#law/time.ts'
import { shift } from '#law/time.ts'
import { childRef, type Course } from '#sample/course.ts'
import { clerk, deputy, head, officer } from '#sample/hands.ts'
import { handledAgain, type Handled } from '#sample/handlings.ts'
import { earlier, hour, lastDay, lastOfficeDay, workingDay } from '#sample/moments.ts'
import type { By, Name } from '#sample/plan.ts'
import { toldCases } from '#sample/words/choose.ts'
import * as phrases from '#sample/words/phrases.ts'

/** Working days a requester has to rate. */
export const ratingDays = 10
/** What the requesters of the two problems that were denied said, and how. */
const denials: Readonly<Record<number, { readonly day: Day; readonly way: 'receipt' | 'phone' }>> = { 193: { day: '2025-10-15', way: 'receipt' }, 199: { day: '2025-10-17', way: 'phone' } }

/** The day on which an unrated problem closes by silence; undefined when somebody rated, nobody can, or the year ends before. */
export function silentOn(p: { readonly verified?: Day; readonly grade?: string }): Day | undefined {
  if (!p.verified || p.grade !== 'none') return undefined
  const day = workingDay(p.verified, ratingDays)
  return day <= lastDay ? day : undefined
}

function rate(k: Course, way: 'receipt' | 'phone' | 'paper', day: Day, solved: 'yes' | 'partly' | 'no', grade: string, minute: number, more: { readonly opens?: readonly Name[] } = {}): void {
  const { p, c } = k
  const byReceipt = way === 'receipt'
  const by: By = byReceipt ? { kind: 'receipt', matter: c.root } : k.station
  k.wish(day, minute, 'rate', { on: c.matter, act: 'rate', by, ...more, input: { solved, grade, ...(byReceipt ? (p.no % 4 === 0 ? { comment: phrases.comment(p.no) } : {}) : { way }) } })
}
/** Within ten working days after the check; what is on paper or by phone in office hours. */
function rated(k: Course): Day | undefined {
  const { p } = k
  if (!p.verified || !p.way || !p.solved || !p.grade || p.grade === 'none' || p.grade === 'anonymous') return undefined
  if (p.way === 'receipt') {
    const day = earlier(earlier(shift(p.verified, 1 + (p.no % 8)), workingDay(p.verified, ratingDays)), lastDay)
    rate(k, 'receipt', day, p.solved, p.grade, hour(19, 20) + (p.no % 60))
    return day
  }
  const day = earlier(workingDay(p.verified, 1 + (p.no % 7)), lastOfficeDay)
  rate(k, p.way, day, p.solved, p.grade, day === p.verified ? hour(16, 40) : p.way === 'phone' ? hour(10) + (p.no % 90) : hour(15) + (p.no % 60))
  return day
}

const published = (k: Course): boolean => k.told || (!k.c.isPart && k.p.grade === 'satisfied' && k.p.no % 13 === 4)
/** Two people publish: one writes, another approves. */
function publishing(k: Course, closed: Day | undefined): void {
  const { c, o } = k
  if (!closed || !published(k)) return
  const [written, approved] = [workingDay(closed, 2), workingDay(closed, 3)]
  if (approved > lastOfficeDay) return
  const told = toldCases[o.no]
  k.wish(written, hour(15, 40), 'proposePublic', { on: c.matter, act: 'proposePublic', by: clerk(c.place.code), input: { title: told?.title ?? c.text.gist.slice(0, 60), text: `居民反映：${c.text.gist}。办理结果：${c.text.done}。` } })
  k.wish(approved, hour(9, 30), 'publish', { on: c.matter, act: 'publish', by: head(c.place.code), input: {} })
}

function verify(k: Course, who: Name, day: Day): void {
  const told = toldCases[k.o.no]
  k.wish(day, hour(15, 10), 'verify', { on: k.c.matter, act: 'verify', by: deputy(who), input: { degree: 'solved', finding: told?.finding ?? phrases.found(k.p.no), ...(k.p.handler === '某企业' ? { differs: true } : {}) } })
}
function sendBack(k: Course, who: Name, day: Day, child: Name): void {
  k.wish(day, hour(9, 50), 'sendBack', { on: k.c.matter, act: 'sendBack', by: deputy(who), input: { why: phrases.sentBack(k.p.no) }, opens: [child] })
}

/** Beyond the district after all: reported upward and tracked. */
function upward(k: Course): void {
  const { p, c } = k
  const day = workingDay(p.dispatched, p.no % 2 ? 3 : 4)
  k.wish(day, hour(10, 10), 'reportUp', { on: c.matter, act: 'reportUp', by: officer(p.no), input: { unit: p.handler, letter: '商请函（示例）', gist: c.text.gist, look: shift(day, 28) } })
  const note = workingDay(day, 12)
  if (note <= lastOfficeDay) k.wish(note, hour(15, 30), 'noteUpward', { on: c.matter, act: 'noteUpward', by: officer(p.no), input: { text: phrases.outsideProgress(p.no + 1) } })
}

/** Plans what follows the result, and what is still open when the year ends. */
export function judging(k: Course, h: Handled, who: Name, lastChild: number): void {
  const { p } = k
  if (p.state === 'upward') return upward(k)
  if (h.sentBack) {
    sendBack(k, who, h.sentBack, childRef(p, lastChild + 1))
    handledAgain(k, lastChild + 1, h.sentBack, p.redone ? p.result : undefined)
  }
  if (!p.verified) return
  verify(k, who, p.verified)
  const no = denials[p.no]
  if (p.state === 'denied' && no) {
    rate(k, no.way, no.day, 'no', 'dissatisfied', no.way === 'receipt' ? hour(19, 50) : hour(10, 30), { opens: [childRef(p, lastChild + 1)] })
    return handledAgain(k, lastChild + 1, workingDay(no.day, 1))
  }
  if (p.grade === 'none' && !k.told) {
    const day = workingDay(p.verified, 5)
    if (day <= lastOfficeDay) k.wish(day, hour(10, 10) + (p.no % 40), 'callBack', { on: k.c.matter, act: 'callBack', by: k.station, input: { way: 'phone', text: phrases.rung(p.no) } })
  }
  publishing(k, rated(k) ?? silentOn(p))
}
