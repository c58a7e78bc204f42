/** 疑点清单: what an auditor looks at first, and samples drawn with a seed that anybody can draw again. */
import { clock, day, html, type Html, matterPath, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { dayOf } from '#law/time.ts'
import type { Label } from '#loop/words.ts'
import type { DoubtKind, DoubtsView, DrawLine, DrawView } from '#service/audit.ts'

export const moment = (v: View, at: string): string => `${day(v, dayOf(at))} ${clock(at)}`
type Labels = Readonly<Record<DoubtKind, Label>>
export const tabs = (v: View, here: 'doubts' | 'draws'): Html => html`<p class="no-print">${here === 'doubts' ? html`<b>${v.t('疑点清单', 'Doubtful points')}</b>` : html`<a href="/desk/audit">${v.t('疑点清单', 'Doubtful points')}</a>`} · ${here === 'draws' ? html`<b>${v.t('抽样', 'Samples')}</b>` : html`<a href="/desk/audit/draws">${v.t('抽样', 'Samples')}</a>`} · <a href="/desk/exports">${v.t('导出记录', 'Exports')}</a></p>`
const link = (kind: DoubtKind, d: DoubtsView): string => `/desk/audit?kind=${kind}&from=${d.from}&to=${d.to}`

export function doubts(v: View, d: DoubtsView, labels: Labels): Html {
  const name = v.t('疑点清单', 'Doubtful points'), kinds = Object.keys(labels) as DoubtKind[], caption = v.say(labels[d.kind])
  return page(v, {
    title: name, face: 'desk', here: '/desk/audit',
    body: html`<h1>${name}</h1>${tabs(v, 'doubts')}
<p class="lead">${v.t('这里列的是要先看的，不是认定有问题。只看得到摘要和经过，看不到姓名、电话、原话和照片。', 'What to look at first, not what was found wrong. The gist and the course only: no names, phones, words or photos.')}</p>
<form class="filter no-print" method="get" action="/desk/audit"><input type="hidden" name="kind" value="${d.kind}"><div class="field"><label class="form-label" for="a-from">${v.t('记录日从', 'Recorded from')}</label><input class="form-control" type="date" id="a-from" name="from" value="${d.from}"></div><div class="field"><label class="form-label" for="a-to">${v.t('到', 'to')}</label><input class="form-control" type="date" id="a-to" name="to" value="${d.to}"></div><button class="btn" type="submit">${v.t('看', 'Show')}</button></form>
<nav class="doubts" aria-label="${v.t('疑点种类', 'Kinds')}"><ul>${kinds.map(k => html`<li><a href="${link(k, d)}"${raw(k === d.kind ? ' aria-current="page"' : '')}><b class="num">${String(d.counts[k])}</b> ${v.say(labels[k])}</a></li>`)}</ul></nav>
<div class="head"><h2>${caption}</h2><p class="no-print"><a href="/desk/audit.xlsx?kind=${d.kind}&from=${d.from}&to=${d.to}" download>${v.t('导出表格', 'Export (Excel)')}</a></p></div>
${d.kind === 'burst' ? html`<p class="hint">${v.t(`一人十分钟内代记${d.burst}件以上的列出来；件数由县里设定。`, `Listed from ${d.burst} by one recorder within ten minutes; the county sets the number.`)}</p>` : ''}${d.more ? html`<p class="hint">${v.t('只列前500条，请缩短时间段再看。', 'Only the first 500 are listed; choose a shorter time.')}</p>` : ''}${d.hidden ? html`<p class="hint">${v.t(`另有${d.hidden}条属于指定专人经办或者封存的事项，不在此列。`, `${d.hidden} more belong to matters entrusted to two persons or sealed; they are not shown.`)}</p>` : ''}
${d.viewers.length ? html`<section class="card pad"><h3>${v.t('谁看了多少次', 'Who looked how often')}</h3><ul class="plain-list">${d.viewers.map(x => html`<li>${v.say(x.person)}${v.t('（', ' (')}${v.say(x.organ)}${v.t('）', ')')}${v.t('：', ': ')}<b class="num">${String(x.n)}</b></li>`)}</ul></section>` : ''}
${d.lines.length ? html`<div class="table-responsive" tabindex="0" role="region" aria-label="${caption}"><table class="table lines"><caption class="visually-hidden">${caption}</caption><thead><tr><th scope="col">${v.t('事项', 'Matter')}</th><th scope="col">${v.t('疑点', 'Why it is here')}</th><th scope="col">${v.t('经手人', 'By whom')}</th><th scope="col">${v.t('发生', 'Happened')}</th><th scope="col">${v.t('记录', 'Recorded')}</th><th scope="col">${v.t('街道（镇）', 'Place')}</th></tr></thead>
<tbody>${d.lines.map(l => html`<tr data-stop><th scope="row" class="what">${l.shut ? v.say(l.line.title) : html`<a href="${matterPath('desk', l.line.id)}">${v.say(l.line.title)}</a>`}</th><td data-label="${v.t('疑点', 'Why it is here')}" class="what">${v.say(l.what)}</td><td data-label="${v.t('经手人', 'By whom')}">${l.who ? v.say(l.who) : '—'}</td><td data-label="${v.t('发生', 'Happened')}" class="num">${moment(v, l.at)}</td><td data-label="${v.t('记录', 'Recorded')}" class="num">${l.recordedAt ? moment(v, l.recordedAt) : '—'}</td><td data-label="${v.t('街道（镇）', 'Place')}">${l.line.place ? v.say(l.line.place) : '—'}</td></tr>`)}</tbody></table></div>` : html`<div class="card pad empty"><p>${v.t('这段时间没有。', 'None in this time.')}</p></div>`}`,
  })
}

export type DrawsPage = { readonly lines: readonly DrawLine[]; readonly procedures: readonly { readonly id: string; readonly label: Label }[]; readonly from: string; readonly to: string; readonly kept?: Readonly<Record<string, string>>; readonly fault?: { readonly field: string; readonly says: Label } }
export function draws(v: View, p: DrawsPage): Html {
  const name = v.t('抽样', 'Samples'), k = (n: string, usual: string): string => p.kept?.[n] ?? usual
  const fault = (f: string): Html | '' => (p.fault?.field === f ? html`<p class="fault" role="alert">${v.say(p.fault.says)}</p>` : '')
  const when = (f: 'from' | 'to', label: string): Html => html`<div class="field"><label class="form-label" for="d-${f}">${label}</label>${fault(f)}<input class="form-control short" type="date" id="d-${f}" name="${f}" value="${k(f, p[f])}" required></div>`
  return page(v, {
    title: name, face: 'desk', here: '/desk/audit', narrow: true,
    body: html`<h1>${name}</h1>${tabs(v, 'draws')}
<p class="lead">${v.t('种子由您自己定，最好事先说给别人听。抽到哪些由种子算出来，谁拿着种子都能重抽一遍。', 'The seed is yours, best told to somebody beforehand. What is drawn follows from it, and anybody who has it draws the same.')}</p>
<form class="card pad" method="post" action="/desk/audit/draws" novalidate><input type="hidden" name="_key" value="${v.newKey()}">
<div class="field"><label class="form-label" for="d-procedure">${v.t('从哪种事项里抽', 'From which kind')}</label>${fault('procedure')}<select class="form-select" id="d-procedure" name="procedure">${p.procedures.map(x => html`<option value="${x.id}"${raw(k('procedure', 'request') === x.id ? ' selected' : '')}>${v.say(x.label)}</option>`)}</select></div>
${when('from', v.t('登记日从', 'Entered from'))}${when('to', v.t('到', 'to'))}
<div class="field"><label class="form-label" for="d-size">${v.t('抽多少件', 'How many')}</label>${fault('size')}<input class="form-control short" id="d-size" name="size" inputmode="numeric" value="${k('size', '20')}" required></div>
<div class="field"><label class="form-label" for="d-seed">${v.t('种子', 'Seed')}</label><p class="hint" id="d-seed-hint">${v.t('4到60个字，如当天报纸头版第一行', '4 to 60 characters, such as the first line of the day’s paper')}</p>${fault('seed')}<input class="form-control" id="d-seed" name="seed" autocomplete="off" maxlength="60" value="${k('seed', '')}" aria-describedby="d-seed-hint" required></div>
<p class="go"><button class="btn btn-primary" type="submit">${v.t('抽', 'Draw')}</button></p></form>
<h2>${v.t('抽过的', 'Drawn before')}</h2>${p.lines.length ? html`<ul class="plain-list">${p.lines.map(d => html`<li><a href="/desk/audit/draws/${d.id}">${moment(v, d.at)} · ${v.say(d.procedureLabel)} · ${v.t(`从${d.population}件里抽${d.size}件`, `${d.size} of ${d.population}`)}</a><span class="sub">${v.say(d.person)} · ${v.t('种子', 'seed')} “${d.seed}”</span></li>`)}</ul>` : html`<p>${v.t('还没有抽过。', 'Nothing was drawn yet.')}</p>`}`,
  })
}

export function drawn(v: View, d: DrawView): Html {
  const name = v.t('抽样结果', 'What was drawn')
  return page(v, {
    title: name, face: 'desk', here: '/desk/audit',
    body: html`<h1>${name}</h1>${tabs(v, 'draws')}
<section class="card pad"><dl class="facts">
<div><dt>${v.t('种子', 'Seed')}</dt><dd><code>${d.seed}</code></dd></div><div><dt>${v.t('总体', 'Drawn from')}</dt><dd>${v.say(d.procedureLabel)}${v.t(`，${day(v, d.from)}至${day(v, d.to)}登记，${moment(v, d.at)}前已记录的${d.population}件`, `, entered ${day(v, d.from)} to ${day(v, d.to)}, ${d.population} recorded by ${moment(v, d.at)}`)}</dd></div>
<div><dt>${v.t('抽取', 'Size')}</dt><dd>${v.t(`${d.size}件，实得${d.lines.length}件`, `${d.size}; ${d.lines.length} were drawn`)}</dd></div><div><dt>${v.t('抽样人', 'Drawn by')}</dt><dd>${v.say(d.person)}${v.t('（', ' (')}${v.say(d.organ)}${v.t('）', ')')} ${moment(v, d.at)}</dd></div></dl>
<p class="hint">${v.t('怎样重抽：把“种子|事项编号”的SHA-256（十六进制）从小到大排，取前几件。', 'To draw it again: order the matters by the SHA-256, in hexadecimal, of “seed|id of the matter” and take the first ones.')}</p>
<p>${d.same ? html`<b>${v.t('刚才按同一种子重抽了一遍，完全一致。', 'Drawn again just now with the same seed: identical.')}</b>` : html`<b class="fault">${v.t('按同一种子重抽，结果不一致，请查记录是否被改动。', 'Drawn again with the same seed the result differs: look whether the records were changed.')}</b>`}</p></section>
<div class="head"><h2>${v.t(`${d.lines.length}件`, `${d.lines.length} matters`)}</h2><p class="no-print"><a href="/desk/audit/draws/${d.id}.xlsx" download>${v.t('导出表格', 'Export (Excel)')}</a></p></div>
<div class="table-responsive" tabindex="0" role="region" aria-label="${name}"><table class="table lines"><caption class="visually-hidden">${name}</caption><thead><tr><th scope="col" class="num">${v.t('序', 'No.')}</th><th scope="col">${v.t('事项', 'Matter')}</th><th scope="col">${v.t('环节', 'Stage')}</th><th scope="col">${v.t('登记日', 'Entered')}</th><th scope="col">${v.t('事项编号', 'Id')}</th></tr></thead>
<tbody>${d.lines.map((l, i) => html`<tr data-stop><td class="num">${String(i + 1)}</td>${'hidden' in l ? html`<th scope="row" class="what">${v.t('（指定专人经办或封存，不能打开）', '(entrusted or sealed; not to be opened)')}</th><td>—</td><td>—</td>` : html`<th scope="row" class="what"><a href="${matterPath('desk', l.id)}">${v.say(l.title)}</a></th><td data-label="${v.t('环节', 'Stage')}">${v.say(l.stageLabel)}</td><td data-label="${v.t('登记日', 'Entered')}" class="num">${day(v, l.openedDay)}</td>`}<td data-label="${v.t('事项编号', 'Id')}"><code class="id">${l.id}</code></td></tr>`)}</tbody></table></div>`,
  })
}
