/** One opinion from the first word: how it is placed, and how it is settled or referred. */
import type { Day, Instant } from '#law/time.ts'
import { askDistrictDay, type Case } from '#sample/course.ts'
import { clerk, deputy, head, officer } from '#sample/hands.ts'
import { hour, times, type Times, workingDay } from '#sample/moments.ts'
import { followersOf, placeRef } from '#sample/people.ts'
import { type Act, type By, type Family, inOrder, keyOf, type Name, named, type Value } from '#sample/plan.ts'
import { problemActs } from '#sample/problem.ts'
import type { Opinion, Place, Problem } from '#sample/tables.ts'
import type { Said } from '#sample/said.ts'
import * as phrases from '#sample/words/phrases.ts'

export type Setting = { readonly place: Place; readonly problems: readonly Problem[]; readonly words: Said; readonly outside: (handler: string) => boolean; /** The reception day or activity it was taken at. */ readonly session?: Name | undefined }
export const opinionRef = (no: number): Name => `opinion:${no}`
export const partRef = (no: number, n: number): Name => `opinion:${no}/part:${n}`

/** A matter the requester left no name with: marked when it is entered. */
const anonymous = (s: Setting): boolean => s.problems.some(p => p.grade === 'anonymous')
/** Early in the day when the station goes on with it that very day. */
const placedAt = (o: Opinion, sameDay: boolean): number => {
  if (sameDay) return hour(8, 35) + (o.no % 30)
  switch (o.channel) {
    case 'station': return hour(9, 10) + ((o.no * 13) % 130)
    case 'activity': return hour(9, 40) + ((o.no * 11) % 100)
    case 'portal': return [hour(7, 40), hour(12, 20), hour(18, 50), hour(20, 30)][o.no % 4]! + (o.no % 17)
    case 'phone': return hour(8, 40) + ((o.no * 7) % 150)
    case 'visit': return hour(9, 30)
    case 'letter': return hour(10, 15)
  }
}

function place(o: Opinion, s: Setting, follower: Name | undefined, at: Instant): Act {
  const { words } = s
  const nearby = followersOf(s.place, [])
  const present = nearby[(o.no * 3) % nearby.length]!
  const input: Record<string, Value> = { what: words.what, place: named(placeRef(o.place)), spot: words.spot, category: String(o.category) }
  const nameless = anonymous(s)
  if (!nameless && o.no % 5 !== 0) input.name = phrases.resident(o.no)
  if (!nameless && o.no % 4 === 0 && o.channel !== 'letter') input.phone = `00000000${String(o.no).padStart(3, '0')}`
  if (o.channel !== 'portal') Object.assign(input, { channel: o.channel, gist: words.gist, ...(nameless ? { anonymous: true } : {}), ...(o.channel === 'station' || o.channel === 'activity' ? { deputy: named(present) } : {}), ...(s.session ? { session: named(s.session) } : {}) })
  const by: By = o.channel === 'portal' ? { kind: 'portal' } : follower ? deputy(follower) : o.no % 6 === 0 ? head(o.place) : clerk(o.place)
  return { key: keyOf('opinion', o.no, 'place'), procedure: 'request', act: 'place', input, by, at, makes: opinionRef(o.no) }
}

/** What the station does with an opinion it refers to nobody. */
function settle(o: Opinion, s: Setting, next: Times): Act[] {
  const { words } = s
  const on = opinionRef(o.no)
  const by = clerk(o.place)
  const act = (day: Day, minute: number, name: string, input: Record<string, Value>): Act => ({ key: keyOf('opinion', o.no, name), on, act: name, by, input, at: next(day, minute) })
  const soon = o.channel === 'station' || o.channel === 'activity' || o.channel === 'phone'
  const day = workingDay(o.day, soon ? o.no % 2 : 1)
  const gist: Record<string, Value> = o.channel === 'portal' ? { gist: words.gist } : {}
  const rewritten = (): Act[] => (o.channel === 'portal' ? [act(day, hour(15), 'correct', { gist: words.gist, why: '补写办理摘要' })] : [])
  const reply = words.reply ?? ''
  switch (o.outcome) {
    case 'onSpot': return [act(soon ? o.day : workingDay(o.day, 1), soon ? hour(9) : hour(9, 20), 'answer', { answer: reply, ...gist })]
    case 'guided': return [act(day, hour(15, 20), 'guide', { channel: words.extra!, unit: reply, phone: '0000-示例' })]
    case 'declined': return [act(day, hour(15, 20), 'decline', { reason: words.extra!, note: reply })]
    case 'noted': return [act(day, hour(15, 20), 'note', { note: reply, ...gist })]
    case 'toSuggestion': { const near = followersOf(s.place, []); return [...rewritten(), act(day, hour(15, 20), 'toSuggestion', { deputy: named(near[o.no % near.length]!), note: reply })] }
    // By the district, which sees both stations; late in the day, when the other acts of that day are in: the matter it joins hears of it too.
    case 'joined': return [...rewritten(), { ...act(day, hour(17, 40), 'join', { into: named(opinionRef(o.joins!)) }), by: officer(o.no), crosses: true }]
    case 'pending': case 'referred': return []
  }
}

/** Splits an opinion that holds several problems; each goes its own way from then on. */
function split(o: Opinion, s: Setting, next: Times): Act {
  const first = s.problems.map(p => (p.handler === 'own' ? p.dispatched : askDistrictDay(p, o))).sort()[0]!
  const minute = first > o.day ? hour(8, 35) : s.problems.some(p => p.dispatched === o.day) ? hour(9, 40) : hour(13, 30)
  return { key: keyOf('opinion', o.no, 'split'), on: opinionRef(o.no), act: 'split', by: clerk(o.place), input: { parts: s.words.texts.map(t => t.gist) }, at: next(first, minute), opens: s.problems.map((_, i) => partRef(o.no, i + 1)) }
}

/** The family of an opinion: everything that is ever done to it. */
export function opinionFamily(o: Opinion, s: Setting): Family {
  const next = times('2024-12-31T16:00:00.000Z', 9)
  const near = followersOf(s.place, [])
  const follower = o.channel === 'visit' ? near[o.no % near.length]! : undefined
  const acts: Act[] = [place(o, s, follower, next(o.day, placedAt(o, s.problems.some(p => p.dispatched === o.day || (p.handler !== 'own' && askDistrictDay(p, o) === o.day)))))]
  if (o.outcome !== 'referred') return { name: opinionRef(o.no), acts: [...acts, ...settle(o, s, next)] }
  const isPart = o.parts > 1
  if (isPart) acts.push(split(o, s, next))
  const after = next.last()
  s.problems.forEach((p, i) => {
    const c: Case = { root: opinionRef(o.no), matter: isPart ? partRef(o.no, i + 1) : opinionRef(o.no), isPart, place: s.place, text: s.words.texts[i]!, after, ...(follower ? { follower } : {}) }
    acts.push(...problemActs(p, o, c, s.outside(p.handler)))
  })
  return { name: opinionRef(o.no), acts: inOrder(acts) }
}
