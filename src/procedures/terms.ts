/** How a county's own value is declared. Initial values are common practice, none of them law; each stands in every duty it dates. */
import type { SettingSpec } from '#loop/settings.ts'
import type { Json, Label } from '#loop/words.ts'

export const term = (label: Label, unit: 'day' | 'workingDay' | 'month', n: number): SettingSpec => ({ kind: 'term', label, initial: { unit, n, roll: true }, basis: 'local' })
export const number = (label: Label, n: Json): SettingSpec => ({ kind: 'number', label, initial: n, basis: 'local' })
/** 2025-06-10 → 6月10日: how a title names a day of its year. */
export const monthDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
