/** From "within five working days" to a duty that explains its own date. */
import { backward, describeTerm, reckon, type Term } from '#law/clock.ts'
import { endOfDay } from '#law/time.ts'
import type { Awaited, Ctx, OweSpec, Within } from '#loop/procedure.ts'
import { termOf } from '#loop/settings.ts'
import type { Basis, Duty, Line } from '#loop/words.ts'

const cite = (basis: Basis): Line => (basis === 'local' ? ['依据：本地规定（设置项）', 'Basis: a local rule (a setting)'] : [`依据：《${basis.law}》${basis.article}`, `Basis: ${basis.law} ${basis.article}`])

const already: Line = ['这一天已过，改为当天办', 'That day is past: today']

/** The duty of an owed act, reckoned from today or from the day named; undefined when there is nobody to owe it. */
export function dutyOf(spec: OweSpec, c: Ctx, no: string): Duty | undefined {
  if (!spec.owes) return undefined
  const more = spec.replaces ? { replaces: spec.replaces } : {}
  if (spec.on) return { no, owes: spec.owes, act: spec.act, due: endOfDay(spec.on.day), basis: spec.basis ?? 'local', why: [spec.on.why], ...more }
  const since = spec.since ?? c.today
  const { term, setting, basis } = lengthOf(spec.within, spec.basis, c, since)
  if (spec.before) {
    const b = backward(c.calendar, spec.before, term.n)
    const day = b.latest < c.today ? c.today : b.latest
    return { no, owes: spec.owes, act: spec.act, due: endOfDay(day), basis, why: [...b.why, ...(day === b.latest ? [] : [already]), cite(basis)], ...(setting ? { setting } : {}), ...more }
  }
  const r = reckon(c.calendar, since, term)
  const why: Line[] = [[`期限${describeTerm(term)[0]}`, `Within ${describeTerm(term)[1]}`], ...r.why, cite(basis)]
  return { no, owes: spec.owes, act: spec.act, due: r.due, basis, why, ...(setting ? { setting } : {}), ...(r.provisional ? { provisional: true as const } : {}), ...more }
}

function lengthOf(within: Within, basis: Basis | undefined, c: Ctx, since: string): { term: Term; setting?: { name: string; version: number }; basis: Basis } {
  if (typeof within !== 'string') return { term: within, basis: basis ?? 'local' }
  const s = c.settings.look(within, since)
  return { term: termOf(s), setting: { name: s.name, version: s.version }, basis: basis ?? c.settings.spec(within).basis }
}

export const awaitedDuty = (a: Awaited, c: Ctx, no: string): Duty | undefined =>
  dutyOf({ act: a.act, owes: a.owes(c), within: typeof a.within === 'function' ? a.within(c) : a.within, ...(a.basis ? { basis: a.basis } : {}), ...(a.since ? { since: a.since(c) } : {}), ...(a.before ? { before: a.before(c) } : {}), ...(a.on ? { on: a.on(c) } : {}) }, c, no)
