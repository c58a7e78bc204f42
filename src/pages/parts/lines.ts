/** Matters in a list: a table that scrolls inside itself, or cards on a phone. */
import { day, html, type Html, matterPath, raw, spaced, type View } from '#pages/view.ts'
import { left, lineLight } from '#pages/parts/light.ts'
import type { MatterLine } from '#service/views.ts'

type Face = 'desk' | 'deputy'
export const flags = (v: View, m: MatterLine): Html => html`${m.flags.map(f => html` <span class="tag tag-near">${v.say(f)}</span>`)}`
const title = (v: View, m: MatterLine, face: Face): Html => html`<a href="${matterPath(face, m.id)}">${v.say(m.title)}</a>${flags(v, m)}`

/** The wide list of the desk; with `ticks` each row can be chosen for an act on many. */
export function lineTable(v: View, items: readonly MatterLine[], caption: string, o: { readonly ticks?: boolean } = {}): Html {
  const heads = [v.t('事项', 'Matter'), v.t('时限', 'Due'), v.t('环节', 'Stage'), v.t('该谁办', 'Whose turn'), v.t('街道（镇）', 'Place'), v.t('类别', 'Category'), v.t('登记日', 'Entered'), v.t('编号', 'No.')] as const
  const [, due, stage, turn, place, category, entered, no] = heads
  const cell = (label: string, content: Html | string, look = ''): Html => html`<td data-label="${label}"${raw(look ? ` class="${look}"` : '')}${raw(content === '—' ? ' data-empty' : '')}><span>${content}</span></td>`
  return html`<div class="table-responsive" tabindex="0" role="region" aria-label="${caption}"><table class="table lines">
<caption class="visually-hidden">${caption}</caption>
<thead><tr>${o.ticks ? html`<th scope="col" class="no-print">${v.t('选', 'Tick')}</th>` : ''}${heads.map(h => html`<th scope="col">${h}</th>`)}</tr></thead>
<tbody>${items.map(m => html`<tr data-stop>${o.ticks ? html`<td class="tick no-print"><label><input class="form-check-input" type="checkbox" name="m" value="${m.id}"><span class="visually-hidden">${v.t('勾选', 'Tick')} ${v.say(m.title)}</span></label></td>` : ''}
<th scope="row" class="what">${title(v, m, v.who?.face ?? 'desk')}</th>
${cell(due, html`${lineLight(v, m)}${m.duty && !m.ended ? html`<span class="sub">${v.t(`${day(v, m.duty.dueDay)}前`, `by ${day(v, m.duty.dueDay)}`)}</span>` : ''}`)}
${cell(stage, v.say(m.stageLabel))}
${cell(turn, m.duty && !m.ended ? html`${v.say(m.duty.owesName)}<span class="sub">${v.say(m.duty.actLabel)}</span>` : '—')}
${cell(place, m.place ? v.say(m.place) : '—')}${cell(category, v.say(m.category) || '—')}${cell(entered, day(v, m.openedDay), 'num')}${cell(no, m.short ? spaced(m.short) : '—', 'num')}</tr>`)}</tbody></table></div>`
}

/** One card a matter: for the inbox and the phone. */
export const lineCard = (v: View, m: MatterLine, face: Face, action?: Html): Html => html`<li class="item${action ? ' item-two' : ''}" data-stop><div>
  <p class="item-top">${lineLight(v, m)} <span class="tag">${v.say(m.stageLabel)}</span></p>
  <h3 class="item-title">${title(v, m, face)}</h3>
  <p class="item-sub">${[m.place ? v.say(m.place) : '', v.say(m.category), v.t(`${day(v, m.openedDay)}登记`, `entered ${day(v, m.openedDay)}`), m.short ? v.t(`编号 ${spaced(m.short)}`, `no. ${spaced(m.short)}`) : ''].filter(Boolean).join(' · ')}</p>
  ${m.duty && !m.ended ? html`<p class="item-duty">${v.t('该办：', 'To do: ')}<b>${v.say(m.duty.actLabel)}</b>${v.t(`，${day(v, m.duty.dueDay)}前（${left(v, m.duty)}）`, `, by ${day(v, m.duty.dueDay)} (${left(v, m.duty)})`)}</p>` : ''}
  </div>${action ?? ''}
</li>`
