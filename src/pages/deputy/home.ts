/** 等我办的: what waits for a deputy, one line and the buttons each. */
import { html, type Html, matterPath, type View } from '#pages/view.ts'
import { lineCard } from '#pages/parts/lines.ts'
import { shape } from '#pages/parts/icons.ts'
import { page } from '#pages/page.ts'
import type { InboxView, MatterLine } from '#service/views.ts'

export type DeputyHome = { readonly waiting: InboxView; readonly following: readonly MatterLine[]; readonly claimable: readonly MatterLine[] }

export function deputyHome(v: View, d: DeputyHome): Html {
  const n = d.waiting.items.length
  const following = d.following.filter(m => !d.waiting.items.some(w => w.id === m.id))
  return page(v, {
    title: v.t('等我办的', 'Waiting for me'), face: 'deputy', here: '/deputy', narrow: true,
    body: html`<h1>${n ? v.t(`${n}件等您`, `${n} waiting for you`) : v.t('没有等您办的事', 'Nothing waits for you')}</h1>
<h2 class="visually-hidden">${v.t('等您办的事项', 'Matters waiting for you')}</h2>
${n ? html`<ul class="items">${d.waiting.items.map((m, i) => lineCard(v, m, 'deputy', waitingButtons(v, m, i === 0)))}</ul>` : html`<div class="card pad empty">${shape('done')}<p>${v.t('可以看看本街道有没有想跟的事。', 'You may look whether something of your street is worth following.')}</p></div>`}
${d.claimable.length ? html`<section aria-labelledby="claimable"><h2 id="claimable">${v.t('本街道可认领跟单的', 'Of your street, to take on')}</h2><ul class="items">${d.claimable.map(m => lineCard(v, m, 'deputy', html`<p class="go">${oneTap(v, m, 'claim', v.t('认领跟单', 'Take it on'), false)} <a class="btn" href="${matterPath('deputy', m.id)}">${v.t('先看看', 'Look first')}</a></p>`))}</ul></section>` : ''}
${following.length ? html`<section aria-labelledby="following"><h2 id="following">${v.t('我在跟的', 'Following')}</h2><ul class="items">${following.map(m => lineCard(v, m, 'deputy'))}</ul></section>` : ''}`,
  })
}

/** An act without a form is one tap; any other opens the matter at its form. */
function waitingButtons(v: View, m: MatterLine, first: boolean): Html {
  const act = m.duty?.act
  const look = first ? 'btn btn-primary' : 'btn'
  const open = (word: string, hash: string, cls: string) => html`<a class="${cls}" href="${matterPath('deputy', m.id)}?do=${hash}#act-${m.id.slice(0, 8)}-${hash}">${word}</a>`
  if (act === 'claim') return html`<p class="go">${oneTap(v, m, 'claim', v.t('认领跟单', 'Take it on'), first)} ${open(v.t('先看看', 'Look first'), 'claim', 'btn')} ${open(v.t('回避', 'Step aside'), 'recuse', 'btn')}</p>`
  if (act === 'verify') return html`<p class="go">${open(v.t('核实', 'Verify'), 'verify', look)} ${open(v.t('核实未通过', 'Send back'), 'sendBack', 'btn')} ${open(v.t('到场查看', 'Visit'), 'visit', 'btn')}</p>`
  return html`<p class="go">${open(m.duty ? v.say(m.duty.actLabel) : v.t('打开', 'Open'), act ?? '', look)}</p>`
}

const oneTap = (v: View, m: MatterLine, act: string, word: string, main: boolean): Html => html`<form class="tap" method="post" action="/deputy/m/${m.id}/${act}"><input type="hidden" name="_key" value="${v.newKey()}"><input type="hidden" name="_page" value="${m.id}"><button class="btn${main ? ' btn-primary' : ''}" type="submit">${word}</button></form>`
