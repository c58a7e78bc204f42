/** 3件等您: what waits for a deputy, one line in plain words and at most three answers each; what else there is below. */
import { left, lineLight } from '#pages/parts/light.ts'
import { shape } from '#pages/parts/icons.ts'
import { flags } from '#pages/parts/lines.ts'
import { day, html, type Html, matterPath, type View } from '#pages/view.ts'
import { type Answer, answersOf, askOf } from '#pages/deputy/answers.ts'
import { askSays, buttonOf, wayTo } from '#pages/deputy/suggestion-words.ts'
import { page } from '#pages/page.ts'
import type { DeputyItem, DeputyView } from '#service/desk-views.ts'
import type { MatterLine } from '#service/views.ts'

/** Just answered: the matter as it stands now, or nothing when it is no longer this deputy's. */
export type Answered = { readonly line: MatterLine | undefined }

const where = (v: View, m: MatterLine): string => [m.place ? v.say(m.place) : '', v.t(`${day(v, m.openedDay)}登记`, `since ${day(v, m.openedDay)}`), m.short ? v.t(`编号 ${m.short.replace(/^(\d{3})(\d{3})$/, '$1 $2')}`, `no. ${m.short.replace(/^(\d{3})(\d{3})$/, '$1 $2')}`) : ''].filter(Boolean).join(' · ')
/** Nothing to fill in is one press; anything else is one short form. No verdict is made to look like the wanted one. */
function button(v: View, i: DeputyItem, a: Answer, main: boolean): Html {
  const look = main ? 'btn btn-primary' : 'btn'
  const c = i.choices.find(x => x.act === a.act)
  if (c && c.fields.length === 0 && !a.preset) return html`<form class="tap" method="post" action="/deputy/m/${i.line.id}/${a.act}"><input type="hidden" name="_key" value="${v.newKey()}"><input type="hidden" name="_seen" value="${String(i.seq)}"><input type="hidden" name="_page" value="${i.line.id}"><input type="hidden" name="_then" value="home"><button class="${look}" type="submit">${v.say(a.label)}</button></form>`
  return html`<a class="${look}" href="/deputy/do/${i.line.id}/${a.act}${a.preset ? `?${new URLSearchParams(a.preset).toString()}` : ''}">${v.say(a.label)}</a>`
}

/** A suggestion has pages of its own: its words are read before anything is said to it. */
const isSuggestion = (m: MatterLine): boolean => m.procedure === 'suggestion'
const pathOf = (m: MatterLine): string => (isSuggestion(m) ? `/deputy/suggestions/${m.id}` : matterPath('deputy', m.id))
const asked = (v: View, i: DeputyItem): string => v.say(isSuggestion(i.line) && i.line.duty ? askSays(i.line.duty, i.line.stage) : askOf(i))
const answers = (v: View, i: DeputyItem, first: boolean): Html => {
  const d = i.line.duty
  if (isSuggestion(i.line) && d) return html`<a class="btn${first ? ' btn-primary' : ''}" href="${wayTo(i.line.id, d.act)}">${v.say(buttonOf(d.act, i.line.stage, d.actLabel))}</a>`
  return html`${answersOf(i).map((a, n) => button(v, i, a, first && n === 0 && !answersOf(i).some(x => x.preset)))}`
}

const item = (v: View, i: DeputyItem, first: boolean): Html => html`<li class="item ask" data-stop>
  <h3 class="item-title"><a href="${pathOf(i.line)}">${v.say(i.line.title)}</a>${flags(v, i.line)}</h3>
  <p class="item-sub">${isSuggestion(i.line) ? `${v.say(i.line.procedureLabel)} · ` : ''}${where(v, i.line)}</p>
  <p class="ask-what">${i.line.duty ? html`<span class="light-${i.line.duty.light}">${shape(i.line.duty.light === 'none' ? 'none' : i.line.duty.light)}</span> ` : ''}<b>${asked(v, i)}</b>${i.line.duty ? v.t(`，${day(v, i.line.duty.dueDay)}前（${left(v, i.line.duty)}）`, `, by ${day(v, i.line.duty.dueDay)} (${left(v, i.line.duty)})`) : ''}</p>
  <div class="answers">${answers(v, i, first)}</div></li>`

const small = (v: View, m: MatterLine): Html => html`<li data-stop><a href="${matterPath('deputy', m.id)}">${v.say(m.title)}</a><span class="sub">${lineLight(v, m)} ${m.ended ? '' : `${v.say(m.stageLabel)} · `}${where(v, m)}</span></li>`

/** What happens next and by when. */
function next(v: View, a: Answered): Html {
  const m = a.line, d = m && !m.ended ? m.duty : null
  return html`<div class="alert answered" role="status" tabindex="-1" autofocus><p>${shape('done')} <b>${m ? v.t(`记下了：“${v.say(m.title)}”现在“${v.say(m.stageLabel)}”。`, `Noted: "${v.say(m.title)}" is now at "${v.say(m.stageLabel)}".`) : v.t('记下了，这件事不再等您。', 'Noted; this no longer waits for you.')}</b></p>
${d ? html`<p>${v.t(`接下来由${v.say(d.owesName)}${v.say(d.actLabel)}，最晚${day(v, d.dueDay)}。`, `Next: ${v.say(d.owesName)}, ${v.say(d.actLabel)}, by ${day(v, d.dueDay)} at the latest.`)}</p>` : m?.ended ? html`<p>${v.t('这件事到此结束。', 'With this it has ended.')}</p>` : m ? '' : html`<p>${v.t('站里会另作安排。', 'The station will arrange it otherwise.')}</p>`}</div>`
}

export function deputyHome(v: View, d: DeputyView, answered?: Answered): Html {
  const n = d.waiting.length + Math.max(0, d.more)
  return page(v, {
    title: n ? v.t(`${n}件等您`, `${n} waiting for you`) : v.t('没有等您办的事', 'Nothing waits for you'), face: 'deputy', here: '/deputy', narrow: true,
    body: html`<h1>${n ? v.t(`${n}件等您`, `${n} waiting for you`) : v.t('没有等您办的事', 'Nothing waits for you')}</h1>${answered ? next(v, answered) : ''}
<h2 class="visually-hidden">${v.t('等您办的事项', 'Matters waiting for you')}</h2>
${d.waiting.length ? html`<ul class="items">${d.waiting.map((i, at) => item(v, i, at === 0))}</ul>` : html`<div class="card pad empty">${shape('done')}<p>${d.claimable.length ? v.t('都办完了。下面是本街道（镇）还没有代表跟的事。', 'All done. Below: what nobody follows in your street or town.') : v.t('都办完了，有事会出现在这里。', 'All done; anything new will stand here.')}</p></div>`}
${d.more > 0 ? html`<p class="pager"><a class="btn" href="/desk/list?ended=0">${v.t(`还有${d.more}件，看清单`, `${d.more} more in the list`)}</a></p>` : ''}
${d.claimable.length ? html`<section aria-labelledby="claimable"><h2 id="claimable">${v.t('本街道（镇）还没有代表跟的', 'Not followed yet in your street or town')}</h2><ul class="items">${d.claimable.map(i => html`<li class="item ask" data-stop><h3 class="item-title"><a href="${matterPath('deputy', i.line.id)}">${v.say(i.line.title)}</a></h3><p class="item-sub">${v.say(i.line.stageLabel)} · ${where(v, i.line)}</p><div class="answers">${button(v, i, { act: 'claim', label: ['我来跟', 'I will follow it'] }, false)}</div></li>`)}</ul></section>` : ''}
${d.following.length ? html`<section class="card pad" aria-labelledby="following"><h2 id="following">${v.t('我在跟的', 'Following')}</h2><ul class="plain-list">${d.following.map(m => small(v, m))}</ul></section>` : ''}
${d.suggestions ? html`<p><a href="/deputy/suggestions">${v.t(`我的建议：领衔${d.suggestions.lead}件、联名${d.suggestions.signed}件还在办`, `My suggestions: ${d.suggestions.lead} proposed and ${d.suggestions.signed} signed are under way`)}</a></p>` : ''}
${d.followed.length ? html`<section class="card pad" aria-labelledby="followed"><h2 id="followed">${v.t('我跟过的', 'Followed before')}</h2><ul class="plain-list">${d.followed.map(m => small(v, m))}</ul></section>` : ''}`,
  })
}
