/** What a password must be (网络安全等级保护基本要求：身份鉴别). Pure: whoever holds the hashes says whether it was used before. */
export type PasswordRule = 'short' | 'plain' | 'long' | 'login' | 'name' | 'common' | 'used'
export const leastLength = 12, leastMixed = 8, mostLength = 128, mixedClasses = 3, historyKept = 5

/** How many kinds of character: small letters, capitals, digits, anything else. */
export const classesOf = (password: string): number => [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter(r => r.test(password)).length

const flat = (s: string): string => s.normalize('NFKC').toLowerCase().replace(/[\s._-]/g, '')
/** One thing over and over, or a run along the keyboard: long and still the first to be tried. */
const runs = ['01234567890', '09876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb', 'qazwsxedcrfv', 'password', 'passw0rd', 'p@ssw0rd', 'admin', 'huiyin', 'woaini', 'abc123', 'iloveyou', 'welcome']
function tame(password: string): boolean {
  const p = flat(password)
  if (/^(.{1,4})\1+$/u.test(p)) return true
  let rest = p
  for (const r of runs) for (let n = r.length; n >= 3; n--) for (let at = 0; at + n <= r.length; at++) rest = rest.replaceAll(r.slice(at, at + n), '')
  return [...rest].length < 4
}

/** What is wrong with a password, apart from having been used before; undefined when it may be taken. */
export function passwordFault(password: string, about: { readonly login: string; readonly names: readonly string[] }): PasswordRule | undefined {
  const length = [...password].length
  if (length > mostLength) return 'long'
  if (length < leastMixed) return 'short'
  if (length < leastLength && classesOf(password) < mixedClasses) return 'plain'
  const p = flat(password), login = flat(about.login)
  if (login.length >= 3 && p.includes(login)) return 'login'
  if (about.names.map(flat).some(n => n.length >= 2 && p.includes(n))) return 'name'
  return tame(password) ? 'common' : undefined
}

/** Is a password older than it may be? Nought days: it never is. */
export const passwordExpired = (changedAt: number, now: number, days: number): boolean => days > 0 && now - changedAt > days * 86_400_000

/** A login name as it is kept and compared: letters, digits and . _ - only, small. */
export const loginOf = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()
export const isLogin = (login: string): boolean => /^[a-z0-9][a-z0-9._-]{2,31}$/.test(login) && !/^\d{11}$/.test(login)
/** A mainland mobile number as people type it, or undefined. */
export function phoneOf(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(/[\s()-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')
  return /^1\d{10}$/.test(digits) ? digits : undefined
}
export const isMail = (typed: string): boolean => typed.length <= 120 && /^[^\s@<>"',;:\\]+@[^\s@<>"',;:\\.]+(?:\.[^\s@<>"',;:\\.]+)+$/.test(typed)
