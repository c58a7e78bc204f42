/** What every page is given besides its own data: the language, the congress, who is signed in, and where the page lives. */
import { html, raw } from 'hono/html'
import type { Day, Id, Instant, Label } from '#loop/words.ts'
import type { Who } from '#service/views.ts'

export type Html = ReturnType<typeof html>
export { html, raw }
export type Lang = 'zh' | 'en'

/** What a form was sent with, to be shown again: field name → the texts typed. */
export type Kept = Readonly<Record<string, readonly string[]>>
/** One fault of a form, named beside its field and in the summary at the top. */
export type Fault = { readonly field: string; readonly says: Label }

export type View = {
  readonly lang: Lang
  /** One of two texts of our own, by the reader's language, said in the county's words. */
  t(zh: string, en: string): string
  say(label: Label): string
  readonly congress: { readonly name: Label; readonly sample: boolean; readonly slips: readonly Label[]; readonly slipSteps: readonly (readonly number[])[]; readonly retentionDays: number } | undefined
  /** The civil day by the congress's own clock. */
  readonly today: Day | undefined
  /** The moment by the same clock, for what is printed. */
  readonly now?: Instant | undefined
  readonly who: Who | undefined
  /** A GET address of this page, for the language and large-type switches. */
  readonly path: string
  readonly big: boolean
  readonly assets: { readonly css: string; readonly filter: string; readonly preview: string; readonly keys: string; readonly drafts: string; readonly ticks: string; readonly cells: string; readonly sending: string; readonly menu: string; readonly alike: string }
  /** A fresh idempotency key for a form. */
  newKey(): string
}

export const nothing = ''
/** What is to have happened by a day, as one sentence: 最晚12月8日前给结果. */
export const promise = (v: View, by: Day | null, what: Label | null): string => (by && what ? v.say(what).replace('这天', day(v, by)).replace('by then', `by ${day(v, by)}`) : '')
/** `2025-06-18` as 6月18日 · 18 June, with the year when it is not this one. */
export function day(v: View, d: Day | null | undefined): string {
  if (!d) return '—'
  const [y, m, n] = [d.slice(0, 4), Number(d.slice(5, 7)), Number(d.slice(8, 10))]
  const thisYear = v.today?.slice(0, 4) === y
  if (v.lang === 'zh') return thisYear ? `${m}月${n}日` : `${y}年${m}月${n}日`
  const month = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][m - 1]
  return thisYear ? `${n} ${month}` : `${n} ${month} ${y}`
}
/** The minute of a moment in Beijing time. */
export const clock = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)
/** 482915 → 482 915 */
export const spaced = (short: string): string => short.replace(/^(\d{3})(\d{3})$/, '$1 $2')
/** An address of this page with one parameter changed. */
export function withParam(path: string, name: string, value: string | undefined): string {
  const url = new URL(path, 'http://local')
  if (value === undefined) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  return url.pathname + url.search
}
export const matterPath = (face: 'desk' | 'deputy', id: Id): string => `/${face}/m/${id}`
