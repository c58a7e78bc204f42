/**
 * Families lately acted on, as this process last appended to them: the next act needs no reading. Never trusted for a no:
 * append judges sequence and head, and a refusal decided on a remembered family is decided again on a fresh one.
 */
import type { Event, Id } from '#loop/words.ts'
import type { ReadFamily } from '#store/shapes.ts'

const most = 512, longest = 200

export type Recent = { find(congress: number, matter: Id): ReadFamily | undefined; keep(congress: number, read: ReadFamily, more: readonly Event[]): void; drop(congress: number, matter: Id): void }

export function makeRecent(): Recent {
  const families = new Map<string, ReadFamily>()
  const roots = new Map<string, string>()
  const at = (congress: number, id: Id): string => `${congress}|${id}`
  const forget = (family: string): void => {
    for (const e of families.get(family)?.events ?? []) roots.delete(at(e.congress, e.matter))
    families.delete(family)
  }
  return {
    find: (congress, matter) => families.get(roots.get(at(congress, matter)) ?? ''),
    keep(congress, read, more) {
      const family = at(congress, read.root), events = [...read.events, ...more]
      families.delete(family)
      if (events.length > longest) return forget(family)
      families.set(family, { ...read, events })
      for (const e of events) roots.set(at(congress, e.matter), family)
      if (families.size > most) forget(families.keys().next().value!)
    },
    drop: (congress, matter) => { const family = roots.get(at(congress, matter)); if (family) forget(family) },
  }
}
