/** What a figure is counted over: which days, as known when, or which session. */
import { dayOf, endOfDay, shift, startOfDay } from '#law/time.ts'
import { type Figure, type Has, type Selection, sessionYear } from '#figures/figure.ts'
import type { Day, TermRow } from '#loop/words.ts'
import type { FactFilter, FactHas } from '#store/shapes.ts'
import { ServiceError } from '#service/errors.ts'
import type { House } from '#service/house.ts'
import type { Narrow } from '#service/service.ts'
import type { Held } from '#service/world.ts'

export type When = { year: number; asOf?: Day; known?: Day; narrow?: Narrow }
export type Span = {
  readonly asOf: Day; readonly known: Day; readonly knownAt: string; readonly from: Day; readonly to: Day; readonly narrow: Narrow; readonly year: number
  /** The last day of the period, come or not. */
  readonly until: Day
  /** Nothing later than what is known now. */
  readonly latest: boolean
  /** The session it is chosen by; null where the year has none. */
  readonly session?: TermRow | null
}

/** The congress's own session of a report's year; sessions of towns are theirs. */
export function sessionOf(held: Held, year: number): TermRow | null {
  const { directory } = held.world, span = sessionYear(year)
  const begun = directory.all.terms.filter(t => t.kind === 'session' && t.validFrom >= span.from && t.validFrom <= span.to && !(t.validTo !== undefined && t.validTo < t.validFrom))
  const own = begun.filter(t => !directory.organ(t.organ)?.place)
  return (own.length ? own : begun).reduce<TermRow | null>((last, t) => (last && last.validFrom >= t.validFrom ? last : t), null)
}

export function spanOf(house: House, held: Held, f: Figure, w: When): Span {
  if (!Number.isInteger(w.year) || w.year < 2000 || w.year > 2100) throw new ServiceError('badRequest', ['年份不对', 'The year is not valid'], 'year')
  const now = house.worlds.now(held.congress.id)
  // Nothing is known of a day that has not come.
  const today = dayOf(now), past = (d: Day): Day => (d < today ? d : today)
  const asOf = past(w.asOf ?? today), known = past(w.known ?? w.asOf ?? today), narrow = w.narrow ?? {}
  const session = f.bySession ? sessionOf(held, w.year) : undefined
  // A session's figures go on for as long as its suggestions do.
  const whole = f.period?.(w.year) ?? { from: session?.validFrom ?? sessionYear(w.year).from, to: asOf }
  const from = narrow.from ?? whole.from, to = narrow.to ?? whole.to
  return { asOf, known, knownAt: known < today ? endOfDay(known) : now, from, to: asOf < to ? asOf : to, until: to, narrow, year: w.year, latest: known === today && asOf === today, ...(f.bySession ? { session: session ?? null } : {}) }
}
/** Before the period has begun nothing is in it; nor where the year has no session. */
export const empty = (span: Span): boolean => span.to < span.from || span.session === null

const asHas = (h: Has): FactHas => (typeof h === 'string' ? { name: h } : { name: h.fact, kinds: h.kinds })
const monthEnd = (year: number, month: number): Day => shift(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`, -1)

/** What the store is asked for a selection of a figure; undefined where nothing can be in it yet. */
export function filterOf(held: Held, f: Figure, s: Selection, span: Span): FactFilter | undefined {
  const { narrow } = span
  const kinds = narrow.kind === undefined ? s.kinds : s.kinds ? s.kinds.filter(k => k === narrow.kind) : [narrow.kind]
  // By session the day is no bound, unless a part of the year was asked for.
  let from: Day | undefined = span.session && narrow.from === undefined ? undefined : span.from, to = span.to
  if (s.month !== undefined) {
    const set = Number(held.world.settings.look(s.month, span.asOf).value), month = set >= 1 && set <= 12 ? set : Number(held.world.settings.spec(s.month).initial), [first, last] = [`${span.year}-${String(month).padStart(2, '0')}-01`, monthEnd(span.year, month)]
    from = from === undefined || from < first ? first : from
    to = to < last ? to : last
    if (to < from) return undefined
  }
  return {
    names: [s.fact].flat(), ...(from === undefined ? {} : { from: startOfDay(from) }), to: startOfDay(shift(to, 1)), known: span.knownAt, ...(kinds ? { kinds } : {}), ...(s.levels ? { levels: s.levels } : {}),
    ...(s.with ? { with: s.with.map(asHas) } : {}), ...(s.without ? { without: s.without.map(asHas) } : {}), ...(s.standing ? { standing: true as const } : {}), ...(s.overdue ? { overdue: s.overdue } : {}), ...(span.latest ? { latest: true as const } : {}),
    ...(span.session ? { party: { party: 'session', who: span.session.id } } : {}), ...(f.whose ? { whose: f.whose } : {}),
    ...(narrow.place ? { place: narrow.place } : {}), ...(narrow.category === undefined ? {} : { category: narrow.category }), ...(narrow.organ === undefined ? {} : { organ: narrow.organ }), ...(narrow.person === undefined ? {} : { person: narrow.person }),
  }
}
