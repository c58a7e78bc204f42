/** What the proposers say besides rating: whether the contact an organ reports took place, and whether they agree to merging or splitting. */
import { choice, optionsOf, organ, text } from '#loop/fields.ts'
import { theClock } from '#loop/every.ts'
import { childrenOf, openDuties } from '#loop/fold.ts'
import type { ActSpec, Ctx, No, OweSpec } from '#loop/procedure.ts'
import type { Duty, Id } from '#loop/words.ts'
import { coSigner, districtOfficer, leadDeputy } from '#procedures/roles.ts'
import { districtOwes, isDeputy, leadOf, personOwes, proposers, said } from './rules.ts'
import { lapsing, nextOf, tellNext } from './signing.ts'
import { agreements, consentFor, contactFound } from './words.ts'

/** How often each organ says it was in touch; a re-handling counts on. */
function contactsTold(c: Ctx): Map<Id, number> {
  const told = new Map<Id, number>()
  for (const h of childrenOf(c.family, c.state, 'handling')) for (const o of h.parties.handler ?? []) if (h.times.contact) told.set(o, (told.get(o) ?? 0) + h.times.contact)
  return told
}
/** `no:2`: of the first two contacts of this organ the deputy says that there were none. */
const markOf = (organ: Id): string => `contact.${organ}`
const saidOf = (c: Ctx, organ: Id): { word: string; n: number } => { const [word = '', n = '0'] = (c.state.marks[markOf(organ)] ?? '').split(':'); return { word, n: Number(n) } }
const unanswered = (c: Ctx): Id[] => [...contactsTold(c)].filter(([o, n]) => n > saidOf(c, o).n).map(([o]) => o)
const denied = (c: Ctx): Id[] => [...contactsTold(c).keys()].filter(o => saidOf(c, o).word === 'no')
const named = (c: Ctx, organs: readonly Id[]) => organs.map(id => ({ id, label: c.directory.name(id) ?? (['', ''] as const) }))
const answered = (c: Ctx, word: string) => { const o = String(c.input.organ); return { [markOf(o)]: `${word}:${contactsTold(c).get(o) ?? 0}` } }
const nothingTold = (c: Ctx): No | undefined => (unanswered(c).length ? undefined : { rule: 'suggestion.noContact', says: ['没有要您核对的联系记录', 'There is no contact for you to confirm'] })
const which = organ(['哪个单位', 'Which organ'], { required: true })

/** What somebody alone could do and no longer may: the lead, or whoever was to lead in their place. */
const stranded = (c: Ctx): Duty[] => openDuties(c.state).filter(d => ['submit', 'takeLead', 'consent'].includes(d.act) && proposers(c).some(p => d.owes === personOwes(p) && !isDeputy(c, p)))
/** A text nobody has submitted is not the committee's: another signer leads it. */
const afterLead = (c: Ctx): OweSpec[] => (c.state.stage === 'coSigning' ? nextOf(c, stranded(c).map(d => d.no)) : stranded(c).filter(d => d.act === 'submit').map(d => ({ act: 'takeBackAmended', owes: districtOwes(c), within: 'suggestion.amendDays', replaces: d.no })))

export const answering: Readonly<Record<string, ActSpec>> = {
  confirmContact: {
    label: ['联系属实', 'Yes, they were in touch'], from: 'open', by: [leadDeputy, coSigner], ready: nothingTold, form: { organ: which }, options: (c, f) => (f === 'organ' ? named(c, unanswered(c)) : undefined),
    marks: c => answered(c, 'yes'), sentence: ['{actor}确认{organ}联系过', '{actor} confirms that {organ} was in touch'],
  },
  denyContact: {
    label: ['没有这回事', 'That did not happen'], from: 'open', by: [leadDeputy, coSigner], ready: nothingTold, help: ['代工委会去核对，结果写在这件建议上；不影响您评价。', 'The committee looks into it and writes here what it found; your rating stays yours.'],
    form: { organ: which, why: text(['实际情况', 'What happened instead'], { open: true, max: 300 }) }, options: (c, f) => (f === 'organ' ? named(c, unanswered(c)) : undefined),
    marks: c => ({ ...answered(c, 'no'), contactDenied: '1' }), establishes: c => [{ name: 'suggestion.contactDenied', organ: String(c.input.organ), person: leadOf(c) }],
    // A contradiction is looked into by whoever handed over, never settled by the organ itself.
    owes: c => [{ act: 'settleContact', owes: districtOwes(c), within: { unit: 'workingDay', n: 5 }, basis: 'local' }], tells: c => { const to = districtOwes(c); return to ? [{ to, matter: c.state.id, what: 'contactDenied' }] : [] },
    sentence: i => (i.why ? ['{actor}说{organ}没有联系过：{why}', '{actor} says that {organ} was not in touch: {why}'] : ['{actor}说{organ}没有联系过', '{actor} says that {organ} was not in touch']),
  },
  settleContact: {
    label: ['核对联系情况', 'Look into the contact'], from: 'any', by: [districtOfficer], ready: c => (denied(c).length ? undefined : { rule: 'suggestion.notDenied', says: ['代表没有提出过异议', 'No deputy has denied a contact'] }),
    form: { organ: which, found: choice(['核对结果', 'What was found'], optionsOf(contactFound), { required: true }), text: text(['怎么核对的', 'How it was found out'], { required: true, open: true, long: true, min: 2, max: 500 }) }, options: (c, f) => (f === 'organ' ? named(c, denied(c)) : undefined),
    marks: c => ({ ...answered(c, String(c.input.found)), contactDenied: denied(c).some(o => o !== c.input.organ) ? '1' : null }), retracts: c => (c.input.found === 'made' ? ['suggestion.contactDenied'] : []), tells: c => { const to = personOwes(leadOf(c)); return to ? [{ to, matter: c.state.id, what: 'contactSettled' }] : [] },
    sentence: ['核对与{organ}的联系：{found}。{text}', 'The contact with {organ} was looked into: {found}. {text}'],
  },
  askConsent: {
    label: ['商请代表同意', 'Ask the deputy to agree'], from: ['submitted', 'registered', 'preAssign', 'handedOver', 'handling'], by: [districtOfficer], help: ['并案、分拆要代表同意；代表在自己的页面上答复。', 'Merging and splitting need the deputy’s consent, given on the deputy’s own page.'],
    form: { to: choice(['商请什么', 'To what'], optionsOf(consentFor), { required: true }), note: text(['怎么并、怎么分，为什么', 'How, and why'], { required: true, open: true, long: true, min: 2, max: 500 }) },
    ready: c => (!leadOf(c) ? { rule: 'suggestion.noLead', says: ['没有领衔代表', 'It has no lead deputy'] } : c.state.marks.consent === 'asked' ? { rule: 'suggestion.asked', says: ['已经商请，等代表答复', 'The deputy was asked and has not answered yet'] } : undefined),
    marks: c => ({ consent: 'asked', consentTo: String(c.input.to), consentNote: String(c.input.note) }), owes: c => [{ act: 'consent', owes: personOwes(leadOf(c)), within: 'suggestion.coSignDays' }], tells: c => [{ to: personOwes(leadOf(c))!, matter: c.state.id, what: 'consent' }],
    sentence: ['商请代表：{to}。{note}', 'The deputy was asked: {to}. {note}'],
  },
  consent: {
    label: ['答复商请', 'Answer'], main: true, from: 'open', by: [leadDeputy], ready: c => (c.state.marks.consent === 'asked' ? undefined : { rule: 'suggestion.notAsked', says: ['没有要您答复的商请', 'Nothing was asked of you'] }),
    form: { agree: choice(['您的意见', 'Your answer'], optionsOf(agreements), { required: true }), note: text(['说明', 'Note'], { open: true, max: 300 }) },
    marks: c => ({ consent: String(c.input.agree) }), tells: c => { const to = districtOwes(c); return to ? [{ to, matter: c.state.id, what: 'consented' }] : [] }, sentence: i => (i.note ? ['{actor}答复商请：{agree}。{note}', '{actor} answered: {agree}. {note}'] : ['{actor}答复商请：{agree}', '{actor} answered: {agree}']),
  },
  // Only the lead could submit, amend and agree; whoever left office or is suspended (代表法 61, 62) does none of it, and the suggestion goes on.
  leadLeft: {
    label: ['领衔代表离任', 'The lead deputy left'], hidden: true, from: 'open', by: [theClock], form: {}, ready: c => (stranded(c).length ? undefined : { rule: 'suggestion.sameLead', says: ['没有要转出的事', 'Nothing is left behind'] }),
    discharges: c => stranded(c).map(d => d.act), marks: c => (c.state.marks.consent === 'asked' ? consented : {}), to: lapsing, owes: afterLead,
    tells: c => { const to = districtOwes(c); return c.state.stage === 'coSigning' ? tellNext(c, afterLead(c)) : to ? [{ to, matter: c.state.id, what: 'leadLeft' }] : [] },
    sentence: ['领衔代表已经离任或者暂停执行职务，要本人办的转由其他联名代表或者代工委办', 'The lead deputy has left office or is suspended: what was theirs to do is another signer’s, or the committee’s'],
  },
}

/** Against the deputy's word nothing is merged or split; where nobody was asked here, it was said otherwise and is written down. */
export const withoutConsent = (c: Ctx, to: 'merge' | 'split'): No | undefined =>
  said(c.state.marks.consentTo) === to && c.state.marks.consent === 'no' ? { rule: 'suggestion.consent', says: ['代表不同意，不能这样办', 'The deputy does not agree'] } : undefined
/** What was asked is done with. */
export const consented = { consent: null, consentTo: null, consentNote: null }
