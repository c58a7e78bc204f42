/**
 * Which organ a suggestion is likely to be handed to, learned from earlier hand-overs. Naive Bayes over pairs of characters
 * (there is no word-breaking to rely on), chosen because it can say in words what spoke for each answer. It proposes; a person confirms.
 */
export type Case = { readonly title: string; readonly text?: string; readonly theme?: string | undefined; readonly organ: string }
export type Asked = Omit<Case, 'organ'>
export type Proposed = {
  readonly organ: string
  /** Words of the text that spoke for it, the strongest first. */
  readonly words: readonly string[]
  /** How many earlier ones it was handed. */
  readonly earlier: number
  /** The most similar of those, by their place in what was learned from. */
  readonly like: readonly number[]
}
export type Learned = {
  readonly cases: readonly Case[]
  readonly organs: ReadonlyMap<string, { readonly cases: number; readonly weight: number; readonly counts: ReadonlyMap<string, number> }>
  /** In how many cases a pair occurs, and in which. */
  readonly where: ReadonlyMap<string, readonly number[]>
  readonly norms: readonly number[]
}

/** Fewer hand-overs than this teach nothing worth saying. */
export const fewest = 20
const smoothing = 0.1, titleWeight = 2, themeWeight = 3, most = 3, mostWords = 4, mostLike = 3
/** A pair that stands in more than this share of all cases tells no organ from another. */
const common = 0.3

/** Words end at these, for whoever reads them. */
const particles = /[的了于和在是把与及或从被请都还又也就]/u
const breaker = new Intl.Segmenter('zh', { granularity: 'word' })
const longestWord = 8
/**
 * A stretch of a text with the words it begins and ends within, whole: counting needs no words, readers do. What the word list
 * does not know it gives character by character; such characters are taken for one word: 小区|井盖板锈蚀|破损.
 */
function wholeWords(text: string): (from: number, to: number) => string {
  const c = [...text], bounds = [0]
  let single = false
  for (const w of breaker.segment(text)) {
    const n = [...w.segment].length, at = bounds.at(-1)!
    if (single && n === 1) bounds.pop()
    bounds.push(at + n)
    single = n === 1
  }
  return (from, to) => {
    const first = bounds.findLast(b => b <= from)!, last = bounds.find(b => b >= to)!
    if (last - first <= longestWord) return c.slice(first, last).join('')
    // Of a long stretch the words that are whole in it.
    const inner = c.slice(bounds.find(b => b >= from), bounds.findLast(b => b <= to))
    return (inner.length ? inner : c.slice(from, to)).join('')
  }
}
/** Runs of letters, as they are; numbers tell nothing. */
const runs = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(/\p{L}+/gu) ?? []
const pairsOf = (run: string): string[] => { const c = [...run]; return c.length < 2 ? [] : c.slice(1).map((x, i) => c[i]! + x) }
const pairs = (text: string): Set<string> => new Set(runs(text).flatMap(pairsOf))
/** Every pair once, those of the title twice; the theme as a mark of its own. */
function features(a: Asked): Map<string, number> {
  const found = new Map<string, number>([...pairs(a.text ?? '')].map(p => [p, 1]))
  for (const p of pairs(a.title)) found.set(p, titleWeight)
  if (a.theme) found.set(`#${a.theme}`, themeWeight)
  return found
}

/** Counts what earlier hand-overs say; a few thousand take a moment. */
export function learn(cases: readonly Case[]): Learned {
  const organs = new Map<string, { cases: number; weight: number; counts: Map<string, number> }>(), where = new Map<string, number[]>()
  const found = cases.map(features)
  for (const [i, c] of cases.entries()) {
    const o = organs.get(c.organ) ?? { cases: 0, weight: 0, counts: new Map<string, number>() }
    organs.set(c.organ, o)
    o.cases++
    for (const [f, n] of found[i]!) {
      o.counts.set(f, (o.counts.get(f) ?? 0) + n)
      o.weight += n
      const list = where.get(f)
      if (list) list.push(i)
      else where.set(f, [i])
    }
  }
  const norms = found.map(f => Math.sqrt([...f].reduce((sum, [p, n]) => sum + (n * rarity(where, cases.length, p)) ** 2, 0)))
  return { cases, organs, where, norms }
}
const rarity = (where: ReadonlyMap<string, readonly number[]>, cases: number, pair: string): number => Math.log(1 + cases / (where.get(pair)?.length ?? cases))

/** Does it know enough to say anything? */
export const knows = (l: Learned): boolean => l.cases.length >= fewest && l.organs.size > 1

/** Up to three organs, the likeliest first, each with what spoke for it; none where it knows too little. */
export function propose(l: Learned, asked: Asked): readonly Proposed[] {
  if (!knows(l)) return []
  const known = [...features(asked)].filter(([f]) => l.where.has(f)), size = l.where.size
  const chance = (o: { weight: number; counts: ReadonlyMap<string, number> }, f: string): number => (o.counts.get(f) ?? 0) + smoothing
  const scored = [...l.organs].map(([organ, o]) => ({ organ, o, score: Math.log(o.cases / l.cases.length) + known.reduce((sum, [f, n]) => sum + n * Math.log(chance(o, f) / (o.weight + smoothing * size)), 0) }))
  scored.sort((a, b) => b.score - a.score || (a.organ < b.organ ? -1 : 1))
  const alike = likeness(l, known)
  return scored.slice(0, most).map(({ organ, o }) => ({ organ, words: spoke(l, asked, organ), earlier: o.cases, like: nearest(l, alike, organ) })).filter(p => p.words.length > 0)
}

/** The pairs that stand oftener in this organ's cases than in others', put together again to the words they came from. */
function spoke(l: Learned, asked: Asked, organ: string): string[] {
  const own = l.organs.get(organ)!, all = [...l.organs.values()].reduce((n, o) => n + o.weight, 0)
  const gain = (p: string): number => {
    const mine = own.counts.get(p) ?? 0, list = l.where.get(p)
    if (!mine || !list || list.length > l.cases.length * common) return 0
    const others = [...l.organs].reduce((n, [id, o]) => n + (id === organ ? 0 : o.counts.get(p) ?? 0), 0)
    return Math.log(((mine + smoothing) / own.weight) / ((others + smoothing) / Math.max(1, all - own.weight)))
  }
  const words = new Map<string, number>()
  for (const run of runs(`${asked.title}\n${asked.text ?? ''}`).flatMap(r => r.split(particles))) {
    const c = [...run], whole = wholeWords(run)
    for (let at = 0; at < c.length - 1;) {
      let sum = 0, end = at
      for (let g = gain(c[end]! + c[end + 1]!); g > 0.7; g = end + 1 < c.length ? gain(c[end]! + c[end + 1]!) : 0) { sum += g; end++ }
      if (end > at) { const word = whole(at, end + 1); words.set(word, Math.max(words.get(word) ?? 0, sum)) }
      at = end > at ? end + 1 : at + 1
    }
  }
  return [...words].sort((a, b) => b[1] - a[1]).map(([w]) => w).filter((w, i, list) => !list.slice(0, i).some(x => x.includes(w))).slice(0, mostWords)
}

/** How like each case is, all in one pass; what stands nearly everywhere is passed over. */
function likeness(l: Learned, known: readonly (readonly [string, number])[]): Float64Array {
  const scores = new Float64Array(l.cases.length)
  for (const [f, n] of known) {
    const list = l.where.get(f)!
    if (list.length > l.cases.length * common) continue
    const gain = n * rarity(l.where, l.cases.length, f) ** 2
    for (const i of list) scores[i]! += gain / (l.norms[i] || 1)
  }
  return scores
}
const nearest = (l: Learned, alike: Float64Array, organ: string): number[] =>
  l.cases.flatMap((c, i) => (c.organ === organ && alike[i]! > 0 ? [i] : [])).sort((a, b) => alike[b]! - alike[a]! || b - a).slice(0, mostLike)

export type Accuracy = { readonly learned: number; readonly tried: number; /** In how many the first was the one, or one of the three. */ readonly first: number; readonly three: number; /** In how many always naming the organ that was commonest in what was learned would have been right. */ readonly base: number; /** Handed to organs nothing was learned of. */ readonly unknown: number; readonly silent: number }
/** Learned on some, tried on others it has not seen. */
export function accuracy(learned: readonly Case[], tried: readonly Case[]): Accuracy {
  const l = learn(learned), commonest = [...l.organs].sort((a, b) => b[1].cases - a[1].cases || (a[0] < b[0] ? -1 : 1))[0]?.[0]
  let first = 0, three = 0, silent = 0
  for (const c of tried) {
    const said = propose(l, c)
    if (!said.length) silent++
    if (said[0]?.organ === c.organ) first++
    if (said.some(p => p.organ === c.organ)) three++
  }
  return { learned: learned.length, tried: tried.length, first, three, base: tried.filter(c => c.organ === commonest).length, unknown: tried.filter(c => !l.organs.has(c.organ)).length, silent }
}
