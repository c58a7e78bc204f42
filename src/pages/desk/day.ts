/** 〈接待日登记〉: one page, one save for a whole day; once recorded the same page is the register sheet that prints. */
import { whoMay } from '#pages/parts/act-form.ts'
import { drawable, faultSummary, field, fieldId } from '#pages/parts/field.ts'
import { rowsField } from '#pages/parts/rows.ts'
import { noticeLine } from '#pages/portal/privacy.ts'
import { page } from '#pages/page.ts'
import { clock, day as dayText, type Fault, html, type Html, type Kept, raw, type View } from '#pages/view.ts'
import type { Choice } from '#loop/available.ts'
import type { Label, Refusal } from '#loop/words.ts'
import { weekdayName } from '#law/time.ts'
import type { DayLine, DayNew, DayPerson, DayView } from '#service/day.ts'

export type DayForm = { readonly kept?: Kept | undefined; readonly refusal?: Refusal | undefined; readonly since?: readonly Label[] | undefined; readonly key: string; readonly notice?: Html | ''; /** Gatherings of the same place and day, asked about once. */ readonly twins?: readonly DayLine[] }
const prefix = 'day'
/** What a clerk writes for each opinion at first sight; name and telephone wait behind 更多. */
const firstCells = ['what', 'spot', 'category', 'how', 'reply']

const title = (v: View, d: DayView): string => (d.view.line.procedure === 'activity' ? v.t('活动登记', 'Activity record') : v.t('接待日登记', 'Reception day record'))
const when = (v: View, d: DayView): string => `${dayText(v, d.day)} ${v.say(weekdayName(d.day))}${d.hours ? ` ${d.hours}` : ''}`
const levels = (v: View, p: DayPerson): Html | '' => (p.levels.length ? html` <small>${p.levels.map(l => v.say(l)).join(v.t('、', ', '))}</small>` : '')

/** The heading both forms share: what day, where. */
const head = (v: View, d: DayView): Html => html`<p class="over">${v.say(d.view.line.procedureLabel)}${d.station ? html` · ${v.say(d.station)}` : ''}</p>
<h1>${title(v, d)}</h1>
<p class="lead">${when(v, d)}${d.kind ? html` · ${v.say(d.kind)}` : ''}${d.view.line.procedure === 'activity' ? html` · ${v.say(d.view.line.title)}` : ''}${d.spot ? html` · ${d.spot}` : ''}</p>`

function ticks(v: View, d: DayNew, f: DayForm): Html {
  const chosen = new Set(f.kept?.came ?? d.planned.map(p => p.id))
  const tick = (p: DayPerson): Html => html`<label class="check" for="${prefix}-came-${p.id}"><input class="form-check-input" id="${prefix}-came-${p.id}" name="came" type="checkbox" value="${p.id}"${raw(chosen.has(p.id) ? ' checked' : '')}><span>${v.say(p.name)}${levels(v, p)}</span></label>`
  const list = (people: readonly DayPerson[], filter = false): Html => html`<div class="many"${raw(filter ? ' data-filter-box' : '')}>${people.map(tick)}</div>`
  const more = (people: readonly DayPerson[], label: string, open = false): Html | '' => (people.length ? html`<details class="more"${raw(open || people.some(p => chosen.has(p.id)) ? ' open' : '')}><summary>${label}${v.t(`（${people.length}）`, ` (${people.length})`)}</summary>${list(people, people.length > 20)}</details>` : '')
  const fault = f.refusal?.field === 'came' ? f.refusal : undefined
  return html`<fieldset class="card pad" id="${fieldId(prefix, 'came')}" tabindex="-1"><legend class="h2">${v.t('一、谁来了', '1. Who came')}</legend>
${fault ? html`<p class="fault">${v.say(fault.says)}</p>` : ''}${d.planned.length ? html`<p class="hint">${v.t('安排好的已经勾上，没来的点一下去掉。', 'Those planned are ticked; untick whoever did not come.')}</p>${list(d.planned)}` : html`<p class="hint">${v.t('事先没有排代表，请勾选来了的。', 'Nobody was planned; tick whoever came.')}</p>`}
${more(d.own, v.t('本街道（镇）的代表', 'Deputies of this street or town'), !d.planned.length)}${more(d.others, v.t('别处的代表', 'Deputies from elsewhere'))}</fieldset>`
}

type Sheet = { readonly title: string; readonly top: Html; readonly people: DayNew; readonly path: string; readonly seq: number | undefined; readonly own: Html | '' }
function form(v: View, s: Sheet, choice: Choice, f: DayForm): Html {
  const faults: Fault[] = f.refusal ? [{ field: f.refusal.field ?? '', says: f.refusal.says }] : []
  const drawn = { prefix, kept: f.kept, faults }
  const of = (id: string) => choice.fields.find(x => x.id === id)!
  return page(v, {
    title: s.title, face: 'desk', here: '/desk/days', islands: ['filter', 'drafts'],
    body: html`${faultSummary(v, faults, prefix, html`${f.refusal ? html`<p>${whoMay(v, f.refusal)}</p>` : ''}${f.since?.length ? html`<p>${v.t('您打开这一页以后，又有：', 'Since you opened this page:')}</p><ul>${f.since.map(x => html`<li>${v.say(x)}</li>`)}</ul>` : ''}`)}
${s.top}${f.notice ?? ''}
<form method="post" action="${s.path}" novalidate data-draft="${s.path}" class="day-form">
  <input type="hidden" name="_key" value="${f.key}">${s.seq === undefined ? '' : html`<input type="hidden" name="_seen" value="${String(s.seq)}">`}
  ${f.twins?.length ? twinsBox(v, f.twins) : ''}
  ${s.own}
  ${ticks(v, s.people, f)}
  <section class="card pad"><h2>${v.t('二、接待多少人', '2. How many were received')}</h2>${field(v, { ...of('voters'), hint: ['只记人次，不记姓名', 'The number only, no names'] }, drawn)}</section>
  <section class="card pad"><h2>${v.t('三、收集了什么意见', '3. What was raised')}</h2><p class="hint">${v.t('一行一件；没有的行空着。保存后“转办”的进入待办，“当场答复”“留作参考”的直接办结，都不用再登记。', 'One row a matter; leave the rest empty. Saved, those to refer are in the inbox, the others are closed; nothing is entered again.')}</p>${rowsField(v, of('opinions'), drawn, firstCells)}${noticeLine(v, v.t('请告诉反映人：原话、电话加密保存，承办单位看不到。', 'Please tell them: words and phone are kept sealed, and the handling organ never sees them.'))}</section>
  <section class="card pad">${field(v, of('note'), drawn)}</section>
  <p class="go go-stick"><button class="btn btn-primary btn-big" type="submit">${v.t('保存这一天', 'Save the day')}</button> <button class="btn" type="submit" formaction="/desk/draft" name="_form" value="${s.path}">${v.t('先存着', 'Keep as a draft')}</button></p>
</form>`,
  })
}

/** The form, for a planned day that is still to be recorded. */
export const dayForm = (v: View, d: DayView, choice: Choice, f: DayForm): Html =>
  form(v, { title: title(v, d), top: head(v, d), people: d, path: `/desk/days/${d.view.line.id}`, seq: d.view.seq, own: '' }, choice, f)

/** The same form for a day nobody had planned: first which day and where. */
export function newDayForm(v: View, n: { readonly procedure: string; readonly label: Label; readonly people: DayNew }, choice: Choice, f: DayForm): Html {
  const faults: Fault[] = f.refusal ? [{ field: f.refusal.field ?? '', says: f.refusal.says }] : []
  const drawn = { prefix, kept: f.kept ?? (v.today ? { day: [v.today] } : undefined), faults }
  const own = choice.fields.filter(x => !['came', 'voters', 'opinions', 'note'].includes(x.id) && drawable(x))
  const name = n.procedure === 'activity' ? v.t('活动登记', 'Activity record') : v.t('接待日登记', 'Reception day record')
  return form(v, {
    title: name, top: html`<p class="over">${v.say(n.label)}</p><h1>${name}</h1><p class="lead">${v.t('事先没有排期，直接登记当天情况。', 'It was not planned; the day is recorded at once.')}</p>`, people: n.people, path: `/desk/days/new/${n.procedure}`, seq: undefined,
    own: html`<section class="card pad"><h2>${v.t('哪一天、在哪里', 'Which day, and where')}</h2><div class="grid">${own.map(x => field(v, x, drawn))}</div></section>`,
  }, choice, f)
}

/** Asked once: the day stands already, and a second one would count twice. */
export const twinsBox = (v: View, twins: readonly DayLine[]): Html => html`<div class="alert alert-warning" role="alert" tabindex="-1" autofocus><h2>${v.t('这一天已经有一场了', 'That day already has one')}</h2><ul>${twins.map(t => html`<li><a href="/desk/days/${t.id}">${dayText(v, t.day)}${t.hours ? ` ${t.hours}` : ''} · ${v.say(t.title)} · ${v.say(t.stageLabel)}</a></li>`)}</ul><label class="check" for="day-sure"><input class="form-check-input" id="day-sure" name="_sure" type="checkbox" value="1"><span>${v.t('确实是另一场，照样登记（两场都会计数）', 'It is another one indeed; enter it too (both will count)')}</span></label></div>`

/** Somebody else recorded the day meanwhile: the words typed here are still the writer's. */
function written(v: View, kept: Kept | undefined): Html | '' {
  const words = Object.entries(kept ?? {}).filter(([k]) => /\.(?:what|spot|reply|name|phone)$|^note$/.test(k)).flatMap(([, all]) => all).filter(w => w.trim() !== '')
  return words.length ? html`<details open><summary>${v.t('您刚才写的（可用“补登意见”补上）', 'What you wrote (use "Add opinions")')}</summary>${words.map(w => html`<blockquote class="words">${w}</blockquote>`)}</details>` : ''
}

/** What became of a recorded day; prints as the register sheet 《接待选民登记表》. */
export function daySheet(v: View, d: DayView, said: { readonly saved?: boolean; /** Receipts in hand, to be printed. */ readonly slips?: number; readonly refusal?: Refusal; readonly kept?: Kept } = {}): Html {
  const m = d.view, n = d.opinions.length
  const confirm = m.choices.find(c => c.act === 'confirm')
  const names = d.present.map(p => html`${v.say(p.name)}${levels(v, p)}`)
  return page(v, {
    title: title(v, d), face: 'desk', here: '/desk/days',
    body: html`${said.saved ? html`<div class="alert alert-ok no-print" role="status"><h2>${v.t('这一天登记好了', 'The day is recorded')}</h2><p>${v.t(`${n}条意见已各成一件。请站长确认；登记表可以打印。`, `${n} opinions are matters of their own now. The head of station confirms; the sheet can be printed.`)}</p></div>` : ''}
${said.refusal ? html`<div class="alert alert-danger no-print" role="alert"><h2>${v.t('没有再登记一次', 'Not recorded a second time')}</h2><p>${v.say(said.refusal.says)}</p>${written(v, said.kept)}</div>` : ''}
<p class="over">${v.say(m.line.procedureLabel)}${d.station ? html` · ${v.say(d.station)}` : ''} · ${v.say(m.line.stageLabel)}</p>
<h1>${m.line.procedure === 'activity' ? v.t('主题活动登记表', 'Activity sheet') : v.t('接待选民登记表', 'Reception register sheet')}</h1>
<div class="card pad sheet">
<table class="table sheet-head"><tbody>
<tr><th scope="row">${v.t('时间', 'When')}</th><td>${when(v, d)}</td><th scope="row">${v.t('地点', 'Where')}</th><td>${d.spot ?? (d.station ? v.say(d.station) : '')}</td></tr>
${d.kind ? html`<tr><th scope="row">${v.t('活动', 'Activity')}</th><td colspan="3">${v.say(d.kind)}${v.t('：', ': ')}${v.say(m.line.title)}</td></tr>` : ''}
<tr><th scope="row">${m.line.procedure === 'activity' ? v.t('参加代表', 'Deputies') : v.t('接待代表', 'Deputies')}</th><td>${v.t(`${d.present.length}名：`, `${d.present.length}: `)}${names.map((x, i) => html`${i ? v.t('、', ', ') : ''}${x}`)}</td><th scope="row">${m.line.procedure === 'activity' ? v.t('参加群众', 'Residents') : v.t('接待选民', 'Voters received')}</th><td class="num">${v.t(`${d.voters ?? 0}人次`, String(d.voters ?? 0))}</td></tr>
</tbody></table>
${n ? html`<table class="table lines-sheet"><caption>${v.t(`收集意见${n}条`, `${n} opinions taken`)}</caption><thead><tr><th scope="col">${v.t('序号', 'No.')}</th><th scope="col">${v.t('事由', 'Matter')}</th><th scope="col">${v.t('地点', 'Place')}</th><th scope="col">${v.t('类别', 'Category')}</th><th scope="col">${v.t('怎么办的', 'What was done')}</th><th scope="col">${v.t('编号', 'Digits')}</th></tr></thead><tbody>${d.opinions.map((o, i) => html`<tr><td class="num">${String(i + 1)}</td><td data-label="${v.t('事由', 'Matter')}">${o.words ?? v.say(o.line.title)}</td><td data-label="${v.t('地点', 'Place')}">${o.spot ?? ''}</td><td data-label="${v.t('类别', 'Category')}">${v.say(o.line.category)}</td><td data-label="${v.t('怎么办的', 'What was done')}">${o.line.ended ? (o.line.outcome ? v.say(o.line.outcome) : '') : v.say(o.line.stageLabel)}${o.answer ? html`${v.t('：', ': ')}${o.answer}` : ''}</td><td class="num" data-label="${v.t('编号', 'Digits')}"><a href="/desk/m/${o.line.id}">${o.line.short ?? v.t('打开', 'Open')}</a></td></tr>`)}</tbody></table>` : html`<p>${v.t('这一天没有收集到意见。', 'No opinions were taken.')}</p>`}
${d.note ? html`<p><b>${v.t('备注：', 'Note: ')}</b>${d.note}</p>` : ''}
<p class="signs only-print"><span>${v.t('登记人：', 'Recorded by: ')}</span><span>${v.t('站长：', 'Head of station: ')}</span><span>${v.t('日期：', 'Date: ')}</span></p>
</div>
<p class="go no-print">${said.slips ? html`<a class="btn" href="/desk/days/${m.line.id}/slips">${v.t(`打印这${said.slips}张回执`, `Print the ${said.slips} receipts`)}</a> ` : ''}<span class="hint">${v.t('打印登记表：Ctrl+P', 'Print the sheet: Ctrl+P')}</span></p>
${confirm && !confirm.refusal ? html`<form method="post" action="/desk/m/${m.line.id}/confirm" class="no-print"><input type="hidden" name="_key" value="${v.newKey()}"><p class="go"><button class="btn btn-primary" type="submit">${v.say(confirm.label)}</button></p></form>` : confirm?.refusal && m.line.stage === 'recorded' ? html`<p class="hint no-print">${v.say(confirm.refusal.says)}</p>` : ''}
<p class="no-print"><a href="/desk/m/${m.line.id}">${v.t('更正、补登意见和全部过程', 'Corrections, more opinions, the whole course')}</a> · <a href="/desk/days">${v.t('回到接待日', 'Back to the days')}</a> · <span class="hint">${v.t('登记于', 'Recorded at ')}${clock(m.timeline.findLast(t => t.act === 'record' || t.act === 'enter')?.recordedAt ?? m.timeline[0]!.recordedAt)}</span></p>`,
  })
}
