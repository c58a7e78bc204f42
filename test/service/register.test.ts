/** The register as the law has it: names that stay with their days, work that passes to a successor, mandates that are suspended and end. */
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import type { RegisterEntry } from '#service/register-views.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { told, type World } from '#test/support/world.ts'

const clock = { kind: 'clock' } as const
inBothWorlds('the register', world => {
  let w: World
  beforeAll(() => { w = world() })
  const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: clock, input: { since: '2021-01-01', ...input } })).matter
  const act = (matter: Id, name: string, input: Record<string, unknown>, actor: Parameters<World['must']>[0]['actor'] = w.as(w.people.officer)) => w.must({ matter, act: name, actor, input })
  const rule = async (matter: Id, name: string, input: Record<string, unknown>, actor: Parameters<World['must']>[0]['actor'] = clock): Promise<string> => { const r = await w.try_({ matter, act: name, actor, input }); return r.ok ? 'done' : r.refusal.rule }
  const seen = async (id: Id, day?: string): Promise<RegisterEntry> => (await w.service.register.entry(await w.who(w.people.officer), id, day))!
  const sound = async () => expect(await w.service.rebuild(1)).toMatchObject({ differed: [], brokenHashes: [] })
  const deputy = (name: string, more: Record<string, unknown> = {}) => enter({ table: 'person', name, postOrgan: w.organs.assembly, postKind: 'deputy', level: 'district', postPlace: w.places.street, ...more })

  it('a renamed organ keeps its former name on its days: in lists, on its page and in the records of matters', async () => {
    const m = await told(w, 'handling', w.organs.housing)
    w.setNow('2025-07-02T02:00:00.000Z')
    expect(await rule(w.organs.housing, 'change', { name: '早了', since: '2020-01-01' })).toBe('register.since')
    expect(await rule(w.organs.housing, 'change', { name: '明天', since: '2025-07-03' })).toBe('register.future')
    await act(w.organs.housing, 'change', { name: '区住房保障局', short: '区住房局', nameEn: 'Housing', since: '2025-07-01' })
    expect((await seen(w.organs.housing)).names.map(n => [n.name[0], n.from, n.to])).toEqual([['区住建局', '2021-01-01', '2025-06-30'], ['区住房保障局', '2025-07-01', null]])
    expect([(await seen(w.organs.housing, '2025-06-30')).name[0], (await seen(w.organs.housing, '2025-07-01')).name[0]]).toEqual(['区住建局', '区住房保障局'])
    await act(m.handling, 'submit', { result: '示例：已修好' }, w.as(w.people.housingClerk))
    const view = (await w.service.matter(await w.who(w.people.officer), m.root))!
    const by = view.timeline.filter(t => ['accept', 'submit'].includes(t.act)).map(t => t.by[0])
    expect(by).toEqual(['郑示丙（区住建局）', '郑示丙（区住房局）'])
    await sound()
    await act(w.organs.housing, 'unname', { why: '更名还没有批' })
    expect((await seen(w.organs.housing)).names.map(n => n.name[0])).toEqual(['区住建局'])
    await sound()
  })

  it('a merged organ’s unfinished work is in the successor’s inbox, list and hands, under the name it had', async () => {
    const old = await enter({ table: 'organ', kind: 'handlingOrgan', name: '示例服务中心', short: '示例中心' }), clerk = await enter({ table: 'person', name: '冯示甲', postOrgan: old, postKind: 'handlerClerk' })
    const m = await told(w, 'placed')
    await w.must({ matter: m.root, act: 'askDistrict', actor: w.as(w.people.clerk), input: { gist: '路灯不亮', why: '不属街道职责' } })
    const handling = (await w.must({ matter: m.root, act: 'dispatch', actor: w.as(w.people.officer), input: { organ: old, gist: '路灯不亮，夜里看不见', category: '1' } })).opened[0]!
    w.setNow('2025-07-04T02:00:00.000Z')
    expect(await rule(handling, 'accept', {}, w.as(w.people.roadsClerk))).toMatch(/role|matter/)
    expect(await rule(old, 'merge', { successor: w.organs.station, day: '2025-07-04', move: true })).toBe('register.kind')
    await act(old, 'merge', { successor: w.organs.roads, day: '2025-07-04', move: true })
    const roads = await w.who(w.people.roadsClerk)
    expect((await w.service.inbox(roads)).items.map(i => i.id)).toContain(handling)
    expect((await w.service.list(roads, { procedure: 'handling' })).items.map(i => i.id)).toContain(handling)
    const view = (await w.service.matter(roads, handling))!
    expect([view.forHandler, view.narrative, view.children]).toEqual([true, null, []])
    expect(view.choices.filter(c => !c.refusal).map(c => c.act)).toContain('accept')
    await act(handling, 'accept', {}, w.as(w.people.roadsClerk))
    await act(handling, 'submit', { result: '示例：已换灯' }, w.as(clerk))
    const told_ = (await w.service.matter(await w.who(w.people.officer), m.root))!
    expect(told_.timeline.find(t => t.act === 'dispatch')!.sentence[0]).toContain('示例服务中心')
    expect(told_.children[0]!.handler![0]).toContain('示例中心')
    expect((await seen(old)).facts.find(f => f.label[0] === '由谁承接')!.id).toBe(w.organs.roads)
    expect((await seen(clerk)).posts.map(p => [p.organ.name[0], p.from, p.to])).toEqual([['区交通运输局', '2025-07-04', null], ['示例中心', '2021-01-01', '2025-07-03']])
    expect(await w.service.orphans(1)).toEqual([])
    await sound()
  })

  it('an organ that is no more and has no successor leaves its work in the district’s inbox', async () => {
    const gone = await enter({ table: 'organ', kind: 'handlingOrgan', name: '示例撤销局', short: '撤销局' })
    await enter({ table: 'person', name: '冯示乙', postOrgan: gone, postKind: 'handlerClerk' })
    const m = await told(w, 'placed')
    await w.must({ matter: m.root, act: 'askDistrict', actor: w.as(w.people.clerk), input: { gist: '路灯不亮', why: '不属街道职责' } })
    const handling = (await w.must({ matter: m.root, act: 'dispatch', actor: w.as(w.people.officer), input: { organ: gone, gist: '路灯不亮，夜里看不见', category: '1' } })).opened[0]!
    const inbox = async () => (await w.service.inbox(await w.who(w.people.officer))).items.map(i => i.id)
    expect(await inbox()).not.toContain(handling)
    await act(gone, 'leave', { why: '撤销' })
    w.setNow('2025-07-06T02:00:00.000Z')
    expect(await inbox()).toContain(handling)
  })

  it('a suspended deputy does not act from that day, though holding another post; what was begun goes on; the mandate resumes', async () => {
    const both = await deputy('卫示甲'), m = await told(w, 'handling')
    await act(both, 'post', { postOrgan: w.organs.townOffice, postKind: 'handlerClerk', since: '2021-01-01' }, clock)
    await act(m.root, 'claim', {}, w.as(both))
    await act(w.people.li, 'suspend', { day: '2025-07-06', ground: 'detained' })
    await act(both, 'suspend', { day: '2025-07-06', ground: 'serving' })
    expect(await rule(both, 'suspend', { day: '2025-07-06', ground: 'serving' })).toBe('register.suspended')
    // Whoever may not act for the street may not look either: to them there is no such matter.
    expect(await rule(m.root, 'urge', { text: '请尽快' }, w.as(both))).toBe('matter')
    expect(await w.service.matter(await w.who(both), m.root)).toBeUndefined()
    expect(await w.service.signIn(1, w.people.li)).toBeUndefined()
    const other = await told(w, 'placed')
    expect(await rule(other.root, 'claim', {}, w.as(w.people.li))).toBe('actor')
    const offered = (await w.service.matter(await w.who(w.people.clerk), other.root))!.choices.find(c => c.act === 'assignDeputy')!.fields.find(f => f.kind === 'person')!.options.map(o => o.id)
    expect([offered.includes(w.people.li), offered.includes(w.people.wang)]).toEqual([false, true])
    // What was begun goes on in other hands.
    await act(m.handling, 'submit', { result: '示例：已修好' }, w.as(w.people.officeClerk))
    expect((await seen(both)).posts.find(p => p.label[0].includes('代表'))!.state).toBe('suspended')
    expect((await seen(both, '2025-07-05')).posts.find(p => p.label[0].includes('代表'))!.state).toBe('now')
    w.setNow('2025-07-08T02:00:00.000Z')
    expect(await rule(both, 'resume', { day: '2025-07-06' })).toBe('register.before')
    await act(both, 'resume', { day: '2025-07-08' })
    await act(w.people.li, 'resume', { day: '2025-07-08' })
    expect(await w.service.signIn(1, w.people.li)).toBeDefined()
    expect(await rule(m.root, 'verify', { degree: 'solved' }, w.as(both))).toBe('done')
    await sound()
  })

  it('with a mandate end the posts that rest on it, and no others', async () => {
    const [sc, delegation, group] = [await enter({ table: 'organ', kind: 'standingCommittee', name: '示例常委会' }), await enter({ table: 'organ', kind: 'delegation', name: '示例代表团' }), await enter({ table: 'organ', kind: 'deputyGroup', name: '示例小组' })]
    const two = await deputy('卫示乙', { delegation, group, station: w.organs.station })
    await act(two, 'post', { postOrgan: w.organs.assembly, postKind: 'deputy', level: 'city', unit: '示例区人大', since: '2022-01-01' }, clock)
    await act(two, 'post', { postOrgan: sc, postKind: 'scMember', since: '2022-01-01' }, clock)
    const now = async () => (await seen(two)).posts.filter(p => p.state === 'now').map(p => p.label[0]).sort()
    expect(await now()).toEqual(['代表团成员', '代表小组成员', '常委会委员', '进站代表', '区级人大代表', '市级人大代表'].sort())
    const district = (await seen(two)).posts.find(p => p.label[0] === '区级人大代表')!.id
    expect(await rule(two, 'endPost', { post: [district], day: '2020-12-31', ground: 'moved' })).toBe('register.before')
    await act(two, 'endPost', { post: [district], day: '2025-07-01', ground: 'resigned' })
    // The seat of the city stands, and with it the group; the standing committee's own mandate is gone.
    expect(await now()).toEqual(['代表团成员', '代表小组成员', '进站代表', '市级人大代表'].sort())
    const city = (await seen(two)).posts.find(p => p.label[0] === '市级人大代表')!.id
    await act(two, 'endPost', { post: [city], day: '2025-07-01', ground: 'died' })
    expect(await now()).toEqual([])
    expect((await seen(two)).posts.find(p => p.label[0] === '常委会委员')).toMatchObject({ to: '2025-07-01', why: ['辞职被接受', 'Resignation accepted'] })
    await sound()
  })

  it('refuses what does not fit, each with its rule', async () => {
    const one = await deputy('卫示丙'), sc = await enter({ table: 'organ', kind: 'standingCommittee', name: '示例常委会乙' }), young = await enter({ table: 'organ', kind: 'handlingOrgan', name: '示例新局', since: '2025-01-01' }), seat = await enter({ table: 'place', kind: 'constituency', name: '示例第一选区', parent: w.places.street, number: 1, seats: 2 })
    const post = (person: Id, postOrgan: Id, postKind: string, more: Record<string, unknown> = {}) => rule(person, 'post', { postOrgan, postKind, since: '2025-06-01', ...more })
    expect(await post(one, w.organs.roads, 'stationClerk')).toBe('register.kind')
    expect(await post(one, young, 'handlerClerk', { since: '2024-12-31' })).toBe('register.since')
    expect(await post(one, w.organs.assembly, 'deputy', { level: 'district' })).toBe('register.twice')
    expect(await post(one, w.organs.assembly, 'deputy')).toBe('register.level')
    expect(await post(one, w.organs.assembly, 'deputy', { level: 'city', constituency: seat })).toBe('register.seat')
    expect(await post(w.people.roadsClerk, sc, 'scMember')).toMatch(/register\.(sc|mandate)/)
    expect(await post(one, sc, 'scMember')).toBe('done')
    expect(await post(one, w.organs.roads, 'handlerHead')).toBe('register.sc')
    expect(await post(w.people.clerk, sc, 'scMember')).toBe('register.mandate')
    expect(await post(one, w.organs.assembly, 'systemAdmin')).toBe('register.admin')
    const admin = await enter({ table: 'person', name: '卫示丁', postOrgan: w.organs.district, postKind: 'systemAdmin' })
    expect([await post(admin, w.organs.district, 'auditAdmin'), await post(admin, w.organs.station, 'stationClerk')]).toEqual(['register.admin', 'register.admin'])
    const security = await enter({ table: 'person', name: '卫示戊', postOrgan: w.organs.district, postKind: 'securityAdmin' }), fresh = await enter({ table: 'person', name: '卫示己' }), other = await enter({ table: 'person', name: '卫示庚' })
    const give = (who: Id, to: Id, kind: string) => rule(to, 'post', { postOrgan: w.organs.district, postKind: kind, since: '2025-06-01' }, w.as(who))
    expect([await give(w.people.officer, fresh, 'auditor'), await give(admin, fresh, 'auditAdmin'), await give(security, fresh, 'deputyAffairsOfficer'), await give(w.people.clerk, fresh, 'deputyAffairsOfficer')]).toEqual(['register.guarded', 'register.guarded', 'register.guarded', 'matter'])
    expect([await give(security, fresh, 'auditAdmin'), await give(admin, other, 'deputyAffairsOfficer')]).toEqual(['done', 'done'])
    // Nor is an administrator's post taken away by another road.
    const held = (await seen(fresh)).posts[0]!.id
    for (const [name, input] of [['endPost', { post: [held], day: '2025-07-08', ground: 'removed' }], ['fixPost', { anyPost: held, never: true, why: '没有任命' }], ['leave', { why: '调走了' }], ['void', { why: '登记错了' }]] as const) expect(await rule(fresh, name, input, w.as(admin)), name).toBe('register.guarded')
    expect(await rule(fresh, 'endPost', { post: [held], day: '2025-07-08', ground: 'removed' }, w.as(security))).toBe('done')
    expect(await w.try_({ procedure: 'register', act: 'enter', actor: w.as(security), input: { table: 'organ', kind: 'station', name: '不该有', since: '2025-01-01' } })).toMatchObject({ ok: false, status: 403 })
    // A deputy of a constituency is counted in its street.
    const elected = await deputy('卫示辛', { postPlace: undefined, constituency: seat })
    expect((await w.service.register.deputies(1, { place: w.places.street })).list.find(d => d.id === elected)!.seats[0]!.seat![0]).toBe('示例第一选区')
  })

  it('an entry made by mistake is taken back whole, unless something rests on it; its name is still said', async () => {
    const organ = await enter({ table: 'organ', kind: 'handlingOrgan', name: '示例错局' }), person = await enter({ table: 'person', name: '卫示壬', postOrgan: organ, postKind: 'handlerClerk' })
    expect(await rule(organ, 'void', { why: '登记错了' })).toBe('register.inUse')
    await act(person, 'void', { why: '登记错了' })
    await act(organ, 'void', { why: '登记错了' })
    const officer = await w.who(w.people.officer), clerk = await w.who(w.people.clerk)
    expect((await w.service.register.list(officer, { tab: 'person', q: '卫示壬', ended: true })).total).toBe(0)
    expect((await w.service.register.list(officer, { tab: 'organ', q: '示例错局', ended: true, day: '2022-01-01' })).total).toBe(0)
    expect(await w.service.signIn(1, person)).toBeUndefined()
    expect([(await seen(organ)).state, (await seen(organ)).name[0], await w.service.register.entry(clerk, organ)]).toEqual(['void', '示例错局', undefined])
    expect((await seen(organ)).kept!.timeline.map(t => t.act)).toEqual(['enter', 'void'])
    const wrong = await enter({ table: 'person', name: '卫示葵', postOrgan: w.organs.roads, postKind: 'handlerClerk' })
    await act(wrong, 'correct', { name: '卫示癸', born: '1980-02', why: '错别字' })
    const post = (await seen(wrong)).posts[0]!
    await act(wrong, 'fixPost', { anyPost: post.id, since: '2023-03-01', why: '日期登记错了' })
    expect([(await seen(wrong)).names.map(n => n.name[0]), (await seen(wrong)).posts[0]!.from]).toEqual([['卫示癸'], '2023-03-01'])
    await act(wrong, 'fixPost', { anyPost: post.id, never: true, why: '没有这项任职' })
    expect((await seen(wrong)).posts).toEqual([])
    await sound()
  })

  it('a rebuild finds rows that were tampered with, and names of another entry', async () => {
    await w.store.tx(1, tx => tx.rows('delete from naming where congress = 1'))
    await act(w.organs.firm, 'change', { name: '某企业（换名）', since: '2025-06-02' })
    await w.store.tx(1, tx => tx.rows(`update organ set name = '改过' where congress = 1 and id = $1`, [w.organs.firm]))
    await w.store.tx(1, tx => tx.rows(`update naming set name = '改过' where congress = 1 and "of" = $1`, [w.organs.firm]))
    expect((await w.service.rebuild(1)).differed).toContain(`${w.organs.firm} registers`)
    await sound()
    expect((await seen(w.organs.firm)).names.map(n => n.name[0])).toEqual(['某企业（自愿帮办）', '某企业（换名）'])
  })

  it('terms and sessions stand in their order, and places are found by what people call them', async () => {
    const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', assembly: w.organs.assembly, number: 2, since: '2021-06-01' })
    for (const n of [2, 1]) await enter({ table: 'term', kind: 'session', name: `示例第二届第${n}次会议`, assembly: w.organs.assembly, parent: term, number: n, since: `202${n}-06-10`, until: `202${n}-06-13` })
    expect((await w.service.register.list(await w.who(w.people.clerk), { tab: 'term' })).rows.map(r => [r.name[0], r.depth])).toEqual([['示例第二届', 0], ['示例第二届第1次会议', 1], ['示例第二届第2次会议', 1]])
    expect(await w.try_({ procedure: 'register', act: 'enter', actor: clock, input: { table: 'term', kind: 'session', name: '没有届', assembly: w.organs.assembly, number: 1, since: '2021-06-10' } })).toMatchObject({ ok: false, refusal: { rule: 'register.parent' } })
    await act(w.places.town, 'correct', { aliases: ['英中镇'], why: '群众都这么叫' })
    expect(await w.service.placeIn(1, '我住英中镇东头')).toBe(w.places.town)
  })

  it('with a term end all its mandates in one act; higher ones, the next term’s and the standing committee stay', async () => {
    const town = await enter({ table: 'organ', kind: 'assembly', name: '示例镇人大', place: w.places.town }), sc = await enter({ table: 'organ', kind: 'standingCommittee', name: '示例常委会丙' }), group = await enter({ table: 'organ', kind: 'deputyGroup', name: '示例镇小组' })
    const term = await enter({ table: 'term', kind: 'term', name: '示例镇第九届', assembly: town, number: 9 }), session = await enter({ table: 'term', kind: 'session', name: '示例镇第九届第一次会议', assembly: town, parent: term, number: 1, until: '2021-01-03' })
    const seat = { postOrgan: town, postKind: 'deputy', postPlace: w.places.town }
    const many = await Promise.all(['子', '丑', '寅'].map(n => enter({ table: 'person', name: `卫示${n}`, ...seat, level: 'town', group })))
    const city = await enter({ table: 'person', name: '卫示卯', ...seat, level: 'city' })
    await act(many[0]!, 'post', { postOrgan: w.organs.assembly, postKind: 'deputy', level: 'district', postPlace: w.places.street, since: '2021-01-01' }, clock)
    await act(many[0]!, 'post', { postOrgan: sc, postKind: 'scMember', since: '2021-01-01' }, clock)
    const standing = async (id: Id) => (await seen(id)).posts.filter(p => p.state === 'now').map(p => p.label[0]).sort()
    expect([await rule(session, 'expire', { level: 'town', day: '2025-07-06' }), await rule(term, 'expire', { level: 'town', day: '2025-08-01' })]).toEqual(['register.none', 'register.future'])
    await act(term, 'expire', { level: 'town', day: '2025-07-06' })
    // Elected again: the next term's mandate is entered beside the one that ended.
    await act(many[1]!, 'post', { ...seat, level: 'town', since: '2025-07-07' }, clock)
    expect([await standing(many[0]!), await standing(many[1]!), await standing(many[2]!), await standing(city)]).toEqual([['代表小组成员', '区级人大代表', '常委会委员'].sort(), ['镇级人大代表'], [], ['市级人大代表']])
    expect((await seen(many[2]!)).posts.map(p => [p.to, p.why?.[0]])).toEqual([['2025-07-06', '任期届满'], ['2025-07-06', '任期届满']])
    expect((await seen(term)).state).toBe('ended')
    await sound()
  })
})
