/** What a county sets for itself. Initial values are common practice, none of them law; each stands in every duty it dates. */
import type { SettingSpec } from '#loop/settings.ts'
import type { Json, Label } from '#loop/words.ts'

const term = (label: Label, unit: 'day' | 'workingDay' | 'month', n: number): SettingSpec => ({ kind: 'term', label, initial: { unit, n, roll: true }, basis: 'local' })
const number = (label: Label, n: Json): SettingSpec => ({ kind: 'number', label, initial: n, basis: 'local' })

export const settings = {
  'request.slips': { kind: 'labels', label: ['五单名称', 'Names of the five slips'], initial: [['点单', 'Place'], ['派单', 'Dispatch'], ['接单', 'Accept'], ['跟单', 'Follow'], ['评单', 'Rate']], basis: 'local' },
  'request.dispatchDays': term(['研判派单期限', 'To triage and dispatch'], 'workingDay', 5),
  'request.assignDays': term(['商请代表跟单期限', 'To ask a deputy to follow'], 'workingDay', 5),
  'request.claimDays': term(['代表回应跟单期限', 'For the deputy to answer'], 'workingDay', 5),
  'request.verifyDays': term(['代表核实期限', 'To verify the result'], 'workingDay', 10),
  'request.informDays': term(['告知反映人期限', 'To tell the requester'], 'workingDay', 2),
  'request.ratingDays': term(['评单期限', 'To rate'], 'workingDay', 10),
  'request.upwardDays': term(['报上级后回看期限', 'To look again after reporting upward'], 'day', 30),
  'request.chairsDays': term(['主任会议研究期限', 'For the chairpersons’ meeting to consider'], 'day', 30),
  'request.retentionDays': number(['办结后个人信息保存天数', 'Days particulars are kept after the end'], 180),
  'handling.signDays': term(['签收期限', 'To sign for'], 'workingDay', 2),
  'handling.returnDays': term(['退单期限', 'To ask for a return'], 'workingDay', 5),
  'handling.decideDays': term(['退单、延期审定期限', 'To decide on a return or an extension'], 'workingDay', 3),
  'handling.simpleDays': term(['一般事项办理期限', 'To handle, simple'], 'day', 30),
  'handling.complexDays': term(['复杂事项办理期限', 'To handle, complex'], 'day', 90),
  'handling.rehandleDays': term(['重新办理期限', 'To handle again'], 'day', 30),
  'handling.extensionMaxDays': number(['延期最多天数', 'Longest extension in days'], 60),
  'handling.coordinateAt': number(['退到第几次提请协调', 'Return that calls for coordination'], 3),
} as const satisfies Record<string, SettingSpec>
