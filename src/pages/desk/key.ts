/** 重点督办: each with its leader, its handlers, the visits that were made and what came of it; a visit is added here. */
import { boardFilter, sessionName } from '#pages/desk/board.ts'
import { faultSummary, field } from '#pages/parts/field.ts'
import { light } from '#pages/parts/light.ts'
import { page } from '#pages/page.ts'
import { day, html, type Html, type Kept, type View } from '#pages/view.ts'
import type { Id, Refusal } from '#loop/words.ts'
import type { KeyItem, KeyList } from '#service/desk-suggestion-views.ts'

/** The one item whose visit is being written down; what was typed already. */
export type KeyForm = { readonly matter: Id; readonly kept?: Kept; readonly refusal?: Refusal | undefined; readonly notice?: Html | '' }

function item(v: View, i: KeyItem, session: string, f: KeyForm | undefined): Html {
  const mine = f?.matter === i.id ? f : undefined, faults = mine?.refusal ? [{ field: mine.refusal.field ?? '', says: mine.refusal.says }] : [], prefix = `key-${i.id.slice(0, 8)}`
  const listed = (names: readonly (readonly [string, string])[]): string => names.map(n => v.say(n)).join(v.t('、', ', '))
  return html`<section class="card pad key-item" id="k-${i.id}"><p class="over">${v.t('督办主题：', 'Topic: ')}${i.topic}</p><h2><span class="num">${v.say(i.number)}</span> <a href="/desk/m/${i.id}">${i.title}</a></h2>
<dl class="key-facts"><div><dt>${v.t('领衔督办', 'Led by')}</dt><dd>${i.leader ? v.say(i.leader) : '—'}</dd></div><div><dt>${v.t('提建议的代表', 'Proposed by')}</dt><dd>${v.say(i.proposer)}</dd></div><div><dt>${v.t('承办单位', 'Handlers')}</dt><dd>${i.handlers.length ? listed(i.handlers) : '—'}</dd></div><div><dt>${v.t('环节', 'Stage')}</dt><dd>${v.say(i.stage)}${i.duty ? html` ${light(v, i.duty)} <span class="sub-inline">${v.t(`${day(v, i.duty.dueDay)}前答复`, `reply by ${day(v, i.duty.dueDay)}`)}</span>` : ''}</dd></div></dl>
<h3>${v.t(`督办活动（${i.visits.length}次）`, `Visits (${i.visits.length})`)}</h3>
${i.visits.length ? html`<ul class="line">${i.visits.map(x => html`<li><p class="line-when">${day(v, x.day)}${x.who.length ? ` · ${listed(x.who)}` : ''}</p><p>${x.text}</p></li>`)}</ul>` : html`<p class="hint">${v.t('还没有督办活动。', 'No visit yet.')}</p>`}
<h3>${v.t('成效', 'Result')}</h3><p>${i.result ?? html`<span class="hint">${v.t('还没有记成效。', 'None recorded yet.')}</span> <a class="no-print" href="/desk/m/${i.id}?do=keyResult#act-${i.id.slice(0, 8)}-keyResult">${v.t('去记', 'Record it')}</a>`}</p>
${i.visit && !mine ? html`<p class="no-print"><a class="btn btn-sm" href="/desk/key?${new URLSearchParams({ session, visit: i.id }).toString()}#${prefix}">${v.say(i.visit.label)}</a></p>` : i.visit ? html`<details class="act no-print" id="${prefix}" open><summary>${v.say(i.visit.label)}</summary><form method="post" action="/desk/key/${i.id}" novalidate><input type="hidden" name="_key" value="${v.newKey()}"><input type="hidden" name="_seen" value="${String(i.seq)}"><input type="hidden" name="_session" value="${session}">${i.visit.fields.map(x => field(v, x, { prefix, kept: mine?.kept, faults }))}<p class="go"><button class="btn" type="submit">${v.say(i.visit.label)}</button></p></form></details>` : ''}</section>`
}

export function keyPage(v: View, k: KeyList, f?: KeyForm): Html {
  const name = v.t('重点督办', 'Key supervision'), visited = k.items.filter(i => i.visits.length).length
  return page(v, {
    title: name, face: 'desk', here: '/desk/board', islands: ['filter'],
    body: html`${f?.refusal ? faultSummary(v, [{ field: f.refusal.field ?? '', says: f.refusal.says }], `key-${f.matter.slice(0, 8)}`) : ''}${f?.notice ?? ''}
<div class="head"><h1>${name}</h1><p class="no-print"><a href="/desk/board">${v.t('看板', 'Board')}</a></p></div><p class="lead">${v.t(`${sessionName(v, k)}：${k.items.length}件，其中${visited}件已开展督办活动。`, `${sessionName(v, k)}: ${k.items.length}, of which ${visited} were visited.`)}</p>
${boardFilter(v, '/desk/key', k)}
${k.items.length ? k.items.map(i => item(v, i, k.session, f)) : html`<div class="card pad empty"><p><b>${v.t('还没有确定重点督办的建议。', 'No suggestion is under key supervision yet.')}</b></p><p>${v.t('主任会议定了以后，在那一件上点“确定重点督办”。', 'Once the chairpersons’ meeting has decided, use “Set key supervision” on the suggestion.')} <a href="/desk/list?procedure=suggestion">${v.t('看建议清单', 'See the suggestions')}</a></p></div>`}`,
  })
}
