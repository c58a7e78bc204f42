/** The frame of every page: head, skip link, the sample band, the face's own header, one main with one h1, the footer. */
import { clock, html, raw, type Html, type View, withParam } from '#pages/view.ts'
import { keysDialog } from '#pages/desk/key-list.ts'
import { mark } from '#pages/parts/icons.ts'
import { posts } from '#procedures/posts.ts'

export type Face = 'portal' | 'deputy' | 'desk'
export type Frame = { readonly title: string; readonly face: Face; readonly body: Html; readonly here?: string; readonly narrow?: boolean; readonly noindex?: boolean; /** The feed of what this page shows. */ readonly feed?: string; /** An official paper: whoever prints it is written down instead, and nothing of ours goes onto it. */ readonly sheet?: true; /** A wide table: printed across the sheet. */ readonly landscape?: true; readonly islands?: readonly ('filter' | 'preview' | 'drafts' | 'ticks' | 'cells' | 'alike')[] }

type AdminPost = NonNullable<NonNullable<View['who']>['admin']>
type NavItem = readonly [href: string, zh: string, en: string]
const navs: Readonly<Record<Face, readonly NavItem[]>> = {
  portal: [['/', '首页', 'Home'], ['/raise', '我要反映问题', 'Raise a request'], ['/status', '查进度', 'Progress'], ['/stations', '联络站', 'Stations'], ['/deputies', '人大代表', 'Deputies'], ['/published', '办理结果', 'Results'], ['/figures', '数字', 'Figures']],
  deputy: [['/deputy', '等我办的', 'Waiting for me'], ['/deputy/suggestions', '我的建议', 'My suggestions'], ['/desk/list', '事项清单', 'Matters'], ['/desk/new', '登记', 'Enter']],
  desk: [['/desk', '待办', 'Inbox'], ['/desk/list', '事项清单', 'Matters'], ['/desk/new', '登记', 'Enter'], ['/desk/days', '接待日', 'Days'], ['/desk/calendar', '日历', 'Calendar'], ['/desk/workload', '承办情况', 'Workload'], ['/desk/register', '名册', 'Register'], ['/desk/figures', '数字', 'Figures']],
}
/** The three who run the system handle no matter: each has the pages of that work and no others. */
const adminNavs: Readonly<Record<AdminPost, readonly NavItem[]>> = {
  systemAdmin: [['/desk/accounts', '账号', 'Accounts'], ['/desk/accounts/new', '开账号', 'Prepare'], ['/desk/register', '名册', 'Register'], ['/desk/import', '导入', 'Import'], ['/desk/messages', '通知发送', 'Messages'], ['/account', '我的账号', 'My account']],
  securityAdmin: [['/desk/security', '账号审批', 'Approvals'], ['/desk/security/policy', '登录规定', 'Rules'], ['/desk/security/admins', '管理员任免', 'Administrators'], ['/desk/views', '查看记录', 'Looks'], ['/desk/processing', '信息处理登记', 'Processing'], ['/account', '我的账号', 'My account']],
  auditAdmin: [['/desk/logs', '登录日志', 'Sign-ins'], ['/desk/logs/acts', '管理员操作', 'Acts'], ['/desk/logs/exports', '导出记录', 'Exports'], ['/account', '我的账号', 'My account']],
}
export const adminHome: Readonly<Record<AdminPost, string>> = { systemAdmin: '/desk/accounts', securityAdmin: '/desk/security', auditAdmin: '/desk/logs' }

/** The whole document. */
export function page(v: View, f: Frame): Html {
  const face: Face = f.face === 'desk' && v.who?.face === 'deputy' ? 'deputy' : f.face
  const name = v.congress ? v.say(v.congress.name) : ''
  return html`<!doctype html>
<html lang="${v.lang === 'zh' ? 'zh-CN' : 'en'}"${raw(v.big ? ' class="big"' : '')} data-bs-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${f.title} · ${v.t('回音', 'Huiyin')}</title>
${f.noindex === false ? '' : raw('<meta name="robots" content="noindex, nofollow">')}
${f.feed ? html`<link rel="alternate" type="application/atom+xml" href="${f.feed}" title="${f.title}">
` : ''}<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="${v.assets.css}">
<script type="module" src="${v.assets.sending}"></script>
<script type="module" src="${v.assets.menu}"></script>
${(f.islands ?? []).map(i => html`<script type="module" src="${v.assets[i]}"></script>`)}
${face === 'desk' && v.who ? html`<script type="module" src="${v.assets.keys}"></script>` : ''}
</head>
<body class="face-${face}${v.who ? '' : ' guest'}${f.sheet ? ' sheet-only' : ''}${f.landscape ? ' across' : ''}">
<a class="skip" href="#main">${v.t('跳到正文', 'Skip to the content')}</a>
<header class="top">
  ${v.congress?.sample ? band(v) : ''}
  ${v.who ? printHead(v) : ''}
  <div class="wrap top-in">
    <a class="brand" href="${v.who ? (v.who.face === 'deputy' ? '/deputy' : '/desk') : '/'}">${mark()}<span><b>${v.t('回音', 'Huiyin')}</b>${name ? html`<small>${name}</small>` : ''}</span></a>
    ${nav(v, face, f.here)}
    ${tools(v, face)}
  </div>
</header>
<main id="main" class="wrap${f.narrow ? ' narrow' : ''}" tabindex="-1">
${f.body}
</main>
<footer class="foot">
  <div class="wrap">
    <p>${v.t('本系统为非涉密系统，涉密不上网。', 'This system is not for state secrets; nothing secret goes online.')}</p>
    <p>${v.t('每个声音都有回音，每个数字都能点开到记录。', 'Every voice is answered; every number opens to its records.')}</p>
    <p class="foot-links"><a href="/about">${v.t('关于本系统', 'About this system')}</a> <a href="/privacy">${v.t('个人信息怎么用', 'Your particulars')}</a> <a href="/lost">${v.t('回执丢了怎么办', 'Lost receipt')}</a>${v.who ? html` <a href="/desk/notices">${v.t('通知', 'Notices')}</a>${v.who.posts.some(p => p.kind === 'systemAdmin') ? html` <a href="/desk/messages">${v.t('通知发送', 'Messages')}</a>` : ''}` : html` <a class="staff-foot" href="/signin">${v.t('工作人员入口', 'Staff')}</a>`}</p>
  </div>
</footer>
${face === 'desk' && v.who ? keysDialog(v) : ''}${v.who && face !== 'portal' && !f.sheet ? watermark(v) : ''}
</body>
</html>`
}

/**
 * Whose screen or paper it is, over the whole page and every printed one, so that a forwarded picture says where it came from.
 * Drawn, not a background: browsers leave backgrounds off the paper. No script and no inline style.
 */
const watermark = (v: View): Html => html`<svg class="watermark" aria-hidden="true" focusable="false"><defs><pattern id="wm" width="420" height="220" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)"><text x="10" y="60">${v.say(v.who!.name)} ${v.say(v.who!.organName)}</text><text x="10" y="86">${v.today} ${v.now ? clock(v.now) : ''}</text></pattern></defs><rect width="100%" height="100%" fill="url(#wm)"></rect></svg>`

/** On paper, in place of the menus: whose paper it is, who printed it and when. */
const printHead = (v: View): Html => html`<p class="print-head">${v.congress ? v.say(v.congress.name) : ''} · ${v.t('打印人', 'Printed by')} ${v.say(v.who!.name)}${v.t('（', ' (')}${v.say(v.who!.organName)}${v.t('）', ')')}${v.now ? ` · ${v.today} ${clock(v.now)}` : ''}</p>`

const band = (v: View): Html => html`<div class="band" ><div class="wrap"><b>${v.t('示例数据', 'Sample data')}</b> <span>${v.t('内容均为虚构', 'all of it invented')}${v.today ? v.t(` · 示例时钟 ${v.today}`, ` · sample clock ${v.today}`) : ''}</span></div></div>`

/** Those who keep watch handle nothing: their menu is what they watch. */
const watch: Readonly<Record<string, readonly NavItem[]>> = {
  auditor: [['/desk/audit', '疑点清单', 'Doubtful points'], ['/desk/list', '事项清单', 'Matters'], ['/desk/processing', '信息处理登记', 'Processing'], ['/desk/figures', '数字', 'Figures']],
}
/** Whoever has a mandate and a desk goes from one to the other; nobody else is shown a second face. */
function otherFace(v: View, face: Face): readonly NavItem[] {
  const own = v.who?.posts ?? [], both = own.some(p => posts[p.kind]?.face === 'deputy') && own.some(p => posts[p.kind]?.face === 'desk')
  return !both || face === 'portal' ? [] : face === 'desk' ? [['/deputy', '代表履职', 'As a deputy']] : [['/desk', '单位工作', 'My desk']]
}
/** Their own menu where that is their chief post; beside the usual one where they do other work too. */
function itemsOf(v: View, face: Face): readonly NavItem[] {
  const [first, ...rest] = workOf(v, face), other = otherFace(v, face)
  // A desk has more than a phone's screen shows at once: the other face stands where it is seen.
  return !first ? other : face === 'desk' ? [first, ...other, ...rest] : [first, ...rest, ...other]
}
function workOf(v: View, face: Face): readonly NavItem[] {
  if (v.who?.admin && face === 'desk') return adminNavs[v.who.admin]
  const own = face === 'desk' ? (v.who?.posts ?? []).flatMap(p => watch[p.kind] ?? []) : []
  if (!own.length) return navs[face]
  const works = v.who!.posts.some(p => !watch[p.kind])
  return [...new Map([...(works ? navs[face] : []), ...own].map(i => [i[0], i])).values()]
}
const nav = (v: View, face: Face, here?: string): Html => html`<nav class="menu" aria-label="${v.t('主要栏目', 'Main')}"><ul>${itemsOf(v, face).map(([href, zh, en]) => html`<li><a href="${href}"${raw(here === href ? ' aria-current="page"' : '')}>${v.t(zh, en)}</a></li>`)}</ul></nav>`

function tools(v: View, face: Face): Html {
  const other = v.lang === 'zh' ? 'en' : 'zh'
  return html`<div class="tools">
  ${face === 'desk' && v.who && !v.who.admin ? html`<form class="find" action="/desk/find" role="search" aria-label="${v.t('按编号查找', 'Find by number')}"><label class="visually-hidden" for="find">${v.t('按六位编号查找', 'Find by six digits')}</label><input class="form-control" id="find" name="q" inputmode="numeric" autocomplete="off" placeholder="${v.t('六位编号', 'Six digits')}"><button class="btn" type="submit">${v.t('查找', 'Find')}</button></form>` : ''}
  <a href="${withParam(v.path, 'lang', other)}" lang="${other === 'en' ? 'en' : 'zh-CN'}" hreflang="${other === 'en' ? 'en' : 'zh-CN'}">${other === 'en' ? 'English' : '中文'}</a>
  <a href="${withParam(v.path, 'big', v.big ? '0' : '1')}">${v.big ? v.t('普通字', 'Normal type') : v.t('大字版', 'Large type')}</a>
  ${v.who ? html`<a class="me" href="/account" title="${v.t('我的账号', 'My account')}"><b>${v.say(v.who.name)}</b> <small>${v.say(v.who.organName)}</small></a><form method="post" action="/signout"><button class="btn btn-sm" type="submit">${v.t('退出', 'Sign out')}</button></form>`
    : html`<a class="staff" href="/signin">${v.t('工作人员入口', 'Staff')}</a>`}
</div>`
}
