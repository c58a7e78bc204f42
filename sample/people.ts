/** Everybody of the sample year: obviously invented names (surname + 示 + a stem), posts, and who may follow what. */
import { organsOf } from '#sample/suggestions/table.ts'
import { type Level, levels, type Organ, type Place, type Tables } from '#sample/tables.ts'
import type { Name } from '#sample/plan.ts'

// Surnames by strokes, so that lists in stroke order can be tried.
const surnames: readonly (readonly [strokes: number, names: string])[] = [
  [2, '丁'], [3, '于马万'], [4, '王毛方孔文尹牛'], [5, '史田白石冯叶申'], [6, '江任刘许孙吕乔朱'], [7, '李吴张陈杨何宋沈苏杜汪邹'], [8, '林周郑武罗孟金范'], [9, '赵胡郝段姚钟侯姜'],
  [10, '高郭秦唐徐钱夏贾'], [11, '黄曹梁崔常康'], [12, '韩彭董程蒋傅'], [13, '雷靳'], [14, '蔡谭'], [15, '潘樊'], [16, '薛霍'], [17, '戴魏'],
]
const families = surnames.flatMap(([strokes, names]) => [...names].map(name => ({ name, strokes })))
const stems = [...'甲乙丙丁戊己庚辛壬癸']

/** The n-th invented name, from 0; the sort key puts fewer strokes first. */
export function inventedName(n: number): { name: string; sortKey: string } {
  const family = families[n % families.length]!
  const turn = Math.floor(n / families.length)
  const given = turn < stems.length ? stems[turn]! : stems[Math.floor(turn / stems.length) - 1]! + stems[turn % stems.length]!
  return { name: `${family.name}示${given}`, sortKey: `${String(family.strokes).padStart(2, '0')}${family.name}示${given}` }
}

export type PostPlan = {
  readonly organ: Name; readonly kind: string; readonly level?: Level; readonly place?: Name
  /** A deputy's constituency or electing unit, and the delegation, group and station that go with the seat. */
  readonly constituency?: Name; readonly unit?: string; readonly delegation?: Name; readonly group?: Name; readonly station?: Name
}
export type PersonPlan = { readonly ref: Name; readonly name: string; readonly nameEn: string; readonly sortKey: string; readonly posts: readonly PostPlan[] }

export const delegationRef = (code: string): Name => `delegation:${code}`
export const groupRef = (code: string, n: number): Name => `group:${code}/${n}`
export const constituencyRef = (code: string, n: number): Name => `constituency:${code}/${n}`
export const committeeRef: Name = 'organ:standing committee'
/** Constituencies and deputy groups of a street or town. */
export const constituencies = 3, groups = 2
export const placeRef = (code: string): Name => `place:${code}`
export const stationRef = (code: string): Name => `station:${code}`
export const officeRef = (code: string): Name => `office:${code}`
export const organRef = (short: string): Name => `organ:${short}`
export const clerkRef = (code: string): Name => `clerk:${code}`
export const headRef = (code: string): Name => `head:${code}`
export const officerRef = (n: number): Name => `officer:${n}`
/** The clerk of a handling organ or a street office. */
export const handlerRef = (organ: Name): Name => `clerk of ${organ}`
/** The head of an organ that answers suggestions: who signs its letters. */
export const organHeadRef = (organ: Name): Name => (organ === organRef(conflicted.organ) ? conflicted.deputy : `head of ${organ}`)
export const deputyRef = (code: string, n: number): Name => `deputy:${code}/${n}`
export const districtRef = organRef('区人大代工委')
export const assemblyRef = organRef('潞州区人大')
export const officers = 3

/** A deputy who heads the housing bureau: she may not follow, verify or rate what it handles. */
export const conflicted = { deputy: deputyRef('s7', 9), organ: '区住建局' }

type Mandates = readonly (readonly Level[])[]
/** The deputies of a street or town, each with one mandate or two, the highest first. */
export function mandatesOf(p: Place): Mandates {
  let [alsoDistrict, alsoTown] = [p.alsoDistrict, p.alsoTown]
  const second = (l: Level): readonly Level[] => (l === 'city' && alsoDistrict-- > 0 ? ['district'] : l === 'district' && alsoTown-- > 0 ? ['town'] : [])
  return [...levels.flatMap(l => Array.from({ length: p.deputies[l] }, () => [l, ...second(l)])), ...p.absent.map(l => [l])]
}

/** Deputies of a place who may follow a matter handled by these organs: the lower levels, who live nearest. */
export function followersOf(p: Place, organs: readonly Name[]): Name[] {
  const near = mandatesOf(p).map((m, i) => ({ ref: deputyRef(p.code, i + 1), level: m[0]! })).filter(d => d.level !== 'national' && d.level !== 'provincial')
  return near.map(d => d.ref).filter(ref => ref !== conflicted.deputy || !organs.includes(organRef(conflicted.organ)))
}

/** All persons in the order in which they are entered. */
export function people(t: Tables): PersonPlan[] {
  const list: PersonPlan[] = []
  const add = (ref: Name, nameEn: string, posts: readonly PostPlan[]): void => void list.push({ ref, nameEn, ...inventedName(list.length), posts })
  for (let n = 1; n <= officers; n++) add(officerRef(n), `Sample officer ${n}`, [{ organ: districtRef, kind: 'deputyAffairsOfficer' }])
  for (const p of t.places) {
    add(headRef(p.code), `Sample head, ${p.nameEn}`, [{ organ: stationRef(p.code), kind: 'stationHead' }])
    add(clerkRef(p.code), `Sample clerk, ${p.nameEn}`, [{ organ: stationRef(p.code), kind: 'stationClerk' }])
    add(handlerRef(officeRef(p.code)), `Sample handler, ${p.nameEn}`, [{ organ: officeRef(p.code), kind: 'handlerClerk' }])
  }
  const early = new Set(t.problems.map(p => p.handler))
  const clerkOf = (o: Organ): void => add(handlerRef(organRef(o.short)), `Sample handler, ${o.nameEn.replace(' (sample)', '')}`, [{ organ: organRef(o.short), kind: 'handlerClerk' }])
  for (const o of t.organs) if (o.kind === 'handlingOrgan' && !o.outside && early.has(o.short)) clerkOf(o)
  let deputies = 0, onCommittee = 0
  const unitOf: Partial<Record<Level, string>> = { national: '示例省人民代表大会', provincial: '示例市人民代表大会', city: '示例区人民代表大会' }
  /** Where a deputy was elected, and what goes with the seat: the district's deputies stand in delegations, everybody in a group and a station. */
  const seated = (p: Place, i: number, level: Level): Partial<PostPlan> =>
    level === 'district' ? { constituency: constituencyRef(p.code, 1 + (i % constituencies)), delegation: delegationRef(p.code) } : level === 'town' ? {} : { unit: unitOf[level]! }
  for (const p of t.places) mandatesOf(p).forEach((mandates, i) => {
    const ref = deputyRef(p.code, i + 1)
    const seats = mandates.map((level, n): PostPlan => ({ organ: assemblyRef, kind: 'deputy', level, place: placeRef(p.code), ...seated(p, i, level), ...(n === 0 ? { group: groupRef(p.code, 1 + (i % groups)), station: stationRef(p.code) } : {}) }))
    // One of the first district deputies of each street sits on the standing committee; a chair and five vice-chairs among them.
    if (mandates.includes('district') && ref !== conflicted.deputy && onCommittee < 1 + t.places.indexOf(p)) {
      seats.push({ organ: committeeRef, kind: onCommittee === 0 ? 'scChair' : onCommittee <= 5 ? 'scViceChair' : 'scMember' })
      onCommittee++
    }
    add(ref, `Sample deputy ${++deputies}`, ref === conflicted.deputy ? [...seats, { organ: organRef(conflicted.organ), kind: 'handlerHead' }] : seats)
  })
  // Those who keep watch handle nothing; they come last, so that nobody else's name changes.
  add('auditor', 'Sample auditor', [{ organ: districtRef, kind: 'auditor' }])
  // The three who run the system are three, and handle no matter.
  for (const kind of ['systemAdmin', 'securityAdmin', 'auditAdmin']) add(`person:${kind}`, `Sample ${kind === 'systemAdmin' ? 'system' : kind === 'securityAdmin' ? 'security' : 'audit'} administrator`, [{ organ: districtRef, kind }])
  // Organs that handle suggestions only, and the heads who sign the letters: they too would change the others' names.
  const answering = new Set(t.suggestions.flatMap(organsOf))
  for (const o of t.organs) if (answering.has(o.short) && !early.has(o.short)) clerkOf(o)
  for (const o of t.organs) if (answering.has(o.short) && o.short !== conflicted.organ) add(organHeadRef(organRef(o.short)), `Sample head, ${o.nameEn.replace(' (sample)', '')}`, [{ organ: organRef(o.short), kind: 'handlerHead' }])
  return list
}
/** The district's deputies of a place who came in the year: those who propose to the district's congress. */
export function proposersOf(p: Place): Name[] {
  const came = mandatesOf(p).slice(0, levels.reduce((n, l) => n + p.deputies[l], 0))
  return came.flatMap((m, i) => (m.includes('district') && deputyRef(p.code, i + 1) !== conflicted.deputy ? [deputyRef(p.code, i + 1)] : []))
}
/** Chair, vice-chairs and members of the standing committee, in that order. */
export const committeeOf = (t: Tables): Name[] => people(t).filter(p => p.posts.some(x => x.organ === committeeRef)).map(p => p.ref)
