/** Options of 代表建议, Chinese and English together. */
import type { Option } from '#loop/fields.ts'
import type { Label } from '#loop/words.ts'

export const hows = { single: ['单独', 'Alone'], joint: ['联名', 'Jointly'], delegation: ['代表团', 'A delegation'] } as const satisfies Record<string, Label>
/** Content that is no suggestion, as provincial rules list it. */
export const declineReasons = {
  own: ['涉及代表本人或亲属个人的事', 'The deputy’s own or kin’s affair'], letter: ['转交群众来信', 'Passing on a letter'], accusation: ['检举控告', 'A complaint or accusation'], case: ['具体的司法、监察案件', 'A case of court or supervision'],
  bid: ['具体的招投标结果', 'The result of a bid'], promotion: ['学术探讨、产品推介', 'Academic debate or product promotion'], empty: ['没有实际内容', 'Without content'], elsewhere: ['不属本级职权且无法转报', 'Beyond this level and not to be passed up'],
} as const satisfies Record<string, Label>
export const convertTo = { request: ['转作五单接待事项', 'To a constituent request'], letter: ['转作代表来信', 'To a deputy’s letter'] } as const satisfies Record<string, Label>
export const consultAnswers = { claim: ['由本单位主办', 'Ours to lead'], share: ['本单位可以会办', 'Ours to help with'], other: ['建议改给别的单位', 'Another organ’s'] } as const satisfies Record<string, Label>
/** What the deputy is asked to agree to, and the answer. */
export const consentFor = { merge: ['与同类建议并案办理', 'Handle it together with a like one'], split: ['一事一议，分成两件', 'Split it in two, one matter each'] } as const satisfies Record<string, Label>
export const agreements = { yes: ['同意', 'I agree'], no: ['不同意', 'I do not agree'] } as const satisfies Record<string, Label>
/** What the committee found when a deputy said that nobody had been in touch. */
export const contactFound = { none: ['确实没有联系', 'There was no contact'], made: ['已经联系，有凭据', 'There was, and something shows it'] } as const satisfies Record<string, Label>
export const outcomes = {
  solved: ['已解决', 'Solved'], promised: ['已承诺（有期限）', 'Promised, with a date'], later: ['暂不能解决（有理由）', 'Not now, with a reason'], reference: ['留作参考', 'For reference'],
  declined: ['不作为建议处理（已说明）', 'Not handled as a suggestion, explained'], converted: ['已转作其他事项', 'Converted'], withdrawn: ['已撤回', 'Withdrawn'],
} as const satisfies Record<string, Label>

/** What suggestions are about. A county has its own list; these are the first. */
export const themes: readonly Option[] = ([
  ['T1', '城建交通与老旧小区', 'Building, traffic, old compounds'], ['T2', '生态环保与环卫', 'Environment and sanitation'], ['T3', '教育', 'Education'], ['T4', '卫生健康与医保', 'Health and insurance'], ['T5', '民政养老与就业', 'The elderly, relief, employment'],
  ['T6', '农业农村', 'Farming and villages'], ['T7', '文化旅游体育', 'Culture, tourism, sports'], ['T8', '商贸消费与营商环境', 'Trade and business'], ['T9', '食品安全与市场监管', 'Food safety and markets'], ['T10', '安全应急与消防', 'Safety, emergencies, fire'], ['T11', '法治与基层治理', 'Law and local governance'],
] as const).map(([id, zh, en]) => ({ id, label: [zh, en] }))

/** Why what was said is not made public (政府信息公开条例 14–17; provincial rules on suggestions). A county may name others. */
export const withholdReasons: readonly Option[] = ([
  ['secret', '涉及国家秘密或工作秘密', 'State or working secrets'], ['business', '涉及商业秘密', 'Business secrets'], ['privacy', '涉及个人隐私', 'Personal privacy'], ['deputy', '代表认为不宜公开', 'The deputy thinks it unfit'], ['organ', '承办单位认为答复不宜公开', 'The handling organ thinks its reply unfit'],
  ['process', '内部事务或讨论过程', 'Internal matters or what is still being discussed'], ['safety', '公开后可能影响公共安全、社会稳定', 'It might endanger public safety'], ['other', '其他（写明情况）', 'Another reason, told'],
] as const).map(([id, zh, en]) => ({ id, label: [zh, en] }))
