/** The whole year as a plan: registers, then families of acts, and the days on which the clock has something to do. */
import { type Day, dayOf, daysBetween } from '#law/time.ts'
import { unanswered } from '#sample/following.ts'
import { earlierSession } from '#sample/earlier.ts'
import { gatherings, sessionOf } from '#sample/gatherings.ts'
import { silentOn } from '#sample/judging.ts'
import { lastDay, workingDay } from '#sample/moments.ts'
import { opinionFamily } from '#sample/opinions.ts'
import { type Act, type Family, keyOf } from '#sample/plan.ts'
import { changes, latestSession, registerWaves } from '#sample/registers.ts'
import { sayings } from '#sample/said.ts'
import { sessionOpens } from '#sample/suggestions/calendar.ts'
import { suggestionPlan } from '#sample/suggestions/plan.ts'
import type { Tables } from '#sample/tables.ts'

export type YearPlan = {
  readonly registers: readonly (readonly Family[])[]; readonly families: readonly Family[]
  /** What changed in the register in the course of the year. */
  readonly changes: readonly (readonly Family[])[]; readonly sweeps: readonly Day[]
  /** What comes after the last day and is not told with the year. */
  readonly later: readonly Act[]
}
export type YearOptions = {
  /** The first day of the session whose suggestions are told, where it is another than that of March. */
  readonly sessionOpens?: Day
  /** Nothing but the registers and the session's suggestions. */
  readonly suggestionsOnly?: boolean
}

/** A deputy who is asked has five working days to answer. */
const answerDays = 5

const groupBy = <T, K>(list: readonly T[], key: (x: T) => K): Map<K, T[]> => {
  const map = new Map<K, T[]>()
  for (const x of list) map.set(key(x), [...(map.get(key(x)) ?? []), x])
  return map
}
const dayIn = (act: Act): Day => dayOf(act.at)

/** The year of the tables. Pure: the same tables give the same plan. */
export function planYear(t: Tables, options: YearOptions = {}): YearPlan {
  const opens = options.sessionOpens ?? sessionOpens
  const registers = registerWaves(t, opens)
  if (options.suggestionsOnly) {
    const { families, sweeps, later } = suggestionPlan(t, { opens, session: latestSession, stations: false, gist: () => '' })
    return { registers, families, changes: [], sweeps: [...new Set([...sweeps, lastDay])].sort(), later }
  }
  const places = new Map(t.places.map(p => [p.code, p]))
  const placeOf = (code: string) => { const p = places.get(code); if (!p) throw new Error(`no place ${code}`); return p }
  const outsiders = new Set(t.organs.filter(o => o.outside).map(o => o.short))
  const byOpinion = groupBy(t.problems, p => p.opinion)
  const problemsOf = (no: number) => byOpinion.get(no) ?? []
  const words = sayings(t, placeOf, problemsOf)
  const session = sessionOf(t)
  const opinions = t.opinions.map(o => opinionFamily(o, { place: placeOf(o.place), problems: problemsOf(o.no), words: words.get(o.no)!, outside: h => outsiders.has(h), session: session(o) }))
  const stations = [...earlierSession(t), ...gatherings(t), ...opinions]
  const suggestions = suggestionPlan(t, { opens, session: latestSession, stations: true, gist: no => words.get(no)!.gist })
  const asked = new Set(unanswered.map(no => keyOf('problem', no, 'assignDeputy:1')))
  const lapses = stations.flatMap(f => f.acts).filter(a => asked.has(a.key)).map(a => workingDay(dayIn(a), answerDays))
  const silences = t.problems.map(silentOn).filter((d): d is Day => d !== undefined)
  return { registers, families: [...stations, ...suggestions.families], changes: changes(t), sweeps: [...new Set([...lapses, ...silences, ...suggestions.sweeps, lastDay])].sort(), later: suggestions.later }
}
/** A few days of the year: what is told side by side, and then whether the clock has something to do. */
export type Stretch = { readonly last: Day; readonly families: readonly Family[]; readonly sweep: boolean }
/** Longer ones would put a matter's acts far from those of its neighbours. */
const longest = 7

/**
 * The acts of a plan in stretches of days. A stretch ends where the clock acts, and where an act touches the
 * families of other matters (one is joined to another, a table is handed over): that must come between their own acts.
 */
export function stretches(plan: YearPlan): Stretch[] {
  const acts = plan.families.flatMap(f => f.acts.map(act => ({ family: f.name, act, day: dayIn(act) }))).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const ends = new Set([...plan.sweeps, ...acts.filter(a => a.act.crosses).map(a => a.day)])
  const list: { first: Day; last: Day; families: Map<string, Act[]> }[] = []
  for (const day of [...new Set([...acts.map(a => a.day), ...ends])].sort()) {
    const open = list.at(-1)
    if (open && !ends.has(open.last) && daysBetween(open.first, day) < longest) open.last = day
    else list.push({ first: day, last: day, families: new Map() })
  }
  const together = new Set(plan.families.filter(f => f.together).map(f => f.name))
  let at = 0
  for (const { family, act, day } of acts) {
    while (list[at]!.last < day) at++
    const families = list[at]!.families
    families.set(family, [...(families.get(family) ?? []), act])
  }
  return list.map(s => ({ last: s.last, sweep: plan.sweeps.includes(s.last), families: [...s.families].map(([name, list]) => ({ name, acts: list, ...(together.has(name) ? { together: true as const } : {}) })) }))
}
