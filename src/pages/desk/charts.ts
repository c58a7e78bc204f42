/** 图表: a figure of the year by month, by place and by category; each chart with its numbers as a table. */
import { columns } from '#pages/parts/chart.ts'
import { html, type Html, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import type { Label } from '#loop/words.ts'
import type { FigureView } from '#service/views.ts'

export type Parts = readonly { readonly id: string | null; readonly label: Label; readonly value: number }[]
export type Charts = { readonly year: number; readonly figure: FigureView; readonly figures: readonly FigureView[]; readonly by: readonly { readonly id: string; readonly title: Label; readonly horizontal: boolean; readonly parts: Parts }[] }

export async function charts(v: View, c: Charts): Promise<Html> {
  const unit = v.say(c.figure.unit)
  const drawn = await Promise.all(c.by.map(async b => html`<section class="card pad">${await columns(v, { caption: `${v.say(c.figure.label)} · ${v.t(...b.title)}`, unit, rows: b.parts.map(p => ({ label: v.say(p.label), value: p.value })), horizontal: b.horizontal })}</section>`))
  return page(v, {
    title: v.t('图表', 'Charts'), face: 'desk', here: '/desk/figures',
    body: html`<p class="over no-print"><a href="/desk/figures?year=${String(c.year)}">${v.t('← 全部数字', '← All figures')}</a></p><h1>${v.t(`${c.year}年的图表`, `Charts of ${c.year}`)}</h1>
<form class="filter no-print" method="get" action="/desk/charts"><div class="field"><label class="form-label" for="c-f">${v.t('看哪个数', 'Which figure')}</label><select class="form-select" id="c-f" name="figure">${c.figures.map(f => html`<option value="${f.id}"${raw(f.id === c.figure.id ? ' selected' : '')}>${v.say(f.label)}</option>`)}</select></div><div class="field"><label class="form-label" for="c-y">${v.t('年份', 'Year')}</label><input class="form-control" id="c-y" name="year" inputmode="numeric" value="${String(c.year)}"></div><button class="btn" type="submit">${v.t('看', 'Show')}</button></form>
<p class="hint">${v.say(c.figure.definition)} <a href="/desk/figures/${c.figure.id}?year=${String(c.year)}">${v.t(`共${c.figure.text}${unit}，看记录`, `${c.figure.text} ${unit} in all; see the records`)}</a></p>
${drawn}`,
  })
}
