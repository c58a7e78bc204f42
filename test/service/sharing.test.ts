/** A reading that several ask for at once: made once for them, never older than their asking. */
import { expect, it } from 'vitest'
import { makeSharing } from '#service/sharing.ts'

/** A reading that is answered when we say so, with what stood when it began. */
function reading() {
  const ends: ((fault?: Error) => void)[] = []
  let stands = 0
  return {
    count: () => ends.length, write: () => { stands++ },
    end: async (n: number, fault?: Error) => { ends[n]!(fault); await new Promise(done => setTimeout(done)) },
    read: (): Promise<number> => new Promise((answer, fail) => { const saw = stands; ends.push(fault => (fault ? fail(fault) : answer(saw))) }),
  }
}

it('is made once for all who come while another is under way, and holds what stood when they came', async () => {
  const share = makeSharing<number>(), r = reading(), first = share('a', r.read)
  r.write()
  const later = [share('a', r.read), share('a', r.read), share('a', r.read)]
  expect(r.count()).toBe(1)
  await r.end(0)
  expect(await first).toBe(0)
  expect(r.count()).toBe(2)
  r.write()
  const last = share('a', r.read)
  await r.end(1)
  expect(await Promise.all(later)).toEqual([1, 1, 1])
  await r.end(2)
  expect(await last).toBe(2)
})
it('keeps nothing, and does not mix what is not the same', async () => {
  const share = makeSharing<number>(), r = reading(), a = share('a', r.read), b = share('b', r.read)
  expect(r.count()).toBe(2)
  await r.end(0); await r.end(1)
  await Promise.all([a, b])
  r.write()
  const again = share('a', r.read)
  await r.end(2)
  expect(await again).toBe(1)
})
it('a fault is of those who shared it, and the next reads anew', async () => {
  const share = makeSharing<number>(), r = reading(), first = share('a', r.read), second = share('a', r.read)
  const fell = expect(first).rejects.toThrow('away')
  await r.end(0, new Error('away'))
  await fell
  await r.end(1)
  expect(await second).toBe(0)
})
it('those who were just answered together and ask again, one after another, are together again', async () => {
  let readings = 0
  const share = makeSharing<number>(), wait = (ms: number) => new Promise<void>(done => setTimeout(done, ms)), read = async () => { const n = ++readings; await wait(90); return n }
  const first = share('a', read), others = [share('a', read), share('a', read)]
  expect([await first, ...await Promise.all(others)]).toEqual([1, 2, 2])
  const again = [share('a', read)]
  await wait(5)
  again.push(share('a', read), share('a', read))
  expect(await Promise.all(again)).toEqual([3, 3, 3])
  // Whoever was alone is not kept waiting: the reading begins with the asking.
  await wait(300)
  const alone = share('a', read)
  expect(readings).toBe(4)
  await alone
})
it('what was read stands while its stamp does, for each key by itself; a fault is never kept', async () => {
  const share = makeSharing<number>(), r = reading()
  let stamp: string | undefined = '1'
  const ask = (key: string): Promise<number> => share(key, r.read, () => stamp)
  const first = ask('a')
  await r.end(0)
  r.write()
  expect([await first, await ask('a'), r.count()], 'nothing has changed: it is not read again').toEqual([0, 0, 1])
  const other = ask('b')
  await r.end(1)
  expect([await other, r.count()]).toEqual([1, 2])
  stamp = '2'
  const second = ask('a')
  // Written while it is read: what comes of it stands for nothing later.
  stamp = '3'
  await r.end(2)
  expect([await second, r.count()]).toEqual([1, 3])
  const third = ask('a'), fell = expect(third).rejects.toThrow('away')
  expect(r.count(), 'its stamp is of before the write').toBe(4)
  await r.end(3, new Error('away'))
  await fell
  stamp = undefined
  for (const n of [4, 5]) { const a = ask('a'); await new Promise(done => setTimeout(done, 300)); expect(r.count(), 'where nobody can say, it is read each time').toBe(n + 1); await r.end(n); await a }
})
