/** Suggestions carried as far as publication and its reviewers want them, of two sessions. */
import type { Id } from '#loop/words.ts'
import { inSession } from '#test/support/session.ts'
import type { World } from '#test/support/world.ts'

export { body as suggestionText } from '#test/support/session.ts'
export type Suggestions = Awaited<ReturnType<typeof suggestionsIn>>
let n = 0
export async function suggestionsIn(w: World) {
  const s = await inSession(w), before = await s.meeting(4, '示例第二届第四次会议', '2024-03-11'), clerk = { housing: w.people.housingClerk, roads: w.people.roadsClerk }
  /** Handed over and taken up; the organ's own matter. */
  const handed = async (root: Id, organ: 'housing' | 'roads' = 'housing'): Promise<Id> => {
    await s.act(root, 'handOver', w.people.officer, { organ: w.organs[organ] })
    const id = await s.handling(root, w.organs[organ])
    await s.act(id, 'accept', clerk[organ])
    await s.act(id, 'contact', clerk[organ], { how: 'faceToFace', day: w.service.now(w.congress).slice(0, 10), note: '当面听取意见，代表同意' })
    return id
  }
  return {
    ...s, before, handed,
    /** Heads who sign for the housing bureau and for the roads bureau. */
    heads: { housing: s.head, roads: w.people.zhao },
    accepted: (title: string, more: Record<string, unknown> = {}, of = s.session): Promise<Id> => s.accepted(title, more, { of }),
    async replied(root: Id, result: string, more: Record<string, unknown> = {}, organ: 'housing' | 'roads' = 'housing'): Promise<Id> {
      const id = await handed(root, organ)
      await s.act(id, 'reply', clerk[organ], { class: 'solved', result, ownNumber: `示函〔2025〕${++n}号`, ...more })
      return id
    },
    /** Drafted by one officer and released by another, in these words. */
    async released(root: Id, words: { readonly title: string; readonly text: string; readonly reply: string }): Promise<void> {
      await s.act(root, 'proposePublic', w.people.officer, words)
      await s.act(root, 'publish', w.people.officer2)
    },
  }
}
