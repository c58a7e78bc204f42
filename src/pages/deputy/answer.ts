/** One answer on one short page: what the button already said stands as words, what may be added is optional. */
import { drawable, field } from '#pages/parts/field.ts'
import { told } from '#pages/parts/act-form.ts'
import { draftForm, draftNotice } from '#pages/desk/draft.ts'
import { html, type Html, matterPath, raw, type View } from '#pages/view.ts'
import { wordOf } from '#pages/deputy/answers.ts'
import { page } from '#pages/page.ts'
import type { Choice } from '#loop/available.ts'
import type { DraftView } from '#service/desk-views.ts'
import type { MatterView } from '#service/views.ts'

export type AnswerPage = { readonly view: MatterView; readonly choice: Choice; readonly preset: Readonly<Record<string, string>>; readonly draft: DraftView | undefined }

export function answer(v: View, p: AnswerPage): Html {
  const { view: m, choice: c } = p, path = `/deputy/m/${m.line.id}/${c.act}`, word = v.say(wordOf(c.act, p.preset, c.label))
  const d = { prefix: 'answer', kept: p.draft?.kept }
  const open = c.fields.filter(f => drawable(f) && !(f.id in p.preset)), must = open.filter(f => f.required), may = open.filter(f => !f.required)
  return page(v, {
    title: word, face: 'deputy', here: '/deputy', narrow: true, islands: ['preview', 'drafts'],
    body: html`${draftNotice(v, p.draft, `/deputy/do/${m.line.id}/${c.act}`)}<h1>${word}</h1>
<p class="lead">${v.say(m.line.title)}${m.line.place ? html` <small>${v.say(m.line.place)}</small>` : ''}</p>
${m.children.filter(x => x.result).map(x => html`<blockquote class="words"><p>${x.handler ? v.say(x.handler) : ''}${v.t('说：', ': ')}${x.result}</p></blockquote>`)}
<form class="card pad" method="post" action="${path}" novalidate${c.fields.some(f => f.kind === 'files') ? raw(' enctype="multipart/form-data"') : ''}${draftForm(path)}>
<input type="hidden" name="_key" value="${v.newKey()}"><input type="hidden" name="_seen" value="${String(m.seq)}"><input type="hidden" name="_page" value="${m.line.id}"><input type="hidden" name="_then" value="home">${Object.entries(p.preset).map(([k, x]) => html`<input type="hidden" name="${k}" value="${x}">`)}
${c.help ? html`<p class="hint">${v.say(c.help)}</p>` : ''}
${must.map(f => field(v, f, d))}${may.length > 2 ? html`<details class="more"><summary>${v.t('要补充的，可以不填', 'More, if you like')}</summary>${may.map(f => field(v, f, d))}</details>` : may.map(f => field(v, f, d))}
${c.mayBeTold ? told(v, 'answer') : ''}
<div class="answers"><button class="btn btn-primary" type="submit">${v.t(`确认：${word}`, `Confirm: ${word}`)}</button><a class="btn" href="/deputy">${v.t('先不办', 'Not now')}</a></div></form>
<p><a href="${matterPath('deputy', m.line.id)}">${v.t('看这件事的全部情况', 'See the whole matter')}</a></p>`,
  })
}
