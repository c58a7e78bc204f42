/** A table as CSV for a spreadsheet: opened as text, never as a formula, and marked when it is sample data. */
import type { C } from '#http/env.ts'
import { markLines } from '#http/marks.ts'

const begins = /^[\s\p{Cc}]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u
/** A cell that a spreadsheet would reckon is made plain text by a leading quote. */
export const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value)
  const safe = begins.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

export function csv(c: C, name: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): Response {
  const mark = markLines(c, rows.length).map(line => [line])
  // The byte order mark is how Excel knows UTF-8.
  const text = `\ufeff${[...mark, head, ...rows].map(r => r.map(cell).join(',')).join('\r\n')}\r\n`
  return c.body(text, 200, { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}.csv"` })
}
