/** One act on a suggestion as one small page: the form, and what it is about one tap away. */
import { drawable, faultSummary, field } from '#pages/parts/field.ts'
import { whoMay } from '#pages/parts/act-form.ts'
import { draftForm, draftNotice } from '#pages/desk/draft.ts'
import { type Fault, html, type Html, type Kept, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import type { Choice, ChoiceField } from '#loop/available.ts'
import type { DraftView } from '#service/desk-views.ts'
import type { Label, Refusal } from '#loop/words.ts'
import type { SuggestionView } from '#service/deputy-suggestion-views.ts'

export type ActPage = { readonly s: SuggestionView; readonly choice: Choice; readonly kept?: Kept | undefined; readonly refusal?: Refusal | undefined; readonly since?: readonly Label[] | undefined; readonly draft?: DraftView | undefined; readonly key: string; readonly notice?: Label | undefined }

const paragraphs = (s: string): Html => html`${s.split(/\r?\n/).filter(x => x.trim()).map(x => html`<p>${x}</p>`)}`
/** Beside whose optional words stands when they are wanted. */
const hints: Readonly<Record<string, Label>> = { 'evaluate.comment': ['有一项不满意的，请写明哪里不满意', 'If either is dissatisfied, please say what with'] }
/** A long text is written on with the text that stands, not in an empty box. */
const hinted = (act: string, f: ChoiceField): ChoiceField => { const h = hints[`${act}.${f.id}`]; return h ? { ...f, hint: h } : f }

export function suggestionAct(v: View, p: ActPage): Html {
  const { s, choice: c } = p, id = s.matter.line.id, path = `/deputy/suggestions/${id}/${c.act}`, prefix = 'act'
  const faults: Fault[] = p.refusal ? [{ field: p.refusal.field ?? '', says: p.refusal.says }] : []
  const d = { prefix, kept: p.kept, faults }
  return page(v, {
    title: v.say(c.label), face: 'deputy', here: '/deputy/suggestions', narrow: true, islands: ['filter', 'preview', 'drafts'],
    body: html`${draftNotice(v, p.draft, path)}${p.notice ? html`<div class="alert alert-warning" role="status" tabindex="-1" autofocus><p>${v.say(p.notice)}</p></div>` : ''}${faultSummary(v, faults, prefix, p.refusal ? html`<p>${whoMay(v, p.refusal)}</p>${p.since?.length ? html`<p>${v.t('您打开这一页以后，又有：', 'Since you opened this page:')}</p><ul>${p.since.map(x => html`<li>${v.say(x)}</li>`)}</ul>` : ''}` : undefined)}
<h1>${v.say(c.label)}</h1><p class="lead">${v.say(s.matter.line.title)}</p>
${c.act === 'evaluate' ? s.replies.map(r => html`<blockquote class="words"><p><b>${v.say(r.organ)}${r.class ? v.t(`（${v.say(r.class)}）`, ` (${v.say(r.class)})`) : ''}${v.t('：', ': ')}</b></p>${paragraphs(r.text)}</blockquote>`) : ''}${c.act === 'consent' && s.matter.marks.consentNote ? html`<blockquote class="words">${paragraphs(s.matter.marks.consentNote)}</blockquote>` : ''}
<form class="card pad" method="post" action="${path}" novalidate${c.fields.some(f => f.kind === 'files') ? raw(' enctype="multipart/form-data"') : ''}${c.fields.length ? draftForm(path) : ''}>
<input type="hidden" name="_key" value="${p.key}"><input type="hidden" name="_seen" value="${String(s.matter.seq)}">
${c.help ? html`<p class="hint">${v.say(c.help)}</p>` : ''}
${c.fields.filter(drawable).map(f => field(v, hinted(c.act, f), d))}
<div class="answers"><button class="btn btn-primary" type="submit">${v.t(`确认：${v.say(c.label)}`, `Confirm: ${v.say(c.label)}`)}</button><a class="btn" href="/deputy/suggestions/${id}">${v.t('先不办', 'Not now')}</a></div></form>
${['amend', 'evaluate'].includes(c.act) ? '' : html`<details class="card pad"><summary>${v.t('看建议全文', 'The whole text')}</summary><div class="words">${paragraphs(s.text)}</div></details>`}`,
  })
}
