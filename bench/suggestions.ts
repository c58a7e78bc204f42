/** A session's suggestions by real acts: proposed by deputies, accepted, and as many organs to hand them to. */
import type { Service } from '#service/service.ts'
import type { ActRequest } from '#service/views.ts'
import type { Open } from './home.ts'
import { people, type Peopled } from './fill.ts'

export type Session = { readonly p: Peopled; readonly session: string; readonly organs: readonly string[]; readonly clerks: readonly string[]; readonly suggestions: readonly string[] }
const must = async (service: Service, r: ActRequest) => { const out = await service.act(r); if (!out.ok) throw new Error(`${r.act}: ${out.refusal.rule} ${out.refusal.says[1]}`); return out }
const text = '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造并公示计划。'

export async function sessionOf(o: Open, many: number, organs: number): Promise<Session> {
  const p = await people(o, 1, 12), { service } = o, congress = p.congress
  let n = 0
  const enter = async (input: Record<string, unknown>): Promise<string> => (await must(service, { congress, procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input }, key: `session${++n}` })).matter
  const assembly = await enter({ table: 'organ', kind: 'assembly', name: '示例区人大', short: '示例区人大', nameEn: 'Congress' }), term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Term', assembly, number: 2 })
  const session = await enter({ table: 'term', kind: 'session', name: '示例第五次会议', nameEn: 'Session', assembly, parent: term, number: 5, since: '2021-03-11', until: '2021-03-13' })
  const made: string[] = [], clerks: string[] = []
  for (let i = 1; i <= organs; i++) { made.push(await enter({ table: 'organ', kind: 'handlingOrgan', name: `示例区第${i}局`, short: `第${i}局`, nameEn: `Bureau ${i}` })); clerks.push(await enter({ table: 'person', name: `郑示局${i}`, nameEn: `Zheng ${i}`, postOrgan: made[i - 1], postKind: 'handlerClerk' })) }
  const suggestions: string[] = []
  for (let i = 0; i < many; i++) {
    const lead = p.streets[i % p.streets.length]!.deputy
    const { root } = await must(service, { congress, procedure: 'suggestion', act: 'propose', actor: { kind: 'person', person: lead }, input: { title: `关于第${i + 1}件示例事情的建议`, text, how: 'single', theme: 'T1' }, key: `s${i}` })
    await must(service, { congress, matter: root, act: 'accept', actor: { kind: 'person', person: p.officer }, input: { session }, key: `s${i}-a` })
    suggestions.push(root)
  }
  return { p, session, organs: made, clerks, suggestions }
}

/** The table as it is handed over: organs in turn, every third with a co-handler, every tenth a matter of six months. */
export const tableOf = (s: Session): Record<string, unknown>[] => s.suggestions.map((suggestion, i) => ({ suggestion, organ: s.organs[i % s.organs.length]!, ...(i % 3 === 0 && s.organs.length > 1 ? { co: [s.organs[(i + 1) % s.organs.length]!] } : {}), ...(i % 10 === 0 ? { complex: true } : {}) }))
