/** 看板: organs down, lights across, each told by colour, sign and word; every number opens the list it counts. */
import { shape } from '#pages/parts/icons.ts'
import { page } from '#pages/page.ts'
import { html, type Html, raw, type View } from '#pages/view.ts'
import type { Label } from '#loop/words.ts'
import type { Board, BoardRole, BoardShow, Option } from '#service/desk-suggestion-views.ts'

export const shows: readonly { readonly id: BoardShow; readonly label: Label; readonly look: 'ok' | 'near' | 'overdue' | 'none' | 'done'; readonly sign: Parameters<typeof shape>[0] }[] = [
  { id: 'later', label: ['期限内', 'In time'], look: 'ok', sign: 'ok' }, { id: 'near', label: ['三天内到期', 'Due in three days'], look: 'near', sign: 'near' }, { id: 'overdue', label: ['超期', 'Overdue'], look: 'overdue', sign: 'overdue' },
  { id: 'returned', label: ['退办', 'Returned'], look: 'none', sign: 'none' }, { id: 'replied', label: ['已答复', 'Replied'], look: 'done', sign: 'done' }, { id: 'total', label: ['合计', 'Total'], look: 'done', sign: 'done' }, { id: 'extended', label: ['其中曾延期', 'Of these extended'], look: 'none', sign: 'paused' },
]
const roles: readonly { readonly id: BoardRole; readonly label: Label }[] = [{ id: 'main', label: ['主办和分办', 'Lead and separate'] }, { id: 'lead', label: ['主办', 'Lead'] }, { id: 'separate', label: ['分办', 'Separate'] }, { id: 'co', label: ['会办', 'Co-handlers'] }]
export const roleLabel = (role: BoardRole): Label => roles.find(r => r.id === role)!.label

export const boardAddress = (b: { readonly session: string; readonly role: BoardRole }, organ?: string, more: Readonly<Record<string, string>> = {}): string => `/desk/board${organ ? `/${organ}` : ''}?${new URLSearchParams({ session: b.session, ...(b.role === 'main' ? {} : { role: b.role }), ...more }).toString()}`
/** Which session, and in which part of the work: in the address, so that a view can be sent on. */
export function boardFilter(v: View, action: string, b: { readonly session: string; readonly sessions: readonly Option[]; readonly role?: BoardRole }, hidden: Readonly<Record<string, string>> = {}): Html {
  const select = (name: string, label: string, options: readonly Option[], at: string): Html => html`<div class="field"><label class="form-label" for="b-${name}">${label}</label><select class="form-select" id="b-${name}" name="${name}">${options.map(o => html`<option value="${o.id}"${raw(o.id === at ? ' selected' : '')}>${v.say(o.label)}</option>`)}</select></div>`
  return html`<form class="filter no-print" method="get" action="${action}">${Object.entries(hidden).map(([k, x]) => html`<input type="hidden" name="${k}" value="${x}">`)}${select('session', v.t('哪次会议', 'Session'), [...b.sessions, { id: 'all', label: ['全部会议', 'All sessions'] }], b.session)}${b.role ? select('role', v.t('承办方式', 'Role'), roles, b.role) : ''}<button class="btn" type="submit">${v.t('看', 'Show')}</button></form>`
}
export const sessionName = (v: View, b: { readonly session: string; readonly sessions: readonly Option[] }): string => { const s = b.sessions.find(x => x.id === b.session); return s ? v.say(s.label) : v.t('全部会议', 'All sessions') }

export function boardPage(v: View, b: Board): Html {
  const name = v.t('建议办理看板', 'Board of suggestions')
  const cell = (show: (typeof shows)[number], n: number, who: string, organ: string | undefined): Html => {
    const label = v.say(show.label), inside = html`<span class="light light-${n ? show.look : 'none'}">${n && show.id !== 'total' ? shape(show.sign) : ''}${String(n)}</span>`
    return html`<td class="num board-${show.id}" data-label="${label}"${n ? '' : raw(' data-empty')}>${n && organ ? html`<a href="${boardAddress(b, organ, { show: show.id })}" aria-label="${v.t(`${who}${label}${n}件`, `${who}, ${label}: ${n}`)}">${inside}</a>` : inside}</td>`
  }
  return page(v, {
    title: name, face: 'desk', here: '/desk/board', landscape: true,
    body: html`<div class="head"><h1>${name}</h1><p class="no-print"><a href="/desk/handover">${v.t('交办表', 'Hand-over table')}</a> · <a href="/desk/key">${v.t('重点督办', 'Key supervision')}</a> · <a href="${boardAddress(b).replace('/desk/board', '/desk/board.xlsx')}" download>${v.t('导出表格', 'Export (Excel)')}</a></p></div>
<p class="print-only">${sessionName(v, b)} · ${v.say(roleLabel(b.role))} · ${b.today}</p>
${boardFilter(v, '/desk/board', b)}
<p class="hint">${v.t('按名册次序排列，不排名次；一件建议有几个承办单位的，各算一件。点数字看是哪些；从单位名称进去，可以听汇报、作登记。', 'In the order of the register, no ranking; a suggestion with several organs counts at each. A number opens what it counts; an organ’s name opens its hearing.')}</p>
${b.rows.length ? html`<div class="table-responsive" tabindex="0" role="region" aria-label="${name}"><table class="table lines work board"><caption class="visually-hidden">${name}</caption>
<thead><tr><th scope="col">${v.t('承办单位', 'Handling organ')}</th>${shows.map(s => html`<th scope="col" class="num"><span class="light light-${s.look}">${s.id === 'total' ? '' : shape(s.sign)}${v.say(s.label)}</span></th>`)}</tr></thead>
<tbody>${b.rows.map(r => html`<tr data-stop><th scope="row"><a href="${boardAddress(b, r.organ)}">${v.say(r.name)}</a></th>${shows.map(s => cell(s, r.numbers[s.id], v.say(r.name), r.organ))}</tr>`)}</tbody>
<tfoot><tr><th scope="row">${v.t(`合计（${b.rows.length}个单位）`, `Together (${b.rows.length} organs)`)}</th>${shows.map(s => cell(s, b.total[s.id], '', undefined))}</tr></tfoot></table></div>`
      : html`<div class="card pad empty"><p><b>${v.t('这次会议还没有交办的建议。', 'Nothing of this session has been handed over yet.')}</b></p><p><a href="/desk/handover">${v.t('去交办', 'Hand over')}</a></p></div>`}`,
  })
}
