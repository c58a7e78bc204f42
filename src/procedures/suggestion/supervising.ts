/** 督: progress looked at, organs urged, one sitting that hears an organ on all its suggestions, and the chairpersons' own (代表法 52). */
import { theLoop } from '#loop/every.ts'
import { date, number, organ, person, text, yesNo } from '#loop/fields.ts'
import type { ActSpec, Ctx } from '#loop/procedure.ts'
import { districtOfficer, leadDeputy, oneOfHandlers } from '#procedures/roles.ts'
import { boundOrgans, leaders, leadOf, openBound, personOwes, proposers, said } from './rules.ts'

const by = [districtOfficer]
const under = ['atOffice', 'handedOver', 'handling', 'returnPending', 'returned', 'rehandling', 'replied', 'tracking', 'chairs']
/** What was answered and rated early is heard with the rest: a round covers every suggestion, and a visit looks back. */
const lookedAt = [...under, 'closed']
const words = (zh: string, en: string, max = 500) => text([zh, en], { required: true, long: true, open: true, min: 2, max })
const onKey = (c: Ctx) => (c.state.marks.key ? undefined : { rule: 'suggestion.notKey', says: ['不是重点督办件', 'It is not under key supervision'] as const })

export const supervising: Readonly<Record<string, ActSpec>> = {
  check: { label: ['督查进度', 'Check progress'], inBulk: true, from: under, by, mayBeTold: true, form: { text: words('查到的情况', 'What was found') }, establishes: c => [{ name: 'suggestion.checked', person: leadOf(c) }], sentence: ['督查进度：{text}', 'Progress checked: {text}'] },
  urge: {
    label: ['催办', 'Urge'], inBulk: true, from: ['atOffice', 'handedOver', 'handling', 'rehandling', 'tracking'], by: [...by, leadDeputy], form: { text: words('催什么', 'What', 200) }, marks: c => ({ urged: String(Number(c.state.marks.urged ?? 0) + 1) }), establishes: () => [{ name: 'suggestion.urged' }],
    tells: c => (c.state.stage === 'atOffice' ? c.state.parties.via ?? [] : openBound(c).length ? openBound(c).flatMap(h => h.parties.handler ?? []) : boundOrgans(c)).map(o => ({ to: `organ:${o}` as const, matter: c.state.id, what: 'urged' })), sentence: ['{actor}催办：{text}', '{actor} urged: {text}'],
  },
  reportUp: {
    label: ['报请上级办理', 'Report upward'], from: ['handedOver', 'handling', 'rehandling', 'replied', 'tracking'], by: [...by, oneOfHandlers], mayBeTold: true, help: ['超出区里权限的，书面报上级并告诉代表。报上级算办理，不算解决。', 'Beyond the district’s power: reported in writing, and the deputy is told. Handled by that, not solved.'],
    form: { unit: text(['上级单位', 'Higher unit'], { required: true, max: 60 }), letter: text(['文号', 'Letter number'], { required: true, max: 60 }), text: words('报了什么', 'What was asked') },
    marks: c => ({ upward: '1', higher: String(c.input.unit) }), establishes: c => [{ name: 'suggestion.reportedUp', person: leadOf(c), place: c.state.parties.place?.[0], once: true }], tells: c => proposers(c).map(p => ({ to: personOwes(p)!, matter: c.state.id, what: 'reportedUp' })), sentence: ['{by}已报请{unit}办理（{letter}）：{text}', '{by} reported it to {unit} ({letter}): {text}'],
  },
  noteUpward: { label: ['记录上级答复', 'Note what the higher unit says'], from: 'any', by: [...by, oneOfHandlers], mayBeTold: true, ready: c => (c.state.marks.upward ? undefined : { rule: 'suggestion.notUpward', says: ['没有报请过上级', 'It was not reported upward'] }), form: { text: words('上级怎么答复', 'What the unit said'), received: yesNo(['只是签收回执', 'A receipt only']), done: yesNo(['上级已办成', 'The unit has done it']) }, marks: c => (c.input.done === true ? { upward: null } : {}), tells: c => proposers(c).map(p => ({ to: personOwes(p)!, matter: c.state.id, what: 'noteUpward' })), sentence: ['上级单位：{text}', 'The higher unit: {text}'] },
  hearReport: {
    label: ['听取办理汇报', 'Hear the organ’s report'], from: lookedAt, by: [...by, theLoop], mayBeTold: true, form: { organ: organ(['汇报单位', 'Organ'], { required: true }), leader: person(['带队领导', 'Leader']), team: text(['督办组', 'Team'], { max: 30 }), note: text(['意见', 'What was said'], { open: true, long: true, max: 500 }), sitting: text(['座谈', 'Sitting'], { unseen: true, max: 36 }) },
    options: (c, f) => (f === 'leader' ? leaders(c) : f === 'organ' ? boundOrgans(c).map(o => ({ id: o, label: c.directory.name(o) ?? ['', ''] })) : undefined),
    links: c => (c.input.sitting ? [{ from: c.state.id, kind: 'heardAt', to: String(c.input.sitting) }] : []), establishes: c => [{ name: 'suggestion.supervised', organ: String(c.input.organ), person: said(c.input.leader), kind: said(c.input.team) }], sentence: ['听取{organ}办理情况汇报（{leader}带队）', '{organ} was heard ({leader})'],
  },
  setKey: {
    label: ['确定重点督办', 'Set key supervision'], inBulk: true, from: ['registered', 'preAssign', ...under], by, mayBeTold: true, form: { topic: text(['督办主题', 'Topic'], { required: true, open: true, max: 40 }), leader: person(['领衔督办领导', 'Responsible leader'], { required: true }), meeting: text(['哪次主任会议定的', 'Decided by which meeting'], { max: 60 }) }, options: (c, f) => (f === 'leader' ? leaders(c) : undefined),
    ready: c => (c.state.marks.key ? { rule: 'suggestion.key', says: ['已是重点督办件', 'It is under key supervision'] } : undefined), parties: c => ({ keyLeader: [String(c.input.leader)] }), marks: c => ({ key: String(c.input.topic) }), establishes: c => [{ name: 'suggestion.key', person: String(c.input.leader), place: c.state.parties.place?.[0], kind: String(c.input.topic) }], sentence: ['主任会议确定重点督办（{topic}），由{leader}领衔', 'Key supervision ({topic}), led by {leader}'],
  },
  unsetKey: { label: ['不再重点督办', 'No longer key'], from: 'any', by, form: { why: words('原因', 'Why', 200) }, ready: onKey, parties: () => ({ keyLeader: [] }), marks: () => ({ key: null }), retracts: () => ['suggestion.key'], sentence: ['不再重点督办：{why}', 'No longer key: {why}'] },
  keyVisit: { label: ['记录督办活动', 'Record a visit'], from: lookedAt, by, mayBeTold: true, ready: onKey, form: { day: date(['哪一天', 'On which day'], { required: true }), who: person(['参加的代表', 'Deputies present'], { many: true }), text: words('去了哪里、看到什么', 'Where, and what was seen') }, refuse: c => (String(c.input.day) > c.today ? { rule: 'input.invalid', field: 'day', says: ['这一天还没到', 'That day has not come yet'] } : undefined), establishes: () => [{ name: 'suggestion.keyVisited' }], sentence: ['重点督办（{day}）：{text}', 'Key supervision ({day}): {text}'] },
  keyResult: { label: ['记录督办成效', 'Record the result'], from: 'any', by, mayBeTold: true, ready: onKey, form: { text: words('成效', 'Result') }, marks: c => ({ keyResult: String(c.input.text).slice(0, 500) }), sentence: ['重点督办成效：{text}', 'Result of key supervision: {text}'] },
  poll: {
    label: ['常委会满意度测评', 'Poll of the standing committee'], from: ['replied', 'tracking', 'chairs', 'closed'], by, mayBeTold: true, help: ['只记票数，不记谁投了什么。', 'Counts only, never who voted how.'],
    form: { meeting: text(['哪次常委会会议', 'Which meeting'], { required: true, max: 60 }), satisfied: number(['满意票', 'Satisfied'], { required: true, max: 500 }), basically: number(['基本满意票', 'Basically'], { required: true, max: 500 }), dissatisfied: number(['不满意票', 'Dissatisfied'], { required: true, max: 500 }), invalid: number(['无效票', 'Invalid'], { max: 500 }) },
    establishes: c => (['satisfied', 'basically', 'dissatisfied'] as const).filter(k => Number(c.input[k]) > 0).map(k => ({ name: 'suggestion.polled', kind: k, quantity: Number(c.input[k]) })), sentence: ['{meeting}测评：满意{satisfied}票、基本满意{basically}票、不满意{dissatisfied}票', '{meeting}: satisfied {satisfied}, basically {basically}, dissatisfied {dissatisfied}'],
  },
}
