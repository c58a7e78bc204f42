/** 日历: a month of reception days, activities and what falls due; on a phone the days that hold something, one below the other. */
import { shape } from '#pages/parts/icons.ts'
import { html, type Html, matterPath, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { weekdayName } from '#law/time.ts'
import type { CalendarCell, CalendarEntry, CalendarView } from '#service/desk-views.ts'

/** So many of a day stand in its box; the rest one tap away. */
const inSight = 4
const monthName = (v: View, m: string): string => v.lang === 'zh' ? `${m.slice(0, 4)}年${Number(m.slice(5))}月` : `${m.slice(5)}/${m.slice(0, 4)}`
const weekNames: readonly (readonly [string, string])[] = [['周一', 'Mon'], ['周二', 'Tue'], ['周三', 'Wed'], ['周四', 'Thu'], ['周五', 'Fri'], ['周六', 'Sat'], ['周日', 'Sun']]

const entry = (v: View, e: CalendarEntry): Html => html`<li class="cal-${e.kind}"><a href="${matterPath(v.who?.face ?? 'desk', e.matter)}">${e.light ? html`<span class="light-${e.light}">${shape(e.light)}</span>` : ''}${e.time ? html`<b class="num">${e.time}</b> ` : ''}${e.kind === 'duty' ? html`<b>${v.say(e.what)}</b> ` : ''}${v.say(e.title)}${e.kind === 'event' ? html` <small>${v.say(e.what)}</small>` : ''}</a></li>`

function cell(v: View, c: CalendarCell, today: string): Html {
  const list = c.entries, first = list.slice(0, list.length > inSight + 1 ? inSight : list.length), rest = list.slice(first.length)
  const kind = [c.inMonth ? '' : 'cal-out', c.working ? '' : 'cal-rest', c.day === today ? 'cal-today' : '', list.length || (c.name && c.inMonth) || c.day === today ? '' : 'cal-bare'].filter(Boolean).join(' ')
  return html`<td${raw(kind ? ` class="${kind}"` : '')}><p class="cal-day"><time datetime="${c.day}"><b>${String(Number(c.day.slice(8)))}</b><span class="cal-week"> ${v.say(weekdayName(c.day))}</span></time>${c.day === today ? html` <span class="tag">${v.t('今天', 'Today')}</span>` : ''}${c.name ? html` <span class="cal-name">${v.say(c.name)}</span>` : ''}</p>
${list.length ? html`<ul>${first.map(e => entry(v, e))}</ul>${rest.length ? html`<details><summary>${v.t(`还有${rest.length}件`, `${rest.length} more`)}</summary><ul>${rest.map(e => entry(v, e))}</ul></details>` : ''}` : ''}</td>`
}

export function calendar(v: View, c: CalendarView): Html {
  const go = (m: string, word: string, rel: string): Html => html`<a class="btn" rel="${rel}" href="/desk/calendar?month=${m}">${word}</a>`
  const own = c.weeks.flat().filter(d => d.inMonth), events = own.reduce((n, d) => n + d.entries.filter(e => e.kind === 'event').length, 0), duties = own.reduce((n, d) => n + d.entries.filter(e => e.kind === 'duty').length, 0)
  return page(v, {
    title: v.t('日历', 'Calendar'), face: 'desk', here: '/desk/calendar',
    body: html`<div class="head"><h1>${monthName(v, c.month)}</h1><nav class="cal-go no-print" aria-label="${v.t('换月份', 'Another month')}">${go(c.before, v.t('← 上个月', '← Before'), 'prev')} ${c.today.slice(0, 7) === c.month ? '' : html`<a class="btn" href="/desk/calendar">${v.t('本月', 'This month')}</a> `}${go(c.after, v.t('下个月 →', 'After →'), 'next')}</nav></div>
<p class="hint">${v.t(`接待日和活动${events}场，${v.say(v.who!.organName)}要办的到期${duties}件。`, `${events} reception days and activities; ${duties} duties of ${v.say(v.who!.organName)} fall due.`)}${c.month > c.coveredUntil.slice(0, 7) ? v.t('这个月的放假安排还没有公布，只按双休日显示。', ' The holidays of this month are not announced yet; weekends only.') : ''}</p>
<table class="cal"><caption class="visually-hidden">${monthName(v, c.month)}</caption><thead><tr>${weekNames.map(([zh, en]) => html`<th scope="col">${v.t(zh, en)}</th>`)}</tr></thead><tbody>${c.weeks.map(w => html`<tr>${w.map(d => cell(v, d, c.today))}</tr>`)}</tbody></table>
${events + duties ? '' : html`<p class="cal-none">${v.t('这个月没有接待日、活动和到期的事。', 'Nothing is planned and nothing falls due this month.')}</p>`}`,
  })
}
