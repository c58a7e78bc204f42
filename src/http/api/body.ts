/** Bodies of the API: one JSON object with known names only; an act always brings its key. */
import { isInstant } from '#law/time.ts'
import type { Label } from '#loop/words.ts'
import { problem } from '#http/answer.ts'
import type { C } from '#http/env.ts'
import { keyOf } from '#http/form.ts'

export type ActBody = { readonly input: Record<string, unknown>; readonly key: string; readonly at?: string; readonly seen?: number; readonly proof?: unknown; readonly part?: unknown }
const deepest = 20

const depth = (v: unknown, level = 0): number => (level > deepest || typeof v !== 'object' || v === null ? level : Math.max(level, ...Object.values(v).map(x => depth(x, level + 1))))
const bad = (c: C, status: 400 | 422, field: string, says: Label): Response => problem(c, status, status === 400 ? 'badRequest' : 'input.invalid', says, field ? { field } : {})

/** The body as an object holding nothing but `names`; or the problem. */
export async function readJson(c: C, names: readonly string[]): Promise<Record<string, unknown> | Response> {
  let body: unknown
  try { body = JSON.parse(await c.req.text()) } catch (e) {
    if (e instanceof Error && e.name === 'BodyLimitError') throw e
    return bad(c, 400, '', ['JSON 读不出来', 'The JSON could not be read'])
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return bad(c, 400, '', ['请提交一个 JSON 对象', 'Please send one JSON object'])
  if (depth(body) > deepest) return bad(c, 400, '', ['JSON 层次太深', 'The JSON is nested too deeply'])
  const unknown = Object.keys(body).find(k => !names.includes(k))
  return unknown === undefined ? (body as Record<string, unknown>) : problem(c, 422, 'input.unknown', [`没有“${unknown.slice(0, 40)}”这一项`, `There is no member "${unknown.slice(0, 40)}"`], { field: unknown.slice(0, 40) })
}

export async function readActBody(c: C, more: readonly string[] = []): Promise<ActBody | Response> {
  const b = await readJson(c, ['input', 'at', 'key', 'seen', ...more])
  if (b instanceof Response) return b
  const said = b.key ?? c.req.header('idempotency-key')
  if (said === undefined || said === null || said === '') return problem(c, 400, 'key', ['缺少幂等键：请在 JSON 里写 key，或带上 Idempotency-Key 头，同一项操作重发时用同一个', 'An idempotency key is required: "key" in the JSON or the Idempotency-Key header; send the same one when you send the same act again'], { field: 'key' })
  const key = typeof said === 'string' ? keyOf(said) : undefined
  if (!key) return problem(c, 400, 'key', ['key 应是1到150个可见字符，不含空格', 'The key must be 1 to 150 printable characters without spaces'], { field: 'key' })
  const input = b.input ?? {}
  if (typeof input !== 'object' || Array.isArray(input)) return bad(c, 422, 'input', ['“input”应是一个对象', '"input" must be an object'])
  const at = b.at === undefined || b.at === null ? undefined : instantOf(b.at)
  if (at === null) return bad(c, 422, 'at', ['“at”应是带时区的时刻，如 2025-06-18T09:00:00+08:00', '"at" must be a moment with its zone, like 2025-06-18T09:00:00+08:00'])
  if (b.seen !== undefined && b.seen !== null && !(Number.isInteger(b.seen) && (b.seen as number) >= 0)) return bad(c, 422, 'seen', ['“seen”应是整数', '"seen" must be a whole number'])
  return { input: input as Record<string, unknown>, key, ...(at ? { at } : {}), ...(typeof b.seen === 'number' ? { seen: b.seen } : {}), proof: b.proof, part: b.part }
}

/** A moment with its zone, in the one form the log uses; null when it is none. */
function instantOf(said: unknown): string | null {
  if (typeof said !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(said)) return null
  const ms = Date.parse(said)
  if (Number.isNaN(ms)) return null
  const iso = new Date(ms).toISOString()
  return isInstant(iso) ? iso : null
}
