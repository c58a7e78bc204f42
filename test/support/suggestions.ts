/** Suggestions told in the small world: a session, two more deputies with rare names, a head who signs, and the usual hands. */
import type { Id } from '#loop/words.ts'
import type { World } from '#test/support/world.ts'

export const body = '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造并公示计划。'
export type Suggestions = {
  session: Id; head: Id; zhe: Id; kun: Id
  act(matter: Id, name: string, who: Id, input?: Record<string, unknown>): Promise<void>
  refused(matter: Id, name: string, who: Id, input?: Record<string, unknown>): Promise<string>
  propose(title: string, more?: Record<string, unknown>): Promise<Id>
  /** Proposed and numbered. */
  accepted(title: string, more?: Record<string, unknown>): Promise<Id>
  /** Handed over as one table; the hand-over. */
  table(rows: readonly Record<string, unknown>[], meeting?: string): Promise<Id>
  /** The latest handling of an organ. */
  handling(matter: Id, organ: Id): Promise<Id>
  /** Accepted, contacted and drafted by the housing bureau. */
  drafted(matter: Id, letter?: Record<string, unknown>): Promise<Id>
}
export const letter = { class: 'promised', result: '一、办理情况\n我局会同街道到现场查看，您反映的积水点属实，已列入明年改造计划。\n二、下一步安排\n资金已经落实，明年六月底前完工，完工后请您到现场查看。', promisedBy: '2025-12-01' }

export async function suggestions(w: World): Promise<Suggestions> {
  const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input } })).matter
  const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Second term', assembly: w.organs.assembly, number: 2 })
  const session = await enter({ table: 'term', kind: 'session', name: '示例区第二届人民代表大会第五次会议', nameEn: 'Fifth session', assembly: w.organs.assembly, parent: term, number: 5, since: '2025-03-11', until: '2025-03-13' })
  const deputy = (name: string): Promise<Id> => enter({ table: 'person', name, nameEn: name, postOrgan: w.organs.assembly, postKind: 'deputy', level: 'district', postPlace: w.places.street })
  const head = await enter({ table: 'person', name: '孙示甲', nameEn: 'Sun', postOrgan: w.organs.housing, postKind: 'handlerHead' }), zhe = await deputy('王喆'), kun = await deputy('李堃')
  const act: Suggestions['act'] = async (matter, name, who, input = {}) => { await w.must({ matter, act: name, actor: w.as(who), input }) }
  const propose: Suggestions['propose'] = async (title, more = {}) => (await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(zhe), input: { title, text: body, how: 'single', theme: 'T1', ...more } })).root
  const handling: Suggestions['handling'] = async (id, organ) => (await w.store.readFamily(1, id))!.events.filter(e => e.procedure === 'handling' && e.parties?.handler?.[0] === organ).at(-1)!.matter
  return {
    session, head, zhe, kun, act, propose, handling,
    async refused(matter, name, who, input = {}) { const out = await w.try_({ matter, act: name, actor: w.as(who), input }); return out.ok ? 'done' : out.refusal.rule },
    async accepted(title, more) { const id = await propose(title, more); await act(id, 'accept', w.people.officer, { session }); return id },
    async table(rows, meeting) { return (await w.must({ procedure: 'handover', act: 'make', actor: w.as(w.people.officer), input: { rows, ...(meeting ? { meeting } : {}) } })).root },
    async drafted(id, more = {}) {
      const h = await handling(id, w.organs.housing), clerk = w.people.housingClerk
      await act(h, 'accept', clerk)
      await act(h, 'contact', clerk, { how: 'faceToFace', day: '2025-06-18', note: '当面听取意见，代表同意' })
      await act(h, 'draft', clerk, { ...letter, ...more })
      return h
    },
  }
}
