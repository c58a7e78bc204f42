/** The page of one day, for its own routes and for a form put back after signing in again. */
import { type DayForm, dayForm, daySheet, newDayForm } from '#pages/desk/day.ts'
import { draftNotice } from '#pages/desk/draft.ts'
import type { Html, Kept } from '#pages/view.ts'
import type { DayLine } from '#service/day.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { draftOf } from '#http/desk-drafts.ts'
import type { C } from '#http/env.ts'
import { slipsOf } from '#http/slip.ts'
import { isId } from '#http/query.ts'

export const dayPath = (id: string): string => `/desk/days/${id}`

/** The kinds of gathering a day's page records. */
export const gatherings = ['reception', 'activity']
/** What stands already for the place and the day that were typed. */
export async function twinsOf(c: C, who: Who, procedure: string, kept: Kept): Promise<readonly DayLine[]> {
  const place = kept.place?.[0] ?? '', day = kept.day?.[0] ?? ''
  return gatherings.includes(procedure) && isId(place) && /^\d{4}-\d{2}-\d{2}$/.test(day) ? c.get('shop').service.sameDay(who, procedure, place, day) : []
}
/** The day as a form to fill in, or as its sheet once it is recorded. */
export async function drawDay(c: C, who: Who, id: string, more: { kept?: Kept; notice?: Html } = {}): Promise<Response> {
  const { service } = c.get('shop'), v = c.get('view')
  const d = isId(id) ? await service.day(who, id) : undefined
  if (!d) return notHere(c)
  const record = d.view.choices.find(x => x.act === 'record')
  if (!record) return d.present.length ? show(c, daySheet(v, d, { saved: c.req.query('saved') === '1', slips: slipsOf(c, id).length })) : c.redirect(`/desk/m/${id}`, 303)
  if (record.refusal) return c.redirect(`/desk/m/${id}`, 303)
  const draft = more.kept ? undefined : await draftOf(c, who, dayPath(id))
  return show(c, dayForm(v, d, record, { kept: more.kept ?? draft?.kept, key: v.newKey(), notice: more.notice ?? draftNotice(v, draft, dayPath(id)) }))
}

/** The same page for a day nobody had planned. */
export async function drawNewDay(c: C, who: Who, procedure: string, more: Partial<DayForm> = {}, status: 200 | 403 | 404 | 409 | 422 = 200): Promise<Response> {
  const { service } = c.get('shop'), v = c.get('view')
  const choice = gatherings.includes(procedure) ? await service.opening(who.congress, procedure, who, 'enter') : undefined
  const label = service.procedures().find(p => p.id === procedure)?.label
  if (!choice || choice.refusal || !label) return notHere(c)
  const path = `/desk/days/new/${procedure}`, draft = more.kept ? undefined : await draftOf(c, who, path)
  return show(c, newDayForm(v, { procedure, label, people: await service.dayNew(who) }, choice, { kept: draft?.kept, key: v.newKey(), notice: draftNotice(v, draft, path), ...more }), status)
}
