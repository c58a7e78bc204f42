/** The laws every procedure must satisfy. Run over all of them at start and in the tests: a declaration that breaks one never serves. */
import { type ActSpec, leadsTo, type Procedure, type Procedures, settingsOf } from '#loop/procedure.ts'
import type { Label } from '#loop/words.ts'

const worded = (l: Label | undefined): boolean => l !== undefined && l[0].trim() !== '' && l[1].trim() !== ''
const stagesOf = (p: Procedure, spec: ActSpec): string[] =>
  spec.from === 'new' ? [] : spec.from === 'any' ? Object.keys(p.stages) : spec.from === 'open' ? Object.keys(p.stages).filter(s => !p.stages[s]!.ends) : [...spec.from]

/** Opened in the name of a person by no button and by no other act: a table taken in. */
const byImport = (spec: ActSpec): boolean => spec.from === 'new' && spec.hidden === true && !spec.by.some(r => r.test.kind === 'loop' || r.test.kind === 'clock')

/** Ends that may come at any time and are nobody's way: a loop must lead to another. */
const aside: readonly string[] = ['void', 'removed']

type Edge = { from: string; to: string }
/** Every step a matter may take, acts and hearings alike; a hearing may happen at any open stage. */
function edges(p: Procedure): Edge[] {
  const open = Object.keys(p.stages).filter(s => !p.stages[s]!.ends)
  // What an import alone may open stands anywhere from the first; the other ways must reach each stage without it.
  const acts = Object.values(p.acts).filter(spec => !byImport(spec)).flatMap(spec => (spec.from === 'new' ? ['new'] : stagesOf(p, spec)).flatMap(from => leadsTo(spec).map(to => ({ from, to }))))
  const heard = Object.values(p.on ?? {}).flatMap(h => open.flatMap(from => leadsTo(h).map(to => ({ from, to }))))
  return [...acts, ...heard]
}
function reach(start: Iterable<string>, steps: readonly Edge[], backward = false): Set<string> {
  const seen = new Set(start)
  for (let grew = true; grew;) {
    grew = false
    for (const { from, to } of steps) {
      const [a, b] = backward ? [to, from] : [from, to]
      if (seen.has(a) && !seen.has(b)) { seen.add(b); grew = true }
    }
  }
  return seen
}

/** The breaches of one procedure, each a sentence naming the place; none when it may serve. */
export function checkProcedure(p: Procedure, book: Procedures): string[] {
  const say: string[] = []
  const known = settingsOf(book)
  const at = (what: string) => `${p.id}: ${what}`
  const steps = edges(p)
  const usual = steps.filter(e => !aside.includes(e.to))
  const forward = reach(['new'], steps)
  const ends = Object.keys(p.stages).filter(s => p.stages[s]!.ends && !aside.includes(s))
  const canEnd = reach(ends, usual, true)
  for (const [id, s] of Object.entries(p.stages)) {
    if (!forward.has(id)) say.push(at(`stage ${id} cannot be reached`))
    if (!s.ends && !canEnd.has(id)) say.push(at(`from stage ${id} no end can be reached`))
    if (!worded(s.label)) say.push(at(`stage ${id} needs its label in both languages`))
    if (!s.ends && s.awaits === 'nothing') say.push(at(`open stage ${id} awaits nobody and does not say why`))
    if (s.ends && s.awaits !== 'nothing') say.push(at(`stage ${id} ends the matter and still awaits somebody`))
    if (s.awaits === 'children' && ![...Object.values(p.acts), ...Object.values(p.on ?? {})].some(e => e.children)) say.push(at(`stage ${id} awaits children that nothing opens`))
    if (typeof s.awaits === 'object' && 'beside' in s.awaits && !p.acts[s.awaits.beside]) say.push(at(`stage ${id} relies on a duty to ${s.awaits.beside}, which is no act`))
    if (Array.isArray(s.awaits)) for (const a of s.awaits) {
      const spec = p.acts[a.act]
      if (!spec) say.push(at(`stage ${id} awaits ${a.act}, which is no act`))
      else if (!stagesOf(p, spec).includes(id)) say.push(at(`stage ${id} awaits ${a.act}, which is not possible there`))
      if (typeof a.within === 'string' && !known[a.within]) say.push(at(`stage ${id}: the term ${a.within} is no declared setting`))
      if (typeof a.within === 'object' && !a.basis) say.push(at(`stage ${id}: the term for ${a.act} is fixed and cites no article`))
    }
  }
  for (const [id, spec] of Object.entries(p.acts)) {
    if (!worded(spec.label)) say.push(at(`act ${id} needs its label in both languages`))
    if (!spec.by.length) say.push(at(`act ${id} may be done by nobody`))
    for (const s of leadsTo(spec)) if (!p.stages[s]) say.push(at(`act ${id} leads to ${s}, which is no stage`))
    for (const s of stagesOf(p, spec)) if (!p.stages[s]) say.push(at(`act ${id} starts from ${s}, which is no stage`))
    for (const [f, field] of Object.entries(spec.form)) if (!worded(field.label)) say.push(at(`field ${id}.${f} needs its label in both languages`))
    for (const [f, field] of Object.entries(spec.form)) if (field.setting !== undefined && known[field.setting]?.kind !== 'options') say.push(at(`field ${id}.${f} takes its choices from ${field.setting}, which is no declared list`))
    for (const [f, field] of Object.entries(spec.form)) for (const [cell, x] of [[f, field] as const, ...Object.entries(field.row ?? {}).map(([k, v]) => [`${f}.${k}`, v] as const)]) if (x.personal && !worded(x.purpose)) say.push(at(`field ${id}.${cell} is personal and does not say what it is asked for`))
    if (p.ratingActs?.includes(id)) for (const r of spec.by) if (p.handlers?.some(h => h.id === r.id)) say.push(at(`${r.id} handles and may also ${id}: no handler rates its own work`))
  }
  for (const w of p.walls ?? []) {
    if ('party' in w.when && !p.parties[w.when.party] && !p.childOnly) say.push(at(`a wall stands on the party ${w.when.party}, which it does not have`))
    if (!w.past.length) say.push(at('a wall lets nobody past'))
    for (const r of [...w.past, ...(w.otherwise ?? [])]) if (!p.sight.some(x => x.id === r.id)) say.push(at(`${r.id} is let past a wall but is not in the sight`))
  }
  for (const r of p.readers ?? []) if (!p.sight.some(x => x.id === r.id)) say.push(at(`${r.id} reads the words but is not in the sight`))
  for (const [duty, act] of Object.entries(p.lapses ?? {})) {
    if (!p.acts[duty]) say.push(at(`a duty to ${duty} lapses, which is no act`))
    if (!p.acts[act]?.by.some(r => r.test.kind === 'clock')) say.push(at(`${duty} lapses into ${act}, which is not the clock's`))
    else if (!p.acts[act]!.mayBeTold) say.push(at(`${duty} lapses into ${act}, which no late sweep could tell`))
  }
  for (const [duty, act] of Object.entries(p.passes ?? {})) {
    if (!p.acts[duty]?.by.some(r => r.test.kind === 'party' && r.test.holding)) say.push(at(`a duty to ${duty} is to pass on, but nobody owes it by a post`))
    if (!p.acts[act]?.by.some(r => r.test.kind === 'clock')) say.push(at(`${duty} passes on by ${act}, which is not the clock's`))
  }
  for (const [heard, h] of Object.entries(p.on ?? {})) {
    const [child, act] = heard.split(/[.:]/) as [string, string]
    const heardOf = book.list.find(x => x.id === child)
    if (!heardOf) say.push(at(`hears ${heard}, but there is no procedure ${child}`))
    else if (heard.includes('.') && !heardOf.acts[act]) say.push(at(`hears ${heard}, but ${child} has no act ${act}`))
    for (const s of leadsTo(h)) if (!p.stages[s]) say.push(at(`hearing ${heard} leads to ${s}, which is no stage`))
  }
  if (p.childOnly && !p.acts.stop) say.push(at('a child needs an act "stop", for when its parent ends'))
  for (const f of Object.values(p.facts)) if (!worded(f)) say.push(at('a fact needs its label in both languages'))
  return say
}
/** The breaches of all procedures. */
export const checkAll = (book: Procedures): string[] => book.list.flatMap(p => checkProcedure(p, book))
