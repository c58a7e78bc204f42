/** Packs tables for excel.ts, one after another. */
import { parentPort } from 'node:worker_threads'
import writeExcelFile from 'write-excel-file/node'
import type { ExcelCell, ExcelSheet } from '#http/excel.ts'

const cell = (c: ExcelCell) => {
  if (c === null) return null
  if (typeof c === 'number') return { value: c, type: Number }
  if (typeof c === 'string') return { value: c, type: String }
  const { text, ...look } = c
  return { value: text, type: String, ...look }
}
parentPort!.on('message', ({ id, sheets }: { id: number; sheets: readonly ExcelSheet[] }) => {
  const all = sheets.map(s => ({ ...(s.name === undefined ? {} : { sheet: s.name }), data: s.rows.map(r => r.map(cell)), columns: s.widths.map(width => ({ width })), stickyRowsCount: s.sticky }))
  writeExcelFile(all).toBuffer().then(bytes => parentPort!.postMessage({ id, bytes }), (e: unknown) => parentPort!.postMessage({ id, error: String((e as Error).message ?? e) }))
})
