/** 交办表: every suggestion that waits, one line each, typed or pasted; then the list organ by organ, to be looked at before it is done. */
import { draftButton, draftForm } from '#pages/desk/draft.ts'
import { faultSummary } from '#pages/parts/field.ts'
import { light } from '#pages/parts/light.ts'
import { measured } from '#pages/desk/proposals.ts'
import { page } from '#pages/page.ts'
import { day, type Fault, html, type Html, raw, type View } from '#pages/view.ts'
import type { Id, Label } from '#loop/words.ts'
import type { Cell, HandoverLook, HandoverRow, HandoverTable } from '#service/desk-suggestion-views.ts'
import type { OrganProposal, ProposalMeasure } from '#service/proposals.ts'

export const handoverPath = '/desk/handover'
const prefix = 'ho'
const cellId = (key: string, field: string): string => `${key}-${field}`
const names: Readonly<Record<keyof Cell, string>> = { organ: 'o', separate: 's', co: 'c', complex: 'six' }

/** By suggestion, to whom each might go; nothing is filled in that nobody took. */
export type TableProposals = { readonly of: ReadonlyMap<Id, readonly OrganProposal[]>; readonly measure?: ProposalMeasure | undefined }
export type HandoverForm = { readonly table: HandoverTable; readonly proposals?: TableProposals | undefined; readonly look?: HandoverLook | undefined; readonly paste?: string | undefined; readonly meeting?: string | undefined; readonly fault?: Label | undefined; readonly notice?: Html | '' }

/** Which row takes which proposal, as its button sends it; a name has no space before its first. */
export const takenOf = (sent: string): { readonly key: string; readonly name: string } | undefined => { const [, key, name] = /^(\w{12}) (.+)$/.exec(sent) ?? []; return key && name ? { key, name } : undefined }
const proposed = (v: View, r: HandoverRow, found: readonly OrganProposal[]): Html => html`<span class="proposed no-print"><span class="hint">${v.t('可能是', 'Perhaps')}</span> ${found.map(o => html`<span><button class="btn btn-sm" type="submit" name="_take" value="${r.key} ${v.say(o.name)}" data-fill="${v.say(o.name)}" data-aside>${v.say(o.name)}<span class="visually-hidden"> ${v.t('填给', 'for')} ${v.say(r.number)}</span></button> <span class="hint">${v.t(`“${o.words.slice(0, 3).join('”“')}”，以前${o.earlier}件`, `${o.words.slice(0, 3).map(w => `“${w}”`).join(', ')}, ${o.earlier} before`)}</span></span>`)}</span>`

function row(v: View, r: HandoverRow, cell: Cell | undefined, faults: HandoverLook['faults'], several: boolean, found: readonly OrganProposal[]): Html {
  const bad = (field: keyof Cell) => faults.filter(f => f.key === r.key && f.field === field)
  const heads: Readonly<Record<'organ' | 'separate' | 'co', string>> = { organ: v.t('主办单位', 'Lead organ'), separate: v.t('分办单位', 'Separate'), co: v.t('会办单位', 'Co-handlers') }
  const input = (field: 'organ' | 'separate' | 'co'): Html => {
    const wrong = bad(field), id = `${prefix}-${cellId(r.key, field)}`
    return html`<td class="cell${wrong.length ? ' cell-bad' : ''}" data-label="${heads[field]}"><span><input class="form-control" id="${id}" name="${names[field]}.${r.key}" value="${cell?.[field] ?? ''}" list="organs" autocomplete="off" data-cell aria-label="${v.say(r.number)} ${heads[field]}"${raw(wrong.length ? ` aria-invalid="true" aria-describedby="${id}-error"` : '')}>${wrong.length ? html`<span class="fault" id="${id}-error">${wrong.map(f => v.say(f.says)).join(v.t('；', '; '))}</span>` : ''}${field === 'organ' && found.length && !cell?.organ ? proposed(v, r, found) : ''}</span></td>`
  }
  return html`<tr data-stop><th scope="row" class="what"><span class="num">${v.say(r.number)}</span> <a href="/desk/m/${r.id}">${r.title}</a><span class="sub">${v.say(r.proposer)}${several && r.session ? ` · ${v.say(r.session)}` : ''}${r.due ? html` ${light(v, r.due)}` : ''}</span>${r.consulted.map(c => html`<span class="sub">${v.say(c)}</span>`)}</th>
${input('organ')}${input('separate')}${input('co')}<td class="cell cell-six" data-label="${v.t('六个月件', 'Six months')}"><label class="check"><input class="form-check-input" type="checkbox" name="six.${r.key}" value="1" data-cell${raw(cell?.complex ? ' checked' : '')}><span>${v.t('六个月', 'Six months')}<span class="visually-hidden"> ${v.say(r.number)}</span></span></label></td></tr>`
}

export function handoverPage(v: View, f: HandoverForm): Html {
  const t = f.table, cells = f.look?.cells ?? {}, found = f.look?.faults ?? [], title = v.t('交办表', 'Hand-over table')
  const faults: Fault[] = [...(f.fault ? [{ field: '', says: f.fault }] : []), ...found.map(x => ({ field: x.key ? cellId(x.key, x.field) : 'paste', says: x.says }))]
  const several = new Set(t.rows.map(r => r.session?.[0] ?? '')).size > 1, paste = f.look ? f.look.paste : f.paste ?? ''
  return page(v, {
    title, face: 'desk', here: '/desk/board', islands: ['drafts', 'cells'],
    body: html`${faultSummary(v, faults, prefix)}
<div class="head"><h1>${title}</h1><p class="no-print"><a href="/desk/board">${v.t('看板', 'Board')}</a> · <a href="/desk/key">${v.t('重点督办', 'Key supervision')}</a></p></div>
${f.notice ?? ''}
${t.rows.length ? html`<p class="lead">${v.t(`${t.rows.length}件建议等着交办${t.more ? '（先列这些，其余下一批）' : ''}。填好单位的才交办，空着的留到下一批；答复期限从交办之日起算。`, `${t.rows.length} suggestions wait to be handed over${t.more ? ' (the rest in the next table)' : ''}. Those with an organ are handed over, the others wait; the clock of the reply runs from that day.`)}</p>
<form method="post" action="${handoverPath}" novalidate${draftForm(handoverPath)}>
<datalist id="organs">${t.organs.map(o => html`<option value="${v.say(o.label)}"></option>`)}</datalist>
<details class="card pad"${raw(paste || !Object.keys(cells).length ? ' open' : '')}><summary>${v.t('从电子表格粘贴', 'Paste from Excel')}</summary>
<div class="field"><label class="form-label" for="${prefix}-paste">${v.t('粘贴在这里', 'Paste here')}</label><p class="hint" id="paste-hint">${v.t('依次是：编号、主办单位、会办单位、期限（三个月、六个月）；后两列可以没有。带表头的按表头认；几次会议都有的编号，算最近一次的。单位写简称、全称、原来的名称都行，几个单位用顿号隔开。', 'In this order: number, lead organ, co-handlers, term (three or six months); the last two may be left out. A first line of headings is followed; a number of several sessions is the latest’s. Organs by short, full or former name; several with commas.')}</p>
<textarea class="form-control paste" id="${prefix}-paste" name="paste" rows="6" aria-describedby="paste-hint" spellcheck="false" wrap="off">${paste}</textarea></div>
<p class="go"><button class="btn" type="submit" name="_fill" value="1" data-aside>${v.t('填进表里', 'Fill the table')}</button></p></details>
<div class="table-responsive" tabindex="0" role="region" aria-label="${title}"><table class="table lines cells"><caption class="visually-hidden">${title}</caption>
<thead><tr><th scope="col">${v.t('建议', 'Suggestion')}</th><th scope="col">${v.t('主办单位', 'Lead organ')}</th><th scope="col">${v.t('分办单位', 'Separate')}</th><th scope="col">${v.t('会办单位', 'Co-handlers')}</th><th scope="col">${v.t('期限', 'Term')}</th></tr></thead>
<tbody>${t.rows.map(r => row(v, r, cells[r.key], found, several, f.proposals?.of.get(r.id) ?? []))}</tbody></table></div>
<p class="hint no-print">${v.t('单位写几个字就行（如“住建”），能认准就认。上下键换行，回车到下一行，左右键在字头字尾换格。', 'A part of the name will do where only one organ has it. Up, down and Enter change the row; left and right leave a cell at its ends.')}</p>
${f.proposals?.measure ? html`<p class="hint no-print">${v.t('表里“可能是”由以前的交办学来，点一下才填入，由您核对。', 'What it may be is learned from earlier hand-overs; a click fills it in, and you check it.')}</p>${measured(v, f.proposals.measure)}` : ''}
<section class="card pad"><div class="field"><label class="form-label" for="${prefix}-meeting">${v.t('哪次交办会', 'At which meeting')} <span class="opt">${v.t('选填', 'optional')}</span></label><input class="form-control" id="${prefix}-meeting" name="meeting" maxlength="60" value="${f.meeting ?? ''}" autocomplete="off"></div></section>
<p class="go go-stick"><button class="btn btn-primary btn-big" type="submit">${v.t('下一步：核对交办清单', 'Next: look at the list')}</button> ${draftButton(v, handoverPath)}</p>
</form>` : html`<div class="card pad empty"><p><b>${v.t('没有等着交办的建议。', 'No suggestion waits to be handed over.')}</b></p><p><a href="/desk/list?procedure=suggestion&amp;stage=submitted">${v.t('看待审查的建议', 'Those under review')}</a></p></div>`}
${t.recent.length ? html`<section class="no-print"><h2>${v.t('最近交办的', 'Lately handed over')}</h2><ul class="plain-list">${t.recent.map(x => html`<li><a href="${handoverPath}/${x.id}">${x.title}</a>${x.undone ? html` <span class="tag">${v.t('已撤回', 'Undone')}</span>` : ''} <span class="sub-inline">${day(v, x.day)}</span></li>`)}</ul></section>` : ''}`,
  })
}

/** What is about to be done, organ by organ. Everything travels with the form: what is confirmed is what was looked at. */
export function handoverPreview(v: View, l: HandoverLook, meeting: string, key: string): Html {
  const title = v.t('核对交办清单', 'Look at the list'), n = l.rows.length
  const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`
  return page(v, {
    title, face: 'desk', here: '/desk/board',
    body: html`<h1>${title}</h1><p class="lead">${v.t(`${n}件建议交给${l.organs.length}个单位${meeting ? `（${meeting}）` : ''}。交办以后，没有单位签收前可以整批撤回。`, `${n} suggestions to ${l.organs.length} organs${meeting ? ` (${meeting})` : ''}. Until an organ signs for one, the whole can be undone.`)}</p>
<form method="post" action="${handoverPath}/make" novalidate>${hidden('_key', key)}${hidden('meeting', meeting)}
${l.rows.map((r, i) => html`${hidden(`rows.${i}.suggestion`, r.suggestion)}${hidden(`rows.${i}.organ`, r.organ)}${(r.separate ?? []).map(o => hidden(`rows.${i}.separate`, o))}${(r.co ?? []).map(o => hidden(`rows.${i}.co`, o))}${r.complex ? hidden(`rows.${i}.complex`, 'on') : ''}`)}
<p class="go go-stick"><button class="btn btn-primary btn-big" type="submit">${v.t(`交办这${n}件`, `Hand over ${n}`)}</button> <button class="btn" type="submit" formaction="${handoverPath}" name="_back" value="1" data-aside>${v.t('回去改', 'Go back')}</button></p></form>
${l.organs.map(o => html`<section class="card pad"><h2>${v.say(o.name)} <span class="num">${v.t(`${o.items.length}件`, String(o.items.length))}</span></h2><ol class="order">${o.items.map(i => html`<li><span class="num">${v.say(i.row.number)}</span> ${i.row.title}${i.role === 'lead' ? '' : html` <span class="tag">${i.role === 'co' ? v.t('会办', 'Co-handler') : v.t('分办', 'Separate')}</span>`}${i.complex ? html` <span class="tag">${v.t('六个月', 'Six months')}</span>` : ''}</li>`)}</ol></section>`)}`,
  })
}
