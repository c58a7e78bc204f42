/** Recounts the told year from its records and holds it against the tables it was told from. Meant for a year nobody has added to. */
import type { Day } from '#law/time.ts'
import type { Service } from '#service/service.ts'
import type { ListFilters, Who } from '#service/views.ts'
import { activitiesOf, presence } from '#sample/gatherings.ts'
import { lastDay } from '#sample/moments.ts'
import { type Channel, levels, type Opinion, type Problem, readTables, type Settlement, type Tables } from '#sample/tables.ts'

export type Line = { readonly what: string; readonly expected: number; readonly found: number }
export type SampleCheck = { readonly ok: boolean; readonly lines: readonly Line[] }

export const halfYear: Day = '2025-06-30'
const channels: readonly Channel[] = ['station', 'activity', 'portal', 'phone', 'visit', 'letter']
const settlements: readonly Settlement[] = ['onSpot', 'guided', 'declined', 'joined', 'toSuggestion', 'noted']
/** Problems still open when the year ends, by the stage their matter stands at. */
const openStages: Readonly<Record<string, readonly Problem['state'][]>> = { handling: ['overdue', 'extended', 'working'], rehandling: ['denied', 'sentBack'], resulted: ['toVerify'], upward: ['upward'] }

const count = <T>(list: readonly T[], is: (x: T) => boolean): number => list.filter(is).length
const solvedBy = (day: Day) => (p: Problem): boolean => p.state === 'solved' && p.verified! <= day

async function officer(service: Service, congress: number): Promise<{ who: Who; leave: () => Promise<void> }> {
  const one = (await service.readyPeople(congress)).find(p => p.group === 'district')
  const token = one && (await service.signIn(congress, one.id))
  const who = token && (await service.who(token))
  if (!who) throw new Error(`congress ${congress} has no sample year`)
  return { who, leave: () => service.signOut(token) }
}

async function figures(service: Service, congress: number, t: Tables): Promise<Line[]> {
  const lines: Line[] = []
  const value = async (id: string, day: Day, expected: number, reading?: string): Promise<void> => {
    const f = await service.figure(congress, id, 2025, day)
    const found = reading ? f?.readings.find(r => r.id === reading)?.value : f?.value
    lines.push({ what: `${id}${reading ? `/${reading}` : ''} ${day}`, expected, found: found ?? -1 })
  }
  const present = presence(t)
  for (const day of [halfYear, lastDay]) {
    const held = t.receptions.filter(r => r.day <= day)
    await value('S23', day, new Set(held.flatMap(r => present.get(r.no)!)).size)
    await value('S24', day, held.reduce((n, r) => n + r.voters, 0))
    await value('S24', day, held.reduce((n, r) => n + r.present, 0), 'visits')
    await value('S25', day, count(activitiesOf(t), a => a.day <= day))
    await value('S26', day, count(t.opinions, o => o.day <= day))
    await value('S27', day, count(t.problems, p => p.dispatched <= day))
    await value('S28', day, count(t.problems, solvedBy(day)))
  }
  await value('S23', lastDay, t.places.reduce((n, p) => n + levels.reduce((m, l) => m + p.deputies[l], 0) + p.alsoDistrict + p.alsoTown, 0), 'mandates')
  await value('S27', lastDay, new Set(t.problems.map(p => p.opinion)).size, 'opinions')
  await value('S28', lastDay, count(t.problems, p => p.state === 'solved' && p.solved !== 'partly'), 'strict')
  await value('S28', lastDay, count(t.problems, p => p.result !== undefined), 'handled')
  await value('S28', lastDay, count(t.problems, p => p.verified !== undefined), 'verified')
  const collected = (await service.figureRecords(congress, 'S26', 2025, lastDay)) ?? []
  for (const c of channels) lines.push({ what: `channel ${c}`, expected: count(t.opinions, o => o.channel === c), found: count(collected, r => r.kind === c) })
  return lines
}

async function lists(service: Service, who: Who, t: Tables): Promise<Line[]> {
  const total = async (filters: ListFilters): Promise<number> => (await service.list(who, { procedure: 'request', ...filters }, undefined, 1)).total
  const outcome = (o: Opinion, s: Settlement): boolean => o.outcome === s
  const lines: Line[] = []
  for (const s of settlements) lines.push({ what: `outcome ${s}`, expected: count(t.opinions, o => outcome(o, s)), found: await total({ outcome: s }) })
  lines.push({ what: 'stage placed', expected: count(t.opinions, o => outcome(o, 'pending')), found: await total({ stage: 'placed' }) })
  for (const [stage, states] of Object.entries(openStages)) lines.push({ what: `stage ${stage}`, expected: count(t.problems, p => states.includes(p.state)), found: await total({ stage }) })
  return lines
}

/** Every line that the request procedure can show, expected and found. */
export async function checkSample(service: Service, congress: number): Promise<SampleCheck> {
  const t = readTables()
  const { who, leave } = await officer(service, congress)
  const lines = [...(await figures(service, congress, t)), ...(await lists(service, who, t))]
  await leave()
  return { ok: lines.every(l => l.expected === l.found), lines }
}
