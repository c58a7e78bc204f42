/** Options and categories, Chinese and English together. Category ids are numbers in the file so that a county may rename them. */
import { countyChoice, type Option } from '#loop/fields.ts'
import type { Label } from '#loop/words.ts'

export const handlingRoles = { lead: ['主办', 'Lead'], separate: ['分办', 'Separate handler'], co: ['会办', 'Co-handler'], helper: ['自愿帮办', 'Voluntary helper'] } as const satisfies Record<string, Label>
export const returnReasons = {
  notOurs: ['不属本单位职责', 'Not within our duties'], higher: ['属上级或市属单位职责', 'Belongs to a higher or city-level unit'],
  litigation: ['已进入诉讼、仲裁、复议', 'Already in litigation, arbitration or review'], unclear: ['内容不清，需补充', 'Unclear, more facts needed'], sameOpen: ['同一事项正在办理', 'Same matter already open'],
} as const satisfies Record<string, Label>
export const channels = {
  station: ['接待日', 'Reception day'], activity: ['主题活动', 'Theme activity'], portal: ['网上', 'Online'], phone: ['电话', 'Phone'], visit: ['代表走访', 'Deputy’s visit'], letter: ['书面来信', 'Letter'], counter: ['窗口', 'Counter'],
} as const satisfies Record<string, Label>
export const grades = { satisfied: ['满意', 'Satisfied'], basically: ['基本满意', 'Basically satisfied'], dissatisfied: ['不满意', 'Dissatisfied'] } as const satisfies Record<string, Label>
export const solvedWords = { yes: ['解决了', 'Yes'], partly: ['解决了一部分', 'In part'], no: ['没解决', 'No'] } as const satisfies Record<string, Label>
export const ways = { receipt: ['扫码', 'By receipt'], paper: ['纸质评价单', 'On paper'], phone: ['电话回访', 'By phone'] } as const satisfies Record<string, Label>
export const informWays = { phone: ['打电话', 'By phone'], visit: ['上门', 'In person'], letter: ['书面', 'In writing'], message: ['短信', 'By message'] } as const satisfies Record<string, Label>
export const outcomes = {
  solved: ['已解决', 'Solved'], partly: ['部分解决', 'Partly solved'], notSolved: ['未能解决（已说明原因）', 'Not solved, reasons given'], onSpot: ['当场答复', 'Answered on the spot'],
  guided: ['已引导到法定渠道', 'Guided to the proper channel'], declined: ['不属受理范围（已说明）', 'Outside scope, explained'], joined: ['并入同类事项', 'Joined to a matter already open'],
  toSuggestion: ['转为代表建议', 'Became a deputy’s suggestion'], noted: ['留作参考（已告知）', 'Noted, requester told'], split: ['已分拆，各件分别办理', 'Split, each part on its own'], unreachable: ['无法核实', 'Could not be verified'],
} as const satisfies Record<string, Label>
export const guideTo = {
  litigation: ['诉讼、仲裁、复议', 'Courts, arbitration, review'], letters: ['信访', 'Letters and visits'], accusation: ['举报违纪违法（不存内容）', 'Accusation of wrongdoing (text is not kept)'], emergency: ['紧急危险（110/119/120）', 'Emergency'], other: ['其他法定渠道', 'Another channel'],
} as const satisfies Record<string, Label>
export const declineReasons = {
  private: ['属个人之间的民事纠纷', 'A private dispute'], elsewhere: ['不属本行政区域', 'Outside this district'], answered: ['同一事项已答复，没有新情况', 'Answered before, nothing new'], dispute: ['权属争议，应走法定程序', 'A dispute of title, for its own procedure'], empty: ['内容不具体，且无法补充', 'Not concrete, and cannot be completed'],
} as const satisfies Record<string, Label>

/** How a handling organ reached whom it answers. */
export const contactWays = { faceToFace: ['当面沟通', 'Face to face'], phone: ['电话沟通', 'By phone'], letter: ['书面沟通', 'In writing'] } as const satisfies Record<string, Label>
/**
 * The classes of a reply. Ids are what statistics count (solved, promised, later, reference); the letters are the county's own words.
 * A county with two letters for one of them writes `promised.2`.
 */
export const resultClasses: readonly Option[] = [
  { id: 'solved', label: ['A类：已解决或基本解决', 'A: solved or basically solved'] }, { id: 'promised', label: ['B类：正在解决或已列入计划', 'B: being solved or planned'] }, { id: 'later', label: ['C类：因条件限制暂不能解决', 'C: cannot be solved for now'] },
]
/** What statistics count of a county's class. */
export const machineOf = (letter: string | undefined): string => (letter ?? '').split('.')[0] ?? ''
/** Whether a suggestion or a reply may be made public, as its author says. */
export const openness = { open: ['可以公开', 'May be public'], partly: ['部分可以公开', 'In part'], closed: ['不宜公开', 'Should not be public'] } as const satisfies Record<string, Label>

/** How an opinion entered at a reception or activity was dealt with there. */
export const settleWays = { referred: ['转办', 'Refer'], onSpot: ['当场答复', 'Answered on the spot'], noted: ['留作参考', 'Noted'] } as const satisfies Record<string, Label>
export const activityKinds = {
  lecture: ['政策宣讲', 'Policy talk'], study: ['学习培训', 'Study'], tour: ['视察', 'Inspection tour'], survey: ['专题调研', 'Survey'], forum: ['座谈协商', 'Forum'], dutyReport: ['述职评议', 'Duty report'], service: ['便民服务', 'Service to residents'], law: ['普法咨询', 'Legal advice'],
} as const satisfies Record<string, Label>

const note = (zh: string, en: string): Label => [zh, en]
/** The sixteen categories a county begins with; `note` stops the reader before the form. */
export const categories: readonly Option[] = [
  { id: '1', label: ['道路交通', 'Roads and traffic'] }, { id: '2', label: ['排水污水', 'Drainage and sewage'] }, { id: '3', label: ['房屋安全与老旧小区', 'Housing safety, old compounds'] }, { id: '4', label: ['物业管理', 'Property management'] },
  { id: '5', label: ['供水供电供气供暖', 'Water, power, gas, heating'], note: note('闻到燃气味：请立即离开并拨打119和燃气抢修电话', 'If you smell gas: leave at once and call 119') },
  { id: '6', label: ['市容环卫与市场秩序', 'Streets, sanitation, markets'] }, { id: '7', label: ['噪声与生态环境', 'Noise and environment'] }, { id: '8', label: ['教育与校外托管', 'Education and after-school care'] },
  { id: '9', label: ['医疗医保', 'Health care and insurance'] }, { id: '10', label: ['养老与救助', 'The elderly and relief'] }, { id: '11', label: ['文体设施', 'Culture and sports facilities'] }, { id: '12', label: ['食品安全与市场监管', 'Food safety and market supervision'] },
  { id: '13', label: ['消防与公共安全', 'Fire and public safety'], note: note('正在发生火情：请拨119', 'Fire now: call 119') },
  { id: '14', label: ['不动产登记与土地', 'Property registration and land'], note: note('权属争议已进入诉讼的，请走诉讼程序', 'A dispute already in court stays with the court') },
  { id: '15', label: ['就业与营商', 'Employment and business'] },
  { id: '16', label: ['其他', 'Other'], note: note('举报违纪违法请向纪检监察机关；打官司的事请向法院；紧急危险请拨110/119/120', 'Accusations go to the discipline organs, lawsuits to the court, emergencies to 110/119/120') },
]
/** What a request is about. A county has its own list: the setting in force on the day, of which these are the initial value. */
export const category = countyChoice(['类别', 'Category'], 'request.categories', categories)
