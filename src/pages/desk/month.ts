/** 〈本月小结〉: the month of a station, or of every station for the district; each number opens to its records. Prints on one page. */
import { page } from '#pages/page.ts'
import { html, type Html, raw, type View } from '#pages/view.ts'
import type { FigureRecord, FigureView } from '#service/views.ts'
import type { MonthView } from '#service/month.ts'
import { dayOf } from '#law/time.ts'

const monthName = (v: View, month: string): string => v.t(`${month.slice(0, 4)}年${Number(month.slice(5))}月`, new Date(`${month}-15T00:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }))
const moved = (month: string, n: number): string => { const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + n; return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}` }
const listPath = (m: MonthView, figure: string, place: string | null, reading?: string): string => `/desk/month/list?figure=${figure}&month=${m.month}${place ? `&place=${place}` : ''}${reading ? `&reading=${reading}` : ''}`

const card = (v: View, m: MonthView, f: FigureView): Html => html`<article class="card pad tile-plain"><h2>${v.say(f.label)}</h2><p class="number"><a href="${listPath(m, f.id, m.place?.id ?? null)}">${f.text}</a><small>${v.say(f.unit)}</small></p>${f.readings.filter(r => r.value > 0 && r.value !== f.value).slice(0, 6).map(r => html`<p class="small">${v.say(r.label)} <a href="${listPath(m, f.id, m.place?.id ?? null, r.id)}">${r.text}</a></p>`)}</article>`

export function monthPage(v: View, m: MonthView): Html {
  const link = (month: string, place = m.place?.id): string => `/desk/month?month=${month}${place ? `&place=${place}` : ''}`
  return page(v, {
    title: v.t('本月小结', 'The month'), face: 'desk', here: '/desk/days',
    body: html`<div class="head"><h1>${monthName(v, m.month)}${v.t('小结', '')}${m.place ? html` · ${v.say(m.place.label)}` : m.places.length > 1 ? html` · ${v.t('全区', 'the whole district')}` : ''}</h1><p class="go no-print"><a class="btn btn-sm" rel="prev" href="${link(moved(m.month, -1))}">${v.t('上一月', 'Previous')}</a><a class="btn btn-sm" rel="next" href="${link(moved(m.month, 1))}">${v.t('下一月', 'Next')}</a></p></div>
${m.places.length > 1 ? html`<form class="filter no-print" action="/desk/month"><input type="hidden" name="month" value="${m.month}"><div class="field"><label class="form-label" for="place">${v.t('街道（镇）', 'Street or town')}</label><select class="form-select" id="place" name="place"><option value="">${v.t('全部', 'All')}</option>${m.places.map(p => html`<option value="${p.id}"${raw(p.id === m.place?.id ? ' selected' : '')}>${v.say(p.label)}</option>`)}</select></div><button class="btn" type="submit">${v.t('看', 'Show')}</button></form>` : ''}
<p class="hint">${v.t('数字都由登记的记录数出来，点开就是清单；不用另外填月报。', 'Every number is counted from the records and opens to its list; no monthly return is filled in.')}</p>
<div class="tiles">${m.figures.map(f => card(v, m, f))}</div>
${m.rows.length ? html`<div class="table-responsive"><table class="table lines"><caption>${v.t('按名册顺序，不排名', 'In the order of the register; no ranking')}</caption><thead><tr><th scope="col">${v.t('街道（镇）', 'Street or town')}</th>${m.columns.map(c => html`<th scope="col" class="num">${v.say(c.label)}</th>`)}</tr></thead><tbody>${m.rows.map(r => html`<tr><th scope="row">${r.id ? html`<a href="${link(m.month, r.id)}">${v.say(r.place)}</a>` : v.say(r.place)}</th>${r.values.map((n, i) => html`<td class="num" data-label="${v.say(m.columns[i]!.label)}">${n ? html`<a href="${listPath(m, m.columns[i]!.id, r.id)}">${String(n)}</a>` : '0'}</td>`)}</tr>`)}</tbody><tfoot><tr><th scope="row">${v.t('合计', 'Together')}</th>${m.figures.map(f => html`<td class="num" data-label="${v.say(f.label)}"><a href="${listPath(m, f.id, null)}">${f.text}</a></td>`)}</tr></tfoot></table></div><p class="hint">${v.t('同一位代表在几个街道（镇）接待过的，合计里只算一次，所以合计可能小于各行之和。', 'A deputy who came to several places counts once in the total, which may be less than the sum of the rows.')}</p>` : ''}`,
  })
}

export function monthList(v: View, p: { readonly label: string; readonly back: string; readonly records: readonly FigureRecord[]; readonly total: string }): Html {
  return page(v, {
    title: p.label, face: 'desk', here: '/desk/days',
    body: html`<p><a href="${p.back}">${v.t('← 回到小结', '← Back')}</a></p><h1>${p.label}</h1><p class="lead">${v.t('合计', 'In all:')} <b class="num">${p.total}</b></p>
${p.records.length ? html`<div class="table-responsive"><table class="table lines"><thead><tr><th scope="col">${v.t('日期', 'Day')}</th><th scope="col">${v.t('事项', 'Matter')}</th><th scope="col">${v.t('代表', 'Deputy')}</th><th scope="col">${v.t('街道（镇）', 'Place')}</th><th scope="col" class="num">${v.t('计数', 'Count')}</th></tr></thead><tbody>${p.records.map(r => html`<tr><td data-label="${v.t('日期', 'Day')}">${r.id === null ? '—' : dayOf(r.at)}</td><td class="what" data-label="${v.t('事项', 'Matter')}">${r.mine ? html`<a href="/desk/m/${r.matter}">${r.title || v.t('（还没有摘要）', '(no gist yet)')}</a>` : v.t('（不在您的权限内）', '(not yours to see)')}</td><td data-label="${v.t('代表', 'Deputy')}"${raw(r.person ? '' : ' data-empty')}>${r.person ? v.say(r.person) : ''}</td><td data-label="${v.t('街道（镇）', 'Place')}">${r.place ? v.say(r.place) : ''}</td><td class="num" data-label="${v.t('计数', 'Count')}">${String(r.quantity)}</td></tr>`)}</tbody></table></div>` : html`<p class="card pad empty">${v.t('这个月没有记录。', 'No records in this month.')}</p>`}`,
  })
}
