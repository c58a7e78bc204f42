/** A requester reads on the receipt that a deputy wrote it up as a suggestion: the fact, then the public page, and never a word that was not released. */
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { type Suggestions, suggestionsIn } from '#test/support/public-suggestions.ts'
import { told, type World } from '#test/support/world.ts'

inBothWorlds('a suggestion that grew from a request', world => {
  let w: World, s: Suggestions
  beforeAll(async () => { w = world(); s = await suggestionsIn(w) })
  const written = ['代表已把这件事写成建议', 'A deputy has written this up as a suggestion'], dropped = '代表曾把这件事写成建议，后来没有继续办'
  const grown = async (receipt: string) => (await w.service.receipt(receipt))!.grown
  const from = async (more: Record<string, unknown> = {}): Promise<{ receipt: string; id: Id }> => { const r = await told(w, 'resulted'); return { receipt: r.receipt, id: await s.propose('关于示例路灯维护责任的建议', { grewFrom: r.root, ...more }) } }
  const words = { title: '加强示例路灯维护', text: '示例：建议明确路灯维护单位。', reply: '示例：已经明确由一家单位维护。' }

  it('is said once it is proposed, with its page once it is released, and the page goes when it is taken down', async () => {
    const plain = await told(w, 'resulted')
    expect(await grown(plain.receipt)).toBeNull()
    const { receipt, id } = await from()
    expect(await grown(receipt)).toEqual({ says: written, pages: [] })
    expect(JSON.stringify(await w.service.receipt(receipt)), 'neither title nor number nor id').not.toMatch(new RegExp(`路灯维护责任|${id}`))
    await s.act(id, 'accept', w.people.officer, { session: s.session })
    await s.replied(id, '示例：已经明确维护单位，路灯恢复照明。')
    await s.act(id, 'proposePublic', w.people.officer, words)
    expect(await grown(receipt), 'a draft for publication is none yet').toEqual({ says: written, pages: [] })
    await s.act(id, 'publish', w.people.officer2)
    expect(await grown(receipt)).toEqual({ says: written, pages: ['/suggestions/2025-001'] })
    expect(await w.service.openness.one(1, '2025-001'), 'and the page is there').toBeDefined()
    await s.act(id, 'unpublish', w.people.officer, { why: '内容有误，先撤下' })
    expect(await grown(receipt)).toEqual({ says: written, pages: [] })
  })

  it('is not said of a draft among deputies, nor of one not wanted public', async () => {
    const draft = await from({ how: 'joint', coSigners: [w.people.li] })
    expect(await grown(draft.receipt)).toBeNull()
    await s.act(draft.id, 'submit', w.people.wang)
    expect(await grown(draft.receipt)).toEqual({ says: written, pages: [] })
    const closed = await from({ openness: 'closed', opennessWhy: '涉及示例住户的情况' })
    expect(await grown(closed.receipt)).toBeNull()
    await s.act(closed.id, 'withdraw', w.people.wang, { why: '另行提出' })
    expect(await grown(closed.receipt), 'nor how it ended').toBeNull()
    const unfit = await from()
    await s.act(unfit.id, 'accept', w.people.officer, { session: s.session })
    await s.replied(unfit.id, '示例：已经明确维护单位，路灯恢复照明。')
    await s.act(unfit.id, 'withhold', w.people.officer, { reason: 'deputy', why: '代表认为不宜公开' })
    expect(await grown(unfit.receipt)).toBeNull()
  })

  it('that was withdrawn or declined was not carried on, and nothing more is said', async () => {
    const a = await from(), b = await from(), c = await from()
    await s.act(a.id, 'withdraw', w.people.wang, { why: '问题已经解决' })
    await s.act(b.id, 'decline', w.people.officer, { reason: 'letter', talked: '当面说明，代表同意' })
    await s.act(c.id, 'void', w.people.officer, { why: '重复登记' })
    for (const x of [a, b]) { expect((await grown(x.receipt))).toMatchObject({ says: [dropped, expect.anything()], pages: [] }); expect(JSON.stringify(await w.service.receipt(x.receipt))).not.toMatch(/问题已经解决|当面说明|转交群众来信/) }
    expect(await grown(c.receipt), 'entered by mistake: it never was').toBeNull()
  })
})
