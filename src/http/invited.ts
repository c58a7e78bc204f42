/** One-time links: an invitation, and the first setting up of an office. */
import { Hono } from 'hono'
import { deadLink, invitePage, setupDone, setupPage } from '#pages/accounts/invite.ts'
import type { AdminPost, SetupInput } from '#service/accounts/views.ts'
import { show, tooOften } from '#http/answer.ts'
import { comeIn, faultsOf, statusOf, waitFor } from '#http/entering.ts'
import type { C, Env } from '#http/env.ts'
import { first, readForm } from '#http/form.ts'
import { siteUrl } from '#http/portal-looking.ts'
import { fromOf, keepSession } from '#http/session.ts'
import { toProvider } from '#http/signing.ts'
import type { Kept } from '#pages/view.ts'

const tokenOf = (c: C): string => c.req.param('token')!
const dead = (c: C) => show(c, deadLink(c.get('view')), 404)
const accounts = (c: C) => c.get('shop').service.accounts
/** The invitation, if it belongs to the congress of this host. */
async function invitation(c: C) { const i = await accounts(c).invitation(tokenOf(c)); return i && i.congress === c.get('congress')?.id ? i : undefined }

async function accept(c: C): Promise<Response> {
  const view = await invitation(c), { kept } = await readForm(c)
  if (!view) return dead(c)
  const e = await accounts(c).accept(tokenOf(c), { password: first(kept, 'password'), again: first(kept, 'again'), contact: first(kept, 'contact'), trust: first(kept, 'trust') === 'on' }, fromOf(c))
  if (e.ok) return comeIn(c, e, { next: '' }, async () => c.redirect('/signin', 303), async () => c.redirect(`/${e.face}`, 303))
  if (e.rule === 'signIn.invitation') return dead(c)
  waitFor(c, e)
  return show(c, invitePage(c.get('view'), { token: tokenOf(c), view, contact: first(kept, 'contact'), faults: faultsOf(e) }), e.rule === 'signIn.waiting' ? 403 : statusOf(e))
}

const posts: readonly AdminPost[] = ['systemAdmin', 'securityAdmin', 'auditAdmin']
function inputOf(kept: Kept): SetupInput {
  const t = (name: string) => first(kept, name)
  return { name: t('name'), short: t('short').trim().toUpperCase(), area: t('area'), placeWord: t('placeWord'), since: t('since'), standing: t('standing'), affairs: t('affairs'), password: t('password'), again: t('again'), people: Object.fromEntries(posts.map(p => [p, { name: t(`${p}.name`), login: t(`${p}.login`) }])) as SetupInput['people'] }
}
/** A setup link is long enough not to be guessed; whoever guesses all the same is slowed down. */
async function guessed(c: C): Promise<Response> { const wait = await c.get('shop').limits.take(c, 'status'); return wait ? tooOften(c, wait) : dead(c) }

async function setUp(c: C): Promise<Response> {
  const before = await accounts(c).setupView(tokenOf(c)), { kept } = await readForm(c)
  if (!before) return guessed(c)
  const input = inputOf(kept), done = await accounts(c).setup(tokenOf(c), input, fromOf(c))
  if (!done) return dead(c)
  if (!done.ok) return show(c, setupPage(c.get('view'), { token: tokenOf(c), congress: before.congress, kept: input, faults: done.faults }), 422)
  await keepSession(c, done.token)
  return show(c, setupDone(c.get('view'), { links: done.links, site: siteUrl(c, '') }))
}

export const invitedPages = new Hono<Env>()
  .get('/invite/:token', async c => { const view = await invitation(c); return view ? show(c, invitePage(c.get('view'), { token: tokenOf(c), view })) : dead(c) })
  .post('/invite/:token', accept)
  .get('/invite/:token/oidc', async c => ((await invitation(c))?.state === 'ready' ? toProvider(c, { for: 'invite', token: tokenOf(c) }) : dead(c)))
  .get('/setup/:token', async c => { const view = await accounts(c).setupView(tokenOf(c)); return view ? show(c, setupPage(c.get('view'), { token: tokenOf(c), congress: view.congress, kept: {} })) : guessed(c) })
  .post('/setup/:token', setUp)
