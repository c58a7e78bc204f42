/**
 * What differs from county to county: a named value with versions. Only national law is hard-coded;
 * every other number is one of these (chosen by the day a stage began, as known when decided).
 */
import type { Term } from '#law/clock.ts'
import type { Basis, Day, Json, Label } from '#loop/words.ts'

export type SettingSpec = {
  readonly label: Label
  readonly kind: 'term' | 'number' | 'text' | 'yesNo' | 'labels'
  /** Stands until the county sets its own. */
  readonly initial: Json
  readonly basis: Basis
}
export type SettingRow = { readonly name: string; readonly version: number; readonly value: Json; readonly validFrom: Day }
export type Setting = { readonly name: string; readonly value: Json; readonly version: number }
export type Settings = { look(name: string, day: Day): Setting; spec(name: string): SettingSpec }

/** Settings from their declarations and the county's own rows; version 0 is the declaration's initial value. */
export function makeSettings(specs: Readonly<Record<string, SettingSpec>>, rows: readonly SettingRow[]): Settings {
  const spec = (name: string): SettingSpec => {
    const found = specs[name]
    if (!found) throw new Error(`no such setting: ${name}`)
    return found
  }
  return {
    spec,
    look(name, day) {
      const initial = spec(name).initial
      const best = rows.filter(r => r.name === name && r.validFrom <= day).reduce<SettingRow | undefined>((a, b) => (a && a.version > b.version ? a : b), undefined)
      return best ? { name, value: best.value, version: best.version } : { name, value: initial, version: 0 }
    },
  }
}

/** Reads a setting that holds a length of time. */
export function termOf(setting: Setting): Term {
  const v = setting.value as { unit?: unknown; n?: unknown; roll?: unknown }
  if ((v.unit !== 'day' && v.unit !== 'workingDay' && v.unit !== 'month') || typeof v.n !== 'number' || !Number.isInteger(v.n) || v.n < 0) throw new Error(`setting ${setting.name} is not a term`)
  return { unit: v.unit, n: v.n, ...(v.roll === true ? { roll: true } : {}) }
}
