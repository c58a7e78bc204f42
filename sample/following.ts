/** What the deputy does beside all steps: is asked, takes it on, urges, visits, coordinates. */
import type { Day } from '#law/time.ts'
import type { Course } from '#sample/course.ts'
import { deputy, head } from '#sample/hands.ts'
import type { Handled } from '#sample/handlings.ts'
import { earlier, hour, lastOfficeDay, workingDay, workingDaysFrom } from '#sample/moments.ts'
import { followersOf } from '#sample/people.ts'
import { type Name, named } from '#sample/plan.ts'
import * as phrases from '#sample/words/phrases.ts'

/** Askings that ran out without an answer, and deputies who stepped aside when asked. */
export const unanswered: readonly number[] = [43, 118]
export const steppedAside: readonly number[] = [59, 121]
/** A deputy who stepped aside after the result was in: somebody else has still to check it. */
const leftLate = 217

/** The n-th choice among the deputies of the place who may follow it. */
function choice(k: Course, organs: readonly Name[], n: number): Name {
  const near = followersOf(k.c.place, organs)
  return near[(k.p.no * 5 + k.o.no + n) % near.length]!
}
const ask = (k: Course, day: Day, minute: number, who: Name, n: number): void =>
  k.wish(day, minute, `assignDeputy:${n}`, { on: k.c.matter, act: 'assignDeputy', by: k.p.no % 4 === 0 ? head(k.c.place.code) : k.station, input: { deputy: named(who) } })
const claim = (k: Course, day: Day, minute: number, who: Name, n = 1): void => k.wish(day, minute, `claim:${n}`, { on: k.c.matter, act: 'claim', by: deputy(who), input: {} })

/** Who follows, and from which day; the askings before that. */
function taken(k: Course, organs: readonly Name[], until: Day): { who: Name; from: Day } {
  const { p } = k
  const [a, b] = [choice(k, organs, 0), choice(k, organs, 1)]
  const day = p.no % 2 === 0 || until === p.dispatched ? p.dispatched : workingDay(p.dispatched, 1)
  const minute = day > p.dispatched ? hour(9, 45) : p.dispatched === k.o.day ? hour(15, 5) : hour(11, 30)
  if (unanswered.includes(p.no)) {
    const again = workingDay(day, 6)
    ask(k, day, minute, a, 1)
    ask(k, again, hour(9, 30), b, 2)
    claim(k, workingDay(again, 1), hour(12, 40), b)
    return { who: b, from: workingDay(again, 1) }
  }
  if (steppedAside.includes(p.no)) {
    const again = workingDay(day, 2)
    ask(k, day, minute, a, 1)
    k.wish(workingDay(day, 1), hour(12, 40), 'recuse', { on: k.c.matter, act: 'recuse', by: deputy(a), input: { why: phrases.recused(p.no) } })
    ask(k, again, hour(9, 30), b, 2)
    claim(k, workingDay(again, 1), hour(12, 40), b)
    return { who: b, from: workingDay(again, 1) }
  }
  if (p.no % 5 === 0) {
    const from = earlier(workingDay(p.dispatched, 1), until)
    claim(k, from, hour(19, 10), a)
    return { who: a, from }
  }
  ask(k, day, minute, a, 1)
  const from = earlier(workingDay(day, p.no % 3), until)
  claim(k, from, from > day ? hour(12, 40) : hour(19, 10), a)
  return { who: a, from }
}

function accompanies(k: Course, who: Name, from: Day, until: Day): void {
  const { p, c } = k
  const span = workingDaysFrom(from, until)
  const day = (share: number): Day => workingDay(from, Math.max(1, Math.floor(span * share)))
  const by = deputy(who)
  if (span >= 12 && p.no % 3 === 0) k.wish(day(0.6), hour(11), 'urge', { on: c.matter, act: 'urge', by, input: { text: phrases.urged(p.no) } })
  if (span >= 6 && p.no % 2 === 0) k.wish(day(0.5), hour(15, 10), 'visit', { on: c.matter, act: 'visit', by, input: { text: phrases.visited(p.no) } })
  if (span >= 10 && p.no % 11 === 0) k.wish(day(0.4), hour(16), 'coordinate', { on: c.matter, act: 'coordinate', by, input: { text: phrases.coordinated(p.no) } })
}

/** The one that is long overdue: everybody has urged it. */
function pressed(k: Course, who: Name): void {
  const urge = (day: Day, n: number, by = deputy(who)): void => k.wish(day, hour(11, 10), `urge:${n}`, { on: k.c.matter, act: 'urge', by, input: { text: phrases.urged(n) } })
  urge('2025-09-10', 1)
  urge('2025-10-15', 2, k.station)
  k.wish('2025-11-05', hour(15, 20), 'coordinate:overdue', { on: k.c.matter, act: 'coordinate', by: deputy(who), input: { text: phrases.coordinated(2) } })
  urge('2025-11-18', 3)
}

/** Plans the following and answers who follows when it comes to checking. */
export function following(k: Course, h: Handled, organs: readonly Name[]): Name {
  const { p, c } = k
  const until = h.first ?? lastOfficeDay
  const follower = c.follower ? { who: c.follower, from: p.dispatched } : taken(k, organs, until)
  if (p.state === 'overdue') pressed(k, follower.who)
  else if (!k.told) accompanies(k, follower.who, follower.from > h.accepted ? follower.from : h.accepted, until)
  if (p.no !== leftLate) return follower.who
  const other = choice(k, organs, 1)
  k.wish('2025-11-18', hour(12, 30), 'recuse', { on: c.matter, act: 'recuse', by: deputy(follower.who), input: { why: phrases.recused(0) } })
  ask(k, '2025-11-20', hour(10), other, 2)
  claim(k, '2025-11-21', hour(12, 40), other, 2)
  return other
}
