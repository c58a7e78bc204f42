/** The desk: inbox, list, entering, the matter, files, figures. Everything here needs somebody signed in. */
import { Hono } from 'hono'
import { dayOf } from '#law/time.ts'
import { figure, figures } from '#pages/desk/figures.ts'
import { inbox } from '#pages/desk/inbox.ts'
import { list } from '#pages/desk/list.ts'
import { chooseProcedure } from '#pages/desk/new.ts'
import { left } from '#pages/parts/light.ts'
import type { MatterLine, Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { csv } from '#http/csv.ts'
import type { C, Env } from '#http/env.ts'
import { askSignIn, drawMatter, drawNew, postAct, postContact, postNew, postPreview } from '#http/matters.ts'
import { dayParam, filtersOf, isId, limitParam, yearParam } from '#http/query.ts'

/** Runs for somebody signed in; anybody else is asked to sign in, with what they sent kept. */
export const signedIn = (work: (c: C, who: Who) => Response | Promise<Response>) => (c: C): Response | Promise<Response> => {
  const who = c.get('who')
  return who ? work(c, who) : askSignIn(c)
}
const csvMost = 20_000
const csvPage = 200

async function listCsv(c: C, who: Who): Promise<Response> {
  const v = c.get('view'), filters = filtersOf(c), items: MatterLine[] = []
  for (let after: string | undefined; items.length < csvMost;) {
    const l = await c.get('shop').service.list(who, filters, after, csvPage)
    items.push(...l.items)
    if (!l.next) break
    after = l.next
  }
  const head = v.lang === 'zh' ? ['编号', '摘要', '种类', '环节', '结果', '类别', '渠道', '街道（镇）', '登记日', '该谁办', '该办什么', '期限', '时限', '标记'] : ['No.', 'Gist', 'Kind', 'Stage', 'Outcome', 'Category', 'Channel', 'Place', 'Entered', 'Whose turn', 'To do', 'Due', 'Light', 'Flags']
  return csv(c, 'matters', head, items.map(m => [m.short ?? '', v.say(m.title), v.say(m.procedureLabel), v.say(m.stageLabel), m.outcome ? v.say(m.outcome) : '', v.say(m.category), m.channel ? v.say(m.channel) : '', m.place ? v.say(m.place) : '', m.openedDay, m.duty && !m.ended ? v.say(m.duty.owesName) : '', m.duty && !m.ended ? v.say(m.duty.actLabel) : '', m.duty && !m.ended ? m.duty.dueDay : '', m.duty && !m.ended ? left(v, m.duty) : '', m.flags.map(f => v.say(f)).join('；')]))
}

async function figurePage(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!, asCsv = id.endsWith('.csv'), name = id.replace(/\.csv$/, '')
  const year = yearParam(c), asOf = dayParam(c, 'asOf'), known = dayParam(c, 'known'), reading = c.req.query('reading') || undefined
  const { service } = c.get('shop')
  const found = await service.figure(who.congress, name, year, asOf, known)
  const records = found && (await service.figureRecords(who.congress, name, year, asOf, known, reading, who))
  if (!found || !records) return notHere(c)
  if (!asCsv) return show(c, figure(c.get('view'), { figure: found, records, year, asOf, known, reading }))
  const v = c.get('view')
  return csv(c, `${name}-${year}`, v.lang === 'zh' ? ['记录', '日期', '事项', '摘要', '街道（镇）', '分类', '计数'] : ['Record', 'Day', 'Matter', 'Gist', 'Place', 'Kind', 'Count'], records.map(r => [r.id, dayOf(r.at), r.matter, r.title, r.place ? v.say(r.place) : '', r.kind ?? '', r.quantity]))
}

async function file(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!
  const found = isId(id) ? await c.get('shop').service.getFile(who, id) : undefined
  if (!found) return notHere(c)
  const image = found.mime.startsWith('image/') && found.mime !== 'image/svg+xml'
  return c.body(found.bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': image || found.mime === 'application/pdf' ? found.mime : 'application/octet-stream', 'Content-Disposition': `${image ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(found.name)}` })
}

export const desk = new Hono<Env>()
  .get('/', signedIn(async (c, who) => (who.face === 'deputy' ? c.redirect('/deputy', 303) : show(c, inbox(c.get('view'), await c.get('shop').service.inbox(who, c.req.query('after')))))))
  .get('/list', signedIn(async (c, who) => show(c, list(c.get('view'), await c.get('shop').service.list(who, filtersOf(c), c.req.query('after'), limitParam(c, 200, 50))))))
  .get('/list.csv', signedIn(listCsv))
  .get('/new', signedIn(async (c, who) => show(c, chooseProcedure(c.get('view'), await c.get('shop').service.openable(who)))))
  .get('/new/:procedure', signedIn((c, who) => drawNew(c, who, c.req.param('procedure')!)))
  .post('/new/:procedure', signedIn(postNew))
  .get('/find', signedIn(async (c, who) => {
    const id = await c.get('shop').service.findMatter(who, (c.req.query('q') ?? '').replace(/\s/g, ''))
    return id ? c.redirect(`/${who.face}/m/${id}`, 303) : notHere(c)
  }))
  .get('/figures', signedIn(async (c, who) => { const year = yearParam(c); return show(c, figures(c.get('view'), await c.get('shop').service.figures(who.congress, year), year)) }))
  .get('/figures/:id', signedIn(figurePage))
  .get('/files/:id', signedIn(file))
  .get('/m/:id', signedIn((c, who) => drawMatter(c, 'desk', who, c.req.param('id')!)))
  .post('/m/:id/preview', signedIn(postPreview))
  .post('/m/:id/contact', signedIn(postContact))
  .post('/m/:id/:act', signedIn((c, who) => postAct(c, 'desk', who)))
