/** 人大代表: who represents whom, as the law has it made public (代表法 58). Names, levels and seats; nobody's telephone. */
import { html, type Html, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import type { PublicDeputies, PublicDeputy } from '#service/register-views.ts'

const one = (v: View, d: PublicDeputy): Html => html`<li class="item"><h2 class="item-title">${v.say(d.name)}</h2><p class="item-sub">${d.seats.map(s => v.t(`${s.level[0]}人大代表${s.seat ? `（${s.seat[0]}）` : ''}`, `${s.level[1]} deputy${s.seat ? ` (${s.seat[1]})` : ''}`)).join(v.t('、', ', '))}</p>${d.delegation || d.station ? html`<p class="item-sub">${[d.delegation, d.station].filter(x => x !== null).map(x => v.say(x)).join(' · ')}</p>` : ''}</li>`

export function deputies(v: View, p: PublicDeputies): Html {
  const select = (id: string, label: string, all: PublicDeputies['places'], at: string | undefined): Html => html`<div class="field"><label class="form-label" for="d-${id}">${label}</label><select class="form-select" id="d-${id}" name="${id}"><option value="">${v.t('全部', 'All')}</option>${all.map(o => html`<option value="${o.id}"${raw(o.id === at ? ' selected' : '')}>${v.say(o.label)}</option>`)}</select></div>`
  return page(v, {
    title: v.t('人大代表', 'Deputies'), face: 'portal', here: '/deputies', narrow: true, noindex: false,
    body: html`<h1>${v.t('人大代表', 'Deputies')}</h1>
<p class="lead">${v.t('各级人大代表名单，按姓氏笔画排列。联系代表，请到联络站，或打站里电话。', 'Deputies of every level, in the order of the strokes of the surname. Reach them through the liaison stations.')} <a href="/stations">${v.t('找联络站', 'Find a station')}</a></p>
<form class="filter" method="get" action="/deputies" role="search" aria-label="${v.t('查找代表', 'Find deputies')}">${select('place', v.t('街道（镇）', 'Street or town'), p.places, p.place)}${select('level', v.t('级别', 'Level'), p.levels, p.level)}<button class="btn" type="submit">${v.t('查找', 'Find')}</button></form>
<p aria-live="polite"><b>${v.t(`共${p.list.length}名`, `${p.list.length} in all`)}</b></p>
${p.list.length ? html`<ul class="plain-cards deputies">${p.list.map(d => one(v, d))}</ul>` : html`<div class="card pad empty"><p>${v.t('没有符合条件的代表。', 'No deputy fits.')}</p></div>`}`,
  })
}
