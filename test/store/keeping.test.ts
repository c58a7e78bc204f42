import { expect, test } from 'vitest'
import { canonical } from '#loop/canonical.ts'
import { countAttempts, dropAttempts, tryOnce } from '#store/attempts.ts'
import { addCalendarDays, addSetting, readConfig } from '#store/config.ts'
import { dropDraft, dropOldDrafts, findDraft, saveDraft } from '#store/drafts.ts'
import { addFile, attachFiles, dropWaitingFiles, findFile } from '#store/files.ts'
import { dropLease, takeLease } from '#store/lease.ts'
import { countLog, dumpProjections, eachFamily, eventsRecorded, families, replaceProjections } from '#store/log.ts'
import { markTold, takeOutbox } from '#store/outbox.ts'
import { particularsToErase } from '#store/particulars.ts'
import { addSession, dropExpiredSessions, endSession, endSessionsOf, extendSession, findSession } from '#store/sessions.ts'
import type { Projection, Tx } from '#store/shapes.ts'
import { addView, viewsOf } from '#store/views.ts'
import { after, at, hashOf, id, organ, person, sha, told } from './acts.ts'
import { onEngines } from './engines.ts'

onEngines('keeping', bench => {
  const inOne = <T>(work: (tx: Tx) => Promise<T>) => bench().store.tx(1, work)

  test('settings follow one another, days are corrected, and each raises the configuration', async () => {
    const before = await inOne(readConfig)
    expect(await inOne(tx => addSetting(tx, { name: 'reply', value: { unit: 'month', n: 3 }, validFrom: '2025-01-01', at: at(0), by: person }))).toBe(1)
    expect(await Promise.all([1, 2].map(n => inOne(tx => addSetting(tx, { name: 'reply', value: n, validFrom: '2025-02-01', at: at(0) }))))).toEqual(expect.arrayContaining([2, 3]))
    await inOne(tx => addCalendarDays(tx, [{ day: '2026-01-01', kind: 'holiday', zh: '元旦', en: 'New Year' }, { day: '2026-01-02', kind: 'holiday', zh: '元旦', en: 'New Year' }], '2026-12-31'))
    await inOne(tx => addCalendarDays(tx, [{ day: '2026-01-02', kind: 'adjustedRest', zh: '调休', en: 'rest' }], '2025-12-31'))
    const config = await inOne(readConfig)
    expect(config.config).toBe(before.config + 5)
    expect(config.settings.map(s => [s.name, s.version, s.validFrom])).toEqual([['reply', 1, '2025-01-01'], ['reply', 2, '2025-02-01'], ['reply', 3, '2025-02-01']])
    expect(config.settings[0]!.value).toEqual({ unit: 'month', n: 3 })
    expect(config.days).toEqual([{ day: '2026-01-01', kind: 'holiday', zh: '元旦', en: 'New Year' }, { day: '2026-01-02', kind: 'adjustedRest', zh: '调休', en: 'rest' }])
    expect(config.coveredUntil).toBe('2026-12-31')
    expect((await bench().store.congresses())[0]!.config).toBe(config.config)
  })

  test('sessions expire, are moved, and are ended one by one or all', async () => {
    const s = { token: sha('t'), person, created: at(0), expires: at(60) }
    await inOne(tx => addSession(tx, s))
    expect(await inOne(tx => findSession(tx, s.token, at(59)))).toMatchObject({ ...s, account: null, second: false, lastSeen: s.created })
    expect(await inOne(tx => findSession(tx, s.token, at(60)))).toBeUndefined()
    expect(await bench().store.tx(2, tx => findSession(tx, s.token, at(1)))).toBeUndefined()
    await inOne(tx => extendSession(tx, s.token, at(90)))
    expect(await inOne(tx => dropExpiredSessions(tx, at(89)))).toBe(0)
    await inOne(tx => endSession(tx, sha('other')))
    expect(await inOne(tx => findSession(tx, s.token, at(89)))).toBeDefined()
    await inOne(tx => endSessionsOf(tx, person))
    expect(await inOne(tx => findSession(tx, s.token, at(1)))).toBeUndefined()
  })

  test('a draft is one person’s', async () => {
    const d = { person, form: '/desk/new/request', sealed: new Uint8Array([1, 2]), updated: at(0) }, other = id()
    await inOne(tx => saveDraft(tx, { ...d, sealed: new Uint8Array([9]) }))
    await inOne(tx => saveDraft(tx, { ...d, updated: at(1) }))
    expect(await inOne(tx => findDraft(tx, other, d.form, at(0)))).toBeUndefined()
    expect(await inOne(tx => findDraft(tx, person, d.form, at(2)))).toBeUndefined()
    await inOne(tx => dropDraft(tx, other, d.form))
    expect(await inOne(tx => findDraft(tx, person, d.form, at(0)))).toEqual({ ...d, updated: at(1) })
    expect(await inOne(tx => dropOldDrafts(tx, at(1)))).toBe(0)
    expect(await inOne(tx => dropOldDrafts(tx, at(2)))).toBe(1)
    expect(await inOne(tx => findDraft(tx, person, d.form, at(0)))).toBeUndefined()
  })

  test('a waiting file is attached once, or thrown away', async () => {
    const file = { id: id(), matter: null, field: null, name: '灯.jpg', mime: 'image/jpeg', bytes: 3, sha256: sha('f'), sealed: Uint8Array.from([1, 0, 255]), created: at(0) }, m = id()
    await inOne(tx => addFile(tx, file))
    await inOne(tx => addFile(tx, { ...file, name: 'again' }))
    await inOne(tx => addFile(tx, { ...file, id: id() }))
    expect(await inOne(tx => findFile(tx, file.id))).toEqual({ ...file, shared: true })
    expect(await inOne(tx => attachFiles(tx, [file.id], m, 'photos'))).toBe(1)
    expect(await inOne(tx => attachFiles(tx, [file.id], id(), 'photos'))).toBe(0)
    expect(await inOne(tx => dropWaitingFiles(tx, at(1)))).toBe(1)
    expect(await inOne(tx => findFile(tx, file.id))).toMatchObject({ matter: m, field: 'photos' })
  })

  test('one content is kept once and gone with the last file that has it, also when files come and go at once', async () => {
    const of = (n: number, more: object = {}) => ({ id: id(), matter: null, field: null, name: `${n}.jpg`, mime: 'image/jpeg', bytes: 3, sha256: sha('same'), sealed: Uint8Array.from([n]), created: at(0), ...more })
    const contents = () => inOne(tx => tx.rows<{ uses: number; sealed: Uint8Array }>('select uses, sealed from content where congress = 1 and sha256 = $1', [sha('same')]))
    const one = of(1), two = of(2, { matter: id(), field: 'photos' })
    await inOne(tx => addFile(tx, one))
    await inOne(tx => addFile(tx, two))
    expect((await contents()).map(c => [c.uses, [...c.sealed]])).toEqual([[2, [1]]])
    expect([...(await inOne(tx => findFile(tx, two.id)))!.sealed]).toEqual([1])
    // Another congress has its own, sealed for itself.
    await bench().store.tx(2, tx => addFile(tx, { ...of(9), congress: 2 } as never))
    expect((await contents())[0]!.uses).toBe(2)
    await inOne(tx => dropWaitingFiles(tx, at(1)))
    expect((await contents())[0]!.uses).toBe(1)
    const kept: string[] = []
    await Promise.all(Array.from({ length: 30 }, (_, i) => inOne(async tx => { const f = of(i, { matter: two.matter, field: i % 2 ? 'photos' : 'kept' }); if (i % 2 === 0) kept.push(f.id); await addFile(tx, f); if (i % 2) await tx.rows('select erase_files($1, $2, $3)', [1, two.matter, 'photos']) })))
    expect((await contents())[0]!.uses).toBe((await inOne(tx => tx.rows('select from file where congress = 1 and sha256 = $1', [sha('same')]))).length)
    await inOne(tx => tx.rows('select erase_files($1, $2, $3)', [1, two.matter, 'photos']))
    expect((await contents())[0]!.uses).toBe(kept.length)
    await inOne(tx => tx.rows('select erase_files($1, $2, $3)', [1, two.matter, 'kept']))
    expect(await contents()).toEqual([])
    expect(await bench().store.tx(2, tx => tx.rows('select from content where congress = 2'))).toHaveLength(1)
  })

  test('an attachment from before contents were shared is still itself', async () => {
    const old = { id: id(), sha: sha('old') }
    await inOne(tx => tx.rows(`insert into file (congress, id, name, mime, bytes, sha256, sealed, created) values (1, $1, 'x', 'image/png', 1, $2, '\\x07', now())`, [old.id, old.sha]))
    expect(await inOne(tx => findFile(tx, old.id))).toMatchObject({ shared: false, sealed: Uint8Array.from([7]) })
    await inOne(tx => tx.rows(`delete from file where congress = 1 and id = $1`, [old.id]))
  })

  test('views are listed, tries are counted even when they come at once, a lease has one holder', async () => {
    const m = id(), view = { matter: m, field: 'phone', person, organ, reason: '回访', at: at(0) }
    await inOne(tx => addView(tx, view))
    await inOne(tx => addView(tx, { ...view, at: at(1) }))
    expect(await inOne(tx => viewsOf(tx, m))).toEqual([{ ...view, at: at(1) }, view])
    for (const number of ['123456', '2', '3', '4', '5', '6']) {
      const tries = await Promise.all(Array.from({ length: 20 }, (_, i) => inOne(tx => tryOnce(tx, number, at(i), at(-60), 5))))
      expect(tries.filter(Boolean)).toHaveLength(5)
    }
    expect(await inOne(tx => tryOnce(tx, '123456', at(200), at(140), 5))).toBe(true)
    await inOne(tx => dropAttempts(tx, at(100)))
    expect(await inOne(tx => countAttempts(tx, '123456', at(-60)))).toBe(1)
    const lease = (holder: string, now: number) => inOne(tx => takeLease(tx, 'clock', holder, at(now), at(now + 10)))
    expect([await lease('a', 0), await lease('b', 5), await lease('a', 6), await lease('b', 15), await lease('b', 16), await lease('a', 20)]).toEqual([true, false, true, false, true, false])
    await inOne(tx => dropLease(tx, 'clock', 'a'))
    expect(await lease('a', 20)).toBe(false)
    await inOne(tx => dropLease(tx, 'clock', 'b'))
    expect(await lease('a', 20)).toBe(true)
  })

  test('a notice untold comes again after its time, a told one never', async () => {
    const a = told({ congress: 2, extra: { tell: [{ to: 'requester', matter: id(), what: 'one' }, { to: 'requester', matter: id(), what: 'two' }] } })
    await bench().store.append([a])
    const take = (now: number) => bench().store.tx(2, tx => takeOutbox(tx, at(now), at(now + 10), 9))
    const first = await take(0)
    expect(first.map(n => [n.what, n.tries])).toEqual([['one', 1], ['two', 1]])
    await bench().store.tx(2, tx => markTold(tx, first[0]!, at(1)))
    expect(await take(9)).toEqual([])
    expect((await take(10)).map(n => [n.what, n.tries])).toEqual([['two', 2]])
  })

  test('what is to be erased is found by its day', async () => {
    const a = told({ congress: 2 })
    await bench().store.append([{ ...a, particulars: [{ matter: a.root, field: 'phone', sealed: Uint8Array.of(1), eraseAfter: '2026-01-31' }] }])
    expect(await bench().store.tx(2, tx => particularsToErase(tx, '2026-01-30', 9))).toEqual([])
    expect(await bench().store.tx(2, tx => particularsToErase(tx, '2026-01-31', 9))).toEqual([{ matter: a.root, field: 'phone' }])
  })

  test('the whole log is read family by family, and every hash holds', async () => {
    for (let i = 0; i < 7; i++) {
      const a = told({ congress: 3, events: 1 + i % 3 })
      await bench().store.append([a])
      await bench().store.append([after(a)])
    }
    const seen = await bench().store.tx(3, async tx => {
      const all = []
      for await (const f of eachFamily(tx, 3)) all.push(f)
      return all
    })
    const count = await bench().store.tx(3, countLog)
    expect([seen.length, seen.flatMap(f => f.events).length]).toEqual([count.families, count.events])
    expect(count.families).toBe(7)
    for (const { root, events } of seen) {
      expect(events.map(e => e.seq)).toEqual(events.map((_, i) => i + 1))
      events.forEach((e, i) => expect([e.root, e.prev, hashOf(e)]).toEqual([root, i ? events[i - 1]!.hash : null, e.hash]))
    }
    expect(await bench().store.tx(3, tx => families(tx, seen.at(-1)!.root, 5))).toEqual([])
    const span = await bench().store.tx(3, tx => eventsRecorded(tx, at(5), at(6), 100))
    expect(span).toHaveLength(7)
    expect(canonical(span.map(e => e.act))).toBe(canonical(Array(7).fill('follow')))
  })

  test('projections thrown away and written again are the same, and appending goes on', async () => {
    const a = told({ congress: 2, config: 1, events: 2, opens: [{ no: 'a' }, { no: 'b' }], facts: [{}, { person }], row: { parties: { station: [organ], follower: [person, organ] } }, extra: {} })
    const b = after(a, { matter: id(), opens: [{ no: 'a' }], extra: {
      closes: [{ matter: a.root, no: 'a', seq: 3, at: at(5) }], retracts: [{ seq: 1, n: 2, by: 3, recordedAt: at(5) }], links: [{ from: a.root, kind: 'joined', to: id(), seq: 3 }] } })
    for (const act of [a, b]) expect((await bench().store.append([act]))[0]!.verdict).toBe('done')
    const dump = () => bench().store.tx(2, tx => dumpProjections(tx, a.root))
    const before = await dump()
    expect([before.matters.length, before.parties.length, before.duties.length, before.facts.length, before.links.length, before.head?.seq]).toEqual([2, 4, 3, 2, 1, 3])
    const whole: Projection = {
      matters: [a.matters[0]!, b.matters[0]!], opens: [...a.opens, ...b.opens], closes: b.closes, facts: [...a.facts, ...b.facts], retracts: b.retracts, links: b.links, registers: [],
    }
    await bench().store.tx(2, tx => replaceProjections(tx, a.root, { ...whole, closes: [] }))
    expect(await dump()).not.toEqual(before)
    await bench().store.tx(2, tx => replaceProjections(tx, a.root, whole))
    expect(await dump()).toEqual(before)
    await expect(bench().store.tx(2, tx => replaceProjections(tx, id(), whole))).rejects.toThrow(/no family/)
    expect((await bench().store.append([after(b)]))[0]!.verdict).toBe('done')
  })
})
