/** The register of numbers: gapless whoever acts at once, void numbers stay and say why, and only the district looks. */
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { type Suggestions, suggestions } from '#test/support/suggestions.ts'
import type { World } from '#test/support/world.ts'

inBothWorlds('the register of numbers', world => {
  let w: World, s: Suggestions
  beforeAll(async () => { w = world(); s = await suggestions(w) })
  const look = async (series?: string, who: Id = w.people.officer) => w.service.numbers.view(await w.who(who), series ? { series } : {})
  const one = async (series: string) => (await look(series))!.one!
  const handover = 'letter.handover.2025'

  it('has no gap after many acted at once and one was refused', async () => {
    const papers = await Promise.all(Array.from({ length: 6 }, (_, i) => s.propose(`关于示例编号第${i + 1}件的建议`)))
    await Promise.all(papers.map((id, i) => s.act(id, 'accept', i % 2 ? w.people.officer : w.people.officer2, { session: s.session })))
    expect(await s.refused(papers[0]!, 'accept', w.people.officer, { session: s.session })).toBe('stage')
    await Promise.all(papers.map(id => s.act(id, 'handOver', w.people.officer, { organ: w.organs.housing, co: [w.organs.roads] })))
    const numbers = await one(`suggestion.${s.session}`), letters = await one(handover)
    expect([numbers.line, letters.line].map(l => [l.issued, l.voided, l.wrong, l.label[0]])).toEqual([[6, 0, 0, '示例区第二届人民代表大会第五次会议建议'], [12, 0, 0, '交办函（2025年）']])
    expect(letters.numbers.map(l => l.n)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
    expect(letters.numbers[0]).toMatchObject({ text: '区人大代工委交办〔2025〕1号', what: ['交办函', expect.anything()], by: ['吴示甲', '吴示甲'], voided: null })
    expect(numbers.numbers.map(l => l.text)).toEqual([1, 2, 3, 4, 5, 6].map(n => `第${n}号`))
    expect(numbers.numbers[0]!.matter).not.toBeNull()
  })

  it('keeps a void number with its reason and never gives it again', async () => {
    const [a, b] = [await s.accepted('关于示例作废文号的建议'), await s.accepted('关于示例整批撤回的建议')], before = (await one(handover)).line.issued
    await s.act(a, 'handOver', w.people.officer, { organ: w.organs.housing })
    expect(await s.refused(a, 'voidNumber', w.people.housingClerk, { organ: w.organs.housing, why: '写错了' })).toBe('role')
    expect(await s.refused(a, 'voidNumber', w.people.officer, { organ: w.organs.housing })).toBe('input.invalid')
    await s.act(a, 'voidNumber', w.people.officer2, { organ: w.organs.housing, why: '清单打错一行，已收回' })
    const batch = await s.table([{ suggestion: b, organ: w.organs.roads, co: [w.organs.housing] }])
    await s.act(batch, 'voidNumber', w.people.officer, { organ: w.organs.roads, why: '盖错了章' })
    await s.act(batch, 'undo', w.people.officer, { why: '交错了单位' })
    const { line, numbers } = await one(handover), mine = numbers.filter(l => l.n > before)
    expect([line.issued, line.voided, line.wrong]).toEqual([before + 5, 4, 0])
    expect(mine.map(l => [l.n - before, l.voided?.why[0] ?? null, l.voided?.by[0] ?? null])).toEqual([
      [1, '清单打错一行，已收回', '吴示乙'], [2, null, null], [3, '盖错了章', '吴示甲'], [4, '交错了单位', '吴示甲'], [5, '交错了单位', '吴示甲'],
    ])
    expect((await w.service.numbers.table(await w.who(w.people.officer), { year: '2025' }))!.filter(r => r.line.voided)).toHaveLength(4)
  })

  it('says why a letter’s number is void: spoilt, replaced by the organ’s own, or void with its matter', async () => {
    const ids = [await s.accepted('关于示例答复文号一的建议'), await s.accepted('关于示例答复文号二的建议'), await s.accepted('关于示例答复文号三的建议')], series = `letter.${w.organs.housing}.2025`
    for (const id of ids) { await s.act(id, 'handOver', w.people.officer, { organ: w.organs.housing }); const h = await s.drafted(id); await s.act(h, 'signOff', s.head) }
    const hs = await Promise.all(ids.map(id => s.handling(id, w.organs.housing)))
    await s.act(hs[0]!, 'voidNumber', s.head, { why: '打印错页，重新发出' })
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), put = await w.service.putFile(1, png, '盖章件.png')
    await s.act(hs[1]!, 'uploadSigned', w.people.housingClerk, { scan: [put.ok ? put.id : ''], ownNumber: '示住建函〔2025〕9号' })
    await s.act(ids[2]!, 'void', w.people.officer, { why: '重复登记的一件' })
    const { line, numbers } = await one(series)
    expect([line.issued, line.voided, line.wrong]).toEqual([4, 3, 0])
    expect(numbers.map(l => l.voided && [l.voided.why[0], l.voided.by[0]])).toEqual([['打印错页，重新发出', '孙示甲'], ['改用本单位文号示住建函〔2025〕9号', '郑示丙'], ['重复登记的一件', '吴示甲'], null])
    expect((await w.service.matter(await w.who(w.people.officer), hs[0]!))!.marks.letterNo).toBe('4')
  })

  it('goes on behind a number that was typed by hand, gives none twice, and shows what was passed over', async () => {
    const series = `suggestion.${s.session}.between`, rule = 'suggestion.numberGiven'
    const paper = (i: number): Promise<Id> => s.propose(`关于示例补录旧件第${i}件的建议`), accept = (id: Id, manual?: number) => w.try_({ matter: id, act: 'accept', actor: w.as(w.people.officer), input: { session: s.session, between: true, ...(manual === undefined ? {} : { manual }) } })
    const papers = await Promise.all(Array.from({ length: 8 }, (_, i) => paper(i + 1))), number = async (i: number) => (await w.service.matter(await w.who(w.people.officer), papers[i]!))!.marks.number
    expect([(await accept(papers[0]!)).ok, (await accept(papers[1]!, 5)).ok, (await accept(papers[2]!)).ok]).toEqual([true, true, true])
    expect([await number(0), await number(1), await number(2)]).toEqual(['1', '5', '6'])
    for (const n of [1, 5, 6]) expect(await accept(papers[3]!, n)).toMatchObject({ ok: false, status: 422, refusal: { rule, field: 'manual', says: [expect.stringContaining(`第${n}号已经用过`), expect.anything()] } })
    expect(await accept(papers[3]!, 1500)).toMatchObject({ ok: false, refusal: { rule: 'suggestion.numberFar', field: 'manual' } })
    const twice = await Promise.all([accept(papers[3]!, 3), accept(papers[4]!, 3)])
    expect(twice.map(o => (o.ok ? 'done' : o.refusal.rule)).sort(), 'two hands type one number in one moment').toEqual(['done', rule])
    const mixed = await Promise.all([accept(papers[5]!, 7), accept(papers[6]!)]), got = await Promise.all([number(5), number(6)])
    // Whoever is numbered by the system first may have got it: then the hand is told so.
    expect(mixed[1]!.ok && (mixed[0]!.ok ? [...got].sort().join() === '7,8' : mixed[0]!.refusal.rule === rule)).toBe(true)
    const { line, missing } = await one(series)
    expect([line.wrong, missing]).toEqual([2, [2, 4]])
    await s.act(papers[1]!, 'void', w.people.officer, { why: '录错了一件' })
    expect(await s.refused(papers[7]!, 'accept', w.people.officer, { session: s.session, between: true, manual: 5 }), 'a void number is not given again').toBe(rule)
    await w.must({ procedure: 'suggestion', act: 'takeOver', byImport: true, actor: w.as(w.people.officer), input: { title: '关于示例台账里那件的建议', session: s.session, between: true, received: '2025-05-06', number: 40, lead: s.zhe, state: 'registered', imported: 'x' } })
    expect(await s.refused(papers[7]!, 'accept', w.people.officer, { session: s.session, between: true, manual: 40 }), 'a ledger’s suggestion bears it').toBe(rule)
    expect(await s.refused(papers[7]!, 'accept', w.people.officer, { session: s.session, between: true, manual: 4 }), 'what was passed over may still be typed').toBe('done')
  })

  it('is the district’s: nobody else knows that there is one', async () => {
    for (const who of [w.people.clerk, w.people.housingClerk, s.zhe, s.head]) expect(await look(handover, who)).toBeUndefined()
    expect((await look('letter.nix.2025'))!.one).toBeNull()
    expect((await look())!.years).toEqual(['2025'])
  })
  it('is the same after a rebuild, which finds nothing amiss', async () => {
    const told = await one(handover), built = await w.service.rebuild(1)
    expect([built.differed, built.brokenHashes]).toEqual([[], []])
    expect(await one(handover)).toEqual(told)
  })
  it('would see a gap', async () => {
    await w.store.tx(1, tx => tx.rows('update number_series set next = next + 1 where congress = 1 and series = $1', [handover]))
    const { line, missing } = await one(handover)
    expect([line.wrong, missing]).toEqual([1, [line.issued + 1]])
  })
})
