/** 承办单位看到的样子: what the handler will see, before the dispatch is confirmed. */
import { gistLength, proposedGist, proposeRedaction } from '#law/redact.ts'
import { fieldId, faultSummary } from '#pages/parts/field.ts'
import { type Fault, html, type Html, type Kept, matterPath, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import type { ChoiceField } from '#loop/available.ts'
import type { Id } from '#loop/words.ts'
import type { MatterView } from '#service/views.ts'

export type Preview = { readonly view: MatterView; readonly fields: readonly ChoiceField[]; readonly kept: Kept; readonly gist: string; readonly page: Id; readonly faults?: readonly Fault[] }

const bare = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
/** Left as it was proposed, the gist is the requester's own words: whole, or as far as a gist may go with the names and numbers taken out. */
const isVerbatim = (gist: string, words: string | null): boolean => words !== null && bare(gist) !== '' && [words, words.slice(0, gistLength), proposedGist(words)].some(w => bare(w) === bare(gist))

export function preview(v: View, p: Preview): Html {
  const m = p.view, id = fieldId('preview', 'gist')
  const found = proposeRedaction(p.gist).spans.map(s => `“${p.gist.slice(s.from, s.to)}”`)
  const chosen = (name: string): string => { const f = p.fields.find(x => x.id === name); return (p.kept[name] ?? []).map(x => { const o = f?.options.find(y => y.id === x); return o ? v.say(o.label) : '' }).filter(Boolean).join(v.t('、', ', ')) }
  return page(v, {
    title: v.t('承办单位看到的样子', 'What the handler will see'), face: 'desk', here: '/desk', narrow: true,
    body: html`${faultSummary(v, p.faults, 'preview')}
<h1>${v.t('承办单位看到的样子', 'What the handler will see')}</h1>
<p class="lead">${v.t(`派给：${chosen('organ') || '（还没选）'}${chosen('also') ? `；分办：${chosen('also')}` : ''}`, `To: ${chosen('organ') || '(not chosen)'}${chosen('also') ? `; also: ${chosen('also')}` : ''}`)}</p>
<article class="card pad preview" aria-label="${v.t('预览', 'Preview')}"><p class="item-top"><span class="tag">${chosen('category') || v.say(m.line.category)}</span>${m.line.place ? html` <span class="tag">${v.say(m.line.place)}</span>` : ''}</p><p class="gist">${p.gist || v.t('（摘要还是空的）', '(the gist is empty)')}</p><p class="hint">${v.t('承办单位看不到反映人留下的称呼、电话、原话和照片；上面写了什么，它就看到什么。', 'The handler never sees the name, phone, words and photos that were left; it sees exactly what stands above.')}</p></article>
${isVerbatim(p.gist, m.narrative) ? html`<div class="alert alert-warning" role="alert"><p><b>${v.t('摘要和反映人的原话一样，请改写，去掉姓名、称呼、门牌等能认出人的话；确实不涉及的可以照派。', 'The gist is the requester’s own words. Please rewrite it without names, forms of address, house numbers and whatever else tells who it is; where there is nothing of the kind it may go as it is.')}</b></p></div>` : ''}
${found.length ? html`<div class="alert alert-warning" role="alert"><p><b>${v.t('摘要里好像有能认出人的内容，请再看一眼：', 'The gist seems to hold what tells who is meant; please look again:')}</b> ${found.join(v.t('、', ', '))}</p></div>` : ''}
<form method="post" action="/desk/m/${m.line.id}/dispatch" class="card pad" novalidate>
  <input type="hidden" name="_key" value="${p.kept._key?.[0] ?? v.newKey()}"><input type="hidden" name="_seen" value="${p.kept._seen?.[0] ?? String(m.seq)}"><input type="hidden" name="_page" value="${p.page}">
  ${Object.entries(p.kept).filter(([k]) => k !== 'gist' && !k.startsWith('_')).flatMap(([k, all]) => all.map(x => html`<input type="hidden" name="${k}" value="${x}">`))}
  <div class="field"><label class="form-label" for="${id}">${v.t('还要改？直接改这里', 'Change it here if needed')}</label><p class="hint" id="${id}-hint">${v.t('不写姓名、电话、门牌；用第三人称。', 'No names, numbers or house numbers; in the third person.')}</p><textarea class="form-control" id="${id}" name="gist" rows="5" aria-describedby="${id}-hint">${p.gist}</textarea></div>
  ${m.narrative ? html`<details><summary>${v.t('对照原话', 'Beside the original words')}</summary><blockquote class="words"><p>${m.narrative}</p></blockquote></details>` : ''}
  <p class="go"><button class="btn btn-primary" type="submit">${v.t('确认派单', 'Confirm the dispatch')}</button> <button class="btn" type="submit" formaction="/desk/m/${m.line.id}/preview">${v.t('改过了，再看一遍', 'Changed, look again')}</button> <a class="btn" href="${matterPath('desk', p.page)}">${v.t('回去', 'Back')}</a></p>
</form>`,
  })
}
