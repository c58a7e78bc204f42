/** A deputy's own view of suggestions: what is listed as whose, what is known of others', contact denied and looked into, consent asked and given, drafts. */
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { told, type World } from '#test/support/world.ts'

const body = '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造并公示计划。'

inBothWorlds('a deputy’s suggestions', world => {
  let w: World, session: Id
  beforeAll(async () => {
    w = world()
    const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input } })).matter
    const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Second term', assembly: w.organs.assembly, number: 2 })
    session = await enter({ table: 'term', kind: 'session', name: '示例第二届第五次会议', nameEn: 'Fifth session', assembly: w.organs.assembly, parent: term, number: 5, since: '2025-03-11', until: '2025-03-13' })
  })
  const act = (matter: Id, name: string, who: Id, input: Record<string, unknown> = {}) => w.must({ matter, act: name, actor: w.as(who), input })
  const rule = async (matter: Id, name: string, who: Id, input: Record<string, unknown> = {}): Promise<string> => { const out = await w.try_({ matter, act: name, actor: w.as(who), input }); return out.ok ? 'done' : out.refusal.rule }
  const propose = async (title: string, who = w.people.wang, more: Record<string, unknown> = {}): Promise<Id> => (await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(who), input: { title, text: body, how: 'single', theme: 'T1', ...more } })).root
  const accepted = async (title: string, who?: Id, more?: Record<string, unknown>): Promise<Id> => { const id = await propose(title, who, more); await act(id, 'accept', w.people.officer, { session }); return id }
  const lists = async (who: Id) => w.service.deputySuggestions.lists(await w.who(who))
  const look = async (id: Id, who: Id) => w.service.deputySuggestions.look(await w.who(who), id)
  const alike = async (words: string, who: Id) => (await w.service.deputySuggestions.alike(await w.who(who), words))
  const handling = async (id: Id): Promise<Id> => (await w.store.readFamily(1, id))!.events.filter(e => e.procedure === 'handling').at(-1)!.matter

  it('lists each where it belongs: asked, proposed, signed; a no is asked no more and looks like silence to the lead', async () => {
    const id = await propose('关于改造示例一号小巷的建议', w.people.wang, { how: 'joint', coSigners: [w.people.li, w.people.zhao] })
    const has = async (who: Id) => { const l = await lists(who); return Object.entries({ asked: l.asked, lead: l.lead, signed: l.signed }).filter(([, all]) => all.some(s => s.id === id)).map(([k]) => k) }
    expect([await has(w.people.wang), await has(w.people.li), await has(w.people.zhao), await has(w.people.townDeputy)]).toEqual([['lead'], ['asked'], ['asked'], []])
    expect((await lists(w.people.li)).asked[0]!.mine).toMatchObject({ act: 'coSign' })
    const before = await look(id, w.people.wang)
    await act(id, 'refuseCoSign', w.people.zhao)
    expect(await has(w.people.zhao)).toEqual([])
    expect((await w.service.desk.deputy(await w.who(w.people.zhao))).waiting.some(i => i.line.id === id)).toBe(false)
    const after = await look(id, w.people.wang)
    expect({ waitedFor: after!.waitedFor, mine: after!.mine, course: after!.course, duties: after!.matter.duties }).toEqual({ waitedFor: before!.waitedFor, mine: before!.mine, course: before!.course, duties: before!.matter.duties })
    await act(id, 'coSign', w.people.li)
    expect(await has(w.people.li)).toEqual(['signed'])
    expect(await look(id, w.people.townDeputy)).toBeUndefined()
  })

  it('says of a number that it was given between sessions, where the same number stands beside one of the session', async () => {
    const id = await propose('关于示例闭会期间编号的建议')
    await act(id, 'accept', w.people.officer, { session, between: true })
    expect([(await lists(w.people.wang)).lead.find(s => s.id === id)!.number![0], (await look(id, w.people.wang))!.number![0], (await alike('示例闭会期间编号', w.people.wang)).find(a => a.id === id)!.number![0]]).toEqual(['闭会第1号', '闭会第1号', '闭会第1号'])
  })

  it('once all have signed it is the lead’s to submit, and nobody forgets it', async () => {
    const id = await propose('关于改造示例二号小巷的建议', w.people.wang, { how: 'joint', coSigners: [w.people.li] })
    expect((await lists(w.people.wang)).lead.find(s => s.id === id)!.mine).toBeNull()
    await act(id, 'coSign', w.people.li)
    expect((await lists(w.people.wang)).lead.find(s => s.id === id)!.mine).toMatchObject({ act: 'submit' })
    expect(await w.service.orphans(1)).toEqual([])
    await act(id, 'submit', w.people.wang)
    expect((await look(id, w.people.wang))!.matter.duties.map(d => d.act)).toEqual(['accept'])
  })

  it('knows of others’ what every deputy may know, once they are accepted and not kept from the public, and nothing else', async () => {
    const open = await accepted('关于在示例公园增设母婴室的建议', w.people.wang), closed = await accepted('关于在示例车站增设母婴室的建议', w.people.wang, { openness: 'closed', opennessWhy: '涉及商业秘密' }), early = await propose('关于在示例医院增设母婴室的建议', w.people.wang), gone = await accepted('关于在示例商场增设母婴室的建议')
    await act(gone, 'withdraw', w.people.wang, { why: '已经解决' })
    const words = '关于在公共场所增设母婴室的建议', of = async (who: Id) => new Set((await alike(words, who)).map(a => a.id))
    expect(await of(w.people.li)).toEqual(new Set([open]))
    expect(await of(w.people.wang), 'one’s own are one’s own').toEqual(new Set([open, closed, early, gone]))
    for (const who of [w.people.clerk, w.people.roadsClerk]) expect(await alike(words, who), 'no deputy, nothing').toEqual([])
    const [line] = await alike(words, w.people.li)
    expect(Object.keys(line!).sort()).toEqual(['class', 'handlers', 'id', 'mine', 'number', 'outcome', 'session', 'stage', 'stageLabel', 'title', 'year'])
    expect(line).toMatchObject({ title: '关于在示例公园增设母婴室的建议', session: ['示例第二届第五次会议', 'Fifth session'], mine: false })
    expect(JSON.stringify(line)).not.toMatch(/王示甲|背街小巷/)
    expect(await look(open, w.people.li)).toBeUndefined()
    // Town deputies are deputies too.
    expect(await of(w.people.townDeputy)).toEqual(new Set([open]))
  })

  it('is told of each contact; what the deputy denies reaches the district, which looks into it', async () => {
    const id = await accepted('关于示例联系核对的建议')
    await act(id, 'handOver', w.people.officer, { organ: w.organs.roads })
    const h = await handling(id)
    await act(h, 'accept', w.people.roadsClerk)
    expect(await rule(id, 'denyContact', w.people.wang, { organ: w.organs.roads })).toBe('suggestion.noContact')
    await act(h, 'contact', w.people.roadsClerk, { how: 'phone', day: '2025-06-18', note: '电话里说明了情况' })
    expect((await look(id, w.people.wang))!.contacts).toMatchObject([{ organ: w.organs.roads, day: '2025-06-18', note: '电话里说明了情况', failed: false, answer: null, mayAnswer: true }])
    expect(await rule(id, 'denyContact', w.people.li, { organ: w.organs.roads })).toBe('matter')
    expect(await rule(id, 'denyContact', w.people.wang, { organ: w.organs.housing }), 'only of an organ that says so').toBe('input.choice')
    await act(id, 'denyContact', w.people.wang, { organ: w.organs.roads, why: '没有接到过电话' })
    const inbox = (await w.service.inbox(await w.who(w.people.officer))).items.find(i => i.id === id)
    expect(inbox).toMatchObject({ duty: { act: 'settleContact' } })
    expect(inbox!.flags.map(f => f[0])).toContain('代表说没有联系过')
    expect(await rule(id, 'settleContact', w.people.roadsClerk, { organ: w.organs.roads, found: 'made', text: '有通话记录' }), 'never the organ itself').toBe('role')
    expect(await rule(id, 'confirmContact', w.people.wang, { organ: w.organs.roads }), 'said is said, until there is another').toBe('suggestion.noContact')
    await act(id, 'settleContact', w.people.officer, { organ: w.organs.roads, found: 'none', text: '通话记录里没有' })
    expect((await look(id, w.people.wang))!.contacts).toMatchObject([{ answer: 'none', mayAnswer: false }])
    expect((await look(id, w.people.wang))!.matter.line.flags).toEqual([])
    await act(h, 'contact', w.people.roadsClerk, { how: 'faceToFace', day: '2025-06-18', note: '当面听取意见' })
    expect((await look(id, w.people.wang))!.contacts.map(x => [x.answer, x.mayAnswer])).toEqual([['none', false], [null, true]])
    await act(id, 'confirmContact', w.people.wang, { organ: w.organs.roads })
    expect((await look(id, w.people.wang))!.contacts.map(x => x.answer)).toEqual(['yes', 'yes'])
  })

  it('is neither merged nor split against the deputy’s word', async () => {
    const id = await accepted('关于示例商请的建议'), into = await accepted('关于示例商请的另一件建议')
    await act(id, 'askConsent', w.people.officer, { to: 'merge', note: '两件说的是同一条路，想一起办，各自答复' })
    expect((await lists(w.people.wang)).lead.find(s => s.id === id)!.mine).toMatchObject({ act: 'consent' })
    expect(await rule(id, 'consent', w.people.li, { agree: 'yes' })).toBe('matter')
    await act(id, 'consent', w.people.wang, { agree: 'no', note: '不是一条路' })
    expect(await rule(id, 'mergeFor', w.people.officer, { into, talked: '电话说过' })).toBe('suggestion.consent')
    await act(id, 'askConsent', w.people.officer, { to: 'merge', note: '核对过是同一条路' })
    await act(id, 'consent', w.people.wang, { agree: 'yes' })
    await act(id, 'mergeFor', w.people.officer, { into, talked: '代表在线同意' })
    expect((await look(id, w.people.wang))!.matter.marks.consent).toBeUndefined()
  })

  it('grows from a request its deputy follows, and from no other', async () => {
    const t = await told(w, 'resulted')
    expect(await w.service.deputySuggestions.origin(await w.who(w.people.wang), t.root)).toMatchObject({ id: t.root })
    for (const who of [w.people.li, w.people.townDeputy]) expect(await w.service.deputySuggestions.origin(await w.who(who), t.root)).toBeUndefined()
    const id = await propose('关于示例小区路灯的建议', w.people.wang, { grewFrom: t.root })
    const s = (await look(id, w.people.wang))!
    expect(s.grewFrom.map(g => g.id)).toEqual([t.root])
    // Nothing the constituent said or left travels: neither in what is read nor in what is kept.
    const kept = await w.store.tx(1, async tx => ({ particulars: await tx.rows<{ n: number }>('select count(*)::int n from particular where congress = 1 and root = $1', [id]), files: await tx.rows('select 1 from file where congress = 1 and matter = $1', [id]) }))
    expect([kept.particulars[0]!.n, kept.files.length]).toEqual([0, 0])
    expect(JSON.stringify([s, (await w.store.readFamily(1, id))!.events])).not.toMatch(/00000000123|晚上看不见路/)
    // An officer who sees the suggestion and not that request, or anybody who sees neither, gets nothing by it.
    expect(await rule(id, 'evaluate', w.people.li)).toBe('matter')
  })

  it('keeps a draft for its writer alone, for weeks, and no longer than ninety days', async () => {
    const [wang, li] = await Promise.all([w.who(w.people.wang), w.who(w.people.li)]), form = '/deputy/suggestions/new/00000000-0000-4000-8000-00000000d0d0', now = w.service.now(1)
    await w.service.desk.keepDraft(wang, form, { title: ['关于还没写完的建议'], wrong: ['写了一半'] })
    const drafts = async (who: typeof wang) => (await w.service.deputySuggestions.lists(who)).drafts.map(d => d.kept.title?.[0])
    expect([await drafts(wang), await drafts(li)]).toEqual([['关于还没写完的建议'], []])
    const later = (days: number): void => w.setNow(new Date(Date.parse(now) + days * 86_400_000).toISOString())
    later(80)
    await w.service.sweep(1)
    await w.service.desk.carryOut(1)
    expect(await drafts(await w.who(w.people.wang))).toEqual(['关于还没写完的建议'])
    later(91)
    await w.service.desk.carryOut(1)
    expect(await drafts(await w.who(w.people.wang))).toEqual([])
  })
})
