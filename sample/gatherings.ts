/** Reception days and theme activities of the year: who came on which day follows from the tables' sums, dealt out so that everybody came as often as told. */
import { type Day, shift } from '#law/time.ts'
import { clerk, head } from '#sample/hands.ts'
import { hour, instant, isWorking, later, workingDay } from '#sample/moments.ts'
import { deputyRef, followersOf, mandatesOf, placeRef } from '#sample/people.ts'
import { type Act, type Family, keyOf, type Name, named, type Value } from '#sample/plan.ts'
import type { Level, Opinion, Place, Reception, Tables } from '#sample/tables.ts'
import { activityThemes } from '#sample/words/activities.ts'

export const receptionRef = (no: number): Name => `reception:${no}`
export const activityRef = (place: string, day: Day): Name => `activity:${place}/${day}`
export type Activity = { readonly place: string; readonly day: Day; readonly n: number; readonly opinions: boolean }

type Guest = { readonly ref: Name; left: number }
/** A real place has its day at the street whose number it bears: its own deputies and one of that street's. */
const sibling = (place: string): string | undefined => (place.startsWith('r') ? `s${place.slice(1)}` : undefined)

/** How often each deputy of a place came: the visits of a level over its deputies, everybody once and then in turn. */
function visitors(p: Place, visits: Readonly<Record<Level, number>>): Guest[] {
  const came = mandatesOf(p).slice(0, Object.values(p.deputies).reduce((a, b) => a + b, 0)).map((m, i) => ({ level: m[0]!, ref: deputyRef(p.code, i + 1) }))
  return came.map(d => {
    const same = came.filter(x => x.level === d.level), at = same.indexOf(d), n = visits[d.level]
    return { ref: d.ref, left: Math.floor(n / same.length) + (at < n % same.length ? 1 : 0) }
  })
}

/** Who was there on each reception day, by its number. Whoever still has most visits to make comes first. */
export function presence(t: Tables): Map<number, Name[]> {
  const waiting = new Map(t.places.map(p => [p.code, visitors(p, t.visits.get(p.code)!)]))
  const take = (place: string, n: number): Name[] => {
    const some = waiting.get(place)!.map((g, i) => ({ g, i })).filter(x => x.g.left > 0).sort((a, b) => b.g.left - a.g.left || a.i - b.i).slice(0, n).map(x => x.g)
    for (const g of some) g.left--
    return some.map(g => g.ref)
  }
  const found = new Map<number, Name[]>()
  // The real places' days first: their guest is taken from the street before it deals out the rest.
  for (const r of [...t.receptions].sort((a, b) => Number(b.place.startsWith('r')) - Number(a.place.startsWith('r')) || a.no - b.no)) {
    const own = take(r.place, r.present), from = sibling(r.place)
    const all = [...own, ...(from ? take(from, r.present - own.length) : [])]
    if (all.length !== r.present) throw new Error(`reception ${r.no}: ${all.length} deputies, not ${r.present}`)
    found.set(r.no, all)
  }
  return found
}

/** The activities of the year: on the days on which opinions were taken at one, and on other working days of the month. */
export function activitiesOf(t: Tables): Activity[] {
  const list: Activity[] = []
  for (const [place, months] of t.activities) months.forEach((count, m) => {
    const prefix = `2025-${String(m + 1).padStart(2, '0')}`
    // Where the tables have opinions on more days than activities, the later ones came some other day and are tied to none.
    const days = [...new Set(t.opinions.filter(o => o.channel === 'activity' && o.place === place && o.day.startsWith(prefix)).map(o => o.day))].sort().slice(0, count)
    const taken = new Set(days)
    for (let at = 4 + ((place.charCodeAt(1) * 5 + place.length * 3) % 9); days.length < count; at = (at % 26) + 2) {
      const day = `${prefix}-${String(at).padStart(2, '0')}`
      if (isWorking(day) && !taken.has(day) && day <= '2025-11-27') { taken.add(day); days.push(day) }
    }
    for (const day of days.sort()) list.push({ place, day, n: list.length, opinions: t.opinions.some(o => o.channel === 'activity' && o.place === place && o.day === day) })
  })
  return list
}
/** The reception or activity an opinion was taken at. */
export function sessionOf(t: Tables): (o: Opinion) => Name | undefined {
  const days = new Map(t.receptions.map(r => [`${r.place} ${r.day}`, receptionRef(r.no)]))
  const activities = new Set(activitiesOf(t).map(a => activityRef(a.place, a.day)))
  return o => (o.channel === 'station' ? days.get(`${o.place} ${o.day}`) : o.channel === 'activity' && activities.has(activityRef(o.place, o.day)) ? activityRef(o.place, o.day) : undefined)
}

const refs = (list: readonly Name[]): Value => list.map(named)
type Doing = { readonly name: Name; readonly procedure: 'reception' | 'activity'; readonly place: string; readonly day: Day; readonly input: Readonly<Record<string, Value>>; readonly planned: readonly Name[]; readonly n: number }

function made(d: Doing) {
  const act = (what: string, at: string, by: Act['by'], input: Readonly<Record<string, Value>>, more: Partial<Act> = {}): Act => ({ key: keyOf(d.name, what), on: d.name, act: what, by, at, input, ...more })
  const open = { procedure: d.procedure, makes: d.name }
  return {
    plan: (day: Day): Act => { const { on: _, ...rest } = act('plan', instant(day, hour(9) + (d.n % 50)), clerk(d.place), { place: named(placeRef(d.place)), day: d.day, ...d.input, deputies: refs(d.planned) }, open); return rest },
    announce: (day: Day): Act => act('announce', instant(day, hour(10) + (d.n % 40)), clerk(d.place), {}),
    record: (came: readonly Name[], voters: number): Act => act('record', instant(d.day, hour(16, 30) + (d.n % 25)), clerk(d.place), { came: refs(came), voters }),
    enter: (came: readonly Name[], voters: number): Act => { const { on: _, ...rest } = act('enter', instant(d.day, hour(16, 30) + (d.n % 25)), clerk(d.place), { place: named(placeRef(d.place)), day: d.day, ...d.input, came: refs(came), voters }, open); return rest },
    confirm: (): Act => act('confirm', instant(workingDay(d.day, 1), hour(9, 20) + (d.n % 30)), head(d.place), {}),
  }
}
const planDay = (day: Day): Day => later(workingDay(day, -8), '2025-01-02')
const announceDay = (day: Day): Day => workingDay(shift(day, -3), isWorking(shift(day, -3)) ? 0 : -1)

function receptionFamily(r: Reception, present: readonly Name[]): Family {
  const input = { from: '09:00', until: '11:30', spot: '联络站接待室' }
  const a = made({ name: receptionRef(r.no), procedure: 'reception', place: r.place, day: r.day, input, planned: present.filter(d => d.startsWith(`deputy:${r.place}/`)), n: r.no })
  return { name: receptionRef(r.no), acts: [a.plan(planDay(r.day)), a.announce(announceDay(r.day)), a.record(present, r.voters), a.confirm()] }
}
function activityFamily(x: Activity, place: Place): Family {
  const name = activityRef(x.place, x.day)
  const [kind, theme] = activityThemes[(x.n * 7) % activityThemes.length]!
  const near = followersOf(place, []), came = [...new Set([0, 1, 2].map(i => near[(x.n * 3 + i * 5) % near.length]!))]
  const a = made({ name, procedure: 'activity', place: x.place, day: x.day, input: { kind, theme }, planned: came, n: x.n })
  const voters = 12 + ((x.n * 17) % 49)
  return { name, acts: [...(x.opinions ? [a.plan(planDay(x.day)), a.announce(announceDay(x.day)), a.record(came, voters)] : [a.enter(came, voters)]), a.confirm()] }
}

/** What stands in the calendar when the year ends: each station's reception day in December, the nearest already announced. */
function coming(t: Tables): Family[] {
  return t.places.map((p, i): Family => {
    const name = `reception:december/${p.code}`
    const day = workingDay('2025-12-02', 1 + ((i * 5) % 14))
    const near = followersOf(p, []), planned = [...new Set([0, 1, 2].map(k => near[(i + k) % near.length]!))]
    const a = made({ name, procedure: 'reception', place: p.code, day, input: { from: '09:00', until: '11:30', spot: '联络站接待室' }, planned, n: i })
    return { name, acts: [a.plan('2025-11-26'), ...(day <= '2025-12-05' ? [a.announce('2025-11-28')] : [])] }
  })
}

/** All gatherings of the year as families of acts. */
export function gatherings(t: Tables): Family[] {
  const who = presence(t), places = new Map(t.places.map(p => [p.code, p]))
  return [...t.receptions.map(r => receptionFamily(r, who.get(r.no)!)), ...activitiesOf(t).map(x => activityFamily(x, places.get(x.place)!)), ...coming(t)]
}
