/** A form that was not taken because its page was too old: everything typed, and one button to send it after all. */
import { page, type Face } from '#pages/page.ts'
import { wordsOf } from '#pages/parts/act-form.ts'
import { html, type Html, type Kept, type View } from '#pages/view.ts'

export type Again = { readonly path: string; readonly kept: Kept; /** Files do not come back by themselves. */ readonly lost: boolean; readonly face: Face; /** Nothing was typed: a button alone. */ readonly short: boolean }

export function again(v: View, a: Again): Html {
  const words = wordsOf(a.kept)
  return page(v, {
    title: v.t('请再点一次', 'Please send it again'), face: a.face, narrow: true,
    body: html`<section class="card pad"><h1>${v.t('请再点一次', 'Please send it again')}</h1>
<div class="alert alert-warning" role="status" tabindex="-1" autofocus><p>${v.t('刚才那一页打开得太久，或者中间登录过别的账号，为了安全没有提交。内容没有丢。', 'The page had been open too long, or somebody signed in meanwhile, so it was not sent. Nothing is lost.')}</p>${a.lost ? html`<p>${v.t('照片和附件没有保留；需要的，请回到原来的页面重新选。', 'Photos and files were not kept; if they are needed, go back to the form and choose them anew.')}</p>` : ''}</div>
${words.length ? html`<p>${v.t('您写的是：', 'What you wrote:')}</p>${words.map(w => html`<blockquote class="words">${w}</blockquote>`)}` : ''}
<form method="post" action="${a.path}">${Object.entries(a.kept).map(([name, all]) => all.map(x => html`<input type="hidden" name="${name}" value="${x}">`))}<p class="go"><button class="btn btn-primary" type="submit">${a.short && !words.length ? v.t('确定', 'Confirm') : v.t('提交', 'Send')}</button></p></form></section>`,
  })
}
