/** 评: the proposers alone rate, process and result apart. Silence is its own number; a promise stays due until it is proven. */
import { theClock } from '#loop/every.ts'
import { choice, countyChoice, date, files, optionsOf, personal, text } from '#loop/fields.ts'
import { dayOf } from '#law/time.ts'
import { openDuties } from '#loop/fold.ts'
import { type ActSpec, type Ctx, fork, type No } from '#loop/procedure.ts'
import { coSigner, districtOfficer, leadDeputy, oneOfHandlers } from '#procedures/roles.ts'
import { grades, machineOf, resultClasses } from '#procedures/words.ts'
import { letterSeries } from '#procedures/series.ts'
import { ordersAgain, promise } from './handing.ts'
import { actorPerson, afterwards, answers, boundOrgans, classNow, leadOf, notEvaluator, ownAnswer, personOwes, proposers, ratingOwes, said, strandedRating, worksAt, worstOf } from './rules.ts'

const about = (c: Ctx) => ({ organ: boundOrgans(c)[0], person: leadOf(c), place: c.state.parties.place?.[0] })
/** Ratings before this one, those a ledger brought among them. */
const evaluations = (c: Ctx): number => (c.state.times.evaluate ?? 0) + (c.state.marks.ratedBefore ? 1 : 0)
/** The handling organ in whose name somebody reports. */
const ownOrgan = (c: Ctx) => (c.actor.kind === 'person' ? c.actor.posts.find(x => (c.state.parties.handlers ?? []).includes(x.organ))?.organ ?? c.actor.organ : undefined)
const is = (c: Ctx): string => machineOf(said(c.input.class))
/** How the whole stands when one organ’s class has changed: the worst of what all of them say now. */
const whole = (c: Ctx): string => { const mine = ownAnswer(c); return worstOf([...answers(c).filter(h => h !== mine).map(h => classNow(c, h)), String(c.input.class)]) }
const wholeIs = (c: Ctx): string => machineOf(whole(c))
/** Only who answered replies again; what came in from an older ledger has no letters here, and its organs may. */
const answered = (c: Ctx): No | undefined => (answers(c).length === 0 || ownAnswer(c) ? undefined : { rule: 'suggestion.notAnswering', says: ['续报由答复过的主办、分办单位办', 'Only an organ that has answered replies again'] })
/** A promise another organ made stays its own, whoever replies again. */
const promisesOfOthers = (c: Ctx) => { const open = openDuties(c.state).filter(d => d.act === 'replyAgain'); return new Set(open.map(d => d.owes)).size > 1 ? [] : open.filter(d => d.owes.startsWith('organ:') && answers(c).some(h => d.owes === `organ:${h.parties.handler?.[0]}`) && !worksAt(c, d.owes.slice(6))).map(d => ({ act: d.act, owes: d.owes, within: { unit: 'day', n: 0 } as const, replaces: d.no, on: { day: dayOf(d.due), why: d.why[0]! } })) }

export const evaluating: Readonly<Record<string, ActSpec>> = {
  evaluate: {
    label: ['评价', 'Evaluate'], main: true, from: ['replied'], by: [leadDeputy, coSigner], ready: notEvaluator, help: ['由领衔代表本人评价，别人不能代填；承办单位不得要求怎么评。', 'By the lead deputy’s own hand; no organ may ask for a grade.'],
    form: { process: choice(['办理过程', 'The process'], optionsOf(grades), { required: true }), result: choice(['办理结果', 'The result'], optionsOf(grades), { required: true }), comment: text(['意见', 'Comment'], { open: true, long: true, max: 500 }) },
    needs: c => (c.input.process === 'dissatisfied' || c.input.result === 'dissatisfied' ? ['comment'] : []),
    to: fork(['rehandling', 'chairs', 'tracking', 'closed'], c => (c.input.result !== 'dissatisfied' ? afterwards(c) : evaluations(c) > 0 ? 'chairs' : 'rehandling')),
    marks: c => ({ process: String(c.input.process), grade: String(c.input.result), evaluated: c.today, evaluator: actorPerson(c) ?? null }), retracts: () => ['suggestion.result'],
    establishes: c => [
      { name: 'suggestion.process', kind: String(c.input.process), ...about(c), once: true }, { name: 'suggestion.result', kind: String(c.input.result), ...about(c) }, { name: 'suggestion.firstResult', kind: String(c.input.result), ...about(c), once: true },
      ...(c.state.stage === 'rehandling' ? [{ name: 'suggestion.rehandled', ...about(c) }] : []), ...(c.state.stage === 'chairs' ? [{ name: 'suggestion.toChairs', ...about(c) }] : []),
    ],
    children: c => (c.state.stage === 'rehandling' ? ordersAgain(c) : []), sentence: ['代表评价：过程{process}，结果{result}', 'The deputy: process {process}, result {result}'],
  },
  // A deputy who left office or is suspended (代表法 61, 62) owes it no longer: the next signer does, with the whole time to do it.
  passRating: {
    label: ['评价转由他人', 'The rating passes on'], hidden: true, from: ['replied'], by: [theClock], form: {}, ready: c => (strandedRating(c) ? undefined : { rule: 'suggestion.sameRater', says: ['仍由原来的代表评价', 'The same deputy rates'] }), discharges: ['evaluate'],
    owes: c => { const d = strandedRating(c); return d ? [{ act: 'evaluate', owes: ratingOwes(c), within: 'suggestion.feedbackDays', replaces: d.no }] : [] },
    tells: c => { const to = ratingOwes(c); return to ? [{ to, matter: c.state.id, what: 'replied' }] : [] }, sentence: ['应当评价的代表已经离任或者暂停执行职务，改由下一位联名代表评价；没有联名代表的，到期记为未评价', 'The deputy who was to rate has left office or is suspended: the next signer rates; where there is none, it will count as not answered'],
  },
  noAnswer: { label: ['到期未评价', 'No answer in time'], hidden: true, mayBeTold: true, from: ['replied'], by: [theClock], form: {}, discharges: ['evaluate'], to: fork(['tracking', 'closed'], afterwards), establishes: c => [{ name: 'suggestion.noAnswer', ...about(c) }], sentence: ['到期没有收到代表评价，不计入满意率', 'No evaluation came in time; it is left out of the base'] },
  replyAgain: {
    label: ['续报', 'Follow-up reply'], main: c => c.state.stage === 'tracking', from: ['replied', 'tracking', 'chairs', 'closed'], by: [oneOfHandlers], ready: answered, mayBeTold: true, help: ['承诺的事办成了，凭凭据续报；类别变了也在这里报，原来的类别留在记录里。', 'When the promise is kept, with proof; a change of class is told here too, and the former one stays on record.'],
    form: { class: countyChoice(['现在的类别', 'Class now'], 'handling.classes', resultClasses, { required: true }), text: text(['办到什么程度', 'How it stands'], { required: true, long: true, open: true, min: 4, max: 2000 }), proof: text(['凭据（文号、验收单、照片说明）', 'Proof (letter, acceptance, photos)'], { open: true, max: 200 }), evidence: personal(files(['凭据附件', 'Proof, attached']), ['证明承诺办成了', 'To show the promise was kept']), promisedBy: date(['承诺哪天前办成', 'Promised by']) },
    refuse: c => (is(c) === 'solved' && !c.input.proof && !c.input.evidence ? { rule: 'suggestion.proof', field: 'proof', says: ['说已解决，要有凭据：写明文号、验收单，或上传附件', 'Say what proves it, or attach it'] } : is(c) === 'promised' && (!c.input.promisedBy || String(c.input.promisedBy) < c.today) ? { rule: 'handling.promise', field: 'promisedBy', says: ['请写明新的承诺日期', 'Give the new promised day'] } : undefined),
    to: fork(['tracking', 'closed'], c => (c.state.stage === 'tracking' && wholeIs(c) !== 'promised' ? 'closed' : c.state.stage === 'closed' && wholeIs(c) === 'promised' ? 'tracking' : undefined)),
    marks: c => { const mine = ownAnswer(c)?.parties.handler?.[0]; return { class: whole(c), outcome: wholeIs(c), promisedBy: is(c) === 'promised' ? String(c.input.promisedBy) : wholeIs(c) === 'promised' ? undefined : null, ...(c.state.marks.published ? { publicAt: c.at } : {}), before: c.state.marks.class ?? null, followUpBy: ownOrgan(c) ?? null, followUpOn: c.today, ...(mine ? { [`class.${mine}`]: String(c.input.class) } : {}) } }, numbers: c => { const organ = ownOrgan(c); return organ ? [{ series: letterSeries(organ, c.today), mark: 'followUpNo' }] : [] }, retracts: c => (machineOf(c.state.marks.class) === machineOf(c.state.marks.before) ? [] : ['suggestion.class']),
    // `c.state` already bears the new class here: what it was stands in the mark `before`.
    establishes: c => [{ name: 'suggestion.class', kind: machineOf(c.state.marks.class), ...about(c), once: true }, ...(machineOf(c.state.marks.before) === 'promised' && machineOf(c.state.marks.class) === 'solved' ? [{ name: 'suggestion.kept', ...about(c) }] : []), ...(machineOf(c.state.marks.before) !== 'promised' && machineOf(c.state.marks.class) === 'promised' ? [{ name: 'suggestion.promised', ...about(c) }] : [])],
    owes: c => [...(is(c) === 'promised' ? [promise(c, ownAnswer(c)?.parties.handler?.[0] ?? (c.actor.kind === 'person' ? c.actor.organ : undefined), String(c.input.promisedBy))] : []), ...promisesOfOthers(c)], tells: c => proposers(c).map(p => ({ to: personOwes(p)!, matter: c.state.id, what: 'replyAgain' })), sentence: ['{by}续报（{class}）：{text}', '{by} replied again ({class}): {text}'],
  },
  toChairs: { label: ['主任会议研究', 'Considered by the chairpersons’ meeting'], main: true, from: ['chairs'], by: [districtOfficer], mayBeTold: true, form: { meeting: text(['哪次主任会议', 'Which meeting'], { required: true, max: 60 }), text: text(['研究意见', 'What was decided'], { required: true, long: true, open: true, min: 2, max: 500 }) }, to: fork(['tracking', 'closed'], afterwards), sentence: ['{meeting}研究：{text}', '{meeting}: {text}'] },
}
