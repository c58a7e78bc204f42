/**
 * The slip in hand: for half an hour after a request was entered, and in that browser only, its receipt shows the six digits.
 * They are the proof that rating asks for, so a link that was passed on must not show them.
 */
import { getCookie, setCookie } from 'hono/cookie'
import { type C, isSecure } from '#http/env.ts'

const seconds = 1800

export const keepSlip = (c: C, matter: string, code: string): void => setCookie(c, 'slip', `${matter}.${code}`, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: seconds, secure: isSecure(c) })
/** The receipts of a day just recorded, for the browser that recorded it. */
export const keepSlips = (c: C, matter: string, codes: readonly string[]): void => setCookie(c, 'slips', `${matter}.${codes.join('_')}`, { path: '/desk/days', httpOnly: true, sameSite: 'Lax', maxAge: seconds, secure: isSecure(c) })
export function slipsOf(c: C, matter: string): string[] {
  const held = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{8,3000})$/.exec(getCookie(c, 'slips') ?? '')
  return held?.[1] === matter ? held[2]!.split('_') : []
}
export function slipOf(c: C): { matter: string; code: string } | undefined {
  const held = /^([0-9a-f-]{36})\.([A-Za-z0-9-]{8,60})$/.exec(getCookie(c, 'slip') ?? '')
  return held ? { matter: held[1]!, code: held[2]! } : undefined
}
