/** A reception day or activity with what its page needs: who was planned, who may have come, the opinions taken. */
import { dayOf, endOfDay, shift, startOfDay } from '#law/time.ts'
import type { Day, Id, Instant, Label } from '#loop/words.ts'
import { byIds, type ListedMatter, linksOf, listMatters } from '#store/matters.ts'
import type { House } from '#service/house.ts'
import { firstDuty, lineOf, nameOf } from '#service/lines.ts'
import { matterView, seen, unsealed } from '#service/matter.ts'
import { ofRow, sightOf } from '#service/may.ts'
import type { MatterLine, MatterView, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

export type DayPerson = { readonly id: Id; readonly name: Label; readonly levels: readonly Label[] }
export type DayOpinion = { readonly line: MatterLine; readonly words: string | null; readonly spot: string | null; readonly answer: string | null }
export type DayView = {
  readonly view: MatterView
  readonly day: Day
  /** 09:00–11:30, as far as said. */
  readonly hours: string | null
  readonly spot: string | null
  /** What kind of activity, where it is one. */
  readonly kind: Label | null
  readonly station: Label | null
  readonly planned: readonly DayPerson[]
  /** Deputies of the street or town, the planned ones first. */
  readonly own: readonly DayPerson[]
  /** Any other deputy: a deputy of any level may come to any station. */
  readonly others: readonly DayPerson[]
  readonly present: readonly DayPerson[]
  readonly voters: number | null
  readonly note: string | null
  readonly opinions: readonly DayOpinion[]
}
/** A day that nobody planned, before it is written down: who may be ticked. */
export type DayNew = Pick<DayView, 'planned' | 'own' | 'others'>
export type DayLine = MatterLine & { readonly day: Day; readonly hours: string | null; readonly people: readonly Label[] }
/** What a station's people find when they open the calendar of days: to be recorded, to be confirmed, to come, and lately done. */
export type Days = { readonly toRecord: readonly DayLine[]; readonly toConfirm: readonly DayLine[]; readonly coming: readonly DayLine[]; readonly done: readonly DayLine[] }

const kinds = ['reception', 'activity']
const levelNames: Readonly<Record<string, Label>> = { national: ['全国', 'National'], provincial: ['省', 'Provincial'], city: ['市', 'City'], district: ['区', 'District'], town: ['镇', 'Town'] }
const hoursOf = (m: Readonly<Record<string, string>>): string | null => (m.from ? (m.until ? `${m.from}–${m.until}` : m.from) : null)

function personOf(held: Held, id: Id, day: Day): DayPerson {
  const levels = new Set(held.world.directory.postsOf(id, day).filter(p => p.kind === 'deputy' && p.level).map(p => p.level!))
  return { id, name: held.world.directory.name(id) ?? ['（未知）', '(unknown)'], levels: Object.keys(levelNames).filter(l => levels.has(l as never)).map(l => levelNames[l]!) }
}

/** Deputies of these places on a day, each once, those of higher levels first. */
function deputiesAt(held: Held, places: readonly Id[], day: Day): Id[] {
  const rank = Object.keys(levelNames)
  const posts = places.flatMap(p => held.world.directory.deputiesOf(p, day)).sort((a, b) => rank.indexOf(a.level ?? '') - rank.indexOf(b.level ?? ''))
  return [...new Set(posts.map(p => p.person))]
}

export async function dayView(house: House, who: Who, id: Id): Promise<DayView | undefined> {
  const s = await seen(house, who, id)
  if (!s || !kinds.includes(s.state.procedure)) return undefined
  const view = await matterView(house, who, id)
  if (!view) return undefined
  const { held, state } = s, m = state.marks, day = m.day ?? dayOf(s.now)
  const planned = state.parties.deputies ?? [], mine = deputiesAt(held, state.parties.place ?? [], day)
  const all = deputiesAt(held, held.world.directory.places({}, day).map(p => p.id), day)
  const person = (x: Id): DayPerson => personOf(held, x, day)
  const kindWords = held.world.procedures.get(state.procedure, state.version).words?.kind
  return {
    view, day, hours: hoursOf(m), spot: m.spot ?? null, kind: m.kind ? (kindWords?.[m.kind] ?? null) : null, station: state.parties.station?.[0] ? nameOf(held, state.parties.station[0]) : null,
    planned: planned.map(person), own: mine.filter(x => !planned.includes(x)).map(person), others: all.filter(x => !planned.includes(x) && !mine.includes(x)).map(person),
    present: (state.parties.present ?? []).map(person), voters: m.voters === undefined ? null : Number(m.voters), note: m.note ?? null, opinions: await opinionsOf(house, held, who, id, s.now, s.events.flatMap(e => (e.links ?? []).map(l => l.from))),
  }
}

export async function dayNew(house: House, who: Who): Promise<DayNew> {
  const held = await house.worlds.get(who.congress), day = dayOf(house.worlds.now(who.congress))
  const { directory } = held.world
  const places = new Set(directory.postsOf(who.person, day).map(p => directory.organ(p.organ)?.place).filter(p => p !== undefined))
  const mine = deputiesAt(held, [...places], day), all = deputiesAt(held, directory.places({}, day).map(p => p.id), day)
  const person = (x: Id): DayPerson => personOf(held, x, day)
  return { planned: [], own: mine.map(person), others: all.filter(x => !mine.includes(x)).map(person) }
}

/** What already stands for a place and a day: entered twice, a day counts twice. */
export async function sameDay(house: House, who: Who, procedure: string, place: Id, day: Day): Promise<DayLine[]> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), s = sightOf(held, who, procedure, now)
  if (!kinds.includes(procedure) || (!s.everything && !s.parties.length)) return []
  const rows = await house.store.tx(who.congress, tx => listMatters(tx, { procedures: [procedure], place, ...(s.everything ? {} : { owner: { who: s.who, parties: s.parties } }) }, { limit: 500 }))
  return rows.filter(r => r.marks.day === day && !['cancelled', 'void'].includes(r.stage)).map(r => dayLine(held, r, now))
}

/** The opinions tied to a day, in the order they were entered; their words for those who may read them. */
async function opinionsOf(house: House, held: Held, who: Who, id: Id, now: Instant, entered: readonly Id[]): Promise<DayOpinion[]> {
  const rows = await house.store.tx(who.congress, async tx => {
    const ties = (await linksOf(tx, id)).filter(l => l.kind === 'raisedAt' && l.to === id).map(l => l.from)
    return ties.length ? byIds(tx, [...new Set(ties)]) : []
  })
  const list: DayOpinion[] = []
  for (const r of rows.sort((a, b) => entered.indexOf(a.id) - entered.indexOf(b.id))) {
    const { sees, reads: read } = ofRow(held, who, r, now)
    if (!sees) continue
    const words = read && !r.marks.erased ? await unsealed(house, who.congress, r.id, ['what', 'spot']) : {}
    const answer = (await house.store.readFamily(who.congress, r.id))?.events.map(e => e.input.answer).find(x => typeof x === 'string')
    list.push({ line: lineOf(held, r, null, now), words: words.what ?? null, spot: words.spot ?? null, answer: typeof answer === 'string' ? answer : null })
  }
  return list
}

const dayLine = (held: Held, r: ListedMatter, now: Instant): DayLine => ({ ...lineOf(held, r, firstDuty(r), now), day: r.marks.day ?? dayOf(r.openedAt), hours: hoursOf(r.marks), people: (r.parties.present ?? r.parties.deputies ?? []).map(p => nameOf(held, p)) })

const most = 200
/** How far back a confirmed day is still shown. */
const lateDays = 45

export async function days(house: House, who: Who): Promise<Days> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), today = dayOf(now)
  const found: DayLine[] = []
  for (const procedure of kinds) {
    const s = sightOf(held, who, procedure, now)
    if (!s.everything && !s.parties.length) continue
    const owner = s.everything ? {} : { owner: { who: s.who, parties: s.parties } }
    const rows = await house.store.tx(who.congress, async tx => [
      ...(await listMatters(tx, { procedures: [procedure], ended: false, ...owner }, { limit: most })),
      ...(await listMatters(tx, { procedures: [procedure], stages: ['confirmed'], openedFrom: startOfDay(shift(today, -lateDays)), openedTo: endOfDay(today), ...owner }, { limit: most })),
    ])
    found.push(...rows.map(r => dayLine(held, r, now)))
  }
  const by = (list: DayLine[], later = false): DayLine[] => list.sort((a, b) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : (a.day < b.day) !== later ? -1 : 1))
  const open = (l: DayLine): boolean => ['planned', 'announced', 'held'].includes(l.stage)
  return {
    toRecord: by(found.filter(l => open(l) && l.day <= today)), toConfirm: by(found.filter(l => l.stage === 'recorded')),
    coming: by(found.filter(l => open(l) && l.day > today)), done: by(found.filter(l => l.stage === 'confirmed'), true).slice(0, 30),
  }
}
