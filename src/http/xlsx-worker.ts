/** Packs a table beside the server's own thread: twenty thousand rows would hold everybody up for a second. */
import { parentPort, workerData } from 'node:worker_threads'
import writeExcelFile from 'write-excel-file/node'
import type { SheetData } from '#http/xlsx.ts'

const { head, rows, widths, before } = workerData as SheetData
/** Text stays text, whatever it begins with: a cell of this type is never reckoned. */
const cell = (value: string | number) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })
const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const })
const packed = await writeExcelFile([...before.map(line => [{ value: line, type: String, columnSpan: Math.min(4, head.length) }]), head.map(bold), ...rows.map(r => r.map(cell))], { columns: widths.map(width => ({ width })), stickyRowsCount: before.length + 1 }).toBuffer()
parentPort!.postMessage(packed)
