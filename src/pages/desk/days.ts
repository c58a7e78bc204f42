/** 接待日与活动: what is to be recorded, to be confirmed, to come; and the way to one that nobody had planned. */
import { lineLight } from '#pages/parts/light.ts'
import { page } from '#pages/page.ts'
import { day as dayText, html, type Html, type View } from '#pages/view.ts'
import { weekdayName } from '#law/time.ts'
import type { DayLine, Days } from '#service/day.ts'

const people = (v: View, l: DayLine): string => (l.people.length ? l.people.slice(0, 4).map(p => v.say(p)).join(v.t('、', ', ')) + (l.people.length > 4 ? v.t(`等${l.people.length}名`, ` and ${l.people.length - 4} more`) : '') : v.t('还没有安排代表', 'no deputies planned yet'))

function row(v: View, l: DayLine, button: string | undefined, several: boolean): Html {
  const href = `/desk/days/${l.id}`
  return html`<li class="item item-two"><div><p class="item-top"><span class="tag">${v.say(l.procedureLabel)}</span> <span class="tag">${v.say(l.stageLabel)}</span></p>
<h3 class="item-title"><a href="${href}">${dayText(v, l.day)} ${v.say(weekdayName(l.day))}${l.hours ? ` ${l.hours}` : ''}${several && l.place ? html` · ${v.say(l.place)}` : ''}</a></h3>
<p class="item-sub">${l.procedure === 'activity' ? html`${v.say(l.title)} · ` : ''}${people(v, l)}</p>${l.duty && !l.ended ? html`<p class="item-duty">${lineLight(v, l)} ${v.say(l.duty.actLabel)}</p>` : ''}</div>
${button ? html`<p class="go"><a class="btn" href="${href}">${button}</a></p>` : ''}</li>`
}

export function daysPage(v: View, d: Days, openable: boolean): Html {
  const all = [...d.toRecord, ...d.toConfirm, ...d.coming, ...d.done]
  const several = new Set(all.map(l => l.place?.[0])).size > 1
  const part = (id: string, label: string, list: readonly DayLine[], button?: string, empty?: string): Html | '' => (list.length || empty ? html`<section aria-labelledby="${id}"><h2 id="${id}">${label}${list.length ? `（${list.length}）` : ''}</h2>${list.length ? html`<ul class="items">${list.map(l => row(v, l, button, several))}</ul>` : html`<p class="card pad">${empty}</p>`}</section>` : '')
  return page(v, {
    title: v.t('接待日', 'Reception days'), face: 'desk', here: '/desk/days',
    body: html`<div class="head"><h1>${v.t('接待日与主题活动', 'Reception days and activities')}</h1>${openable ? html`<p class="go"><a class="btn" href="/desk/new/reception">${v.t('排接待日', 'Plan a day')}</a><a class="btn" href="/desk/new/activity">${v.t('计划活动', 'Plan an activity')}</a><a class="btn" href="/desk/month">${v.t('本月小结', 'This month')}</a></p>` : ''}</div>
${part('record', v.t('待登记', 'To be recorded'), d.toRecord, v.t('登记这一天', 'Record the day'), openable ? v.t('没有等着登记的。', 'Nothing waits to be recorded.') : undefined)}
${openable ? html`<p>${v.t('没有排期、当天就接待了？', 'Held without a plan?')} <a href="/desk/days/new/reception">${v.t('直接登记接待日', 'Record a reception day')}</a>${v.t('，或', ', or ')}<a href="/desk/days/new/activity">${v.t('直接登记活动', 'record an activity')}</a>${v.t('。', '.')}</p>` : ''}
${part('confirm', v.t('待站长确认', 'To be confirmed'), d.toConfirm)}
${part('coming', v.t('即将到来', 'Coming'), d.coming, undefined, v.t('还没有排期。', 'Nothing is planned yet.'))}
${part('done', v.t('最近登记的', 'Lately recorded'), d.done)}`,
  })
}
