/** Limits that neither a restart nor a second process loosens, and that cost a constituent's request nothing. */
import { beforeAll, expect, it } from 'vitest'
import { settingsOf } from '#loop/procedure.ts'
import { procedures as book } from '#procedures/index.ts'
import { type House, makeHouse } from '#service/house.ts'
import { makeKeys } from '#service/keys.ts'
import { makeLimits } from '#service/limits.ts'
import { throttle, unthrottle } from '#service/throttle.ts'
import { dropOldWindows } from '#store/throttle.ts'
import { onEngines } from '#test/store/engines.ts'
import { testKey } from '#test/support/world.ts'

onEngines('limits', bench => {
  let asked = 0, now = Date.parse('2025-06-18T02:00:00.000Z')
  const ten = { points: 10, seconds: 600 }
  const house = (): House => {
    const { store } = bench(), counted = { ...store, tx: ((c, work) => { asked++; return store.tx(c, work) }) as typeof store.tx }
    return makeHouse(counted, makeKeys(testKey), book, settingsOf(book), () => now, 'test')
  }
  let h: House
  beforeAll(() => { h = house() })

  it('tries are counted across processes, also when they come at once, and forgotten after the window', async () => {
    const other = house(), waits = await Promise.all(Array.from({ length: 30 }, (_, i) => throttle(i % 2 ? h : other, 1, 'code', '王示甲', ten)))
    expect(waits.filter(w => w === undefined)).toHaveLength(10)
    expect(waits.filter(w => w === 600)).toHaveLength(20)
    expect(await throttle(h, 1, 'code', '李示乙', ten)).toBeUndefined()
    expect(await throttle(h, 1, 'other', '王示甲', ten)).toBeUndefined()
    expect(await throttle(h, 2, 'code', '王示甲', ten)).toBeUndefined()
    now += 590_000
    expect(await throttle(h, 1, 'code', '王示甲', ten)).toBe(10)
    await unthrottle(h, 1, 'code', '李示乙')
    now += 11_000
    expect(await throttle(h, 1, 'code', '王示甲', ten)).toBeUndefined()
    // Nobody's name or address stands in the table.
    const rows = await bench().store.tx(1, tx => tx.rows<{ key: string }>('select key from throttle where congress = 1'))
    for (const r of rows) expect(r.key).toMatch(/^[\w-]{43}$/)
  })

  it('a visitor within half of the limit asks the store nothing', async () => {
    const limits = makeLimits(h)
    asked = 0
    for (let i = 0; i < 1000; i++) expect(await limits.visit(1, 'raise', `198.51.100.${i % 250}`, ten)).toBeUndefined()
    expect(asked).toBe(0)
    await limits.stop()
    // All of them were settled in one statement.
    expect(asked).toBe(1)
    expect((await bench().store.tx(1, tx => tx.rows<{ points: number }>(`select points from throttle where congress = 1 and bucket = 'raise'`))).map(r => r.points)).toEqual(Array.from({ length: 250 }, () => 4))
  })

  it('one who is asked of two processes, or across a restart, meets the sum', async () => {
    now += 700_000
    const one = makeLimits(h), two = makeLimits(house()), visit = (l: typeof one) => l.visit(1, 'raise', '203.0.113.7', ten)
    const first = []
    for (let i = 0; i < 12; i++) first.push(await visit(i % 2 ? two : one))
    expect(first.filter(w => w === undefined)).toHaveLength(10)
    await one.stop()
    await two.stop()
    // A process that starts afresh learns the sum at its first settling.
    const three = makeLimits(house())
    await visit(three)
    await three.stop()
    const four = makeLimits(house())
    for (let i = 0; i < 4; i++) await visit(four)
    expect(await visit(four)).toBeGreaterThan(0)
    await four.stop()
  })

  it('without a congress, and without a store, memory counts alone', async () => {
    const limits = makeLimits(h), broken = makeLimits({ ...h, store: { ...h.store, tx: () => Promise.reject(new Error('away')) } })
    for (const [l, c] of [[limits, undefined], [broken, 1]] as const) {
      const waits = []
      for (let i = 0; i < 12; i++) waits.push(await l.visit(c, 'raise', 'x', ten))
      expect(waits.filter(w => w === undefined)).toHaveLength(10)
      await l.stop()
    }
  })

  it('windows that are over are thrown away', async () => {
    await bench().store.tx(1, tx => dropOldWindows(tx, new Date(now + 3_600_000).toISOString()))
    expect(await bench().store.tx(1, tx => tx.rows('select from throttle where congress = 1'))).toEqual([])
  })
})
