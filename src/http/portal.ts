/** The portal: raise, follow, rate, look up. Nobody signs in here. */
import { Hono } from 'hono'
import QRCode from 'qrcode'
import { home, missing } from '#pages/portal/home.ts'
import { closed, raise } from '#pages/portal/raise.ts'
import { figures, published, status } from '#pages/portal/public.ts'
import { receipt, type ReceiptPage } from '#pages/portal/receipt.ts'
import type { Fault, Kept } from '#pages/view.ts'
import type { Label } from '#loop/words.ts'
import { notHere, show, tooOften } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { first, inputOf, isFault, keepFiles, keyOf, readForm } from '#http/form.ts'
import { yearParam } from '#http/query.ts'
import { attempt, formOf } from '#http/acting.ts'
import { keepSlip, slipOf } from '#http/slip.ts'

/** Without a street to choose nobody can say where it is: the register is still empty. */
const canRaise = async (c: C) => {
  const congress = c.get('congress')
  const choice = congress && (await c.get('shop').service.opening(congress.id, 'request', 'portal'))
  return choice && !choice.refusal && choice.fields.every(f => f.kind !== 'place' || f.options.length > 0) ? choice : undefined
}

/** The address people type: the operator's, or the one this request came to. */
function followUrl(c: C, code: string): string {
  const { publicUrl, trustProxy } = c.get('shop').options
  if (publicUrl) return `${publicUrl.replace(/\/$/, '')}/r/${code}`
  const url = new URL(c.req.url), proto = trustProxy ? c.req.header('x-forwarded-proto') : undefined
  return `${proto === 'https' ? 'https:' : url.protocol}//${url.host}/r/${code}`
}
const say = (zh: string, en: string): Label => [zh, en]

async function receiptPage(c: C, code: string, more: Partial<ReceiptPage> = {}, status: 200 | 403 | 409 | 422 = 200) {
  const found = await c.get('shop').service.receipt(code)
  return found ? show(c, receipt(c.get('view'), { receipt: found, followUrl: followUrl(c, found.code), fresh: slipOf(c)?.code === code, ...more }), status) : notHere(c)
}

/** The holder of a receipt does something, having shown that it is theirs. */
async function byReceipt(c: C, act: 'rate' | 'withdraw', kept: Kept, matter?: string) {
  const { service } = c.get('shop')
  const code = c.req.param('code')!
  const behind = await service.receiptMatter(code)
  if (!behind) return notHere(c)
  const no = (field: string, says: Label) => receiptPage(c, code, { kept, faults: [{ field, says }] }, 422)
  if (act === 'withdraw' && first(kept, 'sure') !== 'on') return no('', say('请先勾选“我确定撤回”', 'Please tick "I am sure" first'))
  const proven = await service.receiptProof(code, first(kept, 'proof').replace(/\s/g, ''))
  if (proven === 'limited') return tooOften(c, 3600)
  if (!proven) return no('proof', say('编号或手机号后四位对不上', 'The digits do not match'))
  const input: Record<string, string> = {}
  for (const f of act === 'rate' ? ['solved', 'grade', 'comment'] : ['why']) { const v = first(kept, f).trim(); if (v) input[f] = v }
  const outcome = await attempt(() => service.act({ congress: behind.congress, matter: matter ?? behind.matter, act, input, actor: { kind: 'receipt', matter: behind.matter }, key: keyOf(first(kept, '_key')) ?? c.get('view').newKey() }))
  if (outcome.ok) return c.redirect(`/r/${code}`, 303)
  return receiptPage(c, code, { kept, faults: [{ field: outcome.refusal.field ?? '', says: outcome.refusal.says }] }, outcome.status)
}

export const portal = new Hono<Env>()
  .get('/', async c => show(c, c.get('congress') ? home(c.get('view'), (await canRaise(c)) !== undefined) : missing(c.get('view'))))
  .get('/raise', async c => {
    const choice = await canRaise(c)
    return show(c, choice ? raise(c.get('view'), { choice, key: c.get('view').newKey() }) : closed(c.get('view')))
  })
  .post('/raise', async c => {
    const wait = await c.get('shop').limits.take(c, 'raise')
    if (wait) return tooOften(c, wait)
    const choice = await canRaise(c), congress = c.get('congress')
    if (!choice || !congress) return show(c, closed(c.get('view')), 409)
    const sent = await readForm(c)
    const form = formOf(choice.fields)
    const back = (kept: Kept, faults: readonly Fault[], code: 403 | 409 | 422 = 422) => show(c, raise(c.get('view'), { choice, key: keyOf(first(kept, '_key')) ? first(kept, '_key') : c.get('view').newKey(), kept, faults }), code)
    const kept = await keepFiles(c, form, sent)
    if (isFault(kept)) return back(sent.kept, [kept])
    const key = keyOf(first(kept, '_key')) ?? keyOf(c.get('view').newKey())!
    const outcome = await attempt(() => c.get('shop').service.act({ congress: congress.id, procedure: 'request', act: choice.act, input: inputOf(form, kept), actor: { kind: 'portal' }, key }))
    if (!outcome.ok) return back(kept, [{ field: outcome.refusal.field ?? '', says: outcome.refusal.says }], outcome.status)
    if (!outcome.receipt) return notHere(c)
    keepSlip(c, outcome.matter, outcome.receipt)
    return c.redirect(`/r/${outcome.receipt}`, 303)
  })
  .get('/r', c => { const code = (c.req.query('code') ?? '').replace(/\s/g, ''); return code ? c.redirect(`/r/${encodeURIComponent(code.slice(0, 100))}`, 303) : c.redirect('/status', 303) })
  .get('/r/:code', c => receiptPage(c, c.req.param('code')))
  .get('/r/:code/qr.svg', async c => {
    const found = await c.get('shop').service.receiptMatter(c.req.param('code'))
    if (!found) return notHere(c)
    const svg = await QRCode.toString(followUrl(c, c.req.param('code')), { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml' })
  })
  .post('/r/:code/rate', async c => {
    const wait = await c.get('shop').limits.take(c, 'rate')
    if (wait) return tooOften(c, wait)
    const { kept } = await readForm(c)
    return byReceipt(c, 'rate', kept, first(kept, 'part') || undefined)
  })
  .post('/r/:code/withdraw', async c => {
    const wait = await c.get('shop').limits.take(c, 'rate')
    if (wait) return tooOften(c, wait)
    return byReceipt(c, 'withdraw', (await readForm(c)).kept)
  })
  .get('/status', c => show(c, status(c.get('view'))))
  .post('/status', async c => {
    const wait = await c.get('shop').limits.take(c, 'status')
    if (wait) return tooOften(c, wait)
    const { kept } = await readForm(c)
    const congress = c.get('congress')
    const short = first(kept, 'short').replace(/\s/g, ''), tail = first(kept, 'tail').replace(/\s/g, '')
    if (!/^\d{6}$/.test(short) || !/^\d{4}$/.test(tail)) return show(c, status(c.get('view'), { kept: { short, tail }, fault: say('编号是六位数字，手机号后四位是四位数字', 'Six digits for the number, four for the phone') }), 422)
    const found = congress ? await c.get('shop').service.status(congress.id, short, tail) : { found: [] }
    if (found === 'limited') return tooOften(c, 3600)
    return show(c, status(c.get('view'), { kept: { short, tail }, found: found.found }))
  })
  .get('/published', async c => { const congress = c.get('congress'); return show(c, published(c.get('view'), congress ? await c.get('shop').service.published(congress.id) : [])) })
  .get('/figures', async c => { const congress = c.get('congress'), year = yearParam(c); return show(c, figures(c.get('view'), congress ? await c.get('shop').service.figures(congress.id, year) : [], year)) })
