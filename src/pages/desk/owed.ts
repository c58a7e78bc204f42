/** 〈我欠人大的账〉: all that an organ owes on one sheet, each matter once, by the day of its next step. */
import { shape } from '#pages/parts/icons.ts'
import { light, left } from '#pages/parts/light.ts'
import { letterWays } from '#pages/desk/letter.ts'
import { page } from '#pages/page.ts'
import { day, html, type Html, raw, spaced, type View } from '#pages/view.ts'
import type { OwedChannel, OwedItem, OwedLetter, OwedView } from '#service/desk-suggestion-views.ts'

export const owedAddress = (channel?: string | null): string => (channel ? `/desk/owed?channel=${encodeURIComponent(channel)}` : '/desk/owed')
/** How much came which way; each leads to its part of the sheet. */
export const channelCounts = (v: View, channels: readonly OwedChannel[], at: string | null = null): Html => html`<ul class="counts board-tabs" aria-label="${v.t('按来源', 'By channel')}">${channels.map(c => html`<li class="count light-${c.overdue ? 'overdue' : c.near ? 'near' : 'ok'}">${shape(c.overdue ? 'overdue' : c.near ? 'near' : 'ok')}<a href="${owedAddress(c.id)}"${raw(c.id === at ? ' aria-current="true"' : '')}><b>${String(c.n)}</b> <span>${v.say(c.label)}${c.overdue ? v.t(`（超期${c.overdue}）`, ` (${c.overdue} overdue)`) : c.near ? v.t(`（${c.near}件三天内到期）`, ` (${c.near} due in three days)`) : ''}</span></a></li>`)}</ul>`

function row(v: View, i: OwedItem): Html {
  const { line: m } = i, d = m.duty
  const cell = (label: string, content: Html | string): Html => html`<td data-label="${label}"${raw(content === '' ? ' data-empty' : '')}><span>${content}</span></td>`
  return html`<tr data-stop><th scope="row" class="what">${i.number ? html`<span class="num">${v.say(i.number)}</span> ` : m.short ? html`<span class="num">${spaced(m.short)}</span> ` : ''}<a href="/desk/m/${m.id}">${v.say(m.title)}</a>${m.flags.map(f => html` <span class="tag tag-near">${v.say(f)}</span>`)}</th>
${cell(v.t('来源', 'Channel'), v.say(i.channelLabel))}${cell(v.t('环节', 'Stage'), v.say(m.stageLabel))}${cell(v.t('下一步', 'Next'), d ? html`<a href="/desk/m/${m.id}?do=${d.act}#act-${m.id.slice(0, 8)}-${d.act}">${v.say(d.actLabel)}</a>` : '')}
${cell(v.t('最晚', 'By'), d ? html`${light(v, d)}<span class="sub">${day(v, d.dueDay)}</span>` : '')}${cell(v.t('办结期限', 'Answer by'), i.answer ? html`${day(v, i.answer.dueDay)}<span class="sub">${left(v, i.answer)}</span>` : '')}</tr>`
}

/** A letter of hand-over, while something of it is open; whoever works for two organs reads to which it went. */
function letter(v: View, l: OwedLetter, several: boolean): Html {
  const to = l.line.each?.[0], name = v.say(l.line.label), called = [name, l.number ?? '', several && to ? v.say(to.label) : ''].filter(Boolean).join(' ')
  return html`<li><b>${name}</b> ${l.number ?? ''}${several && to ? html` ${v.say(to.label)}` : ''} <span class="num">${day(v, l.day)}</span> ${v.t(`交办${l.of}件，还有${l.open}件没有办完`, `${l.of} handed over, ${l.open} still open`)} ${letterWays(v, l.line, called, to?.one)}</li>`
}
const letters = (v: View, all: readonly OwedLetter[]): Html | '' => all.length ? html`<section class="no-print" aria-label="${v.t('交办函', 'Letters of hand-over')}"><ul class="plain-list">${all.map(l => letter(v, l, new Set(all.map(x => x.line.each?.[0]?.one)).size > 1))}</ul></section>` : ''

export function owedPage(v: View, o: OwedView): Html {
  const name = v.t('我欠人大的账', 'What we owe the congress'), all = o.channels.reduce((n, c) => n + c.n, 0)
  return page(v, {
    title: name, face: 'desk', here: '/desk', landscape: true,
    body: html`<p class="no-print"><a href="/desk">${v.t('← 回到待办', '← Back to the inbox')}</a></p><div class="head"><h1>${name}</h1><p>${v.say(o.organ)} · ${v.t(`${all}件`, `${all} in all`)}${o.atLeast ? v.t('以上', ' and more') : ''} <span class="no-print">· <a href="/desk/owed.xlsx${o.channel ? `?channel=${encodeURIComponent(o.channel)}` : ''}" download>${v.t('导出表格', 'Export (Excel)')}</a></span></p></div>
<p class="hint">${v.t('五单、建议、会办，凡是人大交来要办的都在这里，一件只列一次，按下一步的期限先后。', 'Everything the congress handed over, whichever way it came, each once, by the day of its next step.')}</p>
${letters(v, o.letters)}
${o.channels.length > 1 ? channelCounts(v, o.channels, o.channel) : ''}${o.channel ? html`<p class="no-print"><a href="/desk/owed">${v.t('看全部来源', 'All channels')}</a></p>` : ''}
${o.items.length ? html`<div class="table-responsive" tabindex="0" role="region" aria-label="${name}"><table class="table lines"><caption class="visually-hidden">${name}</caption><thead><tr><th scope="col">${v.t('事项', 'Matter')}</th><th scope="col">${v.t('来源', 'Channel')}</th><th scope="col">${v.t('环节', 'Stage')}</th><th scope="col">${v.t('下一步', 'Next')}</th><th scope="col">${v.t('最晚', 'By')}</th><th scope="col">${v.t('办结期限', 'Answer by')}</th></tr></thead><tbody>${o.items.map(i => row(v, i))}</tbody></table></div>` : html`<div class="card pad empty"><p><b>${v.t('没有欠账，都办完了。', 'Nothing is owed; all is done.')}</b></p></div>`}`,
  })
}
