/** What anybody may look up: the state of a request, published results, open figures. */
import { day, html, type Html, promise, type View } from '#pages/view.ts'
import { columns } from '#pages/parts/chart.ts'
import { page } from '#pages/page.ts'
import { statusForms } from '#pages/portal/home.ts'
import type { Day, Label } from '#loop/words.ts'
import type { FigureView, PublicLine } from '#service/views.ts'

export type Found = readonly { readonly plain: Label; readonly by: Day | null; readonly byWhat: Label | null; readonly openedDay: Day }[]

export const status = (v: View, result?: { found?: Found; fault?: Label; kept: { short?: string; tail?: string } }): Html => page(v, {
  title: v.t('查进度', 'Follow your request'), face: 'portal', here: '/status', narrow: true,
  body: html`<h1>${v.t('查进度', 'Follow your request')}</h1>
${result?.fault ? html`<div class="alert alert-danger" role="alert" tabindex="-1" autofocus><p>${v.say(result.fault)}</p></div>` : ''}
${result?.found ? html`<section class="card pad" aria-live="polite">${result.found.length
    ? result.found.map(f => html`<p class="plain"><b>${v.say(f.plain)}</b><span>${v.t(`${day(v, f.openedDay)}登记`, `entered ${day(v, f.openedDay)}`)}${f.by ? v.t(`，${promise(v, f.by, f.byWhat)}`, `, ${promise(v, f.by, f.byWhat)}`) : ''}</span></p>`)
    : html`<p>${v.t('没有查到。请核对编号和电话后四位；当时没留电话的，请用回执码查，或打站里电话。', 'Nothing found. Check the digits; if no phone was left, use the receipt code or ring the station.')}</p>`}</section>` : ''}
<section class="card pad">${statusForms(v, result?.kept)}</section>
<p class="hint">${v.t('六位编号只能查到走到哪一步，看不到内容。', 'The six digits show the stage only, never the content.')} <a href="/lost">${v.t('回执丢了怎么办', 'If your receipt is lost')}</a></p>`,
})

export const published = (v: View, items: readonly PublicLine[]): Html => page(v, {
  title: v.t('公开的办理结果', 'Published results'), face: 'portal', here: '/published', narrow: true, noindex: false,
  body: html`<h1>${v.t('公开的办理结果', 'Published results')}</h1>
<p class="lead">${v.t('由一人拟稿、另一人审核后公开，不含姓名和住址。', 'Written by one person, approved by another; no names or addresses.')}</p>
${items.length ? html`<ul class="items">${items.map(i => html`<li class="item"><p class="item-top">${i.outcome ? html`<span class="tag">${v.say(i.outcome)}</span>` : ''}</p><h2 class="item-title">${i.title}</h2><p>${i.text}</p><p class="item-sub">${[i.place ? v.say(i.place) : '', v.say(i.category), day(v, i.openedDay)].filter(Boolean).join(' · ')}</p></li>`)}</ul>`
    : html`<div class="card pad empty"><p>${v.t('还没有公开的办理结果。', 'Nothing has been published yet.')}</p></div>`}`,
})

const parts: readonly Label[] = [['联络站', 'Liaison stations'], ['代表建议', 'Deputies’ suggestions']]
/** Figures stand in the report's order, the stations' first; from the first that is chosen by a session they are those of suggestions. */
export function tiles(v: View, list: readonly FigureView[], tile: (f: FigureView) => Html): Html {
  const at = list.findIndex(f => f.session !== undefined), groups = at < 0 ? [list] : [list.slice(0, at), list.slice(at)]
  return html`${groups.map((g, i) => (g.length ? html`${groups.length > 1 ? html`<h2 class="tiles-of">${v.say(parts[i]!)}</h2>` : ''}<div class="tiles">${g.map(tile)}</div>` : ''))}`
}
/** The number that is never to be read without its neighbour. */
export const also = (v: View, f: FigureView): Html | '' => (f.beside ? html`<small class="also">${v.say(f.beside.label)} ${f.beside.text}</small>` : '')

export function figures(v: View, list: readonly FigureView[], year: number, suggestions = false): Html {
  // Where no session was held there is nothing of it to show.
  const shown = list.filter(f => f.session !== null)
  return page(v, {
    title: v.t('数字', 'Figures'), face: 'portal', here: '/figures', noindex: false,
    body: html`<h1>${v.t(`${year}年的数字`, `Figures of ${year}`)}</h1>
<p class="lead">${v.t('每个数字都写明怎么数、数到哪一天；点开能看到按月、按街道（镇）、按类别的图和表。', 'Each says how it is counted and up to which day; open it for charts and tables by month, place and category.')}</p>${suggestions ? html`<p><a href="/suggestions">${v.t('代表建议和答复，一件一件看', 'Suggestions and replies, one by one')}</a></p>` : ''}
${yearLinks(v, '/figures', year)}
${shown.length ? tiles(v, shown, f => html`<a class="tile" href="/figures/${f.id}?year=${String(year)}"><span>${v.say(f.label)}</span><b class="number">${f.text}<small>${v.say(f.unit)}</small></b>${also(v, f)}<small>${spanText(v, f)}</small></a>`) : html`<div class="card pad empty"><p>${v.t('这一年还没有数字。', 'No figures for this year.')}</p></div>`}`,
  })
}

export type FigureSplit = { readonly by: 'month' | 'place' | 'category'; readonly rows: readonly { readonly id: string | null; readonly label: Label; readonly value: number }[] }
const splitNames: Readonly<Record<FigureSplit['by'], Label>> = { month: ['按月', 'By month'], place: ['按街道（镇）', 'By street and town'], category: ['按类别', 'By category'] }

const numberIn = (id: string | null): number => Number(/\d+/.exec(id ?? '')?.[0] ?? 1e6)
/** Categories by their number; months and places come in their own order. */
const inOrder = (s: FigureSplit): FigureSplit['rows'] => (s.by === 'category' ? [...s.rows].sort((a, b) => numberIn(a.id) - numberIn(b.id)) : s.rows)

/** One figure with its charts. Places stand in the register's order and are never ranked. */
export async function figure(v: View, f: FigureView, year: number, splits: readonly FigureSplit[]): Promise<Html> {
  const said = splits.filter(s => s.rows.some(r => r.id !== null))
  const charts = await Promise.all(said.map(s => columns(v, { caption: `${v.say(f.label)} · ${v.t(...splitNames[s.by])}`, unit: v.say(f.unit), horizontal: s.by !== 'month', rows: inOrder(s).map(r => ({ label: v.say(r.label), value: r.value })) })))
  return page(v, {
    title: v.say(f.label), face: 'portal', here: '/figures', noindex: false,
    body: html`<p class="over"><a href="/figures?year=${String(year)}">${v.t('← 全部数字', '← All figures')}</a></p><h1>${v.say(f.label)}</h1>
${yearLinks(v, `/figures/${f.id}`, year)}
${figureCard(v, f)}
${charts.map(c => html`<section class="card pad">${c}</section>`)}
${said.some(s => s.by === 'place') ? html`<p class="hint">${v.t('街道（镇）按名册顺序排列，不是排名。条数多少和人口、渠道有关，不说明哪里好坏。', 'Places stand in the register’s order; this is no ranking. How many there are depends on people and ways to be heard, and says nothing of better or worse.')}</p>` : ''}`,
  })
}

/** Over which days, or of which session up to which day. */
export const spanText = (v: View, f: FigureView): string => {
  const to = f.asOf < f.period.to ? f.asOf : f.period.to
  if (f.session === null) return v.t('这一年没有登记会议', 'no session is entered for this year')
  return f.session ? v.t(`${f.session[0]}的建议，数到${day(v, to)}`, `suggestions of the ${f.session[1]}, up to ${day(v, to)}`) : v.t(`${day(v, f.period.from)}至${day(v, to)}`, `${day(v, f.period.from)} to ${day(v, to)}`)
}
export const yearLinks = (v: View, path: string, year: number): Html => html`<nav class="years" aria-label="${v.t('年份', 'Year')}"><a href="${path}?year=${String(year - 1)}">${v.t(`← ${year - 1}年`, `← ${year - 1}`)}</a> <b aria-current="page">${v.t(`${year}年`, String(year))}</b> <a href="${path}?year=${String(year + 1)}">${v.t(`${year + 1}年 →`, `${year + 1} →`)}</a></nav>`

/** What a ledger brought is counted, and said. */
export const importedHint = (v: View, f: FigureView): Html | '' => (f.imported ? html`<p class="hint">${v.t(`其中${f.imported}条由台账导入`, `${f.imported} of them from an imported ledger`)}</p>` : '')

/** A number, its unit, what it means, and the other readings as a table. */
export const figureCard = (v: View, f: FigureView, more?: Html): Html => html`<section class="card pad figure" aria-labelledby="f-${f.id}">
  <h2 id="f-${f.id}">${v.say(f.label)} <small class="tag">${f.id}</small></h2>
  <p class="number">${f.text}<small>${v.say(f.unit)}</small></p>
  <p>${v.say(f.definition)}</p>${importedHint(v, f)}
  <div class="table-responsive" tabindex="0" role="region" aria-label="${v.t(`${v.say(f.label)}：各种数法`, `${v.say(f.label)}: readings`)}"><table class="table"><caption>${f.session === undefined ? v.t(`${f.period.from}至${f.period.to}，数到${f.asOf}`, `${f.period.from} to ${f.period.to}, as of ${f.asOf}`) : f.session ? v.t(`${f.session[0]}（${f.period.from}开始）的建议，不论哪天办的，数到${f.asOf}`, `Suggestions of the ${f.session[1]} (begun ${f.period.from}), whatever the day, as of ${f.asOf}`) : v.t('这一年没有登记会议，没有可数的建议', 'No session is entered for this year: there is nothing to count')}</caption><thead><tr><th scope="col">${v.t('怎么数', 'Reading')}</th><th scope="col" class="num">${v.t('数', 'Count')}</th></tr></thead>
  <tbody><tr><th scope="row">${v.say(f.label)}</th><td class="num">${f.text}</td></tr>${f.readings.map(r => html`<tr><th scope="row">${v.say(r.label)}</th><td class="num">${r.text}</td></tr>`)}</tbody></table></div>
  ${more ?? ''}</section>`
