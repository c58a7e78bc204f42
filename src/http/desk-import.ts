/** Importing tables into the register: for its keepers, here and nowhere else. */
import { Hono } from 'hono'
import { importHome, importPage, type Told } from '#pages/desk/import.ts'
import type { Label } from '#loop/words.ts'
import type { OutCell, OutSheet } from '#service/import/views.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { excel, type ExcelCell } from '#http/excel.ts'
import { first, readForm } from '#http/form.ts'
import { isId } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'

const looks = { head: { fontWeight: 'bold', backgroundColor: '#eeeeee' }, must: { fontWeight: 'bold', backgroundColor: '#fde7c3' }, fault: { backgroundColor: '#ffd9d6', textColor: '#7a1015' } } as const
/** A format of text keeps numbers typed below a text as they are. */
const cell = (c: OutCell): ExcelCell => (c === null || typeof c === 'number' ? c : typeof c === 'string' ? { text: c, format: '@' } : { text: c.text, format: '@', ...looks[c.look] })
const hand = (c: C, name: string, sheets: readonly OutSheet[]): Promise<Response> => excel(c, name, sheets.map(s => ({ ...s, rows: s.rows.map(r => r.map(cell)) })))
const imports = (c: C) => c.get('shop').service.imports

async function home(c: C, who: Who, told?: Told): Promise<Response> {
  const lines = await imports(c).list(who)
  return lines ? show(c, importHome(c.get('view'), imports(c).kinds(who), lines, told), told ? 422 : 200) : notHere(c)
}
async function take(c: C, who: Who): Promise<Response> {
  if (!(await imports(c).list(who))) return notHere(c)
  const { kept, files, empty } = await readForm(c), file = files.file?.[0] ?? empty?.file, kind = first(kept, 'kind')
  if (!file) return home(c, who, { kind, says: ['请选一个表格文件', 'Please choose a file'] })
  const taken = await imports(c).take(who, kind, new Uint8Array(await file.arrayBuffer()), file.name, first(kept, 'again') === '1')
  return taken.ok ? c.redirect(`/desk/import/${taken.id}`, 303) : home(c, who, { kind, says: taken.says, before: taken.before })
}
async function one(c: C, who: Who, told?: Label): Promise<Response> {
  const id = c.req.param('id')!, view = isId(id) ? await imports(c).view(who, id) : undefined
  if (!view) return notHere(c)
  if (['going', 'undoing', 'failing'].includes(view.line.state)) c.header('Refresh', '1')
  return show(c, importPage(c.get('view'), view, told), told ? 409 : 200)
}
const back = (c: C): Response => c.redirect(`/desk/import/${c.req.param('id')}`, 303)
const count = (s: string, most: number): number | undefined => { const n = Number(s); return s !== '' && Number.isInteger(n) && n >= 0 && n <= most ? n : undefined }

async function arrange(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c), id = c.req.param('id')!
  const mapping: Record<string, number> = {}
  for (const [name, [value]] of Object.entries(kept)) { const at = name.startsWith('c.') ? count(value ?? '', 200) : undefined; if (at !== undefined && /^c\.\w{1,40}$/.test(name)) mapping[name.slice(2)] = at }
  const sheet = count(first(kept, 'sheet'), 500), head = count(first(kept, 'head'), 1000)
  if (sheet === undefined || head === undefined || head < 1) return one(c, who, ['“列名在第几行”写一个数字，如 1', 'Give the line of the headings as a number, like 1'])
  return isId(id) && (await imports(c).arrange(who, id, { sheet, head: head - 1, mapping })) ? back(c) : notHere(c)
}
async function answer(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c), id = c.req.param('id')!, all = first(kept, 'all'), rows: Record<string, string> = {}
  for (const [name, [value]] of Object.entries(kept)) { const m = /^row\.(\d{1,6})$/.exec(name); if (m && value && /^(?:new|row:\d{1,6}|[0-9a-f-]{36})$/.test(value)) rows[String(Number(m[1]) - 1)] = value }
  return isId(id) && (await imports(c).answer(who, id, rows, all === 'same' || all === 'new' ? all : undefined)) ? back(c) : notHere(c)
}

export const deskImport = new Hono<Env>()
  .get('/', signedIn((c, who) => home(c, who)))
  .post('/', signedIn(take))
  .get('/templates/:file', signedIn((c, who) => {
    const kind = /^(\w+)\.xlsx$/.exec(c.req.param('file')!)?.[1], sheets = kind ? imports(c).template(who, kind) : undefined
    return sheets ? hand(c, sheets[0]!.name, sheets) : notHere(c)
  }))
  .get('/:id', signedIn((c, who) => one(c, who)))
  .get('/:id/faults.xlsx', signedIn(async (c, who) => { const id = c.req.param('id')!, sheets = isId(id) ? await imports(c).marked(who, id) : undefined; return sheets ? hand(c, '标好错的表格', sheets) : notHere(c) }))
  .post('/:id/arrange', signedIn(arrange))
  .post('/:id/answer', signedIn(answer))
  .post('/:id/commit', signedIn(async (c, who) => { const id = c.req.param('id')!; if (!isId(id) || !(await imports(c).view(who, id))) return notHere(c); const no = await imports(c).commit(who, id); return no ? one(c, who, no) : back(c) }))
  .post('/:id/undo', signedIn(async (c, who) => { const id = c.req.param('id')!; return isId(id) && (await imports(c).undo(who, id)) ? back(c) : notHere(c) }))
  .post('/:id/drop', signedIn(async (c, who) => { const id = c.req.param('id')!; return isId(id) && (await imports(c).drop(who, id)) ? c.redirect('/desk/import', 303) : notHere(c) }))
