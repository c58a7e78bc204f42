/** The log of faults. Receipt codes, tokens, names and texts never reach it: routes are logged by their pattern, messages are scrubbed. */
import { pino } from 'pino'

export type Entry = { readonly ref: string; readonly method: string; readonly route: string; readonly code?: string; readonly message: string; readonly stack?: string }
export type Log = { error(entry: Entry): void }

/** Long runs of letters and digits may be a code or a token; long runs of digits a telephone number. */
const scrub = (s: string): string => s.replace(/[A-Za-z0-9_-]{16,}/g, w => (/\d/.test(w) ? '[…]' : w)).replace(/\d{7,}/g, '[…]').replace(/"[^"\n]{40,}"/g, '"[…]"')

/** Lines of JSON on standard error. */
export function makeLog(): Log {
  const out = pino({ base: null, redact: ['token', 'authorization', 'cookie', '*.token', '*.cookie'] }, pino.destination(2))
  return { error: e => { out.error(e) } }
}

export function entryOf(ref: string, method: string, route: string, error: unknown): Entry {
  const e = error instanceof Error ? error : new Error(String(error))
  const code = (e as { code?: unknown }).code
  return { ref, method, route, ...(typeof code === 'string' ? { code } : {}), message: scrub(e.message).slice(0, 500), ...(e.stack ? { stack: scrub(e.stack.split('\n').slice(1, 9).join('\n')) } : {}) }
}
