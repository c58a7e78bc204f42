/** Congresses with a small register each, and matters told by real acts at every stage of the way. */
import { createCongress } from '#store/config.ts'
import type { Service } from '#service/service.ts'
import type { ActRequest } from '#service/views.ts'
import { keys, type Open } from './home.ts'

export type Street = { readonly place: string; readonly station: string; readonly office: string; readonly clerk: string; readonly officeClerk: string; readonly deputy: string }
export type Peopled = { readonly congress: number; readonly host: string; readonly streets: readonly Street[]; readonly officer: string }

export const hostOf = (congress: number): string => `c${congress}.bench.test`
const must = async (service: Service, r: ActRequest) => {
  const out = await service.act(r)
  if (!out.ok) throw new Error(`${r.act}: ${out.refusal.rule} ${out.refusal.says[1]}`)
  return out
}

/** A congress with so many streets, each with its station, office, clerks and deputy. */
export async function people({ store, service }: Open, congress: number, streets: number): Promise<Peopled> {
  await store.tx(congress, tx => createCongress(tx, { short: `B${congress}`, name: `示例县人大${congress}`, nameEn: `Sample congress ${congress}`, host: hostOf(congress), sample: true, profile: { keyCheck: keys.checkMark() } }))
  // Marked as a sample so that its people can sign in, and as told, so that the program does not tell the sample year to it.
  await service.sampleIsIn(congress)
  let n = 0
  const enter = async (input: Record<string, unknown>): Promise<string> => (await must(service, { congress, procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input }, key: `register${++n}` })).matter
  const organ = (kind: string, name: string, more: Record<string, unknown> = {}) => enter({ table: 'organ', kind, name, short: name, nameEn: name, ...more })
  const person = (name: string, postOrgan: string, postKind: string, more: Record<string, unknown> = {}) => enter({ table: 'person', name, nameEn: name, postOrgan, postKind, ...more })
  const district = await organ('deputyAffairs', '代工委'), assembly = await organ('assembly', '区人大')
  const officer = await person('吴示', district, 'deputyAffairsOfficer')
  const made: Street[] = []
  for (let i = 1; i <= streets; i++) {
    const place = await enter({ table: 'place', kind: 'street', name: `示例${i}街道`, nameEn: `Street ${i}` })
    const station = await organ('station', `示例${i}街道联络站`, { place }), office = await organ('streetOffice', `示例${i}街道办事处`, { place })
    made.push({ place, station, office, clerk: await person(`周示${i}`, station, 'stationClerk'), officeClerk: await person(`郑示${i}`, office, 'handlerClerk'), deputy: await person(`王示${i}`, assembly, 'deputy', { level: 'district', postPlace: place }) })
  }
  return { congress, host: hostOf(congress), streets: made, officer }
}

export const words = '示例：小区门口的路灯已经不亮一个多星期了，晚上老人孩子出入看不见路，前天还有人摔了一跤，请尽快派人来看一看。'
export const intake = (place: string): Record<string, unknown> => ({ what: words, place, spot: '示例小区3号楼前', name: '住户示', phone: '00000000123', category: '1' })
const gist = '小区门口路灯不亮，夜间通行不便，请检修'

/** How far the n-th matter goes. */
const ends = ['placed', 'placed', 'dispatched', 'handling', 'resulted', 'verified', 'rated', 'rated', 'rated', 'answered'] as const

/** Tells one matter as far as its turn says; answers how many acts that were. */
async function tell(service: Service, p: Peopled, n: number): Promise<{ acts: number; root: string }> {
  const s = p.streets[n % p.streets.length]!, to = ends[Math.floor(n / p.streets.length) % ends.length]!, congress = p.congress
  let acts = 0
  const act = (by: string, matter: string, name: string, input: Record<string, unknown>) => { acts++; return must(service, { congress, matter, act: name, input, actor: { kind: 'person', person: by }, key: `m${n}-${name}` }) }
  acts++
  const { root } = await must(service, { congress, procedure: 'request', act: 'place', input: intake(s.place), actor: { kind: 'portal' }, key: `m${n}` })
  if (to === 'placed') return { acts, root }
  if (to === 'answered') { await act(s.clerk, root, 'answer', { answer: '已当场说明，本周内检修', gist }); return { acts, root } }
  const handling = (await act(s.clerk, root, 'dispatch', { organ: s.office, gist, category: '1' })).opened[0]!
  if (to === 'dispatched') return { acts, root }
  await act(s.officeClerk, handling, 'accept', {})
  if (to === 'handling') return { acts, root }
  await act(s.deputy, root, 'claim', {})
  await act(s.officeClerk, handling, 'submit', { result: '已更换灯具，恢复照明' })
  if (to === 'resulted') return { acts, root }
  await act(s.deputy, root, 'verify', { degree: 'solved' })
  if (to === 'verified') return { acts, root }
  acts++
  await must(service, { congress, matter: root, act: 'rate', input: { solved: 'yes', grade: 'satisfied' }, actor: { kind: 'receipt', matter: root }, key: `m${n}-rate` })
  return { acts, root }
}

/** How many matters it takes until every street has had each ending once: the models that are copied. */
export const variety = (p: Peopled): number => p.streets.length * ends.length

/** So many matters by real acts, many at once; answers the acts done and the roots in their order. */
export async function tellMany(service: Service, p: Peopled, from: number, many: number): Promise<{ acts: number; roots: string[] }> {
  let next = from, acts = 0
  const roots: string[] = []
  await Promise.all(Array.from({ length: 48 }, async () => {
    while (next < from + many) { const n = next++, t = await tell(service, p, n); acts += t.acts; roots[n - from] = t.root }
  }))
  return { acts, roots }
}
