/** The two ledgers an office keeps until it begins with this system: requests (五单) and suggestions (建议), each with where every matter stands. */
import { ledgerFaults as suggestionFaults, ledgerGrades, ledgerStates as suggestionStates } from '#procedures/suggestion/takingOver.ts'
import { suggestionSeries } from '#procedures/series.ts'
import { ends, ledgerFaults as requestFaults, ledgerOutcomes, ledgerStates as requestStates } from '#procedures/request/takingOver.ts'
import { suggestionHandlers } from '#procedures/posts.ts'
import { channels, contactWays, grades } from '#procedures/words.ts'
import type { Input, Label } from '#loop/words.ts'
import { column, fieldsOf, type Column, type ImportKind, type Judged, type Row, type Told } from '#service/import/kind.ts'

const flip = (labels: Readonly<Record<string, Label>>): Record<string, string> => Object.fromEntries(Object.entries(labels).map(([id, l]) => [l[0].replace(/（.*?）/g, ''), id]))
const yes = { 是: 'yes', 否: 'no', '√': 'yes', 有: 'yes', 无: 'no' }
const day = (id: string, label: Label, also: readonly string[], explain: Label, more: Partial<Column> = {}): Column => column(id, label, 'day', { also, explain, example: '2026-03-18', ...more })
const told = (w: { field: string; says: Label; todo: Label }): Told => ({ column: w.field, says: w.says, todo: w.todo })
const firstOf = (v: Row[string]): readonly string[] => (Array.isArray(v) ? v as readonly string[] : [])

export const suggestionLedger: ImportKind = {
  id: 'suggestions', label: ['代表建议台账', 'Ledger of suggestions'], twins: 'matter', opens: { procedure: 'suggestion', act: 'takeOver' },
  help: ['一行一件建议，连同现在办到哪一步。先把届次、代表、承办单位列入名册。', 'One row, one suggestion, with where it stands. Sessions, deputies and organs come first.'],
  key: {
    column: 'number', mark: 'number', once: true, of: r => (r.session === undefined || r.number === undefined ? undefined : `${String(r.session)}|${r.between === 'yes' ? 'between' : ''}|${String(r.number)}`),
    ofMatter: m => `${m.parties.session?.[0] ?? ''}|${m.marks.between ? 'between' : ''}|${m.marks.number ?? ''}`,
    series: i => (typeof i.number === 'number' && typeof i.session === 'string' ? { series: suggestionSeries(i.session, i.between !== true), n: i.number } : undefined),
  },
  columns: [
    column('session', ['会议', 'Session'], 'session', { also: ['届次', '会议届次', '哪次会议', '届次会议', '大会'], required: true, explain: ['名册里的会议，可以写“二届五次”', 'A session of the register; 二届五次 will do'], example: '二届五次' }),
    column('between', ['闭会期间提出', 'Between sessions'], 'word', { also: ['闭会', '闭会建议', '是否闭会'], words: yes, explain: ['是 或 否；不填是会议期间提出的', '是 or 否; left empty it was proposed in session'], example: '否' }),
    column('number', ['建议号', 'Number'], 'number', { also: ['编号', '序号', '号数', '建议编号', '件号'], min: 1, max: 9999, explain: ['原来的号数，导入后不变；以后受理的从最大的号接着编', 'Kept as it is; those accepted later go on from the highest'], example: '12' }),
    column('name', ['标题', 'Title'], 'text', { also: ['建议标题', '题目', '建议名称', '案由', '建议题目'], required: true, max: 100, explain: ['关于……的建议', 'On …'], example: '关于示例路增设路灯的建议' }),
    column('text', ['建议内容', 'Text'], 'text', { also: ['内容', '建议正文', '主要内容'], max: 5000, explain: ['可不填；不写群众的姓名、电话', 'May be left out; no names or numbers of constituents'], example: '示例：夜间照明不足，建议分批增设。' }),
    column('theme', ['分类', 'Theme'], 'option', { also: ['类别', '建议分类', '内容分类'], setting: 'suggestion.themes', explain: ['县里设定的建议分类', 'One of the county’s themes'], example: '城建交通与老旧小区' }),
    column('lead', ['领衔代表', 'Lead deputy'], 'deputy', { also: ['领衔人', '提出人', '提建议人', '代表姓名', '代表'], required: true, explain: ['名册里的代表；同名的在后面加括号，如 王示甲（第一代表团）', 'A deputy of the register; of namesakes say which in brackets'], example: '王示甲' }),
    column('coSigners', ['联名代表', 'Co-signers'], 'deputies', { also: ['附议人', '联名人', '附议代表'], explain: ['几个人之间用顿号', 'Several with 、 between'], example: '李示乙、赵示丙' }),
    column('delegation', ['代表团', 'Delegation'], 'organ', { also: ['所在代表团', '代表团名称'], of: ['delegation'], explain: ['以代表团名义提出的才填', 'Only where a delegation proposed it'], example: '' }),
    day('received', ['提出日期', 'Proposed'], ['收到日期', '提交日期', '登记日期'], ['不填按会议第一天；闭会期间的要填', 'Left empty: the first day of the session; needed between sessions']),
    column('organ', ['主办单位', 'Lead organ'], 'organs', { also: ['承办单位', '主办', '主（分）办单位', '分办单位'], of: suggestionHandlers, explain: ['名册里的单位；分办的写几个，用顿号', 'An organ of the register; several where they handle separately'], example: '区住建局' }),
    column('co', ['会办单位', 'Co-handlers'], 'organs', { also: ['协办单位', '会办', '协办'], of: suggestionHandlers, explain: ['几个之间用顿号', 'Several with 、 between'], example: '区财政局' }),
    column('role', ['承办方式', 'Role'], 'word', { also: ['办理方式'], words: { 主办: 'lead', 单办: 'lead', 独办: 'lead', 主会办: 'lead', 主办会办: 'lead', 分办: 'separate' }, explain: ['写了几个主办单位的，这里写“分办”', 'Where several organs lead, say 分办'], example: '主会办' }),
    column('complex', ['六个月件', 'Six months'], 'word', { also: ['涉及面广、难度大', '是否复杂', '六个月'], words: yes, explain: ['涉及面广、难度大，六个月内答复的写 是', '是 where the answer is due in six months'], example: '否' }),
    day('handedOver', ['交办日期', 'Handed over'], ['交办时间', '转办日期'], ['答复期限从这一天起算', 'The clock runs from this day']),
    day('due', ['办理期限', 'Due'], ['答复期限', '到期日', '应答复日期', '办结期限'], ['台账上有就照写；没有的按交办日期和法定期限算，并写明依据', 'As the ledger has it; else reckoned from the hand-over by the article of the law']),
    day('until', ['延期至', 'Extended to'], ['延期日期', '延期期限'], ['批准过延期的填', 'Where an extension was granted']),
    day('replied', ['答复日期', 'Replied'], ['答复时间', '办复日期', '办结日期'], ['答复函的日期', 'The day of the letter']),
    column('letterNumber', ['答复文号', 'Number of the reply'], 'text', { also: ['文号', '答复函文号', '复函号'], max: 40, explain: ['答复函的文号', 'As on the letter'], example: '示住建函〔2026〕8号' }),
    column('class', ['结果类别', 'Class'], 'option', { also: ['答复类别', '办理结果', '类别（ABC）', '结果分类'], setting: 'handling.classes', explain: ['县里设定的类别，写字母也行，如 A', 'One of the county’s classes; its letter will do'], example: 'B' }),
    column('result', ['答复内容', 'The reply'], 'text', { also: ['答复摘要', '办理情况'], max: 5000, explain: ['可不填', 'May be left out'], example: '示例：已列入计划。' }),
    day('promisedBy', ['承诺办成日期', 'Promised by'], ['承诺日期', '承诺时限', '计划完成时间'], ['正在解决或列入计划的，写答应哪天前办成', 'For what was promised: by when'], { example: '2026-11-30' }),
    column('contacted', ['沟通方式', 'How they were in touch'], 'word', { also: ['面商方式', '答复前沟通', '联系方式', '沟通情况'], words: { ...flip(contactWays), 当面: 'faceToFace', 面商: 'faceToFace', 上门: 'faceToFace', 见面: 'faceToFace', 电话: 'phone', 书面: 'letter', 信函: 'letter' }, explain: ['答复前怎么与代表沟通的；台账没有就不填', 'How the deputy was contacted before the reply'], example: '当面沟通' }),
    column('process', ['对办理过程的评价', 'Process rated'], 'word', { also: ['过程评价', '办理态度', '过程满意度'], words: flip(ledgerGrades), explain: ['满意、基本满意、不满意或未评价', 'As the deputy rated the process'], example: '满意' }),
    column('grade', ['对办理结果的评价', 'Result rated'], 'word', { also: ['结果评价', '满意度', '代表评价', '评价结果', '满意程度'], words: flip(ledgerGrades), explain: ['满意、基本满意、不满意或未评价', 'As the deputy rated the result'], example: '满意' }),
    day('ratedOn', ['评价日期', 'Rated on'], ['反馈日期', '测评日期'], ['不填的，评价按答复那天计', 'Left empty, the rating counts on the day of the reply']),
    column('state', ['现在的状态', 'State now'], 'word', { also: ['状态', '办理状态', '目前状态', '进度', '办理进度'], required: true, words: { ...flip(suggestionStates), 已受理: 'registered', 已立案: 'registered', 待确认: 'handedOver', 在办: 'handling', 正在办理: 'handling', 待改交: 'returned', 退办: 'returned', 待评价: 'replied', 已答复待评价: 'replied', 重办: 'rehandling', 承诺跟踪中: 'tracking', 跟踪: 'tracking', 办结: 'closed', 撤回: 'withdrawn' }, explain: ['现在办到哪一步；从这一步接着办', 'Where it stands; it goes on from there'], example: '已办结' }),
  ],
  judge(row, look): Judged {
    const organs = firstOf(row.organ)
    const input = {
      ...fieldsOf(row, Object.fromEntries(['session', 'number', 'text', 'theme', 'lead', 'coSigners', 'delegation', 'received', 'co', 'handedOver', 'due', 'until', 'replied', 'letterNumber', 'class', 'result', 'promisedBy', 'contacted', 'process', 'grade', 'ratedOn', 'state'].map(k => [k, k]))), title: row.name,
      ...(organs[0] ? { organ: organs[0] } : {}), ...(organs.length > 1 ? { separate: organs.slice(1) } : {}), ...(row.between === 'yes' ? { between: true } : {}), ...(row.complex === 'yes' ? { complex: true } : {}),
    } as Input
    const faults = row.state === undefined ? [] : suggestionFaults({ input, today: look.today }).map(told)
    if (organs.length > 1 && row.role !== 'separate') faults.push({ column: 'organ', says: ['写了几个主办单位，承办方式却不是分办', 'Several organs lead, and it is not said that they handle separately'], todo: ['分办的在“承办方式”写“分办”；主会办的把其他单位移到“会办单位”', 'say 分办, or move the others to the co-handlers'] })
    if (organs.length === 1 && row.role === 'separate') faults.push({ column: 'role', says: ['分办要有两个以上单位', 'Handling separately takes several organs'], todo: ['写全各单位，或改承办方式', 'name them all, or change the role'] })
    return { faults, input }
  },
  examples: [
    { session: '二届五次', number: '1', name: '关于示例路增设路灯的建议（示例）', theme: '城建交通与老旧小区', lead: '王示甲', coSigners: '李示乙、赵示丙', organ: '区住建局', co: '区财政局', role: '主会办', handedOver: '2026-03-20', state: '办理中' },
    { session: '二届五次', number: '2', name: '关于示例小学门前交通的建议（示例）', theme: '教育', lead: '李示乙', organ: '区交通局', role: '主办', handedOver: '2026-03-20', replied: '2026-05-28', letterNumber: '示交函〔2026〕3号', class: 'B', promisedBy: '2026-11-30', contacted: '当面沟通', process: '满意', grade: '基本满意', ratedOn: '2026-06-02', state: '承诺跟踪' },
  ],
}

export const requestLedger: ImportKind = {
  id: 'requests', label: ['五单台账', 'Ledger of requests'], twins: 'matter', opens: { procedure: 'request', act: 'takeOver' },
  help: ['一行一件群众反映的事，连同现在办到哪一步。只要摘要，不要原话；已办结的不收姓名、电话。', 'One row, one request, with where it stands. A gist, not the words; of what has ended no name or telephone is taken.'],
  key: { column: 'number', mark: 'ledgerNo', of: r => (typeof r.number === 'string' ? r.number : undefined), ofMatter: m => m.marks.ledgerNo ?? '' },
  columns: [
    column('number', ['编号', 'Number'], 'text', { also: ['台账编号', '登记编号', '单号', '序号'], max: 40, explain: ['台账上的编号，导入后留作“台账编号”', 'Kept beside our own'], example: '示联〔2026〕012' }),
    day('received', ['收到日期', 'Received'], ['登记日期', '反映日期', '接待日期', '点单日期', '日期', '受理日期'], ['哪天反映的', 'The day it was raised'], { required: true }),
    column('channel', ['渠道', 'Channel'], 'word', { also: ['来源', '反映渠道', '收集渠道'], words: { ...flip(channels), 接待: 'station', 活动: 'activity', 网络: 'portal', 来电: 'phone', 走访: 'visit', 来信: 'letter', 来访: 'counter', 现场: 'counter' }, explain: ['怎么反映来的', 'How it came in'], example: '接待日' }),
    column('category', ['类别', 'Category'], 'option', { also: ['分类', '事项类别', '问题类别'], setting: 'request.categories', explain: ['县里设定的类别', 'One of the county’s categories'], example: '道路交通' }),
    column('place', ['街道（镇）', 'Street or town'], 'place', { also: ['所在街道（镇）', '街道', '所在街道', '乡镇街道', '镇街', '街镇', '所属街道'], of: ['street'], explain: ['名册里的街道（镇）；不填由区里办', 'A street or town of the register; left empty it is the district’s'], example: '示例街道' }),
    column('name', ['反映事项', 'What it is'], 'text', { also: ['事项', '摘要', '主要内容', '反映内容', '诉求', '问题', '内容', '事由', '反映问题'], required: true, max: 300, explain: ['一两句话的摘要；不写姓名、电话、门牌', 'A gist of a sentence or two; no names, numbers, house numbers'], example: '示例：路口夜间照明不足' }),
    column('caller', ['反映人', 'Requester'], 'text', { also: ['反映人姓名', '姓名', '群众姓名'], max: 40, explain: ['可不填；在办的才收，加密保存；已办结的不收', 'May be left out; sealed, and taken only of what is still open'], example: '' }),
    column('phone', ['联系电话', 'Telephone'], 'phone', { also: ['电话', '手机', '反映人电话', '手机号'], explain: ['可不填；在办的才收，加密保存；已办结的不收', 'May be left out; sealed, and taken only of what is still open'], example: '' }),
    column('anonymous', ['匿名', 'Anonymous'], 'word', { also: ['是否匿名'], words: yes, explain: ['反映人不留姓名电话的写 是', '是 where the requester left neither name nor number'], example: '否' }),
    column('organ', ['承办单位', 'Handling organ'], 'organs', { also: ['办理单位', '接单单位', '责任单位', '主办单位'], of: ['handlingOrgan', 'streetOffice', 'helper'], explain: ['名册里的单位；第一个是主办，其余分办', 'Organs of the register; the first leads'], example: '示例街道办事处' }),
    day('dispatched', ['派单日期', 'Dispatched'], ['转办日期', '交办日期', '派单时间'], ['办理期限从这一天起算', 'The clock runs from this day']),
    day('due', ['办理期限', 'Due'], ['到期日', '应办结日期', '限办日期'], ['台账上有就照写；没有的按县里设的期限算', 'As the ledger has it; else by the county’s own term']), day('until', ['延期至', 'Extended to'], ['延期日期'], ['批准过延期的填', 'Where an extension was granted']),
    column('unit', ['报请的上级单位', 'Higher unit'], 'text', { also: ['上级单位', '市级单位'], max: 60, explain: ['已报上级的填', 'Where it was reported upward'], example: '' }),
    day('resultOn', ['办结日期', 'Result on'], ['办理日期', '报结果日期', '反馈日期', '完成日期'], ['承办单位报结果的日期', 'The day of the result']),
    column('result', ['办理结果', 'Result'], 'text', { also: ['办理情况', '处理结果', '结果'], max: 1000, explain: ['做了什么、现在怎样；不写姓名、电话', 'What was done; no names or numbers'], example: '示例：已更换灯具' }),
    column('outcome', ['办理结论', 'Outcome'], 'word', { also: ['结论', '是否解决', '解决情况', '解决程度'], words: { ...flip(ledgerOutcomes), 解决: 'solved', 是: 'solved', 未解决: 'notSolved', 否: 'notSolved', 当场解决: 'onSpot', 引导: 'guided', 不予受理: 'declined', 转建议: 'toSuggestion' }, explain: ['怎么办结的。没有核实代表和核实日期的，不计入“解决问题”', 'How it ended. Without a deputy’s verification it does not count as solved'], example: '已解决' }),
    column('follower', ['跟单代表', 'Following deputy'], 'deputy', { also: ['跟踪代表', '联系代表'], explain: ['名册里的代表', 'A deputy of the register'], example: '王示甲' }), column('verifier', ['核实代表', 'Verified by'], 'deputy', { also: ['核实人'], explain: ['哪位代表核实的', 'Which deputy verified it'], example: '王示甲' }),
    day('verifiedOn', ['核实日期', 'Verified on'], ['核实时间'], ['哪天核实的', 'The day it was verified']), day('informedOn', ['告知反映人日期', 'Requester told on'], ['告知日期', '回复日期', '答复群众日期'], ['哪天把结果告诉反映人的', 'The day the requester was told']),
    column('grade', ['满意程度', 'Grade'], 'word', { also: ['评价', '群众评价', '满意度', '反映人评价'], words: flip(grades), explain: ['反映人的评价', 'As the requester rated it'], example: '满意' }),
    column('state', ['现在的状态', 'State now'], 'word', { also: ['状态', '办理状态', '目前状态', '进度'], required: true, words: { ...flip(requestStates), 待研判: 'placed', 已派单: 'dispatched', 在办: 'handling', 正在办理: 'handling', 已报结果: 'resulted', 待评价: 'verified', 重办: 'rehandling', 报上级: 'upward', 办结: 'closed', 已完成: 'closed', 撤回: 'withdrawn' }, explain: ['现在办到哪一步；从这一步接着办', 'Where it stands; it goes on from there'], example: '办理中' }),
  ],
  judge(row, look): Judged {
    // Whoever need not be told any more leaves neither name nor number here (个人信息保护法 6, 19).
    const over = ends(String(row.state))
    const input = {
      ...fieldsOf(row, { ...Object.fromEntries(['number', 'received', 'channel', 'category', 'place', 'organ', 'dispatched', 'due', 'until', 'unit', 'resultOn', 'result', 'outcome', 'follower', 'verifier', 'verifiedOn', 'informedOn', 'grade', 'state'].map(k => [k, k])), gist: 'name', ...(over ? {} : { name: 'caller', phone: 'phone' }) }), ...(row.anonymous === 'yes' ? { anonymous: true } : {}),
    } as Input
    return { faults: row.state === undefined ? [] : requestFaults({ input, today: look.today, directory: look.directory }).map(told), input }
  },
  examples: [
    { number: '示联〔2026〕001', received: '2026-03-18', channel: '接待日', category: '道路交通', place: '示例街道', name: '示例：路口夜间照明不足', organ: '示例街道办事处', dispatched: '2026-03-20', state: '办理中' },
    { number: '示联〔2026〕002', received: '2026-03-18', channel: '电话', category: '物业管理', place: '示例街道', name: '示例：楼道堆放杂物', organ: '示例街道办事处', dispatched: '2026-03-19', resultOn: '2026-04-02', result: '示例：已清理', outcome: '已解决', follower: '王示甲', verifier: '王示甲', verifiedOn: '2026-04-08', informedOn: '2026-04-03', grade: '满意', state: '已办结' },
  ],
}
