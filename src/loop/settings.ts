/**
 * What differs from county to county: a named value with versions. Only national law is hard-coded;
 * every other number is one of these (chosen by the day a stage began, as known when decided).
 */
import type { Term } from '#law/clock.ts'
import { optionId, type Option } from '#loop/fields.ts'
import type { Basis, Day, Json, Label } from '#loop/words.ts'

export type SettingSpec = {
  readonly label: Label
  /** `labels`: a list of names; `options`: a list of choices with ids; `word`: one name, in both languages. */
  readonly kind: 'term' | 'number' | 'text' | 'yesNo' | 'labels' | 'options' | 'word'
  /** Stands until the county sets its own. */
  readonly initial: Json
  /** The least and the greatest a number may be. */
  readonly within?: readonly [least: number, most: number]
  readonly basis: Basis
}
export type SettingRow = { readonly name: string; readonly version: number; readonly value: Json; readonly validFrom: Day }
export type Setting = { readonly name: string; readonly value: Json; readonly version: number }
export type Settings = {
  look(name: string, day: Day): Setting
  spec(name: string): SettingSpec
  /** Every value there has been, the newest first and the declaration's own last. */
  values(name: string): readonly Json[]
}

/** Settings from their declarations and the county's own rows; version 0 is the declaration's initial value. */
export function makeSettings(specs: Readonly<Record<string, SettingSpec>>, rows: readonly SettingRow[]): Settings {
  const spec = (name: string): SettingSpec => {
    const found = specs[name]
    if (!found) throw new Error(`no such setting: ${name}`)
    return found
  }
  return {
    spec,
    values: name => [...rows.filter(r => r.name === name).sort((a, b) => b.version - a.version).map(r => r.value), spec(name).initial],
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
  return { unit: v.unit, n: v.n, ...(typeof v.roll === 'boolean' ? { roll: v.roll } : {}) }
}

const isLabel = (v: unknown): v is Label => Array.isArray(v) && v.length >= 2 && typeof v[0] === 'string' && typeof v[1] === 'string'
/** Reads a value that holds a county's list of choices; what is no choice is left out. */
export function optionsIn(value: Json): Option[] {
  return (Array.isArray(value) ? value : []).flatMap((o): Option[] => {
    const { id, label, note } = (o ?? {}) as { id?: unknown; label?: unknown; note?: unknown }
    return typeof id === 'string' && optionId.test(id) && isLabel(label) ? [{ id, label, ...(isLabel(note) ? { note } : {}) }] : []
  })
}
/** The label of a choice: as it is called on the day, else as it was called last; an id nobody declared is shown as it is. */
export function choiceLabel(settings: Settings, name: string, id: string, day: Day): Label {
  const found = [settings.look(name, day).value, ...settings.values(name)].flatMap(optionsIn).find(o => o.id === id)
  return found?.label ?? [id, id]
}
/** Reads a value that holds one name. */
export const wordIn = (value: Json, otherwise: Label): Label => (isLabel(value) ? [value[0], value[1]] : otherwise)
