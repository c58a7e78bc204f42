/** The desk's pages that only show: calendar, work in hand, charts, keys, who exported what. */
import { calendar } from '#pages/desk/calendar.ts'
import { charts } from '#pages/desk/charts.ts'
import { exportsPage } from '#pages/desk/exports.ts'
import { workload } from '#pages/desk/workload.ts'
import type { Label } from '#loop/words.ts'
import type { FigureView, Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import type { C } from '#http/env.ts'
import { dayParam, yearParam } from '#http/query.ts'

export const calendarPage = async (c: C, who: Who): Promise<Response> => show(c, calendar(c.get('view'), await c.get('shop').service.desk.calendar(who, c.req.query('month')?.trim() || undefined)))

export async function workloadPage(c: C, who: Who): Promise<Response> {
  const from = dayParam(c, 'from'), to = dayParam(c, 'to')
  return show(c, workload(c.get('view'), await c.get('shop').service.desk.workload(who, { ...(from ? { from } : {}), ...(to ? { to } : {}) })))
}

const ways: readonly { readonly by: 'month' | 'place' | 'category'; readonly title: Label; readonly horizontal: boolean }[] = [
  { by: 'month', title: ['按月', 'by month'], horizontal: false }, { by: 'place', title: ['按街道（镇）', 'by place'], horizontal: true }, { by: 'category', title: ['按类别', 'by category'], horizontal: true },
]
/** One figure of the year, split three ways. */
export async function chartsPage(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop'), year = yearParam(c)
  const figures = await service.figures(who.congress, year)
  // A share cannot be split and added up again.
  const whole: FigureView[] = []
  for (const f of figures) if (!f.ratio && (await service.splits(who, f.id)).includes('month')) whole.push(f)
  const asked = (c.req.query('figure') ?? 'S26').toUpperCase()
  const found = whole.find(f => f.id === asked) ?? (c.req.query('figure') === undefined ? whole[0] : undefined)
  if (!found) return notHere(c)
  const by = []
  for (const w of ways) by.push({ id: w.by, title: w.title, horizontal: w.horizontal, parts: await service.breakdown(who.congress, found.id, year, w.by) })
  return show(c, await charts(c.get('view'), { year, figure: found, figures: whole, by }))
}

export const exportsSeen = async (c: C, who: Who): Promise<Response> => show(c, exportsPage(c.get('view'), await c.get('shop').service.desk.exports(who)))
