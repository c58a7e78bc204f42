/** Beside each row of the hand-over table: to whom it might go, why, how often that was right; filled in by a click and handed over by a person. */
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#loop/words.ts'
import { newKey, openFaces, type Faces } from '#test/http/faces.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { suggesting, type Suggesting } from '#test/support/suggesting.ts'
import { housing, roads } from '#test/support/topics.ts'
import type { World } from '#test/support/world.ts'

inBothWorlds('proposals in the hand-over table', world => {
  let w: World, s: Suggesting, f: Faces, cookie: string, road: Id, strange: Id
  const given = async (topic: string): Promise<Id> => {
    const id = await s.propose(`关于${topic}的建议`, w.people.wang, { theme: 'T1', text: `示例：群众反映希望${topic}，建议有关部门研究办理。` })
    await s.act(id, 'accept', w.people.officer)
    return id
  }
  const key = (id: Id): string => id.slice(0, 13).replace('-', '')
  const page = async (r: Response | Promise<Response>) => { const got = await r; return { status: got.status, text: await got.text() } }
  const send = (fields: Record<string, string>) => page(f.send('/desk/handover', { _key: newKey(), ...fields }, { cookie }))
  const cell = (text: string, id: Id): string => new RegExp(`<input[^>]*name="o\\.${key(id)}" value="([^"]*)"`).exec(text)![1]!
  beforeAll(async () => {
    w = world(); s = await suggesting(w)
    for (const [list, organ] of [[roads, w.organs.roads], [housing, w.organs.housing]] as const) for (const t of list) await s.act(await given(t), 'handOver', w.people.officer, { organ })
    road = await given('整修镇里的公路路面')
    strange = await given('编写县志')
    f = await openFaces({}, w)
    cookie = await f.cookie(w.people.officer)
  })

  it('say which organ and why, and fill nothing in by themselves', async () => {
    const { text } = await page(f.ask('/desk/handover', { headers: { cookie } }))
    const button = new RegExp(`name="_take" value="${key(road)} 区交通运输局" data-fill="区交通运输局"`)
    expect(text).toMatch(button)
    expect(text).toMatch(/“路面”[^<]*，以前12件/)
    expect(text).not.toContain(`name="_take" value="${key(strange)} `)
    expect([cell(text, road), cell(text, strange)]).toEqual(['', ''])
  })
  it('are taken by a click where no script runs, beside what was already typed', async () => {
    const { status, text } = await send({ _take: `${key(road)} 区交通运输局`, [`o.${key(strange)}`]: '没这个单位', meeting: '示例交办会' })
    expect(status).toBe(200)
    expect([cell(text, road), cell(text, strange)]).toEqual(['区交通运输局', '没这个单位'])
    expect(text).toContain('value="示例交办会"')
    expect(text).toContain('下一步：核对交办清单')
    expect(text, 'a row that is filled in is not proposed for').not.toContain(`name="_take" value="${key(road)} `)
    expect((await s.view(road)).line.stage).toBe('registered')
  })
  it('of a row that is not there change nothing', async () => {
    for (const sent of ['x', '000000000000 区交通运输局', `${key(road)} `]) {
      const { status, text } = await send({ _take: sent })
      expect([status, cell(text, road)], sent).toEqual([sent === '000000000000 区交通运输局' ? 200 : 422, ''])
    }
  })
})
