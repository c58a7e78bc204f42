/** From drafts to events: place in the family, commitments, the chain of hashes. */
import { canonical } from '#loop/canonical.ts'
import type { Actor, Draft, Event, Hash, Id, Instant, Json, Sealed } from '#loop/words.ts'
import { sha256, type Keys } from '#service/keys.ts'

export const particularAad = (congress: number, matter: Id, field: string): string => `${congress}|${matter}|${field}`

/** The hash an event must carry: of everything it says but the hash itself. */
export const hashOf = (event: Omit<Event, 'hash'> & { hash?: Hash }): Hash => { const { hash: _, ...rest } = event; return sha256(canonical(rest)) }

export type SealedRow = { matter: Id; field: string; sealed: Uint8Array }

/** Seals an act's particulars; the first event of the matter keeps their commitments in its input. */
export function sealParticulars(keys: Keys, congress: number, drafts: readonly Draft[], particulars: readonly Sealed[]): { drafts: Draft[]; rows: SealedRow[] } {
  const rows: SealedRow[] = []
  const committed = new Map<Id, Record<string, Json>>()
  for (const p of particulars) {
    const { sealed, commitment } = keys.seal(particularAad(congress, p.matter, p.field), Buffer.from(p.value))
    rows.push({ matter: p.matter, field: p.field, sealed })
    committed.set(p.matter, { ...committed.get(p.matter), [p.field]: { commitment } })
  }
  const done = new Set<Id>()
  return {
    rows,
    drafts: drafts.map(d => {
      const own = committed.get(d.matter)
      if (!own || done.has(d.matter)) return d
      done.add(d.matter)
      return { ...d, input: { ...d.input, ...own } }
    }),
  }
}

export type Place = { congress: number; root: Id; seq: number; prev: Hash | null; actor: Actor; recordedBy?: Id; recordedAt: Instant }

/** Gives drafts their numbers and links each to the one before. */
export function chain(drafts: readonly Draft[], at: Place): Event[] {
  const events: Event[] = []
  let prev = at.prev
  let seq = at.seq
  for (const d of drafts) {
    const body = { ...d, v: 1 as const, congress: at.congress, root: at.root, seq: ++seq, actor: at.actor, ...(at.recordedBy ? { recordedBy: at.recordedBy } : {}), recordedAt: at.recordedAt, prev }
    const event: Event = { ...body, hash: hashOf(body) }
    events.push(event)
    prev = event.hash
  }
  return events
}
