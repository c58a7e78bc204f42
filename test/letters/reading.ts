/** What stands on the pages of a produced PDF, read by a reader that knows nothing of how it was made. Millimetres from the upper left corner. */
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type Line = { readonly text: string; readonly left: number; readonly right: number; /** Of the baseline. */ readonly y: number; readonly size: number; readonly fonts: readonly string[] }
export type Stroke = { readonly left: number; readonly right: number; readonly y: number; readonly colour: string; readonly thick: number }
export type Page = { readonly width: number; readonly height: number; readonly lines: readonly Line[]; readonly strokes: readonly Stroke[]; /** Colour in which each text was painted. */ readonly painted: readonly { readonly text: string; readonly colour: string; readonly cids: readonly number[] }[] }
export type Read = { readonly pages: readonly Page[]; readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[]; readonly text: string; readonly title: string }

const mm = (pt: number): number => (pt * 25.4) / 72
type Matrix = [number, number, number, number, number, number]
const times = (m: Matrix, n: Matrix): Matrix => [m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3], m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5]]

export async function readPdf(bytes: Uint8Array): Promise<Read> {
  const doc = await getDocument({ data: bytes.slice(), verbosity: 0, useSystemFonts: false, fontExtraProperties: true }).promise
  const pages: Page[] = [], fonts = new Map<string, boolean>()
  for (let n = 1; n <= doc.numPages; n++) {
    const page = await doc.getPage(n), [, , w, h] = page.view as [number, number, number, number]
    const ops = await page.getOperatorList(), content = await page.getTextContent({ disableNormalization: true })
    const nameOf = (id: string): string => { const f = page.commonObjs.get(id) as { name: string; missingFile?: boolean; data?: Uint8Array }; fonts.set(f.name, f.missingFile !== true && f.data !== undefined); return f.name }
    const rows = new Map<number, { text: string; left: number; right: number; y: number; size: number; fonts: Set<string> }>()
    for (const i of content.items) {
      if (!('str' in i) || !i.str.trim()) continue
      const [a, , , , x, y] = i.transform as Matrix, key = Math.round((h - y) * 2), row = rows.get(key) ?? rows.set(key, { text: '', left: x, right: x, y: mm(h - y), size: a, fonts: new Set() }).get(key)!
      row.text += i.str
      row.left = Math.min(row.left, x)
      row.right = Math.max(row.right, x + i.width)
      row.fonts.add(nameOf(i.fontName))
    }
    const strokes: Stroke[] = [], painted: Page['painted'][number][] = []
    let at: Matrix = [1, 0, 0, 1, 0, 0], fill = '#000000', stroke = '#000000', thick = 1
    const stack: { at: Matrix; fill: string; stroke: string; thick: number }[] = []
    ops.fnArray.forEach((fn, k) => {
      const args = ops.argsArray[k] as unknown[]
      switch (fn) {
        case OPS.save: stack.push({ at, fill, stroke, thick }); break
        case OPS.restore: { const s = stack.pop(); if (s) ({ at, fill, stroke, thick } = s); break }
        case OPS.transform: at = times(at, args as unknown as Matrix); break
        case OPS.setFillRGBColor: fill = String(args[0]); break
        case OPS.setStrokeRGBColor: stroke = String(args[0]); break
        case OPS.setLineWidth: thick = Number(args[0]); break
        case OPS.constructPath: {
          const box = args[2] as ArrayLike<number> | null
          if (!box || args[0] !== OPS.stroke) break
          const put = (x: number, y: number): [number, number] => [at[0] * x + at[2] * y + at[4], at[1] * x + at[3] * y + at[5]]
          const [x1, y1] = put(box[0]!, box[1]!), [x2, y2] = put(box[2]!, box[3]!)
          if (Math.abs(y1 - y2) < 0.2) strokes.push({ left: mm(Math.min(x1, x2)), right: mm(Math.max(x1, x2)), y: mm(h - y1), colour: stroke, thick: mm(thick * Math.abs(at[0])) })
          break
        }
        case OPS.showText: {
          const glyphs = (args[0] as (number | { unicode: string; originalCharCode: number })[]).filter(g => typeof g === 'object')
          painted.push({ text: glyphs.map(g => g.unicode).join(''), colour: fill, cids: glyphs.map(g => g.originalCharCode) })
          break
        }
        default:
      }
    })
    pages.push({ width: mm(w), height: mm(h), strokes, painted, lines: [...rows.values()].sort((p, q) => p.y - q.y).map(r => ({ ...r, left: mm(r.left), right: mm(r.right), fonts: [...r.fonts] })) })
  }
  const info = (await doc.getMetadata()).info as { Title?: string }
  const read = { pages, fonts: [...fonts].map(([name, embedded]) => ({ name, embedded })), text: pages.map(p => p.lines.map(l => l.text).join('\n')).join('\n'), title: info.Title ?? '' }
  await doc.loadingTask.destroy()
  return read
}
