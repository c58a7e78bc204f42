/**
 * 承办: one organ handles one matter for somebody else. The child every mechanism reuses; it knows nothing of its parent.
 * The organ says *handled*; whether it was verified and whether anybody is satisfied are others' facts.
 */
import { reckon } from '#law/clock.ts'
import { dayOf, daysBetween, formatDay } from '#law/time.ts'
import { choice, date, files, type Form, optionsOf, organ, personal, text, yesNo } from '#loop/fields.ts'
import { procedure, theLoop } from '#loop/every.ts'
import { type Ctx, fork, type No, type OweSpec } from '#loop/procedure.ts'
import { termOf } from '#loop/settings.ts'
import type { Owes } from '#loop/words.ts'
import { consenter, coSigner, disciplineLiaison, dispatcher, districtOfficer, entrusted, follower, governmentOffice, handler, leadDeputy, oneOfHandlers, stationClerk } from '#procedures/roles.ts'
import { governmentHandlers, suggestionHandlers } from '#procedures/posts.ts'
import { begunOn, firstDueOf } from '#procedures/ledger.ts'
import { contactWays, handlingRoles, openness, returnReasons } from '#procedures/words.ts'
import { letters } from './letters.ts'
import { byLetter, numbered, replying } from './replying.ts'
import { byHandler, firstResultDuty, handling, organOf, owed, ownHand, resultActs, resultDuty, timeliness } from './rules.ts'
import { settings } from './settings.ts'
import { takeOver } from './takingOver.ts'

const dispatching = (c: Ctx): Owes | undefined => owed(organOf(c, 'dispatcher'))
const consenting = (c: Ctx): Owes | undefined => owed(organOf(c, 'consenter'))
/** Sent by the government's office, which chooses among the government's own. */
const byOffice = (c: Ctx): boolean => c.directory.organ(organOf(c, 'dispatcher') ?? '')?.kind === 'governmentOffice'

function lateReturn(c: Ctx): No | undefined {
  const s = c.settings.look(c.state.marks.returnWithin ?? 'handling.returnDays', dayOf(c.state.openedAt))
  const window = reckon(c.calendar, begunOn(c.state), termOf(s))
  if (c.recordedAt <= window.due) return undefined
  const last = formatDay(window.day)
  return { rule: 'handling.returnLate', says: [`退单期限已过（最迟${last[0]}），请继续办理`, `The window for a return closed on ${last[1]}; please go on handling`] }
}

function lateExtension(c: Ctx): No | undefined {
  const d = resultDuty(c.state)
  if (!d || c.recordedAt <= d.due) return undefined
  const last = formatDay(dayOf(d.due))
  return { rule: 'handling.extensionLate', says: [`已过办理期限（${last[0]}），不能再申请延期`, `The due date (${last[1]}) has passed; an extension can no longer be asked for`] }
}

function extensionDate(c: Ctx): No | undefined {
  const until = String(c.input.until), due = resultDuty(c.state), first = firstResultDuty(c.state)
  if (!due || !first) return undefined
  if (until <= dayOf(due.due)) return { rule: 'handling.extensionShort', field: 'until', says: [`新期限应晚于原期限${formatDay(dayOf(due.due))[0]}`, `The new date must be later than ${formatDay(dayOf(due.due))[1]}`] }
  if (c.state.marks.longest) {
    const last = reckon(c.calendar, c.state.marks.since ?? dayOf(c.state.openedAt), termOf(c.settings.look(c.state.marks.longest, dayOf(c.state.openedAt)))).day
    if (until > last) return { rule: 'handling.extensionLong', field: 'until', says: [`最迟延到${formatDay(last)[0]}`, `It can be extended to ${formatDay(last)[1]} at most`] }
    return undefined
  }
  const most = Number(c.settings.look('handling.extensionMaxDays', dayOf(c.state.openedAt)).value)
  if (daysBetween(dayOf(firstDueOf(c.state.marks, first.due)!), until) > most) return { rule: 'handling.extensionLong', field: 'until', says: [`延期合计不超过${most}天`, `Extensions may not exceed ${most} days in all`] }
  return undefined
}

/** What is owed, and by when: the terms are this procedure's own, unless whoever hands over names those of a loop with a law of its own. */
const work = (c: Ctx): OweSpec[] => {
  if (c.input.role === 'helper') return []
  const within = c.input.within ? String(c.input.within) : c.input.again === true ? 'handling.rehandleDays' : c.input.complex === true ? 'handling.complexDays' : 'handling.simpleDays'
  return [{ act: c.input.role === 'co' ? 'coView' : c.input.letter === true ? 'reply' : 'submit', owes: handling(c), within, ...(c.input.since ? { since: String(c.input.since) } : {}) }]
}
/** Terms of the loop that hands over, by the names of its settings. */
const terms: Form = {
  letter: yesNo(['要书面答复', 'Answered by letter'], { unseen: true }), within: text(['办理期限（设置名）', 'Term (a setting)'], { unseen: true, max: 60 }), returnWithin: text(['退办期限（设置名）', 'Window for a return (a setting)'], { unseen: true, max: 60 }),
  longest: text(['最长期限（设置名）', 'Longest term (a setting)'], { unseen: true, max: 60 }), since: date(['期限起算日', 'Counted from'], { unseen: true }),
}
/** What was decided on a return, and when: its letter says so. */
const answered = (answer: 'agreed' | 'refused') => (c: Ctx) => ({ returnAnswer: answer, returnAnswered: c.today, answerBy: c.actor.kind === 'person' ? c.actor.person : null })
/** Where a refused return goes on. */
const backToWork = fork(['working', 'received'], c => (c.state.marks.before === 'working' ? 'working' : 'received'))
const handedBack = (c: Ctx) => [{ name: 'handling.returned', organ: organOf(c, 'handler'), kind: String(c.state.inputs.askReturn?.reason ?? '') }]
const evidence = personal(files(['佐证材料（可不传）', 'Evidence, optional']), ['证明办了什么', 'To show what was done'])

export const handlingProcedure = procedure('handling', 1, {
  label: ['承办', 'Handling'], childOnly: true, settings, letters,
  sight: [handler, dispatcher, stationClerk, districtOfficer, follower, entrusted, disciplineLiaison, leadDeputy, coSigner, oneOfHandlers, governmentOffice],
  // The handler sees the gist whatever stands round the words it came from; an accusation that was kept hides even that.
  walls: [{ when: { party: 'entrusted' }, past: [handler, entrusted, follower, disciplineLiaison] }, { when: { party: 'liaison' }, past: [disciplineLiaison] }],
  stewards: [dispatcher, districtOfficer], handlers: [handler],
  parties: { handler: ['承办单位', 'Handling organ'], dispatcher: ['派单单位', 'Dispatched by'], consenter: ['退办须经其同意', 'Must consent to a return'] },
  facts: { 'handling.assigned': ['派给承办单位', 'Assigned to an organ'], 'handling.handled': ['承办单位报结果', 'Result reported by the organ'], 'handling.returned': ['退回', 'Returned'], 'handling.contacted': ['与代表沟通', 'Contact made'], 'handling.contactFailed': ['联系未果', 'Contact failed'], 'handling.viewed': ['会办意见', 'Co-handler’s view'], 'handling.replied': ['答复', 'Replied'] },
  correctable: {}, words: { role: handlingRoles, reason: returnReasons, how: contactWays, openness },
  stages: {
    sent: { label: ['待签收', 'To be signed for'], awaits: [{ act: 'signFor', owes: handling, within: 'handling.signDays' }] },
    received: { label: ['待确认', 'Signed for, to be confirmed'], awaits: [{ act: 'accept', owes: handling, within: c => c.state.marks.returnWithin ?? 'handling.returnDays' }] },
    returnAsked: { label: ['退回待定', 'Return requested'], awaits: [{ act: 'agreeReturn', owes: dispatching, within: 'handling.decideDays' }] },
    toConsent: { label: ['退回待复核', 'Return to be confirmed'], standsFor: 'returnAsked', awaits: [{ act: 'consentReturn', owes: consenting, within: 'handling.decideDays' }] },
    working: { label: ['办理中', 'Being handled'], awaits: { beside: 'submit' } },
    toSign: { label: ['待审签', 'To be signed off'], standsFor: 'working', awaits: [{ act: 'signOff', owes: handling, within: 'handling.signOffDays' }] },
    extensionAsked: { label: ['延期待批', 'Extension requested'], awaits: [{ act: 'grantExtension', owes: dispatching, within: 'handling.decideDays' }] },
    helping: { label: ['自愿帮办中', 'Being helped with'], awaits: { parked: ['自愿帮办，不设时限、不算超期', 'Voluntary help has no clock'] } },
    submitted: { label: ['已报结果', 'Result submitted'], ends: true, awaits: 'nothing' },
    returned: { label: ['已退回', 'Returned'], ends: true, awaits: 'nothing' },
    reassigned: { label: ['已改派', 'Reassigned'], ends: true, awaits: 'nothing' },
    stopped: { label: ['已终止', 'Stopped'], ends: true, awaits: 'nothing' },
  },
  acts: {
    assign: {
      label: ['派单', 'Assign'], from: 'new', by: [theLoop], hidden: true,
      form: {
        organ: organ(['承办单位', 'Handling organ'], { required: true }), role: choice(['承办方式', 'Role'], optionsOf(handlingRoles), { required: true }),
        gist: text(['办理摘要', 'Gist for the handler'], { max: 500 }), complex: yesNo(['复杂事项', 'Complex']), again: yesNo(['重新办理', 'Again']), asked: text(['交办要求', 'What is asked'], { open: true, unseen: true, max: 300 }), ...terms,
      },
      to: fork(['sent', 'working', 'helping'], c => (c.input.role === 'helper' ? 'helping' : c.directory.organ(String(c.input.organ))?.outside ? 'working' : 'sent')),
      parties: c => ({ handler: [String(c.input.organ)] }),
      marks: c => ({ role: String(c.input.role), ...(c.input.gist ? { gist: String(c.input.gist) } : {}), ...(c.input.complex ? { complex: '1' } : {}), ...(c.input.again ? { again: '1' } : {}), ...(c.input.letter ? { letter: '1' } : {}), ...Object.fromEntries(['returnWithin', 'longest', 'since'].filter(k => c.input[k]).map(k => [k, String(c.input[k])])) }),
      establishes: c => [{ name: 'handling.assigned', organ: String(c.input.organ), kind: String(c.input.role) }],
      owes: work, tells: c => { const to = handling(c); return to ? [{ to, matter: c.state.id, what: 'assigned' }] : [] },
      sentence: i => (i.asked ? ['派给{handler}办理，{due}前报结果。要求：{asked}', 'Sent to {handler}, result due {due}. Asked: {asked}'] : ['派给{handler}办理，{due}前报结果', 'Sent to {handler}, result due {due}']),
    },
    takeOver: takeOver(terms),
    signFor: { label: ['签收', 'Sign for'], inBulk: true, main: true, from: ['sent'], by: byHandler, ready: ownHand, form: {}, to: 'received', sentence: ['{handler}签收', '{handler} signed for it'] },
    accept: { label: ['接单', 'Accept'], inBulk: true, main: true, from: ['sent', 'received'], by: byHandler, ready: ownHand, form: {}, to: 'working', portal: ['{handler}接单了', '{handler} accepted'], sentence: ['{handler}接单', '{handler} accepted'] },
    ...replying,
    submit: {
      label: ['报送结果', 'Submit the result'], main: c => !byLetter(c), from: ['working', 'helping'], by: byHandler, ready: c => ownHand(c) ?? (byLetter(c) ? { rule: 'handling.byLetter', says: ['这件要以答复函（会办意见）办结', 'This one ends with a letter of reply or a co-handler’s view'] } : undefined), mayBeTold: true,
      help: ['写清做了什么、现在怎样；不要写反映人的姓名、住址。', 'What was done and how it stands now; no names or addresses of the requester.'],
      form: { result: text(['办理结果', 'Result'], { required: true, long: true, open: true, min: 4, max: 1000 }), evidence },
      portal: ['{handler}说办好了：{result}', '{handler} says it is done: {result}'], to: 'submitted', marks: c => ({ result: String(c.input.result) }),
      establishes: c => [{ name: 'handling.handled', organ: organOf(c, 'handler'), kind: timeliness(c) }],
      sentence: ['{handler}报告结果：{result}', '{handler} reported: {result}'],
    },
    progress: {
      label: ['记录进展', 'Record progress'], from: ['received', 'working', 'toSign', 'helping', 'extensionAsked'], by: byHandler, ready: ownHand, mayBeTold: true,
      form: { text: text(['进展', 'Progress'], { required: true, long: true, open: true, max: 500 }), evidence }, sentence: ['{handler}进展：{text}', '{handler}, progress: {text}'],
    },
    askReturn: {
      label: ['退单', 'Ask to return'], from: ['sent', 'received', 'working'], by: [handler], ready: c => ownHand(c) ?? lateReturn(c),
      form: { reason: choice(['退单理由', 'Reason'], optionsOf(returnReasons), { required: true }), why: text(['说明', 'Explanation'], { open: true, required: true, min: 4, max: 300 }), suggests: organ(['建议由谁办', 'Suggests instead']) },
      to: 'returnAsked', marks: c => ({ before: c.state.stage, returnAsked: c.today, returnAnswer: null, returnBy: c.actor.kind === 'person' ? c.actor.person : null }), numbers: c => (byLetter(c) ? numbered(c, 'handler', 'returnNo') : []),
      tells: c => { const to = dispatching(c); return to ? [{ to, matter: c.state.id, what: 'returnAsked' }] : [] },
      sentence: ['{handler}申请退回：{reason}；{why}', '{handler} asked to return it: {reason}; {why}'],
    },
    agreeReturn: {
      label: ['同意退回', 'Agree to the return'], main: true, from: ['returnAsked'], by: [dispatcher], form: { note: text(['意见', 'Note'], { open: true, max: 300 }) }, to: fork(['returned', 'toConsent'], c => (organOf(c, 'consenter') ? 'toConsent' : 'returned')),
      marks: answered('agreed'), numbers: c => (byLetter(c) ? numbered(c, 'dispatcher', 'answerNo') : []), establishes: c => (c.state.stage === 'returned' ? handedBack(c) : []), sentence: ['{by}同意退回', '{by} agreed to the return'],
    },
    consentReturn: { label: ['复核同意退回', 'Confirm the return'], main: true, from: ['toConsent'], by: [consenter], form: { note: text(['意见', 'Note'], { open: true, max: 300 }) }, to: 'returned', establishes: handedBack, sentence: ['{by}复核同意退回', '{by} confirmed the return'] },
    refuseConsent: { label: ['复核不同意退回', 'Not confirm the return'], from: ['toConsent'], by: [consenter], form: { why: text(['理由', 'Why'], { open: true, required: true, min: 2, max: 300 }) }, to: backToWork, discharges: ['consentReturn'], sentence: ['{by}复核不同意退回：{why}', '{by} did not confirm the return: {why}'] },
    refuseReturn: {
      label: ['不同意退回', 'Refuse the return'], from: ['returnAsked'], by: [dispatcher], form: { why: text(['理由', 'Why'], { open: true, required: true, min: 2, max: 300 }) },
      to: backToWork, discharges: ['agreeReturn'], marks: answered('refused'), numbers: c => (byLetter(c) ? numbered(c, 'dispatcher', 'answerNo') : []), sentence: ['{by}不同意退回：{why}', '{by} refused the return: {why}'],
    },
    reassign: {
      label: ['改派', 'Reassign'], from: ['sent', 'received', 'returnAsked', 'toConsent', 'working', 'toSign', 'helping'], by: [dispatcher],
      form: { organ: organ(['改由谁办', 'To which organ'], { required: true }), why: text(['理由', 'Why'], { open: true, required: true, min: 2, max: 300 }) },
      options: (c, field) => (field === 'organ' ? c.directory.organs({}, c.today).filter(o => (o.kind === 'handlingOrgan' || (c.state.marks.letter === '1' && (byOffice(c) ? governmentHandlers : suggestionHandlers).includes(o.kind))) && o.id !== organOf(c, 'handler')).map(o => ({ id: o.id, label: [o.short, o.nameEn] as const })) : undefined),
      ready: c => (c.actor.kind === 'person' && (c.actor.posts.some(p => p.kind === 'deputyAffairsOfficer') || byOffice(c)) ? undefined : { rule: 'handling.reassignDistrict', says: ['改派到其他单位由区人大代工委办；联络站可同意退回后提请区级派单', 'Another organ is chosen by the district; a station agrees to the return and asks the district'] }),
      to: 'reassigned', sentence: ['由{handler}改派：{why}', 'Taken from {handler} and reassigned: {why}'],
    },
    askExtension: {
      label: ['申请延期', 'Ask for an extension'], from: ['working'], by: [handler], ready: c => ownHand(c) ?? lateExtension(c), refuse: extensionDate,
      form: { until: date(['延至', 'Until'], { required: true }), why: text(['理由', 'Why'], { open: true, required: true, min: 4, max: 300 }) },
      to: 'extensionAsked', marks: c => ({ until: String(c.input.until) }), sentence: ['{handler}申请延期至{until}：{why}', '{handler} asked for an extension to {until}: {why}'],
    },
    grantExtension: {
      label: ['同意延期', 'Grant the extension'], main: true, from: ['extensionAsked'], by: [dispatcher], form: {}, to: 'working', marks: () => ({ extended: '1' }), discharges: resultActs,
      owes: c => {
        const old = resultDuty(c.state), until = c.state.marks.until
        if (!old || !until) return []
        const [was, is] = [formatDay(dayOf(old.due)), formatDay(until)]
        return [{ act: old.act, owes: old.owes, within: { unit: 'day', n: 0 }, replaces: old.no, on: { day: until, why: [`经派单单位同意，由${was[0]}延至${is[0]}`, `By consent of the dispatching organ, from ${was[1]} to ${is[1]}`] } }]
      },
      sentence: ['{by}同意延期，{due}前报结果', '{by} granted the extension, result due {due}'],
    },
    refuseExtension: { label: ['不同意延期', 'Refuse the extension'], from: ['extensionAsked'], by: [dispatcher], form: { why: text(['理由', 'Why'], { open: true, required: true, min: 2, max: 300 }) }, to: 'working', discharges: ['grantExtension'], sentence: ['{by}不同意延期：{why}', '{by} refused the extension: {why}'] },
    stop: { label: ['终止办理', 'Stop'], from: 'open', by: [dispatcher, theLoop], form: { why: text(['原因', 'Why'], { open: true, max: 300 }) }, to: 'stopped', sentence: ['终止办理', 'Handling stopped'] },
  },
})
