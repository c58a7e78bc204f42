/** 写建议: one page for a phone. It keeps what is typed, looks up what was proposed before, and asks gently when two matters seem to be in it. */
import { drawable, faultSummary, field, fieldId, type Drawn } from '#pages/parts/field.ts'
import { whoMay } from '#pages/parts/act-form.ts'
import { draftButton, draftForm, draftNotice } from '#pages/desk/draft.ts'
import { type Fault, html, type Html, type Kept, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { alikeList } from '#pages/deputy/alike.ts'
import { text } from '#loop/fields.ts'
import { mostTyped } from '#procedures/suggestion/wording.ts'
import type { Choice, ChoiceField } from '#loop/available.ts'
import type { Label, Refusal } from '#loop/words.ts'
import type { DraftView } from '#service/desk-views.ts'
import type { AlikeLine, Named, NamedDeputy } from '#service/deputy-suggestion-views.ts'
import type { MatterLine } from '#service/views.ts'

export type WritePage = {
  readonly path: string; readonly choice: Choice; readonly key: string; readonly kept: Kept; readonly draft?: DraftView | undefined
  readonly faults?: readonly Fault[]; readonly refusal?: Refusal | undefined
  readonly named: Named; readonly origin?: MatterLine | undefined
  /** What was found for the title, where there is one. */
  readonly alike?: readonly AlikeLine[] | undefined
  /** Two matters seem to be in it: to be split, or to be sent as they are. */
  readonly several?: boolean
  readonly notice?: Label | undefined
}

const wrong: ChoiceField = { id: 'wrong', ...text(['存在什么问题', 'What is wrong'], { required: true, long: true, max: mostTyped, hint: [`在哪里、什么情况、为什么要解决。不写群众的姓名、电话。和下面“建议怎么办”合起来最多${mostTyped}字。`, `Where, what, and why it matters. No names or numbers of constituents. At most ${mostTyped} characters together with what should be done.`] }) }
const should: ChoiceField = { id: 'should', ...text(['建议怎么办', 'What should be done'], { required: true, long: true, max: mostTyped, hint: [`一条一条写，让承办单位能照着办。和上面“存在什么问题”合起来最多${mostTyped}字。`, `Point by point, so that it can be done. At most ${mostTyped} characters together with what is wrong.`] }) }

const person = (v: View, p: NamedDeputy, on: boolean, i: number): Html => html`<label class="check" for="co-${String(i)}-${p.id.slice(0, 8)}"><input class="form-check-input" id="co-${String(i)}-${p.id.slice(0, 8)}" type="checkbox" name="coSigners" value="${p.id}"${raw(on ? ' checked' : '')}><span>${v.say(p.name)}${p.place ? html` <small>${v.say(p.place)}</small>` : ''}</span></label>`

/** Names are typed; two of one name are told apart by where they were elected. */
function signers(v: View, p: WritePage): Html {
  const id = fieldId('new', 'names'), fault = p.faults?.find(f => f.field === 'names'), chosen = new Set(p.named.chosen.map(x => x.id))
  const found = p.named.found.filter(f => f.people.length > 1), lost = p.named.found.filter(f => !f.people.length)
  return html`<div class="field${fault ? ' field-bad' : ''}"><label class="form-label" for="${id}">${v.t('联名代表', 'Co-signers')} <span class="opt">${v.t('选填', 'optional')}</span></label><p class="hint" id="${id}-hint">${v.t('写姓名，几位之间用顿号隔开。交上去后请他们各自确认。', 'Their names, separated by commas; each of them confirms afterwards.')}</p>${fault ? html`<p class="fault" id="${id}-error">${v.say(fault.says)}</p>` : ''}
<div class="with-button"><input class="form-control" id="${id}" name="names" type="text" autocomplete="off" value="${lost.map(f => f.typed).join('、')}" aria-describedby="${id}-hint${fault ? ` ${id}-error` : ''}"><button class="btn" type="submit" name="_do" value="add" formnovalidate>${v.t('加上', 'Add')}</button></div>
${p.named.chosen.length ? html`<fieldset class="chosen"><legend class="visually-hidden">${v.t('已加上的联名代表', 'Co-signers added')}</legend>${p.named.chosen.map((x, i) => person(v, x, true, i))}</fieldset>` : ''}
${found.map((f, n) => html`<fieldset class="chosen"><legend class="form-label">${v.t(`“${f.typed}”有几位，请选`, `Several are called "${f.typed}"`)}</legend>${f.people.filter(x => !chosen.has(x.id)).map((x, i) => person(v, x, false, 100 * (n + 1) + i))}</fieldset>`)}</div>`
}

export function writePage(v: View, p: WritePage): Html {
  const prefix = 'new', faults = p.faults ?? [], d: Drawn = { prefix, kept: p.kept, faults }
  const of = (id: string): Html | '' => { const f = p.choice.fields.find(x => x.id === id); return f && drawable(f) ? field(v, f, d) : '' }
  const words = p.kept.title?.[0] ?? ''
  const openMore = ['opennessWhy', 'hideName', 'delegation'].some(x => faults.some(f => f.field === x) || p.kept[x]?.[0])
  return page(v, {
    title: v.t('写一件建议', 'Write a suggestion'), face: 'deputy', here: '/deputy/suggestions', narrow: true, islands: ['filter', 'preview', 'drafts', 'alike'],
    body: html`${draftNotice(v, p.draft, '/deputy/suggestions')}${p.notice ? html`<div class="alert alert-warning" role="status" tabindex="-1" autofocus><p>${v.say(p.notice)}</p></div>` : ''}${p.several ? html`<div class="alert alert-warning" role="alert" tabindex="-1" autofocus><h2>${v.t('好像写了两件事', 'There seem to be two matters in it')}</h2><p>${v.t('一件建议说一件事，才好交给一个单位办、一件一件地答复。您看要不要分成两件；确实是一件事，就照样交。', 'One matter each goes to one organ and gets one answer. Split it if you like; if it is one matter after all, send it as it is.')}</p></div>` : ''}${faultSummary(v, faults, prefix, p.refusal ? html`<p>${whoMay(v, p.refusal)}</p>` : undefined)}
<h1>${v.t('写一件建议', 'Write a suggestion')}</h1>
${p.choice.refusal && !p.refusal ? html`<div class="alert alert-danger" role="alert"><p>${v.say(p.choice.refusal.says)}</p></div>` : ''}
${p.origin ? html`<div class="alert" role="note"><p>${v.t('由您跟的这件群众意见写起：', 'Grown from the request you follow: ')}<b>${v.say(p.origin.title)}</b></p><p class="hint">${v.t('只留下两件事的联系；反映人的姓名、电话、原话都不带过来，也请您不要写。', 'Only the tie is kept: name, telephone and words of the requester stay behind, and should not be written here.')}</p></div>` : ''}
<form class="card pad" method="post" action="${p.path}" novalidate enctype="multipart/form-data"${draftForm(p.path)}>
<input type="hidden" name="_key" value="${p.key}">${p.origin ? html`<input type="hidden" name="grewFrom" value="${p.origin.id}">` : ''}${p.several ? html`<input type="hidden" name="_one" value="1">` : ''}
${of('title')}
<div class="alike" data-alike="/deputy/suggestions/alike" aria-live="polite">${alikeList(v, p.alike ? words : '', p.alike ?? [])}</div>
<p><button class="btn btn-sm" type="submit" name="_do" value="alike" formnovalidate>${v.t('先看看有没有提过', 'See whether it was proposed before')}</button></p>
${field(v, wrong, d)}${field(v, should, d)}${of('theme')}${of('how')}${signers(v, p)}
${of('openness')}
<details class="more"${raw(openMore ? ' open' : '')}><summary>${v.t('更多：代表团、不公开的理由、不署名', 'More: delegation, why not public, without names')}</summary>${of('delegation')}${of('opennessWhy')}${of('hideName')}</details>
${of('attachments')}
<p class="go"><button class="btn btn-primary" type="submit">${p.several ? v.t('就是一件事，交上去', 'It is one matter: send it') : v.t('交上去', 'Send it')}</button> ${draftButton(v, p.path)}</p>
<p class="hint">${v.t('写的时候会自己存成草稿；没有脚本的浏览器请点“先存着”。', 'What you type is kept as you go; without scripts, press "Keep for later".')}</p></form>`,
  })
}
