/**
 * The report's chapter of deputies' suggestions (S30–S32, N14, N15) and its rates. Suggestions are chosen by session: a suggestion of a plenary in
 * December belongs to the year that follows, whatever the day it was answered on. Withdrawn ones leave every base they could weigh on.
 */
import type { Figure, Has, How, Ratio, Reading, Selection, SplitBy, Together } from '#figures/figure.ts'
import type { FactName, Label } from '#loop/words.ts'

const percent: Label = ['%', '%'], items: Label = ['件', 'suggestions']
/** What was withdrawn before it was handed over was never taken up. */
const takenUp: { with: readonly Has[]; without: readonly Has[] } = { with: ['suggestion.accepted'], without: [{ fact: 'suggestion.withdrawn', kinds: ['before'] }] }
/** Of those, what has not been withdrawn. */
const kept: { with: readonly Has[]; without: readonly Has[] } = { with: ['suggestion.accepted'], without: ['suggestion.withdrawn'] }
const of = (fact: FactName | readonly FactName[], kinds?: readonly string[], how: How = 'rows'): Selection => ({ fact, how, ...kept, ...(kinds ? { kinds } : {}) })
const now = (fact: FactName, kinds?: readonly string[]): Selection => ({ ...of(fact, kinds), standing: true })
const all = (fact: FactName, how: How = 'rows', kinds?: readonly string[]): Selection => ({ fact, how, ...takenUp, ...(kinds ? { kinds } : {}) })
const reading = (id: string, zh: string, en: string, s: Selection | Ratio): Reading => ({ id, label: [zh, en], ...s })

const accepted = all('suggestion.accepted'), handedOver = of('suggestion.handedOver'), replied = of('suggestion.replied')
/** No letter has come and the day has passed, whatever day it was put off to. */
const unanswered: Selection = { ...handedOver, without: [...kept.without, 'suggestion.replied'], overdue: 'reply' }
/** What should have been answered by now: what was, and what is overdue. */
const due: Together = { together: [replied, unanswered] }
const late = (kinds: readonly string[]): Together => ({ together: [{ ...replied, kinds }, unanswered] })
const first = (kinds?: readonly string[]): Selection => of('suggestion.firstResult', kinds), final = (kinds?: readonly string[]): Selection => now('suggestion.result', kinds)
const solvedShare: Ratio = { over: now('suggestion.class', ['solved']), under: replied }, satisfiedShare: Ratio = { over: final(['satisfied']), under: final() }
const content = ['satisfied', 'basically']

const whose = { organ: 'suggestion.assigned', person: 'suggestion.accepted' } as const
const number = { bySession: true, procedure: 'suggestion', splits: ['month', 'place', 'kind', 'category', 'organ', 'person'] as readonly SplitBy[], whose } as const
/** A share is split by what belongs to a suggestion once and for all: both its sides add up. */
const share = { bySession: true, procedure: 'suggestion', splits: ['category', 'organ', 'person'] as readonly SplitBy[], whose } as const

const classes: readonly (readonly [string, string, string])[] = [['solved', '已解决或基本解决', 'solved'], ['promised', '正在解决或已列入计划', 'being solved or planned'], ['later', '暂不能解决', 'not for now'], ['reference', '留作参考', 'for reference']]
const grades: readonly (readonly [string, string, string])[] = [['satisfied', '满意', 'satisfied'], ['basically', '基本满意', 'basically satisfied'], ['dissatisfied', '不满意', 'dissatisfied']]
const counted = (lists: readonly (readonly [string, string, string])[], prefix: string, zh: string, en: string, s: (kind: string) => Selection): Reading[] => lists.map(([kind, z, e]) => reading(`${prefix}.${kind}`, `${zh}：${z}（件）`, `${en}: ${e} (number)`, s(kind)))

/** All of the year, up to whichever day it is asked for. */
const wholeYear = (year: number) => ({ from: `${year}-01-01`, to: `${year}-12-31` })

export const suggestions: readonly Figure[] = [
  {
    id: 'S30', label: ['提出代表建议', 'Suggestions put forward'], unit: items, ...accepted, ...number, sentence: ['会议期间代表提出建议{n}件', 'deputies put forward {n} suggestions at the session'],
    definition: ['本年度人民代表大会会议期间提出并受理的代表建议，按会议算，不按公历年。议案转来的、一件分成几件的各算一件；不作为建议处理、转作其他事项的，交办前撤回的不算。', 'Suggestions put forward at the session of the report’s year and accepted, chosen by session and not by calendar year. Motions turned into suggestions and parts of a split one count; those declined, converted or withdrawn before hand-over do not.'],
    readings: [
      ...([['single', '单独提出', 'alone'], ['joint', '联名提出', 'jointly'], ['delegation', '代表团提出', 'by a delegation']] as const).map(([kind, zh, en]) => reading(kind, `其中${zh}`, `Of these put forward ${en}`, { ...accepted, kinds: [kind] })),
      reading('coSigned', '联名代表（人次）', 'Co-signatures', all('suggestion.coSigned')), reading('merged', '并案办理', 'Handled together with others', of('suggestion.merged')), reading('withdrawn', '交办后撤回', 'Withdrawn after hand-over', { ...all('suggestion.withdrawn'), without: [], kinds: ['after'] }),
      reading('between', '另有闭会期间提出的', 'Besides, put forward between sessions', { fact: 'suggestion.acceptedBetween', how: 'rows', without: takenUp.without }),
    ],
  },
  {
    id: 'S31', label: ['承办建议的单位', 'Organs that handle suggestions'], unit: ['家', 'organs'], ...all('suggestion.assigned', 'distinctOrgan'), standing: true, bySession: true, splits: [], sentence: ['交由{n}家承办部门办理', 'handed to {n} organs'],
    definition: ['最后承担主办、分办的单位，一家只算一次。收到后退办、改交给别人的不算；只会办的另算。', 'Organs that lead or handle separately in the end, each once. Those it was taken from again do not count; co-handlers are counted apart.'],
    readings: [
      reading('withCo', '连同会办单位', 'With co-handlers', { ...all('suggestion.assigned', 'distinctOrgan'), fact: ['suggestion.assigned', 'suggestion.coAssigned'], standing: true }), reading('first', '首次交办时的主办单位', 'Lead organs of the first hand-over', all('suggestion.handedOver', 'distinctOrgan')),
      reading('ever', '曾经收到过交办的（含已退办的）', 'Ever handed one, returned or not', all('handling.assigned', 'distinctOrgan', ['lead', 'separate'])), reading('assignments', '主办、分办（件次）', 'Assignments', { ...all('suggestion.assigned'), standing: true }), reading('coAssignments', '会办（件次）', 'Co-handling assignments', all('suggestion.coAssigned')),
      reading('returnAsked', '申请退办（件次）', 'Returns asked', all('suggestion.returnAsked')), reading('reassigned', '改交（件次）', 'Reassignments', all('suggestion.reassigned')),
    ],
  },
  {
    id: 'S32', label: ['全覆盖督办', 'Supervision of every suggestion'], unit: items, over: { ...all('suggestion.supervised', 'distinctRoot'), month: 'suggestion.roundMonth' }, under: accepted, pair: true, bySession: true, splits: [], whose, sentence: ['集中一个月时间，对代表建议进行全覆盖式督办，共{n}件', 'within a month all suggestions were supervised: {n}'],
    definition: ['在集中督办的那个月（本地设置，六月）里听取过办理汇报的建议，除以受理的建议，写成“听过的/受理的”。一场座谈听取一家单位的多件，每件都算。', 'Suggestions on which an organ was heard within the month of the round (a local setting, June), over those accepted, printed as heard/accepted. One sitting hears many, each counts.'],
    readings: [reading('ever', '不限月份，听取过汇报的', 'Heard in any month', all('suggestion.supervised', 'distinctRoot')), reading('sittings', '听取汇报（件次）', 'Reports heard', all('suggestion.supervised')), reading('checked', '督查进度（件次）', 'Progress checks', all('suggestion.checked'))],
  },
  {
    id: 'N14', label: ['制定建议办理制度', 'Rules made on handling suggestions'], unit: ['项', 'rules'], fact: 'rule.made', how: 'rows', kinds: ['suggestions'], period: wholeYear, splits: ['month'], sentence: ['制定代表建议办理工作制度{n}项', '{n} rules made on handling suggestions'],
    definition: ['本年度会议通过的、关于代表建议办理的工作制度（如实施意见），按通过的日子算；登记错、作废的不算，后来废止的仍算当年制定。', 'Rules on handling suggestions adopted in the year, by the day of adoption; what was entered by mistake does not count, what was repealed later was still made.'],
    readings: [{ id: 'all', label: ['各方面的工作制度', 'Rules of every kind'], fact: 'rule.made', how: 'rows' }],
  },
  {
    id: 'N15', label: ['重点督办建议', 'Key supervised suggestions'], unit: items, ...all('suggestion.key'), ...number, sentence: ['主任会议重点督办代表建议{n}件', '{n} suggestions under key supervision'],
    definition: ['本次会议的建议中，主任会议确定重点督办的；取消重点督办的不算。', 'Of the session’s suggestions, those the chairpersons’ meeting put under key supervision; those taken off it do not count.'],
    readings: [reading('topics', '督办主题（个）', 'Topics', all('suggestion.key', 'distinctKind')), reading('visits', '督办活动（次）', 'Visits', all('suggestion.keyVisited'))],
  },
  {
    id: 'R5', label: ['交办率', 'Share handed over'], unit: percent, over: all('suggestion.handedOver'), under: accepted, ...share, sentence: ['交办率{n}%', '{n} % handed over'],
    definition: ['已经交给承办单位的建议，除以受理的建议。', 'Suggestions handed to an organ, over those accepted.'],
    readings: [reading('normal', '三个月件（件）', 'Three-month ones (number)', all('suggestion.handedOver', 'rows', ['normal'])), reading('complex', '六个月件（件）', 'Six-month ones (number)', all('suggestion.handedOver', 'rows', ['complex']))],
  },
  {
    id: 'R6', label: ['答复率', 'Share answered'], unit: percent, over: replied, under: handedOver, ...share, sentence: ['答复率{n}%', '{n} % answered'],
    definition: ['已经书面答复的建议，除以交办的建议；撤回的两边都不算。', 'Suggestions answered by letter, over those handed over; withdrawn ones leave both sides.'], readings: [],
  },
  {
    id: 'R7', label: ['按期答复率', 'Share answered in time'], unit: percent, over: { ...replied, kinds: ['onTime'] }, under: due, ...share, sentence: ['按期答复率{n}%，含批准延期后按期的{extended}%', '{n} % answered in time, {extended} % with granted extensions'],
    definition: ['在最初期限（三个月或六个月）内答复的建议，除以到现在应该答复的建议（已答复的，加上过了期限还没答复的）；撤回的不算。延期不改变最初期限，批准延期后按期答复的看另一种数法。', 'Suggestions answered within the first term of three or six months, over those that should have been answered by now: answered ones and overdue ones; withdrawn ones left out. An extension does not change the first term; the other reading counts it.'],
    readings: [reading('extended', '批准延期后按期的也算（%）', 'With granted extensions (%)', { over: { ...replied, kinds: ['onTime', 'extended'] }, under: due }), reading('ofReplied', '除以已答复的（%）', 'Over those answered (%)', { over: { ...replied, kinds: ['onTime'] }, under: replied }), reading('granted', '批准延期（件次）', 'Extensions granted', of('suggestion.extended'))], beside: 'extended',
  },
  {
    id: 'R8', label: ['面商率', 'Share discussed face to face'], unit: percent, over: of('handling.contacted', ['faceToFace'], 'distinctRoot'), under: handedOver, ...share, sentence: ['面商率{n}%', '{n} % discussed face to face'],
    definition: ['承办单位与代表当面沟通过至少一次的建议，除以交办的建议；只打电话、只发函的不算，撤回的不算。', 'Suggestions on which the organ met the deputy at least once, over those handed over; calls and letters do not count, withdrawn ones are left out.'],
    readings: [
      reading('replied', '答复前当面沟通的，除以已答复的（%）', 'Met before the reply, over those answered (%)', { over: of('suggestion.contacted', ['faceToFace']), under: replied }),
      ...([['phone', '答复前只打过电话（件）', 'By phone only before the reply'], ['letter', '答复前只有书面沟通（件）', 'In writing only before the reply'], ['failed', '多次联系未果后答复（件）', 'Answered after failed attempts']] as const).map(([kind, zh, en]) => reading(kind, zh, en, of('suggestion.contacted', [kind]))),
    ],
  },
  {
    id: 'R9', label: ['办成率', 'Share solved'], unit: percent, ...solvedShare, ...share, beside: 'satisfied', sentence: ['办成率{n}%，满意率{satisfied}%', '{n} % solved, {satisfied} % satisfied'],
    definition: ['答复中类别现在是“已解决或基本解决”的建议，除以已答复的建议。类别续报后变了的按现在的算；分办的按较低的一类算。要和满意率一起看。', 'Suggestions whose reply now stands as solved, over those answered. A class changed by a follow-up counts as it is now; with separate handlers the lower one stands. To be read beside the share satisfied.'],
    readings: [
      reading('satisfied', '一并看：满意率（%）', 'To be read beside it: satisfied (%)', satisfiedShare), reading('first', '按首次答复的类别（%）', 'By the class of the first reply (%)', { over: of('suggestion.firstClass', ['solved']), under: replied }),
      reading('planned', '解决或列入计划的都算（%）', 'Solved or planned (%)', { over: now('suggestion.class', ['solved', 'promised']), under: replied }), ...counted(classes, 'now', '现在', 'Now', k => now('suggestion.class', [k])), ...counted(classes, 'first', '首次答复', 'First reply', k => of('suggestion.firstClass', [k])),
    ],
  },
  {
    id: 'R10', label: ['满意率', 'Share satisfied'], unit: percent, ...satisfiedShare, ...share, beside: 'solved', sentence: ['满意率{n}%，办成率{solved}%', '{n} % satisfied, {solved} % solved'],
    definition: ['代表对办理结果评“满意”的建议，除以代表评价过的建议；到期没有评价的不算在内。重新办理后再评的，按最后一次。要和办成率一起看。', 'Suggestions whose result the deputy rated satisfied, over those rated; those nobody rated in time are left out. After a re-handling the last rating stands. To be read beside the share solved.'],
    readings: [
      reading('solved', '一并看：办成率（%）', 'To be read beside it: solved (%)', solvedShare), reading('first', '按首次评价（%）', 'By the first rating (%)', { over: first(['satisfied']), under: first() }), reading('basically', '基本满意也算（%）', 'With basically satisfied (%)', { over: final(content), under: final() }),
      reading('firstBasically', '按首次评价，基本满意也算（%）', 'First rating, with basically satisfied (%)', { over: first(content), under: first() }), reading('process', '对办理过程（%）', 'With the process (%)', { over: of('suggestion.process', ['satisfied']), under: of('suggestion.process') }),
      ...counted(grades, 'final', '结果', 'Result', k => final([k])), ...counted(grades, 'first', '首次评结果', 'Result, first', k => first([k])), ...counted(grades, 'process', '过程', 'Process', k => of('suggestion.process', [k])),
      reading('unanswered', '到期未评价，不在分母里（件）', 'Not rated in time, outside the base (number)', { ...of('suggestion.noAnswer'), without: [...kept.without, 'suggestion.result'] }),
    ],
  },
  {
    id: 'R11', label: ['重办率', 'Share re-handled'], unit: percent, over: of('suggestion.rehandled', undefined, 'distinctRoot'), under: first(), ...share, sentence: ['重办率{n}%', '{n} % re-handled'],
    definition: ['代表评“不满意”后重新办理的建议，除以代表评价过的建议。', 'Suggestions handled again after a dissatisfied rating, over those rated.'], readings: [reading('chairs', '重办后仍不满意、提请主任会议研究（件）', 'Still dissatisfied, put to the chairpersons’ meeting (number)', of('suggestion.toChairs'))],
  },
  {
    id: 'R12', label: ['超期率', 'Share overdue'], unit: percent, over: late(['late']), under: due, ...share, sentence: ['超期率{n}%', '{n} % overdue'],
    definition: ['超过期限（批准延期的按延期后的）才答复或至今没答复的建议，除以到现在应该答复的建议；撤回的不算。', 'Suggestions answered after their day (as extended where it was) or still unanswered, over those that should have been answered by now; withdrawn ones left out.'],
    readings: [reading('unanswered', '其中至今没答复（件）', 'Of these still unanswered (number)', unanswered)],
  },
  {
    id: 'R13', label: ['承诺兑现率', 'Share of promises kept'], unit: percent, over: of('suggestion.kept'), under: of('suggestion.promised'), ...share, sentence: ['承诺兑现率{n}%', '{n} % of promises kept'],
    definition: ['列入计划的承诺中，凭凭据续报办成的，除以作出的承诺。', 'Promises kept with proof, over promises made.'], readings: [],
  },
]
