/** 我要反映问题: the stop note, what is kept and why (个人信息保护法 17), then at most five fields. */
import { drawable, fieldId, faultSummary, field, type Drawn } from '#pages/parts/field.ts'
import { type Fault, html, type Html, type Kept, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import type { Choice } from '#loop/available.ts'

/** At most five in sight; the rest is one tap away. */
const inSight: readonly string[] = ['what', 'place', 'spot', 'phone', 'photos']
const prefix = 'raise'

export type RaiseForm = { readonly choice: Choice; readonly key: string; readonly kept?: Kept; readonly faults?: readonly Fault[] }

export function raise(v: View, f: RaiseForm): Html {
  const fields = f.choice.fields.filter(drawable)
  const d: Drawn = { prefix, kept: f.kept, faults: f.faults }
  const first = fields.filter(x => x.required || inSight.includes(x.id)), more = fields.filter(x => !first.includes(x))
  const openMore = more.some(x => f.faults?.some(y => y.field === x.id) || f.kept?.[x.id]?.[0])
  return page(v, {
    title: v.t('我要反映问题', 'Raise a request'), face: 'portal', here: '/raise', narrow: true, islands: ['preview', 'filter'],
    body: html`${faultSummary(v, f.faults, prefix)}
<h1>${v.t('我要反映问题', 'Raise a request')}</h1>
${stopNote(v)}
<form class="card pad" method="post" action="/raise" enctype="multipart/form-data" novalidate>
  <input type="hidden" name="_key" value="${f.key}">
  ${first.map(x => field(v, x, d))}
  ${more.length ? html`<details class="more"${raw(openMore ? ' open' : '')}><summary>${v.t('还想补充（称呼、类别、请区里直接受理）', 'More (name, category, straight to the district)')}</summary>${more.map(x => field(v, x, d))}</details>` : ''}
  ${privacy(v)}
  <p class="go"><button class="btn btn-primary btn-big" type="submit">${v.t('交给联络站', 'Send to the station')}</button></p>
  <p class="hint">${v.t('交上去以后会给您一张回执，请保存或拍照。', 'You will get a receipt; keep it or photograph it.')}</p>
</form>`,
  })
}
export const raiseFieldId = (id: string): string => fieldId(prefix, id)

const stopNote = (v: View): Html => html`<div class="alert alert-warning stop" role="note">
  <h2>${v.t('请先看一眼', 'Before you start')}</h2>
  <ul>
    <li>${v.t('紧急危险不要在这里写：报警拨110，火灾拨119，急救拨120；闻到燃气味请先离开，再拨119。', 'Not for emergencies: police 110, fire 119, ambulance 120; if you smell gas leave first, then call 119.')}</li>
    <li>${v.t('本页无人夜间值守，工作日看。', 'Nobody watches this page at night; it is read on working days.')}</li>
    <li>${v.t('涉密不上网，不要填写国家秘密。', 'Nothing secret goes online: do not write state secrets.')}</li>
    <li>${v.t('举报违纪违法请找纪检监察机关，打官司的事请找法院。', 'Accusations go to the discipline organs, lawsuits to the court.')}</li>
  </ul></div>`

const privacy = (v: View): Html => html`<details class="privacy"><summary>${v.t('您的信息怎么用、存多久', 'How your particulars are used and kept')}</summary>
  <ul>
    <li>${v.t('谁来处理：本级人大常委会及您所选街道（镇）的代表联络站。', 'Who: the standing committee and the liaison station of the street or town you choose.')}</li>
    <li>${v.t('收哪些：您写的原话、地点、照片，以及您自愿留下的称呼和电话。不留也能反映，只是没法给您回话。', 'What: your words, the spot, photos, and the name and phone you choose to leave. You may leave none; we then cannot call you back.')}</li>
    <li>${v.t('为什么：弄清事情、派人去办、把结果告诉您。承办单位只看到改写后的摘要，看不到您的原话、姓名和电话。', 'Why: to understand the matter, have it handled and tell you the result. The handling organ sees a rewritten gist only, never your words, name or phone.')}</li>
    <li>${v.t('谁看过您的电话、为什么看，都写在您的回执上。', 'Your receipt lists who looked at your phone number, and why.')}</li>
    <li>${v.t(`存多久：加密保存，办结满${v.congress?.retentionDays}天后清除；改写后的摘要和办理过程保留。`, `How long: kept encrypted and erased ${v.congress?.retentionDays} days after the end; the gist and the course remain.`)}</li>
    <li>${v.t('您可以凭回执查阅、撤回，也可以请联络站更正或删除。', 'With your receipt you may read and withdraw it, or have the station correct or erase it.')}</li>
    <li>${v.t('依据：个人信息保护法第十七条。', 'Basis: Personal Information Protection Law, art. 17.')}</li>
  </ul></details>`

/** The register is still empty, or the procedure cannot be opened: nothing to fill in. */
export const closed = (v: View): Html => page(v, { title: v.t('我要反映问题', 'Raise a request'), face: 'portal', here: '/raise', narrow: true, body: html`<h1>${v.t('我要反映问题', 'Raise a request')}</h1>${stopNote(v)}<div class="card pad"><p>${v.t('街道和联络站的名册还没有录入，暂时不能在网上反映。请到就近的联络站，或打站里电话。', 'The register of streets and stations is still empty. Please come to a station or ring it.')}</p></div>` })
