/** The first page anybody sees: one thing to do, and how to follow what was said before. */
import { html, type Html, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import type { Label } from '#loop/words.ts'

export const slipSay: readonly Label[] = [['反映', 'raised'], ['交办', 'sent out'], ['受理', 'accepted'], ['代表跟进', 'followed'], ['评价', 'rated'], ['公开', 'published']]
/** What the steps of a slip are, in plain words. */
const saysOf = (v: View, slip: number): string => (v.congress?.slipSteps[slip] ?? []).map(n => slipSay[n - 1]).filter(l => l !== undefined).map(l => v.say(l)).join(v.t('、', ', '))

export const home = (v: View, ready: boolean, suggestions = false): Html => page(v, {
  title: v.congress ? v.say(v.congress.name) : v.t('回音', 'Huiyin'), face: 'portal', here: '/', narrow: true, noindex: false,
  body: html`<section class="hero">
  <p class="over">${v.t('人大代表联络站', 'Deputies’ liaison stations')}</p>
  <h1>${v.t('您身边的事，说给代表听', 'Tell your deputies what needs doing')}</h1>
  <p class="lead">${v.t('路灯不亮、下水道堵了、小区停车难……说一件，站里就登记一件，谁在办、哪天前办好，您都看得到。', 'A broken lamp, a blocked drain, nowhere to park: each thing said is entered, and you see who handles it and by when.')}</p>
  ${ready ? html`<p><a class="btn btn-primary btn-big" href="/raise">${v.t('我要反映问题', 'Raise a request')}</a></p>`
    : html`<div class="alert alert-warning" role="status"><p>${v.t('街道（镇）和联络站的名册还没有录入，暂时不能在网上反映问题。', 'The register of streets and stations is still empty, so nothing can be raised online yet.')}</p></div>`}
  <ol class="slips" aria-label="${v.t('五单', 'The five slips')}">${(v.congress?.slips ?? []).map((s, i) => html`<li><b>${v.say(s)}</b><small>${saysOf(v, i)}</small></li>`)}</ol>
</section>
<section class="card pad" aria-labelledby="follow"><h2 id="follow">${v.t('查进度', 'Follow your request')}</h2>${statusForms(v)}</section>
<nav class="doors${suggestions ? ' doors-even' : ''}" aria-label="${v.t('公开的内容', 'Public')}">
  <a class="door" href="/stations"><b>${v.t('找联络站', 'Find a station')}</b><span>${v.t('在哪里、打什么电话、代表是谁、哪天接待', 'Where, what number, which deputies, which days')}</span></a>
  <a class="door" href="/published"><b>${v.t('公开的办理结果', 'Published results')}</b><span>${v.t('别人反映的事办得怎样', 'How others’ requests were handled')}</span></a>
${suggestions ? html`  <a class="door" href="/suggestions"><b>${v.t('代表建议和答复', 'Suggestions and replies')}</b><span>${v.t('代表提了什么、谁来办、怎么答复', 'What deputies proposed, who handles it, the reply')}</span></a>
` : ''}  <a class="door" href="/figures"><b>${v.t('数字', 'Figures')}</b><span>${v.t('收到多少、转办多少、解决多少，怎么算的', 'How many received, referred and solved, and how they are counted')}</span></a>
</nav>`,
})

/** By the receipt's code, or by six digits and the phone's last four. */
export const statusForms = (v: View, kept: { short?: string; tail?: string } = {}): Html => html`<div class="two">
<form method="post" action="/status" novalidate>
  <div class="field"><label class="form-label" for="short">${v.t('回执上的六位编号', 'Six digits on the receipt')}</label><input class="form-control" id="short" name="short" inputmode="numeric" autocomplete="off" value="${kept.short ?? ''}" required></div>
  <div class="field"><label class="form-label" for="tail">${v.t('手机号后四位', 'Last four digits of your phone')}</label><input class="form-control" id="tail" name="tail" inputmode="numeric" autocomplete="off" value="${kept.tail ?? ''}" required></div>
  <p class="go"><button class="btn" type="submit">${v.t('查进度', 'See progress')}</button></p>
</form>
<form method="get" action="/r">
  <div class="field"><label class="form-label" for="code">${v.t('或者：回执码', 'Or: the receipt code')}</label><input class="form-control" id="code" name="code" autocomplete="off" autocapitalize="characters" required><p class="hint">${v.t('扫回执上的二维码也可以，不用输入。', 'Scanning the QR code on the receipt does the same.')}</p></div>
  <p class="go"><button class="btn" type="submit">${v.t('看回执', 'Open the receipt')}</button></p>
</form></div>`

/** No congress yet: what is missing and what to run. */
export const missing = (v: View): Html => page(v, {
  title: v.t('还没有数据', 'Nothing here yet'), face: 'portal', narrow: true,
  body: html`<section class="hero"><h1>${v.t('系统已经启动，还没有数据', 'The system runs, but holds no data yet')}</h1>
  <p class="lead">${v.t('还没有建立任何一个人大。请管理员在运行本系统的机器上办理，然后刷新本页：', 'No congress has been created. On the machine that runs this, then reload this page:')}</p>
  <p>${v.t('启动时，命令行里印出了一个“首次设置”链接：打开它，建立本级人大和三位管理员。', 'At start a setup link was printed on the console: open it to create the congress and its three administrators.')}</p>
  <dl class="runs"><dt>${v.t('先看示例（虚构的一年）', 'To look at a sample (an invented year)')}</dt><dd>${v.t('停下服务，去掉环境变量 SAMPLE=none，再运行', 'stop it, leave out SAMPLE=none, and run')} <code>npm start</code></dd>
  <dt>${v.t('建立本地的人大（做法见 docs/county-pack.md）', 'To create your own congress (see docs/county-pack.md)')}</dt><dd><code>npm run -s huiyin -- county ${v.t('文件夹', 'FOLDER')}</code></dd>
  <dt>${v.t('查看全部命令', 'To see every command')}</dt><dd><code>npm run -s huiyin -- --help</code></dd></dl></section>`,
})
