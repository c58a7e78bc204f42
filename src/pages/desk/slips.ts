/** The receipts of a day's opinions, to be cut and handed over: four to a sheet, each with its code, its six digits and the station's telephone. */
import { page } from '#pages/page.ts'
import { day, html, type Html, spaced, type View } from '#pages/view.ts'
import type { DayView } from '#service/day.ts'
import type { ReceiptView } from '#service/views.ts'

const wordsShown = 40
export function slips(v: View, d: DayView, list: readonly ReceiptView[]): Html {
  const words = (r: ReceiptView): string => { const w = d.opinions.find(o => o.line.short === r.short)?.words ?? ''; return [...w].length > wordsShown ? `${[...w].slice(0, wordsShown).join('')}……` : w }
  return page(v, {
    title: v.t('打印回执', 'Print the receipts'), face: 'desk', here: '/desk/days',
    body: html`<div class="no-print"><p><a href="/desk/days/${d.view.line.id}">${v.t('← 回到登记表', '← Back to the sheet')}</a></p><h1>${v.t(`${list.length}张回执`, `${list.length} receipts`)}</h1><p class="lead">${v.t('打印后裁开，交给反映人。半小时内有效，过后要补打。', 'Print, cut and hand them over. This page stands for half an hour.')}</p></div>
<div class="slip-sheet">${list.map(r => html`<article class="slip-card"><img class="qr" src="/r/${r.code}/qr.svg" width="96" height="96" alt="${v.t('二维码：扫一扫看进度', 'QR code: scan to follow')}"><div><p class="over">${v.t('回执', 'Receipt')} · ${day(v, r.openedDay)}${r.station ? html` · ${v.say(r.station.name)}` : ''}</p><p class="slip-words">${words(r)}</p><p><b>${v.say(r.plain)}${r.outcome ? html`${v.t('：', ': ')}${v.say(r.outcome)}` : ''}</b></p><p>${v.t('编号', 'Number')} <b class="num slip-no">${spaced(r.short)}</b></p>${r.station?.phone ? html`<p>${v.t('问进度，打站里电话', 'Questions: ring')} ${r.station.phone}</p>` : ''}<p class="code-line"><code>${r.code}</code></p></div></article>`)}</div>`,
  })
}
