/** What those who keep watch look at: doubtful points and samples (auditors), looks at contacts (security), the register of processing. */
import { Hono } from 'hono'
import { doubts, draws, drawn } from '#pages/desk/audit.ts'
import { looks, processingPage } from '#pages/desk/views.ts'
import { dayOf } from '#law/time.ts'
import { type DoubtKind, doubtKinds, doubtLabels } from '#service/audit.ts'
import { ServiceError } from '#service/errors.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { handOver } from '#http/desk-export.ts'
import type { C, Env } from '#http/env.ts'
import { first, keyOf, readForm } from '#http/form.ts'
import { dayParam, isId } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'

const kindOf = (c: C): DoubtKind => { const k = c.req.query('kind') ?? ''; return (doubtKinds as readonly string[]).includes(k) ? (k as DoubtKind) : 'late' }
const span = (c: C) => ({ from: dayParam(c, 'from'), to: dayParam(c, 'to') })
const minute = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

async function doubtsSeen(c: C, who: Who): Promise<Response> {
  const d = await c.get('shop').service.doubts(who, kindOf(c), span(c))
  return d ? show(c, doubts(c.get('view'), d, doubtLabels)) : notHere(c)
}
async function doubtsTaken(c: C, who: Who): Promise<Response> {
  const v = c.get('view'), d = await c.get('shop').service.doubts(who, kindOf(c), span(c))
  if (!d) return notHere(c)
  return handOver(c, who, 'xlsx', {
    name: `doubts-${d.kind}-${d.to}`, what: `doubts:${d.kind}`, head: [v.t('事项编号', 'Id'), v.t('摘要', 'Gist'), v.t('疑点', 'Why it is here'), v.t('经手人', 'By whom'), v.t('发生', 'Happened'), v.t('记录', 'Recorded'), v.t('街道（镇）', 'Place')],
    rows: d.lines.map(l => [l.line.id, v.say(l.line.title), v.say(l.what), l.who ? v.say(l.who) : '', minute(l.at), l.recordedAt ? minute(l.recordedAt) : '', l.line.place ? v.say(l.line.place) : '']),
  })
}

async function drawsSeen(c: C, who: Who, more: { kept?: Record<string, string>; fault?: { field: string; says: ServiceError['says'] } } = {}): Promise<Response> {
  const s = await c.get('shop').service.samples(who)
  return s ? show(c, draws(c.get('view'), { ...s, ...more }), more.fault ? 422 : 200) : notHere(c)
}
async function drawNow(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c), said = Object.fromEntries(['procedure', 'from', 'to', 'seed', 'size'].map(f => [f, first(kept, f).trim()])) as Record<'procedure' | 'from' | 'to' | 'seed' | 'size', string>
  for (const f of ['from', 'to'] as const) if (!/^\d{4}-\d{2}-\d{2}$/.test(said[f]) || Number.isNaN(Date.parse(said[f]))) return drawsSeen(c, who, { kept: said, fault: { field: f, says: ['请写日期', 'Give a day'] } })
  try {
    const id = await c.get('shop').service.drawSample(who, { procedure: said.procedure, from: said.from, to: said.to, seed: said.seed, size: Number(said.size), key: keyOf(first(kept, '_key')) ?? c.get('view').newKey() })
    return id ? c.redirect(`/desk/audit/draws/${id}`, 303) : notHere(c)
  } catch (e) {
    if (e instanceof ServiceError && e.field) return drawsSeen(c, who, { kept: said, fault: { field: e.field, says: e.says } })
    throw e
  }
}
async function drawnSeen(c: C, who: Who): Promise<Response> {
  const asked = c.req.param('id')!, table = asked.endsWith('.xlsx'), id = asked.replace(/\.xlsx$/, ''), v = c.get('view')
  const d = isId(id) ? await c.get('shop').service.drawnSample(who, id) : undefined
  if (!d) return notHere(c)
  if (!table) return show(c, drawn(v, d))
  return handOver(c, who, 'xlsx', {
    name: `sample-${d.at.slice(0, 10)}`, what: 'sample', head: [v.t('序', 'No.'), v.t('事项编号', 'Id'), v.t('摘要', 'Gist'), v.t('环节', 'Stage'), v.t('登记日', 'Entered'), v.t('种子', 'Seed'), v.t('抽取', 'Size'), v.t('总体', 'Population')],
    rows: d.lines.map((l, i) => [i + 1, l.id, ...('hidden' in l ? ['', '', ''] : [v.say(l.title), v.say(l.stageLabel), l.openedDay]), d.seed, d.size, d.population]),
  })
}

const viewer = (c: C): { person?: string } => { const p = c.req.query('viewer')?.trim() ?? ''; return isId(p) ? { person: p } : {} }
async function looksSeen(c: C, who: Who): Promise<Response> {
  const l = await c.get('shop').service.looks(who, { ...span(c), ...viewer(c) })
  return l ? show(c, looks(c.get('view'), l)) : notHere(c)
}
async function looksTaken(c: C, who: Who): Promise<Response> {
  const v = c.get('view'), l = await c.get('shop').service.looks(who, { ...span(c), ...viewer(c) })
  if (!l) return notHere(c)
  return handOver(c, who, 'xlsx', {
    name: `looks-${dayOf(v.now!)}`, what: 'looks', head: [v.t('什么时候', 'When'), v.t('谁', 'Who'), v.t('单位', 'Organ'), v.t('做了什么', 'What'), v.t('理由', 'Reason'), v.t('事项编号', 'Id')],
    rows: l.looks.map(x => [minute(x.at), v.say(x.person), v.say(x.organ), x.what === 'receipt' ? v.t('补打回执', 'Printed the receipt again') : v.t('查看联系方式', 'Looked at the contact'), x.reason, x.matter]),
  })
}

export const watching = new Hono<Env>()
  .get('/audit', signedIn(doubtsSeen))
  .get('/audit.xlsx', signedIn(doubtsTaken))
  .get('/audit/draws', signedIn((c, who) => drawsSeen(c, who)))
  .post('/audit/draws', signedIn(drawNow))
  .get('/audit/draws/:id', signedIn(drawnSeen))
  .get('/views', signedIn(looksSeen))
  .get('/views.xlsx', signedIn(looksTaken))
  .get('/processing', signedIn(async (c, who) => show(c, processingPage(c.get('view'), await c.get('shop').service.processing(who.congress)))))
