/** The page of the system administrator about messages, and everybody's own about being told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Faces, openFaces } from '#test/http/faces.ts'
import { gateway, type Gateway, until } from '#test/support/receivers.ts'
import { makeWorld } from '#test/support/world.ts'

let f: Faces, admin: string, clerk: string, gate: Gateway
beforeAll(async () => {
  f = await openFaces({}, await makeWorld({ post: { times: { pollSeconds: 0.5, tries: 2, retrySeconds: 1, urgentSeconds: 1, firstMs: 20, everyMs: 200, digestMs: 0 } } }))
  const w = f.world
  const { matter } = await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', table: 'person', name: '冯示甲', nameEn: 'Feng', postOrgan: w.organs.district, postKind: 'systemAdmin' } })
  admin = await f.cookie(matter)
  clerk = await f.cookie(w.people.clerk)
  gate = await gateway()
})
afterAll(async () => { await f.world.close(); await gate.close() })
const page = async (path = '/desk/messages', cookie = admin) => { const r = await f.ask(path, { headers: { cookie } }); return { status: r.status, text: await r.text() } }

describe('messages at the desk', () => {
  it('are the system administrator’s alone', async () => {
    expect((await page()).status).toBe(200)
    expect((await page('/desk/messages', clerk)).status).toBe(404)
    expect((await page('/desk/notices', admin)).text).toContain('/desk/messages')
    expect((await page('/desk/notices', clerk)).text).not.toContain('/desk/messages')
    for (const path of ['/desk/messages/try', '/desk/messages/ways/mail', '/desk/messages/6e8f1f7e-1d1c-4b55-9a4e-000000000000/again', '/desk/messages/6e8f1f7e-1d1c-4b55-9a4e-000000000000/drop']) expect([path, (await f.send(path, { channel: 'mail', to: 'x@example.cn', url: 'smtp://127.0.0.1', from: 'rd@example.cn' }, { cookie: clerk })).status]).toEqual([path, 404])
  })
  it('are set, tried, shown when they fail, and sent once more; no secret and no address comes back', async () => {
    const secret = 'a secret of the tests'
    const bad = await f.send('/desk/messages/ways/sms', { url: gate.url, secret: 'short' }, { cookie: admin }), text = await bad.text()
    expect(bad.status).toBe(422)
    expect(text).toContain('签名密钥至少16个字符')
    expect(text).not.toContain('value="short"')
    expect((await f.send('/desk/messages/ways/sms', { url: gate.url, secret }, { cookie: admin })).headers.get('location')).toBe('/desk/messages?done=saved')
    expect((await page()).text).not.toContain(secret)
    f.world.service.post.start()
    gate.answer(400)
    expect((await f.send('/desk/messages/try', { channel: 'sms', to: '00000000999' }, { cookie: admin })).headers.get('location')).toBe('/desk/messages?done=tried')
    await until('among the unsent', async () => (await page()).text.includes('再发一次'))
    const { text: failed } = await page()
    expect(failed).toContain('对方拒收')
    expect(failed).toContain('冯示甲')
    expect(failed).not.toContain('00000000999')
    const again = /\/desk\/messages\/[0-9a-f-]{36}\/again/.exec(failed)![0]
    expect((await f.send(again, {}, { cookie: admin })).headers.get('location')).toBe('/desk/messages?done=again')
    await until('sent', () => gate.calls.length === 2)
    await until('told', async () => (await page()).text.includes('近七天发出1条'))
    expect((await f.send(again, {}, { cookie: admin })).status).toBe(404)
  })
  it('everybody says whether they wish to be told', async () => {
    const deputy = await f.cookie(f.world.people.wang)
    expect((await page('/desk/notices', deputy)).text).toMatch(/name="wished"[^>]* checked/)
    expect((await page('/desk/notices', clerk)).text).not.toMatch(/name="wished"[^>]* checked/)
    expect((await f.send('/desk/notices', {}, { cookie: deputy })).headers.get('location')).toBe('/desk/notices?saved=1')
    await f.send('/desk/notices', { wished: 'on' }, { cookie: clerk })
    expect((await page('/desk/notices', deputy)).text).not.toMatch(/name="wished"[^>]* checked/)
    expect((await page('/desk/notices', clerk)).text).toMatch(/name="wished"[^>]* checked/)
  })
})
