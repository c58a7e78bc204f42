/** A table as an Excel file: text as text, the sample's mark, and whose copy it is above the rows. */
import type { C } from '#http/env.ts'
import { excel } from '#http/excel.ts'
import { markLines } from '#http/marks.ts'

const widthOf = (name: string): number => (/摘要|Gist|事项|Matter$/.test(name) ? 48 : /编号|记录|Record|No\./.test(name) ? 14 : 16)

export function xlsx(c: C, name: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): Promise<Response> {
  const before = markLines(c, rows.length)
  return excel(c, name, [{
    rows: [...before.map(text => [{ text, columnSpan: Math.min(4, head.length) }]), head.map(text => ({ text, fontWeight: 'bold' as const })), ...rows],
    widths: head.map(widthOf), sticky: before.length + 1,
  }])
}
