/** How alike titles are: the grams the search is made of, weighed by how rare they are among those compared. A person looks; nothing is joined by itself. */

/** What stands in most titles and tells them apart by nothing. */
const common = /关于|进一步|加强|加快|加大|推进|推动|完善|改善|解决|落实|开展|促进|改造|增设|规范|健全|打造|提升|提高|优化|力度|工作|问题|建议|意见|我区|我县|我市|本区|若干|有关|相关|以及|的/g
const words = (text: string): string[] => text.normalize('NFKC').toLowerCase().replace(common, ' ').match(/[㐀-鿿]{2,}|[a-z0-9]{2,}/g) ?? []
const windows = (word: string, n: number): string[] => (/^[a-z0-9]/.test(word) || word.length <= n ? [word] : Array.from({ length: word.length - n + 1 }, (_, i) => word.slice(i, i + n)))

/** More than a title has; what is longer is cut. */
const most = 40
/** Stretches of `n` characters of a text, each once: what an earlier title must hold one of to be looked at. */
export const stretches = (text: string, n: number): string[] => [...new Set(words(text).flatMap(w => windows(w, n)))].slice(0, most)
const grams = (text: string): Set<string> => new Set(words(text).flatMap(w => windows(w, 2)))

export type Titled = { readonly title: string }
/** The likest first, with their likeness from 0 to 1; those with less than `least` are left out. */
export function likest<T extends Titled>(text: string, all: readonly T[], least = 0.25): { readonly one: T; readonly likeness: number }[] {
  const asked = grams(text), each = all.map(one => ({ one, grams: grams(one.title) }))
  const had = new Map<string, number>()
  for (const e of each) for (const g of e.grams) had.set(g, (had.get(g) ?? 0) + 1)
  // A gram that many of those found have tells less, though never nothing: they were found by it.
  const weight = (g: string): number => 1 + Math.min(1, Math.log10((all.length + 1) / (1 + (had.get(g) ?? 1))))
  const length = (s: ReadonlySet<string>): number => Math.sqrt([...s].reduce((n, g) => n + weight(g), 0))
  const own = length(asked)
  return each.map(e => ({ one: e.one, likeness: own && e.grams.size ? [...asked].filter(g => e.grams.has(g)).reduce((n, g) => n + weight(g), 0) / (own * length(e.grams)) : 0 }))
    .filter(x => x.likeness >= least).sort((a, b) => b.likeness - a.likeness)
}
