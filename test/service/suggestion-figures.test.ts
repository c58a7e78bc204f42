/** The figures of suggestions over a small congress whose plenary is in December: each is its list, by session whatever the day, as it stood on any day asked. */
import { beforeAll, expect, it } from 'vitest'
import { figures as declared } from '#figures/index.ts'
import { isRatio } from '#figures/figure.ts'
import type { Id } from '#loop/words.ts'
import type { FigureView } from '#service/views.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import type { World } from '#test/support/world.ts'

const body = '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造并公示计划。'
const long = 240_000

inBothWorlds('the figures of suggestions', world => {
  let w: World, water: Id, waterClerk: Id
  const s: Record<string, Id> = {}
  const clock = { kind: 'clock' } as const
  const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: clock, input: { since: '2021-01-01', ...input } })).matter
  const on = (day: string): void => w.setNow(`${day}T02:00:00.000Z`)
  const act = (matter: Id, name: string, who: Id, input: Record<string, unknown> = {}) => w.must({ matter, act: name, actor: w.as(who), input })
  const accepted = async (title: string, session: Id, more: Record<string, unknown> = {}, accept: Record<string, unknown> = {}, lead = w.people.wang): Promise<Id> => {
    const { root } = await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(lead), input: { title, text: body, how: 'single', theme: 'T1', ...more } })
    if (more.coSigners) { await act(root, 'coSign', w.people.li); await act(root, 'submit', lead) }
    await act(root, 'accept', w.people.officer, { session, ...accept })
    return root
  }
  const handling = async (id: Id): Promise<Id> => (await w.store.readFamily(1, id))!.events.filter(e => e.procedure === 'handling' && e.act === 'assign').at(-1)!.matter
  const clerkOf = (organ: Id): Id => (organ === w.organs.roads ? w.people.roadsClerk : organ === water ? waterClerk : w.people.housingClerk)
  let letters = 0
  /** One organ takes it in hand, is in touch in its way, and answers. */
  const answered = async (id: Id, organ: Id, day: string, how: 'faceToFace' | 'phone' | 'failed', input: Record<string, unknown>): Promise<void> => {
    const h = await handling(id), clerk = clerkOf(organ)
    if ((await w.store.readFamily(1, id))!.events.every(e => e.matter !== h || e.act !== 'accept')) await act(h, 'accept', clerk)
    if (how === 'failed') for (const [d, by] of [[0, 'phone'], [1, 'letter'], [2, 'phone']] as const) await act(h, 'contactFailed', clerk, { how: by, day: `${day.slice(0, 8)}${String(Number(day.slice(8)) - d).padStart(2, '0')}`, note: '没有联系上' })
    else await act(h, 'contact', clerk, { how, day, note: '听取了代表意见' })
    await act(h, 'reply', clerk, { result: '已按建议办理，办理情况如下，请代表监督。', ownNumber: `示函〔2025〕${++letters}号`, ...input })
  }
  const get = async (id: string, year = 2025, asOf?: string, known?: string): Promise<FigureView> => (await w.service.figure(1, id, year, asOf, known))!
  const text = async (id: string, reading?: string, year = 2025, asOf?: string, known?: string): Promise<string> => { const f = await get(id, year, asOf, known); return reading ? f.readings.find(r => r.id === reading)!.text : f.text }

  beforeAll(async () => {
    w = world()
    on('2024-03-12')
    await w.service.setSetting(1, 'suggestion.roundMonth', 3, '2024-01-01')
    water = await enter({ table: 'organ', kind: 'handlingOrgan', name: '区水利局', short: '区水利局', nameEn: 'Water' })
    waterClerk = await enter({ table: 'person', name: '孙示戊', nameEn: 'Sun', postOrgan: water, postKind: 'handlerClerk' })
    const town = await enter({ table: 'organ', kind: 'assembly', name: '示例一镇人大', short: '示例一镇人大', nameEn: 'Town', place: w.places.town })
    const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Second term', assembly: w.organs.assembly, number: 2 }), townTerm = await enter({ table: 'term', kind: 'term', name: '示例镇第二届', nameEn: 'Town term', assembly: town, number: 2 })
    const session = (n: number, since: string, assembly = w.organs.assembly, parent = term) => enter({ table: 'term', kind: 'session', name: `示例第${n}次会议`, nameEn: `Session ${n}`, assembly, parent, number: n, since })
    const fourth = await session(4, '2024-03-11')
    s.j = await accepted('关于上一次会议的一件建议', fourth)
    await act(s.j, 'handOver', w.people.officer, { organ: w.organs.roads })
    // A plenary in December of the year before.
    on('2024-12-21')
    const fifth = await session(5, '2024-12-20')
    for (const [name, more] of [['a', {}], ['b', { theme: 'T2' }], ['c', { how: 'joint', coSigners: [w.people.li] }], ['d', {}], ['e', {}], ['f', { theme: 'T6' }], ['g', {}], ['h', { theme: 'T2' }]] as const) s[name] = await accepted(`关于示例${name}事情的建议`, fifth, more, {}, name === 'b' || name === 'g' ? w.people.li : w.people.wang)
    on('2025-01-06')
    await act(s.e!, 'withdraw', w.people.wang, { why: '已经解决' })
    on('2025-01-10')
    for (const name of ['a', 'c', 'f', 'h']) await act(s[name]!, 'handOver', w.people.officer, { organ: w.organs.housing })
    for (const name of ['b', 'd']) await act(s[name]!, 'handOver', w.people.officer, { organ: w.organs.roads })
    await act(s.g!, 'handOver', w.people.officer, { organ: water })
    on('2025-01-13')
    await act(await handling(s.g!), 'askReturn', waterClerk, { reason: 'notOurs', why: '属交通部门职责' })
    await act(await handling(s.g!), 'agreeReturn', w.people.officer)
    await act(s.g!, 'handOverAgain', w.people.officer, { organ: w.organs.roads })
    on('2025-01-15')
    await answered(s.j!, w.organs.roads, '2025-01-15', 'faceToFace', { class: 'solved' })
    await act(s.j!, 'evaluate', w.people.wang, { process: 'satisfied', result: 'satisfied' })
    on('2025-02-10')
    s.i = await accepted('关于闭会期间的一件建议', fifth, {}, { between: true })
    await act(s.i, 'handOver', w.people.officer, { organ: water })
    on('2025-03-05')
    await session(9, '2025-03-04', town, townTerm)
    const hear = (organ: Id, list: string[]) => w.must({ procedure: 'sitting', act: 'hold', actor: w.as(w.people.officer), input: { organ, suggestions: list.map(n => s[n]!), leader: w.people.li, team: '一组' } })
    await hear(w.organs.housing, ['a', 'c', 'f'])
    await hear(w.organs.roads, ['b', 'd', 'g'])
    for (const [name, topic] of [['a', '农村污水管网'], ['b', '社区幸福食堂'], ['h', '农村污水管网']] as const) await act(s[name]!, 'setKey', w.people.officer, { topic, leader: w.people.li })
    await act(await handling(s.h!), 'accept', w.people.housingClerk)
    await act(await handling(s.h!), 'contact', w.people.housingClerk, { how: 'faceToFace', day: '2025-03-05', note: '当面听取意见' })
    on('2025-03-20')
    await act(s.f!, 'withdraw', w.people.wang, { why: '另行提出' })
    on('2025-04-01')
    await answered(s.a!, w.organs.housing, '2025-04-01', 'faceToFace', { class: 'solved' })
    await answered(s.c!, w.organs.housing, '2025-04-01', 'faceToFace', { class: 'solved' })
    await answered(s.d!, w.organs.roads, '2025-04-01', 'faceToFace', { class: 'later' })
    const g = await handling(s.g!)
    await act(g, 'accept', w.people.roadsClerk)
    await act(g, 'askExtension', w.people.roadsClerk, { until: '2025-06-01', why: '需要勘察论证' })
    await act(g, 'grantExtension', w.people.officer)
    on('2025-04-05')
    await act(s.a!, 'evaluate', w.people.wang, { process: 'satisfied', result: 'satisfied' })
    await act(s.c!, 'evaluate', w.people.wang, { process: 'satisfied', result: 'dissatisfied', comment: '没有说清何时开工' })
    on('2025-04-20')
    await answered(s.b!, w.organs.roads, '2025-04-20', 'phone', { class: 'promised', promisedBy: '2025-12-01' })
    await answered(s.c!, w.organs.housing, '2025-04-20', 'phone', { class: 'solved' })
    await act(s.c!, 'evaluate', w.people.wang, { process: 'satisfied', result: 'satisfied' })
    on('2025-05-08')
    await act(s.b!, 'evaluate', w.people.li, { process: 'basically', result: 'basically' })
    await w.service.sweep(1)
    await hear(w.organs.housing, ['h'])
    on('2025-05-20')
    await answered(s.g!, w.organs.roads, '2025-05-20', 'failed', { class: 'later' })
    await act(s.g!, 'evaluate', w.people.li, { process: 'satisfied', result: 'satisfied' })
    on('2025-07-02')
    await w.must({ procedure: 'rule', act: 'adopt', actor: w.as(w.people.officer), input: { title: '关于加强人大代表重点建议办理工作的实施意见', about: 'suggestions', meeting: '示例主任会议' } })
    await w.must({ procedure: 'rule', act: 'adopt', actor: w.as(w.people.officer), input: { title: '常委会会议签到办法', about: 'meetings', meeting: '示例主任会议' } })
    on('2025-09-01')
    await act(s.b!, 'replyAgain', w.people.roadsClerk, { class: 'solved', text: '已经完工', proof: '竣工验收单示例1号' })
    on('2025-12-22')
    const sixth = await session(6, '2025-12-20')
    s.k = await accepted('关于下一年的一件建议', sixth)
  }, long)

  it('choose by session: December belongs to the year that follows, a town’s session and the calendar to nobody', async () => {
    expect(await Promise.all([2023, 2024, 2025, 2026].map(y => text('S30', undefined, y)))).toEqual(['0', '1', '7', '1'])
    const f = await get('S30')
    expect([f.session?.[0], f.period.from, f.period.to]).toEqual(['示例第5次会议', '2024-12-20', '2025-12-22'])
    expect((await get('S30', 2023)).session).toBeNull()
    expect(await Promise.all(['joint', 'single', 'coSigned', 'withdrawn', 'between'].map(r => text('S30', r)))).toEqual(['1', '6', '1', '1', '1'])
    // Answered in 2025, and of the session before.
    expect((await w.service.figureRecords(1, 'R6', 2025))!.map(r => r.matter)).not.toContain(s.j)
    expect(await text('R9', 'now.solved', 2024)).toBe('1')
  })

  it('count the organs there are in the end, and every suggestion that was heard in the month of the round', async () => {
    expect(await Promise.all([undefined, 'withCo', 'first', 'ever', 'assignments', 'reassigned'].map(r => text('S31', r)))).toEqual(['2', '2', '3', '3', '7', '1'])
    expect([await text('S32'), (await get('S32')).value, await text('S32', 'ever'), await text('S32', undefined, 2025, '2025-02-28')]).toEqual(['6/7', 6, '7', '0/7'])
    expect((await get('S32')).sentence![0]).toContain('共6件')
    expect([await text('N15'), await text('N15', 'topics'), await text('N14'), await text('N14', 'all'), await text('N14', undefined, 2024)]).toEqual(['3', '2', '1', '2', '0'])
  })

  it('the rates, with what is withdrawn out of every base', async () => {
    expect(await Promise.all(['R5', 'R6', 'R7', 'R8', 'R9', 'R10', 'R11', 'R12', 'R13'].map(async id => { const f = await get(id); return [id, f.text, f.ratio!.over, f.ratio!.under] }))).toEqual([
      ['R5', '100.00', 7, 7], ['R6', '83.33', 5, 6], ['R7', '50.00', 3, 6], ['R8', '66.67', 4, 6], ['R9', '60.00', 3, 5], ['R10', '75.00', 3, 4], ['R11', '25.00', 1, 4], ['R12', '33.33', 2, 6], ['R13', '100.00', 1, 1],
    ])
    expect(await Promise.all(['extended', 'ofReplied', 'granted'].map(r => text('R7', r)))).toEqual(['66.67', '60.00', '1'])
    expect(await Promise.all(['replied', 'phone', 'failed'].map(r => text('R8', r)))).toEqual(['60.00', '1', '1'])
    expect(await Promise.all(['satisfied', 'first', 'planned', 'now.solved', 'now.promised', 'now.later', 'first.solved', 'first.promised', 'first.later'].map(r => text('R9', r)))).toEqual(['75.00', '40.00', '60.00', '3', '0', '2', '2', '1', '2'])
    expect(await Promise.all(['solved', 'first', 'basically', 'firstBasically', 'process', 'final.satisfied', 'final.basically', 'final.dissatisfied', 'first.dissatisfied', 'unanswered'].map(r => text('R10', r)))).toEqual(['60.00', '50.00', '100.00', '75.00', '75.00', '3', '1', '0', '1', '1'])
    expect(await text('R12', 'unanswered')).toBe('1')
  })

  it('two that belong together never stand alone', async () => {
    const [solved, satisfied] = [await get('R9'), await get('R10')]
    expect([solved.beside?.text, satisfied.beside?.text]).toEqual([satisfied.text, solved.text])
    expect(solved.sentence![0]).toBe(`办成率${solved.text}%，满意率${satisfied.text}%`)
    expect((await get('R7')).sentence![0]).toBe('按期答复率50.00%，含批准延期后按期的66.67%')
  })

  it('stand as they stood on any day, whether known then or now', async () => {
    // The day after the first term: b and h are overdue, g was put off.
    expect([await text('R12', undefined, 2025, '2025-04-11'), await text('R7', undefined, 2025, '2025-04-11')]).toEqual(['40.00', '60.00'])
    // On the last day itself nobody is late.
    expect((await get('R12', 2025, '2025-04-10')).ratio).toEqual({ over: 0, under: 3 })
    for (const known of ['2025-06-30', '2025-12-22']) expect(await Promise.all(['now.solved', 'now.promised', 'now.later'].map(r => text('R9', r, 2025, '2025-06-30', known))), known).toEqual(['2', '1', '2'])
    expect([await text('R10', undefined, 2025, '2025-04-10'), await text('R10', undefined, 2025, '2025-04-10', '2025-12-22')]).toEqual(['50.00', '50.00'])
    expect(await text('S31', undefined, 2025, '2025-01-11')).toBe('3')
    expect((await get('S30', 2025, '2024-12-19')).value).toBe(0)
  })

  it('each is its list, and so is each of its readings and bases', async () => {
    for (const [asOf, known] of [[undefined, undefined], ['2025-04-11', undefined], ['2025-06-30', '2025-12-22']] as const) {
      for (const f of declared.filter(x => x.bySession || x.id === 'N14')) {
        const view = await get(f.id, 2025, asOf, known)
        const rows = async (reading?: string) => (await w.service.figureRecords(1, f.id, 2025, asOf, known, reading))?.reduce((n, r) => n + r.quantity, 0)
        for (const [id, shown] of [[undefined, view], ...view.readings.map(r => [r.id, r] as const)] as const) {
          const name = `${f.id} ${id ?? ''} ${asOf ?? 'now'}`
          expect(await rows(id), name).toBe(shown.ratio?.over ?? shown.value)
          if (shown.ratio) expect(await rows(id ? `${id}.under` : 'under'), `${name} under`).toBe(shown.ratio.under)
        }
      }
    }
    expect((await w.service.report(1, 2025)).filter(f => f.id === 'S32').map(f => [f.text, f.value, f.records.length])).toEqual([['6/7', 6, 6]])
  })

  it('split by organ, theme and deputy, the parts add up and each is its list', async () => {
    const officer = await w.who(w.people.officer)
    for (const f of declared.filter(x => x.bySession && x.splits!.length)) {
      const view = await get(f.id)
      expect(await w.service.splits(officer, f.id), f.id).toEqual(expect.arrayContaining(['organ', 'category', 'person']))
      for (const by of ['organ', 'category', 'person', ...(isRatio(f) ? [] : ['month', 'place', 'kind'] as const)] as const) {
        const parts = await w.service.split(officer, f.id, 2025, by), sum = (n: (p: (typeof parts)[number]) => number) => parts.reduce((all, p) => all + n(p), 0)
        expect(view.ratio ? [sum(p => p.ratio!.over), sum(p => p.ratio!.under)] : sum(p => p.value), `${f.id} ${by}`).toEqual(view.ratio ? [view.ratio.over, view.ratio.under] : view.value)
        if (by === 'month' || by === 'place' || by === 'kind') continue
        for (const p of parts) {
          const list = async (reading?: string) => (await w.service.figureRecords(1, f.id, 2025, undefined, undefined, reading, officer, { [by]: p.id }))!.length
          expect([await list(), p.ratio ? await list('under') : 0], `${f.id} ${by} ${p.label[0]}`).toEqual([p.ratio?.over ?? p.value, p.ratio?.under ?? 0])
        }
      }
    }
    // The one that was reassigned stands under the organ it is with; people stand by name.
    expect((await w.service.split(officer, 'S30', 2025, 'organ')).map(p => [p.label[0], p.value])).toEqual([['区交通运输局', 3], ['区住建局', 4]].sort((a, b) => String(a[0]).localeCompare(String(b[0]), 'zh-CN')))
    expect((await w.service.split(officer, 'S30', 2025, 'category')).map(p => [p.label[0], p.value])).toEqual([['城建交通与老旧小区', 4], ['生态环保与环卫', 2], ['农业农村', 1]])
    expect((await w.service.split(officer, 'S30', 2025, 'person')).map(p => [p.label[0], p.value])).toEqual([['王示甲', 5], ['李示乙', 2]])
    const clerk = await w.who(w.people.housingClerk)
    expect(await w.service.splits(clerk, 'S30')).not.toContain('person')
    expect(await w.service.split(clerk, 'S30', 2025, 'person')).toEqual([])
  })

  it('a theme is called by its name wherever a category stands', async () => {
    const officer = await w.who(w.people.officer)
    const list = await w.service.list(officer, { procedure: 'suggestion' })
    expect(new Set(list.items.map(m => m.category[0]))).toEqual(new Set(['城建交通与老旧小区', '生态环保与环卫', '农业农村']))
    expect(list.options.category.map(o => o.label[0])).toContain('生态环保与环卫')
    expect(new Set((await w.service.list(officer, { procedure: 'handling' })).items.map(m => m.category[0]))).toEqual(new Set(['城建交通与老旧小区', '生态环保与环卫', '农业农村']))
  })

  it('what is void is in none of them', async () => {
    await act(s.k!, 'void', w.people.officer, { why: '重复录入' })
    expect(await text('S30', undefined, 2026)).toBe('0')
  })
})
