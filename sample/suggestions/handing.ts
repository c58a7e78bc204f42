/** 交 and 督: all handed over in one table, those that come back to another organ; in June every organ is heard on all of its own. */
import type { Day } from '#law/time.ts'
import { handler, officer } from '#sample/hands.ts'
import { hour, instant, workingDay } from '#sample/moments.ts'
import { committeeOf, organRef, proposersOf } from '#sample/people.ts'
import { type Act, type Family, keyOf, type Name, named, type Table, type Value } from '#sample/plan.ts'
import { leadOf, type Suggestion } from '#sample/suggestions/table.ts'
import { handlingRef, suggestionRef } from '#sample/suggestions/who.ts'
import type { Tables } from '#sample/tables.ts'
import * as phrases from '#sample/words/suggestion-phrases.ts'

/** Who asked for a return without ground, and who asked when the window had closed. */
export const unfounded: readonly number[] = [47, 110]
export const tooLate: readonly number[] = [93, 130]
const reasons = ['notOurs', 'higher', 'unclear'] as const

/** The table of the hand-over: 189 suggestions and their organs in one act. */
export function handedOver(list: readonly Suggestion[], day: Day): Family {
  const rows = list.map((s): Table => ({ row: {
    suggestion: named(suggestionRef(s.no)), organ: named(organRef(s.leads[0])), ...(s.separate ? { separate: [named(organRef(s.separate))] } : {}), ...(s.co.length ? { co: s.co.map(o => named(organRef(o))) } : {}), ...(s.complex ? { complex: true } : {}),
  } }))
  const brings = list.map(s => ({ opens: [s.leads[0], ...(s.separate ? [s.separate] : []), ...s.co].map(o => handlingRef(s.no, o)) }))
  const act: Act = { key: keyOf('handover', 1), procedure: 'handover', act: 'make', by: officer(0), at: instant(day, hour(17)), input: { rows, meeting: '区二届人大五次会议代表建议交办会（示例）' }, makes: 'handover:1', brings, crosses: true }
  return { name: 'handover:1', acts: [act] }
}

export type Step = (day: Day, minute: number, what: string, act: Omit<Act, 'key' | 'at'>) => void
/** From the first organ to the one that answers: asked within the window, agreed, handed to another. Answers the day the last one has it. */
export function returned(s: Suggestion, from: Day, step: Step): Day {
  let day = from
  s.leads.slice(0, -1).forEach((organ, i) => {
    const next = s.leads[i + 1]!, child = handlingRef(s.no, organ), by = handler(organRef(organ)), reason = reasons[(s.no + i) % 3]!
    const signed = workingDay(day, 1), askedOn = workingDay(signed, 1 + (s.no % 2)), agreed = workingDay(askedOn, 1)
    step(signed, hour(9, 20), `signFor:${i + 1}`, { on: child, act: 'signFor', by, input: {} })
    step(askedOn, hour(10, 10), `askReturn:${i + 1}`, { on: child, act: 'askReturn', by, input: { reason, why: phrases.returnWhy(reason, next), suggests: named(organRef(next)) } })
    step(agreed, hour(9, 40), `agreeReturn:${i + 1}`, { on: child, act: 'agreeReturn', by: officer(s.no), input: { note: '核对职责，同意退回' } })
    step(agreed, hour(10, 20), `handOverAgain:${i + 1}`, { on: suggestionRef(s.no), act: 'handOverAgain', by: officer(s.no), input: { organ: named(organRef(next)), why: '按职责改交' }, opens: [handlingRef(s.no, next)] })
    day = agreed
  })
  return day
}

/** The round of June: which team hears which organ, and when. */
export const sittings: readonly (readonly [organ: string, day: Day])[] = [
  ['区住建局', '2025-06-03'], ['区财政局', '2025-06-06'], ['区委社会工作部', '2025-06-11'], ['区法院', '2025-06-16'],
  ['区城管局', '2025-06-04'], ['区环卫中心', '2025-06-09'], ['区房产服务中心', '2025-06-12'], ['市生态环境局潞州分局', '2025-06-17'],
  ['区教育局', '2025-06-05'], ['区文旅局', '2025-06-10'], ['区工信科技局', '2025-06-13'],
  ['区交通运输局', '2025-06-06'], ['市公安局潞州分局', '2025-06-11'], ['区应急局', '2025-06-16'], ['区消防救援大队', '2025-06-19'], ['区司法局', '2025-06-24'],
  ['区卫健体局', '2025-06-09'], ['区民政局', '2025-06-12'], ['区医保局', '2025-06-17'], ['区人社局', '2025-06-20'], ['区退役军人局', '2025-06-25'],
  ['区农业农村局', '2025-06-03'], ['区水利局', '2025-06-06'], ['区市场监管局', '2025-06-10'], ['区商务局', '2025-06-13'], ['区发改局', '2025-06-18'], ['市规自局潞州分局', '2025-06-23'], ['区行政审批局', '2025-06-26'],
]
const teamNames = ['一组', '二组', '三组', '四组', '五组', '六组']
/** The chair and the five vice-chairs lead the six teams; two members and four deputies go with each. */
export function sittingFamilies(t: Tables): Family[] {
  const committee = committeeOf(t), members = committee.slice(6), streets = t.places.filter(p => !p.code.startsWith('r'))
  return sittings.map(([organ, day], i): Family => {
    const heard = t.suggestions.filter(s => leadOf(s) === organ), team = heard[0]!.team, leader = committee[team - 1]!
    const deputies = [0, 1, 2, 3].map(n => { const all = proposersOf(streets[(i * 3 + n * 5) % streets.length]!); return all[(i + n * 4) % all.length]! })
    const present: Name[] = [...new Set([members[i % members.length]!, members[(i + 4) % members.length]!, ...deputies])].filter(p => p !== leader)
    const input: Record<string, Value> = { organ: named(organRef(organ)), suggestions: heard.map(s => named(suggestionRef(s.no))), leader: named(leader), team: teamNames[team - 1]!, present: present.map(named), note: phrases.heard(i) }
    return { name: `sitting:${organ}`, acts: [{ key: keyOf('sitting', organ), procedure: 'sitting', act: 'hold', by: officer(team), at: instant(day, hour(17, 30) + (i % 10)), input, makes: `sitting:${organ}`, crosses: true }] }
  })
}
/** Under key supervision: decided in April, visited twice, its result written down in autumn. */
export function keySupervised(s: Suggestion, leader: Name, step: Step): void {
  if (!s.key) return
  const on = suggestionRef(s.no), by = officer(s.no)
  step('2025-04-22', hour(15) + (s.no % 30), 'setKey', { on, act: 'setKey', by, input: { topic: s.key, leader: named(leader), meeting: '区人大常委会主任会议（示例）' } })
  step('2025-05-23', hour(16) + (s.no % 30), 'keyVisit:1', { on, act: 'keyVisit', by, input: { day: '2025-05-22', text: phrases.keyVisited(s.no) } })
  step('2025-08-21', hour(16) + (s.no % 30), 'keyVisit:2', { on, act: 'keyVisit', by, input: { day: '2025-08-20', text: phrases.keyVisited(s.no + 1) } })
  step('2025-10-28', hour(10) + (s.no % 30), 'keyResult', { on, act: 'keyResult', by, input: { text: phrases.keyResult(s.no) } })
}
