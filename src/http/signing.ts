/** Signing in and out: a sample's ready people by choice, everybody else by what their account asks for, step by step. */
import { Hono } from 'hono'
import QRCode from 'qrcode'
import { type Carried, codePage, duePage, enrolPage, recoveryPage, secondPage } from '#pages/accounts/enter.ts'
import { missing } from '#pages/portal/home.ts'
import { signIn } from '#pages/signin.ts'
import type { Label } from '#loop/words.ts'
import type { Enrolment, Field, Step } from '#service/accounts/views.ts'
import type { Who } from '#service/views.ts'
import { notHere, refuse, show } from '#http/answer.ts'
import { carriedIn, comeIn, drawSignIn, faultsOf, ownPath, statusOf, waitFor } from '#http/entering.ts'
import type { C, Env } from '#http/env.ts'
import { first, readForm } from '#http/form.ts'
import { resumeForm } from '#http/matters.ts'
import { siteUrl } from '#http/portal-looking.ts'
import { isId } from '#http/query.ts'
import { dropOidc, dropPhone, endSession, fromOf, keepOidc, keepSession, onThisMachine, trustedPhone, waitingOidc } from '#http/session.ts'
import { viewOf } from '#http/visit.ts'

const notHereRule: Label = ['示例人员只能在本机进入：请在运行本系统的电脑上用 http://localhost 打开，中间不要经过代理。', 'Sample people may be entered on this machine only: open it as http://localhost on the computer that runs it, with no proxy between.']
const noSample: Label = ['这不是示例人大，没有可以直接进入的示例人员。', 'This is no sample congress; there are no ready people to enter as.']

/** Why ready people may not be entered from here, if they may not. */
export function signInRefusal(c: C): { rule: string; says: Label } | undefined {
  if (!onThisMachine(c)) return { rule: 'signIn.machine', says: notHereRule }
  return c.get('congress')?.sample ? undefined : { rule: 'signIn.sample', says: noSample }
}

const carriedAsked = (c: C): Carried => ({ next: ownPath(c.req.query('next') ?? '') ?? '' })
/** Where somebody goes who is in: back to a form that was kept, to the page asked for, or home. */
async function landed(c: C, carried: Carried): Promise<Response> {
  const who = c.get('token') ? (await c.get('shop').service.accounts.visit(c.get('token')!))?.who : undefined
  if (!who) return c.redirect('/signin', 303)
  return goOn(c, who, carried)
}
async function goOn(c: C, who: Who, carried: Carried): Promise<Response> {
  c.set('who', who)
  // Somebody else's is dropped: it was sealed for its writer.
  const sent = carried.resume_path ? c.get('shop').service.openResume(who, carried.resume_path, carried.resume_body ?? '') : undefined
  if (carried.resume_path && sent !== undefined) {
    c.set('view', viewOf(c, { path: `/${who.face}` }))
    const body: Record<string, string[]> = {}
    for (const [k, v] of new URLSearchParams(sent)) (body[k] ??= []).push(v)
    const back = await resumeForm(c, who, carried.resume_path, body)
    if (back && back.status === 200) return back
  }
  return c.redirect(carried.next || `/${who.face}`, 303)
}

export const qrOf = async (uri: string): Promise<string> => (await QRCode.toString(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })).replace('<svg ', '<svg role="img" aria-label="QR" ')
export async function drawEnrol(c: C, e: Enrolment, carried: Carried, action: string, faults?: readonly Field[], status: 200 | 422 | 429 | 401 = 200): Promise<Response> {
  return show(c, enrolPage(c.get('view'), { carried, secret: e.secret, sealed: e.sealed, login: e.login, qr: await qrOf(e.uri), action, replaces: e.replaces, ...(faults ? { faults } : {}) }), status)
}
/** The page of a step that comes before anything opens. */
async function drawStep(c: C, step: Step, carried: Carried): Promise<Response> {
  const v = c.get('view')
  if (step === 'second') return show(c, secondPage(v, { carried }))
  if (step === 'password') return show(c, duePage(v, { carried }))
  const e = await c.get('shop').service.accounts.enrolment(c.get('token')!)
  return e ? drawEnrol(c, e, carried, '/signin/enrol') : c.redirect('/signin', 303)
}
const step = (name: Step) => (c: C): Promise<Response> | Response => {
  const visit = c.get('visit'), carried = carriedAsked(c)
  if (visit?.step === name) return drawStep(c, name, carried)
  // Done already, or begun anew elsewhere: on to what comes now.
  return visit?.step ? c.redirect(`/signin/${visit.step}${carried.next ? `?next=${encodeURIComponent(carried.next)}` : ''}`, 303) : c.redirect(c.get('who') ? carried.next || `/${c.get('who')!.face}` : '/signin', 303)
}

async function enterSample(c: C): Promise<Response> {
  const no = signInRefusal(c)
  if (no) return refuse(c, 403, no.rule, no.says)
  const { service } = c.get('shop'), congress = c.get('congress')!
  const { kept } = await readForm(c), carried = carriedIn(kept)
  const person = first(kept, 'person')
  // The finder of a page that keeps somebody's text sends it along and gets it back.
  if (!person && 'q' in kept) return show(c, signIn(c.get('view'), await service.readyPeople(congress.id), { q: first(kept, 'q').trim().slice(0, 40), next: carried.next, resume: carried.resume_path ? { path: carried.resume_path, body: carried.resume_body ?? '' } : undefined }))
  const token = isId(person) ? await service.signIn(congress.id, person) : undefined
  const who = token && (await service.who(token))
  if (!token || !who) return refuse(c, 422, 'signIn.person', ['没有这位示例人员，请重新选择。', 'There is no such sample person; please choose again.'], { back: '/signin' })
  await keepSession(c, token)
  return goOn(c, who, carried)
}

async function enterReal(c: C): Promise<Response> {
  const { kept } = await readForm(c), carried = carriedIn(kept), login = first(kept, 'login')
  const e = await c.get('shop').service.accounts.signIn(c.get('congress')!.id, { login, password: first(kept, 'password') }, fromOf(c))
  if (e.ok) return comeIn(c, e, carried, drawStep, landed)
  waitFor(c, e)
  return drawSignIn(c, { carried, login: login.slice(0, 64), faults: faultsOf(e) }, statusOf(e))
}

async function postSecond(c: C): Promise<Response> {
  const { kept } = await readForm(c), carried = carriedIn(kept), token = c.get('token')
  const e = token && (await c.get('shop').service.accounts.second(token, first(kept, 'code'), fromOf(c)))
  if (!e || (!e.ok && e.rule === 'signIn.over')) return drawSignIn(c, { carried, ...(e ? { faults: faultsOf(e) } : {}) }, 401)
  if (e.ok) return comeIn(c, e, carried, drawStep, landed)
  waitFor(c, e)
  return show(c, secondPage(c.get('view'), { carried, faults: faultsOf(e) }), statusOf(e))
}
async function postEnrol(c: C): Promise<Response> {
  const { kept } = await readForm(c), carried = carriedIn(kept), token = c.get('token'), { accounts } = c.get('shop').service, sealed = first(kept, 'sealed')
  const e = token && c.get('visit')?.step === 'enrol' && (await accounts.enrol(token, sealed, first(kept, 'code'), fromOf(c)))
  if (!e) return drawSignIn(c, { carried }, 401)
  if (e.ok) { await keepSession(c, e.token); return show(c, recoveryPage(c.get('view'), { carried, codes: e.recovery, login: (await accounts.own(e.token, fromOf(c)))?.login ?? '' })) }
  const again = await accounts.enrolment(token, sealed)
  waitFor(c, e)
  return again ? drawEnrol(c, again, carried, '/signin/enrol', faultsOf(e), statusOf(e)) : drawSignIn(c, { carried, faults: faultsOf(e) }, 401)
}
async function postPassword(c: C): Promise<Response> {
  const { kept } = await readForm(c), carried = carriedIn(kept), token = c.get('token')
  const e = token && c.get('visit')?.step === 'password' && (await c.get('shop').service.accounts.changePassword(token, { old: first(kept, 'old'), password: first(kept, 'password'), again: first(kept, 'again') }, fromOf(c)))
  if (!e) return drawSignIn(c, { carried }, 401)
  if (e.ok) return comeIn(c, e, carried, drawStep, landed)
  waitFor(c, e)
  return show(c, duePage(c.get('view'), { carried, faults: faultsOf(e) }), statusOf(e))
}

async function postCode(c: C): Promise<Response> {
  const { kept } = await readForm(c), carried = carriedIn(kept), congress = c.get('congress')!, { accounts } = c.get('shop').service, v = c.get('view')
  const name = first(kept, 'name').trim().slice(0, 64), code = first(kept, 'code')
  if (!name) return show(c, codePage(v, { carried, name, sent: false, faults: [{ field: 'name', says: ['请写手机号或登录名。', 'Give your number or login.'] }] }), 422)
  if (!('code' in kept)) {
    const no = await accounts.sendCode(congress.id, name, fromOf(c))
    if (no) { waitFor(c, no); return show(c, codePage(v, { carried, name, sent: 'again' in kept, faults: faultsOf(no) }), 429) }
    return show(c, codePage(v, { carried, name, sent: true }))
  }
  const e = await accounts.signInByCode(congress.id, { name, code, trust: first(kept, 'trust') === 'on' }, fromOf(c))
  if (e.ok) return comeIn(c, e, carried, drawStep, landed)
  waitFor(c, e)
  return show(c, codePage(v, { carried, name, sent: true, faults: faultsOf(e) }), statusOf(e))
}
async function postTrusted(c: C): Promise<Response> {
  const { kept } = await readForm(c), carried = carriedIn(kept), phone = trustedPhone(c)
  const e = phone ? await c.get('shop').service.accounts.signInByPhone(c.get('congress')!.id, phone, fromOf(c)) : undefined
  if (e?.ok) return comeIn(c, e, carried, drawStep, landed)
  dropPhone(c)
  return drawSignIn(c, { carried, ...(e ? { faults: faultsOf(e) } : {}) }, 401)
}

/** Off to the identity provider, with what must come back kept sealed in a cookie. */
export async function toProvider(c: C, errand: Parameters<C['var']['shop']['service']['accounts']['startOidc']>[2]): Promise<Response> {
  const s = await c.get('shop').service.accounts.startOidc(c.get('congress')!.id, siteUrl(c, '/signin/oidc/back'), errand)
  if (!s.ok) return drawSignIn(c, { faults: faultsOf(s) }, 401)
  keepOidc(c, s.waiting)
  return c.redirect(s.url, 302)
}
async function fromProvider(c: C): Promise<Response> {
  const sealed = waitingOidc(c)
  dropOidc(c)
  const e = await c.get('shop').service.accounts.finishOidc(c.get('congress')!.id, sealed ?? '', new URL(c.req.url).search, fromOf(c), c.get('token'))
  if (!e.ok) { waitFor(c, e); return drawSignIn(c, { faults: faultsOf(e) }, statusOf(e)) }
  return 'bound' in e ? c.redirect('/account?done=bound', 303) : comeIn(c, e, { next: ownPath(e.next) ?? '' }, drawStep, landed)
}

/** Real accounts only: a sample has none of these doors. */
const real = (work: (c: C) => Response | Promise<Response>) => (c: C): Response | Promise<Response> => {
  const congress = c.get('congress')
  return !congress ? show(c, missing(c.get('view'))) : congress.sample ? notHere(c) : work(c)
}
export const signing = new Hono<Env>()
  .get('/signin', async c => {
    const congress = c.get('congress')
    if (!congress) return show(c, missing(c.get('view')))
    if (!congress.sample) return c.get('who') ? c.redirect(carriedAsked(c).next || `/${c.get('who')!.face}`, 303) : drawSignIn(c, { carried: carriedAsked(c) })
    const no = signInRefusal(c)
    if (no) return refuse(c, 403, no.rule, no.says)
    return show(c, signIn(c.get('view'), await c.get('shop').service.readyPeople(congress.id), { q: (c.req.query('q') ?? '').trim().slice(0, 40), next: carriedAsked(c).next }))
  })
  .post('/signin', c => (c.get('congress') && !c.get('congress')!.sample ? enterReal(c) : enterSample(c)))
  .get('/signin/second', real(step('second'))).post('/signin/second', real(postSecond))
  .get('/signin/enrol', real(step('enrol'))).post('/signin/enrol', real(postEnrol))
  .get('/signin/password', real(step('password'))).post('/signin/password', real(postPassword))
  .post('/signin/on', real(async c => landed(c, carriedIn((await readForm(c)).kept))))
  .get('/signin/code', real(c => show(c, codePage(c.get('view'), { carried: carriedAsked(c), name: '', sent: false })))).post('/signin/code', real(postCode))
  .post('/signin/trusted', real(postTrusted))
  .get('/signin/oidc', real(c => toProvider(c, { for: 'enter', next: carriedAsked(c).next }))).get('/signin/oidc/back', real(fromProvider))
  .post('/signout', async c => { await endSession(c); return c.redirect('/', 303) })
