/** One organ's suggestions: where each stands, what was last said of it; ticked and recorded at once when the organ is heard (督办座谈). */
import { boardAddress, boardFilter, roleLabel, sessionName, shows } from '#pages/desk/board.ts'
import { draftForm } from '#pages/desk/draft.ts'
import { told, whoMay } from '#pages/parts/act-form.ts'
import { drawable, faultSummary, field } from '#pages/parts/field.ts'
import { shape } from '#pages/parts/icons.ts'
import { light } from '#pages/parts/light.ts'
import { page } from '#pages/page.ts'
import { day, html, type Html, type Kept, raw, type View } from '#pages/view.ts'
import type { Refusal } from '#loop/words.ts'
import type { BoardItem, BoardOrgan } from '#service/desk-suggestion-views.ts'

export type OrganForm = { readonly kept?: Kept | undefined; readonly refusal?: Refusal | undefined; readonly notice?: Html | ''; readonly heard?: number }
const prefix = 'hear'

function row(v: View, i: BoardItem, ticks: boolean, ticked: boolean): Html {
  const cell = (label: string, content: Html | string, look = ''): Html => html`<td data-label="${label}"${raw(look ? ` class="${look}"` : '')}${raw(content === '' ? ' data-empty' : '')}><span>${content}</span></td>`
  return html`<tr data-stop>${ticks ? html`<td class="tick no-print">${i.open ? html`<label><input class="form-check-input" type="checkbox" name="suggestions" value="${i.id}"${raw(ticked ? ' checked' : '')}><span class="visually-hidden">${v.t('听取了', 'Heard on')} ${v.say(i.number)}</span></label>` : ''}</td>` : ''}
<th scope="row" class="what"><span class="num">${v.say(i.number)}</span> <a href="/desk/m/${i.id}">${i.title}</a>${i.key ? html` <span class="tag tag-near">${v.t('重点督办', 'Key')}</span>` : ''}<span class="sub">${v.say(i.proposer)} · ${v.say(i.role)}</span></th>
${cell(v.t('环节', 'Stage'), v.say(i.stage))}${cell(v.t('期限', 'Due'), i.duty ? html`${light(v, i.duty)}<span class="sub">${day(v, i.duty.dueDay)}${i.extended ? v.t('（已延期）', ' (extended)') : ''}</span>` : '')}
${cell(v.t('最近进展', 'Last said'), i.said ? html`${day(v, i.said.day)} ${v.say(i.said.what)}${i.said.text ? html`${v.t('：', ': ')}${i.said.text}` : ''}` : '', 'said-last')}
${cell(v.t('听取汇报', 'Heard'), i.heard ? html`<span class="light light-ok">${shape('done')}${day(v, i.heard)}</span>` : html`<span class="light light-none">${shape('none')}${v.t('还没听', 'Not yet')}</span>`)}</tr>`
}

export function boardOrganPage(v: View, b: BoardOrgan, f: OrganForm = {}): Html {
  const path = `/desk/board/${b.organ}`, at = shows.find(s => s.id === b.show)!, title = `${v.say(b.name)} · ${v.t('建议办理', 'Suggestions')}`
  const faults = f.refusal ? [{ field: (f.refusal.field ?? '').replace(/^suggestions\..*/, 'suggestions'), says: f.refusal.says }] : []
  const fields = (b.hold?.fields ?? []).filter(x => !['organ', 'suggestions'].includes(x.id) && drawable(x)), ticks = b.hold !== undefined && b.items.some(i => i.open)
  const ticked = new Set(f.kept?.suggestions ?? []), drawn = { prefix, kept: f.kept, faults }, heard = b.items.filter(i => i.heard).length
  const table = html`<div class="table-responsive" tabindex="0" role="region" aria-label="${title}"><table class="table lines" id="${prefix}-suggestions"><caption class="visually-hidden">${title}</caption><thead><tr>${ticks ? html`<th scope="col" class="no-print">${v.t('听了', 'Heard')}</th>` : ''}<th scope="col">${v.t('建议', 'Suggestion')}</th><th scope="col">${v.t('环节', 'Stage')}</th><th scope="col">${v.t('期限', 'Due')}</th><th scope="col">${v.t('最近进展', 'Last said')}</th><th scope="col">${v.t('听取汇报', 'Heard')}</th></tr></thead><tbody>${b.items.map(i => row(v, i, ticks, ticked.has(i.id)))}</tbody></table></div>`
  return page(v, {
    title, face: 'desk', here: '/desk/board', landscape: true, islands: ['filter', 'drafts'],
    body: html`${faultSummary(v, faults, prefix, f.refusal ? html`<p>${whoMay(v, f.refusal)}</p>` : undefined)}${f.heard ? html`<div class="alert alert-ok no-print" role="status" tabindex="-1" autofocus><p>${v.t(`已登记：听取了${f.heard}件建议的办理情况。`, `Recorded: heard on ${f.heard} suggestions.`)}</p></div>` : ''}${f.notice ?? ''}
<p class="no-print"><a href="${boardAddress(b)}">${v.t('← 回到看板', '← Back to the board')}</a></p>
<div class="head"><h1>${v.say(b.name)}</h1><p>${sessionName(v, b)} · ${v.say(roleLabel(b.role))}</p></div>
<ul class="counts board-tabs">${shows.map(s => html`<li class="count light-${s.look}">${s.id === 'total' ? '' : shape(s.sign)}<a href="${boardAddress(b, b.organ, { show: s.id })}"${raw(s.id === b.show ? ' aria-current="true"' : '')}><b>${String(b.numbers[s.id])}</b> <span>${v.say(s.label)}</span></a></li>`)}</ul>
${boardFilter(v, path, b, { show: b.show })}
${b.items.length ? html`<div class="head"><h2>${v.say(at.label)}${v.t(`（${b.numbers[b.show]}件）`, ` (${b.numbers[b.show]})`)}</h2><p>${v.t(`本页听取过${heard}件，还有${b.items.length - heard}件没听`, `${heard} on this page were heard, ${b.items.length - heard} not yet`)}</p></div>
${ticks ? html`<form method="post" action="${path}" novalidate${draftForm(path)}><input type="hidden" name="_key" value="${v.newKey()}"><input type="hidden" name="_session" value="${b.session}"><input type="hidden" name="_role" value="${b.role}"><input type="hidden" name="_show" value="${b.show}">${table}
<section class="card pad no-print"><h2>${v.say(b.hold!.label)}</h2><p class="hint">${v.t('勾上面听取了的，填好谁带队，一次登记；每件建议的过程里都会记上。', 'Tick those heard above, say who led, and record it once; each suggestion’s course will say so.')}</p><div class="two">${fields.map(x => field(v, x, drawn))}</div>${b.hold!.mayBeTold ? told(v, prefix, f.kept) : ''}<p class="go"><button class="btn btn-primary" type="submit">${v.say(b.hold!.label)}</button></p></section></form>` : table}
<p class="pager no-print">${b.page > 1 ? html`<a class="btn" rel="prev" href="${boardAddress(b, b.organ, { show: b.show, page: String(b.page - 1) })}">${v.t('上一页', 'Previous page')}</a> ` : ''}${b.more ? html`<a class="btn" rel="next" href="${boardAddress(b, b.organ, { show: b.show, page: String(b.page + 1) })}">${v.t('下一页', 'Next page')}</a>` : ''}</p>` : html`<div class="card pad empty"><p><b>${v.t('没有这样的建议。', 'There are none.')}</b></p></div>`}`,
  })
}
