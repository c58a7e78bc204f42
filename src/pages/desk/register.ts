/** 名册: looking up, one entry with its history, and entering a new one. */
import { acts, type Returned, returnedSummary } from '#pages/parts/act-form.ts'
import { drawable, type Drawn, faultSummary, field } from '#pages/parts/field.ts'
import { timeline } from '#pages/parts/steps.ts'
import { day, html, type Html, type Kept, raw, type View, withParam } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import type { Choice } from '#loop/available.ts'
import type { Id, Label, Refusal } from '#loop/words.ts'
import type { PostLine, RegisterEntry, RegisterList, RegisterTab } from '#service/register-views.ts'

const tabs: readonly (readonly [RegisterTab, Label])[] = [['deputy', ['代表', 'Deputies']], ['person', ['人员', 'People']], ['organ', ['单位', 'Organs']], ['place', ['地点与选区', 'Places']], ['term', ['届次', 'Terms']]]
const newOf: Readonly<Record<RegisterTab, readonly [string, Label]>> = { deputy: ['person', ['登记人员', 'Enter a person']], person: ['person', ['登记人员', 'Enter a person']], organ: ['organ', ['登记单位', 'Enter an organ']], place: ['place', ['登记地点、选区', 'Enter a place']], term: ['term', ['登记届次', 'Enter a term or session']] }
/** The file a list is taken away as. */
const listOf: Readonly<Record<RegisterTab, string>> = { deputy: 'deputies', person: 'persons', organ: 'organs', place: 'places', term: 'terms' }
const path = (id: Id): string => `/desk/register/${id}`
const name = (v: View): string => v.t('名册', 'Register')

export function register(v: View, l: RegisterList): Html {
  const a = l.ask, o = l.options
  const select = (id: 'kind' | 'organ' | 'level' | 'place', zh: string, en: string): Html | '' => o[id]?.length ? html`<div class="field"><label class="form-label" for="r-${id}">${v.t(zh, en)}</label><select class="form-select" id="r-${id}" name="${id}"${raw(o[id]!.length > 20 ? ' data-filter' : '')}><option value="">${v.t('全部', 'All')}</option>${o[id]!.map(x => html`<option value="${x.id}"${raw(x.id === a[id] ? ' selected' : '')}>${v.say(x.label)}</option>`)}</select></div>` : ''
  const tab = tabs.find(([id]) => id === a.tab)![1], groups = l.rows.some(r => r.group)
  return page(v, {
    title: `${name(v)} · ${v.say(tab)}`, face: 'desk', here: '/desk/register', islands: ['filter'],
    body: html`<div class="head"><h1>${name(v)}</h1>${l.keeps ? html`<p class="go no-print"><a class="btn" href="/desk/import">${v.t('从表格导入', 'Import')}</a> <a class="btn btn-primary" href="/desk/register/new/${newOf[a.tab][0]}">${v.say(newOf[a.tab][1])}</a></p>` : ''}</div>
<nav class="reg-tabs no-print" aria-label="${name(v)}"><ul>${tabs.map(([id, label]) => html`<li><a href="/desk/register?tab=${id}"${raw(id === a.tab ? ' aria-current="page"' : '')}>${v.say(label)}</a></li>`)}</ul></nav>
<form class="filters card pad no-print" method="get" action="/desk/register" role="search" aria-label="${v.t('查找', 'Look up')}"><input type="hidden" name="tab" value="${a.tab}">
  <div class="filters-top"><div class="field grow"><label class="form-label" for="r-q">${v.t('姓名或名称', 'Name')}</label><input class="form-control" id="r-q" name="q" value="${a.q ?? ''}" autocomplete="off"></div><button class="btn" type="submit">${v.t('查找', 'Look up')}</button></div>
  <details${raw(a.kind || a.organ || a.level || a.place || a.ended || (a.by && a.by !== 'delegation') || a.day !== v.today ? ' open' : '')}><summary>${v.t('更多条件', 'More filters')}</summary><div class="grid">${select('kind', a.tab === 'person' ? '职务' : '类型', a.tab === 'person' ? 'Post' : 'Kind')}${select('organ', '单位', 'Organ')}${select('level', '代表级别', 'Level')}${select('place', '街道（镇）', 'Place')}
  ${a.tab === 'deputy' ? html`<div class="field"><label class="form-label" for="r-by">${v.t('怎么排', 'Grouped')}</label><select class="form-select" id="r-by" name="by"><option value="delegation">${v.t('按代表团', 'By delegation')}</option><option value="level"${raw(a.by === 'level' ? ' selected' : '')}>${v.t('按级别', 'By level')}</option></select></div>` : ''}
  <div class="field"><label class="form-label" for="r-day">${v.t('哪一天的名册', 'As of')}</label><input class="form-control" type="date" id="r-day" name="day" value="${a.day}"></div>
  ${a.tab === 'deputy' || a.tab === 'term' ? '' : html`<div class="field"><label class="check" for="r-ended"><input class="form-check-input" type="checkbox" id="r-ended" name="ended" value="1"${raw(a.ended ? ' checked' : '')}><span>${v.t('也看已退出的', 'Those who left too')}</span></label></div>`}</div></details></form>
<div class="head"><p aria-live="polite"><b>${v.t(`共${l.total}${a.tab === 'person' || a.tab === 'deputy' ? '人' : '条'}`, `${l.total} in all`)}</b>${a.day === v.today ? '' : html` · ${v.t(`${day(v, a.day)}的名册`, `as of ${day(v, a.day)}`)}`}${a.tab === 'deputy' || a.tab === 'person' ? html` <span class="hint">${v.t('按姓氏笔画排列', 'In the order of the strokes of the surname')}</span>` : ''}</p><p class="no-print"><a href="/desk/register/${listOf[a.tab]}.xlsx?day=${a.day}" download>${v.t('导出全部（表格）', 'Export all (Excel)')}</a> · <a href="/desk/register/${listOf[a.tab]}.csv?day=${a.day}" download>CSV</a></p></div>
${l.rows.length ? table(v, l, groups) : html`<div class="card pad empty"><p><b>${v.t('名册里没有符合条件的。', 'Nothing on the register fits.')}</b></p></div>`}
${l.next === null ? '' : html`<p class="pager no-print"><a class="btn" rel="next" href="${withParam(v.path, 'from', String(l.next))}">${v.t('下一页', 'Next page')}</a></p>`}`,
  })
}

function table(v: View, l: RegisterList, groups: boolean): Html {
  let group = ''
  const [first, ...heads] = l.heads
  return html`<div class="table-responsive" tabindex="0" role="region" aria-label="${name(v)}"><table class="table lines reg"><caption class="visually-hidden">${name(v)}</caption>
<thead><tr><th scope="col">${v.say(first!)}</th>${heads.map(h => html`<th scope="col">${v.t(...h)}</th>`)}</tr></thead><tbody>${l.rows.map(r => {
    const own = r.group ? v.say(r.group) : '', head = groups && own !== group
    group = own
    return html`${head ? html`<tr class="reg-group"><th scope="colgroup" colspan="${String(l.heads.length)}">${own}</th></tr>` : ''}<tr data-stop><th scope="row" class="what reg-d${String(Math.min(r.depth, 4))}"><a href="${path(r.id)}">${v.say(r.name)}</a>${r.tags.map(t => html` <span class="tag tag-near">${v.say(t)}</span>`)}</th>${r.cells.map((c, i) => html`<td data-label="${v.t(...heads[i]!)}"${raw(c[0] === '—' ? ' data-empty' : '')}><span>${v.say(c)}</span></td>`)}</tr>`
  })}</tbody></table></div>`
}

export type EntryPage = { readonly entry: RegisterEntry; readonly open?: string | undefined; readonly returned?: Returned | undefined }

export function registerEntry(v: View, p: EntryPage): Html {
  const e = p.entry, back = { person: 'person', organ: 'organ', place: 'place', term: 'term' }[e.table]
  const past = e.day !== v.today
  return page(v, {
    title: v.say(e.name), face: 'desk', here: '/desk/register', islands: ['filter', 'drafts'],
    body: html`${returnedSummary(v, p.returned, e.kept?.choices.some(c => c.act === p.returned?.act && !c.refusal) === true)}
<header class="matter-head"><p class="over"><a href="/desk/register?tab=${back}">${v.t('← 名册', '← Register')}</a> · ${v.say(e.kind)}</p><h1>${v.say(e.name)}</h1>
<p class="item-top">${e.state === 'ended' ? html`<span class="tag">${v.t('已退出名册', 'Has left')}</span>` : e.state === 'void' ? html`<span class="tag tag-near">${v.t('登记有误，已作废', 'Entered by mistake, void')}</span>` : html`<span class="tag">${v.t('在册', 'On the register')}</span>`}${e.posts.some(x => e.table === 'person' && x.state === 'suspended') ? html` <span class="tag tag-near">${v.t('暂停执行代表职务', 'Mandate suspended')}</span>` : ''}</p></header>
${past ? html`<div class="alert alert-warning" role="status"><p>${v.t(`这是${e.day}的样子。`, `As it stood on ${e.day}.`)} <a href="${path(e.id)}">${v.t('看现在', 'See it now')}</a></p></div>` : ''}
<div class="cols"><div class="col-main">${e.table === 'person' ? career(v, e) : holders(v, e)}${past ? '' : doing(v, p)}${e.kept ? html`<section class="card pad" aria-labelledby="course"><h2 id="course">${v.t('登记经过', 'How it came to be so')}</h2>${timeline(v, e.kept.timeline)}</section>` : ''}</div>
<aside class="col-side" aria-label="${v.t('基本情况', 'Basics')}">${basics(v, e)}${names(v, e)}${e.did.length ? html`<section class="card pad" aria-labelledby="did"><h2 id="did">${v.t('今年的履职记录', 'This year’s record')}</h2><dl class="facts">${e.did.map(x => html`<div><dt>${v.say(x.label)}</dt><dd class="num">${String(x.n)}</dd></div>`)}</dl><p class="hint">${v.t('出自各件事项的记录，不打分、不排名。', 'Out of the records of matters; no score, no rank.')}</p></section>` : ''}
<details class="card pad no-print"><summary>${v.t('看某一天的样子', 'As of a day')}</summary><form method="get" action="${path(e.id)}"><div class="field"><label class="form-label" for="as-of">${v.t('哪一天', 'Day')}</label><input class="form-control" id="as-of" type="date" name="day" value="${past ? e.day : ''}"></div><button class="btn" type="submit">${v.t('看', 'Show')}</button></form></details></aside></div>`,
  })
}

const basics = (v: View, e: RegisterEntry): Html | '' => e.facts.length ? html`<section class="card pad" aria-labelledby="basics"><h2 id="basics">${v.t('基本情况', 'Basics')}</h2><dl class="facts">${e.facts.map(f => html`<div><dt>${v.t(...f.label)}</dt><dd>${f.id ? html`<a href="${path(f.id)}">${v.say(f.value)}</a>` : v.say(f.value)}</dd></div>`)}</dl></section>` : ''
const names = (v: View, e: RegisterEntry): Html => html`<section class="card pad" aria-labelledby="names"><h2 id="names">${e.names.length > 1 ? v.t('名称沿革', 'Names over time') : v.t('在册时间', 'On the register')}</h2><ol class="plain-list reg-names">${e.names.map(n => html`<li>${e.names.length > 1 ? html`<b>${v.say(n.name)}</b> ` : ''}<span class="num">${n.from}</span> ${v.t('至', 'to')} ${n.to ? html`<span class="num">${n.to}</span>` : v.t('今', 'date')}</li>`)}</ol></section>`
const when = (v: View, p: PostLine): Html => html`<span class="num">${p.from}</span> ${v.t('至', 'to')} ${p.to ? html`<span class="num">${p.to}</span>` : v.t('今', 'date')}`
const more = (v: View, p: PostLine): Html => html`${p.why ? html`<span class="sub">${v.t('原因：', 'Why: ')}${v.say(p.why)}</span>` : ''}${p.suspensions.map(s => html`<span class="sub">${v.t('暂停：', 'Suspended: ')}${s.from} ${v.t('至', 'to')} ${s.to ?? v.t('今', 'date')}${s.ground ? html`${v.t('，', ', ')}${v.say(s.ground)}` : ''}</span>`)}`

/** Posts over time: a table, and beside each row the span drawn on one scale. */
function career(v: View, e: RegisterEntry): Html {
  const start = e.posts.map(p => p.from).sort()[0] ?? e.day, days = (d: string): number => Date.parse(d) / 86_400_000
  const all = Math.max(1, days(e.day) - days(start)), at = (d: string): number => Math.max(0, Math.min(100, Math.round(((days(d) - days(start)) / all) * 1000) / 10))
  const bar = (p: PostLine): Html => { const from = at(p.from), to = at(p.to ?? e.day); return html`<svg class="reg-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="c-rule" x="0" y="4.5" width="100" height="1"/><rect class="c-bar" x="${String(from)}" y="1" width="${String(Math.max(1, Math.round((to - from) * 10) / 10))}" height="8"/>${p.suspensions.map(s => html`<rect class="reg-off" x="${String(at(s.from))}" y="1" width="${String(Math.max(1, Math.round((at(s.to ?? e.day) - at(s.from)) * 10) / 10))}" height="8"/>`)}</svg>` }
  return html`<section class="card pad" aria-labelledby="posts"><h2 id="posts">${v.t('任职经历', 'Posts over time')}</h2>${e.posts.length ? html`<div class="table-responsive" tabindex="0" role="region" aria-label="${v.t('任职经历', 'Posts over time')}"><table class="table lines reg-posts"><thead><tr><th scope="col">${v.t('职务', 'Post')}</th><th scope="col">${v.t('单位', 'Organ')}</th><th scope="col">${v.t('选区（选举单位）', 'Constituency or unit')}</th><th scope="col">${v.t('起止', 'From and to')} <small aria-hidden="true">${start.slice(0, 4)}–${e.day.slice(0, 4)}</small></th></tr></thead>
<tbody>${e.posts.map(p => html`<tr class="reg-${p.state}"><th scope="row">${v.say(p.label)}${more(v, p)}</th><td data-label="${v.t('单位', 'Organ')}"><span><a href="${path(p.organ.id)}">${v.say(p.organ.name)}</a></span></td><td data-label="${v.t('选区（选举单位）', 'Seat')}"${raw(p.seat ? '' : ' data-empty')}><span>${p.seat ? v.say(p.seat) : '—'}</span></td><td data-label="${v.t('起止', 'From and to')}"><span>${when(v, p)}${bar(p)}</span></td></tr>`)}</tbody></table></div>` : html`<p>${v.t('还没有登记任职。', 'No post is entered yet.')}</p>`}</section>`
}

function holders(v: View, e: RegisterEntry): Html {
  const of = e.table === 'organ' ? v.t('任职人员', 'Who holds posts in it') : v.t('人大代表', 'Deputies')
  return html`${e.table === 'term' ? '' : html`<section class="card pad" aria-labelledby="holders"><h2 id="holders">${of}${e.posts.length ? v.t(`（${e.posts.length}）`, ` (${e.posts.length})`) : ''}</h2>${e.posts.length ? html`<ul class="plain-list reg-list">${e.posts.map(p => html`<li><a href="${path(p.person.id)}">${v.say(p.person.name)}</a> <span class="sub">${v.say(p.label)}${p.seat ? ` · ${v.say(p.seat)}` : ''} · ${when(v, p)}${p.state === 'suspended' ? html` <span class="tag tag-near">${v.t('暂停', 'suspended')}</span>` : ''}</span></li>`)}</ul>` : html`<p>${v.t('这一天没有。', 'Nobody on this day.')}</p>`}</section>`}
${e.below.length ? html`<section class="card pad" aria-labelledby="below"><h2 id="below">${e.table === 'place' ? v.t('所属村居和选区', 'Communities and constituencies') : v.t('下设', 'Below it')}</h2><ul class="plain-list">${e.below.map(b => html`<li><a href="${path(b.id)}">${v.say(b.name)}</a> <span class="sub">${v.say(b.kind)}</span></li>`)}</ul></section>` : ''}`
}

function doing(v: View, p: EntryPage): Html | '' {
  const k = p.entry.kept
  if (!k?.choices.length) return ''
  return html`<section class="card pad acts" aria-labelledby="acts"><h2 id="acts">${v.t('办理', 'What can be done')}</h2>${acts(v, { face: 'desk', matter: p.entry.id, page: p.entry.id, seq: k.seq, choices: k.choices, returned: p.returned, open: p.open })}</section>`
}

export type NewEntry = { readonly table: string; readonly choice: Choice; readonly key: string; readonly kept?: Kept; readonly refusal?: Refusal }
const first: Readonly<Record<string, readonly string[]>> = { person: ['name', 'since', 'postOrgan', 'postKind', 'level', 'postPlace', 'constituency', 'unit'], organ: ['name', 'short', 'kind', 'since', 'parent', 'place', 'phone'], place: ['name', 'kind', 'since', 'parent', 'number', 'seats', 'aliases'], term: ['kind', 'name', 'assembly', 'parent', 'number', 'since', 'until'] }

/** Entering: the fields of this table, the usual ones first. */
export function registerNew(v: View, f: NewEntry): Html {
  const faults = f.refusal ? [{ field: f.refusal.field ?? '', says: f.refusal.says }] : [], d: Drawn = { prefix: 'new', kept: f.kept, faults }
  const fields = f.choice.fields.filter(x => x.id !== 'table' && drawable(x)), usual = first[f.table] ?? []
  const now = usual.map(id => fields.find(x => x.id === id)).filter(x => x !== undefined), rest = fields.filter(x => !usual.includes(x.id))
  const title = v.say(Object.values(newOf).find(([t]) => t === f.table)?.[1] ?? f.choice.label)
  return page(v, {
    title, face: 'desk', here: '/desk/register', narrow: true, islands: ['filter', 'drafts'],
    body: html`${faultSummary(v, faults, 'new')}<p class="over"><a href="/desk/register?tab=${f.table}">${v.t('← 名册', '← Register')}</a></p><h1>${title}</h1>
<form class="card pad" method="post" action="/desk/new/register" novalidate><input type="hidden" name="_key" value="${f.key}"><input type="hidden" name="_act" value="enter"><input type="hidden" name="table" value="${f.table}">
${now.map(x => field(v, x, d))}${rest.length ? html`<details class="more"${raw(rest.some(x => faults.some(y => y.field === x.id) || f.kept?.[x.id]?.[0]) ? ' open' : '')}><summary>${v.t('更多', 'More')}</summary>${rest.map(x => field(v, x, d))}</details>` : ''}
<p class="go"><button class="btn btn-primary" type="submit">${v.t('列入名册', 'Enter')}</button></p></form>`,
  })
}
