/** The dry run: every row read, judged and compared with the register and with the rows above it. Nothing is stored; what would be is listed. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { Id, Input, Label } from '#loop/words.ts'
import type { Column, ImportKind, Numbered, Row, Told } from '#service/import/kind.ts'
import type { Setup } from '#service/import/guess.ts'
import type { Finding, Index } from '#service/import/look.ts'
import { addressOf, placeOf, type Cell, type Sheet } from '#service/import/sheets.ts'
import { twinsAbove, twinsIn, type Twin } from '#service/import/twins.ts'
import { nameOf, readDate, readNumber, readPhone, readText, readWord, said, tidy, type Valued } from '#service/import/values.ts'

/** A cell that cannot be taken as it is; `column` −1 is the row as a whole. Rows and columns from 0. */
export type Fault = { readonly row: number; readonly column: number; readonly heading: string; readonly found: string; readonly says: Label; readonly todo: Label }
/** Somebody of this name is there already, and something else agrees too: a person decides whether it is the same one. */
export type Question = { readonly row: number; readonly name: string; readonly twins: readonly Twin[]; readonly answer: string | undefined }
export type Planned = { readonly row: number; readonly name: string; readonly act: string; readonly procedure?: string; readonly matter?: Id; /** What no button offers. */ readonly byImport?: true; readonly input: Input; /** Acts of one wave touch each family once; a later wave waits for the earlier ones. */ readonly wave: number; readonly sealed: Readonly<Record<string, string>> }
export type Check = {
  readonly rows: number; readonly faults: readonly Fault[]; readonly questions: readonly Question[]; readonly planned: readonly Planned[]
  /** Rows about somebody who is there already and to whom they add nothing. */
  readonly known: readonly number[]
  /** Namesakes with nothing else in common: told, not asked. */
  readonly namesakes: number
}
/** Row from 0 → `new`, the id of who is meant, or `row:N`; `all` answers what is not answered singly. */
export type Answers = { readonly rows: Readonly<Record<string, string>>; readonly all?: 'new' | 'same' }

const slice = 300
const wholeRow = -1, deepest = 12
const given = (cells: readonly Cell[]): boolean => cells.some(c => c !== null && said(c).trim() !== '')

export type Asked = { readonly kind: ImportKind; readonly sheet: Sheet; readonly setup: Setup; readonly answers: Answers; readonly index: Index; /** The id a row's entry has or will have. */ readonly idOf: (row: number) => Id; /** Of a ledger: the matters that bear a number of the file, by key. */ readonly numbered: ReadonlyMap<string, readonly Numbered[]>; /** Does a number kept under seal belong to this person? */ readonly sameSealed: (person: Id, value: string) => boolean; /** What the procedure itself refuses of the acts, by row. */ readonly decide?: ((planned: readonly Planned[]) => Promise<ReadonlyMap<number, { readonly field?: string; readonly says: Label }>>) | undefined }

type Read = { readonly row: number; readonly values: Row; readonly sealed: Record<string, string>; readonly faulty: boolean; readonly identity: string }

export async function check(a: Asked): Promise<Check> {
  const faults: Fault[] = [], reads: Read[] = []
  const { kind, sheet, setup: { head, mapping }, index } = a
  const fault = (row: number, c: Column | undefined, says: Label, todo: Label): void => {
    const at = c ? mapping[c.id] ?? wholeRow : wholeRow
    faults.push({ row, column: at, heading: c?.label[0] ?? '', found: at < 0 ? '' : said(sheet.rows[row]?.[at] ?? null).slice(0, 60), says, todo })
  }
  const byId = new Map(kind.columns.map(c => [c.id, c])), fileNames = namesHere(a), mapped = kind.columns.filter(c => mapping[c.id] !== undefined)
  for (const c of kind.columns) if (c.required && mapping[c.id] === undefined) fault(head, c, [`没有“${c.label[0]}”这一列`, `There is no column "${c.label[1]}"`], ['在上面指明哪一列是它，或在表里补上', 'say which column it is, or add it to the table'])
  if (faults.length) return { rows: 0, faults, questions: [], planned: [], known: [], namesakes: 0 }
  const formulas = new Map(sheet.formulas.map(f => [`${f.row}|${f.column}`, f.text])), hidden = new Set(sheet.hiddenRows)
  joined(a, (row, column, says, todo) => faults.push({ row, column, heading: '', found: '', says, todo }))

  for (let row = head + 1; row < sheet.rows.length; row++) {
    if (row % slice === 0) await breathe()
    const cells = sheet.rows[row]!
    const formulaHere = mapped.some(c => formulas.has(`${row}|${mapping[c.id]}`))
    if (!given(mapped.map(c => cells[mapping[c.id]!] ?? null)) && !formulaHere) continue
    const before = faults.length
    if (hidden.has(row)) fault(row, undefined, ['这一行是隐藏的', 'This row is hidden'], ['取消隐藏；不要的就删去这一行', 'unhide it, or delete it'])
    const values: Record<string, Row[string]> = {}, sealed: Record<string, string> = {}
    for (const c of mapped) {
      const at = mapping[c.id]!, formula = formulas.get(`${row}|${at}`)
      if (formula !== undefined) { faults.push({ row, column: at, heading: c.label[0], found: formula, says: [`${addressOf(row, at)} 是公式，不是内容`, `${addressOf(row, at)} holds a formula, not a value`], todo: ['复制这一列，选择性粘贴为“数值”后再上传', 'copy the column, paste it as values and upload again'] }); continue }
      const v = valueOf(c, cells[at] ?? null, index, fileNames, a)
      if (!v.ok) fault(row, c, v.wrong.says, v.wrong.todo)
      else if (v.value === undefined) { if (c.required) fault(row, c, [`“${c.label[0]}”没有填写`, `"${c.label[1]}" is empty`], ['填写这一格', 'fill in the cell']) }
      else if (c.sealed) sealed[c.id] = String(v.value)
      else values[c.id] = v.value
    }
    reads.push({ row, values, sealed, faulty: faults.length > before, identity: JSON.stringify([values, sealed]) })
  }
  if (!reads.length && !faults.length) fault(head, undefined, ['表里没有数据', 'The table holds no rows'], [`数据从第${head + 2}行开始填写`, `rows begin at line ${head + 2}`])
  return plan(a, reads, faults, (row, t) => fault(row, byId.get(t.column), t.says, t.todo))
}

/** Second half: what each sound row would do, once it is known whom it is about. */
async function plan(a: Asked, reads: readonly Read[], faults: Fault[], fault: (row: number, t: Told) => void): Promise<Check> {
  const { kind, index, answers } = a
  const questions: Question[] = [], planned: Planned[] = [], known: number[] = []
  const byRow = new Map(reads.map(r => [r.row, r])), above = new Map<string, Read[]>(), waves = new Map<Id, number>(), became = new Map<number, Id>(), upward = parentsIn(a, reads)
  let namesakes = 0
  for (const [n, r] of reads.entries()) {
    if (n % slice === 0) await breathe()
    const judged = kind.judge(r.values, index)
    if (heightOf(upward, a.idOf(r.row)) === undefined) fault(r.row, { column: 'parent', says: ['上级绕成了一圈', 'The organs above go round in a circle'], todo: ['核对这几行的上级', 'check what stands above what'] })
    for (const t of judged.faults) if (!r.faulty || r.values[t.column] !== undefined) fault(r.row, t)
    const name = String(r.values.name ?? ''), key = kind.key?.of(r.values) ?? tidy(name), others = above.get(key) ?? []
    if (key) above.set(key, [...others, r])
    if (r.faulty || judged.faults.length) continue
    const copy = others.find(o => o.identity === r.identity)
    if (copy) { fault(r.row, { column: 'name', says: [`与第${copy.row + 1}行完全一样`, `The same as row ${copy.row + 1}`], todo: ['删去其中一行', 'delete one of them'] }); continue }
    const inFile = twinsAbove(kind, r, others), there = twinsIn(kind, r, judged.input, a)
    namesakes += there.length || inFile.length ? 0 : index.persons(name).length && kind.twins === 'person' ? 1 : 0
    const twins = [...there, ...inFile]
    if (twins.some(t => t.fault)) { const t = twins.find(x => x.fault)!; fault(r.row, { column: kind.key?.column ?? 'name', says: t.says, todo: ['删去其中一行，或写明两者的区别', 'delete one of them, or tell them apart'] }); continue }
    let who: string | undefined
    if (twins.length) {
      const said = answers.rows[String(r.row)], answer = said !== undefined && (said === 'new' || twins.some(t => t.ref === said)) ? said : answers.all === 'new' ? 'new' : answers.all === 'same' ? twins[0]!.ref : undefined
      questions.push({ row: r.row, name, twins, answer })
      if (answer === undefined) continue
      if (answer === 'new' && kind.key?.once && there.length) { fault(r.row, { column: kind.key.column, says: ['这个号数已经有了，不能再列一件', 'This number is taken; it cannot be entered twice'], todo: ['是同一件的，回答“是同一个”就不再导入；不是的，改正号数', 'say that it is the same one, or correct the number'] }); continue }
      who = answer === 'new' ? undefined : answer
    }
    const target = who === undefined ? undefined : who.startsWith('row:') ? became.get(Number(who.slice(4))) ?? a.idOf(Number(who.slice(4))) : who
    became.set(r.row, target ?? a.idOf(r.row))
    const p = target === undefined ? opening(a, r, judged.input, name, heightOf(upward, a.idOf(r.row)) ?? 0) : adding(a, r, judged.input, name, target, waves, there)
    if (!p) { known.push(r.row); continue }
    if (target === undefined) waves.set(a.idOf(r.row), p.wave)
    planned.push(p)
  }
  // Whoever was named by its row may turn out to be in the register already.
  const real = new Map([...became].map(([row, id]) => [a.idOf(row), id]))
  for (const [n, p] of planned.entries()) { const up = typeof p.input.parent === 'string' ? real.get(p.input.parent) : undefined; if (up !== undefined && up !== p.input.parent) planned[n] = { ...p, input: { ...p.input, parent: up } } }
  const no = await a.decide?.(planned) ?? new Map<number, { field?: string; says: Label }>()
  for (const p of planned) {
    const says = no.get(p.row)
    if (says) fault(p.row, { column: columnOf(kind, says.field, p, byRow.get(p.row)!), says: says.says, todo: ['按这句话改好这一行', 'mend the row accordingly'] })
  }
  faults.sort((x, y) => x.row - y.row || x.column - y.column)
  return { rows: reads.length, faults, questions, planned: planned.filter(p => !no.has(p.row)), known, namesakes }
}

/** The column a refusal is about: the one of that name, or the one whose value stands in that field. */
const columnOf = (kind: ImportKind, field: string | undefined, p: Planned, r: Read): string => (kind.columns.find(x => x.id === field) ?? kind.columns.find(x => field !== undefined && p.input[field] !== undefined && p.input[field] === r.values[x.id]))?.id ?? 'name'

/** Of rows that name another row of the file as what stands above them: which. */
function parentsIn(a: Asked, reads: readonly Read[]): ReadonlyMap<Id, Id> {
  if (!a.kind.columns.some(c => c.here)) return new Map()
  const own = new Set(reads.map(r => a.idOf(r.row)))
  return new Map(reads.flatMap(r => (typeof r.values.parent === 'string' && own.has(r.values.parent) ? [[a.idOf(r.row), r.values.parent] as const] : [])))
}
/** How many rows of the file stand above one; undefined when they go round in a circle. */
function heightOf(upward: ReadonlyMap<Id, Id>, id: Id): number | undefined {
  let n = 0
  for (let at = upward.get(id); at !== undefined; at = upward.get(at)) if (++n > deepest) return undefined
  return n
}
function opening(a: Asked, r: Read, input: Input, name: string, wave: number): Planned {
  return { row: r.row, name, act: a.kind.opens.act, procedure: a.kind.opens.procedure, input, wave, sealed: r.sealed, ...(a.kind.twins === 'matter' ? { byImport: true as const } : {}) }
}
/** Somebody known gets what the row adds; nothing when it is there already. */
function adding(a: Asked, r: Read, input: Input, name: string, target: Id, waves: Map<Id, number>, there: readonly Twin[]): Planned | undefined {
  const { adds } = a.kind
  if (!adds || there.some(t => t.ref === target && t.whole)) return undefined
  const wave = (waves.get(target) ?? 0) + 1
  waves.set(target, wave)
  return { row: r.row, name, act: adds.act, matter: target, input: Object.fromEntries(Object.entries(input).filter(([k]) => adds.fields.includes(k))), wave, sealed: r.sealed }
}

function valueOf(c: Column, cell: Cell, index: Index, here: ReadonlyMap<string, readonly number[]>, a: Asked): Valued {
  switch (c.kind) {
    case 'name': return readText(cell, c.max ?? 40, true)
    case 'text': return readText(cell, c.max ?? 80)
    case 'day': return readDate(cell, 'day')
    case 'month': return readDate(cell, 'month')
    case 'phone': return readPhone(cell)
    case 'number': return readNumber(cell, c.min ?? 0, c.max ?? 9999)
    case 'word': return readWord(cell, c.words ?? {})
    case 'option': {
      const t = readText(cell, 80)
      if (!t.ok || typeof t.value !== 'string') return t
      const o = index.option(c.setting!, t.value)
      return 'id' in o ? { ok: true, value: o.id } : { ok: false, wrong: { says: [`没有“${t.value}”这一项`, `There is no "${t.value}" here`], todo: [`可以写：${o.all.join('、')}`, `one of: ${o.all.join(', ')}`] } }
    }
    case 'session': return named(cell, t => index.session(t))
    case 'deputy': return named(cell, t => index.deputy(t))
    case 'deputies': return several(cell, t => index.deputy(t))
    case 'organs': return several(cell, t => index.organ(t, c.of))
    case 'list': { const t = readText(cell, 400); return t.ok && typeof t.value === 'string' ? { ok: true, value: t.value.split(/[、,，;；/\s]+/).filter(Boolean).map(w => w.slice(0, c.max ?? 40)) } : t }
    case 'organ': case 'place': {
      const t = readText(cell, 80)
      if (!t.ok || typeof t.value !== 'string') return t
      const found = c.kind === 'organ' ? index.organ(t.value, c.of) : index.place(t.value, c.of)
      if ('id' in found) return { ok: true, value: found.id }
      const rows = c.here ? here.get(tidy(t.value)) ?? [] : []
      if ('none' in found && rows.length === 1) return { ok: true, value: a.idOf(rows[0]!) }
      if ('many' in found) return { ok: false, wrong: { says: [`名册里有${found.many.length}个叫“${t.value}”的`, `The register has ${found.many.length} of this name`], todo: [`写全称：${found.many.join('、')}`, `write the full name: ${found.many.join(', ')}`] } }
      return { ok: false, wrong: { says: [`名册里没有“${t.value}”`, `The register has no "${t.value}"`], todo: found.near.length ? [`是不是：${found.near.join('、')}；没有的请先列入名册`, `perhaps ${found.near.join(', ')}; else enter it first`] : ['核对写法；没有的请先列入名册', 'check the name, or enter it first'] } }
    }
  }
}

/** A name of the register, or why it is none. */
function nameless(text: string, found: Finding): Valued {
  if ('id' in found) return { ok: true, value: found.id }
  if ('many' in found) return { ok: false, wrong: { says: [`名册里有${found.many.length}个叫“${text}”的`, `The register has ${found.many.length} of this name`], todo: [`写全：${found.many.join('、')}`, `say which: ${found.many.join(', ')}`] } }
  return { ok: false, wrong: { says: [`名册里没有“${text}”`, `The register has no "${text}"`], todo: found.near.length ? [`是不是：${found.near.join('、')}；没有的请先列入名册`, `perhaps ${found.near.join(', ')}; else enter it first`] : ['核对写法；没有的请先列入名册', 'check the name, or enter it first'] } }
}
function named(cell: Cell, find: (text: string) => Finding): Valued {
  const t = readText(cell, 80)
  return t.ok && typeof t.value === 'string' ? nameless(t.value, find(t.value)) : t
}
/** Several names in one cell; the first that is not found is the cell's fault. A blank inside a name lines it up and parts nothing. */
function several(cell: Cell, find: (text: string) => Finding): Valued {
  const t = readText(cell, 2000)
  if (!t.ok || typeof t.value !== 'string') return t
  const ids: string[] = []
  for (const name of t.value.split(/[、,，;；/\n]+/).map(w => nameOf(w)).filter(Boolean)) {
    const v = nameless(name, find(name))
    if (!v.ok) return v
    if (!ids.includes(String(v.value))) ids.push(String(v.value))
  }
  return { ok: true, value: ids }
}

/** Names other rows of the file go by, for a column that may name them. */
function namesHere(a: Asked): ReadonlyMap<string, readonly number[]> {
  const names = new Map<string, number[]>()
  if (!a.kind.columns.some(c => c.here)) return names
  for (let row = a.setup.head + 1; row < a.sheet.rows.length; row++) for (const n of new Set(['name', 'short'].flatMap(id => { const at = a.setup.mapping[id]; const t = at === undefined ? '' : tidy(said(a.sheet.rows[row]![at] ?? null)); return t ? [t] : [] }))) { const l = names.get(n); if (l) l.push(row); else names.set(n, [row]) }
  return names
}

/** Joined cells below the headings: only the first of them holds the words. */
function joined(a: Asked, say: (row: number, column: number, says: Label, todo: Label) => void): void {
  for (const range of a.sheet.merged) {
    const [from, to] = range.split(':').map(placeOf)
    if (!from || !to || to.row <= a.setup.head || from.row >= a.sheet.rows.length) continue
    if (!Object.values(a.setup.mapping).some(c => c >= from.column && c <= to.column)) continue
    say(Math.max(from.row, a.setup.head + 1), from.column, [`${range} 是合并的单元格`, `The cells ${range} are joined`], ['取消合并，每一行都填上', 'separate them and fill in every row'])
  }
}
