/** A register, a calendar and settings without any store: for walking the procedures alone. */
import { nationalCalendar } from '#law/calendar.ts'
import { asPost, makeDirectory } from '#loop/directory.ts'
import { decide } from '#loop/decide.ts'
import type { Ask, World } from '#loop/world.ts'
import { emptyFamily, type Family, step } from '#loop/fold.ts'
import { makeSettings } from '#loop/settings.ts'
import { type Procedures, settingsOf } from '#loop/procedure.ts'
import type { Actor, Decision, Event, Id, OrganRow, PersonRow, PostRow } from '#loop/words.ts'
import { procedures } from '#procedures/index.ts'
import { chain } from '#service/seal.ts'

export const id = (n: number): Id => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const since = '2021-01-01'
const organ = (n: number, kind: string, more: Partial<OrganRow> = {}): OrganRow => ({ id: id(n), kind, name: `${kind}${n}`, nameEn: `${kind} ${n}`, short: `${kind}${n}`, validFrom: since, ...more })
const street = id(1)
export const organs = { district: id(10), station: id(11), office: id(12), roads: id(13), heating: id(14), firm: id(15), assembly: id(16), vacant: id(17), government: id(18) }
const organRows = [organ(10, 'deputyAffairs'), organ(11, 'station', { place: street }), organ(12, 'streetOffice', { place: street }), organ(13, 'handlingOrgan'), organ(14, 'handlingOrgan', { outside: true }), organ(15, 'helper', { outside: true }), organ(16, 'assembly'), organ(17, 'handlingOrgan'), organ(18, 'governmentOffice')]
const jobs: [number, string, Id][] = [[30, 'stationClerk', organs.station], [31, 'deputyAffairsOfficer', organs.district], [32, 'handlerClerk', organs.office], [33, 'handlerClerk', organs.roads], [34, 'deputy', organs.assembly], [35, 'deputy', organs.assembly], [36, 'deputyAffairsOfficer', organs.district], [37, 'handlerHead', organs.roads], [38, 'handlerClerk', organs.government]]
const personRows = jobs.map(([n]): PersonRow => ({ id: id(n), name: `示${n}`, nameEn: `P${n}`, sortKey: String(n), validFrom: since }))
const postRows = [...jobs.map(([n, kind, at]): PostRow => ({ id: id(n + 100), person: id(n), organ: at, kind, validFrom: since, ...(kind === 'deputy' ? { place: street, level: 'district' as const } : {}) })), { id: id(200), person: id(37), organ: organs.assembly, kind: 'deputy', place: street, level: 'district' as const, validFrom: since }]
export const directory = makeDirectory({ version: 1, places: [{ id: street, kind: 'street', name: '示例街道', nameEn: 'Street', validFrom: since }], organs: organRows, persons: personRows, posts: postRows, terms: [{ id: id(60), organ: organs.assembly, kind: 'session', number: 1, name: '示例第一次会议', nameEn: 'First session', validFrom: '2025-02-10', validTo: '2025-02-12' }] })
export const place = street
export const worldOf = (book: Procedures = procedures): World => ({ procedures: book, directory, calendar: nationalCalendar, settings: makeSettings(settingsOf(book), []) })

const people: Actor[] = postRows.map(p => ({ kind: 'person', person: p.person, organ: p.organ, posts: directory.postsOf(p.person, '2025-06-01').map(asPost) }))
/** Everybody who may act on a family: each person in each organ, the requester, the portal, the clock. */
export const actors = (root: Id): Actor[] => [...people, { kind: 'receipt', matter: root }, { kind: 'portal' }, { kind: 'clock' }]

let n = 1000
/** A family told act by act, its events sealed and folded as the service would. */
export class Told {
  readonly world: World
  readonly root: Id
  family: Family
  readonly events: Event[] = []
  private number = 0
  constructor(world: World = worldOf()) { this.world = world; this.root = id(n++); this.family = emptyFamily(this.root) }
  ask(act: string, input: unknown, actor: Actor, at: string, more: Partial<Ask> = {}): Decision {
    return decide(this.world, this.family, { matter: this.root, act, input, actor, at, recordedAt: at, newId: () => id(n++), numbers: { take: () => ++this.number, peek: series => (series.includes('#') ? 1 : this.number + 1) }, ...more })
  }
  take(d: Decision, actor: Actor, at: string): boolean {
    if (!d.ok) return false
    const events = chain(d.events, { congress: 1, root: this.root, seq: this.family.seq, prev: this.family.head, actor: d.as ?? actor, recordedAt: at })
    for (const e of events) { step(this.family, e); this.family.head = e.hash }
    this.events.push(...events)
    return true
  }
}
