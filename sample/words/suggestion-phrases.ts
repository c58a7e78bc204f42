/** Short sentences about suggestions, chosen by number so that the same year is told each time. All invented. */
const pick = (list: readonly string[], n: number): string => list[Math.abs(n) % list.length]!

export const motives = ['走访中群众多次提到这件事。', '这是选民在接待日反映较集中的问题。', '代表小组调研时作了实地查看。', '近两年情况有所好转，但问题仍然存在。', '与几位代表交流，大家都有同感。', '查阅了有关资料，外地已有可借鉴的做法。', '涉及居民日常生活，盼着早日解决。']
export const hopes = ['办理中请多听听群众的意见。', '请明确责任单位和完成时限。', '进展情况希望能及时告诉代表和居民。', '建议先易后难，成熟一处办一处。', '经费确有困难的，可以分年实施。', '办好后请注意长期管护。', '希望形成长效机制，避免反弹。']
export const motive = (n: number): string => pick(motives, n)
export const hope = (n: number): string => pick(hopes, n * 3 + 1)

export const amendWhy = (n: number): string => pick(['情况写得清楚，具体建议还不够明确，请补充', '一件里说了两层意思，请突出主要的一件', '请补充所在路段和涉及范围，便于确定承办单位', '引用的数据请核对后再报'], n)
export const splitTalk = (n: number): string => pick(['与代表电话商量，同意分成两件分别办理', '代表同意一事一议，分为两件', '与代表当面商定，按内容分开'], n)
export const declineTalk = (n: number): string => pick(['已与代表当面说明，代表表示理解', '电话向代表说明了规定，代表同意不作为建议处理'], n)
export const convertTalk = (n: number): string => pick(['与代表沟通，同意按五单办理并由代表跟进', '代表同意转为来信办理，结果另行告知'], n)
export const mergeTalk = (n: number): string => pick(['几位代表都同意放在一起办，分别答复', '征求代表意见，同意并案，各自评价'], n)
export const claimNote = (n: number): string => pick(['属本单位职责，可以主办', '与本单位职责有关，愿意承办相应部分', '已有年度安排，可以承办'], n)

export const plan = (n: number): string => pick(['四月完成调研，五月与代表见面，六月答复', '先到现场查看，再与相关单位会商，按期答复', '列入科室月度任务，由分管副局长负责', '分三步：摸底、会商、实施，实施情况随时报代表', '已成立专班，每半月调度一次'], n)
export const who = (n: number): string => pick(['业务科', '综合科', '办公室', '法规科', '规划科'], n)
export const progress = (n: number): string => pick(['现场踏勘已完成，方案正在征求意见', '与街道、社区开过协调会，分工已明确', '资金来源已落实，正在走程序', '部分内容已经开工，预计下月见到效果', '与会办单位会商两次，意见基本一致', '正在与代表对接见面时间'], n)
export const talked = (n: number): string => pick(['到代表单位当面汇报办理思路，代表补充了两点意见', '请代表到现场一起看，代表对方案表示认可', '与代表座谈，逐条说明能办、缓办的理由', '当面听取意见，代表希望明确完成时间，已写入答复', '与领衔代表和两位居民代表见面，意见一致', '代表建议先办影响大的一处，已采纳'], n)
export const rang = (n: number): string => pick(['代表在外地，电话里逐条作了说明，代表表示同意', '电话沟通，代表请把时间表写进答复', '电话里说明了办理情况，代表没有不同意见'], n)
export const missed = (n: number): string => pick(['电话无人接听', '对方在外出差，约定改日，之后未能接通', '书面征求意见函已送达，到期没有回音'], n)
export const view = (n: number): string => pick(['同意主办单位意见；涉及本单位的部分，可以提供数据并派员配合现场工作', '本单位负责的环节已列入年度工作，将与主办单位同步推进', '建议在方案中明确各方分工，本单位承担相应审批和指导', '经研究，本单位可提供技术支持，具体时间随主办单位安排', '相关经费按程序申请，建议分期实施'], n)

export const opening = (n: number): string => pick(['您提出的建议收悉，经认真研究，现答复如下。', '感谢您对这项工作的关心，现将办理情况答复如下。', '收到建议后，我们到现场作了查看，并征求了相关单位意见，现答复如下。', '您的建议切合实际，我们逐条作了研究，现答复如下。'], n)
export const closing = (n: number): string => pick(['感谢您对我们工作的关心支持，欢迎继续监督。', '下一步工作进展将及时向您通报。', '不足之处请您批评指正。', '恳请您一如既往关心支持我们的工作。'], n)
export const planned = (n: number): string => pick(['目前已完成前期摸底，列入年度工作计划，分步实施', '方案已经审定，资金正在落实，具备条件后立即开工', '已先行启动一部分，其余部分按计划推进', '与相关单位会商一致，纳入下一批实施项目'], n)
export const notNow = (n: number): string => pick(['受上位政策限制，目前尚不具备条件；政策明确后我们将及时研究，并主动向您报告', '所需资金较大，财力暂时难以承担；将积极争取上级资金，条件成熟时再行安排', '涉及权限在上级部门，我们已书面反映，有结果后及时告知', '现状用地和管线条件不允许，建议先采取替代措施缓解'], n)
export const again = (n: number): string => pick(['根据您的评价意见，我们重新作了研究，补充措施如下。', '针对您指出的问题，主要负责人带队到现场重新办理，现再次答复如下。'], n)

export const processComment = (n: number): string => pick(['办理过程沟通太少，快到期才联系', '答复前没有让代表看到方案'], n)
export const resultComment = (n: number): string => pick(['答复没有说清什么时候办、办到什么程度', '说已经办了，到现场看还是老样子', '只讲困难，没有讲能先做什么'], n)
export const comment = (n: number): string => pick(['办得实，群众认可', '沟通及时，结果满意', '答复讲得清楚，希望说到做到', '现场看过，确实办了', '请继续做好后续管护'], n)
export const kept = (n: number): string => pick(['承诺事项已经完成并验收，现续报办理结果', '项目如期完工，已交付使用，特此续报', '所列措施全部落实，经现场核验达到要求'], n)
export const nowPlanned = (n: number): string => pick(['上级资金已下达，列入明年计划', '政策已明确，现调整为列入计划办理'], n)
export const proof = (n: number): string => pick(['竣工验收单（示例）', '现场照片和居民签字表（示例）', '项目移交书（示例）', '文件印发稿（示例）'], n)

export const checked = (n: number): string => pick(['查看办理台账，已与代表见面，方案在征求意见', '电话了解进度，承办单位按计划推进', '到现场看过，部分措施已经落实', '进度偏慢，已请承办单位排出时间表'], n)
export const urged = (n: number): string => pick(['临近答复期限，请抓紧办理', '请尽快与代表见面并按期答复', '请说明超期原因并给出答复时间'], n)
export const heard = (n: number): string => pick(['办理总体有序，请对承诺事项逐件列出时间表', '答复要多讲能做什么，少讲客观困难', '与代表见面要在答复之前，请逐件对照', '对跨部门的事项，主办单位要牵头会商', '已答复的请代表回头看，防止反弹'], n)
export const keyVisited = (n: number): string => pick(['实地查看两处现场，听取承办单位汇报，与居民交谈', '随机走访四家经营户，查看台账，当场提出三条意见', '与代表、居民座谈，督促排出月度计划'], n)
export const keyResult = (n: number): string => pick(['承办单位出台配套办法，重点任务基本完成，群众反映较好', '列出的问题全部整改，长效机制已建立', '主要措施落实到位，后续列入下年度跟踪'], n)
export const withdrawn = '企业已与市级平台签约，原来的建议已无必要，请予撤回'
export const returnWhy = (reason: 'notOurs' | 'unclear' | 'higher', to: string): string => ({ notOurs: `经对照职责，这项工作由${to}主管，建议改交`, unclear: `主要内容涉及${to}的业务，本单位只掌握部分数据`, higher: `审批权限不在本单位，建议由${to}牵头` })[reason]
export const stillYours = (n: number): string => pick(['对照三定方案，属你单位职责，请继续办理', '交办前已征求意见并由你单位认领，不同意退回'], n)
export const extension = (n: number): string => pick(['涉及多个单位会商，需要补充现场勘测', '方案需经专家论证，尚需时间', '需等上级资金计划下达后答复', '代表建议秋收后再到现场，双方商定延后答复'], n)
