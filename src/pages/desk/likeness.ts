/** A reply that repeats another: said on the matter's page, and the two side by side. Said, never barred. */
import { html, type Html, matterPath, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import type { Piece } from '#law/likeness.ts'
import type { AlikeView, BesideView } from '#service/openness-views.ts'
import type { MatterView } from '#service/views.ts'

/** A text with what differs marked: by shade and by line, for eyes that see no shade. */
export const pieces = (list: readonly Piece[]): Html => html`<div class="prose">${list.length ? list.map(p => (p.same ? html`${p.text}` : html`<mark class="differs">${p.text}</mark>`)) : '—'}</div>`

const explains = (v: View, a: AlikeView): string => {
  if (a.why === 'merged') return v.t('两件并案办理，用同一答复，不算雷同。', 'The two are handled together; one answer for both is no fault.')
  if (a.why === 'together') return v.t('同一件建议的几个承办单位，答复一致，不算雷同。', 'Organs that handle the same suggestion answer alike; no fault.')
  if (a.why === 'again') return v.t('代表不满意后重新办理，答复几乎没有变。', 'The deputies were dissatisfied and it was handled again; the answer is nearly the same.')
  return v.t('请看是不是针对这一件答复的。', 'Please see whether it answers this very suggestion.')
}
const says = (v: View, a: AlikeView): string => a.why === 'again' ? v.t(`与本单位上一次答复有${a.percent}%相同`, `${a.percent}% the same as its former reply`) : v.t(`与${a.name[0]}答复（${a.otherOrgan[0]}）有${a.percent}%相同`, `${a.percent}% the same as the reply to ${a.name[1]} (${a.otherOrgan[1]})`)

export function alikeBox(v: View, m: MatterView): Html | '' {
  if (!m.alike.length) return ''
  const fault = m.alike.some(a => a.why === 'other' || a.why === 'again')
  return html`<section class="card pad alike${fault ? ' alike-look' : ''}" aria-labelledby="alike"><h2 id="alike">${fault ? v.t('答复雷同，请核对', 'A reply repeats another: please look') : v.t('答复相同', 'Replies that are the same')}</h2><ul class="plain-list">${m.alike.map(a => html`<li>${m.alike.length > 1 || m.children.length > 1 ? html`<b>${v.say(a.organ)}</b>${v.t('：', ': ')}` : ''}<a href="/desk/m/${a.reply}/alike/${a.other}">${says(v, a)}</a> <span class="sub">${explains(v, a)}</span></li>`)}</ul><p class="hint">${v.t('称呼、开头和结尾的套话不计在内。只作提示，不影响办理。', 'Greetings, openings and closings are not counted. It is said, and bars nothing.')}</p></section>`
}

export function alikePage(v: View, b: BesideView): Html {
  const a = b.alike, title = v.t('两份答复对照', 'Two replies side by side')
  return page(v, {
    title, face: 'desk', here: '/desk',
    body: html`<p class="over no-print"><a href="${matterPath('desk', b.line.id)}">${v.t('← 回到事项', '← Back to the matter')}</a></p><h1>${title}</h1>
<p class="lead">${says(v, a)}${v.t('。', '. ')}${explains(v, a)}</p>
<div class="beside"><section class="card pad" aria-labelledby="mine"><h2 id="mine">${v.say(b.line.title)} <small>${v.say(a.organ)}</small></h2>${pieces(b.left)}</section><section class="card pad" aria-labelledby="other"><h2 id="other"><a href="${matterPath('desk', a.matter)}">${v.say(a.name)}</a> <small>${v.say(a.otherOrgan)}</small></h2>${pieces(b.right)}</section></div>
<p class="hint">${v.t('有底色和下划线的是不同之处。', 'What is shaded and underlined differs.')}</p>`,
  })
}
