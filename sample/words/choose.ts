/** Chooses among the invented prose, the same each time. */
import { homeSituations } from '#sample/words/homes.ts'
import type { Settled, Situation } from '#sample/words/kinds.ts'
import { peopleSituations } from '#sample/words/people.ts'
import * as phrases from '#sample/words/phrases.ts'
import { streetSituations } from '#sample/words/streets.ts'

export type Told = { readonly what: string; readonly gist: string; readonly done: string }
const all: readonly Situation[] = [...streetSituations, ...homeSituations, ...peopleSituations]
const fill = (text: string, spot: string): string => text.replaceAll('{spot}', spot)

/** The n-th situation of a category that this handler would handle. */
export function situationOf(category: number, handler: string, n: number, spot: string): Told {
  const fitting = all.filter(s => s[0] === category && s[1] === handler)
  const chosen = fitting[n % fitting.length]
  if (!chosen) throw new Error(`no situation for category ${category} and ${handler}`)
  return { what: fill(chosen[2], spot), gist: fill(chosen[3], spot), done: chosen[4] }
}
/** Any situation of a category, for an opinion nobody has looked at yet. */
export function anySituation(category: number, n: number, spot: string): Told {
  const fitting = all.filter(s => s[0] === category)
  const chosen = fitting[n % fitting.length]!
  return { what: fill(chosen[2], spot), gist: fill(chosen[3], spot), done: chosen[4] }
}
/** The n-th row of a list for a category. */
export function settledOf<T extends Settled | readonly [...Settled, string]>(list: readonly T[], category: number, n: number): T {
  const fitting = list.filter(s => s[0] === category)
  const chosen = fitting[n % fitting.length]
  if (!chosen) throw new Error(`nothing is written for category ${category}`)
  return chosen
}
/** Where it is: matters of the home lie in compounds, in a town the others lie in villages. */
export const spotOf = (town: boolean, category: number, n: number): string => (town && ![3, 4, 5].includes(category) ? phrases.village(n) : phrases.compound(n))
export const filled = fill

/** The two cases the report tells, as far as it tells them. */
export const toldCases: Readonly<Record<number, Told & { readonly spot: string; readonly finding: string; readonly title: string }>> = {
  151: {
    spot: '中森嘉院', what: '中森嘉院门前的路一下雨就淹，公交车进不来，出行绕远。请查一查地下的管网。', gist: '中森嘉院门前道路雨后积水，公交停开，居民出行不便',
    done: '改造排水管网，门前道路雨后不再积水，公交线路恢复', finding: '排水管网已改造，公交恢复', title: '中森嘉院门前道路积水',
  },
  190: {
    spot: '印刷厂小区', what: '印刷厂小区楼顶漏雨、墙体开裂，希望有人来修。', gist: '印刷厂小区楼顶漏雨、墙体开裂',
    done: '企业自愿出资，修补并粉刷小区院墙', finding: '院墙已修补粉刷；办成的事与最初反映的漏雨、裂缝不一致，如实注明', title: '印刷厂小区房屋漏雨、墙体开裂',
  },
}
