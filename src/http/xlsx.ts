/** A table as an Excel file: text as text, the sample's mark, and whose copy it is above the rows. */
import { Worker } from 'node:worker_threads'
import type { C } from '#http/env.ts'
import { markLines } from '#http/marks.ts'

export type SheetData = { readonly before: readonly string[]; readonly head: readonly string[]; readonly rows: readonly (readonly (string | number)[])[]; readonly widths: readonly number[] }

const pack = (sheet: SheetData): Promise<Uint8Array> => new Promise((done, failed) => {
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), { workerData: sheet })
  worker.once('message', done)
  worker.once('error', failed)
  worker.once('exit', code => { if (code) failed(new Error(`the table could not be packed (${code})`)) })
})
/** What XML cannot hold is left out. */
const plain = (s: string): string => s.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
const widthOf = (name: string): number => (/摘要|Gist|事项|Matter$/.test(name) ? 48 : /编号|记录|Record|No\./.test(name) ? 14 : 16)

export async function xlsx(c: C, name: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): Promise<Response> {
  const bytes = await pack({ before: markLines(c, rows.length), head, rows: rows.map(r => r.map(x => (typeof x === 'string' ? plain(x) : x))), widths: head.map(widthOf) })
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'Content-Disposition': `attachment; filename="${name}.xlsx"` })
}
