/** The portal's further roads: where it is, photos later, a lost receipt, stations, figures with charts, and the weight of a first visit. */
import { brotliCompressSync, constants } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'
import { withoutIds } from '#test/support/ids.ts'
import { told } from '#test/support/world.ts'

let f: Faces
beforeAll(async () => {
  f = await openFaces()
  await f.world.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { table: 'place', kind: 'community', name: '示例花园社区', nameEn: 'Sample Garden', parent: f.world.places.town, since: '2021-01-01' } })
})
afterAll(() => f.world.close())
const page = async (path: string, cookie?: string) => { const r = await f.ask(path, cookie ? { headers: { cookie } } : undefined); return { status: r.status, text: await r.text(), headers: r.headers } }
const raise = (more: Record<string, string | Blob> = {}) => f.send('/raise', { _key: newKey(), what: '门口路灯坏了，晚上看不见', phone: '00000001234', ...more }, { multipart: true })
const slip = (r: Response): string => /slip=[^;]+/.exec(r.headers.get('set-cookie') ?? '')![0]
const shortOf = (text: string): string => /short-no">(\d{3}) (\d{3})</.exec(text)!.slice(1).join('')
const png = (colour = 'mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==') => new Blob([Buffer.from(`iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42${colour}`, 'base64')], { type: 'image/png' })
/** The matter behind a receipt, as somebody sees it. */
const behind = async (r: Response, person: string) => {
  const at = await f.world.service.receiptMatter(r.headers.get('location')!.slice(3))
  return (await f.world.service.matter(await f.world.who(person), at!.matter))!
}

describe('where it is', () => {
  it('asks five things in one form with one button, after the stop note', async () => {
    const { text } = await page('/raise'), form = text.slice(text.indexOf('<form class="card pad"'), text.indexOf('</form>', text.indexOf('<form class="card pad"')))
    expect([...form.matchAll(/ name="([a-z]\w*)"/g)].map(m => m[1])).toEqual(['what', 'spot', 'phone', 'photos', 'direct'])
    expect(form.match(/type="submit"/g)).toHaveLength(1)
    const before = text.slice(0, text.indexOf('<form class="card pad"'))
    for (const s of ['110', '119', '120', '燃气', '纪检监察', '法院', '本页无人夜间值守']) expect(before).toContain(s)
  })
  it('knows the street by the community or by its own name', async () => {
    const r = await raise({ spot: '示例花园社区3号楼东侧' })
    expect(r.status).toBe(303)
    expect((await behind(r, f.world.people.townClerk)).line.place?.[0]).toBe('示例一镇')
    expect((await behind(await raise({ spot: '示例一街道路口' }), f.world.people.clerk)).line.place?.[0]).toBe('示例一街道')
  })
  it('asks once when it cannot tell, with everything kept, and takes “not sure” to the district', async () => {
    const asked = await raise({ spot: '东门<b>口', photos: png() }), text = await asked.text()
    expect(asked.status).toBe(200)
    for (const s of ['这是哪个街道（镇）？', '不清楚，请区里判断', '门口路灯坏了', 'value="东门&lt;b&gt;口"', 'value="00000001234"', '已收到1个文件']) expect(text).toContain(s)
    const key = /name="_key" value="([^"]+)"/.exec(text)![1]!
    const sure = await raise({ _key: key, spot: '东门口', place: 'unsure' })
    expect(sure.status).toBe(303)
    const { line: m } = await behind(sure, f.world.people.officer)
    expect([m.stage, m.place]).toEqual(['atDistrict', null])
    // The district says whose street it is, by the same act that mends any entry, and the figures follow.
    await f.world.must({ matter: m.id, act: 'correct', actor: f.world.as(f.world.people.officer), input: { place: f.world.places.street, why: '核实后补上街道' } })
    expect((await behind(sure, f.world.people.officer)).line.place?.[0]).toBe('示例一街道')
    const split = await f.world.service.breakdown(f.world.congress, 'S26', 2025, 'place')
    expect(split.some(r => r.id === null)).toBe(false)
  })
  it('does not ask where past the station, and refuses a thing without any place', async () => {
    expect((await raise({ spot: '某某路', direct: 'on' })).status).toBe(303)
    const none = await raise()
    expect(none.status).toBe(422)
    expect(await none.text()).toContain('href="#raise-spot"')
  })
  it('takes the place of the poster that led here', async () => {
    const s = (await f.world.service.stations(f.world.congress))[0]!, { text } = await page(`/raise?at=${s.id}`)
    expect(text).toContain(`交给：${s.name[0]}`)
    expect((await raise({ spot: '小广场', _at: s.id })).status).toBe(303)
  })
})

describe('a photo later', () => {
  it('asks the proof before anything is put away, then joins the matter', async () => {
    const sent = await raise({ spot: '示例一街道' }), path = sent.headers.get('location')!, cookie = slip(sent)
    const short = shortOf((await page(path, cookie)).text)
    const wrong = await f.send(`${path}/photos`, { proof: '000000', added: png() })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('对不上')
    const { line: m } = await behind(sent, f.world.people.clerk), files = async () => (await behind(sent, f.world.people.clerk)).files.length
    expect(await files()).toBe(0)
    const right = await f.send(`${path}/photos`, { _key: newKey(), proof: short, added: png() })
    expect(right.status).toBe(303)
    expect(await files()).toBe(1)
    expect((await page(path)).text).toContain('您补充了照片')
    expect((await f.send(`${path}/photos`, { proof: short }, { multipart: true })).status).toBe(422)
    // Somebody who handles never sees them.
    expect(await f.world.service.matter(await f.world.who(f.world.people.townClerk), m.id)).toBeUndefined()
  })
  it('is not offered once the matter has ended', async () => {
    const t = await told(f.world, 'verified')
    await f.world.must({ matter: t.root, act: 'rate', actor: { kind: 'receipt', matter: t.root }, input: { solved: 'yes', grade: 'satisfied' } })
    expect((await page(`/r/${t.receipt}`)).text).not.toContain('补充照片')
  })
})

describe('a lost receipt', () => {
  it('is printed again at the counter for a reason the requester reads', async () => {
    const sent = await raise({ spot: '示例一街道', phone: '00000007788' }), path = sent.headers.get('location')!
    expect((await page('/lost')).text).toContain('手机号后四位')
    const clerk = await f.cookie(f.world.people.clerk)
    const found = await (await f.send('/desk/receipt', { said: '7788' }, { cookie: clerk })).text(), id = /\/desk\/receipt\/([0-9a-f-]{36})/.exec(found)![1]!
    expect((await f.send(`/desk/receipt/${id}`, { reason: '' }, { cookie: clerk })).status).toBe(422)
    const again = await f.send(`/desk/receipt/${id}`, { reason: '本人到窗口，手机号核对无误' }, { cookie: clerk })
    expect([again.status, again.headers.get('location')]).toEqual([303, path])
    expect((await page(path, slip(again))).text).toMatch(/short-no">\d{3} \d{3}</)
    const seen = (await page(path)).text
    expect(seen).toContain('补打了回执（本人到窗口，手机号核对无误）')
    expect(seen).not.toContain('short-no')
  })
  it('is nobody else’s to print, and another station finds nothing', async () => {
    const { line: m } = await behind(await raise({ spot: '示例一街道' }), f.world.people.clerk)
    for (const person of [f.world.people.townClerk, f.world.people.wang, f.world.people.roadsClerk]) expect([403, 404]).toContain((await f.send(`/desk/receipt/${m.id}`, { reason: '想看看' }, { cookie: await f.cookie(person) })).status)
    expect(await (await f.send('/desk/receipt', { said: '7788' }, { cookie: await f.cookie(f.world.people.townClerk) })).text()).toContain('没有查到')
    expect((await f.ask('/desk/receipt')).status).toBe(303)
  })
})

describe('stations', () => {
  it('stand with telephone and deputies by name, and no contact of a person', async () => {
    const list = await page('/stations'), s = (await f.world.service.stations(f.world.congress)).find(x => x.name[0] === '示例一街道联络站')!
    expect(list.text).toContain('示例一街道联络站')
    expect((await page(`/stations?q=${encodeURIComponent('一镇')}`)).text).not.toContain('示例一街道联络站')
    const one = await page(`/stations/${s.id}`)
    for (const x of ['0000-1', '王示甲', '区人大代表', '接待日']) expect(one.text).toContain(x)
    expect(withoutIds(one.text).match(/\d{11}|\d{4}-\d{7}/g)).toBeNull()
    expect((await page('/stations/00000000-0000-4000-8000-000000000000')).status).toBe(404)
    const poster = await page(`/stations/${s.id}/poster`)
    expect(poster.text).toContain('<svg role="img"')
    expect(poster.text).not.toMatch(/ style=|<style/)
  })
  it('show the reception days to come with who receives', async () => {
    const s = (await f.world.service.stations(f.world.congress)).find(x => x.name[0] === '示例一街道联络站')!
    await f.world.must({ procedure: 'reception', act: 'plan', actor: f.world.as(f.world.people.clerk), input: { place: f.world.places.street, day: '2025-06-25', from: '09:00', until: '11:30', spot: '一楼接待室', deputies: [f.world.people.wang] } })
    const { text } = await page(`/stations/${s.id}`)
    for (const x of ['6月25日', '09:00–11:30', '一楼接待室', '接待代表：王示甲']) expect(text).toContain(x)
  })
})

describe('figures, about, weight', () => {
  it('draw each split with its table, in the register’s order, under the policy on styles', async () => {
    const { text, status } = await page('/figures/S26')
    expect(status).toBe(200)
    expect(text).toContain('role="img"')
    expect(text).toMatch(/<svg class="chart-narrow"/)
    expect(text).not.toMatch(/ style=|<style|onload=/)
    expect(text.indexOf('<th scope="row">示例一街道</th>')).toBeLessThan(text.indexOf('<th scope="row">示例一镇</th>'))
    const sum = [...text.slice(text.indexOf('按街道')).split('</table>')[0]!.matchAll(/<td class="num">(\d+)<\/td>/g)].reduce((n, m) => n + Number(m[1]), 0)
    expect(sum).toBe((await f.world.service.figure(f.world.congress, 'S26', 2025))!.value)
    expect((await page('/figures/NIX')).status).toBe(404)
    expect((await page('/figures/S26?year=2019')).text).not.toContain('<svg class="chart')
  })
  it('says what it is and under which licence, from the foot of every page', async () => {
    const { text } = await page('/about')
    for (const s of ['AGPL', '涉密不上网', '源代码', '加密保存', 'test']) expect(text).toContain(s)
    expect((await page('/')).text).toContain('href="/about"')
  })
  it('weighs at most 60 KB packed on a first visit, style and scripts and all', async () => {
    const packed = (b: Uint8Array): number => brotliCompressSync(b, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
    for (const path of ['/', '/raise', '/stations', '/figures', '/figures/S26']) {
      const { text } = await page(path)
      const parts = [...new Set([...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(m => m[1]!))]
      expect(parts.length).toBeGreaterThan(1)
      let weight = packed(Buffer.from(text))
      for (const p of parts) weight += packed(new Uint8Array(await (await f.ask(p)).arrayBuffer()))
      expect(weight, path).toBeLessThanOrEqual(60 * 1024)
    }
  })
  it('travels packed to whoever takes it', async () => {
    for (const [accepts, said] of [['br, gzip', 'br'], ['gzip', 'gzip'], ['br;q=0, gzip', 'gzip'], ['identity', null], ['', null]] as const) {
      const r = await f.ask('/raise', { headers: { 'accept-encoding': accepts } })
      expect(r.headers.get('content-encoding'), accepts).toBe(said)
      expect(r.headers.get('vary')).toContain('Accept-Encoding')
    }
  })
})

it('gives whoever asks the source of what runs, and nothing an operator keeps beside it', async () => {
  expect((await page('/about')).text).toContain('href="/source.zip"')
  const r = await f.ask('/source.zip'), files = unzipSync(new Uint8Array(await r.arrayBuffer())), names = Object.keys(files)
  expect(r.headers.get('content-disposition')).toContain('attachment')
  for (const n of ['src/main.ts', 'src/http/source.ts', 'package-lock.json', 'LICENSE', '.ci/run', 'src/store/migrations/0001_tables.sql']) expect(strFromU8(files[`huiyin/${n}`]!), n).toBe(readFileSync(join(import.meta.dirname, '..', '..', n), 'utf8'))
  expect(names.filter(n => /node_modules|\.git\/|\.log$|pictures\/|\/data\/(?!.*\.csv)/.test(n))).toEqual([])
})
