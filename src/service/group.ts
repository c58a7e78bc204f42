/**
 * Strangers' acts sharing a commit: whoever comes while one is under way goes with the next (≤ 64, never two of one family,
 * never waiting when alone). A member that breaks its group is tried again singly and harms nobody.
 */
import type { Verdict } from '#loop/words.ts'
import type { Append, Store } from '#store/shapes.ts'

type Job = { readonly append: Append; readonly done: (v: Verdict) => void; readonly failed: (e: unknown) => void }
const most = 64

export function makeGrouper(store: Store, flights: number): { append(a: Append): Promise<Verdict>; idle(): Promise<void> } {
  let queue: Job[] = []
  let flying = 0
  let waiters: (() => void)[] = []

  const take = (): Job[] => {
    const group: Job[] = [], rest: Job[] = []
    const families = new Set<string>()
    for (const j of queue) {
      const family = `${j.append.congress}|${j.append.root}`
      if (group.length < most && !families.has(family)) { families.add(family); group.push(j) }
      else rest.push(j)
    }
    queue = rest
    return group
  }
  const single = async (j: Job): Promise<void> => { try { j.done((await store.append([j.append]))[0]!) } catch (e) { j.failed(e) } }
  const fly = async (group: Job[]): Promise<void> => {
    try {
      const verdicts = await store.append(group.map(j => j.append))
      group.forEach((j, i) => j.done(verdicts[i]!))
    } catch (e) {
      if (group.length === 1) group[0]!.failed(e)
      else for (const j of group) await single(j)
    }
  }
  const pump = (): void => {
    while (flying < flights && queue.length) {
      flying++
      void fly(take()).finally(() => {
        flying--
        if (queue.length) pump()
        else if (flying === 0) { for (const w of waiters) w(); waiters = [] }
      })
    }
  }
  return {
    append: append => new Promise((done, failed) => {
      queue.push({ append, done, failed })
      // One turn of the loop lets those who came together go together.
      if (flying < flights) setImmediate(pump)
    }),
    idle: () => (flying === 0 && queue.length === 0 ? Promise.resolve() : new Promise(ok => waiters.push(ok))),
  }
}
