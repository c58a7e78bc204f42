/** The register on the desk: looking up for everybody who works here, entering and changing for its keepers. */
import { Hono } from 'hono'
import { registerNew, register } from '#pages/desk/register.ts'
import type { RegisterAsk, RegisterTab } from '#service/register-views.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { dayParam, isId } from '#http/query.ts'
import { drawEntry } from '#http/register-page.ts'
import { signedIn } from '#http/signed-in.ts'

const tabs: readonly RegisterTab[] = ['deputy', 'person', 'organ', 'place', 'term']
function asked(c: C): RegisterAsk {
  const word = (name: string): string | undefined => { const s = c.req.query(name)?.trim().slice(0, 60); return s ? s : undefined }
  const id = (name: string): string | undefined => { const s = word(name); return s && isId(s) ? s : undefined }
  const day = dayParam(c, 'day'), from = Number(c.req.query('from') ?? 0), given = { q: word('q'), kind: word('kind'), organ: id('organ'), level: word('level'), place: id('place'), day, by: word('by') === 'level' ? 'level' as const : undefined, ended: c.req.query('ended') === '1' ? true : undefined }
  return { tab: tabs.find(t => t === c.req.query('tab')) ?? 'deputy', ...(Number.isInteger(from) && from > 0 ? { from } : {}), ...Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined)) }
}
/** A deputy's face has no register of its own. */
const atDesk = (work: (c: C, who: Who) => Response | Promise<Response>) => signedIn((c, who) => (who.face === 'desk' ? work(c, who) : notHere(c)))

export const deskRegister = new Hono<Env>()
  .get('/register', atDesk(async (c, who) => show(c, register(c.get('view'), await c.get('shop').service.register.list(who, asked(c))))))
  .get('/register/new/:table', atDesk(async (c, who) => {
    const table = c.req.param('table')!, choice = await c.get('shop').service.register.opening(who, table), v = c.get('view')
    return choice ? show(c, registerNew(v, { table, choice, key: v.newKey() })) : notHere(c)
  }))
  .get('/register/:id', atDesk((c, who) => drawEntry(c, who, c.req.param('id')!)))
