/** Who looked at which contact and why, and the register of processing: for those who keep watch and handle no matter. */
import { html, type Html, raw, type View } from '#pages/view.ts'
import { moment } from '#pages/desk/audit.ts'
import { page } from '#pages/page.ts'
import type { LooksView } from '#service/audit.ts'
import type { Processed } from '#service/processing.ts'

export function looks(v: View, l: LooksView): Html {
  const name = v.t('联系方式查看记录', 'Looks at contacts')
  return page(v, {
    title: name, face: 'desk', here: '/desk/views',
    body: html`<h1>${name}</h1><p class="lead">${v.t('看一次记一次，补打回执也记；反映人凭回执看得到同样的内容。这里打不开事项，也不能按反映人查。', 'Each look and each receipt printed again is written down; the requester reads the same on the receipt. No matter opens from here, and nothing is looked up by requester.')}</p>
<form class="filter no-print" method="get" action="/desk/views"><div class="field"><label class="form-label" for="v-from">${v.t('从', 'From')}</label><input class="form-control" type="date" id="v-from" name="from" value="${l.from}"></div><div class="field"><label class="form-label" for="v-to">${v.t('到', 'to')}</label><input class="form-control" type="date" id="v-to" name="to" value="${l.to}"></div>
<div class="field"><label class="form-label" for="v-person">${v.t('谁看的', 'Viewer')}</label><select class="form-select" id="v-person" name="viewer"><option value="">${v.t('全部', 'All')}</option>${l.viewers.map(x => html`<option value="${x.id}"${raw(x.id === l.person ? ' selected' : '')}>${v.say(x.person)}${v.t('（', ' (')}${v.say(x.organ)}${v.t('）', ')')} ${String(x.n)}</option>`)}</select></div><button class="btn" type="submit">${v.t('看', 'Show')}</button></form>
<div class="head"><p>${v.t(`${l.looks.length}次`, `${l.looks.length} looks`)}${l.more ? v.t('，只列最近500次', ', the latest 500 only') : ''}</p><p class="no-print"><a href="/desk/views.xlsx?from=${l.from}&to=${l.to}${l.person ? `&viewer=${l.person}` : ''}" download>${v.t('导出表格', 'Export (Excel)')}</a></p></div>
${l.looks.length ? html`<div class="table-responsive" tabindex="0" role="region" aria-label="${name}"><table class="table lines"><caption class="visually-hidden">${name}</caption><thead><tr><th scope="col">${v.t('什么时候', 'When')}</th><th scope="col">${v.t('谁', 'Who')}</th><th scope="col">${v.t('单位', 'Organ')}</th><th scope="col">${v.t('做了什么', 'What')}</th><th scope="col">${v.t('理由', 'Reason')}</th><th scope="col">${v.t('事项编号', 'Id')}</th></tr></thead>
<tbody>${l.looks.map(x => html`<tr><td class="num">${moment(v, x.at)}</td><th scope="row">${v.say(x.person)}</th><td data-label="${v.t('单位', 'Organ')}">${v.say(x.organ)}</td><td data-label="${v.t('做了什么', 'What')}">${x.what === 'receipt' ? v.t('补打回执', 'Printed the receipt again') : v.t('查看联系方式', 'Looked at the contact')}</td><td data-label="${v.t('理由', 'Reason')}" class="what">${x.reason}</td><td data-label="${v.t('事项编号', 'Id')}"><code class="id">${x.matter}</code></td></tr>`)}</tbody></table></div>` : html`<div class="card pad empty"><p>${v.t('这段时间没有人看过。', 'Nobody looked in this time.')}</p></div>`}`,
  })
}

/** The table both pages show. */
export function processed(v: View, rows: readonly Processed[], caption: string): Html {
  const head = { what: v.t('个人信息', 'What'), where: v.t('在哪里收', 'Where collected'), purpose: v.t('做什么用', 'Purpose'), sees: v.t('谁看得到', 'Who sees it'), keeps: v.t('存多久', 'How long') }
  return html`<div class="table-responsive" tabindex="0" role="region" aria-label="${caption}"><table class="table lines processing"><caption class="visually-hidden">${caption}</caption><thead><tr>${Object.values(head).map(h => html`<th scope="col">${h}</th>`)}</tr></thead>
<tbody>${rows.map(r => html`<tr><th scope="row" class="what">${v.say(r.what)}</th><td data-label="${head.where}" class="what">${v.say(r.where)}</td><td data-label="${head.purpose}" class="what">${v.say(r.purpose)}</td><td data-label="${head.sees}" class="what">${r.sees.map(s => v.say(s)).join(v.t('、', ', '))}</td><td data-label="${head.keeps}" class="what">${v.say(r.keeps)}</td></tr>`)}</tbody></table></div>`
}
export function processingPage(v: View, rows: readonly Processed[]): Html {
  const name = v.t('个人信息处理登记', 'Register of processing')
  return page(v, {
    title: name, face: 'desk', here: '/desk/processing',
    body: html`<h1>${name}</h1><p class="lead">${v.t('由办理规程的声明和本县设置生成：收哪些、做什么用、谁看得到、存多久。改了声明，这里跟着变。', 'Made from the declarations and the county’s settings: what is collected, what for, who sees it, how long. It changes with them.')}</p>
${processed(v, rows, name)}<p class="hint">${v.t('依据：个人信息保护法第十七条、第五十一条、第五十五条。', 'Basis: Personal Information Protection Law, arts 17, 51, 55.')}</p>`,
  })
}
