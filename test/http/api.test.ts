/** The API: keys, problems, and a document that names every act. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApp, routeTable } from '#http/app.ts'
import { ServiceError } from '#service/errors.ts'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'
import { told } from '#test/support/world.ts'

let f: Faces, clerk: string, town: string
beforeAll(async () => { f = await openFaces(); clerk = await f.token(f.world.people.clerk); town = await f.token(f.world.people.townClerk) })
afterAll(() => f.world.close())
const request = (more: Record<string, unknown> = {}) => ({ key: newKey(), input: { what: '井盖松动，车过就响', place: f.world.places.street, ...more } })

describe('acts', () => {
  it('open as anybody, once: 201, then 200 with the same answer', async () => {
    const body = request(), one = await f.call('POST', '/api/request', body), two = await f.call('POST', '/api/request', body)
    expect([one.status, two.status]).toEqual([201, 200])
    expect([two.body.verdict, two.body.receipt, two.body.matter]).toEqual(['replayed', one.body.receipt, one.body.matter])
    expect((await f.call('GET', `/api/receipts/${one.body.receipt}`)).body.short).toBeUndefined()
    expect((await f.call('POST', '/api/request', { ...body, input: { ...body.input, what: '换了一件事' } })).status).toBe(422)
  })
  it('need a key, in the body or the header', async () => {
    const none = await f.call('POST', '/api/request', { input: request().input })
    expect([none.status, none.body.field, none.headers.get('content-type')]).toEqual([400, 'key', 'application/problem+json; charset=utf-8'])
    expect((await f.call('POST', '/api/request', { input: request().input }, { headers: { 'idempotency-key': newKey() } })).status).toBe(201)
    expect((await f.call('POST', '/api/request', { ...request(), key: 'two words' })).status).toBe(400)
  })
  it('refuse with a problem document in the reader’s language, and English beside', async () => {
    const t = await told(f.world, 'placed')
    const no = await f.call('POST', `/api/matters/${t.root}/verify`, { key: newKey(), input: { degree: 'solved' } }, { token: clerk })
    expect(no.status).toBeGreaterThanOrEqual(403)
    for (const k of ['type', 'title', 'status', 'detail', 'detail_en', 'rule']) expect(no.body).toHaveProperty(k)
    expect(no.body.may.length).toBeGreaterThan(0)
    const en = await f.call('POST', `/api/matters/${t.root}/verify`, { key: newKey(), input: {} }, { token: clerk, headers: { 'accept-language': 'en-GB,en;q=0.9' } })
    expect(en.body.detail).toBe(en.body.detail_en)
    expect(en.headers.get('content-language')).toBe('en')
  })
  it('refuse unknown fields, wrong shapes, broken JSON and other media', async () => {
    const t = await told(f.world, 'placed'), path = `/api/matters/${t.root}/answer`
    const post = (body: unknown, headers = {}) => f.call('POST', path, body, { token: clerk, headers })
    expect([(await post({ key: newKey(), input: { answer: '好的', nix: 1 } })).status, (await post({ key: newKey(), input: { answer: '好的' }, nix: 1 })).status, (await post({ key: newKey(), input: [] })).status]).toEqual([422, 422, 422])
    expect((await post({ key: newKey(), input: { answer: '好的\u0000' } })).status).toBe(422)
    expect((await post({ key: newKey(), input: { answer: '好的' }, at: '2025-06-18' })).body.field).toBe('at')
    expect([(await post('{"a":')).status, (await post('[]')).status, (await post(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`)).status]).toEqual([400, 400, 400])
    expect((await post('x=1', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await post(JSON.stringify({ key: newKey(), input: { answer: 'x'.repeat(1_100_000) } }))).status).toBe(413)
    expect((await post({ key: newKey(), input: { answer: '已说明情况' } })).status).toBe(200)
  })
  it('join by six digits', async () => {
    const a = await told(f.world, 'placed'), b = await told(f.world, 'placed')
    expect((await f.call('POST', `/api/matters/${b.root}/join`, { key: newKey(), input: { into: a.short } }, { token: clerk })).status).toBe(200)
  })
  it('rate by receipt with its proof', async () => {
    const t = await told(f.world, 'verified'), path = `/api/receipts/${t.receipt}/rate`, input = { solved: 'yes', grade: 'satisfied' }
    expect((await f.call('POST', path, { key: newKey(), input, proof: '000000' })).status).toBe(403)
    expect((await f.call('POST', path, { key: newKey(), input, proof: t.short })).status).toBe(200)
  })
})

describe('reading', () => {
  it('needs somebody, and tells nobody what is not theirs', async () => {
    const t = await told(f.world, 'placed')
    for (const path of ['/api/me', '/api/inbox', '/api/matters', `/api/matters/${t.root}`, '/api/report/2025', '/api/figures/S26/records']) expect((await f.call('GET', path)).status, path).toBe(401)
    const a = await f.call('GET', `/api/matters/${t.root}`, undefined, { token: town }), b = await f.call('GET', '/api/matters/00000000-0000-4000-8000-00000000abcd', undefined, { token: town })
    expect([a.status, a.body]).toEqual([404, b.body])
    expect((await f.call('POST', `/api/matters/${t.root}/answer`, { key: newKey(), input: {} }, { token: town })).body).toEqual(b.body)
    expect((await f.call('GET', `/api/matters/${t.root}`, undefined, { token: clerk })).body.line.id).toBe(t.root)
  })
  it('pages through matters by cursor', async () => {
    const one = await f.call('GET', '/api/matters?limit=2', undefined, { token: clerk })
    expect([one.status, one.body.items.length, typeof one.body.next]).toEqual([200, 2, 'string'])
    const two = await f.call('GET', `/api/matters?limit=2&after=${one.body.next}`, undefined, { token: clerk })
    expect(two.body.items[0].id).not.toBe(one.body.items[0].id)
    for (const bad of ['limit=0', 'limit=x', 'from=2025-02-30', 'after=nix', 'place=1']) expect((await f.call('GET', `/api/matters?${bad}`, undefined, { token: clerk })).status, bad).toBe(400)
  })
  it('gives figures to anybody and their records to staff', async () => {
    const list = await f.call('GET', '/api/figures?year=2025')
    for (const x of list.body.items) expect((await f.call('GET', `/api/figures/${x.id}/records?year=2025`, undefined, { token: clerk })).body.total, x.id).toBe(x.ratio ? x.ratio.over : x.value)
    expect((await f.call('GET', '/api/report/2025', undefined, { token: clerk })).body.figures.length).toBe(list.body.items.length)
  })
  it('signs in on this machine only', async () => {
    const ok = await f.call('POST', '/api/session', { person: f.world.people.clerk })
    expect(ok.status).toBe(201)
    expect((await f.call('GET', '/api/me', undefined, { token: ok.body.token })).body.person).toBe(f.world.people.clerk)
    expect((await f.call('POST', '/api/session', { person: f.world.people.clerk }, { headers: { 'x-forwarded-for': '1.1.1.1' } })).status).toBe(403)
    expect((await f.call('POST', '/api/session', { person: 'nix' })).status).toBe(422)
  })
  it('answers wrong methods and wrong names', async () => {
    expect([(await f.call('DELETE', '/api/matters')).status, (await f.call('GET', '/api/nix/nix/nix')).status, (await f.call('POST', '/api/handling', { key: newKey(), input: {} })).status, (await f.call('POST', '/api/register', { key: newKey(), input: {} })).status]).toEqual([405, 404, 404, 404])
  })
})

describe('the document', () => {
  it('names every declared act with its schema', async () => {
    const doc = (await f.call('GET', '/openapi.json')).body
    expect(doc.openapi).toBe('3.1.0')
    for (const p of f.world.service.procedures()) for (const a of p.acts) {
      const first = p.acts.find(x => x.from === 'new')
      const at = a.from === 'new' ? (a === first ? `/api/${p.id}` : `/api/${p.id}/${a.id}`) : `/api/matters/{id}/${a.id}`
      if (a.from === 'new' && p.childOnly) continue
      expect(doc.paths[at]?.post, at).toBeDefined()
      expect(JSON.stringify(doc.paths[at].post.requestBody)).toContain('additionalProperties')
      for (const name of Object.keys(a.form)) expect(JSON.stringify(doc.paths[at].post), `${at} ${name}`).toContain(`"${name}"`)
    }
    const ids = Object.values(doc.paths).flatMap((x: any) => Object.values(x).map((o: any) => o.operationId)).filter(Boolean)
    expect(new Set(ids).size).toBe(ids.length)
    expect(doc.paths['/api/request'].post.requestBody.content['application/json'].schema.properties.input.required).toContain('what')
  })
  it('and the route table names only routes that answer', async () => {
    for (const r of routeTable.filter(x => x.method === 'GET')) {
      const res = await f.ask(r.path.replace(/:\w+/g, 'nix'))
      expect([200, 303, 401, 404], r.path).toContain(res.status)
      expect(res.status, r.path).not.toBe(405)
    }
  })
})

describe('trouble', () => {
  const broken = (e: Error) => makeApp({ ...f.world.service, published: () => Promise.reject(e) }, { cacheDir: '/tmp/huiyin-http-test', log: { error: x => { seen.push(x) } } })
  const seen: unknown[] = []
  it('is told with a reference and nothing else', async () => {
    const app = await broken(new Error('select secret from particular where phone = 13800001234'))
    const r = await app.request('http://localhost/published'), text = await r.text()
    expect(r.status).toBe(500)
    expect(text).toContain('参考号')
    expect(text).not.toMatch(/select|particular|\.ts/)
    expect(JSON.stringify(seen)).not.toContain('13800001234')
  })
  it('is 503 when the store is away or full', async () => {
    for (const e of [Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' }), Object.assign(new Error('x'), { name: 'StoreError', code: 'closed' }), new ServiceError('unavailable', ['停', 'away'])]) {
      const r = await (await broken(e)).request('http://localhost/published')
      expect([r.status, r.headers.get('retry-after')]).toEqual([503, '30'])
    }
  })
  it('a nameless sender never says when: neither at the portal nor by receipt', async () => {
    const r = await f.call('POST', '/api/request', { ...request(), at: '2025-01-05T02:00:00.000Z' })
    expect([r.status, r.body.rule]).toEqual([422, 'time.told'])
  })
  it('names of every object are no fields, no acts and no filters', async () => {
    const clerk = await f.token(f.world.people.clerk), t = await told(f.world, 'placed')
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const field = await f.call('POST', '/api/request', { ...request(), input: JSON.parse(`{"what":"示例：路灯坏了","place":"${f.world.places.street}","${name}":"x"}`) })
      expect([name, field.status]).toEqual([name, 422])
      const act = await f.call('POST', `/api/matters/${t.root}/${name}`, { key: newKey(), input: {} }, { token: clerk })
      expect([name, act.status >= 400 && act.status < 500]).toEqual([name, true])
    }
    expect((await f.call('GET', '/api/matters?q=%00', undefined, { token: clerk })).status).toBe(400)
  })
})
