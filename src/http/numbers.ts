/** The register of official numbers, for the district: to look at, print and take away. */
import { Hono } from 'hono'
import { dayOf } from '#law/time.ts'
import { numbersPage } from '#pages/desk/numbers.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { handOver } from '#http/desk-export.ts'
import type { C, Env } from '#http/env.ts'
import { yearParam } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'

const seriesParam = (c: C): { series?: string } => { const s = c.req.query('series')?.trim(); return s ? { series: s.slice(0, 120) } : {} }
const afterParam = (c: C): { after?: number } => { const n = Number(c.req.query('after')); return Number.isInteger(n) && n > 0 && n < 1_000_000_000 ? { after: n } : {} }

async function seen(c: C, who: Who): Promise<Response> {
  const asked: { year?: string } = c.req.query('year') ? { year: String(yearParam(c)) } : {}
  const p = await c.get('shop').service.numbers.view(who, { ...asked, ...seriesParam(c), ...afterParam(c) })
  return p ? show(c, numbersPage(c.get('view'), p)) : notHere(c)
}
async function taken(c: C, who: Who): Promise<Response> {
  const v = c.get('view'), year = String(yearParam(c)), rows = await c.get('shop').service.numbers.table(who, { year, ...seriesParam(c) })
  if (!rows) return notHere(c)
  return handOver(c, who, 'xlsx', {
    name: `numbers-${year}`, what: 'numbers', head: [v.t('种类', 'Series'), v.t('文号（编号）', 'Number'), v.t('文种', 'Paper'), v.t('事项', 'Matter'), v.t('日期', 'Day'), v.t('经手人', 'By whom'), v.t('单位', 'Organ'), v.t('是否作废', 'Void'), v.t('作废原因', 'Why void'), v.t('作废人', 'Voided by'), v.t('作废日期', 'Voided on')],
    rows: rows.map(({ series, line: l }) => [v.say(series), l.text, v.say(l.what), l.matter ? v.say(l.matter.title) : '', l.day, v.say(l.by), l.organ ? v.say(l.organ) : '', l.voided ? v.t('作废', 'void') : '', l.voided ? v.say(l.voided.why) : '', l.voided ? v.say(l.voided.by) : '', l.voided ? dayOf(l.voided.at) : '']),
  })
}

export const numbers = new Hono<Env>()
  .get('/numbers', signedIn(seen))
  .get('/numbers.xlsx', signedIn(taken))
