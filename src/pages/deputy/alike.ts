/** Has it been proposed before? A list beside the form being written, and a page of its own. */
import { html, type Html, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { numbered, stageSays } from '#pages/deputy/suggestion-words.ts'
import type { AlikeLine } from '#service/deputy-suggestion-views.ts'

const line = (v: View, a: AlikeLine): Html => html`<li>${a.mine ? html`<a href="/deputy/suggestions/${a.id}">${a.title}</a>` : html`<b>${a.title}</b>`}<span class="sub">${[numbered(v, a.number, a.session) || v.t(`${a.year}年`, a.year), a.handlers.length ? v.t(`${a.handlers.map(h => v.say(h)).join('、')}承办`, `handled by ${a.handlers.map(h => v.say(h)).join(', ')}`) : '', a.class ? v.say(a.class) : '', stageSays(v, a.stage, a.stageLabel)].filter(Boolean).join(' · ')}</span></li>`

/** What was found for the words, or that nothing was. */
export const alikeList = (v: View, words: string, found: readonly AlikeLine[]): Html => found.length
  ? html`<p class="form-label">${v.t('以前提过相近的，看看当时怎么办的：', 'Something like it was proposed before:')}</p><ul class="plain-list">${found.map(a => line(v, a))}</ul>`
  : html`<p class="hint">${words.trim() ? v.t('没有找到相近的建议。', 'Nothing like it was found.') : v.t('写好标题，这里会列出以前相近的建议。', 'Once there is a title, earlier ones like it stand here.')}</p>`

export const alikePage = (v: View, words: string, found: readonly AlikeLine[]): Html => page(v, {
  title: v.t('有没有提过', 'Proposed before?'), face: 'deputy', here: '/deputy/suggestions', narrow: true,
  body: html`<h1>${v.t('有没有提过', 'Proposed before?')}</h1>
<form class="card pad" method="get" action="/deputy/suggestions/alike" role="search"><div class="field"><label class="form-label" for="q">${v.t('想提的事，写几个词', 'A few words of what you mean to propose')}</label><input class="form-control" id="q" name="q" value="${words}" autocomplete="off"></div><p class="go"><button class="btn btn-primary" type="submit">${v.t('看看', 'Look')}</button></p></form>
${words.trim() ? html`<section class="card pad" aria-label="${v.t('找到的', 'Found')}">${alikeList(v, words, found)}</section>` : ''}
<p class="hint">${v.t('只列标题、编号、承办单位和结果；别人建议的内容和经过不在这里。', 'Titles, numbers, organs and outcomes only; others’ words and course are not shown here.')}</p>
<p><a href="/deputy/suggestions">${v.t('← 我的建议', '← My suggestions')}</a></p>`,
})
