/** What a browser's form sends, as the fields of a declared form. Names are field ids; names with _ are ours. */
import { createHash } from 'node:crypto'
import { dayOf, parseDay } from '#law/time.ts'
import type { Form } from '#loop/fields.ts'
import type { Instant, Json, Label } from '#loop/words.ts'
import type { Fault, Kept } from '#pages/view.ts'
import type { C } from '#http/env.ts'
import { ServiceError } from '#service/errors.ts'
import { tokenField } from '#http/token.ts'

export type Sent = { readonly kept: Kept; readonly files: Readonly<Record<string, readonly File[]>>; /** Chosen files with nothing in them, which are no files: where the file is the point, that is said. */ readonly empty?: Readonly<Record<string, File>> }
export const maxFiles = 8
export const maxFileBytes = 8 * 1024 * 1024
const maxParts = 2500

async function dataOf(c: C): Promise<FormData | undefined> {
  if (c.req.raw.body === null) return undefined
  try { return await c.req.formData() } catch (e) {
    if (e instanceof Error && e.name === 'BodyLimitError') throw e
    throw new ServiceError('badRequest', ['提交的内容读不出来，请重新提交', 'The form could not be read; please send it again'])
  }
}
/** The token of the form this came from, as sent. */
export const tokenSent = async (c: C): Promise<string> => { const given = (await dataOf(c))?.get(tokenField); return typeof given === 'string' ? given.slice(0, 200) : '' }

export async function readForm(c: C): Promise<Sent> {
  const data = await dataOf(c)
  if (!data) return { kept: {}, files: {} }
  const kept: Record<string, string[]> = Object.create(null) as Record<string, string[]>, files: Record<string, File[]> = Object.create(null) as Record<string, File[]>
  const empty: Record<string, File> = Object.create(null) as Record<string, File>
  let parts = 0
  for (const [name, value] of data) {
    if (++parts > maxParts) throw new ServiceError('badRequest', ['提交的内容太多', 'Too many parts'])
    if (name === tokenField) continue
    // No text has a null in it, and no store takes one.
    if (typeof value === 'string') (kept[name] ??= []).push(value.replaceAll('\0', ''))
    else if (value.size > 0) (files[name] ??= []).push(value)
    else if (value.name) empty[name] ??= value
  }
  return { kept, files, empty }
}

export const first = (kept: Kept, name: string): string => kept[name]?.[0] ?? ''

/** What a phone's contacts and some pages put around a number that is copied: nobody sees it, so nobody could take it away. */
const unseen = /[\p{Cf}\u00a0]/gu

/** The input of an act as the service takes it. What is no declared field goes along, to be refused by name. */
export function inputOf(form: Form, kept: Kept): Record<string, Json> {
  const input: Record<string, Json> = {}
  const tables: Record<string, Record<number, Record<string, readonly string[]>>> = {}
  for (const [name, values] of Object.entries(kept)) {
    if (name.startsWith('_')) continue
    const given = values.filter(v => v.trim() !== '')
    if (given.length === 0) continue
    const cell = cellOf(form, name)
    if (cell) { (tables[cell.id] ??= {})[cell.at] = { ...tables[cell.id]?.[cell.at], [cell.name]: values }; continue }
    const f = form[name]
    if (!f) { input[name] = values[0]!; continue }
    switch (f.kind) {
      case 'rows': break
      case 'yesNo': input[name] = given[0] === 'on' || given[0] === 'true' || given[0] === '1'; break
      case 'number': input[name] = /^-?\d{1,15}$/.test(given[0]!.trim()) ? Number(given[0]) : given[0]!; break
      case 'files': input[name] = given; break
      case 'text': if (f.mode === 'tel') { input[name] = given[0]!.replace(unseen, ''); break }
        input[name] = f.many ? given.join('\n').split('\n').map(s => s.trim()).filter(Boolean) : given[0]!; break
      case 'choice': case 'date': case 'organ': case 'person': case 'place': case 'entry': input[name] = f.many ? given : given[0]!; break
    }
  }
  for (const [id, rows] of Object.entries(tables)) input[id] = Array.from({ length: Math.max(...Object.keys(rows).map(Number)) + 1 }, (_, at) => inputOf(form[id]!.row!, rows[at] ?? {}))
  return input
}
/** `opinions.1.what` is a cell of a table the form declares. */
function cellOf(form: Form, name: string): { id: string; at: number; name: string } | undefined {
  const m = /^(\w{1,40})\.(\d{1,3})\.(\w{1,40})$/.exec(name)
  return m && Object.hasOwn(form, m[1]!) && form[m[1]!]!.row ? { id: m[1]!, at: Number(m[2]), name: m[3]! } : undefined
}

/** When an act that is told later really happened; undefined for now. */
export function atOf(kept: Kept, now: Instant): Instant | undefined | Fault {
  const on = first(kept, '_day').trim(), time = first(kept, '_time').trim()
  if (!on && !time) return undefined
  if (!on) return { field: '_day', says: ['写了几点，还请写是哪天', 'Please give the day as well'] }
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(time || '12:00')) return { field: '_time', says: ['时间应写成 14:30 这样', 'The time must be like 14:30'] }
  try { parseDay(on) } catch { return { field: '_day', says: ['日期应写成2025-03-26这样', 'The day must be like 2025-03-26'] } }
  if (!time && on === dayOf(now)) return undefined
  return new Date(`${on}T${(time || '12:00').slice(0, 5)}:00.000+08:00`).toISOString()
}

/** Puts uploaded files away and names them by id; the first that is refused names its field. */
export async function keepFiles(c: C, form: Form, sent: Sent): Promise<Kept | Fault> {
  const congress = c.get('congress')!
  const kept: Record<string, readonly string[]> = { ...sent.kept }
  const all = Object.entries(sent.files)
  if (all.reduce((n, [, f]) => n + f.length, 0) > maxFiles) return { field: all[0]![0], says: [`一次最多传${maxFiles}个文件`, `At most ${maxFiles} files at a time`] }
  for (const [name, files] of all) {
    if (!Object.hasOwn(form, name) || form[name]!.kind !== 'files') return { field: name, says: [`没有“${name.slice(0, 40)}”这一项`, `There is no field "${name.slice(0, 40)}"`] }
    for (const file of files) {
      if (file.size > maxFileBytes) return { field: name, says: tooBig }
      const put = await once(c, congress.id, `${first(sent.kept, '_key')}|${name}`, new Uint8Array(await file.arrayBuffer()), file.name)
      if (!put.ok) return { field: name, says: put.says }
      kept[name] = [...(kept[name] ?? []), put.id]
    }
  }
  return kept
}
/** The same form sent twice must say the same thing: a file already put away under its key keeps its id. */
type Put = Awaited<ReturnType<C['var']['shop']['service']['putFile']>>
const putAway = new WeakMap<object, Map<string, Promise<Put>>>()
const remembered = 500
function once(c: C, congress: number, place: string, bytes: Uint8Array, name: string): Promise<Put> {
  const { service } = c.get('shop')
  const known = putAway.get(service) ?? new Map<string, Promise<Put>>()
  putAway.set(service, known)
  const key = `${place}|${name}|${createHash('sha256').update(bytes).digest('hex')}`
  const before = known.get(key)
  if (before) return before
  const put = service.putFile(congress, bytes, name)
  known.set(key, put)
  put.then(p => { if (!p.ok) known.delete(key) }, () => known.delete(key))
  if (known.size > remembered) known.delete(known.keys().next().value!)
  return put
}
export const tooBig: Label = ['文件超过8兆，请压缩后再传', 'The file is larger than 8 MB']
export const isFault = (x: unknown): x is Fault => typeof x === 'object' && x !== null && 'says' in x && 'field' in x

/** Our own prefix keeps what browsers and programs send apart from the keys of the clock and of imports. */
export const keyOf = (given: string): string | undefined => (/^[\x21-\x7e]{1,150}$/.test(given) ? `web:${given}` : undefined)
