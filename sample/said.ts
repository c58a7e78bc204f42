/** What is said in each opinion, and its gist; the same each time the year is told. */
import type { Opinion, Place, Problem, Tables } from '#sample/tables.ts'
import { anySituation, filled, settledOf, situationOf, spotOf, type Told, toldCases } from '#sample/words/choose.ts'
import { answered, declined, guidedTo, noted, takenUp } from '#sample/words/settled.ts'

export type Said = {
  readonly spot: string; readonly what: string; readonly gist: string
  /** One for each problem it holds. */
  readonly texts: readonly Told[]
  readonly reply?: string
  /** The proper channel of one that is guided, the reason of one that is declined. */
  readonly extra?: string
}
type Turn = (kind: string) => number

function sayingOf(o: Opinion, problems: readonly Problem[], spot: string, turn: Turn, before: ReadonlyMap<number, Said>): Omit<Said, 'spot'> {
  const fixed = toldCases[o.no]
  if (fixed) return { what: fixed.what, gist: fixed.gist, texts: [fixed] }
  const n = turn(`${o.outcome}/${o.category}`)
  const settled = (row: readonly [number, string, string, string, string?]): Omit<Said, 'spot'> =>
    ({ what: filled(row[1], spot), gist: filled(row[2], spot), texts: [], reply: row[3], ...(row[4] ? { extra: row[4] } : {}) })
  switch (o.outcome) {
    case 'referred': {
      const texts = problems.map(p => situationOf(o.category, p.handler, turn(`${o.category}/${p.handler}`), spot))
      return { what: texts.map(t => t.what).join('还有，'), gist: texts.map(t => t.gist).join('；'), texts }
    }
    case 'onSpot': return settled(settledOf(answered, o.category, n))
    case 'guided': return settled(settledOf(guidedTo, o.category, n))
    case 'declined': return settled(settledOf(declined, o.category, n))
    case 'noted': return settled(settledOf(noted, o.category, n))
    case 'toSuggestion': return settled(settledOf(takenUp, o.category, n))
    case 'joined': {
      const same = before.get(o.joins!)
      if (!same) throw new Error(`opinion ${o.no} joins ${o.joins}, which comes later`)
      return { what: `我们这边也有同样的事：${same.gist}，盼着一起解决。`, gist: `同类反映：${same.gist}`, texts: [] }
    }
    case 'pending': { const any = anySituation(o.category, n, spot); return { what: any.what, gist: any.gist, texts: [] } }
  }
}

/** The words of every opinion, in their order. */
export function sayings(t: Tables, placeOf: (code: string) => Place, problemsOf: (opinion: number) => readonly Problem[]): Map<number, Said> {
  const turns = new Map<string, number>()
  const turn: Turn = kind => { const n = turns.get(kind) ?? 0; turns.set(kind, n + 1); return n }
  const said = new Map<number, Said>()
  for (const o of t.opinions) {
    const spot = toldCases[o.no]?.spot ?? spotOf(placeOf(o.place).town, o.category, o.no)
    said.set(o.no, { spot, ...sayingOf(o, problemsOf(o.no), spot, turn, said) })
  }
  return said
}
