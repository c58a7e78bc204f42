/** 审: what comes in is accepted and numbered, returned, declined after talking with the deputy, split, merged, converted; organs may be asked beforehand. */
import { theLoop } from '#loop/every.ts'
import { choice, date, entry, number, optionsOf, organ, text, yesNo } from '#loop/fields.ts'
import type { ActSpec, Ctx, No } from '#loop/procedure.ts'
import { isGiven } from '#loop/world.ts'
import { consulted, districtOfficer } from '#procedures/roles.ts'
import { suggestionSeries } from '#procedures/series.ts'
import { consented, withoutConsent } from './answering.ts'
import { body, theme, title } from './proposing.ts'
import { handlers, ids, isBetween, leadOf, levelOf, personOwes, said, sessionMeant, sessions } from './rules.ts'
import { consultAnswers, convertTo, declineReasons } from './words.ts'

const by = [districtOfficer]
const why = (zh: string, en: string) => text([zh, en], { required: true, open: true, min: 2, max: 300 })
const talked = text(['怎么与代表说的', 'What was said to the deputy'], { required: true, open: true, min: 2, max: 300 })
const early = ['submitted', 'registered', 'preAssign']
const tellLead = (what: string): ActSpec['tells'] => c => { const to = personOwes(leadOf(c)); return to ? [{ to, matter: c.state.id, what }] : [] }
const isUuid = (v: unknown): boolean => /^[0-9a-f-]{36}$/.test(String(v))

const seriesOf = (c: Ctx): string => suggestionSeries(sessionMeant(c)!, !isBetween(c))
/** No session has so many: a number typed so far ahead is a slip of the hand, and its series could never go back. */
const farthest = 999
function illNumber(c: Ctx): No | undefined {
  if (c.input.manual === undefined || !c.numbers) return undefined
  const n = Number(c.input.manual), next = c.numbers.peek(seriesOf(c))
  if (n > next + farthest) return { rule: 'suggestion.numberFar', field: 'manual', says: [`第${n}号离现在编到的第${next - 1}号太远，请核对原编号`, `No. ${n} is far beyond ${next - 1}, the latest; check the number`] }
  return isGiven(c.numbers, seriesOf(c), n) ? { rule: 'suggestion.numberGiven', field: 'manual', says: [`第${n}号已经用过（作废的号也不再用）：请核对原编号；没有原编号的不要填，由系统接着编`, `No. ${n} was given already (a void number is not given again). Check the old number, or leave it open for the next one`] } : undefined
}

export const reviewing: Readonly<Record<string, ActSpec>> = {
  accept: {
    label: ['受理编号', 'Accept and number'], main: true, inBulk: true, from: ['submitted'], by, mayBeTold: true,
    form: { session: entry(['哪次会议', 'Which session'], { hint: ['不选就是最近一次；闭会以后才提的，算闭会期间', 'The latest when left open; what was proposed after it closed counts as between sessions'] }), between: yesNo(['闭会期间提出', 'Proposed between sessions']), theme, manual: number(['原编号（补录旧件才填）', 'Its old number, for what is entered later'], { min: 1, max: 9999 }) },
    options: (c, f) => (f === 'session' ? sessions(c) : undefined), refuse: c => (sessionMeant(c) ? illNumber(c) : { rule: 'suggestion.session', field: 'session', says: ['名册里还没有会议，请先登记届次', 'The register has no session yet'] }),
    to: 'registered', parties: c => ({ session: [sessionMeant(c)!] }), numbers: c => [{ series: seriesOf(c), mark: 'number', ...(c.input.manual ? { typed: Number(c.input.manual) } : {}) }],
    marks: c => ({ ...(isBetween(c) ? { between: '1' } : {}), ...(c.input.theme ? { category: String(c.input.theme) } : {}), ...(c.input.manual ? { manual: '1' } : {}) }),
    establishes: c => [
      { name: isBetween(c) ? 'suggestion.acceptedBetween' : 'suggestion.accepted', person: leadOf(c), place: c.state.parties.place?.[0], kind: c.state.marks.how, level: levelOf(c, leadOf(c)) },
      ...(c.state.parties.coSigners ?? []).map(person => ({ name: 'suggestion.coSigned', person })),
    ],
    tells: tellLead('accepted'), sentence: ['受理', 'Accepted'],
  },
  returnToAmend: { label: ['退回完善', 'Return for amendment'], from: ['submitted'], by, form: { why: why('哪里要完善', 'What to amend') }, to: 'amending', establishes: () => [{ name: 'suggestion.amended', once: true }], tells: tellLead('amend'), sentence: ['退回完善：{why}', 'Returned for amendment: {why}'] },
  takeBackAmended: { label: ['代收修改稿', 'Take in the amended paper'], from: ['amending'], by, mayBeTold: true, form: { title, text: body, theme }, to: 'submitted', marks: c => ({ gist: String(c.input.title), ...(c.input.theme ? { category: String(c.input.theme) } : {}) }), sentence: ['代表修改后交回：{title}', 'Amended by the deputy: {title}'] },
  decline: {
    label: ['不作为建议处理', 'Not handle as a suggestion'], from: early, by, mayBeTold: true, form: { reason: choice(['理由', 'Reason'], optionsOf(declineReasons), { required: true }), talked }, to: 'declined', /* An accusation is shown to no organ that was asked: it may be about that one. */ parties: c => (c.input.reason === 'accusation' ? { consulted: [] } : {}), retracts: () => ['suggestion.accepted', 'suggestion.acceptedBetween', 'suggestion.coSigned'], marks: () => ({ outcome: 'declined' }),
    establishes: c => [{ name: 'suggestion.declined', kind: String(c.input.reason), person: leadOf(c) }], tells: tellLead('declined'), sentence: ['不作为建议处理：{reason}；已与代表说明：{talked}', 'Not handled as a suggestion: {reason}; the deputy was told: {talked}'],
  },
  convert: {
    label: ['转作其他事项', 'Convert'], from: early, by, mayBeTold: true, form: { to: choice(['转作', 'To'], optionsOf(convertTo), { required: true }), request: text(['已登记的五单事项号（有的话）', 'The request it became, if entered'], { max: 36, unseen: true }), why: why('原因', 'Why'), talked }, to: 'converted', retracts: () => ['suggestion.accepted', 'suggestion.acceptedBetween', 'suggestion.coSigned'], marks: () => ({ outcome: 'converted' }),
    refuse: c => (c.input.request && !isUuid(c.input.request) ? { rule: 'suggestion.convert', field: 'request', says: ['没有这件五单事项', 'There is no such request'] } : c.input.to === 'request' && !c.input.request && !c.state.parties.place?.[0] ? { rule: 'suggestion.convert', field: 'to', says: ['不知道是哪个街道（镇），请先在五单登记再来转作', 'Its street is not known: enter the request first'] } : undefined),
    // What is passed on as a request is entered as one, in the committee's words.
    echoes: c => (c.input.to === 'request' && !c.input.request ? [{ procedure: 'request', tie: 'convertedFrom', act: 'place', input: { what: c.state.marks.gist ?? '', place: c.state.parties.place![0]!, channel: 'letter', gist: c.state.marks.gist ?? '', anonymous: true }, field: 'to' }] : []),
    links: c => (c.input.request ? [{ from: String(c.input.request), kind: 'convertedFrom', to: c.state.id }] : []), establishes: c => [{ name: 'suggestion.converted', kind: String(c.input.to), person: leadOf(c) }], tells: tellLead('converted'), sentence: ['{to}：{why}', '{to}: {why}'],
  },
  splitUp: {
    label: ['一事一议分拆', 'Split'], from: ['submitted'], by, mayBeTold: true, help: ['一件里有几件事的，商代表同意后分开；分出的一件单独编号。', 'With the deputy’s consent; what is split off has its own number.'],
    form: { title, text: body, otherTitle: text(['分出一件的标题', 'Title of the other'], { required: true, open: true, min: 6, max: 60 }), otherText: text(['分出一件的内容', 'Text of the other'], { required: true, long: true, open: true, min: 20, max: 5000 }), talked },
    ready: c => withoutConsent(c, 'split'), discharges: ['consent'],
    marks: c => ({ gist: String(c.input.title), split: '1', ...consented }), establishes: () => [{ name: 'suggestion.split' }],
    echoes: c => [{ procedure: 'suggestion', tie: 'splitFrom', act: 'part', input: { title: String(c.input.otherTitle), text: String(c.input.otherText), how: c.state.marks.how ?? 'single', ...(leadOf(c) ? { lead: leadOf(c)! } : {}), coSigners: [...(c.state.parties.coSigners ?? [])], ...(c.state.parties.delegation?.[0] ? { delegation: c.state.parties.delegation[0] } : {}), ...(c.state.marks.category ? { theme: c.state.marks.category } : {}) } }],
    sentence: ['分成两件：{title}；{otherTitle}', 'Split in two: {title}; {otherTitle}'],
  },
  mergeFor: {
    label: ['并案办理', 'Merge for handling'], from: ['registered', 'preAssign', 'atOffice', 'handedOver', 'handling'], by, mayBeTold: true, help: ['代表同意才并案；各件仍分别答复、分别评价，可以解除。', 'Only with the deputies’ consent; each keeps its own reply and rating; it can be undone.'],
    form: { into: text(['与哪一件一起办（事项号）', 'Together with which'], { required: true, max: 36 }), talked }, ready: c => (c.state.marks.mergedInto ? { rule: 'suggestion.merged', says: ['已经并案，请先解除', 'It is merged already; undo that first'] } : withoutConsent(c, 'merge')), discharges: ['consent'],
    refuse: c => (!isUuid(c.input.into) || c.input.into === c.state.id ? { rule: 'suggestion.merge', field: 'into', says: ['没有找到要并案的那一件', 'There is no such suggestion'] } : undefined),
    marks: c => ({ mergedInto: String(c.input.into), ...consented }), links: c => [{ from: c.state.id, kind: 'mergedInto', to: String(c.input.into) }], echoes: c => [{ matter: String(c.input.into), act: 'gainMerge', input: { from: c.state.id }, field: 'into' }], establishes: () => [{ name: 'suggestion.merged' }], sentence: ['与同类建议并案办理；代表意见：{talked}', 'Merged for handling; the deputies: {talked}'],
  },
  unmerge: { label: ['解除并案', 'Undo the merge'], from: 'open', by, form: { why: why('原因', 'Why') }, ready: c => (c.state.marks.mergedInto ? undefined : { rule: 'suggestion.notMerged', says: ['没有并案', 'It is not merged'] }), marks: () => ({ mergedInto: null }), retracts: () => ['suggestion.merged'], /* `c.state` has lost the mark already. */ echoes: c => [{ matter: c.family.matters.get(c.state.id)!.marks.mergedInto!, act: 'loseMerge', input: { from: c.state.id } }], sentence: ['解除并案：{why}', 'No longer merged: {why}'] },
  gainMerge: { label: ['并入一件', 'Gained a merged one'], hidden: true, from: 'open', by: [theLoop], form: { from: text(['来自', 'From'], { required: true, max: 36 }) }, ready: c => (c.state.marks.mergedInto ? { rule: 'suggestion.merged', says: ['那一件自己已并入别的，请选它并入的那件', 'That one is merged itself; choose the one it went into'] } : undefined), marks: c => ({ mergedHere: String(Number(c.state.marks.mergedHere ?? 0) + 1) }), links: c => [{ from: String(c.input.from), kind: 'mergedInto', to: c.state.id }], establishes: c => (Number(c.state.marks.mergedHere) === 1 ? [{ name: 'suggestion.merged' }] : []), sentence: ['一件同类建议并案办理', 'A like suggestion is handled together with it'] },
  loseMerge: { label: ['并案解除', 'A merge undone'], hidden: true, from: 'any', by: [theLoop], form: { from: text(['来自', 'From'], { required: true, max: 36 }) }, marks: c => ({ mergedHere: Number(c.state.marks.mergedHere ?? 1) > 1 ? String(Number(c.state.marks.mergedHere) - 1) : null }), retracts: c => (c.state.marks.mergedHere ? [] : ['suggestion.merged']), sentence: ['一件并案已解除', 'A merge was undone'] },
  consultOrgans: {
    label: ['预交办征求意见', 'Consult organs before hand-over'], inBulk: true, from: ['registered'], by, help: ['交办前问一问由谁办；法定答复期限从交办才起算。', 'Before the hand-over: the statutory clock begins with the hand-over only.'], form: { organs: organ(['问哪些单位', 'Which organs'], { required: true, many: true }), until: date(['希望哪天前回', 'By when, please'], { required: true }) }, options: (c, f) => (f === 'organs' ? handlers(c) : undefined),
    refuse: c => (String(c.input.until) < c.today ? { rule: 'input.invalid', field: 'until', says: ['这一天已经过去', 'That day is past'] } : undefined), to: 'preAssign', parties: c => ({ consulted: ids(c.input.organs) }),
    owes: c => ids(c.input.organs).map(o => ({ act: 'answerConsult', owes: `organ:${o}` as const, within: { unit: 'day', n: 0 } as const, on: { day: String(c.input.until), why: ['交办前征求意见，商定的日子', 'Asked before the hand-over, by the day agreed'] as const } })), sentence: ['预交办，征求{organs}意见', 'Before hand-over {organs} were asked'],
  },
  answerConsult: {
    label: ['回复预交办', 'Answer the consultation'], main: true, from: ['preAssign'], by: [consulted], form: { answer: choice(['意见', 'Answer'], optionsOf(consultAnswers), { required: true }), suggests: organ(['建议由谁办', 'Suggests']), note: text(['说明', 'Note'], { open: true, max: 300 }) }, options: (c, f) => (f === 'suggests' ? handlers(c) : undefined),
    refuse: c => (c.input.answer === 'other' && !c.input.suggests && !c.input.note ? { rule: 'suggestion.suggests', field: 'suggests', says: ['请写明建议由哪个单位办', 'Name the organ it should go to'] } : undefined),
    marks: c => (c.actor.kind === 'person' ? { [`consult.${c.actor.organ}`]: `${String(c.input.answer)}${c.input.suggests ? `:${String(c.input.suggests)}` : ''}` } : {}), sentence: ['{by}回复预交办：{answer}', '{by} answered: {answer}'],
  },
  setCategory: { label: ['更正分类', 'Correct the theme'], from: 'any', by, form: { theme: { ...theme, required: true } }, marks: c => ({ category: said(c.input.theme) }), sentence: ['更正分类：{theme}', 'Theme corrected: {theme}'] },
}
