/** 账号: the system administrator's list, preparing accounts, and the sheets that are handed over. */
import { html, type Html, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { type Column, cell, faultOf, moment, summary, table, told } from '#pages/accounts/parts.ts'
import { kindWords, stateWords, wordOf } from '#pages/accounts/words.ts'
import type { AccountLine, Candidate, Field, Sheet } from '#service/accounts/views.ts'
import type { Label } from '#loop/words.ts'

const columns: readonly Column[] = [{ head: ['选', 'Pick'] }, { head: ['姓名', 'Name'] }, { head: ['职务', 'Post'] }, { head: ['登录名', 'Login'] }, { head: ['状态', 'State'] }, { head: ['最近登录', 'Last in'] }, { head: ['停用', 'Close'] }]
export const stateOf = (v: View, a: AccountLine): Html => html`<span class="tag${a.state === 'prepared' || a.state === 'disabled' ? ' tag-near' : ''}">${v.say(wordOf(stateWords, a.state))}</span>${a.kind === 'none' ? html` <span class="tag tag-near">${v.say(kindWords.none!)}</span>` : ''}${a.lockedUntil ? html` <span class="tag tag-near">${v.t(`错得太多，等到${moment(v, a.lockedUntil)}`, `waits until ${moment(v, a.lockedUntil)}`)}</span>` : ''}${a.invitedUntil ? html` <small>${v.t(`邀请${moment(v, a.invitedUntil)}前有效`, `invitation until ${moment(v, a.invitedUntil)}`)}</small>` : ''}${a.disabledWhy ? html` <small>${a.disabledWhy}</small>` : ''}`
export const postOf = (v: View, a: { post: Label | null; organ: Label | null }): string => (a.post ? `${v.say(a.post)}${a.organ ? ` · ${v.say(a.organ)}` : ''}` : '—')

export type AccountsPage = { readonly lines: readonly AccountLine[]; readonly done?: Label; readonly faults?: readonly Field[] }
export function accountsPage(v: View, p: AccountsPage): Html {
  const name = v.t('账号', 'Accounts'), waits = p.lines.filter(a => a.state === 'prepared').length
  return page(v, {
    title: name, face: 'desk', here: '/desk/accounts',
    body: html`<h1>${name}</h1><p class="lead">${v.t('开账号在这里，批准在安全管理员那里；批准以后邀请链接才能用。', 'Accounts are prepared here and approved by the security administrator; until then an invitation opens nothing.')}</p>${p.done ? told(v, p.done) : ''}${summary(v, p.faults)}
<p class="go"><a class="btn btn-primary" href="/desk/accounts/new">${v.t('开账号', 'Prepare accounts')}</a>${waits ? html` <span class="hint">${v.t(`有${waits}个待安全管理员批准`, `${waits} wait for approval`)}</span>` : ''}</p>
${p.lines.length ? html`<form id="sheets" method="post" action="/desk/accounts/sheets"></form>${table(v, name, columns, p.lines.map(a => html`<tr>${cell(v, columns[0]!, html`<input class="form-check-input" type="checkbox" form="sheets" name="account" value="${a.id}" aria-label="${v.t(`选${v.say(a.name)}`, `Pick ${v.say(a.name)}`)}">`)}<th scope="row">${v.say(a.name)}</th>${cell(v, columns[2]!, postOf(v, a))}${cell(v, columns[3]!, html`<code>${a.login}</code>`)}${cell(v, columns[4]!, stateOf(v, a))}${cell(v, columns[5]!, moment(v, a.lastIn))}${cell(v, columns[6]!, a.state === 'disabled' || a.person === v.who?.person ? '—' : html`<details><summary>${v.t('停用', 'Close')}</summary><form method="post" action="/desk/accounts/${a.id}/disable"><label class="form-label" for="why-${a.id}">${v.t('原因', 'Why')}</label><input class="form-control" id="why-${a.id}" name="why" autocomplete="off" required><button class="btn btn-sm" type="submit">${v.t('停用', 'Close')}</button></form></details>`)}</tr>`))}
<div class="card pad"><p>${v.t('给勾选的人发邀请：每人一张单子，链接只显示一次。已经在用（或停用）的账号会作废旧密码，并要安全管理员重新批准。', 'Invitations for those picked: a sheet each, the link shown once. An account in use or closed loses its password and is approved anew.')}</p><label class="check" for="send"><input class="form-check-input" id="send" name="send" type="checkbox" value="on" form="sheets"><span>${v.t('同时发到登记的手机或邮箱', 'Also send it to the phone or mail entered')}</span></label><p class="go"><button class="btn" type="submit" form="sheets">${v.t('发邀请，打印单子', 'Issue invitations')}</button></p></div>` : html`<p class="card pad">${v.t('还没有账号。', 'There is no account yet.')}</p>`}`,
  })
}

export type PreparePage = { readonly people: readonly Candidate[]; readonly kept: Readonly<Record<string, readonly string[]>>; readonly faults?: readonly Field[] }
const pick: readonly Column[] = [{ head: ['选', 'Pick'] }, { head: ['姓名', 'Name'] }, { head: ['职务', 'Post'] }, { head: ['登录名', 'Login'] }, { head: ['手机或邮箱', 'Phone or mail'] }]
export function preparePage(v: View, p: PreparePage): Html {
  const name = v.t('开账号', 'Prepare accounts'), picked = new Set(p.kept.person ?? [])
  const bad = (id: string) => raw(faultOf(p.faults, id) ? ' aria-invalid="true"' : '')
  return page(v, {
    title: name, face: 'desk', here: '/desk/accounts',
    body: html`<h1>${name}</h1><p class="lead">${v.t('下面是名册里有职务、还没有账号的人。登录名已经拟好，可以改。代表要写手机号或邮箱，好收验证码。', 'People of the register with a post and no account. Logins are proposed. A deputy needs a telephone or mail for the codes.')}</p>${summary(v, p.faults)}
${p.people.length ? html`<form method="post" action="/desk/accounts" novalidate>${table(v, name, pick, p.people.map(x => html`<tr>${cell(v, pick[0]!, html`<input class="form-check-input" type="checkbox" id="pick-${x.person}" name="person" value="${x.person}"${raw(picked.has(x.person) ? ' checked' : '')} aria-label="${v.t(`选${v.say(x.name)}`, `Pick ${v.say(x.name)}`)}">`)}<th scope="row">${v.say(x.name)} <small>${v.say(wordOf(kindWords, x.kind))}</small></th>${cell(v, pick[2]!, postOf(v, x))}${cell(v, pick[3]!, html`<input class="form-control short" id="login-${x.person}" name="login.${x.person}" value="${p.kept[`login.${x.person}`]?.[0] ?? x.login}" autocomplete="off" autocapitalize="none" aria-label="${v.t(`${v.say(x.name)}的登录名`, `Login of ${v.say(x.name)}`)}"${bad(`login.${x.person}`)}>`)}${cell(v, pick[4]!, html`<input class="form-control short" id="contact-${x.person}" name="contact.${x.person}" value="${p.kept[`contact.${x.person}`]?.[0] ?? ''}" ${raw(x.imported ? ` placeholder="${x.imported}"` : '')} autocomplete="off" aria-label="${v.t(`${v.say(x.name)}的手机或邮箱`, `Phone or mail of ${v.say(x.name)}`)}"${bad(`contact.${x.person}`)}>`)}</tr>`))}
<p class="go"><button class="btn btn-primary" type="submit">${v.t('给勾选的人开账号', 'Prepare for those picked')}</button> <button class="btn" type="submit" name="all" value="1">${v.t(`全部${p.people.length}人都开`, `Prepare all ${p.people.length}`)}</button></p></form>` : html`<p class="card pad">${v.t('名册里有职务的人都有账号了。新来的人，先列入名册、登记职务。', 'Everybody with a post has an account. Somebody new is entered into the register first.')}</p>`}`,
  })
}

/** One sheet a person, to be cut apart and handed over; told once. */
export const sheetsPage = (v: View, p: { readonly sheets: readonly Sheet[]; readonly site: string }): Html => page(v, {
  title: v.t('邀请单', 'Invitations'), face: 'desk', here: '/desk/accounts', narrow: true,
  body: html`<p class="over no-print"><a href="/desk/accounts">${v.t('← 回到账号', '← Back to accounts')}</a></p><h1>${v.t('邀请单', 'Invitations')}</h1><p class="lead no-print">${v.t('打印后裁开，当面交给本人。链接只在这一页显示；关掉就看不到了，要再发一次。', 'Print, cut apart, hand over in person. The links are shown on this page only.')}</p>
${p.sheets.length ? p.sheets.map(s => html`<section class="card pad sheet"><h2>${v.say(s.name)}</h2><p>${postOf(v, s)}</p><p>${v.t('登录名', 'Login')} <code>${s.login}</code></p><p>${v.t('打开这个网址，按提示设置：', 'Open this address and follow it:')}</p><p><code class="link">${p.site}/invite/${s.token}</code></p><p class="hint">${v.t(`${moment(v, s.expires)}前有效，只能用一次，不要转给别人。`, `Good until ${moment(v, s.expires)}, once; do not pass it on.`)}${s.waits ? v.t(' 安全管理员批准以后才能用。', ' It opens once the security administrator has approved it.') : ''}${s.sent ? v.t(' 已经同时发到登记的手机（邮箱）。', ' Also sent to the phone or mail entered.') : ''}</p></section>`) : html`<p class="card pad">${v.t('没有可以发邀请的人：自己的账号、没有职务的人不能发。', 'Nobody to invite: not oneself, nor anybody without a post.')}</p>`}`,
})
