/** The report's station chapter: deputies and voters at stations, activities, opinions collected, problems referred and solved (S23–S28), and its rates. */
import type { Figure, Reading } from '#figures/figure.ts'
import type { Label, Level } from '#loop/words.ts'

/** “截至11月底”: the station chapter is counted from New Year to 30 November. */
const untilNovember = (year: number) => ({ from: `${year}-01-01`, to: `${year}-11-30` })

const collected = { fact: 'request.collected', how: 'rows' } as const, referred = { fact: 'request.referred', how: 'rows' } as const, solved = { fact: 'request.solved', how: 'rows' } as const
const levels: readonly (readonly [Level, string, string])[] = [['national', '全国', 'national'], ['provincial', '省', 'provincial'], ['city', '市', 'city'], ['district', '区', 'district'], ['town', '镇', 'town']]
const percent: Label = ['%', '%']

export const stations: readonly Figure[] = [
  {
    id: 'S23', label: ['进站代表', 'Deputies at stations'], unit: ['名', 'deputies'], fact: 'deputy.received', how: 'distinctPerson', period: untilNovember, sentence: ['{n}名五级人大代表进站接待选民', '{n} deputies of five levels received voters at stations'],
    definition: ['1月1日至11月30日到联络站接待过选民的五级代表，每人只算一次；兼任两级代表的按最高一级算一人。', 'Deputies of five levels who received voters at a station from 1 January to 30 November: each person once, whoever holds two mandates too.'],
    readings: [
      { id: 'mandates', label: ['按代表职务算（兼两级的算两名）', 'By mandate: two mandates count twice'], fact: 'deputy.received', how: 'distinctMandate' },
      ...levels.map(([level, zh, en]): Reading => ({ id: level, label: [`其中${zh}代表`, `Of these ${en} deputies`], fact: 'deputy.received', how: 'distinctPerson', kinds: ['main'], levels: [level] })),
    ],
  },
  {
    id: 'S24', label: ['接待选民', 'Voters received'], unit: ['人次', 'times'], fact: 'voters.received', how: 'sum', period: untilNovember, sentence: ['接待选民{n}人次', 'voters received {n} times'],
    definition: ['1月1日至11月30日各接待日登记的接待选民人次之和；一人来两次算两人次，只记数不记名。', 'The sum of voters recorded at reception days from 1 January to 30 November: somebody who came twice counts twice; only the number is kept, no name.'],
    readings: [{ id: 'visits', label: ['按代表进站人次算', 'By deputies’ visits'], fact: 'deputy.received', how: 'rows', kinds: ['main'] }, { id: 'days', label: ['接待日场次', 'Reception days'], fact: 'reception.held', how: 'rows' }],
  },
  {
    id: 'S25', label: ['主题活动', 'Theme activities'], unit: ['次', 'activities'], fact: 'activity.held', how: 'rows', period: untilNovember, sentence: ['开展主题活动{n}次', '{n} theme activities held'],
    definition: ['1月1日至11月30日各联络站登记的主题活动，一场算一次；取消的、作废的不算。', 'Theme activities recorded by stations from 1 January to 30 November, each once; cancelled and void ones do not count.'],
    readings: [{ id: 'joined', label: ['参加群众人次', 'Residents who joined'], fact: 'voters.joined', how: 'sum' }],
  },
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
  {
    id: 'R1', label: ['代表参与率', 'Share of deputies who took part'], unit: percent, over: { fact: ['deputy.received', 'deputy.joined'], how: 'distinctPerson' }, under: { population: 'deputies' }, period: untilNovember, sentence: ['代表参与率{n}%', '{n} % of deputies took part'],
    definition: ['参加过接待日或主题活动的代表，除以期末在任的五级代表，每人只算一次。', 'Deputies who came to a reception day or activity, over the deputies in office at the end of the period, each person once.'], readings: [],
  },
  {
    id: 'R2', label: ['进站率', 'Share of deputies who came to a station'], unit: percent, over: { fact: 'deputy.received', how: 'distinctPerson' }, under: { population: 'stationDeputies' }, period: untilNovember, sentence: ['进站率{n}%', '{n} % of station deputies received voters'],
    definition: ['到联络站接待过选民的代表，除以期末编入各联络站的代表，每人只算一次。', 'Deputies who received voters at a station, over the deputies who belong to a station at the end of the period.'], readings: [],
  },
  {
    id: 'R3', label: ['问题解决率', 'Share of problems solved'], unit: percent, over: solved, under: referred, period: untilNovember, sentence: ['问题解决率{n}%', '{n} % of problems referred were solved'],
    definition: ['解决的问题除以转办的问题。另一种读法除以收集的意见，两个数要一起看。', 'Problems solved over problems referred. The other reading divides by opinions collected; the two belong together.'],
    readings: [{ id: 'opinions', label: ['除以收集的意见', 'Over opinions collected'], over: solved, under: collected }], beside: 'opinions',
  },
  {
    id: 'R4', label: ['意见转办率', 'Share of opinions referred'], unit: percent, over: { ...referred, how: 'distinctRoot' }, under: collected, period: untilNovember, sentence: ['意见转办率{n}%', '{n} % of opinions were referred'],
    definition: ['转办的意见（分拆的只算一条）除以收集的意见。', 'Opinions referred (a split one once) over opinions collected.'], readings: [],
  },
]
