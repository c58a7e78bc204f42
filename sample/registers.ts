/** The registers before the year begins: one family for each place, organ and person. */
import { hour, instant } from '#sample/moments.ts'
import { officeRef, organRef, people, type PostPlan, placeRef, stationRef } from '#sample/people.ts'
import { type Act, type Family, keyOf, type Name, named, type Value } from '#sample/plan.ts'
import type { Organ, Place, Tables } from '#sample/tables.ts'

const entered = '2024-12-02'
const since = '2021-01-01'
const sample = (name: string): string => (name.includes('示例') ? name : `${name}（示例）`)

function enter(ref: Name, minute: number, input: Record<string, Value>, more: readonly Act[] = []): Family {
  const act: Act = { key: keyOf('register', ref), procedure: 'register', act: 'enter', by: { kind: 'clock' }, at: instant(entered, minute), input: { since, ...input }, makes: ref }
  return { name: ref, acts: [act, ...more] }
}
const postInput = (p: PostPlan): Record<string, Value> => ({ postOrgan: named(p.organ), postKind: p.kind, ...(p.level ? { level: p.level } : {}), ...(p.place ? { postPlace: named(p.place) } : {}) })

const places = (list: readonly Place[]): Family[] => list.map(p => enter(placeRef(p.code), hour(9), { table: 'place', kind: 'street', name: p.name, nameEn: p.nameEn }))
/** A community or a village of each invented street or town: by its name a constituent is found to live there. */
const communities = (list: readonly Place[]): Family[] => list.filter(p => p.name.startsWith('示例')).map(p => enter(`community:${p.code}`, hour(9, 30), { table: 'place', kind: p.town ? 'village' : 'community', name: p.name.replace(/(街道|镇)$/, p.town ? '村' : '社区'), nameEn: p.nameEn.replace('Street', 'Community').replace('Town', 'Village'), parent: named(placeRef(p.code)) }))
function organs(t: Tables): Family[] {
  const own = (o: Organ) => enter(organRef(o.short), hour(10), { table: 'organ', kind: o.kind, name: o.name, nameEn: o.nameEn, short: o.short, ...(o.outside ? { outside: true } : {}) })
  const local = (p: Place): Family[] => [
    enter(stationRef(p.code), hour(10, 30), { table: 'organ', kind: 'station', name: sample(`${p.name}人大代表联络站`), nameEn: `Liaison Station, ${p.nameEn}`, short: `${p.name}联络站`, place: named(placeRef(p.code)), phone: '0000-示例' }),
    enter(officeRef(p.code), hour(11), { table: 'organ', kind: 'streetOffice', name: sample(`${p.name}${p.town ? '人民政府' : '办事处'}`), nameEn: `${p.town ? 'Town Government' : 'Street Office'}, ${p.nameEn}`, short: p.town ? `${p.name}政府` : `${p.name}办事处`, place: named(placeRef(p.code)) }),
  ]
  return [...t.organs.map(own), ...t.places.flatMap(local)]
}
const persons = (t: Tables): Family[] => people(t).map(p => {
  const [first, ...rest] = p.posts
  const more = rest.map((post, i): Act => ({ key: keyOf('register', p.ref, i + 2), on: p.ref, act: 'post', by: { kind: 'clock' }, at: instant(entered, hour(16)), input: { ...postInput(post), since } }))
  return enter(p.ref, hour(14), { table: 'person', name: p.name, nameEn: p.nameEn, short: p.sortKey, ...postInput(first!) }, more)
})

/** Places, then organs, then persons: each wave names what the one before it entered. */
export const registerWaves = (t: Tables): readonly (readonly Family[])[] => [places(t.places), [...communities(t.places), ...organs(t)], persons(t)]
