/** 我的账号: one's own password, second factor, sign-ins and trusted phones. */
import { html, type Html, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { passwordFields } from '#pages/accounts/enter.ts'
import { type Column, cell, device, input, moment, summary, table, told } from '#pages/accounts/parts.ts'
import { howWords, wordOf } from '#pages/accounts/words.ts'
import type { Field, OwnView, PhoneLine, SessionLine } from '#service/accounts/views.ts'
import type { Label } from '#loop/words.ts'

export type OwnPage = { readonly view: OwnView | undefined; readonly faults?: readonly Field[]; readonly done?: Label }
const columns: readonly Column[] = [{ head: ['设备', 'Device'] }, { head: ['方式', 'By'] }, { head: ['登录时间', 'Since'] }, { head: ['最近使用', 'Last used'] }, { head: ['操作', 'Act'] }]

export const sessionTable = (v: View, sessions: readonly SessionLine[], action: (s: SessionLine) => Html): Html => table(v, v.t('登录清单', 'List of sign-ins'), columns, sessions.map(s => html`<tr><th scope="row">${device(s.device)}${s.current ? html` <span class="tag">${v.t('这一台', 'this one')}</span>` : ''}</th>${cell(v, columns[1]!, `${v.say(wordOf(howWords, s.how))}${s.second ? v.t('＋动态验证码', ' + second factor') : ''}`)}${cell(v, columns[2]!, moment(v, s.created))}${cell(v, columns[3]!, moment(v, s.lastSeen))}${cell(v, columns[4]!, action(s))}</tr>`))
const phoneColumns: readonly Column[] = [{ head: ['手机', 'Phone'] }, { head: ['何时设的', 'Since'] }, { head: ['到期', 'Until'] }, { head: ['操作', 'Act'] }]
export const phoneTable = (v: View, phones: readonly PhoneLine[], action: (p: PhoneLine) => Html): Html => table(v, v.t('手机清单', 'List of phones'), phoneColumns, phones.map(p => html`<tr><th scope="row">${device(p.device)}</th>${cell(v, phoneColumns[1]!, moment(v, p.created))}${cell(v, phoneColumns[2]!, moment(v, p.expires))}${cell(v, phoneColumns[3]!, action(p))}</tr>`))

export function ownPage(v: View, p: OwnPage): Html {
  const o = p.view, face = v.who!.face
  if (!o) return page(v, { title: v.t('我的账号', 'My account'), face, narrow: true, body: html`<h1>${v.t('我的账号', 'My account')}</h1><p class="lead">${v.say(v.who!.name)}</p><div class="card pad"><p>${v.t('示例人员没有账号和密码，选人就能进入。正式的人大在这里改密码、设动态验证码、看自己在哪里登录着。', 'Sample people have no account or password. In a real congress this is where one changes the password, sets up the second factor and sees where one is signed in.')}</p></div>` })
  return page(v, {
    title: v.t('我的账号', 'My account'), face, narrow: true,
    body: html`<h1>${v.t('我的账号', 'My account')}</h1><p class="lead">${v.say(v.who!.name)} · ${v.t('登录名', 'login')} <code>${o.login}</code>${o.contact ? html` · ${v.t('验证码发到', 'codes go to')} <code>${o.contact}</code>` : ''}</p>${p.done ? told(v, p.done) : ''}${summary(v, p.faults)}
${o.hasPassword ? html`<section class="card pad" aria-labelledby="pw"><h2 id="pw">${v.t('密码', 'Password')}</h2><p>${v.t(`上次更换：${moment(v, o.changedAt)}`, `Changed ${moment(v, o.changedAt)}`)}</p><details${p.faults?.some(f => ['old', 'password', 'again'].includes(f.field)) ? html` open` : ''}><summary>${v.t('换密码', 'Change it')}</summary><form method="post" action="/account/password" novalidate>${passwordFields(v, p.faults)}<p class="hint">${v.t('换好以后，其他设备上的登录都会结束。', 'Every other sign-in ends with it.')}</p><p class="go"><button class="btn btn-primary" type="submit">${v.t('换密码', 'Change it')}</button></p></form></details></section>` : ''}
${o.hasPassword ? html`<section class="card pad" aria-labelledby="tf"><h2 id="tf">${v.t('动态验证码', 'Second factor')}</h2>${o.second ? html`<p>${v.t(`已经设好，备用码还剩${o.recoveryLeft}个。`, `Set up; ${o.recoveryLeft} recovery codes are left.`)}</p><p><a href="/account/second">${v.t('换一部手机', 'Use another phone')}</a></p><details><summary>${v.t('重新生成备用码', 'New recovery codes')}</summary><form method="post" action="/account/recovery" novalidate>${input(v, { id: 'code', label: ['手机上现在的六位数字', 'The six digits shown now'], mode: 'numeric', complete: 'one-time-code', short: true }, p.faults)}<p class="go"><button class="btn" type="submit">${v.t('生成十个新的', 'Ten new ones')}</button></p></form></details>` : html`<p>${v.t('还没有设。', 'Not set up.')} <a href="/account/second">${v.t('现在设', 'Set it up')}</a></p>`}</section>` : ''}
${o.oidc ? html`<section class="card pad" aria-labelledby="oi"><h2 id="oi">${v.t(o.oidc, o.oidc)}</h2>${o.bound ? html`<p>${v.t('已经绑定，可以用它登录。', 'Bound: you can sign in with it.')}</p>${o.hasPassword ? html`<form method="post" action="/account/loosen"><button class="btn" type="submit">${v.t('解除绑定', 'Unbind')}</button></form>` : ''}` : html`<p><a class="btn" href="/account/bind">${v.t('绑定', 'Bind')}</a></p>`}</section>` : ''}
<section aria-labelledby="ss"><h2 id="ss">${v.t('登录中的设备', 'Where you are signed in')}</h2>${sessionTable(v, o.sessions, s => (s.current ? html`—` : html`<form method="post" action="/account/sessions"><button class="btn btn-sm" type="submit" name="which" value="${s.id}">${v.t('结束', 'End')}</button></form>`))}
<form method="post" action="/account/sessions"><p class="go"><button class="btn" type="submit" name="which" value="others">${v.t('结束其他全部', 'End all others')}</button> <button class="btn" type="submit" name="which" value="all">${v.t('所有设备都退出', 'Sign out everywhere')}</button></p></form></section>
${o.phones.length ? html`<section aria-labelledby="ph"><h2 id="ph">${v.t('免验证码的手机', 'Trusted phones')}</h2>${phoneTable(v, o.phones, x => html`<form method="post" action="/account/phones"><button class="btn btn-sm" type="submit" name="phone" value="${x.id}">${v.t('取消', 'Trust no longer')}</button></form>`)}</section>` : ''}`,
  })
}
