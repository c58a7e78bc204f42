/** The web application over a service: three faces and the API, one door for each kind of trouble. */
import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { ServiceError, type ErrorCode } from '#service/errors.ts'
import type { Service } from '#service/service.ts'
import { api } from '#http/api/routes.ts'
import { openApi } from '#http/api/openapi.ts'
import { notHere, refuse } from '#http/answer.ts'
import { makeAssets } from '#http/assets.ts'
import { drawnHere } from '#http/drawn.ts'
import { deputy } from '#http/deputy.ts'
import { desk } from '#http/desk.ts'
import { deskRegister } from '#http/desk-register.ts'
import { deskAccounts } from '#http/desk-accounts.ts'
import { deskDays } from '#http/desk-days.ts'
import { deskSuggestions } from '#http/desk-suggestions.ts'
import { deskImport } from '#http/desk-import.ts'
import { registerExport, openRegister } from '#http/register-export.ts'
import { source } from '#http/source.ts'
import { type AppOptions, type C, type Env, type Shop } from '#http/env.ts'
import { maxFileBytes, maxFiles } from '#http/form.ts'
import { headers, media, sameOrigin } from '#http/guard.ts'
import { invitedPages } from '#http/invited.ts'
import { deputyLetters, letters } from '#http/letters.ts'
import { numbers } from '#http/numbers.ts'
import { makeLimits } from '#http/limits.ts'
import { entryOf, makeLog } from '#http/log.ts'
import { messages } from '#http/messages.ts'
import { watching } from '#http/audit.ts'
import { ownAccount } from '#http/own-account.ts'
import { publication } from '#http/desk-publication.ts'
import { portal } from '#http/portal.ts'
import { privacyPages } from '#http/privacy.ts'
import { reprinting } from '#http/portal-reprint.ts'
import { methodsOf } from '#http/routes.ts'
import { signing } from '#http/signing.ts'
import { squeeze } from '#http/squeeze.ts'
import { publicPages } from '#http/portal-suggestions.ts'
import { suggestions as deputySuggestions } from '#http/deputy-suggestions.ts'
import { visit } from '#http/visit.ts'

export { routeTable } from '#http/routes.ts'
export type { AppOptions } from '#http/env.ts'

const smallBody = 1024 * 1024
const uploads = maxFiles * maxFileBytes + smallBody
const usualLimit = 20
const statusOf: Readonly<Record<ErrorCode, 400 | 404 | 409 | 422 | 503>> = { badRequest: 400, notFound: 404, keyReused: 422, busy: 409, unavailable: 503 }

/** The store cannot be reached, is closing, or its disk is full: try again later, nothing is lost. */
function storeIsAway(e: unknown): boolean {
  const { name, code, message } = e as { name?: string; code?: unknown; message?: string }
  if (name === 'StoreError') return ['connection', 'closed', 'engine', 'full', 'locked'].includes(String(code))
  return /^(08|53|57P|58)/.test(String(code)) || ['ENOSPC', 'ECONNREFUSED', 'ECONNRESET', 'EDQUOT'].includes(String(code)) || /no space left|disk full|could not extend file/i.test(message ?? '')
}

function trouble(e: Error, c: C): Response | Promise<Response> {
  const { log } = c.get('shop')
  if (e.name === 'BodyLimitError') return tooLarge(c)
  if (e instanceof ServiceError && e.code !== 'unavailable') return e.code === 'notFound' ? notHere(c) : refuse(c, statusOf[e.code], e.code, e.says, { field: e.field })
  if (e instanceof HTTPException && e.status < 500) return refuse(c, e.status as 400, 'request', ['请求有误。', 'The request could not be understood.'])
  const ref = randomBytes(4).toString('hex')
  log.error(entryOf(ref, c.req.method, methodsOf(c.req.path).length ? c.req.path.split('/').slice(0, 2).join('/') : '(none)', e))
  if (storeIsAway(e) || e instanceof ServiceError) {
    c.header('Retry-After', '30')
    return refuse(c, 503, 'unavailable', ['系统暂时不能使用，请稍后再试；已经交上来的都不会丢。', 'The system is temporarily unavailable; nothing that was acknowledged is lost.'], { ref })
  }
  return refuse(c, 500, 'internal', ['系统出了点问题，已经记下。请稍后再试，或把参考号告诉管理员。', 'Something went wrong and was written down. Try again later, or give the reference to the operator.'], { ref })
}
const tooLarge = (c: C) => { c.header('Connection', 'close'); return refuse(c, 413, 'tooLarge', ['提交的内容太大：文字不超过1兆；文件最多8个，每个不超过8兆。', 'Too large: 1 MB of text; at most 8 files of 8 MB each.']) }

/** Makes the application ready: stylesheet and islands prepared, limits set. */
export async function makeApp(service: Service, options: AppOptions): Promise<Hono<Env>> {
  const log = options.log ?? makeLog()
  const shop: Shop = { service, options, log, assets: await makeAssets(options.cacheDir), limits: makeLimits(options.limit ?? usualLimit, options.trustProxy === true) }
  const app = new Hono<Env>({ strict: false })

  app.use(async (c, next) => { c.set('shop', shop); await next() })
  app.use(squeeze)
  app.use(headers)
  app.get('/healthz', async c => { const h = service.health(); return c.json(h, h.status === 'ok' ? 200 : 503) })
  app.get('/assets/*', c => asset(c, shop))
  app.get('/favicon.ico', c => asset(c, shop))
  app.get('/robots.txt', c => asset(c, shop))
  for (const step of visit(shop)) app.use(step)
  app.use(sameOrigin)
  app.use(media)
  const small = bodyLimit({ maxSize: smallBody, onError: c => tooLarge(c as C) }), large = bodyLimit({ maxSize: uploads, onError: c => tooLarge(c as C) })
  app.use((c, next) => {
    // Looking at the body builds a stream for it, so a length that is declared is judged as declared.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const multipart = (c.req.header('content-type') ?? '').startsWith('multipart/'), length = c.req.header('transfer-encoding') === undefined ? c.req.header('content-length') : undefined
    if (length !== undefined) return Number(length) > (multipart ? uploads : smallBody) ? Promise.resolve(tooLarge(c as C)) : next()
    return (multipart ? large : small)(c, next)
  })

  app.use(drawnHere)

  app.get('/openapi.json', c => c.json(openApi(service.procedures(), service.health().version)))
  app.route('/api', api)
  app.route('/', portal)
  app.route('/', publicPages)
  app.route('/', privacyPages)
  app.route('/', signing)
  app.route('/', invitedPages)
  app.route('/', ownAccount)
  app.route('/desk', deskAccounts)
  app.route('/', openRegister)
  app.route('/', source)
  app.route('/desk/import', deskImport)
  app.route('/desk/register', registerExport)
  app.route('/desk', deskDays)
  app.route('/desk', deskRegister)
  app.route('/desk', deskSuggestions)
  app.route('/desk', reprinting)
  app.route('/desk', messages)
  app.route('/desk', letters)
  app.route('/desk', numbers)
  app.route('/desk', publication)
  app.route('/desk', watching)
  app.route('/desk', desk)
  app.route('/deputy', deputyLetters)
  app.route('/deputy/suggestions', deputySuggestions)
  app.route('/deputy', deputy)

  app.notFound(c => {
    const allowed = methodsOf(c.req.path)
    if (!allowed.length || allowed.includes(c.req.method)) return notHere(c)
    c.header('Allow', allowed.join(', '))
    return refuse(c, 405, 'method', ['这个地址不支持这种请求。', 'This address does not take that method.'])
  })
  app.onError((e, c) => trouble(e, c))
  return app
}

function asset(c: C, shop: Shop): Response {
  const found = shop.assets.files.get(c.req.path)
  if (!found) return c.text('', 404)
  return c.body(found.body, 200, { 'Content-Type': found.type, 'Cache-Control': found.hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=86400' })
}
