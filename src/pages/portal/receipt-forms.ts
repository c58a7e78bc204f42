/** What the holder of a receipt may do on it: rate, add photos, withdraw. Each asks for the proof that stands on the paper. */
import { html, type Html, raw, type View } from '#pages/view.ts'
import { noticeLine } from '#pages/portal/privacy.ts'
import type { ReceiptPage } from '#pages/portal/receipt.ts'
import { grades, solvedWords } from '#procedures/words.ts'
import type { Label } from '#loop/words.ts'
import type { ReceiptView } from '#service/views.ts'

const kept = (p: ReceiptPage, of: ReceiptPage['of'], name: string): string => ((p.of ?? 'rate') === of ? p.kept?.[name]?.[0] ?? '' : '')
const fault = (v: View, p: ReceiptPage, of: ReceiptPage['of'], name: string): Html | '' => { const f = (p.of ?? 'rate') === of ? p.faults?.find(x => x.field === name) : undefined; return f ? html`<p class="fault" id="${of}-${name}-error">${v.say(f.says)}</p>` : '' }

export function rateForm(v: View, p: ReceiptPage): Html {
  const r = p.receipt
  const radio = (name: string, id: string, label: Label, big: boolean) => html`<label class="check${big ? ' check-big' : ''}" for="rate-${name}-${id}"><input class="form-check-input" type="radio" id="rate-${name}-${id}" name="${name}" value="${id}"${raw(kept(p, 'rate', name) === id ? ' checked' : '')}><span>${v.say(label)}</span></label>`
  return html`<section class="card pad card-call" aria-labelledby="say"><h2 id="say">${v.t('请您评一评：解决了没有', 'Please say: is it solved?')}</h2>
<form method="post" action="/r/${r.code}/rate" novalidate><input type="hidden" name="_key" value="${v.newKey()}">
  ${r.ratable.length > 1 ? html`<fieldset class="field"><legend class="form-label">${v.t('评哪一件', 'Which part')}</legend><div class="few">${r.ratable.map(x => radio('part', x.id, [x.title, x.title], false))}</div></fieldset>` : r.ratable[0] ? html`<input type="hidden" name="part" value="${r.ratable[0].id}">` : ''}
  <fieldset class="field" id="rate-solved" tabindex="-1"><legend class="form-label">${v.t('解决了没有', 'Is it solved?')}</legend>${fault(v, p, 'rate', 'solved')}<div class="few few-big">${Object.entries(solvedWords).map(([id, l]) => radio('solved', id, l, true))}</div></fieldset>
  <fieldset class="field" id="rate-grade" tabindex="-1"><legend class="form-label">${v.t('满意程度', 'How satisfied are you?')}</legend>${fault(v, p, 'rate', 'grade')}<div class="few">${Object.entries(grades).map(([id, l]) => radio('grade', id, l, false))}</div></fieldset>
  <div class="field"><label class="form-label" for="rate-comment">${v.t('想说的话', 'Anything to add')} <span class="opt">${v.t('选填', 'optional')}</span></label>${fault(v, p, 'rate', 'comment')}<textarea class="form-control" id="rate-comment" name="comment" rows="3">${kept(p, 'rate', 'comment')}</textarea></div>
  ${noticeLine(v, v.t('您写的话只有看得到原话的人看得到。', 'What you write is read by those alone who may read your words.'))}
  ${proofField(v, 'rate', p)}
  <p class="go"><button class="btn btn-primary btn-big" type="submit">${v.t('交上评价', 'Send my rating')}</button></p>
</form></section>`
}

/** A photo taken the next day: joins the matter under the same seal as the first ones. */
export const addPhotos = (v: View, p: ReceiptPage): Html => html`<details class="card pad no-print" id="photos"${raw(p.of === 'photos' ? ' open' : '')}><summary>${v.t('补充照片', 'Add photos')}</summary>
<form method="post" action="/r/${p.receipt.code}/photos" enctype="multipart/form-data" novalidate><input type="hidden" name="_key" value="${v.newKey()}">
  <div class="field"><label class="form-label" for="photos-added">${v.t('照片', 'Photos')}</label><p class="hint" id="photos-hint">${v.t('一次最多6张，每张不超过8兆；照片里的拍摄地点会自动去掉。只有看得到您原话的人才看得到。', 'At most 6 at a time, 8 MB each; where a photo was taken is removed. Only those who may read your words see them.')}</p>${fault(v, p, 'photos', 'added')}${p.of === 'photos' && p.faults?.some(x => x.field === 'proof') ? html`<p class="fault">${v.t('照片还没有收下，请再选一次。', 'The photos were not taken yet; please choose them again.')}</p>` : ''}${(p.of === 'photos' ? p.kept?.added ?? [] : []).map(x => html`<input type="hidden" name="added" value="${x}">`)}${p.of === 'photos' && p.kept?.added?.length ? html`<p class="hint">${v.t(`已收到${p.kept.added.length}张，不用重传`, `${p.kept.added.length} received already`)}</p>` : ''}<input class="form-control" id="photos-added" name="added" type="file" accept="image/jpeg,image/png,image/webp,application/pdf" multiple aria-describedby="photos-hint" data-preview></div>
  ${proofField(v, 'photos', p)}
  <p class="go"><button class="btn" type="submit">${v.t('补充上去', 'Add them')}</button></p></form></details>`

export const proofField = (v: View, of: NonNullable<ReceiptPage['of']>, p: ReceiptPage): Html => html`<div class="field"><label class="form-label" for="${of}-proof">${proofLabel(v, p.receipt)}</label><p class="hint" id="${of}-proof-hint">${v.t('确认是您本人，防止别人拿到链接替您办。', 'To be sure it is you and not somebody who was sent the link.')}</p>${fault(v, p, of, 'proof')}<input class="form-control short" id="${of}-proof" name="proof" inputmode="numeric" autocomplete="off" value="${kept(p, of, 'proof')}" aria-describedby="${of}-proof-hint" required></div>`
const proofLabel = (v: View, r: ReceiptView): string => (r.hasPhone ? v.t('回执上的六位编号，或手机号后四位', 'Six digits on the receipt, or your phone’s last four') : v.t('回执上的六位编号', 'Six digits on the receipt'))

export const withdrawForm = (v: View, p: ReceiptPage): Html => html`<details class="card pad no-print"${raw(p.of === 'withdraw' ? ' open' : '')}><summary>${v.t('不反映了，要撤回', 'Withdraw the request')}</summary>
<form method="post" action="/r/${p.receipt.code}/withdraw" novalidate><input type="hidden" name="_key" value="${v.newKey()}">
  <div class="field"><label class="form-label" for="withdraw-why">${v.t('原因', 'Why')} <span class="opt">${v.t('选填', 'optional')}</span></label><input class="form-control" id="withdraw-why" name="why" autocomplete="off" value="${kept(p, 'withdraw', 'why')}"></div>
  ${proofField(v, 'withdraw', p)}
  <label class="check" for="withdraw-sure"><input class="form-check-input" id="withdraw-sure" name="sure" type="checkbox" value="on"><span>${v.t('我确定撤回，站里不再办这件事', 'I am sure: the station will stop handling it')}</span></label>
  <p class="go"><button class="btn" type="submit">${v.t('撤回', 'Withdraw')}</button></p></form></details>`
