/** The steps of coming in: password, code, second factor and setting it up, a password that is due. */
import { html, type Html, raw, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { hidden, input, passwordHint, summary } from '#pages/accounts/parts.ts'
import type { Field } from '#service/accounts/views.ts'
import type { Label } from '#loop/words.ts'

/** What is carried through the steps: where to go after, and a form that was sent without a session, its words sealed for its writer. */
export type Carried = { readonly next: string; readonly resume_path?: string; readonly resume_body?: string }
const carry = (k: Carried): Html => hidden({ next: k.next, resume_path: k.resume_path, resume_body: k.resume_body })
const frame = (v: View, title: string, body: Html): Html => page({ ...v, who: undefined }, { title, face: 'portal', narrow: true, body })
const cut = (v: View, k: Carried): Html | '' => (k.resume_path ? html`<div class="alert alert-warning" role="status"><p>${v.t('登录已过期。刚才写的内容还在，写的人自己登录后会放回原来的表单里；换了别人登录，就不保留了。', 'The session has ended. What was written is kept and returns to its form once its writer is signed in; when somebody else signs in it is dropped.')}</p></div>` : '')

export type SignInPage = { readonly carried: Carried; readonly login?: string; readonly faults?: readonly Field[]; readonly oidc: string | null; readonly trusted?: Label | undefined; readonly saying?: Label }
export const signInReal = (v: View, p: SignInPage): Html => frame(v, v.t('登录', 'Sign in'), html`<h1>${v.t('登录', 'Sign in')}</h1>${cut(v, p.carried)}${p.saying ? html`<div class="alert" role="status"><p>${v.say(p.saying)}</p></div>` : ''}${summary(v, p.faults)}
${p.trusted ? html`<form class="card pad" method="post" action="/signin/trusted">${carry(p.carried)}<p>${v.t(`这部手机已经认得您：${v.say(p.trusted)}`, `This phone knows you: ${v.say(p.trusted)}`)}</p><p class="go"><button class="btn btn-primary" type="submit">${v.t('直接进入', 'Enter')}</button></p></form>` : ''}
<form class="card pad" method="post" action="/signin" novalidate>${carry(p.carried)}
${input(v, { id: 'login', label: ['登录名', 'Login'], value: p.login ?? '', complete: 'username' })}
${input(v, { id: 'password', label: ['密码', 'Password'], type: 'password', complete: 'current-password' })}
<p class="go"><button class="btn${p.trusted ? '' : ' btn-primary'}" type="submit">${v.t('登录', 'Sign in')}</button></p>
<p class="hint">${v.t('忘了密码：请找本单位的系统管理员重新发邀请。', 'Forgot the password: ask the system administrator for a new invitation.')}</p></form>
<section class="card pad" aria-labelledby="other"><h2 id="other">${v.t('其他方式', 'Other ways')}</h2><p><a class="btn" href="/signin/code${p.carried.next ? `?next=${encodeURIComponent(p.carried.next)}` : ''}">${v.t('我是代表，用验证码登录', 'I am a deputy: sign in by a code')}</a></p>${p.oidc ? html`<p><a class="btn" href="/signin/oidc${p.carried.next ? `?next=${encodeURIComponent(p.carried.next)}` : ''}">${v.t(`用${p.oidc}登录`, `Sign in with ${p.oidc}`)}</a></p>` : ''}</section>`)

export const secondPage = (v: View, p: { readonly carried: Carried; readonly faults?: readonly Field[] }): Html => frame(v, v.t('动态验证码', 'Second factor'), html`<h1>${v.t('再输一次动态验证码', 'Now the second factor')}</h1>${cut(v, p.carried)}${summary(v, p.faults)}
<form class="card pad" method="post" action="/signin/second" novalidate>${carry(p.carried)}
${input(v, { id: 'code', label: ['手机验证器上的六位数字', 'The six digits of your authenticator'], complete: 'one-time-code', short: true, hint: ['手机不在身边，就输一个备用码（十个字母数字，用一个少一个）。', 'Without the phone, give one of your recovery codes (ten letters; each is good once).'] })}
<p class="go"><button class="btn btn-primary" type="submit">${v.t('进入', 'Enter')}</button> <button class="btn" type="submit" formaction="/signout">${v.t('换个账号', 'Another account')}</button></p>
<p class="hint">${v.t('手机和备用码都没有了：请找安全管理员清除，再重新设。', 'Neither phone nor codes: ask the security administrator to reset it.')}</p></form>`)

export type EnrolPage = { readonly carried: Carried; readonly secret: string; readonly sealed: string; readonly qr: string; readonly login: string; readonly faults?: readonly Field[]; readonly action: string; readonly replaces?: boolean }
export const enrolPage = (v: View, p: EnrolPage): Html => frame(v, v.t('设置动态验证码', 'Set up the second factor'), html`<h1>${v.t('设置动态验证码', 'Set up the second factor')}</h1><p class="lead">${v.t('以后登录，除了密码还要手机上的六位数字；密码被人知道了，也进不来。', 'From now on signing in takes your password and six digits of your phone: a password somebody has seen is not enough.')}</p>${summary(v, p.faults)}
<form class="card pad" method="post" action="${p.action}" novalidate>${carry(p.carried)}${hidden({ sealed: p.sealed })}
${p.replaces ? input(v, { id: 'present', label: ['先输现在这部手机上的六位数字，或一个备用码', 'First a code of the present phone, or a recovery code'], complete: 'one-time-code', short: true }, p.faults) : ''}
<ol class="setup-steps"><li><p>${v.t('在手机上装一个验证器（应用市场搜“身份验证器”，不用联网）。', 'Install an authenticator on your phone; it needs no network.')}</p></li>
<li><p>${v.t('在验证器里扫这个码：', 'Scan this with it:')}</p><div class="qr">${raw(p.qr)}</div><p>${v.t('扫不了就手工输入：账号', 'Or type it in: account')} <code>${p.login}</code>${v.t('，密钥', ', secret')} <code class="secret">${p.secret.replace(/(.{4})/g, '$1 ').trim()}</code></p></li>
<li>${input(v, { id: 'code', label: ['把手机上现在的六位数字填在这里', 'Give the six digits it shows now'], mode: 'numeric', complete: 'one-time-code', short: true }, p.faults)}</li></ol>
<p class="go"><button class="btn btn-primary" type="submit">${v.t('确定', 'Confirm')}</button></p></form>`)

/** Ten codes, shown this once. */
export const recoveryPage = (v: View, p: { readonly carried: Carried; readonly codes: readonly string[]; readonly login: string; readonly own?: boolean }): Html => page(p.own ? v : { ...v, who: undefined }, {
  title: v.t('备用码', 'Recovery codes'), face: p.own && v.who ? v.who.face : 'portal', narrow: true,
  body: html`<h1>${v.t('抄下或打印这十个备用码', 'Write down or print these ten codes')}</h1><p class="lead">${v.t('手机丢了、坏了的时候用，每个只能用一次。只在这一页显示，离开就看不到了；不要存在这台电脑上。', 'For the day the phone is lost or broken; each is good once. They are shown on this page only. Do not keep them on this computer.')}</p>
<section class="card pad"><p>${v.t('账号', 'Account')} <code>${p.login}</code></p><ol class="codes">${p.codes.map(c => html`<li><code>${c}</code></li>`)}</ol></section>
<form method="post" action="/signin/on">${carry(p.carried)}<p class="go no-print"><button class="btn btn-primary" type="submit">${v.t('我已经存好了，继续', 'I have kept them; go on')}</button></p></form>`,
})

export const duePage = (v: View, p: { readonly carried: Carried; readonly faults?: readonly Field[] }): Html => frame(v, v.t('换密码', 'Change the password'), html`<h1>${v.t('请先换一个密码', 'Please change your password first')}</h1>${cut(v, p.carried)}${summary(v, p.faults)}
<form class="card pad" method="post" action="/signin/password" novalidate>${carry(p.carried)}${passwordFields(v, p.faults)}<p class="go"><button class="btn btn-primary" type="submit">${v.t('换好，进入', 'Change and enter')}</button></p></form>`)
export const passwordFields = (v: View, faults?: readonly Field[]): Html => html`${input(v, { id: 'old', label: ['现在的密码', 'The password as it is'], type: 'password', complete: 'current-password' }, faults)}${newPassword(v, faults)}`
export const newPassword = (v: View, faults?: readonly Field[]): Html => html`${input(v, { id: 'password', label: ['新密码', 'A new password'], type: 'password', complete: 'new-password', hint: passwordHint }, faults)}${input(v, { id: 'again', label: ['再输一遍', 'Once more'], type: 'password', complete: 'new-password' }, faults)}`

/** A deputy's way in: who, then the six digits that were sent. */
export const codePage = (v: View, p: { readonly carried: Carried; readonly name: string; readonly sent: boolean; readonly trustDays?: number; readonly faults?: readonly Field[] }): Html => frame(v, v.t('验证码登录', 'Sign in by a code'), html`<h1>${v.t('代表用验证码登录', 'Deputies sign in by a code')}</h1>${summary(v, p.faults)}
${p.sent ? html`<form class="card pad" method="post" action="/signin/code" novalidate>${carry(p.carried)}${hidden({ name: p.name })}<p role="status">${v.t('如果这个手机号（登录名）有账号，验证码已经发出，10分钟内有效。', 'If there is an account with this number or login, a code is on its way; it is good for ten minutes.')}</p>
${input(v, { id: 'code', label: ['六位验证码', 'The six digits'], mode: 'numeric', complete: 'one-time-code', short: true }, p.faults)}
<label class="check" for="trust"><input class="form-check-input" id="trust" name="trust" type="checkbox" value="on"><span>${v.t('这是我自己的手机，30天内不用再输验证码', 'This is my own phone: no code for 30 days')}</span></label>
<p class="go"><button class="btn btn-primary" type="submit">${v.t('进入', 'Enter')}</button></p></form>
<form method="post" action="/signin/code">${carry(p.carried)}${hidden({ name: p.name, again: '1' })}<p class="go"><button class="btn" type="submit">${v.t('没收到，重新发', 'Send it again')}</button> <a class="btn" href="/signin/code">${v.t('换个号码', 'Another number')}</a></p></form>`
  : html`<form class="card pad" method="post" action="/signin/code" novalidate>${carry(p.carried)}${input(v, { id: 'name', label: ['手机号或登录名', 'Mobile number or login'], value: p.name, complete: 'tel' }, p.faults)}<p class="go"><button class="btn btn-primary" type="submit">${v.t('发验证码', 'Send a code')}</button></p></form>
<p class="hint">${v.t('第一次来：请用工作人员发给您的邀请链接。', 'The first time: use the invitation link you were given.')} <a href="/signin">${v.t('工作人员登录', 'Staff sign in here')}</a></p>`}`)
