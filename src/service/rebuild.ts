/** From the log alone: every hash recomputed, every projection written anew, and what had differed said by name. */
import { isDeepStrictEqual } from 'node:util'
import { dumpProjections, families, replaceProjections, type Family } from '#store/log.ts'
import type { House } from '#service/house.ts'
import { projectAll } from '#service/projection.ts'
import { hashOf } from '#service/seal.ts'
import type { Progress } from '#service/service.ts'

const batch = 50

function brokenIn(f: Family): string[] {
  const say: string[] = []
  let prev: string | null = null
  for (const e of f.events) {
    if (e.prev !== prev || hashOf(e) !== e.hash) say.push(`${f.root} #${e.seq} ${e.act}`)
    prev = e.hash
  }
  return say
}

export async function rebuild(house: House, congress: number, progress: Progress = () => undefined): Promise<{ families: number; events: number; differed: string[]; brokenHashes: string[] }> {
  const differed: string[] = [], brokenHashes: string[] = []
  let after: string | undefined, count = 0, events = 0
  for (;;) {
    const group: readonly Family[] = await house.store.tx(congress, tx => families(tx, after, batch))
    if (!group.length) break
    for (const f of group) {
      brokenHashes.push(...brokenIn(f))
      const projection = projectAll(f.root, f.events)
      await house.store.tx(congress, async tx => {
        const before = await dumpProjections(tx, f.root)
        await replaceProjections(tx, f.root, projection)
        const now = await dumpProjections(tx, f.root)
        for (const part of Object.keys(now) as (keyof typeof now)[]) if (!isDeepStrictEqual(before[part], now[part])) differed.push(`${f.root} ${part}`)
      })
      count++
      events += f.events.length
    }
    after = group.at(-1)!.root
    progress(count, count, 'families')
  }
  house.worlds.forget(congress)
  await house.store.maintain()
  return { families: count, events, differed, brokenHashes }
}
