/** The suggestions of the session as a plan: from the papers of its three days to the last follow-up reply. Pure. */
import { type Day, shift } from '#law/time.ts'
import { deputy, handler } from '#sample/hands.ts'
import { lastDay, times } from '#sample/moments.ts'
import { committeeOf, organRef } from '#sample/people.ts'
import { type Act, type Family, type Name } from '#sample/plan.ts'
import { lapsesOn, opened, rated, repliedAgain, withdrew } from '#sample/suggestions/after.ts'
import { daysOf } from '#sample/suggestions/calendar.ts'
import { handedOver, keySupervised, returned, sittingFamilies, type Step } from '#sample/suggestions/handing.ts'
import { ruleMade } from '#sample/suggestions/made.ts'
import { accepted, consulted, merged, others, proposed, type Session } from '#sample/suggestions/papers.ts'
import { sayings } from '#sample/suggestions/said.ts'
import { bareName, firstClass, type Suggestion } from '#sample/suggestions/table.ts'
import { answering, isPart, keyFor, signersOf, suggestionRef } from '#sample/suggestions/who.ts'
import { coViewed, type Letters, supervised, type Work, worked } from '#sample/suggestions/work.ts'
import type { Place, Tables } from '#sample/tables.ts'

export type SuggestionPlan = {
  readonly families: readonly Family[]
  /** Days on which nobody has rated in time. */
  readonly sweeps: readonly Day[]
  /** What happens after the last day of the year: told by whoever wants to see it. */
  readonly later: readonly Act[]
}
export type SuggestionOptions = { readonly opens: Day; readonly session: Name; /** With the station year beside it. */ readonly stations: boolean; /** The gist of an opinion of that year. */ readonly gist: (opinion: number) => string }

/** Promises that were not yet due, in turn, and seven that were over before Christmas. */
const over: readonly Day[] = ['2025-10-31', '2025-11-14', '2025-11-28', '2025-12-05', '2025-12-10', '2025-12-15', '2025-12-20']
const ahead: readonly Day[] = ['2025-12-31', '2026-03-31', '2026-05-29', '2026-06-30', '2026-09-30', '2026-12-31']
function promises(list: readonly Suggestion[]): Map<number, Day> {
  const kept = list.filter(s => s.change?.to === 'solved'), rest = list.filter(s => s.change?.to !== 'solved')
  const open = rest.filter(s => firstClass(s) === 'promised'), late = new Map(open.filter((_, i) => i % 7 === 3).slice(0, over.length).map((s, i) => [s.no, over[i]!]))
  return new Map([...kept.map(s => [s.no, shift(s.change!.day, 5 + (s.no % 20))] as const), ...rest.map((s, i) => [s.no, late.get(s.no) ?? ahead[i % ahead.length]!] as const)])
}
/** 示住建函〔2025〕n号, one row for each organ in the order of its letters; organs with a single one take our number. */
function lettersOf(list: readonly Suggestion[]): Letters {
  const rows = list.flatMap(s => (s.replied ? answering(s).flatMap(organ => [{ organ, no: s.no, day: s.replied!, again: false }, ...(s.second ? [{ organ, no: s.no, day: s.second.day, again: true }] : [])]) : [])).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.no - b.no))
  return (no, organ, again) => {
    const own = rows.filter(r => r.organ === organ)
    return own.length === 1 ? undefined : `示${bareName(organ)}函〔2025〕${own.findIndex(r => r.no === no && r.again === again) + 1}号`
  }
}

/** Which official numbers an act takes from the system: those of one series are taken in the order of time. */
function taken(a: Omit<Act, 'key' | 'at'>): string | undefined {
  switch (a.act) {
    case 'agreeReturn': case 'refuseReturn': return 'district'
    case 'handOverAgain': return 'handover'
    case 'publish': return 'public'
    case 'askReturn': case 'replyAgain': return a.by.kind === 'person' ? a.by.organ : undefined
    case 'signOff': return a.by.kind === 'person' && !a.input.ownNumber ? a.by.organ : undefined
    default: return undefined
  }
}
const numbered = (a: Omit<Act, 'key' | 'at'>): Pick<Act, 'takes'> => { const takes = taken(a); return takes && !a.refused ? { takes } : {} }
/** Collects what is done with one and puts it in order of time, a few minutes between any two. */
function course(no: number): { step: Step; acts: () => Act[] } {
  const wishes: { day: Day; minute: number; what: string; act: Parameters<Step>[3] }[] = []
  return {
    step: (day, minute, what, act) => void wishes.push({ day, minute, what, act }),
    acts() {
      const next = times('2024-12-01T00:00:00.000Z', 3)
      return wishes.map((w, i) => ({ w, i })).sort((a, b) => (a.w.day < b.w.day ? -1 : a.w.day > b.w.day ? 1 : a.w.minute - b.w.minute || a.i - b.i)).map(({ w }) => ({ ...w.act, ...numbered(w.act), key: keyFor(no, w.what), at: next(w.day, w.minute) }))
    },
  }
}

export function suggestionPlan(t: Tables, o: SuggestionOptions): SuggestionPlan {
  const places = new Map(t.places.map(p => [p.code, p]))
  const placeOf = (code: string): Place => { const p = places.get(code); if (!p) throw new Error(`no place ${code}`); return p }
  const list = t.suggestions, said = sayings(list, placeOf), days = daysOf(o.opens), committee = committeeOf(t), promisedBy = promises(list), letters = lettersOf(list)
  const k: Session = { days, session: o.session, placeOf, said, stations: o.stations }
  const topics = [...new Set(list.flatMap(s => s.key ?? []))]
  let papers = 0
  const later: Act[] = []
  const families = list.map((s): Family => {
    const { lead, evaluator } = signersOf(s, placeOf(s.place)), c = course(s.no)
    const work: Work = { s, said: said.get(s.no)!, step: c.step, letters, promised: promisedBy.get(s.no)!, from: days.handedOver }
    const asked = answering(s).map(organ => ({ organ: organRef(organ), by: handler(organRef(organ)) }))
    const before = [...proposed(k, s, isPart(s.no) ? -1 : papers++), ...consulted(k, s, asked)]
    worked(work, returned(s, days.handedOver, c.step))
    coViewed(work)
    supervised(work, s.complex ? '2025-09-26' : '2025-06-26', deputy(lead))
    if (s.key) keySupervised(s, committee[topics.indexOf(s.key) % 6]!, c.step)
    withdrew(work, lead)
    opened(work, rated(work, evaluator))
    repliedAgain(work)
    const after = c.acts()
    later.push(...after.filter(a => a.at.slice(0, 10) > lastDay))
    return { name: suggestionRef(s.no), acts: [...before, ...after.filter(a => a.at.slice(0, 10) <= lastDay)] }
  })
  const sweeps = list.flatMap(s => lapsesOn(s) ?? [])
  return { families: [...families, ...others(k, papers, o.gist), ...accepted(k, list), merged(k, list), handedOver(list, days.handedOver), ...sittingFamilies(t), ruleMade], sweeps, later: later.sort((a, b) => (a.at < b.at ? -1 : 1)) }
}
