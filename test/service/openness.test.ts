import { beforeAll, expect, it } from 'vitest'
import { shift } from '#law/time.ts'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { type Suggestions, suggestionsIn, suggestionText } from '#test/support/public-suggestions.ts'
import type { World } from '#test/support/world.ts'

const reply = '该路段已于六月完成改造，铺设沥青四百二十米，增设雨水口十六座，并建立每周巡查的制度。'

inBothWorlds('suggestions made public', world => {
  let w: World, s: Suggestions
  beforeAll(async () => { w = world(); s = await suggestionsIn(w) })
  const open = () => w.service.openness, officer = () => w.people.officer, second = () => w.people.officer2
  const publication = async (id: Id, who = officer()) => open().publication(await w.who(who), id)
  const marks = async (id: Id) => (await w.service.matter(await w.who(officer()), id))!.marks

  it('nothing is hidden by itself: what the rules find is shown, what a person writes is kept to the letter, and what is left in it was looked at', async () => {
    const text = '示例花园3号楼2单元501室门前积水多年，车牌晋A12345的车长期占道，建议一并整治到位。'
    const id = await s.accepted('关于整治示例花园积水的建议', { text })
    await s.replied(id, reply)
    const p = (await publication(id))!
    expect(p.sources.find(x => x.field === 'text')!.text, 'the original as it was written').toBe(text)
    expect(p.sources.find(x => x.field === 'text')!.finds.map(f => text.slice(f.from, f.to))).toEqual(['3号楼2单元501室', '晋A12345'])
    expect([p.draft, p.published]).toEqual([null, null])
    const words = { title: '关于整治积水的建议', text, reply }
    expect(await s.refused(id, 'proposePublic', officer(), words)).toBe('suggestion.looked')
    expect((await marks(id)).draftText).toBeUndefined()
    await s.act(id, 'proposePublic', officer(), { ...words, looked: true })
    expect((await marks(id)).draftText).toBe(text)
    expect((await publication(id, second()))!.draft!.left).toEqual(['3号楼2单元501室', '晋A12345'])
    // Nobody else has such a page.
    for (const who of [w.people.wang, w.people.housingClerk, w.people.clerk]) expect(await publication(id, who)).toBeUndefined()
  })

  it('a second person releases the very draft that was read; it keeps its number and its former words until a correction is approved', async () => {
    const id = await s.accepted('关于改造示例背街小巷的建议')
    await s.replied(id, reply, { class: 'promised', promisedBy: '2025-12-01' })
    await s.act(id, 'proposePublic', officer(), { title: '关于改造背街小巷的建议', text: suggestionText, reply })
    expect(await s.refused(id, 'publish', officer(), { draft: 1 })).toBe('suggestion.secondPerson')
    expect(await s.refused(id, 'publish', second(), { draft: 0 })).toBe('suggestion.redrafted')
    await s.act(id, 'publish', second(), { draft: 1 })
    const no = (await publication(id))!.published!.no
    expect(no).toMatch(/^2025-\d{3}$/)
    expect(await open().one(1, no)).toMatchObject({ no, title: '关于改造背街小巷的建议', text: suggestionText, reply, session: ['示例第二届第五次会议', 'Session 5'], promisedBy: '2025-12-01', kept: false, evaluation: null, outcome: ['已承诺（有期限）', expect.any(String)], organs: [['区住建局', '区住建局']] })
    expect(await s.refused(id, 'publish', second())).toBe('suggestion.published')
    await s.act(id, 'proposePublic', officer(), { title: '关于分批改造背街小巷的建议', text: suggestionText, reply })
    expect(await open().one(1, no), 'a draft changes nothing that is public').toMatchObject({ title: '关于改造背街小巷的建议' })
    await s.act(id, 'publish', second(), { draft: 2 })
    expect(await open().one(1, no)).toMatchObject({ no, title: '关于分批改造背街小巷的建议' })
    w.setNow('2025-11-20T02:00:00.000Z')
    await s.act(id, 'evaluate', w.people.wang, { process: 'satisfied', result: 'satisfied', comment: '意见只给代工委看' })
    await s.act(id, 'replyAgain', w.people.housingClerk, { class: 'solved', text: '已经完工，联系了附近住户', proof: '竣工验收单示例1号' })
    const after = await open().one(1, no)
    if (!after || after === 'gone') throw new Error('not public')
    expect(after).toMatchObject({ kept: true, promisedBy: null, follow: null, evaluation: null })
    expect(after.history.map(h => h.sentence[0])).toEqual(['受理编号', '交区住建局办理', '答复代表（B类：正在解决或已列入计划）', '公开', '更正公开内容', '续报（A类：已解决或基本解决），承诺的事已办成'])
    // What nobody has reviewed for the public, the organ's and the deputy's free words, is not there.
    expect(JSON.stringify(after)).not.toMatch(/已经完工|意见只给代工委看|满意|验收单/)
    expect((await open().feed(1)).find(e => e.no === no)!.at > '2025-11-19').toBe(true)
    await w.service.setSetting(1, 'suggestion.publicGrades', true, '2021-01-01')
    expect(await open().one(1, no)).toMatchObject({ evaluation: { process: ['满意', 'Satisfied'], result: ['满意', 'Satisfied'] } })
    await w.service.setSetting(1, 'suggestion.publicGrades', false, '2021-01-01')
    await s.act(id, 'unpublish', officer(), { why: '有一处地名写错' })
    expect(await open().one(1, no)).toBe('gone')
    expect((await open().list(1, { session: 'all' })).items.map(i => i.no)).not.toContain(no)
    await s.act(id, 'proposePublic', officer(), { title: '关于改造背街小巷的建议', text: suggestionText, reply })
    await s.act(id, 'publish', second())
    expect(await open().one(1, no), 'released again, it is where it was').toMatchObject({ no })
  })

  it('a draft that waits for a second person lies in the committee’s inbox, over or not, once, and no longer than it waits', async () => {
    const id = await s.accepted('关于示例等人审核的建议')
    await s.replied(id, reply)
    const owed = async () => (await w.service.matter(await w.who(officer()), id))!.duties.filter(d => d.act === 'publish').map(d => d.owes), waits = async () => (await w.service.inbox(await w.who(second()))).items.some(i => i.id === id && i.duty?.act === 'publish')
    const draft = { title: '关于等人审核的建议', text: suggestionText, reply }
    await s.act(id, 'evaluate', w.people.wang, { process: 'satisfied', result: 'satisfied' })
    expect([(await w.service.matter(await w.who(officer()), id))!.line.ended, await waits()]).toEqual([true, false])
    for (const title of [draft.title, '关于等人审核的建议（改）']) await s.act(id, 'proposePublic', officer(), { ...draft, title })
    expect([await owed(), await waits()]).toEqual([[`organ:${w.organs.district}`], true])
    await s.act(id, 'publish', second(), { draft: 2 })
    expect([await owed(), await waits()]).toEqual([[], false])
    await s.act(id, 'proposePublic', officer(), draft)
    await s.act(id, 'withhold', officer(), { reason: 'privacy', why: '涉及个人情况，不再公开' })
    expect(await owed()).toEqual([])
  })

  it('against either author’s word nothing is published; withheld ones are counted by their listed reason and nothing else of them is told', async () => {
    const [a, b] = [await s.accepted('关于不宜公开的示例建议甲', { openness: 'closed', opennessWhy: '涉及在建项目' }), await s.accepted('关于不宜公开的示例建议乙')]
    await s.replied(a, reply)
    await s.replied(b, reply, { openness: 'closed', opennessWhy: '涉及招标底价' })
    for (const id of [a, b]) expect(await s.refused(id, 'proposePublic', officer(), { title: '公开标题', text: suggestionText, reply })).toBe('suggestion.openness')
    const p = (await publication(b))!
    expect([p.organs[0]!.openness?.[0], p.organs[0]!.why]).toEqual(['不宜公开', '涉及招标底价'])
    expect(await s.refused(a, 'withhold', officer(), { why: '代表不同意' }), 'without a listed reason').toBe('input.invalid')
    expect(await s.refused(a, 'withhold', officer(), { reason: 'nix', why: '代表不同意' }), 'a reason nobody listed').toBe('input.choice')
    await s.act(a, 'withhold', officer(), { reason: 'deputy', why: '代表不同意公开甲' })
    await s.act(b, 'withhold', officer(), { reason: 'business', why: '底价未到公开时间' })
    const list = await open().list(1, { session: '2-5' }), year = (await open().year(1, '2-5'))!
    expect(list.withheld).toEqual(year.withheld)
    expect(list.withheld.map(x => [x.reason[0], x.n])).toEqual(expect.arrayContaining([['代表认为不宜公开', 1], ['涉及商业秘密', 1]]))
    expect(JSON.stringify([list, year, await open().feed(1)])).not.toMatch(/示例建议甲|示例建议乙|不同意公开|底价/)
    expect(await open().year(1, '2-4'), 'a session of which nothing was decided').toBeUndefined()
    expect(await open().year(1, '2-9')).toBeUndefined()
  })

  it('whoever wrote the draft that stands may not release it, whoever wrote one before', async () => {
    const id = await s.accepted('关于示例两人先后拟稿的建议'), words = { title: '关于两人先后拟稿的建议', text: suggestionText, reply }
    await s.replied(id, reply)
    await s.act(id, 'proposePublic', officer(), words)
    await s.act(id, 'proposePublic', second(), { ...words, title: '关于后一人重拟的建议' })
    expect(await s.refused(id, 'publish', second(), { draft: 2 })).toBe('suggestion.secondPerson')
    await s.act(id, 'publish', officer(), { draft: 2 })
    expect((await open().one(1, (await publication(id))!.published!.no))).toMatchObject({ title: '关于后一人重拟的建议' })
  })

  it('withheld or taken down after all, nothing of what was public is left, and no draft of before can be released', async () => {
    for (const [act, input] of [['withhold', { reason: 'privacy', why: '涉及一户人家' }], ['unpublish', { why: '有一处地名写错' }]] as const) {
      const id = await s.accepted(`关于示例后来${act}的建议`), words = { title: `关于后来${act}的建议`, text: '建议把示例滨河步道的护栏换成石栏。', reply, follow: '续报：已经换好' }
      await s.replied(id, reply)
      await s.released(id, words)
      const no = (await publication(id))!.published!.no
      if (act === 'withhold') await s.act(id, 'proposePublic', officer(), { ...words, title: '关于待审的更正稿的建议' })
      await s.act(id, act, officer(), input)
      expect([await open().one(1, no), (await open().list(1, { session: 'all', q: '石栏' })).total, (await open().feed(1)).some(e => e.no === no)], act).toEqual(['gone', 0, false])
      expect(Object.keys(await marks(id)).filter(k => ['published', 'publicTitle', 'publicText', 'publicReply', 'publicFollow'].includes(k)), act).toEqual([])
      expect(await s.refused(id, 'publish', second()), act).toBe('suggestion.noDraft')
    }
  })

  it('a draft of before is not released against a word that was said after it', async () => {
    const id = await s.accepted('关于示例重办后不宜公开的建议'), day = w.service.now(1).slice(0, 10)
    await s.replied(id, reply)
    await s.act(id, 'proposePublic', officer(), { title: '关于重办后不宜公开的建议', text: suggestionText, reply })
    await s.act(id, 'evaluate', w.people.wang, { process: 'satisfied', result: 'dissatisfied', comment: '还有一段没有修' })
    const again = await s.handling(id, w.organs.housing)
    await s.act(again, 'accept', w.people.housingClerk)
    await s.act(again, 'contact', w.people.housingClerk, { how: 'phone', day, note: '说明了还没修的一段' })
    await s.act(again, 'reply', w.people.housingClerk, { class: 'solved', result: reply, ownNumber: '示函〔2025〕901号', openness: 'closed', opennessWhy: '涉及招标底价' })
    expect(await s.refused(id, 'publish', second())).toBe('suggestion.openness')
  })

  it('a deputy who asks for no name is named nowhere: not in the words, not beside them', async () => {
    const id = await s.accepted('关于示例不署名的建议', { hideName: true, text: `${suggestionText}提出人王示甲。` })
    await s.replied(id, `尊敬的王示甲代表：${reply}`)
    const p = (await publication(id))!
    expect(p.sources.map(x => x.finds.map(f => [x.field, x.text.slice(f.from, f.to), f.put]))).toEqual([[], [['text', '王示甲', '某某']], [['reply', '王示甲', '某某']]])
    expect(await s.refused(id, 'proposePublic', officer(), { title: '不署名的建议', text: suggestionText, reply: `尊敬的王示甲代表：${reply}`, looked: true })).toBe('suggestion.hideName')
    await s.released(id, { title: '不署名的建议', text: suggestionText, reply: `尊敬的代表：${reply}` })
    const found = await open().one(1, (await publication(id))!.published!.no), list = await open().list(1, { session: '2-5' })
    expect(JSON.stringify([found, list.items.find(i => i.title === '不署名的建议')])).not.toContain('王示甲')
  })

  it('is found by session, organ, theme, outcome and by the words that were released, never by those that were not', async () => {
    const [a, b] = [await s.accepted('关于增设示例公交站点的建议（涉及赵某某宅院）', { theme: 'T1' }), await s.accepted('关于示例校门口护学岗的建议', { theme: 'T3' }, s.before)]
    await s.replied(a, reply, {}, 'roads')
    await s.replied(b, reply, { class: 'later' })
    await s.released(a, { title: '关于增设公交站点的建议', text: '建议在滨河路口增设一处公交停靠站，方便居民乘车。', reply })
    await s.released(b, { title: '关于校门口护学岗的建议', text: '建议在学校门口设立护学岗，错峰上下学。', reply })
    const titles = async (ask: Parameters<ReturnType<typeof open>['list']>[1]) => (await open().list(1, ask)).items.map(i => i.title)
    expect(await titles({ session: '2-4' })).toEqual(['关于校门口护学岗的建议'])
    expect(await titles({})).not.toContain('关于校门口护学岗的建议')
    expect(await titles({ organ: w.organs.roads })).toEqual(['关于增设公交站点的建议'])
    expect(await titles({ session: 'all', theme: 'T3' })).toEqual(['关于校门口护学岗的建议'])
    expect(await titles({ session: 'all', outcome: 'later' })).toEqual(['关于校门口护学岗的建议'])
    expect(await titles({ q: '停靠站' })).toEqual(['关于增设公交站点的建议'])
    expect(await titles({ q: '护学岗' }), 'a word is looked for in all years').toEqual(['关于校门口护学岗的建议'])
    for (const q of ['赵某某', '宅院', '涉及']) expect(await titles({ q }), q).toEqual([])
    expect((await open().list(1, { session: '2-9' })).total).toBe(0)
    expect((await open().year(1, '2-4'))!.items.map(i => i.number?.[0])).toEqual(['第1号'])
  })

  it('stands in the list by the day it was first made public, the newest first, and says when it was changed since', async () => {
    const before = w.service.now(1), words = (title: string) => ({ title, text: suggestionText, reply })
    const a = await s.accepted('关于示例先公开的建议'), b = await s.accepted('关于示例后公开的建议'), days = [1, 2, 5].map(n => shift(before.slice(0, 10), n))
    for (const id of [a, b]) await s.replied(id, reply)
    const on = async (day: string, id: Id, title: string) => { w.setNow(`${day}T02:00:00.000Z`); await s.released(id, words(title)) }
    await on(days[0]!, a, '先公开的')
    await on(days[1]!, b, '后公开的')
    await on(days[2]!, a, '先公开后更正的')
    const { items } = await open().list(1, { session: '2-5' }), shown = items.map(i => i.publishedOn)
    expect(items.slice(0, 2).map(i => [i.title, i.publishedOn, i.at.slice(0, 10)])).toEqual([['后公开的', days[1], days[1]], ['先公开后更正的', days[0], days[2]]])
    expect(shown).toEqual(shown.toSorted().reverse())
    expect((await open().feed(1))[0]!.title, 'a feed tells of changes').toBe('先公开后更正的')
    w.setNow(before)
  })

  it('what is not public has no address: unknown, unreleased and ill-written numbers answer alike', async () => {
    const id = await s.accepted('关于示例未公开的建议')
    await s.replied(id, reply)
    await s.act(id, 'proposePublic', officer(), { title: '未公开的建议', text: suggestionText, reply })
    for (const no of ['2025-999', '2025-1', '2025-0001', '2025-01', '', '../x', id, '2-5', "2025-001'", '2024-001']) expect(await open().one(1, no), no).toBeUndefined()
    const numbers = (await w.store.tx(1, tx => tx.rows<{ n: string }>(`select marks ->> 'publicNo' n from matter where congress = 1 and marks ? 'publicNo' order by (marks ->> 'publicNo')::int`))).map(r => Number(r.n))
    expect(numbers, 'public numbers run without a gap').toEqual(numbers.map((_, i) => i + 1))
    const series = (await w.service.numbers.view(await w.who(w.people.officer), {}))!.series.find(l => l.series.startsWith('suggestion.public'))
    expect(series, 'and stand in the register under their own name').toMatchObject({ label: ['公开的建议（2025年）', 'Published suggestions, 2025'], year: '2025', issued: numbers.length })
    // The other congress, and the wall between them.
    expect(await open().any(1)).toBe(true)
  })

  it('void takes it away; a rebuild writes every row as it was', async () => {
    const id = await s.accepted('关于示例作废的建议')
    await s.replied(id, reply)
    await s.released(id, { title: '作废的建议', text: suggestionText, reply })
    const no = (await publication(id))!.published!.no
    await s.act(id, 'void', officer(), { why: '重复登记了' })
    expect(await open().one(1, no)).toBe('gone')
    expect((await w.service.rebuild(1)).differed).toEqual([])
  })
})
