/** Columns as they come out of a spreadsheet: number, organ, co-handlers, term; in another order where the first line names them. */
export type PastedRow = {
  /** Its line in what was pasted, from 1, and the line itself. */
  readonly line: number
  readonly text: string
  readonly number: { readonly n: string; readonly between: boolean } | undefined
  readonly organ: string
  readonly co: string
  readonly separate: string
  /** undefined where the term cannot be read. */
  readonly complex: boolean | undefined
}
type Column = 'number' | 'organ' | 'separate' | 'co' | 'term' | 'other'
const usual: readonly Column[] = ['number', 'organ', 'co', 'term']
const heads: readonly (readonly [Column, RegExp])[] = [
  ['co', /会办|协办|co-?handl/i], ['separate', /分办|分别|separate/i], ['term', /期限|时限|办理期|类型|几个月|term/i], ['organ', /主办|承办|单位|部门|organ|lead/i], ['number', /编号|序号|案号|建议号|^第?号$|^no\.?$|number/i],
]

/** Heads that are meant only where no plainer one stands beside them: a table's running number is not a suggestion's, and the unit a deputy comes from handles nothing. */
const plainly: Partial<Record<Column, RegExp>> = { number: /编号|案号|建议号|^第?号$|number/i, organ: /主办|承办/ }

/** Cells by tabs; a cell in quotation marks may hold tabs and line ends, as spreadsheets write them. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = [], cell = '', quoted = false
  const endCell = (): void => { row.push(cell.trim()); cell = '' }
  const endRow = (): void => { endCell(); rows.push(row); row = [] }
  for (let i = 0; i < text.length; i++) {
    const x = text[i]!
    if (quoted) { if (x !== '"') cell += x; else if (text[i + 1] === '"') { cell += x; i++ } else quoted = false }
    else if (x === '"' && cell === '') quoted = true
    else if (x === '\t') endCell()
    else if (x === '\n') endRow()
    else if (x !== '\r') cell += x
  }
  endRow()
  return rows
}

const numberOf = (cell: string): PastedRow['number'] => {
  const plain = cell.normalize('NFKC').replace(/\s/g, ''), m = /^(?:\D*)0*(\d{1,4})(?:号|\.0+)?$/.exec(plain)
  return m ? { n: m[1]!, between: /闭会|between/i.test(plain) } : undefined
}
const complexOf = (cell: string): boolean | undefined => {
  const plain = cell.normalize('NFKC').replace(/\s/g, '')
  if (plain === '' || /^(?:3|三|否|普通|一般|正常|no?$)/i.test(plain)) return false
  return /^(?:6|六|是|√|复杂|疑难|难|涉及面广|yes|y$)/i.test(plain) ? true : undefined
}
function headOf(row: readonly string[]): readonly Column[] | undefined {
  const loosely = row.map((c): Column => heads.find(([, test]) => test.test(c))?.[0] ?? 'other')
  const found = loosely.map((column, i): Column => { const test = plainly[column]; return test && !test.test(row[i]!) && row.some((c, j) => loosely[j] === column && test.test(c)) ? 'other' : column })
  return found.includes('number') && found.includes('organ') && row.every(c => !/^\d+$/.test(c)) ? found : undefined
}

export function readPaste(text: string, most: number): PastedRow[] {
  const rows = cellsOf(text).map((cells, i) => ({ cells, line: i + 1 })).filter(r => r.cells.some(c => c !== ''))
  const head = rows[0] && headOf(rows[0].cells), columns = head ?? usual
  return (head ? rows.slice(1) : rows).slice(0, most + 1).map(({ cells, line }) => {
    const at = (c: Column): string => cells[columns.indexOf(c)] ?? ''
    return { line, text: cells.map(c => (/[\t\n"]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c)).join('\t'), number: numberOf(at('number')), organ: at('organ'), co: at('co'), separate: at('separate'), complex: complexOf(at('term')) }
  })
}
