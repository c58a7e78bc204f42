/**
 * The slip in hand: for half an hour after a request was entered, and in that browser only, its receipt shows the six digits.
 * They are the proof that rating asks for, so a link that was passed on must not show them.
 */
import { getCookie, setCookie } from 'hono/cookie'
import { type C, isSecure } from '#http/env.ts'

const seconds = 1800

export const keepSlip = (c: C, matter: string, code: string): void => setCookie(c, 'slip', `${matter}.${code}`, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: seconds, secure: isSecure(c) })
export function slipOf(c: C): { matter: string; code: string } | undefined {
  const held = /^([0-9a-f-]{36})\.([A-Za-z0-9-]{8,60})$/.exec(getCookie(c, 'slip') ?? '')
  return held ? { matter: held[1]!, code: held[2]! } : undefined
}
