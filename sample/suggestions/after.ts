/** 评 and what comes after: the deputy's rating, a second one, the chairpersons' list, follow-up replies, publication, withdrawal. */
import type { Day } from '#law/time.ts'
import { deputy, handler, officer } from '#sample/hands.ts'
import { hour, workingDay } from '#sample/moments.ts'
import { organRef } from '#sample/people.ts'
import type { Name, Value } from '#sample/plan.ts'
import { replyText } from '#sample/suggestions/said.ts'
import { firstClass, leadOf, type Suggestion } from '#sample/suggestions/table.ts'
import { againRef, answering, suggestionRef } from '#sample/suggestions/who.ts'
import { type Work, workedAgain } from '#sample/suggestions/work.ts'
import * as phrases from '#sample/words/suggestion-phrases.ts'

/** Working days a deputy has to rate. */
const ratingDays = 20
/** The day on which an unrated one lapses. */
export const lapsesOn = (s: Suggestion): Day | undefined => (s.replied && s.result === 'none' ? workingDay(s.replied, ratingDays) : undefined)

/** Rates the first letter and, where it was handled again, the second. Answers the day of the last rating. */
export function rated(k: Work, evaluator: Name): Day | undefined {
  const { s, step } = k, on = suggestionRef(s.no), by = deputy(evaluator)
  if (!s.replied || !s.result || s.result === 'none' || !s.process || s.process === 'none') return undefined
  const day = workingDay(s.replied, s.second ? 2 : 2 + (s.no % 9)), minute = hour(12, 15) + (s.no % 40)
  const comment = s.result === 'dissatisfied' ? phrases.resultComment(s.no) : s.process === 'dissatisfied' ? phrases.processComment(s.no) : s.no % 3 === 0 ? phrases.comment(s.no) : undefined
  const input = (result: string, text: string | undefined): Record<string, Value> => ({ process: s.process!, result, ...(text ? { comment: text } : {}) })
  step(day, minute, 'evaluate', { on, act: 'evaluate', by, input: input(s.result, comment), ...(s.second ? { opens: answering(s).map(o => againRef(s.no, o)) } : {}) })
  if (!s.second) return day
  workedAgain(k, day, s.second.day)
  step(s.second.day, minute, 'evaluate:again', { on, act: 'evaluate', by, input: input(s.second.grade, s.second.grade === 'dissatisfied' ? phrases.resultComment(s.no + 1) : undefined) })
  if (s.second.grade === 'dissatisfied') step(workingDay(s.second.day, 15), hour(16), 'toChairs', { on, act: 'toChairs', by: officer(s.no), input: { meeting: '区人大常委会主任会议（示例）', text: '请承办单位先做能做的部分，列出替代措施，年底前向代表通报' } })
  return s.second.day
}
/** The class changes: what was promised is kept, or what could not be done is planned now. */
export function repliedAgain(k: Work): void {
  const { s, step } = k
  if (!s.change) return
  const solved = s.change.to === 'solved'
  step(s.change.day, hour(15, 30) + (s.no % 40), 'replyAgain', {
    on: suggestionRef(s.no), act: 'replyAgain', by: handler(organRef(leadOf(s))),
    input: { class: s.change.to, text: solved ? `${phrases.kept(s.no)}：${k.said.done}。` : `${phrases.nowPlanned(s.no)}：${k.said.what}。`, ...(solved ? { proof: phrases.proof(s.no) } : { promisedBy: k.promised }) },
  })
}
/** Two people publish; of one the deputies' committee says why it does not. */
export function opened(k: Work, day: Day | undefined): void {
  const { s, step } = k, on = suggestionRef(s.no)
  if (!day) return
  if (s.no === 58) return step(workingDay(day, 5), hour(10), 'withhold', { on, act: 'withhold', by: officer(s.no), input: { reason: 'safety', why: '答复涉及治安视频点位，不宜公开' } })
  if (s.no % 8 !== 3) return
  step(workingDay(day, 5), hour(15, 10) + (s.no % 40), 'proposePublic', { on, act: 'proposePublic', by: officer(s.no), input: { title: k.said.title, text: k.said.text, reply: replyText(s, k.said, firstClass(s)!, k.promised), looked: true } })
  step(workingDay(day, 6), hour(9, 40) + (s.no % 40), 'publish', { on, act: 'publish', by: officer(s.no + 1), input: {} })
}
export function withdrew(k: Work, lead: Name): void {
  const { s, step } = k
  if (s.withdrawn) step(s.withdrawn, hour(10), 'withdraw', { on: suggestionRef(s.no), act: 'withdraw', by: deputy(lead), input: { why: phrases.withdrawn } })
}
