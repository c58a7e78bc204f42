/** Letters of suggestions over HTTP: 28 in one zip, the deputy's own way to the reply, and the register of numbers as a page and a table. */
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { makePress } from '../../src/press.ts'
import { readPdf } from '../letters/reading.ts'
import { type Suggestions, suggestions } from '#test/support/suggestions.ts'
import { makeWorld, type World } from '#test/support/world.ts'
import { type Faces, openFaces } from './faces.ts'

const own = join(import.meta.dirname, '..', '..', 'node_modules', '@expo-google-fonts', 'noto-serif-sc')
const press = makePress({ fontDirs: [join(own, '400Regular'), join(own, '700Bold')], only: true })
let w: World, f: Faces, s: Suggestions, batch: Id, id: Id, h: Id
const cookies = {} as Record<'officer' | 'deputy' | 'other' | 'housing' | 'roads' | 'clerk', string>
beforeAll(async () => {
  w = await makeWorld({ press })
  f = await openFaces({}, w)
  s = await suggestions(w)
  const organs: Id[] = []
  for (let i = 1; i <= 28; i++) organs.push((await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', table: 'organ', kind: 'handlingOrgan', name: `示例第${i}局`, short: `示例${i}局`, nameEn: `Bureau ${i}` } })).matter)
  const rows: Record<string, unknown>[] = []
  for (const [i, organ] of organs.entries()) for (let n = 1; n <= 2; n++) rows.push({ suggestion: await s.accepted(`关于示例第${i + 1}局第${n}件的建议`), organ })
  batch = await s.table(rows)
  id = await s.accepted('关于示例代表看答复的建议')
  await s.act(id, 'handOver', w.people.officer, { organ: w.organs.housing })
  h = await s.drafted(id)
  Object.assign(cookies, { officer: await f.cookie(w.people.officer), deputy: await f.cookie(s.zhe), other: await f.cookie(w.people.townDeputy), housing: await f.cookie(w.people.housingClerk), roads: await f.cookie(w.people.roadsClerk), clerk: await f.cookie(w.people.clerk) })
}, 120_000)
afterAll(async () => { await w.close(); await press.close() })
const get = (path: string, who: keyof typeof cookies) => f.ask(path, { headers: { cookie: cookies[who] } })
const bytes = async (r: Response): Promise<Uint8Array> => new Uint8Array(await r.arrayBuffer())
const named = (r: Response): string => decodeURIComponent(/filename\*=UTF-8''(.+)$/.exec(r.headers.get('content-disposition') ?? '')?.[1] ?? '')

describe('a hand-over to 28 organs', () => {
  it('goes into one zip, as PDF and as Word, each named by its organ and number', { timeout: 60_000 }, async () => {
    const page = await (await get(`/desk/m/${batch}`, 'officer')).text()
    expect(page).toContain('全部28份PDF'); expect(page).toContain('href="/desk/numbers"')
    for (const format of ['pdf', 'docx']) {
      const began = performance.now(), r = await get(`/desk/m/${batch}/letters/handOver.zip?format=${format}`, 'officer'), z = unzipSync(await bytes(r))
      console.log(`28 letters as ${format}: ${Math.round(performance.now() - began)} ms`)
      expect(Object.keys(z)).toHaveLength(28)
      expect(Object.keys(z)).toContain(`交办函 示例28局 区人大代工委交办〔2025〕28号.${format}`)
    }
    expect((await get(`/desk/m/${batch}/letters/handOver.zip`, 'housing')).status).toBe(404)
  })
})

describe('the deputy', () => {
  it('is shown the letter when it is signed, and takes it from the deputies’ own face', async () => {
    const at = `/deputy/m/${h}/letters/reply`
    expect(await (await get(`/deputy/suggestions/${id}`, 'deputy')).text()).not.toContain(at)
    for (const x of ['', '.pdf', '.docx']) { const r = await get(at + x, 'deputy'); expect([x, r.status]).toEqual([x, 409]); expect(await r.text()).toContain(`href="/deputy/m/${h}"`) }
    expect((await get(`/desk/m/${h}/letters/reply.pdf`, 'housing')).status, 'a draft for its own organ').toBe(200)
    await s.act(h, 'signOff', s.head)
    const page = await (await get(`/deputy/suggestions/${id}`, 'deputy')).text()
    for (const x of [`href="${at}.pdf"`, `href="${at}"`, `href="/deputy/m/${id}/letters/opinionForm.pdf"`]) expect(page, x).toContain(x)
    const r = await get(`${at}.pdf`, 'deputy')
    expect([r.status, named(r)]).toEqual([200, '答复函 区住建局函〔2025〕1号.pdf'])
    expect((await readPdf(await bytes(r))).text.replace(/\s/g, '')).toContain('王喆代表：')
    expect((await get(`${at}.docx`, 'deputy')).status).toBe(200)
    const sheet = await (await get(at, 'deputy')).text()
    expect(sheet).toContain('签发人：孙示甲'); expect(sheet).toContain('face-deputy'); expect(sheet).not.toContain('/desk/m/')
  })
  it('who is not one of its own gets nothing, as if there were none', async () => {
    for (const who of ['other', 'roads', 'clerk'] as const) for (const x of ['', '.pdf', '.docx', '.zip']) expect([who, x, (await get(`/deputy/m/${h}/letters/reply${x}`, who)).status]).toEqual([who, x, 404])
    expect((await f.ask(`/deputy/m/${h}/letters/reply.pdf`)).status).toBe(303)
    expect((await get(`/deputy/m/${batch}/letters/handOver.zip`, 'deputy')).status).toBe(404)
  })
})

describe('the register of numbers', () => {
  it('is a page with every series, one of them number by number, and a table to take away', async () => {
    await s.act(id, 'voidNumber', w.people.officer, { organ: w.organs.housing, why: '打错一个字 <b>' })
    const page = await (await get('/desk/numbers?series=letter.handover.2025', 'officer')).text()
    for (const x of ['文号登记簿', '交办函（2025年）', '区人大代工委交办〔2025〕29号', '共编30号，其中作废1号', '没有缺号', '打错一个字 &lt;b&gt;', '示例区第二届人民代表大会第五次会议建议', `href="/desk/m/${batch}"`]) expect(page, x).toContain(x)
    const r = await get('/desk/numbers.xlsx?series=letter.handover.2025', 'officer')
    expect([r.status, r.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
    const all = await w.service.desk.exports(await w.who(w.people.officer))
    expect(all.find(e => e.what === 'numbers')).toMatchObject({ format: 'xlsx', rows: 30 })
    expect(await (await get('/desk/exports', 'officer')).text()).toContain('文号登记簿')
    for (const who of ['deputy', 'housing', 'clerk'] as const) for (const x of ['/desk/numbers', '/desk/numbers.xlsx']) expect((await get(x, who)).status).toBe(404)
  })
})
