/** A text whose signatures are being gathered is always somebody’s: silence runs out, and a lead who leaves (代表法 61, 62) leaves it to a signer. */
import { beforeAll, expect, it } from 'vitest'
import { dayOf } from '#law/time.ts'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { suggesting, type Suggesting } from '#test/support/suggesting.ts'
import type { World } from '#test/support/world.ts'

inBothWorlds('a text whose signatures are being gathered', world => {
  let w: World, s: Suggesting
  beforeAll(async () => { w = world(); s = await suggesting(w) })
  const deputy = (name: string): Promise<Id> => s.enter({ table: 'person', name, nameEn: name, postOrgan: w.organs.assembly, postKind: 'deputy', level: 'district', postPlace: w.places.street })
  const joint = (title: string, lead: Id, coSigners: readonly Id[]): Promise<Id> => s.propose(title, lead, { how: 'joint', coSigners })
  const owed = async (id: Id, who: Id): Promise<string[][]> => (await s.view(id, who)).duties.map(d => [d.act, d.owes]).sort()
  const waits = async (who: Id, id: Id): Promise<boolean> => (await w.service.inbox(await w.who(who))).items.some(i => i.id === id)
  const leaves = (who: Id, day = dayOf(w.service.now(1))) => w.must({ matter: who, act: 'leave', actor: w.as(w.people.officer), input: { day, why: '调离本区' } })
  const later = (days: number): void => w.setNow(new Date(Date.parse(w.service.now(1)) + days * 86_400_000).toISOString())

  it('is waited for no longer than the time there is; then it is the lead’s, and whoever was silent may still sign', async () => {
    const lead = await deputy('冯示甲'), quick = await deputy('冯示乙'), silent = await deputy('冯示丙'), id = await joint('关于示例联名到期的建议', lead, [quick, silent])
    await s.act(id, 'coSign', quick)
    later(3)
    expect([await w.service.sweep(1), await waits(lead, id)], 'there is still time').toEqual([0, false])
    later(8)
    expect([await w.service.sweep(1), await owed(id, lead), await waits(lead, id), await waits(silent, id)]).toEqual([1, [['submit', `person:${lead}`]], true, false])
    expect(await w.service.sweep(1), 'another sweep changes nothing').toBe(0)
    await s.act(id, 'coSign', silent)
    expect(await owed(id, lead), 'the lead owes it once').toEqual([['submit', `person:${lead}`]])
    await s.act(id, 'submit', lead)
    expect([(await s.view(id)).line.stage, (await s.view(id)).parties.find(p => p.party === 'coSigners')!.names.length]).toEqual(['submitted', 2])
  })

  it('whose text was changed asks the signers again, each with the whole time', async () => {
    const lead = await deputy('褚示甲'), quick = await deputy('褚示乙'), silent = await deputy('褚示丙'), id = await joint('关于示例改动后再确认的建议', lead, [quick, silent])
    await s.act(id, 'coSign', quick)
    later(5)
    await s.act(id, 'amend', lead, { title: '关于示例改动后再确认的建议（改）', text: '示例：路口没有信号灯，早晚高峰拥堵，建议尽快增设并配时。' })
    later(3)
    expect([await w.service.sweep(1), (await owed(id, lead)).length], 'who was asked first is waited for as long as who was asked last').toEqual([0, 2])
    later(9)
    expect([await w.service.sweep(1), await owed(id, lead)]).toEqual([1, [['submit', `person:${lead}`]]])
  })

  it('is signed as it was read: words changed meanwhile must be read first', async () => {
    const lead = await deputy('韩示甲'), signer = await deputy('韩示乙'), id = await joint('关于示例修桥的建议', lead, [signer]), read = async () => (await w.service.deputySuggestions.look(await w.who(signer), id))!.wording
    const wording = await read()
    await s.act(id, 'amend', lead, { title: '关于示例拆桥的建议', text: '示例：旧桥已经封闭多年，存在安全隐患，建议尽快拆除。' })
    expect(await s.refused(id, 'coSign', signer, { wording })).toBe('suggestion.rewritten')
    await s.act(id, 'coSign', signer, { wording: await read() })
    expect(await owed(id, lead)).toEqual([['submit', `person:${lead}`]])
  })

  it('goes to a signer in office when the lead leaves, who may submit it as their own', async () => {
    const lead = await deputy('卫示甲'), first = await deputy('卫示乙'), second = await deputy('卫示丙'), id = await joint('关于示例领衔离任的建议', lead, [first, second])
    for (const who of [first, second]) await s.act(id, 'coSign', who)
    expect(await s.refused(id, 'takeLead', second), 'while the lead is in office').toBe('suggestion.leadStands')
    await leaves(lead); later(1)
    expect([await w.service.sweep(1), await owed(id, first), await waits(first, id)]).toEqual([1, [['takeLead', `person:${first}`]], true])
    await leaves(first); later(1)
    expect([await w.service.sweep(1), await owed(id, second)], 'the next in order').toEqual([1, [['takeLead', `person:${second}`]]])
    expect([await w.service.sweep(1), await s.refused(id, 'takeLead', w.people.li), await s.refused(id, 'submit', second)]).toEqual([0, expect.any(String), expect.any(String)])
    await s.act(id, 'takeLead', second)
    expect([await owed(id, second), (await s.view(id, second)).parties.find(p => p.party === 'lead')!.names[0]![0]]).toEqual([[['submit', `person:${second}`]], '卫示丙'])
    await s.act(id, 'submit', second)
    expect([(await s.view(id)).line.stage, (await s.facts('suggestion.received', id)).map(f => f.person)]).toEqual(['submitted', [second]])
  })

  it('may be led by who has signed while others are still silent', async () => {
    const lead = await deputy('蒋示甲'), ready = await deputy('蒋示乙'), silent = await deputy('蒋示丙'), id = await joint('关于示例领衔先离任的建议', lead, [ready, silent])
    await s.act(id, 'coSign', ready)
    await leaves(lead); later(1)
    await s.act(id, 'takeLead', ready)
    expect(await owed(id, ready), 'who was asked still is').toEqual([['coSign', `person:${silent}`]])
    await s.act(id, 'submit', ready)
    expect((await s.view(id)).line.stage).toBe('submitted')
  })

  it('ends unsubmitted where nobody signed and the lead is gone, and nobody owes anything', async () => {
    const lead = await deputy('沈示甲'), silent = await deputy('沈示乙'), id = await joint('关于示例无人接任的建议', lead, [silent])
    await leaves(lead); later(12)
    expect(await w.service.sweep(1)).toBe(1)
    const v = await s.view(id, silent)
    expect([v.line.stage, v.line.ended, v.duties, await s.facts('suggestion.received', id), await waits(silent, id)]).toEqual(['lapsed', true, [], [], false])
  })
})
