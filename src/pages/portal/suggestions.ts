/** 建议公开: the list, one suggestion with its reply and course, a session's list to print, and the sentence for what was taken down. */
import { day, html, type Html, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { dayOf } from '#law/time.ts'
import type { Label } from '#loop/words.ts'
import type { PublicAsk, PublicListView, PublicSuggestion, PublicSuggestionLine, PublicYear } from '#service/openness-views.ts'

const names = (v: View, list: readonly Label[]): string => list.map(n => v.say(n)).join(v.t('、', ', '))
const by = (v: View, s: PublicSuggestionLine): string => (s.deputies ? names(v, s.deputies) : v.t('代表要求不署名', 'no names, as the deputies asked'))
const lines = (text: string): Html => html`${text.split('\n').filter(l => l.trim()).map(l => html`<p>${l}</p>`)}`

/** An address of the list with these filters. */
export function listPath(ask: PublicAsk): string {
  const q = new URLSearchParams(Object.entries(ask).flatMap(([k, x]) => (x === undefined || x === '' || (k === 'page' && x === 1) ? [] : [[k, String(x)]])))
  return `/suggestions${q.size ? `?${q}` : ''}`
}

const withheldBox = (v: View, l: Pick<PublicListView, 'withheld'>): Html | '' => l.withheld.length ? html`<section class="card pad" aria-labelledby="withheld"><h2 id="withheld">${v.t(`不公开的${l.withheld.reduce((n, w) => n + w.n, 0)}件`, `${l.withheld.reduce((n, w) => n + w.n, 0)} withheld`)}</h2>
<ul class="plain-list">${l.withheld.map(w => html`<li>${v.say(w.reason)}${v.t('：', ': ')}<b>${String(w.n)}</b>${v.t('件', '')}</li>`)}</ul><p class="hint">${v.t('只公开件数和理由，不列标题。', 'Counts and reasons only; no titles.')}</p></section>` : ''

const card = (v: View, s: PublicSuggestionLine): Html => html`<li class="item"><p class="item-top">${s.outcome ? html`<span class="tag">${v.say(s.outcome)}</span>` : ''}<span class="tag">${v.say(s.theme)}</span></p>
<h2 class="item-title"><a href="/suggestions/${s.no}">${s.title}</a></h2>
<p class="item-sub">${[s.session ? `${v.say(s.session)}${s.number ? v.say(s.number) : ''}` : s.number ? v.say(s.number) : '', by(v, s), s.organs.length ? v.t(`${names(v, s.organs)}办理`, `handled by ${names(v, s.organs)}`) : '', v.t(`${day(v, s.publishedOn)}公开`, `public since ${day(v, s.publishedOn)}`), dayOf(s.at) > s.publishedOn ? v.t(`${day(v, dayOf(s.at))}更新`, `changed ${day(v, dayOf(s.at))}`) : ''].filter(Boolean).join(' · ')}</p></li>`

export function suggestions(v: View, l: PublicListView): Html {
  const a = l.asked, shown = l.session?.id ?? 'all'
  const select = (name: 'session' | 'organ' | 'theme' | 'outcome', label: string, at: string | undefined): Html => html`<div class="field"><label class="form-label" for="s-${name}">${label}</label><select class="form-select" id="s-${name}" name="${name}">${name === 'session' ? '' : html`<option value="">${v.t('全部', 'All')}</option>`}${l.options[name].map(o => html`<option value="${o.id}"${raw(o.id === at ? ' selected' : '')}>${v.say(o.label)}</option>`)}</select></div>`
  const narrowed = a.q || a.organ || a.theme || a.outcome
  const step = (to: number, label: string, rel: string): Html => html` <a class="btn" rel="${rel}" href="${listPath({ ...a, page: to })}">${label}</a>`
  return page(v, {
    title: v.t('代表建议和答复', 'Suggestions and replies'), face: 'portal', here: '/suggestions', narrow: true, noindex: false, feed: '/suggestions/feed.atom',
    body: html`<h1>${v.t('代表建议和答复', 'Suggestions and replies')}</h1>
<p class="lead">${v.t('代表提了什么、谁来办、怎么答复、承诺哪天办成。由一人拟稿、另一人审核后公开。', 'What deputies proposed, who handles it, the reply, and by when it is promised. Written by one person and approved by another.')}</p>
<form class="filters card pad no-print" method="get" action="/suggestions" role="search" aria-label="${v.t('筛选', 'Filter')}">
  <div class="filters-top"><div class="field grow"><label class="form-label" for="s-q">${v.t('标题和正文里的字词', 'Words of title and text')}</label><input class="form-control" id="s-q" name="q" value="${a.q ?? ''}" maxlength="40" autocomplete="off"></div><button class="btn btn-primary" type="submit">${v.t('查找', 'Find')}</button></div>
  <details${raw(a.organ || a.theme || a.outcome || a.session ? ' open' : '')}><summary>${v.t('按会议、单位、分类、结果', 'By session, organ, theme, outcome')}</summary><div class="grid">${select('session', v.t('会议', 'Session'), shown)}${select('organ', v.t('承办单位', 'Handling organ'), a.organ)}${select('theme', v.t('分类', 'Theme'), a.theme)}${select('outcome', v.t('办理结果', 'Outcome'), a.outcome)}</div></details>
</form>
<p aria-live="polite"><b>${v.t(`共${l.total}件`, `${l.total} in all`)}</b> <span class="said">${[l.session ? v.say(l.session.label) : v.t('全部会议', 'All sessions'), a.q ? `“${a.q}”` : ''].filter(Boolean).join(v.t('、', ', '))}</span>${narrowed ? html` · <a href="${listPath(a.session ? { session: a.session } : {})}">${v.t('清除条件', 'Clear filters')}</a>` : ''}</p>
${l.items.length ? html`<ul class="items">${l.items.map(s => card(v, s))}</ul>` : html`<div class="card pad empty"><p>${narrowed ? v.t('没有符合条件的公开件。', 'Nothing public fits.') : v.t('还没有公开的代表建议。', 'No suggestion has been made public yet.')}</p></div>`}
${l.pages > 1 ? html`<p class="pager no-print">${l.page > 1 ? step(l.page - 1, v.t('上一页', 'Previous'), 'prev') : ''} <span>${v.t(`第${l.page}页，共${l.pages}页`, `page ${l.page} of ${l.pages}`)}</span>${l.page < l.pages ? step(l.page + 1, v.t('下一页', 'Next'), 'next') : ''}</p>` : ''}
${withheldBox(v, l)}
<p class="no-print">${l.session && l.total ? html`<a href="/suggestions/session/${l.session.id}">${v.t('这次会议的全部清单（可打印）', 'The whole list of this session, to print')}</a> · <a href="/suggestions/session/${l.session.id}.csv" download>CSV</a> · ` : ''}<a href="/suggestions/feed.atom" type="application/atom+xml">${v.t('订阅更新（Atom）', 'Follow by feed (Atom)')}</a></p>`,
  })
}

export function suggestion(v: View, s: PublicSuggestion): Html {
  const row = (label: string, value: string): Html | '' => (value ? html`<div><dt>${label}</dt><dd>${value}</dd></div>` : '')
  const part = (id: string, title: string, text: string, cite?: string): Html => html`<section class="card pad" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${lines(text)}${cite ? html`<p class="item-sub">${cite}</p>` : ''}</section>`
  return page(v, {
    title: s.title, face: 'portal', here: '/suggestions', narrow: true, noindex: false, feed: '/suggestions/feed.atom',
    body: html`<p class="over no-print"><a href="/suggestions">${v.t('← 全部代表建议', '← All suggestions')}</a></p>
<p class="item-top">${s.outcome ? html`<span class="tag">${v.say(s.outcome)}</span>` : ''}<span class="tag">${v.say(s.theme)}</span></p>
<h1>${s.title}</h1>
<dl class="facts card pad">${row(v.t('公开编号', 'Public number'), s.no)}${row(v.t('会议', 'Session'), s.session ? v.say(s.session) : '')}${row(v.t('建议编号', 'Number'), s.number ? v.say(s.number) : '')}${row(v.t('提出', 'Proposed by'), by(v, s))}${row(v.t('承办单位', 'Handled by'), names(v, s.organs))}${row(v.t('结果类别', 'Class'), s.class ? v.say(s.class) : '')}${s.promisedBy ? row(v.t('承诺办成', 'Promised by'), day(v, s.promisedBy)) : ''}${s.kept ? row(v.t('承诺', 'Promise'), v.t('已办成', 'kept')) : ''}${s.evaluation === 'none' ? row(v.t('代表评价', 'Evaluation'), v.t('到期没有评价', 'none given in time')) : s.evaluation ? row(v.t('代表评价', 'Evaluation'), v.t(`办理过程${v.say(s.evaluation.process)}，办理结果${v.say(s.evaluation.result)}`, `process ${v.say(s.evaluation.process)}, result ${v.say(s.evaluation.result)}`)) : ''}</dl>
${part('text', v.t('建议', 'The suggestion'), s.text)}
${part('reply', v.t('答复', 'The reply'), s.reply, names(v, s.organs))}
${s.follow ? part('follow', v.t('续报', 'Follow-up replies'), s.follow) : ''}
<section class="card pad" aria-labelledby="course"><h2 id="course">${v.t('办理过程', 'What has happened')}</h2><ol class="line">${s.history.map(h => html`<li><p class="line-when">${day(v, h.day)}</p><p>${v.say(h.sentence)}</p></li>`)}</ol></section>
<p class="hint">${v.t(`公开的文字略去了不宜公开的内容。最后更新：${day(v, dayOf(s.at))}。`, `Words not fit for the public were left out. Last changed: ${day(v, dayOf(s.at))}.`)}</p>`,
  })
}

/** It was public and is not any more: said plainly, without a word of what it was. */
export const suggestionGone = (v: View): Html => page(v, {
  title: v.t('已撤下', 'Taken down'), face: 'portal', here: '/suggestions', narrow: true,
  body: html`<section class="hero"><h1>${v.t('这件建议公开过，现在已经撤下', 'This suggestion was public and has been taken down')}</h1><p class="lead">${v.t('内容有误或不宜继续公开时会撤下；重新公开后，还在这个网址。', 'That is done when it held a mistake or should not be public any longer. If it is released again, it will be at this address.')}</p><p><a class="btn" href="/suggestions">${v.t('看其他代表建议', 'See other suggestions')}</a></p></section>`,
})

export const sessionColumns: readonly Label[] = [['公开编号', 'Public number'], ['建议编号', 'Number'], ['标题', 'Title'], ['分类', 'Theme'], ['提出代表', 'Proposed by'], ['承办单位', 'Handled by'], ['结果', 'Outcome'], ['公开日期', 'Public since']]
export const sessionCells = (v: View, s: PublicSuggestionLine): string[] => [s.no, s.number ? v.say(s.number) : '', s.title, v.say(s.theme), s.deputies ? names(v, s.deputies) : v.t('（不署名）', '(no names)'), names(v, s.organs), s.outcome ? v.say(s.outcome) : '', s.publishedOn]

export function sessionList(v: View, y: PublicYear): Html {
  const name = v.t(`${v.say(y.session.label)}代表建议公开清单`, `Public suggestions, ${v.say(y.session.label)}`)
  return page(v, {
    title: name, face: 'portal', here: '/suggestions', noindex: false,
    body: html`<p class="over no-print"><a href="${listPath({ session: y.session.id })}">${v.t('← 代表建议', '← Suggestions')}</a></p><h1>${name}</h1>
<p><b>${v.t(`公开${y.items.length}件`, `${y.items.length} public`)}</b>${y.withheld.length ? v.t(`，不公开${y.withheld.reduce((n, w) => n + w.n, 0)}件`, `, ${y.withheld.reduce((n, w) => n + w.n, 0)} withheld`) : ''} <span class="no-print">· <a href="/suggestions/session/${y.session.id}.csv" download>${v.t('下载CSV', 'Download CSV')}</a></span></p>
${y.items.length ? html`<div class="table-responsive" tabindex="0" role="region" aria-label="${name}"><table class="table public-list"><caption class="visually-hidden">${name}</caption><thead><tr>${sessionColumns.map(c => html`<th scope="col">${v.say(c)}</th>`)}</tr></thead>
<tbody>${y.items.map(s => html`<tr>${sessionCells(v, s).map((c, i) => (i === 2 ? html`<th scope="row"><a href="/suggestions/${s.no}">${c}</a></th>` : html`<td>${c}</td>`))}</tr>`)}</tbody></table></div>` : ''}
${withheldBox(v, y)}`,
  })
}
