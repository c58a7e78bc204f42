/** The pages behind one-time links: an invitation, and the first setting up of an office. */
import { html, type Html, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import { newPassword } from '#pages/accounts/enter.ts'
import { input, moment, summary } from '#pages/accounts/parts.ts'
import type { Field, InvitationView, SetupDone, SetupInput } from '#service/accounts/views.ts'
import type { Label } from '#loop/words.ts'

export type InvitePage = { readonly token: string; readonly view: InvitationView; readonly contact?: string; readonly trust?: boolean; readonly faults?: readonly Field[] }
const frame = (v: View, title: string, body: Html): Html => page({ ...v, who: undefined }, { title, face: 'portal', narrow: true, body })

export function invitePage(v: View, p: InvitePage): Html {
  const { view: i } = p, hello = html`<h1>${v.t(`${v.say(i.name)}，您好`, `Welcome, ${v.say(i.name)}`)}</h1><p class="lead">${v.say(i.post)} · ${v.t('登录名', 'login')} <code>${i.login}</code></p>`
  if (i.state === 'waiting') return frame(v, v.t('邀请', 'Invitation'), html`${hello}<div class="alert alert-warning" role="status"><p>${v.t('账号还在等安全管理员批准。批准以后，再打开这个链接就能设置登录；链接不会因为现在打开过而失效。', 'The account still waits for the security administrator. Once it is approved, open this link again; opening it now has not used it up.')}</p></div>`)
  return frame(v, v.t('邀请', 'Invitation'), html`${hello}${summary(v, p.faults)}<form class="card pad" method="post" action="/invite/${p.token}" novalidate>
${i.kind === 'staff' ? html`<h2>${v.t('设一个密码', 'Choose a password')}</h2>${newPassword(v, p.faults)}<p class="go"><button class="btn btn-primary" type="submit">${v.t('设好，下一步', 'Next')}</button></p>`
  : html`<p>${v.t('以后每次登录，验证码发到您的手机（或邮箱），不用记密码。', 'Whenever you sign in a code is sent to your phone or mail; there is no password to remember.')}</p>${input(v, { id: 'contact', label: ['手机号（或邮箱）', 'Mobile number (or mail)'], value: p.contact ?? i.phone ?? i.mail ?? '', complete: 'tel' }, p.faults)}
<label class="check" for="trust"><input class="form-check-input" id="trust" name="trust" type="checkbox" value="on"><span>${v.t(`这是我自己的手机，${i.trustDays}天内不用再输验证码`, `This is my own phone: no code for ${i.trustDays} days`)}</span></label><p class="go"><button class="btn btn-primary" type="submit">${v.t('进入', 'Enter')}</button></p>`}</form>
${i.oidc ? html`<p class="go"><a class="btn" href="/invite/${p.token}/oidc">${v.t(`不设密码，用${i.oidc}`, `No password: use ${i.oidc}`)}</a></p>` : ''}`)
}

export type SetupPage = { readonly token: string; readonly congress: Label | null; readonly kept: Partial<SetupInput>; readonly faults?: readonly Field[] }
const roles = [['systemAdmin', ['系统管理员（就是您）', 'System administrator (you)'], ['开账号、管名册、导入、改设置', 'Prepares accounts, keeps the register, imports, sets settings']], ['securityAdmin', ['安全管理员', 'Security administrator'], ['批准账号、解锁、定登录规定、任免管理员', 'Approves accounts, unlocks, sets the rules, names administrators']], ['auditAdmin', ['审计管理员', 'Audit administrator'], ['看登录日志、管理员操作、导出记录', 'Reads the logs']]] as const

/** One page, three parts: the office, its three administrators, one's own password. */
export function setupPage(v: View, p: SetupPage): Html {
  const k = p.kept, f = p.faults
  return frame(v, v.t('首次设置', 'First setup'), html`<h1>${v.t('首次设置', 'First setup')}</h1><p class="lead">${v.t('三步，都在这一页：本级人大、三位管理员、您的密码。这个链接用过就失效。', 'Three parts on one page: the congress, its three administrators, your password. The link is good once.')}</p>${summary(v, f)}
<form method="post" action="/setup/${p.token}" novalidate>
<section class="card pad" aria-labelledby="s1"><h2 id="s1">${v.t('一、本级人大', '1. The congress')}</h2>${p.congress ? html`<p>${v.t('已经建好：', 'Created already: ')}<b>${v.say(p.congress)}</b></p>` : html`
${input(v, { id: 'name', label: ['名称', 'Name'], value: k.name ?? '', hint: ['如：某某县人大常委会', 'As it stands on its door'] }, f)}
${input(v, { id: 'short', label: ['简称（系统内部用，建立后不改）', 'Short id, never changed'], value: k.short ?? '', short: true, hint: ['2到8个大写字母或数字，如 LX', '2 to 8 capitals or digits, such as LX'] }, f)}
<div class="two">${input(v, { id: 'area', label: ['本级称谓', 'What it is called'], value: k.area ?? '县', short: true, hint: ['区、县、市、旗', '区, 县, 市, 旗'] }, f)}${input(v, { id: 'placeWord', label: ['基层称谓', 'What its places are called'], value: k.placeWord ?? '乡镇（街道）', short: true, hint: ['乡镇、街道（镇）……', '乡镇, 街道（镇） …'] }, f)}</div>${input(v, { id: 'since', label: ['本届人大从哪天起', 'First day of the present term'], value: k.since ?? '', type: 'date', short: true, hint: ['人大、常委会、代工委从这天起列入名册；代表的当选日期不能早于它', 'The congress and its committees stand in the register from this day; no deputy can be elected before it'] }, f)}`}
<div class="two">${input(v, { id: 'standing', label: ['常委会', 'Standing committee'], value: k.standing ?? '县人大常委会' }, f)}${input(v, { id: 'affairs', label: ['代表工作委员会', 'Deputy affairs committee'], value: k.affairs ?? '县人大代工委' }, f)}</div></section>
<section class="card pad" aria-labelledby="s2"><h2 id="s2">${v.t('二、三位管理员', '2. The three administrators')}</h2><p class="hint">${v.t('必须是三个人，谁也不能做另一位的事；管理员不办事项。', 'Three persons; none can do another’s work, and none handles matters.')}</p>
${roles.map(([id, label, does]) => html`<fieldset class="field"><legend class="form-label">${v.say(label)}</legend><p class="hint">${v.say(does)}</p><div class="two">${input(v, { id: `${id}.name`, label: ['姓名', 'Name'], value: k.people?.[id].name ?? '', complete: id === 'systemAdmin' ? 'name' : 'off' }, f)}${input(v, { id: `${id}.login`, label: ['登录名', 'Login'], value: k.people?.[id].login ?? '', complete: id === 'systemAdmin' ? 'username' : 'off' }, f)}</div></fieldset>`)}</section>
<section class="card pad" aria-labelledby="s3"><h2 id="s3">${v.t('三、您的密码', '3. Your password')}</h2>${newPassword(v, f)}<p class="hint">${v.t('下一步设动态验证码，请把手机拿在手边。', 'The second factor comes next: have your phone at hand.')}</p></section>
<p class="go"><button class="btn btn-primary" type="submit">${v.t('建立', 'Set up')}</button></p></form>`)
}

export const setupDone = (v: View, p: { readonly links: SetupDone['links']; readonly site: string }): Html => frame(v, v.t('首次设置', 'First setup'), html`<h1>${v.t('建好了，还有两个链接要交出去', 'Done; two links to hand over')}</h1><p class="lead">${v.t('请当面（或用可靠的方式）交给本人。只在这一页显示一次，用过就失效。', 'Hand them over in person. They are shown on this page only, and each is good once.')}</p>
${p.links.map(l => html`<section class="card pad"><h2>${v.say(l.post)}：${l.name}</h2><p>${v.t('登录名', 'Login')} <code>${l.login}</code></p><p><code class="link">${p.site}/invite/${l.token}</code></p><p class="hint">${v.t(`${moment(v, l.expires)}前有效`, `good until ${moment(v, l.expires)}`)}</p></section>`)}
<p class="go no-print"><a class="btn btn-primary" href="/signin/enrol?next=/desk">${v.t('已经记下，下一步设动态验证码', 'Noted; now the second factor')}</a></p>`)
/** A link that opens nothing: used, run out, or never was. */
export const deadLink = (v: View): Html => frame(v, v.t('链接不能用', 'This link opens nothing'), html`<section class="card pad oops"><h1>${v.t('这个链接不能用', 'This link opens nothing')}</h1><p>${v.t('它已经用过、过期，或者不完整。邀请链接请找系统管理员重新发；已经设好密码的，直接登录即可。', 'It was used, has run out, or is not whole. Ask the system administrator for another; if your password is set, just sign in.')}</p><p class="go"><a class="btn" href="/signin">${v.t('去登录', 'Sign in')}</a></p></section>`)
