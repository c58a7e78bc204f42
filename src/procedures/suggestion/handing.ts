/** 交 and 办: one act hands a suggestion to its organs; what they do is heard from their own matters. */
import { theLoop } from '#loop/every.ts'
import { organ, text, yesNo, type Form } from '#loop/fields.ts'
import { type ActSpec, type ChildSpec, type Ctx, fork, type Hearing, type No } from '#loop/procedure.ts'
import type { Id } from '#loop/words.ts'
import { districtOfficer, governmentOffice } from '#procedures/roles.ts'
import { machineOf } from '#procedures/words.ts'
import { ofGovernment } from '#procedures/stations.ts'
import { handOverNumbers, standing, voidNumber } from './numbering.ts'
import { answers, assigned, bound, boundOrgans, contactOf, districtOwes, followedBy, handlers, ids, leadOf, officeNow, openBound, openChildren, order, personOwes, proposers, silentHelpers, sinceFirst, worksAt, worstClass, worstTime } from './rules.ts'

const by = [districtOfficer]
export const orderForm: Form = {
  organ: organ(['主办单位', 'Lead organ'], { required: true }), separate: organ(['分办单位', 'Separate handlers'], { many: true }), co: organ(['会办单位', 'Co-handlers'], { many: true }),
  complex: yesNo(['涉及面广、难度大（六个月件）', 'Wide-ranging or difficult (six months)']), note: text(['交办要求', 'What is asked'], { open: true, max: 300 }),
}
export const named = (c: Ctx): { lead: Id; separate: Id[]; co: Id[] } => {
  const lead = String(c.input.organ), separate = ids(c.input.separate).filter(o => o !== lead)
  return { lead, separate, co: ids(c.input.co).filter(o => o !== lead && !separate.includes(o)) }
}
const place = (c: Ctx) => c.state.parties.place?.[0]
export const tell = (c: Ctx, what: string) => proposers(c).map(p => ({ to: personOwes(p)!, matter: c.state.id, what }))
/** The lead's and separate handlers' orders, and the co-handlers'; `since` where the clock began before today. */
export const orders = (c: Ctx, complex: boolean, since?: string): ChildSpec[] => { const n = named(c); return [order(c, n.lead, 'lead', { complex, since }), ...n.separate.map(o => order(c, o, 'separate', { complex, since })), ...n.co.map(o => order(c, o, 'co', { complex }))] }
export const assignments = (c: Ctx) => { const n = named(c); return [...assigned(c, [n.lead, ...n.separate]), ...n.co.map(organ => ({ name: 'suggestion.coAssigned', organ, person: leadOf(c), place: place(c) }))] }
/** Nobody has signed; a unit outside never does. */
export const unsigned = (c: Ctx): No | undefined => (openChildren(c).every(h => h.stage === 'sent' || (h.stage === 'working' && h.times.accept === undefined && c.directory.organ(h.parties.handler?.[0] ?? '')?.outside)) ? undefined : { rule: 'suggestion.signed', says: ['已有单位签收，请改用退办、改派', 'An organ has signed for it; use a return or a reassignment'] })
/** Whoever hands on now: the government's office where it was handed to the office, else the district. */
export const handsOn = (c: Ctx): No | undefined => {
  const office = officeNow(c)
  if (office) return worksAt(c, office) ? undefined : { rule: 'suggestion.withOffice', says: ['这件由政府办转交，请政府办改交，或者先收回', 'The government office hands this one on: it chooses another organ, or the district takes it back first'] }
  return c.actor.kind === 'person' && c.actor.posts.some(p => p.kind === 'deputyAffairsOfficer') ? undefined : { rule: 'suggestion.notWithOffice', says: ['这件不由政府办转交', 'This one is not the government office’s to hand on'] }
}
/** Every organ that has had it sees the whole; the party grows and never shrinks. */
export const withHandlers = (c: Ctx, more: readonly Id[]) => ({ handlers: [...new Set([...(c.state.parties.handlers ?? []), ...more])] })

export const handing: Readonly<Record<string, ActSpec>> = {
  handOver: {
    label: ['交办', 'Hand over'], main: true, from: ['registered', 'preAssign'], by, mayBeTold: true, form: orderForm, options: (c, f) => (['organ', 'separate', 'co'].includes(f) ? handlers(c) : undefined),
    help: ['一次交一件；很多件一起交，用〈交办表〉。答复期限从交办之日起算。', 'One at a time; for many use the hand-over table. The clock runs from this day.'],
    to: 'handedOver', discharges: ['answerConsult'], parties: c => { const n = named(c), all = [n.lead, ...n.separate, ...n.co]; return { ...withHandlers(c, all), ...followedBy(c, all) } },
    marks: c => ({ handedOver: c.today, ...(c.input.complex === true ? { complex: '1' } : { complex: null }), ...(c.input.note ? { note: String(c.input.note) } : {}) }),
    establishes: c => [{ name: 'suggestion.handedOver', organ: named(c).lead, person: leadOf(c), place: place(c), kind: c.input.complex === true ? 'complex' : 'normal' }, ...assignments(c)],
    children: c => orders(c, c.input.complex === true),
    // Of a table it is the table that has the letters and their numbers.
    numbers: c => { const n = named(c); return c.byLoop ? [] : handOverNumbers(c, [n.lead, ...n.separate, ...n.co]) },
    tells: c => tell(c, 'handedOver'), sentence: ['交{organ}主办', 'Handed to {organ} to lead'],
  },
  undoHandOver: {
    label: ['撤回交办（签收前）', 'Undo the hand-over (before receipt)'], from: ['atOffice', 'handedOver'], by: [...by, theLoop], form: { why: text(['原因', 'Why'], { required: true, open: true, min: 2, max: 300 }) },
    ready: c => (c.state.stage === 'handedOver' ? (officeNow(c) ? { rule: 'suggestion.passedOn', says: ['政府办已经转交，请由政府办撤回，或者收回', 'The government office has handed it on: the office undoes that, or the district takes it back'] } : unsigned(c)) : c.state.marks.officeSigned ? { rule: 'suggestion.signed', says: ['政府办已签收，请改用收回', 'The government office has signed for it; take it back instead'] } : undefined),
    to: 'registered', stopsChildren: true, retracts: () => ['suggestion.handedOver', 'suggestion.assigned', 'suggestion.coAssigned', 'suggestion.toOffice'], voids: standing, marks: () => ({ handedOver: null, complex: null, withOffice: null, proposed: null }), parties: () => ({ handlers: [] }), sentence: ['撤回交办：{why}', 'The hand-over was undone: {why}'],
  },
  handOverAgain: {
    label: ['改交其他单位', 'Hand to another organ'], main: true, from: ['returned'], by: [...by, governmentOffice], ready: handsOn, form: { organ: organ(['改由谁办', 'To which organ'], { required: true }), why: text(['理由', 'Why'], { open: true, max: 300 }) },
    options: (c, f) => (f === 'organ' ? choosable(c).filter(o => !boundOrgans(c).includes(o.id)) : undefined), to: fork(['handedOver', 'handling'], c => (bound(c).length ? 'handling' : 'handedOver')), parties: c => ({ ...withHandlers(c, [String(c.input.organ)]), ...followedBy(c, [String(c.input.organ)]) }),
    children: c => [order(c, String(c.input.organ), (c.state.marks.returnedRole ?? 'lead') === 'separate' ? 'separate' : 'lead', { complex: c.state.marks.complex === '1', since: sinceFirst(c) })],
    numbers: c => handOverNumbers(c, [String(c.input.organ)], officeNow(c)),
    retracts: () => ['suggestion.assigned'], establishes: c => [...assigned(c, [...boundOrgans(c), String(c.input.organ)]), ...(c.state.marks.returnedRole ? [{ name: 'suggestion.reassigned', organ: String(c.input.organ) }] : [])], tells: c => tell(c, 'reassigned'), sentence: ['改由{organ}办理', 'Handed to {organ} instead'],
  },
  voidNumber: voidNumber(['handedOver', 'handling', 'returnPending', 'returned', 'rehandling', 'replied', 'chairs', 'tracking', 'closed']),
}

/** The office chooses among the government's own organs; courts and procuratorate are the district's to ask. */
export const choosable = (c: Ctx) => handlers(c).filter(o => !officeNow(c) || ofGovernment(c, o.id))

const isBound = (c: Ctx): boolean => c.child?.marks.role !== 'co'
/** A return that the last word was said on. */
const handedBack: Hearing = { when: c => isBound(c) && c.child?.stage === 'returned', to: 'returned', marks: c => ({ returnedRole: c.child?.marks.role ?? 'lead' }), retracts: () => ['suggestion.assigned'], establishes: c => [...assigned(c, boundOrgans(c)), { name: 'suggestion.returnAgreed', organ: c.child?.parties.handler?.[0] }] }
const keptOn: Hearing = { when: c => isBound(c) && c.state.stage === 'returnPending' && !openBound(c).some(h => ['returnAsked', 'toConsent'].includes(h.stage)), to: fork(['handling', 'handedOver'], c => (openBound(c).some(h => (h.times.accept ?? 0) > 0) ? 'handling' : 'handedOver')), establishes: c => [{ name: 'suggestion.returnRefused', organ: c.child?.parties.handler?.[0] }] }
const going = ['handedOver', 'handling', 'returnPending', 'returned', 'rehandling']
/** All letters are in: the deputies have the word, a promise begins to be owed, and whoever only helped need not answer any more. */
const replied: Hearing = {
  when: c => isBound(c) && openBound(c).length === 0 && answers(c).length > 0 && going.includes(c.state.stage) && c.state.stage !== 'returned', to: 'replied', stopsChildren: true,
  marks: c => { const all = answers(c), worst = worstClass(all), earlier = Object.fromEntries(Object.keys(c.state.marks).filter(k => k.startsWith('class.')).map(k => [k, null])), promise = all.map(h => h.marks.promisedBy).filter(d => d !== undefined).sort().at(-1); return { ...earlier, class: worst, outcome: machineOf(worst), timely: worstTime(all), contact: contactOf(all), promisedBy: machineOf(worst) === 'promised' ? promise ?? null : null, replied: c.today } },
  retracts: () => ['suggestion.class'],
  establishes: c => {
    const all = answers(c), worst = machineOf(worstClass(all)), lead = all[0]?.parties.handler?.[0], about = { organ: lead, person: leadOf(c), place: place(c) }
    return [
      { name: 'suggestion.class', kind: worst, ...about }, { name: 'suggestion.firstClass', kind: worst, ...about, once: true as const }, { name: 'suggestion.replied', kind: worstTime(all), ...about, once: true as const }, { name: 'suggestion.contacted', kind: contactOf(all), ...about, once: true as const },
      ...silentHelpers(c).map(organ => ({ name: 'suggestion.coSilent', organ, person: leadOf(c), place: place(c) })),
      ...(worst === 'promised' && !c.state.facts.some(f => f.name === 'suggestion.promised' && f.retractedSeq === undefined) ? [{ name: 'suggestion.promised', ...about }] : []),
    ]
  },
  owes: c => answers(c).filter(h => machineOf(h.marks.class) === 'promised' && h.marks.promisedBy).map(h => promise(c, h.parties.handler?.[0], h.marks.promisedBy!)), discharges: ['replyAgain'],
  tells: c => tell(c, 'replied'),
}
/** A promise is owed on the day it was given for. */
export const promise = (c: Ctx, organ: Id | undefined, day: string) => ({ act: 'replyAgain', owes: organ ? (`organ:${organ}` as const) : districtOwes(c), within: { unit: 'day', n: 0 } as const, on: { day, why: ['承办单位承诺在这一天前办成', 'Promised by the handling organ'] as const } })

export const heard: Readonly<Record<string, Hearing>> = {
  'handling.accept': { when: c => c.state.stage === 'handedOver' && isBound(c), to: 'handling' },
  'handling.askReturn': { when: isBound, to: fork(['returnPending'], c => (['handedOver', 'handling'].includes(c.state.stage) ? 'returnPending' : undefined)), establishes: c => [{ name: 'suggestion.returnAsked', organ: c.child?.parties.handler?.[0], kind: String(c.input.reason) }] },
  'handling.refuseReturn': keptOn, 'handling.refuseConsent': keptOn, 'handling.agreeReturn': handedBack, 'handling.consentReturn': handedBack,
  'handling.reassign': {
    when: isBound, to: fork(['handedOver', 'handling'], c => (bound(c).length ? 'handling' : 'handedOver')), parties: c => withHandlers(c, [String(c.input.organ)]),
    numbers: c => handOverNumbers(c, [String(c.input.organ)]), children: c => [order(c, String(c.input.organ), c.child?.marks.role === 'separate' ? 'separate' : 'lead', { complex: c.state.marks.complex === '1', since: sinceFirst(c) })],
    retracts: () => ['suggestion.assigned'], establishes: c => [...assigned(c, [...boundOrgans(c), String(c.input.organ)]), { name: 'suggestion.reassigned', organ: String(c.input.organ) }], tells: c => tell(c, 'reassigned'),
  },
  // A co-handler taken off, or handed back: the lead goes on.
  'handling.grantExtension': { marks: () => ({ extended: '1' }), establishes: c => [{ name: 'suggestion.extended', organ: c.child?.parties.handler?.[0] }], tells: c => tell(c, 'extended') },
  'handling.coView': { establishes: c => [{ name: 'suggestion.coViewed', organ: c.child?.parties.handler?.[0] }] },
  'handling.reply': replied, 'handling.signOff': replied,
}
/** Orders for whoever answered before, once more and with the shorter clock. */
export const ordersAgain = (c: Ctx): ChildSpec[] => answers(c).map(h => order(c, c.directory.heirOf(h.parties.handler![0]!, c.today) ?? h.parties.handler![0]!, h.marks.role === 'separate' ? 'separate' : 'lead', { again: true }))
