/** A session, a head who signs, and the usual steps of a suggestion: what every test of suggestions stands on. */
import type { Id } from '#loop/words.ts'
import type { World } from '#test/support/world.ts'

export const body = '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造并公示计划。'
type Input = Record<string, unknown>
export type InSession = Awaited<ReturnType<typeof inSession>>

/** `name` is the session's; suggestions are proposed by `by` unless told otherwise. */
export async function inSession(w: World, { name = '示例第二届第五次会议', by = w.people.wang }: { readonly name?: string; readonly by?: Id } = {}) {
  const enter = async (input: Input): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input } })).matter
  const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Second term', assembly: w.organs.assembly, number: 2 })
  const meeting = (number: number, called: string, since: string, until = since): Promise<Id> => enter({ table: 'term', kind: 'session', name: called, nameEn: `Session ${number}`, assembly: w.organs.assembly, parent: term, number, since, until })
  const session = await meeting(5, name, '2025-03-11', '2025-03-13')
  const head = await enter({ table: 'person', name: '孙示甲', nameEn: 'Sun', postOrgan: w.organs.housing, postKind: 'handlerHead' })
  const act = (matter: Id, name: string, who: Id, input: Input = {}) => w.must({ matter, act: name, actor: w.as(who), input })
  const refused = async (matter: Id, name: string, who: Id, input: Input = {}): Promise<string> => { const out = await w.try_({ matter, act: name, actor: w.as(who), input }); return out.ok ? 'done' : out.refusal.rule }
  const propose = async (title: string, more: Input = {}, who = by): Promise<Id> => (await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(who), input: { title, text: body, how: 'single', theme: 'T1', ...more } })).root
  /** Proposed and numbered. */
  const accepted = async (title: string, more: Input = {}, { who = by, of = session }: { readonly who?: Id; readonly of?: Id } = {}): Promise<Id> => { const id = await propose(title, more, who); await act(id, 'accept', w.people.officer, { session: of }); return id }
  /** The latest handling of an organ. */
  const handling = async (id: Id, organ: Id): Promise<Id> => { const found = (await w.store.readFamily(w.congress, id))!.events.findLast(e => e.procedure === 'handling' && e.parties?.handler?.[0] === organ); if (!found) throw new Error('no such handling'); return found.matter }
  return { enter, term, meeting, session, head, act, refused, propose, accepted, handling }
}
