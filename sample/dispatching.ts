/** From the station to the organ that handles it in the end: asking the district, dispatch, returns. */
import { askDay, askDistrictDay, type Course, type Round, rounds } from '#sample/course.ts'
import { handler } from '#sample/hands.ts'
import { hour } from '#sample/moments.ts'
import { officeRef, organRef } from '#sample/people.ts'
import { named, type Value } from '#sample/plan.ts'
import * as phrases from '#sample/words/phrases.ts'

/** Which organ a problem is first, and wrongly, sent to when it comes back. */
const firstOrgans: Readonly<Record<string, string>> = { 区房产服务中心: '区住建局', 区卫健体局: '区文旅局', 市燃气公司: '区住建局' }
const reasons = ['notOurs', 'unclear', 'higher'] as const

function askDistrict(k: Course): void {
  const { p, o, c } = k
  if (k.own) return
  const day = askDistrictDay(p, o)
  const minute = day === o.day ? (p.dispatched === o.day ? hour(10, 30) : hour(14)) : day === p.dispatched ? hour(8, 45) : hour(15)
  k.wish(day, minute, 'askDistrict', {
    on: c.matter, act: 'askDistrict', by: k.station,
    input: { gist: c.text.gist, why: k.told && k.outside ? '需区里联系社会力量自愿帮助' : k.outside ? phrases.beyondDistrict(p.no) : phrases.beyondStreet(p.no), ...(c.isPart ? { category: String(o.category) } : {}) },
  })
}

function dispatch(k: Course, r: Round, n: number): void {
  const { p, o, c } = k
  const input: Record<string, Value> = {
    organ: named(r.organ), gist: c.text.gist, ...(p.complex ? { complex: true } : {}), ...(p.handler === '某企业' ? { how: 'helper' } : {}), ...(c.isPart && k.own ? { category: String(o.category) } : {}),
  }
  k.wish(r.day, r.minute, `dispatch:${n}`, { on: c.matter, act: 'dispatch', by: k.sender, input, opens: [r.child] })
}

/** A round that comes back: the organ asks within its window, the sender agrees, after the third time everybody sits down together. */
function comesBack(k: Course, r: Round, next: Round, n: number): void {
  const { p, c } = k
  const day = askDay(p, n - 1)
  const by = handler(r.organ)
  if (day > r.day) k.wish(r.day, hour(15, 30), `signFor:${n}`, { on: r.child, act: 'signFor', by, input: {} })
  const minute = day > r.day ? hour(10) : r.minute >= hour(14) ? hour(16) : hour(11)
  const reason = reasons[(n - 1) % reasons.length]!
  k.wish(day, minute, `askReturn:${n}`, { on: r.child, act: 'askReturn', by, input: { reason, why: phrases.returnWhy(reason, p.no + n), ...(k.own ? {} : { suggests: named(next.organ) }) } })
  k.wish(next.day, next.minute - 20, `agreeReturn:${n}`, { on: r.child, act: 'agreeReturn', by: k.sender, input: { note: phrases.returned(p.no + n) } })
  if ((k.own && n === 1) || n >= 3) k.wish(next.day, next.minute - 10, `coordinate:${n}`, { on: c.matter, act: 'coordinate', by: k.sender, input: { text: phrases.coordinated(p.no + n) } })
}

/** Plans the dispatches; the last round's organ handles it. */
export function dispatching(k: Course): Round[] {
  askDistrict(k)
  const wrong = k.own ? officeRef(k.c.place.code) : organRef(firstOrgans[k.p.handler] ?? '区住建局')
  const list = rounds(k, wrong)
  list.forEach((r, i) => {
    dispatch(k, r, i + 1)
    const next = list[i + 1]
    if (next) comesBack(k, r, next, i + 1)
  })
  return list
}
