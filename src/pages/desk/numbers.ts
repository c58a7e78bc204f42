/** 文号登记簿: every number of a series in order, what bears it, and the void ones with their reasons. */
import { day, html, type Html, matterPath, raw, type View } from '#pages/view.ts'
import { moment } from '#pages/desk/audit.ts'
import { page } from '#pages/page.ts'
import type { NumberLine, NumbersView, SeriesLine } from '#service/number-register.ts'

const at = (s: SeriesLine, more = ''): string => `/desk/numbers?series=${encodeURIComponent(s.series)}${more}`
const state = (v: View, s: SeriesLine): string => (s.wrong ? v.t(`缺号或重号${s.wrong}个，请查`, `${s.wrong} missing or doubled: look into it`) : v.t('连续，没有缺号', 'Gapless'))

const series = (v: View, p: NumbersView): Html => html`<div class="table-responsive" tabindex="0" role="region" aria-label="${v.t('编号种类', 'Series')}"><table class="table lines"><caption class="visually-hidden">${v.t('编号种类', 'Series')}</caption><thead><tr><th scope="col">${v.t('种类', 'Series')}</th><th scope="col">${v.t('最近一号', 'Latest')}</th><th scope="col" class="num">${v.t('已编', 'Issued')}</th><th scope="col" class="num">${v.t('其中作废', 'Void')}</th><th scope="col">${v.t('是否连续', 'Gaps')}</th><th scope="col">${v.t('起止', 'From and to')}</th></tr></thead>
<tbody>${p.series.map(s => html`<tr data-stop><th scope="row" class="what"><a href="${at(s)}"${raw(p.one?.line.series === s.series ? ' aria-current="page"' : '')}>${v.say(s.label)}</a></th><td data-label="${v.t('最近一号', 'Latest')}">${s.latest}</td><td data-label="${v.t('已编', 'Issued')}" class="num">${String(s.issued)}</td><td data-label="${v.t('其中作废', 'Void')}" class="num">${String(s.voided)}</td><td data-label="${v.t('是否连续', 'Gaps')}"${raw(s.wrong ? ' class="fault"' : '')}>${state(v, s)}</td><td data-label="${v.t('起止', 'From and to')}" class="num">${day(v, s.first)}${s.first === s.last ? '' : html`–${day(v, s.last)}`}</td></tr>`)}</tbody></table></div>`

const line = (v: View, l: NumberLine): Html => html`<tr data-stop><th scope="row">${l.voided ? html`<s>${l.text}</s> <span class="tag">${v.t('作废', 'Void')}</span>` : l.text}</th><td data-label="${v.t('文种', 'Paper')}">${v.say(l.what)}</td><td data-label="${v.t('事项', 'Matter')}" class="what">${l.matter ? html`<a href="${matterPath('desk', l.matter.id)}">${v.say(l.matter.title)}</a>` : '—'}</td><td data-label="${v.t('日期', 'Day')}" class="num">${day(v, l.day)}</td><td data-label="${v.t('经手人', 'By whom')}">${v.say(l.by)}${l.organ ? html`<span class="sub">${v.say(l.organ)}</span>` : ''}</td><td data-label="${v.t('作废情况', 'Why void')}" class="what">${l.voided ? html`${v.say(l.voided.why)}<span class="sub">${v.say(l.voided.by)} ${moment(v, l.voided.at)}</span>` : '—'}</td></tr>`

function chosen(v: View, one: NonNullable<NumbersView['one']>): Html {
  const name = v.say(one.line.label)
  return html`<div class="head"><h2 id="one">${name}</h2><p class="no-print"><a href="/desk/numbers.xlsx?series=${encodeURIComponent(one.line.series)}" download>${v.t('导出表格', 'Export (Excel)')}</a></p></div>
<p>${v.t(`共编${one.line.issued}号，其中${one.line.brought ? `台账导入${one.line.brought}号、` : ''}作废${one.line.voided}号。`, `${one.line.issued} issued, ${one.line.brought ? `${one.line.brought} of them from a ledger, ` : ''}${one.line.voided} of them void. `)}${one.line.wrong ? html`<b class="fault">${state(v, one.line)}${one.missing.length ? v.t(`：${one.missing.join('、')}`, `: ${one.missing.join(', ')}`) : ''}</b>` : v.t('没有缺号。', 'No gap.')}</p>
<div class="table-responsive" tabindex="0" role="region" aria-labelledby="one"><table class="table lines"><caption class="visually-hidden">${name}</caption><thead><tr><th scope="col">${v.t('文号（编号）', 'Number')}</th><th scope="col">${v.t('文种', 'Paper')}</th><th scope="col">${v.t('事项', 'Matter')}</th><th scope="col">${v.t('日期', 'Day')}</th><th scope="col">${v.t('经手人', 'By whom')}</th><th scope="col">${v.t('作废情况', 'Why void')}</th></tr></thead><tbody>${one.numbers.map(l => line(v, l))}</tbody></table></div>
${one.next === null ? '' : html`<p class="no-print"><a class="btn" href="${at(one.line, `&after=${one.next}`)}">${v.t('往后看', 'More')}</a></p>`}`
}

export function numbersPage(v: View, p: NumbersView): Html {
  const name = v.t('文号登记簿', 'Register of numbers')
  return page(v, {
    title: name, face: 'desk', here: '/desk/numbers',
    body: html`<h1>${name}</h1><p class="lead">${v.t('文号和建议编号由系统连续编，签发、受理时才取号；作废的号留着，不再给别的文件用。要作废一个文号，在那件事项上办“作废文号，重新编号”。', 'Numbers are given in order when a letter is issued or a suggestion accepted. A void number stays and is never given again; to void one, use that act on its matter.')}</p>
${p.years.length > 1 ? html`<form class="filter no-print" method="get" action="/desk/numbers"><div class="field"><label class="form-label" for="n-year">${v.t('哪一年', 'Year')}</label><select class="form-select" id="n-year" name="year">${p.years.map(y => html`<option value="${y}"${raw(y === p.year ? ' selected' : '')}>${y}</option>`)}</select></div><button class="btn" type="submit">${v.t('看', 'Show')}</button></form>` : ''}
<div class="head"><p>${v.t(`${p.year}年，${p.series.length}种`, `${p.year}: ${p.series.length} series`)}</p>${p.series.length ? html`<p class="no-print"><a href="/desk/numbers.xlsx?year=${p.year}" download>${v.t('导出全年', 'Export the year')}</a></p>` : ''}</div>
${p.series.length ? series(v, p) : html`<div class="card pad empty"><p>${v.t('这一年还没有编过号。', 'No number was issued in this year.')}</p></div>`}
${p.one ? chosen(v, p.one) : ''}`,
  })
}
