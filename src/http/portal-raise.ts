/** 我要反映问题: found out is where it is, asked at most once, and kept is everything typed. */
import { Hono } from 'hono'
import { closed, raise, type RaiseForm, unsure } from '#pages/portal/raise.ts'
import type { Fault, Kept } from '#pages/view.ts'
import { validate } from '#loop/fields.ts'
import type { Id, Label } from '#loop/words.ts'
import { attempt, formOf } from '#http/acting.ts'
import { notHere, show, tooOften } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { first, inputOf, isFault, keepFiles, keyOf, readForm } from '#http/form.ts'
import { isId } from '#http/query.ts'
import { keepSlip } from '#http/slip.ts'

/** Without a street to choose nobody can say where it is: the register is still empty. */
export const canRaise = async (c: C) => {
  const congress = c.get('congress')
  const choice = congress && (await c.get('shop').service.opening(congress.id, 'request', 'portal'))
  return choice && !choice.refusal && choice.fields.every(f => f.kind !== 'place' || f.options.length > 0) ? choice : undefined
}

/** The station whose poster led here, with the place it stands in. */
async function posterOf(c: C, id: string): Promise<{ id: Id; place: Id; name: Label } | undefined> {
  const congress = c.get('congress')
  const s = congress && isId(id) ? await c.get('shop').service.station(congress.id, id) : undefined
  return s?.placeId ? { id, place: s.placeId, name: s.name } : undefined
}

/** Where it is: as chosen, as told by what was typed, or where the poster hangs. */
async function placeOf(c: C, kept: Kept, poster: { place: Id } | undefined): Promise<Id | undefined> {
  const chosen = first(kept, 'place'), typed = first(kept, 'spot').trim()
  if (chosen) return isId(chosen) ? chosen : undefined
  return (typed ? await c.get('shop').service.placeIn(c.get('congress')!.id, typed) : undefined) ?? poster?.place
}

const tooOftenHere = (seconds: number, photos: boolean): Fault => { const m = Math.ceil(seconds / 60); return { field: '', says: [`这个网络地址交得太频繁了，请过${m}分钟再交${photos ? '（照片要重新选）' : ''}；急事请直接到联络站，或打站里电话`, `Too many came from this network address; please send it in ${m} min${photos ? ' and choose the photos again' : ''}. If it is urgent, come to the station or ring it`] } }

export const raising = new Hono<Env>()
  .get('/raise', async c => {
    const choice = await canRaise(c)
    return show(c, choice ? raise(c.get('view'), { choice, key: c.get('view').newKey(), at: await posterOf(c, c.req.query('at') ?? '') }) : closed(c.get('view')))
  })
  .post('/raise', async c => {
    const wait = await c.get('shop').limits.take(c, 'raise')
    const choice = await canRaise(c), congress = c.get('congress')
    if (!choice || !congress) return wait ? tooOften(c, wait) : show(c, closed(c.get('view')), 409)
    const sent = await readForm(c)
    const form = formOf(choice.fields), key = keyOf(first(sent.kept, '_key')) ? first(sent.kept, '_key') : c.get('view').newKey()
    const poster = await posterOf(c, first(sent.kept, '_at'))
    const draw = (kept: Kept, more: Partial<RaiseForm>, status: 200 | 403 | 404 | 409 | 422 | 429) => show(c, raise(c.get('view'), { choice, key, kept, at: poster, ...more }), status)
    const back = (kept: Kept, faults: readonly Fault[], status: 403 | 404 | 409 | 422 = 422) => draw(kept, { faults }, status)
    // A whole building may share one address: what was written is given back, and nothing is put away.
    if (wait) { c.header('Retry-After', String(wait)); return draw(sent.kept, { faults: [tooOftenHere(wait, Object.keys(sent.files).length > 0)] }, 429) }
    const kept = await keepFiles(c, form, sent)
    if (isFault(kept)) return back(sent.kept, [kept])
    const { place: _, ...input } = inputOf(form, kept), place = await placeOf(c, kept, poster)
    const checked = validate(form, input)
    if (!checked.ok) return back(kept, [{ field: checked.field, says: checked.says }])
    if (!place && !first(kept, 'spot').trim()) return back(kept, [{ field: 'spot', says: ['请写在哪里（小区、村、社区或路口）', 'Say where it is: a compound, village, community or crossing'] }])
    // Past the station nobody needs to know whose street it is before the district has read it.
    if (!place && first(kept, 'place') !== unsure && input.direct !== true) return draw(kept, { asks: true }, 200)
    const outcome = await attempt(() => c.get('shop').service.act({ congress: congress.id, procedure: 'request', act: choice.act, input: { ...input, ...(place ? { place } : {}) }, actor: { kind: 'portal' }, key: keyOf(key)! }))
    if (!outcome.ok) return back(kept, [{ field: outcome.refusal.field ?? '', says: outcome.refusal.says }], outcome.status)
    if (!outcome.receipt) return notHere(c)
    keepSlip(c, outcome.matter, outcome.receipt)
    return c.redirect(`/r/${outcome.receipt}`, 303)
  })
