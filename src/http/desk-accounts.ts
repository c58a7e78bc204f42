/** The three administrators' pages. To anybody whose work it is not, they are not there. */
import { Hono } from 'hono'
import { accountsPage, preparePage, sheetsPage } from '#pages/accounts/admin.ts'
import { actCells, actColumns, actsPage, auditExports, auditPage, type LogPage, signInCells, signInColumns } from '#pages/accounts/audit.ts'
import { adminsPage, policyPage, securityOne, securityPage } from '#pages/accounts/security.ts'
import type { Label } from '#loop/words.ts'
import type { AdminPost, Field, LogQuery, Page } from '#service/accounts/views.ts'
import type { Who } from '#service/views.ts'
import { notHere, show } from '#http/answer.ts'
import { handOver } from '#http/desk-export.ts'
import type { C, Env } from '#http/env.ts'
import { first, readForm } from '#http/form.ts'
import { siteUrl } from '#http/portal-looking.ts'
import { dayParam, isId } from '#http/query.ts'
import { fromOf } from '#http/session.ts'
import { signedIn } from '#http/signed-in.ts'

const accounts = (c: C) => c.get('shop').service.accounts
const only = (post: AdminPost) => (work: (c: C, who: Who) => Response | Promise<Response>) => signedIn((c, who) => (who.admin === post ? work(c, who) : notHere(c)))
const system = only('systemAdmin'), security = only('securityAdmin'), audit = only('auditAdmin')
const dones: Readonly<Record<string, (n: string) => Label>> = {
  made: n => [`开好了${n}个账号，等安全管理员批准。勾选他们，就可以打印邀请单。`, `${n} prepared; they wait for approval. Pick them to print their invitations.`], disabled: () => ['已经停用，登录立即结束。', 'Closed; every sign-in has ended.'],
  approved: n => [`批准了${n}个账号。`, `${n} approved.`], unlock: () => ['已经解锁。', 'Unlocked.'], second: () => ['已经清除，下次登录重新设。', 'Reset; it is set up anew at the next sign-in.'], change: () => ['下次登录要先换密码。', 'The password is changed first at the next sign-in.'], sessions: () => ['已经结束。', 'Ended.'], saved: () => ['已经保存，马上生效。', 'Saved, and in force.'], named: () => ['已经任命。接下来由系统管理员开账号，您再批准。', 'Named. The system administrator prepares the account next.'],
}
const done = (c: C): { done?: Label } => { const [what, n] = (c.req.query('done') ?? '').split(':'), say = dones[what ?? '']; return say ? { done: say(/^\d{1,4}$/.test(n ?? '') ? n! : '') } : {} }
const fault = (says: Label, field = ''): { faults: Field[] } => ({ faults: [{ field, says }] })

async function listed(c: C, who: Who, more: object = {}, status: 200 | 422 = 200): Promise<Response> { return show(c, accountsPage(c.get('view'), { lines: await accounts(c).accounts(who), ...done(c), ...more }), status) }
async function prepare(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c), people = await accounts(c).candidates(who)
  const picked = first(kept, 'all') ? people.map(p => p.person) : (kept.person ?? []).filter(isId)
  const result = await accounts(c).prepare(who, picked.map(person => ({ person, login: first(kept, `login.${person}`), contact: first(kept, `contact.${person}`) })), fromOf(c))
  return result.ok ? c.redirect(`/desk/accounts?done=made:${result.made}`, 303) : show(c, preparePage(c.get('view'), { people, kept: { ...kept, person: picked }, faults: result.faults.map(f => ({ ...f, field: f.field.replace('.', '-') })) }), 422)
}
async function sheets(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c), ids = (kept.account ?? []).filter(isId)
  if (!ids.length) return listed(c, who, fault(['请先勾选要发邀请的人。', 'Pick whom to invite first.']), 422)
  return show(c, sheetsPage(c.get('view'), { sheets: await accounts(c).sheets(who, ids, fromOf(c), siteUrl(c, ''), first(kept, 'send') === 'on'), site: siteUrl(c, '') }))
}
async function disable(c: C, who: Who): Promise<Response> {
  const id = c.req.param('id')!, { kept } = await readForm(c)
  if (!isId(id)) return notHere(c)
  const no = await accounts(c).disable(who, id, first(kept, 'why'), fromOf(c))
  return no ? listed(c, who, fault(no), 422) : c.redirect('/desk/accounts?done=disabled', 303)
}

async function oneAccount(c: C, who: Who, more: object = {}, status: 200 | 422 = 200): Promise<Response> {
  const id = c.req.param('id')!, view = isId(id) ? await accounts(c).accountPage(who, id) : undefined
  return view ? show(c, securityOne(c.get('view'), { view, ...done(c), ...more }), status) : notHere(c)
}
const care = (act: 'unlock' | 'second' | 'sessions' | 'change') => security(async (c, who) => {
  const id = c.req.param('id')!, session = first((await readForm(c)).kept, 'session')
  if (!isId(id)) return notHere(c)
  const no = await accounts(c).care(who, id, act, fromOf(c), isId(session) ? session : undefined)
  return no ? oneAccount(c, who, fault(no), 422) : c.redirect(`/desk/security/${id}?done=${act}`, 303)
})
async function policy(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c), given = Object.fromEntries(Object.entries(kept).map(([k, x]) => [k, x[0] ?? ''])), secret = first(kept, 'secret').trim()
  const no = await accounts(c).setPolicy(who, given, secret === '' ? null : secret === '-' ? '' : secret, fromOf(c))
  return no ? show(c, policyPage(c.get('view'), { view: await accounts(c).policy(who), kept: given, faults: [no] }), 422) : c.redirect('/desk/security/policy?done=saved', 303)
}
async function name(c: C, who: Who): Promise<Response> {
  const { kept } = await readForm(c), person = first(kept, 'person'), organ = first(kept, 'organ'), key = first(kept, '_key').slice(0, 100)
  const no = await accounts(c).giveAdmin(who, { kind: first(kept, 'kind'), person: isId(person) ? person : null, name: first(kept, 'newName').slice(0, 40), organ, ...(key ? { key } : {}) }, fromOf(c))
  return no ? show(c, adminsPage(c.get('view'), { view: await accounts(c).admins(who), kept: Object.fromEntries(Object.entries(kept).map(([k, x]) => [k, x[0] ?? ''])), faults: [no] }), 422) : c.redirect('/desk/security/admins?done=named', 303)
}

function queryOf(c: C): { q: LogQuery; query: string } {
  const from = dayParam(c, 'from'), to = dayParam(c, 'to'), person = c.req.query('person') ?? '', what = c.req.query('what')?.slice(0, 20) ?? '', success = c.req.query('success') ?? '', after = c.req.query('after')
  const kept = Object.entries({ from, to, person: isId(person) ? person : '', what, success }).filter((e): e is [string, string] => !!e[1])
  return { query: kept.length ? `?${new URLSearchParams(kept).toString()}` : '', q: { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(isId(person) ? { person } : {}), ...(what ? { what } : {}), ...(success === '1' || success === '0' ? { success: success === '1' } : {}), ...(after ? { after } : {}) } }
}
const log = <T>(read: (c: C, who: Who, q: LogQuery) => Promise<Page<T>>, draw: (v: C['var']['view'], p: LogPage<T>) => ReturnType<typeof auditExports>) => audit(async (c, who) => { const { q, query } = queryOf(c); return show(c, draw(c.get('view'), { q, query, page: await read(c, who, q), people: await accounts(c).people(who) })) })

export const deskAccounts = new Hono<Env>()
  .get('/accounts', system((c, who) => listed(c, who)))
  .post('/accounts', system(prepare))
  .get('/accounts/new', system(async (c, who) => show(c, preparePage(c.get('view'), { people: await accounts(c).candidates(who), kept: {} }))))
  .post('/accounts/sheets', system(sheets))
  .post('/accounts/:id/disable', system(disable))
  .get('/security', security(async (c, who) => show(c, securityPage(c.get('view'), { lines: await accounts(c).securityList(who), ...done(c) }))))
  .post('/security/approve', security(async (c, who) => c.redirect(`/desk/security?done=approved:${await accounts(c).approve(who, ((await readForm(c)).kept.account ?? []).filter(isId), fromOf(c))}`, 303)))
  .get('/security/policy', security(async (c, who) => show(c, policyPage(c.get('view'), { view: await accounts(c).policy(who), ...done(c) }))))
  .post('/security/policy', security(policy))
  .get('/security/admins', security(async (c, who) => show(c, adminsPage(c.get('view'), { view: await accounts(c).admins(who), ...done(c) }))))
  .post('/security/admins', security(name))
  .get('/security/:id', security((c, who) => oneAccount(c, who)))
  .post('/security/:id/unlock', care('unlock')).post('/security/:id/second', care('second')).post('/security/:id/change', care('change')).post('/security/:id/sessions', care('sessions'))
  .get('/logs', log((c, who, q) => accounts(c).signIns(who, q), auditPage))
  .get('/logs/acts', log((c, who, q) => accounts(c).adminActs(who, q), actsPage))
  .get('/logs/exports', audit(async (c, who) => show(c, auditExports(c.get('view'), await accounts(c).exports(who)))))
  .get('/logs/log.xlsx', audit(async (c, who) => { const v = c.get('view'); return handOver(c, who, 'xlsx', { name: 'sign-ins', what: 'signInLog', head: signInColumns.map(x => v.say(x.head)), rows: (await accounts(c).signInsAll(who, queryOf(c).q)).map(l => signInCells(v, l)) }) }))
  .get('/logs/acts.xlsx', audit(async (c, who) => { const v = c.get('view'); return handOver(c, who, 'xlsx', { name: 'administrators', what: 'adminLog', head: actColumns.map(x => v.say(x.head)), rows: (await accounts(c).adminActsAll(who, queryOf(c).q)).map(l => actCells(v, l)) }) }))
