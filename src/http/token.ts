/**
 * The token every form brings back, beside the origin that is looked at first: it shows that we drew the form for this
 * very visitor. It follows from the session; a guest has a random value in a cookie of its own, and the form carries the
 * same value signed. After a session's stands whose form it is, signed: known still when the session is over. It is put
 * into the page where the page leaves (answer.ts), so no form can be drawn without it.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { getCookie, setCookie } from 'hono/cookie'
import type { Id } from '#loop/words.ts'
import { type C, isSecure } from '#http/env.ts'
import { sessionOf } from '#http/session.ts'

export const tokenField = '_token'
const guestCookie = 'hyf', guestValue = /^[A-Za-z0-9_-]{22}$/
const posts = /<form\b(?=[^>]*\bmethod="post")[^>]*>/g

const guestOf = (c: C): string | undefined => { const kept = getCookie(c, guestCookie); return kept !== undefined && guestValue.test(kept) ? kept : undefined }
const markOf = (c: C, whose: string): string => c.get('shop').service.formMark(whose)

const writerMark = (c: C, person: Id): string => markOf(c, `writer|${c.get('congress')?.id}|${person}`)

function sessionToken(c: C, session: Id): string {
  const who = c.get('visit')?.who
  return [markOf(c, `session|${session}`), ...(who ? [who.person, writerMark(c, who.person)] : [])].join('.')
}
function tokenOf(c: C): string {
  const session = sessionOf(c)
  if (session) return sessionToken(c, session)
  let value = guestOf(c)
  if (!value) {
    value = randomBytes(16).toString('base64url')
    setCookie(c, guestCookie, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) })
  }
  return `${value}.${markOf(c, `guest|${value}`)}`
}

/** The page with the token in each form that sends. Whatever people wrote is escaped by then: a form tag is one of ours. */
export function withToken(c: C, page: string): string {
  let token: string | undefined
  return page.replace(posts, form => `${form}<input type="hidden" name="${tokenField}" value="${token ??= tokenOf(c)}">`)
}

const same = (a: string, b: string): boolean => { const x = Buffer.from(a), y = Buffer.from(b); return x.length === y.length && timingSafeEqual(x, y) }

/**
 * Did we draw the form this came from, for this visitor? A browser that keeps no cookies has no authority that another
 * site could ride on: from it the signature is enough.
 */
export function fits(c: C, token: string): boolean {
  const session = sessionOf(c)
  if (session) return same(token, sessionToken(c, session))
  const [value, mark] = token.split('.')
  if (!value || !mark || !guestValue.test(value) || !same(mark, markOf(c, `guest|${value}`))) return false
  const kept = guestOf(c)
  return kept === undefined || same(kept, value)
}

/** Whom this token's form was drawn for: nobody we know, where it does not say; and where what it says is not ours. */
export function writerOf(c: C, token: string): Id | undefined {
  const [, person, mark] = token.split('.')
  return person && mark && same(mark, writerMark(c, person)) ? person : undefined
}
/** Is it another's form that this person sends, or one that says so falsely? One that says nothing is taken to be an old page's. */
export const anothers = (c: C, token: string, person: Id): boolean => token.split('.').length === 3 && writerOf(c, token) !== person
