/** Nothing is one county's only: another county, from its own folder, runs the same journeys under its own names, terms and holidays. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routeTable } from '#http/routes.ts'
import { openStore } from '#store/open.ts'
import type { Store } from '#store/shapes.ts'
import { type County, openCounty, packFiles } from '#test/county/county.ts'
import { postgresAvailable, startPostgres, type TestServer } from '#test/support/postgres.ts'
import { memoryStore } from '#test/support/model.ts'

/** Words of the first county, of any real one, and of places that are not townships. */
const foreign = ['潞州', '长治', '英雄', '太行', '街道（镇）', '街镇', '街道办', '办事处', '五单', '区级', '区里', '区人大', '点单', '道路交通', 'Luzhou', 'street or town', 'five slips']

function journey(county: () => County): void {
  let c: County, root: string, receipt: string
  beforeAll(() => { c = county() })

  it('is entered whole', () => {
    expect(c.report).toMatchObject({ congress: 'SLX', created: true, entered: { places: 3, organs: 12, persons: 15, posts: 16 }, days: 2, gone: [], kept: [] })
  })
  it('a request is placed at a township station under one of its own categories', async () => {
    const on = { procedure: 'request' }
    const placed = await c.must('甲示三', 'place', on, { what: '示例：三号水渠的闸门坏了，浇不上地', channel: 'station', phone: '00000000123', place: await c.option('甲示三', on, 'place', 'place', '示例甲乡'), category: await c.option('甲示三', on, 'place', 'category', '灌溉水渠') })
    root = placed.matter
    receipt = placed.receipt!
    expect(receipt.startsWith('SLX-')).toBe(true)
    const v = (await c.service.matter(await c.who('甲示三'), root))!
    expect(v.line.category).toEqual(['灌溉水渠', 'Irrigation'])
    // Three working days of its own: the 20th is its festival, the Saturday after is worked.
    expect(v.duties.map(d => [d.act, d.dueDay])).toEqual([['dispatch', '2025-06-23']])
    expect(v.duties[0]!.why.map(w => w[0]).join()).toContain('示例县文化节')
    expect(v.stages.map(s => s.slip?.[0] ?? null)).toEqual(['登单', '转单', '转单', '督单', '回单', null])
  })
  it('another county’s category is refused', async () => {
    const out = await c.service.act({ congress: c.congress, matter: root, act: 'correct', input: { category: '1', why: '换一个类别' }, actor: { kind: 'person', person: c.person('甲示三').id }, key: 'foreign-category' })
    expect(out).toMatchObject({ ok: false, status: 422, refusal: { rule: 'input.choice', field: 'category' } })
  })
  it('goes round: dispatched, accepted, submitted, verified, rated', async () => {
    const sent = await c.must('甲示三', 'dispatch', { matter: root }, { organ: await c.option('甲示三', { matter: root }, 'dispatch', 'organ', '甲乡政府'), gist: '三号水渠闸门损坏，无法灌溉', category: 'S1' })
    const h = { matter: sent.opened[0]! }
    c.setNow('2025-06-19T01:00:00.000Z')
    await c.must('甲示四', 'accept', h)
    expect((await c.service.matter(await c.who('甲示四'), h.matter))!.duties.find(d => d.act === 'submit')!.dueDay).toBe('2025-07-08')
    await c.must('代示甲', 'claim', { matter: root })
    await c.must('甲示四', 'submit', h, { result: '闸门已更换，放水正常' })
    await c.must('代示甲', 'verify', { matter: root }, { degree: 'solved' })
    const v = (await c.service.receipt(receipt))!
    expect([v.stage, v.mayRate]).toEqual(['verified', true])
    await c.must({ kind: 'receipt', matter: root }, 'rate', { matter: root }, { solved: 'yes', grade: 'satisfied' })
  })
  it('what a station cannot dispatch goes to the county, and stays open', async () => {
    const on = { procedure: 'request' }
    const m = { matter: (await c.must({ kind: 'portal' }, 'place', on, { what: '示例：通往村小学的路塌了一段', place: await c.option('乙示一', on, 'place', 'place', '示例乙镇'), category: 'S2' })).matter }
    await c.must('乙示一', 'askDistrict', m, { gist: '通往村小学的路塌陷一段', why: '县道归县里管' })
    const at = (await c.service.matter(await c.who('甲示一'), m.matter))!
    expect(at.line.stageLabel).toEqual(['待县级派单', 'With the county for dispatch'])
    expect(at.choices.find(x => x.act === 'dispatch')!.fields.find(f => f.id === 'category')!.options.map(o => o.id)).toEqual(['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9'])
    await c.must('甲示一', 'dispatch', m, { organ: await c.option('甲示一', m, 'dispatch', 'organ', '县交通局'), gist: '通往村小学的路塌陷一段' })
  })
  it('a reception day is planned, recorded with its opinions in one save, and confirmed by a second person', async () => {
    const on = { procedure: 'reception' }
    const deputy = c.person('代示甲').id
    const day = { matter: (await c.must('甲示三', 'plan', on, { place: await c.option('甲示三', on, 'place', 'place', '示例甲乡'), day: '2025-06-19', deputies: [deputy] })).matter }
    await c.must('甲示三', 'announce', day)
    const done = await c.must('甲示三', 'record', day, { came: [deputy], voters: 4, opinions: [{ what: '示例：水渠边的护栏断了', category: 'S1', how: 'referred' }, { what: '示例：问种粮补贴怎么领', how: 'onSpot', reply: '已告知到乡便民中心办理' }] })
    expect(done.made).toHaveLength(2)
    expect((await c.service.matter(await c.who('甲示三'), done.made[0]!.matter))!.line.category[0]).toBe('灌溉水渠')
    await c.must('甲示一', 'confirm', day)
  })
  it('its figures come out of its own records', async () => {
    const value = async (id: string) => (await c.service.figure(c.congress, id, 2025))!.value
    expect(await Promise.all(['S23', 'S24', 'S25', 'S26', 'S27', 'S28'].map(value))).toEqual([1, 4, 0, 4, 2, 1])
    expect(await c.service.figureRecords(c.congress, 'S26', 2025)).toHaveLength(4)
  })
  it('its lists filter by its own categories', async () => {
    const list = await c.service.list(await c.who('甲示一'), { procedure: 'request', category: 'S2' })
    expect([list.total, list.items[0]!.category[0], list.options.category.length]).toEqual([1, '乡村道路', 9])
  })
  it('a category it gave up keeps its last name, an unknown one is shown as it is', async () => {
    await c.service.setSetting(c.congress, 'request.categories', [{ id: 'S1', label: ['水渠', 'Canals'] }], '2025-06-19')
    const named = async () => (await c.service.list(await c.who('甲示一'), { procedure: 'request' })).items.map(i => i.category[0]).sort()
    expect(await named()).toEqual(['乡村道路', '水渠', '水渠', '未分类'].sort())
    const again = await c.service.county(packFiles(), { check: false, sample: true })
    expect(again).toMatchObject({ ok: true, report: { created: false, entered: { places: 0, organs: 0, persons: 0, posts: 0 }, days: 0, gone: [], changed: [] } })
    expect(await named()).toEqual(['乡村道路', '灌溉水渠', '灌溉水渠', '未分类'].sort())
  })
  it('no page speaks of another county, whatever pages there are', async () => {
    const by = { portal: undefined, desk: '甲示一', deputy: '代示甲' } as const
    const plain = routeTable.filter(r => r.method === 'GET' && !r.path.includes(':') && r.path !== '/r' && r.path !== '/source.zip').flatMap(r => (r.face === 'portal' || r.face === 'desk' || r.face === 'deputy' ? [{ path: r.path, by: by[r.face] }] : []))
    const all: { path: string; by: string | undefined }[] = [
      ...plain, ...plain.map(p => ({ ...p, path: `${p.path}?lang=en` })), { path: '/signin', by: undefined },
      { path: `/r/${receipt}`, by: undefined }, { path: `/desk/m/${root}`, by: '甲示一' }, { path: `/desk/m/${root}`, by: '甲示三' }, { path: `/deputy/m/${root}`, by: '代示甲' },
      ...c.service.procedures().filter(p => !p.childOnly).map(p => ({ path: `/desk/new/${p.id}`, by: '甲示三' })), ...(await c.service.figures(c.congress, 2025)).map(f => ({ path: `/desk/figures/${f.id}`, by: '甲示一' })),
    ]
    const leaks: string[] = []
    for (const p of all) {
      const text = await c.page(p.path, p.by)
      for (const word of foreign) if (text.includes(word)) leaks.push(`${p.path} says ${word}: …${text.slice(Math.max(0, text.indexOf(word) - 60), text.indexOf(word) + 60)}…`)
    }
    expect(leaks).toEqual([])
    expect(await c.page('/')).toContain('登单')
    const form = await c.page('/desk/new/request', '甲示三')
    for (const own of ['乡镇', '灌溉水渠']) expect(form).toContain(own)
    expect(await c.page('/raise')).toContain('请县里直接受理')
  })
}

describe('another county (embedded)', () => {
  let c: County | undefined
  beforeAll(async () => { c = await openCounty(await memoryStore()) })
  afterAll(() => c?.close())
  journey(() => c!)
})
describe.runIf(postgresAvailable())('another county (postgresql)', () => {
  let server: TestServer | undefined, c: County | undefined
  beforeAll(async () => {
    server = await startPostgres()
    const store: Store = await openStore({ databaseUrl: await server.database(), appPassword: 'serving' })
    c = await openCounty(store)
  })
  afterAll(async () => { await c?.close(); await server?.stop() })
  journey(() => c!)
})
