/** 数字 for the desk: each number opens to exactly the records it counts. */
import { day, html, type Html, matterPath, type View, withParam } from '#pages/view.ts'
import { also, figureCard, spanText, tiles, yearLinks } from '#pages/portal/public.ts'
import { type FigureParts, pathWith, splitTable, type Way } from '#pages/desk/figure-split.ts'
import { page } from '#pages/page.ts'
import type { Day, Label } from '#loop/words.ts'
import type { FigureRecord, FigureView } from '#service/views.ts'

/** What is counted, and over which days unless the words say so themselves. */
const counted = (v: View, f: FigureView): string => { const span = spanText(v, f), words = v.say(f.definition); return words.startsWith(span) ? words : `${span}${v.t('。', '. ')}${words}` }

export const figures = (v: View, list: readonly FigureView[], year: number): Html => page(v, {
  title: v.t('数字', 'Figures'), face: 'desk', here: '/desk/figures',
  body: html`<div class="head"><h1>${v.t(`${year}年的数字`, `Figures of ${year}`)}</h1></div>${yearLinks(v, '/desk/figures', year)}<p class="no-print"><a href="/desk/charts?year=${String(year)}">${v.t('看图表', 'Charts')}</a> · <a href="/desk/exports">${v.t('导出记录', 'Exports')}</a>${v.who?.posts.some(x => x.kind === 'deputyAffairsOfficer') ? html` · <a href="/desk/numbers">${v.t('文号登记簿', 'Register of numbers')}</a>` : ''}</p>
${tiles(v, list, f => html`<a class="tile" href="/desk/figures/${f.id}?year=${String(year)}"><span>${v.say(f.label)} <small class="tag">${f.id}</small></span><b class="number">${f.text}<small>${v.say(f.unit)}</small></b>${also(v, f)}<small>${counted(v, f)}${f.imported ? v.t(`其中${f.imported}条由台账导入。`, ` ${f.imported} from an imported ledger.`) : ''}</small></a>`)}
${list.length ? '' : html`<div class="card pad empty"><p>${v.t('这一年还没有数字。', 'No figures for this year.')}</p></div>`}`,
})

export type FigurePage = { readonly figure: FigureView; readonly records: readonly FigureRecord[]; readonly year: number; readonly asOf?: Day | undefined; readonly known?: Day | undefined; readonly reading?: string | undefined; readonly only: readonly { readonly way: Way; readonly label: Label }[]; readonly parts: FigureParts | undefined }

export function figure(v: View, p: FigurePage): Html {
  const f = p.figure, sum = p.records.reduce((n, r) => n + r.quantity, 0)
  const csv = new URL(pathWith(v.path, { by: undefined }), 'http://local').search, organs = p.records.some(r => r.organ)
  const name = v.t('记录', 'Records')
  return page(v, {
    title: v.say(f.label), face: 'desk', here: '/desk/figures',
    body: html`<p class="over"><a href="/desk/figures?year=${String(p.year)}">${v.t('← 全部数字', '← All figures')}</a></p><h1>${v.say(f.label)}</h1>
${p.only.length ? html`<p class="only">${p.only.map(o => html`<span class="tag">${v.say(o.way.label)}：${v.say(o.label)}</span> `)}<a class="no-print" href="${pathWith(v.path, { organ: undefined, theme: undefined, deputy: undefined, reading: undefined, by: p.only[0]!.way.param })}">${v.t('看全部', 'Show all')}</a></p>` : ''}
${figureCard(v, f, html`<details class="no-print"><summary>${v.t('换一天、换一种数法看', 'Another day or reading')}</summary><form method="get" action="/desk/figures/${f.id}">${[...new URL(v.path, 'http://local').searchParams].filter(([k]) => ['organ', 'theme', 'deputy'].includes(k)).map(([k, value]) => html`<input type="hidden" name="${k}" value="${value}">`)}<div class="grid">
<div class="field"><label class="form-label" for="y">${v.t('年份', 'Year')}</label><input class="form-control" id="y" name="year" inputmode="numeric" value="${String(p.year)}"></div>
<div class="field"><label class="form-label" for="a">${v.t('数到哪天', 'As of')}</label><input class="form-control" id="a" type="date" name="asOf" value="${p.asOf ?? ''}"></div>
<div class="field"><label class="form-label" for="k">${v.t('按哪天所知', 'As known on')}</label><input class="form-control" id="k" type="date" name="known" value="${p.known ?? ''}"></div>
<div class="field"><label class="form-label" for="r">${v.t('数法', 'Reading')}</label><select class="form-select" id="r" name="reading"><option value="">${v.say(f.label)}${f.ratio ? v.t('（分子）', ' (over)') : ''}</option>${f.ratio ? html`<option value="under"${p.reading === 'under' ? html` selected` : ''}>${v.t('分母', 'Under')}</option>` : ''}${f.readings.map(r => html`<option value="${r.id}"${p.reading === r.id ? html` selected` : ''}>${v.say(r.label)}</option>${r.ratio ? html`<option value="${r.id}.under"${p.reading === `${r.id}.under` ? html` selected` : ''}>${v.say(r.label)}${v.t('（分母）', ' (under)')}</option>` : ''}`)}</select></div></div><button class="btn" type="submit">${v.t('看', 'Show')}</button></form></details>`)}
${p.parts ? splitTable(v, f, p.parts) : ''}
<div class="head"><h2>${v.t(`记录${p.records.length}条${sum !== p.records.length ? `，合计${sum}` : ''}`, `${p.records.length} records${sum !== p.records.length ? `, ${sum} in all` : ''}`)}</h2><p class="no-print"><a href="/desk/figures/${f.id}.xlsx${csv}" download>${v.t('导出表格', 'Export (Excel)')}</a> · <a href="/desk/figures/${f.id}.csv${csv}" download>CSV</a></p></div>
<div class="table-responsive" tabindex="0" role="region" aria-label="${name}"><table class="table lines"><caption class="visually-hidden">${name}</caption><thead><tr><th scope="col">${v.t('哪天', 'Day')}</th><th scope="col">${v.t('事项', 'Matter')}</th><th scope="col">${v.t('街道（镇）', 'Place')}</th>${organs ? html`<th scope="col">${v.t('单位', 'Organ')}</th>` : ''}<th scope="col" class="num">${v.t('计数', 'Count')}</th></tr></thead>
<tbody>${p.records.map(r => html`<tr><td class="num">${r.id === null ? '—' : day(v, new Date(Date.parse(r.at) + 28_800_000).toISOString().slice(0, 10))}</td><th scope="row" class="what">${r.mine && r.matter ? html`<a href="${matterPath(v.who?.face ?? 'desk', r.matter)}">${r.title || v.t('（没有摘要）', '(no gist)')}</a>` : r.person && r.matter === r.id && r.title ? html`${v.say(r.person)}` : r.matter === null && r.title ? html`<span class="hint">${v.t(r.title, '(sealed)')}</span>` : html`<span class="hint">${v.t('（别的站的事，摘要不显示）', '(another station’s; gist not shown)')}</span>`}</th><td>${r.place ? v.say(r.place) : '—'}${r.imported ? html` <span class="tag">${v.t('导入', 'Imported')}</span>` : ''}</td>${organs ? html`<td>${r.organ ? v.say(r.organ) : '—'}</td>` : ''}<td class="num">${String(r.quantity)}</td></tr>`)}</tbody></table></div>
${p.records.length ? '' : html`<p>${v.t('没有记录。', 'No records.')}</p>`}
<p class="hint"><a href="${withParam(`/figures?year=${p.year}`, 'lang', undefined)}">${v.t('群众看到的样子', 'What the public sees')}</a></p>`,
  })
}
