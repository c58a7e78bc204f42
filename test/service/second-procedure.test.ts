/** A mechanism is one folder: the first one's, copied and renamed, serves on desk, API and check with nothing else changed. */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '#http/app.ts'
import { checkAll } from '#loop/check.ts'
import { type Procedure, procedureBook } from '#loop/procedure.ts'
import { procedures } from '#procedures/index.ts'
import { makeWorld, type World } from '#test/support/world.ts'

const home = join(import.meta.dirname, '..', '..')
const folder = join(home, '.tmp', `errand-${process.pid}`)
let w: World
let app: Awaited<ReturnType<typeof makeApp>>
let book: typeof procedures

beforeAll(async () => {
  mkdirSync(join(home, '.tmp'), { recursive: true })
  cpSync(join(home, 'src', 'procedures', 'request'), folder, { recursive: true })
  for (const file of readdirSync(folder)) writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replaceAll(/\brequest(?!er)/g, 'errand').replaceAll('五单接待办理', '跑腿事项'))
  renameSync(join(folder, 'request.ts'), join(folder, 'errand.ts'))
  const { errandProcedure } = (await import(join(folder, 'errand.ts'))) as { errandProcedure: Procedure }
  book = procedureBook([...procedures.list, errandProcedure])
  w = await makeWorld({ procedures: book })
  app = await makeApp(w.service, { cacheDir: join(folder, 'cache') })
})
afterAll(async () => { await w.close(); rmSync(folder, { recursive: true, force: true }) })

const as = async (person: string): Promise<Record<string, string>> => ({ authorization: `Bearer ${await w.service.signIn(1, person)}`, host: 'localhost', accept: 'application/json' })

describe('a copied folder', () => {
  it('satisfies every law of check', () => expect(checkAll(book)).toEqual([]))

  it('is opened and worked through the API, and stands in its document', async () => {
    const head = { ...(await as(w.people.clerk)), 'content-type': 'application/json' }
    const opened = await app.request('http://localhost/api/errand', { method: 'POST', headers: { ...head, 'idempotency-key': 'e1' }, body: JSON.stringify({ input: { what: '示例：代办老年证', place: w.places.street, channel: 'phone' } }) })
    expect([opened.status, await opened.clone().text()]).toEqual([201, expect.any(String)])
    const { matter } = (await opened.json()) as { matter: string }
    const act = await app.request(`http://localhost/api/matters/${matter}/dispatch`, { method: 'POST', headers: { ...head, 'idempotency-key': 'e2' }, body: JSON.stringify({ input: { organ: w.organs.office, gist: '代办老年证，请处理' } }) })
    expect(act.status).toBe(200)
    const api = (await (await app.request('http://localhost/openapi.json')).json()) as { paths: Record<string, unknown> }
    expect(Object.keys(api.paths).some(p => p.includes('errand'))).toBe(true)
  })

  it('is on the desk: opened from it, listed, and its page drawn with its acts', async () => {
    const token = await w.service.signIn(1, w.people.clerk)
    const head = { cookie: `hy=${token}`, host: 'localhost' }
    expect(await (await app.request('http://localhost/desk/new', { headers: head })).text()).toContain('跑腿事项')
    const list = await (await app.request('http://localhost/desk/list?procedure=errand', { headers: head })).text()
    const link = /\/desk\/m\/([0-9a-f-]{36})/.exec(list)
    expect(link).not.toBeNull()
    const page = await (await app.request(`http://localhost/desk/m/${link![1]}`, { headers: head })).text()
    expect(page).toContain('商请代表跟单')
    expect(await (await app.request('http://localhost/desk', { headers: head })).text()).toContain('代办老年证')
  })
})
