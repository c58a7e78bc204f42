/** Liaison stations as anybody may look them up: where, whom to ring, who its deputies are, when they receive. Names only, never a contact of a person. */
import { dayOf, shift } from '#law/time.ts'
import type { Directory } from '#loop/directory.ts'
import type { Day, Id, Label, Level } from '#loop/words.ts'
import { listMatters } from '#store/matters.ts'
import type { House } from '#service/house.ts'
import type { Held } from '#service/world.ts'

export type StationLine = { readonly id: Id; readonly name: Label; readonly place: Label | null; readonly phone: string | null; readonly deputies: number }
export type ReceptionLine = { readonly day: Day; readonly hours: string | null; readonly spot: string | null; readonly deputies: readonly Label[] }
export type StationView = StationLine & {
  readonly placeId: Id | null
  /** Deputies of its street or town, by level, the highest first. */
  readonly levels: readonly { readonly level: Label; readonly names: readonly Label[] }[]
  readonly upcoming: readonly ReceptionLine[]
  /** Reception days held this year so far, and voters received on them. */
  readonly held: { readonly year: number; readonly days: number; readonly voters: number }
}

const levelNames: Readonly<Record<Level, Label>> = { national: ['全国人大代表', 'National'], provincial: ['省人大代表', 'Provincial'], city: ['市人大代表', 'City'], district: ['区人大代表', 'District'], town: ['乡镇人大代表', 'Town'] }

/** Deputies of a place by level, each once at each level held, in the order of the names. */
function deputiesBy(directory: Directory, place: Id | undefined, day: Day): StationView['levels'] {
  const posts = place ? directory.actingDeputiesOf(place, day) : []
  const order = new Map(directory.people(day).map((p, i) => [p.id, i]))
  return (Object.keys(levelNames) as Level[]).map(level => ({
    level: levelNames[level],
    names: [...new Set(posts.filter(p => p.level === level).map(p => p.person))].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)).map(p => directory.name(p) ?? ['', ''] as const),
  })).filter(l => l.names.length > 0)
}

function lineOf(directory: Directory, id: Id, day: Day): StationLine {
  const o = directory.organ(id)!
  const place = o.place ? directory.place(o.place) : undefined
  return { id, name: [o.name, o.nameEn], place: place ? [place.name, place.nameEn] : null, phone: o.phone ?? null, deputies: place ? new Set(directory.deputiesOf(place.id, day).map(p => p.person)).size : 0 }
}

/** Every station, in the register's order of places. */
export async function stations(house: House, congress: number): Promise<StationLine[]> {
  const { world: { directory } } = await house.worlds.get(congress), today = dayOf(house.worlds.now(congress))
  const order = new Map(directory.places({}, today).map((p, i) => [p.id, i]))
  const at = (place: Id | undefined): number => order.get(place ?? '') ?? order.size
  return directory.organs({ kind: 'station' }, today).sort((a, b) => at(a.place) - at(b.place)).map(o => lineOf(directory, o.id, today))
}

export async function station(house: House, congress: number, id: Id): Promise<StationView | undefined> {
  const held = await house.worlds.get(congress), today = dayOf(house.worlds.now(congress)), { directory } = held.world
  if (!directory.organs({ kind: 'station' }, today).some(o => o.id === id)) return undefined
  const placeId = directory.organ(id)?.place
  return { ...lineOf(directory, id, today), placeId: placeId ?? null, levels: deputiesBy(directory, placeId, today), ...(await receptions(house, held, congress, id, today)) }
}

/** How far ahead days are shown, and how many. */
const aheadDays = 92, mostAhead = 6, mostRead = 500
/** The reception days of a station: those to come that have been announced or planned, and this year's past ones as sums. */
async function receptions(house: House, held: Held, congress: number, id: Id, today: Day): Promise<Pick<StationView, 'upcoming' | 'held'>> {
  const year = today.slice(0, 4)
  const rows = await house.store.tx(congress, tx => listMatters(tx, { procedures: ['reception'], rootsOnly: true, owner: { who: [id], parties: ['station'] } }, { limit: mostRead }))
  const days = rows.filter(r => r.marks.day !== undefined)
  const ahead = days.filter(r => ['planned', 'announced'].includes(r.stage) && r.marks.day! >= today && r.marks.day! <= shift(today, aheadDays)).sort((a, b) => (a.marks.day! < b.marks.day! ? -1 : 1)).slice(0, mostAhead)
  const past = days.filter(r => ['recorded', 'confirmed'].includes(r.stage) && r.marks.day!.startsWith(year))
  return {
    upcoming: ahead.map(r => ({ day: r.marks.day!, hours: r.marks.from ? [r.marks.from, r.marks.until].filter(Boolean).join('–') : null, spot: r.marks.spot ?? null, deputies: (r.parties.deputies ?? []).map(p => held.world.directory.name(p) ?? ['', ''] as const) })),
    held: { year: Number(year), days: past.length, voters: past.reduce((n, r) => n + Number(r.marks.voters ?? 0), 0) },
  }
}

/** Words that name nobody's place in particular once a street's own word is taken off its name. */
const kindWord = /(?:街道办事处|街道|地区|镇|乡|社区|村委会|村)$/
/**
 * The street or town meant by what somebody typed: a street, town, village or community of the register that stands in it.
 * The longest name found wins; two streets with equal claim are nobody's answer, and the typist is asked.
 */
export async function placeIn(house: House, congress: number, typed: string): Promise<Id | undefined> {
  const { world: { directory } } = await house.worlds.get(congress), today = dayOf(house.worlds.now(congress))
  const text = typed.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  const streetOf = (id: Id): Id | undefined => {
    for (let at: Id | undefined = id, depth = 0; at && depth < 8; at = directory.place(at)?.parent, depth++) if (directory.place(at)?.kind === 'street') return at
    return undefined
  }
  let best = 0
  let found = new Set<Id>()
  for (const p of directory.places({}, today)) {
    const stem = p.name.replace(kindWord, '')
    for (const name of [p.name, p.nameEn, ...(p.aliases ?? []), ...(stem.length >= 2 ? [stem] : [])]) {
      const word = name.normalize('NFKC').replace(/\s/g, '').toLowerCase(), street = streetOf(p.id)
      if (!street || word.length < 2 || word.length < best || !text.includes(word)) continue
      if (word.length > best) { best = word.length; found = new Set() }
      found.add(street)
    }
  }
  return found.size === 1 ? [...found][0] : undefined
}
