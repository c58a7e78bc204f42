/** The desk: inbox, list, entering, the matter, files, figures. Everything here needs somebody signed in. */
import { Hono } from 'hono'
import { figures } from '#pages/desk/figures.ts'
import { inbox } from '#pages/desk/inbox.ts'
import { adminHome } from '#pages/page.ts'
import { keysPage } from '#pages/desk/keys.ts'
import { chooseProcedure } from '#pages/desk/new.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { bulk } from '#http/desk-bulk.ts'
import { drafts } from '#http/desk-draft-routes.ts'
import { exportInbox, exportList, exportWorkload } from '#http/desk-export.ts'
import { figurePage } from '#http/desk-figures.ts'
import { filters, listPage } from '#http/desk-filters.ts'
import { calendarPage, chartsPage, exportsSeen, workloadPage } from '#http/desk-views.ts'
import type { C, Env } from '#http/env.ts'
import { drawMatter, drawNew, postAct, postContact, postNew, postPreview } from '#http/matters.ts'
import { marked, markText } from '#http/photo-mark.ts'
import { isId, yearParam } from '#http/query.ts'
import { signedIn } from '#http/signed-in.ts'

export { signedIn } from '#http/signed-in.ts'

/** Where those who keep watch and handle nothing begin. */
const watchOf = (who: Who): string | undefined => (who.posts.every(p => p.kind === 'auditor') ? '/desk/audit' : who.posts.every(p => p.kind === 'securityAdmin') ? '/desk/views' : undefined)

/** What waits; to a handling organ also what it owes altogether, by the way it came. */
async function inboxPage(c: C, who: Who): Promise<Response> {
  const { service } = c.get('shop'), box = await service.inbox(who, c.req.query('after'))
  const owed = who.posts.some(p => p.kind === 'handlerClerk' || p.kind === 'handlerHead') ? await service.suggestions.owed(who) : undefined
  return show(c, inbox(c.get('view'), box, await service.desk.bulksUntold(who), owed))
}

async function file(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!
  const found = isId(id) ? await c.get('shop').service.getFile(who, id) : undefined
  if (!found) return notHere(c)
  const image = ['image/jpeg', 'image/png', 'image/webp'].includes(found.mime)
  const bytes = image ? await marked(found.bytes, found.mime, markText(c.get('view'))) : found.bytes
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': image || found.mime === 'application/pdf' ? found.mime : 'application/octet-stream', 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`, 'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'" })
}

export const desk = new Hono<Env>()
  .get('/', signedIn(async (c, who) => { const home = who.admin ? adminHome[who.admin] : who.face === 'deputy' ? '/deputy' : watchOf(who); return home ? c.redirect(home, 303) : inboxPage(c, who) }))
  .get('/list', signedIn(listPage))
  .get('/list.csv', signedIn(exportList('csv')))
  .get('/list.xlsx', signedIn(exportList('xlsx')))
  .get('/inbox.xlsx', signedIn(exportInbox('xlsx')))
  .route('/filters', filters)
  .route('/bulk', bulk)
  .route('/draft', drafts)
  .get('/calendar', signedIn(calendarPage))
  .get('/workload', signedIn(workloadPage))
  .get('/workload.xlsx', signedIn(exportWorkload))
  .get('/charts', signedIn(chartsPage))
  .get('/exports', signedIn(exportsSeen))
  .get('/keys', signedIn(c => show(c, keysPage(c.get('view')))))
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
  .post('/m/:id/see-contact', signedIn(postContact))
  .post('/m/:id/:act', signedIn((c, who) => postAct(c, 'desk', who)))
