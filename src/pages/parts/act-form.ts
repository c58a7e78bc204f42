/** Acts as forms, drawn from what the service says this actor may do: the main one open, refused ones greyed with the reason. */
import { draftForm } from '#pages/desk/draft.ts'
import { fieldId, drawable, type Drawn, faultSummary, field } from '#pages/parts/field.ts'
import { type Fault, html, type Html, type Kept, raw, type View } from '#pages/view.ts'
import type { Choice } from '#loop/available.ts'
import type { Id, Label, Refusal } from '#loop/words.ts'

/** A form that came back: whose act it was, what was typed, what was wrong. */
export type Returned = {
  readonly matter: Id
  readonly act: string
  readonly kept: Kept
  readonly refusal?: Refusal
  readonly since?: readonly Label[]
  /** Shown instead of a refusal: the text survived a sign-out. */
  readonly notice?: Label
}
export type ActsFor = {
  readonly face: 'desk' | 'deputy'
  /** The matter the acts are done to, and the page they return to. */
  readonly matter: Id
  readonly page: Id
  readonly seq: number
  readonly choices: readonly Choice[]
  readonly returned?: Returned | undefined
  readonly preset?: Readonly<Record<string, string>>
  /** An act asked for in the address: drawn open. */
  readonly open?: string | undefined
  /** Shown above an act’s form. */
  readonly above?: Readonly<Record<string, Html>> | undefined
  /** Taken over into the form of the act that is asked for in the address. */
  readonly taken?: Readonly<Record<string, string>> | undefined
  /** The act whose button carries the accent: one a page. */
  readonly mainAct?: string | undefined
}

const faultsOf = (r: Returned | undefined): Fault[] => (r?.refusal ? [{ field: r.refusal.field ?? '', says: r.refusal.says }] : [])
const mine = (a: ActsFor, c: Choice): Returned | undefined => (a.returned && a.returned.matter === a.matter && a.returned.act === c.act ? a.returned : undefined)

/** The first allowed act that the declaration calls the main one. */
export const mainOf = (choices: readonly Choice[]): string | undefined => choices.find(c => c.main && !c.refusal)?.act

export function acts(v: View, a: ActsFor): Html {
  const may = a.choices.filter(c => !c.refusal), not = a.choices.filter(c => c.refusal)
  const open = may.filter(c => c.act === a.mainAct), more = may.filter(c => c.act !== a.mainAct)
  return html`${may.length ? '' : html`<p>${v.t('现在没有您能办的。', 'There is nothing you can do here now.')}</p>`}${open.map(c => actForm(v, a, c))}${more.length ? html`<div class="acts-more">${more.map(c => actForm(v, a, c))}</div>` : ''}${not.length ? html`<details class="act-nots"><summary>${v.t(`现在不能办的（${not.length}）`, `Not possible now (${not.length})`)}</summary><ul>${not.map(c => html`<li class="act-no"><span class="act-no-name">${v.say(c.label)}</span> <span>${v.say(c.refusal!.says)}</span>${whoMay(v, c.refusal!)}</li>`)}</ul></details>` : ''}`
}

/** Who may, and the article a refusal rests on. */
export const whoMay = (v: View, r: Refusal): Html => html`${r.may.length && !r.field ? html` <span class="hint">${v.t('能办的人：', 'Who may: ')}${r.may.map(m => v.say(m)).join(v.t('、', ', '))}</span>` : ''}${r.article ? html` <span class="hint">${v.t('依据：', 'Basis: ')}${v.t(`《${r.article.law}》${r.article.article.startsWith('第') ? r.article.article : `第${r.article.article}条`}`, `${r.article.law} ${r.article.article}`)}</span>` : ''}`

function actForm(v: View, a: ActsFor, c: Choice): Html {
  const back = mine(a, c)
  const isMain = a.mainAct === c.act
  const prefix = `${a.matter.slice(0, 8)}-${c.act}`
  return html`<details class="act${isMain ? ' act-main' : ''}" id="act-${prefix}"${raw(isMain || back || a.open === c.act ? ' open' : '')}>
  <summary>${v.say(c.label)}</summary>
  ${c.help ? html`<p class="hint">${v.say(c.help)}</p>` : ''}
  ${a.above?.[c.act] ?? ''}${ownPage(v, a, c) ?? actFields(v, a, c, prefix, isMain, back)}
</details>`
}

/** A suggestion is made public on a page of its own, where the original stands beside the draft. */
const ownPage = (v: View, a: ActsFor, c: Choice): Html | undefined =>
  a.face === 'desk' && ((c.act === 'proposePublic' && c.fields.some(f => f.id === 'reply')) || (c.act === 'publish' && c.fields.some(f => f.id === 'draft'))) ? html`<p class="go"><a class="btn" href="/desk/m/${a.matter}/public">${c.act === 'publish' ? v.t('对照原文审核', 'Review beside the original') : v.t('逐处看过再拟稿', 'Look at each passage, then draft')}</a></p>` : undefined

function actFields(v: View, a: ActsFor, c: Choice, prefix: string, isMain: boolean, back: Returned | undefined): Html {
  const path = `/${a.face}/m/${a.matter}/${c.act}`
  const previewed = c.act === 'dispatch' && c.fields.some(f => f.id === 'gist')
  const d: Drawn = { prefix, kept: back?.kept, faults: faultsOf(back), preset: a.open === c.act ? { ...a.preset, ...a.taken } : a.preset }
  const hasFiles = c.fields.some(f => f.kind === 'files')
  const look = isMain ? 'btn btn-primary' : 'btn'
  return html`<form method="post" action="${path}" novalidate${raw(hasFiles ? ' enctype="multipart/form-data"' : '')}${c.fields.length ? draftForm(path) : ''}>
  <input type="hidden" name="_key" value="${v.newKey()}"><input type="hidden" name="_seen" value="${String(a.seq)}"><input type="hidden" name="_page" value="${a.page}">
  ${c.fields.filter(drawable).map(f => field(v, f, d))}
  ${c.mayBeTold ? told(v, prefix, back?.kept) : ''}
  <p class="go">${previewed && a.face === 'desk'
    ? html`<button class="${look}" type="submit" formaction="/desk/m/${a.matter}/preview">${v.t('下一步：看承办单位看到的样子', 'Next: see what the handler will see')}</button>`
    : html`<button class="${look}" type="submit">${v.say(c.label)}</button>`}</p>
</form>`
}

/** When it really happened, for acts that may be told later; empty means now. */
export function told(v: View, prefix: string, kept?: Kept): Html {
  const on = fieldId(prefix, '_day'), at = fieldId(prefix, '_time')
  return html`<details class="told"${raw(kept?._day?.[0] ? ' open' : '')}><summary>${v.t('不是现在办的？补记时间', 'Happened earlier? Say when')}</summary>
  <div class="two"><div class="field"><label class="form-label" for="${on}">${v.t('哪天', 'Day')}</label><input class="form-control" id="${on}" name="_day" type="date" value="${kept?._day?.[0] ?? ''}"${raw(v.today ? ` max="${v.today}"` : '')}></div>
  <div class="field"><label class="form-label" for="${at}">${v.t('几点', 'Time')} <span class="opt">${v.t('选填', 'optional')}</span></label><input class="form-control" id="${at}" name="_time" type="time" value="${kept?._time?.[0] ?? ''}"></div></div></details>`
}

/** The summary of a returned form, at the top of its page. */
export function returnedSummary(v: View, r: Returned | undefined, drawn: boolean): Html | '' {
  if (!r) return ''
  const prefix = `${r.matter.slice(0, 8)}-${r.act}`
  if (r.notice) return html`<div class="alert alert-warning summary" role="status" tabindex="-1" autofocus><p>${v.say(r.notice)}</p>${drawn ? html`<p><a href="#act-${prefix}">${v.t('去看刚才写的内容', 'See what you wrote')}</a></p>` : written(v, r)}</div>`
  return faultSummary(v, faultsOf(r), prefix, html`${r.refusal ? html`<p>${whoMay(v, r.refusal)}</p>` : ''}${r.since?.length ? html`<p>${v.t('您打开这一页以后，又有：', 'Since you opened this page:')}</p><ul>${r.since.map(s => html`<li>${v.say(s)}</li>`)}</ul>` : ''}${drawn ? html`<p><a href="#act-${prefix}">${v.t('去改刚才的表单', 'Go to the form')}</a></p>` : written(v, r)}`)
}

/** The texts typed into a form, without ids and our own names. */
export const wordsOf = (kept: Kept): string[] => Object.entries(kept).filter(([k]) => !k.startsWith('_')).flatMap(([, all]) => all).filter(s => s.trim() !== '' && !/^[0-9a-f-]{36}$/.test(s))

/** An act that is no longer possible has no form to return to; the words are still the writer's. */
function written(v: View, r: Returned): Html | '' {
  const words = wordsOf(r.kept)
  return words.length ? html`<details open><summary>${v.t('您刚才写的', 'What you wrote')}</summary>${words.map(w => html`<blockquote class="words">${w}</blockquote>`)}</details>` : ''
}
