/** Every form and every route, each sent each of the strings: never a 500, never a string as it came, nothing injected; and exports that reckon nothing. */
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { routeTable } from '#http/app.ts'
import { told } from '#test/support/world.ts'
import { attacks, polluting } from '#test/http/attack-strings.ts'
import { type Faces, openFaces } from '#test/http/faces.ts'

let f: Faces
const seats: Record<string, { cookie?: string; token?: string }> = { guest: {} }
const real: Record<string, string> = {}
let visitor = 0
const address = () => `198.51.${Math.floor(++visitor / 250) % 250}.${visitor % 250}`
/** Signing in as a sample person is for this machine; everything else comes each time from an address of its own, so that no limit hides an answer. */
const from = (path: string): Record<string, string> => (path.startsWith('/signin') || path.startsWith('/api/session') ? {} : { 'x-forwarded-for': address() })

beforeAll(async () => {
  f = await openFaces({ trustProxy: true, limit: 10_000 })
  const w = f.world
  const admin = (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', table: 'person', name: '冯示甲', nameEn: 'Feng', postOrgan: w.organs.district, postKind: 'systemAdmin' } })).matter
  for (const [name, id] of Object.entries({ clerk: w.people.clerk, officer: w.people.officer, organ: w.people.officeClerk, deputy: w.people.wang, admin })) seats[name] = { cookie: await f.cookie(id), token: await f.token(id) }
  const placed = await told(w, 'placed'), handling = await told(w, 'handling'), resulted = await told(w, 'resulted'), verified = await told(w, 'verified')
  const day = await w.must({ procedure: 'reception', act: 'plan', actor: w.as(w.people.clerk), input: { place: w.places.street, day: '2025-06-18', deputies: [w.people.wang] } }).catch(() => undefined)
  Object.assign(real, { placed: placed.root, handling: handling.root, child: handling.handling, resulted: resulted.root, verified: verified.root, receipt: verified.receipt, receipt2: placed.receipt, station: w.organs.station, place: w.places.street, person: w.people.clerk, ...(day ? { day: day.matter } : {}) })
}, 120_000)
beforeEach(() => { f.faults.length = 0 })
afterAll(() => f.world.close())

/** What is wrong with an answer, whatever was asked. */
async function judge(what: string, r: Response, raws: readonly (RegExp | undefined)[]): Promise<string[]> {
  const say: string[] = [], type = r.headers.get('content-type') ?? ''
  if (r.status >= 500) say.push(`${what}: ${r.status}`)
  if (r.headers.has('x-injected') || (r.headers.get('set-cookie') ?? '').includes('hyc=')) say.push(`${what}: a header was injected`)
  const to = r.headers.get('location')
  if (to !== null && !/^\/(?!\/)/.test(to)) say.push(`${what}: leads to ${to.slice(0, 60)}`)
  if (r.headers.get('x-content-type-options') !== 'nosniff' || !r.headers.get('content-security-policy')) say.push(`${what}: without its headers`)
  if (type.startsWith('text/html')) {
    const page = await r.text()
    for (const raw of raws) if (raw?.test(page)) say.push(`${what}: ${String(raw)} stands in the page`)
    // Inside of tags and outside of their quoted values: what a browser would read as an attribute.
    const inline = [...page.matchAll(/<[a-z][^<>]*>/gi)].map(([tag]) => tag.replace(/"[^"]*"/g, '""')).find(tag => /\s(?:on\w+|style)\s*=/i.test(tag) || (/^<script/i.test(tag) && !/\ssrc=/.test(tag)))
    if (inline) say.push(`${what}: something inline: ${inline.slice(0, 80)}`)
  }
  return say
}

const known = (path: string): string => path.replace('/m/:id', `/m/${real.placed}`).replace('/stations/:id', `/stations/${real.station}`).replace(':code', real.receipt!).replace(':procedure', 'request').replace('figures/:id', 'figures/S26').replace('receipt/:id', `receipt/${real.placed}`).replace('days/:id', `days/${real.day ?? real.placed}`).replace('do/:id/:act', `do/${real.placed}/claim`).replace(':year', '2025').replace('matters/:id', `matters/${real.placed}`).replace(':channel', 'mail').replace(/:id/, real.placed!).replace(':act', 'dispatch')
const queries = ['q', 'by', 'organ', 'theme', 'deputy', 'code', 'after', 'limit', 'month', 'from', 'to', 'asOf', 'known', 'place', 'procedure', 'stage', 'light', 'ended', 'category', 'channel', 'outcome', 'handler', 'mark', 'year', 'figure', 'reading', 'next', 'lang', 'big', 'at', 'act', 'do', 'done', 'saved', 'removed', 'late', 'movedFrom', 'movedTo', 'degree']
const well = (s: string): string => s.toWellFormed()

/** What is tried in our own hidden fields too. */
const ours = new Set(['a script', 'out of an attribute', 'another header', 'a null', 'very long', 'a name every object has'])

type Found = { seat: string; path: string; fields: Record<string, string[]>; multipart: boolean }
const unescape = (s: string): string => s.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
function formsIn(page: string, seat: string): Found[] {
  return [...page.matchAll(/<form\b[^>]*\bmethod="post"[^>]*>[\s\S]*?<\/form>/g)].flatMap(([text]) => {
    const head = /<form[^>]*>/.exec(text)![0], fields: Record<string, string[]> = {}
    for (const [tag] of text.matchAll(/<(?:input|textarea|select|button)\b[^>]*>/g)) {
      const name = /\bname="([^"]*)"/.exec(tag)?.[1]
      if (name && !(/type="(?:radio|checkbox)"/.test(tag) && fields[name])) fields[name] = [unescape(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '')]
    }
    for (const [, name, options] of text.matchAll(/<select\b[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) fields[name!] = [/<option value="([^"]+)"/.exec(options!)?.[1] ?? '']
    return [/action="([^"]*)"/.exec(head)?.[1], ...[...text.matchAll(/formaction="([^"]*)"/g)].map(m => m[1])].filter(x => x !== undefined).map(path => ({ seat, path: unescape(path), fields, multipart: head.includes('multipart') }))
  })
}
const pagesOf = (seat: string): string[] => [...new Set([...routeTable.filter(r => r.method === 'GET' && r.face !== 'api' && !/csv|xlsx|qr\.svg|files/.test(r.path)).map(r => known(r.path)),
  ...['placed', 'handling', 'child', 'resulted', 'verified'].flatMap(x => [`/desk/m/${real[x]}`, `/deputy/m/${real[x]}`, `/desk/m/${real[x]}?do=split`]), `/r/${real.receipt}`, `/r/${real.receipt2}`, '/desk/list?procedure=request', '/desk/list?q=路灯'])].filter(p => seat !== 'guest' || !/^\/(desk|deputy)/.test(p))
const headersOf = (seat: string, path: string): Record<string, string> => ({ ...from(path), ...(seats[seat]!.cookie ? { cookie: seats[seat]!.cookie } : {}) })

/** Every form any seat finds on any page, each once. */
async function allForms(): Promise<Found[]> {
  const found = new Map<string, Found>()
  for (const seat of Object.keys(seats)) for (const path of pagesOf(seat)) {
    const r = await f.ask(path, { headers: headersOf(seat, path) })
    if (!(r.headers.get('content-type') ?? '').startsWith('text/html')) continue
    for (const form of formsIn(await r.text(), seat)) { const name = `${seat === 'guest' ? 'guest' : 'desk'} ${form.path.replace(/[0-9a-f-]{36}/g, ':id')} ${Object.keys(form.fields).sort().join()}`; if (!found.has(name) && form.path !== '/signout') found.set(name, form) }
  }
  return [...found.values()]
}

/** A third of the strings for each place, another third for the next: all meet all in three runs with HUIYIN_TEST_TURN 0, 1, 2. */
const turn = Number(process.env['HUIYIN_TEST_TURN'] ?? 0)
const inTurn = (place: number) => attacks.filter((_, i) => (i + place + turn) % 3 === 0)

describe('what is known to break careless programs', () => {
  it('does not break a route, in its path or in its query', async () => {
    const say: string[] = []
    for (const [n, route] of routeTable.filter(r => r.method === 'GET').entries()) {
      const seat = route.face === 'deputy' ? 'deputy' : route.path.startsWith('/desk/messages') ? 'admin' : route.face === 'desk' ? 'clerk' : 'guest'
      const ask = async (what: string, path: string, raw: (RegExp | undefined)[]) => { say.push(...await judge(`${route.path} ${what}`, await f.ask(path, { headers: { ...headersOf(seat, path), ...(route.face === 'api' ? { authorization: `Bearer ${seats.clerk!.token}` } : {}) } }), raw)) }
      for (const a of inTurn(n)) {
        if (route.path.includes(':')) await ask(`path ${a.name}`, route.path.replace(/:\w+/g, encodeURIComponent(well(a.text).slice(0, 2_000))), [a.raw])
        await ask(`query ${a.name}`, `${known(route.path)}?${queries.filter(q => !(q === 'lang' || q === 'big')).map(q => `${q}=${encodeURIComponent(well(a.text).slice(0, 300))}`).join('&')}`, [a.raw])
      }
      for (const odd of ['%00', '%ff', '%c0%ae%c0%ae', '..%2f..', '%0d%0aX-Injected:1', '%u0041', '%', ';', '%252e']) if (route.path.includes(':')) await ask(`path ${odd}`, route.path.replace(/:\w+/g, odd), [])
      // Six at a time, of different kinds: one that is refused hides few others.
      for (let i = 0; i < 6; i++) await ask(`odd query ${i}`, `${known(route.path)}?${queries.filter((_, n) => n % 6 === i).map(q => `${q}=%00%0d%0aX-Injected%3A1%ff&${q}=2&${q}[]=3&${q}[__proto__]=4`).join('&')}`, [])
    }
    expect(say).toEqual([])
    expect(f.faults).toEqual([])
  }, 300_000)

  it('does not break a form: everything is taken as words, or refused', async () => {
    const forms = await allForms(), say: string[] = [], codes = new Map<number, number>()
    expect(forms.length).toBeGreaterThan(40)
    for (const [n, form] of forms.entries()) for (const a of inTurn(n)) {
      const text = well(a.text)
      // First every word a person types, then our own hidden fields as well.
      for (const hidden of ours.has(a.name) ? [false, true] : [false]) {
        const fields: Record<string, readonly string[]> = Object.fromEntries(Object.entries(form.fields).filter(([n]) => n !== '_token').map(([n, was]) => [n, hidden ? [text] : n.startsWith('_') || /^[0-9a-f-]{36}$/.test(was[0]!) || was[0] === 'on' ? n === '_key' ? [`attack-${++visitor}`] : was : [text]]))
        if (!hidden) fields.__proto__x = [text]
        const r = await f.send(form.path, { ...fields, ...(hidden ? { [text.slice(0, 40)]: [text], __proto__: [text], constructor: [text] } : {}) } as Record<string, readonly string[]>, { ...(seats[form.seat]!.cookie ? { cookie: seats[form.seat]!.cookie! } : {}), headers: from(form.path), multipart: form.multipart })
        codes.set(r.status, (codes.get(r.status) ?? 0) + 1)
        say.push(...await judge(`${form.seat} ${form.path} ${a.name}${hidden ? ' hidden' : ''}`, r, [a.raw]))
      }
    }
    expect(say).toEqual([])
    expect(f.faults).toEqual([])
    // Not all of it was refused at one door: some was kept, or the test would prove nothing.
    expect(codes.get(303) ?? 0).toBeGreaterThan(25)
    expect(codes.get(422) ?? 0).toBeGreaterThan(25)
    expect(codes.get(403) ?? 0).toBeLessThan(300)
  }, 600_000)

  it('does not break a sending in its path', async () => {
    const say: string[] = []
    for (const route of routeTable.filter(r => r.method === 'POST' && r.face !== 'api' && r.path.includes(':'))) {
      const seat = route.face === 'portal' ? 'guest' : route.face === 'deputy' ? 'deputy' : route.path.includes('/messages/') ? 'admin' : 'clerk'
      for (const part of ['%00', '%ff', '%0d%0aX-Injected:%201', '..%2f..%2f', '%2f%2fevil.example', 'x'.repeat(3_000), '__proto__', encodeURIComponent('<script>hyx1()</script>'), encodeURIComponent("'; drop table event; --"), encodeURIComponent('路灯\u202e')]) {
        const path = route.path.replace(/:\w+/g, part)
        say.push(...await judge(`${route.path} ${part.slice(0, 30)}`, await f.send(path, { what: 'x', reason: '核对情况' }, { ...(seats[seat]!.cookie ? { cookie: seats[seat]!.cookie! } : {}), headers: from(path) }), [/<script>hyx1/]))
      }
    }
    expect(say).toEqual([])
    expect(f.faults).toEqual([])
  }, 120_000)

  it('does not break the API, nor change what every object has', async () => {
    const say: string[] = []
    for (const route of routeTable.filter(r => r.method === 'POST' && r.face === 'api' && r.path !== '/api/files')) {
      const send = async (what: string, body: string) => { say.push(...await judge(`${route.path} ${what}`, await f.ask(known(route.path), { method: 'POST', body, headers: { 'content-type': 'application/json', ...from(route.path), ...(route.path === '/api/session' ? {} : { authorization: `Bearer ${seats.clerk!.token}` }) } }), [])) }
      for (const body of polluting) await send(body.slice(0, 40), body)
      for (const a of attacks) await send(a.name, JSON.stringify({ key: `api-${a.name.length}-${++visitor}`, person: a.text, proof: a.text, part: a.text, at: a.text, input: Object.fromEntries(['what', 'spot', 'place', 'name', 'phone', 'gist', 'organ', 'category', 'why', 'solved', 'grade', 'deputy', a.text].map(n => [n, a.text])) }))
    }
    expect(say).toEqual([])
    expect(f.faults).toEqual([])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  }, 120_000)

  it('stands nowhere as it came, whoever looks', async () => {
    const say: string[] = []
    let seen = 0
    for (const seat of Object.keys(seats)) for (const path of pagesOf(seat)) {
      const r = await f.ask(path, { headers: headersOf(seat, path) })
      if (/hyx1\(\)|7\*7/.test(await r.clone().text())) seen++
      say.push(...await judge(`${seat} ${path}`, r, attacks.map(a => a.raw)))
    }
    expect(say).toEqual([])
    // The strings are there, as text.
    expect(seen).toBeGreaterThan(3)
  }, 120_000)

  it('reckons nothing in a table that is taken away', async () => {
    const w = f.world, say: string[] = []
    for (const a of attacks.filter(x => x.name.includes('formula'))) {
      const { root } = await told(w, 'placed')
      await w.must({ matter: root, act: 'dispatch', actor: w.as(w.people.clerk), input: { organ: w.organs.office, gist: a.text.trim(), category: '1' } })
    }
    const text = await (await f.ask('/desk/list.csv?procedure=request', { headers: headersOf('clerk', '/') })).text()
    const cells = text.replace(/^\ufeff/, '').split(/\r\n/).flatMap(line => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(m => m[1] ?? m[2] ?? ''))
    expect(cells.some(x => x.startsWith(`'=HYPERLINK`))).toBe(true)
    for (const x of cells) if (/^[\s\p{Cc}]*[=+\-@＝＋－＠|%]/u.test(x)) say.push(x)
    const book = Buffer.from(await (await f.ask('/desk/list.xlsx?procedure=request', { headers: headersOf('clerk', '/') })).arrayBuffer())
    const sheets = filesIn(book).filter(([name]) => /sheet|shared/i.test(name)).map(([, xml]) => xml)
    expect(sheets.some(xml => xml.includes('HYPERLINK'))).toBe(true)
    for (const xml of sheets) if (/<f[ >]/.test(xml)) say.push('a formula in a sheet')
    expect(say).toEqual([])
  }, 60_000)

  it('is not believed in a header either', async () => {
    const say: string[] = []
    for (const headers of [{ 'x-forwarded-for': '<script>hyx1()</script>, \'; drop table event; --' }, { 'x-forwarded-proto': 'javascript' }, { host: 'evil.example' }, { 'accept-language': 'en;q=__proto__' }, { cookie: 'hy=../../etc; hyf=x; lang=<script>; slip=1.2' }, { cookie: `hy=${'x'.repeat(5_000)}` }, { authorization: 'Bearer ' + 'y'.repeat(5_000) }, { 'idempotency-key': '<script>' }] as Record<string, string>[]) {
      for (const path of ['/', '/status', `/r/${real.receipt}`, '/desk', '/api/me', '/signin', `/stations/${real.station}/poster`]) say.push(...await judge(`${path} ${JSON.stringify(headers).slice(0, 40)}`, await f.ask(path, { headers }), [/<script>hyx1/]))
    }
    expect(say).toEqual([])
    expect(f.faults).toEqual([])
  })
})

/** The entries of a zip, read by its central directory. */
function filesIn(zip: Buffer): [string, string][] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06')), out: [string, string][] = []
  for (let at = zip.readUInt32LE(end + 16); zip.readUInt32LE(at) === 0x02014b50;) {
    const [size, nameLength, extra, comment, local] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)]
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28), data = zip.subarray(start, start + size)
    out.push([zip.subarray(at + 46, at + 46 + nameLength).toString(), (zip.readUInt16LE(at + 10) ? inflateRawSync(data) : data).toString('utf8')])
    at += 46 + nameLength + extra + comment
  }
  return out
}
