/** The pages of one register entry, for its own routes and for acts that come back refused. */
import { type EntryPage, registerEntry, registerNew, type NewEntry } from '#pages/desk/register.ts'
import type { Id } from '#loop/words.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import type { C } from '#http/env.ts'
import { dayParam, isId } from '#http/query.ts'

export const entryPath = (id: Id): string => `/desk/register/${id}`

export async function drawEntry(c: C, who: Who, id: Id, more: Partial<EntryPage> = {}, status: 200 | 403 | 404 | 409 | 422 = 200): Promise<Response> {
  const day = c.req.method === 'GET' ? dayParam(c, 'day') : undefined
  const entry = isId(id) ? await c.get('shop').service.register.entry(who, id, day) : undefined
  return entry ? show(c, registerEntry(c.get('view'), { entry, open: c.req.query('do'), ...more }), status) : notHere(c)
}

/** The form of a new entry, again with what was typed. */
export async function drawNewEntry(c: C, who: Who, more: Partial<NewEntry>, status: 200 | 403 | 404 | 409 | 422): Promise<Response> {
  const table = more.kept?.table?.[0] ?? '', choice = await c.get('shop').service.register.opening(who, table), v = c.get('view')
  return choice ? show(c, registerNew(v, { table, choice, key: v.newKey(), ...more }), status) : notHere(c)
}
