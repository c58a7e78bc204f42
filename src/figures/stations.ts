/** The report's station chapter: opinions collected, problems referred, problems solved (S26–S28). */
import type { Figure } from '#figures/figure.ts'

/** “截至11月底”: the station chapter is counted from New Year to 30 November. */
const untilNovember = (year: number) => ({ from: `${year}-01-01`, to: `${year}-11-30` })

export const stations: readonly Figure[] = [
  {
    id: 'S26', label: ['收集意见建议', 'Opinions collected'], unit: ['条', 'opinions'], fact: 'request.collected', how: 'rows', period: untilNovember, sentence: ['收集意见建议{n}条', '{n} opinions collected'],
    definition: ['1月1日至11月30日，经各联络站接待日、主题活动、网上、电话、代表走访、来信等登记的意见，一条登记算一条；并入同类的也各算一条，作废的不算。', 'Opinions entered from 1 January to 30 November through reception days, activities, online, by phone, visit or letter: one entry is one, joined ones count, voided ones do not.'],
    readings: [{ id: 'station', label: ['其中接待日和主题活动上收集', 'Of these at reception days and activities'], fact: 'request.collected', how: 'rows', kinds: ['station', 'activity'] }],
  },
  {
    id: 'S27', label: ['转办问题', 'Problems referred'], unit: ['个', 'problems'], fact: 'request.referred', how: 'rows', period: untilNovember, sentence: ['转办问题{n}个', '{n} problems referred'],
    definition: ['1月1日至11月30日首次派给承办单位、企业帮办或报请上级的问题；一条意见分拆成几个问题的按几个算，退回后再派不重复算。', 'Problems first dispatched from 1 January to 30 November to a handler, a helper or upward: an opinion split into several counts as several; dispatched again after a return it is not counted twice.'],
    readings: [{ id: 'opinions', label: ['按意见条数算（分拆的只算一条）', 'By opinions: a split one counts once'], fact: 'request.referred', how: 'distinctRoot' }],
  },
  {
    id: 'S28', label: ['解决群众身边问题', 'Problems solved'], unit: ['个', 'problems'], fact: 'request.solved', how: 'rows', period: untilNovember, sentence: ['解决群众身边问题{n}个', '{n} problems solved'],
    definition: ['1月1日至11月30日经跟单代表核实“已解决”，且反映人没有说“没解决”的问题。承办单位自报办好不算解决，报请上级也不算。', 'Problems a following deputy verified as solved from 1 January to 30 November and whose requester did not say otherwise. The handler’s own word does not count, nor does reporting upward.'],
    readings: [
      { id: 'strict', label: ['从严：反映人说只解决一部分的也不算', 'Strict: not those said to be solved in part'], fact: 'request.solvedFully', how: 'rows' },
      { id: 'handled', label: ['承办单位已报结果', 'Results reported by the handlers'], fact: 'request.handled', how: 'rows' },
      { id: 'verified', label: ['代表核实过', 'Verified by a deputy'], fact: 'request.verified', how: 'rows' },
    ],
  },
]
