/** The year's tables, read from the files beside: places, organs, opinions, problems, reception days, visits, activities, suggestions. All invented but for the report's totals and its two told cases. */
import { readFileSync } from 'node:fs'
import type { Day } from '#law/time.ts'
import { type Suggestion, suggestionOf } from '#sample/suggestions/table.ts'

export type Channel = 'station' | 'activity' | 'portal' | 'phone' | 'visit' | 'letter'
export type Settlement = 'onSpot' | 'guided' | 'declined' | 'joined' | 'toSuggestion' | 'noted' | 'pending' | 'referred'
export type ProblemState = 'solved' | 'denied' | 'sentBack' | 'toVerify' | 'upward' | 'overdue' | 'extended' | 'working'
export type Level = 'national' | 'provincial' | 'city' | 'district' | 'town'
export const levels: readonly Level[] = ['national', 'provincial', 'city', 'district', 'town']

export type Place = {
  readonly code: string; readonly town: boolean; readonly name: string; readonly nameEn: string
  /** Deputies who came to the station in the year, each at the highest mandate. */
  readonly deputies: Readonly<Record<Level, number>>
  readonly alsoDistrict: number; readonly alsoTown: number
  /** Deputies in office who did not come. */
  readonly absent: readonly Level[]
}
export type Organ = { readonly short: string; readonly kind: string; readonly outside: boolean; readonly name: string; readonly nameEn: string }
export type Opinion = { readonly no: number; readonly day: Day; readonly place: string; readonly channel: Channel; readonly category: number; readonly outcome: Settlement; readonly joins?: number; readonly parts: number }
export type Grade = 'satisfied' | 'basically' | 'dissatisfied'
export type Problem = {
  readonly no: number; readonly opinion: number
  /** An organ's short name, or `own`: the street's or town's own office. */
  readonly handler: string
  readonly complex: boolean
  readonly dispatched: Day; readonly result?: Day; readonly verified?: Day
  readonly returns: number; readonly extended: boolean
  /** Solved only after the first result failed the deputy's check. */
  readonly redone: boolean
  readonly state: ProblemState
  readonly grade?: Grade | 'none' | 'anonymous'; readonly way?: 'phone' | 'receipt' | 'paper'; readonly solved?: 'yes' | 'partly'
}
export type Reception = { readonly no: number; readonly day: Day; readonly place: string; /** Deputies there, and voters received. */ readonly present: number; readonly voters: number }
export type Tables = { readonly places: readonly Place[]; readonly organs: readonly Organ[]; readonly opinions: readonly Opinion[]; readonly problems: readonly Problem[]
  readonly receptions: readonly Reception[]
  /** Deputies' visits of each place by level. */
  readonly visits: ReadonlyMap<string, Readonly<Record<Level, number>>>
  /** Activities of each place, January to November. */
  readonly activities: ReadonlyMap<string, readonly number[]>
  readonly suggestions: readonly Suggestion[]
}

export type Row = (column: string) => string
const rows = (file: string): Row[] => {
  const [head = '', ...lines] = readFileSync(new URL(`./data/${file}.csv`, import.meta.url), 'utf8').trim().split(/\r?\n/)
  const columns = head.split(',')
  return lines.map(line => {
    const cells = line.split(',')
    if (cells.length !== columns.length) throw new Error(`sample/data/${file}.csv: ${line}`)
    return column => {
      const cell = cells[columns.indexOf(column)]
      if (cell === undefined) throw new Error(`sample/data/${file}.csv has no column ${column}`)
      return cell
    }
  })
}
export const day = (monthAndDay: string): Day => `2025-${monthAndDay}`
const some = <K extends string, T>(key: K, value: T | ''): { readonly [x in K]?: T } => (value === '' ? {} : ({ [key]: value } as { readonly [x in K]: T }))
const word = <T extends string>(text: string): T | '' => text as T | ''

const place = (r: Row): Place => ({
  code: r('code'), town: r('sort') === 'town', name: r('name'), nameEn: r('nameEn'), deputies: Object.fromEntries(levels.map(l => [l, Number(r(l))])) as Record<Level, number>,
  alsoDistrict: Number(r('cityAndDistrict')), alsoTown: Number(r('districtAndTown')), absent: r('absent').split(' ').filter(Boolean) as Level[],
})
const organ = (r: Row): Organ => ({ short: r('short'), kind: r('kind'), outside: r('outside') === '1', name: r('name'), nameEn: r('nameEn') })
function opinion(r: Row): Opinion {
  const [what, n] = r('detail').split(' ')
  return {
    no: Number(r('no')), day: day(r('day')), place: r('place'), channel: r('channel') as Channel, category: Number(r('category')), outcome: r('outcome') as Settlement,
    ...(what === 'join' ? { joins: Number(n) } : {}), parts: what === 'split' ? Number(n) : 1,
  }
}
const problem = (r: Row): Problem => ({
  no: Number(r('no')), opinion: Number(r('opinion')), handler: r('handler'), complex: r('clock') === 'complex', dispatched: day(r('dispatched')),
  ...some('result', r('result') && day(r('result'))), ...some('verified', r('verified') && day(r('verified'))), returns: Number(r('returns')), extended: r('extension') === '1', redone: r('redo') === '1',
  state: r('state') as ProblemState, ...some('grade', word<NonNullable<Problem['grade']>>(r('grade'))), ...some('way', word<NonNullable<Problem['way']>>(r('way'))), ...some('solved', word<NonNullable<Problem['solved']>>(r('solved'))),
})

/** Reads the tables anew. */
export const readTables = (): Tables => ({ places: rows('places').map(place), organs: rows('organs').map(organ), opinions: rows('opinions').map(opinion), problems: rows('problems').map(problem),
  receptions: rows('receptions').map((r): Reception => ({ no: Number(r('no')), day: day(r('day')), place: r('place'), present: Number(r('present')), voters: Number(r('voters')) })),
  visits: new Map(rows('visits').map(r => [r('place'), Object.fromEntries(levels.map(l => [l, Number(r(l))])) as Record<Level, number>])),
  activities: new Map(rows('activities').map(r => [r('place'), Array.from({ length: 11 }, (_, i) => Number(r(String(i + 1))))])),
  suggestions: rows('suggestions').map(suggestionOf),
})
