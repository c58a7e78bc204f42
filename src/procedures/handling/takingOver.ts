/** One organ's share of a matter that came with a ledger: where it stands, by when it is owed, or how it ended. */
import { theLoop } from '#loop/every.ts'
import { choice, date, type Form, optionsOf, organ, text, yesNo } from '#loop/fields.ts'
import { type ActSpec, fork } from '#loop/procedure.ts'
import { handlingDays, imported, owedBy, stamp, terms, timely } from '#procedures/ledger.ts'
import { contactWays, handlingRoles } from '#procedures/words.ts'
import { handling, organOf } from './rules.ts'

const standings = { sent: ['待签收', 'To be signed for'], working: ['办理中', 'Being handled'], submitted: ['已报结果', 'Result submitted'], returned: ['已退回', 'Returned'] } as const

export const takeOver = (orders: Form): ActSpec => ({
  label: ['由台账转入', 'Taken over from a ledger'], from: 'new', by: [theLoop], hidden: true,
  form: {
    organ: organ(['承办单位', 'Handling organ'], { required: true }), role: choice(['承办方式', 'Role'], optionsOf(handlingRoles), { required: true }), state: choice(['台账状态', 'State'], optionsOf(standings), { required: true }),
    gist: text(['办理摘要', 'Gist for the handler'], { max: 500 }), complex: yesNo(['复杂事项', 'Complex']), again: yesNo(['重新办理', 'Again']), ...handlingDays,
    class: text(['结果类别', 'Class'], { max: 40 }), result: text(['办理结果', 'Result'], { long: true, open: true, max: 5000 }), promisedBy: date(['承诺哪天前办成', 'Promised by']), letterNumber: text(['文号', 'Number of the letter'], { open: true, max: 40 }), contacted: choice(['沟通方式', 'How they were in touch'], optionsOf(contactWays)), imported, ...orders,
  },
  to: fork(['sent', 'working', 'helping', 'submitted', 'returned'], c => {
    if (c.input.state === 'submitted' || c.input.state === 'returned') return c.input.state
    const { kind, outside } = c.directory.organ(String(c.input.organ)) ?? {}
    return kind === 'helper' || c.input.role === 'helper' ? 'helping' : outside ? 'working' : String(c.input.state)
  }),
  parties: c => ({ handler: [String(c.input.organ)] }),
  marks: c => ({
    imported: String(c.input.imported), role: String(c.input.role), ...Object.fromEntries(['gist', 'class', 'result', 'promisedBy', 'letterNumber', 'contacted', 'returnWithin', 'longest'].filter(k => c.input[k]).map(k => [k, String(c.input[k])])),
    ...Object.fromEntries(['complex', 'again', 'letter'].filter(k => c.input[k] === true).map(k => [k, '1'])),
    ...(c.input.handedOver ? { begun: String(c.input.handedOver), since: String(c.input.handedOver) } : {}), ...(c.input.until ? { extended: '1', firstDue: terms(c, String(c.input.within)).first } : {}),
  }),
  owes: c => (c.state.stage === 'sent' || c.state.stage === 'working' ? [owedBy(c, { act: c.input.role === 'co' ? 'coView' : c.input.letter === true ? 'reply' : 'submit', owes: handling(c) }, String(c.input.within))] : []),
  establishes: c => {
    const organ = organOf(c, 'handler'), kind = timely(c, String(c.input.within)), done = c.input.state === 'submitted'
    return [
      { name: 'handling.assigned', organ, kind: String(c.input.role), ...stamp(c, c.input.handedOver) },
      ...(c.input.contacted ? [{ name: 'handling.contacted', organ, kind: String(c.input.contacted), ...stamp(c, c.input.replied) }] : []),
      ...(done ? [{ name: 'handling.handled', organ, kind, ...stamp(c, c.input.replied) }] : []), ...(done && c.input.letter === true ? [{ name: 'handling.replied', organ, kind, ...stamp(c, c.input.replied) }] : []),
    ]
  },
  sentence: ['按台账，由{handler}{role}：{state}', 'By the ledger, with {handler} ({role}): {state}'],
})
