/** Packs several sheets beside the server's own thread. */
import { parentPort, workerData } from 'node:worker_threads'
import writeExcelFile from 'write-excel-file/node'
import type { OutCell, OutSheet } from '#service/import/views.ts'

const looks = { head: { fontWeight: 'bold' as const, backgroundColor: '#eeeeee' }, must: { fontWeight: 'bold' as const, backgroundColor: '#fde7c3' }, fault: { backgroundColor: '#ffd9d6', textColor: '#7a1015' } }
/** Text stays text, whatever it begins with; a format of text keeps numbers typed below it as they are. */
const cell = (c: OutCell) => {
  if (c === null) return null
  if (typeof c === 'number') return { value: c, type: Number }
  return typeof c === 'string' ? { value: c, type: String, format: '@' } : { value: c.text, type: String, format: '@', ...looks[c.look] }
}
const packed = await writeExcelFile((workerData as readonly OutSheet[]).map(s => ({ sheet: s.name, data: s.rows.map(r => r.map(cell)), columns: s.widths.map(width => ({ width })), stickyRowsCount: s.sticky }))).toBuffer()
parentPort!.postMessage(packed)
