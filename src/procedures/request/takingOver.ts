/** Requests kept in a ledger until now. The ledger's gist is all that is taken over of what was said; name and telephone only where somebody must still be told. */
import { choice, date, type Form, optionsOf, organ, person, place, text, yesNo } from '#loop/fields.ts'
import { type ActSpec, type ChildSpec, type Ctx, type FactSpec, fork, type OweSpec } from '#loop/procedure.ts'
import { holdsPostIn } from '#loop/roles.ts'
import type { Input, Label } from '#loop/words.ts'
import { firstOf, handlingDays, ids, imported, outOfOrder, said, stamp, type Wrong, wrong } from '#procedures/ledger.ts'
import { districtOfficer } from '#procedures/roles.ts'
import { category, channels, grades, outcomes } from '#procedures/words.ts'
import { district, isAnonymous, stationOf, wantsFollower, wantsTelling } from './rules.ts'

/** Where a request of a ledger may stand, as stations say it. */
export const ledgerStates = {
  placed: ['待派单', 'To be dispatched'], dispatched: ['待接单', 'To be accepted'], handling: ['办理中', 'Being handled'], resulted: ['待核实', 'To be verified'], verified: ['待评单', 'To be rated'],
  rehandling: ['重新办理', 'Being re-handled'], upward: ['已报上级', 'Reported upward'], closed: ['已办结', 'Closed'], withdrawn: ['已撤回', 'Withdrawn'],
} as const satisfies Record<string, Label>
/** What a ledger calls the end of one. */
export const ledgerOutcomes = { solved: outcomes.solved, partly: outcomes.partly, notSolved: outcomes.notSolved, onSpot: outcomes.onSpot, guided: outcomes.guided, declined: outcomes.declined, noted: outcomes.noted, toSuggestion: outcomes.toSuggestion } as const satisfies Record<string, Label>
/** Ended without ever having been sent to an organ. */
const atOnce: readonly string[] = ['onSpot', 'guided', 'declined', 'noted', 'toSuggestion']
const stateOf = (i: Input): string => String(i.state)
const sent: readonly string[] = ['dispatched', 'handling', 'resulted', 'verified', 'rehandling'], resulted: readonly string[] = ['resulted', 'verified', 'rehandling']
const within = 'handling.simpleDays'
const followerOf = (i: Input): string | undefined => said(i.follower) ?? said(i.verifier)
export const ends = (state: string): boolean => state === 'closed' || state === 'withdrawn'

/** All that does not fit together in a row, each at its own cell. */
export function ledgerFaults(c: Pick<Ctx, 'input' | 'today' | 'directory'>): Wrong[] {
  const i = c.input, state = stateOf(i), says = (ledgerStates as Readonly<Record<string, Label>>)[state] ?? [state, state], all: Wrong[] = [], outcome = said(i.outcome)
  const must = (field: string, what: Label): void => { if (i[field] === undefined || (Array.isArray(i[field]) && i[field].length === 0)) all.push(wrong(field, [`“${says[0]}”的要有${what[0]}`, `"${says[1]}" needs: ${what[1]}`], ['填写这一格，或核对现在的状态', 'fill in the cell, or check the state'])) }
  if (sent.includes(state) || (state === 'closed' && outcome !== undefined && !atOnce.includes(outcome) && !i.unit)) { must('organ', ['承办单位', 'the handling organ']); must('dispatched', ['派单日期', 'the day it was dispatched']) }
  if (resulted.includes(state)) { must('resultOn', ['办结（报结果）日期', 'the day of the result']); must('result', ['办理结果', 'the result']) }
  if (state === 'verified') { must('verifier', ['核实代表', 'the deputy who verified']); must('verifiedOn', ['核实日期', 'the day it was verified']) }
  if (state === 'upward') must('unit', ['报请的上级单位', 'the higher unit'])
  if (state === 'closed') must('outcome', ['办理结论', 'how it ended'])
  if (state === 'verified' && outcome !== 'solved' && outcome !== 'partly') all.push(wrong('outcome', ['核实过、待评单的，结论应是已解决或部分解决', 'What was verified is solved, or solved in part'], ['核对结论或现在的状态', 'check the outcome or the state']))
  if (['placed', 'dispatched', 'handling'].includes(state) && i.resultOn !== undefined) all.push(wrong('state', [`已有办结日期，不会是“${says[0]}”`, `There is a result; it is not "${says[1]}"`], ['核对现在的状态', 'check the state']))
  if (state === 'placed' && i.dispatched !== undefined) all.push(wrong('state', ['已有派单日期，不会是“待派单”', 'It was dispatched already'], ['核对现在的状态', 'check the state']))
  if (['placed', 'dispatched', 'handling', 'resulted'].includes(state) && i.verifiedOn !== undefined) all.push(wrong('state', [`已有核实日期，不会是“${says[0]}”`, `It was verified; it is not "${says[1]}"`], ['核对现在的状态', 'check the state']))
  if ((i.verifier === undefined) !== (i.verifiedOn === undefined)) all.push(wrong(i.verifier === undefined ? 'verifier' : 'verifiedOn', ['核实代表和核实日期要一起写', 'Who verified and on which day belong together'], ['两格都写，或都空着', 'give both or neither']))
  if (i.grade !== undefined && state !== 'closed' && state !== 'rehandling') all.push(wrong('grade', ['评过的，状态应是已办结或重新办理', 'What was rated is closed or re-handled'], ['核对现在的状态，或清空这一格', 'check the state, or empty the cell']))
  const follower = followerOf(i), conflicting = follower && ids(i.organ).find(o => holdsPostIn(follower, o, c.directory, c.today))
  if (conflicting && !ends(state)) all.push(wrong(i.follower === follower ? 'follower' : 'verifier', ['这位代表在承办单位任职，应当回避', 'This deputy holds a post in the handling organ'], ['写另一位代表，或空着，导入后再商请', 'name another deputy, or leave it open']))
  all.push(...outOfOrder(c, [['received', ['收到日期', 'The day it was received']], ['dispatched', ['派单日期', 'The dispatch']], ['due', ['办理期限', 'The due day']], ['until', ['延期至', 'The extended day']], ['resultOn', ['办结日期', 'The result']], ['informedOn', ['告知日期', 'The day the requester was told']], ['verifiedOn', ['核实日期', 'The verification']]], ['due', 'until', 'informedOn']))
  if (typeof i.informedOn === 'string' && i.informedOn > c.today) all.push(wrong('informedOn', ['告知日期在今天以后', 'The day is yet to come'], ['核对日期', 'check the day']))
  if (i.until !== undefined && i.due !== undefined && String(i.until) <= String(i.due)) all.push(wrong('until', ['延期后的日期不晚于原期限', 'The extended day is not later than the first'], ['核对这两个日期', 'check both days']))
  return all
}

const street = (c: Ctx): string | undefined => said(c.input.place)
/** The facts the ledger dates. Solved is what a deputy has verified, here as everywhere. */
function facts(c: Ctx): FactSpec[] {
  const i = c.input, place = street(c), organ = ids(i.organ)[0], outcome = said(i.outcome), on = stamp(c, i.received), verifier = said(i.verifier)
  const list: FactSpec[] = [{ name: 'request.collected', place, organ: place && stationOf(c, place), kind: String(i.channel ?? 'counter'), ...on }]
  if (i.state === 'closed' && outcome && atOnce.includes(outcome)) list.push({ name: 'request.triaged', kind: outcome, ...stamp(c, i.resultOn ?? i.received) })
  if (i.dispatched && organ) list.push({ name: 'request.referred', place, organ, ...stamp(c, i.dispatched) })
  else if (i.unit) list.push({ name: 'request.referred', place, kind: 'upward', ...stamp(c, i.dispatched ?? i.received) })
  if (i.resultOn && (organ || i.unit)) list.push({ name: 'request.handled', place, organ, ...stamp(c, i.resultOn) })
  if (verifier) {
    const at = stamp(c, i.verifiedOn)
    list.push({ name: 'request.verified', person: verifier, place, kind: outcome ?? 'partly', ...at }, { name: 'deputy.followed', person: verifier, kind: 'verify', ...at })
    if (outcome === 'solved' && i.state !== 'rehandling') list.push({ name: 'request.solved', place, ...at }, { name: 'request.solvedFully', place, ...at })
    if (isAnonymous(c)) list.push({ name: 'request.cannotRate', ...at })
  }
  if (i.informedOn) list.push({ name: 'request.informed', ...stamp(c, i.informedOn) })
  if (i.grade) list.push({ name: 'request.rated', kind: String(i.grade), ...stamp(c, i.verifiedOn ?? i.resultOn ?? i.received) })
  if (i.state === 'rehandling') list.push({ name: 'request.rehandled', kind: i.grade ? 'requester' : 'station', ...stamp(c, i.verifiedOn ?? i.resultOn) })
  return list
}
/** Each organ's share, where it stands. */
function shares(c: Ctx): ChildSpec[] {
  const i = c.input, state = stateOf(i), organs = ids(i.organ)
  if (!organs.length || !i.dispatched || state === 'withdrawn' || state === 'upward') return []
  const place = street(c), d = district(c), standing = state === 'dispatched' ? 'sent' : state === 'handling' ? 'working' : 'submitted'
  const share = (o: string, n: number, state: string, again: boolean): ChildSpec => {
    // A station sends to its own street office; all else went through the district.
    const own = c.directory.organ(o)?.kind === 'streetOffice' && place !== undefined && c.directory.organ(o)?.place === place ? stationOf(c, place) : undefined, by = own ?? d
    const role = c.directory.organ(o)?.kind === 'helper' ? 'helper' : n === 0 ? 'lead' : 'separate'
    const days = again ? { handedOver: String(i.verifiedOn ?? i.resultOn ?? c.today) } : { handedOver: String(i.dispatched), ...(i.due ? { due: String(i.due) } : {}), ...(i.until ? { until: String(i.until) } : {}) }
    return { procedure: 'handling', act: 'takeOver', parties: { dispatcher: by ? [by] : [] }, input: { organ: o, role, state, gist: String(i.gist), within: again ? 'handling.rehandleDays' : within, ...days, ...(again ? { again: true } : {}), ...(state === 'submitted' && i.resultOn ? { replied: String(i.resultOn) } : {}), ...(state === 'submitted' && i.result ? { result: String(i.result) } : {}), imported: String(i.imported) } }
  }
  return [...organs.map((o, n) => share(o, n, standing, false)), ...(state === 'rehandling' ? organs.slice(0, 1).map((o, n) => share(o, n, 'working', true)) : [])]
}
/** What is still owed beside the stage: somebody to follow, and the requester's being told. */
function owed(c: Ctx): readonly OweSpec[] {
  const state = stateOf(c.input)
  return [...(['dispatched', 'handling', 'rehandling', 'upward'].includes(state) ? wantsFollower(c) : []), ...(['resulted', 'verified'].includes(state) && !c.input.informedOn ? wantsTelling(c) : [])]
}

export const takeOver = (f: { gist: Form[string]; name: Form[string]; phone: Form[string] }): ActSpec => ({
  label: ['由台账转入', 'Taken over from a ledger'], from: 'new', by: [districtOfficer], hidden: true,
  form: {
    gist: { ...f.gist, required: true, min: 2 }, number: text(['台账编号', 'Number in the ledger'], { open: true, max: 40 }), received: date(['收到日期', 'Received'], { required: true }), channel: choice(['渠道', 'Channel'], optionsOf(channels)), category, place: place(['街道（镇）', 'Street or town']),
    state: choice(['现在的状态', 'State now'], optionsOf(ledgerStates), { required: true }), organ: organ(['承办单位', 'Handling organ'], { many: true }), dispatched: date(['派单日期', 'Dispatched']), due: handlingDays.due, until: handlingDays.until, unit: text(['报请的上级单位', 'Higher unit'], { open: true, max: 60 }),
    resultOn: date(['办结日期', 'Result on']), result: text(['办理结果', 'Result'], { long: true, open: true, max: 1000 }), outcome: choice(['办理结论', 'Outcome'], optionsOf(ledgerOutcomes)), follower: person(['跟单代表', 'Following deputy']), verifier: person(['核实代表', 'Verified by']), verifiedOn: date(['核实日期', 'Verified on']),
    informedOn: date(['告知反映人日期', 'Requester told on']), grade: choice(['满意程度', 'Grade'], optionsOf(grades)), anonymous: yesNo(['反映人不留姓名电话', 'Anonymous']), name: f.name, phone: f.phone, imported,
  },
  refuse: c => firstOf('request.ledger', ledgerFaults(c)) ?? (ends(stateOf(c.input)) && (c.input.name !== undefined || c.input.phone !== undefined) ? { rule: 'request.particulars', field: c.input.phone === undefined ? 'name' : 'phone', article: { law: '个人信息保护法', article: '第六条' }, says: ['已经办结的不再收姓名、电话', 'Of what has ended no name or telephone is taken'] } : undefined),
  to: fork([...Object.keys(ledgerStates), 'atDistrict'], c => (c.input.state === 'placed' && c.input.place === undefined ? 'atDistrict' : stateOf(c.input))),
  parties: c => {
    const place = street(c), station = place && stationOf(c, place), d = district(c), follower = followerOf(c.input)
    return { ...(place ? { place: [place] } : {}), ...(station ? { station: [station] } : {}), ...(d ? { district: [d] } : {}), ...(follower ? { follower: [follower] } : {}), ...(c.input.state === 'upward' && c.actor.kind === 'person' ? { tracker: [station ?? d ?? c.actor.organ] } : {}) }
  },
  marks: c => {
    const i = c.input, state = stateOf(i)
    return {
      imported: String(i.imported), gist: String(i.gist), channel: String(i.channel ?? 'counter'), category: said(i.category), ledgerNo: said(i.number), ...(i.anonymous === true ? { anonymous: '1' } : {}), ...(i.unit ? { higher: String(i.unit) } : {}),
      ...(i.result && state !== 'upward' ? { result: String(i.result) } : {}), ...(i.outcome && (ends(state) || state === 'verified') ? { outcome: String(i.outcome) } : {}), ...(state === 'rehandling' ? (i.grade === 'dissatisfied' ? { denied: '1' } : { again: '1' }) : {}),
      ...(!ends(state) && c.receipt ? { receipt: c.receipt.hash, short: c.receipt.short } : {}),
    }
  },
  establishes: facts, owes: owed, children: shares, sentence: ['由五单台账转入，台账状态：{state}', 'Taken over from the ledger of requests, standing at: {state}'],
})
