/** The register taken away: each list as Excel and CSV, written down like every export; and as open data in the Popolo form. */
import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { Label } from '#loop/words.ts'
import type { Popolo, RegisterTableName } from '#service/register-views.ts'
import type { Who } from '#service/views.ts'
import { notHere } from '#http/answer.ts'
import { type Format, handOver } from '#http/desk-export.ts'
import type { C, Env } from '#http/env.ts'
import { dayParam } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'

const names: readonly RegisterTableName[] = ['deputies', 'persons', 'organs', 'places', 'terms']

async function table(c: C, who: Who, which: RegisterTableName, format: Format): Promise<Response> {
  if (who.face !== 'desk') return notHere(c)
  const v = c.get('view'), t = await c.get('shop').service.register.table(who, which, dayParam(c, 'day'))
  const said = (x: Label | string | number): string | number => (Array.isArray(x) ? v.say(x as unknown as Label) : (x as string | number))
  return handOver(c, who, format, { name: `${which}-${t.day}`, what: `register:${which}`, head: t.head.map(h => v.say(h)), rows: t.rows.map(r => r.map(said)) })
}

/** The same content has the same mark: whoever has it is not sent it again. */
function json(c: C, data: Popolo, cache: string): Response {
  const text = JSON.stringify(data), mark = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  const headers = { ETag: mark, 'Cache-Control': cache, Vary: 'Cookie' }
  const held = (c.req.header('if-none-match') ?? '').split(',').map(s => s.trim().replace(/^W\//, ''))
  if (held.includes(mark) || held.includes('*')) return c.body(null, 304, headers)
  return c.body(text, 200, { ...headers, 'Content-Type': 'application/json; charset=utf-8' })
}

export const registerExport = new Hono<Env>()
  .get('/popolo.json', signedIn(async (c, who) => {
    const { service } = c.get('shop'), data = await service.register.popolo(who)
    if (!data) return notHere(c)
    await service.desk.noteExport(who, { what: 'register:popolo', query: '', format: 'json', rows: data.persons.length })
    return json(c, data, 'private, no-cache')
  }))
for (const which of names) for (const format of ['xlsx', 'csv'] as const) registerExport.get(`/${which}.${format}`, signedIn((c, who) => table(c, who, which, format)))

export const openRegister = new Hono<Env>().get('/popolo.json', async c => {
  const congress = c.get('congress')
  return congress ? json(c, await c.get('shop').service.register.publicPopolo(congress.id), 'public, max-age=300') : notHere(c)
})
