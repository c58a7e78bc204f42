/** A figure's desk page in parts: each number opens to as many records, the parts leave as a table, and what each deputy's suggestions came to is for the committee alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unzipSync } from 'fflate'
import type { Id } from '#loop/words.ts'
import { type Faces, openFaces } from '#test/http/faces.ts'

let f: Faces, officer: string, clerk: string, wang: string
const body = '示例：背街小巷路面破损多年，下雨积水，老人孩子出行不便，建议分批改造并公示计划。'
const see = async (path: string, cookie?: string) => { const r = await f.ask(path.replaceAll('&amp;', '&'), { headers: cookie ? { cookie } : {} }); return { status: r.status, text: await r.text() } }
const rows = (text: string): number => text.match(/<th scope="row" class="what">/g)?.length ?? 0
/** The parts of the page: how many of each, and where each number leads. */
const parts = (text: string) => [...text.matchAll(/<tr data-part="([^"]+)"><th scope="row">([^<]*)<\/th>(.*?)<\/tr>/gs)].map(m => ({ id: m[1]!, name: m[2]!, links: [...m[3]!.matchAll(/<a href="([^"]+)"[^>]*>(\d+)<\/a>/g)].map(l => ({ href: l[1]!, n: Number(l[2]) })) }))

beforeAll(async () => {
  f = await openFaces()
  const w = f.world, p = w.people, clock = { kind: 'clock' } as const
  ;[officer, clerk, wang] = await Promise.all([f.cookie(p.officer), f.cookie(p.clerk), f.cookie(p.wang)]) as [string, string, string]
  const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: clock, input: { since: '2021-01-01', ...input } })).matter
  const term = await enter({ table: 'term', kind: 'term', name: '示例第二届', nameEn: 'Second term', assembly: w.organs.assembly, number: 2 })
  await enter({ table: 'term', kind: 'session', name: '示例第二届第五次会议', nameEn: 'Fifth session', assembly: w.organs.assembly, parent: term, number: 5, since: '2025-03-11' })
  for (const [theme, organ, lead] of [['T1', w.organs.housing, p.wang], ['T2', w.organs.roads, p.li], ['T1', undefined, p.wang]] as const) {
    const { root } = await w.must({ procedure: 'suggestion', act: 'propose', actor: w.as(lead), input: { title: `关于示例${theme}的一件建议`, text: body, how: 'single', theme } })
    await w.must({ matter: root, act: 'accept', actor: w.as(p.officer), input: {} })
    if (organ) await w.must({ matter: root, act: 'handOver', actor: w.as(p.officer), input: { organ } })
  }
}, 120_000)
afterAll(() => f.world.close())

describe('a figure in parts', () => {
  it.each([['organ', ['区交通运输局', '区住建局', '未注明']], ['theme', ['城建交通与老旧小区', '生态环保与环卫']], ['deputy', ['王示甲', '李示乙']]])('by %s, each number opening to its list', async (by, names) => {
    const page = await see(`/desk/figures/S30?year=2025&by=${by}`, officer), found = parts(page.text)
    expect(new Set(found.map(x => x.name))).toEqual(new Set(names))
    expect(found.reduce((n, x) => n + x.links[0]!.n, 0)).toBe(3)
    for (const x of found) {
      const list = await see(x.links[0]!.href, officer)
      expect([list.status, rows(list.text)], x.name).toEqual([200, x.links[0]!.n])
      expect(list.text).toContain(`：${x.name}</span>`)
      expect(parts(list.text), 'a part is not split again').toEqual([])
    }
  })
  it('a share has both sides of each part', async () => {
    const found = parts((await see('/desk/figures/R5?year=2025&by=theme', officer)).text)
    expect(found.map(x => [x.name, ...x.links.map(l => l.n)])).toEqual([['城建交通与老旧小区', 1, 2], ['生态环保与环卫', 1, 1]])
    for (const x of found) for (const l of x.links) expect(rows((await see(l.href, officer)).text)).toBe(l.n)
  })
  it('leaves as a table with its total, and a part as its records', async () => {
    const sheet = async (path: string): Promise<number> => new TextDecoder().decode(unzipSync(new Uint8Array(await (await f.ask(path, { headers: { cookie: officer } })).arrayBuffer()))['xl/worksheets/sheet1.xml']).match(/<row /g)!.length - 3
    expect(await sheet('/desk/figures/S30.xlsx?year=2025&by=organ')).toBe(4)
    expect(await sheet(`/desk/figures/S30.xlsx?year=2025&organ=${f.world.organs.housing}`)).toBe(1)
    expect((await see('/desk/figures/S31.xlsx?year=2025&by=organ', officer)).status).toBe(404)
  })
  it('by deputy for the committee alone, and nothing of it in public', async () => {
    const page = await see('/desk/figures/S30?year=2025&by=deputy', clerk)
    expect(page.status).toBe(200)
    expect(page.text).not.toMatch(/领衔代表|王示甲|李示乙/)
    for (const who of [clerk, wang]) expect((await see(`/desk/figures/S30?year=2025&deputy=${f.world.people.wang}`, who)).status).toBe(404)
    expect((await see('/desk/figures/S30.xlsx?year=2025&by=deputy', clerk)).status).toBe(404)
    for (const path of ['/figures?year=2025', '/figures/S30?year=2025', '/figures/R10?year=2025', `/figures/S30?year=2025&deputy=${f.world.people.wang}&by=deputy`]) expect((await see(path)).text, path).not.toMatch(/王示甲|李示乙|领衔/)
  })
  it('a part that is not there looks like nothing', async () => {
    for (const q of ['organ=nix', `organ=${f.world.organs.office}`, 'theme=T9', 'deputy=none']) expect((await see(`/desk/figures/S30?year=2025&${q}`, officer)).status, q).toBe(404)
    expect((await see('/desk/figures/S26?year=2025&organ=none', officer)).status).toBe(404)
  })
  it('public pages say which session it is, and show none where there was none', async () => {
    const year = await see('/figures?year=2025')
    expect(year.text).toContain('示例第二届第五次会议的建议')
    expect((await see('/figures?year=2023')).text).not.toContain('提出代表建议')
    expect((await see('/desk/figures?year=2023', officer)).text).toContain('这一年没有登记会议')
  })
})
