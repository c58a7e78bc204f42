/** What a county calls itself and its places: `loop/local.ts` says the declarations in these words. */
import { usualWords } from '#loop/local.ts'
import type { SettingSpec } from '#loop/settings.ts'
import { accountSettings } from './account-settings.ts'

export const settings = {
  'county.areaWord': { kind: 'word', label: ['本级称谓（区、县、市、旗）', 'What the county is called'], initial: usualWords.area, basis: 'local' },
  'county.placeWord': { kind: 'word', label: ['基层称谓（街道、乡镇）', 'What its places are called'], initial: usualWords.place, basis: 'local' },
  ...accountSettings,
} satisfies Record<string, SettingSpec>
