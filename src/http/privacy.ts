/** What people may do with what is kept of them: the notice, their own data by receipt, its correction. */
import { Hono } from 'hono'
import { mine, type MinePage } from '#pages/portal/mine.ts'
import { privacy } from '#pages/portal/privacy.ts'
import type { Label } from '#loop/words.ts'
import { attempt } from '#http/acting.ts'
import { show, tooOften } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { first, keyOf, readForm } from '#http/form.ts'
import { noReceipt } from '#http/receipts.ts'

const unfit: Label = ['编号或手机号后四位对不上', 'The digits do not match']

async function draw(c: C, code: string, more: Partial<MinePage> = {}, status: 200 | 409 | 422 = 200): Promise<Response> {
  const r = await c.get('shop').service.receipt(code)
  return r ? show(c, mine(c.get('view'), { code, hasPhone: r.hasPhone, erased: r.erased, ...more }), status) : noReceipt(c)
}

/** Asked with the proof each time: the link alone shows nothing. */
async function read(c: C, whole: boolean): Promise<Response> {
  const { service, limits } = c.get('shop'), code = c.req.param('code')!
  const wait = await limits.take(c, 'rate')
  if (wait) return tooOften(c, wait)
  const { kept } = await readForm(c), proof = first(kept, 'proof').replace(/\s/g, '')
  const data = await service.ownData(code, proof, whole)
  if (data === undefined) return noReceipt(c)
  if (data === 'limited') return tooOften(c, 3600)
  if (data === false) return draw(c, code, { of: 'read', kept, faults: [{ field: 'proof', says: unfit }] }, 422)
  if (!whole) return draw(c, code, { data, proof })
  const { receipt: _, ...rest } = data
  return c.body(JSON.stringify(rest, null, 2), 200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': 'attachment; filename="my-data.json"' })
}

async function correct(c: C): Promise<Response> {
  const { service, limits } = c.get('shop'), code = c.req.param('code')!
  const wait = await limits.take(c, 'rate')
  if (wait) return tooOften(c, wait)
  const behind = await service.receiptMatter(code)
  if (!behind) return noReceipt(c)
  const { kept } = await readForm(c)
  const proven = await service.receiptProof(code, first(kept, 'proof').replace(/\s/g, ''))
  if (proven === 'limited') return tooOften(c, 3600)
  if (!proven) return draw(c, code, { of: 'correct', kept, faults: [{ field: 'proof', says: unfit }] }, 422)
  const input = Object.fromEntries(['name', 'phone'].flatMap(f => (first(kept, f).trim() ? [[f, first(kept, f).trim()]] : [])))
  const outcome = await attempt(() => service.act({ congress: behind.congress, matter: behind.matter, act: 'correctContact', input, actor: { kind: 'receipt', matter: behind.matter }, key: keyOf(first(kept, '_key')) ?? keyOf(c.get('view').newKey())! }))
  if (outcome.ok) return c.redirect(`/r/${code}/mine?done=1`, 303)
  return draw(c, code, { of: 'correct', kept, faults: [{ field: outcome.refusal.field ?? '', says: outcome.refusal.says }] }, outcome.status === 422 ? 422 : 409)
}

export const privacyPages = new Hono<Env>()
  .get('/privacy', async c => { const congress = c.get('congress'); return show(c, privacy(c.get('view'), congress ? (await c.get('shop').service.processing(congress.id)).filter(x => x.constituent) : [])) })
  .get('/r/:code/mine', c => draw(c, c.req.param('code'), { done: c.req.query('done') === '1' }))
  .post('/r/:code/mine', c => read(c, false))
  .post('/r/:code/mine.json', c => read(c, true))
  .post('/r/:code/contact', correct)
