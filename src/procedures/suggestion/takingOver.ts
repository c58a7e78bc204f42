/** Suggestions kept in a ledger until now: opened where they stand, once, and handled from there like any other. */
import { choice, countyChoice, date, entry, number, optionsOf, organ, person, text, yesNo } from '#loop/fields.ts'
import { type ActSpec, type ChildSpec, type Ctx, type FactSpec, fork } from '#loop/procedure.ts'
import type { Input, Label } from '#loop/words.ts'
import { firstOf, handlingDays, imported, outOfOrder, said, stamp, timely, type Wrong, wrong } from '#procedures/ledger.ts'
import { districtOfficer } from '#procedures/roles.ts'
import { districtOf } from '#procedures/stations.ts'
import { contactWays, grades, machineOf, resultClasses } from '#procedures/words.ts'
import { promise } from './handing.ts'
import { delegationOf, followedBy, ids, order, placeOf, sessions } from './rules.ts'
import { body, theme } from './proposing.ts'

/** Where a suggestion of a ledger may stand, as offices say it. */
export const ledgerStates = {
  submitted: ['待审查', 'Under review'], registered: ['待交办', 'To be handed over'], handedOver: ['已交办', 'Handed over'], handling: ['办理中', 'Being handled'], returned: ['已退办', 'Handed back'], replied: ['已答复', 'Replied'],
  rehandling: ['重新办理', 'Being re-handled'], tracking: ['承诺跟踪', 'Promise tracked'], closed: ['已办结', 'Closed'], withdrawn: ['已撤回', 'Withdrawn'], declined: ['不作为建议处理', 'Not handled as a suggestion'],
} as const satisfies Record<string, Label>
/** A rating that was asked for and never came. */
export const ledgerGrades = { ...grades, none: ['未评价', 'No answer'] } as const satisfies Record<string, Label>

const stateOf = (i: Input): string => String(i.state)
const atOrgan: readonly string[] = ['handedOver', 'handling', 'returned', 'rehandling'], answered: readonly string[] = ['replied', 'rehandling', 'tracking', 'closed']
const withinOf = (i: Input): string => (i.complex === true ? 'suggestion.complexMonths' : 'suggestion.replyMonths')

/** All that does not fit together in a row, each at its own cell. */
export function ledgerFaults(c: Pick<Ctx, 'input' | 'today'>): Wrong[] {
  const i = c.input, state = stateOf(i), says = (ledgerStates as Readonly<Record<string, Label>>)[state] ?? [state, state], all: Wrong[] = []
  const must = (field: string, what: Label): void => { if (i[field] === undefined || (Array.isArray(i[field]) && i[field].length === 0)) all.push(wrong(field, [`“${says[0]}”的要有${what[0]}`, `"${says[1]}" needs: ${what[1]}`], ['填写这一格，或核对现在的状态', 'fill in the cell, or check the state'])) }
  if (state !== 'submitted' && state !== 'declined' && state !== 'withdrawn') must('number', ['建议号', 'its number'])
  if (i.between === true && i.received === undefined) all.push(wrong('received', ['闭会期间提出的要有提出日期', 'Between sessions the day it was proposed is needed'], ['填写提出日期', 'give the day']))
  if (atOrgan.includes(state) || answered.includes(state)) { must('organ', ['主办单位', 'the lead organ']); must('handedOver', ['交办日期', 'the day it was handed over']) }
  if (answered.includes(state)) { must('replied', ['答复日期', 'the day of the reply']); must('class', ['结果类别', 'the class']) }
  if (state === 'tracking') must('promisedBy', ['承诺办成日期', 'the promised day'])
  if (state === 'rehandling' && i.grade !== 'dissatisfied') all.push(wrong('grade', ['重新办理的，对结果的评价应是不满意', 'What is re-handled was rated dissatisfied'], ['核对评价或现在的状态', 'check the rating or the state']))
  if (state === 'tracking' && i.class !== undefined && machineOf(said(i.class)) !== 'promised') all.push(wrong('class', ['承诺跟踪的，类别应是正在解决或列入计划的那一类', 'A promise is tracked for the class that says so'], ['核对类别或现在的状态', 'check the class or the state']))
  if (['submitted', 'registered'].includes(state) && i.replied !== undefined) all.push(wrong('state', [`已有答复日期，不会是“${says[0]}”`, `There is a reply; it is not "${says[1]}"`], ['核对现在的状态', 'check the state']))
  if (['handedOver', 'handling', 'returned'].includes(state) && i.replied !== undefined) all.push(wrong('state', [`已有答复日期，不会是“${says[0]}”`, `There is a reply; it is not "${says[1]}"`], ['已答复的写“已答复”；先答复再重办的写“重新办理”', 'say that it is replied, or re-handled']))
  if (i.grade !== undefined && i.replied === undefined) all.push(wrong('grade', ['还没有答复，不会有评价', 'There is no reply to rate'], ['填写答复日期，或清空这一格', 'give the day of the reply, or empty the cell']))
  if (state === 'replied' && i.grade !== undefined) all.push(wrong('grade', ['已经评价过的，状态应是“已办结”“承诺跟踪”或“重新办理”', 'What was rated is closed, tracked or re-handled'], ['核对现在的状态，或清空这一格', 'check the state, or empty the cell']))
  if (i.until !== undefined && i.due !== undefined && String(i.until) <= String(i.due)) all.push(wrong('until', ['延期后的日期不晚于原期限', 'The extended day is not later than the first'], ['核对这两个日期', 'check both days']))
  const co = ids(i.co), leads = [...ids(i.organ), ...ids(i.separate)], twice = co.find(o => leads.includes(o))
  if (twice) all.push(wrong('co', ['会办单位和主办单位是同一个', 'An organ both leads and helps'], ['删去其中一处', 'take one of them out']))
  if (ids(i.coSigners).includes(String(i.lead))) all.push(wrong('coSigners', ['领衔代表不用再写在联名里', 'The lead deputy stands among the co-signers'], ['从联名代表里删去', 'take that name out']))
  all.push(...outOfOrder(c, [['received', ['提出日期', 'The day it was proposed']], ['handedOver', ['交办日期', 'The hand-over']], ['due', ['办理期限', 'The due day']], ['until', ['延期至', 'The extended day']], ['replied', ['答复日期', 'The reply']], ['promisedBy', ['承诺办成日期', 'The promised day']], ['ratedOn', ['评价日期', 'The rating']]], ['due', 'until', 'promisedBy']))
  return all
}

const begun = (c: Ctx): FactSpec['at'] | undefined => stamp(c, c.input.received).at ?? stamp(c, c.directory.all.terms?.find(t => t.id === c.input.session)?.validFrom).at
const when = (c: Ctx) => { const at = begun(c); return at ? { at } : {} }
/** The facts the ledger dates. */
function facts(c: Ctx): FactSpec[] {
  const i = c.input, state = stateOf(i), person = String(i.lead), place = c.state.parties.place?.[0], kind = c.state.marks.how, organ = said(i.organ)
  const about = { organ, person, place }, reply = stamp(c, i.replied), rated = stamp(c, i.ratedOn ?? i.replied), machine = machineOf(said(i.class))
  const list: FactSpec[] = [{ name: 'suggestion.received', person, place, kind, ...when(c) }]
  if (i.number !== undefined && state !== 'declined') list.push({ name: i.between === true ? 'suggestion.acceptedBetween' : 'suggestion.accepted', person, place, kind, ...when(c) }, ...ids(i.coSigners).map(p => ({ name: 'suggestion.coSigned', person: p, ...when(c) })))
  if (organ && i.handedOver) {
    const on = stamp(c, i.handedOver)
    list.push({ name: 'suggestion.handedOver', ...about, kind: i.complex === true ? 'complex' : 'normal', ...on })
    if (state !== 'returned') list.push(...[organ, ...ids(i.separate)].map(o => ({ name: 'suggestion.assigned', organ: o, person, place, ...on })))
    list.push(...ids(i.co).map(o => ({ name: 'suggestion.coAssigned', organ: o, person, place, ...on })))
    // A ledger seldom says when it was granted: by the first due day it was.
    if (i.until) list.push({ name: 'suggestion.extended', organ, ...stamp(c, i.due ?? i.handedOver) })
  }
  if (i.replied) {
    list.push({ name: 'suggestion.class', kind: machine, ...about, ...reply }, { name: 'suggestion.firstClass', kind: machine, ...about, ...reply }, { name: 'suggestion.replied', kind: timely(c, withinOf(i)), ...about, ...reply })
    if (i.contacted) list.push({ name: 'suggestion.contacted', kind: String(i.contacted), ...about, ...reply })
    if (machine === 'promised') list.push({ name: 'suggestion.promised', ...about, ...reply })
  }
  if (i.process && i.process !== 'none') list.push({ name: 'suggestion.process', kind: String(i.process), ...about, ...rated })
  if (i.grade === 'none') list.push({ name: 'suggestion.noAnswer', ...about, ...rated })
  else if (i.grade) list.push({ name: 'suggestion.result', kind: String(i.grade), ...about, ...rated }, { name: 'suggestion.firstResult', kind: String(i.grade), ...about, ...rated })
  if (state === 'rehandling') list.push({ name: 'suggestion.rehandled', ...about, ...rated })
  if (state === 'withdrawn') list.push({ name: 'suggestion.withdrawn', person, kind: i.handedOver ? 'after' : 'before', ...when(c) })
  if (state === 'declined') list.push({ name: 'suggestion.declined', person, ...when(c) })
  return list
}

/** Each organ's share, where it stands. A co-handler's is opened only while a view may still come. */
function shares(c: Ctx): ChildSpec[] {
  const i = c.input, state = stateOf(i), lead = said(i.organ), d = districtOf(c)
  if (!lead || !i.handedOver || state === 'withdrawn' || state === 'declined') return []
  const standing = state === 'handedOver' ? 'sent' : state === 'handling' ? 'working' : state === 'returned' ? 'returned' : 'submitted'
  const share = (organ: string, role: 'lead' | 'separate' | 'co', stands: string): ChildSpec => {
    // The same terms as a hand-over of today.
    const asked = order(c, organ, role, { complex: i.complex === true }).input
    const letter = stands === 'submitted' ? Object.fromEntries(['replied', 'class', 'result', 'promisedBy', 'letterNumber', 'contacted'].filter(k => i[k] !== undefined).map(k => [k, i[k]!])) : {}
    const days = role === 'co' ? { handedOver: i.handedOver! } : Object.fromEntries(['handedOver', 'due', 'until'].filter(k => i[k] !== undefined).map(k => [k, i[k]!]))
    return { procedure: 'handling', act: 'takeOver', parties: { dispatcher: d ? [d] : [] }, input: { ...asked, state: stands, ...days, ...letter, imported: String(i.imported) } }
  }
  const first = [share(lead, 'lead', standing), ...ids(i.separate).map(o => share(o, 'separate', standing))]
  const again = (o: string, role: 'lead' | 'separate'): ChildSpec => {
    const asked = order(c, o, role, { again: true }).input
    return { procedure: 'handling', act: 'takeOver', parties: { dispatcher: d ? [d] : [] }, input: { ...asked, state: 'working', handedOver: String(i.ratedOn ?? i.replied), imported: String(i.imported) } }
  }
  return [...first, ...(state === 'rehandling' ? [again(lead, 'lead'), ...ids(i.separate).map(o => again(o, 'separate'))] : []), ...(state === 'handedOver' || state === 'handling' ? ids(i.co).map(o => share(o, 'co', standing)) : [])]
}

export const takingOver: Readonly<Record<string, ActSpec>> = {
  takeOver: {
    label: ['由台账转入', 'Taken over from a ledger'], from: 'new', by: [districtOfficer], hidden: true,
    form: {
      title: text(['标题', 'Title'], { required: true, open: true, min: 2, max: 100 }), text: { ...body, required: false, min: 0 }, theme, session: entry(['哪次会议', 'Session'], { required: true }), between: yesNo(['闭会期间提出', 'Between sessions']), number: number(['建议号', 'Number'], { min: 1, max: 9999 }),
      lead: person(['领衔代表', 'Lead deputy'], { required: true }), coSigners: person(['联名代表', 'Co-signers'], { many: true }), delegation: organ(['代表团', 'Delegation']), received: date(['提出日期', 'Proposed']), state: choice(['现在的状态', 'State now'], optionsOf(ledgerStates), { required: true }),
      organ: organ(['主办单位', 'Lead organ']), separate: organ(['分办单位', 'Separate handlers'], { many: true }), co: organ(['会办单位', 'Co-handlers'], { many: true }), complex: yesNo(['六个月件', 'Six months']), ...handlingDays,
      letterNumber: text(['答复文号', 'Number of the reply'], { open: true, max: 40 }), class: countyChoice(['结果类别', 'Class'], 'handling.classes', resultClasses), result: text(['答复内容', 'The reply'], { open: true, long: true, max: 5000 }), promisedBy: date(['承诺办成日期', 'Promised by']), contacted: choice(['沟通方式', 'How they were in touch'], optionsOf(contactWays)),
      process: choice(['对办理过程的评价', 'Process rated'], optionsOf(ledgerGrades)), grade: choice(['对办理结果的评价', 'Result rated'], optionsOf(ledgerGrades)), ratedOn: date(['评价日期', 'Rated on']), imported,
    },
    options: (c, f) => (f === 'session' ? sessions(c) : undefined), refuse: c => firstOf('suggestion.ledger', ledgerFaults(c)),
    to: fork(Object.keys(ledgerStates), c => stateOf(c.input)),
    parties: c => {
      const lead = String(c.input.lead), delegation = said(c.input.delegation) ?? delegationOf(c, lead), place = placeOf(c, lead, delegation), handlers = [...ids(c.input.organ), ...ids(c.input.separate), ...ids(c.input.co)]
      return { session: [String(c.input.session)], lead: [lead], coSigners: ids(c.input.coSigners), ...(delegation ? { delegation: [delegation] } : {}), ...(place ? { place: [place] } : {}), ...(handlers.length ? { handlers: [...new Set(handlers)], ...followedBy(c, handlers) } : {}) }
    },
    marks: c => {
      const i = c.input, cls = said(i.class), state = stateOf(i)
      return {
        imported: String(i.imported), gist: String(i.title), how: i.delegation ? 'delegation' : ids(i.coSigners).length ? 'joint' : 'single', category: said(i.theme), ...(i.number !== undefined ? { number: String(i.number), manual: '1' } : {}), ...(i.between === true ? { between: '1' } : {}),
        ...(i.organ && i.handedOver ? { handedOver: String(i.handedOver) } : {}), ...(i.complex === true ? { complex: '1' } : {}), ...(i.until ? { extended: '1' } : {}), ...(state === 'returned' ? { returnedRole: 'lead' } : {}),
        ...(i.replied ? { replied: String(i.replied), class: cls, outcome: machineOf(cls), ...(i.promisedBy ? { promisedBy: String(i.promisedBy) } : {}) } : {}),
        ...(i.process && i.process !== 'none' ? { process: String(i.process) } : {}), ...(i.grade && i.grade !== 'none' ? { grade: String(i.grade), ratedBefore: '1' } : {}), ...(state === 'withdrawn' || state === 'declined' ? { outcome: state } : {}),
      }
    },
    // What was promised is owed on the day it was promised for, whatever stage the rest has reached.
    owes: c => (c.input.replied && c.input.promisedBy && machineOf(said(c.input.class)) === 'promised' && ['replied', 'tracking'].includes(stateOf(c.input)) ? [promise(c, said(c.input.organ), String(c.input.promisedBy))] : []),
    establishes: facts, children: shares, sentence: ['由建议台账转入，台账状态：{state}', 'Taken over from the ledger of suggestions, standing at: {state}'],
  },
}
