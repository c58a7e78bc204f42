/** A session, heads who sign, a government office: what tests of suggestions tell their stories with. */
import { dayOf } from '#law/time.ts'
import type { Id } from '#loop/words.ts'
import type { MatterView } from '#service/views.ts'
import type { World } from '#test/support/world.ts'

export const body = '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造并公示计划。'
export const letter = { class: 'solved', result: '已经修复完毕，恢复通行，请代表监督。' } as const
const clock = { kind: 'clock' } as const

export type Suggesting = Awaited<ReturnType<typeof suggesting>>
export async function suggesting(w: World) {
  const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: clock, input: { since: '2021-01-01', ...input } })).matter
  const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Second term', assembly: w.organs.assembly, number: 2 })
  const session = await enter({ table: 'term', kind: 'session', name: '示例第二届第五次会议', nameEn: 'Fifth session', assembly: w.organs.assembly, parent: term, number: 5, since: '2025-03-11', until: '2025-03-13' })
  const government = await enter({ table: 'organ', kind: 'governmentOffice', name: '示例县人民政府办公室', short: '县政府办', nameEn: 'Government office' })
  const court = await enter({ table: 'organ', kind: 'court', name: '示例县人民法院', short: '县法院', nameEn: 'Court' })
  const people = {
    housingHead: await enter({ table: 'person', name: '孙示甲', nameEn: 'Sun', postOrgan: w.organs.housing, postKind: 'handlerHead' }),
    governmentClerk: await enter({ table: 'person', name: '蒋示甲', nameEn: 'Jiang', postOrgan: government, postKind: 'handlerClerk' }),
    courtClerk: await enter({ table: 'person', name: '沈示甲', nameEn: 'Shen', postOrgan: court, postKind: 'handlerClerk' }),
  }
  const act = (matter: Id, name: string, who: Id, input: Record<string, unknown> = {}) => w.must({ matter, act: name, actor: w.as(who), input })
  const refused = async (matter: Id, name: string, who: Id, input: Record<string, unknown> = {}): Promise<string> => { const out = await w.try_({ matter, act: name, actor: w.as(who), input }); return out.ok ? 'done' : out.refusal.rule }
  const propose = async (title: string, who: Id = w.people.wang, more: Record<string, unknown> = {}): Promise<Id> => (await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(who), input: { title, text: body, how: 'single', theme: 'T1', ...more } })).root
  const view = async (id: Id, who: Id = w.people.officer): Promise<MatterView> => { const v = await w.service.matter(await w.who(who), id); if (!v) throw new Error('not to be seen'); return v }
  const sees = async (id: Id, who: Id): Promise<boolean> => (await w.service.matter(await w.who(who), id)) !== undefined
  const accepted = async (title: string, who?: Id, more?: Record<string, unknown>): Promise<Id> => { const id = await propose(title, who, more); await act(id, 'accept', w.people.officer, { session }); return id }
  const facts = (name: string, root: Id) => w.store.tx(1, tx => tx.rows<{ kind: string | null; organ: Id | null; person: Id | null; level: string | null; quantity: number }>('select kind, organ::text, person::text, level, quantity from fact where congress = 1 and name = $1 and root = $2 and retracted_seq is null order by seq, n', [name, root]))
  const kinds = async (name: string, root: Id): Promise<string[]> => (await facts(name, root)).map(r => r.kind ?? '')
  const organsOf = async (name: string, root: Id): Promise<(Id | null)[]> => (await facts(name, root)).map(r => r.organ)
  const handling = async (id: Id, organ: Id): Promise<Id> => { const read = await w.store.readFamily(1, id), found = read!.events.filter(e => e.procedure === 'handling' && e.parties?.handler?.[0] === organ).at(-1); if (!found) throw new Error('no such handling'); return found.matter }
  const handedOver = async (title: string, input: Record<string, unknown> = {}, who?: Id, more?: Record<string, unknown>): Promise<Id> => { const id = await accepted(title, who, more); await act(id, 'handOver', w.people.officer, { organ: w.organs.roads, ...input }); return id }
  const due = async (matter: Id, name: string): Promise<string | undefined> => (await view(matter)).duties.find(d => d.act === name)?.dueDay
  /** One organ's clerk answers by a sealed letter, having met the deputy. */
  const answer = async (id: Id, organ: Id, clerk: Id, more: Record<string, unknown> = {}): Promise<Id> => {
    const day = dayOf(w.service.now(1))
    const h = await handling(id, organ)
    if ((await view(h)).line.stage !== 'working') await act(h, 'accept', clerk)
    await act(h, 'contact', clerk, { how: 'faceToFace', day, note: '当面沟通，听取意见' })
    await act(h, 'reply', clerk, { ...letter, ownNumber: `示函〔2025〕${Math.floor(Math.random() * 9000)}号`, ...more })
    return h
  }
  return { enter, term, session, government, court, people, act, refused, propose, view, sees, accepted, facts, kinds, organsOf, handling, handedOver, due, answer, clock }
}
