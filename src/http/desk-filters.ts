/** The list with the filters kept under a name, and keeping, deleting and bringing back one of them. */
import { Hono } from 'hono'
import { list } from '#pages/desk/list.ts'
import type { Label } from '#loop/words.ts'
import { ServiceError } from '#service/errors.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { first, readForm } from '#http/form.ts'
import { filtersOf, isId, limitParam } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'
import { viewOf } from '#http/visit.ts'

const most = 200, usual = 50

async function removedOf(c: C, who: Who) {
  const id = c.req.query('removed')
  return id !== undefined && isId(id) ? c.get('shop').service.desk.removedFilter(who, id) : undefined
}
export async function listPage(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop')
  const found = await service.list(who, filtersOf(c), c.req.query('after'), limitParam(c, most, usual))
  return show(c, list(c.get('view'), found, { saved: await service.desk.savedFilters(who), removed: await removedOf(c, who), under: await service.desk.bulksUntold(who) }))
}
/** A filter is an address of the list and nothing else: what is no parameter of ours is left out. */
const names = ['procedure', 'stage', 'light', 'ended', 'place', 'category', 'channel', 'outcome', 'handler', 'mark', 'from', 'to', 'movedFrom', 'movedTo', 'q']
const clean = (query: string): string => { const given = new URLSearchParams(query), out = new URLSearchParams(); for (const [n, x] of given) if (names.includes(n) && x) out.append(n, x); return out.toString() }

async function save(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c), { service } = c.get('shop'), query = clean(first(kept, 'query'))
  try { await service.desk.saveFilter(who, first(kept, 'name'), query, first(kept, '_key') || c.get('view').newKey()) } catch (e) {
    if (!(e instanceof ServiceError) || e.code !== 'badRequest') throw e
    return again(c, who, query, e.says)
  }
  return c.redirect(`/desk/list?${query}`, 303)
}
async function again(c: C, who: Who, query: string, fault: Label): Promise<Response> {
  const { service } = c.get('shop'), path = query ? `/desk/list?${query}` : '/desk/list'
  const f = Object.fromEntries(new URLSearchParams(query))
  const found = await service.list(who, { ...f, ...(f.ended === undefined ? {} : { ended: f.ended === '1' }) } as Parameters<typeof service.list>[1], undefined, usual)
  return show(c, list(viewOf(c, { path }), found, { saved: await service.desk.savedFilters(who), under: [], fault }), 422)
}
export const filters = new Hono<Env>()
  .post('/', signedIn(save))
  .post('/:id/remove', signedIn(async (c, who) => { const id = c.req.param('id')!; return isId(id) && (await c.get('shop').service.desk.removeFilter(who, id)) ? c.redirect(`/desk/list?removed=${id}`, 303) : notHere(c) }))
  .post('/:id/restore', signedIn(async (c, who) => { const id = c.req.param('id')!, { desk } = c.get('shop').service; const was = isId(id) ? await desk.removedFilter(who, id) : undefined; return was && (await desk.restoreFilter(who, id)) ? c.redirect(`/desk/list?${was.query}`, 303) : notHere(c) }))
