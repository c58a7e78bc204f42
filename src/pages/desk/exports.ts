/** 导出记录: who took which list away, when, and how long it was. */
import { clock, day, html, type Html, matterPath, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { dayOf } from '#law/time.ts'
import type { ExportEntry } from '#service/desk-views.ts'

const registers: Readonly<Record<string, readonly [string, string]>> = { deputies: ['代表名册', 'Register of deputies'], persons: ['人员名册', 'Register of people'], organs: ['单位名册', 'Register of organs'], places: ['地点与选区', 'Places'], terms: ['届次', 'Terms'], popolo: ['名册（Popolo）', 'Register (Popolo)'] }
const whatOf = (v: View, what: string): string => {
  if (what.startsWith('figure:')) return v.t(`数字${what.slice(7)}的记录`, `Records of figure ${what.slice(7)}`)
  if (what.startsWith('letter:')) return v.t(`公文：${what.slice(7)}`, `Letter: ${what.slice(7)}`)
  if (what.startsWith('doubts:')) return v.t('疑点清单', 'Doubtful points')
  const list = what.startsWith('register:') ? registers[what.slice(9)] : undefined
  if (list) return v.t(...list)
  switch (what) {
    case 'list': return v.t('事项清单', 'Matters')
    case 'inbox': return v.t('待办', 'Inbox')
    case 'board': return v.t('看板', 'Board')
    case 'owed': return v.t('我欠人大的账', 'What we owe the congress')
    case 'signInLog': return v.t('登录日志', 'Sign-ins')
    case 'adminLog': return v.t('管理员操作', 'Administrators’ acts')
    case 'workload': return v.t('承办情况', 'Work in hand')
    case 'numbers': return v.t('文号登记簿', 'Register of numbers')
    case 'sample': return v.t('抽样结果', 'A sample')
    case 'looks': return v.t('联系方式查看记录', 'Looks at contacts')
    default: return what
  }
}
/** What it was narrowed to. Of one matter: the way to it, which opens for those who see it; the three who run the system see none. */
const filter = (v: View, e: ExportEntry): Html | string => (e.matter && !v.who?.admin ? html`<a href="${matterPath('desk', e.matter)}">${v.t('看这件事项', 'The matter')}</a>` : e.said.map(l => v.say(l)).join(v.t('、', ', ')) || '—')
export const exportsPage = (v: View, all: readonly ExportEntry[]): Html => page(v, {
  title: v.t('导出记录', 'Exports'), face: 'desk', here: '/desk/figures',
  body: html`<h1>${v.t('导出记录', 'Exports')}</h1><p class="lead">${v.t('每导出一次就记一笔，不能改、不能删。', 'Each export is written down; nothing here can be changed or removed.')}</p>
${all.length ? html`<div class="table-responsive" tabindex="0" role="region" aria-label="${v.t('导出记录', 'Exports')}"><table class="table lines"><caption class="visually-hidden">${v.t('导出记录', 'Exports')}</caption><thead><tr><th scope="col">${v.t('什么时候', 'When')}</th><th scope="col">${v.t('谁', 'Who')}</th><th scope="col">${v.t('单位', 'Organ')}</th><th scope="col">${v.t('导出了什么', 'What')}</th><th scope="col">${v.t('条件', 'Filter')}</th><th scope="col" class="num">${v.t('行数', 'Rows')}</th></tr></thead>
<tbody>${all.map(e => html`<tr><td data-label="${v.t('什么时候', 'When')}" class="num">${day(v, dayOf(e.at))} ${clock(e.at)}</td><th scope="row">${v.say(e.person)}</th><td data-label="${v.t('单位', 'Organ')}">${v.say(e.organ)}</td><td data-label="${v.t('导出了什么', 'What')}">${whatOf(v, e.what)} <small>${e.format === 'print' ? v.t('打印页', 'PRINT') : e.format.toUpperCase()}</small></td><td data-label="${v.t('条件', 'Filter')}">${filter(v, e)}</td><td data-label="${v.t('行数', 'Rows')}" class="num">${String(e.rows)}</td></tr>`)}</tbody></table></div>`
    : html`<div class="card pad empty"><p>${v.t('还没有人导出过。', 'Nobody has exported anything yet.')}</p></div>`}`,
})
