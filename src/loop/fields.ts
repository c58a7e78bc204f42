/**
 * The field vocabulary: one declaration becomes the check of an input, an HTML control,
 * an OpenAPI schema and a printed line.
 */
import { z } from 'zod'
import { proposeRedaction, type RedactionKind } from '#law/redact.ts'
import { parseDay } from '#law/time.ts'
import type { Id, Input, Json, Label } from '#loop/words.ts'

export type FieldKind = 'text' | 'choice' | 'date' | 'number' | 'place' | 'person' | 'organ' | 'entry' | 'files' | 'yesNo' | 'rows'
export type Option = { readonly id: string; readonly label: Label; readonly note?: Label }

export type Field = {
  readonly kind: FieldKind
  readonly label: Label
  readonly required: boolean
  /** Sealed apart from the log; the event holds a commitment only. */
  readonly personal: boolean
  /** What a personal field is asked for (个人信息保护法 17): stands in the notice and in the register of processing. */
  readonly purpose?: Label
  /** Several values; for text, one a line. */
  readonly many: boolean
  readonly long: boolean
  readonly max: number
  readonly min: number
  readonly options: readonly Option[]
  readonly hint?: Label
  /** Read by more eyes than the clerk's: a telephone or an identity number in it is refused. */
  readonly open: boolean
  /** Given by programs and other acts; no page draws it. */
  readonly unseen?: true
  /** Somebody is to be called at it: what cannot be dialled is refused. */
  readonly callable?: true
  /** What a phone's keyboard should offer. */
  readonly mode?: 'tel' | 'numeric' | 'time'
  /** Which organs, persons or places may be chosen here; the procedure's context narrows it. */
  readonly from?: string
  /** The county's own list, by the name of its setting: `options` are the initial ones, the setting in force on the day decides. */
  readonly setting?: string
  /** The form of one row. Rows pass on to the matters the act opens; the event of the act itself keeps none of their words. */
  readonly row?: Form
}
export type Form = Readonly<Record<string, Field>>
type More = Partial<Omit<Field, 'kind' | 'label' | 'options'>>

const field = (kind: FieldKind, label: Label, more: More, options: readonly Option[] = []): Field => ({
  required: false, personal: false, many: false, long: false, open: false, max: 500, min: 0, ...more, kind, label, options,
})

/** Words; at most `max` characters (500 unless told). */
export const text = (label: Label, more: More = {}): Field => field('text', label, more)
/** A number somebody is to be called at; full-width digits are kept as plain ones. */
export const telephone = (label: Label, more: More = {}): Field => field('text', label, { max: 20, mode: 'tel', callable: true, ...more })
/** One of the listed options. */
export const choice = (label: Label, options: readonly Option[], more: More = {}): Field => field('choice', label, more, options)
/** One of the options a county sets for itself. */
export const countyChoice = (label: Label, setting: string, initial: readonly Option[], more: More = {}): Field => field('choice', label, { ...more, setting }, initial)
/** A civil day. */
export const date = (label: Label, more: More = {}): Field => field('date', label, more)
/** A whole number between `min` and `max`. */
export const number = (label: Label, more: More = {}): Field => field('number', label, { max: 1_000_000, ...more })
/** A street, town or community of the register. */
export const place = (label: Label, more: More = {}): Field => field('place', label, more)
/** A person of the register. */
export const person = (label: Label, more: More = {}): Field => field('person', label, more)
/** An organ of the register. */
export const organ = (label: Label, more: More = {}): Field => field('organ', label, more)
/** A row of any table of the register, a post or a term among them: which ones, the procedure's `options` say. */
export const entry = (label: Label, more: More = {}): Field => field('entry', label, more)
/** Uploaded files, by id; sealed like everything a constituent gives. */
export const files = (label: Label, more: More = {}): Field => field('files', label, { many: true, max: 6, ...more })
/** Yes or no; absent means no. */
export const yesNo = (label: Label, more: More = {}): Field => field('yesNo', label, more)
/** A table of small forms, at most `max` rows; each row becomes a matter of its own. An empty row is null and keeps its place. */
export const rows = (label: Label, row: Form, more: More = {}): Field => field('rows', label, { many: true, max: 40, row, ...more })
/** A field sealed apart from the log, and what it is asked for. */
export const personal = (f: Field, purpose?: Label): Field => ({ ...f, personal: true, ...(purpose ? { purpose } : {}) })

/** What may be the id of an option in a county's list. */
export const optionId = /^[\p{L}\p{N}._-]{1,40}$/u
/** Options from a table of labels. */
export const optionsOf = (labels: Readonly<Record<string, Label>>): Option[] =>
  Object.entries(labels).map(([id, label]) => ({ id, label }))

// Control characters but tab and newline, and the direction overrides that make a text read otherwise than it is written.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u
const clean = (s: string): boolean => !FORBIDDEN.test(s) && s.isWellFormed()

const uuid = (): z.ZodType<string> => z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'id')

/** As it is kept: one kind of line break, nothing around it. */
const asKept = (f: Field, s: string): string => { const text = s.replace(/\r\n?/g, '\n').trim(); return f.callable ? text.normalize('NFKC') : text }
/** Seven digits are the shortest number of a town; what follows 转 is an extension and counts for none. */
const dialled = /^([\d\s+()\p{Pd}.]+)(?:(?:转|分机|ext\.?|x|#)+[\s:]*\d{1,8})?$/iu, fewestDigits = 7
const isCallable = (s: string): boolean => dialled.test(s) && digitsOf(s).length >= fewestDigits
/** The digits of a number without its extension: whoever is asked for the last four gives those. */
export const digitsOf = (phone: string): string => (dialled.exec(phone)?.[1] ?? phone).replace(/\D/g, '')

function one(f: Field): z.ZodType {
  switch (f.kind) {
    case 'text': return z.string().refine(clean, 'control').transform(s => asKept(f, s)).pipe(z.string().min(f.required ? Math.max(1, f.min) : f.min, f.min > 1 ? 'short' : 'empty').max(f.max, 'long').refine(s => !f.required || /[\p{L}\p{N}]/u.test(s), 'empty').refine(s => !f.callable || s === '' || isCallable(s), 'phone'))
    case 'choice': if (f.setting) return z.string().regex(optionId, 'choice').meta({ examples: f.options.map(o => o.id) })
      return z.enum(f.options.map(o => o.id) as [string, ...string[]])
    case 'date': return z.string().refine(s => { try { parseDay(s); return true } catch { return false } }, 'date')
    case 'number': return z.number().int().min(f.min, 'small').max(f.max, 'large')
    case 'place': case 'person': case 'organ': case 'entry': case 'files': return uuid()
    case 'yesNo': return z.boolean()
    case 'rows': return formSchema(f.row ?? {}).nullable()
  }
}

/** How many values one field may hold: a day's deputies may be the whole register. */
const most = (f: Field): number => (f.kind === 'files' || f.kind === 'rows' ? f.max : f.kind === 'person' ? 2000 : 50)
/** The zod schema of one field, also read by the OpenAPI document. */
export function fieldSchema(f: Field): z.ZodType {
  const base = f.many ? z.array(one(f)).min(f.required ? 1 : 0, 'empty').max(most(f), 'many') : one(f)
  return f.required ? base : base.optional()
}

/** The zod schema of a whole form; unknown fields are refused by name. */
export const formSchema = (form: Form): z.ZodObject =>
  z.strictObject(Object.fromEntries(Object.entries(form).map(([id, f]) => [id, fieldSchema(f)])))

export type Validated = { ok: true; input: Input } | { ok: false; field: string; rule: string; says: Label }

/**
 * Checks a raw input against a form. Absent, null and empty text mean "not given".
 * The first fault is named with its field; nothing is guessed or cut.
 */
export function validate(form: Form, raw: unknown): Validated {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return { ok: false, field: '', rule: 'input.shape', says: ['提交的内容格式不对', 'The input must be an object of fields'] }
  const given = withoutBlanks(raw as Record<string, unknown>, form)
  const parsed = schemaOf(form).safeParse(given)
  if (parsed.success) return { ok: true, input: Object.fromEntries(Object.entries(parsed.data).filter(([, v]) => v !== undefined && v !== '')) as Record<string, Json> }
  const issue = parsed.error.issues[0]!
  const id = issue.code === 'unrecognized_keys' ? issue.keys[0]! : String(issue.path[0] ?? '')
  const row = Object.hasOwn(form, id) ? form[id]!.row : undefined
  if (row && typeof issue.path[1] === 'number') return faultInRow(form[id]!, row, id, issue.path[1], issue.code === 'unrecognized_keys' ? issue.keys[0]! : String(issue.path[2] ?? ''), given[id] as Record<string, unknown>[], issue)
  return { ok: false, field: id, rule: `input.${issue.code === 'unrecognized_keys' ? 'unknown' : 'invalid'}`, says: fault(Object.hasOwn(form, id) ? form[id] : undefined, id, given[id], issue.message) }
}

const blank = (v: unknown): boolean => v === null || v === undefined || v === '' || (Array.isArray(v) && v.length === 0)
/** What was left empty is not given; a row in which nothing was typed is no row. */
function withoutBlanks(raw: Record<string, unknown>, form: Form): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).map(([id, v]): [string, unknown] => {
    const row = Object.hasOwn(form, id) ? form[id]!.row : undefined
    if (!row || !Array.isArray(v)) return [id, v]
    // An empty row keeps its place, so that a fault is named in the row it was typed in.
    const cells = v.map((r: unknown) => { if (r === null || typeof r !== 'object' || Array.isArray(r)) return r; const kept = withoutBlanks(r as Record<string, unknown>, row); return Object.keys(kept).length ? kept : null })
    return [id, cells.slice(0, cells.findLastIndex(r => r !== null) + 1)]
  }).filter(([, v]) => !blank(v)))
}
/** A fault in a table names its row as people count, and its cell. */
function faultInRow(f: Field, row: Form, id: string, at: number, cell: string, given: Record<string, unknown>[], issue: { code?: string | undefined; message: string }): Validated {
  const says = fault(Object.hasOwn(row, cell) ? row[cell] : undefined, cell, given[at]?.[cell], issue.message)
  return { ok: false, field: `${id}.${at}.${cell}`, rule: `input.${issue.code === 'unrecognized_keys' ? 'unknown' : 'invalid'}`, says: [`${f.label[0]}第${at + 1}行：${says[0]}`, `${f.label[1]}, row ${at + 1}: ${says[1]}`] }
}

const schemas = new WeakMap<Form, z.ZodObject>()
function schemaOf(form: Form): z.ZodObject {
  let schema = schemas.get(form)
  if (!schema) schemas.set(form, schema = formSchema(form))
  return schema
}

function fault(f: Field | undefined, id: string, value: unknown, message: string): Label {
  if (!f) return [`没有“${id.slice(0, 40)}”这一项`, `There is no field "${id.slice(0, 40)}"`]
  const [zh, en] = f.label
  if (value === undefined || message === 'empty') return [`请填写“${zh}”`, `"${en}" is required`]
  if (message === 'short') return [`“${zh}”至少写${f.min}个字`, `"${en}" needs at least ${f.min} characters`]
  if (message === 'control') return [`“${zh}”里有看不见的控制字符（多半是从别处复制带来的），请清空这一项，重新输入`, `"${en}" holds control characters that do not show, mostly from copying; please empty it and type it anew`]
  if (message === 'long') return [`“${zh}”最多${f.max}字`, `"${en}" may hold at most ${f.max} characters`]
  if (message === 'phone') return [`“${zh}”要写能打通的号码，至少${fewestDigits}位数字，可带区号、空格、横线和括号，分机写“转”${f.required ? '' : '；不留就空着'}`, `"${en}" must be a number that can be called: at least ${fewestDigits} digits, with spaces, dashes, parentheses or "ext" if need be${f.required ? '' : '; or leave it empty'}`]
  if (message === 'many') return [`“${zh}”太多了，最多${most(f)}个`, `"${en}" takes at most ${most(f)} values`]
  if (f.kind === 'date') return [`“${zh}”应写成2025-03-26这样的日期`, `"${en}" must be a date like 2025-03-26`]
  if (f.kind === 'number') return [`“${zh}”应是${f.min}到${f.max}之间的整数`, `"${en}" must be a whole number from ${f.min} to ${f.max}`]
  if (f.kind === 'choice') return [`“${zh}”请从列出的选项中选`, `"${en}" must be one of the listed options`]
  return [`“${zh}”填写有误`, `"${en}" is not valid`]
}

const numbers: readonly RedactionKind[] = ['mobile', 'landline', 'id']
/** The first field meant for other eyes in which a telephone or an identity number stands; a cell of a table is named `rows.1.gist`. */
export function identifying(form: Form, input: Input): string | undefined {
  for (const [id, f] of Object.entries(form)) if (f.row && Array.isArray(input[id])) for (const [i, r] of (input[id] as (Input | null)[]).entries()) { const cell = r && identifying(f.row, r); if (cell) return `${id}.${i}.${cell}` }
  return Object.keys(input).find(id => Object.hasOwn(form, id) && form[id]!.open && [input[id]].flat().some(v => typeof v === 'string' && proposeRedaction(v).spans.some(s => numbers.includes(s.kind))))
}

/** Splits an input into what the log may hold and what must be sealed. Rows go to neither: their words live in the matters they open. */
export function partition(form: Form, input: Input): { open: Input; sealed: { field: string; value: string }[] } {
  const open: Record<string, Json> = {}
  const sealed: { field: string; value: string }[] = []
  for (const [id, value] of Object.entries(input)) {
    if (Object.hasOwn(form, id) && form[id]!.kind === 'rows') continue
    if (Object.hasOwn(form, id) && form[id]!.personal) sealed.push({ field: id, value: JSON.stringify(value) })
    else open[id] = value
  }
  return { open, sealed }
}

/** The one id or the many ids a field holds, as a list. */
export const idsOf = (value: Json | undefined): Id[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : []
