/** 提 and 审: papers of the three days typed in, looked at, returned, split, declined, converted, withdrawn, accepted in the order of their numbers. */
import type { Day } from '#law/time.ts'
import { deputy, officer } from '#sample/hands.ts'
import { hour, instant } from '#sample/moments.ts'
import { delegationRef, proposersOf } from '#sample/people.ts'
import { type Act, type Family, keyOf, type Name, named, type Value } from '#sample/plan.ts'
import type { Days } from '#sample/suggestions/calendar.ts'
import { type Said, titleOf } from '#sample/suggestions/said.ts'
import type { Suggestion } from '#sample/suggestions/table.ts'
import { grownFrom, isPart, keyFor, signersOf, splits, suggestionRef } from '#sample/suggestions/who.ts'
import type { Place } from '#sample/tables.ts'
import type { Paper } from '#sample/words/kinds.ts'
import * as phrases from '#sample/words/suggestion-phrases.ts'
import { convertedPapers, declinedPapers, withdrawnPapers } from '#sample/words/told-suggestions.ts'

/** Returned for amendment; those whose lead deputies amend them themselves, the others' new papers are typed in. */
export const amended: readonly number[] = [5, 23, 36, 47, 69, 88, 104, 122, 138, 156, 179]
const amendedByThemselves: readonly number[] = [23, 69, 104, 156]
/** Asked before the hand-over who would take them: those that go to two organs. */
const consults = (s: Suggestion): boolean => s.separate !== undefined
/** Requests that hold already what three of the papers passed on, by the station they were taken at. */
export const convertedTo: readonly { readonly opinion: number; readonly place: string }[] = [{ opinion: 53, place: 's7' }, { opinion: 55, place: 's8' }, { opinion: 58, place: 't1' }]

export type Session = { readonly days: Days; readonly session: Name; readonly placeOf: (code: string) => Place; readonly said: ReadonlyMap<number, Said>; /** With the station year beside it: what grew from an opinion, and what became one, is tied to it. */ readonly stations: boolean }

/** The n-th paper, from 0, of the 198 that three clerks type in on three days. */
function typed(k: Session, n: number): { by: Act['by']; at: string } {
  const perDay = 66
  return { by: officer(n), at: instant(k.days.session[Math.floor(n / perDay) % 3]!, hour(8, 40) + Math.floor((n % perDay) / 3) * 24 + (n % 3) * 3) }
}
const refs = (list: readonly Name[]): Value => list.map(named)

function paper(k: Session, n: number, ref: Name, key: string, p: { title: string; text: string; theme?: string; how: string; lead: Name; coSigners: readonly Name[]; place: string; motion?: string; grewFrom?: Name }): Act {
  const input: Record<string, Value> = {
    lead: named(p.lead), title: p.title, text: p.text, how: p.how, ...(p.theme ? { theme: p.theme } : {}), ...(p.coSigners.length ? { coSigners: refs(p.coSigners) } : {}), ...(p.how === 'delegation' ? { delegation: named(delegationRef(p.place)) } : {}),
    ...(p.motion ? { motion: p.motion } : {}), ...(p.grewFrom ? { grewFrom: named(p.grewFrom) } : {}), ...(n % 4 ? { openness: 'open' } : {}),
  }
  return { key, procedure: 'suggestion', act: 'enterPaper', input, ...typed(k, n), makes: ref }
}
const act = (no: number, name: string, day: Day, minute: number, by: Act['by'], input: Readonly<Record<string, Value>> = {}, more: Partial<Act> = {}): Act => ({ key: keyFor(no, name), on: suggestionRef(no), act: name, by, at: instant(day, minute), input, ...more })

/** Everything that is done with one until it has a number, and the asking of organs after that. */
export function proposed(k: Session, s: Suggestion, n: number): Act[] {
  const said = k.said.get(s.no)!, { lead, coSigners } = signersOf(s, k.placeOf(s.place)), acts: Act[] = []
  const part = splits.get(s.no), other = part ? k.said.get(part)! : undefined
  const first = { title: other ? titleOf(`${said.what}、${other.what}`) : said.title, text: other ? `${said.text}另外，${other.text}` : amended.includes(s.no) ? said.why : said.text }
  if (!isPart(s.no)) {
    const opinion = k.stations ? grownFrom.get(s.no) : undefined
    acts.push(paper(k, n, suggestionRef(s.no), keyFor(s.no, 'enterPaper'), { ...first, theme: s.theme, how: s.how, lead, coSigners, place: s.place, ...(s.motion ? { motion: `议案第${s.no % 7 + 1}号` } : {}), ...(opinion ? { grewFrom: `opinion:${opinion}` } : {}) }))
  }
  const minute = hour(9) + (s.no % 60)
  if (amended.includes(s.no)) {
    acts.push(act(s.no, 'returnToAmend', k.days.returned, minute, officer(s.no), { why: phrases.amendWhy(s.no) }))
    const text = { title: said.title, text: said.text, theme: s.theme }
    if (amendedByThemselves.includes(s.no)) acts.push(act(s.no, 'amend', k.days.takenBack, hour(12, 20), deputy(lead), text), act(s.no, 'submit', k.days.takenBack, hour(12, 40), deputy(lead)))
    else acts.push(act(s.no, 'takeBackAmended', k.days.takenBack, hour(15) + (s.no % 60), officer(s.no), text))
  }
  if (part && other) acts.push(act(s.no, 'splitUp', k.days.split, minute, officer(s.no), { title: said.title, text: said.text, otherTitle: other.title, otherText: other.text, talked: phrases.splitTalk(s.no) }, { brings: [{ makes: suggestionRef(part) }] }))
  return acts
}

/** Organs asked before the hand-over, and what they said. */
export function consulted(k: Session, s: Suggestion, asked: readonly { readonly organ: Name; readonly by: Act['by'] }[]): Act[] {
  if (!consults(s)) return []
  return [
    act(s.no, 'consultOrgans', k.days.asked, hour(9, 10) + (s.no % 40), officer(s.no), { organs: refs(asked.map(a => a.organ)), until: k.days.answered }),
    ...asked.map((a, i) => ({ ...act(s.no, 'answerConsult', k.days.answered, hour(10) + i * 30 + (s.no % 20), a.by, { answer: 'claim', note: phrases.claimNote(s.no + i) }), key: keyFor(s.no, `answerConsult:${i + 1}`) })),
  ]
}

/** Papers that became no suggestion: declined, converted, withdrawn while they were looked at. `gist` is what an opinion said. */
export function others(k: Session, from: number, gist: (opinion: number) => string): Family[] {
  const streets = ['s2', 's5', 's9', 's12', 's6', 's10', 's11', 's3', 's13']
  const family = (kind: string, i: number, words: Paper, place: string, then: (ref: Name, on: (name: string, day: Day, input: Readonly<Record<string, Value>>, by: Act['by']) => Act, lead: Name) => Act[], n: number): Family => {
    const ref = `paper:${kind}/${i + 1}`, all = proposersOf(k.placeOf(place)), lead = all[(i * 3 + 2) % all.length]!
    const on = (name: string, day: Day, input: Readonly<Record<string, Value>>, by: Act['by']): Act => ({ key: keyOf(ref, name), on: ref, act: name, by, at: instant(day, hour(10) + i * 17), input })
    return { name: ref, acts: [paper(k, n, ref, keyOf(ref, 'enterPaper'), { title: titleOf(words[0]), text: words[1], how: 'single', lead, coSigners: [], place }), ...then(ref, on, lead)] }
  }
  const declined = declinedPapers.map((w, i) => family('declined', i, w, streets[i]!, (_, on) => [on('decline', k.days.refused, { reason: w[2], talked: phrases.declineTalk(i) }, officer(i))], from + i))
  const converted = convertedPapers.map((w, i) => {
    const to = k.stations ? convertedTo[i] : undefined
    const words: Paper = to ? [`解决${gist(to.opinion)}`.slice(0, 50), `走访时居民反映：${gist(to.opinion)}。希望尽快有人来看、有人来办。`, w[2]] : w
    const input = { to: w[2], why: w[2] === 'request' ? '内容是个别居民的具体事项，按五单办理更快' : '内容不属于对各方面工作的建议', talked: phrases.convertTalk(w[2] === 'request' ? 0 : 1), ...(to ? { request: named(`opinion:${to.opinion}`) } : {}) }
    return family('converted', i, words, convertedTo[i]?.place ?? streets[i + 1]!, (_, on) => [on('convert', k.days.converted, input, officer(i))], from + declinedPapers.length + i)
  })
  const withdrawn = withdrawnPapers.map((w, i) => family('withdrawn', i, w, streets[i + 7]!, (_, on, lead) => [on('withdraw', k.days.refused, { why: w[2] }, deputy(lead))], from + declinedPapers.length + convertedPapers.length + i))
  return [...declined, ...converted, ...withdrawn]
}

/** The numbers are given in their order, a day's at a time, each day in one action. */
export function accepted(k: Session, list: readonly Suggestion[]): Family[] {
  return k.days.accepted.map((day, i): Family => ({
    name: `accepting:${i + 1}`, together: true,
    acts: list.filter(s => Math.floor(((s.no - 1) * 4) / list.length) === i).map(s => act(s.no, 'accept', day, hour(17, 30), officer(i), { session: named(k.session), theme: s.theme }, { crosses: true })),
  }))
}
/** Like ones are handled together, with their deputies' consent: the later numbers with the first of them. */
export function merged(k: Session, list: readonly Suggestion[]): Family {
  const first = new Map<number, number>(), acts: Act[] = []
  for (const s of list) {
    if (s.merge === undefined) continue
    const into = first.get(s.merge)
    if (into === undefined) first.set(s.merge, s.no)
    else acts.push(act(s.no, 'mergeFor', k.days.merged, hour(17) + acts.length * 5, officer(s.merge), { into: named(suggestionRef(into)), talked: phrases.mergeTalk(s.merge) }, { crosses: true }))
  }
  return { name: 'merging', acts }
}
