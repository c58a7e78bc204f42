/** What a hand-over did: per organ its list and who has signed, all letters in one file, and the way back while nobody has. */
import { handoverPath } from '#pages/desk/handover.ts'
import { shape } from '#pages/parts/icons.ts'
import { page } from '#pages/page.ts'
import { clock, day, html, type Html, type Kept, type View } from '#pages/view.ts'
import { field, faultSummary } from '#pages/parts/field.ts'
import { dayOf } from '#law/time.ts'
import type { Refusal } from '#loop/words.ts'
import type { HandoverDone } from '#service/desk-suggestion-views.ts'

const letters = (v: View, d: HandoverDone): Html | '' => (d.letters.length ? html`<ul class="plain-list no-print">${d.letters.map(l => html`<li>${l.refusal ? html`${v.say(l.label)}${v.t('：', ': ')}<span class="hint">${v.say(l.refusal)}</span>`
  : l.each ? html`<a href="/desk/m/${l.matter}/letters/${l.name}.zip" download>${v.t(`全部${v.say(l.label)}（${l.each.length}份，一个压缩包）`, `All of “${v.say(l.label)}” (${l.each.length}, one zip)`)}</a> · <a href="/desk/m/${l.matter}/letters/${l.name}.zip?format=docx" download>Word</a>`
    : html`<a href="/desk/m/${l.matter}/letters/${l.name}.pdf" download>${v.say(l.label)}</a>`}</li>`)}</ul>` : '')

export function handoverDonePage(v: View, d: HandoverDone, o: { readonly fresh?: boolean; readonly refusal?: Refusal | undefined; readonly kept?: Kept | undefined } = {}): Html {
  const faults = o.refusal ? [{ field: o.refusal.field ?? '', says: o.refusal.says }] : [], why = d.undo?.fields.find(f => f.id === 'why')
  const heads = [v.t('建议', 'Suggestion'), v.t('承办方式', 'Role'), v.t('签收', 'Receipt'), v.t('环节', 'Stage'), v.t('期限', 'Due')] as const
  return page(v, {
    title: d.title, face: 'desk', here: '/desk/board',
    body: html`${faultSummary(v, faults, 'undo')}${o.fresh && !d.undone ? html`<div class="alert alert-ok no-print" role="status" tabindex="-1" autofocus><h2>${v.t('交办好了', 'Handed over')}</h2><p>${v.t(`${d.organs.length}个单位都已收到通知，答复期限从${day(v, d.day)}起算。`, `${d.organs.length} organs have been told; the clock runs from ${day(v, d.day)}.`)}</p></div>` : ''}
<p class="over">${day(v, d.day)}${d.meeting ? ` · ${d.meeting}` : ''}</p><h1>${d.title}${d.undone ? html` <span class="tag">${v.t('已撤回', 'Undone')}</span>` : ''}</h1>
${d.undone ? '' : html`<p class="lead">${v.t(`${d.organs.length}个单位，${d.all}件次；已签收${d.signed}件次。`, `${d.organs.length} organs, ${d.all} orders; ${d.signed} signed for.`)}</p>`}
${letters(v, d)}
${d.organs.map(organ => html`<section class="card pad"><h2>${v.say(organ.name)} <span class="num">${v.t(`${organ.items.length}件`, String(organ.items.length))}</span>${organ.letterNo ? html` <small>${v.t(`交办函第${organ.letterNo}号`, `letter no. ${organ.letterNo}`)}</small>` : ''}</h2>
<div class="table-responsive"><table class="table lines"><caption class="visually-hidden">${v.say(organ.name)}</caption><thead><tr>${heads.map(h => html`<th scope="col">${h}</th>`)}</tr></thead><tbody>${organ.items.map(i => html`<tr><th scope="row" class="what"><span class="num">${v.say(i.number)}</span> <a href="/desk/m/${i.id}">${i.title}</a></th><td data-label="${heads[1]}"><span>${v.say(i.role)}${i.complex ? v.t('（六个月）', ' (six months)') : ''}</span></td><td data-label="${heads[2]}"><span class="light light-${i.signed ? 'ok' : 'none'}">${i.signed ? shape('done') : shape('none')}${i.signed ? (i.signedAt ? html`${day(v, dayOf(i.signedAt))} ${clock(i.signedAt)}` : v.t('已签收', 'Signed')) : v.t('还没签收', 'Not yet')}</span></td><td data-label="${heads[3]}"><span>${v.say(i.stage)}</span></td><td data-label="${heads[4]}" class="num"><span>${day(v, i.due)}</span></td></tr>`)}</tbody></table></div></section>`)}
${d.undo && why ? (d.signed ? html`<p class="hint no-print">${v.t('已有单位签收，不能整批撤回；个别的请在那一件上改派。', 'An organ has signed, so the whole cannot be undone; reassign the single ones.')}</p>`
      : html`<details class="act no-print" id="undo"${faults.length ? html` open` : ''}><summary>${v.t('整批撤回（签收前）', 'Undo the whole (before receipt)')}</summary><form method="post" action="${handoverPath}/${d.id}/undo" novalidate><input type="hidden" name="_key" value="${v.newKey()}"><input type="hidden" name="_seen" value="${String(d.seq)}">${field(v, why, { prefix: 'undo', kept: o.kept, faults })}<p class="go"><button class="btn" type="submit">${v.say(d.undo.label)}</button></p></form></details>`) : ''}
<p class="no-print"><a href="${handoverPath}">${v.t('回到交办表', 'Back to the table')}</a> · <a href="/desk/m/${d.id}">${v.t('全部过程', 'The whole course')}</a></p>`,
  })
}
