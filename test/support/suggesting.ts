/** A session, heads who sign, a government office: what tests of suggestions tell their stories with. */
import { dayOf } from '#law/time.ts'
import type { Id } from '#loop/words.ts'
import type { MatterView } from '#service/views.ts'
import { inSession } from '#test/support/session.ts'
import type { World } from '#test/support/world.ts'

export const letter = { class: 'solved', result: '已经修复完毕，恢复通行，请代表监督。' } as const
export { body } from '#test/support/session.ts'
const clock = { kind: 'clock' } as const

export type Suggesting = Awaited<ReturnType<typeof suggesting>>
export async function suggesting(w: World) {
  const { enter, term, session, head, act, refused, handling, ...base } = await inSession(w)
  const government = await enter({ table: 'organ', kind: 'governmentOffice', name: '示例县人民政府办公室', short: '县政府办', nameEn: 'Government office' })
  const court = await enter({ table: 'organ', kind: 'court', name: '示例县人民法院', short: '县法院', nameEn: 'Court' })
  let letters = 0
  const people = {
    housingHead: head,
    governmentClerk: await enter({ table: 'person', name: '蒋示甲', nameEn: 'Jiang', postOrgan: government, postKind: 'handlerClerk' }),
    courtClerk: await enter({ table: 'person', name: '沈示甲', nameEn: 'Shen', postOrgan: court, postKind: 'handlerClerk' }),
  }
  const propose = (title: string, who?: Id, more?: Record<string, unknown>): Promise<Id> => base.propose(title, more, who)
  const view = async (id: Id, who: Id = w.people.officer): Promise<MatterView> => { const v = await w.service.matter(await w.who(who), id); if (!v) throw new Error('not to be seen'); return v }
  const sees = async (id: Id, who: Id): Promise<boolean> => (await w.service.matter(await w.who(who), id)) !== undefined
  const accepted = (title: string, who?: Id, more?: Record<string, unknown>): Promise<Id> => base.accepted(title, more, who ? { who } : {})
  const facts = (name: string, root: Id) => w.store.tx(1, tx => tx.rows<{ kind: string | null; organ: Id | null; person: Id | null; level: string | null; quantity: number }>('select kind, organ::text, person::text, level, quantity from fact where congress = 1 and name = $1 and root = $2 and retracted_seq is null order by seq, n', [name, root]))
  const kinds = async (name: string, root: Id): Promise<string[]> => (await facts(name, root)).map(r => r.kind ?? '')
  const organsOf = async (name: string, root: Id): Promise<(Id | null)[]> => (await facts(name, root)).map(r => r.organ)
  const handedOver = async (title: string, input: Record<string, unknown> = {}, who?: Id, more?: Record<string, unknown>): Promise<Id> => { const id = await accepted(title, who, more); await act(id, 'handOver', w.people.officer, { organ: w.organs.roads, ...input }); return id }
  const due = async (matter: Id, name: string): Promise<string | undefined> => (await view(matter)).duties.find(d => d.act === name)?.dueDay
  /** One organ's clerk answers by a sealed letter, having met the deputy. */
  const answer = async (id: Id, organ: Id, clerk: Id, more: Record<string, unknown> = {}): Promise<Id> => {
    const day = dayOf(w.service.now(1))
    const h = await handling(id, organ)
    if ((await view(h)).line.stage !== 'working') await act(h, 'accept', clerk)
    await act(h, 'contact', clerk, { how: 'faceToFace', day, note: '当面沟通，听取意见' })
    await act(h, 'reply', clerk, { ...letter, ownNumber: `示函〔2025〕${++letters}号`, ...more })
    return h
  }
  return { enter, term, session, government, court, people, act, refused, propose, view, sees, accepted, facts, kinds, organsOf, handling, handedOver, due, answer, clock }
}
