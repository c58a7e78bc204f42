import { beforeAll, expect, test } from 'vitest'
import type { Owes } from '#loop/words.ts'
import { countOwed, dueForClock, dutiesOf, inbox, orphans } from '#store/duties.ts'
import { factRecords, measure, measureBy, type How } from '#store/facts.ts'
import { byIds, byReceipt, byRoot, byShort, countByStage, countMatters, findMatter, getMatter, listMatters, type MatterFilter } from '#store/matters.ts'
import type { Append, DutyRow, FactFilter, MatterRow, Tx } from '#store/shapes.ts'
import { after, at, id, organ, sha, told } from './acts.ts'
import { onEngines } from './engines.ts'

const words = ['龙泉路路灯不亮', '楼道堆放杂物', '公交101路改线', '龙泉镇饮水', 'Road lamp 坏了']
const follower = id(), north = id()
const owner: Owes = `person:${follower}`

/** Fifty matters, five of each minute pair so that the order needs the id too. */
const matters: Append[] = Array.from({ length: 50 }, (_, i) => told({
  minutes: Math.floor(i / 2),
  row: {
    title: words[i % 5]!, stage: i % 3 ? 'placed' : 'handling', ended: i % 10 === 9, place: i % 4 ? null : north, category: i % 2 ? 'light' : 'water', short: i < 2 ? '123456' : null,
    receipt: i === 7 ? sha('code') : null, published: i % 5 === 0, restricted: i % 6 === 5, parties: i % 7 ? { station: [organ] } : { station: [organ], follower: [follower] },
  },
  opens: i % 10 === 9 ? [] : [{ no: 'late', due: at(i * 10 + 100) }, { no: 'soon', act: i % 2 ? 'triage' : 'silence', due: at(i * 10), ...(i % 7 ? {} : { owes: owner }) }],
}))
const idsOf = (rows: readonly { id: string }[]) => rows.map(r => r.id)
const newestFirst = (keep: (a: Append, i: number) => boolean) => matters.filter(keep).map(a => a.matters[0]!)
  .sort((a, b) => (a.openedAt === b.openedAt ? (a.id < b.id ? 1 : -1) : a.openedAt < b.openedAt ? 1 : -1)).map(r => r.id)

onEngines('lists', bench => {
  const inOne = <T>(work: (tx: Tx) => Promise<T>) => bench().store.tx(1, work)
  beforeAll(async () => {
    await bench().store.append(matters)
    await bench().store.append(matters.slice(0, 5).map(m => told({ congress: 2, row: { title: m.matters[0]!.title } })))
    await bench().store.maintain()
  })

  test.each<[string, MatterFilter, (a: Append, i: number) => boolean]>([
    ['all', {}, () => true],
    ['procedure and stages', { procedures: ['request'], stages: ['handling', 'other'] }, (_, i) => i % 3 === 0],
    ['another procedure', { procedures: ['proposal'] }, () => false],
    ['not ended', { ended: false }, (_, i) => i % 10 !== 9],
    ['a part of either', { owner: { who: [id(), follower] } }, (_, i) => i % 7 === 0],
    ['restricted', { restricted: true }, (_, i) => i % 6 === 5],
    ['place', { place: north }, (_, i) => i % 4 === 0],
    ['category, published', { category: 'water', published: true, rootsOnly: true }, (_, i) => i % 10 === 0],
    ['any part', { owner: { who: [follower] } }, (_, i) => i % 7 === 0],
    ['a part nobody has', { owner: { who: [follower], parties: ['station'] } }, () => false],
    ['two parts', { owner: { who: [organ], parties: ['station', 'handler'] } }, () => true],
    ['opened within', { openedFrom: at(5), openedTo: at(8) }, (_, i) => i >= 10 && i < 16],
    ['two characters', { search: '路灯' }, (_, i) => i % 5 === 0],
    ['one character', { search: '灯' }, (_, i) => i % 5 === 0],
    ['several words, latin by its beginning', { search: 'ROA 坏' }, (_, i) => i % 5 === 4],
    ['digits among characters', { search: '101路' }, (_, i) => i % 5 === 2],
    ['full-width digits', { search: '１０１' }, (_, i) => i % 5 === 2],
    ['signs only', { search: "'&|!:*" }, () => false],
    ['no search', { search: '  ' }, () => true],
    ['overdue', { light: { is: 'overdue', now: at(200) } }, (_, i) => i % 10 !== 9 && i < 20],
    ['near', { light: { is: 'near', now: at(200), nearUntil: at(250) } }, (_, i) => i % 10 !== 9 && i >= 20 && i < 25],
    ['several at once', { search: '龙泉', stages: ['placed'], ended: false, owner: { who: [organ] } }, (_, i) => (i % 5 === 0 || i % 5 === 3) && i % 3 !== 0 && i % 10 !== 9],
  ])('a list and its count: %s', async (_, filter, keep) => {
    const expected = newestFirst(keep)
    const rows = await inOne(tx => listMatters(tx, filter, { limit: 100 }))
    expect(idsOf(rows)).toEqual(expected)
    expect(await inOne(tx => countMatters(tx, filter))).toBe(expected.length)
    expect((await inOne(tx => countByStage(tx, filter))).reduce((n, s) => n + s.n, 0)).toBe(expected.length)
  })

  test('pages follow one another without gap or double, and each row says what is due first', async () => {
    const seen = []
    for (let last: MatterRow | undefined; ;) {
      const page = await inOne(tx => listMatters(tx, { ended: false }, { limit: 7, ...(last ? { after: last } : {}) }))
      seen.push(...page)
      if (page.length < 7) break
      last = page.at(-1)!
    }
    expect(idsOf(seen)).toEqual(newestFirst((_, i) => i % 10 !== 9))
    for (const row of seen) {
      const i = matters.findIndex(m => m.root === row.id)
      expect([row.due, row.dueAct, row.dueOwes]).toEqual([at(i * 10), i % 2 ? 'triage' : 'silence', i % 7 ? `organ:${organ}` : owner])
    }
    expect((await inOne(tx => listMatters(tx, { ended: true }, { limit: 1 })))[0]).toMatchObject({ due: null, dueAct: null })
  })

  test('one matter by id, receipt, digits; a family by its root', async () => {
    expect(await inOne(tx => findMatter(tx, matters[3]!.root))).toEqual(matters[3]!.matters[0])
    expect(await inOne(tx => findMatter(tx, id()))).toBeUndefined()
    await expect(inOne(tx => getMatter(tx, id()))).rejects.toThrow(/no matter/)
    expect((await inOne(tx => byReceipt(tx, sha('code'))))?.id).toBe(matters[7]!.root)
    expect(await bench().store.tx(2, tx => byReceipt(tx, sha('code')))).toBeUndefined()
    expect(new Set(idsOf(await inOne(tx => byShort(tx, '123456'))))).toEqual(new Set([matters[0]!.root, matters[1]!.root]))
    expect(idsOf(await inOne(tx => byIds(tx, [matters[0]!.root, id()])))).toEqual([matters[0]!.root])
    const parent = told({ congress: 3, opens: [{}] }), child = after(parent, { matter: id(), opens: [{ no: 'c' }] })
    await bench().store.append([parent])
    await bench().store.append([child])
    expect((await bench().store.tx(3, tx => byRoot(tx, parent.root))).map(m => [m.id, m.parent])).toEqual([[parent.root, null], [child.matters[0]!.id, parent.root]])
    expect(idsOf(await bench().store.tx(3, tx => listMatters(tx, { rootsOnly: true }, { limit: 9 })))).toEqual([parent.root])
  })

  test('an inbox merges everything owed in any of my names, by date, page after page', async () => {
    const owes: Owes[] = [`organ:${organ}`, owner, 'requester', owner]
    const expected = matters.flatMap(a => a.opens).sort((a, b) => (a.due === b.due ? (a.matter < b.matter ? -1 : 1) : a.due < b.due ? -1 : 1)).map(d => [d.due, d.matter, d.no])
    const seen = []
    for (let last: DutyRow | undefined; ;) {
      const page = await inOne(tx => inbox(tx, { owes, now: at(0), limit: 8, ...(last ? { after: last } : {}) }))
      seen.push(...page)
      if (page.length < 8) break
      last = page.at(-1)!.duty
    }
    expect(seen.map(s => [s.duty.due, s.duty.matter, s.duty.no])).toEqual(expected)
    for (const s of seen) expect(s.matter.id).toBe(s.duty.matter)
    const { seq, at: openedAt, ...rest } = matters[1]!.opens[0]!
    expect(seen.find(s => s.matter.id === matters[1]!.root && s.duty.no === 'late')!.duty).toEqual({ ...rest, root: matters[1]!.root, openedSeq: seq, openedAt, closedSeq: null, closedAt: null })
    expect(await inOne(tx => countOwed(tx, [owner], at(100)))).toEqual([{ owes: owner, open: 7, overdue: 2 }])
    expect(await inOne(tx => dutiesOf(tx, matters[1]!.root))).toHaveLength(2)
  })

  test('the clock sees only what fell due of the acts it acts on', async () => {
    const due = await inOne(tx => dueForClock(tx, [{ procedure: 'request', act: 'silence' }, { procedure: 'other', act: 'triage' }], at(60), 100))
    expect(due.map(d => [d.matter, d.procedure])).toEqual([0, 2, 4, 6].map(i => [matters[i]!.root, 'request']))
    expect(await inOne(tx => dueForClock(tx, [{ procedure: 'request', act: 'silence' }], at(60), 1))).toHaveLength(1)
  })

  test('an open matter in nobody’s inbox is found', async () => {
    expect(await inOne(tx => orphans(tx, 9))).toEqual([])
    const lost = told({ congress: 3 })
    await bench().store.append([lost])
    expect(await bench().store.tx(3, tx => orphans(tx, 9))).toEqual([lost.root])
  })
})

onEngines('figures', bench => {
  const inOne = <T>(work: (tx: Tx) => Promise<T>) => bench().store.tx(1, work)
  const people = [id(), id(), id()], f: FactFilter = { names: ['met'], from: at(0), to: at(100), known: at(1_000) }
  let first: Append
  beforeAll(async () => {
    const acts = Array.from({ length: 12 }, (_, i) => told({ minutes: i * 10, facts: [
      { name: 'met', quantity: i, kind: i % 2 ? 'visit' : 'call', level: i % 3 ? 'town' : 'district', ...(i === 5 ? {} : { person: people[i % 3]! }), ...(i % 4 ? {} : { place: north, organ }) },
      { name: 'met', quantity: 1, person: people[0]! }, ...(i < 4 ? [{ name: 'answered' }] : []),
    ] }))
    await bench().store.append(acts)
    first = acts[0]!
    await bench().store.append([after(first, { minutes: 500, extra: { retracts: [{ seq: 1, n: 1, by: 2, recordedAt: at(500) }] } })])
    await bench().store.append([told({ congress: 2, facts: [{ name: 'met' }] })])
  })

  test.each<[string, FactFilter, How, number]>([
    ['rows; the end of the span is not in it', f, 'rows', 19],
    ['sum', f, 'sum', 45 + 10],
    ['persons', f, 'distinctPerson', 3],
    ['families', f, 'distinctRoot', 10],
    ['before the retraction was known', { ...f, known: at(499) }, 'rows', 20],
    ['when only three were recorded', { ...f, known: at(20) }, 'rows', 6],
    ['kinds', { ...f, kinds: ['visit', 'none'] }, 'sum', 25],
    ['levels', { ...f, levels: ['district'] }, 'rows', 3],
    ['place and organ', { ...f, place: north, organ }, 'sum', 12],
    ['without an answer', { ...f, without: [{ name: 'answered' }] }, 'distinctRoot', 6],
    ['nothing', { ...f, names: ['none'] }, 'sum', 0],
  ])('a figure and the records behind it: %s', async (_, filter, how, n) => {
    expect(await inOne(tx => measure(tx, filter, how))).toBe(n)
    const records = await inOne(tx => factRecords(tx, filter, how, 1_000))
    if (how === 'sum') expect(records.reduce((s, r) => s + r.quantity, 0)).toBe(n)
    else expect(records).toHaveLength(n)
    const paged = []
    for (let offset = 0; ; offset += 4) {
      const page = await inOne(tx => factRecords(tx, filter, how, 4, offset))
      paged.push(...page)
      if (page.length < 4) break
    }
    expect(paged).toEqual(records)
    if (how === 'rows') expect((await inOne(tx => measureBy(tx, filter, 'rows', 'kind'))).reduce((s, r) => s + r.n, 0)).toBe(n)
  })

  test('a record has the shape it was established in', async () => {
    const [record] = await inOne(tx => factRecords(tx, { ...f, known: at(499) }, 'rows', 1))
    expect(record).toStrictEqual({ ...first.facts[0]!, root: first.root, retractedAt: at(500), retractedSeq: 2 })
  })
})
