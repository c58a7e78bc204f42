/** 我的建议: what is asked of me first, then those I lead, those I signed, and what I am still writing. */
import { clock, day, html, type Html, type View } from '#pages/view.ts'
import { flags } from '#pages/parts/lines.ts'
import { lineLight } from '#pages/parts/light.ts'
import { page } from '#pages/page.ts'
import { askLine, buttonOf, numbered, stageSays, wayTo } from '#pages/deputy/suggestion-words.ts'
import type { DraftView } from '#service/desk-views.ts'
import type { SuggestionLine, SuggestionLists } from '#service/deputy-suggestion-views.ts'

const at = (id: string): string => `/deputy/suggestions/${id}`
const who = (v: View, s: SuggestionLine): string => (s.duty && !s.ended ? v.t(`现在该${v.say(s.duty.owesName)}${v.say(s.duty.actLabel)}，${day(v, s.duty.dueDay)}前`, `now ${v.say(s.duty.owesName)}: ${v.say(s.duty.actLabel)}, by ${day(v, s.duty.dueDay)}`) : '')

const item = (v: View, s: SuggestionLine, main: boolean): Html => html`<li class="item ask" data-stop>
  <h3 class="item-title"><a href="${at(s.id)}">${v.say(s.title)}</a>${flags(v, s)}</h3>
  <p class="item-sub">${[numbered(v, s.number, s.session), v.t(`${day(v, s.openedDay)}提`, `proposed ${day(v, s.openedDay)}`)].filter(Boolean).join(' · ')}</p>
  ${s.mine && !s.ended ? html`${askLine(v, s.mine, s.stage)}<div class="answers"><a class="btn${main ? ' btn-primary' : ''}" href="${wayTo(s.id, s.mine.act)}">${v.say(buttonOf(s.mine.act, s.stage, s.mine.actLabel))}</a></div>`
    : html`<p class="item-duty">${s.ended ? html`${lineLight(v, s)}` : html`<b>${stageSays(v, s.stage, s.stageLabel)}</b>${who(v, s) ? v.t(`。${who(v, s)}`, `; ${who(v, s)}`) : ''}`}</p>`}</li>`

const dayOfMoment = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
const draft = (v: View, d: DraftView): Html => html`<li><a href="${d.form}">${d.kept.title?.[0]?.trim() || v.t('（还没有标题）', '(no title yet)')}</a><span class="sub">${v.t(`${day(v, dayOfMoment(d.at))} ${clock(d.at)}存的`, `kept ${day(v, dayOfMoment(d.at))} ${clock(d.at)}`)}</span></li>`

export function suggestionsPage(v: View, l: SuggestionLists): Html {
  const first = [...l.asked, ...l.lead, ...l.signed].find(s => s.mine && !s.ended)
  const list = (id: string, zh: string, en: string, items: readonly SuggestionLine[]): Html | '' => items.length ? html`<section aria-labelledby="${id}"><h2 id="${id}">${v.t(zh, en)}</h2><ul class="items">${items.map(s => item(v, s, s === first))}</ul></section>` : ''
  const none = !l.checked.length && !l.asked.length && !l.lead.length && !l.signed.length
  return page(v, {
    title: v.t('我的建议', 'My suggestions'), face: 'deputy', here: '/deputy/suggestions', narrow: true,
    body: html`<h1>${v.t('我的建议', 'My suggestions')}</h1>
<p class="go"><a class="btn${first ? '' : ' btn-primary'}" href="/deputy/suggestions/new">${v.t('写一件建议', 'Write one')}</a> <a class="btn" href="/deputy/suggestions/alike">${v.t('看看有没有提过', 'Proposed before?')}</a></p>
${list('asked', '请我联名的', 'Asked to sign', l.asked)}
${l.drafts.length ? html`<section class="card pad" aria-labelledby="drafts"><h2 id="drafts">${v.t('还在写的', 'Being written')}</h2><ul class="plain-list">${l.drafts.map(d => draft(v, d))}</ul><p class="hint">${v.t('草稿只有您自己看得到，九十天没有动就删去。', 'Seen by you alone; gone after ninety days untouched.')}</p></section>` : ''}
${l.checked.length ? html`<section class="card pad" aria-labelledby="checked"><h2 id="checked">${v.t('正在按规定核查的', 'Being checked as the rules require')}</h2><ul class="plain-list">${l.checked.map(x => html`<li>${v.t(`${[x.session?.[0], x.number?.[0]].filter(Boolean).join(' ') || '您领衔的一件建议'}（${day(v, x.openedDay)}提）`, `${[x.session?.[1], x.number?.[1]].filter(Boolean).join(', ') || 'A suggestion of yours'} (proposed ${day(v, x.openedDay)})`)}<span class="sub">${v.t(`由${x.by.map(b => b[0]).join('、')}核查，有事请找他们`, `by ${x.by.map(b => b[1]).join(', ')}; ask them`)}</span></li>`)}</ul><p class="hint">${v.t('核查期间谁都打不开，期限停着；核查完了自动回来。', 'Nobody can open it meanwhile and its dates wait; it comes back when the check is over.')}</p></section>` : ''}
${list('lead', '我领衔的', 'Proposed by me', l.lead)}
${list('signed', '我联名的', 'Signed by me', l.signed)}
${none ? html`<div class="card pad empty"><p>${v.t('您还没有提过建议。开会时、闭会后都可以提，一件说一件事。', 'You have not proposed anything yet. One matter each, in session or between.')}</p></div>` : ''}`,
  })
}
