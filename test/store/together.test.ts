/** Openings that come in number are written by one statement a table: exactly what one by one would have written. */
import { expect, test } from 'vitest'
import { dumpProjections } from '#store/log.ts'
import { noticesTo } from '#store/outbox.ts'
import { particularsOf } from '#store/particulars.ts'
import type { Append } from '#store/shapes.ts'
import type { Id, RegisterChange } from '#loop/words.ts'
import { after, id, organ, person, place, told } from './acts.ts'
import { onEngines } from './engines.ts'

const many = 12
const post = (who: Id): RegisterChange => ({ table: 'post', row: { id: id(), person: who, organ, kind: 'deputy', level: 'district', constituency: place, validFrom: '2021-06-03', suspensions: [{ from: '2024-01-01', why: 'x' }] } as never })
/** One of everything an opening may bring. */
function full(n: number): Append {
  const root = id(), child = id()
  const a = told({
    root, events: n % 3 + 1, opens: [{}], facts: [{ person, organ, place, level: 'district', kind: 'k' }], row: { parties: { station: [organ], follower: [person, organ] }, marks: { a: 'b' }, title: `路灯${n}` },
    extra: { links: [{ from: root, kind: 'grewFrom', to: person, seq: 1 }] as never, particulars: [{ matter: root, field: 'phone', sealed: new Uint8Array([n, 1, 2]), eraseAfter: '2030-01-01' }] as never, tell: [{ to: `organ:${organ}`, matter: root, what: 'opened' }] as never },
  })
  return { ...a, matters: [...a.matters, { ...a.matters[0]!, id: child, parent: root, procedure: 'handling' }] }
}
const entry = (kind: 'person' | 'organ' | 'place'): Append => {
  const root = id(), row = { id: root, name: '甲', nameEn: 'A', validFrom: '2021-06-03' }
  const own: RegisterChange = kind === 'person' ? { table: 'person', row: { ...row, sortKey: '甲', gender: 'male', born: '1970-08' } as never } : kind === 'organ' ? { table: 'organ', row: { ...row, short: '甲', kind: 'station', parent: organ } as never } : { table: 'place', row: { ...row, kind: 'street', aliases: ['乙'] } as never }
  return told({ root, registers: kind === 'person' ? [own, post(root), post(root)] : [own], row: { procedure: 'register', parties: {} } })
}
/** The same acts with other ids, so that both ways can be tried in one store. */
const anew = (group: readonly Append[]): Append[] => { let text = JSON.stringify(group.map(a => ({ ...a, particulars: a.particulars.map(p => ({ ...p, sealed: [...p.sealed] })) }))); for (const a of group) { text = text.replaceAll(a.key, id()); for (const old of [a.root, ...a.matters.map(m => m.id), ...a.registers.map(r => r.row).flatMap(r => ('id' in r ? [r.id] : []))]) text = text.replaceAll(old, id()) } return (JSON.parse(text) as Append[]).map(a => ({ ...a, particulars: a.particulars.map(p => ({ ...p, sealed: new Uint8Array(p.sealed) })) })) }

onEngines('openings in number', bench => {
  const store = () => bench().store
  const config = async (): Promise<number> => (await store().congresses()).find(c => c.id === 1)!.config
  /** What a family left in the tables, without the ids that are made up anew each time; lists are ordered by those, so by their words here. */
  async function dump(a: Append): Promise<unknown> {
    const said = (x: unknown): string => JSON.stringify(x).replaceAll(a.root, 'root').replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}/g, i => (i === organ || i === person || i === place ? i : '·'))
    const inWords = (v: unknown): unknown => (Array.isArray(v) ? v.map(said).sort() : said(v))
    const { registers, ...rest } = await store().tx(1, tx => dumpProjections(tx, a.root))
    return Object.entries({ ...rest, ...registers, particulars: await store().tx(1, tx => particularsOf(tx, [a.root])) }).map(([k, v]) => [k, inWords(v)])
  }

  test('write what one by one would have written, whatever an opening brings', async () => {
    for (const make of [(n: number) => full(n), () => entry('person'), () => entry('organ'), () => entry('place')]) {
      const group = Array.from({ length: many }, (_, n) => ({ ...make(n) })), single = anew(group)
      const as = async (all: Append[]): Promise<Append[]> => { const c = await config(); return all.map(a => ({ ...a, config: c })) }
      for (const a of await as(single)) expect((await store().append([{ ...a, config: await config() }]))[0]!.verdict).toBe('done')
      const before = await config()
      expect(await store().append(await as(group))).toEqual(group.map(a => ({ verdict: 'done', root: a.root, seq: a.events.length })))
      expect(await config()).toBe(before + (group[0]!.registers.length ? 1 : 0))
      for (const [n, a] of group.entries()) {
        expect(await dump(a)).toEqual(await dump(single[n]!))
        expect((await store().readFamily(1, a.root))!.events).toStrictEqual(JSON.parse(JSON.stringify(a.events)))
        expect((await store().tx(1, tx => noticesTo(tx, [`organ:${organ}`], 1000))).filter(x => x.matter === a.root)).toHaveLength(a.tell.length)
      }
    }
  })

  test('one that was there before, one with a key used for something else, and one that is no opening leave the others as they are', async () => {
    const c = await config(), group = Array.from({ length: many }, () => told({ config: c }))
    const old = group[3]!, reused = { ...told({ config: c }), key: old.key }, next = after(old, { config: c })
    await store().append([old])
    const said = await store().append([...group, reused, next])
    expect(said.map(v => v.verdict)).toEqual([...group.map(a => (a === old ? 'replayed' : 'done')), 'key_reused', 'done'])
    expect((await store().append(group)).map(v => v.verdict)).toEqual(group.map(() => 'replayed'))
    const twice = told({ config: c })
    expect((await store().append([...Array.from({ length: many }, () => told({ config: c })), twice, { ...twice, digest: group[0]!.digest }])).map(v => v.verdict).sort()).toEqual([...Array.from({ length: many + 1 }, () => 'done'), 'key_reused'])
  })

  test('decided under an older register, none is written', async () => {
    const c = await config(), group = Array.from({ length: many }, () => told({ config: c - 1 }))
    expect((await store().append(group)).map(v => v.verdict)).toEqual(group.map(() => 'stale'))
    expect(await store().readFamily(1, group[0]!.root)).toBeUndefined()
  })
})
