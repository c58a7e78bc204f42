/** A table of small forms: a few rows stand open, the rest behind one line. Works without scripts; what was typed comes back. */
import { html, type Html, type View } from '#pages/view.ts'
import type { ChoiceField } from '#loop/available.ts'
import { type Drawn, field } from '#pages/parts/field.ts'

/** An average day has one or two opinions, a full one five. */
const open = 5
const cellName = (id: string, at: number, cell: string): string => `${id}.${at}.${cell}`

/** Draws the rows of a field. `first` names the cells that always stand; the others wait behind 更多. */
export function rowsField(v: View, f: ChoiceField, d: Drawn, first: readonly string[] = Object.keys(f.row ?? {})): Html {
  const form = f.row ?? {}
  const used = Object.keys(d.kept ?? {}).flatMap(name => { const m = new RegExp(`^${f.id}\\.(\\d{1,3})\\.`).exec(name); return m && d.kept![name]!.some(x => x.trim() !== '') ? [Number(m[1])] : [] })
  const shown = Math.max(open, ...used.map(n => n + 1))
  const total = Math.min(f.max, Math.max(shown + 5, 12))
  const cell = (at: number, id: string): Html => field(v, { ...form[id]!, id: cellName(f.id, at, id) }, { ...d, plain: true })
  const row = (at: number): Html => {
    const rest = Object.keys(form).filter(id => !first.includes(id))
    const opened = rest.some(id => d.kept?.[cellName(f.id, at, id)]?.[0] || d.faults?.some(x => x.field === cellName(f.id, at, id)))
    return html`<fieldset class="row-card" id="${d.prefix}-${f.id}-${at}"><legend>${v.t(`第${at + 1}条`, `No. ${at + 1}`)}</legend><div class="row-cells">${first.map(id => cell(at, id))}</div>${rest.length ? html`<details class="row-more"${opened ? html` open` : ''}><summary>${v.t('更多：', 'More: ')}${rest.map(id => v.say(form[id]!.label)).join(v.t('、', ', '))}</summary><div class="row-cells">${rest.map(id => cell(at, id))}</div></details>` : ''}</fieldset>`
  }
  const span = (from: number, to: number): Html[] => Array.from({ length: Math.max(0, to - from) }, (_, i) => row(from + i))
  return html`<div class="rows" id="${d.prefix}-${f.id}">${span(0, shown)}${total > shown ? html`<details class="more"><summary>${v.t(`再登记几条（第${shown + 1}至${total}条）`, `More rows (${shown + 1} to ${total})`)}</summary>${span(shown, total)}</details>` : ''}</div>`
}
