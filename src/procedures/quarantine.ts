/**
 * 疑似涉密: what may hold a state secret is set aside at once (保守国家秘密法), seen by one or two who keep it and by nobody else,
 * reported, and in the end given back or kept sealed for good. No form of it takes free words, which might repeat the secret.
 */
import { reckon } from '#law/clock.ts'
import { dayOf, daysBetween, formatDay, shift } from '#law/time.ts'
import { theLoop } from '#loop/every.ts'
import { choice, date, type Option, optionsOf, person, text, yesNo } from '#loop/fields.ts'
import { type DutyState, openDuties, partyOf } from '#loop/fold.ts'
import { type ActSpec, type Ctx, fork, type No, type OweSpec, type Procedure } from '#loop/procedure.ts'
import type { Role } from '#loop/roles.ts'
import type { SettingSpec } from '#loop/settings.ts'
import type { Id, Label } from '#loop/words.ts'
import { districtOfficer } from '#procedures/roles.ts'
import { districtOf } from '#procedures/stations.ts'

/** What stands where its title stood. */
export const sealedTitle: Label = ['〈已封存〉', '(sealed)']
/** What anybody who may ask is told of it. */
export const beingChecked: Label = ['正在按规定核查', 'Being checked as the rules require']

const reasons = { marked: ['有密级标志', 'It bears a mark of secrecy'], content: ['内容可能涉密', 'Its content may be secret'], attached: ['附件可能涉密', 'An attachment may be secret'], told: ['有关单位告知', 'An organ has said so'] } as const satisfies Record<string, Label>
const findings = { clear: ['查明不涉密，解封', 'Not a secret: lift the seal'], secret: ['确认涉密，不再恢复', 'A secret: it stays sealed'] } as const satisfies Record<string, Label>

/** The law says 立即 and leaves no county more; what it writes as a number here may be no later than the text in force. 0 days: by the end of the same day. */
const settings: Readonly<Record<string, SettingSpec>> = {
  'quarantine.reportDays': { kind: 'term', label: ['疑似涉密报告期限', 'To report a suspected secret'], initial: { unit: 'day', n: 0, roll: false }, basis: 'local' },
  'quarantine.settleDays': { kind: 'term', label: ['疑似涉密核查期限', 'To conclude the check of a suspected secret'], initial: { unit: 'day', n: 30, roll: false }, basis: 'local' },
}

const documentNo = text(['文号', 'Document number'], { required: true, min: 4, max: 40, hint: ['只写文号，如“×保函〔2025〕3号”，不写内容', 'The number alone, nothing of the content'] })
/** A number of a document is short, has digits, and is no sentence. */
const numbered = (c: Ctx): No | undefined => (/^[\p{L}〔〕［］[\]（）()×-]{0,16}\d[\d\p{L}〔〕［］[\]（）()×-]{1,20}$/u.test(String(c.input.number).replace(/\s/g, '')) ? undefined : { rule: 'quarantine.number', field: 'number', says: ['只写文号，例如“×保函〔2025〕3号”', 'Give the number of the document and nothing else'] })

/** The district's officers; of a request that is not kept from its station, the station's people too. */
function mayKeep(c: Ctx): Option[] {
  const organs = [districtOf(c), ...(c.state.marks.direct ? [] : partyOf(c.family, c.state, 'station'))].filter(o => o !== undefined)
  const posts = organs.flatMap(o => c.directory.holders(o, c.today)).filter(p => ['deputyAffairsOfficer', 'stationClerk', 'stationHead'].includes(p.kind))
  return [...new Set(posts.map(p => p.person))].map(id => ({ id, label: c.directory.name(id) ?? ['', ''] }))
}
const keeping = (c: Ctx): Id[] => (Array.isArray(c.input.custodians) ? c.input.custodians.map(String) : [])
const oneOrTwo = (c: Ctx): No | undefined => (keeping(c).length <= 2 && new Set(keeping(c)).size === keeping(c).length ? undefined : { rule: 'quarantine.keepers', field: 'custodians', says: ['请选一位或者两位', 'Choose one or two persons'] })
const keepers = person(['由谁保管（一位或两位）', 'Kept by (one or two)'], { many: true, required: true, hint: ['除他们以外，谁都看不到这件事', 'Nobody else will see it'] })
const options: ActSpec['options'] = (c, f) => (f === 'custodians' ? mayKeep(c) : undefined)

const isOurs = (d: DutyState): boolean => d.no.startsWith('e')
/** What was owed waits: nobody is chased for what they may not see. */
const wait = {
  marks: (c: Ctx) => ({ waiting: openDuties(c.state).map(d => d.no).join(' ') || null, waitingSince: c.today }),
  discharges: (c: Ctx) => openDuties(c.state).map(d => d.act),
}
/** The days of the check are not counted: every date moves by as many, and the first one stays to be seen. */
function resumed(c: Ctx): OweSpec[] {
  // As it stood before this act took the marks away.
  const { marks, duties } = c.family.matters.get(c.state.id) ?? c.state, waiting = (marks.waiting ?? '').split(' '), days = marks.waitingSince ? daysBetween(marks.waitingSince, c.today) : 0
  return duties.filter(d => waiting.includes(d.no)).map((d): OweSpec => {
    const was = dayOf(d.due), is = days ? reckon(c.calendar, shift(was, days), { unit: 'day', n: 0, roll: true }).day : was, [a, b] = [formatDay(was), formatDay(is)]
    return { act: d.act, owes: d.owes, within: { unit: 'day', n: 0 }, basis: d.basis, replaces: d.no, on: { day: is, why: days ? [`按规定核查${days}天不计入期限，由${a[0]}顺延至${b[0]}`, `${days} days of the check are not counted: from ${a[1]} to ${b[1]}`] : [`核查结束，期限仍为${a[0]}`, `The check is over; still due ${a[1]}`] } }
  })
}
const going = { waiting: null, waitingSince: null } as const
const owing = (people: readonly Id[], spec: Omit<OweSpec, 'owes'>): OweSpec[] => people.map(p => ({ ...spec, owes: `person:${p}` as const, afterEnd: true }))
const ours = ['reportSecrecy', 'concludeCheck']
const unreported = (c: Ctx): No | undefined => (c.state.marks.reportedOn ? undefined : { rule: 'quarantine.unreported', says: ['先报告保密行政管理部门', 'Report it to the secrecy department first'] })

const onWhole: Readonly<Record<string, Omit<ActSpec, 'by'>>> = {
  reportSecrecy: {
    label: ['已报告保密行政管理部门', 'Reported to the secrecy department'], main: c => !c.state.marks.reportedOn, from: 'any', inQuarantine: true, help: ['只记日期和文号。', 'The day and the number of the document, nothing else.'],
    form: { day: date(['哪天报告的', 'Reported on'], { required: true }), number: documentNo },
    ready: c => (c.state.marks.reportedOn ? { rule: 'quarantine.reported', says: ['已经报告', 'It is reported already'] } : undefined),
    refuse: c => numbered(c) ?? (String(c.input.day) > c.today ? { rule: 'quarantine.day', field: 'day', says: ['不能晚于今天', 'It cannot be after today'] } : undefined),
    marks: c => ({ reportedOn: String(c.input.day), reportNo: String(c.input.number) }), discharges: ['reportSecrecy'], sentence: ['已报告保密行政管理部门（{day}，{number}）', 'Reported to the secrecy department ({day}, {number})'],
  },
  shred: {
    label: ['销毁封存的附件和原话', 'Destroy the sealed attachments and words'], from: 'any', inQuarantine: true,
    help: ['销毁后谁也恢复不了：这件事和它的承办件上传的附件、照片，反映人的原话、地点和联系方式，连同各自的密钥。标题、正文、答复等明文还在记录里，备份里也还有，怎样处理见运维手册“误录了疑似涉密的内容”。', 'What goes for good, with its keys: attachments and photos of the matter and its handlings, the requester’s words, spot and contact. Titles, texts and replies in clear stay in the record and in backups; the operating guide says what must be done about them.'],
    form: { number: documentNo, sure: yesNo(['知道销毁后不能恢复', 'I know that it cannot be undone']) }, ready: c => unreported(c) ?? (c.state.marks.shreddedOn ? { rule: 'quarantine.shredded', says: ['已经销毁', 'They are destroyed already'] } : undefined),
    refuse: c => numbered(c) ?? (c.input.sure === true ? undefined : { rule: 'quarantine.sure', field: 'sure', says: ['请勾选“知道销毁后不能恢复”', 'Tick that you know it cannot be undone'] }),
    marks: c => ({ shreddedOn: c.today, erased: '1' }), erases: () => ['*'], sentence: ['封存的附件和原话已销毁（{number}）', 'The sealed attachments and words are destroyed ({number})'],
  },
  concludeCheck: {
    label: ['作出核查结论', 'Conclude the check'], main: c => c.state.marks.reportedOn !== undefined, from: 'any', inQuarantine: true, ready: c => (c.state.stage === 'removed' ? { rule: 'quarantine.removed', says: ['已确认涉密，不再恢复', 'It was found to be a secret and stays sealed'] } : undefined),
    help: ['查明不涉密的，一切回到封存以前，期限按封存的天数顺延；确认涉密的，不再恢复，已计入的数字不变。', 'If it is none, everything is as it was and dates move by the days it was sealed; if it is one, it stays sealed, and what was counted stays counted.'],
    form: { finding: choice(['结论', 'Finding'], optionsOf(findings), { required: true }), number: documentNo }, refuse: c => numbered(c) ?? (c.input.finding === 'secret' ? unreported(c) : undefined),
    to: fork(['removed'], c => (c.input.finding === 'secret' ? 'removed' : undefined)), discharges: ours, down: c => (c.input.finding === 'clear' ? 'resumeWith' : undefined),
    parties: c => (c.input.finding === 'clear' ? { custodians: [] } : {}), marks: c => (c.input.finding === 'clear' ? { quarantined: null, reportedOn: null, reportNo: null, ...going } : {}),
    owes: c => (c.input.finding === 'clear' ? resumed(c) : []),
    portal: i => (i.finding === 'clear' ? ['核查完毕', 'The check is over'] : beingChecked), sentence: i => (i.finding === 'clear' ? ['查明不涉密，解封（{number}）', 'Not a secret; the seal is lifted ({number})'] : ['确认涉密，不再恢复（{number}）', 'A secret; it stays sealed ({number})']),
  },
}
/** The reason is for those who keep it: the course says that it was sealed and lifted, never why. */
const sealing: Omit<ActSpec, 'by'> = {
  label: ['疑似涉密，先封存', 'Suspected secret: seal it'], from: 'any',
  help: ['从这一刻起，除选定的保管人外谁都看不到这件事和它的承办件，查询、名单、公开网页上都没有；期限停下来等，保管人当日报告保密行政管理部门。别在电话、微信里复述内容。由它转成的建议、从它分出的和并入它的事项，要分别封存。', 'From now on nobody but those chosen sees it or its handlings, in lists, searches or in public; dates wait, and they report it the same day. Do not repeat the content elsewhere. What grew from it, was split off or joined to it is sealed separately.'],
  form: { reason: choice(['为什么', 'Why'], optionsOf(reasons), { required: true }), custodians: keepers }, options, refuse: oneOrTwo,
  ready: c => (c.state.parent ? { rule: 'quarantine.part', says: ['请在原件上封存', 'Seal the whole, not a part'] } : undefined),
  parties: c => ({ custodians: keeping(c) }), marks: c => ({ quarantined: '1', ...wait.marks(c) }), discharges: wait.discharges, down: () => 'waitWith',
  owes: c => [...owing(keeping(c), { act: 'reportSecrecy', within: 'quarantine.reportDays' }), ...owing(keeping(c), { act: 'concludeCheck', within: 'quarantine.settleDays' })],
  tells: c => keeping(c).map(p => ({ to: `person:${p}` as const, matter: c.state.id, what: 'quarantine' })), portal: beingChecked, sentence: ['封存，按规定核查，由{custodians}保管', 'Sealed, to be checked as the rules require; kept by {custodians}'],
}
/** While those who keep it hold a post the wall lets nobody else come this far; when they are gone, the district's officers name others. */
const passing: Omit<ActSpec, 'by'> = {
  label: ['改由他人保管', 'Name others to keep it'], from: 'any', inQuarantine: true, form: { custodians: keepers }, options, refuse: oneOrTwo, parties: c => ({ custodians: keeping(c) }), discharges: ours,
  owes: c => [...new Map(openDuties(c.state).filter(isOurs).map(d => [d.act, d])).values()].flatMap(d => owing(keeping(c), { act: d.act, within: { unit: 'day', n: 0 }, basis: d.basis, replaces: d.no, on: { day: dayOf(d.due), why: [`改由他人保管，仍应在${formatDay(dayOf(d.due))[0]}前办`, `Kept by others now; still due ${formatDay(dayOf(d.due))[1]}`] } })),
  tells: c => keeping(c).map(p => ({ to: `person:${p}` as const, matter: c.state.id, what: 'quarantine' })), sentence: ['改由{custodians}保管', 'Kept by {custodians} from now on'],
}
const withWhole: Readonly<Record<string, ActSpec>> = {
  waitWith: { label: ['随原件封存', 'Sealed with the whole'], from: 'any', by: [theLoop], hidden: true, silent: true, form: {}, ...wait, down: () => 'waitWith' },
  resumeWith: {
    label: ['随原件解封', 'Goes on with the whole'], from: 'any', by: [theLoop], hidden: true, silent: true, inQuarantine: true, form: {}, marks: () => going, down: () => 'resumeWith', owes: resumed,
  },
}

const shut = (p: Procedure, custodian: Role): Procedure => ({
  ...p, settings: { ...p.settings, ...settings }, sight: [...p.sight, custodian], ...(p.readers ? { readers: [...p.readers, custodian] } : {}),
  walls: [...(p.walls ?? []).map(w => ({ ...w, past: [...w.past, custodian] })), { when: { party: 'custodians' }, past: [custodian], otherwise: [districtOfficer] }],
})
/** Gives a procedure 〈疑似涉密，先封存〉 and what follows from it; a child is sealed with what it hangs under, by nobody of its own. */
export function quarantinable(p: Procedure, by: readonly Role[], keeper: Role): Procedure {
  if (p.childOnly) return { ...shut(p, keeper), acts: { ...p.acts, ...withWhole } }
  return {
    ...shut(p, keeper), parties: { ...p.parties, custodians: ['封存保管人', 'Kept under seal by'] },
    stages: { ...p.stages, removed: { label: ['封存，不再恢复', 'Sealed for good'], portal: beingChecked, ends: true, awaits: 'nothing' } },
    acts: { ...p.acts, quarantine: { ...sealing, by }, ...Object.fromEntries(Object.entries(onWhole).map(([id, a]) => [id, { ...a, by: [keeper] }])), passCustody: { ...passing, by: [keeper, districtOfficer] }, ...withWhole },
  }
}
