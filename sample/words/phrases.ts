/** Short sentences of the office, chosen by number so that the same year is told each time. All invented. */
const pick = (list: readonly string[], n: number): string => list[Math.abs(n) % list.length]!

export const compounds = ['安和苑', '槐荫里', '北望家园', '锦程花园', '云栖苑', '和顺里', '春晓佳园', '长宁苑', '四季雅居', '向阳里', '清和园', '福安里']
export const villages = ['安和村', '槐荫村', '北望村', '锦程村', '和顺村', '向阳村']
export const residents = ['郑示子', '冯示丑', '陈示寅', '褚示卯', '卫示辰', '蒋示巳', '沈示午', '韩示未', '杨示申', '朱示酉', '秦示戌', '许示亥']

export const compound = (n: number): string => pick(compounds, n)
export const village = (n: number): string => pick(villages, n)
export const resident = (n: number): string => pick(residents, n)

export const beyondStreet = (n: number): string => pick(['超出街道职责范围', '需区直部门办理', '涉及专业处置，街道无力解决', '权限在区级部门'], n)
export const beyondDistrict = (n: number): string => pick(['属市级单位职责，请区里协调', '管线属市属企业，街道联系未果', '需与市级单位对接'], n)
export const progress = (n: number): string => pick(['已到现场查看，正在拟定办法', '与社区、居民代表碰过头，意见基本一致', '已明确专人负责，正在推进', '相关手续正在办理', '已完成大半，预计按期办结', '已联系有关方面，正在协调'], n)
export const outsideProgress = (n: number): string => pick(['去电询问：对方已派人查看', '收到复函：列入近期检修', '去电询问：配件已到，等待停机作业', '对方来电：已约定上门时间'], n)
export const visited = (n: number): string => pick(['到现场看了，情况属实，居民盼着早点办', '与两位邻居聊了聊，把大家的想法转给了承办单位', '现场有人在办，居民说进度还行', '到现场看了一圈，提醒注意老人和孩子出入', '把居民补充的情况当面告诉了承办人', '进展比预想慢，已当面提醒'], n)
export const urged = (n: number): string => pick(['请抓紧，居民问过几次', '请说明进度', '请给个具体日子', '请优先安排', '请把难点说清楚，需要协调的我来联系'], n)
export const coordinated = (n: number): string => pick(['召集承办单位、社区和居民代表商定办法', '联系相关单位，明确各自分工', '与承办单位、居民代表一起到现场看过，就怎么办达成一致'], n)
export const sentBack = (n: number): string => pick(['到现场看，只做了一半，问题还在', '居民说当天好了、隔天又犯', '与报告所写不符，关键的地方没处理', '只做了表面，需返工'], n)
export const found = (n: number): string => pick(['现场查看，问题已解决', '走访了几户，都说好了', '与反映人一同看过，认可', '隔了几天再看，没有反复', '对照原来反映的事项逐条看过，已办妥'], n)
export const told = (n: number): string => pick(['已说明办理结果', '把做了什么、以后找谁都说清楚了', '结果已告知，请本人得空看看', '已告知结果并请评价'], n)
export const rung = (n: number): string => pick(['电话响了没人接', '对方说在忙，改日再说', '号码暂时打不通', '接通后表示知道了，未作评价'], n)
export const extension = (n: number): string => pick(['涉及多户协商，尚需时间', '有关手续尚在办理', '配件需外购，到货较晚', '需按程序招标'], n)
export const notOurs = (n: number): string => pick(['经核对不在本单位职责内', '该处不属本单位管护范围', '主管单位另有其他部门'], n)
export const returnWhy = (reason: 'notOurs' | 'unclear' | 'higher', n: number): string => {
  switch (reason) {
    case 'notOurs': return notOurs(n)
    case 'unclear': return pick(['具体位置和要求写得不清，请补充', '涉及哪几户没有写明，请核实'], n)
    case 'higher': return pick(['需上级主管部门先行认定，请提请区里', '主管权限在上一级'], n)
  }
}
export const stillOurs = (n: number): string => pick(['职责清单写明由你单位负责', '现场核对属你单位管护范围', '此前同类事项均由你单位办理'], n)
export const returned = (n: number): string => pick(['核对职责，同意退回', '情况属实，另行派单', '同意，重新研判'], n)
export const recused = (n: number): string => pick(['与当事一方有亲属关系', '家就在这个院里，怕有不便', '近期外出学习，无法跟进'], n)
export const comment = (n: number): string => pick(['办得快，谢谢', '说到做到', '基本满意，就是等得久了点', '希望以后也这样', '电话里讲得很清楚'], n)
