import { beforeAll, expect, it } from 'vitest'
import { worthComparing } from '#store/likeness.ts'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { type Suggestions, suggestionsIn } from '#test/support/public-suggestions.ts'
import type { World } from '#test/support/world.ts'

const letter = (name: string, title: string, body: string): string => `尊敬的${name}代表：\n您好！您提出的《${title}》收悉，经认真研究，现答复如下：\n${body}\n衷心感谢您对我区城市建设工作的关心和支持，欢迎继续提出宝贵意见。\n特此答复。\n区住建局\n2025年6月18日`
const road = '一、经现场踏勘，该路段全长四百二十米，沥青面层老化开裂，雨季积水严重。我局已将其列入下半年养护计划，九月底前完成铣刨重铺，同步清掏雨水口十六座。二、已更换损坏灯具二十三盏，并与街道办事处建立巡查机制，每周夜间巡查一次。'
const other = road.replace('四百二十米', '三百六十米').replace('十六座', '九座').replace('二十三盏', '八盏')
const school = '交警大队在上下学时段增派两名民警，设置临时接送区和单向通行标志。已施划黄色网格线，增设行人过街按钮信号灯一处，开学前投入使用。今后学校每学期召开一次家长会，就错峰接送征求意见并公示结果。'
const park = '广场东侧健身器材已全部更换，新增儿童滑梯两组、乒乓球台四张；公厕改造同步进行，国庆节前开放。管护由社区物业负责，损坏的四十八小时以内修好，费用从文体设施专项中列支。'

inBothWorlds('a reply that repeats another', world => {
  let w: World, s: Suggestions, a: Id, b: Id, c: Id, first: Id, copy: Id
  const alike = async (id: Id, who: Id = w.people.officer) => (await w.service.matter(await w.who(who), id))?.alike ?? []
  const flagged = async (who: Id = w.people.officer) => (await w.service.list(await w.who(who), { procedure: 'suggestion' })).items.filter(i => i.flags.some(f => f[0] === '与别件答复雷同')).map(i => i.id)
  beforeAll(async () => {
    w = world()
    s = await suggestionsIn(w)
    a = await s.accepted('关于修补示例一路的建议')
    b = await s.accepted('关于修补示例二路的建议')
    c = await s.accepted('关于示例校门口的建议')
    first = await s.replied(a, letter('王示甲', '关于修补示例一路的建议', road))
    w.setNow('2025-06-19T02:00:00.000Z')
  })

  it('is shown to the one who signs, before it goes, and bars nothing', async () => {
    copy = await s.handed(b)
    await s.act(copy, 'draft', w.people.housingClerk, { class: 'solved', result: letter('王示甲', '关于修补示例二路的建议', other) })
    const [seen, ...more] = await alike(copy, s.heads.housing)
    expect(more).toEqual([])
    expect(seen).toMatchObject({ reply: copy, other: first, matter: a, name: ['第1号', 'no. 1'], why: 'other' })
    expect(seen!.percent).toBeGreaterThanOrEqual(80)
    expect(seen!.percent).toBeLessThan(100)
    await s.act(copy, 'signOff', s.heads.housing)
    expect((await alike(b))[0]).toMatchObject({ reply: copy, other: first, percent: seen!.percent })
    expect(await flagged()).toEqual([b])
    expect(await alike(a), 'whoever wrote first repeats nobody').toEqual([])
  })

  it('is not said of an honest letter that shares the opening and the closing', async () => {
    w.setNow('2025-06-20T02:00:00.000Z')
    await s.replied(c, letter('王示甲', '关于示例校门口的建议', school))
    expect(await alike(c)).toEqual([])
    expect(await flagged()).toEqual([b])
  })

  it('reaches across organs of the same session, for whoever may see both; and never tells of what one may not see', async () => {
    w.setNow('2025-06-21T02:00:00.000Z')
    const d = await s.accepted('关于修补示例四路的建议'), id = await s.replied(d, letter('王示甲', '关于修补示例四路的建议', road), {}, 'roads')
    expect((await alike(d)).map(x => [x.other, x.why, x.percent])).toContainEqual([first, 'other', 100])
    expect(await alike(id, w.people.roadsClerk), 'the other organ’s letter is not theirs to see').toEqual([])
    expect(await w.service.openness.beside(await w.who(w.people.roadsClerk), id, first)).toBeUndefined()
    expect(await w.service.openness.beside(await w.who(w.people.officer), id, first)).toMatchObject({ alike: { percent: 100 } })
    const old = await s.accepted('关于示例往年旧事的建议', {}, s.before)
    await s.replied(old, letter('王示甲', '关于示例往年旧事的建议', road), {}, 'roads')
    expect((await alike(old)).map(x => x.other), 'another organ of another session is not compared').toEqual([id])
  })

  it('says of merged ones, and of organs that answer the same suggestion, that it is no fault', async () => {
    w.setNow('2025-06-22T02:00:00.000Z')
    const [e, f] = [await s.accepted('关于示例公园设施的建议'), await s.accepted('关于示例广场设施的建议')]
    await s.act(f, 'mergeFor', w.people.officer, { into: e, talked: '两位代表都同意' })
    const answer = letter('王示甲', '关于示例公园设施的建议', park)
    await s.replied(e, answer)
    w.setNow('2025-06-23T02:00:00.000Z')
    await s.replied(f, answer)
    expect((await alike(f)).map(x => [x.why, x.percent])).toEqual([['merged', 100]])
    expect(await flagged()).not.toContain(f)
  })

  it('a second letter that says the same again to a dissatisfied deputy is said so', async () => {
    w.setNow('2025-06-24T02:00:00.000Z')
    await s.act(c, 'evaluate', w.people.wang, { process: 'satisfied', result: 'dissatisfied', comment: '没有答到点上' })
    const again = (await w.store.readFamily(1, c))!.events.filter(e => e.procedure === 'handling').at(-1)!.matter
    await s.act(again, 'accept', w.people.housingClerk)
    await s.act(again, 'contact', w.people.housingClerk, { how: 'phone', day: '2025-06-24', note: '又说明了一次' })
    await s.act(again, 'reply', w.people.housingClerk, { class: 'solved', result: letter('王示甲', '关于示例校门口的建议', school), ownNumber: '示住建函〔2025〕99号' })
    expect((await alike(c)).map(x => [x.reply, x.why])).toEqual([[again, 'again']])
    expect(await flagged()).toContain(c)
  })

  it('from what share it is said is a setting; the prints are written anew by a rebuild', async () => {
    await w.service.setSetting(1, 'handling.copyPercent', 100, '2021-01-01')
    expect(await flagged()).not.toContain(b)
    await w.service.setSetting(1, 'handling.copyPercent', 80, '2021-01-01')
    expect(await flagged()).toContain(b)
    expect((await w.service.rebuild(1)).differed).toEqual([])
    expect(await w.store.tx(1, tx => worthComparing(tx, [copy], 5))).toContainEqual({ of: copy, reply: copy, other: first })
    // Another congress has no such reply.
    expect(await w.store.tx(2, tx => tx.rows('select * from like_replies(1, $1, 5)', [copy]))).toEqual([])
  })
})
