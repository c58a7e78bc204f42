/** Keeping a half-filled form while somebody types, and throwing it away. */
import { Hono } from 'hono'
import { ServiceError } from '#service/errors.ts'
import type { Who } from '#service/views.ts'
import type { C, Env } from '#http/env.ts'
import { draftDone } from '#http/desk-drafts.ts'
import { first, readForm } from '#http/form.ts'
import { signedIn } from '#http/signed-in.ts'

const own = (path: string): string => (/^\/(desk|deputy)(?:[/?][\w\-./?=&%,:+#]*)?$/.test(path) && !path.includes('//') ? path : '/desk')
/** The page a form stands on: an act's is its matter's, opened at the act. */
const pageOf = (form: string): string => { const act = /^\/(desk|deputy)\/m\/([0-9a-f-]{36})\/(\w+)$/.exec(form); return own(act ? `/${act[1]}/m/${act[2]}?do=${act[3]}#act-${act[2]!.slice(0, 8)}-${act[3]}` : form) }

async function keep(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c), form = first(kept, '_form')
  try { await c.get('shop').service.desk.keepDraft(who, form, kept) } catch (e) {
    if (!(e instanceof ServiceError) || c.req.header('x-draft') === undefined) throw e
    return c.body(null, 422)
  }
  return c.req.header('x-draft') === undefined ? c.redirect(pageOf(form), 303) : c.body(null, 204)
}

export const drafts = new Hono<Env>()
  .post('/', c => (c.get('who') || c.req.header('x-draft') === undefined ? signedIn(keep)(c) : c.body(null, 401)))
  .post('/drop', signedIn(async (c, who) => {
    const { kept } = await readForm(c)
    await draftDone(c, who, first(kept, '_form'))
    return c.redirect(own(first(kept, '_back')), 303)
  }))
