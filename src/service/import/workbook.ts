/** An .xlsx read cell by cell: what its XML says that a table of values does not (formulas, joined and hidden cells) is noted first. */
import readXlsx from 'read-excel-file/universal'
import { type Cell, maxColumns, maxRows, placeOf, type ReadFile, type Sheet } from '#service/import/sheets.ts'
import { rezip, unzip } from '#service/import/zip.ts'

type Noted = Pick<Sheet, 'formulas' | 'merged' | 'hiddenRows'> & { xml: string; lastRow: number }
const attribute = (text: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1]
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const plain = (s: string): string => s.replace(/&(lt|gt|amp|quot|apos);/g, (_, e: string) => entities[e]!).replace(/&#x?[0-9a-f]+;/gi, '')

const rowTag = /<((?:\w+:)?)row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1row>)/g
const cellTag = /<((?:\w+:)?)c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1c>)/g

/** Formulas are named and emptied, empty rows at the end cut off. */
function note(xml: string): Noted {
  const formulas: Sheet['formulas'][number][] = [], hiddenRows: number[] = []
  let count = 0, lastRow = 0, keepTo = 0
  const cuts: { from: number; to: number; text: string }[] = []
  for (const m of xml.matchAll(rowTag)) {
    const row = Number(attribute(m[2]!, 'r') ?? count + 1) - 1, body = m[3] ?? ''
    count = row + 1
    const filled = /<(?:\w+:)?(?:v|is|f)[\s>]/.test(body)
    if (filled) { lastRow = row + 1; keepTo = m.index + m[0].length }
    if (filled && /\bhidden="(?:1|true)"/.test(m[2]!)) hiddenRows.push(row)
    if (!/<(?:\w+:)?f[\s>/]/.test(body)) continue
    const text = m[0].replace(cellTag, (whole: string, prefix: string, attributes: string, inside: string | undefined) => {
      const f = inside && /<(?:\w+:)?f\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?f>)/.exec(inside)
      if (!f) return whole
      const at = placeOf(attribute(attributes, 'r') ?? '')
      formulas.push({ row: at?.row ?? row, column: at?.column ?? 0, text: `=${plain(f[1] ?? '').slice(0, 80)}` })
      return `<${prefix}c${attributes.replace(/\bt="[^"]*"/, '')}/>`
    })
    cuts.push({ from: m.index, to: m.index + m[0].length, text })
  }
  const merged = [...xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"/g)].map(m => m[1]!)
  let out = '', at = 0
  for (const c of cuts) { out += xml.slice(at, c.from) + c.text; at = c.to }
  const end = xml.search(/<\/(?:\w+:)?sheetData>/)
  out += end > keepTo && keepTo >= at ? xml.slice(at, keepTo) + xml.slice(end) : xml.slice(at)
  return { formulas, hiddenRows, merged, xml: out, lastRow }
}

const cellOf = (v: unknown): Cell => {
  if (v instanceof Date) return Number.isNaN(v.getTime()) ? null : { day: v.toISOString().slice(0, 10) }
  if (typeof v === 'string') return v.trim() === '' ? null : v
  return typeof v === 'number' || typeof v === 'boolean' ? v : null
}

export async function readWorkbook(bytes: Uint8Array): Promise<ReadFile> {
  const opened = unzip(bytes)
  if (!opened.ok) return opened
  const parts = new Map(opened.parts), text = (name: string): string => new TextDecoder().decode(parts.get(name) ?? new Uint8Array())
  const book = text('xl/workbook.xml')
  if (!book) return { ok: false, says: ['这个文件不是 Excel 表格（.xlsx）。请另存为 .xlsx 再上传。', 'This is no Excel table (.xlsx). Save it as .xlsx and upload that.'] }
  if ([...parts.keys()].some(n => /<!DOCTYPE/i.test(new TextDecoder().decode(parts.get(n)!.subarray(0, 300))))) return { ok: false, says: ['文件里有不该有的内容，没有打开。请把数据复制到下载的模板里再上传。', 'The file holds what a table never does and was not opened. Copy the data into the template.'] }
  const targets = new Map([...text('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].map(m => [attribute(m[0], 'Id') ?? '', attribute(m[0], 'Target') ?? '']))
  const sheets = [...book.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(m => ({ hidden: /\bstate="(?:hidden|veryHidden)"/.test(m[0]), target: targets.get(/\b\w+:id="([^"]*)"/.exec(m[0])?.[1] ?? '') ?? '' }))
  const noted: Noted[] = []
  for (const s of sheets) {
    const name = s.target.startsWith('/') ? s.target.slice(1) : `xl/${s.target}`
    const n = note(text(name))
    if (n.lastRow > maxRows) return { ok: false, says: [`一张表最多${maxRows}行，请分成几个文件。`, `At most ${maxRows} rows in a sheet; please split it.`] }
    noted.push(n)
    if (parts.has(name)) parts.set(name, new TextEncoder().encode(n.xml))
  }
  let read: Awaited<ReturnType<typeof readXlsx>>
  try {
    const zipped = rezip(parts)
    read = await readXlsx(zipped.buffer.slice(zipped.byteOffset, zipped.byteOffset + zipped.byteLength) as ArrayBuffer, { trim: false })
  } catch { return { ok: false, says: ['文件的内容读不出来。请用表格软件打开，另存为 .xlsx 再上传。', 'The content could not be read. Open it in a spreadsheet program, save it as .xlsx and upload that.'] } }
  return { ok: true, sheets: read.map((s, i): Sheet => ({ name: s.sheet, hidden: sheets[i]?.hidden ?? false, rows: s.data.map(r => r.slice(0, maxColumns).map(cellOf)), formulas: noted[i]?.formulas ?? [], merged: noted[i]?.merged ?? [], hiddenRows: noted[i]?.hiddenRows ?? [] })) }
}
