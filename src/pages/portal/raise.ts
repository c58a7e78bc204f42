/** 我要反映问题: the stop note, five fields and one sending; what is kept and why (个人信息保护法 17) is one tap away. */
import { fieldId, faultSummary, field, type Drawn } from '#pages/parts/field.ts'
import { type Fault, html, type Html, type Kept, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import type { Choice, ChoiceField } from '#loop/available.ts'
import type { Id, Label } from '#loop/words.ts'

/** What is asked, in this order, and nothing else: whose street it is and what kind of matter is for the station to find out. */
const asked: readonly string[] = ['what', 'spot', 'phone', 'photos', 'direct']
const own: Readonly<Record<string, Partial<ChoiceField>>> = {
  spot: { label: ['在哪里（小区、村、社区或路口）', 'Where (compound, village, community or crossing)'], hint: ['如：示例花园小区3号门，不用写是哪个街道（镇）', 'E.g. Sample Garden, gate 3; no need to know the street or town'], required: true },
  phone: { label: ['手机号', 'Mobile number'] },
  direct: { hint: ['事情跟本街道（镇）、本站有关的，可以选这一项：直接到区里，站里的人看不到。', 'For what concerns the street, town or station itself: it goes to the district, and the station does not see it.'] },
}
const prefix = 'raise'
/** Chosen when even the second look does not help. */
export const unsure = 'unsure'

export type RaiseForm = {
  readonly choice: Choice
  readonly key: string
  readonly kept?: Kept
  readonly faults?: readonly Fault[]
  /** Where it is could not be told from what was typed: ask once. */
  readonly asks?: boolean
  /** The station whose poster led here. */
  readonly at?: { readonly id: Id; readonly name: Label } | undefined
}

export function raise(v: View, f: RaiseForm): Html {
  const d: Drawn = { prefix, kept: f.kept, faults: f.faults }
  const fields = asked.flatMap(id => { const x = f.choice.fields.find(y => y.id === id); return x ? [{ ...x, ...own[id] }] : [] })
  return page(v, {
    title: f.asks ? v.t('这是哪个街道（镇）？', 'Which street or town is it?') : v.t('我要反映问题', 'Raise a request'), face: 'portal', here: '/raise', narrow: true, islands: ['preview'],
    body: html`${faultSummary(v, f.faults, prefix)}
<h1>${v.t('我要反映问题', 'Raise a request')}</h1>
${f.asks ? '' : stopNote(v)}
${f.at ? html`<p class="from-poster">${v.t(`交给：${v.say(f.at.name)}。`, `To: ${v.say(f.at.name)}.`)} <a href="/raise">${v.t('不在这里？', 'Somewhere else?')}</a></p>` : ''}
<form class="card pad" method="post" action="/raise" enctype="multipart/form-data" novalidate>
  <input type="hidden" name="_key" value="${f.key}">${f.at ? html`<input type="hidden" name="_at" value="${f.at.id}">` : ''}
  ${f.asks ? whichPlace(v, f) : chosen(v, f)}
  ${fields.map(x => (x.id === 'direct' ? direct(v, x, f.kept) : field(v, x, d)))}
  ${privacy(v)}
  <p class="go"><button class="btn btn-primary btn-big" type="submit">${v.t('交给联络站', 'Send to the station')}</button></p>
  <p class="hint">${v.t('交上去以后会给您一张回执，请保存或拍照。', 'You will get a receipt; keep it or photograph it.')}</p>
</form>`,
  })
}

/** Past the station: said with the choice itself, for whom it is. */
const direct = (v: View, x: ChoiceField, kept: Kept | undefined): Html => html`<div class="field"><label class="check direct" for="${fieldId(prefix, x.id)}"><input class="form-check-input" id="${fieldId(prefix, x.id)}" name="${x.id}" type="checkbox" value="on"${raw(kept?.[x.id]?.[0] ? ' checked' : '')}><span><b>${v.say(x.label)}</b>${x.hint ? html`<small>${v.t(...x.hint)}</small>` : ''}</span></label></div>`

/** A street or town already chosen comes back with everything else. */
function chosen(v: View, f: RaiseForm): Html | '' {
  const id = f.kept?.place?.[0], name = f.choice.fields.find(x => x.id === 'place')?.options.find(o => o.id === id)?.label
  if (!id || (!name && id !== unsure)) return ''
  return html`<input type="hidden" name="place" value="${id}"><p class="from-poster">${v.t('街道（镇）：', 'Street or town: ')}${name ? v.say(name) : v.t('请区里判断', 'the district will find out')}</p>`
}

/** The second look: streets and towns as buttons, and a way out for whoever does not know. */
function whichPlace(v: View, f: RaiseForm): Html {
  const options = f.choice.fields.find(x => x.id === 'place')?.options ?? []
  const one = (id: string, words: string, i: number): Html => html`<label class="check" for="${fieldId(prefix, `place-${i}`)}"><input class="form-check-input" id="${fieldId(prefix, `place-${i}`)}" type="radio" name="place" value="${id}"${raw(f.kept?.place?.[0] === id ? ' checked' : '')}><span>${words}</span></label>`
  return html`<div class="field second-look"><fieldset id="${fieldId(prefix, 'place')}" role="radiogroup" tabindex="-1" autofocus><legend class="form-label">${v.t('这是哪个街道（镇）？', 'Which street or town is it?')}</legend>
<p class="hint">${v.t('从您写的地点看不出来，请选一个。您写的内容都还在下面。', 'It cannot be told from what you wrote; please choose. Everything you wrote is still below.')}</p>
<div class="few">${options.map((o, i) => one(o.id, v.say(o.label), i))}${one(unsure, v.t('不清楚，请区里判断', 'Not sure: let the district find out'), options.length)}</div>
<p class="go"><button class="btn btn-primary" type="submit">${v.t('选好了，交上去', 'Chosen; send it')}</button></p></fieldset></div>`
}

/** What does not wait for an office, and what this office may not take, said before anything is typed. */
const stopNote = (v: View): Html => html`<section class="stop" aria-labelledby="stop"><h2 id="stop">${v.t('先看一眼：这些事请不要写在这里', 'First: not for this page')}</h2>
  <dl>
    <div><dt>${v.t('正在发生的危险', 'Danger now')}</dt><dd>${v.t('报警', 'Police')} <a href="tel:110">110</a> · ${v.t('火警', 'Fire')} <a href="tel:119">119</a> · ${v.t('急救', 'Ambulance')} <a href="tel:120">120</a></dd></div>
    <div><dt>${v.t('闻到燃气味', 'Smell of gas')}</dt><dd>${v.t('先离开，再打119和燃气抢修电话', 'leave first, then ring 119 and the gas company')}</dd></div>
    <div><dt>${v.t('举报违纪违法', 'Wrongdoing of officials')}</dt><dd>${v.t('请向纪检监察机关举报', 'to the discipline inspection organs')} <a href="tel:12388">12388</a></dd></div>
    <div><dt>${v.t('打官司、仲裁的事', 'Lawsuits, arbitration')}</dt><dd>${v.t('请向法院或仲裁机构', 'to the court or the arbitration body')}</dd></div>
  </dl>
  <p><b>${v.t('本页无人夜间值守', 'Nobody watches this page at night')}</b>${v.t('：晚上和节假日交的，上班以后才看到。', ': what is sent then is read on the next working day.')}</p></section>`

const privacy = (v: View): Html => html`<details class="privacy"><summary>${v.t('您的信息怎么用、存多久', 'How your particulars are used and kept')}</summary>${privacyList(v)}<p><a href="/privacy">${v.t('逐项看', 'One by one')}</a></p></details>`

/** In plain words what is kept, who sees it and how long (个人信息保护法 17). */
export const privacyList = (v: View): Html => html`<ul>
    <li>${v.t('谁来处理：本级人大常委会及事情所在街道（镇）的代表联络站。', 'Who: the standing committee and the liaison station of the street or town.')}</li>
    <li>${v.t('收哪些：您写的原话、地点、照片，以及您自愿留下的手机号。不留也能反映，只是没法给您回话。', 'What: your words, the spot, photos, and the phone number you choose to leave. You may leave none; we then cannot call you back.')}</li>
    <li>${v.t('为什么：弄清事情、派人去办、把结果告诉您。承办单位只看到改写后的摘要，看不到您的原话和电话。', 'Why: to understand the matter, have it handled and tell you the result. The handling organ sees a rewritten gist only, never your words or phone.')}</li>
    <li>${v.t('谁看过您的电话、为什么看，都写在您的回执上。', 'Your receipt lists who looked at your phone number, and why.')}</li>
    <li>${v.t(`存多久：加密保存，办结满${v.congress?.retentionDays}天后清除；改写后的摘要和办理过程保留。`, `How long: kept encrypted and erased ${v.congress?.retentionDays} days after the end; the gist and the course remain.`)}</li>
    <li>${v.t('您可以凭回执查阅、下载、更正、撤回，也可以请联络站更正或删除。', 'With your receipt you may read, take away, correct and withdraw it, or have the station do so.')}</li>
    <li>${v.t('依据：个人信息保护法第十七条。', 'Basis: Personal Information Protection Law, art. 17.')}</li>
  </ul>`

/** The register is still empty, or the procedure cannot be opened: nothing to fill in. */
export const closed = (v: View): Html => page(v, { title: v.t('我要反映问题', 'Raise a request'), face: 'portal', here: '/raise', narrow: true, body: html`<h1>${v.t('我要反映问题', 'Raise a request')}</h1>${stopNote(v)}<div class="card pad"><p>${v.t('街道（镇）和联络站的名册还没有录入，暂时不能在网上反映。请到就近的联络站，或打站里电话。', 'The register of streets and stations is still empty. Please come to a station or ring it.')}</p></div>` })
