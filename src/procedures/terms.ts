/** How a county's own value is declared. Initial values are common practice, none of them law; each stands in every duty it dates. */
import type { SettingSpec } from '#loop/settings.ts'
import { startOfDay } from '#law/time.ts'
import type { Json, Label } from '#loop/words.ts'

export const term = (label: Label, unit: 'day' | 'workingDay' | 'month', n: number): SettingSpec => ({ kind: 'term', label, initial: { unit, n, roll: true }, basis: 'local' })
export const number = (label: Label, n: Json, within?: SettingSpec['within']): SettingSpec => ({ kind: 'number', label, initial: n, basis: 'local', ...(within ? { within } : {}) })
/** The middle of a morning: what happened on a day is true of the day, whenever it is written down. */
export const momentOf = (day: string): string => new Date(Date.parse(startOfDay(day)) + 10 * 3_600_000).toISOString()
/** 2025-06-10 → 6月10日; with its year where that is another one: how a title names a day. */
export const monthDay = (day: string, today = day): string => `${day.slice(0, 4) === today.slice(0, 4) ? '' : `${day.slice(0, 4)}年`}${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
