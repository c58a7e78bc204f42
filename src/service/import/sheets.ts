/** What a file of tables holds once it is read: sheets of cells, and what a clerk must be told about them. */
import type { Day, Label } from '#loop/words.ts'

/** A cell as the file gives it: words, a number, yes or no, a day, or nothing. */
export type Cell = string | number | boolean | null | { readonly day: Day }
export type Sheet = {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly (readonly Cell[])[]
  /** Cells that hold a formula instead of a value: row and column from 0. Their value is not taken. */
  readonly formulas: readonly { readonly row: number; readonly column: number; readonly text: string }[]
  /** Joined cells, as A1:B2. */
  readonly merged: readonly string[]
  readonly hiddenRows: readonly number[]
}
export type ReadFile = { readonly ok: true; readonly sheets: readonly Sheet[]; /** How the words were written, of a CSV. */ readonly coding?: 'utf-8' | 'gb18030' | 'utf-16le' } | { readonly ok: false; readonly says: Label }

export const maxBytes = 5 * 1024 * 1024
export const maxRows = 25_000
export const maxColumns = 120

const letters = (column: number): string => (column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26)))
/** Row and column from 0 as a spreadsheet writes them: C5. */
export const addressOf = (row: number, column: number): string => `${letters(column)}${row + 1}`
export const columnLetter = letters
/** A5 back into row and column from 0; undefined when it is no address. */
export function placeOf(address: string): { row: number; column: number } | undefined {
  const m = /^([A-Z]{1,3})(\d{1,7})$/.exec(address)
  if (!m) return undefined
  let column = 0
  for (const ch of m[1]!) column = column * 26 + ch.charCodeAt(0) - 64
  return { row: Number(m[2]) - 1, column: column - 1 }
}
