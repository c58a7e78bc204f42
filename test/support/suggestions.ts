/** Suggestions as letters want them: two deputies with rare names, hand-over by a table, and what stands before a letter. */
import type { Id } from '#loop/words.ts'
import { inSession } from '#test/support/session.ts'
import type { World } from '#test/support/world.ts'

export { body } from '#test/support/session.ts'
export type Suggestions = Awaited<ReturnType<typeof suggestions>>
export const letter = { class: 'promised', result: '一、办理情况\n我局会同街道到现场查看，您反映的积水点属实，已列入明年改造计划。\n二、下一步安排\n资金已经落实，明年六月底前完工，完工后请您到现场查看。', promisedBy: '2025-12-01' }

export async function suggestions(w: World) {
  const deputy = async (name: string): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', table: 'person', name, nameEn: name, postOrgan: w.organs.assembly, postKind: 'deputy', level: 'district', postPlace: w.places.street } })).matter
  const zhe = await deputy('王喆'), kun = await deputy('李堃'), s = await inSession(w, { name: '示例区第二届人民代表大会第五次会议', by: zhe })
  return {
    ...s, zhe, kun,
    /** Handed over as one table; the hand-over. */
    async table(rows: readonly Record<string, unknown>[], meeting?: string): Promise<Id> { return (await w.must({ procedure: 'handover', act: 'make', actor: w.as(w.people.officer), input: { rows, ...(meeting ? { meeting } : {}) } })).root },
    /** Accepted, contacted and drafted by the housing bureau. */
    async drafted(id: Id, more: Record<string, unknown> = {}): Promise<Id> {
      const h = await s.handling(id, w.organs.housing), clerk = w.people.housingClerk
      await s.act(h, 'accept', clerk)
      await s.act(h, 'contact', clerk, { how: 'faceToFace', day: '2025-06-18', note: '当面听取意见，代表同意' })
      await s.act(h, 'draft', clerk, { ...letter, ...more })
      return h
    },
  }
}
