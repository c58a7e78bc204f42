/** Which sheet, which line of headings, and which column is which: guessed from the headings, shown, and changed by whoever knows better. */
import type { Column, ImportKind } from '#service/import/kind.ts'
import type { Sheet } from '#service/import/sheets.ts'
import { alike, said } from '#service/import/values.ts'

/** Column id → place of the column from 0. */
export type Mapping = Readonly<Record<string, number>>
export type Setup = { readonly sheet: number; /** The line of headings, from 0. */ readonly head: number; readonly mapping: Mapping }

const lookedAt = 12
/** The column of findings we put into a marked copy; and what a template explains on a sheet of its own. */
export const findings = '问题（改好后可直接上传，这一列不用删）'
export const explanations = '填写说明'
/** A sheet of the template that shows filled-in rows; it is never read. */
export const shown = '示例'

const names = (c: Column): string[] => [c.label[0], c.label[1], ...c.also].map(alike)

/** Headings to columns: an exact name first, then one that holds it; nothing twice. */
export function mapHeadings(kind: ImportKind, headings: readonly string[]): Mapping {
  const mapping: Record<string, number> = {}, taken = new Set<number>()
  const given = headings.map(h => alike(h.replace(/[(（].*?[)）]/g, '')) || alike(h)), whole = headings.map(alike)
  const take = (fits: (c: Column, i: number) => boolean): void => {
    for (const c of kind.columns) if (mapping[c.id] === undefined) { const at = headings.findIndex((h, i) => h !== '' && !taken.has(i) && fits(c, i)); if (at >= 0) { mapping[c.id] = at; taken.add(at) } }
  }
  take((c, i) => alike(c.label[0]) === whole[i])
  take((c, i) => names(c).includes(whole[i]!) || names(c).includes(given[i]!))
  take((c, i) => names(c).some(n => n.length > 2 && whole[i]!.length <= n.length + 4 && whole[i]!.includes(n)))
  return mapping
}

export function guess(kind: ImportKind, sheets: readonly Sheet[]): Setup {
  let best: Setup & { score: number } = { sheet: Math.max(0, sheets.findIndex(s => !s.hidden)), head: 0, mapping: {}, score: 0 }
  for (const [n, s] of sheets.entries()) {
    if (s.hidden || s.name === explanations || s.name === shown) continue
    for (let head = 0; head < Math.min(lookedAt, s.rows.length); head++) {
      const mapping = mapHeadings(kind, s.rows[head]!.map(c => said(c)))
      const score = Object.keys(mapping).length
      if (score > best.score) best = { sheet: n, head, mapping, score }
    }
  }
  const { score: _, ...setup } = best
  return setup
}
