/** The receipt and follow page: large, plain, one sheet of paper when printed. */
import { day, type Fault, html, type Html, type Kept, promise, raw, spaced, type View } from '#pages/view.ts'
import { faultSummary } from '#pages/parts/field.ts'
import { page } from '#pages/page.ts'
import { steps } from '#pages/parts/steps.ts'
import { grades, solvedWords } from '#procedures/words.ts'
import { dayOf } from '#law/time.ts'
import type { Label } from '#loop/words.ts'
import type { ReceiptView } from '#service/views.ts'

export type ReceiptPage = { readonly receipt: ReceiptView; readonly followUrl: string; readonly fresh?: boolean; readonly kept?: Kept; readonly faults?: readonly Fault[] }

export function receipt(v: View, p: ReceiptPage): Html {
  const r = p.receipt
  return page(v, {
    title: v.t('回执', 'Receipt'), face: 'portal', narrow: true,
    body: html`${faultSummary(v, p.faults, 'rate')}
<article class="receipt card pad">
  <div class="receipt-head"><div><p class="over">${v.t('回执', 'Receipt')} · ${day(v, r.openedDay)}</p><h1>${r.title || v.t('您反映的事', 'What you raised')}</h1></div>
    <img class="qr" src="/r/${r.code}/qr.svg" width="132" height="132" alt="${v.t('二维码：扫一扫看进度', 'QR code: scan to follow')}"></div>
  <p class="plain"><b>${v.say(r.plain)}${r.outcome && !r.mayWithdraw ? html`${v.t('：', ': ')}${v.say(r.outcome)}` : ''}</b>${r.by ? html`<span>${promise(v, r.by, r.byWhat)}</span>` : ''}</p>
  <dl class="facts">
    <div><dt>${v.t('编号', 'Number')}</dt>${p.fresh ? html`<dd class="short-no">${spaced(r.short)}</dd><dd class="hint">${v.t('请记下或打印：评价时要用，以后打开链接不再显示。', 'Write it down or print this page: rating asks for it, and the link will not show it again.')}</dd>` : html`<dd>${v.t('印在您的回执上（防止别人拿到链接替您评，这里不显示）', 'on your paper receipt; not shown here, so that nobody else can rate for you')}</dd>`}</div>
    ${r.station ? html`<div><dt>${v.t('问进度，打站里电话', 'Questions? Ring the station')}</dt><dd>${v.say(r.station.name)}${r.station.phone ? html` <a href="tel:${r.station.phone.replace(/[^\d+]/g, '')}">${r.station.phone}</a>` : ''}${v.t('，报编号', ', and give the number')}</dd></div>` : ''}
    ${r.deputy ? html`<div><dt>${v.t('跟进的代表', 'Deputy who follows')}</dt><dd>${v.say(r.deputy)}</dd></div>` : ''}
  </dl>
  ${steps(v, r.steps, v.t('走到哪一步', 'Where it stands'))}
</article>
${r.mayRate ? rateForm(v, p) : ''}
<section class="card pad" aria-labelledby="course"><h2 id="course">${v.t('办理过程', 'What has happened')}</h2>
  <ol class="line">${r.timeline.map(e => html`<li><p class="line-when"><time datetime="${e.day}">${day(v, e.day)}</time></p><p>${v.say(e.sentence)}</p></li>`)}</ol></section>
<section class="card pad" aria-labelledby="viewers"><h2 id="viewers">${v.t('谁看过您的联系方式', 'Who has seen your contact particulars')}</h2>
  ${r.views.length ? html`<ul class="plain-list">${r.views.map(w => html`<li>${v.t(`${day(v, dayOf(w.at))}，${v.say(w.organ)}的${v.say(w.person)}因“${w.reason}”看过`, `${day(v, dayOf(w.at))}: ${v.say(w.person)} of ${v.say(w.organ)}, because "${w.reason}"`)}</li>`)}</ul>` : html`<p>${v.t('还没有人看过。', 'Nobody so far.')}</p>`}</section>
<section class="card pad no-print" aria-labelledby="keep"><h2 id="keep">${v.t('留好这张回执', 'Keep this receipt')}</h2>
  <p>${v.t('拍照、截屏或打印都行。下次扫二维码，或打开：', 'Photograph, save or print it. Later scan the code, or open:')}</p><p class="address"><code>${p.followUrl}</code></p>
  <p class="hint">${v.t('这个地址谁拿到都能看进度（看不到您的姓名、电话和原话），请不要随意转发。', 'Anyone holding this address can follow the progress (never your name, phone or words); do not pass it on lightly.')}</p></section>
${r.mayWithdraw ? withdrawForm(v, p) : ''}
<p class="hash">${v.t('记录凭证', 'Record hash')} <code>${r.hash}</code></p>`,
  })
}

function rateForm(v: View, p: ReceiptPage): Html {
  const r = p.receipt, at = (n: string) => p.kept?.[n]?.[0] ?? ''
  const radio = (name: string, id: string, label: Label, big: boolean) => html`<label class="check${big ? ' check-big' : ''}" for="rate-${name}-${id}"><input class="form-check-input" type="radio" id="rate-${name}-${id}" name="${name}" value="${id}"${raw(at(name) === id ? ' checked' : '')}><span>${v.say(label)}</span></label>`
  const fault = (name: string) => { const f = p.faults?.find(x => x.field === name); return f ? html`<p class="fault">${v.say(f.says)}</p>` : '' }
  return html`<section class="card pad card-call" aria-labelledby="say"><h2 id="say">${v.t('请您评一评：解决了没有', 'Please say: is it solved?')}</h2>
<form method="post" action="/r/${r.code}/rate" novalidate><input type="hidden" name="_key" value="${v.newKey()}">
  ${r.ratable.length > 1 ? html`<fieldset class="field"><legend class="form-label">${v.t('评哪一件', 'Which part')}</legend><div class="few">${r.ratable.map(x => radio('part', x.id, [x.title, x.title], false))}</div></fieldset>` : r.ratable[0] ? html`<input type="hidden" name="part" value="${r.ratable[0].id}">` : ''}
  <fieldset class="field" id="rate-solved" tabindex="-1"><legend class="form-label">${v.t('解决了没有', 'Is it solved?')}</legend>${fault('solved')}<div class="few few-big">${Object.entries(solvedWords).map(([id, l]) => radio('solved', id, l, true))}</div></fieldset>
  <fieldset class="field" id="rate-grade" tabindex="-1"><legend class="form-label">${v.t('满意程度', 'How satisfied are you?')}</legend>${fault('grade')}<div class="few">${Object.entries(grades).map(([id, l]) => radio('grade', id, l, false))}</div></fieldset>
  <div class="field"><label class="form-label" for="rate-comment">${v.t('想说的话', 'Anything to add')} <span class="opt">${v.t('选填', 'optional')}</span></label>${fault('comment')}<textarea class="form-control" id="rate-comment" name="comment" rows="3">${at('comment')}</textarea></div>
  ${proofField(v, 'rate', r, fault('proof'), at('proof'))}
  <p class="go"><button class="btn btn-primary btn-big" type="submit">${v.t('交上评价', 'Send my rating')}</button></p>
</form></section>`
}

const proofField = (v: View, prefix: string, r: ReceiptView, fault: Html | '', value: string): Html => html`<div class="field"><label class="form-label" for="${prefix}-proof">${r.hasPhone ? v.t('回执上的六位编号，或手机号后四位', 'Six digits on the receipt, or your phone’s last four') : v.t('回执上的六位编号', 'Six digits on the receipt')}</label><p class="hint">${v.t('确认是您本人，防止别人拿到链接替您评。', 'To be sure it is you and not somebody who was sent the link.')}</p>${fault}<input class="form-control short" id="${prefix}-proof" name="proof" inputmode="numeric" autocomplete="off" value="${value}" required></div>`

const withdrawForm = (v: View, p: ReceiptPage): Html => html`<details class="card pad no-print"><summary>${v.t('不反映了，要撤回', 'Withdraw the request')}</summary>
<form method="post" action="/r/${p.receipt.code}/withdraw" novalidate><input type="hidden" name="_key" value="${v.newKey()}">
  <div class="field"><label class="form-label" for="withdraw-why">${v.t('原因', 'Why')} <span class="opt">${v.t('选填', 'optional')}</span></label><input class="form-control" id="withdraw-why" name="why" autocomplete="off"></div>
  ${proofField(v, 'withdraw', p.receipt, '', '')}
  <label class="check" for="withdraw-sure"><input class="form-check-input" id="withdraw-sure" name="sure" type="checkbox" value="on"><span>${v.t('我确定撤回，站里不再办这件事', 'I am sure: the station will stop handling it')}</span></label>
  <p class="go"><button class="btn" type="submit">${v.t('撤回', 'Withdraw')}</button></p></form></details>`
