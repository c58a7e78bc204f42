/** What a county sets for itself in 承办. */
import type { SettingSpec } from '#loop/settings.ts'
import { number, term } from '#procedures/terms.ts'
import { resultClasses } from '#procedures/words.ts'

export const settings = {
  'handling.signDays': term(['签收期限', 'To sign for'], 'workingDay', 2),
  'handling.returnDays': term(['退单期限', 'To ask for a return'], 'workingDay', 5),
  'handling.decideDays': term(['退单、延期审定期限', 'To decide on a return or an extension'], 'workingDay', 3),
  'handling.simpleDays': term(['一般事项办理期限', 'To handle, simple'], 'day', 30),
  'handling.complexDays': term(['复杂事项办理期限', 'To handle, complex'], 'day', 90),
  'handling.rehandleDays': term(['重新办理期限', 'To handle again'], 'day', 30),
  'handling.extensionMaxDays': number(['延期最多天数', 'Longest extension in days'], 60),
  'handling.signOffDays': term(['答复稿审签期限', 'To sign a draft reply'], 'workingDay', 5),
  'handling.failedContacts': number(['几次联系未果可以先答复', 'Failed attempts at contact before a reply may go'], 3),
  'handling.classes': { kind: 'options', label: ['答复结果类别', 'Classes of a reply'], initial: resultClasses, basis: 'local' },
  // 机关代字: an organ's short name and its code; 〈交办〉 is the district's own for letters of hand-over.
  'handling.letterCodes': { kind: 'options', label: ['发文机关代字', 'Codes of organs in letter numbers'], initial: [], basis: 'local' },
  'handling.copyPercent': number(['答复雷同提示：重复到百分之几', 'Replies alike: shown from what share of the words, in hundredths'], 80),
  'handling.coordinateAt': number(['退到第几次提请协调', 'Return that calls for coordination'], 3),
} satisfies Record<string, SettingSpec>
