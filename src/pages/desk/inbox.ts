/** 待办: what waits for this person's organ, the most urgent first. */
import { html, type Html, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { bulkNotices } from '#pages/desk/bulk.ts'
import { lineCard } from '#pages/parts/lines.ts'
import { shape } from '#pages/parts/icons.ts'
import type { BulkView } from '#service/desk-views.ts'
import type { InboxView, Light, MatterLine } from '#service/views.ts'

export const counts = (v: View, c: InboxView['counts']): Html => {
  const one = (l: Light, n: number, zh: string, en: string) => html`<li class="count light-${l}">${shape(l)}<b>${String(n)}</b><span>${v.t(zh, en)}</span></li>`
  return html`<ul class="counts">${one('overdue', c.overdue, '超期', 'overdue')}${one('near', c.near, '三天内到期', 'due in three days')}${one('ok', c.ok, '期限内', 'in time')}</ul>`
}

/** One tap to the form of what is owed. */
const goTo = (v: View, m: MatterLine, first: boolean): Html => html`<p class="go"><a class="btn${first ? ' btn-primary' : ''}" href="/desk/m/${m.id}${m.duty ? html`?do=${m.duty.act}#act-${m.id.slice(0, 8)}-${m.duty.act}` : ''}">${m.duty ? v.say(m.duty.actLabel) : v.t('打开', 'Open')}</a></p>`

export function inbox(v: View, box: InboxView, under: readonly BulkView[] = []): Html {
  const total = box.counts.overdue + box.counts.near + box.counts.ok
  return page(v, {
    title: v.t('待办', 'Inbox'), face: 'desk', here: '/desk',
    body: html`<div class="head"><h1>${total ? v.t(`${total}件等您办`, `${total} waiting for you`) : v.t('待办', 'Inbox')}</h1>${v.who?.posts[0] ? html`<p class="hint">${v.who.posts.map(p => v.say(p.label)).join('、')}</p>` : ''}</div>
${bulkNotices(v, under)}${counts(v, box.counts)}
${box.resort ? html`<p class="alert alert-warning" role="status">${v.t('没有人在岗的单位，该它办的事也先放在您这里。', 'What is owed by an organ without anybody in post also waits here.')}</p>` : ''}
<h2 class="visually-hidden">${v.t('等您办的事项', 'Matters waiting for you')}</h2>
${box.items.length ? html`<ul class="items">${box.items.map((m, i) => lineCard(v, m, 'desk', goTo(v, m, i === 0)))}</ul>`
      : html`<div class="card pad empty">${shape('done')}<p><b>${v.t('没有等您办的事。', 'Nothing waits for you.')}</b></p><p><a href="/desk/list">${v.t('看全部事项', 'See all matters')}</a> · <a href="/desk/new">${v.t('登记一件', 'Enter one')}</a></p></div>`}
${box.items.length ? html`<p class="hint no-print"><a href="/desk/inbox.xlsx" download>${v.t('导出待办', 'Export the inbox (Excel)')}</a> · <a href="/desk/keys">${v.t('快捷键（按 ? 看）', 'Keys (press ?)')}</a></p>` : ''}
${box.next ? html`<p class="pager"><a class="btn" href="/desk?after=${encodeURIComponent(box.next)}"${raw(' rel="next"')}>${v.t('下一页', 'Next page')}</a></p>` : ''}`,
  })
}
