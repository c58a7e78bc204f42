/** A county's folder: read whole, refused whole, or loaded. */
import type { SettingSpec } from '#loop/settings.ts'
import type { House } from '#service/house.ts'
import type { PackFault } from '#service/pack/csv.ts'
import { loadPack, type PackReport } from '#service/pack/load.ts'
import { type PackFile, readPack } from '#service/pack/read.ts'
import type { Service } from '#service/service.ts'

export type { PackFault } from '#service/pack/csv.ts'
export type { PackReport } from '#service/pack/load.ts'
export type { PackFile } from '#service/pack/read.ts'
export type CountyResult = { readonly ok: true; readonly report: PackReport } | { readonly ok: false; readonly faults: readonly PackFault[] }

/** Nothing is stored while any fault is left. Loading twice changes nothing; a changed folder enters the difference. */
export async function county(house: House, doors: Pick<Service, 'act' | 'setSetting' | 'addCalendarDays' | 'createCongress' | 'sampleIsIn'>, specs: Readonly<Record<string, SettingSpec>>, files: readonly PackFile[], o: { readonly check: boolean; readonly sample?: boolean }): Promise<CountyResult> {
  const read = readPack(files, specs)
  return read.ok ? { ok: true, report: await loadPack(house, doors, specs, read.pack, o) } : read
}
