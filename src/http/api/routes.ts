/** The API: the same service, JSON in and out, one door for acts. */
import { Hono } from 'hono'
import type { Label } from '#loop/words.ts'
import type { Outcome, Who } from '#service/views.ts'
import { actorOf, attempt, withIds } from '#http/acting.ts'
import { notHere, problem, refuse, tooOften } from '#http/answer.ts'
import { type ActBody, readActBody, readJson } from '#http/api/body.ts'
import type { C, Env } from '#http/env.ts'
import { maxFileBytes, maxFiles, readForm, tooBig } from '#http/form.ts'
import { dayParam, filtersOf, isId, limitParam, yearParam } from '#http/query.ts'
import { noReceipt } from '#http/receipts.ts'
import { fromOf } from '#http/session.ts'
import { signInRefusal } from '#http/signing.ts'

const signFirst: Label = ['请先登录（POST /api/session），再带上 Authorization: Bearer', 'Please sign in first (POST /api/session), then send Authorization: Bearer']
const unsigned = (c: C): Response => { c.header('WWW-Authenticate', 'Bearer realm="huiyin"'); return problem(c, 401, 'signIn', signFirst) }
const mine = (work: (c: C, who: Who) => Response | Promise<Response>) => (c: C): Response | Promise<Response> => { const who = c.get('who'); return who ? work(c, who) : unsigned(c) }
/** Public figures and receipts still need a congress to be of. */
const here = (work: (c: C, congress: number) => Response | Promise<Response>) => (c: C): Response | Promise<Response> => { const congress = c.get('congress'); return congress ? work(c, congress.id) : notHere(c) }

/** An outcome as JSON: what was done, or why not. A matter that is not there looks like one that is not yours. */
function told(c: C, outcome: Outcome, opened: boolean): Response | Promise<Response> {
  if (outcome.ok) { const { ok: _ok, ...done } = outcome; return c.json(done, opened && outcome.verdict === 'done' ? 201 : 200) }
  if (outcome.refusal.rule === 'matter') return notHere(c)
  return problem(c, outcome.status, outcome.refusal.rule, outcome.refusal.says, { field: outcome.refusal.field, refusal: outcome.refusal, since: outcome.since })
}
const times = (b: ActBody) => ({ key: b.key, ...(b.at ? { at: b.at } : {}), ...(b.seen === undefined ? {} : { seen: b.seen }) })

async function act(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop')
  const id = c.req.param('id')!, name = c.req.param('act')!
  if (!isId(id) || !(await service.findMatter(who, id))) return notHere(c)
  const body = await readActBody(c)
  if (body instanceof Response) return body
  return told(c, await attempt(async () => service.act({ congress: who.congress, matter: id, act: name, input: await withIds(c, who, name, body.input), actor: actorOf(who), ...times(body) })), false)
}

/** Opens a matter: as whoever is signed in, or, for a request, as anybody at the portal. */
async function open(c: C): Promise<Response> {
  const { service, limits } = c.get('shop')
  const congress = c.get('congress'), who = c.get('who'), procedure = c.req.param('procedure')!
  if (!congress || !service.procedures().some(p => p.id === procedure && !p.childOnly)) return notHere(c)
  if (!who && procedure !== 'request') return unsigned(c)
  const body = await readActBody(c)
  if (body instanceof Response) return body
  if (!who) { const wait = await limits.take(c, 'raise'); if (wait) return tooOften(c, wait) }
  const choice = await service.opening(congress.id, procedure, who ?? 'portal', c.req.param('act'))
  if (!choice) return notHere(c)
  return told(c, await attempt(() => service.act({ congress: congress.id, procedure, act: choice.act, input: body.input, actor: who ? actorOf(who) : { kind: 'portal' }, ...times(body) })), true)
}

/** A real congress asks for what its account has; a sample lets one choose, on this machine. */
async function session(c: C): Promise<Response> {
  const here = c.get('congress')
  if (!here || here.sample) return sampleSession(c)
  const body = await readJson(c, ['login', 'password', 'code'])
  if (body instanceof Response) return body
  for (const name of ['login', 'password', 'code'] as const) if (typeof body[name] !== 'string' && (name !== 'code' || body.code !== undefined)) return problem(c, 422, 'input.invalid', [`“${name}”应是文字`, `"${name}" must be a text`], { field: name })
  const e = await c.get('shop').service.accounts.signIn(here.id, { login: body.login as string, password: body.password as string, ...(body.code === undefined ? {} : { code: body.code as string }) }, fromOf(c, true))
  if (e.ok) return c.json({ token: e.token }, 201)
  if (e.wait) c.header('Retry-After', String(e.wait))
  return problem(c, e.wait ? 429 : 401, e.rule, e.says, { field: e.field })
}
async function sampleSession(c: C): Promise<Response> {
  const no = signInRefusal(c)
  if (no) return problem(c, 403, no.rule, no.says)
  const body = await readJson(c, ['person'])
  if (body instanceof Response) return body
  const congress = c.get('congress')!
  const token = typeof body.person === 'string' && isId(body.person) ? await c.get('shop').service.signIn(congress.id, body.person) : undefined
  return token ? c.json({ token }, 201) : problem(c, 422, 'signIn.person', ['没有这位示例人员', 'There is no such sample person'], { field: 'person' })
}

async function rate(c: C): Promise<Response> {
  const { service, limits } = c.get('shop'), code = c.req.param('code')!
  const wait = await limits.take(c, 'rate')
  if (wait) return tooOften(c, wait)
  const behind = await service.receiptMatter(code)
  if (!behind) return noReceipt(c)
  const body = await readActBody(c, ['proof', 'part'])
  if (body instanceof Response) return body
  const proven = typeof body.proof === 'string' && await service.receiptProof(code, body.proof)
  if (proven === 'limited') return tooOften(c, 3600)
  if (!proven) return problem(c, 403, 'proof', ['编号或手机号后四位对不上', 'The digits do not match'], { field: 'proof' })
  if (body.part !== undefined && (typeof body.part !== 'string' || !isId(body.part))) return problem(c, 422, 'input.invalid', ['“part”应是事项的编号', '"part" must be an id'], { field: 'part' })
  return told(c, await attempt(() => service.act({ congress: behind.congress, matter: (body.part as string | undefined) ?? behind.matter, act: 'rate', input: body.input, actor: { kind: 'receipt', matter: behind.matter }, ...times(body) })), false)
}

async function upload(c: C, who: Who): Promise<Response> {
  const sent = await readForm(c), all = Object.values(sent.files).flat()
  if (all.length === 0) return problem(c, 422, 'input.invalid', ['没有收到文件', 'No file was received'], { field: 'file' })
  if (all.length > maxFiles) return problem(c, 413, 'tooLarge', [`一次最多传${maxFiles}个文件`, `At most ${maxFiles} files at a time`])
  const ids: string[] = []
  for (const f of all) {
    if (f.size > maxFileBytes) return problem(c, 413, 'tooLarge', tooBig)
    const put = await c.get('shop').service.putFile(who.congress, new Uint8Array(await f.arrayBuffer()), f.name)
    if (!put.ok) return problem(c, 422, 'file', put.says, { field: 'file' })
    ids.push(put.id)
  }
  return c.json({ files: ids }, 201)
}

export const api = new Hono<Env>()
  .post('/session', session)
  .get('/me', mine((c, who) => c.json(who)))
  .get('/inbox', mine(async (c, who) => c.json(await c.get('shop').service.inbox(who, c.req.query('after')))))
  .get('/procedures', c => c.json({ items: c.get('shop').service.procedures() }))
  .get('/procedures/:id', c => { const p = c.get('shop').service.procedures().find(x => x.id === c.req.param('id')); return p ? c.json(p) : notHere(c) })
  .get('/matters', mine(async (c, who) => {
    const l = await c.get('shop').service.list(who, filtersOf(c), c.req.query('after'), limitParam(c, 200, 50))
    return c.json({ items: l.items, total: l.total, ...(l.atLeast ? { atLeast: true } : {}), next: l.next })
  }))
  .get('/matters/:id', mine(async (c, who) => {
    const id = c.req.param('id')!, asOf = dayParam(c, 'asOf')
    const view = isId(id) ? await c.get('shop').service.matter(who, id, asOf) : undefined
    return view ? c.json(view) : notHere(c)
  }))
  .post('/matters/:id/:act', mine(act))
  .get('/figures', here(async (c, congress) => c.json({ items: await c.get('shop').service.figures(congress, yearParam(c), dayParam(c, 'asOf'), dayParam(c, 'known')) })))
  .get('/figures/:id', here(async (c, congress) => {
    const f = await c.get('shop').service.figure(congress, c.req.param('id')!, yearParam(c), dayParam(c, 'asOf'), dayParam(c, 'known'))
    return f ? c.json(f) : notHere(c)
  }))
  .get('/figures/:id/records', mine(async (c, who) => {
    const items = await c.get('shop').service.figureRecords(who.congress, c.req.param('id')!, yearParam(c), dayParam(c, 'asOf'), dayParam(c, 'known'), c.req.query('reading') || undefined, who)
    return items ? c.json({ items, total: items.length }) : notHere(c)
  }))
  .get('/report/:year', mine(async (c, who) => {
    const year = c.req.param('year')!
    if (!/^(?:19|20|21)\d{2}$/.test(year)) return refuse(c, 400, 'badRequest', ['年份应是四位数字', 'The year must have four digits'], { field: 'year' })
    return c.json({ year: Number(year), figures: await c.get('shop').service.report(who.congress, Number(year), dayParam(c, 'asOf'), dayParam(c, 'known'), who) })
  }))
  .post('/files', mine(upload))
  .get('/receipts/:code', async c => { const r = await c.get('shop').service.receipt(c.req.param('code')!); if (!r) return noReceipt(c)
    // The six digits stand on the paper alone: they are the proof that rating asks for.
    const { short: _, ...rest } = r
    return c.json(rest)
  })
  .post('/receipts/:code/rate', rate)
  .post('/:procedure', open)
  .post('/:procedure/:act', open)
