/** Acts made up for the store's tests: what the service would hand over, without a procedure behind it. */
import { createHash, randomUUID } from 'node:crypto'
import { canonical } from '#loop/canonical.ts'
import type { Duty, Event, Fact, Hash, Id, RegisterChange } from '#loop/words.ts'
import type { Append, MatterRow } from '#store/shapes.ts'

export const id = (): Id => randomUUID()
export const sha = (text: string): Hash => createHash('sha256').update(text).digest('hex')
export const at = (minutes: number): string => new Date(Date.UTC(2025, 5, 18, 1) + minutes * 60_000).toISOString()
export const hashOf = (event: Omit<Event, 'hash'>): Hash => sha(canonical({ ...event, hash: undefined }))
export const person = id(), organ = id(), place = id()

export type Told = {
  congress?: number; key?: string; root?: Id; matter?: Id; expect?: number; prev?: Hash | null; config?: number; act?: string; minutes?: number; events?: number
  row?: Partial<MatterRow>; opens?: readonly Partial<Duty>[]; facts?: readonly Partial<Fact>[]; registers?: readonly RegisterChange[]
  extra?: Partial<Append>
}

/** An act on a family: opens it when `expect` is 0. */
export function told(t: Told = {}): Append {
  const congress = t.congress ?? 1, root = t.root ?? id(), matter = t.matter ?? root, expect = t.expect ?? 0, minutes = t.minutes ?? 0
  const key = t.key ?? id(), act = t.act ?? (expect ? 'follow' : 'place')
  const opens = (t.opens ?? []).map((d, i): Duty => ({ no: `d${expect}-${i}`, owes: `organ:${organ}`, act: 'triage', due: at(minutes + 60), basis: { law: 'deputies', article: '42' }, why: [['次日', 'the next day']], ...d }))
  const facts = (t.facts ?? []).map((f, i): Fact => ({ n: i + 1, name: 'request.received', quantity: 1, at: at(minutes), ...f }))
  const events: Event[] = []
  let prev = t.prev ?? null
  for (let i = 1; i <= (t.events ?? 1); i++) {
    const open: Omit<Event, 'hash'> = {
      v: 1, congress, root, seq: expect + i, matter, procedure: 'request', version: 1, act, at: at(minutes), recordedAt: at(minutes),
      actor: { kind: 'person', person, organ, posts: [{ id: person, kind: 'clerk', organ }] },
      input: { gist: '楼道的灯坏了 "quoted" 𠮷 \\ \n', n: 0.1, big: 1e21, none: null, deep: [{ b: [], a: {} }], who: { commitment: sha('x') } },
      to: t.row?.stage ?? 'placed', opens: i === 1 ? opens : [], closes: [], establishes: i === 1 ? facts : [], retracts: [],
      ...(i === 1 && t.registers ? { registers: t.registers } : {}), prev,
    }
    prev = hashOf(open)
    events.push({ ...open, hash: prev })
  }
  const row: MatterRow = {
    id: matter, root, parent: matter === root ? null : root, procedure: 'request', version: 1, stage: 'placed', ended: false, openedAt: at(minutes), movedAt: at(minutes),
    title: '', place: null, category: null, channel: null, outcome: null, short: null, receipt: null, restricted: false, published: false, marks: {}, parties: { station: [organ] }, ...t.row,
  }
  return {
    congress, root, expect, prev: t.prev ?? null, config: t.config ?? 1, key, digest: sha(JSON.stringify([act, matter, t.key ?? key])), events, matters: [row],
    opens: opens.map(d => ({ ...d, matter, seq: expect + 1, at: at(minutes) })), closes: [],
    facts: facts.map(f => ({ ...f, matter, seq: expect + 1, recordedAt: at(minutes) })), retracts: [], links: [], registers: t.registers ?? [],
    particulars: [], erases: [], numbers: [], tell: [], ...t.extra,
  }
}

/** The next act on the same family. */
export const after = (a: Append, t: Told = {}): Append =>
  told({ congress: a.congress, root: a.root, expect: a.expect + a.events.length, prev: a.events.at(-1)!.hash, minutes: 5, ...t })
