/** 关于本系统, and what to do when a receipt is lost. */
import { html, type Html, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { privacyList } from '#pages/portal/raise.ts'

export const about = (v: View, version: string): Html => page(v, {
  title: v.t('关于本系统', 'About'), face: 'portal', narrow: true, noindex: false,
  body: html`<h1>${v.t('关于本系统', 'About this system')}</h1>
<section class="card pad" aria-labelledby="what-it-is"><h2 id="what-it-is">${v.t('它是什么', 'What it is')}</h2>
<p>${v.t('“回音”是县级人大常委会办理群众反映问题的系统：群众反映，联络站研判，承办单位办理，人大代表跟进核实，反映人评价。每一步由谁在哪天办，都记在一本只能添加、不能改写的账上；公开的每个数字都从这本账里数出来。', 'Huiyin is a county-level people’s congress’s system for what constituents raise: the station looks at it, an organ handles it, a deputy follows and checks, and whoever raised it rates. Who did what on which day stands in a record that is only added to, and every published number is counted from it.')}</p>
<p>${v.t('代表只跟进、催办、核实，不直接处理问题；办好没有，由反映人说了算。', 'Deputies follow, urge and check; they do not handle. Whether it is solved is for the requester to say.')}</p></section>
<section class="card pad" aria-labelledby="privacy"><h2 id="privacy">${v.t('您的信息', 'Your particulars')}</h2>${privacyList(v)}</section>
<section class="card pad" aria-labelledby="secret"><h2 id="secret">${v.t('涉密不上网', 'No state secrets')}</h2><p>${v.t('本系统为非涉密系统。请不要在这里填写、上传国家秘密和工作秘密。', 'This system is not for state secrets. Please neither write nor upload any here.')}</p></section>
<section class="card pad" aria-labelledby="licence"><h2 id="licence">${v.t('许可证和源代码', 'Licence and source')}</h2>
<p>${v.lang === 'zh' ? html`版本 ${version}。本软件是自由软件，按 <span lang="en">GNU Affero</span> 通用公共许可证第3版或更新版本（<span lang="en">AGPL-3.0-or-later</span>）发布，不作任何担保。` : `Version ${version}. Free software under the GNU Affero General Public License, version 3 or later, without any warranty.`}</p>
<p>${v.t('依照该许可证第13条，使用本系统的人都可以取得这里正在运行的这一版的完整源代码；本单位改过的，改动也在里面。', 'Under section 13 of that licence, whoever uses this system may have the complete source of the very version that runs here, changes made by this office included.')}</p>
<p><a class="btn" href="/source.zip" download>${v.t('下载源代码', 'Download the source')}</a></p></section>`,
})

export const lost = (v: View): Html => page(v, {
  title: v.t('回执丢了怎么办', 'If your receipt is lost'), face: 'portal', here: '/status', narrow: true,
  body: html`<h1>${v.t('回执丢了怎么办', 'If your receipt is lost')}</h1>
<p class="lead">${v.t('您反映的事不会因为回执丢了就停下来，照样在办。', 'Your request goes on being handled, receipt or not.')}</p>
<ol class="ways card pad">
<li><h2>${v.t('还记得六位编号', 'You remember the six digits')}</h2><p>${v.t('用编号和手机号后四位，在网上就能', 'With them and your phone’s last four digits you can')}<a href="/status">${v.t('查进度', 'follow it online')}</a>${v.t('。', '.')}</p></li>
<li><h2>${v.t('编号也忘了', 'You do not')}</h2><p>${v.t('带上当时留的手机，到您反映时的联络站窗口。工作人员按手机号后四位查到您的事，给您补打一张回执。', 'Take the phone whose number you left to the counter of the station. The clerk finds your request by its last four digits and prints the receipt again.')}</p><p><a class="btn" href="/stations">${v.t('找联络站', 'Find the station')}</a></p></li>
<li><h2>${v.t('当时没有留手机号', 'You left no phone number')}</h2><p>${v.t('到站里说清是哪天反映的、什么事，工作人员核对后补打。', 'Say at the counter when and what you raised; the clerk checks and prints it again.')}</p></li></ol>
<p class="hint">${v.t('每次补打都要写明原因，谁补打的、哪天补打的，都会列在您的回执上。', 'Every reprint needs a reason; who did it and when stands on your receipt.')}</p>`,
})
