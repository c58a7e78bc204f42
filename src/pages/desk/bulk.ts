/** One act on many matters: what can be done, what will happen to each, and what came of it. */
import { faultSummary, field } from '#pages/parts/field.ts'
import { lineLight } from '#pages/parts/light.ts'
import { type Fault, html, type Html, type Kept, matterPath, spaced, type View } from '#pages/view.ts'
import { shape } from '#pages/parts/icons.ts'
import { page } from '#pages/page.ts'
import type { Refusal } from '#loop/words.ts'
import type { BulkLine, BulkOffer, BulkPlan, BulkView } from '#service/desk-views.ts'
import type { MatterLine } from '#service/views.ts'

const hidden = (matters: readonly MatterLine[], back: string): Html => html`${matters.map(m => html`<input type="hidden" name="m" value="${m.id}">`)}<input type="hidden" name="_back" value="${back}">`
const one = (v: View, m: MatterLine, says: Html | string): Html => html`<li><a href="${matterPath('desk', m.id)}">${v.say(m.title)}</a><span class="sub">${lineLight(v, m)} ${v.say(m.stageLabel)}${m.place ? ` · ${v.say(m.place)}` : ''}${m.short ? ` · ${v.t('编号', 'no.')} ${spaced(m.short)}` : ''}${says ? html` · ${says}` : ''}</span></li>`

/** Ticked: what can be done to them at once. */
export const bulkChoose = (v: View, o: BulkOffer, back: string): Html => page(v, {
  title: v.t('批量办理', 'Many at once'), face: 'desk', here: '/desk/list', narrow: true,
  body: html`<h1>${v.t(`勾选了${o.lines.length}件，要怎么办`, `${o.lines.length} ticked: what is to be done?`)}</h1>
${o.acts.length ? html`<form class="card pad" method="post" action="/desk/bulk/look">${hidden(o.lines, back)}<ul class="plain-list choose">${o.acts.map(a => html`<li><button class="btn" type="submit" name="_act" value="${a.act}">${v.say(a.label)}</button> <span>${a.not ? v.t(`${a.may}件可以，${a.not}件不行`, `${a.may} possible, ${a.not} not`) : v.t(`${a.may}件都可以`, `possible for all ${a.may}`)}</span></li>`)}</ul></form>`
    : html`<div class="card pad empty"><p><b>${v.t('勾选的这些没有可以一起办的事。', 'Nothing can be done to these together.')}</b></p><p>${v.t('派单、核实、公开这些要一件一件看过才能办，请打开事项办理。', 'Dispatching, verifying and publishing must be looked at one by one; please open the matter.')}</p></div>`}
<section class="card pad"><h2>${v.t('勾选的事项', 'Ticked')}</h2><ul class="plain-list">${o.lines.map(m => one(v, m, ''))}</ul></section>
<p class="go"><a class="btn" href="${back}">${v.t('回清单', 'Back to the list')}</a></p>`,
})

export type BulkForm = { readonly plan: BulkPlan; readonly key: string; readonly back: string; readonly kept?: Kept; readonly refusal?: Refusal }

/** 将对3件事项催办: what will happen to each, and which are left out and why. */
export function bulkPreview(v: View, f: BulkForm): Html {
  const { act, lines } = f.plan, may = lines.filter(l => !l.refusal), not = lines.filter(l => l.refusal)
  const faults: Fault[] = f.refusal ? [{ field: f.refusal.field ?? '', says: f.refusal.says }] : []
  const word = v.say(act.label)
  return page(v, {
    title: v.t(`将对${may.length}件事项${word}`, `${word}: ${may.length} matters`), face: 'desk', here: '/desk/list', narrow: true, islands: ['filter'],
    body: html`${faultSummary(v, faults, 'bulk')}<h1>${v.t(`将对${may.length}件事项${word}`, `${word}: ${may.length} matters`)}</h1>
${act.help ? html`<p class="lead">${v.say(act.help)}</p>` : ''}
<form class="card pad" method="post" action="/desk/bulk/do" novalidate>${hidden(may.map(l => l.line), f.back)}<input type="hidden" name="_act" value="${act.act}"><input type="hidden" name="_key" value="${f.key}">
<h2>${v.t('会这样办', 'What will happen')}</h2><ul class="plain-list">${may.map(l => one(v, l.line, v.t(`记一次“${word}”，写进办理过程`, `"${word}" is recorded in its course`)))}</ul>
${act.fields.map(x => field(v, x, { prefix: 'bulk', kept: f.kept, faults }))}
<p class="hint">${v.t('这几件要么都办，要么都不办。确认后等20秒才真正办理，这期间可以撤销；办了就写进记录，不能再撤。', 'All of them or none. It is carried out 20 seconds after you confirm and can be taken back until then; once done it stands in the record.')}</p>
<p class="go"><button class="btn btn-primary" type="submit">${v.t(`确认${word}`, `Confirm: ${word}`)}</button> <a class="btn" href="${f.back}">${v.t('回清单', 'Back to the list')}</a></p></form>
${not.length ? html`<section class="card pad"><h2>${v.t(`不在这次之内的${not.length}件`, `Left out: ${not.length}`)}</h2><ul class="plain-list">${not.map(l => one(v, l.line, v.say(l.refusal!)))}</ul></section>` : ''}`,
  })
}

const heads = (v: View, b: BulkView): string => {
  const n = b.lines.length, word = v.say(b.label)
  switch (b.state) {
    case 'waiting': case 'doing': return v.t(`${n}件事项将在${b.secondsLeft}秒后${word}`, `${word}: ${n} matters, in ${b.secondsLeft} seconds`)
    case 'done': return v.t(`${n}件事项已${word}`, `Done: ${word}, ${n} matters`)
    case 'undone': return v.t(`已撤销，${n}件都没有${word}`, `Taken back: none of the ${n} was touched (${word})`)
    case 'refused': return v.t(`没有办成，${n}件都没有${word}`, `Not done: none of the ${n} was touched (${word})`)
  }
}
const explained = (v: View, b: BulkView): string => {
  switch (b.state) {
    case 'waiting': case 'doing': return v.t('现在还没有办。关掉这一页也会按时办。', 'Nothing is done yet. It will be carried out in time even if you close this page.')
    case 'done': return v.t('已写进各件的办理过程，不能再撤销。', 'It stands in the course of each matter and cannot be taken back.')
    case 'undone': return v.t('记录里没有留下任何办理。', 'Nothing was written into any record.')
    case 'refused': return v.t('确认以后情况变了，有的不能再这样办；按“要么都办、要么都不办”，一件也没有办。', 'Things changed after you confirmed and some no longer allow it; as it is all or none, none was done.')
  }
}

export const bulkResult = (v: View, b: BulkView, late: boolean): Html => page(v, {
  title: heads(v, b), face: 'desk', here: '/desk/list', narrow: true,
  body: html`<h1>${heads(v, b)}</h1>
${late && b.state !== 'undone' ? html`<p class="alert alert-warning" role="status">${v.t('晚了一步：已经办了，不能再撤销。', 'Too late: it has been carried out and cannot be taken back.')}</p>` : ''}
<section class="card pad"><p>${shape(b.state === 'done' ? 'done' : b.state === 'refused' ? 'overdue' : 'paused')} ${explained(v, b)}</p>
${b.state === 'waiting' ? html`<div class="go"><form class="tap" method="post" action="/desk/bulk/${b.id}/undo"><button class="btn btn-primary" type="submit">${v.t('撤销', 'Take it back')}</button></form> <form class="tap" method="post" action="/desk/bulk/${b.id}/now"><button class="btn" type="submit">${v.t('不等了，现在就办', 'Do it now')}</button></form></div>` : ''}
<ul class="plain-list">${b.lines.map((l: BulkLine) => one(v, l.line, l.refusal ? v.say(l.refusal) : ''))}</ul></section>
<p class="go"><a class="btn" href="/desk/list">${v.t('回清单', 'Back to the list')}</a> <a class="btn" href="/desk">${v.t('回待办', 'Back to the inbox')}</a></p>`,
})

/** What is under way or ended badly, told where the person next looks. */
export const bulkNotices = (v: View, all: readonly BulkView[]): Html | '' => all.length ? html`${all.map(b => html`<p class="alert${b.state === 'refused' ? ' alert-danger' : ''} no-print" role="status">${heads(v, b)}。<a href="/desk/bulk/${b.id}">${b.state === 'waiting' ? v.t('看一看，或者撤销', 'Look, or take it back') : v.t('看为什么', 'See why')}</a></p>`)}` : ''
