/** Co-signers confirm that they mean it; silence and a lead who leaves do not leave a text with nobody. */
import { theClock } from '#loop/every.ts'
import { number } from '#loop/fields.ts'
import { openDuties } from '#loop/fold.ts'
import { type ActSpec, type Ctx, fork, type OweSpec } from '#loop/procedure.ts'
import type { Id } from '#loop/words.ts'
import { coSigner, invited } from '#procedures/roles.ts'
import { actorPerson, isDeputy, leadOf, opened, personOwes } from './rules.ts'

const owed = (c: Ctx, act: string) => openDuties(c.state).filter(d => d.act === act)
export const asking = (c: Ctx, who: readonly string[]): OweSpec[] => who.map(p => ({ act: 'coSign', owes: personOwes(p), within: 'suggestion.coSignDays' }))
const leadStands = (c: Ctx): boolean => { const lead = leadOf(c); return lead !== undefined && isDeputy(c, lead) }
/** The first of those who signed and are in office: whoever may lead a text whose lead has gone. */
const heirOf = (c: Ctx): Id | undefined => c.state.parties.coSigners?.find(p => isDeputy(c, p))
/** Once nobody is waited for, it is the lead's to submit; the lead gone (代表法 61, 62), a signer's to lead. `gone`: whose duty stands no more. */
export function nextOf(c: Ctx, gone: readonly string[] = []): OweSpec[] {
  const act = leadStands(c) ? 'submit' : 'takeLead', who = act === 'submit' ? leadOf(c) : heirOf(c)
  return who && !owed(c, act).some(d => !gone.includes(d.no)) ? [{ act, owes: personOwes(who), within: 'suggestion.coSignDays' }] : []
}
/** Neither lead nor signer is in office: it was never submitted, and nobody can. */
export const lapsing = fork(['lapsed'], c => (c.state.stage === 'coSigning' && !leadStands(c) && !heirOf(c) ? 'lapsed' : undefined))
export const tellNext = (c: Ctx, next: readonly OweSpec[]) => next.flatMap(o => (o.owes ? [{ to: o.owes, matter: c.state.id, what: o.act }] : []))

export const signing: Readonly<Record<string, ActSpec>> = {
  coSign: {
    label: ['确认联名', 'Confirm co-signing'], main: true, from: ['coSigning'], by: [invited], form: { wording: number(['第几稿', 'Which wording'], { unseen: true }) },
    // Whoever signs signs the words they read.
    refuse: c => (c.input.wording !== undefined && Number(c.input.wording) !== (c.state.times.amend ?? 0) ? { rule: 'suggestion.rewritten', says: ['您打开这一页以后，领衔代表改过文本，请看新稿再确认', 'The lead deputy has changed the text since you opened it; please read it as it is now'] } : undefined),
    parties: c => ({ coSigners: [...(c.state.parties.coSigners ?? []), actorPerson(c)!], invited: (c.state.parties.invited ?? []).filter(p => p !== actorPerson(c)) }),
    owes: c => (c.state.parties.invited?.length ? [] : nextOf(c)), sentence: ['{actor}确认联名', '{actor} confirmed'],
  },
  // Whoever does not sign has simply not answered, to everybody else: the party has no name, no list shows it, and the duty stays as silence would leave it.
  refuseCoSign: { label: ['不参加联名', 'Not co-sign'], silent: true, from: ['coSigning'], by: [invited], form: {}, parties: c => ({ declined: [...(c.state.parties.declined ?? []), actorPerson(c)!] }), ready: c => ((c.state.parties.declined ?? []).includes(actorPerson(c) ?? '') ? { rule: 'suggestion.declined', says: ['您已经表示不参加联名；改变主意可以直接确认联名', 'You have already declined; you may still confirm'] } : undefined), sentence: ['{actor}不参加联名', '{actor} did not sign'] },
  // Whoever was asked may still confirm until it is submitted; the text waits for them no longer.
  coSignLapsed: {
    label: ['联名确认到期', 'The time to confirm is over'], hidden: true, mayBeTold: true, from: ['coSigning'], by: [theClock], form: {}, discharges: ['coSign'], to: lapsing, owes: c => nextOf(c), tells: c => tellNext(c, nextOf(c)),
    ready: c => (owed(c, 'coSign').every(d => d.due <= c.at) ? undefined : { rule: 'suggestion.coSignDays', says: ['还有代表没到确认期限', 'Some still have time to confirm'] }),
    sentence: ['联名确认到期，没有确认的不再等', 'The time to confirm is over; nobody is waited for any more'],
  },
  takeLead: {
    label: ['接任领衔', 'Lead it instead'], main: true, from: ['coSigning'], by: [coSigner], form: {}, help: ['原领衔代表已经离任或者暂停执行职务；接任以后，由您决定改不改、提交不提交。', 'Its lead has left office or is suspended; leading it, you decide whether to change and submit it.'],
    ready: c => (leadStands(c) ? { rule: 'suggestion.leadStands', says: ['领衔代表仍在任', 'Its lead is in office'] } : undefined),
    parties: c => ({ ...opened(c, actorPerson(c)), coSigners: (c.state.parties.coSigners ?? []).filter(p => p !== actorPerson(c)) }),
    owes: c => (owed(c, 'coSign').length ? [] : nextOf(c)), sentence: ['{actor}接任领衔', '{actor} leads it from now on'],
  },
}
