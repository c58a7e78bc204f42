/** The numbers of GB/T 9704-2012, and the little arithmetic of type that every way of printing shares. */
import { formatDay } from '#law/time.ts'
import type { Day } from '#loop/words.ts'

/** Millimetres. The type area is 156 × 225 (5.2.1). */
export const sheet = { width: 210, height: 297, top: 37, bottom: 35, left: 28, right: 26 } as const
export const area = { width: sheet.width - sheet.left - sheet.right, height: sheet.height - sheet.top - sheet.bottom } as const
export const lines = 22, characters = 28
export const ptOf = (mm: number): number => (mm / 25.4) * 72
/**
 * 三号 is 16 pt by name, yet 28 characters of 16 pt are 448 pt and the type area is 442.2: the character is 1/28 of the line (15.79 pt),
 * and the line 1/22 of the page (28.99 pt).
 */
export const character = ptOf(area.width) / characters
export const pitch = ptOf(area.height) / lines
export const title = 22, small = 14
/** The size of the organ's mark: no larger than fits on its line. */
export const markSize = (mark: string, largest: number): number => Math.min(largest, ptOf(area.width) / Math.max(1, [...mark].length))

/** 2025-12-01 as 2025年12月1日 (7.3.5.4: Arabic digits, no zeros before them). */
export const dateText = (day: Day): string => formatDay(day)[0]

/** How many characters wide a text is; Latin letters and digits are half as wide. */
export const widthOf = (text: string): number => [...text].reduce((w, c) => w + (c.codePointAt(0)! < 0x250 ? 0.5 : 1), 0)

const fits = Math.floor(ptOf(area.width) / title)
const opening = '《（“‘〔【', closing = '》）”’〕】，。、；：！？'
/** Words of titles that are not broken. */
const whole = ['人民代表大会', '常务委员会', '代表工作委员会', '代表建议', '办理情况', '重新办理', '建议', '报告', '答复', '会议', '次会议', '闭会期间']
/** Places in a title that lie within such a word, or within 《》. */
function insides(chars: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>()
  let open = 0
  for (const [i, c] of chars.entries()) { if (open > 0) found.add(i); if (c === '《') open++; else if (c === '》') open-- }
  for (const w of whole) { const word = [...w]; for (let from = 0; from + word.length <= chars.length; from++) if (word.every((c, k) => chars[from + k] === c)) for (let k = 1; k < word.length; k++) found.add(from + k) }
  for (const [i, c] of chars.entries()) if (c === '第') found.add(i + 1)
  return found
}
/** How bad it is to break before this character of a title: inside a name or a number it is not done, and a word is better left whole. */
function fault(text: readonly string[], at: number, within: ReadonlySet<number>): number {
  const before = text[at - 1]!, after = text[at]!
  if (closing.includes(after) || opening.includes(before)) return 100
  if (/[0-9A-Za-z]/.test(before) && /[0-9A-Za-z年月日号]/.test(after)) return 100
  if (within.has(at)) return 30
  if ('关于' === `${after}${text[at + 1] ?? ''}` || '的' === before || '》”，、'.includes(before)) return 0
  return '的和与及'.includes(after) ? 4 : 3
}
/** A title in lines that fit, the ends of words kept together and the lines of like length (7.3.1). Breaks that were given are kept. */
export function titleLines(said: string): string[] {
  const given = said.split(/\r?\n/).map(s => s.trim()).filter(Boolean)
  if (given.length > 1) return given.flatMap(line => (widthOf(line) > fits ? titleLines(line) : [line]))
  const text = [...(given[0] ?? '')]
  const count = Math.ceil(widthOf(text.join('')) / fits)
  if (count <= 1) return [text.join('')]
  const ideal = widthOf(text.join('')) / count, within = insides(text), known = new Map<string, { cost: number; lines: string[] }>()
  /** The best way to lay out what begins at `from` in `left` lines. */
  const best = (from: number, left: number): { cost: number; lines: string[] } => { const key = `${from} ${left}`, was = known.get(key) ?? found(from, left); known.set(key, was); return was }
  const found = (from: number, left: number): { cost: number; lines: string[] } => {
    const rest = text.slice(from).join('')
    if (left === 1) return { cost: widthOf(rest) > fits ? 1e6 : Math.abs(widthOf(rest) - ideal), lines: [rest] }
    let least = { cost: Infinity, lines: [rest] }
    for (let to = from + 1; to < text.length; to++) {
      const line = text.slice(from, to).join('')
      if (widthOf(line) > fits) break
      if (widthOf(line) < ideal * 0.4) continue
      const then = best(to, left - 1), cost = Math.abs(widthOf(line) - ideal) + fault(text, to, within) + then.cost
      if (cost < least.cost) least = { cost, lines: [line, ...then.lines] }
    }
    return least
  }
  const one = best(0, count), two = best(0, count + 1)
  return one.cost <= two.cost + 4 && one.cost < 1e6 ? one.lines : two.lines
}

/** What is printed under 附件：, numbered where there are several. */
export const annexNames = (annexes: readonly { readonly title: string }[]): string[] => annexes.map((a, i) => (annexes.length > 1 ? `${i + 1}.${a.title}` : a.title))
/** What neither kind of file can hold is left out. */
export const plain = (s: string): string => s.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '').replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')

/** How many columns a table has, and the share of each; one without a head is as wide as its longest row. */
export function columnsOf(b: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly widths?: readonly number[] }): number[] {
  const count = b.head.length || Math.max(1, ...b.rows.map(r => r.length))
  return Array.from({ length: count }, (_, i) => { const w = b.widths?.[i] ?? 1; return w > 0 ? w : 1 })
}
const shortest = 8
/** Columns of short words are centred; of a table without a head only the first, which names the rows. */
export const centredOf = (b: Parameters<typeof columnsOf>[0]): boolean[] => columnsOf(b).map((_, i) => (b.head.length ? b.rows.every(r => [...(r[i] ?? '')].length <= shortest) : i === 0))
