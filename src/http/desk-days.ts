/** Reception days and activities on the desk: the list of days, one day's record in one save, its sheet, the month. */
import { Hono } from 'hono'
import { dayForm, daySheet } from '#pages/desk/day.ts'
import { slips } from '#pages/desk/slips.ts'
import { daysPage } from '#pages/desk/days.ts'
import { monthList, monthPage } from '#pages/desk/month.ts'
import type { Refusal } from '#loop/words.ts'
import type { Done, ReceiptView, Who } from '#service/views.ts'
import { actorOf, attempt, formOf } from '#http/acting.ts'
import { notHere, refuse, show } from '#http/answer.ts'
import { dayPath, drawDay, drawNewDay, gatherings, twinsOf } from '#http/day-page.ts'
import { draftDone } from '#http/desk-drafts.ts'
import type { C, Env } from '#http/env.ts'
import { first, inputOf, keyOf, readForm } from '#http/form.ts'
import { isId } from '#http/query.ts'
import { keepSlips, slipsOf } from '#http/slip.ts'
import { signedIn } from '#http/signed-in.ts'

async function list(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop')
  const openable = (await service.openable(who)).some(p => p.procedure === 'reception')
  return show(c, daysPage(c.get('view'), await service.days(who), openable))
}

async function save(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!, { service } = c.get('shop'), v = c.get('view')
  const d = isId(id) ? await service.day(who, id) : undefined
  if (!d) return notHere(c)
  const record = d.view.choices.find(x => x.act === 'record')
  const { kept } = await readForm(c)
  const key = keyOf(first(kept, '_key')) ?? keyOf(v.newKey())!
  const form = record ? formOf(record.fields) : formOf((await service.opening(who.congress, d.view.line.procedure, who, 'enter'))?.fields ?? [])
  const seen = Number(first(kept, '_seen'))
  const outcome = await attempt(() => service.act({ congress: who.congress, matter: id, act: 'record', input: inputOf(form, kept), actor: actorOf(who), key, ...(Number.isInteger(seen) && seen > 0 ? { seen } : {}) }))
  if (outcome.ok) return saved(c, who, id, dayPath(id), outcome)
  // Somebody recorded the day meanwhile: what was typed here is not thrown away but shown beside what stands.
  if (!record && d.present.length) return show(c, daySheet(v, d, { refusal: outcome.refusal.rule === 'keyReused' ? already : outcome.refusal, kept }), outcome.status)
  if (!record || record.refusal) return refuse(c, outcome.status, outcome.refusal.rule, outcome.refusal.says, { back: `/desk/m/${id}` })
  return show(c, dayForm(v, d, record, { kept, refusal: outcome.refusal, since: outcome.since, key: v.newKey() }), outcome.status)
}

const already: Refusal = { ok: false, rule: 'keyReused', may: [], says: ['这一天刚才已登记好；要改请点“更正、补登意见和全部过程”。', 'The day was recorded a moment ago; to change it use the corrections below.'] }

/** Recorded: the draft goes, the receipts are in hand for half an hour, and the sheet says so. */
async function saved(c: C, who: Who, id: string, form: string, outcome: Done): Promise<Response> {
  await draftDone(c, who, form)
  if (outcome.made.length) keepSlips(c, id, outcome.made.map(m => m.receipt))
  return c.redirect(`${dayPath(id)}?saved=1`, 303)
}

async function saveNew(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop'), v = c.get('view'), procedure = c.req.param('procedure')!
  const choice = gatherings.includes(procedure) ? await service.opening(who.congress, procedure, who, 'enter') : undefined
  if (!choice || choice.refusal) return notHere(c)
  const { kept } = await readForm(c), key = keyOf(first(kept, '_key')) ? first(kept, '_key') : v.newKey()
  const twins = first(kept, '_sure') ? [] : await twinsOf(c, who, procedure, kept)
  if (twins.length) return drawNewDay(c, who, procedure, { kept, twins, key }, 409)
  const outcome = await attempt(() => service.act({ congress: who.congress, procedure, act: 'enter', input: inputOf(formOf(choice.fields), kept), actor: actorOf(who), key: keyOf(key)! }))
  if (outcome.ok) return saved(c, who, outcome.matter, `/desk/days/new/${procedure}`, outcome)
  return drawNewDay(c, who, procedure, { kept, refusal: outcome.refusal, since: outcome.since, key }, outcome.status)
}

/** The receipts of the day just recorded, while they are in hand. */
async function printSlips(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop'), id = c.req.param('id')!
  const d = isId(id) ? await service.day(who, id) : undefined
  if (!d) return notHere(c)
  const found: ReceiptView[] = []
  for (const code of slipsOf(c, id)) { const r = await service.receipt(code); if (r && d.opinions.some(o => o.line.short === r.short)) found.push(r) }
  if (!found.length) return c.redirect(dayPath(id), 303)
  return show(c, slips(c.get('view'), d, found))
}

async function month(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop')
  const m = await service.month(who, c.req.query('month') || c.get('view').today!.slice(0, 7), c.req.query('place') || undefined)
  return m ? show(c, monthPage(c.get('view'), m)) : notHere(c)
}

async function records(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop'), v = c.get('view')
  const at = c.req.query('month') ?? '', place = c.req.query('place') || undefined, reading = c.req.query('reading') || undefined, id = c.req.query('figure') ?? ''
  const m = await service.month(who, at, place)
  const f = m?.figures.find(x => x.id === id), r = reading ? f?.readings.find(x => x.id === reading) : undefined
  const found = m && f && (!reading || r) ? await service.narrowRecords(who.congress, id, Number(at.slice(0, 4)), { from: m.from, to: m.to, ...(m.place ? { place: m.place.id } : {}) }, reading, who) : undefined
  if (!m || !f || !found) return notHere(c)
  return show(c, monthList(v, { label: `${v.say((r ?? f).label)}${m.place ? ` · ${v.say(m.place.label)}` : ''} · ${at}`, back: `/desk/month?month=${at}${m.place ? `&place=${m.place.id}` : ''}`, records: found, total: (r ?? f).text }))
}

export const deskDays = new Hono<Env>()
  .get('/days', signedIn(list))
  .get('/days/new/:procedure', signedIn((c, who) => drawNewDay(c, who, c.req.param('procedure')!)))
  .post('/days/new/:procedure', signedIn(saveNew))
  .get('/days/:id/slips', signedIn(printSlips))
  .get('/days/:id', signedIn((c, who) => drawDay(c, who, c.req.param('id')!)))
  .post('/days/:id', signedIn(save))
  .get('/month', signedIn(month))
  .get('/month/list', signedIn(records))
