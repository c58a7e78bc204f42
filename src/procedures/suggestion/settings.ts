/** What a county sets for itself in 代表建议; the two terms of reply are the law's and may only be shortened. */
import type { SettingSpec } from '#loop/settings.ts'
import { number, term } from '#procedures/terms.ts'
import { themes, withholdReasons } from './words.ts'

const reply = { law: '代表法', article: '第五十一条' } as const
export const settings = {
  'suggestion.themes': { kind: 'options', label: ['建议分类', 'Themes'], initial: themes, basis: 'local' },
  'suggestion.coSignDays': term(['建议联名代表确认期限', 'To confirm co-signing'], 'workingDay', 5),
  'suggestion.reviewDays': term(['建议审查期限', 'To review'], 'workingDay', 10),
  'suggestion.amendDays': term(['建议退回完善期限', 'To amend'], 'workingDay', 5),
  'suggestion.handOverDays': term(['建议受理后交办期限', 'To hand over after acceptance'], 'workingDay', 10),
  'suggestion.reassignDays': term(['建议退办后改派期限', 'To reassign after a return'], 'workingDay', 10),
  'suggestion.replyMonths': { ...term(['建议答复期限', 'To reply'], 'month', 3), basis: reply },
  'suggestion.complexMonths': { ...term(['建议答复期限（涉及面广、难度大）', 'To reply, wide-ranging or difficult'], 'month', 6), basis: reply },
  'suggestion.returnDays': term(['建议退办期限', 'To ask for a return'], 'workingDay', 10),
  'suggestion.coDays': term(['建议会办意见期限', 'Co-handlers’ views'], 'month', 1),
  'suggestion.rehandleDays': term(['建议重新办理期限', 'To handle again'], 'month', 1),
  'suggestion.feedbackDays': term(['建议代表评价期限', 'For the deputy to evaluate'], 'workingDay', 20),
  'suggestion.chairsDays': term(['建议主任会议研究期限', 'For the chairpersons’ meeting to consider'], 'day', 30),
  'suggestion.publishDays': term(['建议公开稿审核期限', 'To review a draft for publication'], 'workingDay', 5),
  'suggestion.roundMonth': number(['全覆盖督办集中在几月', 'Month of the round that supervises every suggestion'], 6, [1, 12]),
  'suggestion.withholdReasons': { kind: 'options', label: ['建议不公开的理由', 'Why a suggestion is withheld'], initial: withholdReasons, basis: 'local' },
  'suggestion.publicGrades': { kind: 'yesNo', label: ['建议公开时一并公开代表的评价', 'The deputies’ evaluation is public with the suggestion'], initial: false, basis: 'local' },
  'suggestion.officeDays': term(['政府办转交建议期限', 'For the government office to hand on'], 'workingDay', 5),
  'suggestion.officeClockRestarts': { kind: 'yesNo', label: ['经政府办转交的，答复期限从转交之日起算', 'Through the government office the clock runs from its own hand-over'], initial: false, basis: 'local' },
  'suggestion.returnNeedsDistrict': { kind: 'yesNo', label: ['政府办同意退办后，还要区人大代工委复核', 'A return the government office agrees to needs the district’s word too'], initial: false, basis: 'local' },
  'suggestion.clockRestarts': { kind: 'yesNo', label: ['建议改交后答复期限重新起算', 'The clock restarts when reassigned'], initial: false, basis: 'local' },
} satisfies Record<string, SettingSpec>
