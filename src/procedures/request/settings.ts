/** What a county sets for itself in 五单. */
import type { SettingSpec } from '#loop/settings.ts'
import { number, term } from '#procedures/terms.ts'
import { categories } from '#procedures/words.ts'

export const settings = {
  'request.slips': { kind: 'labels', label: ['单名（四到六个）', 'Names of the slips, four to six'], initial: [['点单', 'Place'], ['派单', 'Dispatch'], ['接单', 'Accept'], ['跟单', 'Follow'], ['评单', 'Rate']], basis: 'local' },
  'request.categories': { kind: 'options', label: ['类别', 'Categories'], initial: categories, basis: 'local' },
  'request.dispatchDays': term(['研判派单期限', 'To triage and dispatch'], 'workingDay', 5),
  'request.assignDays': term(['商请代表跟单期限', 'To ask a deputy to follow'], 'workingDay', 5),
  'request.claimDays': term(['代表回应跟单期限', 'For the deputy to answer'], 'workingDay', 5),
  'request.verifyDays': term(['代表核实期限', 'To verify the result'], 'workingDay', 10),
  'request.informDays': term(['告知反映人期限', 'To tell the requester'], 'workingDay', 2),
  'request.ratingDays': term(['评单期限', 'To rate'], 'workingDay', 10),
  'request.upwardDays': term(['报上级后回看期限', 'To look again after reporting upward'], 'day', 30),
  'request.chairsDays': term(['主任会议研究期限', 'For the chairpersons’ meeting to consider'], 'day', 30),
  'request.retentionDays': number(['办结后个人信息保存天数', 'Days particulars are kept after the end'], 180),
  'request.accusationKept': { kind: 'yesNo', label: ['举报内容封存给纪检监察联络员（否则当场清除）', 'Accusations are sealed for the discipline liaison (else erased at once)'], initial: false, basis: 'local' },
  'request.burstRatings': number(['一人十分钟内代记电话评价达到几件列入疑点', 'Phone ratings by one recorder within ten minutes that are listed as doubtful'], 10),
} satisfies Record<string, SettingSpec>
