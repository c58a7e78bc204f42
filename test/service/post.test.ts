/** Messages on their way out, on both engines, to a real mail server and a real gateway. */
import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { settingsOf } from '#loop/procedure.ts'
import { procedures as book } from '#procedures/index.ts'
import { type House, makeHouse } from '#service/house.ts'
import { makeKeys } from '#service/keys.ts'
import { makeService } from '#service/make.ts'
import { type Message, send } from '#service/messages.ts'
import { mailWay } from '#service/post/channels.ts'
import type { Told } from '#service/post/drivers.ts'
import { makePost, type Post, type PostOptions } from '#service/post.ts'
import { findMessage } from '#store/messages.ts'
import type { Store } from '#store/shapes.ts'
import type { Who } from '#service/views.ts'
import { withoutIds } from '#test/support/ids.ts'
import { postgresAvailable, startPostgres, type TestServer } from '#test/support/postgres.ts'
import { type Gateway, gateway, type MailServer, mailServer, textOf, until } from '#test/support/receivers.ts'
import { makeWorld, testKey, told, type World } from '#test/support/world.ts'
import { openStore } from '#store/open.ts'
import { memoryStore } from '#test/support/model.ts'

const quick = { pollSeconds: 0.5, tries: 3, retrySeconds: 1, urgentSeconds: 1, firstMs: 20, everyMs: 300, digestMs: 0 }
const secret = 'a secret of the tests, long enough'

function story(name: string, open: () => Promise<Store>): void {
  describe(`messages (${name})`, () => {
    let store: Store, w: World, admin: Who, house: House, mail: MailServer, gate: Gateway, now = Date.parse('2025-06-18T02:00:00.000Z')
    const spoken: Told[] = [], troubles: unknown[] = [], running: Post[] = []
    const office = (more: PostOptions = {}): Post => { const p = makePost(house, { say: m => spoken.push(m), trouble: e => troubles.push(e), times: quick, ...more }); running.push(p); p.start(); return p }
    const queue = (m: Partial<Message> = {}, congress = 1) => store.tx(congress, tx => send(house, tx, { channel: 'mail', to: 'li@example.cn', purpose: 'notice', subject: '有事等您办', text: '请登录查看：密语四二', ...m }))
    const state = async (id: string, congress = 1) => (await store.tx(congress, tx => findMessage(tx, id)))
    const rows = (sql: string) => store.tx(1, tx => tx.rows<Record<string, unknown>>(sql))

    beforeAll(async () => {
      store = await open()
      w = await makeWorld({ store })
      const { matter } = await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', table: 'person', name: '冯示甲', nameEn: 'Feng', postOrgan: w.organs.district, postKind: 'systemAdmin' } })
      admin = await w.who(matter)
      await makeService(store, { key: testKey, version: 'test' }).createCongress({ id: 2, short: 'R2', name: '第二县人大', nameEn: 'Second congress' })
      house = makeHouse(store, makeKeys(testKey), book, settingsOf(book), () => now, 'test')
      mail = await mailServer({ user: 'rd@example.cn', pass: 'p@ss:word' })
      gate = await gateway()
      await w.service.messages.setWay(admin, 'mail', { url: mail.url, from: 'rd@example.cn', secret: '' })
      await w.service.messages.setWay(admin, 'sms', { url: gate.url, from: '', secret })
    }, 120_000)
    afterEach(async () => { for (const p of running.splice(0)) await p.stop() })
    afterAll(async () => { await mail?.close(); await gate?.close(); await w?.close() })

    it('nothing of a rolled back transaction is sent; what was committed without anybody to deliver is found later', async () => {
      await expect(store.tx(1, async tx => { await send(house, tx, { channel: 'mail', to: 'never@example.cn', purpose: 'notice', subject: 'x', text: 'x' }); throw new Error('no') })).rejects.toThrow('no')
      const id = await queue({ to: 'first@example.cn' })
      expect((await state(id))?.state).toBe('waiting')
      office()
      await until('the mail', () => mail.mails.length === 1)
      expect(mail.mails[0]).toMatchObject({ from: 'rd@example.cn', to: ['first@example.cn'] })
      expect(textOf(mail.mails[0]!)).toContain('密语四二')
      expect(mail.mails[0]!.raw).toContain(`<${id}@example.cn>`)
      await until('its end', async () => (await state(id))?.state === 'sent')
      expect(await rows(`select state, sealed, fault from message where id = '${id}'`)).toEqual([{ state: 'sent', sealed: null, fault: null }])
      expect(mail.mails.some(m => m.to.includes('never@example.cn'))).toBe(false)
    })

    it('the queue knows ids alone, and the serving role sees nothing of it', async () => {
      const { rows: jobs } = await store.jobs().run('select data::text d, output::text o from pgboss.job')
      expect(jobs.length).toBeGreaterThan(0)
      for (const j of jobs) expect(`${String(j['d'])} ${String(j['o'])}`).not.toMatch(/@|密语|等您办/)
      expect(Object.keys(JSON.parse(String(jobs.find(j => String(j['d']).includes('message'))!['d'])) as object).sort()).toEqual(['congress', 'message', 'round', 'urgent'])
      await expect(rows('select from pgboss.job')).rejects.toThrow(/permission denied for schema/)
      await expect(rows(`insert into pgboss.job (name) values ('deliver')`)).rejects.toThrow(/permission denied for schema/)
    })

    it('the owner is put on for one statement and taken off whatever happens to it', async () => {
      const db = store.jobs(), who = async () => (await rows('select current_user u'))[0]!['u']
      const serving = await who()
      expect((await db.run('select current_user u')).rows[0]!['u']).not.toBe(serving)
      for (const broken of ['select 1 / 0', 'begin; select 1; select 1 / 0; commit;', 'begin; set local lock_timeout = 1; insert into pgboss.nowhere values (1); commit;', 'this is no sql', 'select 1; select 1 / 0']) await expect(db.run(broken), broken).rejects.toThrow()
      await expect(db.run('select $1::int / 0', [1])).rejects.toThrow()
      // Every statement of several answers, and nothing of the owner is left behind.
      expect((await db.run('begin; select 1 n; select 2 n; commit;')).rows.filter(r => 'n' in r).map(r => r['n'])).toEqual([1, 2])
      expect(await who()).toBe(serving)
      await expect(rows('select from pgboss.job')).rejects.toThrow(/permission denied for schema/)
      await Promise.all([...Array.from({ length: 20 }, (_, i) => db.run(`select ${i} / (${i} % 5)`).catch(() => undefined)), ...Array.from({ length: 20 }, async () => { expect(await who()).toBe(serving) })])
      await db.close()
    })

    it('what a server puts off is tried again; the fault is a class and no word of the server’s', async () => {
      const before = mail.tries()
      mail.refuse(451)
      const id = await queue({ to: 'again@example.cn' })
      office()
      await until('the second try', () => mail.mails.some(m => m.to.includes('again@example.cn')))
      await until('its end', async () => (await state(id))?.state === 'sent')
      expect(mail.tries() - before).toBe(2)
      expect((await state(id))?.tries).toBe(2)
    })

    it('what a server refuses for good is not tried again, but shown, and sent once more when somebody says so; or given up', async () => {
      mail.refuse(550, 550)
      const id = await queue({ to: 'gone@example.cn', person: w.people.wang }), other = await queue({ to: 'gone2@example.cn' })
      const post = office()
      await until('both refused', async () => (await state(id))?.state === 'failed' && (await state(other))?.state === 'failed')
      expect(await state(id)).toMatchObject({ fault: 'refused', tries: 1 })
      const view = (await w.service.messages.view(admin))!
      expect(view.failed.map(f => f.id).sort()).toEqual([id, other].sort())
      expect(view.failed.find(f => f.id === id)?.person?.[0]).toBe('王示甲')
      expect(JSON.stringify(view)).not.toMatch(/gone|密语|p@ss|secret/)
      expect(await w.service.messages.view(await w.who(w.people.officer))).toBeUndefined()
      expect(await w.service.messages.again(await w.who(w.people.officer), id)).toBe(false)
      expect(await w.service.messages.again(admin, id)).toBe(true)
      await post.round()
      await until('sent once more', () => mail.mails.some(m => m.to.includes('gone@example.cn')))
      await until('its end', async () => (await state(id))?.state === 'sent')
      expect(await w.service.messages.drop(admin, other)).toBe(true)
      expect(await rows(`select state, sealed, fault from message where id = '${other}'`)).toEqual([{ state: 'expired', sealed: null, fault: 'dropped' }])
      expect(await w.service.messages.again(admin, other)).toBe(false)
    })

    it('a gateway is called with a signed body; what it puts off is tried again, a redirect is not followed', async () => {
      gate.answer(429, 503, 200, 302)
      const id = await queue({ channel: 'sms', to: '00000000123', purpose: 'code', subject: '登录', text: '登录码 135790', expires: new Date(now + 600_000).toISOString() })
      office()
      await until('its end', async () => (await state(id))?.state === 'sent')
      expect(gate.calls).toHaveLength(3)
      const { headers, body } = gate.calls.at(-1)!
      expect(JSON.parse(body)).toEqual({ v: 1, id, congress: 'T1', channel: 'sms', purpose: 'code', to: '00000000123', subject: '登录', text: '登录码 135790', expires: new Date(now + 600_000).toISOString() })
      expect(headers['huiyin-signature']).toBe(`v1=${createHmac('sha256', secret).update(`${String(headers['huiyin-timestamp'])}.${body}`).digest('hex')}`)
      expect(headers['idempotency-key']).toBe(id)
      const sent = await queue({ channel: 'sms', to: '00000000124' })
      await until('refused', async () => (await state(sent))?.state === 'failed')
      expect(gate.calls).toHaveLength(4)
    })

    it('when all tries are used up the message stands among the unsent', async () => {
      gate.answer(500, 0, 500)
      const id = await queue({ channel: 'sms', to: '00000000125', purpose: 'code' })
      office()
      await until('given up', async () => (await state(id))?.state === 'failed', 25_000)
      expect(await state(id)).toMatchObject({ fault: 'gateway', tries: 3 })
      expect((await rows(`select sealed is not null kept from message where id = '${id}'`))[0]!['kept']).toBe(true)
      await w.service.messages.drop(admin, id)
    }, 40_000)

    it('a code whose time is over is not sent', async () => {
      const calls = gate.calls.length, id = await queue({ channel: 'sms', to: '00000000126', purpose: 'code', expires: new Date(now - 1000).toISOString() })
      office()
      await until('expired', async () => (await state(id))?.state === 'expired')
      expect(gate.calls).toHaveLength(calls)
    })

    it('one who died while sending is followed by another after a minute, and two at once send once', async () => {
      const id = await queue({ to: 'orphan@example.cn' })
      await store.tx(1, tx => tx.rows(`update message set taken_until = $2 where congress = 1 and id = $1`, [id, new Date(now + 60_000).toISOString()]))
      const post = office()
      await post.round()
      await new Promise(done => setTimeout(done, 400))
      expect(mail.mails.some(m => m.to.includes('orphan@example.cn'))).toBe(false)
      now += 61_000
      await until('taken over', () => mail.mails.some(m => m.to.includes('orphan@example.cn')))
      const second = office(), many = await Promise.all(Array.from({ length: 12 }, (_, i) => queue({ to: `many${i}@example.cn` })))
      await Promise.all([post.round(), second.round()])
      await until('all sent', async () => (await Promise.all(many.map(x => state(x)))).every(m => m?.state === 'sent'))
      for (let i = 0; i < 12; i++) expect(mail.mails.filter(m => m.to.includes(`many${i}@example.cn`))).toHaveLength(1)
    }, 40_000)

    it('a wrong password at the mail server is no fault of the message', async () => {
      await w.service.messages.setWay(admin, 'mail', { url: mail.url.replace(/p%40ss[^@]*@/, 'wrong@'), from: 'rd@example.cn', secret: '' })
      const id = await queue({ to: 'auth@example.cn' })
      office()
      await until('a try', async () => (await state(id))?.fault === 'auth')
      expect((await state(id))?.state).toBe('waiting')
      await w.service.messages.setWay(admin, 'mail', { url: mail.url, from: 'rd@example.cn', secret: '' })
      await until('sent', async () => (await state(id))?.state === 'sent')
    })

    it('one address is one address: neither a list nor a header can be smuggled in', async () => {
      const ids = await Promise.all([queue({ to: 'a@example.cn, b@example.cn' }), queue({ to: 'a@example.cn\r\nBcc: c@example.cn' }), queue({ to: 'a@example.cn', subject: 'x\r\nBcc: c@example.cn', text: 'header' })])
      office()
      await until('their ends', async () => (await Promise.all(ids.map(x => state(x)))).every(m => m?.state !== 'waiting'))
      expect((await Promise.all(ids.map(x => state(x)))).map(m => [m?.state, m?.fault])).toEqual([['failed', 'address'], ['failed', 'address'], ['sent', null]])
      const got = mail.mails.at(-1)!
      expect(got.to).toEqual(['a@example.cn'])
      expect(got.raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im)
      for (const id of ids) await w.service.messages.drop(admin, id)
    })

    it('a sample congress speaks to the log unless it was told otherwise; any other never lets a word into it', async () => {
      spoken.length = 0
      const environment = { chat: { kind: 'http' as const, url: gate.url, secret }, mail: mailWay({ url: mail.url, from: 'rd@example.cn' }) }, calls = gate.calls.length
      const sample = await queue({ channel: 'chat', to: '示例群', text: '示例码 2468' })
      const real = await queue({ channel: 'sms', to: '00000000999', text: '真码 97531' }, 2), mailed = await queue({ to: 'real@example.cn' }, 2)
      office({ environment })
      await until('ends', async () => (await state(sample))?.state === 'sent' && (await state(real, 2))?.state === 'failed' && (await state(mailed, 2))?.state === 'sent')
      expect(spoken.find(m => m.id === sample)).toMatchObject({ to: '示例群', text: '示例码 2468' })
      expect(withoutIds(JSON.stringify(spoken.filter(m => m.id !== sample)))).not.toMatch(/97531|00000000999/)
      expect(spoken.map(m => m.id)).toContain(real)
      expect(await state(real, 2)).toMatchObject({ fault: 'noWay' })
      expect(mail.mails.some(m => m.to.includes('real@example.cn'))).toBe(true)
      expect(gate.calls).toHaveLength(calls)
    })

    it('settings are judged, sealed and shown without what opens them', async () => {
      const { messages } = w.service
      await expect(messages.setWay(admin, 'mail', { url: 'http://x', from: 'rd@example.cn', secret: '' })).rejects.toMatchObject({ field: 'url' })
      await expect(messages.setWay(admin, 'mail', { url: 'smtp://x', from: 'nobody', secret: '' })).rejects.toMatchObject({ field: 'from' })
      await expect(messages.setWay(admin, 'sms', { url: 'http://example.cn/x', from: '', secret })).rejects.toMatchObject({ field: 'url' })
      await expect(messages.setWay(admin, 'sms', { url: 'https://example.cn/x', from: '', secret: 'short' })).rejects.toMatchObject({ field: 'secret' })
      await expect(messages.setWay(admin, 'pigeon', { url: 'https://example.cn/x', from: '', secret })).rejects.toMatchObject({ field: 'channel' })
      expect(await messages.setWay(await w.who(w.people.clerk), 'mail', { url: '', from: '', secret: '' })).toBe(false)
      for (const r of await rows('select sealed from channel')) expect(Buffer.from(r['sealed'] as Uint8Array).toString('latin1')).not.toMatch(/smtp|127|secret/)
      expect((await messages.view(admin))!.ways.map(x => [x.channel, x.from])).toEqual([['mail', 'congress'], ['sms', 'congress'], ['chat', 'none']])
    })

    it('what waits is told once an hour, to deputies unless they say no, to staff only if they say yes, and never what it is', async () => {
      const contactOf: PostOptions['contactOf'] = async (_h, _tx, person) => ({ channel: 'mail', to: `p${person.slice(0, 8)}@example.cn` })
      const of = (person: string) => mail.mails.filter(m => m.to.includes(`p${person.slice(0, 8)}@example.cn`))
      const { root } = await told(w, 'dispatched')
      await w.must({ matter: root, act: 'assignDeputy', actor: w.as(w.people.clerk), input: { deputy: w.people.li } })
      const owed = await rows(`select owes from outbox where matter = '${root}' or root = '${root}'`)
      expect(owed.length).toBeGreaterThan(0)
      // Somebody to whom a notice goes and who owes something.
      await store.tx(1, tx => tx.rows(`insert into outbox (congress, root, seq, n, owes, matter, what, created) select 1, root, 900, 1, owes, matter, 'test', now() from duty where congress = 1 and root = $1 and owes = $2 limit 1`, [root, `person:${w.people.li}`]))
      const unreachable = office({ contactOf: async () => undefined })
      await unreachable.round()
      await unreachable.stop()
      expect((await rows(`select from outbox where seq = 900 and done_at is null`)).length).toBe(1)

      const post = office({ contactOf, publicUrl: 'https://rd.example.cn' })
      await post.round()
      await until('the digest', () => of(w.people.li).length === 1)
      const text = textOf(of(w.people.li)[0]!)
      expect(text).toContain('有1件事等您办')
      expect(text).toContain('https://rd.example.cn/deputy')
      expect(text).not.toMatch(/路灯|小区/)
      expect((await rows(`select from outbox where seq = 900 and done_at is null`)).length).toBe(0)
      expect(of(w.people.officeClerk)).toHaveLength(0)

      await store.tx(1, tx => tx.rows(`insert into outbox (congress, root, seq, n, owes, matter, what, created) select 1, root, 901, 1, owes, matter, 'test', now() from duty where congress = 1 and root = $1 and owes = $2 limit 1`, [root, `person:${w.people.li}`]))
      now += 59 * 60_000
      await post.round()
      await new Promise(done => setTimeout(done, 300))
      expect(of(w.people.li)).toHaveLength(1)
      // First the wish, then the hour: the office looks round by itself as well.
      await w.service.messages.setWish(await w.who(w.people.li), false)
      now += 2 * 60_000
      await post.round()
      await new Promise(done => setTimeout(done, 300))
      expect(of(w.people.li)).toHaveLength(1)
      expect(await w.service.messages.wish(await w.who(w.people.li))).toEqual({ usual: true, wished: false })
      await w.service.messages.setWish(await w.who(w.people.li), true)
      await w.service.messages.setWish(await w.who(w.people.officeClerk), true)
      await post.round()
      await until('the second digest', () => of(w.people.li).length === 2)
      await until('the clerk who asked for it', () => of(w.people.officeClerk).length === 1)
      expect(textOf(of(w.people.officeClerk)[0]!)).toContain('https://rd.example.cn/desk')
    })

    it('whoever cannot be reached keeps nobody waiting behind', async () => {
      const contactOf: PostOptions['contactOf'] = async (_h, _tx, person) => (person === w.people.wang ? undefined : { channel: 'mail', to: `q${person.slice(0, 8)}@example.cn` })
      const of = (person: string) => mail.mails.filter(m => m.to.includes(`q${person.slice(0, 8)}@example.cn`))
      const behind = await told(w, 'dispatched'), before = await told(w, 'dispatched')
      await w.must({ matter: before.root, act: 'assignDeputy', actor: w.as(w.people.clerk), input: { deputy: w.people.wang } })
      await w.must({ matter: behind.root, act: 'assignDeputy', actor: w.as(w.people.clerk), input: { deputy: w.people.li } })
      const notices = (root: string, person: string, n: number, created: string) => store.tx(1, tx => tx.rows(`insert into outbox (congress, root, seq, n, owes, matter, what, created) select 1, root, 910, g, owes, matter, 'test', $4::timestamptz from duty, generate_series(1, $3::int) g where congress = 1 and root = $1 and owes = $2 and closed_seq is null`, [root, `person:${person}`, n, created]))
      await notices(before.root, w.people.wang, 501, '2025-01-01T00:00:00.000Z')
      await notices(behind.root, w.people.li, 1, '2025-06-01T00:00:00.000Z')
      now += 2 * 3_600_000
      await office({ contactOf }).round()
      await until('the digest behind them', () => of(w.people.li).length === 1)
      expect(of(w.people.wang)).toHaveLength(0)
    })

    it('nothing was troubling, and stopping is quick', async () => {
      const post = office()
      await queue({ to: 'last@example.cn' })
      await post.round()
      const began = performance.now()
      await post.stop()
      expect(performance.now() - began).toBeLessThan(1_200)
      expect(troubles).toEqual([])
    })
  })
}

story('embedded', () => memoryStore())
describe.runIf(postgresAvailable())('', () => {
  let server: TestServer | undefined
  afterAll(() => server?.stop())
  story('postgresql', async () => { server = await startPostgres(); return openStore({ databaseUrl: await server.database(), appPassword: 'serving' }) })
})
