/** The receipt and follow page: large, plain, one sheet of paper when printed. */
import { day, type Fault, html, type Html, type Kept, promise, raw, spaced, type View } from '#pages/view.ts'
import { faultSummary } from '#pages/parts/field.ts'
import { page } from '#pages/page.ts'
import { steps } from '#pages/parts/steps.ts'
import { addPhotos, rateForm, withdrawForm } from '#pages/portal/receipt-forms.ts'
import { dayOf } from '#law/time.ts'
import type { ReceiptView } from '#service/views.ts'

export type ReceiptPage = {
  readonly receipt: ReceiptView; readonly followUrl: string; readonly fresh?: boolean; readonly kept?: Kept; readonly faults?: readonly Fault[]
  /** The requester's own words, for the browser that holds the slip. */
  readonly words?: string | undefined
  /** Which of its forms came back. */
  readonly of?: 'rate' | 'withdraw' | 'photos'
}

/** So many lines of the course fit on the printed sheet beside everything else. */
const onPaper = 5, wordsShown = 120
const short = (s: string): string => (s.length > wordsShown ? `${s.slice(0, wordsShown)}……` : s)

export function receipt(v: View, p: ReceiptPage): Html {
  const r = p.receipt
  return page(v, {
    title: v.t('回执', 'Receipt'), face: 'portal', narrow: true, islands: ['preview'],
    body: html`${faultSummary(v, p.faults, p.of ?? 'rate')}
<article class="receipt card pad">
  <p class="print-only paper-head">${v.congress ? v.say(v.congress.name) : ''}${r.station ? ` · ${v.say(r.station.name)}` : ''}</p>
  <div class="receipt-head"><div><p class="over">${v.t('回执', 'Receipt')} · ${v.t(`${day(v, r.openedDay)}登记`, `entered ${day(v, r.openedDay)}`)}</p><h1>${r.title || v.t('您反映的事', 'What you raised')}</h1>${p.words && !r.title ? html`<p class="own-words">${short(p.words)}</p>` : ''}</div>
    <div class="receipt-qr"><img class="qr" src="/r/${r.code}/qr.svg" width="132" height="132" alt="${v.t('二维码：扫一扫看进度', 'QR code: scan to follow')}"><small>${v.t('扫一扫看进度', 'Scan to follow')}</small></div></div>
  <p class="plain"><b>${v.say(r.plain)}${r.outcome && !r.mayWithdraw ? html`${v.t('：', ': ')}${v.say(r.outcome)}` : ''}</b>${r.by ? html`<span>${promise(v, r.by, r.byWhat)}</span>` : ''}</p>
  <dl class="facts facts-big">
    <div><dt>${v.t('编号', 'Number')}</dt>${p.fresh ? html`<dd class="short-no">${spaced(r.short)}</dd><dd class="hint no-print">${v.t('请记下或打印：评价时要用，以后打开链接不再显示。', 'Write it down or print this page: rating asks for it, and the link will not show it again.')}</dd>` : html`<dd>${v.t('印在您的回执上（防止别人拿到链接替您评，这里不显示）', 'on your paper receipt; not shown here, so that nobody else can rate for you')}</dd>`}</div>
    ${r.station ? html`<div><dt>${r.station.phone ? v.t('问进度，打站里电话', 'Questions? Ring the station') : v.t('问进度，到这里', 'Questions? Come here')}</dt><dd>${r.station.phone ? html`<a class="tel" href="tel:${r.station.phone.replace(/[^\d+]/g, '')}">${r.station.phone}</a> ` : ''}${v.say(r.station.name)}${v.t('，报编号', '; give the number')}</dd></div>` : ''}
    ${r.photos ? html`<div><dt>${v.t('收到的照片', 'Photos received')}</dt><dd>${v.t(`${r.photos}张`, String(r.photos))}</dd></div>` : ''}
    ${r.deputy ? html`<div><dt>${v.t('跟进的代表', 'Deputy who follows')}</dt><dd>${v.say(r.deputy)}</dd></div>` : ''}
  </dl>
  ${r.steps.length ? steps(v, r.steps, v.t('走到哪一步', 'Where it stands')) : ''}
  <p class="print-only code-line">${v.t('回执码', 'Receipt code')} <code>${r.code}</code></p>
</article>
${r.mayRate ? rateForm(v, p) : ''}
${r.timeline.length ? html`<section class="card pad course" aria-labelledby="course"><h2 id="course">${v.t('办理过程', 'What has happened')}</h2>
  <ol class="line">${r.timeline.map((e, i) => html`<li${raw(i < r.timeline.length - onPaper ? ' class="no-print"' : '')}><p class="line-when"><time datetime="${e.day}">${day(v, e.day)}</time></p><p>${v.say(e.sentence)}</p></li>`)}</ol>${r.grown ? grown(v, r.grown) : ''}</section>` : ''}
${r.mayAddPhotos ? addPhotos(v, p) : ''}
${r.stage === 'quarantined' ? '' : html`<section class="card pad no-print" aria-labelledby="viewers"><h2 id="viewers">${v.t('谁看过您的联系方式', 'Who has seen your contact particulars')}</h2>
  ${r.views.length ? html`<ul class="plain-list">${r.views.map(w => html`<li>${looked(v, w)}</li>`)}</ul>` : html`<p>${v.t('还没有人看过。', 'Nobody so far.')}</p>`}
  <p><a href="/r/${r.code}/mine">${v.t('看、下载、更正我的信息', 'Read, take away or correct my particulars')}</a></p></section>`}
<section class="card pad no-print" aria-labelledby="keep"><h2 id="keep">${v.t('留好这张回执', 'Keep this receipt')}</h2>
  <p>${v.t('拍照、截屏或打印都行。下次扫二维码，或打开：', 'Photograph, save or print it. Later scan the code, or open:')}</p><p class="address"><code>${p.followUrl}</code></p>
  <p class="hint">${v.t('这个地址谁拿到都能看进度（看不到您的电话和原话），请不要随意转发。', 'Anyone holding this address can follow the progress (never your phone or words); do not pass it on lightly.')} <a href="/lost">${v.t('回执丢了怎么办', 'If it is lost')}</a></p></section>
${r.mayWithdraw ? withdrawForm(v, p) : ''}
<p class="hash">${v.t('记录凭证', 'Record hash')} <code>${r.hash}</code></p>`,
  })
}

/** What is public of it has a page of its own; before that there is only the fact. */
const grown = (v: View, g: NonNullable<ReceiptView['grown']>): Html => html`<p><b>${v.say(g.says)}</b>${g.pages.map((href, i) => html` <a href="${href}">${v.t('看建议和答复', 'Read the suggestion and the reply')}${g.pages.length > 1 ? String(i + 1) : ''}</a>`)}</p>`

const looked = (v: View, w: ReceiptView['views'][number]): string => w.reprint
  ? v.t(`${day(v, dayOf(w.at))}，${v.say(w.organ)}的${v.say(w.person)}补打了回执（${w.reason}）`, `${day(v, dayOf(w.at))}: ${v.say(w.person)} of ${v.say(w.organ)} printed the receipt again (${w.reason})`)
  : v.t(`${day(v, dayOf(w.at))}，${v.say(w.organ)}的${v.say(w.person)}因“${w.reason}”看过`, `${day(v, dayOf(w.at))}: ${v.say(w.person)} of ${v.say(w.organ)}, because "${w.reason}"`)
