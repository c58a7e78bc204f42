/**
 * Which fonts print which style. GB/T 9704 names 仿宋, 楷体, 小标宋, 黑体 and 宋体; few of them may be handed on, so each style has a chain:
 * what the office has a licence for, then free ones of that style, then what stands in. A character that one lacks is taken from the next.
 */
import type { Label } from '#loop/words.ts'

export type Style = 'fang' | 'kai' | 'biao' | 'hei' | 'song'
export const styles = ['fang', 'kai', 'biao', 'hei', 'song'] as const satisfies readonly Style[]
export const styleNames: Readonly<Record<Style, Label>> = { fang: ['仿宋（正文）', 'Fangsong (body)'], kai: ['楷体（二级标题）', 'Kai (second headings)'], biao: ['小标宋（标题、红头）', 'Xiaobiaosong (titles, red mark)'], hei: ['黑体（一级标题）', 'Hei (first headings)'], song: ['宋体（页码）', 'Song (page numbers)'] }
/** What a Word file asks for: staff have these, or their program replaces them. */
export const wordFonts: Readonly<Record<Style, string>> = { fang: '仿宋_GB2312', kai: '楷体_GB2312', biao: '方正小标宋简体', hei: '黑体', song: '宋体' }

const serif = ['Noto Serif CJK SC', 'Noto Serif SC', 'Source Han Serif SC', 'Source Han Serif CN'], sans = ['Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Source Han Sans CN', 'Noto Sans S Chinese']
const kais = ['AR PL UKai CN', 'LXGW WenKai', '霞鹜文楷'], rare = ['HanaMinA', 'HanaMinB', 'BabelStone Han', 'Jigmo', 'Jigmo2', 'Jigmo3', 'SimSun-ExtB', 'SimSun-ExtG']
type Chain = { readonly licensed: readonly string[]; readonly free: readonly string[]; readonly stands: readonly string[] }
const chains: Readonly<Record<Style, Chain>> = {
  fang: { licensed: ['仿宋_GB2312', 'FangSong_GB2312', '方正仿宋_GBK', 'FZFangSong-Z02', '方正仿宋简体', 'FZFangSong-Z02S', '仿宋', 'FangSong', '华文仿宋', 'STFangsong'], free: ['朱雀仿宋', 'Zhuque Fangsong', 'Zhuque Fangsong (technical preview)', 'FandolFang R', 'FandolFang', 'cwTeXFangSong', 'cwTeX 仿宋體'], stands: [...serif, ...kais] },
  kai: { licensed: ['楷体_GB2312', 'KaiTi_GB2312', '方正楷体_GBK', 'FZKai-Z03', '方正楷体简体', 'FZKai-Z03S', '楷体', 'KaiTi', '华文楷体', 'STKaiti'], free: ['FandolKai', ...kais], stands: serif },
  biao: { licensed: ['方正小标宋简体', 'FZXiaoBiaoSong-B05S', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05', '华文中宋', 'STZhongsong'], free: [], stands: [...serif, 'FandolSong'] },
  hei: { licensed: ['黑体', 'SimHei', '方正黑体_GBK', 'FZHei-B01', '方正黑体简体', 'FZHei-B01S', '华文黑体', 'STHeiti'], free: [...sans, 'FandolHei', 'WenQuanYi Zen Hei', 'WenQuanYi Micro Hei'], stands: serif },
  song: { licensed: ['宋体', 'SimSun', '方正书宋_GBK', 'FZShuSong-Z01', '华文宋体', 'STSong'], free: ['FandolSong', 'AR PL UMing CN', ...serif], stands: [] },
}
/** Names that occur in people's names and in no font of 6,763 characters. */
export const rareNames = '喆堃珺玥昇頔'

/** One face of a font file: every name its family goes by, and which of the rare characters and of plain ones it has. */
export type Face = { readonly names: readonly string[]; readonly plain: boolean; readonly rare: string }
export type Found = {
  readonly style: Style
  /** What Typst is to try, in order. */
  readonly chain: readonly string[]
  readonly first: string | null
  readonly kind: 'licensed' | 'free' | 'stands' | 'none'
  /** Rare characters no font of the chain has. */
  readonly lacks: string
}
const same = (s: string): string => s.toLowerCase().replace(/\s+/g, '')

/** What there is for each style. */
export function findFonts(faces: readonly Face[]): Found[] {
  const by = new Map<string, Face>()
  for (const f of faces) for (const n of f.names) if (!by.has(same(n)) && f.plain) by.set(same(n), f)
  // Fonts that hold nothing but rare characters are of use as the last of a chain.
  for (const f of faces) for (const n of f.names) if (!by.has(same(n)) && rare.some(r => same(r) === same(n))) by.set(same(n), f)
  const present = (names: readonly string[]): Face[] => [...new Set(names.flatMap(n => by.get(same(n)) ?? []))]
  return styles.map(style => {
    const c = chains[style], [licensed, free, stands] = [present(c.licensed), present(c.free), present(c.stands)]
    const first = licensed[0] ?? free[0] ?? stands[0], all = [...new Set([...licensed, ...free, ...stands, ...present([...serif, ...sans, ...kais, ...rare])])]
    // A face is called by whatever name of its own the compiler knows it by.
    return { style, chain: [...new Set(all.flatMap(f => f.names))], first: first?.names[0] ?? null, kind: licensed.length ? 'licensed' : free.length ? 'free' : stands.length ? 'stands' : 'none', lacks: [...rareNames].filter(r => !all.some(f => f.rare.includes(r))).join('') }
  })
}

/** Weights that bring a style's stand-in near to it: a serif for 黑体 and 小标宋 is set bold. */
export const weightOf = (f: Found): number => (f.style === 'biao' ? (f.kind === 'licensed' ? 400 : 700) : f.style === 'hei' && f.kind === 'stands' ? 700 : 400)

/** Reads so many bytes from a place of a font file. */
export type Reader = (at: number, length: number) => Uint8Array
const view = (b: Uint8Array): DataView => new DataView(b.buffer, b.byteOffset, b.byteLength)
type Tables = ReadonlyMap<string, { readonly at: number; readonly length: number }>
const latin = (b: Uint8Array): string => String.fromCharCode(...b)
const most = 1024

function tablesAt(read: Reader, at: number): Tables {
  const count = view(read(at, 12)).getUint16(4), raw = read(at + 12, count * 16), v = view(raw)
  return new Map(Array.from({ length: count }, (_, i) => [latin(raw.subarray(i * 16, i * 16 + 4)), { at: v.getUint32(i * 16 + 8), length: v.getUint32(i * 16 + 12) }]))
}
/** Family names in every language: the plain one and the typographic one. */
function namesIn(read: Reader, t: Tables): string[] {
  const at = t.get('name')
  if (!at) return []
  const raw = read(at.at, at.length), v = view(raw), count = v.getUint16(2), strings = v.getUint16(4), found: string[] = []
  for (let i = 0; i < count; i++) {
    const p = 6 + i * 12, platform = v.getUint16(p), id = v.getUint16(p + 6), length = v.getUint16(p + 8), from = strings + v.getUint16(p + 10)
    if ((id !== 1 && id !== 16) || (platform !== 0 && platform !== 3)) continue
    found.push(new TextDecoder('utf-16be').decode(raw.subarray(from, from + length)))
  }
  return [...new Set(found)]
}
/** Which of these characters a face has a glyph for. */
function covers(read: Reader, t: Tables, text: string): string {
  const at = t.get('cmap')
  if (!at) return ''
  const raw = read(at.at, at.length), v = view(raw), has = new Set<string>()
  for (let i = 0; i < v.getUint16(2); i++) {
    const s = v.getUint32(8 + i * 8), format = v.getUint16(s)
    for (const c of text) {
      const code = c.codePointAt(0)!
      if (format === 12) { for (let g = 0; g < v.getUint32(s + 12); g++) if (code >= v.getUint32(s + 16 + g * 12) && code <= v.getUint32(s + 20 + g * 12)) { has.add(c); break } }
      else if (format === 4 && code < 0xffff) {
        const segs = v.getUint16(s + 6) / 2
        for (let g = 0; g < segs; g++) {
          const end = s + 14 + g * 2, start = end + segs * 2 + 2, delta = start + segs * 2, range = delta + segs * 2
          if (code > v.getUint16(end)) continue
          if (code < v.getUint16(start)) break
          const offset = v.getUint16(range), glyph = offset === 0 ? (code + v.getUint16(delta)) & 0xffff : v.getUint16(range + offset + (code - v.getUint16(start)) * 2)
          if (glyph) has.add(c)
          break
        }
      }
    }
  }
  return [...has].join('')
}

/** The faces of a font file (TTF, OTF or a collection); none when it is something else or broken. */
export function facesOf(read: Reader): Face[] {
  try {
    const head = read(0, 12), tag = latin(head.subarray(0, 4))
    if (!['\0\x01\0\0', 'OTTO', 'true', 'ttcf'].includes(tag)) return []
    const count = tag === 'ttcf' ? Math.min(most, view(head).getUint32(8)) : 1, starts = tag === 'ttcf' ? Array.from({ length: count }, (_, i) => view(read(12 + i * 4, 4)).getUint32(0)) : [0]
    return starts.map(at => { const t = tablesAt(read, at), names = namesIn(read, t), rareIn = covers(read, t, `人〔${rareNames}`); return { names, plain: rareIn.includes('人') && rareIn.includes('〔'), rare: rareIn } })
  } catch { return [] }
}
