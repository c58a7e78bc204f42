/** What decisions of a congress look things up in, at one version; re-read when the version has moved on. */
import { type Calendar, type CalendarDay, nationalCalendar, withDays } from '#law/calendar.ts'
import { makeDirectory } from '#loop/directory.ts'
import type { World } from '#loop/world.ts'
import type { Procedures } from '#loop/procedure.ts'
import { makeSettings, type Settings, type SettingSpec, wordIn } from '#loop/settings.ts'
import { inWordsOf, type LocalWords, usualWords } from '#loop/local.ts'
import { dayOf } from '#law/time.ts'
import { byStrokes } from '#service/strokes.ts'
import { publishing, slipOf, slipsIn } from '#procedures/slips.ts'
import type { Day, Instant, Json, RegisterChange } from '#loop/words.ts'
import { readConfig } from '#store/config.ts'
import type { CongressRow, Store } from '#store/shapes.ts'

export type Held = { readonly world: World; readonly config: number; readonly congress: CongressRow; /** The words its labels are said in. */ readonly words: LocalWords; /** The day it was read on: tomorrow another value may be in force. */ readonly day: Day }
export type Worlds = {
  get(congress: number): Promise<Held>
  /** The world at this version or a later one. */
  at(congress: number, config: number): Promise<Held>
  forget(congress: number): void
  /**
   * The register after changes this process has just stored alone in one transaction, from the version they were decided
   * under: exactly what reading it again would give, without reading it again.
   */
  advance(congress: number, from: number, changes: readonly RegisterChange[]): Promise<void>
  congresses(): Promise<readonly CongressRow[]>
  now(congress: number): Instant
}

/** A sample congress may have a clock of its own: it starts where its year was told to, and runs as ours does. */
const shiftOf = (profile: Json): number => {
  const clock = (profile as { clock?: { starts?: unknown; real?: unknown } } | null)?.clock
  return typeof clock?.starts === 'string' && typeof clock.real === 'string' ? Date.parse(clock.starts) - Date.parse(clock.real) : 0
}

const calendarOf = (days: readonly { day: string; kind: string; zh: string; en: string }[], coveredUntil: string | undefined): Calendar => {
  const own = days.map((d): CalendarDay => ({ day: d.day, kind: d.kind as CalendarDay['kind'], name: [d.zh, d.en] }))
  return own.length || coveredUntil ? withDays(nationalCalendar, own, coveredUntil && coveredUntil > nationalCalendar.coveredUntil ? coveredUntil : nationalCalendar.coveredUntil) : nationalCalendar
}

/** A book without a register, as in a test, has the usual words. */
function wordsOf(settings: Settings, specs: Readonly<Record<string, SettingSpec>>, day: Day): LocalWords {
  const word = (name: string, usual: LocalWords['place']) => (specs[name] ? wordIn(settings.look(name, day).value, usual) : usual)
  const slips = specs['request.slips'] ? slipsIn(settings.look('request.slips', day).value) : undefined
  return { area: word('county.areaWord', usualWords.area), place: word('county.placeWord', usualWords.place), slips: slips?.length ?? usualWords.slips, publish: slipOf(slips ?? [], publishing) ?? null }
}

export function makeWorlds(store: Store, procedures: Procedures, specs: Readonly<Record<string, SettingSpec>>, realNow: () => number): Worlds {
  const held = new Map<number, { readonly day: Day; readonly world: Promise<Held> }>()
  const shifts = new Map<number, number>()
  const nowOf = (congress: number): Instant => new Date(realNow() + (shifts.get(congress) ?? 0)).toISOString()
  const load = async (congress: number): Promise<Held> => {
    const row = (await store.congresses()).find(c => c.id === congress)
    if (!row) throw new Error(`no congress ${congress}`)
    shifts.set(congress, row.sample ? shiftOf(row.profile) : 0)
    const config = await store.tx(congress, readConfig)
    const day = dayOf(nowOf(congress)), settings = makeSettings(specs, config.settings), words = wordsOf(settings, specs, day)
    const register = { version: config.config, places: config.places, organs: config.organs, persons: config.persons, posts: config.posts, namings: config.namings, terms: config.terms }
    return {
      congress: row, config: config.config, words, day,
      world: {
        procedures: inWordsOf(words, procedures), directory: makeDirectory(register, byStrokes),
        calendar: calendarOf(config.days, config.coveredUntil), settings,
      },
    }
  }
  const get = (congress: number): Promise<Held> => {
    const before = held.get(congress), day = dayOf(nowOf(congress))
    if (before?.day === day) return before.world
    const world = load(congress)
    const entry = { day, world }
    held.set(congress, entry)
    world.catch(() => { if (held.get(congress) === entry) held.delete(congress) })
    return world
  }
  return {
    get,
    async at(congress, config) {
      const h = await get(congress)
      if (h.config >= config) return h
      held.delete(congress)
      return get(congress)
    },
    forget: congress => void held.delete(congress),
    async advance(congress, from, changes) {
      const before = held.get(congress)
      const h = await before?.world
      if (!before || !h || held.get(congress) !== before) return
      const directory = h.config === from ? h.world.directory.grown(changes, from + 1) : undefined
      if (!directory) return void held.delete(congress)
      held.set(congress, { day: before.day, world: Promise.resolve({ ...h, config: from + 1, world: { ...h.world, directory } }) })
    },
    congresses: () => store.congresses(),
    now: nowOf,
  }
}
