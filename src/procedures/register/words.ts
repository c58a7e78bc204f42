/** What the register calls its tables, kinds and grounds. */
import type { Label, Level } from '#loop/words.ts'

export const levels = { national: ['全国', 'National'], provincial: ['省', 'Provincial'], city: ['市', 'City'], district: ['区', 'District'], town: ['镇', 'Town'] } as const satisfies Record<Level, Label>
export const tables = { place: ['地点', 'Place'], organ: ['单位', 'Organ'], person: ['人员', 'Person'], term: ['届次', 'Term or session'] } as const satisfies Record<string, Label>
export type Table = keyof typeof tables
export const placeKinds = { street: ['街道（镇）', 'Street or town'], community: ['社区', 'Community'], village: ['村', 'Village'], constituency: ['选区', 'Constituency'] } as const satisfies Record<string, Label>
export const termKinds = { term: ['届', 'Term'], session: ['会议（次）', 'Session'] } as const satisfies Record<string, Label>

/** Why a mandate is suspended (代表法 61). */
export const suspensionGrounds = {
  detained: ['因刑事案件被羁押正在受侦查、起诉、审判', 'Held in a criminal case under investigation, prosecution or trial'],
  serving: ['被依法判处管制、拘役或者有期徒刑而没有附加剥夺政治权利，正在服刑', 'Serving a sentence without deprivation of political rights'],
} as const satisfies Record<string, Label>
/** Why a mandate ends (代表法 62), and why any other post does. */
export const mandateEnds = {
  moved: ['地方各级人大代表迁出或者调离本行政区域', 'Moved or was transferred out of the area'], resigned: ['辞职被接受', 'Resignation accepted'], ordered: ['责令辞职被接受', 'Ordered resignation accepted'], absent: ['未经批准两次不出席本级人大会议', 'Absent from two sessions without leave'],
  recalled: ['被罢免', 'Recalled'], nationality: ['丧失中国国籍', 'Lost Chinese nationality'], rights: ['依法被剥夺政治权利', 'Deprived of political rights'], capacity: ['丧失行为能力', 'Lost capacity to act'], died: ['去世', 'Died'], expired: ['任期届满', 'The term expired'],
} as const satisfies Record<string, Label>
export const postEnds = { ...mandateEnds, transferred: ['工作变动', 'Moved to other work'], removed: ['免职', 'Removed from the post'], retired: ['退休', 'Retired'], other: ['其他', 'Other'] } as const satisfies Record<string, Label>
