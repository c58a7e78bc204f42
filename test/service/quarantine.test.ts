/** 疑似涉密: sealed at once for all but those who keep it, reported, given back whole or kept for good; the figures stay and the auditor is told. */
import { beforeAll, describe, expect, it } from 'vitest'
import { fold, openDuties } from '#loop/fold.ts'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { leakedIn, type Secret, secretIn, words } from '#test/support/secret.ts'
import type { World } from '#test/support/world.ts'

const figures = ['S26', 'S27', 'S28', 'S30', 'S31', 'S32', 'N15', 'R5', 'R6', 'R7', 'R8', 'R9']
inBothWorlds('quarantine', world => {
  let w: World, s: Secret
  beforeAll(async () => { w = world(); s = await secretIn(w) })
  const number = '示保函〔2025〕3号'
  const act = (matter: Id, name: string, by: Id, input: Record<string, unknown> = {}) => w.try_({ matter, act: name, actor: w.as(by), input })
  const rule = async (matter: Id, name: string, by: Id, input: Record<string, unknown> = {}): Promise<string> => { const o = await act(matter, name, by, input); return o.ok ? 'done' : o.refusal.rule }
  const view = async (by: Id, matter: Id) => w.service.matter(await w.who(by), matter)
  const state = async (matter: Id) => { const f = (await w.store.readFamily(w.congress, matter))!; return fold(f.root, f.events).matters.get(matter)! }
  /** All that somebody is told without naming a matter. */
  async function told(by: Id): Promise<string> {
    const who = await w.who(by), { service } = w, desk = service.suggestions
    const lists = await Promise.all(['request', 'suggestion', 'handling', 'handover'].flatMap(procedure => [{ procedure }, { procedure, q: words.title }, { procedure, q: words.gist }]).map(async f => (await service.list(who, f, undefined, 200)).items))
    return JSON.stringify([
      lists, await service.inbox(who), await service.deputySuggestions.lists(who), await service.deputySuggestions.alike(who, s.title), await service.proposals.of(who, [s.suggestion, s.open, s.other]),
      await desk.board(who, { session: 'all' }), await Promise.all([w.organs.housing, w.organs.roads].map(o => desk.boardOrgan(who, o, { session: 'all' }))), await desk.keyList(who, 'all'), await desk.owed(who, undefined), await desk.handoverDone(who, s.handover),
      await Promise.all(figures.map(f => service.figureRecords(w.congress, f, 2025, undefined, undefined, undefined, who))), await service.numbers.view(who, { series: `suggestion.${s.session}` }), await service.findMatter(who, s.short),
    ])
  }
  const published = async (): Promise<string> => JSON.stringify([(await w.service.openness.list(w.congress, {})).items, (await w.service.openness.list(w.congress, { q: words.title })).items, await w.service.openness.feed(w.congress), await w.service.openness.one(w.congress, '2025-001'), await w.service.published(w.congress)])
  const values = async () => Promise.all(figures.map(async f => (await w.service.figure(w.congress, f, 2025))!.text))

  it('everybody knew something of it before', async () => {
    for (const by of [w.people.officer, w.people.li, w.people.wang, w.people.housingClerk, w.people.clerk]) expect(leakedIn(await told(by)).length, by).toBeGreaterThan(0)
    expect(leakedIn(await published()).length).toBeGreaterThan(2)
  })

  it('is for the committee, and for a station its own requests; never for a deputy, an organ, an auditor; and it takes no free words', async () => {
    for (const by of [w.people.wang, w.people.li, w.people.housingClerk]) expect(await rule(s.suggestion, 'quarantine', by, { reason: 'content', custodians: [w.people.officer] })).toBe('role')
    expect(await rule(s.suggestion, 'quarantine', s.x.auditor, { reason: 'content', custodians: [w.people.officer] })).toBe('role')
    expect(await rule(s.request, 'quarantine', w.people.townClerk, { reason: 'content', custodians: [w.people.clerk] })).toBe('matter')
    expect(await rule(s.handling, 'quarantine', w.people.officer, { reason: 'content', custodians: [w.people.officer] })).toBe('act.unknown')
    expect(await rule(s.suggestion, 'quarantine', w.people.officer, { reason: 'content', custodians: [w.people.wang] })).toBe('input.choice')
    expect(await rule(s.suggestion, 'quarantine', w.people.officer, { reason: '因为写了库区', custodians: [w.people.officer2] })).toBe('input.invalid')
    expect(await rule(s.suggestion, 'quarantine', w.people.officer, { reason: 'content', custodians: [] })).toBe('input.invalid')
    for (const name of ['reportSecrecy', 'shred', 'concludeCheck', 'passCustody']) expect(await rule(s.suggestion, name, w.people.officer), name).toBe('stage')
  })

  describe('once sealed', () => {
    let before: string[]
    beforeAll(async () => {
      before = await values()
      await w.service.desk.keepDraft(await w.who(w.people.officer), `/desk/m/${s.suggestion}/check`, { text: [`写了一半：${words.check}`] })
      await s.seal(s.request, w.people.clerk, [w.people.head])
      for (const m of [s.suggestion, s.open]) await s.seal(m)
    })
    const outsiders = (): [string, Id][] => [['the lead deputy', w.people.wang], ['a co-signer', w.people.li], ['the organ', w.people.housingClerk], ['its other organ', w.people.roadsClerk], ['the street office', w.people.officeClerk], ['the officer who sealed it', w.people.officer], ['the station clerk who sealed it', w.people.clerk], ['the government office', s.governmentClerk], ['an auditor', s.x.auditor]]

    it('nothing of it is told to anybody but those who keep it, nor to the public', async () => {
      for (const [name, by] of outsiders()) expect(leakedIn(await told(by)), name).toEqual([])
      expect(leakedIn(await published())).toEqual([])
      expect(await w.service.openness.one(w.congress, '2025-001'), 'as if it had never been public').toBeUndefined()
    })
    it('it answers as what does not exist: page, acts, files, letters', async () => {
      const none = { ok: false, status: 404, refusal: { ok: false, rule: 'matter', may: [], says: ['没有这个事项', 'There is no such matter'] } }
      for (const [name, by] of outsiders()) for (const m of [s.request, s.requestHandling, s.suggestion, s.handling, s.open, s.openHandling]) {
        expect(await view(by, m), `${name} ${m}`).toBeUndefined()
        for (const a of ['urge', 'check', 'evaluate', 'void', 'quarantine', 'reportSecrecy', 'reply']) expect(await act(m, a, by), `${name} ${a}`).toEqual(none)
        expect(await w.service.letters.view(await w.who(by), m, 'opinionForm')).toBeUndefined()
      }
      for (const [name, by] of outsiders()) for (const f of [s.photo, s.attached]) expect(await w.service.getFile(await w.who(by), f), name).toBeUndefined()
    })
    it('those who keep it see it whole, and owe the report the same day and a conclusion in time', async () => {
      const v = (await view(w.people.officer2, s.suggestion))!
      expect(v.line.title[0]).toBe(s.title)
      expect(leakedIn(JSON.stringify(v)).sort()).toEqual(['check', 'note', 'reply', 'text', 'title', 'topic'])
      expect(v.duties.map(d => [d.act, d.dueDay, d.owesName[0]])).toEqual([['reportSecrecy', '2025-06-18', '吴示乙'], ['concludeCheck', '2025-07-18', '吴示乙']])
      expect(v.choices.map(c => c.act).sort()).toEqual(['concludeCheck', 'passCustody', 'reportSecrecy', 'shred'])
      expect((await view(w.people.head, s.request))!.narrative).toContain(words.spoken)
      const inbox = await w.service.inbox(await w.who(w.people.officer2))
      expect(inbox.items.filter(i => [s.suggestion, s.open].includes(i.id)).map(i => i.title[0])).toEqual(['〈已封存〉', '〈已封存〉'])
      expect((await w.service.getFile(await w.who(w.people.officer2), s.attached))!.bytes.length).toBeGreaterThan(0)
    })
    it('its words are in no row beside the log; what was half written is gone; a rebuild finds nothing different', async () => {
      const rows = await w.store.tx(w.congress, async tx => JSON.stringify([await tx.rows('select title, marks::text, grams::text from matter where congress = 1'), await tx.rows('select body::text from duty where congress = 1'), await tx.rows('select * from outbox where congress = 1'), await tx.rows('select form from draft where congress = 1')]))
      expect(leakedIn(rows)).toEqual([])
      expect(rows).not.toContain(`/desk/m/${s.suggestion}`)
      expect(await w.service.rebuild(w.congress)).toMatchObject({ differed: [], brokenHashes: [] })
    })
    it('a receipt says one plain word and takes no act; the words are handed to nobody', async () => {
      const r = (await w.service.receipt(s.receipt))!
      expect(r).toMatchObject({ plain: ['正在按规定核查', 'Being checked as the rules require'], title: '', timeline: [], mayRate: false, mayWithdraw: false, mayAddPhotos: false })
      expect(leakedIn(JSON.stringify([r, await w.service.receiptWords(s.receipt), await w.service.ownData(s.receipt, s.short, true)]))).toEqual([])
      expect(await w.service.status(w.congress, s.short, '0123')).toMatchObject({ found: [{ plain: ['正在按规定核查', 'Being checked as the rules require'], by: null }] })
      for (const a of ['withdraw', 'rate', 'addPhotos']) expect(await w.try_({ matter: s.request, act: a, actor: { kind: 'receipt', matter: s.request }, input: {} })).toMatchObject({ ok: false, refusal: { rule: 'stage', says: ['这件事正在按规定核查，现在不能办', expect.any(String)] } })
    })
    it('the lead deputy is told that it is being checked and by whom, the co-signer nothing', async () => {
      const mine = await w.service.deputySuggestions.lists(await w.who(w.people.wang))
      expect(mine.checked.map(c => [c.number?.[0], c.by.map(b => b[0])])).toEqual(expect.arrayContaining([['第1号', ['吴示乙']]]))
      expect(mine.checked).toHaveLength(2)
      expect((await w.service.deputySuggestions.lists(await w.who(w.people.li))).checked).toEqual([])
    })
    it('figures count what they counted; a list has as many rows as its number, and the row says 〈已封存〉', async () => {
      expect(await values()).toEqual(before)
      const records = (await w.service.figureRecords(w.congress, 'S30', 2025, undefined, undefined, undefined, await w.who(w.people.officer)))!
      expect(records).toHaveLength((await w.service.figure(w.congress, 'S30', 2025))!.value)
      expect(records.filter(r => r.title === '〈已封存〉').map(r => [r.id, r.matter, r.person, r.mine])).toEqual([[null, null, null, false], [null, null, null, false]])
    })
    it('nobody is chased: what was owed waits, the clock lets nothing lapse, and no matter is without somebody who owes', async () => {
      for (const m of [s.suggestion, s.handling, s.open, s.openHandling, s.request]) expect(openDuties(await state(m)).filter(d => !d.no.startsWith('e')), m).toEqual([])
      w.setNow('2025-09-30T02:00:00.000Z')
      await w.service.sweep(w.congress)
      expect((await state(s.suggestion)).stage, 'no rating in time would have closed it').toBe('replied')
      expect(await w.service.orphans(w.congress)).toEqual([])
      w.setNow('2025-06-18T02:00:00.000Z')
    })
    it('the auditor is shown that it was sealed, when, by whom and where it stands, and after its time that it is overdue; no words, and the page stays shut', async () => {
      const seals = async () => (await w.service.doubts(await w.who(s.x.auditor), 'seal', { from: '2025-06-01', to: '2025-12-31' }))!
      const found = await seals()
      expect(found.counts.seal).toBe(3)
      expect(found.lines.map(l => [l.shut, l.who![0]])).toEqual(expect.arrayContaining([[true, '吴示甲'], [true, '吴示甲'], [true, '周示甲']]))
      expect(found.lines.find(l => l.line.id === s.suggestion)!.line.title[0]).toBe('〈已封存〉代表建议第1号，已答复·待评价；吴示乙保管')
      expect(found.lines.find(l => l.line.id === s.suggestion)!.what[0]).toBe('封存核查中，应在2025年7月18日前作出结论，没有报告')
      expect(leakedIn(JSON.stringify(found))).toEqual([])
      w.setNow('2025-07-21T02:00:00.000Z')
      expect((await seals()).lines.every(l => l.what[0].startsWith('封存超过期限（2025年7月18日）没有结论'))).toBe(true)
      // One of before stands as long as nobody has settled it.
      expect((await w.service.doubts(await w.who(s.x.auditor), 'seal', { from: '2025-07-01', to: '2025-12-31' }))!.lines).toHaveLength(3)
      w.setNow('2025-06-18T02:00:00.000Z')
    })
    it('others are named to keep it; when none of them is in post any more the committee sees it and names others, and nobody else ever does', async () => {
      await w.must({ matter: s.open, act: 'passCustody', actor: w.as(w.people.officer2), input: { custodians: [w.people.officer] } })
      expect([await view(w.people.officer2, s.open), (await view(w.people.officer, s.open))?.duties.map(d => [d.act, d.dueDay, d.owes])]).toEqual([undefined, [['reportSecrecy', '2025-06-18', `person:${w.people.officer}`], ['concludeCheck', '2025-07-18', `person:${w.people.officer}`]]])
      const leaving = await s.enter({ table: 'person', name: '暂示甲', nameEn: 'Zan', postOrgan: w.organs.district, postKind: 'deputyAffairsOfficer' })
      await w.must({ matter: s.open, act: 'passCustody', actor: w.as(w.people.officer), input: { custodians: [leaving] } })
      expect(await view(w.people.officer, s.open)).toBeUndefined()
      const post = (await w.store.tx(1, tx => tx.rows<{ id: Id }>('select id from post where congress = 1 and person = $1', [leaving])))[0]!.id
      await w.must({ matter: leaving, act: 'endPost', actor: { kind: 'clock' }, input: { post: [post], day: '2025-06-17', ground: 'transferred' } })
      expect((await view(w.people.officer, s.open))?.choices.map(c => c.act)).toContain('passCustody')
      expect(leakedIn(JSON.stringify(await w.service.list(await w.who(w.people.officer), { procedure: 'suggestion' }, undefined, 200)))).toEqual([])
      for (const [, by] of outsiders().filter(o => o[1] !== w.people.officer)) expect(await view(by, s.open)).toBeUndefined()
      expect(await rule(s.open, 'shred', w.people.officer, { number, sure: true })).toBe('role')
      await w.must({ matter: s.open, act: 'passCustody', actor: w.as(w.people.officer), input: { custodians: [w.people.officer2] } })
      expect(await view(w.people.officer, s.open)).toBeUndefined()
    })

    it('the report has a day and a number and nothing else', async () => {
      const told = { day: '2025-06-18', number }
      for (const [field, bad] of [['number', '写的是库区北门的位置'], ['number', '第3号。内容是'], ['day', '2025-06-19']] as const) expect(await act(s.suggestion, 'reportSecrecy', w.people.officer2, { ...told, [field]: bad })).toMatchObject({ ok: false, refusal: { field } })
      for (const [name, input] of [['shred', { number, sure: true }], ['concludeCheck', { finding: 'secret', number }]] as const) expect(await rule(s.suggestion, name, w.people.officer2, input), name).toBe('quarantine.unreported')
      for (const m of [s.suggestion, s.open]) await w.must({ matter: m, act: 'reportSecrecy', actor: w.as(w.people.officer2), input: told })
      expect((await view(w.people.officer2, s.suggestion))!.duties.map(d => d.act)).toEqual(['concludeCheck'])
      expect((await w.service.doubts(await w.who(s.x.auditor), 'seal', {}))!.lines.find(l => l.line.id === s.suggestion)!.what[0]).toContain('已报告')
    })
    it('what is no secret comes back where it was: stage, rows, public page, letters; dates move by the days it was sealed', async () => {
      const was = (await state(s.openHandling)).duties.find(d => d.act === 'reply')!
      w.setNow('2025-06-28T02:00:00.000Z')
      for (const m of [s.suggestion, s.open]) await w.must({ matter: m, act: 'concludeCheck', actor: w.as(w.people.officer2), input: { finding: 'clear', number } })
      expect((await view(w.people.li, s.suggestion))!.line).toMatchObject({ stage: 'replied', title: [s.title, s.title] })
      expect(leakedIn(await published())).toEqual(expect.arrayContaining(['title', 'text', 'reply']))
      expect((await w.service.deputySuggestions.lists(await w.who(w.people.wang))).checked).toEqual([])
      const now = (await view(w.people.roadsClerk, s.openHandling))!.duties.find(d => d.act === 'reply')!
      // Ten days, and the eighteenth of September is followed by the twenty-eighth, a working Sunday before the holidays.
      expect([was.due.slice(0, 10), now.dueDay, now.extended]).toEqual(['2025-09-18', '2025-09-28', true])
      expect(now.why[0]![0]).toBe('按规定核查10天不计入期限，由2025年9月18日顺延至2025年9月28日')
      // A stage's duty is one again: it goes when the stage does.
      expect((await state(s.suggestion)).duties.filter(d => d.closedSeq === undefined).map(d => [d.act, d.no[0]])).toEqual([['evaluate', 's']])
      await w.must({ matter: s.suggestion, act: 'evaluate', actor: w.as(w.people.wang), input: { process: 'satisfied', result: 'satisfied' } })
      expect((await state(s.suggestion)).duties.filter(d => d.closedSeq === undefined)).toEqual([])
      const course = (await view(w.people.li, s.suggestion))!.timeline.map(t => t.sentence[0])
      expect(course).toEqual(expect.arrayContaining(['封存，按规定核查，由吴示乙保管', `查明不涉密，解封（${number}）`]))
      expect(course.join()).not.toMatch(/内容可能涉密|有密级标志/)
      expect((await w.service.doubts(await w.who(s.x.auditor), 'seal', { from: '2025-06-01', to: '2025-12-31' }))!.lines.find(l => l.line.id === s.suggestion)).toMatchObject({ shut: false, what: ['封存过，查明不涉密，已解封', expect.any(String)] })
      expect(await w.service.rebuild(w.congress)).toMatchObject({ differed: [], brokenHashes: [] })
    })
    it('at once means a Sunday too', async () => {
      w.setNow('2025-06-29T02:00:00.000Z')
      await s.seal(s.other)
      expect((await view(w.people.officer2, s.other))!.duties.map(d => [d.act, d.dueDay])).toEqual([['reportSecrecy', '2025-06-29'], ['concludeCheck', '2025-07-29']])
      w.setNow('2025-06-30T02:00:00.000Z')
      await w.must({ matter: s.other, act: 'concludeCheck', actor: w.as(w.people.officer2), input: { finding: 'clear', number } })
    })
    it('attachments and words are destroyed for good once it is reported, and what is found a secret stays sealed; the number stays', async () => {
      const counted = await values()
      await w.must({ matter: s.request, act: 'reportSecrecy', actor: w.as(w.people.head), input: { day: '2025-06-30', number } })
      expect(await rule(s.request, 'shred', w.people.head, { number })).toBe('quarantine.sure')
      await w.must({ matter: s.request, act: 'shred', actor: w.as(w.people.head), input: { number, sure: true } })
      expect(await w.store.tx(1, tx => tx.rows('select field from particular where congress = 1 and matter = any($1::uuid[]) union all select name from file where congress = 1 and matter = any($1::uuid[])', [[s.request, s.requestHandling]]))).toEqual([])
      expect((await view(w.people.head, s.request))!.narrative).toBeNull()
      await w.must({ matter: s.request, act: 'concludeCheck', actor: w.as(w.people.head), input: { finding: 'secret', number } })
      expect(await rule(s.request, 'concludeCheck', w.people.head, { finding: 'clear', number })).toBe('quarantine.removed')
      for (const [name, by] of outsiders()) expect(await view(by, s.request), name).toBeUndefined()
      expect((await w.service.receipt(s.receipt))!.plain[0]).toBe('正在按规定核查')
      expect(await values()).toEqual(counted)
      expect((await w.service.doubts(await w.who(s.x.auditor), 'seal', { from: '2025-06-01', to: '2025-12-31' }))!.lines.find(l => l.line.id === s.request)!.what[0]).toBe('确认涉密，不再恢复，附件和原话已销毁')
      expect(await w.service.orphans(w.congress)).toEqual([])
      expect(await w.service.rebuild(w.congress)).toMatchObject({ differed: [], brokenHashes: [] })
    })
  })
})
