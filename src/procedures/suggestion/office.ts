/**
 * 政府办转交: the district hands to the government's office, which hands on to the departments. The statutory clock runs from the
 * first hand-over (代表法 51) unless a county says otherwise; how long the office may take is the county's own setting.
 */
import { theLoop } from '#loop/every.ts'
import { organ, text, yesNo } from '#loop/fields.ts'
import { liveFacts } from '#loop/fold.ts'
import { type ActSpec, type Ctx, fork, type No } from '#loop/procedure.ts'
import type { Id } from '#loop/words.ts'
import { districtOfficer, governmentOffice } from '#procedures/roles.ts'
import { assignments, choosable, named, orderForm, orders, tell, unsigned, withHandlers } from './handing.ts'
import { handOverNumbers, passedOn } from './numbering.ts'
import { districtOwes, handlers, leadOf, officeNow, offices, said, sinceOffice } from './rules.ts'

const why = text(['原因', 'Why'], { required: true, open: true, min: 2, max: 300 })
const chosen = (c: Ctx): Id | undefined => said(c.input.office) ?? offices(c)[0]?.id
const complex = (c: Ctx): boolean => c.input.complex === true || c.state.marks.complex === '1'
const here = (c: Ctx): No | undefined => (officeNow(c) ? undefined : { rule: 'suggestion.notWithOffice', says: ['这件不由政府办转交', 'This one is not the government office’s to hand on'] })
/** The day of the first hand-over stays what it was; only the organ is known better. */
const handedOverTo = (c: Ctx, lead: Id) => { const first = liveFacts(c.state).find(f => f.name === 'suggestion.handedOver'); return { name: 'suggestion.handedOver', organ: lead, person: leadOf(c), place: c.state.parties.place?.[0], kind: complex(c) ? 'complex' : 'normal', ...(first ? { at: first.at } : {}) } }

export const office: Readonly<Record<string, ActSpec>> = {
  handToOffice: {
    label: ['交政府办转交', 'Hand to the government office'], from: ['registered', 'preAssign'], by: [districtOfficer], inBulk: true, mayBeTold: true, ready: c => (offices(c).length ? undefined : { rule: 'suggestion.noOffice', says: ['名册里没有政府办，请先列入名册', 'The register has no government office: enter it first'] }),
    help: ['由政府办定承办单位再转交。答复期限从今天起算，不等政府办转交。', 'The office chooses the organs. The clock to reply runs from today and does not wait for it.'],
    form: { office: organ(['交给', 'To']), proposed: organ(['建议由谁主办', 'Proposed lead organ']), complex: yesNo(['涉及面广、难度大（六个月件）', 'Wide-ranging or difficult (six months)']), note: text(['交办要求', 'What is asked'], { open: true, max: 300 }) },
    options: (c, f) => (f === 'office' ? offices(c) : f === 'proposed' ? handlers(c) : undefined), to: 'atOffice', discharges: ['answerConsult'],
    parties: c => ({ via: [chosen(c)!] }), marks: c => ({ withOffice: '1', officeSigned: null, handedOver: c.today, complex: c.input.complex === true ? '1' : null, proposed: c.input.proposed ? String(c.input.proposed) : null, ...(c.input.note ? { note: String(c.input.note) } : {}) }),
    establishes: c => [{ name: 'suggestion.handedOver', organ: chosen(c), person: leadOf(c), place: c.state.parties.place?.[0], kind: c.input.complex === true ? 'complex' : 'normal' }, { name: 'suggestion.toOffice', organ: chosen(c), person: leadOf(c) }],
    numbers: c => (c.byLoop ? [] : handOverNumbers(c, [chosen(c)!])), tells: c => [...tell(c, 'handedOver'), { to: `organ:${chosen(c)!}` as const, matter: c.state.id, what: 'toOffice' }], sentence: i => (i.proposed ? ['交政府办转交，建议由{proposed}主办', 'Handed to the government office, {proposed} proposed to lead'] : ['交政府办转交', 'Handed to the government office']),
  },
  signAtOffice: { label: ['政府办签收', 'Signed for at the office'], inBulk: true, from: ['atOffice'], by: [governmentOffice], ready: c => here(c) ?? (c.state.marks.officeSigned ? { rule: 'suggestion.officeSigned', says: ['已经签收', 'It is signed for'] } : undefined), form: {}, marks: () => ({ officeSigned: '1' }), sentence: ['{by}签收', '{by} signed for it'] },
  passOn: {
    label: ['转交承办单位', 'Hand on to the organs'], main: true, from: ['atOffice'], by: [governmentOffice], ready: here, mayBeTold: true, form: orderForm, options: (c, f) => (['organ', 'separate', 'co'].includes(f) ? choosable(c) : undefined),
    help: ['答复期限从交给政府办那天起算。退办、延期先由政府办定。', 'The clock runs from the day the office was handed it. Returns and extensions are the office’s to decide first.'],
    to: 'handedOver', discharges: ['signAtOffice'], parties: c => { const n = named(c); return withHandlers(c, [n.lead, ...n.separate, ...n.co]) }, marks: c => ({ officeSigned: '1', complex: complex(c) ? '1' : null, ...(c.input.note ? { note: String(c.input.note) } : {}) }),
    retracts: () => ['suggestion.handedOver'], establishes: c => [handedOverTo(c, named(c).lead), { name: 'suggestion.passedOn', organ: officeNow(c), kind: said(c.state.marks.proposed) === named(c).lead ? 'asProposed' : 'other' }, ...assignments(c)],
    numbers: c => { const n = named(c); return c.byLoop ? [] : handOverNumbers(c, [n.lead, ...n.separate, ...n.co], officeNow(c)) }, children: c => orders(c, complex(c), sinceOffice(c)), tells: c => tell(c, 'handedOver'), sentence: ['{by}转交{organ}主办', '{by} handed it on to {organ} to lead'],
  },
  undoPassOn: {
    label: ['撤回转交（签收前）', 'Undo the handing on (before receipt)'], from: ['handedOver'], by: [governmentOffice, theLoop], ready: c => here(c) ?? unsigned(c), form: { why }, to: 'atOffice', stopsChildren: true,
    retracts: () => ['suggestion.assigned', 'suggestion.coAssigned', 'suggestion.passedOn'], voids: passedOn, parties: () => ({ handlers: [] }), sentence: ['政府办撤回转交：{why}', 'The office undid the handing on: {why}'],
  },
  backToDistrict: {
    label: ['退回（收回）区人大代工委', 'Back to the district'], from: ['atOffice', 'returned'], by: [governmentOffice, districtOfficer], ready: here, help: ['不属政府职责、或要交法院检察院的，退回代工委改交；答复期限照原来的算。', 'For what is no business of the government; the clock goes on.'], form: { why }, to: fork(['returned'], () => 'returned'),
    marks: () => ({ withOffice: null, officeSigned: null }), discharges: ['handOverAgain'],
    // Where it stood at the office already handed back, the stage stays and the duty passes to the district.
    owes: c => (c.family.matters.get(c.state.id)?.stage === 'returned' ? [{ act: 'handOverAgain', owes: districtOwes(c), within: 'suggestion.reassignDays' }] : []), tells: c => tell(c, 'backToDistrict'), sentence: ['由政府办退回区人大代工委：{why}', 'Back from the government office to the district: {why}'],
  },
}
