/** One small invented world: a street, a town, a station each, a district, two organs, a company outside, a few people. Tests tell their stories in it. */
import type { Id } from '#loop/words.ts'
import { makeService } from '#service/make.ts'
import type { Service } from '#service/service.ts'
import type { ActRequest, Done, Outcome, Who } from '#service/views.ts'
import type { Store } from '#store/shapes.ts'
import { memoryStore } from '#test/support/model.ts'

export const testKey = new Uint8Array(32).fill(7)
export type World = {
  service: Service; store: Store; congress: number
  places: Record<'street' | 'town', Id>
  organs: Record<'district' | 'station' | 'townStation' | 'office' | 'townOffice' | 'roads' | 'housing' | 'heating' | 'firm' | 'assembly', Id>
  people: Record<'clerk' | 'head' | 'townClerk' | 'officer' | 'officer2' | 'officeClerk' | 'roadsClerk' | 'housingClerk' | 'wang' | 'li' | 'zhao' | 'townDeputy', Id>
  /** Moves the clock of the world. */
  setNow(iso: string): void
  who(person: Id): Promise<Who>
  as(person: Id): ActRequest['actor']
  /** Does an act that must succeed. */
  must(r: Omit<ActRequest, 'congress' | 'key'> & { key?: string }): Promise<Done>
  try_(r: Omit<ActRequest, 'congress' | 'key'> & { key?: string }): Promise<Outcome>
  close(): Promise<void>
}
export type WorldOptions = { store?: Store; congress?: number; short?: string; now?: string; sample?: boolean; procedures?: Parameters<typeof makeService>[1]['procedures']; post?: Parameters<typeof makeService>[1]['post']; press?: Parameters<typeof makeService>[1]['press'] }

let counter = 0
export async function makeWorld(o: WorldOptions = {}): Promise<World> {
  const store = o.store ?? (await memoryStore())
  const congress = o.congress ?? 1
  let now = Date.parse(o.now ?? '2025-06-18T02:00:00.000Z')
  const service = makeService(store, { key: testKey, version: 'test', realNow: () => now, ...(o.procedures ? { procedures: o.procedures } : {}), ...(o.post ? { post: o.post } : {}), ...(o.press ? { press: o.press } : {}) })
  await service.createCongress({ id: congress, short: o.short ?? `T${congress}`, name: '示例县人大（测试）', nameEn: 'Sample congress', sample: o.sample ?? true })
  service.setReady(true)
  const act = (r: Omit<ActRequest, 'congress' | 'key'> & { key?: string }): Promise<Outcome> => service.act({ congress, key: `t${++counter}-${process.pid}`, ...r })
  const must: World['must'] = async r => {
    const out = await act(r)
    if (!out.ok) throw new Error(`${r.procedure ?? ''} ${r.act}: ${out.refusal.rule} ${out.refusal.says[0]}`)
    return out
  }
  const clock = { kind: 'clock' } as const
  const enter = async (input: Record<string, unknown>): Promise<Id> => (await must({ procedure: 'register', act: 'enter', actor: clock, input: { since: '2021-01-01', ...input } })).matter
  const place = (name: string) => enter({ table: 'place', kind: 'street', name, nameEn: name })
  const street = await place('示例一街道'), town = await place('示例一镇')
  const organ = (kind: string, name: string, more: Record<string, unknown> = {}) => enter({ table: 'organ', kind, name, short: name, nameEn: name, ...more })
  const organs = {
    district: await organ('deputyAffairs', '区人大代工委'), assembly: await organ('assembly', '区人大'), station: await organ('station', '示例一街道联络站', { place: street, phone: '0000-1' }), townStation: await organ('station', '示例一镇联络站', { place: town }),
    office: await organ('streetOffice', '示例一街道办事处', { place: street }), townOffice: await organ('streetOffice', '示例一镇政府', { place: town }), roads: await organ('handlingOrgan', '区交通运输局'), housing: await organ('handlingOrgan', '区住建局'),
    heating: await organ('handlingOrgan', '市供热公司', { outside: true }), firm: await organ('helper', '某企业（自愿帮办）', { outside: true }),
  }
  const person = (name: string, postOrgan: Id, postKind: string, more: Record<string, unknown> = {}) => enter({ table: 'person', name, nameEn: name, postOrgan, postKind, ...more })
  const people = {
    clerk: await person('周示甲', organs.station, 'stationClerk'), head: await person('周示乙', organs.station, 'stationHead'), townClerk: await person('周示丙', organs.townStation, 'stationClerk'), officer: await person('吴示甲', organs.district, 'deputyAffairsOfficer'), officer2: await person('吴示乙', organs.district, 'deputyAffairsOfficer'),
    officeClerk: await person('郑示甲', organs.office, 'handlerClerk'), roadsClerk: await person('郑示乙', organs.roads, 'handlerClerk'), housingClerk: await person('郑示丙', organs.housing, 'handlerClerk'),
    wang: await person('王示甲', organs.assembly, 'deputy', { level: 'district', postPlace: street }), li: await person('李示乙', organs.assembly, 'deputy', { level: 'district', postPlace: street }),
    // A deputy who heads the roads bureau: he may not follow what his bureau handles.
    zhao: await person('赵示丙', organs.roads, 'handlerHead'), townDeputy: await person('钱示丁', organs.assembly, 'deputy', { level: 'town', postPlace: town }),
  }
  await must({ matter: people.zhao, act: 'post', actor: clock, input: { postOrgan: organs.assembly, postKind: 'deputy', level: 'district', postPlace: street, since: '2021-01-01' } })
  return {
    service, store, congress, places: { street, town }, organs, people, must, try_: act,
    setNow: iso => { now = Date.parse(iso) },
    as: p => ({ kind: 'person', person: p }),
    async who(p) {
      const token = await service.signIn(congress, p)
      const w = token && (await service.who(token))
      if (!w) throw new Error('nobody')
      return w
    },
    close: () => service.close(),
  }
}

/** Carries a request to the stage named, by the usual hands. */
export async function told(w: World, to: 'placed' | 'dispatched' | 'handling' | 'resulted' | 'verified' = 'verified', handlerOrgan?: Id): Promise<{ root: Id; handling: Id; receipt: string; short: string }> {
  const opened = await w.must({ procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: '示例：小区门口路灯不亮，晚上看不见路', place: w.places.street, phone: '00000000123' } })
  const at = { root: opened.root, receipt: opened.receipt!, short: opened.short!, handling: '' }
  if (to === 'placed') return at
  const organ = handlerOrgan ?? w.organs.office
  const own = organ === w.organs.office
  if (!own) await w.must({ matter: at.root, act: 'askDistrict', actor: w.as(w.people.clerk), input: { gist: '小区门口路灯不亮', why: '不属街道职责' } })
  const sent = await w.must({ matter: at.root, act: 'dispatch', actor: w.as(own ? w.people.clerk : w.people.officer), input: { organ, gist: '小区门口路灯不亮，夜间通行不便', category: '1' } })
  at.handling = sent.opened[0]!
  if (to === 'dispatched') return at
  const handlerClerk = own ? w.people.officeClerk : organ === w.organs.roads ? w.people.roadsClerk : w.people.housingClerk
  await w.must({ matter: at.handling, act: 'accept', actor: w.as(handlerClerk), input: {} })
  if (to === 'handling') return at
  await w.must({ matter: at.root, act: 'claim', actor: w.as(w.people.wang), input: {} })
  await w.must({ matter: at.handling, act: 'submit', actor: w.as(handlerClerk), input: { result: '已更换灯具，恢复照明' } })
  if (to === 'resulted') return at
  await w.must({ matter: at.root, act: 'verify', actor: w.as(w.people.wang), input: { degree: 'solved' } })
  return at
}
