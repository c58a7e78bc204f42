/** 提: a deputy alone, several together or a delegation; one matter each. Co-signers confirm that they mean it. */
import { theLoop } from '#loop/every.ts'
import { liveFacts } from '#loop/fold.ts'
import { choice, countyChoice, files, type Form, optionsOf, organ, person, personal, text, yesNo } from '#loop/fields.ts'
import { type ActSpec, type Ctx, type Effect, fork, type No } from '#loop/procedure.ts'
import { anyDeputy, coSigner, districtOfficer, leadDeputy } from '#procedures/roles.ts'
import { openness } from '#procedures/words.ts'
import { actorPerson, coSignable, delegations, ids, leadOf, levelOf, maySuggest, opened, said } from './rules.ts'
import { asking } from './signing.ts'
import { mostText } from './wording.ts'
import { hows, themes } from './words.ts'

export const title = text(['标题', 'Title'], { required: true, open: true, min: 6, max: 60, hint: ['关于……的建议', 'On …'] })
export const body = text(['内容', 'Text'], { required: true, long: true, open: true, min: 20, max: mostText, hint: ['一事一议：情况、原因、具体建议。不写群众的姓名、电话。', 'One matter: the situation, why, what should be done. No names or numbers of constituents.'] })
export const theme = countyChoice(['分类', 'Theme'], 'suggestion.themes', themes)
const joined = person(['联名代表', 'Co-signers'], { many: true })
const written: Form = {
  title, text: body, theme, how: choice(['提出方式', 'How'], optionsOf(hows), { required: true }), coSigners: joined, delegation: organ(['代表团', 'Delegation']),
  openness: choice(['是否公开', 'May it be public'], optionsOf(openness)), opennessWhy: text(['不公开的理由', 'Why not'], { max: 200 }), hideName: yesNo(['公开时不署名', 'Published without names']),
  attachments: personal(files(['附件', 'Attachments']), ['说明建议的材料', 'To support the suggestion']), grewFrom: text(['由哪件群众意见而来（事项号）', 'Grew from which request'], { max: 36, unseen: true }),
}
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const marks = (c: Ctx) => ({
  gist: String(c.input.title), how: String(c.input.how), category: said(c.input.theme), openness: said(c.input.openness), opennessWhy: said(c.input.opennessWhy), ...(c.input.hideName === true ? { hideName: '1' } : {}),
})
function illProposed(c: Ctx, lead: string): No | undefined {
  if (!maySuggest(c, lead)) return { rule: 'suggestion.level', article: { law: '代表法', article: '第二十四条' }, says: ['乡镇代表向本镇人大提建议；这里由区级以上代表提出', 'Town deputies propose to their town’s congress; here deputies of the district and above do'] }
  const n = ids(c.input.coSigners).filter(p => p !== lead).length
  if (c.input.how === 'joint' && n === 0) return { rule: 'suggestion.how', field: 'coSigners', says: ['联名提出的，请选联名代表', 'Choose the co-signers'] }
  if (c.input.how !== 'joint' && n > 0) return { rule: 'suggestion.how', field: 'how', says: ['选了联名代表，提出方式应为联名', 'With co-signers it is proposed jointly'] }
  if (c.input.how === 'delegation' && !c.input.delegation) return { rule: 'suggestion.how', field: 'delegation', says: ['请选哪个代表团', 'Choose the delegation'] }
  if (c.input.openness && c.input.openness !== 'open' && !c.input.opennessWhy) return { rule: 'suggestion.openness', field: 'opennessWhy', says: ['不公开或部分公开的，请说明理由', 'Say why it should not be public, or only in part'] }
  if (c.input.grewFrom !== undefined && !uuid.test(String(c.input.grewFrom))) return { rule: 'suggestion.grew', field: 'grewFrom', says: ['没有找到那件群众意见', 'There is no such request'] }
  return undefined
}
/** It keeps the tie to what it grew from; nothing the constituent said travels with it. */
const grown: Pick<Effect, 'links' | 'echoes'> = {
  links: c => (c.input.grewFrom ? [{ from: c.state.id, kind: 'grewFrom', to: String(c.input.grewFrom) }] : []),
  echoes: c => (c.input.grewFrom ? [{ matter: String(c.input.grewFrom), act: 'grew', input: { suggestion: c.state.id }, field: 'grewFrom' }] : []),
}
export const received = (c: Ctx) => [{ name: 'suggestion.received', person: leadOf(c), place: c.state.parties.place?.[0], kind: c.state.marks.how, level: levelOf(c, leadOf(c)), once: true as const }]
/** Who had signed when this act began. */
const signedBefore = (c: Ctx): readonly string[] => c.family.matters.get(c.state.id)?.parties.coSigners ?? []
const options: ActSpec['options'] = (c, f) => (f === 'coSigners' || f === 'lead' ? coSignable(c) : f === 'delegation' ? delegations(c) : undefined)
const rewritten = (c: Ctx) => ({ gist: String(c.input.title), ...(c.input.theme ? { category: String(c.input.theme) } : {}) })

export const proposing: Readonly<Record<string, ActSpec>> = {
  propose: {
    label: ['提建议', 'Propose'], from: 'new', by: [anyDeputy], form: written, options, refuse: c => illProposed(c, actorPerson(c) ?? ''),
    to: fork(['coSigning', 'submitted'], c => (ids(c.input.coSigners).length ? 'coSigning' : 'submitted')),
    parties: c => ({ ...opened(c, actorPerson(c)), invited: ids(c.input.coSigners) }), marks, owes: c => asking(c, ids(c.input.coSigners)), ...grown,
    establishes: c => (c.state.stage === 'submitted' ? received(c) : []), tells: c => ids(c.input.coSigners).map(p => ({ to: `person:${p}` as const, matter: c.state.id, what: 'coSign' })),
    sentence: ['{actor}提出：{title}', '{actor} proposed: {title}'],
  },
  enterPaper: {
    label: ['录入纸质建议', 'Enter from paper'], from: 'new', by: [districtOfficer], mayBeTold: true, inARow: true, help: ['联名代表已在纸上签名的，不用再确认。', 'Those who signed the paper need not confirm again.'],
    // In the order in which a sheet is read, what every sheet has first.
    form: { lead: person(['领衔代表', 'Lead deputy'], { required: true }), how: written.how!, coSigners: joined, title, text: body, scan: personal(files(['纸质件照片', 'The paper']), ['证明代表提出的原件', 'To show the deputy’s paper']), ...written, motion: text(['原议案编号（议案转来的）', 'Number of the motion it was'], { max: 40 }) }, options,
    refuse: c => illProposed(c, String(c.input.lead)), to: 'submitted', parties: c => ({ ...opened(c, said(c.input.lead)), coSigners: ids(c.input.coSigners) }), marks: c => ({ ...marks(c), paper: '1', ...(c.input.motion ? { motion: String(c.input.motion) } : {}) }),
    ...grown, establishes: received, sentence: ['录入{lead}的纸质建议：{title}', 'Entered from {lead}’s paper: {title}'],
  },
  part: {
    label: ['一事一议分出的一件', 'Split off'], from: 'new', by: [theLoop], hidden: true, form: { title, text: body, theme, how: choice(['提出方式', 'How'], optionsOf(hows)), lead: person(['领衔代表', 'Lead deputy']), coSigners: joined, delegation: organ(['代表团', 'Delegation']) },
    to: 'submitted', parties: c => ({ ...opened(c, said(c.input.lead)), coSigners: ids(c.input.coSigners) }), marks: c => ({ ...marks(c), part: '1' }), sentence: ['分出一件：{title}', 'Split off: {title}'],
  },
  amend: {
    label: ['修改文本', 'Change the text'], from: ['coSigning', 'amending'], by: [leadDeputy], form: { title, text: body, theme }, marks: rewritten,
    // Whoever signed signed another text.
    discharges: c => (c.state.stage === 'coSigning' && signedBefore(c).length ? ['submit'] : []),
    parties: c => (c.state.stage === 'coSigning' ? { invited: [...(c.state.parties.invited ?? []), ...(c.state.parties.coSigners ?? [])], coSigners: [] } : {}),
    owes: c => (c.family.matters.get(c.state.id)?.stage === 'coSigning' ? asking(c, signedBefore(c)) : []), sentence: ['修改文本：{title}', 'Changed the text: {title}'],
  },
  submit: {
    label: ['提交', 'Submit'], main: true, from: ['coSigning', 'amending'], by: [leadDeputy], form: {}, help: ['没有确认的代表不列入联名。', 'Those who have not confirmed are left out.'], to: 'submitted', parties: () => ({ invited: [] }), discharges: ['coSign', 'takeBackAmended'],
    marks: c => ((c.state.parties.coSigners ?? []).length === 0 && c.state.marks.how === 'joint' ? { how: 'single' } : {}), establishes: received, sentence: ['提交审查', 'Submitted for review'],
  },
  leave: {
    label: ['退出联名', 'No longer co-sign'], from: 'open', by: [coSigner], form: { why: text(['原因', 'Why'], { max: 200 }) }, help: ['退出联名不等于撤回建议。', 'The suggestion itself goes on.'],
    parties: c => ({ coSigners: (c.state.parties.coSigners ?? []).filter(p => p !== actorPerson(c)) }),
    // The others’ names stand as of the day they were counted.
    retracts: () => ['suggestion.coSigned'], establishes: c => liveFacts(c.state).filter(f => f.name === 'suggestion.coSigned' && f.person !== actorPerson(c)).map(f => ({ name: f.name, person: f.person, at: f.at })), sentence: ['{actor}退出联名', '{actor} no longer co-signs'],
  },
  withdraw: {
    label: ['撤回建议', 'Withdraw'], from: 'open', by: [leadDeputy, districtOfficer], mayBeTold: true, help: ['由领衔代表书面提出：本人登录办理，或者把书面撤回件交来，由代工委代记并上传扫描件（必传）。', 'In writing by the lead deputy: by their own sign-in, or on paper, which the committee records and uploads; without the scan it is not recorded.'],
    form: { why: text(['原因', 'Why'], { required: true, open: true, min: 2, max: 300 }), paper: personal(files(['书面撤回件', 'The writing']), ['证明是代表本人撤回', 'To show the deputy’s own word']) },
    // Signed in as themselves the lead has written it; what somebody else writes down rests on the paper alone.
    needs: c => (actorPerson(c) === leadOf(c) ? [] : ['paper']),
    onBehalf: c => (c.actor.kind === 'person' && c.actor.person !== leadOf(c) && leadOf(c) ? { kind: 'person', person: leadOf(c)!, organ: c.state.parties.delegation?.[0] ?? c.actor.organ, posts: [] } : undefined),
    to: 'withdrawn', marks: () => ({ outcome: 'withdrawn' }), establishes: c => [{ name: 'suggestion.withdrawn', person: leadOf(c), kind: c.state.marks.handedOver ? 'after' : 'before' }], sentence: ['领衔代表撤回：{why}（{recorder}记）', 'Withdrawn by the lead deputy: {why} (written down by {recorder})'],
  },
}
