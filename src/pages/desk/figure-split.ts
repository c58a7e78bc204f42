/** A figure in parts: by handling organ, by theme, by lead deputy. Register order and names, never by number: it is no ranking. Each part opens to its list. */
import { html, type Html, raw, type View, withParam } from '#pages/view.ts'
import type { Label } from '#loop/words.ts'
import type { FigureView, SplitPart } from '#service/views.ts'

/** What the desk splits a figure by: the word of the address, and the column. */
export const ways = [{ param: 'organ', by: 'organ', label: ['承办单位', 'Handling organ'] }, { param: 'theme', by: 'category', label: ['分类', 'Theme'] }, { param: 'deputy', by: 'person', label: ['领衔代表', 'Lead deputy'] }] as const
export type Way = (typeof ways)[number]
/** Of no organ, no theme, no deputy. */
export const none = 'none'

export type FigureParts = {
  readonly way: Way
  /** What else this person may split it by. */
  readonly offered: readonly Way[]
  readonly parts: readonly SplitPart[]
}

/** The address of the page with other words in it. */
export const pathWith = (path: string, set: Readonly<Record<string, string | undefined>>): string => Object.entries(set).reduce((p, [name, value]) => withParam(p, name, value), path)

export function splitTable(v: View, f: FigureView, s: FigureParts): Html {
  const name = v.t(`分开看：按${s.way.label[0]}`, `In parts: by ${s.way.label[1].toLowerCase()}`), open = (p: SplitPart, more: Record<string, string> = {}) => pathWith(v.path, { by: undefined, [s.way.param]: p.id ?? none, ...more })
  const opens = (p: SplitPart, n: number, what: Label, more?: Record<string, string>): Html => html`<td class="num" data-label="${v.say(what)}">${n ? html`<a href="${open(p, more)}" aria-label="${v.t(`${p.label[0]}，${what[0]}${n}`, `${p.label[1]}, ${what[1]}: ${n}`)}">${String(n)}</a>` : '0'}</td>`
  const over: Label = ['分子', 'Over'], under: Label = ['分母', 'Under'], sides = (p: { ratio?: { over: number; under: number } }) => p.ratio ?? { over: 0, under: 0 }
  return html`<section class="split"><div class="head"><h2>${name}</h2><p class="no-print"><a href="${pathWith(v.path.replace(/(\/desk\/figures\/[^/?]+)/, '$1.xlsx'), { by: s.way.param })}" download>${v.t('导出这张表', 'Export this table (Excel)')}</a></p></div>
${s.offered.length > 1 ? html`<nav class="years no-print" aria-label="${v.t('分开看', 'In parts')}">${s.offered.map(w => html`<a href="${pathWith(v.path, { by: w.param })}"${raw(w.by === s.way.by ? ' aria-current="page"' : '')}>${v.t(`按${w.label[0]}`, `By ${w.label[1].toLowerCase()}`)}</a> `)}</nav>` : ''}
${s.parts.length ? html`<div class="table-responsive" tabindex="0" role="region" aria-label="${name}"><table class="table lines"><caption>${v.t('按名册、分类的次序排列，不排名次', 'In the order of the register or the list; no ranking')}</caption><thead><tr><th scope="col">${v.say(s.way.label)}</th>${f.ratio ? html`<th scope="col" class="num">${v.say(over)}</th><th scope="col" class="num">${v.say(under)}</th>` : ''}<th scope="col" class="num">${v.say(f.unit)}</th></tr></thead>
<tbody>${s.parts.map(p => html`<tr data-part="${p.id ?? none}"><th scope="row">${v.say(p.label)}</th>${f.ratio ? html`${opens(p, sides(p).over, over)}${opens(p, sides(p).under, under, { reading: 'under' })}<td class="num" data-label="${v.say(f.unit)}">${p.text}</td>` : opens(p, p.value, f.unit)}</tr>`)}</tbody>
<tfoot><tr><th scope="row">${v.t('合计', 'Together')}</th>${f.ratio ? html`<td class="num" data-label="${v.say(over)}">${String(f.ratio.over)}</td><td class="num" data-label="${v.say(under)}">${String(f.ratio.under)}</td>` : ''}<td class="num" data-label="${v.say(f.unit)}">${f.text}</td></tr></tfoot></table></div>
<p class="hint">${s.way.by === 'organ' ? v.t('一件由几家办的，算在主办单位名下；改交过的，算在现在的单位名下。件数少的，百分数只作参考。', 'With several handlers it stands under the lead; one that was reassigned under the organ it is with now. Percentages of a few say little.') : s.way.by === 'person' ? v.t('按姓氏笔画排列，只供代工委工作使用，不对外公布，不比较高低。', 'In the order of names, for the committee’s own work; not published and not compared.') : v.t('分类在本地设置里改名、增减。', 'Themes are named in the local settings.')}</p>`
    : html`<p>${v.t('还没有可以分开的记录。', 'Nothing to split yet.')}</p>`}</section>`
}
