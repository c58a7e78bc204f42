/** Lists taken away as a table: the same rows the page shows under the same rights, all of them, and each time written down. */
import { dayOf } from '#law/time.ts'
import { left } from '#pages/parts/light.ts'
import type { View } from '#pages/view.ts'
import type { MatterLine, Who } from '#service/views.ts'
import { notHere } from '#http/answer.ts'
import { csv } from '#http/csv.ts'
import type { C } from '#http/env.ts'
import type { Asked } from '#http/desk-figures.ts'
import { dayParam, filtersOf } from '#http/query.ts'
import { xlsx } from '#http/xlsx.ts'

export type Format = 'csv' | 'xlsx'
export type Table = { readonly name: string; /** What the log of exports calls it. */ readonly what: string; readonly head: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] }

/** Writes down who takes what, then hands it over. */
export async function handOver(c: C, who: Who, format: Format, t: Table): Promise<Response> {
  await c.get('shop').service.desk.noteExport(who, { what: t.what, query: new URL(c.req.url).search.slice(0, 600), format, rows: t.rows.length })
  return format === 'csv' ? csv(c, t.name, t.head, t.rows) : xlsx(c, t.name, t.head, t.rows)
}

const head = (v: View): string[] => [v.t('编号', 'No.'), v.t('摘要', 'Gist'), v.t('种类', 'Kind'), v.t('环节', 'Stage'), v.t('结果', 'Outcome'), v.t('类别', 'Category'), v.t('渠道', 'Channel'), v.t('街道（镇）', 'Place'), v.t('登记日', 'Entered'), v.t('该谁办', 'Whose turn'), v.t('该办什么', 'To do'), v.t('期限', 'Due'), v.t('时限', 'Light'), v.t('标记', 'Flags')]
const row = (v: View, m: MatterLine): string[] => {
  const d = m.ended ? null : m.duty
  return [m.short ?? '', v.say(m.title), v.say(m.procedureLabel), v.say(m.stageLabel), m.outcome ? v.say(m.outcome) : '', v.say(m.category), m.channel ? v.say(m.channel) : '', m.place ? v.say(m.place) : '', m.openedDay, d ? v.say(d.owesName) : '', d ? v.say(d.actLabel) : '', d ? d.dueDay : '', d ? left(v, d) : '', m.flags.map(f => v.say(f)).join('；')]
}
async function lines(c: C, who: Who, format: Format, what: string, name: string, pages: AsyncIterable<readonly MatterLine[]>): Promise<Response> {
  const v = c.get('view'), rows: string[][] = []
  for await (const page of pages) rows.push(...page.map(m => row(v, m)))
  return handOver(c, who, format, { name, what, head: head(v), rows })
}
export const exportList = (format: Format) => (c: C, who: Who): Promise<Response> => lines(c, who, format, 'list', 'matters', c.get('shop').service.desk.list(who, filtersOf(c)))
export const exportInbox = (format: Format) => (c: C, who: Who): Promise<Response> => lines(c, who, format, 'inbox', 'inbox', c.get('shop').service.desk.inbox(who))

/** The records behind a figure: exactly as many as its number says. */
export async function exportFigure(c: C, who: Who, name: string, format: Format, a: Asked): Promise<Response> {
  const v = c.get('view')
  const records = await c.get('shop').service.figureRecords(who.congress, name, a.year, a.asOf, a.known, a.reading, who, a.narrow)
  if (!records) return notHere(c)
  return handOver(c, who, format, {
    name: `${name}-${a.year}`, what: `figure:${name}`, head: [v.t('记录', 'Record'), v.t('日期', 'Day'), v.t('事项', 'Matter'), v.t('摘要', 'Gist'), v.t('街道（镇）', 'Place'), v.t('分类', 'Kind'), v.t('计数', 'Count'), v.t('单位', 'Organ'), v.t('来源', 'Source')],
    rows: records.map(r => [r.id ?? '', r.id === null ? '' : dayOf(r.at), r.matter ?? '', r.title, r.place ? v.say(r.place) : '', r.kind ?? '', r.quantity, r.organ ? v.say(r.organ) : '', r.imported ? v.t('台账导入', 'Imported ledger') : '']),
  })
}

/** A figure in parts, as the page shows it. */
export async function exportSplit(c: C, who: Who, name: string, format: Format, a: Asked): Promise<Response> {
  const v = c.get('view'), { service } = c.get('shop'), way = a.offered.find(w => w.param === c.req.query('by'))
  const f = way && (await service.figure(who.congress, name, a.year, a.asOf, a.known))
  if (!way || !f) return notHere(c)
  const parts = await service.split(who, name, a.year, way.by, { ...(a.asOf ? { asOf: a.asOf } : {}), ...(a.known ? { known: a.known } : {}) })
  const cells = (p: { text: string; value: number; ratio?: { over: number; under: number } }): (string | number)[] => (p.ratio ? [p.ratio.over, p.ratio.under, p.text] : [p.value])
  return handOver(c, who, format, {
    name: `${name}-${a.year}-${way.param}`, what: `figure:${name}`, head: [v.say(way.label), ...(f.ratio ? [v.t('分子', 'Over'), v.t('分母', 'Under')] : []), `${v.say(f.label)}（${v.say(f.unit)}）`],
    rows: [...parts.map(p => [v.say(p.label), ...cells(p)]), [v.t('合计', 'Together'), ...cells(f)]],
  })
}

export async function exportWorkload(c: C, who: Who): Promise<Response> {
  const v = c.get('view'), from = dayParam(c, 'from'), to = dayParam(c, 'to')
  const w = await c.get('shop').service.desk.workload(who, { ...(from ? { from } : {}), ...(to ? { to } : {}) })
  return handOver(c, who, 'xlsx', { name: `workload-${w.to}`, what: 'workload', head: [v.t('承办单位', 'Handling organ'), ...w.columns.map(x => v.say(x.label))], rows: [...w.rows.map(r => [v.say(r.name), ...r.numbers.map(n => n.n)]), [v.t('合计', 'Together'), ...w.total.map(n => n.n)]] })
}
