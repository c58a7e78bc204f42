/** The numbers of letters of hand-over: one for each organ, each in the mark `no.` and the organ. */
import { organ, text } from '#loop/fields.ts'
import { liveNumbers, type NumberState } from '#loop/fold.ts'
import type { ActSpec, Ctx } from '#loop/procedure.ts'
import type { Id } from '#loop/words.ts'
import { districtOfficer } from '#procedures/roles.ts'
import { handOverSeries, letterSeries } from '#procedures/series.ts'

/** The district's are a series of their own; the government's office, handing on, writes under its own numbers. */
export const handOverNumbers = (c: Ctx, organs: readonly Id[], office?: Id) => [...new Set(organs)].map(o => ({ series: office ? letterSeries(office, c.today) : handOverSeries(c.today), mark: `no.${o}` }))
/** Letters by which the government's office handed this on. */
export const passedOn = (c: Ctx): NumberState[] => liveNumbers(c.state).filter(n => (c.state.parties.via ?? []).some(o => n.series.startsWith(`letter.${o}.`)))
/** Those that stand. */
export const standing = (c: Ctx): NumberState[] => [...liveNumbers(c.state).filter(n => n.series.startsWith('letter.handover.')), ...passedOn(c)]
export const numberFor = (c: Ctx, o: Id): NumberState | undefined => standing(c).findLast(n => String(n.n) === c.state.marks[`no.${o}`])
/** Organs that have a letter with a number of this matter, in the order of the numbers. */
export const numberedOrgans = (c: Ctx): Id[] => Object.keys(c.state.marks).filter(k => k.startsWith('no.')).map(k => k.slice(3)).filter(o => numberFor(c, o)).sort((a, b) => Number(c.state.marks[`no.${a}`]) - Number(c.state.marks[`no.${b}`]))

/** The office whose letter it was, where it was not the district's. */
const officeOf = (c: Ctx, organ: Id): Id | undefined => { const n = numberFor(c, organ); return n?.series.startsWith('letter.handover.') ? undefined : n?.series.split('.')[1] }

/** One organ's letter is spoilt: its number is void, and the letter gets the next. */
export const voidNumber = (from: readonly string[]): ActSpec => ({
  label: ['作废文号，重新编号', 'Void a number and take a new one'], from, by: [districtOfficer], help: ['写错、错发、纸张作废了才用；作废的文号留在登记簿上，不再使用。', 'For a letter spoilt or sent by mistake; the void number stays in the register and is never used again.'],
  form: { organ: organ(['发给哪个单位的', 'To which organ'], { required: true }), why: text(['作废原因', 'Why'], { required: true, open: true, min: 2, max: 300 }) },
  options: (c, f) => (f === 'organ' ? numberedOrgans(c).map(id => ({ id, label: c.directory.nameOn(id, c.today, true) ?? (['', ''] as const) })) : undefined),
  ready: c => (numberedOrgans(c).length ? undefined : { rule: 'number.none', says: ['没有编过号的交办函', 'No letter of hand-over was numbered here'] }),
  voids: c => { const n = numberFor(c, String(c.input.organ)); return n ? [n] : [] }, numbers: c => handOverNumbers(c, [String(c.input.organ)], officeOf(c, String(c.input.organ))), sentence: ['给{organ}的交办函，原文号作废，重新编号：{why}', 'The number of the letter to {organ} was voided and a new one taken: {why}'],
})
