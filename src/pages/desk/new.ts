/** 登记: the opening act of a procedure, drawn from its declaration. */
import { drawable, faultSummary, field, type Drawn } from '#pages/parts/field.ts'
import { told, whoMay } from '#pages/parts/act-form.ts'
import { type Fault, html, type Html, type Kept, matterPath, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { draftButton, draftForm, draftNotice } from '#pages/desk/draft.ts'
import { noticeLine } from '#pages/portal/privacy.ts'
import type { Choice } from '#loop/available.ts'
import type { DraftView } from '#service/desk-views.ts'
import type { Label, Refusal } from '#loop/words.ts'
import type { MatterLine } from '#service/views.ts'

export const chooseProcedure = (v: View, list: readonly { readonly procedure: string; readonly label: Label }[]): Html => page(v, {
  title: v.t('登记', 'Enter'), face: 'desk', here: '/desk/new', narrow: true,
  body: html`<h1>${v.t('登记一件', 'Enter a matter')}</h1>${list.length ? html`<nav class="doors" aria-label="${v.t('事项种类', 'Kinds')}">${list.map(p => html`<a class="door" href="/desk/new/${p.procedure}"><b>${v.say(p.label)}</b></a>`)}</nav>` : html`<div class="card pad empty"><p>${v.t('您的职务不能登记新事项。', 'Your post does not enter new matters.')}</p></div>`}`,
})

export type NewForm = { readonly procedure: string; readonly label: Label; readonly choice: Choice; readonly key: string; readonly kept?: Kept; readonly refusal?: Refusal; readonly notice?: Label; /** What was entered a moment ago, before the next is begun. */ readonly did?: MatterLine; /** Something to be answered before it is sent again. */ readonly before?: Html; readonly draft?: DraftView }

const firstFields = 6

export function newMatter(v: View, f: NewForm): Html {
  const prefix = 'new'
  const faults: Fault[] = f.refusal ? [{ field: f.refusal.field ?? '', says: f.refusal.says }] : []
  const d: Drawn = { prefix, kept: f.kept, faults }
  const fields = f.choice.fields.filter(drawable)
  const first = fields.filter((x, i) => i < firstFields || x.required), more = fields.filter(x => !first.includes(x))
  const openMore = more.some(x => faults.some(y => y.field === x.id) || f.kept?.[x.id]?.[0])
  const hasFiles = fields.some(x => x.kind === 'files')
  return page(v, {
    title: v.say(f.label), face: 'desk', here: '/desk/new', narrow: true, islands: ['filter', 'preview', 'drafts'],
    body: html`${draftNotice(v, f.draft, `/desk/new/${f.procedure}`)}${f.did ? html`<div class="alert answered" role="status"><p><b>${v.t('录入好了：', 'Entered: ')}</b><a href="${matterPath('desk', f.did.id)}">${v.say(f.did.title)}</a>。${v.t('接着录下一件；录完去', 'Go on with the next; afterwards: ')}<a href="/desk/list?procedure=${f.procedure}&amp;stage=${f.did.stage}">${v.t(`看全部${v.say(f.did.stageLabel)}的`, `all that are “${v.say(f.did.stageLabel)}”`)}</a></p></div>` : ''}${f.notice ? html`<div class="alert alert-warning" role="status" tabindex="-1" autofocus><p>${v.say(f.notice)}</p></div>` : ''}${faultSummary(v, faults, prefix, f.refusal ? html`<p>${whoMay(v, f.refusal)}</p>` : undefined)}
<h1>${v.say(f.label)} · ${v.say(f.choice.label)}</h1>
${f.choice.help ? html`<p class="lead">${v.say(f.choice.help)}</p>` : ''}
${f.choice.refusal && !f.refusal ? html`<div class="alert alert-danger" role="alert"><p>${v.say(f.choice.refusal.says)}${whoMay(v, f.choice.refusal)}</p></div>` : ''}
<form class="card pad" method="post" action="/desk/new/${f.procedure}" novalidate${raw(hasFiles ? ' enctype="multipart/form-data"' : '')}${draftForm(`/desk/new/${f.procedure}`)}>
  <input type="hidden" name="_key" value="${f.key}"><input type="hidden" name="_act" value="${f.choice.act}">
  ${first.map(x => field(v, x, d))}
  ${more.length ? html`<details class="more"${raw(openMore ? ' open' : '')}><summary>${v.t('更多', 'More')}</summary>${more.map(x => field(v, x, d))}</details>` : ''}
  ${f.before ?? ''}
  ${f.procedure !== 'suggestion' && fields.some(x => x.personal) ? noticeLine(v, v.t('请告诉反映人：原话、电话、照片加密保存，承办单位看不到。', 'Please tell the requester: words, phone and photos are kept sealed, and the handling organ never sees them.')) : ''}
  ${f.choice.mayBeTold ? told(v, prefix, f.kept) : ''}
  <p class="go"><button class="btn btn-primary" type="submit">${v.say(f.choice.label)}</button> ${draftButton(v, `/desk/new/${f.procedure}`)}</p>
</form>`,
  })
}
