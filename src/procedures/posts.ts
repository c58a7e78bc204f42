/** The posts people hold: what each is called, in which organs, and what it lets its holder be here. */
import type { Label } from '#loop/words.ts'

export type PostSpec = {
  readonly label: Label
  /** Kinds of organ the post may be in. */
  readonly organs: readonly string[]
  /** Its holder works for the organ: what the organ owes waits in their inbox. */
  readonly works?: true
  /** The face its holder signs in to; a mere membership opens none. */
  readonly face?: 'desk' | 'deputy'
  readonly group?: 'station' | 'district' | 'organ' | 'deputy' | 'auditor' | 'admin'
  /** Held by deputies only, and ends with the mandate: the congress's own level's, a town's, or any. */
  readonly mandate?: 'own' | 'town' | 'any'
  /** One of the three who run the system and handle no matter (等保：三员分立). */
  readonly admin?: true
}

const handling = ['governmentOffice', 'streetOffice', 'handlingOrgan', 'court', 'procuratorate', 'supervision'] as const
const bodies = ['assembly', 'standingCommittee', 'deputyAffairs', 'office'] as const
const admin = (label: Label): PostSpec => ({ label, organs: bodies, face: 'desk', group: 'admin', admin: true })

/** In the order in which one person's posts are looked at to say who they chiefly are. */
export const posts: Readonly<Record<string, PostSpec>> = {
  stationClerk: { label: ['联络站工作人员', 'Station clerk'], organs: ['station'], works: true, face: 'desk', group: 'station' },
  stationHead: { label: ['联络站站长', 'Head of station'], organs: ['station'], works: true, face: 'desk', group: 'station' },
  deputyAffairsOfficer: { label: ['区人大代工委干部', 'Deputy affairs officer'], organs: ['deputyAffairs'], works: true, face: 'desk', group: 'district' },
  handlerHead: { label: ['承办单位负责人', 'Head of a handling organ'], organs: handling, works: true, face: 'desk', group: 'organ' },
  handlerClerk: { label: ['承办单位经办人', 'Clerk of a handling organ'], organs: handling, works: true, face: 'desk', group: 'organ' },
  disciplineLiaison: { label: ['纪检监察联络员', 'Discipline inspection liaison'], organs: ['supervision'], works: true, face: 'desk', group: 'organ' },
  auditor: { label: ['监督检查人员（只看脱敏记录）', 'Auditor (masked records only)'], organs: [...bodies, 'handlingOrgan', 'supervision'], face: 'desk', group: 'auditor' },
  systemAdmin: admin(['系统管理员', 'System administrator']),
  securityAdmin: admin(['安全管理员', 'Security administrator']),
  auditAdmin: admin(['审计管理员', 'Audit administrator']),
  deputy: { label: ['人大代表', 'Deputy'], organs: ['assembly'], face: 'deputy', group: 'deputy' },
  scChair: { label: ['常委会主任', 'Chair of the standing committee'], organs: ['standingCommittee'], mandate: 'own' },
  scViceChair: { label: ['常委会副主任', 'Vice-chair of the standing committee'], organs: ['standingCommittee'], mandate: 'own' },
  scMember: { label: ['常委会委员', 'Member of the standing committee'], organs: ['standingCommittee'], mandate: 'own' },
  committeeChair: { label: ['委员会主任委员（主任）', 'Chair of a committee'], organs: ['specialCommittee', 'workingCommittee', 'deputyAffairs'] },
  committeeMember: { label: ['委员会委员', 'Member of a committee'], organs: ['specialCommittee', 'workingCommittee', 'deputyAffairs'] },
  presidiumChair: { label: ['镇人大主席', 'Chair of a town congress'], organs: ['assembly', 'presidium'], mandate: 'town' },
  delegationHead: { label: ['代表团团长', 'Head of a delegation'], organs: ['delegation'], mandate: 'any' },
  delegationMember: { label: ['代表团成员', 'Member of a delegation'], organs: ['delegation'], mandate: 'any' },
  groupHead: { label: ['代表小组组长', 'Head of a deputy group'], organs: ['deputyGroup'], mandate: 'any' },
  groupMember: { label: ['代表小组成员', 'Member of a deputy group'], organs: ['deputyGroup'], mandate: 'any' },
  stationDeputy: { label: ['进站代表', 'Deputy of a station'], organs: ['station'], mandate: 'any' },
}

const order = Object.keys(posts)
export const rankOf = (kind: string): number => { const at = order.indexOf(kind); return at < 0 ? order.length : at }
/** Does a post of this kind make its holder answer for what the organ owes? */
export const worksIn = (kind: string): boolean => posts[kind]?.works === true
export const isAdminPost = (kind: string): boolean => posts[kind]?.admin === true
/** Whose job is to look at what others did, or to run the system: the security administrator gives these, nobody else. */
export const isGuarded = (kind: string): boolean => isAdminPost(kind) || kind === 'auditor'
/** Posts of the standing committee itself (组织法 47): no post in government, courts, procuratorate or supervision beside them. */
export const isScPost = (kind: string): boolean => posts[kind]?.organs.includes('standingCommittee') === true && posts[kind]?.mandate === 'own'
/** Which mandate a post rests on, if any; special committees are made of deputies, working committees of anybody (组织法 35, 59). */
export const mandateOf = (kind: string, organKind: string | undefined): PostSpec['mandate'] => posts[kind]?.mandate ?? (organKind === 'specialCommittee' ? 'own' : undefined)
export const stateOrgans: readonly string[] = ['government', ...handling, 'supervision']
/** Kinds of organ that may have others' matters in hand. */
export const handles = (organKind: string): boolean => stateOrgans.includes(organKind) || organKind === 'helper'
export const postLabel = (kind: string): Label => posts[kind]?.label ?? [kind, kind]

/** The kinds of organ a register may hold. */
export const organKinds: Readonly<Record<string, Label>> = {
  assembly: ['人民代表大会', 'Congress'], standingCommittee: ['常务委员会', 'Standing committee'], presidium: ['镇人大主席团', 'Presidium of a town congress'],
  specialCommittee: ['专门委员会', 'Special committee'], workingCommittee: ['工作委员会', 'Working committee'], deputyAffairs: ['代表工作委员会', 'Deputy affairs committee'], office: ['常委会办公室', 'Office of the standing committee'],
  subdistrictCommission: ['人大街道工委', 'Subdistrict commission'], station: ['代表联络站', 'Liaison station'], delegation: ['代表团', 'Delegation'], deputyGroup: ['代表小组', 'Deputy group'],
  government: ['人民政府', 'Government'], governmentOffice: ['政府办公室', 'Government office'], handlingOrgan: ['承办单位', 'Handling organ'], streetOffice: ['街道（镇）机关', 'Office of a street or town'],
  court: ['人民法院', 'Court'], procuratorate: ['人民检察院', 'Procuratorate'], supervision: ['监察委员会', 'Supervision commission'], helper: ['帮办单位（企业）', 'Helping enterprise'],
}
/** Organs a deputy's suggestion may be handed to: whatever handles, courts and procuratorates among them (代表法 51). */
export const suggestionHandlers: readonly string[] = ['handlingOrgan', 'streetOffice', 'governmentOffice', 'court', 'procuratorate', 'supervision']
/** Those of them the government's office may hand on to: the government's own. */
export const governmentHandlers: readonly string[] = ['handlingOrgan', 'streetOffice', 'governmentOffice']
