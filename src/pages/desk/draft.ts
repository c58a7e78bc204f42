/** What a form needs to keep half-filled text: the notice above it, the mark on it, the button beside its own. */
import { clock, day, html, type Html, raw, type View } from '#pages/view.ts'
import type { DraftView } from '#service/desk-views.ts'

const dayOfMoment = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)

/** Says that the text came back, and offers to throw it away. Stands outside the form it speaks of. */
export const draftNotice = (v: View, draft: DraftView | undefined, back: string): Html | '' => draft ? html`<form class="alert draft-back no-print" method="post" action="/desk/draft/drop" role="status"><input type="hidden" name="_form" value="${draft.form}"><input type="hidden" name="_back" value="${back}">
<p>${v.t(`上次写到一半的内容放回来了（${day(v, dayOfMoment(draft.at))} ${clock(draft.at)}存的），照片和附件要重新选。`, `What you had half written is back (kept ${day(v, dayOfMoment(draft.at))} ${clock(draft.at)}); photos must be chosen anew.`)} <button class="btn btn-sm" type="submit">${v.t('不要了，清空', 'Throw it away')}</button></p></form>` : ''

/** The mark by which the script knows the form, and the field by which the button does. */
export const draftForm = (form: string): Html => html`${raw(` data-draft="${form.replace(/[^\w\-/.]/g, '')}"`)}`
/** For people without scripts: keeps what is written so far, with the form left as it is. */
export const draftButton = (v: View, form: string): Html => html`<button class="btn" type="submit" name="_form" value="${form}" formaction="/desk/draft" formenctype="application/x-www-form-urlencoded" formnovalidate data-aside>${v.t('先存着', 'Keep for later')}</button>`
