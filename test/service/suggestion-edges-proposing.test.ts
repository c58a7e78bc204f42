/** The edge cases of 提 and 审, one test for each row of the field's table that concerns them. */
import { beforeAll, expect, it } from 'vitest'
import { inBothWorlds } from '#test/support/engines.ts'
import { body, suggesting, type Suggesting } from '#test/support/suggesting.ts'
import { told, type World } from '#test/support/world.ts'

inBothWorlds('suggestions: edges of proposing and reviewing', world => {
  let w: World, s: Suggesting
  beforeAll(async () => { w = world(); s = await suggesting(w) })

  it('大会期间还是闭会期间: by the day it was sent where nobody names a session; a sheet of paper is of its session, and what is said is what counts', async () => {
    const paper = (title: string): Promise<string> => w.must({ procedure: 'suggestion', act: 'enterPaper', actor: w.as(w.people.officer), input: { lead: w.people.wang, title, text: body, how: 'single', theme: 'T1' } }).then(r => r.root)
    for (const [id, input, between] of [
      [await s.propose('关于示例闭会以后才提的建议'), {}, true], [await s.propose('关于示例指明是会上提的建议'), { session: s.session }, false], [await s.propose('关于示例指明会议又说闭会的建议'), { session: s.session, between: true }, true],
      [await paper('关于示例会上交的纸质建议'), {}, false], [await paper('关于示例闭会后交的纸质建议'), { between: true }, true],
    ] as const) {
      await s.act(id, 'accept', w.people.officer, input)
      const title = (await s.view(id)).line.title[0]
      expect([(await s.kinds('suggestion.accepted', id)).length, (await s.kinds('suggestion.acceptedBetween', id)).length], title).toEqual(between ? [0, 1] : [1, 0])
      expect((await s.view(id)).marks.between ?? '', title).toBe(between ? '1' : '')
    }
  })

  it('并案: like ones are handled together, each with its own reply and rating; undone, each is as it was', async () => {
    const [master, other] = [await s.handedOver('关于示例并案主件的建议'), await s.handedOver('关于示例并案附件的建议', { organ: w.organs.housing }, w.people.li)]
    expect(await s.refused(other, 'mergeFor', w.people.officer, { into: master }), 'not without saying how the deputies agreed').toBe('input.invalid')
    expect(await s.refused(other, 'mergeFor', w.people.officer, { into: other, talked: '两位代表都同意' })).toBe('suggestion.merge')
    await s.act(other, 'mergeFor', w.people.officer, { into: master, talked: '两位代表都同意' })
    expect([await s.kinds('suggestion.merged', master), await s.kinds('suggestion.merged', other)].map(k => k.length)).toEqual([1, 1])
    expect(await s.refused(other, 'mergeFor', w.people.officer, { into: master, talked: '再并一次' })).toBe('suggestion.merged')
    const third = await s.accepted('关于示例并案第三件的建议')
    expect(await s.refused(third, 'mergeFor', w.people.officer, { into: other, talked: '并到附件里' }), 'into the one that leads, not into one that was merged').toBe('suggestion.merged')
    await s.answer(master, w.organs.roads, w.people.roadsClerk)
    expect((await s.view(other)).line.stage, 'the other still waits for its own reply').toBe('handedOver')
    await s.answer(other, w.organs.housing, w.people.housingClerk, { class: 'later' })
    await s.act(master, 'evaluate', w.people.wang, { process: 'satisfied', result: 'satisfied' })
    expect((await s.view(other)).line.stage).toBe('replied')
    await s.act(other, 'unmerge', w.people.officer, { why: '不是同一件事' })
    expect([(await s.kinds('suggestion.merged', master)).length, (await s.kinds('suggestion.merged', other)).length, (await s.view(other)).marks.mergedInto]).toEqual([0, 0, undefined])
    await s.act(other, 'evaluate', w.people.li, { process: 'satisfied', result: 'basically' })
    expect([await s.kinds('suggestion.result', master), await s.kinds('suggestion.result', other)]).toEqual([['satisfied'], ['basically']])
  })

  it('联名: each confirms with a time of its own; whoever leaves leaves the suggestion standing and is no longer counted', async () => {
    const id = await s.propose('关于示例联名的建议', w.people.wang, { how: 'joint', coSigners: [w.people.li, w.people.zhao] })
    await s.act(id, 'coSign', w.people.li)
    expect(await s.refused(id, 'coSign', w.people.li), 'once each').toBe('role')
    await s.act(id, 'coSign', w.people.zhao)
    await s.act(id, 'submit', w.people.wang)
    await s.act(id, 'accept', w.people.officer, { session: s.session })
    expect((await s.facts('suggestion.coSigned', id)).map(f => f.person)).toEqual([w.people.li, w.people.zhao])
    const signed = (await s.view(id)).timeline.filter(t => t.act === 'coSign')
    expect(signed.map(t => t.by[0]).every(n => /李示乙|赵示丙/.test(n))).toBe(true)
    await s.act(id, 'leave', w.people.li, { why: '与本人意见不同' })
    expect([(await s.view(id)).line.stage, (await s.facts('suggestion.coSigned', id)).map(f => f.person)]).toEqual(['registered', [w.people.zhao]])
    expect(await s.refused(id, 'leave', w.people.wang), 'the lead cannot leave, only withdraw').toBe('role')
  })

  it('撤回: by the lead alone, in so many words, while it is open; handling ends at once and nothing can be answered', async () => {
    const id = await s.propose('关于示例撤回的建议', w.people.wang, { how: 'joint', coSigners: [w.people.li] })
    await s.act(id, 'coSign', w.people.li)
    await s.act(id, 'submit', w.people.wang)
    await s.act(id, 'accept', w.people.officer, { session: s.session })
    await s.act(id, 'handOver', w.people.officer, { organ: w.organs.roads, co: [w.organs.housing] })
    const h = await s.handling(id, w.organs.roads)
    await s.act(h, 'accept', w.people.roadsClerk)
    expect(await s.refused(id, 'withdraw', w.people.li, { why: '不想要了' }), 'a co-signer is not the suggestion').toBe('role')
    expect(await s.refused(id, 'withdraw', w.people.wang)).toBe('input.invalid')
    await s.act(id, 'withdraw', w.people.wang, { why: '问题已经解决' })
    expect([(await s.view(id)).line.stage, (await s.view(h)).line.stage, (await s.view(await s.handling(id, w.organs.housing))).line.stage]).toEqual(['withdrawn', 'stopped', 'stopped'])
    expect(await s.refused(h, 'submit', w.people.roadsClerk, { result: '已办理完毕' })).toBe('stage')
    expect(await s.kinds('suggestion.withdrawn', id)).toEqual(['after'])
    expect((await s.view(id)).duties).toEqual([])
    const closed = await s.handedOver('关于示例办结以后的建议')
    await s.answer(closed, w.organs.roads, w.people.roadsClerk)
    await s.act(closed, 'evaluate', w.people.wang, { process: 'satisfied', result: 'satisfied' })
    expect(await s.refused(closed, 'withdraw', w.people.wang, { why: '办完再撤回' })).toBe('stage')
  })

  it('撤回: written down for the lead it rests on the paper; who recorded it stands beside whose word it was', async () => {
    const id = await s.handedOver('关于示例代记撤回的建议'), officer = w.as(w.people.officer), asked = { matter: id, act: 'withdraw', actor: officer }
    expect(await w.try_({ ...asked, input: { why: '来电说不提了' } })).toMatchObject({ ok: false, status: 422, refusal: { rule: 'input.invalid', field: 'paper' } })
    expect(await w.try_({ ...asked, input: { why: '来电说不提了', paper: [] } })).toMatchObject({ ok: false, status: 422, refusal: { field: 'paper' } })
    expect((await s.view(id)).choices.find(c => c.act === 'withdraw')!.fields.find(f => f.id === 'paper')!.required, 'the form says so beforehand').toBe(true)
    expect((await s.view(id, w.people.wang)).choices.find(c => c.act === 'withdraw')!.fields.find(f => f.id === 'paper')!.required, 'the lead’s own sign-in is the writing').toBe(false)
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), put = await w.service.putFile(1, png, '书面撤回.png')
    await s.act(id, 'withdraw', w.people.officer, { why: '代表书面提出，情况已经变化', paper: [put.ok ? put.id : ''] })
    const v = await s.view(id), told = v.timeline.find(t => t.act === 'withdraw')!
    expect([v.line.stage, told.by[0].includes('王示甲'), told.recorder?.[0], v.files.map(f => f.name)]).toEqual(['withdrawn', true, '吴示甲', ['书面撤回.png']])
  })

  it('议案转建议: the number it had as a motion and where it came from stay; it has a number of its own', async () => {
    const id = (await w.must({ procedure: 'suggestion', act: 'enterPaper', actor: w.as(w.people.officer), input: { lead: w.people.wang, coSigners: [w.people.li, w.people.zhao], how: 'joint', title: '关于示例议案转来的建议', text: body, motion: '议案第3号' } })).root
    await s.act(id, 'accept', w.people.officer, { session: s.session })
    const v = await s.view(id)
    expect([v.marks.motion, v.marks.paper, Number(v.marks.number) > 0]).toEqual(['议案第3号', '1', true])
    expect(v.parties.find(p => p.party === 'coSigners')!.names.length, 'whoever signed the paper need not confirm').toBe(2)
  })

  it('纸质件: four things are asked for, so that two hundred sheets are typed in three days', async () => {
    const form = (await w.service.opening(1, 'suggestion', await w.who(w.people.officer), 'enterPaper'))!
    expect(form.fields.filter(f => f.required).map(f => f.id)).toEqual(['lead', 'how', 'title', 'text'])
    const id = (await w.must({ procedure: 'suggestion', act: 'enterPaper', actor: w.as(w.people.officer), at: '2025-03-12T02:00:00.000Z', input: { lead: w.people.wang, how: 'single', title: '关于示例纸质件的建议', text: '示例：原件见照片，路口没有信号灯，建议增设。' } })).root
    expect([(await s.view(id)).line.stage, (await s.view(id)).timeline[0]!.day]).toEqual(['submitted', '2025-03-12'])
  })

  it('上级代表: a city’s deputy may raise what is the district’s; it is handled likewise and keeps the level', async () => {
    const city = await s.enter({ table: 'person', name: '何示甲', nameEn: 'He', postOrgan: w.organs.assembly, postKind: 'deputy', level: 'city', unit: '示例市人大' })
    const id = await s.handedOver('关于示例市代表的建议', {}, city)
    expect((await s.facts('suggestion.accepted', id)).map(f => [f.person, f.level])).toEqual([[city, 'city']])
    await s.answer(id, w.organs.roads, w.people.roadsClerk)
    await s.act(id, 'evaluate', city, { process: 'satisfied', result: 'satisfied' })
    expect((await s.view(id)).line.stage).toBe('closed')
  })

  it('一人两级: one person with two mandates is one proposer, counted once, at the higher level', async () => {
    const both = await s.enter({ table: 'person', name: '吕示甲', nameEn: 'Lv', postOrgan: w.organs.assembly, postKind: 'deputy', level: 'district', postPlace: w.places.street })
    await w.must({ matter: both, act: 'post', actor: s.clock, input: { postOrgan: w.organs.assembly, postKind: 'deputy', level: 'provincial', unit: '示例市人大', since: '2021-01-01' } })
    const id = await s.accepted('关于示例两级代表的建议', both)
    expect((await s.facts('suggestion.received', id)).map(f => [f.person, f.level])).toEqual([[both, 'provincial']])
    expect((await s.facts('suggestion.accepted', id)).length).toBe(1)
  })

  it('一事一议: what holds two matters is split with the deputy’s word; both are tied, each has its own number', async () => {
    const id = await s.propose('关于示例修路和建校的建议')
    expect(await s.refused(id, 'splitUp', w.people.officer, { title: '关于示例修路的建议', text: body, otherTitle: '关于示例建校的建议', otherText: body })).toBe('input.invalid')
    await s.act(id, 'splitUp', w.people.officer, { title: '关于示例修路的建议', text: body, otherTitle: '关于示例建校的建议', otherText: body, talked: '代表同意分开' })
    const read = await w.store.readFamily(1, id), link = read!.events.flatMap(e => e.links ?? []).find(l => l.kind === 'splitFrom')!
    expect(link.to).toBe(id)
    for (const x of [id, link.from]) await s.act(x, 'accept', w.people.officer, { session: s.session })
    const [a, b] = [await s.view(id), await s.view(link.from)]
    expect([a.gist, b.gist, a.marks.number === b.marks.number]).toEqual(['关于示例修路的建议', '关于示例建校的建议', false])
    expect((await s.facts('suggestion.accepted', link.from)).map(f => f.person)).toEqual([w.people.wang])
  })

  it('由群众意见而来: the tie stands on both, nothing the constituent said or is travels with it', async () => {
    const r = await told(w, 'dispatched')
    const id = await s.propose('关于示例路灯维护的建议', w.people.wang, { grewFrom: r.root })
    const read = await w.store.readFamily(1, id)
    expect(read!.events.flatMap(e => e.links ?? [])).toContainEqual({ from: id, kind: 'grewFrom', to: r.root })
    expect(JSON.stringify(read!.events)).not.toMatch(/晚上看不见路|00000000123/)
    expect((await s.view(r.root)).timeline.some(t => t.act === 'grew')).toBe(true)
    expect(await w.try_({ procedure: 'suggestion', act: 'propose', actor: w.as(w.people.wang), input: { title: '关于示例无据的建议', text: body, how: 'single', grewFrom: '00000000-0000-4000-8000-0000000000aa' } })).toMatchObject({ ok: false })
  })

  it('检举控告: declined after talking with the deputy; no organ that was asked beforehand sees it any more', async () => {
    const id = await s.accepted('关于示例某单位违纪问题的建议')
    await s.act(id, 'consultOrgans', w.people.officer, { organs: [w.organs.roads], until: '2025-06-20' })
    expect(await s.sees(id, w.people.roadsClerk)).toBe(true)
    expect(await s.refused(id, 'decline', w.people.officer, { reason: 'accusation' })).toBe('input.invalid')
    await s.act(id, 'decline', w.people.officer, { reason: 'accusation', talked: '请向纪检监察机关反映，代表同意' })
    expect([await s.sees(id, w.people.roadsClerk), await s.sees(id, w.people.wang), (await s.view(id)).line.stage]).toEqual([false, true, 'declined'])
    expect((await w.service.list(await w.who(w.people.roadsClerk), { procedure: 'suggestion' })).items.map(i => i.id)).not.toContain(id)
    expect([await s.kinds('suggestion.accepted', id), await s.kinds('suggestion.declined', id)]).toEqual([[], ['accusation']])
  })

  it('暂停职务: from that day nothing is proposed or signed; what was begun goes on', async () => {
    const held = await s.enter({ table: 'person', name: '施示甲', nameEn: 'Shi', postOrgan: w.organs.assembly, postKind: 'deputy', level: 'district', postPlace: w.places.street })
    const own = await s.accepted('关于示例暂停前的建议', held), asked = await s.propose('关于示例请其联名的建议', w.people.wang, { how: 'joint', coSigners: [held] })
    await w.must({ matter: held, act: 'suspend', actor: w.as(w.people.officer), input: { day: '2025-06-18', ground: 'detained' } })
    expect(await w.try_({ procedure: 'suggestion', act: 'propose', actor: w.as(held), input: { title: '关于示例暂停后的建议', text: body, how: 'single' } })).toMatchObject({ ok: false })
    expect(await s.refused(asked, 'coSign', held)).not.toBe('done')
    expect(await w.try_({ procedure: 'suggestion', act: 'enterPaper', actor: w.as(w.people.officer), input: { lead: held, title: '关于示例代其录入的建议', text: body, how: 'single' } })).toMatchObject({ ok: false })
    await s.act(own, 'handOver', w.people.officer, { organ: w.organs.roads })
    expect((await s.view(own)).line.stage).toBe('handedOver')
  })

  it('换届: the committee goes on, unfinished ones keep their session and number, the next session numbers from one', async () => {
    const open = await s.handedOver('关于示例跨届的建议'), before = await s.view(open)
    w.setNow('2026-03-20T02:00:00.000Z')
    const term3 = await s.enter({ table: 'term', kind: 'term', name: '示例第三届', nameEn: 'Third term', assembly: w.organs.assembly, number: 3, since: '2026-03-01' })
    const first = await s.enter({ table: 'term', kind: 'session', name: '示例第三届第一次会议', nameEn: 'First session', assembly: w.organs.assembly, parent: term3, number: 1, since: '2026-03-10', until: '2026-03-12' })
    const fresh = await s.propose('关于示例新一届的建议')
    await s.act(fresh, 'accept', w.people.officer)
    const v = await s.view(fresh)
    expect([v.marks.number, v.parties.find(p => p.party === 'session')!.names[0]![0]]).toEqual(['1', '示例第三届第一次会议'])
    const after = await s.view(open)
    expect([after.marks.number, after.parties.find(p => p.party === 'session')!.names]).toEqual([before.marks.number, before.parties.find(p => p.party === 'session')!.names])
    expect(first).not.toBe(s.session)
    await s.act(await s.handling(open, w.organs.roads), 'accept', w.people.roadsClerk)
    expect((await s.view(open)).line.stage).toBe('handling')
  })
})
