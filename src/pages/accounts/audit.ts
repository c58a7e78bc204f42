/** The audit administrator's pages: the log of sign-ins, what administrators did, what was taken away. */
import { html, type Html, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { type Column, cell, device, moment, table } from '#pages/accounts/parts.ts'
import { actWords, howWords, whatWords, whyWords, wordOf } from '#pages/accounts/words.ts'
import type { AdminLine, ExportLine, LogQuery, Page, SignInLine } from '#service/accounts/views.ts'
import type { Label } from '#loop/words.ts'

export type LogPage<T> = { readonly page: Page<T>; readonly q: LogQuery; readonly query: string; readonly people: readonly { readonly id: string; readonly label: Label }[] }
const tabs = (v: View, here: string): Html => html`<p class="years">${([['/desk/logs', ['登录日志', 'Sign-ins']], ['/desk/logs/acts', ['管理员操作', 'Administrators’ acts']], ['/desk/logs/exports', ['导出记录', 'Exports']]] as const).map(([href, l]) => html`<a href="${href}"${raw(href === here ? ' aria-current="page"' : '')}>${v.say(l as Label)}</a>`)}</p>`

function filter(v: View, path: string, words: Readonly<Record<string, Label>>, p: LogPage<unknown>, success: boolean): Html {
  const select = (id: string, label: Label, options: readonly (readonly [string, Label])[], now: string | undefined): Html => html`<div class="field"><label class="form-label" for="${id}">${v.say(label)}</label><select class="form-select" id="${id}" name="${id}"><option value="">${v.t('不限', 'Any')}</option>${options.map(([o, l]) => html`<option value="${o}"${raw(now === o ? ' selected' : '')}>${v.say(l)}</option>`)}</select></div>`
  const date = (id: string, label: Label, now: string | undefined): Html => html`<div class="field"><label class="form-label" for="${id}">${v.say(label)}</label><input class="form-control" id="${id}" name="${id}" type="date" value="${now ?? ''}"></div>`
  return html`<form class="filters card pad" method="get" action="${path}"><div class="grid">${date('from', ['从', 'From'], p.q.from)}${date('to', ['到', 'To'], p.q.to)}${select('what', ['什么', 'What'], Object.entries(words), p.q.what)}${select('person', ['谁', 'Who'], p.people.map(x => [x.id, x.label] as const), p.q.person)}${success ? select('success', ['结果', 'Outcome'], [['1', ['成功', 'Done']], ['0', ['没有成功', 'Refused']]], p.q.success === undefined ? undefined : p.q.success ? '1' : '0') : ''}</div><p class="go"><button class="btn btn-primary" type="submit">${v.t('查', 'Show')}</button> <a class="btn" href="${path === '/desk/logs' ? '/desk/logs/log.xlsx' : '/desk/logs/acts.xlsx'}${p.query}">${v.t('导出表格', 'Export')}</a></p></form>`
}
const more = (v: View, path: string, p: LogPage<unknown>): Html | '' => (p.page.next ? html`<p class="pager"><a class="btn" href="${path}${p.query ? `${p.query}&` : '?'}after=${encodeURIComponent(p.page.next)}">${v.t('更早的', 'Earlier')}</a></p>` : '')
const none = (v: View): Html => html`<p class="card pad">${v.t('没有符合的记录。', 'Nothing of the kind.')}</p>`

export const signInColumns: readonly Column[] = [{ head: ['什么时候', 'When'] }, { head: ['谁', 'Who'] }, { head: ['什么', 'What'] }, { head: ['结果', 'Outcome'] }, { head: ['方式', 'By'] }, { head: ['网络地址', 'Address'] }, { head: ['设备', 'Device'] }]
export const signInCells = (v: View, l: SignInLine): string[] => [moment(v, l.at), l.name ? `${v.say(l.name)}（${l.login}）` : '—', v.say(wordOf(whatWords, l.what)), `${l.success ? v.t('成功', 'done') : v.t('没有成功', 'refused')}${l.why ? `：${v.say(wordOf(whyWords, l.why))}` : ''}`, l.how ? v.say(wordOf(howWords, l.how)) : '', l.address, l.device]
export const auditPage = (v: View, p: LogPage<SignInLine>): Html => page(v, {
  title: v.t('登录日志', 'Sign-in log'), face: 'desk', here: '/desk/logs',
  body: html`<h1>${v.t('登录日志', 'Sign-in log')}</h1><p class="lead">${v.t('只能增加，不能改、不能删；保存期在登录规定里，不少于6个月。', 'Added to only; kept for as long as the rules say, six months at least.')}</p>${tabs(v, '/desk/logs')}${filter(v, '/desk/logs', whatWords, p, true)}
${p.page.items.length ? table(v, v.t('登录日志', 'Sign-in log'), signInColumns, p.page.items.map(l => { const x = signInCells(v, l), c = signInColumns; return html`<tr><td data-label="${v.say(c[0]!.head)}" class="num">${x[0]}</td><th scope="row">${l.name ? html`${v.say(l.name)} <code>${l.login}</code>` : v.t('（不知道是谁）', '(nobody known)')}</th>${cell(v, c[2]!, x[2]!)}${cell(v, c[3]!, html`<span class="tag${l.success ? '' : ' tag-near'}">${x[3]}</span>`)}${cell(v, c[4]!, x[4] || '—')}${cell(v, c[5]!, html`<code>${x[5]}</code>`)}${cell(v, c[6]!, device(l.device))}</tr>` })) : none(v)}${more(v, '/desk/logs', p)}`,
})

export const actColumns: readonly Column[] = [{ head: ['什么时候', 'When'] }, { head: ['谁', 'Who'] }, { head: ['以什么职务', 'As'] }, { head: ['做了什么', 'Did'] }, { head: ['对谁', 'To'] }, { head: ['内容', 'What'] }, { head: ['网络地址', 'Address'] }]
export const actCells = (v: View, l: AdminLine): string[] => [moment(v, l.at), v.say(l.name), v.say(l.post), v.say(wordOf(actWords, l.act)), l.subject ? `${v.say(l.subject)}${l.login ? `（${l.login}）` : ''}` : '—', l.detail, l.address]
export const actsPage = (v: View, p: LogPage<AdminLine>): Html => page(v, {
  title: v.t('管理员操作', 'Administrators’ acts'), face: 'desk', here: '/desk/logs',
  body: html`<h1>${v.t('管理员操作', 'Administrators’ acts')}</h1>${tabs(v, '/desk/logs/acts')}${filter(v, '/desk/logs/acts', actWords, p, false)}
${p.page.items.length ? table(v, v.t('管理员操作', 'Administrators’ acts'), actColumns, p.page.items.map(l => { const x = actCells(v, l), c = actColumns; return html`<tr><td data-label="${v.say(c[0]!.head)}" class="num">${x[0]}</td><th scope="row">${x[1]}</th>${cell(v, c[2]!, x[2]!)}${cell(v, c[3]!, x[3]!)}${cell(v, c[4]!, l.subject ? html`${v.say(l.subject)}${l.login ? html` <code>${l.login}</code>` : ''}` : '—')}${cell(v, c[5]!, l.detail ? html`<span lang="en">${l.detail}</span>` : '—')}${cell(v, c[6]!, html`<code>${x[6]}</code>`)}</tr>` })) : none(v)}${more(v, '/desk/logs/acts', p)}`,
})

const exportColumns: readonly Column[] = [{ head: ['什么时候', 'When'] }, { head: ['谁', 'Who'] }, { head: ['单位', 'Organ'] }, { head: ['导出了什么', 'What'] }, { head: ['行数', 'Rows'], num: true }]
export const auditExports = (v: View, all: readonly ExportLine[]): Html => page(v, {
  title: v.t('导出记录', 'Exports'), face: 'desk', here: '/desk/logs',
  body: html`<h1>${v.t('导出记录', 'Exports')}</h1>${tabs(v, '/desk/logs/exports')}${all.length ? table(v, v.t('导出记录', 'Exports'), exportColumns, all.map(e => html`<tr><td data-label="${v.say(exportColumns[0]!.head)}" class="num">${moment(v, e.at)}</td><th scope="row">${v.say(e.person)}</th>${cell(v, exportColumns[2]!, v.say(e.organ))}${cell(v, exportColumns[3]!, html`<code>${e.what}</code> ${e.format.toUpperCase()}`)}${cell(v, exportColumns[4]!, String(e.rows))}</tr>`)) : none(v)}`,
})
