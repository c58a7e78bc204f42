/**
 * What a county calls itself and its places. Declarations speak as a 市辖区 with 街道 and 镇 does; here their labels
 * are said in another county's words. Only labels of declarations and a page's own words pass through, never what
 * people wrote or how the register names somebody.
 */
import type { Procedure, Procedures } from '#loop/procedure.ts'
import type { Label } from '#loop/words.ts'

export type LocalWords = {
  /** 街道（镇） · 乡镇: a place that has a station. */
  readonly place: Label
  /** 区 · 县 · 市 · 旗: what the county is. */
  readonly area: Label
  /** 五单, 四单, 六单: so many names there are. */
  readonly slips: number
  /** The name of a slip for publishing, where there is one: 晒单. */
  readonly publish: Label | null
}
export const usualWords: LocalWords = { place: ['街道（镇）', 'street or town'], area: ['区', 'district'], slips: 5, publish: null }
export const sameWords = (a: LocalWords, b: LocalWords): boolean => JSON.stringify([a.place, a.area, a.slips, a.publish]) === JSON.stringify([b.place, b.area, b.slips, b.publish])

const numerals: Readonly<Record<number, Label>> = { 4: ['四', 'four'], 5: ['五', 'five'], 6: ['六', 'six'] }
const capital = (s: string): string => s.charAt(0).toUpperCase() + s.slice(1)
const plural = (s: string): string => (s.endsWith('y') ? `${s.slice(0, -1)}ies` : `${s}s`)

/** How a text of ours is said with these words. 小区, 社区, 选区 and the like are no counties and stay. */
export function saying(w: LocalWords): (text: string) => string {
  if (sameWords({ ...w, publish: null }, usualWords)) return text => text
  const [place, Place] = [w.place[1], capital(w.place[1])], [area, Area] = [w.area[1], capital(w.area[1])]
  const n = numerals[w.slips] ?? numerals[5]!
  return text => {
    if (text === '区') return w.area[0]
    if (text === 'District') return Area
    return text
      .replaceAll('街道（镇）', w.place[0]).replaceAll('街镇', w.place[0]).replaceAll('五单', `${n[0]}单`)
      .replace(/(?<![小社选园辖地片校景城山牧林灾])区(?=级|里|人大|外)/g, w.area[0]).replace(/(?<=本)区/g, w.area[0])
      .replace(/\bstreets or towns\b/g, plural(place)).replace(/\bstreet or town\b/g, place).replace(/\bStreet or town\b/g, Place).replace(/\bstreets\b(?= and stations)/g, plural(place))
      .replace(/\bdistrict\b/g, area).replace(/\bfive slips\b/g, `${n[1]} slips`)
  }
}

/** Functions whose answer is said to somebody: patterns that depend on the input, and refusals. */
const speaking = new Set(['sentence', 'portal', 'ready', 'refuse'])
/** Two texts, the first of them Chinese: an id never is. */
const isLabel = (v: unknown): v is Label => Array.isArray(v) && v.length === 2 && typeof v[0] === 'string' && typeof v[1] === 'string' && /\p{Script=Han}/u.test(v[0])
function said(v: unknown, say: (text: string) => string, key = ''): unknown {
  if (typeof v === 'function') return speaking.has(key) ? (...args: unknown[]) => said((v as (...a: unknown[]) => unknown)(...args), say) : v
  if (isLabel(v)) return [say(v[0]), say(v[1])]
  if (Array.isArray(v)) return v.map(x => said(x, say))
  if (v !== null && typeof v === 'object') return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, said(x, say, k)]))
  return v
}

const books = new WeakMap<Procedures, Map<string, Procedures>>()
/** The same procedures, their labels said in a county's words; versions, rules and ids are untouched. */
export function inWordsOf(w: LocalWords, book: Procedures): Procedures {
  if (sameWords(w, usualWords)) return book
  const known = books.get(book) ?? books.set(book, new Map()).get(book)!
  const key = JSON.stringify(w)
  const before = known.get(key)
  if (before) return before
  const done = new Map<Procedure, Procedure>()
  const named = (acts: Procedure['acts']): Procedure['acts'] => (w.publish === null ? acts : Object.fromEntries(Object.entries(acts).map(([id, a]) => [id, a.slip ? { ...a, label: [`${w.publish![0]}·${a.label[0]}`, `${w.publish![1]}: ${a.label[1]}`] as const } : a])))
  const spoken = (p: Procedure): Procedure => { const q = said(p, saying(w)) as Procedure; return { ...q, acts: named(q.acts) } }
  const local = (p: Procedure): Procedure => done.get(p) ?? done.set(p, spoken(p)).get(p)!
  const made: Procedures = { list: book.list.map(local), get: (id, version) => local(book.get(id, version)) }
  known.set(key, made)
  return made
}
