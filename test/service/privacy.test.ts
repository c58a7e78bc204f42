/** Who must not see: the street's own people, everybody but two, the accused, the auditor of names; and what is left when time is up. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { watchers, type Watchers } from '#test/support/watchers.ts'
import { told, type World } from '#test/support/world.ts'

const secret = '示例隐语七号楼三零二', phone = '00000007788'
inBothWorlds('privacy', world => {
  let w: World, x: Watchers
  beforeAll(async () => { w = world(); x = await watchers(w) })
  const portal = { kind: 'portal' } as const
  const place = (more: Record<string, unknown> = {}) => w.must({ procedure: 'request', act: 'place', actor: portal, input: { what: `${secret}，漏水多日`, name: '某居民', phone, place: w.places.street, ...more } })
  /** Everywhere a person could come upon a matter: pages, inbox, list, search, counts, export, calendar, days, workload, figures' records, the month. */
  async function traces(person: Id, matter: Id, gist: string): Promise<string[]> {
    const who = await w.who(person), found: string[] = [], has = (where: string, text: unknown): void => { const t = JSON.stringify(text); if (t.includes(matter) || (gist && (t.includes(gist) || t.includes(secret)))) found.push(where) }
    has('page', (await w.service.matter(who, matter)) ?? '')
    has('inbox', await w.service.inbox(who))
    for (const p of ['request', 'handling']) { has(`list ${p}`, (await w.service.list(who, { procedure: p }, undefined, 200)).items); has(`search ${p}`, (await w.service.list(who, { procedure: p, q: gist }, undefined, 200)).items) }
    for await (const page of w.service.desk.list(who, {})) has('export', page)
    for await (const page of w.service.desk.inbox(who)) has('inbox export', page)
    has('calendar', await w.service.desk.calendar(who)); has('calendar after', await w.service.desk.calendar(who, '2025-07'))
    has('deputy', await w.service.desk.deputy(who))
    has('workload', await w.service.desk.workload(who, {}))
    for (const f of ['S26', 'S27', 'S28']) has(f, await w.service.figureRecords(1, f, 2025, undefined, undefined, undefined, who))
    has('report', await w.service.report(1, 2025, undefined, undefined, who))
    has('bulk', (await w.service.desk.bulkOffer(who, [matter])).lines.filter(l => l.title[0] !== '（看不到）').map(l => l.title))
    const month = await w.service.month(who, '2025-06')
    has('month', month ?? '')
    if (month) has('month list', await w.service.narrowRecords(1, 'S26', 2025, { from: '2025-06-01', to: '2025-06-30', ...(month.place ? { place: month.place.id } : {}) }, undefined, who))
    has('tail', await w.service.receiptsByTail(who, '7788').catch(() => ''))
    return found
  }
  const counts = async (person: Id): Promise<unknown> => { const who = await w.who(person); return [(await w.service.inbox(who)).counts, (await w.service.list(who, { procedure: 'request' })).total, (await w.service.list(who, { procedure: 'handling' })).total, (await w.service.desk.workload(who, {})).total.map(n => n.n)] }

  it('〈不经本站〉 leaves no trace at its station, nor with its deputies, from the first word to the result', async () => {
    const before = [await counts(w.people.clerk), await counts(w.people.wang)]
    const m = await place({ direct: true })
    const quiet = async (): Promise<void> => {
      for (const p of [w.people.clerk, w.people.head, w.people.wang, w.people.townClerk]) expect(await traces(p, m.root, '漏水三处'), p).toEqual([])
      expect([await counts(w.people.clerk), await counts(w.people.wang)]).toEqual(before)
    }
    await quiet()
    const { opened: [handling] } = await w.must({ matter: m.root, act: 'dispatch', actor: w.as(w.people.officer), input: { organ: w.organs.housing, gist: '漏水三处，请查修' } })
    await quiet()
    await w.must({ matter: handling!, act: 'accept', actor: w.as(w.people.housingClerk), input: {} })
    await w.must({ matter: handling!, act: 'submit', actor: w.as(w.people.housingClerk), input: { result: '已修好漏水三处' } })
    await quiet()
    expect((await traces(w.people.officer, m.root, '漏水三处')).length).toBeGreaterThan(5)
    expect(await w.try_({ matter: m.root, act: 'inform', actor: w.as(w.people.clerk), input: { way: 'phone', text: '告知' } })).toMatchObject({ ok: false, status: 404, refusal: { rule: 'matter' } })
  })

  describe('a vulnerable requester', () => {
    const two = () => [w.people.head, w.people.officer]
    it('is seen by the two named and by nobody else; who must act besides reads the gist alone', async () => {
      const m = await place(), clerk = await w.who(w.people.clerk)
      expect(await w.try_({ matter: m.root, act: 'entrust', actor: w.as(w.people.clerk), input: { entrusted: [w.people.head] } })).toMatchObject({ ok: false, refusal: { field: 'entrusted' } })
      expect(await w.try_({ matter: m.root, act: 'entrust', actor: w.as(w.people.clerk), input: { entrusted: [w.people.head, w.people.townClerk] } })).toMatchObject({ ok: false, refusal: { rule: 'input.choice' } })
      const others = [w.people.clerk, w.people.officer2, w.people.wang, w.people.townClerk, x.auditor]
      const before = await Promise.all(others.map(counts))
      await w.must({ matter: m.root, act: 'entrust', actor: w.as(w.people.clerk), input: { entrusted: two(), ground: 'illness' } })
      expect(await w.store.tx(1, tx => tx.rows(`select from event where congress = 1 and body::text like '%illness%'`))).toEqual([])
      expect(await w.service.matter(clerk, m.root)).toBeUndefined()
      for (const p of others) expect(await traces(p, m.root, '漏水难住'), p).toEqual([])
      expect(await counts(w.people.clerk)).not.toEqual(before[0])
      for (const p of two()) expect((await w.service.matter(await w.who(p), m.root))!.narrative).toContain(secret)
      expect((await w.service.inbox(await w.who(w.people.head))).items.map(i => i.id)).toContain(m.root)
      expect((await w.service.list(await w.who(w.people.head), {}, undefined, 200)).items.map(i => i.id)).toContain(m.root)
      // The handler has the gist; the other keepers have neither the matter nor its handling.
      const { opened: [handling] } = await w.must({ matter: m.root, act: 'dispatch', actor: w.as(w.people.head), input: { organ: w.organs.office, gist: '漏水难住，请查修' } })
      const theirs = (await w.service.matter(await w.who(w.people.officeClerk), handling!))!
      expect([theirs.gist, JSON.stringify(theirs).includes(secret), theirs.parties.map(p => p.party).sort()]).toEqual(['漏水难住，请查修', false, ['dispatcher', 'district', 'handler', 'place', 'station']])
      for (const p of others) { expect(await traces(p, m.root, '漏水难住'), p).toEqual([]); expect(await w.service.matter(await w.who(p), handling!), p).toBeUndefined() }
      expect((await w.service.inbox(await w.who(w.people.officeClerk))).items.map(i => i.id)).toContain(handling)
      // A deputy who is asked sees the gist, and neither words nor contact.
      await w.must({ matter: m.root, act: 'assignDeputy', actor: w.as(w.people.head), input: { deputy: w.people.li } })
      await w.must({ matter: m.root, act: 'claim', actor: w.as(w.people.li), input: {} })
      const li = await w.who(w.people.li), seen = (await w.service.matter(li, m.root))!
      expect([seen.narrative, seen.contact, seen.gist]).toEqual([null, 'none', '漏水难住，请查修'])
      expect(await w.service.contact(li, m.root, '想问问情况')).toBeUndefined()
      expect(await w.service.contact(await w.who(w.people.officer), m.root, '核实病情')).toMatchObject({ phone })
    })
    it('is neither joined, nor joined to, nor published; and the flag may be set at placing and lifted again', async () => {
      const plain = await place()
      const m = await w.must({ procedure: 'request', act: 'place', actor: w.as(w.people.clerk), input: { what: `${secret}，孩子没人管`, place: w.places.street, channel: 'counter', entrusted: two() } })
      expect(await w.service.matter(await w.who(w.people.clerk), m.root)).toBeUndefined()
      const as = (act: string, input: Record<string, unknown>, matter = m.root) => w.try_({ matter, act, actor: w.as(w.people.head), input })
      expect(await as('join', { into: plain.root })).toMatchObject({ ok: false, refusal: { rule: 'request.narrow' } })
      expect(await as('join', { into: m.root }, plain.root)).toMatchObject({ ok: false, refusal: { rule: 'request.narrow' } })
      // One that may not be seen and one that is not there are refused in the same words.
      const into = (id: Id) => w.try_({ matter: plain.root, act: 'join', actor: w.as(w.people.clerk), input: { into: id } })
      expect(await into(m.root)).toEqual(await into('00000000-0000-4000-8000-00000000dead'))
      await w.must({ matter: m.root, act: 'answer', actor: w.as(w.people.head), input: { answer: '已转有关单位关照' } })
      expect(await as('proposePublic', { title: '公开标题', text: '公开内容' })).toMatchObject({ ok: false, refusal: { rule: 'request.restricted' } })
      expect(await as('publish', {})).toMatchObject({ ok: false })
      await w.must({ matter: m.root, act: 'widen', actor: w.as(w.people.officer), input: { why: '监护人要求' } })
      expect((await w.service.matter(await w.who(w.people.clerk), m.root))!.narrative).toContain('孩子')
    })
    it('is not lost when both have left their posts: the district takes over', async () => {
      const m = await place()
      const enter = async (name: string) => (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { table: 'person', name, nameEn: name, postOrgan: w.organs.station, postKind: 'stationClerk', since: '2021-01-01' } })).matter
      const gone = [await enter('冯示甲'), await enter('冯示乙')]
      await w.must({ matter: m.root, act: 'entrust', actor: w.as(w.people.clerk), input: { entrusted: gone } })
      const officer = await w.who(w.people.officer2)
      expect(await w.service.matter(officer, m.root)).toBeUndefined()
      for (const p of gone) await w.must({ matter: p, act: 'leave', actor: { kind: 'clock' }, input: { why: '调离' } })
      w.setNow('2025-06-19T02:00:00.000Z')
      const later = await w.who(w.people.officer2)
      expect((await w.service.matter(later, m.root))?.line.id).toBe(m.root)
      expect((await w.service.list(later, {}, undefined, 200)).items.map(i => i.id)).toContain(m.root)
      expect(await w.service.matter(await w.who(w.people.clerk), m.root)).toBeUndefined()
      w.setNow('2025-06-18T02:00:00.000Z')
    })
  })

  describe('an accusation', () => {
    it('is erased in the act of guiding it away, where the county has not chosen otherwise', async () => {
      const m = await place()
      await w.must({ matter: m.root, act: 'guide', actor: w.as(w.people.clerk), input: { channel: 'accusation', unit: '示例区监委' } })
      expect((await w.store.tx(1, tx => tx.rows<{ field: string }>('select field from particular where congress = 1 and matter = $1 order by 1', [m.root]))).map(r => r.field)).toEqual(['name', 'phone', 'phoneTail'])
      expect(await w.service.matter(await w.who(x.liaison), m.root)).toBeUndefined()
      expect(await w.service.contact(await w.who(w.people.officer), m.root, '想知道是谁')).toBeUndefined()
    })
    it('is sealed for the liaison alone where the county has: never the station, the street, the district, the handler, the auditor', async () => {
      await w.service.setSetting(1, 'request.accusationKept', true, '2025-01-01')
      const sent = await told(w, 'handling')
      // It came back from the office before anybody saw what it was.
      await w.must({ matter: sent.handling, act: 'askReturn', actor: w.as(w.people.officeClerk), input: { reason: 'notOurs', why: '不属本单位' } })
      await w.must({ matter: sent.handling, act: 'agreeReturn', actor: w.as(w.people.clerk), input: {} })
      await w.must({ matter: sent.root, act: 'guide', actor: w.as(w.people.clerk), input: { channel: 'accusation', unit: '示例区监委' } })
      for (const p of [w.people.clerk, w.people.head, w.people.officer, w.people.wang, w.people.officeClerk, x.auditor, x.security]) {
        for (const id of [sent.root, sent.handling]) expect(await traces(p, id, ''), p).toEqual([])
        for (const id of [sent.root, sent.handling]) expect(await w.service.matter(await w.who(p), id), p).toBeUndefined()
      }
      const liaison = await w.who(x.liaison), open = (await w.service.matter(liaison, sent.root))!
      expect(open.narrative).toContain('路灯不亮')
      expect(await w.service.contact(liaison, sent.root, '核实举报')).toMatchObject({ phone: '00000000123' })
      expect((await w.service.list(liaison, {}, undefined, 200)).items.map(i => i.id)).toEqual([sent.root])
      await w.service.setSetting(1, 'request.accusationKept', false, '2025-01-01')
    })
  })

  it('an auditor reads every matter masked, the restricted too, and acts on none', async () => {
    const m = await place({ direct: true }), t = await told(w, 'verified'), auditor = await w.who(x.auditor)
    await w.must({ matter: t.root, act: 'inform', actor: w.as(w.people.clerk), input: { way: 'phone', text: '电话告知某居民，住某处' } })
    for (const id of [m.root, t.root, t.handling]) {
      const v = (await w.service.matter(auditor, id))!, text = JSON.stringify(v)
      expect([v.narrative, v.spot, v.contact, v.choices, v.files, v.proposedGist]).toEqual([null, null, 'none', [], [], null])
      for (const word of [secret, '某居民', phone, '已更换灯具']) expect(text, word).not.toContain(word)
      expect(await w.service.contact(auditor, id, '抽查核对')).toBeUndefined()
      expect(await w.service.reprint(auditor, id, '抽查核对')).toBeUndefined()
      for (const act of ['dispatch', 'inform', 'void', 'erase', 'accept', 'publish']) expect(await w.try_({ matter: id, act, actor: w.as(x.auditor), input: {} }), act).toMatchObject({ ok: false })
    }
    expect((await w.service.list(auditor, {}, undefined, 200)).items.map(i => i.id)).toEqual(expect.arrayContaining([m.root, t.root]))
    expect(await w.service.openable(auditor)).toEqual([])
    for (const p of [x.security, x.system]) { const admin = await w.who(p); expect(await w.service.matter(admin, t.root)).toBeUndefined(); expect((await w.service.list(admin, {})).items).toEqual([]) }
  })

  it('one’s own contact is corrected by receipt, and by the station for one who rings; the tail follows', async () => {
    const m = await place()
    await w.must({ matter: m.root, act: 'correctContact', actor: { kind: 'receipt', matter: m.root }, input: { phone: '00000009911', name: '某先生' } })
    expect(await w.service.contact(await w.who(w.people.clerk), m.root, '回访')).toEqual({ name: '某先生', phone: '00000009911' })
    expect([await w.service.receiptProof(m.receipt!, '7788'), await w.service.receiptProof(m.receipt!, '9911')]).toEqual([false, true])
    expect(await w.try_({ matter: m.root, act: 'correctContact', actor: { kind: 'receipt', matter: m.root }, input: {} })).toMatchObject({ ok: false, refusal: { field: 'phone' } })
    expect(await w.try_({ matter: m.root, act: 'correctContact', actor: w.as(w.people.clerk), input: { phone } })).toMatchObject({ ok: false, refusal: { field: 'way' } })
    await w.must({ matter: m.root, act: 'correctContact', actor: w.as(w.people.clerk), input: { phone, way: 'phone' } })
    expect((await w.service.receipt(m.receipt!))!.timeline.at(-1)!.sentence[0]).toContain('您更正了联系方式')
    expect(await w.service.rebuild(1)).toMatchObject({ differed: [], brokenHashes: [] })
  })

  it('one’s own data comes whole to whoever has the receipt and its proof, and to nobody else', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    const photo = await w.service.putFile(1, png, '门口.png'), site = await w.service.putFile(1, png, '现场.png')
    if (!photo.ok || !site.ok) throw new Error('no file')
    const m = await place({ photos: [photo.id] }), receipt = m.receipt!
    await w.must({ matter: m.root, act: 'claim', actor: w.as(w.people.wang), input: {} })
    w.setNow('2025-06-18T03:00:00.000Z')
    const late = await w.service.putFile(1, png, '代表拍的.png')
    await w.must({ matter: m.root, act: 'visit', actor: w.as(w.people.wang), input: { text: '到场看过', photos: [late.ok ? late.id : ''] } })
    w.setNow('2025-06-18T02:00:00.000Z')
    await w.service.contact(await w.who(w.people.clerk), m.root, '核对地点')
    expect([await w.service.ownData(`${receipt.slice(0, -1)}${receipt.endsWith('A') ? 'B' : 'A'}`, m.short!, true), await w.service.ownData(receipt, '0000', true)]).toEqual([undefined, false])
    const own = await w.service.ownData(receipt, m.short!, true)
    if (!own || own === 'limited') throw new Error('nothing')
    expect(Object.fromEntries(own.fields.map(f => [f.id, f.value]))).toEqual({ name: '某居民', phone, what: `${secret}，漏水多日` })
    expect(own.fields.every(f => f.purpose)).toBe(true)
    expect(own.files.map(f => [f.name, typeof f.content])).toEqual([['门口.png', 'string']])
    expect(own.views).toMatchObject([{ reason: '核对地点' }])
  })

  it('when the time is up words, particulars and attachments of the whole family go, and drafts, waiting files and old bulk acts with them; record, gist and proof stay', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    const put = async (name: string): Promise<Id> => { const f = await w.service.putFile(1, png, name); if (!f.ok) throw new Error(name); return f.id }
    const m = await place({ photos: [await put('甲.png')] })
    await w.must({ matter: m.root, act: 'addPhotos', actor: { kind: 'receipt', matter: m.root }, input: { added: [await put('乙.png')] } })
    const { opened: [handling] } = await w.must({ matter: m.root, act: 'dispatch', actor: w.as(w.people.clerk), input: { organ: w.organs.office, gist: '漏水多日，请修理' } })
    await w.must({ matter: handling!, act: 'accept', actor: w.as(w.people.officeClerk), input: {} })
    await w.must({ matter: m.root, act: 'claim', actor: w.as(w.people.wang), input: {} })
    await w.must({ matter: m.root, act: 'visit', actor: w.as(w.people.wang), input: { text: '到场看过', photos: [await put('丙.png')] } })
    await w.must({ matter: handling!, act: 'submit', actor: w.as(w.people.officeClerk), input: { result: '已经修好', evidence: [await put('丁.png')] } })
    await w.must({ matter: m.root, act: 'verify', actor: w.as(w.people.wang), input: { degree: 'solved' } })
    await w.must({ matter: m.root, act: 'rate', actor: { kind: 'receipt', matter: m.root }, input: { solved: 'yes', grade: 'satisfied', comment: `${secret}谢谢` } })
    const clerk = await w.who(w.people.clerk)
    await w.service.desk.keepDraft(clerk, '/desk/new/request', { what: [secret] })
    const waiting = await put('没交上来.png')
    const bulk = await w.service.desk.bulkAsk(clerk, { matters: [(await told(w, 'handling')).root], act: 'urge', input: { text: '请快办' }, key: 'old' })
    if (!bulk.ok) throw new Error('no bulk')
    await w.service.desk.bulkUndo(clerk, bulk.id)
    const left = () => w.store.tx(1, async tx => ({
      sealed: (await tx.rows('select field from particular where congress = 1 and root = $1', [m.root])).length, files: (await tx.rows('select id from file where congress = 1 and (matter = any($1::uuid[]) or id = $2)', [[m.root, handling], waiting])).length,
      drafts: (await tx.rows('select form from draft where congress = 1')).length, bulks: (await tx.rows('select id from bulk where congress = 1 and id = $1', [bulk.id])).length,
    }))
    const before = await left()
    expect(before).toEqual({ sealed: expect.any(Number), files: 5, drafts: 1, bulks: 1 })
    expect(before.sealed).toBeGreaterThanOrEqual(8)
    w.setNow('2025-12-14T02:00:00.000Z')
    await w.service.sweep(1)
    expect(await left()).toMatchObject({ sealed: before.sealed, files: 4, drafts: 0, bulks: 0 })
    w.setNow('2025-12-17T02:00:00.000Z')
    await w.service.sweep(1)
    expect(await left()).toMatchObject({ sealed: 0, files: 0 })
    const after = (await w.service.matter(await w.who(w.people.clerk), m.root))!
    expect([after.gist, after.contact, after.narrative, after.comment, after.files, after.timeline.length > 8]).toEqual(['漏水多日，请修理', 'erased', null, null, [], true])
    expect(after.timeline.at(-1)!.sentence[0]).toContain('保存期满180天')
    expect(await w.try_({ matter: m.root, act: 'correctContact', actor: { kind: 'receipt', matter: m.root }, input: { phone } })).toMatchObject({ ok: false, refusal: { rule: 'request.erased' } })
    expect(await w.service.ownData(m.receipt!, m.short!, true)).toMatchObject({ erased: true, fields: [], files: [] })
    expect(await w.service.rebuild(1)).toMatchObject({ differed: [], brokenHashes: [] })
    w.setNow('2025-06-18T02:00:00.000Z')
  })
})
