/**
 * Official number series: how each is named in the log, what it is called, and how a number of it is written.
 * 机关代字〔年〕序号号 (GB/T 9704 7.2.5: the whole year in hexagonal brackets, no zero before the number, no 第); suggestions count by session.
 */
import type { Directory } from '#loop/directory.ts'
import type { NumberState } from '#loop/fold.ts'
import { optionsIn, type Settings } from '#loop/settings.ts'
import type { Day, Id, Label } from '#loop/words.ts'

const yearOf = (day: Day): string => day.slice(0, 4)
/** An organ's own letters of a year: replies, views, statements. */
export const letterSeries = (organ: Id, day: Day): string => `letter.${organ}.${yearOf(day)}`
/** The letters by which the district hands over: one for each organ each time. */
export const handOverSeries = (day: Day): string => `letter.handover.${yearOf(day)}`
/** 第N号 of the session; between sessions in a series of its own. */
export const suggestionSeries = (session: Id, inSession: boolean): string => `suggestion.${session}${inSession ? '' : '.between'}`

/** Addresses of published suggestions count by year. */
export const publicSeries = (day: Day): string => `suggestion.public.${yearOf(day)}`

export type Series = { readonly kind: 'public'; readonly year: string } | { readonly kind: 'letter'; readonly organ: Id; readonly year: string } | { readonly kind: 'handover'; readonly year: string } | { readonly kind: 'suggestion'; readonly session: Id; readonly between: boolean }
/** What a series is; undefined for one of a mechanism that names its own. */
export function seriesIn(name: string): Series | undefined {
  const [kind, of, last] = name.split('.')
  if (kind === 'letter' && of && /^\d{4}$/.test(last ?? '')) return of === 'handover' ? { kind: 'handover', year: last! } : { kind: 'letter', organ: of, year: last! }
  if (kind === 'suggestion' && of === 'public') return { kind: 'public', year: last ?? '' }
  return kind === 'suggestion' && of ? { kind: 'suggestion', session: of, between: last === 'between' } : undefined
}

type Known = { readonly directory: Directory; readonly settings: Settings }
const shortOf = (k: Known, organ: Id, day: Day): Label => k.directory.nameOn(organ, day, true) ?? ['（未知）', '(unknown)']
const districtIn = (k: Known, day: Day): Label => { const d = k.directory.organs({ kind: 'deputyAffairs' }, day)[0]; return d ? shortOf(k, d.id, day) : ['人大代工委', 'The committee'] }
/** 机关代字 as the county gave it for an organ's short name; until it does, the short name itself. */
function codeOf(k: Known, name: string, usual: string, day: Day): string {
  return optionsIn(k.settings.look('handling.letterCodes', day).value).find(o => o.id === name)?.label[0] ?? usual
}

/** A number as it is printed. */
export function numberText(k: Known, series: string, n: number, day: Day): string {
  const s = seriesIn(series)
  if (s?.kind === 'letter') { const name = shortOf(k, s.organ, day)[0]; return `${codeOf(k, name, `${name}函`, day)}〔${s.year}〕${n}号` }
  if (s?.kind === 'handover') { const name = districtIn(k, day)[0]; return `${codeOf(k, '交办', `${name}交办`, day)}〔${s.year}〕${n}号` }
  return `第${n}号`
}
/** What a series is called. */
export function seriesLabel(k: Known, series: string, day: Day): Label {
  const s = seriesIn(series)
  if (s?.kind === 'letter') { const name = shortOf(k, s.organ, day); return [`${name[0]}发文（${s.year}年）`, `Letters of ${name[1]}, ${s.year}`] }
  if (s?.kind === 'handover') return [`交办函（${s.year}年）`, `Letters of hand-over, ${s.year}`]
  if (s?.kind === 'public') return [`公开的建议（${s.year}年）`, `Published suggestions, ${s.year}`]
  if (s?.kind === 'suggestion') { const name = k.directory.name(s.session) ?? ['（未知会议）', '(unknown session)']; return s.between ? [`${name[0]}闭会期间建议`, `Suggestions after the ${name[1]}`] : [`${name[0]}建议`, `Suggestions of the ${name[1]}`] }
  return [series, series]
}
/** Under which year it is looked for: a letter's own, a session's first day's. */
export function seriesYear(k: Known, series: string): string | undefined {
  const s = seriesIn(series)
  return s?.kind === 'suggestion' ? k.directory.term(s.session)?.validFrom.slice(0, 4) : s?.year
}

/** The number a mark shows, in words; undefined where it has none of ours. */
export function numberIn(k: Known, numbers: readonly NumberState[] | undefined, mark: string | undefined, prefix: string, day: Day): string | undefined {
  const found = mark === undefined ? undefined : numbers?.findLast(x => String(x.n) === mark && x.series.startsWith(prefix) && x.voidedSeq === undefined)
  return found && numberText(k, found.series, found.n, day)
}
