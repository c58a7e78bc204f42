/** 我的账号: password, second factor, sign-ins elsewhere, trusted phones. */
import { Hono } from 'hono'
import { recoveryPage } from '#pages/accounts/enter.ts'
import { ownPage, type OwnPage } from '#pages/accounts/own.ts'
import type { Label } from '#loop/words.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { faultsOf, statusOf, waitFor } from '#http/entering.ts'
import type { C, Env } from '#http/env.ts'
import { first, readForm } from '#http/form.ts'
import { isId } from '#http/query.ts'
import { dropPhone, endSession, fromOf, keepSession } from '#http/session.ts'
import { drawEnrol, toProvider } from '#http/signing.ts'
import { signedIn } from '#http/signed-in.ts'

const dones: Readonly<Record<string, Label>> = { password: ['密码换好了，其他设备上的登录都已结束。', 'The password is changed; every other sign-in has ended.'], bound: ['已经绑定。', 'Bound.'], loosened: ['已经解除绑定。', 'Unbound.'], ended: ['已经结束。', 'Ended.'], phone: ['这部手机以后要输验证码。', 'That phone asks for a code again.'] }
const accounts = (c: C) => c.get('shop').service.accounts
/** A person with an account; a sample's people have none. */
const mine = (work: (c: C, token: string, who: Who) => Response | Promise<Response>) => signedIn((c, who) => (c.get('visit')?.account ? work(c, c.get('token')!, who) : notHere(c)))
async function draw(c: C, more: Partial<OwnPage> = {}, status: 200 | 401 | 422 | 429 = 200): Promise<Response> {
  const done = dones[c.req.query('done') ?? '']
  return show(c, ownPage(c.get('view'), { view: c.get('visit')?.account ? await accounts(c).own(c.get('token')!, fromOf(c)) : undefined, ...(done ? { done } : {}), ...more }), status)
}

async function password(c: C, token: string): Promise<Response> {
  const { kept } = await readForm(c), e = await accounts(c).changePassword(token, { old: first(kept, 'old'), password: first(kept, 'password'), again: first(kept, 'again') }, fromOf(c))
  if (e.ok) { await keepSession(c, e.token); return c.redirect('/account?done=password', 303) }
  waitFor(c, e)
  return draw(c, { faults: faultsOf(e) }, statusOf(e))
}
async function second(c: C, token: string): Promise<Response> {
  const { kept } = await readForm(c), sealed = first(kept, 'sealed'), e = await accounts(c).enrol(token, sealed, first(kept, 'code'), fromOf(c), first(kept, 'present'))
  if (e.ok) { await keepSession(c, e.token); return show(c, recoveryPage(c.get('view'), { carried: { next: '/account' }, codes: e.recovery, login: (await accounts(c).own(e.token, fromOf(c)))?.login ?? '', own: true })) }
  const again = await accounts(c).enrolment(token, sealed)
  waitFor(c, e)
  return again ? drawEnrol(c, again, { next: '/account' }, '/account/second', faultsOf(e), statusOf(e)) : draw(c, { faults: faultsOf(e) }, 422)
}
async function recovery(c: C, token: string): Promise<Response> {
  const { kept } = await readForm(c), e = await accounts(c).newRecovery(token, first(kept, 'code'), fromOf(c))
  if (e.ok) return show(c, recoveryPage(c.get('view'), { carried: { next: '/account' }, codes: e.recovery, login: (await accounts(c).own(token, fromOf(c)))?.login ?? '', own: true }))
  waitFor(c, e)
  return draw(c, { faults: faultsOf(e) }, statusOf(e))
}
async function sessions(c: C, token: string): Promise<Response> {
  const which = first((await readForm(c)).kept, 'which')
  if (which !== 'all' && which !== 'others' && !isId(which)) return notHere(c)
  await accounts(c).endOwn(token, which, fromOf(c))
  if (which !== 'all') return c.redirect('/account?done=ended', 303)
  await endSession(c)
  dropPhone(c)
  return c.redirect('/', 303)
}

export const ownAccount = new Hono<Env>()
  .get('/account', signedIn(c => draw(c)))
  .post('/account/password', mine(password))
  .get('/account/second', mine(async (c, token) => { const e = await accounts(c).enrolment(token); return e ? drawEnrol(c, e, { next: '/account' }, '/account/second') : notHere(c) }))
  .post('/account/second', mine(second))
  .post('/account/recovery', mine(recovery))
  .post('/account/sessions', mine(sessions))
  .post('/account/phones', mine(async (c, token) => { const id = first((await readForm(c)).kept, 'phone'); if (isId(id)) await accounts(c).dropOwnPhone(token, id, fromOf(c)); return c.redirect('/account?done=phone', 303) }))
  .get('/account/bind', mine(c => { const site = c.req.header('sec-fetch-site'); return site && site !== 'same-origin' && site !== 'none' ? notHere(c) : toProvider(c, { for: 'bind' }) }))
  .post('/account/loosen', mine(async (c, token) => { await accounts(c).loosen(token, fromOf(c)); return c.redirect('/account?done=loosened', 303) }))
