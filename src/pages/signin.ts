/** Sign-in of a sample congress: choose one of the ready people. */
import { html, type Html, type View } from '#pages/view.ts'
import { page } from '#pages/page.ts'
import type { Label } from '#loop/words.ts'
import type { ReadyPerson } from '#service/views.ts'

/** A form that was sent without a session: kept here, its words sealed, until its writer is signed in. */
export type Resume = { readonly path: string; readonly body: string }
const groups: readonly (readonly [ReadyPerson['group'], Label])[] = [['station', ['联络站', 'Liaison stations']], ['district', ['区人大代工委', 'Deputy affairs committee']], ['organ', ['承办单位', 'Handling organs']], ['deputy', ['代表', 'Deputies']], ['auditor', ['监督检查人员', 'Auditors']], ['admin', ['管理员', 'Administrators']]]

/** So many of a group at once; the rest one tap away. */
const inSight = 24

export function signIn(v: View, people: readonly ReadyPerson[], o: { q: string; next: string; resume?: Resume | undefined }): Html {
  const shown = people.filter(p => !o.q || [p.name, p.post, p.organ].some(l => l.some(s => s.toLowerCase().includes(o.q.toLowerCase()))))
  const kept = o.resume ? html`<input type="hidden" name="resume_path" value="${o.resume.path}"><input type="hidden" name="resume_body" value="${o.resume.body}">` : ''
  const cards = (list: readonly ReadyPerson[]) => html`<ul class="people">${list.map(p => html`<li><button class="person" type="submit" name="person" value="${p.id}"><b>${v.say(p.name)}</b><span>${v.say(p.post)}</span><small>${v.say(p.organ)}</small></button></li>`)}</ul>`
  return page(v, {
    title: v.t('登录', 'Sign in'), face: 'portal', narrow: true,
    body: html`<h1>${v.t('以哪位示例人员的身份进入', 'Enter as which sample person')}</h1>
<p class="lead">${v.t('人员都是虚构的，不用密码；只有在本机打开时才能这样进入。', 'All invented, no password; this works on this very machine only.')}</p>
${o.resume ? html`<div class="alert alert-warning" role="status"><p>${v.t('登录已过期。刚才写的内容还在，写的人自己登录后会放回原来的表单里；换了别人登录，就不保留了。', 'The session has ended. What was written is kept and returns to its form once its writer is signed in; when somebody else signs in it is dropped.')}</p></div>` : ''}
<form class="filter" method="${o.resume ? 'post' : 'get'}" action="/signin" role="search" aria-label="${v.t('查找人员', 'Find a person')}"><input type="hidden" name="next" value="${o.next}">${kept}<div class="field"><label class="form-label" for="who">${v.t('按姓名、单位查找', 'Find by name or organ')}</label><input class="form-control" id="who" name="q" value="${o.q}" autocomplete="off"></div><button class="btn" type="submit">${v.t('查找', 'Find')}</button></form>
<form method="post" action="/signin">
<input type="hidden" name="next" value="${o.next}">${kept}
${shown.length ? groups.map(([id, label]) => {
    const here = shown.filter(p => p.group === id)
    return here.length ? html`<section aria-labelledby="g-${id}"><h2 id="g-${id}">${v.t(...label)} <small>${String(here.length)}</small></h2>${cards(here.slice(0, inSight))}${here.length > inSight ? html`<details><summary>${v.t(`还有${here.length - inSight}位`, `${here.length - inSight} more`)}</summary>${cards(here.slice(inSight))}</details>` : ''}</section>` : ''
  }) : html`<p class="card pad">${v.t('没有找到。', 'Nobody found.')} <a href="/signin">${v.t('看全部', 'Show all')}</a></p>`}
</form>`,
  })
}

/** A page that says no, or that something is not here; never more than it must. */
export const oops = (v: View, o: { title: Label; says: Label; more?: Label; ref?: string; back?: string }): Html => page(v, {
  title: v.say(o.title), face: v.who ? v.who.face : 'portal', narrow: true,
  body: html`<section class="card pad oops"><h1>${v.say(o.title)}</h1><p>${v.say(o.says)}</p>${o.more ? html`<p>${v.say(o.more)}</p>` : ''}${o.ref ? html`<p class="hint">${v.t('参考号', 'Reference')} <code>${o.ref}</code></p>` : ''}<p class="go"><a class="btn" href="${o.back ?? (v.who ? `/${v.who.face}` : '/')}">${o.back || v.who ? v.t('返回', 'Back') : v.t('回首页', 'To the first page')}</a>${v.who ? '' : html` <a class="btn" href="/status">${v.t('查进度', 'Follow a request')}</a> <a class="btn" href="/stations">${v.t('找联络站', 'Find a station')}</a>`}</p></section>`,
})
