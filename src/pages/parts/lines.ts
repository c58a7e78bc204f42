/** Matters in a list: a table that scrolls inside itself, or cards on a phone. */
import { day, html, type Html, matterPath, spaced, type View } from '#pages/view.ts'
import { left, lineLight } from '#pages/parts/light.ts'
import type { MatterLine } from '#service/views.ts'

type Face = 'desk' | 'deputy'
export const flags = (v: View, m: MatterLine): Html => html`${m.flags.map(f => html` <span class="tag tag-near">${v.say(f)}</span>`)}`
const title = (v: View, m: MatterLine, face: Face): Html => html`<a href="${matterPath(face, m.id)}">${v.say(m.title)}</a>${flags(v, m)}`

/** The wide list of the desk. */
export const lineTable = (v: View, items: readonly MatterLine[], caption: string): Html => html`<div class="table-responsive" tabindex="0" role="region" aria-label="${caption}"><table class="table lines">
<caption class="visually-hidden">${caption}</caption>
<thead><tr><th scope="col">${v.t('事项', 'Matter')}</th><th scope="col">${v.t('时限', 'Due')}</th><th scope="col">${v.t('环节', 'Stage')}</th><th scope="col">${v.t('该谁办', 'Whose turn')}</th><th scope="col">${v.t('街道（镇）', 'Place')}</th><th scope="col">${v.t('类别', 'Category')}</th><th scope="col">${v.t('登记日', 'Entered')}</th><th scope="col">${v.t('编号', 'No.')}</th></tr></thead>
<tbody>${items.map(m => html`<tr>
<th scope="row" class="what">${title(v, m, v.who?.face ?? 'desk')}</th>
<td>${lineLight(v, m)}${m.duty && !m.ended ? html`<span class="sub">${v.t(`${day(v, m.duty.dueDay)}前`, `by ${day(v, m.duty.dueDay)}`)}</span>` : ''}</td>
<td>${v.say(m.stageLabel)}</td>
<td>${m.duty && !m.ended ? html`${v.say(m.duty.owesName)}<span class="sub">${v.say(m.duty.actLabel)}</span>` : '—'}</td>
<td>${m.place ? v.say(m.place) : '—'}</td><td>${v.say(m.category)}</td><td class="num">${day(v, m.openedDay)}</td><td class="num">${m.short ? spaced(m.short) : '—'}</td></tr>`)}</tbody></table></div>`

/** One card a matter: for the inbox and the phone. */
export const lineCard = (v: View, m: MatterLine, face: Face, action?: Html): Html => html`<li class="item${action ? ' item-two' : ''}"><div>
  <p class="item-top">${lineLight(v, m)} <span class="tag">${v.say(m.stageLabel)}</span></p>
  <h3 class="item-title">${title(v, m, face)}</h3>
  <p class="item-sub">${[m.place ? v.say(m.place) : '', v.say(m.category), v.t(`${day(v, m.openedDay)}登记`, `entered ${day(v, m.openedDay)}`), m.short ? v.t(`编号 ${spaced(m.short)}`, `no. ${spaced(m.short)}`) : ''].filter(Boolean).join(' · ')}</p>
  ${m.duty && !m.ended ? html`<p class="item-duty">${v.t('该办：', 'To do: ')}<b>${v.say(m.duty.actLabel)}</b>${v.t(`，${day(v, m.duty.dueDay)}前（${left(v, m.duty)}）`, `, by ${day(v, m.duty.dueDay)} (${left(v, m.duty)})`)}</p>` : ''}
  </div>${action ?? ''}
</li>`
