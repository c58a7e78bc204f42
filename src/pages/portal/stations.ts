/** 联络站: all of them, one of them, and the poster that hangs in its yard. */
import { day, html, type Html, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { mark } from '#pages/parts/icons.ts'
import type { StationLine, StationView } from '#service/stations.ts'

const tel = (phone: string): Html => html`<a class="tel" href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>`

export function stations(v: View, list: readonly StationLine[], q: string): Html {
  const words = q.trim().toLowerCase()
  const shown = list.filter(s => !words || [...s.name, ...(s.place ?? [])].some(x => x.toLowerCase().includes(words)))
  return page(v, {
    title: v.t('代表联络站', 'Liaison stations'), face: 'portal', here: '/stations', narrow: true, noindex: false,
    body: html`<h1>${v.t('代表联络站', 'Liaison stations')}</h1>
<p class="lead">${v.t('各级人大代表在站里接待群众。找到您家附近的站，可以上门说，也可以打电话。', 'Deputies of every level receive people here. Find the one near you; come in or ring.')}</p>
<form class="filter" method="get" action="/stations" role="search" aria-label="${v.t('查找联络站', 'Find a station')}"><div class="field"><label class="form-label" for="q">${v.t('街道（镇）或站名', 'Street, town or station')}</label><input class="form-control" id="q" name="q" value="${q}" autocomplete="off"></div><button class="btn" type="submit">${v.t('查找', 'Find')}</button></form>
${shown.length ? html`<ul class="plain-cards">${shown.map(s => html`<li class="item"><h2 class="item-title"><a href="/stations/${s.id}">${v.say(s.name)}</a></h2><p class="item-sub">${s.phone ? html`${v.t('电话', 'Tel.')} ${tel(s.phone)} · ` : ''}${v.t(`代表${s.deputies}名`, `${s.deputies} deputies`)}</p></li>`)}</ul>`
    : html`<div class="card pad empty"><p>${list.length ? v.t(`没有找到“${q}”。`, `Nothing found for "${q}".`) : v.t('联络站名册还没有录入。', 'No stations are on the register yet.')}</p>${list.length ? html`<p><a class="btn" href="/stations">${v.t('看全部联络站', 'Show every station')}</a></p>` : ''}</div>`}`,
  })
}

export const station = (v: View, s: StationView): Html => page(v, {
  title: v.say(s.name), face: 'portal', here: '/stations', narrow: true, noindex: false,
  body: html`<p class="over"><a href="/stations">${v.t('← 全部联络站', '← Every station')}</a></p><h1>${v.say(s.name)}</h1>
<div class="card pad station-call"><div>${s.phone ? html`<p class="over">${v.t('站里电话', 'Telephone')}</p><p class="tel-big">${tel(s.phone)}</p>` : html`<p>${v.t('站里电话还没有登记，请直接到站。', 'No telephone is entered yet; please come in.')}</p>`}</div>
<p class="go"><a class="btn btn-primary" href="/raise${s.placeId ? `?at=${s.id}` : ''}">${v.t('向这个站反映问题', 'Raise a request here')}</a> <a class="btn" href="/stations/${s.id}/poster">${v.t('打印海报', 'Poster to print')}</a></p></div>
<section class="card pad" aria-labelledby="days"><h2 id="days">${v.t('代表接待日', 'Reception days')}</h2>
${s.upcoming.length ? html`<ol class="days">${s.upcoming.map(r => html`<li><p class="day-when"><b>${day(v, r.day)}</b>${r.hours ? html` ${r.hours}` : ''}</p><p>${[r.spot ?? '', r.deputies.length ? v.t(`接待代表：${r.deputies.map(d => v.say(d)).join('、')}`, `Deputies: ${r.deputies.map(d => v.say(d)).join(', ')}`) : ''].filter(Boolean).join(v.t('；', '; '))}</p></li>`)}</ol>` : html`<p>${v.t('近期的接待日还没有排定。有事可以随时打站里电话。', 'No day is fixed yet. You may ring the station at any time.')}</p>`}
<p class="hint">${v.t(`${s.held.year}年已接待${s.held.days}次，接待群众${s.held.voters}人次。`, `${s.held.year}: ${s.held.days} days held, ${s.held.voters} people received.`)}</p></section>
<section class="card pad" aria-labelledby="deputies"><h2 id="deputies">${v.t(`本街道（镇）的人大代表（${s.deputies}名）`, `Deputies of this street or town (${s.deputies})`)}</h2>
${s.levels.length ? html`<dl class="levels">${s.levels.map(l => html`<div><dt>${v.t(...l.level)} <small>${String(l.names.length)}</small></dt><dd><ul class="names">${l.names.map(n => html`<li>${v.say(n)}</li>`)}</ul></dd></div>`)}</dl><p class="hint">${v.t('有的代表同时是几级代表，各级里都列出。联系代表请通过联络站。', 'Some are deputies at several levels and stand under each. Please reach them through the station.')}</p>` : html`<p>${v.t('代表名单还没有录入。', 'The list of deputies is still empty.')}</p>`}</section>`,
})

/** One sheet for the notice board: what it is for, one large code, a telephone. Nothing that goes stale. */
export const poster = (v: View, s: StationView, qr: Html): Html => page(v, {
  title: v.t(`${v.say(s.name)}海报`, `Poster of ${v.say(s.name)}`), face: 'portal', narrow: true,
  body: html`<div class="no-print"><p class="over"><a href="/stations/${s.id}">${v.t('← 回到联络站', '← Back to the station')}</a></p><p class="lead">${v.t('用A4纸打印，贴在站门口、小区和村的公告栏。扫码的人不用选街道（镇）。', 'Print on A4 for the station’s door and notice boards. Whoever scans it need not choose the street or town.')}</p></div>
<article class="poster"><p class="poster-brand">${mark()} <span>${v.say(s.name)}</span></p>
<h1><span>${v.t('您身边的事，', 'Tell your deputies ')}</span><span>${v.t('说给代表听', 'what needs doing')}</span></h1>
<div class="poster-qr">${qr}</div>
<p class="poster-do">${v.t('手机扫一扫，不用下载、不用注册', 'Scan it: nothing to install, no account')}</p>
${s.phone ? html`<p class="poster-tel">${v.t('不方便扫码，打站里电话', 'Or ring the station')} <b>${s.phone}</b></p>` : ''}
<p class="poster-stop">${v.t('紧急危险请拨110、119、120', 'In danger ring 110, 119, 120')}</p></article>`,
})
