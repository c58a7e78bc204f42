/** Answering by letter: contact first, then the letter with its class; a co-handler gives a written view (代表法 51; the numbers are settings). */
import { dayOf } from '#law/time.ts'
import { choice, countyChoice, date, files, type Form, optionsOf, personal, text } from '#loop/fields.ts'
import { liveNumbers, markOf } from '#loop/fold.ts'
import type { ActSpec, Ctx, Effect, No } from '#loop/procedure.ts'
import { begunOn } from '#procedures/ledger.ts'
import { handlerHead } from '#procedures/roles.ts'
import { contactWays, machineOf, openness, resultClasses } from '#procedures/words.ts'
import { letterSeries } from '#procedures/series.ts'
import { byHandler, handlerNow, isOutside, organOf, ownHand, timeliness } from './rules.ts'

const role = (c: Ctx): string => c.state.marks.role ?? ''
/** Handed over to be answered by letter, or for a written view. */
export const byLetter = (c: Ctx): boolean => c.state.marks.letter === '1' || role(c) === 'co'
const letterOnly = (c: Ctx): No | undefined => (c.state.marks.letter === '1' && role(c) !== 'co' ? undefined : { rule: 'handling.noLetter', says: ['这件不用答复函', 'This one is not answered by letter'] })
const past = (field: string) => (c: Ctx): No | undefined => (String(c.input[field]) > c.today ? { rule: 'input.invalid', field, says: ['这一天还没到', 'That day has not come yet'] } : String(c.input[field]) < begunOn(c.state) ? { rule: 'input.invalid', field, says: ['这一天在交办之前', 'That day lies before the hand-over'] } : undefined)
const day = date(['哪一天', 'On which day'], { required: true })
const paper = (label: readonly [string, string]) => personal(files(label), ['证明沟通或答复的经过', 'To show how it was said or answered'])

/** The better way stands: face to face before the telephone before a letter. */
const ranked = Object.keys(contactWays)
const better = (was: string | undefined, is: string): string => (was !== undefined && ranked.indexOf(was) <= ranked.indexOf(is) ? was : is)
const failures = (c: Ctx): string[] => (c.state.marks.failed ?? '').split(' ').filter(Boolean)
/** No reply without contact, or so many failed attempts on different days, one of them in writing. */
function untouched(c: Ctx): No | undefined {
  if (c.state.marks.contacted) return undefined
  const wanted = Number(c.settings.look('handling.failedContacts', dayOf(c.state.openedAt)).value)
  if (new Set(failures(c)).size >= wanted && c.state.marks.failedInWriting) return undefined
  return { rule: 'handling.contact', article: { law: '代表法', article: '第五十一条' }, says: [`答复前要先与代表联系沟通；联系不上的，记满${wanted}次不同日期的联系未果，其中一次要书面`, `Contact the deputy before replying; where nobody answers, record ${wanted} failed attempts on different days, one of them in writing`] }
}
/** What was reported to a higher organ is handled, not solved, until that organ has done it. */
const upward = (c: Ctx): No | undefined => (markOf(c.family, c.state, 'upward') === '1' && machineOf(String(c.input.class)) === 'solved' ? { rule: 'handling.upward', field: 'class', says: ['已报请上级办理的，不算解决；上级办成后，凭凭据续报', 'It was reported upward and is not solved by that: reply again, with proof, once the higher organ has done it'] } : undefined)
const unpromised = (c: Ctx): No | undefined =>
  upward(c) ?? (machineOf(String(c.input.class)) === 'promised' && !c.input.promisedBy ? { rule: 'handling.promise', field: 'promisedBy', says: ['正在解决或列入计划的，请写明哪天前办成', 'For what is being solved or planned, say by when'] }
    : c.input.promisedBy && String(c.input.promisedBy) < c.today ? { rule: 'handling.promise', field: 'promisedBy', says: ['承诺日期应在今天以后', 'The promised day must lie ahead'] }
      : c.input.openness && c.input.openness !== 'open' && !c.input.opennessWhy ? { rule: 'handling.openness', field: 'opennessWhy', says: ['不公开或部分公开的，请说明理由', 'Say why it should not be public, or only in part'] } : undefined)

/** The number of the letter that stands. */
const ownLetter = (c: Ctx) => liveNumbers(c.state).filter(n => String(n.n) === c.state.marks.letterNo && n.series.startsWith(`letter.${organOf(c, 'handler') ?? ''}.`))

/** What a letter of reply says. */
export const letterForm: Form = {
  class: countyChoice(['结果类别', 'Class'], 'handling.classes', resultClasses, { required: true, hint: ['印在答复函首页右上角', 'Printed at the top right of the letter'] }),
  result: text(['答复内容', 'The reply'], { required: true, long: true, open: true, min: 10, max: 5000 }), promisedBy: date(['承诺哪天前办成', 'Promised by']),
  openness: choice(['答复是否公开', 'May the reply be public'], optionsOf(openness)), opennessWhy: text(['不公开的理由', 'Why not'], { open: true, max: 200 }),
}
/** A sealed paper was given along: it is the letter. */
const sealed = (c: Ctx) => (c.input.scan ? { sealed: '1' } : {})
const actor = (c: Ctx): string | null => (c.actor.kind === 'person' ? c.actor.person : null)
/** The next number of an organ's letters of the year. */
export const numbered = (c: Ctx, party: 'handler' | 'dispatcher', mark: string) => { const organ = organOf(c, party); return organ ? [{ series: letterSeries(organ, c.today), mark }] : [] }
const letterMarks = (c: Ctx) => ({ result: String(c.input.result), class: String(c.input.class), promisedBy: c.input.promisedBy ? String(c.input.promisedBy) : null, openness: c.input.openness ? String(c.input.openness) : null, opennessWhy: c.input.opennessWhy ? String(c.input.opennessWhy) : null })
/** Somebody in the organ who may sign a letter today. */
const hasHead = (c: Ctx): boolean => { const o = handlerNow(c); return o !== undefined && c.directory.holders(o, c.today).some(p => c.directory.actingPostsOf(p.person, c.today).some(x => x.kind === 'handlerHead' && x.organ === o)) }
const headless = (c: Ctx) => (hasHead(c) ? undefined : { rule: 'handling.noHead', says: ['名册里本单位还没有登记负责人，没有人能在这里审签：请办理“登记已盖章的答复”，或者请区人大代工委先登记负责人', 'No head of this organ is on the register, so nobody can sign here: enter the sealed reply instead, or ask the committee to enter the head first'] } as const)
/** The organ's letter goes out: by its own number where it has one, else by the next of ours. */
const issued: Effect = {
  to: 'submitted', discharges: ['reply'],
  establishes: c => [{ name: 'handling.handled', organ: organOf(c, 'handler'), kind: timeliness(c) }, { name: 'handling.replied', organ: organOf(c, 'handler'), kind: timeliness(c) }],
  numbers: c => (c.input.ownNumber ? [] : numbered(c, 'handler', 'letterNo')),
}

export const replying: Readonly<Record<string, ActSpec>> = {
  plan: { label: ['办理计划', 'Plan'], from: ['working'], by: byHandler, ready: ownHand, form: { text: text(['打算怎么办、何时办', 'What will be done and when'], { required: true, long: true, open: true, min: 4, max: 500 }), who: text(['承办人', 'Who'], { open: true, max: 40 }) }, marks: c => ({ plan: String(c.input.text) }), sentence: ['{handler}办理计划：{text}', '{handler}, plan: {text}'] },
  contact: {
    label: ['联系代表', 'Contact the deputy'], from: ['received', 'working', 'toSign', 'extensionAsked'], by: byHandler, ready: c => ownHand(c) ?? letterOnly(c), mayBeTold: true,
    form: { how: choice(['方式', 'How'], optionsOf(contactWays), { required: true }), day, note: text(['谈了什么、代表的意见', 'What was said'], { required: true, long: true, open: true, min: 2, max: 500 }), record: paper(['沟通记录（代表签字的更好）', 'The record, best with the deputy’s signature']) },
    refuse: past('day'), marks: c => ({ contacted: better(c.state.marks.contacted, String(c.input.how)) }), establishes: c => [{ name: 'handling.contacted', organ: organOf(c, 'handler'), kind: String(c.input.how) }], sentence: ['{handler}{how}（{day}）：{note}', '{handler}, {how} ({day}): {note}'],
  },
  contactFailed: {
    label: ['联系未果', 'Contact attempt failed'], from: ['received', 'working', 'toSign', 'extensionAsked'], by: byHandler, ready: c => ownHand(c) ?? letterOnly(c), mayBeTold: true, help: ['如实记下；够了次数、其中一次书面，就可以先答复。', 'As it was; after enough attempts, one in writing, the reply may go.'],
    form: { how: choice(['方式', 'How'], optionsOf(contactWays), { required: true }), day, note: text(['情况', 'What happened'], { required: true, open: true, min: 2, max: 200 }), record: paper(['凭据（书面函件等）', 'What shows it']) },
    refuse: past('day'), marks: c => ({ failed: [...failures(c), String(c.input.day)].join(' '), ...(c.input.how === 'letter' ? { failedInWriting: '1' } : {}) }), establishes: c => [{ name: 'handling.contactFailed', organ: organOf(c, 'handler'), kind: String(c.input.how) }], sentence: ['{handler}联系未果（{day}，{how}）：{note}', '{handler} could not reach the deputy ({day}, {how}): {note}'],
  },
  coView: {
    label: ['提出会办意见', 'Give the co-handler’s view'], main: c => role(c) === 'co', from: ['working'], by: byHandler, ready: c => ownHand(c) ?? (role(c) === 'co' ? undefined : { rule: 'handling.notCo', says: ['会办单位才提会办意见', 'Only a co-handler gives a view'] }), mayBeTold: true,
    form: { view: text(['会办意见', 'View'], { required: true, long: true, open: true, min: 4, max: 3000 }), ownNumber: text(['本单位文号', 'The organ’s own number'], { max: 40 }), scan: paper(['盖章件', 'The sealed letter']) },
    to: 'submitted', marks: c => ({ result: String(c.input.view), replied: c.today, drafter: actor(c), ...sealed(c), ...(c.input.ownNumber ? { letterNumber: String(c.input.ownNumber) } : {}) }),
    // A unit outside numbers its letters itself.
    numbers: c => (c.input.ownNumber || isOutside(c) ? [] : numbered(c, 'handler', 'letterNo')),
    establishes: c => [{ name: 'handling.viewed', organ: organOf(c, 'handler'), kind: timeliness(c) }], sentence: ['{handler}提出会办意见：{view}', '{handler} gave its view: {view}'],
  },
  draft: {
    label: ['拟答复稿', 'Draft the reply'], main: c => c.state.marks.letter === '1' && hasHead(c), from: ['working'], by: byHandler, ready: c => ownHand(c) ?? letterOnly(c) ?? headless(c), form: letterForm, refuse: unpromised, to: 'toSign',
    marks: c => ({ ...letterMarks(c), drafter: actor(c) }), sentence: ['{handler}拟好答复稿，待审签', '{handler} drafted the reply, to be signed'],
  },
  takeBackDraft: { label: ['收回草稿再改', 'Take the draft back'], from: ['toSign'], by: byHandler, ready: ownHand, form: {}, to: 'working', discharges: ['signOff'], sentence: ['{handler}收回草稿再改', '{handler} took the draft back'] },
  redraft: { label: ['退回修改', 'Back to the drafter'], from: ['toSign'], by: [handlerHead], ready: ownHand, form: { why: text(['意见', 'Why'], { required: true, open: true, min: 2, max: 300 }) }, to: 'working', discharges: ['signOff'], sentence: ['{handler}审签意见：{why}', '{handler}, on the draft: {why}'] },
  signOff: {
    label: ['审签发出', 'Sign and send'], main: true, from: ['toSign'], by: [handlerHead], ready: c => ownHand(c) ?? untouched(c), form: { ownNumber: text(['本单位文号（已编号的）', 'The organ’s own number, if it has one'], { max: 40 }), scan: paper(['盖章件', 'The sealed letter']) },
    ...issued, marks: c => ({ replied: c.today, signer: actor(c), ...sealed(c), ...(c.input.ownNumber ? { letterNumber: String(c.input.ownNumber) } : {}) }), sentence: ['{handler}答复', '{handler} replied'],
  },
  reply: {
    label: ['登记已盖章的答复', 'Enter a sealed reply'], main: c => c.state.marks.letter === '1' && !hasHead(c), from: ['working'], by: byHandler, ready: c => ownHand(c) ?? letterOnly(c) ?? untouched(c), mayBeTold: true, help: ['本单位已编号、已盖章的，录入内容并上传盖章件。', 'For a letter the organ has numbered and sealed itself.'],
    form: { ...letterForm, ownNumber: text(['本单位文号', 'The organ’s own number'], { required: true, max: 40 }), scan: paper(['盖章件', 'The sealed letter']) },
    refuse: unpromised, ...issued, marks: c => ({ ...letterMarks(c), replied: c.today, drafter: actor(c), sealed: '1', letterNumber: String(c.input.ownNumber) }), sentence: ['{handler}答复（{class}，{ownNumber}）', '{handler} replied ({class}, {ownNumber})'],
  },
  uploadSigned: {
    label: ['补传盖章件', 'Add the sealed copy'], from: ['submitted'], by: byHandler, ready: c => ownHand(c) ?? (byLetter(c) ? undefined : letterOnly(c)), form: { scan: personal(files(['盖章件', 'The sealed letter'], { required: true }), ['证明答复的原件', 'To show the letter itself']), ownNumber: text(['本单位文号', 'The organ’s own number'], { max: 40 }) },
    // The paper bears the organ's own number: ours is void.
    voids: c => (c.input.ownNumber ? ownLetter(c) : []), marks: c => ({ ...sealed(c), ...(c.input.ownNumber ? { letterNumber: String(c.input.ownNumber), letterNo: null } : {}) }), sentence: ['{handler}补传盖章件', '{handler} added the sealed copy'],
  },
  voidNumber: {
    label: ['作废文号，重新编号', 'Void the number and take a new one'], from: ['submitted'], by: [handlerHead], ready: c => ownHand(c) ?? (ownLetter(c).length ? undefined : { rule: 'number.none', says: ['没有系统编的文号可以作废', 'There is no number of ours to void'] }),
    help: ['写错、错发、纸张作废了才用；作废的文号留在登记簿上，不再使用。', 'For a letter spoilt or sent by mistake; the void number stays in the register and is never used again.'],
    form: { why: text(['作废原因', 'Why'], { required: true, open: true, min: 2, max: 300 }) }, voids: ownLetter, numbers: c => numbered(c, 'handler', 'letterNo'), sentence: ['作废原文号，重新编号：{why}', 'The number was voided and a new one taken: {why}'],
  },
}

