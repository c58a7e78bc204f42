/** How somebody comes in, once it is known who: the cookie, the step that comes first, the place they wanted, a form that was kept. */
import { signInReal, type Carried, type SignInPage } from '#pages/accounts/enter.ts'
import type { Field, Refused, Step } from '#service/accounts/views.ts'
import { problem, show } from '#http/answer.ts'
import { type C, isApi } from '#http/env.ts'
import { first } from '#http/form.ts'
import { keepPhone, keepSession, trustedPhone } from '#http/session.ts'
import type { Kept } from '#pages/view.ts'

/** A path of our own faces, or nothing: never somebody else's address. */
export const ownPath = (next: string): string | undefined => (/^\/(?:desk|deputy|account)(?:[/?][\w\-./?=&%,:+]*)?$/.test(next) && !next.includes('//') && !next.includes('..') ? next : undefined)
export const carriedIn = (kept: Kept): Carried => ({ next: ownPath(first(kept, 'next')) ?? '', ...(first(kept, 'resume_path') ? { resume_path: first(kept, 'resume_path'), resume_body: first(kept, 'resume_body') } : {}) })
export const statusOf = (r: Refused): 401 | 422 | 429 => (r.wait ? 429 : r.field ? 422 : 401)
export const faultsOf = (r: Refused): Field[] => [{ field: r.field ?? '', says: r.says }]
export function waitFor(c: C, r: Refused): void { if (r.wait) c.header('Retry-After', String(r.wait)) }

/** The sign-in page of a congress with real accounts. */
export async function drawSignIn(c: C, more: Partial<SignInPage> = {}, status: 200 | 401 | 422 | 429 = 200): Promise<Response> {
  const { accounts } = c.get('shop').service, congress = c.get('congress')!
  if (isApi(c)) return problem(c, 401, 'signIn', ['请先登录', 'Please sign in first'])
  const phone = trustedPhone(c), trusted = phone ? await accounts.trusted(congress.id, phone) : undefined
  return show(c, signInReal(c.get('view'), { carried: { next: '' }, oidc: (await accounts.door(congress.id)).oidc, trusted, ...more }), status)
}

/** After a session was begun: its cookie, then whatever comes first. A kept form is carried along in the pages between. */
export async function comeIn(c: C, e: { readonly token: string; readonly step: Step | null; readonly phone?: string }, carried: Carried, drawStep: (c: C, step: Step, carried: Carried) => Promise<Response>, done: (c: C, carried: Carried) => Promise<Response>): Promise<Response> {
  await keepSession(c, e.token)
  if (e.phone) keepPhone(c, e.phone)
  if (!e.step) return done(c, carried)
  return carried.resume_path ? drawStep(c, e.step, carried) : c.redirect(`/signin/${e.step}${carried.next ? `?next=${encodeURIComponent(carried.next)}` : ''}`, 303)
}
