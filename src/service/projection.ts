/** What lists and figures read, derived from events alone: the same function serves every append and a rebuild from nothing. */
import { printOf } from '#law/likeness.ts'
import { type Family, fold, isQuarantined, markOf, openDuties, type State, step } from '#loop/fold.ts'
import type { Event, Id, Party } from '#loop/words.ts'
import { resultActs } from '#procedures/handling/rules.ts'
import { sealedTitle } from '#procedures/quarantine.ts'
import type { MatterRow, Projection } from '#store/shapes.ts'

const lineage = (family: Family, s: State): State[] => { const up: State[] = []; for (let x: State | undefined = s; x; x = x.parent ? family.matters.get(x.parent) : undefined) up.push(x); return up }

/** A child is seen by those who see its parents: parties come down, a nearer one standing before a farther. */
const partiesOf = (family: Family, s: State): Record<Party, readonly Id[]> => {
  const all: Record<Party, readonly Id[]> = {}
  for (const x of lineage(family, s).reverse()) Object.assign(all, x.parties)
  return Object.fromEntries(Object.entries(all).filter(([, ids]) => ids.length).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What a letter of reply can be found again by. The last few stay at hand: an act on a suggestion writes the rows of all its replies. */
const prints = new Map<string, string | undefined>(), mostPrints = 500
function printed(s: State): Record<string, string> {
  const text = s.marks.letter === '1' ? s.marks.result : undefined
  if (!text) return s.marks
  if (!prints.has(text)) { prints.set(text, printOf(text)); if (prints.size > mostPrints) prints.delete(prints.keys().next().value!) }
  const print = prints.get(text)
  return print ? { ...s.marks, print } : s.marks
}

/** What the row of a quarantined matter keeps beside its parties: by what it is found, counted and told from others. No word of it. */
const keptMarks = ['number', 'between', 'imported', 'erased']
const bareMarks = (s: State): Record<string, string> => ({ ...Object.fromEntries(Object.entries(s.marks).filter(([k]) => keptMarks.includes(k))), quarantined: '1' })

/** One matter's row as the family stands; beside its marks, while an answer is owed, the day that one is due. What is quarantined has its words in the log alone, and on the page of those who keep it (`whole`). */
export function rowOf(family: Family, s: State, whole = false): MatterRow {
  const bare = !whole && isQuarantined(family, s)
  const m = (k: string): string | null => markOf(family, s, k) ?? null
  const parties = partiesOf(family, s), answer = openDuties(s).find(d => (resultActs as readonly string[]).includes(d.act))
  return {
    id: s.id, root: s.root, parent: s.parent ?? null, procedure: s.procedure, version: s.version, stage: s.stage, ended: s.ended, openedAt: s.openedAt, movedAt: s.movedAt,
    title: bare ? sealedTitle[0] : m('gist') ?? '', place: parties.place?.[0] ?? null, category: m('category'), channel: m('channel'), outcome: s.marks.outcome ?? null,
    short: s.parent ? null : (s.marks.short ?? null), receipt: s.parent ? null : (s.marks.receipt ?? null), restricted: m('restricted') === '1', published: !bare && s.marks.published === '1', marks: bare ? bareMarks(s) : answer ? { ...printed(s), answerDue: answer.due } : printed(s), parties,
  }
}

/** What these events project, stepping the family through them in place. */
export function project(family: Family, events: readonly Event[]): Projection {
  const opens: Projection['opens'][number][] = [], closes: Projection['closes'][number][] = [], facts: Projection['facts'][number][] = [], retracts: Projection['retracts'][number][] = [], links: Projection['links'][number][] = [], registers: Projection['registers'][number][] = []
  const touched = new Set<Id>()
  for (const e of events) {
    step(family, e)
    family.head = e.hash
    touched.add(e.matter)
    opens.push(...e.opens.map(d => ({ ...d, matter: e.matter, seq: e.seq, at: e.at })))
    closes.push(...e.closes.map(no => ({ matter: e.matter, no, seq: e.seq, at: e.at })))
    facts.push(...e.establishes.map(f => ({ ...f, matter: e.matter, seq: e.seq, recordedAt: e.recordedAt })))
    retracts.push(...e.retracts.map(r => ({ ...r, by: e.seq, recordedAt: e.recordedAt })))
    links.push(...(e.links ?? []).map(l => ({ ...l, seq: e.seq })))
    registers.push(...(e.registers ?? []))
  }
  // A parent's new follower or category shows on its children too.
  for (const s of family.matters.values()) if (lineage(family, s).some(x => touched.has(x.id))) touched.add(s.id)
  return { matters: [...touched].map(id => rowOf(family, family.matters.get(id)!)), opens, closes, facts, retracts, links, registers }
}

/** The whole family's projection, from its first event. */
export function projectAll(root: Id, events: readonly Event[]): Projection {
  const family = fold(root, [])
  return project(family, events)
}
