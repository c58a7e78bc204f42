/** Publication on the desk: the texts side by side with what the rules find, each decided by a person; the draft; its review by another. */
import { fieldId, faultSummary, field } from '#pages/parts/field.ts'
import { whoMay } from '#pages/parts/act-form.ts'
import { day, type Fault, html, type Html, type Kept, matterPath, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { pieces } from '#pages/desk/likeness.ts'
import type { RedactionKind } from '#law/redact.ts'
import type { Label } from '#loop/words.ts'
import type { MarkView, PublicationView, PublicField, SourceView } from '#service/openness-views.ts'

const kinds: Readonly<Record<RedactionKind, Label>> = { mobile: ['像手机号', 'like a mobile number'], landline: ['像电话号码', 'like a telephone number'], id: ['像证件号', 'like an identity number'], address: ['像门牌住址', 'like an address'], name: ['像人名', 'like a name'], plate: ['像车牌', 'like a number plate'] }
export type Decided = Readonly<Record<PublicField, string>>
type More = { readonly kept?: Kept | undefined; readonly faults?: readonly Fault[] | undefined; readonly notice?: Label | undefined }
const path = (p: PublicationView): string => `/desk/m/${p.line.id}/public`

const marking = (v: View, who: string, m: MarkView): Html => html`<div><dt>${who}</dt><dd>${m.openness ? v.say(m.openness) : v.t('没有说', 'not said')}${m.why ? html`${v.t('；理由：', '; why: ')}${m.why}` : ''}</dd></div>`
const marks = (v: View, p: PublicationView): Html => html`<section class="card pad" aria-labelledby="marks"><h2 id="marks">${v.t('公开意见', 'May it be public')}</h2><dl class="facts">${marking(v, v.t('代表', 'The deputies'), p.deputy)}${p.organs.map(o => marking(v, v.say(o.organ), o))}<div><dt>${v.t('署名', 'Names')}</dt><dd>${p.deputy.hideName ? v.t('代表要求公开时不署名', 'the deputies asked for none') : p.deputy.names.map(n => v.say(n)).join(v.t('、', ', '))}</dd></div>${p.published ? html`<div><dt>${v.t('现已公开', 'Public now')}</dt><dd><a href="/suggestions/${p.published.no}">${p.published.no}</a>${v.t(`（${day(v, p.published.on)}）`, ` (${day(v, p.published.on)})`)}</dd></div>` : ''}</dl></section>`

const frame = (v: View, p: PublicationView, title: string, body: Html): Html => page(v, {
  title, face: 'desk', here: '/desk',
  body: html`<p class="over no-print"><a href="${matterPath('desk', p.line.id)}">${v.t('← 回到事项', '← Back to the matter')}</a></p><h1>${title}</h1><p class="lead">${p.number ? html`${v.say(p.number)} ` : ''}${v.say(p.line.title)}</p>${body}`,
})
const refused = (v: View, p: PublicationView, act: string): Html | '' => { const no = p.choices.find(c => c.act === act)?.refusal; return no ? html`<div class="alert alert-warning" role="status"><p>${v.say(no.says)} ${whoMay(v, no)}</p></div>` : '' }
/** The other ways: withholding with a listed reason, taking down. */
const otherWays = (v: View, p: PublicationView): Html => html`${p.choices.filter(c => ['withhold', 'unpublish'].includes(c.act) && !c.refusal).map(c => html`<details class="card pad act no-print"><summary>${v.say(c.label)}</summary>${c.help ? html`<p class="hint">${v.say(c.help)}</p>` : ''}<form method="post" action="/desk/m/${p.line.id}/${c.act}" novalidate><input type="hidden" name="_key" value="${v.newKey()}"><input type="hidden" name="_seen" value="${String(p.seq)}">${c.fields.map(f => field(v, f, { prefix: c.act }))}<p class="go"><button class="btn" type="submit">${v.say(c.label)}</button></p></form></details>`)}`
const noticeOf = (v: View, m: More): Html | '' => (m.notice ? html`<div class="alert alert-warning" role="alert" tabindex="-1" autofocus><p>${v.say(m.notice)}</p></div>` : '')

/** A text with each passage marked and numbered, as its decision below is. */
function marked(v: View, s: SourceView): Html {
  const parts: Html[] = []
  let at = 0
  s.finds.forEach((f, i) => { parts.push(html`${s.text.slice(at, f.from)}<mark id="m-${s.field}-${String(i)}">${s.text.slice(f.from, f.to)}<sup><a href="#${fieldId('pub', `${s.field}.${i}`)}">${String(i + 1)}</a></sup></mark>`); at = f.to })
  return html`<div class="prose">${parts}${s.text.slice(at)}</div>`
}
function decision(v: View, s: SourceView, i: number, m: More): Html {
  const f = s.finds[i]!, name = `${s.field}.${i}`, id = fieldId('pub', name), said = m.kept?.[name]?.[0], fault = m.faults?.find(x => x.field === name)
  const way = (value: string, label: Html | string): Html => html`<label class="check" for="${id}-${value}"><input class="form-check-input" type="radio" id="${id}-${value}" name="${name}" value="${value}"${raw(said === value ? ' checked' : '')}><span>${label}</span></label>`
  return html`<div class="field${fault ? ' field-bad' : ''}"><fieldset id="${id}" tabindex="-1"${raw(fault ? ` aria-describedby="${id}-error"` : '')}><legend class="form-label">${v.say(s.label)} ${String(i + 1)}${v.t('：', ': ')}“${s.text.slice(f.from, f.to)}” <span class="opt">${v.say(kinds[f.kind])}</span></legend>${fault ? html`<p class="fault" id="${id}-error">${v.say(fault.says)}</p>` : ''}
<div class="few">${way('hide', v.t(`改为“${f.put}”`, `Put “${f.put}”`))}${way('keep', v.t('不是，照原样', 'No, leave it'))}${way('own', v.t('改成自己写的', 'Put my own words'))}</div><label class="visually-hidden" for="${id}-text">${v.t('自己写的', 'My own words')}</label><input class="form-control" id="${id}-text" name="${name}.own" value="${m.kept?.[`${name}.own`]?.[0] ?? ''}" autocomplete="off" placeholder="${v.t('改成……', 'put …')}"></fieldset></div>`
}

/** First step: read both texts, decide every passage. Nothing is chosen beforehand. */
export function decide(v: View, p: PublicationView, m: More = {}): Html {
  const all = p.sources.flatMap(s => s.finds.map((_, i) => ({ s, i })))
  return frame(v, p, v.t('拟公开稿', 'Draft for publication'), html`${faultSummary(v, m.faults, 'pub')}${noticeOf(v, m)}${marks(v, p)}${p.choices.some(c => c.act === 'proposePublic') ? refused(v, p, 'proposePublic') : html`<div class="alert alert-warning" role="status"><p>${v.t('答复代表以后才能拟公开稿。', 'A draft can be made once the deputies have their reply.')}</p></div>`}
${p.choices.some(c => c.act === 'proposePublic' && !c.refusal) ? html`<form method="post" action="${path(p)}" novalidate><input type="hidden" name="_do" value="decide"><input type="hidden" name="_stamp" value="${p.stamp}">
<div class="beside">${p.sources.map(s => html`<section class="card pad${['title', 'follow'].includes(s.field) ? ' whole' : ''}" aria-labelledby="s-${s.field}"><h2 id="s-${s.field}">${v.say(s.label)}</h2>${marked(v, s)}</section>`)}</div>
<section class="card pad" aria-labelledby="finds"><h2 id="finds">${all.length ? v.t(`规则找出${all.length}处，请逐处决定`, `The rules found ${all.length}; decide each`) : v.t('规则没有找出疑点', 'The rules found nothing')}</h2><p class="hint">${v.t('规则只看得出号码、门牌、人名的样子，看不出一件事会不会让人认出谁来。请通读一遍；没有一处会自动隐去。', 'Rules see the shape of a number, an address or a name, not whether a story tells who is meant. Read it all; nothing is hidden by itself.')}</p>${all.map(x => decision(v, x.s, x.i, m))}
<p class="go"><button class="btn btn-primary" type="submit">${v.t('下一步：写定公开稿', 'Next: write the draft')}</button></p></section></form>` : ''}${otherWays(v, p)}`)
}

/** Second step: the text as decided, free to change, then handed to another person. */
export function write(v: View, p: PublicationView, kept: Kept, m: More = {}): Html {
  const choice = p.choices.find(c => c.act === 'proposePublic')
  return frame(v, p, v.t('写定公开稿', 'Write the draft'), html`${faultSummary(v, m.faults, 'pub')}${noticeOf(v, m)}
<form class="card pad" method="post" action="${path(p)}" novalidate><input type="hidden" name="_do" value="write"><input type="hidden" name="_key" value="${kept._key?.[0] ?? v.newKey()}"><input type="hidden" name="_seen" value="${String(p.seq)}"><input type="hidden" name="_stamp" value="${p.stamp}">
${(choice?.fields ?? []).map(f => field(v, f, { prefix: 'pub', kept, faults: m.faults }))}
<p class="go"><button class="btn btn-primary" type="submit">${v.t('交另一人审核', 'Hand to another for review')}</button> <a class="btn" href="${path(p)}?again=1">${v.t('重新逐处看', 'Look at each again')}</a></p></form>`)
}

/** The review: the draft beside the original, what differs marked; published by a second person. */
export function review(v: View, p: PublicationView, m: More = {}): Html {
  const d = p.draft!, may = p.choices.find(c => c.act === 'publish')
  return frame(v, p, v.t('审核公开稿', 'Review the draft'), html`${faultSummary(v, m.faults, 'pub')}${noticeOf(v, m)}${marks(v, p)}
<p>${v.t(`拟稿人：${v.say(d.writer)}，第${d.no}稿。左边原文，右边公开稿；不同之处有底色和下划线。`, `Written by ${v.say(d.writer)}, draft ${d.no}. The original on the left, the draft on the right; what differs is shaded and underlined.`)}</p>
${d.left.length ? html`<div class="alert alert-warning" role="status"><p><b>${v.t('公开稿里还留着这些，拟稿人认为可以公开，请再看：', 'These are left in the draft; its writer holds that they may be public. Please look again:')}</b> ${d.left.join(v.t('、', ', '))}</p></div>` : ''}
${d.beside.map(b => html`<section aria-labelledby="b-${b.field}"><h2 id="b-${b.field}">${v.say(b.label)}</h2><div class="beside"><div class="card pad"><h3>${v.t('原文', 'Original')}</h3>${pieces(b.before)}</div><div class="card pad"><h3>${v.t('公开稿', 'Draft')}</h3>${pieces(b.after)}</div></div></section>`)}
${may && !may.refusal ? html`<form method="post" action="${path(p)}"><input type="hidden" name="_do" value="publish"><input type="hidden" name="_key" value="${v.newKey()}"><input type="hidden" name="_seen" value="${String(p.seq)}"><input type="hidden" name="draft" value="${String(d.no)}"><p class="go"><button class="btn btn-primary" type="submit">${v.t('审核无误，公开', 'Approve and publish')}</button> <a class="btn" href="${path(p)}?again=1">${v.t('不行，重新拟稿', 'No, draft it again')}</a></p></form>` : html`${refused(v, p, 'publish')}<p class="go"><a class="btn" href="${path(p)}?again=1">${v.t('重新拟稿', 'Draft it again')}</a></p>`}${otherWays(v, p)}`)
}
