/** A deadline told by colour, shape and word together. */
import { day, html, type Html, type View } from '#pages/view.ts'
import { procedures } from '#procedures/index.ts'
import { shape } from '#pages/parts/icons.ts'
import type { DutyView, MatterLine } from '#service/views.ts'

/** 还剩3天 · 今天到期 · 超期2天 */
export function left(v: View, d: DutyView): string {
  const n = Math.abs(d.daysLeft)
  if (d.daysLeft < 0) return v.t(`超期${n}天`, `${n} day${n === 1 ? '' : 's'} overdue`)
  if (d.light === 'overdue') return v.t('已超期', 'Overdue')
  if (d.daysLeft === 0) return v.t('今天到期', 'Due today')
  return v.t(`还剩${n}天`, `${n} day${n === 1 ? '' : 's'} left`)
}

export function light(v: View, d: DutyView | null): Html {
  if (!d || d.light === 'none') return html`<span class="light light-none">${shape('none')}${v.t('无时限', 'No date')}</span>`
  return html`<span class="light light-${d.light}">${shape(d.light)}${left(v, d)}</span>`
}

/** The light of a matter in a list: ended matters show how they ended. */
export function lineLight(v: View, m: MatterLine): Html {
  if (m.ended) return html`<span class="light light-done">${shape('done')}${m.outcome ? v.say(m.outcome) : v.say(m.stageLabel)}</span>`
  if (!m.duty && procedures.get(m.procedure).stages[m.stage]?.awaits === 'children') return html`<span class="light light-none">${shape('paused')}${v.t('期限在承办件上', 'See its handlings')}</span>`
  return light(v, m.duty)
}

/** 谁 · 做什么 · 哪天前 */
export const owed = (v: View, d: DutyView): Html => html`<b>${v.say(d.owesName)}</b> ${v.t('应', 'owes ')}${v.say(d.actLabel)}${v.t('，', ', ')}${v.t(`${day(v, d.dueDay)}前`, `by ${day(v, d.dueDay)}`)}`

/** A duty with the reckoning of its date one tap away. */
export const dutyCard = (v: View, d: DutyView): Html => html`<li class="duty">
  <p class="duty-line">${light(v, d)} <span>${owed(v, d)}</span></p>
  <p class="notes">${d.extended ? html`<span class="tag">${v.t('已延期', 'Extended')}</span>` : ''}${d.provisional ? html`<span class="tag">${v.t('暂定，放假安排公布后重算', 'Provisional until holidays are announced')}</span>` : ''}</p>
  ${d.why.length ? html`<details><summary>${v.t('这个日子怎么算的', 'How this date was reckoned')}</summary><ol class="why">${d.why.map(l => html`<li>${v.say(l)}</li>`)}</ol></details>` : ''}
</li>`
