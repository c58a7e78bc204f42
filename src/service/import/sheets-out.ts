/** Tables handed out: the empty one to fill in with what may be written where, and the uploaded one with its faults marked. */
import { columnLetter, addressOf, type Sheet } from '#service/import/sheets.ts'
import type { Fault } from '#service/import/check.ts'
import { explanations, findings, shown, type Setup } from '#service/import/guess.ts'
import type { Column, ImportKind } from '#service/import/kind.ts'
import { said } from '#service/import/values.ts'
import type { OutCell, OutSheet } from '#service/import/views.ts'

const head = (text: string): OutCell => ({ text, look: 'head' })
const mostListed = 20_000
const widthOf = (c: Column): number => (c.max && c.max > 60 ? 32 : c.kind === 'name' ? 12 : 16)
const how: Readonly<Record<Column['kind'], string>> = { name: '文字', text: '文字', day: '日期，如 2021-06-03', month: '年月，如 1975-03', phone: '电话号码，单元格设为文本', word: '从右边列出的词里选', number: '数字', organ: '名册里的名称或简称', place: '名册里的名称', list: '几个之间用顿号', organs: '名册里的名称或简称，几个之间用顿号', deputy: '名册里的代表', deputies: '名册里的代表，几个之间用顿号', session: '名册里的会议', option: '县里设定的名称' }

/** An empty table with its headings, and a sheet that explains each. */
export const templateSheets = (kind: ImportKind): OutSheet[] => [
  { name: kind.label[0].slice(0, 20), widths: kind.columns.map(widthOf), sticky: 1, rows: [kind.columns.map(c => ({ text: c.label[0], look: c.required ? 'must' as const : 'head' as const }))] },
  { name: explanations, widths: [18, 8, 26, 44, 60, 24], sticky: 1, rows: [
    ['列', '必填', '怎么写', '说明', '可以写的词', '例'].map(head),
    ...kind.columns.map((c): OutCell[] => [c.label[0], c.required ? '是' : '否', how[c.kind], c.explain[0], Object.keys(c.words ?? {}).join('、'), c.example]),
    [], [kind.help[0]], ['列的次序可以变，用不着的列可以不要；不认识的列不读。'], ['不要合并单元格，不要写公式，一行一条。日期和号码的单元格最好设为文本。'],
  ] },
  ...(kind.examples ? [{ name: shown, widths: kind.columns.map(widthOf), sticky: 1, rows: [kind.columns.map(c => head(c.label[0])), ...kind.examples.map(e => kind.columns.map((c): OutCell => e[c.id] ?? null))] }] : []),
]

/** The sheet as it was read, faulty cells marked, what is wrong said at the end of each row; and all of it as a list. */
export function markedSheets(sheet: Sheet, setup: Setup, faults: readonly Fault[]): OutSheet[] {
  const bad = new Map<string, true>(faults.map(f => [`${f.row}|${f.column}`, true])), byRow = new Map<number, Fault[]>()
  for (const f of faults) { const l = byRow.get(f.row); if (l) l.push(f); else byRow.set(f.row, [f]) }
  const headings = sheet.rows[setup.head] ?? [], own = headings.findIndex(h => said(h) === findings), width = own >= 0 ? own : Math.max(0, ...sheet.rows.map(r => r.length))
  const rows = sheet.rows.map((r, n): OutCell[] => [
    ...Array.from({ length: width }, (_, c): OutCell => { const v = r[c] ?? null, text = said(v); return bad.has(`${n}|${c}`) || (bad.has(`${n}|-1`) && c === 0) ? { text, look: 'fault' } : n === setup.head ? head(text) : text === '' ? null : text }),
    n === setup.head ? head(findings) : (byRow.get(n) ?? []).map(f => `${f.column < 0 ? '' : `${f.heading || columnLetter(f.column)}：`}${f.says[0]}，${f.todo[0]}`).join('；') || null,
  ])
  return [
    { name: sheet.name.slice(0, 28), widths: [...Array.from({ length: width }, () => 14), 60], sticky: setup.head + 1, rows },
    { name: '问题清单', widths: [20, 8, 10, 18, 30, 44, 44], sticky: 1, rows: [['表', '行', '单元格', '列', '现在是', '问题', '怎么改'].map(head), ...faults.slice(0, mostListed).map((f): OutCell[] => [sheet.name, f.row + 1, f.column < 0 ? '' : addressOf(f.row, f.column), f.heading, f.found, f.says[0], f.todo[0]])] },
  ]
}
