/** Suggestions carried as far as a test needs them, by the usual hands. */
import type { Id } from '#loop/words.ts'
import type { World } from '#test/support/world.ts'

export const suggestionText = '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造并公示计划。'
export type Suggestions = {
  readonly session: Id; readonly before: Id
  /** Heads who sign for the housing bureau and for the roads bureau. */
  readonly heads: Readonly<Record<'housing' | 'roads', Id>>
  act(matter: Id, name: string, who: Id, input?: Record<string, unknown>): Promise<unknown>
  refused(matter: Id, name: string, who: Id, input?: Record<string, unknown>): Promise<string>
  accepted(title: string, more?: Record<string, unknown>, session?: Id): Promise<Id>
  /** Handed over and taken up; the organ's own matter. */
  handed(root: Id, organ?: 'housing' | 'roads'): Promise<Id>
  replied(root: Id, result: string, more?: Record<string, unknown>, organ?: 'housing' | 'roads'): Promise<Id>
  /** Drafted by one officer and released by another, in these words. */
  released(root: Id, words: { readonly title: string; readonly text: string; readonly reply: string }): Promise<void>
}
let n = 0
export async function suggestionsIn(w: World): Promise<Suggestions> {
  const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input } })).matter
  const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Second congress', assembly: w.organs.assembly, number: 2 })
  const meeting = (number: number, name: string, since: string) => enter({ table: 'term', kind: 'session', name, nameEn: `Session ${number}`, assembly: w.organs.assembly, parent: term, number, since, until: since })
  const before = await meeting(4, '示例第二届第四次会议', '2024-03-11'), session = await meeting(5, '示例第二届第五次会议', '2025-03-11')
  const heads = { housing: await enter({ table: 'person', name: '孙示甲', nameEn: 'Sun', postOrgan: w.organs.housing, postKind: 'handlerHead' }), roads: w.people.zhao }
  const act = (matter: Id, name: string, who: Id, input: Record<string, unknown> = {}) => w.must({ matter, act: name, actor: w.as(who), input })
  const clerk = { housing: w.people.housingClerk, roads: w.people.roadsClerk }
  const s: Suggestions = {
    session, before, heads, act,
    async refused(matter, name, who, input = {}) { const out = await w.try_({ matter, act: name, actor: w.as(who), input }); return out.ok ? 'done' : out.refusal.rule },
    async accepted(title, more = {}, of = session) {
      const id = (await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(w.people.wang), input: { title, text: suggestionText, how: 'single', theme: 'T1', ...more } })).root
      await act(id, 'accept', w.people.officer, { session: of })
      return id
    },
    async handed(root, organ = 'housing') {
      await act(root, 'handOver', w.people.officer, { organ: w.organs[organ] })
      const id = (await w.store.readFamily(w.congress, root))!.events.filter(e => e.procedure === 'handling' && e.parties?.handler?.[0] === w.organs[organ]).at(-1)!.matter
      await act(id, 'accept', clerk[organ])
      await act(id, 'contact', clerk[organ], { how: 'faceToFace', day: w.service.now(w.congress).slice(0, 10), note: '当面听取意见，代表同意' })
      return id
    },
    async replied(root, result, more = {}, organ = 'housing') {
      const id = await s.handed(root, organ)
      await act(id, 'reply', clerk[organ], { class: 'solved', result, ownNumber: `示函〔2025〕${++n}号`, ...more })
      return id
    },
    async released(root, words) {
      await act(root, 'proposePublic', w.people.officer, words)
      await act(root, 'publish', w.people.officer2)
    },
  }
  return s
}
