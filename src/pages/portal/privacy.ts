/** 个人信息怎么用: the notice, drawn from the county's settings and the declarations (个人信息保护法 17). */
import { html, type Html, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { processed } from '#pages/desk/views.ts'
import { privacyList } from '#pages/portal/raise.ts'
import type { Processed } from '#service/processing.ts'

/** One line beside a form that collects something, with the way to the whole notice. */
export const noticeLine = (v: View, words: string): Html => html`<p class="hint notice-line">${words} <a href="/privacy">${v.t('个人信息怎么用', 'How particulars are used')}</a></p>`

export const privacy = (v: View, rows: readonly Processed[]): Html => page(v, {
  title: v.t('个人信息怎么用', 'How your particulars are used'), face: 'portal', noindex: false,
  body: html`<h1>${v.t('个人信息怎么用', 'How your particulars are used')}</h1>
<section class="card pad" aria-labelledby="short"><h2 id="short">${v.t('简单说', 'In short')}</h2>${privacyList(v)}</section>
<section aria-labelledby="each"><h2 id="each">${v.t('逐项说', 'One by one')}</h2>${processed(v, rows, v.t('收集哪些个人信息', 'What is collected'))}</section>
<section class="card pad" aria-labelledby="rights"><h2 id="rights">${v.t('您的权利', 'Your rights')}</h2><ul>
<li>${v.t('查阅、复制：打开回执，点“我的信息”，用编号或手机号后四位确认后可以看、可以下载。', 'To read and take away: open the receipt, “My particulars”, and confirm with the number or your phone’s last four digits.')}</li>
<li>${v.t('更正：在同一页更正称呼和电话，或者请联络站代为更正。', 'To correct: on the same page, or ask the station.')}</li>
<li>${v.t('删除：办结前可以撤回；办结以后到期自动清除，也可以请联络站提前清除。', 'To erase: withdraw before the end; afterwards they are erased in time, or earlier by the station when you ask.')}</li>
<li>${v.t('容易受到伤害的（未成年人、病情、受暴力等）：可以要求只让两位专人经办。', 'If you could be hurt (a minor, illness, violence): ask that two named persons alone handle it.')}</li>
<li>${v.t('没有按反映人查询、统计的功能；谁看过您的电话，回执上都有。', 'Nothing can be searched or counted by requester; whoever saw your phone number stands on the receipt.')}</li></ul>
<p><a class="btn" href="/stations">${v.t('找联络站', 'Find a station')}</a></p></section>`,
})
