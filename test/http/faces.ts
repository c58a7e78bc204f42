/** The application over the small world, and a browser's or a program's way of asking it. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeApp } from '#http/app.ts'
import type { AppOptions } from '#http/env.ts'
import { quickStore } from '#test/support/engines.ts'
import { makeWorld, type World } from '#test/support/world.ts'

const cacheDir = mkdtempSync(join(tmpdir(), 'huiyin-http-'))
export type Faces = {
  world: World
  /** A plain request to localhost. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** A form sent by a browser from our own page. */
  send(path: string, fields: Record<string, string | Blob | readonly string[]>, more?: { cookie?: string; headers?: Record<string, string>; multipart?: boolean }): Promise<Response>
  /** JSON in, JSON out. */
  call(method: string, path: string, body?: unknown, more?: { token?: string; headers?: Record<string, string> }): Promise<{ status: number; body: any; headers: Headers }>
  cookie(person: string): Promise<string>
  token(person: string): Promise<string>
  /** What a form drawn for this cookie carries, and the cookies to send it with. */
  tokenFor(cookie?: string): Promise<{ token?: string | undefined; cookie?: string | undefined }>
  faults: unknown[]
}

/** Over a world of its own on the quickest engine there is: pages are the same above either, and the browser's tests walk them over the embedded one. */
export async function openFaces(options: Partial<AppOptions> = {}, world?: World): Promise<Faces> {
  const w = world ?? (await makeWorld({ store: await quickStore() }))
  const faults: unknown[] = []
  const app = await makeApp(w.service, { cacheDir, limit: 10_000, log: { error: e => { faults.push(e) } }, ...options })
  const ask = async (path: string, init?: RequestInit) => app.request(`http://localhost${path}`, init)
  const token = async (person: string) => (await w.service.signIn(w.congress, person))!
  // A browser has read a page of ours before it sends a form; each visitor's token is read once.
  const drawn = new Map<string, { token?: string | undefined; cookie?: string | undefined }>()
  const tokenFor = async (cookie?: string) => {
    const known = drawn.get(cookie ?? '')
    if (known) return known
    const page = await ask('/status', cookie ? { headers: { cookie } } : {})
    const guest = /hyf=[^;]+/.exec(page.headers.get('set-cookie') ?? '')?.[0]
    const found = { token: /name="_token" value="([^"]+)"/.exec(await page.text())?.[1], cookie: [cookie, guest].filter(Boolean).join('; ') || undefined }
    drawn.set(cookie ?? '', found)
    return found
  }
  return {
    world: w, faults, ask, token, tokenFor,
    cookie: async person => `hy=${await token(person)}`,
    async send(path, fields, more = {}) {
      const drawn = await tokenFor(more.cookie)
      const multipart = more.multipart ?? Object.values(fields).some(v => v instanceof Blob)
      const data = multipart ? new FormData() : new URLSearchParams()
      if (drawn.token && !('_token' in fields)) data.append('_token', drawn.token)
      for (const [k, v] of Object.entries(fields)) for (const x of Array.isArray(v) ? v : [v]) data.append(k, x as string)
      return ask(path, { method: 'POST', body: data, headers: { origin: 'http://localhost', ...(drawn.cookie ? { cookie: drawn.cookie } : {}), ...more.headers } })
    },
    async call(method, path, body, more = {}) {
      const res = await ask(path, { method, headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(more.token ? { authorization: `Bearer ${more.token}` } : {}), ...more.headers }, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) })
      const text = await res.text()
      return { status: res.status, headers: res.headers, body: text && /json/.test(res.headers.get('content-type') ?? '') ? JSON.parse(text) : text }
    },
  }
}
let n = 0
export const newKey = (): string => `test-key-${++n}-${process.pid}`
