/** A table saved as text: UTF-8 or the Chinese code page Excel saves in, commas, semicolons or tabs. */
import type { ReadFile, Sheet } from '#service/import/sheets.ts'
import { maxColumns, maxRows } from '#service/import/sheets.ts'

function decode(bytes: Uint8Array): { text: string; coding: 'utf-8' | 'gb18030' | 'utf-16le' } | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), coding: 'utf-16le' }
  for (const coding of ['utf-8', 'gb18030'] as const) {
    try { return { text: new TextDecoder(coding, { fatal: true }).decode(bytes), coding } } catch { /* the next one */ }
  }
  return undefined
}

/** The sign between cells: whichever stands most often in the first line, outside quotes. */
function between(text: string): string {
  const first = text.slice(0, 4000).split(/\r?\n/)[0]!.replace(/"[^"]*"/g, '')
  return [',', '\t', ';'].map(s => ({ s, n: first.split(s).length })).sort((a, b) => b.n - a.n)[0]!.s
}

/** RFC 4180; undefined when a quotation mark is never closed. */
function records(text: string, comma: string): string[][] | undefined {
  const rows: string[][] = []
  let row: string[] = [], at = 0
  const end = text.length
  while (at < end) {
    let cell: string
    if (text[at] === '"') {
      cell = ''
      for (let from = at + 1; ;) {
        const close = text.indexOf('"', from)
        if (close < 0) return undefined
        cell += text.slice(from, close)
        if (text[close + 1] !== '"') { at = close + 1; break }
        cell += '"'
        from = close + 2
      }
      while (at < end && text[at] !== comma && text[at] !== '\n' && text[at] !== '\r') cell += text[at++]
    } else {
      const from = at
      while (at < end && text[at] !== comma && text[at] !== '\n' && text[at] !== '\r') at++
      cell = text.slice(from, at)
    }
    row.push(cell)
    if (text[at] === comma) { at++; if (at === end) row.push(''); continue }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    rows.push(row)
    row = []
  }
  if (row.length) rows.push(row)
  return rows
}

export function readCsv(bytes: Uint8Array, name: string): ReadFile {
  const decoded = decode(bytes)
  if (!decoded) return { ok: false, says: ['看不懂这个文件的文字编码。请在表格软件里另存为“CSV UTF-8”或 .xlsx 再上传。', 'The coding of this file is not known. Save it as CSV UTF-8 or .xlsx and upload that.'] }
  const text = decoded.text.replace(/^\ufeff/, '')
  if (text.includes('\u0000')) return { ok: false, says: ['这不是表格文件。请上传 .xlsx 或 .csv。', 'This is no table. Upload an .xlsx or a .csv.'] }
  const rows = records(text, between(text))
  if (!rows) return { ok: false, says: ['有一个双引号没有成对，读不下去。请改好，或另存为 .xlsx 再上传。', 'A quotation mark is never closed. Mend it, or save the table as .xlsx.'] }
  const last = rows.findLastIndex(r => r.some(c => c.trim() !== ''))
  if (last + 1 > maxRows) return { ok: false, says: [`一个文件最多${maxRows}行，请分成几个文件。`, `At most ${maxRows} rows in a file; please split it.`] }
  const sheet: Sheet = { name: name.replace(/\.[^.]*$/, '').slice(0, 60) || 'CSV', hidden: false, rows: rows.slice(0, last + 1).map(r => r.slice(0, maxColumns).map(c => (c.trim() === '' ? null : c))), formulas: [], merged: [], hiddenRows: [] }
  return { ok: true, sheets: [sheet], coding: decoded.coding }
}
