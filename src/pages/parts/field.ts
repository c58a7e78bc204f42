/** One declared field as an HTML control: label, hint, what was typed, and its fault beside it. */
import { type Fault, html, type Html, type Kept, raw, type View } from '#pages/view.ts'
import type { ChoiceField } from '#loop/available.ts'
import type { Option } from '#loop/fields.ts'
import { rowsField } from '#pages/parts/rows.ts'

export type Drawn = { readonly kept?: Kept | undefined; readonly faults?: readonly Fault[] | undefined; /** Makes ids unique where a page has several forms. */ readonly prefix: string; readonly preset?: Readonly<Record<string, string>> | undefined; /** A row that may stay empty: nothing is marked optional or forced. */ readonly plain?: true }

/** Few options are buttons, many are a list. */
const fewOptions = 5
/** A list this long gets a box to narrow it. */
const longList = 20
const on = (yes: boolean, word: string): Html | '' => (yes ? html`${raw(` ${word}`)}` : '')

/** The id of a field's control: where the error summary leads. */
export const fieldId = (prefix: string, id: string): string => `${prefix}-${id}`
const valuesOf = (d: Drawn, f: ChoiceField): readonly string[] => d.kept?.[f.id] ?? (d.preset?.[f.id] ? [d.preset[f.id]!] : [])
/** Whether there is anything to choose from: a register field without options cannot be drawn. */
export const drawable = (f: ChoiceField): boolean => !f.unseen && (!['organ', 'person', 'place', 'entry', 'choice'].includes(f.kind) || f.options.length > (f.many && !f.required ? 1 : 0))

export function field(v: View, f: ChoiceField, d: Drawn): Html {
  const id = fieldId(d.prefix, f.id)
  const fault = d.faults?.find(x => x.field === f.id)
  const hints = [f.hint ? `${id}-hint` : '', fault ? `${id}-error` : ''].filter(Boolean).join(' ')
  const about = html`${raw(hints ? ` aria-describedby="${hints}"` : '')}${on(fault !== undefined, 'aria-invalid="true"')}${on(f.required && !d.plain, 'required')}`
  const label = html`${v.t(...f.label)}${f.required || d.plain ? '' : html` <span class="opt">${v.t('选填', 'optional')}</span>`}`
  const beside = html`${f.hint ? html`<p class="hint" id="${id}-hint">${v.t(...f.hint)}</p>` : ''}${fault ? html`<p class="fault" id="${id}-error">${v.say(fault.says)}</p>` : ''}`
  const values = valuesOf(d, f)
  const box = (control: Html): Html => html`<div class="field${fault ? ' field-bad' : ''}">${control}</div>`
  const labelled = (control: Html): Html => box(html`<label class="form-label" for="${id}">${label}</label>${beside}${control}`)
  const grouped = (control: Html, kind = 'radiogroup'): Html => box(html`<fieldset id="${id}" tabindex="-1"${raw(hints ? ` aria-describedby="${hints}"` : '')}${on(kind === 'radiogroup', 'role="radiogroup"')}><legend class="form-label">${label}</legend>${beside}${control}</fieldset>`)

  switch (f.kind) {
    case 'text':
      return f.long || f.many
        ? labelled(html`<textarea class="form-control" id="${id}" name="${f.id}" rows="${f.max > 500 ? '6' : '4'}"${about}>${f.many ? values.join('\n') : values[0] ?? ''}</textarea>`)
        : labelled(html`<input class="form-control" id="${id}" name="${f.id}" value="${values[0] ?? ''}"${f.mode === 'time' ? html` type="time"` : f.mode === 'tel' ? html` inputmode="tel" type="tel" autocomplete="tel"` : html`${f.mode ? html` inputmode="${f.mode}"` : ''} type="text" autocomplete="off"`}${about}>`)
    case 'number':
      return labelled(html`<input class="form-control short" id="${id}" name="${f.id}" type="text" inputmode="numeric" value="${values[0] ?? ''}"${about}>`)
    case 'date':
      return labelled(html`<input class="form-control short" id="${id}" name="${f.id}" type="date" value="${values[0] ?? ''}"${about}>`)
    case 'yesNo':
      return box(html`${beside}<label class="check" for="${id}"><input class="form-check-input" id="${id}" name="${f.id}" type="checkbox" value="on"${on(values.length > 0 && values[0] !== '', 'checked')}${raw(hints ? ` aria-describedby="${hints}"` : '')}><span>${v.t(...f.label)}</span></label>`)
    case 'rows':
      return box(html`<p class="form-label">${label}</p>${beside}${rowsField(v, f, d)}`)
    case 'files':
      return labelled(html`${values.map(x => html`<input type="hidden" name="${f.id}" value="${x}">`)}${values.length ? html`<p class="hint">${v.t(`已收到${values.length}个文件，不用重传`, `${values.length} file(s) received already; no need to send again`)}</p>` : ''}<input class="form-control" id="${id}" name="${f.id}" type="file" accept="image/jpeg,image/png,image/webp,image/heic,application/pdf"${on(f.many, 'multiple')}${raw(hints ? ` aria-describedby="${hints}"` : '')} data-preview><p class="hint">${v.t(`最多${f.max}个，每个不超过8兆；照片里的拍摄地点会自动去掉`, `At most ${f.max}, 8 MB each; where a photo was taken is removed`)}</p>`)
    case 'choice': case 'organ': case 'person': case 'place': case 'entry':
      if (f.many) return grouped(html`<div class="many"${on(f.options.length > longList, 'data-filter-box')}>${f.options.map((o, i) => tick(v, f, o, `${id}-${i}`, values, 'checkbox'))}</div>`, 'group')
      if (f.required && f.options.length <= fewOptions && f.kind === 'choice') return grouped(html`<div class="few">${f.options.map((o, i) => tick(v, f, o, `${id}-${i}`, values, 'radio'))}</div>`)
      return labelled(html`<select class="form-select" id="${id}" name="${f.id}"${about}${on(f.options.length > longList, 'data-filter')}><option value="">${f.required ? v.t('请选择', 'Please choose') : v.t('不选', 'None')}</option>${f.options.map(o => html`<option value="${o.id}"${on(values.includes(o.id) || (f.required && f.options.length === 1), 'selected')}>${v.say(o.label)}</option>`)}</select>${d.plain ? '' : notes(v, f.options)}`)
  }
}

const tick = (v: View, f: ChoiceField, o: Option, id: string, values: readonly string[], type: 'radio' | 'checkbox'): Html =>
  html`<label class="check" for="${id}"><input class="form-check-input" id="${id}" name="${f.id}" type="${type}" value="${o.id}"${on(values.includes(o.id), 'checked')}><span>${v.say(o.label)}</span></label>`

/** What must be read before one of the options is chosen: dangers and matters for another door. */
const notes = (v: View, options: readonly Option[]): Html | '' => {
  const with_ = options.filter(o => o.note)
  return with_.length ? html`<details class="small"><summary>${v.t('有几类请先看一眼', 'Read this first for some of them')}</summary><ul class="hint">${with_.map(o => html`<li>${v.say(o.label)}${v.t('：', ': ')}${v.say(o.note!)}</li>`)}</ul></details>` : ''
}

/** All faults at the top of the page, each leading to its field; takes the focus. */
export function faultSummary(v: View, faults: readonly Fault[] | undefined, prefix: string, more?: Html): Html | '' {
  if (!faults?.length) return ''
  return html`<div class="alert alert-danger summary" role="alert" tabindex="-1" autofocus>
  <h2>${v.t('还差一点，没有办成', 'Not done yet')}</h2>
  <ul>${faults.map(f => html`<li>${f.field ? html`<a href="#${fieldId(prefix, f.field)}">${v.say(f.says)}</a>` : v.say(f.says)}</li>`)}</ul>
  ${more ?? ''}
  <p class="hint">${v.t('您填的内容都还在。', 'Everything you typed is still here.')}</p>
</div>`
}
