/** What a suggestion asks of its family: who proposed it, who handles it, what came of it. */
import type { Option } from '#loop/fields.ts'
import { childrenOf, openDuties, type State } from '#loop/fold.ts'
import type { ChildSpec, Ctx, FactSpec, No } from '#loop/procedure.ts'
import { dayOf } from '#law/time.ts'
import { holdsPostIn } from '#loop/roles.ts'
import type { Day, Duty, Id, Level, Owes } from '#loop/words.ts'
import { suggestionHandlers } from '#procedures/posts.ts'
import { deputiesEverywhere, districtOf, ofGovernment } from '#procedures/stations.ts'
import { machineOf } from '#procedures/words.ts'

export const ids = (v: unknown): Id[] => (typeof v === 'string' ? [v] : Array.isArray(v) ? v.map(String) : [])
export const said = (v: unknown): string | undefined => (v === undefined || v === null || v === '' ? undefined : String(v))
export const actorPerson = (c: Ctx): Id | undefined => (c.actor.kind === 'person' ? c.actor.person : undefined)
export const districtOwes = (c: Ctx): Owes | undefined => { const d = districtOf(c); return d ? `organ:${d}` : undefined }
export const personOwes = (id: Id | undefined): Owes | undefined => (id ? `person:${id}` : undefined)
export const leadOf = (c: Ctx): Id | undefined => c.state.parties.lead?.[0]
export const proposers = (c: Ctx): Id[] => [...(c.state.parties.lead ?? []), ...(c.state.parties.coSigners ?? [])]

const levels: readonly Level[] = ['national', 'provincial', 'city', 'district']
/** Deputies of this congress and of those above it; a town's deputies propose to their own (代表法 24). */
export const maySuggest = (c: Ctx, person: Id, day: Day = c.today): boolean => c.directory.actingPostsOf(person, day).some(p => p.kind === 'deputy' && p.level !== undefined && levels.includes(p.level))
/** Whoever left office or is suspended does not act as a deputy (代表法 61). */
export const isDeputy = (c: Ctx, person: Id): boolean => c.directory.actingPostsOf(person, c.today).some(p => p.kind === 'deputy')
/** The highest mandate a deputy holds: a city's deputy may raise what is the district's. */
export const levelOf = (c: Ctx, person: Id | undefined): Level | undefined => { const held = person ? c.directory.postsOf(person, c.today).filter(p => p.kind === 'deputy').map(p => p.level) : []; return levels.find(l => held.includes(l)) }
export const coSignable = (c: Ctx): Option[] => deputiesEverywhere(c).filter(o => o.id !== actorPerson(c) && maySuggest(c, o.id))
export const delegations = (c: Ctx): Option[] => c.directory.organs({ kind: 'delegation' }, c.today).map(o => ({ id: o.id, label: [o.short, o.nameEn] }))
/** Where a deputy was elected: how lists by street find a suggestion. */
export const placeOf = (c: Ctx, person: Id | undefined, delegation: Id | undefined): Id | undefined =>
  (delegation && c.directory.organ(delegation)?.place) ?? (person ? c.directory.postsOf(person, c.today).find(p => p.kind === 'deputy' && p.place)?.place : undefined)
export const delegationOf = (c: Ctx, person: Id): Id | undefined => c.directory.postsOf(person, c.today).find(p => p.kind === 'delegationMember' || p.kind === 'delegationHead')?.organ
/** The parties that come with whoever leads: their delegation, and where they were elected. */
export const opened = (c: Ctx, lead: string | undefined) => {
  const delegation = said(c.input.delegation) ?? (lead ? delegationOf(c, lead) : undefined), place = placeOf(c, lead, delegation)
  return { ...(lead ? { lead: [lead] } : {}), ...(delegation ? { delegation: [delegation] } : {}), ...(place ? { place: [place] } : {}) }
}

/** Sessions of the congress, the latest first, and the one that is meant where nobody says. */
export const sessions = (c: Ctx): Option[] => c.directory.all.terms.filter(t => t.kind === 'session' && t.validFrom <= c.today).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1)).map(t => ({ id: t.id, label: [t.name, t.nameEn] }))
export const sessionMeant = (c: Ctx): Id | undefined => said(c.input.session) ?? sessions(c)[0]?.id
/**
 * 闭会期间: as it is said; where nobody names a session, by the day. What a deputy sent here after the latest session had closed
 * was not proposed during it. A sheet of paper is typed in days later, and counts for its session unless it is said otherwise.
 */
export function isBetween(c: Ctx): boolean {
  if (c.input.between === true || said(c.input.session)) return c.input.between === true
  const until = c.directory.term(sessionMeant(c) ?? '')?.validTo
  return until !== undefined && !c.state.marks.paper && dayOf(c.state.openedAt) > until
}

/** Who leads supervision: the members of the standing committee, or any deputy where none are entered yet. */
export function leaders(c: Ctx): Option[] {
  const members = c.directory.organs({ kind: 'standingCommittee' }, c.today).flatMap(o => c.directory.holders(o.id, c.today)).map(p => p.person)
  return members.length ? [...new Set(members)].map(id => ({ id, label: c.directory.name(id) ?? ['', ''] })) : deputiesEverywhere(c)
}
export const handlers = (c: Ctx): Option[] => c.directory.organs({}, c.today).filter(o => suggestionHandlers.includes(o.kind) && !o.outside).map(o => ({ id: o.id, label: [o.short, o.nameEn] }))

const handlings = (c: Ctx): State[] => childrenOf(c.family, c.state, 'handling')
/** Handlings that answer to the deputies: the lead's and separate ones, but not those handed back. */
export const bound = (c: Ctx): State[] => handlings(c).filter(h => h.marks.role !== 'co' && !['returned', 'reassigned', 'stopped', 'void'].includes(h.stage))
export const openBound = (c: Ctx): State[] => bound(c).filter(h => !h.ended)
/** Those of the latest round that have answered: after a re-handling the second letter stands. */
export const answers = (c: Ctx): State[] => [...new Map(bound(c).filter(h => h.stage === 'submitted').map(h => [h.parties.handler?.[0] ?? h.id, h])).values()]
export const boundOrgans = (c: Ctx): Id[] => [...new Set(bound(c).flatMap(h => h.parties.handler ?? []))]
export const openChildren = (c: Ctx): State[] => handlings(c).filter(h => !h.ended)
/** Asked for their view and silent so far. */
export const silentHelpers = (c: Ctx): Id[] => openChildren(c).filter(h => h.marks.role === 'co').flatMap(h => h.parties.handler ?? [])

/** The government's office, while what it was handed is its own to hand on. */
export const officeNow = (c: Ctx): Id | undefined => (c.state.marks.withOffice ? c.state.parties.via?.[0] : undefined)
/** The government's office follows what its own organs handle, whoever hands it over; what a court or the procuratorate alone handles it does not. */
export const followedBy = (c: Ctx, organs: readonly Id[]): { via?: Id[] } => { const office = offices(c)[0]?.id; return office && organs.some(o => ofGovernment(c, o)) ? { via: [office] } : {} }
export const offices = (c: Ctx): Option[] => c.directory.organs({ kind: 'governmentOffice' }, c.today).map(o => ({ id: o.id, label: [o.short, o.nameEn] }))
/** Has the actor a post in this organ, or in whichever carries on its work? */
export const worksAt = (c: Ctx, organ: Id | undefined): boolean => { const now = organ && (c.directory.heirOf(organ, c.today) ?? organ); return now !== undefined && c.actor.kind === 'person' && c.actor.posts.some(p => p.organ === now) }

/** One order to one organ; the clock runs from the hand-over, or from the first where a county says so. */
export function order(c: Ctx, organ: Id, role: 'lead' | 'separate' | 'co', more: { complex?: boolean; since?: Day | undefined; again?: boolean } = {}): ChildSpec {
  const d = districtOf(c), office = officeNow(c)
  // What the office keeps for itself answers to the district: nobody decides on their own return.
  const by = office && office !== organ ? office : d
  const second = by === office && by !== d && c.settings.look('suggestion.returnNeedsDistrict', c.today).value === true ? d : undefined
  return {
    procedure: 'handling', act: 'assign', parties: { dispatcher: by ? [by] : [], ...(second ? { consenter: [second] } : {}) },
    input: {
      organ, role, gist: (c.state.marks.gist ?? '').slice(0, 500), ...(c.state.marks.note ? { asked: c.state.marks.note } : {}), returnWithin: 'suggestion.returnDays', ...(more.complex ? { complex: true } : {}), ...(more.since ? { since: more.since } : {}), ...(more.again ? { again: true } : {}),
      ...(role === 'co' ? { within: 'suggestion.coDays' } : { letter: true, within: more.again ? 'suggestion.rehandleDays' : more.complex ? 'suggestion.complexMonths' : 'suggestion.replyMonths', longest: 'suggestion.complexMonths' }),
    },
  }
}
/** Handed on by the office: from the day the district handed it over, unless a county begins anew. */
export const sinceOffice = (c: Ctx): Day | undefined => (c.settings.look('suggestion.officeClockRestarts', c.today).value === true ? undefined : c.state.marks.handedOver)
/** A suggestion handed to another organ: from which day its clock runs. */
export const sinceFirst = (c: Ctx): Day | undefined => (c.settings.look('suggestion.clockRestarts', c.today).value === true ? undefined : c.state.marks.handedOver)

/** Facts that name the organs there are now. */
export const assigned = (c: Ctx, organs: readonly Id[]): FactSpec[] => [...new Set(organs)].map(organ => ({ name: 'suggestion.assigned', organ, person: leadOf(c), place: c.state.parties.place?.[0] }))

/** The worst class of the letters says how the whole stands. */
const gravity = ['later', 'promised', 'reference', 'solved']
export const worstOf = (classes: readonly string[]): string => [...classes].sort((a, b) => gravity.indexOf(machineOf(a)) - gravity.indexOf(machineOf(b)))[0] ?? ''
export const worstClass = (list: readonly State[]): string => worstOf(list.map(h => h.marks.class ?? ''))
const lateness = ['late', 'extended', 'onTime', 'noClock']
export const worstTime = (list: readonly State[]): string => list.flatMap(h => h.facts.filter(f => f.name === 'handling.replied').map(f => f.kind ?? 'noClock')).sort((a, b) => lateness.indexOf(a) - lateness.indexOf(b))[0] ?? 'noClock'
const closeness = ['faceToFace', 'phone', 'letter']
/** The best of all ways they were in touch; `failed` when nobody could be reached. */
export const contactOf = (list: readonly State[]): string => list.map(h => h.marks.contacted).filter(x => x !== undefined).sort((a, b) => closeness.indexOf(a) - closeness.indexOf(b))[0] ?? 'failed'

/** Nobody with a post in a handling organ evaluates its reply. */
const inHandler = (c: Ctx, person: Id): boolean => bound(c).flatMap(h => h.parties.handler ?? []).some(o => holdsPostIn(person, o, c.directory, c.today))
const mayEvaluate = (c: Ctx, p: Id): boolean => isDeputy(c, p) && !inHandler(c, p)
const ratingDuty = (s: State): Duty | undefined => openDuties(s).find(d => d.act === 'evaluate')
/** The lead deputy; another signer, by the order of signing, where the lead left office or must step aside. */
const nextEvaluator = (c: Ctx): Id | undefined => proposers(c).find(p => mayEvaluate(c, p))
/** Whoever owes the rating, as long as they may give it: what passed on does not pass back when a suspension ends. */
export const evaluatorOf = (c: Ctx): Id | undefined => { const owed = ratingDuty(c.state)?.owes, who = proposers(c).find(p => owed === personOwes(p)); return who && mayEvaluate(c, who) ? who : nextEvaluator(c) }
/** Where no signer is left, the committee keeps it in sight until it lapses: nobody rates for a deputy. */
export const ratingOwes = (c: Ctx): Owes | undefined => personOwes(nextEvaluator(c)) ?? districtOwes(c)
/** The rating owed by somebody who may not give it any more. */
export const strandedRating = (c: Ctx): Duty | undefined => { const d = ratingDuty(c.state), by = d && proposers(c).find(p => d.owes === personOwes(p)); return by && !mayEvaluate(c, by) ? d : undefined }
export const notEvaluator = (c: Ctx): No | undefined => {
  const who = evaluatorOf(c), me = actorPerson(c)
  if (who === me) return undefined
  if (me && inHandler(c, me)) return { rule: 'conflict', says: ['在承办单位任职，应当回避，请由其他联名代表评价', 'You hold a post in the handling organ: another signer evaluates'] }
  return { rule: 'suggestion.lead', says: ['由领衔代表征求联名代表意见后评价', 'The lead deputy evaluates, after asking the co-signers'] }
}
/** The class of one organ's letter as it stands, follow-up replies among it. */
export const classNow = (c: Ctx, h: State): string => c.state.marks[`class.${h.parties.handler?.[0] ?? ''}`] ?? h.marks.class ?? ''
/** The letter of the organ that acts, where it has answered. */
export const ownAnswer = (c: Ctx): State | undefined => answers(c).find(h => worksAt(c, h.parties.handler?.[0]))
/** What comes after the evaluation: a promise is tracked until it is kept. */
export const afterwards = (c: Ctx): string => (machineOf(c.state.marks.class) === 'promised' ? 'tracking' : 'closed')
