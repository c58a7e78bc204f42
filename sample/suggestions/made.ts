/** The rule the committee made on handling key suggestions, adopted by the meeting that chose them. */
import { officer } from '#sample/hands.ts'
import { hour, instant } from '#sample/moments.ts'
import { type Family, keyOf } from '#sample/plan.ts'

export const ruleMade: Family = { name: 'rule:key', acts: [{
  key: keyOf('rule', 'key'), procedure: 'rule', act: 'adopt', by: officer(1), at: instant('2025-04-22', hour(11)), makes: 'rule:key',
  input: { title: '关于加强人大代表重点建议办理工作的实施意见', about: 'suggestions', meeting: '区人大常委会主任会议（示例）' },
}] }
