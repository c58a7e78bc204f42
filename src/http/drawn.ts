/** Every sending must come from a form we drew for its sender. One that does not, mostly an old page, is shown again with all its words. */
import type { MiddlewareHandler } from 'hono'
import { again } from '#pages/again.ts'
import { problem, show } from '#http/answer.ts'
import { type C, type Env, isApi } from '#http/env.ts'
import { first, readForm, tokenSent } from '#http/form.ts'
import { resumeForm } from '#http/matters.ts'
import { methodsOf } from '#http/routes.ts'
import { hasBearer } from '#http/session.ts'
import { fits } from '#http/token.ts'

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

async function stale(c: C): Promise<Response> {
  if (c.req.header('x-draft') !== undefined) return c.body(null, 403)
  const { kept, files } = await readForm(c), who = c.get('who'), lost = Object.keys(files).length > 0
  const back = who && (await resumeForm(c, who, c.req.path, kept))
  if (back?.status === 200) return new Response(back.body, { status: 403, headers: back.headers })
  return show(c, again(c.get('view'), { path: c.req.path, kept, lost, face: who?.face ?? 'portal', short: first(kept, '_key') === '' }), 403)
}
