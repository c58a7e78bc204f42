/** 我的信息: what is kept of a requester, to read, take away and correct; asked for with the receipt's proof. */
import { day, type Fault, html, type Html, type Kept, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { noticeLine } from '#pages/portal/privacy.ts'
import { dayOf } from '#law/time.ts'
import type { OwnData } from '#service/own.ts'

export type MinePage = { readonly code: string; readonly hasPhone: boolean; readonly erased: boolean; readonly data?: OwnData; /** Taken along to the download, so that the digits are typed once. */ readonly proof?: string; readonly of?: 'read' | 'correct'; readonly kept?: Kept; readonly faults?: readonly Fault[]; readonly done?: boolean }

export function mine(v: View, p: MinePage): Html {
  const fault = (of: MinePage['of'], field: string): Html | '' => { const f = p.of === of ? p.faults?.find(x => x.field === field) : undefined; return f ? html`<p class="fault" role="alert">${v.say(f.says)}</p>` : '' }
  const kept = (of: MinePage['of'], name: string): string => (p.of === of ? p.kept?.[name]?.[0] ?? '' : '')
  const proof = (of: 'read' | 'correct'): Html => html`<div class="field"><label class="form-label" for="${of}-proof">${p.hasPhone ? v.t('回执上的六位编号，或手机号后四位', 'Six digits on the receipt, or your phone’s last four') : v.t('回执上的六位编号', 'Six digits on the receipt')}</label>${fault(of, 'proof')}<input class="form-control short" id="${of}-proof" name="proof" inputmode="numeric" autocomplete="off" value="${kept(of, 'proof')}" required></div>`
  const name = v.t('我的信息', 'My particulars')
  return page(v, {
    title: name, face: 'portal', narrow: true,
    body: html`<h1>${name}</h1><p><a href="/r/${p.code}">${v.t('回到回执', 'Back to the receipt')}</a></p>
${p.done ? html`<div class="alert alert-success" role="status"><p>${v.t('已经更正。', 'Corrected.')}</p></div>` : ''}
${p.data ? shown(v, p, p.data) : html`<section class="card pad" aria-labelledby="read"><h2 id="read">${v.t('看我的信息', 'Read my particulars')}</h2>${fault('read', '')}<form method="post" action="/r/${p.code}/mine" novalidate>${proof('read')}<p class="hint">${v.t('一小时最多试五次。', 'Five tries an hour.')}</p><p class="go"><button class="btn btn-primary" type="submit">${v.t('看', 'Show them')}</button></p></form></section>`}
${p.erased ? html`<p class="card pad">${v.t('保存期满，您的称呼、电话、原话和照片都已清除，没有可以更正的。', 'Their time is up: name, phone, words and photos were erased, and there is nothing to correct.')}</p>` : html`<section class="card pad" aria-labelledby="correct"><h2 id="correct">${v.t('更正称呼、电话', 'Correct name or phone')}</h2>${fault('correct', '')}<form method="post" action="/r/${p.code}/contact" novalidate><input type="hidden" name="_key" value="${v.newKey()}">
<div class="field"><label class="form-label" for="m-name">${v.t('称呼', 'Name')} <span class="opt">${v.t('不改就空着', 'leave empty to keep')}</span></label>${fault('correct', 'name')}<input class="form-control" id="m-name" name="name" autocomplete="name" maxlength="40" value="${kept('correct', 'name')}"></div>
<div class="field"><label class="form-label" for="m-phone">${v.t('电话', 'Telephone')} <span class="opt">${v.t('不改就空着', 'leave empty to keep')}</span></label>${fault('correct', 'phone')}<input class="form-control short" id="m-phone" name="phone" type="tel" inputmode="tel" autocomplete="tel" maxlength="20" value="${kept('correct', 'phone')}"></div>
${proof('correct')}<p class="go"><button class="btn" type="submit">${v.t('更正', 'Correct')}</button></p></form>${noticeLine(v, v.t('只用来给您回话、核实情况。', 'Used only to tell you and to check facts.'))}</section>`}`,
  })
}

const shown = (v: View, p: MinePage, d: OwnData): Html => html`<section class="card pad" aria-labelledby="have"><h2 id="have">${v.t('我们存着的', 'What is kept')}</h2>
${d.receipt.stage === 'quarantined' ? html`<p>${v.say(d.receipt.plain)}${v.t('，核查完了再来看、再下载。', '; come back when the check is over.')}</p>` : d.fields.length ? html`<dl class="facts">${d.fields.map(f => html`<div><dt>${v.say(f.label)}</dt><dd>${f.value}${f.purpose ? html`<span class="sub">${v.t('用途：', 'For: ')}${v.say(f.purpose)}</span>` : ''}</dd></div>`)}</dl>` : html`<p>${d.erased ? v.t('保存期满，已经清除。', 'Erased at the end of the retention period.') : v.t('没有。', 'Nothing.')}</p>`}
${d.files.length ? html`<p>${v.t(`照片和附件${d.files.length}个（下载的文件里有）`, `${d.files.length} photos and files (in the download)`)}</p>` : ''}
${d.gist ? html`<p><b>${v.t('给承办单位看的摘要：', 'The gist the handler reads: ')}</b>${d.gist}</p>` : ''}
<p class="hint">${v.t(`加密保存，办结满${d.keepsDays}天后清除；摘要和办理过程保留。`, `Kept encrypted and erased ${d.keepsDays} days after the end; the gist and the course remain.`)}</p>
${d.receipt.stage === 'quarantined' ? '' : html`<h3>${v.t('谁看过', 'Who has looked')}</h3>${d.views.length ? html`<ul class="plain-list">${d.views.map(w => html`<li>${day(v, dayOf(w.at))} ${v.say(w.organ)} ${v.say(w.person)}${v.t('：', ': ')}${w.reason}</li>`)}</ul>` : html`<p>${v.t('还没有人看过您的联系方式。', 'Nobody has looked at your contact.')}</p>`}`}
<form method="post" action="/r/${p.code}/mine.json"><input type="hidden" name="proof" value="${p.proof ?? ''}"><p class="go"><button class="btn btn-primary" type="submit">${v.t('全部下载（JSON）', 'Download everything (JSON)')}</button></p></form></section>`
