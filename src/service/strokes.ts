/**
 * 姓氏笔画: the order in which official lists print names. Fewer strokes first; with as many, by the kind of the first stroke that
 * differs, 横竖撇点折; the surname first, then names of one character, then the rest of the name.
 */
import order from 'cnchar-order'
import type { NameOrder } from '#loop/directory.ts'

/** How each character is written, a letter a stroke. */
const written = (order as unknown as { dict: { orders: Readonly<Record<string, string>> } }).dict.orders
/** The five kinds of the standard: a rising stroke counts as 横, one with a plain hook as 竖, a falling one to the right as 点, every bent one as 折. */
const kinds: Readonly<Record<string, string>> = { j: '1', i: '1', f: '2', g: '2', s: '3', k: '4', d: '4', l: '4' }
const bent = '5', unknown = '6'

const compound = new Set('欧阳 上官 司马 司徒 司空 诸葛 夏侯 皇甫 尉迟 公孙 公冶 公羊 公西 慕容 宇文 长孙 令狐 钟离 轩辕 端木 东方 东郭 西门 南宫 南门 独孤 申屠 太叔 闻人 赫连 澹台 淳于 单于 濮阳 呼延 闾丘 宗政 拓跋 百里 万俟 鲜于 完颜 第五 左丘 乐正 亓官 漆雕 巫马 梁丘 谷梁 羊舌 微生 子车 颛孙 仲孙 壤驷 公良 夹谷 宰父 段干'.split(' '))

const han = /\p{Script=Han}/u
/** Characters the table does not know are rare; where they stand among those it knows, sorted by their number of strokes, says how many they have. */
let known: { readonly sorted: readonly string[]; readonly compare: (a: string, b: string) => number } | undefined
function countOf(c: string): number {
  if (!known) {
    const { compare } = new Intl.Collator('zh-u-co-stroke')
    known = { sorted: Object.keys(written).filter(x => x.length === 1 && x >= '\u4e00' && x <= '\u9fff').sort(compare), compare }
  }
  let [low, high] = [0, known.sorted.length]
  while (low < high) { const middle = (low + high) >> 1; if (known.compare(known.sorted[middle]!, c) < 0) low = middle + 1; else high = middle }
  // Its neighbours may themselves be written otherwise than counted: what most of them say stands.
  const near = known.sorted.slice(Math.max(0, low - 4), low + 4).map(x => written[x]!.length).sort((a, b) => a - b)
  return near[near.length >> 1] ?? 99
}

/** A character as its number of strokes and the kinds of them, to be compared as text. */
export function strokesOf(c: string): string {
  if (!han.test(c)) return `99${unknown}`
  const w = Object.hasOwn(written, c) ? written[c]! : undefined
  return w === undefined ? `${String(countOf(c)).padStart(2, '0')}${unknown}` : `${String(w.length).padStart(2, '0')}${[...w].map(x => kinds[x] ?? bent).join('')}`
}
const keyOf = (c: string): string => `${strokesOf(c)}${c}`

const keys = new Map<string, string>()
const mostKeys = 50_000
/** A name as a text that sorts in the official order. */
export function strokeKey(name: string): string {
  const before = keys.get(name)
  if (before !== undefined) return before
  const all = [...name.replace(/\s/g, '')], two = all.slice(0, 2).join('')
  const surname = all.length > 2 && compound.has(two) ? 2 : 1, given = all.slice(surname)
  const key = `${all.slice(0, surname).map(keyOf).join('')} ${Math.min(given.length, 2)}${given.map(keyOf).join('')}`
  if (keys.size >= mostKeys) keys.clear()
  keys.set(name, key)
  return key
}
export const compareNames = (a: string, b: string): number => { const [x, y] = [strokeKey(a), strokeKey(b)]; return x < y ? -1 : x > y ? 1 : 0 }

/** A number given by hand stands first, then a sorting key of a county's own, then the strokes. */
export const byStrokes: NameOrder = (a, b) => {
  const number = (a.order ?? 1e6) - (b.order ?? 1e6)
  if (number) return number
  const [x, y] = [a.sortKey === a.name ? undefined : a.sortKey, b.sortKey === b.name ? undefined : b.sortKey]
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1
  if (x !== undefined || y !== undefined) return x !== undefined ? -1 : 1
  return compareNames(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
