/** 〈接待日登记〉 as a clerk's browser sends it: one save, nothing lost when it is refused or the session has ended, and walls between stations. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Faces, newKey, openFaces } from '#test/http/faces.ts'

let f: Faces, clerk: string, head: string, town: string, officer: string, wang: string
beforeAll(async () => {
  f = await openFaces()
  const p = f.world.people
  ;[clerk, head, town, officer, wang] = await Promise.all([f.cookie(p.clerk), f.cookie(p.head), f.cookie(p.townClerk), f.cookie(p.officer), f.cookie(p.wang)]) as [string, string, string, string, string]
})
afterAll(() => f.world.close())
const see = async (path: string, cookie: string) => { const r = await f.ask(path, { headers: { cookie } }); return { status: r.status, text: await r.text(), location: r.headers.get('location') } }
const planned = async (day = '2025-06-18', sure = '') => {
  const r = await f.send('/desk/new/reception', { _key: newKey(), _act: 'plan', place: f.world.places.street, day, from: '09:00', until: '11:30', deputies: [f.world.people.wang, f.world.people.li], _sure: sure }, { cookie: clerk })
  expect(r.status).toBe(303)
  return r.headers.get('location')!.split('/').at(-1)!
}
const rows = { 'opinions.0.what': '示例：3号楼前路灯不亮', 'opinions.0.spot': '示例小区', 'opinions.0.category': '1', 'opinions.0.how': 'referred', 'opinions.2.what': '示例：问医保怎么报销', 'opinions.2.how': 'onSpot', 'opinions.2.reply': '已告知到便民大厅办理', 'opinions.1.what': '', 'opinions.1.spot': '' }
const value = async (id: string) => (await f.world.service.figure(1, id, 2025))!.value

describe('a day on one page', () => {
  it('is ticked from the plan, saved once, and becomes the sheet', async () => {
    const id = await planned(), path = `/desk/days/${id}`
    const form = await see(path, clerk)
    expect(form.text).toContain('接待日登记')
    for (const who of ['wang', 'li'] as const) expect(form.text).toMatch(new RegExp(`value="${f.world.people[who]}" checked`))
    expect(form.text).not.toMatch(new RegExp(`value="${f.world.people.zhao}" checked`))
    expect(form.text.match(/btn-primary/g)).toHaveLength(1)
    const key = newKey(), sent = { _key: key, came: [f.world.people.wang, f.world.people.li], voters: '7', ...rows }
    const before = [await value('S24'), await value('S26')]
    const bad = await f.send(path, { ...sent, 'opinions.2.reply': '' }, { cookie: clerk }), page = await bad.text()
    expect(bad.status).toBe(422)
    for (const text of ['示例：3号楼前路灯不亮', '示例小区', '当场答复的，请写怎么答复的']) expect(page).toContain(text)
    expect(page).toContain('href="#day-opinions.2.reply"')
    expect(page).toContain('id="day-opinions.2.reply"')
    const uncalled = await f.send(path, { ...sent, _key: newKey(), 'opinions.0.phone': 'abc' }, { cookie: clerk }), again = await uncalled.text()
    expect(uncalled.status).toBe(422)
    for (const text of ['“电话”要写能打通的号码', 'href="#day-opinions.0.phone"', 'value="abc"', '示例：3号楼前路灯不亮']) expect(again).toContain(text)
    expect([await value('S24'), await value('S26')]).toEqual(before)
    const ok = await f.send(path, { ...sent, _key: newKey() }, { cookie: clerk })
    expect([ok.status, ok.headers.get('location')]).toEqual([303, `${path}?saved=1`])
    expect([await value('S24'), await value('S26')]).toEqual([before[0]! + 7, before[1]! + 2])
    const sheet = await see(path, clerk)
    for (const text of ['接待选民登记表', '7人次', '王示甲', '示例：3号楼前路灯不亮', '已告知到便民大厅办理', '收集意见2条']) expect(sheet.text).toContain(text)
    expect(sheet.text.indexOf('路灯不亮')).toBeLessThan(sheet.text.indexOf('医保'))
    const twice = await f.send(path, { ...sent, _key: newKey(), 'opinions.0.what': '示例：另一位同事又写了一遍' }, { cookie: clerk })
    expect(twice.status).toBe(409)
    expect(await twice.text()).toContain('示例：另一位同事又写了一遍')
    expect((await see(path, head)).text).toContain('站长确认')
    expect((await see(path, officer)).status).toBe(200)
  })
  it('belongs to its station', async () => {
    const id = await planned('2025-06-20')
    expect((await see(`/desk/days/${id}`, town)).status).toBe(404)
    expect((await f.send(`/desk/days/${id}`, { _key: newKey(), came: f.world.people.townDeputy, voters: '1' }, { cookie: town })).status).toBe(404)
    expect((await see('/desk/days', town)).text).not.toContain(id)
    expect((await see('/desk/days', clerk)).text).toContain(id)
    // A deputy of the street sees the day and records nothing.
    expect((await f.send(`/desk/days/${id}`, { _key: newKey(), came: f.world.people.wang, voters: '1' }, { cookie: wang })).status).not.toBe(303)
    expect((await f.world.service.matter(await f.world.who(f.world.people.clerk), id))!.line.stage).toBe('planned')
  })
  it('keeps what was typed when the session has ended', async () => {
    const id = await planned('2025-06-23'), path = `/desk/days/${id}`
    const lost = await f.send(path, { _key: newKey(), came: f.world.people.wang, voters: '4', ...rows, _token: (await f.tokenFor(clerk)).token! }), text = await lost.text()
    expect(lost.status).toBe(401)
    const body = /name="resume_body" value="([^"]+)"/.exec(text)![1]!.replace(/&amp;/g, '&')
    const back = await f.send('/signin', { person: f.world.people.clerk, resume_path: path, resume_body: body }), page = await back.text()
    expect(back.status).toBe(200)
    for (const typed of ['示例：3号楼前路灯不亮', '已告知到便民大厅办理', 'value="4"']) expect(page).toContain(typed)
    expect((await f.world.service.matter(await f.world.who(f.world.people.clerk), id))!.line.stage).toBe('planned')
  })
  it('may be kept half written and found again', async () => {
    const id = await planned('2025-06-18', '1'), path = `/desk/days/${id}`
    const kept = await f.send('/desk/draft', { _form: path, came: f.world.people.li, voters: '9', 'opinions.0.what': '示例：写到一半的意见' }, { cookie: clerk })
    expect(kept.status).toBe(303)
    const form = await see(path, clerk)
    expect(form.text).toContain('示例：写到一半的意见')
    expect((await see(path, head)).text).not.toContain('示例：写到一半的意见')
    await f.send(path, { _key: newKey(), came: f.world.people.li, voters: '9' }, { cookie: clerk })
    expect((await f.world.service.matter(await f.world.who(f.world.people.clerk), id))!.line.stage).toBe('recorded')
  })
  it('is recorded without a plan on the same page; a second one of that day is asked about', async () => {
    const form = await see('/desk/days/new/reception', clerk)
    for (const part of ['哪一天、在哪里', '一、谁来了', '三、收集了什么意见', 'name="opinions.0.what"']) expect(form.text).toContain(part)
    const sent = { place: f.world.places.street, day: '2025-06-17', came: f.world.people.wang, voters: '2', 'opinions.0.what': '示例：没有排期的一天收到的意见', 'opinions.0.how': 'noted' }
    const bad = await f.send('/desk/days/new/reception', { ...sent, _key: newKey(), voters: '' }, { cookie: clerk })
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('没有排期的一天收到的意见')
    const one = await f.send('/desk/days/new/reception', { ...sent, _key: newKey() }, { cookie: clerk })
    expect(one.headers.get('location')).toMatch(/^\/desk\/days\/[0-9a-f-]{36}\?saved=1$/)
    const twice = await f.send('/desk/days/new/reception', { ...sent, _key: newKey() }, { cookie: clerk }), asked = await twice.text()
    expect(twice.status).toBe(409)
    for (const said of ['这一天已经有一场了', '没有排期的一天收到的意见']) expect(asked).toContain(said)
    const planned = await f.send('/desk/new/reception', { _key: newKey(), _act: 'plan', place: f.world.places.street, day: '2025-06-19' }, { cookie: clerk })
    expect(planned.status).toBe(303)
    expect((await f.send('/desk/new/reception', { _key: newKey(), _act: 'plan', place: f.world.places.street, day: '2025-06-19' }, { cookie: clerk })).status).toBe(409)
    expect((await f.send('/desk/days/new/reception', { ...sent, _key: newKey(), _sure: '1' }, { cookie: clerk })).status).toBe(303)
    expect((await see('/desk/days/new/reception', wang)).status).toBe(404)
  })
  it('has its receipts in hand for the clerk who recorded it, and for nobody else', async () => {
    const id = await planned('2025-06-18', '1')
    const done = await f.send(`/desk/days/${id}`, { _key: newKey(), came: f.world.people.wang, voters: '3', ...rows }, { cookie: clerk })
    const slips = /slips=[^;]+/.exec(done.headers.get('set-cookie') ?? '')![0]
    const sheet = await see(`/desk/days/${id}?saved=1`, `${clerk}; ${slips}`)
    expect(sheet.text).toContain('打印这2张回执')
    const printed = await see(`/desk/days/${id}/slips`, `${clerk}; ${slips}`)
    expect(printed.text.match(/slip-card/g)).toHaveLength(2)
    expect(printed.text).toContain('示例：3号楼前路灯不亮')
    expect((await see(`/desk/days/${id}/slips`, clerk)).location).toBe(`/desk/days/${id}`)
    expect((await see(`/desk/days/${id}/slips`, `${town}; ${slips}`)).status).toBe(404)
  })
})

describe('the month', () => {
  it('shows a station its own, the district every place; each number has its list', async () => {
    const own = await see('/desk/month?month=2025-06', clerk)
    expect(own.text).toContain('2025年6月')
    expect(own.text).not.toContain('示例一镇')
    expect((await see('/desk/month?month=2025-06', officer)).text).toContain('示例一镇')
    expect((await see(`/desk/month?month=2025-06&place=${f.world.places.street}`, town)).status).toBe(404)
    expect((await see('/desk/month?month=2025-13', clerk)).status).toBe(400)
    const who = await f.world.who(f.world.people.clerk), m = (await f.world.service.month(who, '2025-06'))!
    for (const x of m.figures) {
      const list = await see(`/desk/month/list?figure=${x.id}&month=2025-06`, clerk)
      expect(list.status).toBe(200)
      const records = (await f.world.service.narrowRecords(1, x.id, 2025, { from: m.from, to: m.to, place: f.world.places.street }))!
      expect(records.reduce((n, r) => n + r.quantity, 0), x.id).toBe(x.value)
    }
    expect((await see('/desk/month/list?figure=R1&month=2025-06', clerk)).status).toBe(404)
  })
})
