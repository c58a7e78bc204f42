/** Every sending must come from a form we drew for its sender. One that does not, mostly an old page, is shown again to its writer with all its words. */
import type { MiddlewareHandler } from 'hono'
import { again } from '#pages/again.ts'
import { problem, refuse, show } from '#http/answer.ts'
import { type C, type Env, isApi } from '#http/env.ts'
import { carriedIn, drawSignIn } from '#http/entering.ts'
import { first, readForm, tokenSent } from '#http/form.ts'
import { resumeForm } from '#http/matters.ts'
import { methodsOf } from '#http/routes.ts'
import { hasBearer } from '#http/session.ts'
import { anothers, fits } from '#http/token.ts'

const header = 'x-form-token'
/** Nothing is done here for somebody who is not signed in: they are asked to, and what they sent is kept. */
const asksFirst = /^\/(?:desk|deputy|signout)(?:\/|$)/

export const drawnHere: MiddlewareHandler<Env> = async (c, next) => {
  // A method nobody here answers to does nothing and is told so further on.
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) || hasBearer(c) || !methodsOf(c.req.path).includes(c.req.method)) return next()
  if (isApi(c)) {
    // JSON from no session is a program's; a session's needs a page of ours to have been read.
    if (!c.get('who') || fits(c, c.req.header(header) ?? '')) return next()
    return problem(c, 403, 'token', ['用登录页的会话调用接口时，须带 X-Form-Token；程序请用 Authorization: Bearer。', 'A browser’s session must send X-Form-Token; programs send Authorization: Bearer.'])
  }
  if ((!c.get('who') && asksFirst.test(c.req.path)) || fits(c, await tokenSent(c))) return next()
  return stale(c)
}

/** Forms that passwords and codes are written into: what was typed there is never shown again, nor put into a page. */
const secretForms = /^\/(?:signin|account|invite|setup|desk\/security)(?:\/|$)/
async function beginAnew(c: C): Promise<Response> {
  const { kept } = await readForm(c), path = c.req.path, congress = c.get('congress')
  if (path.startsWith('/signin') && congress && !congress.sample) return drawSignIn(c, { carried: carriedIn(kept), login: first(kept, 'login').slice(0, 64), faults: [{ field: '', says: ['这一页打开得太久了，没有提交。请再登录一次。', 'The page had been open too long and was not sent. Please sign in once more.'] }] }, 401)
  return c.redirect(path.startsWith('/account') ? '/account' : path.startsWith('/desk/security') ? path.replace(/\/(?:approve|unlock|second|change|sessions)$/, '') : path, 303)
}

async function stale(c: C): Promise<Response> {
  if (c.req.header('x-draft') !== undefined) return c.body(null, 403)
  if (secretForms.test(c.req.path) && !(c.req.path === '/signin' && c.get('congress')?.sample)) return beginAnew(c)
  const { kept, files } = await readForm(c), who = c.get('who'), lost = Object.keys(files).length > 0
  // On a computer that several use, a form left open says whose it was; its words are not put into the pages of whoever signed in after.
  if (who && Object.keys(kept).some(name => !name.startsWith('_')) && anothers(c, await tokenSent(c), who.person)) return refuse(c, 403, 'token.another', ['刚才那一页是另一个人登录时打开的，没有提交，写的内容也没有带过来。请从自己的页面重新打开。', 'That page was opened while somebody else was signed in. It was not sent, and its words were not taken over. Please open it from your own pages.'])
  const back = who && (await resumeForm(c, who, c.req.path, kept))
  if (back?.status === 200) return new Response(back.body, { status: 403, headers: back.headers })
  return show(c, again(c.get('view'), { path: c.req.path, kept, lost, face: who?.face ?? 'portal', short: first(kept, '_key') === '' }), 403)
}
