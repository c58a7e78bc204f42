/** 承办情况: what each handling organ has in hand, in the order of the register; each number opens the list it counts. */
import { day, html, type Html, raw, type View } from '#pages/view.ts'
import { listAddress } from '#pages/desk/address.ts'
import { page } from '#pages/page.ts'
import type { WorkloadView, WorkNumber } from '#service/desk-views.ts'

const number = (v: View, n: WorkNumber, id: string, label: string, who: string): Html => html`<td class="num" data-label="${label}"${n.n ? '' : raw(' data-empty')}>${n.n ? html`<a class="work-${id}" href="${listAddress(n.filters)}" aria-label="${v.t(`${who}${label}${n.n}件`, `${who}, ${label}: ${n.n}`)}">${String(n.n)}</a>` : html`<span class="zero">0</span>`}</td>`

export function workload(v: View, w: WorkloadView): Html {
  const name = v.t('承办情况', 'Work in hand'), now = w.columns.filter(c => !c.inPeriod).length
  return page(v, {
    title: name, face: 'desk', here: '/desk/workload',
    body: html`<div class="head"><h1>${name}</h1><p class="no-print"><a href="/desk/workload.xlsx?from=${w.from}&amp;to=${w.to}" download>${v.t('导出表格', 'Export (Excel)')}</a></p></div>
<p class="hint">${v.t('按名册次序排列，不排名次。每个数字点开就是它数的那些事。', 'In the order of the register; no ranking. Each number opens exactly what it counts.')}</p>
<form class="filter no-print" method="get" action="/desk/workload"><div class="field"><label class="form-label" for="w-from">${v.t('从哪天', 'From')}</label><input class="form-control" type="date" id="w-from" name="from" value="${w.from}"></div><div class="field"><label class="form-label" for="w-to">${v.t('到哪天', 'To')}</label><input class="form-control" type="date" id="w-to" name="to" value="${w.to}"></div><button class="btn" type="submit">${v.t('看', 'Show')}</button></form>
${w.rows.length ? html`<div class="table-responsive" tabindex="0" role="region" aria-label="${name}"><table class="table lines work"><caption class="visually-hidden">${name}</caption>
<thead><tr><th scope="col" rowspan="2">${v.t('承办单位', 'Handling organ')}</th><th scope="colgroup" colspan="${String(now)}" class="num">${v.t('现在', 'Now')}</th><th scope="colgroup" colspan="${String(w.columns.length - now)}" class="num">${v.t(`${day(v, w.from)}至${day(v, w.to)}`, `${day(v, w.from)} to ${day(v, w.to)}`)}</th></tr><tr>${w.columns.map(c => html`<th scope="col" class="num">${v.say(c.label)}</th>`)}</tr></thead>
<tbody>${w.rows.map(r => html`<tr data-stop><th scope="row">${v.say(r.name)}</th>${r.numbers.map((n, i) => number(v, n, w.columns[i]!.id, v.say(w.columns[i]!.label), v.say(r.name)))}</tr>`)}</tbody>
<tfoot><tr><th scope="row">${v.t('合计', 'Together')}</th>${w.total.map((n, i) => number(v, n, w.columns[i]!.id, v.say(w.columns[i]!.label), v.t('合计', 'Together')))}</tr></tfoot></table></div>`
      : html`<div class="card pad empty"><p><b>${w.columns.length ? v.t('还没有派给承办单位的事。', 'Nothing has been sent to a handling organ yet.') : v.t('您的职务看不到承办情况。', 'Your post does not see the work in hand.')}</b></p></div>`}`,
  })
}
