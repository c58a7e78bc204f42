/** 补打回执: find the matter by what the person at the counter still has, say why, print. */
import { day, html, type Html, matterPath, spaced, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import type { Label } from '#loop/words.ts'
import type { FoundReceipt } from '#service/reprint.ts'

export type ReprintPage = { readonly said?: string; readonly found?: readonly FoundReceipt[]; readonly matter?: FoundReceipt; readonly reason?: string; readonly fault?: Label }

export function reprint(v: View, p: ReprintPage): Html {
  const fault = p.fault ? html`<p class="fault" id="reprint-error" role="alert">${v.say(p.fault)}</p>` : ''
  const about = p.fault ? html` aria-describedby="reprint-error" aria-invalid="true"` : ''
  return page(v, {
    title: v.t('补打回执', 'Print a receipt again'), face: 'desk', here: '/desk', narrow: true,
    body: p.matter
      ? html`<p class="over"><a href="${matterPath('desk', p.matter.id)}">${v.t('← 回到事项', '← Back to the matter')}</a></p><h1>${v.t('补打回执', 'Print a receipt again')}</h1>
<p class="lead">${nameOf(v, p.matter)}</p>
<form class="card pad" method="post" action="/desk/receipt/${p.matter.id}" novalidate><div class="field${p.fault ? ' field-bad' : ''}"><label class="form-label" for="reason">${v.t('为什么补打', 'Why')}</label><p class="hint">${v.t('先核对：本人到场，手机上确是当时留的号码。您的单位、姓名、日期和这个理由会列在回执上。', 'Check first that it is the person, with the phone whose number was left. Your organ, name, the date and this reason stand on the receipt.')}</p>${fault}<input class="form-control" id="reason" name="reason" value="${p.reason ?? ''}" placeholder="${v.t('如：本人到窗口，回执丢失，手机号核对无误', 'E.g. came to the counter; phone checked')}" autocomplete="off" required${about}></div>
<p class="go"><button class="btn btn-primary" type="submit">${v.t('补打', 'Print again')}</button></p><p class="hint">${v.t('下一页就是回执，按浏览器的打印即可；六位编号只在这台电脑上显示半小时。', 'The next page is the receipt: print it from the browser. The six digits show on this computer for half an hour.')}</p></form>`
      : html`<h1>${v.t('补打回执', 'Print a receipt again')}</h1>
<p class="lead">${v.t('回执丢了的群众到窗口来，按六位编号或当时所留手机号的后四位，在本站的事项里找。', 'For somebody at the counter who lost theirs: by the six digits, or the last four of the phone that was left, among this station’s own matters.')}</p>
<form class="filter" method="post" action="/desk/receipt" novalidate><div class="field"><label class="form-label" for="said">${v.t('六位编号，或手机号后四位', 'Six digits, or the phone’s last four')}</label>${fault}<input class="form-control short" id="said" name="said" inputmode="numeric" autocomplete="off" value="${p.said ?? ''}" required${about}></div><button class="btn btn-primary" type="submit">${v.t('查找', 'Find')}</button></form>
${p.found ? html`<ul class="items">${p.found.map(m => html`<li class="item"><p>${nameOf(v, m)}</p><p class="go"><a class="btn" href="/desk/receipt/${m.id}">${v.t('就是这件，补打', 'This one')}</a></p></li>`)}</ul>` : ''}`,
  })
}
const nameOf = (v: View, m: FoundReceipt): string => [m.title || v.t('（还没有摘要）', '(no gist yet)'), m.short ? v.t(`编号 ${spaced(m.short)}`, `no. ${spaced(m.short)}`) : '', v.t(`${day(v, m.openedDay)}登记`, `entered ${day(v, m.openedDay)}`)].filter(Boolean).join(' · ')
