/** A table as a spreadsheet saves it, read cell by cell with the line each row begins on. */
import type { Label } from '#loop/words.ts'

/** What is wrong in a county's folder, and where. `line` 0 is the file as a whole. */
export type PackFault = { readonly file: string; readonly line: number; readonly column: string; readonly says: Label }
export type Row = { readonly line: number; readonly cells: Readonly<Record<string, string>> }
export type Column = { readonly name: string; readonly required?: true; readonly max?: number }

/** Rows of cells, RFC 4180: quotes may hold commas and new lines. `open` is the line of a quote that never closes. */
function cellsOf(text: string): { rows: { line: number; cells: string[] }[]; open?: number } {
  const rows: { line: number; cells: string[] }[] = []
  let cells: string[] = [], cell = '', quoted = false, line = 1, began = 1, opened = 1
  const endCell = (): void => { cells.push(cell.trim()); cell = '' }
  const endRow = (): void => { endCell(); if (cells.some(c => c !== '')) rows.push({ line: began, cells }); cells = []; began = line }
  const s = text.replace(/^\ufeff/, '')
  for (let i = 0; i < s.length; i++) {
    const ch = s[i]!
    if (ch === '\n') line++
    if (quoted) {
      if (ch !== '"') cell += ch
      else if (s[i + 1] === '"') { cell += '"'; i++ }
      else quoted = false
    } else if (ch === '"' && cell.trim() === '') { quoted = true; opened = line; cell = '' }
    else if (ch === ',') endCell()
    else if (ch === '\n') endRow()
    else if (ch !== '\r') cell += ch
  }
  endRow()
  return quoted ? { rows, open: opened } : { rows }
}

/** A table by its heading. Unknown headings, missing ones, empty cells that must be filled and overlong ones are faults. */
export function readTable(file: string, text: string, columns: readonly Column[]): { rows: Row[]; faults: PackFault[] } {
  const faults: PackFault[] = []
  const say = (line: number, column: string, zh: string, en: string): void => void faults.push({ file, line, column, says: [zh, en] })
  const { rows: [head, ...body], open } = cellsOf(text)
  if (open !== undefined) say(open, '', '双引号没有成对', 'a quotation mark is never closed')
  if (!head) { say(0, '', '文件是空的，第一行应是列名', 'the file is empty; its first line names the columns'); return { rows: [], faults } }
  for (const c of columns) if (c.required && !head.cells.includes(c.name)) say(head.line, c.name, `缺少“${c.name}”这一列`, `the column ${c.name} is missing`)
  for (const [i, h] of head.cells.entries()) {
    if (h === '') continue
    if (!columns.some(c => c.name === h)) say(head.line, h, `不认识的列，可用的有：${columns.map(c => c.name).join('、')}`, 'an unknown column')
    else if (head.cells.indexOf(h) < i) say(head.line, h, '这一列出现了两次', 'the column stands there twice')
  }
  if (faults.some(f => f.line === head.line)) return { rows: [], faults }
  const rows = body.map(({ line, cells }): Row => {
    const row: Record<string, string> = {}
    for (const c of columns) {
      const value = cells[head.cells.indexOf(c.name)] ?? ''
      row[c.name] = value
      if (c.required && value === '') say(line, c.name, '没有填写', 'is not filled in')
      if (value.length > (c.max ?? 80)) say(line, c.name, `最多${c.max ?? 80}字`, `at most ${c.max ?? 80} characters`)
      if (/[\u0000-\u001f\u007f\ufffd]/.test(value)) say(line, c.name, '有换行、乱码或看不见的字符', 'holds line breaks, broken or invisible characters')
    }
    if (cells.length > head.cells.length && cells.slice(head.cells.length).some(c => c !== '')) say(line, '', '这一行的格子比列名多，是不是少了引号', 'has more cells than there are columns')
    return { line, cells: row }
  })
  return { rows, faults }
}
