/** The registers before the year begins: one family for each place, organ and person. */
import { type Day, shift } from '#law/time.ts'
import { hour, instant } from '#sample/moments.ts'
import { assemblyRef, committeeRef, constituencies as perPlace, constituencyRef, delegationRef, deputyRef, districtRef, groupRef, groups as groupsPerPlace, mandatesOf, officeRef, organRef, people, type PostPlan, placeRef, stationRef } from '#sample/people.ts'
import { type Act, type Family, keyOf, type Name, named, type Value } from '#sample/plan.ts'
import type { Organ, Place, Tables } from '#sample/tables.ts'

const entered = '2024-12-02'
const since = '2021-01-01'
const sample = (name: string): string => (name.includes('示例') ? name : `${name}（示例）`)

function enter(ref: Name, minute: number, input: Record<string, Value>, more: readonly Act[] = [], day = entered): Family {
  const act: Act = { key: keyOf('register', ref), procedure: 'register', act: 'enter', by: { kind: 'clock' }, at: instant(day, minute), input: { since, ...input }, makes: ref }
  return { name: ref, acts: [act, ...more] }
}
const postInput = (p: PostPlan): Record<string, Value> => ({ postOrgan: named(p.organ), postKind: p.kind, ...(p.level ? { level: p.level } : {}), ...(p.place ? { postPlace: named(p.place) } : {}), ...(p.unit ? { unit: p.unit } : {}), ...Object.fromEntries((['constituency', 'delegation', 'group', 'station'] as const).flatMap(k => (p[k] ? [[k, named(p[k])]] : []))) })

const places = (list: readonly Place[]): Family[] => list.map(p => enter(placeRef(p.code), hour(9), { table: 'place', kind: 'street', name: p.name, nameEn: p.nameEn }))
/** A community or a village of each invented street or town: by its name a constituent is found to live there. */
const communities = (list: readonly Place[]): Family[] => list.filter(p => p.name.startsWith('示例')).map(p => enter(`community:${p.code}`, hour(9, 30), { table: 'place', kind: p.town ? 'village' : 'community', name: p.name.replace(/(街道|镇)$/, p.town ? '村' : '社区'), nameEn: p.nameEn.replace('Street', 'Community').replace('Town', 'Village'), parent: named(placeRef(p.code)) }))
const numeral = ['一', '二', '三']
const constituencies = (list: readonly Place[]): Family[] => list.flatMap((p, i) => Array.from({ length: perPlace }, (_, n) => enter(constituencyRef(p.code, n + 1), hour(9, 40), { table: 'place', kind: 'constituency', name: `${p.name}第${numeral[n]}选区${p.name.includes('示例') ? '' : '（示例）'}`, nameEn: `Constituency ${n + 1}, ${p.nameEn}`, parent: named(placeRef(p.code)), number: i * perPlace + n + 1, seats: Math.ceil(mandatesOf(p).filter(m => m.includes('district')).length / perPlace) + 1 })))
/** What stands below the congress: its standing committee, a delegation and two groups of each street or town. */
const bodies = (list: readonly Place[]): Family[] => [
  enter(committeeRef, hour(11, 30), { table: 'organ', kind: 'standingCommittee', name: '潞州区人民代表大会常务委员会（示例）', nameEn: 'Standing Committee (sample)', short: '区人大常委会', parent: named(assemblyRef), order: 2 }),
  ...list.flatMap((p, i) => [
    enter(delegationRef(p.code), hour(11, 40), { table: 'organ', kind: 'delegation', name: `${p.name}代表团${p.name.includes('示例') ? '' : '（示例）'}`, nameEn: `Delegation, ${p.nameEn}`, short: `${p.name}代表团`, parent: named(assemblyRef), place: named(placeRef(p.code)), order: 100 + i }),
    ...Array.from({ length: groupsPerPlace }, (_, n) => enter(groupRef(p.code, n + 1), hour(11, 50), { table: 'organ', kind: 'deputyGroup', name: `${p.name}第${numeral[n]}代表小组${p.name.includes('示例') ? '' : '（示例）'}`, nameEn: `Deputy Group ${n + 1}, ${p.nameEn}`, short: `${p.name}第${numeral[n]}小组`, parent: named(stationRef(p.code)), place: named(placeRef(p.code)) })),
  ]),
]
const termRef: Name = 'term:2'
const terms = (): Family[] => [enter(termRef, hour(12), { table: 'term', kind: 'term', name: '示例第二届人民代表大会', nameEn: 'Second Sample Congress', assembly: named(assemblyRef), number: 2, since: '2021-06-01' })]
export const latestSession: Name = 'session:5'
/** The five sessions of the term; the last is entered when it is over. */
const sessions = (last: Day): Family[] => ['2021-06-10', '2022-03-15', '2023-03-14', '2024-03-12', last].map((day, i) => enter(`session:${i + 1}`, hour(12, 30), { table: 'term', kind: 'session', name: `示例第二届人民代表大会第${'一二三四五'[i]!}次会议`, nameEn: `Session ${i + 1} of the Second Sample Congress`, assembly: named(assemblyRef), parent: named(termRef), number: i + 1, since: day, until: shift(day, 3) }, [], i === 4 ? shift(last, 6) : entered))

/** What changed in the year: a bureau got another name, a centre was merged into a bureau, a deputy's mandate is suspended. */
const oldCentre: Name = 'organ:示例便民服务中心', clerkOfOld: Name = 'clerk of old centre', renamed: Name = 'organ:示例科技局'
const changing = (): Family[] => [
  enter(renamed, hour(10, 50), { table: 'organ', kind: 'handlingOrgan', name: '潞州区科学技术局（示例）', nameEn: 'Science and Technology Bureau (sample)', short: '区科技局' }),
  enter(oldCentre, hour(10, 50), { table: 'organ', kind: 'handlingOrgan', name: '潞州区便民服务中心（示例）', nameEn: 'Citizens’ Service Centre (sample)', short: '区便民服务中心' }),
]
const act = (ref: Name, n: number, name: string, day: string, input: Record<string, Value>): Family => ({ name: ref, acts: [{ key: keyOf('register', ref, `${name}:${n}`), on: ref, act: name, by: { kind: 'clock' }, at: instant(day, hour(10)), input }] })
const clerkOfCentre = (): Family => enter(clerkOfOld, hour(14), { table: 'person', name: '示甲乙', nameEn: 'Sample clerk, Citizens’ Service Centre', postOrgan: named(oldCentre), postKind: 'handlerClerk' })
/** The deputies' affairs committee stands below the standing committee; told as a correction, since that one is entered after it. */
export const changes = (t: Tables): readonly (readonly Family[])[] => [
  [act(districtRef, 1, 'correct', entered, { parent: named(committeeRef), why: '补登上级' })],
  [act(renamed, 1, 'change', '2025-04-08', { name: '潞州区科技和工业信息化局（示例）', nameEn: 'Science, Industry and Information Bureau (sample)', short: '区科工信局', since: '2025-04-01' })],
  [act(oldCentre, 1, 'merge', '2025-07-02', { successor: named(organRef('区民政局')), day: '2025-07-01', move: true })],
  [act(suspended(t), 1, 'suspend', '2025-11-28', { day: '2025-11-28', ground: 'detained' })],
]
/** A deputy nobody waits for: of those in office who did not come to the station in the year. */
const suspended = (t: Tables): Name => { const p = t.places.find(x => x.absent.includes('district'))!; return deputyRef(p.code, mandatesOf(p).length) }

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
  return enter(p.ref, hour(14), { table: 'person', name: p.name, nameEn: p.nameEn, ...postInput(first!) }, more)
})

/** Places, then organs, then what stands below them, then persons: each wave names what the one before it entered. */
export const registerWaves = (t: Tables, lastSession: Day): readonly (readonly Family[])[] => [places(t.places), [...communities(t.places), ...constituencies(t.places), ...organs(t), ...changing()], [...bodies(t.places), ...terms()], [...sessions(lastSession), ...persons(t), clerkOfCentre()]]
