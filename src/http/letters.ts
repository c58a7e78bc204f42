/** Official letters: as PDF or Word, many in one zip, or a page to print. */
import { Hono } from 'hono'
import { letterPage } from '#pages/desk/letter.ts'
import type { Who } from '#service/views.ts'
import { notHere, refuse, show } from '#http/answer.ts'
import type { C, Env } from '#http/env.ts'
import { isId } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'

/** A session has about two hundred suggestions. */
const mostAtOnce = 400
const types = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', zip: 'application/zip' } as const
const formatOf = (c: C): 'pdf' | 'docx' => (c.req.query('format') === 'docx' ? 'docx' : 'pdf')

type Got = { readonly ok: true; readonly name: string; readonly bytes: Uint8Array } | { readonly ok: true; readonly name: string; readonly parts: AsyncIterable<Uint8Array> } | { readonly ok: false; readonly says: readonly [string, string]; readonly apart?: true } | undefined
/** Sent on as it comes: the browser shows at once that something is arriving, and is waited for. */
function flowing(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const from = parts[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({ async pull(to) { const next = await from.next(); if (next.done) to.close(); else to.enqueue(next.value) }, async cancel() { await from.return?.() } })
}
/** Where an organ finds its letters of what it does not see as a whole. */
const ledger = '/desk/owed'
/** Handed over to be kept: nothing in it runs in the browser. */
function hand(c: C, got: Got, type: keyof typeof types, back: string): Response | Promise<Response> {
  if (!got) return notHere(c)
  if (!got.ok) return refuse(c, 409, 'letter', got.says, { back: got.apart ? ledger : back })
  return c.body('parts' in got ? flowing(got.parts) : got.bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': types[type], 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(got.name)}`, 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'" })
}

async function letter(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!, [, name, type] = /^(\w+)(?:\.(pdf|docx|zip))?$/.exec(c.req.param('name')!) ?? [], one = c.req.query('one') || undefined, { letters } = c.get('shop').service
  if (!isId(id) || !name) return notHere(c)
  const back = `/${who.face}/m/${id}`
  if (type === 'zip') return hand(c, await letters.zip(who, [id], name, formatOf(c)), 'zip', back)
  if (type === 'pdf' || type === 'docx') return hand(c, await letters.file(who, id, name, type, one), type, back)
  const view = await letters.view(who, id, name, one)
  if (!view) return notHere(c)
  const from = view.apart ? ledger : back
  return 'refusal' in view ? refuse(c, 409, 'letter', view.refusal, { back: from }) : show(c, letterPage(c.get('view'), view, from))
}

/** The same letter of many matters: ?letter=…&m=…&m=… */
async function many(c: C, who: Who): Promise<Response> {
  const ids = (c.req.queries('m') ?? []).filter(isId), name = c.req.query('letter') ?? ''
  if (!ids.length || !/^\w+$/.test(name)) return notHere(c)
  if (ids.length > mostAtOnce) return refuse(c, 422, 'letter.many', [`一次最多${mostAtOnce}件，请分几次下载`, `At most ${mostAtOnce} matters at once; take them in parts`])
  return hand(c, await c.get('shop').service.letters.zip(who, ids, name, formatOf(c)), 'zip', '/desk/list')
}

export const letters = new Hono<Env>()
  .get('/letters.zip', signedIn(many))
  .get('/m/:id/letters/:name', signedIn(letter))
/** The deputies' own face: what they see there they may take. */
export const deputyLetters = new Hono<Env>().get('/m/:id/letters/:name', signedIn(letter))
