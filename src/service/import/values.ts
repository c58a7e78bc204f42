/** What a clerk typed into a cell, read as what was meant, or a sentence on why it cannot be. Nothing is guessed where two readings are possible. */
import { parseDay } from '#law/time.ts'
import type { Label } from '#loop/words.ts'
import type { Cell } from '#service/import/sheets.ts'

/** What is wrong with a cell, and what to do about it. */
export type Wrong = { readonly says: Label; readonly todo: Label }
export type Value = string | number | boolean | readonly string[]
export type Valued = { readonly ok: true; readonly value: Value | undefined } | { readonly ok: false; readonly wrong: Wrong }

const ok = (value: Value | undefined): Valued => ({ ok: true, value })
const no = (zh: string, en: string, doZh: string, doEn: string): Valued => ({ ok: false, wrong: { says: [zh, en], todo: [doZh, doEn] } })

const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g
/** Words without the blanks of every width around them and between lines. */
export const tidy = (s: string): string => s.replace(unseen, '').replace(/[\s\u00a0\u3000]+/g, ' ').trim()
/** The same with full-width letters, digits and marks made narrow. */
export const narrow = (s: string): string => tidy(s.normalize('NFKC'))
/** A name as one writes it: 王 五 is spaced out to line up with three characters; a middle dot stays. */
export const nameOf = (s: string): string => tidy(s).replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '').replace(/[•‧∙⋅・]/g, '·')
/** What two headings or names are compared by. */
export const alike = (s: string): string => narrow(s).toLowerCase().replace(/[\s()（）【】[\]<>《》“”"'、，,。.：:；;／/\\*＊_\-—·]/g, '')

/** A cell as one would read it aloud. */
export function said(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return cell.day
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  return String(cell)
}

const two = (n: string | number): string => String(n).padStart(2, '0')
const digits: Readonly<Record<string, string>> = { 〇: '0', '○': '0', 零: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }
/** 二〇二五年三月十五日 in digits. */
function fromHan(s: string): string {
  if (!/[〇○零一二三四五六七八九十]/.test(s)) return s
  return s.replace(/([一二三四五六七八九]?)十([一二三四五六七八九]?)/g, (_, tens: string, ones: string) => `${tens ? digits[tens] : '1'}${ones ? digits[ones] : '0'}`).replace(/[〇○零一二三四五六七八九]/g, ch => digits[ch]!)
}
/** 第十八届 as 18. */
export function ordinal(s: string): number | undefined {
  const m = /^第?(\d{1,3})(?:届|次)?/.exec(fromHan(narrow(s)))
  return m ? Number(m[1]) : undefined
}
/** 二届五次, 第十八届人民代表大会第三次会议: the number of the term and of the session. */
export function ordinals(s: string): { term: number; session: number } | undefined {
  const m = /(\d{1,3})届.*?(\d{1,3})次/.exec(fromHan(narrow(s)))
  return m ? { term: Number(m[1]), session: Number(m[2]) } : undefined
}
const real = (y: string, m: string | undefined, d: string | undefined): string | undefined => {
  const text = `${y}-${two(m ?? 1)}-${two(d ?? 1)}`
  try { parseDay(text) } catch { return undefined }
  return Number(y) < 1900 || Number(y) > 2100 ? undefined : d !== undefined ? text : m !== undefined ? `${y}-${two(m)}` : y
}
const serialDay = (n: number): string => new Date(Date.UTC(1899, 11, 30) + Math.floor(n) * 86_400_000).toISOString().slice(0, 10)

/** A day, or a month where days are not asked for, however it was typed. */
export function readDate(cell: Cell, precision: 'day' | 'month'): Valued {
  const like = precision === 'day' ? '2025-03-05' : '1975-03'
  const bad = (text: string): Valued => no(`“${text}”不是日期`, `"${text}" is no date`, `写成 ${like}`, `write it like ${like}`)
  if (cell === null) return ok(undefined)
  if (typeof cell === 'boolean') return bad(said(cell))
  const cut = (day: string): Valued => precision === 'month' ? ok(day.slice(0, 7)) : day.length === 10 ? ok(day) : no(`“${said(cell)}”没有写到哪一天`, `"${said(cell)}" does not say which day`, `写到日，如 ${like}`, `write the day too, like ${like}`)
  if (typeof cell === 'object') return cut(cell.day)
  const text = fromHan(narrow(String(cell)))
  // 1975.1 as a number is what is left of 1975.10: the nought at its end is gone.
  if (typeof cell === 'number' && /^\d{4}\.\d$/.test(text)) return no(`“${text}”是数字，分不清是${text.slice(5)}月还是${text.slice(5)}0月`, `"${text}" is a number: month ${text.slice(5)} or ${text.slice(5)}0?`, `把这一格设为文本，写成 ${text.slice(0, 4)}-${two(text.slice(5))} 或 ${text.slice(0, 4)}-${text.slice(5)}0`, `make the cell text and write ${text.slice(0, 4)}-${two(text.slice(5))}`)
  let m = /^(\d{4})[年./\-\s]\s*(\d{1,2})(?:[月./\-\s]\s*(\d{1,2})[日号]?|月)?(?:\s+\d{1,2}:\d{2}(?::\d{2})?|[T\s]\S*)?[.]?$/.exec(text)
  m ??= /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text) ?? /^(\d{4})年?$/.exec(text)
  if (m) {
    const day = real(m[1]!, m[2], m[3])
    if (!day) return no(`“${said(cell)}”这一天不存在`, `There is no such day as "${said(cell)}"`, `核对后写成 ${like}`, `check it and write it like ${like}`)
    if (day.length === 4) return no(`“${said(cell)}”只有年份`, `"${said(cell)}" is a year only`, `写成 ${like}`, `write it like ${like}`)
    return cut(day)
  }
  // Five digits are a day counted from 1900, as spreadsheets keep it.
  if (/^\d{5}(?:\.\d+)?$/.test(text) && Number(text) > 3_000 && Number(text) < 73_051) return cut(serialDay(Number(text)))
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/.test(text)) return no(`“${text}”分不清哪个是月、哪个是日`, `In "${text}" month and day cannot be told apart`, `按年月日写，如 ${like}`, `write year, month, day, like ${like}`)
  if (/^\d{2}[.年/-]\d{1,2}/.test(text)) return no(`“${text}”的年份只有两位`, `The year of "${text}" has two digits`, `写四位年份，如 ${like}`, `write four digits, like ${like}`)
  return bad(said(cell))
}

export function readPhone(cell: Cell): Valued {
  if (cell === null) return ok(undefined)
  const raw = narrow(said(cell))
  if (/^\d(?:\.\d+)?E\+?\d+$/i.test(raw) && typeof cell === 'string') return no(`“${raw}”是被表格改写过的号码，后面的数字已经丢了`, `"${raw}" is a number the spreadsheet has rewritten; its last digits are lost`, '把这一列设为文本，重新填写完整号码', 'make the column text and type the whole number')
  const text = raw.replace(/[\s\-()]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')
  if (/^1\d{10}$/.test(text)) return /0{5}$/.test(text) && typeof cell === 'number' ? no(`“${text}”的后五位都是0，多半是被表格四舍五入了`, `"${text}" ends in five noughts: the spreadsheet has rounded it`, '把这一列设为文本，重新填写完整号码', 'make the column text and type the whole number') : ok(text)
  if (/^0\d{9,11}$/.test(text) || /^\d{7,8}$/.test(text)) return ok(text)
  return no(`“${raw}”不是电话号码`, `"${raw}" is no telephone number`, '手机写11位数字', 'a mobile number has 11 digits')
}

export function readText(cell: Cell, max: number, name = false): Valued {
  const text = name ? nameOf(said(cell)) : tidy(said(cell))
  if (text === '') return ok(undefined)
  if (/^#(?:REF|N\/A|VALUE|NAME|DIV|NUM|NULL|SPILL)/.test(text)) return no(`“${text}”是公式出错的结果`, `"${text}" is what a failed formula leaves`, '直接填写内容', 'type the content itself')
  if (/[\u0000-\u001f\u007f\ufffd]/.test(text) || !text.isWellFormed()) return no(`“${text.slice(0, 20)}”里有乱码`, `"${text.slice(0, 20)}" holds broken characters`, '重新填写', 'type it anew')
  if (name && !/^[\p{Script=Han}〇·a-zA-Z.' -]+$/u.test(text)) return no(`“${text}”不像姓名`, `"${text}" does not look like a name`, '只写姓名，不带称谓、数字和标点', 'the name alone, no title, digits or marks')
  return text.length > max ? no(`超过${max}个字`, `longer than ${max} characters`, '写短一些', 'shorten it') : ok(text)
}

export function readNumber(cell: Cell, min: number, max: number): Valued {
  if (cell === null) return ok(undefined)
  const text = narrow(said(cell)), m = /^第?(\d+)/.exec(fromHan(text))
  const n = m ? Number(m[1]) : NaN
  return Number.isInteger(n) && n >= min && n <= max ? ok(n) : no(`“${text}”应是${min}到${max}的整数`, `"${text}" must be a whole number from ${min} to ${max}`, '只写数字', 'digits only')
}

/** One of the words of a list; what a heading or a form may call it is in the list too. */
export function readWord(cell: Cell, words: Readonly<Record<string, string>>): Valued {
  if (cell === null) return ok(undefined)
  const text = alike(said(cell))
  const found = Object.entries(words).find(([w]) => alike(w) === text)
  if (found) return ok(found[1])
  const shown = [...new Map(Object.entries(words).map(([w, id]) => [id, w] as const).reverse())].map(([, w]) => w).reverse()
  return no(`没有“${tidy(said(cell))}”这一项`, `There is no "${tidy(said(cell))}" here`, `可以写：${shown.join('、')}`, `one of: ${shown.join(', ')}`)
}
