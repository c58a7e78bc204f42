/** The security administrator's pages: approving, one account, the rules, who the administrators are. */
import { html, type Html, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { postOf, stateOf } from '#pages/accounts/admin.ts'
import { phoneTable, sessionTable } from '#pages/accounts/own.ts'
import { type Column, cell, faultOf, hidden, input, moment, summary, table, told } from '#pages/accounts/parts.ts'
import type { AccountLine, AccountPage, AdminsView, Field, PolicyView } from '#service/accounts/views.ts'
import type { Label } from '#loop/words.ts'

type Saying = { readonly done?: Label; readonly faults?: readonly Field[] }
const columns: readonly Column[] = [{ head: ['选', 'Pick'] }, { head: ['姓名', 'Name'] }, { head: ['职务', 'Post'] }, { head: ['登录名', 'Login'] }, { head: ['开账号', 'Prepared'] }]
const others: readonly Column[] = [{ head: ['姓名', 'Name'] }, { head: ['职务', 'Post'] }, { head: ['登录名', 'Login'] }, { head: ['状态', 'State'] }, { head: ['动态验证码', 'Second factor'] }, { head: ['最近登录', 'Last in'] }]

export function securityPage(v: View, p: { readonly lines: readonly AccountLine[] } & Saying): Html {
  const waits = p.lines.filter(a => a.state === 'prepared'), rest = p.lines.filter(a => a.state !== 'prepared')
  return page(v, {
    title: v.t('账号审批', 'Approvals'), face: 'desk', here: '/desk/security',
    body: html`<h1>${v.t('账号审批', 'Approvals')}</h1><p class="lead">${v.t('核对姓名、职务和登录名，没有问题再批准；批准以后，他们手里的邀请链接才能用。', 'Check name, post and login before you approve: from then on the invitation lets them in.')}</p>${p.done ? told(v, p.done) : ''}${summary(v, p.faults)}
<h2>${v.t(`待批准（${waits.length}）`, `Waiting (${waits.length})`)}</h2>
${waits.length ? html`<form method="post" action="/desk/security/approve">${table(v, v.t('待批准', 'Waiting'), columns, waits.map(a => html`<tr>${cell(v, columns[0]!, a.person === v.who?.person ? '—' : html`<input class="form-check-input" type="checkbox" name="account" value="${a.id}" aria-label="${v.t(`选${v.say(a.name)}`, `Pick ${v.say(a.name)}`)}" checked>`)}<th scope="row">${v.say(a.name)}</th>${cell(v, columns[2]!, postOf(v, a))}${cell(v, columns[3]!, html`<code>${a.login}</code>`)}${cell(v, columns[4]!, moment(v, a.created))}</tr>`))}<p class="go"><button class="btn btn-primary" type="submit">${v.t('批准勾选的', 'Approve those picked')}</button></p></form>` : html`<p class="card pad">${v.t('没有待批准的账号。', 'None waits.')}</p>`}
<h2>${v.t(`其他账号（${rest.length}）`, `Other accounts (${rest.length})`)}</h2>
${rest.length ? table(v, v.t('其他账号', 'Other accounts'), others, rest.map(a => html`<tr><th scope="row"><a href="/desk/security/${a.id}">${v.say(a.name)}</a></th>${cell(v, others[1]!, postOf(v, a))}${cell(v, others[2]!, html`<code>${a.login}</code>`)}${cell(v, others[3]!, stateOf(v, a))}${cell(v, others[4]!, a.second ? v.t('已设', 'Set up') : '—')}${cell(v, others[5]!, moment(v, a.lastIn))}</tr>`)) : ''}`,
  })
}

export function securityOne(v: View, p: { readonly view: AccountPage } & Saying): Html {
  const { line: a, sessions, phones } = p.view
  const form = (act: string, label: Label, hint: Label, main = false): Html => html`<form class="item" method="post" action="/desk/security/${a.id}/${act}"><p>${v.say(hint)}</p><p class="go"><button class="btn${main ? ' btn-primary' : ''}" type="submit">${v.say(label)}</button></p></form>`
  return page(v, {
    title: v.say(a.name), face: 'desk', here: '/desk/security', narrow: true,
    body: html`<p class="over"><a href="/desk/security">${v.t('← 回到账号审批', '← Back to approvals')}</a></p><h1>${v.say(a.name)}</h1><p class="lead">${postOf(v, a)} · <code>${a.login}</code></p><p>${stateOf(v, a)}</p>${p.done ? told(v, p.done) : ''}${summary(v, p.faults)}
${form('unlock', ['解锁', 'Unlock'], a.lockedUntil ? ['密码错得太多，正在等待。核实是本人后解锁。', 'Too many wrong tries. Unlock once you know who it was.'] : ['没有锁住。解锁会清掉错误次数。', 'Not locked; this clears the count of wrong tries.'], a.lockedUntil !== null)}
${form('second', ['清除动态验证码', 'Reset the second factor'], ['手机丢了、备用码也没有了：当面核实本人后清除，下次登录重新设。', 'Phone and codes are lost: check in person, then reset; it is set up anew at the next sign-in.'])}
${form('change', ['要求换密码', 'Ask for another password'], ['下次登录先换密码。', 'The password is changed first at the next sign-in.'])}
<h2>${v.t('登录中的设备', 'Sign-ins')}</h2>${sessions.length ? sessionTable(v, sessions, s => html`<form method="post" action="/desk/security/${a.id}/sessions"><button class="btn btn-sm" type="submit" name="session" value="${s.id}">${v.t('结束', 'End')}</button></form>`) : html`<p class="hint">${v.t('现在没有登录。', 'Signed in nowhere.')}</p>`}
${phones.length ? phoneTable(v, phones, () => html`—`) : ''}
${form('sessions', ['结束全部登录', 'End every sign-in'], ['所有设备立即退出，免验证码的手机也不再认。', 'Every device is signed out at once, and no phone is trusted any more.'])}`,
  })
}

export function policyPage(v: View, p: { readonly view: PolicyView; readonly kept?: Readonly<Record<string, string>> } & Saying): Html {
  const name = v.t('登录规定', 'Rules of signing in')
  return page(v, {
    title: name, face: 'desk', here: '/desk/security/policy', narrow: true,
    body: html`<h1>${name}</h1><p class="lead">${v.t('改了马上生效；谁改的、改成什么，审计管理员看得到。', 'Changes take effect at once; the audit administrator sees who made them.')}</p>${p.done ? told(v, p.done) : ''}${summary(v, p.faults)}
<form class="card pad" method="post" action="/desk/security/policy" novalidate>${p.view.lines.map(l => { const value = p.kept ? p.kept[l.name] ?? '' : String(l.value), id = l.name.replace('.', '-')
    return l.kind === 'yesNo' ? html`<div class="field"><label class="check" for="${id}"><input class="form-check-input" id="${id}" name="${l.name}" type="checkbox" value="on"${raw((p.kept ? value === 'on' : l.value === true) ? ' checked' : '')}><span>${v.say(l.label)}</span></label></div>`
      : input(v, { id: l.name, label: l.label, value, short: l.kind === 'number', ...(l.kind === 'number' ? { mode: 'numeric' as const } : { optional: true }), ...(l.bounds ? { hint: [`${l.bounds[0]}到${l.bounds[1]}`, `${l.bounds[0]} to ${l.bounds[1]}`] as Label } : {}) }, p.faults) })}
${input(v, { id: 'secret', label: ['统一身份认证的密钥', 'Secret at the identity provider'], type: 'password', optional: true, hint: p.view.hasSecret ? ['已经设了，不显示；留空就不动，写一个减号就清除', 'Set and not shown; leave empty to keep it, write a minus to clear it'] : ['没有设', 'Not set'] }, p.faults)}
<p class="go"><button class="btn btn-primary" type="submit">${v.t('保存', 'Save')}</button></p></form>`,
  })
}

const holders: readonly Column[] = [{ head: ['姓名', 'Name'] }, { head: ['职务', 'Post'] }, { head: ['起始日', 'Since'] }, { head: ['登录名', 'Login'] }]
export function adminsPage(v: View, p: { readonly view: AdminsView; readonly kept?: Readonly<Record<string, string>> } & Saying): Html {
  const name = v.t('管理员任免', 'Administrators'), k = p.kept ?? {}
  const select = (id: string, label: Label, options: readonly { id: string; label: Label }[], empty?: Label): Html => html`<div class="field${faultOf(p.faults, id) ? ' field-bad' : ''}"><label class="form-label" for="${id}">${v.say(label)}</label><select class="form-select" id="${id}" name="${id}">${empty ? html`<option value="">${v.say(empty)}</option>` : ''}${options.map(o => html`<option value="${o.id}"${raw(k[id] === o.id ? ' selected' : '')}>${v.say(o.label)}</option>`)}</select></div>`
  return page(v, {
    title: name, face: 'desk', here: '/desk/security/admins', narrow: true,
    body: html`<h1>${name}</h1><p class="lead">${v.t('系统、安全、审计三位管理员各是一个人，不兼任，也不办事项。每种最好有两个人，一位休假时另一位能顶上。', 'Three administrators, three persons, no other post. Two of each is wise: one may be away.')}</p>${p.done ? told(v, p.done) : ''}${summary(v, p.faults)}
${table(v, name, holders, p.view.holders.map(h => html`<tr><th scope="row">${v.say(h.name)}</th>${cell(v, holders[1]!, v.say(h.post))}${cell(v, holders[2]!, h.since)}${cell(v, holders[3]!, h.login ? html`<code>${h.login}</code>` : v.t('还没有账号', 'no account yet'))}</tr>`))}
<form class="card pad" method="post" action="/desk/security/admins" novalidate>${hidden({ _key: v.newKey() })}<h2>${v.t('任命', 'Name one')}</h2>
${select('kind', ['哪一种', 'Which post'], [{ id: 'systemAdmin', label: ['系统管理员', 'System administrator'] }, { id: 'securityAdmin', label: ['安全管理员', 'Security administrator'] }, { id: 'auditAdmin', label: ['审计管理员', 'Audit administrator'] }])}
${select('person', ['名册里的人（没有其他职务的）', 'Somebody of the register without a post'], p.view.free, ['不选，写新的姓名', 'Nobody: a new name'])}
${input(v, { id: 'newName', label: ['或者：新的姓名', 'Or: a new name'], value: k.newName ?? '', optional: true })}
${select('organ', ['任职单位', 'Organ'], p.view.organs)}
<p class="hint">${v.t('任命以后，由系统管理员开账号，您再批准。', 'The system administrator then prepares the account, and you approve it.')}</p><p class="go"><button class="btn btn-primary" type="submit">${v.t('任命', 'Name')}</button></p></form>`,
  })
}
