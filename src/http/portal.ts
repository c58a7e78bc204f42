/** The portal: the first page, following by receipt, rating, adding, withdrawing. Nobody signs in here. */
import { Hono } from 'hono'
import QRCode from 'qrcode'
import { home, missing } from '#pages/portal/home.ts'
import { status } from '#pages/portal/public.ts'
import { receipt, type ReceiptPage } from '#pages/portal/receipt.ts'
import type { Kept } from '#pages/view.ts'
import type { Form } from '#loop/fields.ts'
import type { Label } from '#loop/words.ts'
import { attempt, declared } from '#http/acting.ts'
import { show, tooOften } from '#http/answer.ts'
import { noReceipt } from '#http/receipts.ts'
import type { C, Env } from '#http/env.ts'
import { first, inputOf, isFault, keepFiles, keyOf, readForm, type Sent } from '#http/form.ts'
import { looking, siteUrl } from '#http/portal-looking.ts'
import { canRaise, raising } from '#http/portal-raise.ts'
import { slipOf } from '#http/slip.ts'

const say = (zh: string, en: string): Label => [zh, en]

async function receiptPage(c: C, code: string, more: Partial<ReceiptPage> = {}, status: 200 | 403 | 404 | 409 | 422 = 200) {
  const { service } = c.get('shop')
  const found = await service.receipt(code)
  if (!found) return noReceipt(c)
  const fresh = slipOf(c)?.code === code
  return show(c, receipt(c.get('view'), { receipt: found, followUrl: siteUrl(c, `/r/${found.code}`), fresh, words: fresh ? await service.receiptWords(code) : undefined, ...more }), status)
}

/** What the holder of a receipt does: the act, the fields it takes from the form, and which form comes back with a fault. */
const doings = {
  rate: { act: 'rate', fields: ['solved', 'grade', 'comment'], of: 'rate' },
  withdraw: { act: 'withdraw', fields: ['why'], of: 'withdraw' },
  photos: { act: 'addPhotos', fields: ['added'], of: 'photos' },
} as const

/** The holder of a receipt does something, having shown that it is theirs. */
async function byReceipt(c: C, what: keyof typeof doings) {
  const wait = await c.get('shop').limits.take(c, 'rate')
  if (wait) return tooOften(c, wait)
  const { service } = c.get('shop'), { act, fields, of } = doings[what]
  const code = c.req.param('code')!, sent = await readForm(c)
  const behind = await service.receiptMatter(code)
  if (!behind) return noReceipt(c)
  const no = (field: string, says: Label, kept: Kept = sent.kept, status: 403 | 404 | 409 | 422 = 422) => receiptPage(c, code, { kept, of, faults: [{ field, says }] }, status)
  if (what === 'withdraw' && first(sent.kept, 'sure') !== 'on') return no('', say('请先勾选“我确定撤回”', 'Please tick "I am sure" first'))
  // Nothing is put away for somebody who has not shown that the receipt is theirs.
  const proven = await service.receiptProof(code, first(sent.kept, 'proof').replace(/\s/g, ''))
  if (proven === 'limited') return tooOften(c, 3600)
  if (!proven) return no('proof', say('编号或手机号后四位对不上', 'The digits do not match'))
  const form: Form = Object.fromEntries(Object.entries(declared(c, 'request', act)).filter(([id]) => (fields as readonly string[]).includes(id)))
  const kept = await putAway(c, form, sent)
  if (isFault(kept)) return no(kept.field, kept.says)
  const input = inputOf(form, Object.fromEntries(Object.entries(kept).filter(([name]) => Object.hasOwn(form, name)).map(([name, all]) => [name, all.map(s => s.trim())])))
  const matter = what === 'rate' ? first(kept, 'part') || behind.matter : behind.matter
  const outcome = await attempt(() => service.act({ congress: behind.congress, matter, act, input, actor: { kind: 'receipt', matter: behind.matter }, key: keyOf(first(kept, '_key')) ?? c.get('view').newKey() }))
  return outcome.ok ? c.redirect(`/r/${code}`, 303) : no(outcome.refusal.field ?? '', outcome.refusal.says, kept, outcome.status)
}
const putAway = (c: C, form: Form, sent: Sent) => (Object.keys(sent.files).length ? keepFiles(c, form, sent) : Promise.resolve(sent.kept))

export const portal = new Hono<Env>()
  .get('/', async c => show(c, c.get('congress') ? home(c.get('view'), (await canRaise(c)) !== undefined, await c.get('shop').service.openness.any(c.get('congress')!.id)) : missing(c.get('view'))))
  .route('/', raising)
  .get('/r', c => { const code = (c.req.query('code') ?? '').replace(/\s/g, ''); return code ? c.redirect(`/r/${encodeURIComponent(code.slice(0, 100))}`, 303) : c.redirect('/status', 303) })
  .get('/r/:code', c => receiptPage(c, c.req.param('code')))
  .get('/r/:code/qr.svg', async c => {
    const found = await c.get('shop').service.receiptMatter(c.req.param('code'))
    if (!found) return noReceipt(c)
    const svg = await QRCode.toString(siteUrl(c, `/r/${c.req.param('code')}`), { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml' })
  })
  .post('/r/:code/rate', c => byReceipt(c, 'rate'))
  .post('/r/:code/withdraw', c => byReceipt(c, 'withdraw'))
  .post('/r/:code/photos', c => byReceipt(c, 'photos'))
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
  .route('/', looking)
