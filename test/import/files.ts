/** Real files for the tests: spreadsheets written by a library, and ones put together part by part where no program would write them so. */
import { zipSync } from 'fflate'
import writeExcelFile from 'write-excel-file/node'

export type Given = string | number | Date | null
const cell = (v: Given) => (v === null ? null : typeof v === 'string' ? { value: v, type: String } : typeof v === 'number' ? { value: v, type: Number } : { value: v, type: Date, format: 'yyyy-mm-dd' })
export async function book(...sheets: { name?: string; rows: readonly (readonly Given[])[] }[]): Promise<Uint8Array> {
  return new Uint8Array(await writeExcelFile(sheets.map((s, n) => ({ sheet: s.name ?? `表${n + 1}`, data: s.rows.map(r => r.map(cell)) }))).toBuffer())
}
export const table = (...rows: readonly (readonly Given[])[]): Promise<Uint8Array> => book({ rows })

const xml = (s: string): Uint8Array => new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>${s}`)
/** A workbook whose sheets' XML is given: formulas, joined cells, hidden rows. */
export function raw(sheets: readonly { name: string; data: string; after?: string; hidden?: boolean }[], more: Record<string, Uint8Array> = {}): Uint8Array {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipSync({
    '[Content_Types].xml': xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    '_rels/.rels': xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': xml(`<workbook ${main}><sheets>${sheets.map((s, n) => `<sheet name="${s.name}" sheetId="${n + 1}"${s.hidden ? ' state="hidden"' : ''} r:id="rId${n + 1}"/>`).join('')}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, n) => `<Relationship Id="rId${n + 1}" Type="${rel}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`).join('')}<Relationship Id="rIdS" Type="${rel}/styles" Target="styles.xml"/></Relationships>`),
    'xl/styles.xml': xml(`<styleSheet ${main}><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>`),
    ...Object.fromEntries(sheets.map((s, n) => [`xl/worksheets/sheet${n + 1}.xml`, xml(`<worksheet ${main}><sheetData>${s.data}</sheetData>${s.after ?? ''}</worksheet>`)])),
    ...more,
  })
}
const letter = (n: number): string => String.fromCharCode(65 + n)
/** A row of inline text; `=…` is a formula with what it last came to. */
export const row = (n: number, cells: readonly string[], attributes = ''): string =>
  `<row r="${n}"${attributes}>${cells.map((c, i) => (c.startsWith('=') ? `<c r="${letter(i)}${n}"><f>${c.slice(1).replace(/&/g, '&amp;')}</f><v>7</v></c>` : `<c r="${letter(i)}${n}" t="inlineStr"><is><t xml:space="preserve">${c}</t></is></c>`)).join('')}</row>`
