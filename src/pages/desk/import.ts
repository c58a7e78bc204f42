/** 从表格导入: choosing and uploading, the columns, the dry run with every fault, how far it is, what came of it. */
import { shape } from '#pages/parts/icons.ts'
import { clock, day, html, type Html, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { dayOf } from '#law/time.ts'
import type { Label } from '#loop/words.ts'
import type { ImportKindView, ImportLine, ImportView } from '#service/import/views.ts'

/** Said in the county's own words. */
const tell = (v: View, l: readonly [string, string]): string => v.t(l[0], l[1])

const here = '/desk/register'
const name = (v: View): string => v.t('从表格导入', 'Import from a table')
const letter = (n: number): string => (n < 26 ? String.fromCharCode(65 + n) : letter(Math.floor(n / 26) - 1) + String.fromCharCode(65 + (n % 26)))

const states: Readonly<Record<ImportLine['state'], Label>> = {
  open: ['还没有导入', 'Not imported yet'], going: ['正在导入', 'Importing'], done: ['已导入', 'Imported'], undoing: ['正在撤销', 'Being taken back'], undone: ['已撤销', 'Taken back'],
  failing: ['没有导成，正在撤回', 'Failed, being taken back'], failed: ['没有导成，一行也没有留下', 'Failed, nothing remains'], dropped: ['没有导入，已放弃', 'Given up'],
}
const stateTag = (v: View, l: ImportLine): Html => html`<span class="tag${['failed', 'failing'].includes(l.state) ? ' tag-near' : ''}">${v.say(states[l.state])}</span>`

export type Told = { readonly says: Label; readonly before?: string | undefined; readonly kind: string }
export function importHome(v: View, kinds: readonly ImportKindView[], lines: readonly ImportLine[], told?: Told): Html {
  return page(v, {
    title: name(v), face: 'desk', here,
    body: html`<p class="over"><a href="/desk/register">${v.t('← 名册', '← Register')}</a></p><h1>${name(v)}</h1>
${told ? html`<div class="alert alert-danger" role="alert" tabindex="-1"><p><b>${tell(v, told.says)}</b></p>${told.before ? html`<p><a href="/desk/import/${told.before}">${v.t('看那一次导入', 'See that import')}</a>${v.t('。内容改过再传不受影响。', '. A changed file is a new one.')}</p>` : ''}</div>` : ''}
<p class="lead">${v.t('先试读，每一处不对都指出来；全部改好了再一次导入，要么全部、要么一行也没有。导入以后可以整个撤销。', 'First a dry run that names every fault; then all of it at once, or none. A whole import can be taken back.')}</p>
<form class="card pad" method="post" action="/desk/import" enctype="multipart/form-data">
<fieldset class="field"><legend class="form-label">${v.t('导入什么', 'What')}</legend>${kinds.map((k, i) => html`<label class="check" for="k-${k.id}"><input class="form-check-input" type="radio" id="k-${k.id}" name="kind" value="${k.id}" required${raw((told ? told.kind === k.id : i === 0) ? ' checked' : '')}><span>${tell(v, k.label)} <small>${tell(v, k.help)}</small></span></label>`)}</fieldset>
<div class="field"><label class="form-label" for="file">${v.t('表格文件', 'File')} <small>${v.t('电子表格或 CSV，不超过5兆、25000行', '.xlsx or .csv, at most 5 MB and 25,000 rows')}</small></label><input class="form-control" type="file" id="file" name="file" required accept=".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"></div>
${told?.before ? html`<div class="field"><label class="check" for="again"><input class="form-check-input" type="checkbox" id="again" name="again" value="1"><span>${v.t('还是要再读一次这个文件', 'Read this file once more all the same')}</span></label></div>` : ''}
<p class="go"><button class="btn btn-primary" type="submit">${v.t('上传并试读', 'Upload and try')}</button></p><p class="hint">${v.t('试读什么也不写入。', 'Nothing is written by trying.')}</p></form>
<section class="card pad" aria-labelledby="templates"><h2 id="templates">${v.t('模板', 'Templates')}</h2><p class="hint">${v.t('每个模板后面有一张“填写说明”，写着每一列怎么填、可以写哪些词。自己的表也可以直接上传，列名对不上的再指一下。', 'Each has a sheet that explains its columns. Your own tables can be uploaded as they are.')}</p>
<ul class="plain-list">${kinds.map(k => html`<li><a href="/desk/import/templates/${k.id}.xlsx" download>${tell(v, k.label)}</a></li>`)}</ul></section>
<section class="card pad" aria-labelledby="past"><h2 id="past">${v.t('导入记录', 'Past imports')}</h2>${lines.length ? html`<div class="table-responsive" tabindex="0" role="region" aria-label="${v.t('导入记录表', 'Table of past imports')}"><table class="table lines"><caption class="visually-hidden">${v.t('导入记录', 'Past imports')}</caption><thead><tr><th scope="col">${v.t('文件', 'File')}</th><th scope="col">${v.t('导入什么', 'What')}</th><th scope="col">${v.t('谁', 'Who')}</th><th scope="col">${v.t('什么时候', 'When')}</th><th scope="col" class="num">${v.t('行数', 'Rows')}</th><th scope="col">${v.t('结果', 'Result')}</th></tr></thead>
<tbody>${lines.map(l => html`<tr><th scope="row"><a href="/desk/import/${l.id}">${l.name}</a></th><td data-label="${v.t('导入什么', 'What')}">${tell(v, l.kind)}</td><td data-label="${v.t('谁', 'Who')}">${tell(v, l.by)}</td><td data-label="${v.t('什么时候', 'When')}" class="num">${day(v, dayOf(l.created))} ${clock(l.created)}</td><td data-label="${v.t('行数', 'Rows')}" class="num">${l.rows ? String(l.rows) : '—'}</td><td data-label="${v.t('结果', 'Result')}">${stateTag(v, l)}</td></tr>`)}</tbody></table></div>` : html`<p>${v.t('还没有导入过。', 'Nothing has been imported yet.')}</p>`}</section>`,
  })
}

export function importPage(v: View, i: ImportView, told?: Label): Html {
  const l = i.line
  return page(v, {
    title: `${name(v)} · ${l.name}`, face: 'desk', here,
    body: html`<p class="over"><a href="/desk/import">← ${name(v)}</a> · ${tell(v, l.kind)}</p><h1>${l.name}</h1><p class="item-top">${stateTag(v, l)} <small>${tell(v, l.by)} · ${day(v, dayOf(l.created))} ${clock(l.created)}</small></p>
${told ? html`<div class="alert alert-danger" role="alert"><p><b>${tell(v, told)}</b></p></div>` : ''}
${i.open ? trying(v, i, i.open) : going(v, i)}`,
  })
}

type Open = NonNullable<ImportView['open']>
function trying(v: View, i: ImportView, o: Open): Html {
  const ready = o.faultCount === 0 && o.unanswered === 0 && o.enters + o.adds > 0
  return html`<section class="card pad" aria-labelledby="found"><h2 id="found">${v.t('试读的结果', 'What the dry run found')}</h2>
<p>${o.faultCount ? html`${shape('overdue')} <b>${v.t(`读到${o.rows}行，有${o.faultCount}处要改。`, `${o.rows} rows, ${o.faultCount} faults.`)}</b> ${v.t('改好表格以后重新上传；现在一行也没有导入。', 'Mend the table and upload it again; nothing has been imported.')}` : o.unanswered ? html`${shape('near')} <b>${v.t(`读到${o.rows}行，没有错误；有${o.unanswered}处${i.matters ? '同号，要您说是不是同一件' : '同名，要您说是不是同一个'}。`, `${o.rows} rows without a fault; ${o.unanswered} ${i.matters ? 'of a number that is taken' : 'namesakes'} await your word.`)}</b>` : ready ? html`${shape('done')} <b>${v.t(`读到${o.rows}行，都可以导入。`, `${o.rows} rows, all of them fine.`)}</b>` : html`${shape('paused')} <b>${v.t(`读到${o.rows}行，没有要导入的：都已经有了。`, `${o.rows} rows; all of it is there already.`)}</b>`}</p>
<dl class="facts"><div><dt>${v.t('新列入', 'To be entered')}</dt><dd class="num">${String(o.enters)}</dd></div><div>${i.matters ? '' : html`<dt>${v.t('给已有的人加任职', 'Posts added to people there')}</dt><dd class="num">${String(o.adds)}</dd></div><div>`}<dt>${v.t('已经有了，不动', 'There already, left alone')}</dt><dd class="num">${String(o.known)}</dd></div>${o.namesakes ? html`<div><dt>${v.t('只是同名，按新人列入', 'Namesakes only, entered anew')}</dt><dd class="num">${String(o.namesakes)}</dd></div>` : ''}</dl>
<div class="go">${ready ? html`<form class="tap" method="post" action="/desk/import/${i.line.id}/commit"><button class="btn btn-primary" type="submit">${v.t(`导入这${o.enters + o.adds}行`, `Import these ${o.enters + o.adds} rows`)}</button></form>` : ''} <form class="tap" method="post" action="/desk/import/${i.line.id}/drop"><button class="btn" type="submit">${v.t('不导入了', 'Give it up')}</button></form></div></section>
${o.faultCount ? faults(v, i, o) : ''}${o.questionCount ? questions(v, i, o) : ''}${mapping(v, i, o)}`
}

const faults = (v: View, i: ImportView, o: Open): Html => html`<section class="card pad" aria-labelledby="faults"><div class="head"><h2 id="faults">${v.t(`要改的${o.faultCount}处`, `${o.faultCount} faults`)}</h2><p><a href="/desk/import/${i.line.id}/faults.xlsx" download>${v.t('下载标好错的表格', 'Download the table with the faults marked')}</a></p></div>
${o.faults.length < o.faultCount ? html`<p class="hint">${v.t(`这里列出前${o.faults.length}处，全部的在下载的表格里。`, `The first ${o.faults.length}; all of them are in the download.`)}</p>` : ''}
<div class="table-responsive" tabindex="0" role="region" aria-label="${v.t('要改的', 'Faults')}"><table class="table lines"><caption class="visually-hidden">${v.t('要改的', 'Faults')}</caption><thead><tr><th scope="col">${v.t('单元格', 'Cell')}</th><th scope="col">${v.t('列', 'Column')}</th><th scope="col">${v.t('现在是', 'It says')}</th><th scope="col">${v.t('问题', 'What is wrong')}</th><th scope="col">${v.t('怎么改', 'What to do')}</th></tr></thead>
<tbody>${o.faults.map(f => html`<tr><th scope="row" class="num">${f.address}</th><td data-label="${v.t('列', 'Column')}">${f.heading || '—'}</td><td data-label="${v.t('现在是', 'It says')}">${f.found || '—'}</td><td data-label="${v.t('问题', 'What is wrong')}">${tell(v, f.says)}</td><td data-label="${v.t('怎么改', 'What to do')}">${tell(v, f.todo)}</td></tr>`)}</tbody></table></div></section>`

const questions = (v: View, i: ImportView, o: Open): Html => html`<form class="card pad" method="post" action="/desk/import/${i.line.id}/answer" aria-labelledby="twins"><h2 id="twins">${i.matters ? v.t(`同号的${o.questionCount}处：是不是同一件`, `${o.questionCount} of the same number: the same one?`) : v.t(`同名的${o.questionCount}处：是不是同一个`, `${o.questionCount} of the same name: the same one?`)}</h2>
<p class="hint">${v.t('系统不会自己合并。', 'Nothing is merged by itself. ')}${i.matters ? v.t('同号的是同一件的，不再导入；不是的，另列一件。', 'The same matter is not imported again; another one is entered anew.') : v.t('是同一个的，只补上还没有的任职；不是的，另列一条。', 'The same one only gets the posts still missing; another one is entered anew.')}</p>
${o.questions.map(q => html`<fieldset class="field"><legend class="form-label">${v.t(`第${q.row}行 ${q.name}`, `Row ${q.row} ${q.name}`)}</legend>${q.twins.map((t, n) => html`<label class="check" for="q-${q.row}-${n}"><input class="form-check-input" type="radio" id="q-${q.row}-${n}" name="row.${q.row}" value="${t.ref}"${raw(q.answer === t.ref ? ' checked' : '')}><span>${v.t('是同一个：', 'The same: ')}${tell(v, t.says)}</span></label>`)}<label class="check" for="q-${q.row}-new"><input class="form-check-input" type="radio" id="q-${q.row}-new" name="row.${q.row}" value="new"${raw(q.answer === 'new' ? ' checked' : '')}><span>${v.t('不是，另列一条', 'Another one: enter anew')}</span></label></fieldset>`)}
${o.questions.length < o.questionCount ? html`<p class="hint">${v.t(`先列出${o.questions.length}处，答完还有。`, `The first ${o.questions.length}; more follow.`)}</p>` : ''}
<p class="go"><button class="btn" type="submit">${v.t('就这样回答', 'Answer these')}</button>${o.unanswered > 1 ? html` <button class="btn" type="submit" name="all" value="same">${v.t(`没答的${o.unanswered}处都是同一个`, `All ${o.unanswered} unanswered: the same`)}</button> <button class="btn" type="submit" name="all" value="new">${v.t('没答的都另列', 'All unanswered: anew')}</button>` : ''}</p></form>`

function mapping(v: View, i: ImportView, o: Open): Html {
  const option = (at: number | null, n: number): Html => html`<option value="${String(n)}"${raw(at === n ? ' selected' : '')}>${letter(n)} ${o.headings[n] ?? ''}</option>`
  const missing = o.columns.some(c => c.required && c.from === null)
  return html`<details class="card pad"${raw(missing ? ' open' : '')}><summary><b>${v.t('哪一列是什么', 'Which column is which')}</b>${o.unread.length ? html` <small>${v.t(`没有读的列：${o.unread.join('、')}`, `not read: ${o.unread.join(', ')}`)}</small>` : ''}</summary>
<form method="post" action="/desk/import/${i.line.id}/arrange">
<div class="grid"><div class="field"><label class="form-label" for="sheet">${v.t('哪张表', 'Sheet')}</label><select class="form-select" id="sheet" name="sheet">${o.sheets.map((s, n) => s.hidden ? '' : html`<option value="${String(n)}"${raw(n === o.sheet ? ' selected' : '')}>${s.name}${v.t(`（${s.rows}行）`, ` (${s.rows} rows)`)}</option>`)}</select>${o.sheets.some(s => s.hidden) ? html`<p class="hint">${v.t(`隐藏的表没有读：${o.sheets.filter(s => s.hidden).map(s => s.name).join('、')}`, `hidden sheets are not read: ${o.sheets.filter(s => s.hidden).map(s => s.name).join(', ')}`)}</p>` : ''}</div>
<div class="field"><label class="form-label" for="head">${v.t('列名在第几行', 'Line of the headings')}</label><input class="form-control" id="head" name="head" inputmode="numeric" value="${String(o.head + 1)}"></div>
${o.columns.map(c => html`<div class="field"><label class="form-label" for="c-${c.id}">${tell(v, c.label)}${c.required ? html` <span class="opt">${v.t('必填', 'required')}</span>` : ''}</label><select class="form-select" id="c-${c.id}" name="c.${c.id}" aria-describedby="h-${c.id}"><option value="">${v.t('没有这一列', 'Not in the table')}</option>${o.headings.map((_, n) => option(c.from, n))}</select><p class="hint" id="h-${c.id}">${tell(v, c.explain)}</p></div>`)}</div>
<p class="go"><button class="btn" type="submit">${v.t('按这样再试读', 'Try it so')}</button></p></form>
${o.sample.length ? html`<h3>${v.t('表里的前几行', 'The first rows')}</h3><div class="table-responsive" tabindex="0" role="region" aria-label="${v.t('表里的前几行', 'The first rows')}"><table class="table"><caption class="visually-hidden">${v.t('表里的前几行', 'The first rows')}</caption><thead><tr>${o.headings.map((h, n) => html`<th scope="col">${letter(n)} ${h}</th>`)}</tr></thead><tbody>${o.sample.map(r => html`<tr>${r.map(c => html`<td>${c}</td>`)}</tr>`)}</tbody></table></div>` : ''}${o.coding && o.coding !== 'utf-8' ? html`<p class="hint">${v.t(`按${o.coding === 'gb18030' ? '国标码（GBK）' : o.coding}读的文字`, `Read as ${o.coding}`)}</p>` : ''}</details>`
}

function going(v: View, i: ImportView): Html {
  const l = i.line, moving = ['going', 'undoing', 'failing'].includes(l.state)
  return html`<section class="card pad" aria-live="polite"><h2>${v.say(states[l.state])}</h2>
${moving ? html`<p><progress class="import-bar" max="100" value="${String(i.percent)}" aria-label="${v.say(states[l.state])}">${String(i.percent)}%</progress> <b class="num">${String(i.percent)}%</b></p><p class="hint">${v.t('这一页会自己刷新。关掉也不要紧，会在后台做完。', 'This page refreshes by itself. It may be closed: the work goes on.')}</p>` : ''}
${i.why ? html`<p>${tell(v, i.why)}</p>` : ''}
${l.state === 'done' ? html`<p>${v.t(`新列入${i.enters}条${i.adds ? `，给已有的人加了${i.adds}项任职` : ''}。每一条的经过里都写着${i.matters ? '“由台账转入”，标着“导入”' : '“从表格导入”'}。`, `${i.enters} entered${i.adds ? `, ${i.adds} posts added` : ''}. Each says in its history that it was imported.`)}</p><div class="go">${i.matters ? html`<a class="btn btn-primary" href="/desk/list?procedure=${i.matters}">${v.t('看事项清单', 'See the matters')}</a>` : html`<a class="btn btn-primary" href="/desk/register">${v.t('看名册', 'See the register')}</a>`} <form class="tap" method="post" action="/desk/import/${l.id}/undo"><button class="btn" type="submit">${v.t('撤销这次导入', 'Take this import back')}</button></form></div><p class="hint">${v.t('撤销会把列入的都作废；之后已经用过的（例如已经派过单、改过登记的）留着不动，并且一一说明。', 'Taking back voids what was entered; what has been used since stays and is named.')}</p>` : ''}
${l.state === 'undone' ? html`<p>${v.t(i.kept.length ? `已撤回，有${i.kept.length}条因为用过了留着。` : '已全部撤回。', i.kept.length ? `Taken back; ${i.kept.length} were in use and stay.` : 'All of it was taken back.')}</p>` : ''}
${i.kept.length ? html`<h3>${v.t('留着的', 'Kept')}</h3><ul class="plain-list">${i.kept.slice(0, 200).map(k => html`<li>${k.name}：${tell(v, k.says)}</li>`)}</ul>` : ''}</section>`
}
