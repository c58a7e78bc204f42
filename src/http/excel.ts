/**
 * Excel files, packed beside the server's own thread: twenty thousand rows would hold everybody up for a second. One worker
 * does it, started with the first table, for starting one takes longer than packing most tables; it rests a minute after the last.
 */
import { Worker } from 'node:worker_threads'
import type { C } from '#http/env.ts'

type Look = { readonly fontWeight?: 'bold'; readonly backgroundColor?: string; readonly textColor?: string; readonly format?: '@'; readonly columnSpan?: number }
/** Text stays text, whatever it begins with: a cell of this kind is never reckoned. */
export type ExcelCell = string | number | null | ({ readonly text: string } & Look)
export type ExcelSheet = { readonly name?: string; readonly rows: readonly (readonly ExcelCell[])[]; readonly widths: readonly number[]; /** Rows that stay in sight. */ readonly sticky: number }
type Answer = { readonly id: number; readonly bytes?: Uint8Array<ArrayBuffer>; readonly error?: string }
type Waiting = { readonly done: (bytes: Uint8Array<ArrayBuffer>) => void; readonly failed: (e: Error) => void }

const restMs = 60_000
const waiting = new Map<number, Waiting>()
let worker: Worker | undefined, idle: NodeJS.Timeout | undefined, last = 0

function started(): Worker {
  const w = new Worker(new URL('./excel-worker.ts', import.meta.url))
  w.unref()
  const gone = (e: Error): void => {
    if (worker !== w) return
    worker = undefined
    for (const one of waiting.values()) one.failed(e)
    waiting.clear()
  }
  w.on('message', ({ id, bytes, error }: Answer) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (bytes) one?.done(bytes)
    else one?.failed(new Error(`the table could not be packed: ${error}`))
    if (waiting.size) return
    w.unref()
    idle = setTimeout(() => { if (!waiting.size && worker === w) { worker = undefined; void w.terminate() } }, restMs)
    idle.unref()
  })
  w.on('error', gone)
  w.on('exit', code => gone(new Error(`the packer stopped (${code})`)))
  return w
}
/** What XML cannot hold is left out. */
const plain = (s: string): string => s.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
const cleaned = (c: ExcelCell): ExcelCell => (typeof c === 'string' ? plain(c) : c !== null && typeof c === 'object' ? { ...c, text: plain(c.text) } : c)

/** The bytes of an .xlsx with these sheets; fails when they cannot be packed. */
function packed(sheets: readonly ExcelSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((done, failed) => {
    clearTimeout(idle)
    const w = (worker ??= started()), id = ++last
    waiting.set(id, { done, failed })
    w.ref()
    w.postMessage({ id, sheets: sheets.map(s => ({ ...s, rows: s.rows.map(r => r.map(cleaned)) })) })
  })
}
/** Handed out as a file of this name. */
export async function excel(c: C, name: string, sheets: readonly ExcelSheet[]): Promise<Response> {
  const file = /^[\w.-]+$/.test(name) ? `filename="${name}.xlsx"` : `filename*=UTF-8''${encodeURIComponent(name)}.xlsx`
  return c.body(await packed(sheets), 200, { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'Content-Disposition': `attachment; ${file}` })
}
