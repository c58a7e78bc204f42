/** The tables of a county's folder: their file names, columns and the words a clerk writes in them. */
import type { Column } from '#service/pack/csv.ts'
import type { Json, Label, Level } from '#loop/words.ts'
import { posts } from '#procedures/posts.ts'

const c = (name: string, max?: number): Column => ({ name, ...(max ? { max } : {}) })
const must = (name: string, max?: number): Column => ({ name, required: true, ...(max ? { max } : {}) })

export const tables = {
  congress: { file: '人大.csv', needed: true, columns: [must('项目'), c('内容', 120)] },
  places: { file: '乡镇街道.csv', needed: true, columns: [must('名称', 40), c('英文名', 120), c('起始日')] },
  organs: { file: '单位.csv', needed: true, columns: [must('简称', 40), must('名称'), c('英文名', 120), must('类型'), c('乡镇街道'), c('上级'), c('电话', 30), c('区外'), c('发文代字', 20), c('起始日'), c('退出原因')] },
  persons: { file: '人员.csv', needed: true, columns: [c('编号', 40), must('姓名', 40), c('英文名', 120), c('排序', 40), c('单位'), must('职务'), c('代表级别'), c('选区'), c('起始日'), c('退出原因')] },
  categories: { file: '类别.csv', needed: false, columns: [must('编号', 40), must('名称', 30), c('英文名', 60), c('提示', 100), c('提示英文', 200)] },
  slips: { file: '五单.csv', needed: false, columns: [must('名称', 10), c('英文名', 30), c('环节')] },
  terms: { file: '期限.csv', needed: false, columns: [must('设置'), must('数'), c('单位'), c('起始日')] },
  days: { file: '节假日.csv', needed: false, columns: [must('日期'), must('类型'), c('名称', 30), c('英文名', 60)] },
} as const satisfies Record<string, { file: string; needed: boolean; columns: readonly Column[] }>

/** The lines of 人大.csv. */
export const items = ['名称', '英文名', '简称', '区划代码', '网址主机名', '本级称谓', '本级称谓英文', '基层称谓', '基层称谓英文', '起用日期', '交办函代字'] as const
export const neededItems: readonly string[] = ['名称', '简称', '本级称谓', '基层称谓', '起用日期']
export const englishOf: Readonly<Record<string, string>> = { 区: 'district', 县: 'county', 自治县: 'county', 市: 'city', 旗: 'banner', 自治旗: 'banner', '街道（镇）': 'street or town', 街道: 'street', 镇: 'town', 乡镇: 'township', '乡镇（街道）': 'township', 苏木乡镇: 'township' }

export const organKinds: Readonly<Record<string, string>> = {
  人大: 'assembly', 常委会: 'standingCommittee', 主席团: 'presidium', 专门委员会: 'specialCommittee', 工作委员会: 'workingCommittee', 代工委: 'deputyAffairs', 常委会办公室: 'office', 街道工委: 'subdistrictCommission', 联络站: 'station', 代表团: 'delegation', 代表小组: 'deputyGroup',
  政府: 'government', 政府办: 'governmentOffice', 乡镇街道机关: 'streetOffice', 承办单位: 'handlingOrgan', 法院: 'court', 检察院: 'procuratorate', 监委: 'supervision', 帮办单位: 'helper',
}
/** Kinds that belong to one place. */
export const placed: readonly string[] = ['station', 'streetOffice', 'presidium', 'subdistrictCommission']
/** Every post but the administrators' and the auditor's, which the security administrator gives. */
export const postKinds: Readonly<Record<string, string>> = {
  站长: 'stationHead', 联络站工作人员: 'stationClerk', 代工委干部: 'deputyAffairsOfficer', 经办人: 'handlerClerk', 负责人: 'handlerHead', 纪检监察联络员: 'disciplineLiaison', 人大代表: 'deputy',
  常委会主任: 'scChair', 常委会副主任: 'scViceChair', 常委会委员: 'scMember', 委员会主任: 'committeeChair', 委员会委员: 'committeeMember', 镇人大主席: 'presidiumChair', 代表团团长: 'delegationHead', 代表团成员: 'delegationMember', 小组组长: 'groupHead', 小组成员: 'groupMember', 进站代表: 'stationDeputy',
}
/** Which kinds of organ a post may be in. */
export const organsOfPost = (kind: string): readonly string[] => posts[kind]!.organs
export const levels: Readonly<Record<string, Level>> = { 全国: 'national', 省: 'provincial', 市: 'city', 设区的市: 'city', 区: 'district', 县: 'district', 县级: 'district', 乡: 'town', 镇: 'town', 乡镇: 'town', 乡级: 'town' }
export const units: Readonly<Record<string, 'day' | 'workingDay' | 'month'>> = { 日: 'day', 天: 'day', 工作日: 'workingDay', 个工作日: 'workingDay', 月: 'month', 个月: 'month' }
export const dayKinds: Readonly<Record<string, 'holiday' | 'adjustedRest' | 'adjustedWork'>> = { 放假: 'adjustedRest', 法定节假日: 'holiday', 上班: 'adjustedWork' }
/** The line of 节假日.csv that says how far the holidays are known. */
export const until = '截至'

export type Pack = {
  readonly congress: { readonly short: string; readonly name: string; readonly nameEn: string; readonly code?: string; readonly host?: string; readonly start: string }
  readonly places: readonly { readonly name: string; readonly nameEn: string; readonly since: string }[]
  readonly organs: readonly { readonly short: string; readonly name: string; readonly nameEn: string; readonly kind: string; readonly place?: string; readonly parent?: string; readonly phone?: string; readonly outside: boolean; readonly since: string; readonly leaves?: string }[]
  readonly persons: readonly { readonly ref: string; readonly name: string; readonly nameEn: string; readonly sortKey: string; readonly since: string; readonly posts: readonly PackPost[]; readonly leaves?: string }[]
  readonly settings: readonly { readonly name: string; readonly value: Json; readonly from?: string }[]
  readonly days: readonly { readonly day: string; readonly kind: 'holiday' | 'adjustedRest' | 'adjustedWork'; readonly name: Label }[]
  readonly coveredUntil?: string
}
export type PackPost = { readonly organ: string; readonly kind: string; readonly level?: Level; readonly place?: string; readonly since: string }
