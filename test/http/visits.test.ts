/** Every route and page, visited as every role and as nobody: one table says what each gets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routeTable } from '#http/app.ts'
import { procedures } from '#procedures/index.ts'
import { codeLength } from '#service/keys.ts'
import { openFaces, newKey, type Faces } from '#test/http/faces.ts'
import { watchers, type Watchers } from '#test/support/watchers.ts'
import { makeWorld, told } from '#test/support/world.ts'

const roles = ['nobody', 'clerk', 'officer', 'handler', 'deputy', 'elsewhere', 'auditor', 'security', 'liaison'] as const
type Role = (typeof roles)[number]
let f: Faces, x: Watchers, t: Awaited<ReturnType<typeof told>>
const keys = {} as Record<Role, { cookie?: string; token?: string }>
const parts: Record<string, string> = {}
beforeAll(async () => {
  f = await openFaces({ trustProxy: true })
  x = await watchers(f.world)
  const w = f.world, p = w.people
  t = await told(w, 'resulted')
  const people: Record<Exclude<Role, 'nobody'>, string> = { clerk: p.clerk, officer: p.officer, handler: p.officeClerk, deputy: p.wang, elsewhere: p.townClerk, auditor: x.auditor, security: x.security, liaison: x.liaison }
  keys.nobody = {}
  for (const [role, person] of Object.entries(people)) keys[role as Role] = { cookie: await f.cookie(person), token: await f.token(person) }
  const clerk = await w.who(p.clerk), bulk = await w.service.desk.bulkAsk(clerk, { matters: [(await told(w, 'handling')).root], act: 'urge', input: { text: '请快办' }, key: 'v' })
  const day = await w.must({ procedure: 'reception', act: 'plan', actor: w.as(p.clerk), input: { place: w.places.street, day: '2025-06-20' } })
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const put = await w.service.putFile(1, png, '甲.png')
  await w.must({ procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: '示例：有照片的一件', place: w.places.street, photos: [put.ok ? put.id : ''] } })
  const drawn = await w.service.drawSample(await w.who(x.auditor), { procedure: 'request', from: '2025-01-01', to: '2025-12-31', seed: '示例种子', size: 2, key: 'v' })
  const suggested = await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(p.wang), input: { title: '关于示例道路的建议', text: '示例：路面破损多年，雨天积水，建议分批改造并公示计划。', how: 'single' } })
  Object.assign(parts, { suggestion: suggested.root, matter: t.root, code: t.receipt, bulk: bulk.ok ? bulk.id : '', day: day.matter, file: put.ok ? put.id : '', draw: drawn, station: w.organs.station })
})
afterAll(() => f.world.close())

/** A true address for a declared path, of what the station's clerk sees. */
function address(path: string): string {
  const whole: Record<string, string> = { '/desk/find': `/desk/find?q=${t.short}`, '/desk/month': '/desk/month?month=2025-06', '/desk/month/list': '/desk/month/list?figure=S26&month=2025-06', '/r': `/r?code=${parts.code}`, '/desk/letters.zip': `/desk/letters.zip?letter=transfer&format=docx&m=${parts.matter}`, '/desk/m/:id/letters/:name': `/desk/m/${parts.matter}/letters/transfer`, '/desk/m/:id/letters/:name.pdf': `/desk/m/${parts.matter}/letters/transfer.pdf`, '/desk/m/:id/letters/:name.docx': `/desk/m/${parts.matter}/letters/transfer.docx`, '/desk/m/:id/letters/:name.zip': `/desk/m/${parts.matter}/letters/transfer.zip?format=docx`, ...Object.fromEntries(['', '.pdf', '.docx', '.zip'].map(x => [`/deputy/m/:id/letters/:name${x}`, `/deputy/m/${parts.matter}/letters/transfer${x}${x === '.zip' ? '?format=docx' : ''}`])), '/deputy/suggestions/:id': `/deputy/suggestions/${parts.suggestion}`, '/deputy/suggestions/:id/:act': `/deputy/suggestions/${parts.suggestion}/withdraw`, '/deputy/suggestions/new/:draft': `/deputy/suggestions/new/${dead}`, '/deputy/do/:id/:act': `/deputy/do/${parts.matter}/verify`, '/api/report/:year': '/api/report/2025', '/api/procedures/:id': '/api/procedures/request', '/desk/files/:id': `/desk/files/${parts.file}`, '/desk/audit/draws/:id': `/desk/audit/draws/${parts.draw}`, '/desk/audit/draws/:id.xlsx': `/desk/audit/draws/${parts.draw}.xlsx`, '/desk/days/new/:procedure': '/desk/days/new/reception', '/api/:procedure/:act': '/api/reception/enter' }
  const full = whole[path] ?? path.replace(':code', parts.code!).replace(':procedure', 'request').replace(/(?<=figures\/):id/, 'S26').replace(/(?<=\/(?:m|matters|receipt)\/):id/, parts.matter!).replace(/(?<=\/days\/):id/, parts.day!).replace(/(?<=\/stations\/):id/, parts.station!).replace(/(?<=\/bulk\/):id/, parts.bulk!).replace(':organ', f.world.organs.office).replace(/(?<=\/filters\/):id/, parts.bulk!).replace(':act', 'urge')
  // What is left names nothing that is there: a dead link, an entry that is not.
  return full.replace(':token', 'nix').replace(':table', 'person').replace(':kind', 'deputies').replace(/:(?:id|file)\b/, dead)
}
const dead = '00000000-0000-4000-8000-00000000dead'
let visitors = 0
const visit = async (method: 'GET' | 'POST', path: string, role: Role): Promise<Response> => {
  const { cookie, token } = keys[role], api = path.startsWith('/api/')
  // Each from an address of its own: how often one may try is another test's business.
  const from: Record<string, string> = /:code|receipts|\/r\//.test(path) || path === '/status' || path === '/raise' ? { 'x-forwarded-for': `10.0.${Math.floor(++visitors / 250)}.${visitors % 250}` } : {}
  const who: Record<string, string> = api ? (token ? { authorization: `Bearer ${token}` } : {}) : cookie ? { cookie } : {}
  if (method === 'GET') return f.ask(path, { headers: { ...from, ...who } })
  const multipart = path === '/api/files', drawn = api ? {} : await f.tokenFor(cookie)
  return f.ask(path, { method, headers: { origin: 'http://localhost', ...from, ...who, ...(drawn.cookie ? { cookie: drawn.cookie } : {}), ...(multipart ? {} : { 'content-type': api ? 'application/json' : 'application/x-www-form-urlencoded' }) }, body: multipart ? new FormData() : api ? JSON.stringify({ key: newKey(), input: { bogus: 1 } }) : new URLSearchParams({ bogus: '1', ...(drawn.token ? { _token: drawn.token } : {}) }).toString() })
}

type Row = Partial<Record<Role, number>> & { readonly all?: number; readonly staff?: number }
/**
 * What each gets. Left out: a portal page is 200 for all; a page of the desk or the deputies sends nobody to sign in (303)
 * and is 200 for everybody signed in; the API is 401 for nobody. `elsewhere` is another station's clerk: 404 wherever a matter of the first is named.
 */
const notTheirs: Row = { handler: 404, elsewhere: 404, security: 404, liaison: 404 }
const whole: Row = { ...notTheirs, auditor: 404 }
const onlyStations: Row = { handler: 404, deputy: 404, auditor: 404, security: 404, liaison: 404 }
const districtOnly: Row = { staff: 404, officer: 200 }
const deputyOnly: Row = { staff: 404, deputy: 200 }
const auditorOnly: Row = { staff: 404, auditor: 200 }, securityOnly: Row = { staff: 404, security: 200 }
const table: Readonly<Record<string, Row>> = {
  // Nothing was filled in: the form comes back; a receipt's forms ask for the proof first.
  'POST /raise': { all: 422 }, 'GET /r': { all: 303 }, 'POST /status': { all: 422 }, 'POST /signin': { all: 422 },
  ...Object.fromEntries(['rate', 'withdraw', 'photos', 'mine', 'mine.json', 'contact'].map(x_ => [`POST /r/:code/${x_}`, { all: 422 }])),
  'GET /deputy/do/:id/:act': { ...notTheirs, clerk: 303, officer: 303, auditor: 303 }, 'GET /deputy/m/:id': notTheirs, 'POST /deputy/m/:id/:act': { staff: 409, ...notTheirs },
  // A suggestion's page is its signers' own; nobody else finds even the door.
  ...Object.fromEntries(['', '/alike', '/new', '/new/:draft', '/:id', '/:id/:act'].map(x_ => [`GET /deputy/suggestions${x_}`, deputyOnly])), 'POST /deputy/suggestions/new/:draft': { staff: 404, deputy: 422 }, 'POST /deputy/suggestions/:id/:act': { staff: 404, deputy: 422 },
  'GET /desk': { deputy: 303, auditor: 303, security: 303 },
  'POST /desk/filters': { staff: 422 }, 'POST /desk/filters/:id/remove': { staff: 404 }, 'POST /desk/filters/:id/restore': { staff: 404 },
  'POST /desk/bulk': { staff: 400 }, 'POST /desk/bulk/look': { staff: 400 }, 'POST /desk/bulk/do': { staff: 400 }, 'GET /desk/bulk/:id': { staff: 404, clerk: 200 }, 'POST /desk/bulk/:id/undo': { staff: 303 }, 'POST /desk/bulk/:id/now': { staff: 303 },
  'POST /desk/draft': { staff: 400 }, 'POST /desk/draft/drop': { staff: 303 },
  'POST /desk/new/:procedure': { staff: 422, handler: 403, auditor: 403, security: 403, liaison: 403 },
  'GET /desk/days/new/:procedure': onlyStations, 'POST /desk/days/new/:procedure': { staff: 422, ...onlyStations },
  'GET /desk/days/:id/slips': { staff: 303, ...notTheirs }, 'GET /desk/days/:id': { ...notTheirs, deputy: 303, auditor: 303 }, 'POST /desk/days/:id': { staff: 422, ...notTheirs, deputy: 403, auditor: 403 },
  'GET /desk/month': onlyStations, 'GET /desk/month/list': onlyStations,
  'GET /desk/find': { staff: 303, ...notTheirs }, 'GET /desk/files/:id': { ...notTheirs, deputy: 404, auditor: 404 },
  'POST /desk/receipt': { staff: 422 }, 'GET /desk/receipt/:id': notTheirs, 'POST /desk/receipt/:id': { staff: 422, ...notTheirs, deputy: 403, auditor: 403 },
  'GET /desk/m/:id': notTheirs, 'POST /desk/m/:id/preview': { staff: 409, ...notTheirs }, 'POST /desk/m/:id/see-contact': { staff: 422, ...notTheirs }, 'POST /desk/m/:id/:act': { staff: 409, ...notTheirs },
  // An auditor reads the course, not the letters. There is no press here, and the answer says so.
  'GET /desk/letters.zip': whole, 'GET /desk/m/:id/letters/:name': whole, 'GET /desk/m/:id/letters/:name.docx': whole, 'GET /desk/m/:id/letters/:name.zip': whole, 'GET /desk/m/:id/letters/:name.pdf': { staff: 409, ...whole },
  'GET /deputy/m/:id/letters/:name': whole, 'GET /deputy/m/:id/letters/:name.docx': whole, 'GET /deputy/m/:id/letters/:name.zip': whole, 'GET /deputy/m/:id/letters/:name.pdf': { staff: 409, ...whole },
  // The district keeps the register of numbers.
  'GET /desk/numbers': { staff: 404, officer: 200 }, 'GET /desk/numbers.xlsx': { staff: 404, officer: 200 },
  'POST /api/session': { all: 422 }, 'GET /api/procedures': { all: 200 }, 'GET /api/procedures/:id': { all: 200 }, 'GET /api/matters/:id': notTheirs, 'POST /api/matters/:id/:act': { staff: 409, ...notTheirs },
  'GET /api/figures': { all: 200 }, 'GET /api/figures/:id': { all: 200 }, 'POST /api/files': { staff: 422 }, 'GET /api/receipts/:code': { all: 200 }, 'POST /api/receipts/:code/rate': { all: 403 },
  'POST /api/:procedure': { nobody: 422, staff: 422, handler: 403, auditor: 403, security: 403, liaison: 403 }, 'POST /api/:procedure/:act': { staff: 422, handler: 403, deputy: 403, auditor: 403, security: 403, liaison: 403 },
  // Nothing is public here: an address that leads nowhere. What is drawn for publication is a suggestion's, and this matter is none.
  'GET /suggestions/:no': { all: 404 }, 'GET /suggestions/session/:key': { all: 404 }, 'GET /suggestions/session/:key.csv': { all: 404 }, 'GET /desk/m/:id/public': { staff: 404 }, 'POST /desk/m/:id/public': { staff: 404 }, 'GET /desk/m/:id/alike/:other': { staff: 404 },
  // The district hands over, sees the board and records hearings; an organ sees of key supervision what is its own.
  'GET /desk/handover': districtOnly, 'POST /desk/handover': { staff: 404, officer: 422 }, 'POST /desk/handover/make': { staff: 404, officer: 422 }, 'GET /desk/handover/:id': { staff: 404 }, 'POST /desk/handover/:id/undo': { staff: 404 },
  'GET /desk/board': districtOnly, 'GET /desk/board.xlsx': districtOnly, 'GET /desk/board/:organ': districtOnly, 'POST /desk/board/:organ': { staff: 404, officer: 422 }, 'GET /desk/key': { staff: 404, officer: 200, handler: 200, auditor: 200 }, 'POST /desk/key/:id': { staff: 404 },
  'GET /desk/audit': auditorOnly, 'GET /desk/audit.xlsx': auditorOnly, 'GET /desk/audit/draws': auditorOnly, 'POST /desk/audit/draws': { staff: 404, auditor: 422 }, 'GET /desk/audit/draws/:id': auditorOnly, 'GET /desk/audit/draws/:id.xlsx': auditorOnly,
  // A sample has no accounts and no links to them: the doors of real ones are not there.
  ...Object.fromEntries(routeTable.filter(r => /^\/(signin|invite|setup)\//.test(r.path)).map(r => [`${r.method} ${r.path}`, { all: 404 }])),
  ...Object.fromEntries(routeTable.filter(r => r.path.startsWith('/account')).map(r => [`${r.method} ${r.path}`, { nobody: r.method === 'GET' ? 303 : 401, staff: r.path === '/account' ? 200 : 404 }])),
  // The administrators' own; a table is taken in by the district and the system administrator; nobody but them knows that there is such a page.
  ...Object.fromEntries(routeTable.filter(r => /^\/desk\/(accounts|security|logs|messages|import)/.test(r.path)).map(r => [`${r.method} ${r.path}`, { staff: 404 }])),
  'GET /desk/security': securityOnly, 'GET /desk/security/policy': securityOnly, 'GET /desk/security/admins': securityOnly, 'POST /desk/security/approve': { staff: 404, security: 303 }, 'POST /desk/security/policy': { staff: 404, security: 422 }, 'POST /desk/security/admins': { staff: 404, security: 422 },
  'GET /desk/import': { staff: 404, officer: 200 }, 'POST /desk/import': { staff: 404, officer: 422 }, 'GET /desk/import/templates/:kind.xlsx': { staff: 404, officer: 200 }, 'POST /desk/notices': { staff: 303 },
  ...Object.fromEntries(routeTable.filter(r => r.path.startsWith('/desk/register')).map(r => [`${r.method} ${r.path}`, r.path.endsWith('/:id') ? { staff: 404 } : /popolo|\/new\//.test(r.path) ? { staff: 404, officer: 200 } : { deputy: 404 }])),
  'GET /desk/views': securityOnly, 'GET /desk/views.xlsx': securityOnly,
}
const usual = (method: 'GET' | 'POST', path: string, role: Role): number => {
  const face = routeTable.find(r => r.method === method && r.path === path)!.face, row = table[`${method} ${path}`] ?? {}
  const said = row[role] ?? (role === 'nobody' ? undefined : row.staff) ?? row.all
  if (said !== undefined) return said
  if (role !== 'nobody' || face === 'portal' || face === 'system') return 200
  return face === 'api' ? 401 : method === 'GET' ? 303 : 401
}

describe('every route', () => {
  it('answers each role as the table says, and shows no words, phone or gist to whoever may not see them', { timeout: 180_000 }, async () => {
    const wrong: string[] = [], leaks: string[] = []
    const words = ['00000000123', '小区门口路灯不亮，晚上看不见路'], gist = '路灯不亮，夜间通行不便'
    for (const r of routeTable) for (const role of roles) {
      if (r.path === '/signout') continue
      const answer = await visit(r.method, address(r.path), role), at = `${r.method} ${r.path} as ${role}`
      if (answer.status !== usual(r.method, r.path, role)) wrong.push(`${at}: ${answer.status}, not ${usual(r.method, r.path, role)}`)
      const text = await answer.text()
      if (!['clerk', 'officer'].includes(role) && words.some(x_ => text.includes(x_))) leaks.push(`${at}: words`)
      // Whoever holds the receipt reads the gist; of the staff only those who see the matter or handle it.
      if (['nobody', 'elsewhere', 'security', 'liaison'].includes(role) && !/code/.test(r.path) && text.includes(gist)) leaks.push(`${at}: gist`)
    }
    expect(wrong).toEqual([])
    expect(leaks).toEqual([])
    expect(f.faults).toEqual([])
  })
  it('has a row in the table for nothing that is not there', () => { for (const k of Object.keys(table)) expect(routeTable.some(r => `${r.method} ${r.path}` === k), k).toBe(true) })
})

describe('what is not yours is not there', () => {
  const none = '00000000-0000-4000-8000-00000000dead'
  const same = (text: string, id: string): string => text.replaceAll(id, none).replace(/\d\d:\d\d/g, 'hh:mm')
  it('another organ’s, another congress’s and an invented id answer alike: status, body, headers', async () => {
    const other = await makeWorld({ store: f.world.store, congress: 2, short: 'T2' }), foreign = await told(other, 'placed')
    const ways: [string, string, (id: string) => string][] = [['GET', 'desk', i => `/desk/m/${i}`], ['GET', 'desk', i => `/deputy/m/${i}`], ['POST', 'desk', i => `/desk/m/${i}/urge`], ['POST', 'desk', i => `/desk/m/${i}/see-contact`], ['POST', 'desk', i => `/desk/m/${i}/preview`], ['GET', 'desk', i => `/desk/days/${i}`], ['GET', 'desk', i => `/desk/receipt/${i}`], ['GET', 'desk', i => `/desk/files/${i}`], ['GET', 'desk', i => `/desk/bulk/${i}`], ['GET', 'api', i => `/api/matters/${i}`], ['POST', 'api', i => `/api/matters/${i}/urge`]]
    for (const [method, , path] of ways) {
      const read = async (id: string) => { const r = await visit(method as 'GET', path(id), 'elsewhere'); const h = Object.fromEntries(r.headers); delete h['content-length']; return { status: r.status, text: same(await r.text(), id), h } }
      const nothing = await read(none)
      expect(nothing.status, path(none)).toBe(404)
      for (const id of [t.root, t.handling, foreign.root]) expect(await read(id), path(id)).toEqual(nothing)
    }
    expect((await visit('GET', `/desk/find?q=${foreign.short}`, 'officer')).status).toBe(404)
    expect((await f.ask('/desk', { headers: { cookie: `hy=${await other.service.signIn(2, other.people.officer)}` } })).status).toBe(303)
  })
  it('takes about as long for one as for the other', async () => {
    const time = async (id: string) => { const all: number[] = []; for (let i = 0; i < 15; i++) { const began = performance.now(); await visit('GET', `/api/matters/${id}`, 'elsewhere'); all.push(performance.now() - began) } return all.sort((a, b) => a - b)[7]! }
    const [hidden, nothing] = [await time(t.root), await time(none)]
    // Both are one read of the store; what differs is the folding of a few events.
    expect(Math.abs(hidden - nothing), `${hidden} and ${nothing} ms`).toBeLessThan(25)
  })
  it('a receipt code has more than 80 bits, and guessing gets nothing and is counted', async () => {
    expect(codeLength * Math.log2(30)).toBeGreaterThan(80)
    const small = await openFaces({}, f.world)
    const guess = (i: number) => `T1-${'ABCDEFGH'.repeat(2)}${'ABCDEFGHJKMNPQRSTVWXYZ23456789'[i % 30]}`
    const statuses: number[] = []
    for (let i = 0; i < 34; i++) statuses.push((await small.ask(i % 2 ? `/r/${guess(i)}` : `/api/receipts/${guess(i)}`)).status)
    expect(new Set(statuses.slice(0, 30))).toEqual(new Set([404]))
    expect(statuses.slice(30)).toEqual([429, 429, 429, 429])
    // Whoever has a true one is not kept out by somebody who guesses.
    expect((await small.ask(`/r/${t.receipt}`)).status).toBe(200)
  })
})

describe('nobody is looked up, and nobody is counted', () => {
  it('no address takes a name, a phone or a person to search constituents by', async () => {
    const api = (await (await f.ask('/openapi.json')).json()) as { paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>> }
    const asked = new Set(Object.values(api.paths).flatMap(p => Object.values(p)).flatMap(o => o.parameters ?? []).filter(p => p.in === 'query').map(p => p.name))
    expect([...asked].sort()).toEqual(['after', 'asOf', 'category', 'channel', 'ended', 'from', 'known', 'light', 'limit', 'outcome', 'place', 'procedure', 'q', 'reading', 'stage', 'to', 'year'])
    for (const r of routeTable.filter(x_ => !x_.path.startsWith('/account/'))) expect(r.path, r.path).not.toMatch(/constituent|requester|people\/|person\/|phone|petition/)
    // Every query parameter the program reads, as it stands in the source.
    const { readdirSync, readFileSync } = await import('node:fs')
    const read = readdirSync('src/http', { recursive: true }).filter(n => String(n).endsWith('.ts')).flatMap(n => [...readFileSync(`src/http/${String(n)}`, 'utf8').matchAll(/req\.query\('(\w+)'\)/g)].map(m => m[1]!))
    for (const name of new Set(read)) expect(name).not.toMatch(/phone|tel|tail|contact|requester|constituent|idcard|name/i)
  })
  it('a phone number or a name typed into the search finds nothing by it', async () => {
    await f.world.must({ procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: '示例：井盖响个不停', name: '欧阳示例人', phone: '00000005566', place: f.world.places.street } })
    for (const q of ['00000005566', '5566', '欧阳示例人', '欧阳', '井盖响个不停']) for (const role of ['clerk', 'officer'] as const) {
      expect((await (await visit('GET', `/api/matters?q=${encodeURIComponent(q)}`, role)).json() as { total: number }).total, `${q} as ${role}`).toBe(0)
      expect(await (await visit('GET', `/desk/list?q=${encodeURIComponent(q)}`, role)).text()).toContain('共0件')
      expect([303, 404]).toContain((await visit('GET', `/desk/find?q=${encodeURIComponent(q)}`, role)).status)
    }
  })
  it('no table taken away has a column of a name or a phone', async () => {
    for (const path of ['/desk/list.csv', '/desk/figures/S26.csv?year=2025']) {
      const text = await (await visit('GET', path, 'officer')).text()
      expect(text).not.toMatch(/00000005566|欧阳示例人|00000000123/)
      expect(text.split('\r\n').find(l => /摘要|Gist/.test(l))).not.toMatch(/电话|称呼|姓名|反映人/)
      // Whose copy it is stands above the rows, with the time.
      expect(text).toMatch(/导出人：吴示甲（区人大代工委） 2025-06-18 \d\d:\d\d/)
    }
  })
})

describe('the watermark', () => {
  it('names the viewer and the time over every page of desk and deputies, print included, without a script or an inline style', async () => {
    for (const [path, role, name] of [[`/desk/m/${t.handling}`, 'handler', '郑示甲 示例一街道办事处'], ['/desk/list', 'clerk', '周示甲 示例一街道联络站'], ['/deputy', 'deputy', '王示甲 区人大']] as const) {
      const text = await (await visit('GET', path, role)).text(), mark = /<svg class="watermark"[\s\S]*?<\/svg>/.exec(text)?.[0] ?? ''
      expect(mark, path).toContain(name)
      expect(mark).toMatch(/2025-06-18 \d\d:\d\d/)
      expect(text).not.toMatch(/<style| style="/)
    }
    for (const path of ['/', '/raise', `/r/${t.receipt}`]) expect(await (await visit('GET', path, 'clerk')).text(), path).not.toContain('class="watermark"')
    const { readFileSync } = await import('node:fs')
    expect(readFileSync('src/pages/style/9-print.css', 'utf8')).not.toContain('watermark')
    expect(readFileSync('src/pages/style/8-watch.css', 'utf8')).toMatch(/@media print \{ \.watermark/)
  })
})

describe('what people may do with what is kept of them', () => {
  it('reads, takes away and corrects with the proof; a link alone shows nothing', async () => {
    const m = await told(f.world, 'placed'), at = `/r/${m.receipt}/mine`
    const bare = await (await f.ask(at)).text()
    expect(bare).toContain('看我的信息')
    expect(bare).not.toContain('00000000123')
    expect((await f.send(at, { proof: '000000' })).status).toBe(422)
    const read = await f.send(at, { proof: m.short }), page = await read.text()
    expect([read.status, page.includes('00000000123'), page.includes('小区门口路灯不亮，晚上看不见路')]).toEqual([200, true, true])
    const json = await f.send(`${at}.json`, { proof: m.short })
    expect(json.headers.get('content-disposition')).toContain('attachment')
    expect(((await json.json()) as { fields: { id: string; value: string }[] }).fields.find(y => y.id === 'phone')!.value).toBe('00000000123')
    expect((await f.send(`/r/${m.receipt}/contact`, { proof: m.short, phone: '00000003344', _key: newKey() })).status).toBe(303)
    expect((await f.send(`/r/${m.receipt}/contact`, { proof: '9999', phone: '1', _key: newKey() })).status).toBe(422)
    expect((await f.send(at, { proof: m.short })).status).toBe(429)
    expect(await f.world.service.contact(await f.world.who(f.world.people.clerk), m.root, '核对')).toMatchObject({ phone: '00000003344' })
    expect((await f.ask('/r/nix/mine', { headers: { 'x-forwarded-for': '10.9.9.9' } })).status).toBe(404)
  })
  it('takes no number in correction that cannot be called, and keeps what was typed', async () => {
    const m = await told(f.world, 'placed')
    const no = await f.send(`/r/${m.receipt}/contact`, { proof: m.short, name: '某居民', phone: '没有', _key: newKey() }, { headers: { 'x-forwarded-for': '10.9.9.8' } }), said = await no.text()
    expect(no.status).toBe(422)
    for (const text of ['“电话”要写能打通的号码', 'value="没有"', 'value="某居民"']) expect(said).toContain(text)
  })
  it('is told wherever something is collected, from the settings and the declarations', async () => {
    await f.world.service.setSetting(1, 'request.retentionDays', 90, '2025-01-01')
    const notice = await (await f.ask('/privacy')).text()
    for (const word of ['办结满90天', '电话', '评单', '谁看得到', '存多久', '个人信息保护法', '更正']) expect(notice, word).toContain(word)
    for (const [path, role] of [['/raise', 'nobody'], ['/desk/new/request', 'clerk'], ['/desk/days/new/reception', 'clerk']] as const) expect(await (await visit('GET', path, role)).text(), path).toContain('href="/privacy"')
    const all = await (await visit('GET', '/desk/processing', 'security')).text()
    for (const word of ['佐证材料', '账号', '没写完的表单', '办结满90天', '想说的话', '为什么指定专人', '接待日']) expect(all, word).toContain(word)
  })
})

it('no page of a matter has the name of an act: acts are sent to the address that bears their name', () => {
  const acts = new Set(procedures.list.flatMap(p => Object.keys(p.acts))), own = routeTable.flatMap(r => /^\/(?:desk|deputy)\/m\/:id\/([\w-]+)$/.exec(r.path)?.[1] ?? [])
  expect(own.filter(n => acts.has(n))).toEqual([])
})
