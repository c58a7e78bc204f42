/** What a handler finds in its context, and what the app was given to run with. */
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Lang, View } from '#pages/view.ts'
import type { CongressInfo, Service } from '#service/service.ts'
import type { Visit } from '#service/accounts/views.ts'
import type { Who } from '#service/views.ts'
import type { Assets } from '#http/assets.ts'
import type { Limits } from '#http/limits.ts'
import type { Log } from '#http/log.ts'

export type AppOptions = {
  /** Where the purged stylesheet is kept between starts. */
  readonly cacheDir: string
  /** The address people type, for receipts; else the address of the request. */
  readonly publicUrl?: string
  /** The last X-Forwarded-For entry is the visitor's address. */
  readonly trustProxy?: boolean
  /** Anonymous requests per address in ten minutes. */
  readonly limit?: number
  readonly log?: Log
}
export type Shop = { readonly service: Service; readonly options: AppOptions; readonly assets: Assets; readonly limits: Limits; readonly log: Log }
export type Vars = { shop: Shop; lang: Lang; big: boolean; congress: CongressInfo | undefined; who: Who | undefined; view: View; /** The token that was sent, or the one given in its place; and what it opens. */ token: string | undefined; visit: Visit | undefined }
export type Env = { Bindings: Partial<HttpBindings>; Variables: Vars }
export type C = Context<Env>
/** Is the visitor's own connection https, as far as anybody told us? Then cookies travel on no other. */
export const isSecure = (c: C): boolean => { const { publicUrl, trustProxy } = c.get('shop').options; return publicUrl?.startsWith('https:') === true || new URL(c.req.url).protocol === 'https:' || (trustProxy === true && c.req.header('x-forwarded-proto') === 'https') }
export const isApi = (c: C): boolean => c.req.path.startsWith('/api/') || c.req.path === '/api' || c.req.path === '/openapi.json'
