/** 办: what each organ does with a suggestion: signs, plans, asks for time, meets the deputy, gives its view, answers by letter. */
import { type Day, daysBetween } from '#law/time.ts'
import { handler, officer, signer } from '#sample/hands.ts'
import { hour, workingDay } from '#sample/moments.ts'
import { organRef } from '#sample/people.ts'
import type { Name, Value } from '#sample/plan.ts'
import { type Step, tooLate, unfounded } from '#sample/suggestions/handing.ts'
import { replyText, type Said } from '#sample/suggestions/said.ts'
import { bareName, type Class, leadOf, type Suggestion } from '#sample/suggestions/table.ts'
import { againRef, answering, handlingRef, suggestionRef } from '#sample/suggestions/who.ts'
import * as phrases from '#sample/words/suggestion-phrases.ts'

/** The organ's own letter numbers; undefined where ours is taken. */
export type Letters = (no: number, organ: string, again: boolean) => string | undefined
export type Work = { readonly s: Suggestion; readonly said: Said; readonly step: Step; readonly letters: Letters; /** By when what is planned was promised. */ readonly promised: Day; /** When all were handed over. */ readonly from: Day }

/** Co-handlers who never gave a view: the lead answered without them. */
export const silent = (no: number, i: number): boolean => (no + i * 5) % 13 === 0
const classOf = (s: Suggestion, organ: string): Class => s.classes[organ === leadOf(s) ? 0 : 1]!

function takesOn(k: Work, organ: string, day: Day): void {
  const { s, step } = k, child = handlingRef(s.no, organ), by = handler(organRef(organ)), n = s.no + organ.length
  const signed = workingDay(day, 1)
  if (n % 3 === 0 || unfounded.includes(s.no)) step(signed, hour(9, 10) + (s.no % 50), `signFor:${organ}`, { on: child, act: 'signFor', by, input: {} })
  if (unfounded.includes(s.no)) {
    step(workingDay(day, 2), hour(10), 'askReturn:unfounded', { on: child, act: 'askReturn', by, input: { reason: 'notOurs', why: '经研究，认为不属本单位职责' } })
    step(workingDay(day, 3), hour(9, 30), 'refuseReturn', { on: child, act: 'refuseReturn', by: officer(s.no), input: { why: phrases.stillYours(s.no) } })
  }
  const accepted = unfounded.includes(s.no) ? workingDay(day, 3) : workingDay(day, 1 + (n % 3))
  step(accepted, hour(14, 30) + (s.no % 60), `accept:${organ}`, { on: child, act: 'accept', by, input: {} })
  if (tooLate.includes(s.no)) step(workingDay(day, 12), hour(10, 30), 'askReturn:late', { on: child, act: 'askReturn', by, input: { reason: 'notOurs', why: '经研究，认为不属本单位职责' }, refused: 'handling.returnLate' })
  if (n % 3 === 1) step(workingDay(accepted, 4), hour(10) + (s.no % 60), `plan:${organ}`, { on: child, act: 'plan', by, input: { text: phrases.plan(n), who: phrases.who(n) } })
}
/** Met, rung, or tried three times in vain, once in writing; always before the letter. */
function contacts(k: Work, organ: string, child: Name, replied: Day, round: string): void {
  const { s, step } = k, by = handler(organRef(organ))
  if (s.contact === 'failed' && round === 'first') {
    ([[-12, 'phone'], [-8, 'phone'], [-5, 'letter']] as const).forEach(([back, how], i) => {
      const day = workingDay(replied, back)
      step(day, hour(10, 20), `contactFailed:${organ}:${i + 1}`, { on: child, act: 'contactFailed', by, input: { how, day, note: phrases.missed(i) } })
    })
    return
  }
  const day = workingDay(replied, -2 - (s.no % 3)), how = s.contact === 'phone' ? 'phone' : 'faceToFace'
  step(day, hour(11) + (s.no % 40), `contact:${organ}:${round}`, { on: child, act: 'contact', by, input: { how, day, note: how === 'phone' ? phrases.rang(s.no) : phrases.talked(s.no) } })
}
/** The letter: drafted and signed by the head, or a sealed one typed in. */
function answers(k: Work, organ: string, child: Name, replied: Day, again: boolean): void {
  const { s, said, step } = k, by = handler(organRef(organ)), round = again ? 'again' : 'first', klass = classOf(s, organ), number = k.letters(s.no, organ, again)
  const body = replyText(s, said, klass, k.promised, organ)
  const letter: Record<string, Value> = { class: klass, result: again ? `${phrases.again(s.no)}${body}` : body, ...(klass === 'promised' ? { promisedBy: k.promised } : {}), ...(s.no % 5 === 0 ? { openness: 'open' } : {}) }
  contacts(k, organ, child, replied, round)
  if (number !== undefined && s.no % 3 !== 0) return step(replied, hour(15) + (s.no % 50), `reply:${organ}:${round}`, { on: child, act: 'reply', by, input: { ...letter, ownNumber: number } })
  step(workingDay(replied, -1), hour(15) + (s.no % 50), `draft:${organ}:${round}`, { on: child, act: 'draft', by, input: letter })
  step(replied, hour(10, 30) + (s.no % 50), `signOff:${organ}:${round}`, { on: child, act: 'signOff', by: signer(organRef(organ)), input: number === undefined ? {} : { ownNumber: number } })
}
function extension(k: Work, organ: string, until: Day): void {
  const { s, step } = k, child = handlingRef(s.no, organ)
  step(workingDay('2025-06-16', s.no % 3), hour(9, 20) + (s.no % 60), `askExtension:${organ}`, { on: child, act: 'askExtension', by: handler(organRef(organ)), input: { until, why: phrases.extension(s.no) } })
  step('2025-06-20', hour(9) + (s.no % 60), `grantExtension:${organ}`, { on: child, act: 'grantExtension', by: officer(s.no), input: {} })
}

/** The lead's and the separate handler's work up to the first letter; what nobody answers ends when it is withdrawn. */
export function worked(k: Work, leadSince: Day): void {
  const { s, step } = k
  answering(s).forEach((organ, i) => {
    const child = handlingRef(s.no, organ), by = handler(organRef(organ)), since = i === 0 ? leadSince : k.from
    takesOn(k, organ, since)
    if (!s.replied) return
    if (daysBetween(since, s.replied) > 70 && s.no % 2) step(workingDay(since, 28), hour(10, 40) + (s.no % 40), `progress:${organ}`, { on: child, act: 'progress', by, input: { text: phrases.progress(s.no) } })
    if (s.until) extension(k, organ, s.until)
    answers(k, organ, child, i === 0 ? s.replied : workingDay(s.replied, -1), false)
  })
}
/** 示住建会函〔2025〕n号: a co-handler numbers its views by the suggestion they are on. */
const viewNumber = (organ: string, no: number): string => `示${bareName(organ)}会函〔2025〕${no}号`
/** Co-handlers: their view on their own clock, before the lead's letter. */
export function coViewed(k: Work): void {
  const { s, step } = k
  s.co.forEach((organ, i) => {
    const child = handlingRef(s.no, organ), by = handler(organRef(organ))
    step(workingDay(k.from, 2 + (s.no % 2)), hour(9, 40) + (s.no % 60), `accept:${organ}`, { on: child, act: 'accept', by, input: {} })
    if (!silent(s.no, i)) step(workingDay(k.from, 8 + ((s.no * 3 + i) % 11)), hour(16) + (s.no % 50), `coView:${organ}`, { on: child, act: 'coView', by, input: { view: phrases.view(s.no + i), ownNumber: viewNumber(organ, s.no) } })
  })
}
/** Once more after a rating of 不满意: the same organs, met again, a letter of their own two days before the second rating. */
export function workedAgain(k: Work, from: Day, rated: Day): void {
  for (const organ of answering(k.s)) {
    const child = againRef(k.s.no, organ)
    k.step(workingDay(from, 1), hour(9, 30) + (k.s.no % 30), `accept:${organ}:again`, { on: child, act: 'accept', by: handler(organRef(organ)), input: {} })
    answers(k, organ, child, workingDay(rated, -2), true)
  }
}
/** Urged as the day draws near, where the letter came late; looked at in May on the way. */
export function supervised(k: Work, due: Day, by: Parameters<Step>[3]['by']): void {
  const { s, step } = k, on = suggestionRef(s.no)
  if (s.replied && s.replied > due && !s.until) step(workingDay(s.replied, -2), hour(9), 'urge', { on, act: 'urge', by: s.no % 2 ? by : officer(s.no), input: { text: phrases.urged(s.no) } })
  if (s.no % 6 === 4 && (!s.replied || s.replied > '2025-05-23')) step(workingDay('2025-05-15', s.no % 3), hour(15, 20) + (s.no % 40), 'check', { on, act: 'check', by: officer(s.no), input: { text: phrases.checked(s.no) } })
}
