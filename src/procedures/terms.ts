/** How a county's own value is declared. Initial values are common practice, none of them law; each stands in every duty it dates. */
import type { SettingSpec } from '#loop/settings.ts'
import type { Json, Label } from '#loop/words.ts'

export const term = (label: Label, unit: 'day' | 'workingDay' | 'month', n: number): SettingSpec => ({ kind: 'term', label, initial: { unit, n, roll: true }, basis: 'local' })
export const number = (label: Label, n: Json): SettingSpec => ({ kind: 'number', label, initial: n, basis: 'local' })
