/** The page of one day, for its own routes and for a form put back after signing in again. */
import { dayForm, daySheet } from '#pages/desk/day.ts'
import { draftNotice } from '#pages/desk/draft.ts'
import type { Html, Kept } from '#pages/view.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { draftOf } from '#http/desk-drafts.ts'
import type { C } from '#http/env.ts'
import { isId } from '#http/query.ts'

export const dayPath = (id: string): string => `/desk/days/${id}`

/** The day as a form to fill in, or as its sheet once it is recorded. */
export async function drawDay(c: C, who: Who, id: string, more: { kept?: Kept; notice?: Html } = {}): Promise<Response> {
  const { service } = c.get('shop'), v = c.get('view')
  const d = isId(id) ? await service.day(who, id) : undefined
  if (!d) return notHere(c)
  const record = d.view.choices.find(x => x.act === 'record')
  if (!record) return d.present.length ? show(c, daySheet(v, d, { saved: c.req.query('saved') === '1' })) : c.redirect(`/desk/m/${id}`, 303)
  if (record.refusal) return c.redirect(`/desk/m/${id}`, 303)
  const draft = more.kept ? undefined : await draftOf(c, who, dayPath(id))
  return show(c, dayForm(v, d, record, { kept: more.kept ?? draft?.kept, key: v.newKey(), notice: more.notice ?? draftNotice(v, draft, dayPath(id)) }))
}
