/** From the log alone: every hash recomputed, every projection written anew, and what had differed said by name. Safe beside people at work on a server. */
import { isDeepStrictEqual } from 'node:util'
import { dumpProjections, type Family, lockFamily, replaceProjections, roots } from '#store/log.ts'
import type { House } from '#service/house.ts'
import { projectAll } from '#service/projection.ts'
import { hashOf } from '#service/seal.ts'
import type { Progress } from '#service/service.ts'

const batch = 500

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
  let after: string | undefined, families = 0, events = 0
  for (;;) {
    const found = await house.store.tx(congress, tx => roots(tx, after, batch))
    if (!found.length) break
    for (const root of found) await house.store.tx(congress, async tx => {
      const f = await lockFamily(tx, root)
      brokenHashes.push(...brokenIn(f))
      const before = await dumpProjections(tx, root)
      await replaceProjections(tx, root, projectAll(root, f.events))
      const now = await dumpProjections(tx, root)
      for (const part of Object.keys(now) as (keyof typeof now)[]) if (!isDeepStrictEqual(before[part], now[part])) differed.push(`${root} ${part}`)
      families++
      events += f.events.length
    })
    after = found.at(-1)
    progress(families, families, 'families')
  }
  house.worlds.forget(congress)
  await house.store.maintain()
  return { families, events, differed, brokenHashes }
}
