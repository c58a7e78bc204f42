import { expect, test } from 'vitest'
import { nextNumber, readConfig } from '#store/config.ts'
import { openDutiesOf } from '#store/duties.ts'
import { addFile, filesOf } from '#store/files.ts'
import { findKey } from '#store/keys.ts'
import { hasKeys } from '#store/log.ts'
import { findMatter, linksOf } from '#store/matters.ts'
import { noticesTo, takeOutbox } from '#store/outbox.ts'
import { particularsOf } from '#store/particulars.ts'
import type { Append } from '#store/shapes.ts'
import { after, at, hashOf, id, organ, sha, told } from './acts.ts'
import { onEngines } from './engines.ts'

onEngines('append', bench => {
  const store = () => bench().store
  const one = async (a: Append) => (await store().append([a]))[0]!
  const verdicts = async (...group: Append[]) => (await store().append(group)).map(v => v.verdict)

  test('what was appended is read back exactly, and its hash still holds', async () => {
    const a = told({ events: 3, opens: [{}], facts: [{ person: organ, level: 'district' }] })
    expect(await one(a)).toEqual({ verdict: 'done', root: a.root, seq: 3 })
    const family = (await store().readFamily(1, a.root))!
    expect(family.events).toStrictEqual(JSON.parse(JSON.stringify(a.events)))
    for (const e of family.events) expect(hashOf(e)).toBe(e.hash)
    expect(family.root).toBe(a.root)
    expect(await store().readFamily(1, id())).toBeUndefined()
  })

  test('the same key and digest give the first outcome again, whatever has happened since', async () => {
    const a = told({ events: 2 }), next = after(a)
    await one(a)
    await one(next)
    expect(await one(a)).toEqual({ verdict: 'replayed', root: a.root, seq: 2 })
    expect(await one({ ...a, config: 99 })).toEqual({ verdict: 'replayed', root: a.root, seq: 2 })
    expect((await one({ ...told(), key: a.key })).verdict).toBe('key_reused')
    expect(await store().tx(1, tx => hasKeys(tx, [a.key, 'no such']))).toEqual(new Set([a.key]))
    expect(await store().tx(1, tx => findKey(tx, a.key))).toEqual({ root: a.root, first: 1, seq: 2, digest: a.digest })
    expect(await store().tx(2, tx => findKey(tx, a.key))).toBeUndefined()
  })

  test('an act decided on an older sequence, hash or configuration is stale', async () => {
    const a = told()
    await one(a)
    expect((await one(after(a, { config: 7 }))).verdict).toBe('stale')
    expect((await one(after(a, { prev: sha('other') }))).verdict).toBe('stale')
    expect((await one(after(a))).verdict).toBe('done')
    expect(await one(after(a))).toEqual({ verdict: 'stale', root: a.root, seq: 2 })
    expect((await one(told({ expect: 4, prev: sha('x') }))).verdict).toBe('stale')
    expect((await store().readFamily(1, a.root))!.events).toHaveLength(2)
  })

  test('a child opened in a family moves the family sequence without the root being told', async () => {
    const a = told(), child = id()
    await one(a)
    const b = after(a, { matter: child })
    expect((await one(b)).verdict).toBe('done')
    expect((await one(after(b))).verdict).toBe('done')
    expect((await store().readFamily(1, child))!.events.map(e => e.seq)).toEqual([1, 2, 3])
  })

  test('verdicts come in the order given, over several congresses in one commit', async () => {
    const group = [told({ congress: 3 }), told({ congress: 2, expect: 5, prev: sha('x') }), told({ congress: 2 }), told({ congress: 1 })]
    expect(await store().append(group)).toEqual(group.map((a, i) => ({ verdict: i === 1 ? 'stale' : 'done', root: a.root, seq: i === 1 ? null : 1 })))
    expect(await verdicts()).toEqual([])
  })

  test('24 racers on one family leave no gap', async () => {
    const a = told()
    await one(a)
    await Promise.all(Array.from({ length: 24 }, async () => {
      for (;;) {
        const events = (await store().readFamily(1, a.root))!.events
        if ((await one(told({ root: a.root, expect: events.length, prev: events.at(-1)!.hash }))).verdict === 'done') return
      }
    }))
    const { events } = (await store().readFamily(1, a.root))!
    expect(events.map(e => e.seq)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1))
    events.forEach((e, i) => expect(e.prev).toBe(i ? events[i - 1]!.hash : null))
  })

  test('eight who open with one key at once: one does, seven are answered with it', async () => {
    const key = id(), root = id()
    const answers = await Promise.all(Array.from({ length: 8 }, () => one(told({ key, root }))))
    expect(answers.map(v => v.verdict).sort()).toEqual(['done', ...Array<string>(7).fill('replayed')])
    expect(new Set(answers.map(v => `${v.root} ${v.seq}`)).size).toBe(1)
  })

  test('a broken member stores nothing of its group', async () => {
    const good = told(), bad = told({ row: { id: 'no uuid' } })
    await expect(store().append([good, bad])).rejects.toThrow()
    expect(await store().readFamily(1, good.root)).toBeUndefined()
    const gap = told({ events: 2 })
    await expect(store().append([{ ...gap, events: [gap.events[1]!] }])).rejects.toMatchObject({ code: 'broken' })
    const [x, y] = [gap.events[0]!, gap.events[1]!]
    await expect(store().append([{ ...gap, events: [x, { ...y, prev: sha('other') }] }])).rejects.toMatchObject({ code: 'broken' })
    await expect(store().append([{ ...gap, events: [] }])).rejects.toMatchObject({ code: 'broken' })
  })

  test('together is all or nothing', async () => {
    const a = told(), b = told({ congress: 2 })
    await one(a)
    const late = after(a, { prev: sha('wrong') }), fresh = told()
    expect((await store().appendTogether([fresh, late])).map(v => v.verdict)).toEqual(['done', 'stale'])
    expect(await store().readFamily(1, fresh.root)).toBeUndefined()
    expect((await store().appendTogether([a, b, fresh])).map(v => v.verdict)).toEqual(['replayed', 'done', 'done'])
    expect(await store().readFamily(1, fresh.root)).toBeDefined()
  })

  test('register changes are projected and raise the configuration once; what was decided before is stale', async () => {
    const config = async () => (await store().tx(2, readConfig)).config
    const before = await config(), o = id(), p = id(), l = id(), t = id()
    const organRow = { id: o, kind: 'assembly', name: '龙泉镇人大', nameEn: 'Longquan Town Congress', short: '龙泉镇', place: l, validFrom: '2025-01-01' }
    const personRow = { id: p, name: '王喆', nameEn: 'Wang Zhe', sortKey: 'wang zhe', validFrom: '2025-01-01', validTo: '2026-12-31' }
    const placeRow = { id: l, kind: 'town', name: '龙泉', nameEn: 'Longquan', validFrom: '2025-01-01' }
    const postRow = { id: t, person: p, organ: o, kind: 'deputy', level: 'town' as const, place: l, validFrom: '2025-01-01' }
    const acts = [
      told({ congress: 2, config: before, registers: [{ table: 'organ', row: { ...organRow, outside: true } }, { table: 'place', row: placeRow }, { table: 'organ', row: organRow }] }),
      told({ congress: 2, config: before, registers: [{ table: 'person', row: personRow }, { table: 'post', row: postRow }] }),
    ]
    expect((await store().appendTogether(acts)).map(v => v.verdict)).toEqual(['done', 'done'])
    expect(await store().tx(2, readConfig)).toMatchObject({ config: before + 1, organs: [organRow], places: [placeRow], persons: [personRow], posts: [postRow] })
    expect((await store().tx(2, readConfig)).organs).toStrictEqual([organRow])
    expect((await one(told({ congress: 2, config: before }))).verdict).toBe('stale')
    expect((await one(told({ congress: 2, config: before + 1 }))).verdict).toBe('done')
  })

  test('numbers rise only from the value they were read at', async () => {
    const take = (from: number, series = '2025') => told({ extra: { numbers: [{ series, from }] } })
    expect(await store().tx(1, tx => nextNumber(tx, '2025'))).toBe(1)
    expect(await verdicts(take(1))).toEqual(['done'])
    expect(await verdicts(take(1))).toEqual(['stale'])
    expect(await verdicts(take(3))).toEqual(['stale'])
    expect(await verdicts(told({ extra: { numbers: [{ series: '2025', from: 2 }, { series: '2025', from: 3 }] } }))).toEqual(['done'])
    expect(await store().tx(1, tx => nextNumber(tx, '2025'))).toBe(4)
    const racers = await Promise.all(Array.from({ length: 10 }, async () => {
      for (;;) {
        const from = await store().tx(1, tx => nextNumber(tx, 'race'))
        if ((await one(take(from, 'race'))).verdict === 'done') return from
      }
    }))
    expect(racers.sort((x, y) => x - y)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('duties, facts, links, particulars, files and notices follow the act', async () => {
    const other = id(), a = told({ opens: [{ no: 'a', setting: { name: 'term', version: 2 } }, { no: 'b' }], facts: [{}, { person: organ }] })
    const sealed = Uint8Array.from([0, 255, 7, 128])
    const withMore: Append = {
      ...a, links: [{ from: a.root, kind: 'joined', to: other, seq: 1 }], tell: [{ to: `organ:${organ}`, matter: a.root, what: 'placed' }],
      particulars: [{ matter: a.root, field: 'photos', sealed, eraseAfter: '2026-01-01' }, { matter: a.root, field: 'phone', sealed }],
    }
    await one(withMore)
    await store().tx(1, async tx => {
      const file = { id: id(), matter: a.root, field: 'photos', name: '灯.jpg', mime: 'image/jpeg', bytes: 4, sha256: sha('f'), sealed, created: at(0) }
      await addFile(tx, file)
      expect((await openDutiesOf(tx, a.root)).map(d => [d.no, d.setting, d.due, d.basis, d.closedSeq])).toEqual([
        ['a', { name: 'term', version: 2 }, at(60), { law: 'deputies', article: '42' }, null], ['b', undefined, at(60), { law: 'deputies', article: '42' }, null]])
      expect(await linksOf(tx, other)).toEqual([{ from: a.root, kind: 'joined', to: other }])
      expect((await particularsOf(tx, [a.root])).map(p => [p.field, [...p.sealed], p.eraseAfter])).toEqual([['phone', [...sealed], null], ['photos', [...sealed], '2026-01-01']])
      expect(await filesOf(tx, a.root)).toHaveLength(1)
      expect(await noticesTo(tx, [`organ:${organ}`], 5)).toMatchObject([{ matter: a.root, what: 'placed', seq: 1 }])
      expect((await takeOutbox(tx, at(1), at(9), 5)).map(n => n.what)).toEqual(['placed'])
      expect(await takeOutbox(tx, at(2), at(9), 5)).toEqual([])
    })
    await one(after(a, { extra: { closes: [{ matter: a.root, no: 'a', seq: 2, at: at(5) }], erases: [{ matter: a.root, field: 'photos' }], retracts: [{ seq: 1, n: 1, by: 2, recordedAt: at(5) }] }, row: { stage: 'triaged', parties: {} } }))
    await store().tx(1, async tx => {
      expect((await openDutiesOf(tx, a.root)).map(d => d.no)).toEqual(['b'])
      expect((await particularsOf(tx, [a.root])).map(p => p.field)).toEqual(['phone'])
      expect(await filesOf(tx, a.root)).toEqual([])
      expect(await tx.rows('select from content where congress = 1')).toEqual([])
      expect(await findMatter(tx, a.root)).toEqual({ ...a.matters[0], movedAt: at(5), openedAt: at(5), stage: 'triaged', parties: {} })
      expect(await tx.rows('select retracted_seq, retracted_at from fact where congress = 1 and root = $1 order by n', [a.root])).toEqual([{ retracted_seq: 2, retracted_at: at(5) }, { retracted_seq: null, retracted_at: null }])
      expect(await tx.rows('select who from party where congress = 1 and matter = $1', [a.root])).toEqual([])
    })
  })
})
