/** 事项清单: filters live in the address, so that a list can be kept, shared and exported. */
import { html, type Html, raw, type View, withParam } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { lineTable } from '#pages/parts/lines.ts'
import type { Label } from '#loop/words.ts'
import type { ListView } from '#service/views.ts'

type Opt = readonly { readonly id: string; readonly label: Label }[]
const lights: Opt = [{ id: 'overdue', label: ['超期', 'Overdue'] }, { id: 'near', label: ['三天内到期', 'Due in three days'] }]
const ends: Opt = [{ id: '0', label: ['在办', 'Open'] }, { id: '1', label: ['已结束', 'Ended'] }]

export function list(v: View, l: ListView): Html {
  const f = l.filters
  const select = (name: string, zh: string, en: string, options: Opt, at: string | undefined) => options.length ? html`<div class="field"><label class="form-label" for="f-${name}">${v.t(zh, en)}</label><select class="form-select" id="f-${name}" name="${name}"><option value="">${v.t('全部', 'All')}</option>${options.map(o => html`<option value="${o.id}"${raw(o.id === at ? ' selected' : '')}>${v.say(o.label)}</option>`)}</select></div>` : ''
  const dateField = (name: string, zh: string, en: string, at: string | undefined) => html`<div class="field"><label class="form-label" for="f-${name}">${v.t(zh, en)}</label><input class="form-control" type="date" id="f-${name}" name="${name}" value="${at ?? ''}"></div>`
  const narrowed = Object.keys(f).some(k => k !== 'q' && k !== 'procedure' && f[k as keyof typeof f] !== undefined)
  const csv = new URL(v.path, 'http://local').search
  return page(v, {
    title: v.t('事项清单', 'Matters'), face: 'desk', here: '/desk/list',
    body: html`<div class="head"><h1>${v.t('事项清单', 'Matters')}</h1></div>
<form class="filters card pad" method="get" action="/desk/list" role="search" aria-label="${v.t('筛选', 'Filter')}">
  <div class="filters-top"><div class="field grow"><label class="form-label" for="f-q">${v.t('摘要里的字词', 'Words of the gist')}</label><input class="form-control" id="f-q" name="q" value="${f.q ?? ''}" autocomplete="off"></div><button class="btn btn-primary" type="submit">${v.t('筛选', 'Filter')}</button></div>
  <details${raw(narrowed ? ' open' : '')}><summary>${v.t('更多条件', 'More filters')}</summary><div class="grid">
  ${select('procedure', '事项种类', 'Kind', l.options.procedure, f.procedure)}${select('stage', '环节', 'Stage', l.options.stage, f.stage)}${select('ended', '在办还是已结束', 'Open or ended', ends, f.ended === undefined ? undefined : f.ended ? '1' : '0')}${select('light', '时限', 'Due', lights, f.light)}
  ${select('place', '街道（镇）', 'Place', l.options.place, f.place)}${select('category', '类别', 'Category', l.options.category, f.category)}${select('channel', '渠道', 'Channel', l.options.channel, f.channel)}${select('outcome', '结果', 'Outcome', l.options.outcome, f.outcome)}
  ${dateField('from', '登记日从', 'Entered from', f.from)}${dateField('to', '到', 'to', f.to)}</div></details>
</form>
<div class="head"><p aria-live="polite"><b>${v.t(`共${l.total}件`, `${l.total} in all`)}</b>${l.items.length < l.total ? v.t(`，本页${l.items.length}件`, `, ${l.items.length} on this page`) : ''}${narrowed || f.q ? html` · <a href="/desk/list">${v.t('清除条件', 'Clear filters')}</a>` : ''}</p>
<p><a href="/desk/list.csv${csv}" download>${v.t('导出表格（CSV）', 'Export (CSV)')}</a></p></div>
${l.items.length ? lineTable(v, l.items, v.t('事项清单', 'Matters')) : html`<div class="card pad empty"><p><b>${v.t('没有符合条件的事项。', 'No matter fits.')}</b></p></div>`}
${l.next ? html`<p class="pager"><a class="btn" rel="next" href="${withParam(v.path, 'after', l.next)}">${v.t('下一页', 'Next page')}</a></p>` : ''}`,
  })
}
