/** What anybody may look up: the state of a request, published results, open figures. */
import { day, html, type Html, promise, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { statusForms } from '#pages/portal/home.ts'
import type { Day, Label } from '#loop/words.ts'
import type { FigureView, PublicLine } from '#service/views.ts'

export type Found = readonly { readonly plain: Label; readonly by: Day | null; readonly byWhat: Label | null; readonly openedDay: Day }[]

export const status = (v: View, result?: { found?: Found; fault?: Label; kept: { short?: string; tail?: string } }): Html => page(v, {
  title: v.t('查进度', 'Follow your request'), face: 'portal', here: '/status', narrow: true,
  body: html`<h1>${v.t('查进度', 'Follow your request')}</h1>
${result?.fault ? html`<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><p>${v.say(result.fault)}</p></div>` : ''}
${result?.found ? html`<section class="card pad" aria-live="polite">${result.found.length
    ? result.found.map(f => html`<p class="plain"><b>${v.say(f.plain)}</b><span>${v.t(`${day(v, f.openedDay)}登记`, `entered ${day(v, f.openedDay)}`)}${f.by ? v.t(`，${promise(v, f.by, f.byWhat)}`, `, ${promise(v, f.by, f.byWhat)}`) : ''}</span></p>`)
    : html`<p>${v.t('没有查到。请核对编号和电话后四位；当时没留电话的，请用回执码查，或打站里电话。', 'Nothing found. Check the digits; if no phone was left, use the receipt code or ring the station.')}</p>`}</section>` : ''}
<section class="card pad">${statusForms(v, result?.kept)}</section>
<p class="hint">${v.t('六位编号只能查到走到哪一步，看不到内容。', 'The six digits show the stage only, never the content.')}</p>`,
})

export const published = (v: View, items: readonly PublicLine[]): Html => page(v, {
  title: v.t('公开的办理结果', 'Published results'), face: 'portal', here: '/published', narrow: true, noindex: false,
  body: html`<h1>${v.t('公开的办理结果', 'Published results')}</h1>
<p class="lead">${v.t('由一人拟稿、另一人审核后公开，不含姓名和住址。', 'Written by one person, approved by another; no names or addresses.')}</p>
${items.length ? html`<ul class="items">${items.map(i => html`<li class="item"><p class="item-top">${i.outcome ? html`<span class="tag">${v.say(i.outcome)}</span>` : ''}</p><h2 class="item-title">${i.title}</h2><p>${i.text}</p><p class="item-sub">${[i.place ? v.say(i.place) : '', v.say(i.category), day(v, i.openedDay)].filter(Boolean).join(' · ')}</p></li>`)}</ul>`
    : html`<div class="card pad empty"><p>${v.t('还没有公开的办理结果。', 'Nothing has been published yet.')}</p></div>`}`,
})

export const figures = (v: View, list: readonly FigureView[], year: number): Html => page(v, {
  title: v.t('数字', 'Figures'), face: 'portal', here: '/figures', narrow: true, noindex: false,
  body: html`<h1>${v.t(`${year}年的数字`, `Figures of ${year}`)}</h1>
<p class="lead">${v.t('每个数字都写明怎么数、数到哪一天；同样的话还能怎么数，也列在旁边。', 'Each says how it is counted and up to which day; other ways to read the same words stand beside it.')}</p>
${yearLinks(v, '/figures', year)}
${list.length ? list.map(f => figureCard(v, f)) : html`<div class="card pad empty"><p>${v.t('这一年还没有数字。', 'No figures for this year.')}</p></div>`}`,
})

export const yearLinks = (v: View, path: string, year: number): Html => html`<nav class="years" aria-label="${v.t('年份', 'Year')}"><a href="${path}?year=${String(year - 1)}">${v.t(`← ${year - 1}年`, `← ${year - 1}`)}</a> <b aria-current="page">${v.t(`${year}年`, String(year))}</b> <a href="${path}?year=${String(year + 1)}">${v.t(`${year + 1}年 →`, `${year + 1} →`)}</a></nav>`

/** A number, its unit, what it means, and the other readings as a table. */
export const figureCard = (v: View, f: FigureView, more?: Html): Html => html`<section class="card pad figure" aria-labelledby="f-${f.id}">
  <h2 id="f-${f.id}">${v.say(f.label)} <small class="tag">${f.id}</small></h2>
  <p class="number">${f.text}<small>${v.say(f.unit)}</small></p>
  <p>${v.say(f.definition)}</p>
  <div class="table-responsive" tabindex="0" role="region" aria-label="${v.t(`${v.say(f.label)}：各种数法`, `${v.say(f.label)}: readings`)}"><table class="table"><caption>${v.t(`${f.period.from}至${f.period.to}，数到${f.asOf}`, `${f.period.from} to ${f.period.to}, as of ${f.asOf}`)}</caption><thead><tr><th scope="col">${v.t('怎么数', 'Reading')}</th><th scope="col" class="num">${v.t('数', 'Count')}</th></tr></thead>
  <tbody><tr><th scope="row">${v.say(f.label)}</th><td class="num">${f.text}</td></tr>${f.readings.map(r => html`<tr><th scope="row">${v.say(r.label)}</th><td class="num">${r.text}</td></tr>`)}</tbody></table></div>
  ${more ?? ''}</section>`
