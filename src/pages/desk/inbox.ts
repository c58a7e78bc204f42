/** 待办: what waits for this person's organ, the most urgent first. */
import { html, type Html, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { channelCounts, owedAddress } from '#pages/desk/owed.ts'
import { bulkNotices } from '#pages/desk/bulk.ts'
import { lineCard } from '#pages/parts/lines.ts'
import { shape } from '#pages/parts/icons.ts'
import type { BulkView } from '#service/desk-views.ts'
import type { OwedView } from '#service/desk-suggestion-views.ts'
import type { InboxView, Light, MatterLine } from '#service/views.ts'

export const counts = (v: View, c: InboxView['counts']): Html => {
  const one = (l: Light, n: number, zh: string, en: string) => html`<li class="count light-${l}">${shape(l)}<b>${String(n)}</b><span>${v.t(zh, en)}</span></li>`
  return html`<ul class="counts">${one('overdue', c.overdue, '超期', 'overdue')}${one('near', c.near, '三天内到期', 'due in three days')}${one('ok', c.ok, '期限内', 'in time')}</ul>`
}

/** One tap to the form of what is owed. */
const goTo = (v: View, m: MatterLine, first: boolean): Html => html`<p class="go"><a class="btn${first ? ' btn-primary' : ''}" href="/desk/m/${m.id}${m.duty ? html`?do=${m.duty.act}#act-${m.id.slice(0, 8)}-${m.duty.act}` : ''}">${m.duty ? v.say(m.duty.actLabel) : v.t('打开', 'Open')}</a></p>`

/** A handling organ's debts by the way they came, and the one sheet that has them all. */
const debts = (v: View, o: OwedView): Html => html`<section aria-labelledby="owed"><h2 id="owed">${v.t('我欠人大的账', 'What we owe the congress')} <small><a href="${owedAddress()}">${v.t('整本账（打印、导出）', 'The whole sheet, to print and export')}</a></small></h2>${o.channels.length ? channelCounts(v, o.channels) : ''}</section>`
/** The district's ways into suggestions. */
const ways = (v: View): Html => html`<p class="no-print">${v.t('代表建议：', 'Suggestions: ')}<a href="/desk/new/suggestion">${v.t('录入纸质建议', 'Enter from paper')}</a> · <a href="/desk/handover">${v.t('交办表', 'Hand-over table')}</a> · <a href="/desk/board">${v.t('看板', 'Board')}</a> · <a href="/desk/key">${v.t('重点督办', 'Key supervision')}</a></p>`

export function inbox(v: View, box: InboxView, under: readonly BulkView[] = [], owed?: OwedView): Html {
  const total = box.counts.overdue + box.counts.near + box.counts.ok
  return page(v, {
    title: v.t('待办', 'Inbox'), face: 'desk', here: '/desk',
    body: html`<div class="head"><h1>${total ? v.t(`${total}件等您办`, `${total} waiting for you`) : v.t('待办', 'Inbox')}</h1>${v.who?.posts[0] ? html`<p class="hint">${v.who.posts.map(p => v.say(p.label)).join('、')}</p>` : ''}</div>
${bulkNotices(v, under)}${counts(v, box.counts)}
${owed ? debts(v, owed) : v.who?.posts.some(p => p.kind === 'deputyAffairsOfficer') ? ways(v) : ''}
${box.resort ? html`<p class="alert alert-warning" role="status">${v.t('没有人在岗的单位，该它办的事也先放在您这里。', 'What is owed by an organ without anybody in post also waits here.')}</p>` : ''}
<h2 class="visually-hidden">${v.t('等您办的事项', 'Matters waiting for you')}</h2>
${box.items.length ? html`<ul class="items">${box.items.map((m, i) => lineCard(v, m, 'desk', goTo(v, m, i === 0)))}</ul>`
      : html`<div class="card pad empty">${shape('done')}<p><b>${v.t('没有等您办的事。', 'Nothing waits for you.')}</b></p><p><a href="/desk/list">${v.t('看全部事项', 'See all matters')}</a> · <a href="/desk/new">${v.t('登记一件', 'Enter one')}</a></p></div>`}
${box.items.length ? html`<p class="hint no-print"><a href="/desk/inbox.xlsx" download>${v.t('导出待办', 'Export the inbox (Excel)')}</a> · <a href="/desk/keys">${v.t('快捷键（按 ? 看）', 'Keys (press ?)')}</a></p>` : ''}
${box.next ? html`<p class="pager"><a class="btn" href="/desk?after=${encodeURIComponent(box.next)}"${raw(' rel="next"')}>${v.t('下一页', 'Next page')}</a></p>` : ''}`,
  })
}
