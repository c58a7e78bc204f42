/** The whole year as a plan: registers, then families of acts, and the days on which the clock has something to do. */
import type { Day } from '#law/time.ts'
import { unanswered } from '#sample/following.ts'
import { silentOn } from '#sample/judging.ts'
import { lastDay, workingDay } from '#sample/moments.ts'
import { opinionFamily } from '#sample/opinions.ts'
import { type Act, type Family, keyOf } from '#sample/plan.ts'
import { registerWaves } from '#sample/registers.ts'
import { sayings } from '#sample/said.ts'
import type { Tables } from '#sample/tables.ts'

export type YearPlan = { readonly registers: readonly (readonly Family[])[]; readonly families: readonly Family[]; readonly sweeps: readonly Day[] }

/** A deputy who is asked has five working days to answer. */
const answerDays = 5

const groupBy = <T, K>(list: readonly T[], key: (x: T) => K): Map<K, T[]> => {
  const map = new Map<K, T[]>()
  for (const x of list) map.set(key(x), [...(map.get(key(x)) ?? []), x])
  return map
}
const dayIn = (act: Act): Day => new Date(Date.parse(act.at) + 8 * 3_600_000).toISOString().slice(0, 10)

/** The year of the tables. Pure: the same tables give the same plan. */
export function planYear(t: Tables): YearPlan {
  const places = new Map(t.places.map(p => [p.code, p]))
  const placeOf = (code: string) => { const p = places.get(code); if (!p) throw new Error(`no place ${code}`); return p }
  const outsiders = new Set(t.organs.filter(o => o.outside).map(o => o.short))
  const byOpinion = groupBy(t.problems, p => p.opinion)
  const problemsOf = (no: number) => byOpinion.get(no) ?? []
  const words = sayings(t, placeOf, problemsOf)
  const families = t.opinions.map(o => opinionFamily(o, { place: placeOf(o.place), problems: problemsOf(o.no), words: words.get(o.no)!, outside: h => outsiders.has(h) }))
  const asked = new Set(unanswered.map(no => keyOf('problem', no, 'assignDeputy:1')))
  const lapses = families.flatMap(f => f.acts).filter(a => asked.has(a.key)).map(a => workingDay(dayIn(a), answerDays))
  const silences = t.problems.map(silentOn).filter((d): d is Day => d !== undefined)
  return { registers: registerWaves(t), families, sweeps: [...new Set([...lapses, ...silences, lastDay])].sort() }
}
/** The acts of a plan by civil day, each day's by family. */
export function byDay(families: readonly Family[]): ReadonlyMap<Day, readonly Family[]> {
  const days = new Map<Day, Map<string, Act[]>>()
  for (const f of families) for (const a of f.acts) {
    const day = dayIn(a)
    const acts = days.get(day) ?? new Map<string, Act[]>()
    acts.set(f.name, [...(acts.get(f.name) ?? []), a])
    days.set(day, acts)
  }
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, acts]) => [day, [...acts].map(([name, list]) => ({ name, acts: list }))]))
}
