/** What the pages of accounts share: plain fields, their faults, moments, tables that become cards on a phone. */
import { clock, day, html, type Html, raw, type View } from '#pages/view.ts'
import { dayOf } from '#law/time.ts'
import type { Instant, Label } from '#loop/words.ts'
import type { Field } from '#service/accounts/views.ts'

export type Input = { readonly id: string; readonly label: Label; readonly value?: string; readonly type?: 'text' | 'password' | 'number' | 'date'; readonly complete?: string; readonly mode?: 'numeric' | 'tel' | 'email'; readonly hint?: Label; readonly optional?: boolean; readonly short?: boolean; readonly list?: string }
export const faultOf = (faults: readonly Field[] | undefined, id: string): Label | undefined => faults?.find(f => f.field === id)?.says

/** One labelled control with its hint and its fault. */
export function input(v: View, i: Input, faults?: readonly Field[]): Html {
  const fault = faultOf(faults, i.id), id = i.id.replace(/[^\w-]/g, '-'), about = [i.hint ? `${id}-hint` : '', fault ? `${id}-error` : ''].filter(Boolean).join(' ')
  return html`<div class="field${fault ? ' field-bad' : ''}"><label class="form-label" for="${id}">${v.say(i.label)}${i.optional ? html` <span class="opt">${v.t('选填', 'optional')}</span>` : ''}</label>${i.hint ? html`<p class="hint" id="${id}-hint">${v.say(i.hint)}</p>` : ''}${fault ? html`<p class="fault" id="${id}-error">${v.say(fault)}</p>` : ''}<input class="form-control${i.short ? ' short' : ''}" id="${id}" name="${i.id}" type="${i.type === 'password' ? 'password' : 'text'}" value="${i.type === 'password' ? '' : i.value ?? ''}" autocomplete="${i.complete ?? 'off'}"${raw(i.mode ? ` inputmode="${i.mode}"` : '')}${raw(i.list ? ` list="${i.list}"` : '')} autocapitalize="none" spellcheck="false"${raw(i.optional ? '' : ' required')}${raw(about ? ` aria-describedby="${about}"` : '')}${raw(fault ? ' aria-invalid="true"' : '')}></div>`
}
/** What is wrong, at the head of the form, leading to each place. */
export const summary = (v: View, faults: readonly Field[] | undefined): Html | '' => (faults?.length
  ? html`<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><ul>${faults.map(f => html`<li>${f.field ? html`<a href="#${f.field.replace(/[^\w-]/g, '-')}">${v.say(f.says)}</a>` : v.say(f.says)}</li>`)}</ul></div>` : '')
export const told = (v: View, what: Label): Html => html`<div class="alert" role="status"><p>${v.say(what)}</p></div>`

/** Today at 14:05, or the day and the minute. */
export const moment = (v: View, at: Instant | null): string => (at ? `${day(v, dayOf(at))} ${clock(at)}` : '—')
export const hidden = (fields: Readonly<Record<string, string | undefined>>): Html => html`${Object.entries(fields).filter(([, x]) => x).map(([k, x]) => html`<input type="hidden" name="${k}" value="${x}">`)}`

export type Column = { readonly head: Label; readonly num?: boolean }
/** A table that scrolls inside itself and, on a phone, becomes cards. */
export const table = (v: View, name: string, columns: readonly Column[], rows: readonly Html[]): Html => html`<div class="table-responsive" tabindex="0" role="region" aria-label="${name}"><table class="table lines"><caption class="visually-hidden">${name}</caption><thead><tr>${columns.map(c => html`<th scope="col"${raw(c.num ? ' class="num"' : '')}>${v.say(c.head)}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`
export const cell = (v: View, c: Column, body: Html | string): Html => html`<td data-label="${v.say(c.head)}"${raw(c.num ? ' class="num"' : '')}>${body}</td>`
/** Device names are the machine's own words. */
export const device = (text: string): Html | string => (text ? html`<span lang="en">${text}</span>` : '—')
export const passwordHint: Label = ['至少12位；8到11位的，要有大写字母、小写字母、数字、符号里的三种。不能含登录名和姓名。', 'At least 12 characters; 8 to 11 need three of capitals, small letters, digits and signs. Not your login or your name.']
