/** 事项清单: filters live in the address, so that a list can be kept under a name, shared and exported; ticked rows are done together. */
import { day, html, type Html, raw, type View, withParam } from '#pages/view.ts'
import { listAddress } from '#pages/desk/address.ts'
import { bulkNotices } from '#pages/desk/bulk.ts'
import { page } from '#pages/page.ts'
import { lineTable } from '#pages/parts/lines.ts'
import type { Label } from '#loop/words.ts'
import type { BulkView, SavedFilter } from '#service/desk-views.ts'
import type { ListFilters, ListView } from '#service/views.ts'

type Opt = readonly { readonly id: string; readonly label: Label }[]
const lights: Opt = [{ id: 'overdue', label: ['超期', 'Overdue'] }, { id: 'near', label: ['三天内到期', 'Due in three days'] }]
const ends: Opt = [{ id: '0', label: ['在办', 'Open'] }, { id: '1', label: ['已结束', 'Ended'] }]

export type ListMore = { readonly saved: readonly SavedFilter[]; /** Deleted a moment ago: can be brought back. */ readonly removed?: SavedFilter | undefined; readonly under: readonly BulkView[]; readonly fault?: Label | undefined }

/** The filter as it is kept under a name: without the page one has leafed to. */
const queryOf = (v: View): string => { const u = new URL(v.path, 'http://local'); for (const n of ['after', 'removed', 'lang', 'big']) u.searchParams.delete(n); return new URLSearchParams([...u.searchParams].filter(([, x]) => x !== '')).toString() }

function chips(v: View, m: ListMore, query: string): Html {
  return html`<section class="chips no-print" aria-label="${v.t('保存的筛选', 'Saved filters')}">${m.removed ? html`<form class="alert" method="post" action="/desk/filters/${m.removed.id}/restore" role="status"><p>${v.t(`已删除筛选“${m.removed.name}”。`, `Filter "${m.removed.name}" deleted.`)} <button class="btn btn-sm" type="submit">${v.t('撤销', 'Undo')}</button></p></form>` : ''}
${m.saved.length ? html`<ul>${m.saved.map(s => html`<li class="chip${s.query === query ? ' chip-on' : ''}"><a href="/desk/list?${s.query}"${raw(s.query === query ? ' aria-current="true"' : '')}>${s.name}</a><form method="post" action="/desk/filters/${s.id}/remove"><button type="submit" aria-label="${v.t(`删除筛选“${s.name}”`, `Delete filter "${s.name}"`)}">×</button></form></li>`)}</ul>` : ''}
${query && !m.saved.some(s => s.query === query) ? html`<details${raw(m.fault ? ' open' : '')}><summary>${v.t('保存这个筛选', 'Save this filter')}</summary><form class="filter" method="post" action="/desk/filters">${m.fault ? html`<p class="fault" role="alert">${v.say(m.fault)}</p>` : ''}<input type="hidden" name="_key" value="${v.newKey()}"><input type="hidden" name="query" value="${query}"><div class="field"><label class="form-label" for="f-name">${v.t('起个名字', 'Its name')}</label><input class="form-control short" id="f-name" name="name" maxlength="20" autocomplete="off" required></div><button class="btn" type="submit">${v.t('保存', 'Save')}</button></form></details>` : ''}</section>`
}

const span = (v: View, what: string, from: string | undefined, to: string | undefined): string[] => (from || to ? [v.t(`${from ? day(v, from) : ''}至${to ? day(v, to) : '今天'}${what}`, `${what} ${from ? day(v, from) : ''} to ${to ? day(v, to) : 'today'}`)] : [])

/** Nothing found: in which kind, and the same search in the others. What only this kind has, a stage or an outcome, is not asked of them. */
function nothing(v: View, f: ListFilters, kind: Opt[number] | undefined, kinds: Opt): Html {
  const others = kinds.filter(o => o !== kind), { stage: _s, category: _c, channel: _w, outcome: _o, mark: _m, ...same } = f
  const where = kind && others.length ? v.t(`在“${kind.label[0]}”里没有找到。`, `Nothing was found among "${kind.label[1]}".`) : v.t('没有符合条件的事项。', 'No matter fits.')
  return html`<div class="card pad empty"><p><b>${where}</b></p>${others.length ? html`<p class="no-print">${v.t('一次只在一个种类里找。同样的条件，到别的种类里找：', 'One kind is searched at a time. The same search in another kind:')} ${others.map((o, i) => html`${i ? v.t('、', ', ') : ''}<a href="${listAddress({ ...same, procedure: o.id })}">${v.say(o.label)}</a>`)}</p>` : ''}</div>`
}

export function list(v: View, l: ListView, more: ListMore): Html {
  const f = l.filters
  const select = (name: string, zh: string, en: string, options: Opt, at: string | undefined) => options.length ? html`<div class="field"><label class="form-label" for="f-${name}">${v.t(zh, en)}</label><select class="form-select" id="f-${name}" name="${name}"><option value="">${v.t('全部', 'All')}</option>${options.map(o => html`<option value="${o.id}"${raw(o.id === at ? ' selected' : '')}>${v.say(o.label)}</option>`)}</select></div>` : ''
  const dateField = (name: string, zh: string, en: string, at: string | undefined) => html`<div class="field"><label class="form-label" for="f-${name}">${v.t(zh, en)}</label><input class="form-control" type="date" id="f-${name}" name="${name}" value="${at ?? ''}"></div>`
  const kinds = l.options.procedure, several = kinds.length > 1, kind = kinds.find(o => o.id === f.procedure)
  const narrowed = Object.keys(f).some(k => k !== 'q' && k !== 'procedure' && f[k as keyof typeof f] !== undefined)
  const query = queryOf(v), search = query ? `?${query}` : ''
  /** What the list is narrowed to, in words: on a phone and on paper the form is out of sight. */
  const named = (all: Opt, id: string | undefined): string[] => { const o = all.find(x => x.id === id); return o ? [v.say(o.label)] : [] }
  const said = [
    ...(several && kind ? [v.say(kind.label)] : []), ...named(ends, f.ended === undefined ? undefined : f.ended ? '1' : '0'), ...named(l.options.stage, f.stage), ...named(lights, f.light), ...named(l.options.place, f.place), ...named(l.options.category, f.category), ...named(l.options.channel, f.channel), ...named(l.options.outcome, f.outcome), ...named(l.options.handler, f.handler),
    ...(f.mark ? [v.t('曾延期', 'extended')] : []), ...span(v, v.t('登记', 'entered'), f.from, f.to), ...span(v, v.t('环节变动', 'stage changed'), f.movedFrom, f.movedTo), ...(f.q ? [`“${f.q}”`] : []),
  ]
  const bulk = v.who?.face !== 'deputy'
  const name = v.t('事项清单', 'Matters')
  return page(v, {
    title: name, face: 'desk', here: '/desk/list', islands: ['ticks'],
    body: html`<div class="head"><h1>${name}</h1></div>
${bulkNotices(v, more.under)}${chips(v, more, query)}
<form class="filters card pad no-print" method="get" action="/desk/list" role="search" aria-label="${v.t('筛选', 'Filter')}">
  <div class="filters-top">${several ? html`<div class="field kind"><label class="form-label" for="f-procedure">${v.t('种类', 'Kind')}</label><select class="form-select" id="f-procedure" name="procedure">${kinds.map(o => html`<option value="${o.id}"${raw(o === kind ? ' selected' : '')}>${v.say(o.label)}</option>`)}</select></div>` : ''}<div class="field grow"><label class="form-label" for="f-q">${v.t('摘要里的字词', 'Words of the gist')}</label><input class="form-control" id="f-q" name="q" value="${f.q ?? ''}" autocomplete="off"></div><button class="btn btn-primary" type="submit">${v.t('筛选', 'Filter')}</button></div>
  <details><summary>${v.t('更多条件', 'More filters')}</summary><div class="grid">
  ${select('stage', '环节', 'Stage', l.options.stage, f.stage)}${select('light', '时限', 'Due', lights, f.light)}${select('ended', '状态', 'State', ends, f.ended === undefined ? undefined : f.ended ? '1' : '0')}${select('place', '街道（镇）', 'Place', l.options.place, f.place)}${select('category', '类别', 'Category', l.options.category, f.category)}${select('channel', '渠道', 'Channel', l.options.channel, f.channel)}${select('outcome', '结果', 'Outcome', l.options.outcome, f.outcome)}${select('handler', '承办单位', 'Handling organ', l.options.handler, f.handler)}
  ${dateField('from', '登记日从', 'Entered from', f.from)}${dateField('to', '到', 'to', f.to)}${f.movedFrom || f.movedTo ? html`${dateField('movedFrom', '环节变动从', 'Stage changed from', f.movedFrom)}${dateField('movedTo', '到', 'to', f.movedTo)}` : ''}${f.mark ? select('mark', '标记', 'Mark', [{ id: 'extended', label: ['曾延期', 'Extended'] }], f.mark) : ''}</div></details>
</form>
<div class="head"><p aria-live="polite"><b>${l.atLeast ? v.t(`共${l.total}件以上`, `more than ${l.total}`) : v.t(`共${l.total}件`, `${l.total} in all`)}</b>${l.items.length < l.total ? v.t(`，本页${l.items.length}件`, `, ${l.items.length} on this page`) : ''}${said.length ? html` <span class="said">${said.join(v.t('、', ', '))}</span>` : ''}${narrowed || f.q ? html`<span class="no-print"> · <a href="${listAddress(several && kind ? { procedure: kind.id } : {})}">${v.t('清除条件', 'Clear filters')}</a></span>` : ''}</p>
<p class="no-print"><a href="/desk/list.xlsx${search}" download>${v.t('导出表格', 'Export (Excel)')}</a> · <a href="/desk/list.csv${search}" download>CSV</a></p></div>
${l.items.length ? (bulk ? html`<form method="post" action="/desk/bulk" data-ticks><input type="hidden" name="_back" value="/desk/list${search}">${lineTable(v, l.items, name, { ticks: true })}<p class="go ticked no-print"><button class="btn" type="submit" data-ticked>${v.t('批量办理勾选的', 'Do the ticked together')}</button></p></form>` : lineTable(v, l.items, name)) : nothing(v, f, kind, kinds)}
${l.next ? html`<p class="pager no-print"><a class="btn" rel="next" href="${withParam(withParam(v.path, 'removed', undefined), 'after', l.next)}">${v.t('下一页', 'Next page')}</a></p>` : ''}`,
  })
}
