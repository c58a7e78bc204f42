/** Real accounts, from the setup link to a deputy's trusted phone, with each refusal on the way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, type Office, openOffice, password, to } from './office.ts'
import { openFaces } from './faces.ts'
import { makeWorld } from '#test/support/world.ts'

const minute = 60_000, hour = 60 * minute, day = 24 * hour
let o: Office
beforeAll(async () => { o = await openOffice() }, 120_000)
afterAll(() => o.world.close())
const told = (what: string) => o.world.store.tx(1, tx => tx.rows<{ what: string; success: boolean; why: string; login: string; address: string }>('select what, success, why, login, address from sign_in_log where congress = 1 and what = $1 order by at desc, id desc', [what]))
/** The administrators come back after a long time. */
const freshAdmins = async (): Promise<void> => { for (const [k, login] of [['system', 'xitong'], ['security', 'anquan'], ['audit', 'shenji']] as const) o.admins[k] = await o.signIn(login) }

describe('the first setting up', () => {
  it('is over once it was done: the link is dead, and none is told any more', async () => {
    expect(await o.world.service.accounts.setupLinks()).toEqual([])
    const b = o.browser(), r = await b.get('/setup/whatever-it-was')
    expect([r.status, b.last.includes('这个链接不能用')]).toEqual([404, true])
  })
  it('asks for three persons, three logins and a good password, and enters nothing before it has them', async () => {
    const w = await makeWorld({ sample: false, short: 'S2', congress: 1 }), f = await openFaces({}, w), b = new Browser(f)
    const [{ token } = { token: '' }] = await w.service.accounts.setupLinks()
    expect((await b.get(`/setup/${token}`)).status).toBe(200)
    const good = { standing: '县人大常委会', affairs: '县人大代工委', 'systemAdmin.name': '系示甲', 'systemAdmin.login': 'xitong', 'securityAdmin.name': '安示甲', 'securityAdmin.login': 'anquan', 'auditAdmin.name': '审示甲', 'auditAdmin.login': 'shenji', password, again: password }
    for (const [bad, says] of [[{ 'auditAdmin.name': '系示甲' }, '三员应是三个人'], [{ 'auditAdmin.login': 'xitong' }, '三个登录名不能一样'], [{ password: 'xitong-xitong-99', again: 'xitong-xitong-99' }, '密码里不能有登录名'], [{ again: 'other' }, '两次写的密码不一样'], [{ standing: '' }, '请写常委会的名称'],
      [{ 'auditAdmin.name': '\u202e审示甲' }, '“姓名”里有看不见的控制字符'], [{ affairs: '县人大\u200f代工委' }, '“代表工作委员会”里有看不见的控制字符'], [{ 'securityAdmin.name': '——' }, '请填写“姓名”']] as const) {
      expect((await b.post(`/setup/${token}`, { ...good, ...bad })).status).toBe(422)
      expect(b.last).toContain(says)
    }
    const before = (await w.service.accounts.setupLinks()).length
    const both = await Promise.all([new Browser(f).post(`/setup/${token}`, good), new Browser(f).post(`/setup/${token}`, good)])
    expect([before, both.map(r => r.status).sort()]).toEqual([1, [200, 404]])
    expect((await new Browser(f).get(`/setup/${token}`)).status).toBe(404)
    await w.close()
  }, 60_000)
})

describe('three administrators', () => {
  it('none is at another’s pages, and nobody else at any', async () => {
    const clerk = await o.account(o.world.people.clerk, 'station-a')
    const pages = { system: ['/desk/accounts', '/desk/accounts/new'], security: ['/desk/security', '/desk/security/policy', '/desk/security/admins'], audit: ['/desk/logs', '/desk/logs/acts', '/desk/logs/exports', '/desk/logs/log.xlsx', '/desk/logs/acts.xlsx'] }
    for (const [owner, paths] of Object.entries(pages)) for (const path of paths) {
      const seen = await Promise.all([o.admins.system, o.admins.security, o.admins.audit, clerk, o.browser()].map(async b => (await b.get(path)).status))
      expect([path, seen]).toEqual([path, [owner === 'system' ? 200 : 404, owner === 'security' ? 200 : 404, owner === 'audit' ? 200 : 404, 404, 303]])
    }
    const id = await o.idOf('station-a')
    for (const path of ['/desk/accounts', '/desk/accounts/sheets', `/desk/accounts/${id}/disable`]) for (const b of [o.admins.security, o.admins.audit, clerk]) expect([path, (await b.post(path, { account: id, why: 'x' })).status]).toEqual([path, 404])
    for (const path of ['/desk/security/approve', `/desk/security/${id}/unlock`, `/desk/security/${id}/second`, `/desk/security/${id}/sessions`, '/desk/security/policy', '/desk/security/admins']) for (const b of [o.admins.system, o.admins.audit, clerk]) expect([path, (await b.post(path, { account: id })).status]).toEqual([path, 404])
    for (const b of Object.values(o.admins)) { const r = await b.get('/desk'); expect(r.status).toBe(303); expect((await o.world.service.openable((await o.world.service.who(b.cookies.get('hy')!))!))).toEqual([]) }
  }, 60_000)
  it('nothing opens before the approval, and the link is not used up by trying', async () => {
    const p = o.world.people.officer
    await o.admins.system.post('/desk/accounts', { person: p, [`login.${p}`]: 'officer-a' })
    const link = await o.link('officer-a'), b = o.browser()
    await b.get(`/invite/${link}`)
    expect(b.last).toContain('还在等安全管理员批准')
    expect((await b.post(`/invite/${link}`, { password, again: password })).status).toBe(403)
    expect(to(await o.admins.security.post('/desk/security/approve', { account: await o.idOf('officer-a') }))).toEqual([303, '/desk/security?done=approved:1'])
    expect((await b.post(`/invite/${link}`, { password: 'kurz', again: 'kurz' })).status).toBe(422)
    expect(to(await b.post(`/invite/${link}`, { password, again: password }))).toEqual([303, '/signin/enrol'])
    expect((await b.post(`/invite/${link}`, { password, again: password })).status).toBe(404)
    // The password alone opens nothing.
    expect(to(await b.get('/desk'))).toEqual([303, '/signin/enrol?next=%2Fdesk'])
  }, 60_000)
  it('an invitation runs out, and a later one ends the earlier', async () => {
    const p = o.world.people.officer2
    await o.admins.system.post('/desk/accounts', { person: p, [`login.${p}`]: 'officer-b' })
    const first = await o.link('officer-b'), again = await o.link('officer-b')
    expect([(await o.browser().get(`/invite/${first}`)).status, (await o.browser().get(`/invite/${again}`)).status]).toEqual([404, 200])
    o.later(8 * day)
    expect((await o.browser().get(`/invite/${again}`)).status).toBe(404)
    await freshAdmins()
  }, 60_000)
  it('an account in use that is invited anew waits for the approval again', async () => {
    await o.link('station-a')
    expect((await o.browser().post('/signin', { login: 'station-a', password })).status).toBe(401)
    const link = await o.link('station-a')
    await o.admins.security.post('/desk/security/approve', { account: await o.idOf('station-a') })
    expect((await o.browser().post(`/invite/${link}`, { password, again: password })).status).toBe(422)
    expect(to(await o.browser().post(`/invite/${link}`, { password: `${password}-2`, again: `${password}-2` }))).toEqual([303, '/signin/second'])
  }, 60_000)
  it('logins, persons and telephones are one account’s each', async () => {
    const { wang, li } = o.world.people, send = (fields: Record<string, string | string[]>) => o.admins.system.post('/desk/accounts', fields)
    expect((await send({ person: wang, [`login.${wang}`]: 'xitong' })).status).toBe(422)
    expect((await send({ person: o.world.people.clerk, [`login.${o.world.people.clerk}`]: 'second-one' })).status).toBe(422)
    expect((await send({ person: [wang, li], [`login.${wang}`]: 'wang', [`login.${li}`]: 'li-deputy', [`contact.${wang}`]: '13800000001', [`contact.${li}`]: '138 0000 0001' })).status).toBe(422)
    expect(o.admins.system.last).toContain('写了两次')
    expect((await o.world.store.tx(1, tx => tx.rows('select from account where congress = 1 and login in (\'wang\', \'li-deputy\')'))).length).toBe(0)
  })
  it('a person with a second post is no administrator any more', async () => {
    const audit = (await o.world.service.accounts.admins((await o.world.service.who(o.admins.security.cookies.get('hy')!))!)).holders.find(h => h.kind === 'auditAdmin')!
    expect((await o.admins.audit.get('/desk/logs')).status).toBe(200)
    await o.admins.security.post('/desk/security/admins', { kind: 'systemAdmin', person: audit.person, organ: o.world.organs.district })
    expect(o.admins.security.last).toContain('不兼任别的职务')
    await o.admins.security.post('/desk/security/admins', { kind: 'systemAdmin', newName: '系示乙', organ: o.world.organs.district })
    await o.admins.security.get('/desk/security/admins')
    expect(o.admins.security.last).toContain('系示乙')
  })
  it('an administrator named by a form that was sent twice is one person', async () => {
    await o.admins.security.get('/desk/security/admins')
    const form = { _key: o.admins.security.hidden('_key'), kind: 'systemAdmin', newName: '系示丙', organ: o.world.organs.district }
    expect(form._key).not.toBe('')
    for (let i = 0; i < 2; i++) expect((await o.admins.security.post('/desk/security/admins', form)).status).toBe(303)
    const named = (await o.world.service.accounts.admins((await o.world.service.who(o.admins.security.cookies.get('hy')!))!)).holders.filter(h => h.name[0] === '系示丙')
    expect(named).toHaveLength(1)
    expect((await o.world.store.tx(1, tx => tx.rows(`select from admin_log where congress = 1 and act = 'giveAdmin' and subject = $1`, [named[0]!.person]))).length).toBe(1)
  })
})

describe('signing in', () => {
  it('needs password and second factor, gives another token at each step, and goes on where one wanted', async () => {
    const b = o.browser()
    expect(to(await b.get('/desk/accounts?x=1'))).toEqual([303, '/signin?next=%2Fdesk%2Faccounts%3Fx%3D1'])
    expect(to(await b.post('/signin', { login: 'XiTong ', password, next: '/desk/accounts?x=1' }))).toEqual([303, '/signin/second?next=%2Fdesk%2Faccounts%3Fx%3D1'])
    const half = b.cookies.get('hy')!
    expect(await o.world.service.who(half)).toBeUndefined()
    expect((await o.faces.call('GET', '/api/me', undefined, { token: half })).status).toBe(401)
    expect((await b.post('/signin/second', { code: '000000' })).status).toBe(422)
    const code = o.digits(o.secrets.get('xitong')!)
    expect(to(await b.post('/signin/second', { code, next: '/desk/accounts?x=1' }))).toEqual([303, '/desk/accounts?x=1'])
    expect(b.cookies.get('hy')).not.toBe(half)
    expect(await o.world.service.accounts.visit(half)).toBeUndefined()
    // The same six digits a second time open nothing.
    const c = o.browser()
    await c.post('/signin', { login: 'xitong', password })
    expect((await c.post('/signin/second', { code })).status).toBe(422)
    expect(c.last).toContain('已经用过')
  }, 60_000)
  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', '/desk/../..//evil', '/desk//evil.example', '/r/x', 'javascript:alert(1)'])('never sends anybody on to %s', async next => {
    const b = await o.signIn('anquan', undefined, next), r = await b.get(`/signin?next=${encodeURIComponent(next)}`)
    expect(to(r)).toEqual([303, '/desk'])
  }, 60_000)
  it('the answer to a wrong password and to an unknown name is one and the same', async () => {
    const seen = []
    for (const login of ['shenji', 'nobody-at-all']) { const b = o.browser('10.9.9.9'), r = await b.post('/signin', { login, password: 'wrong-password-1' }); seen.push([r.status, b.last.replaceAll(login, '').replace(/value="[^"]*"/g, '')]) }
    expect(seen[0]).toEqual(seen[1])
    expect((await told('signIn')).filter(t => t.address === '10.9.9.9').map(t => [t.why, t.login]).sort()).toEqual([['unknown', ''], ['wrong', 'shenji']])
  }, 60_000)
  it('five wrong ones from one address make that address wait, and nobody else', async () => {
    const wrong = (b: Browser, login = 'shenji') => b.post('/signin', { login, password: 'wrong-password-1' })
    const attacker = o.browser('10.6.6.6')
    for (let i = 0; i < 5; i++) expect((await wrong(attacker)).status).toBe(401)
    const r = await attacker.post('/signin', { login: 'shenji', password })
    expect([r.status, Number(r.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(to(await o.browser('10.0.0.7').post('/signin', { login: 'shenji', password }))[1]).toContain('/signin/second')
    const unknown = o.browser('10.6.6.7')
    for (let i = 0; i < 5; i++) expect((await wrong(unknown, 'no-such-name')).status).toBe(401)
    expect((await wrong(unknown, 'no-such-name')).status).toBe(429)
    o.later(61_000)
    expect((await wrong(attacker)).status).toBe(401)
    expect((await attacker.post('/signin', { login: 'shenji', password })).headers.get('retry-after')).toBe('120')
  }, 60_000)
  it('many addresses close the name, but not to where its owner came in from; the security administrator opens it', async () => {
    for (let a = 1; a <= 5; a++) { const b = o.browser(`10.7.7.${a}`); for (let i = 0; i < 5; i++) await b.post('/signin', { login: 'shenji', password: 'wrong-password-1' }) }
    expect((await o.browser('10.8.8.8').post('/signin', { login: 'shenji', password })).status).toBe(429)
    expect((await o.browser('10.0.0.7').post('/signin', { login: 'shenji', password })).status).toBe(303)
    const id = await o.idOf('shenji')
    await o.admins.security.get(`/desk/security/${id}`)
    expect(o.admins.security.last).toContain('密码错得太多')
    await o.admins.security.post(`/desk/security/${id}/unlock`)
    expect((await o.browser('10.8.8.8').post('/signin', { login: 'shenji', password })).status).toBe(303)
  }, 90_000)
  it('many tries at once gain nothing', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => o.browser('10.5.5.5').post('/signin', { login: 'anquan', password: 'wrong-password-1' })))
    expect(all.map(r => r.status).sort()).toEqual([...Array(5).fill(401), ...Array(7).fill(429)])
  }, 60_000)
  it('a form too old to be taken never shows the secrets that were written into it', async () => {
    const b = o.browser(), secret = 'Geheim-wort-7531', p = o.world.people.housingClerk
    await o.admins.system.post('/desk/accounts', { person: p, [`login.${p}`]: 'housing-a' })
    await o.admins.security.post('/desk/security/approve', { account: await o.idOf('housing-a') })
    const link = await o.link('housing-a'), fields = { _token: 'stale', login: 'xitong', password: secret, again: secret, old: secret, code: secret, present: secret, secret }
    for (const [who, path, answer] of [[b, '/signin', [401, null]], [b, '/signin/second', [401, null]], [b, '/signin/code', [401, null]], [b, `/invite/${link}`, [303, `/invite/${link}`]], [o.admins.system, '/account/password', [303, '/account']], [o.admins.security, '/desk/security/policy', [303, '/desk/security/policy']]] as const) {
      expect([path, ...to(await who.post(path, fields))]).toEqual([path, ...answer])
      expect(who.last, path).not.toContain(secret)
    }
    // What was written elsewhere and waits for the sign-in is not lost by it.
    await b.post('/signin', { ...fields, resume_path: '/desk/new/request', resume_body: 'what=x' })
    expect(b.hidden('resume_path')).toBe('/desk/new/request')
    expect((await b.get(`/invite/${link}`)).status).toBe(200)
  }, 60_000)
  it('a recovery code lets in once', async () => {
    const b = await o.signIn('xitong')
    await b.post('/account/recovery', { code: o.digits(o.secrets.get('xitong')!) })
    const code = /<code>([A-Z0-9]{5}-[A-Z0-9]{5})<\/code>/.exec(b.last)![1]!
    for (const [status, says] of [[303, ''], [422, '验证码不对']] as const) { const c = o.browser(); await c.post('/signin', { login: 'xitong', password }); expect((await c.post('/signin/second', { code: code.toLowerCase() })).status).toBe(status); expect(c.last).toContain(says) }
  }, 60_000)
  it('what was written without a session comes back after every step', async () => {
    const before = o.browser()
    await before.post('/signin', { login: 'station-a', password: `${password}-2` })
    await before.post('/signin/second', { code: o.digits(o.secrets.get('station-a')!) })
    await before.get('/desk/new/request')
    const b = o.browser(), _token = before.hidden('_token')
    expect((await b.post('/desk/new/request', { what: '路灯不亮，站前路口', _token })).status).toBe(401)
    expect(b.hidden('resume_path')).toBe('/desk/new/request')
    const carried = { resume_path: b.hidden('resume_path'), resume_body: b.hidden('resume_body').replaceAll('&amp;', '&') }
    await b.post('/signin', { login: 'station-a', password: `${password}-2`, ...carried })
    expect(b.hidden('resume_path')).toBe('/desk/new/request')
    const r = await b.post('/signin/second', { code: o.digits(o.secrets.get('station-a')!), ...carried })
    expect([r.status, b.last.includes('路灯不亮，站前路口')]).toEqual([200, true])
  }, 60_000)
})

describe('a session', () => {
  it('ends when it is not used, and at its end however much it is', async () => {
    const b = await o.signIn('xitong')
    o.later(29 * minute)
    expect((await b.get('/account')).status).toBe(200)
    o.later(31 * minute)
    expect((await b.get('/account')).status).toBe(303)
    const c = await o.signIn('xitong')
    for (let i = 0; i < 24; i++) { o.later(29 * minute); expect((await c.get('/account')).status).toBe(200) }
    o.later(29 * minute)
    expect((await c.get('/account')).status).toBe(303)
    await freshAdmins()
  }, 90_000)
  it('half done it waits ten minutes', async () => {
    const b = o.browser()
    await b.post('/signin', { login: 'xitong', password })
    o.later(11 * minute)
    expect((await b.post('/signin/second', { code: o.digits(o.secrets.get('xitong')!) })).status).toBe(401)
  }, 60_000)
  it('goes on under another token when the posts change; a program’s ends', async () => {
    const { officeClerk } = o.world.people, b = await o.account(officeClerk, 'office-a'), before = b.cookies.get('hy')!
    const call = await o.faces.call('POST', '/api/session', { login: 'office-a', password, code: o.digits(o.secrets.get('office-a')!) })
    expect([call.status, (await o.faces.call('GET', '/api/me', undefined, { token: call.body.token })).status]).toEqual([201, 200])
    await o.world.must({ matter: officeClerk, act: 'post', actor: { kind: 'clock' }, input: { postOrgan: o.world.organs.roads, postKind: 'handlerClerk', since: '2026-01-01' } })
    expect((await b.get('/account')).status).toBe(200)
    const after = b.cookies.get('hy')!
    expect(after).not.toBe(before)
    expect((await o.faces.call('GET', '/api/me', undefined, { token: call.body.token })).status).toBe(401)
    expect((await b.get('/account')).status).toBe(200)
    o.later(31_000)
    expect(await o.world.service.who(before)).toBeUndefined()
    expect(await o.world.service.who(after)).toBeDefined()
  }, 60_000)
  it('is listed, ended one by one, and everywhere', async () => {
    const a = await o.signIn('office-a'), b = await o.signIn('office-a'), c = await o.signIn('office-a')
    await a.get('/account')
    const others = [...a.last.matchAll(/name="which" value="([0-9a-f-]{36})"/g)].map(m => m[1]!)
    expect(others.length).toBeGreaterThanOrEqual(2)
    await a.post('/account/sessions', { which: others[0]! })
    expect([(await b.get('/account')).status, (await c.get('/account')).status].sort()).toEqual([200, 303])
    await a.post('/account/sessions', { which: 'all' })
    for (const x of [a, b, c]) expect((await x.get('/account')).status).toBe(303)
  }, 60_000)
  it('ends elsewhere with a new password; the old ones are not taken again', async () => {
    const a = await o.signIn('office-a'), b = await o.signIn('office-a'), next = 'Wiese-brot-ofen5'
    const change = (old: string, fresh: string) => a.post('/account/password', { old, password: fresh, again: fresh })
    expect((await change('not-my-password', next)).status).toBe(422)
    expect((await change(password, password)).status).toBe(422)
    expect(a.last).toContain('最近用过')
    expect(to(await change(password, next))).toEqual([303, '/account?done=password'])
    expect([(await a.get('/account')).status, (await b.get('/account')).status]).toEqual([200, 303])
    expect((await change(next, password)).status).toBe(422)
    await change(next, `${next}-x`)
  }, 60_000)
  it('of another congress opens nothing here, and a closed account nothing at all', async () => {
    expect(await o.world.service.accounts.visit(`XX.${'a'.repeat(32)}`)).toBeUndefined()
    const b = o.browser()
    await b.post('/signin', { login: 'office-a', password: 'Wiese-brot-ofen5-x' })
    await b.post('/signin/second', { code: o.digits(o.secrets.get('office-a')!) })
    expect((await b.get('/account')).status).toBe(200)
    await freshAdmins()
    expect((await o.admins.system.post(`/desk/accounts/${await o.idOf('office-a')}/disable`, { why: '' })).status).toBe(422)
    await o.admins.system.post(`/desk/accounts/${await o.idOf('office-a')}/disable`, { why: '调离' })
    expect((await b.get('/account')).status).toBe(303)
    expect((await b.post('/signin', { login: 'office-a', password: 'Wiese-brot-ofen5-x' })).status).toBe(401)
    expect((await o.admins.system.post(`/desk/accounts/${await o.idOf('xitong')}/disable`, { why: '自己' })).status).toBe(422)
    expect((await o.admins.system.post(`/desk/accounts/${await o.idOf('shenji')}/disable`, { why: '唯一' })).status).toBe(422)
  }, 60_000)
})

describe('what the office sets', () => {
  const rules = { 'account.secondFactor': 'on', 'account.passwordDays': '0', 'account.lockTries': '5', 'account.idleMinutes': '30', 'account.deputyIdleMinutes': '240', 'account.sessionHours': '12', 'account.inviteDays': '7', 'account.trustDays': '30', 'account.logMonths': '12' }
  it('is judged, in force at once, and written down with who set it', async () => {
    expect((await o.admins.security.post('/desk/security/policy', { ...rules, 'account.logMonths': '3' })).status).toBe(422)
    expect((await o.admins.security.post('/desk/security/policy', { ...rules, 'account.oidcIssuer': 'http://idp.example.cn' })).status).toBe(422)
    expect((await o.admins.security.post('/desk/security/policy', { ...rules, 'account.passwordDays': '30' })).status).toBe(303)
    o.later(31 * day)
    const b = o.browser()
    await b.post('/signin', { login: 'anquan', password })
    expect(to(await b.post('/signin/second', { code: o.digits(o.secrets.get('anquan')!) }))).toEqual([303, '/signin/password'])
    expect((await b.get('/desk/security')).status).toBe(303)
    const fresh = 'Wiese-brot-ofen5'
    expect(to(await b.post('/signin/password', { old: password, password: fresh, again: fresh }))).toEqual([303, '/desk'])
    expect((await b.post('/desk/security/policy', rules)).status).toBe(303)
    o.admins.security = b
    o.admins.audit = await o.signIn('shenji')
    await o.admins.audit.get('/desk/logs/acts?what=policy')
    expect(o.admins.audit.last).toContain('密码几天后必须更换（0为不限）：30')
    expect((await o.admins.audit.get('/desk/logs/log.xlsx?what=signIn')).headers.get('content-type')).toContain('spreadsheet')
  }, 60_000)
  it('the logs cannot be changed by the program itself, and six months are kept whatever is asked', async () => {
    for (const table of ['sign_in_log', 'admin_log']) for (const sql of [`update ${table} set address = ''`, `delete from ${table}`, `truncate ${table}`]) await expect(o.world.store.tx(1, tx => tx.rows(sql)), sql).rejects.toThrow(/permission denied/)
    await o.world.store.tx(1, tx => tx.rows("insert into sign_in_log (congress, at, login, what, success, why, how, address, device) values (1, current_timestamp - interval '7 months', 'old', 'signIn', true, '', '', '', ''), (1, current_timestamp - interval '5 months', 'new', 'signIn', true, '', '', '', '')"))
    await o.world.store.tx(1, tx => tx.rows('select trim_sign_in_log(1, current_timestamp)'))
    expect((await told('signIn')).filter(t => t.login === 'old' || t.login === 'new').map(t => t.login)).toEqual(['new'])
    await expect(o.world.store.tx(1, tx => tx.rows('select trim_sign_in_log(2, current_timestamp)'))).rejects.toThrow(/another congress/)
  })
})

describe('a deputy', () => {
  const phone = '13800000009'
  it('comes in by invitation, then by a code that is good once, for ten minutes and five tries', async () => {
    o.admins.system = await o.signIn('xitong')
    const b = await o.account(o.world.people.townDeputy, 'town-deputy', phone)
    expect((await b.get('/deputy')).status).toBe(200)
    expect((await o.browser().post('/signin', { login: 'town-deputy', password })).status).toBe(401)
    const code = async (c: Browser): Promise<string> => { o.later(61_000); expect((await c.post('/signin/code', { name: '138-0000-0009' })).status).toBe(200); const m = (await o.lastMessage())!; expect(m.to).toBe(phone); return /(\d{6})/.exec(m.text)![1]! }
    const c = o.browser('10.1.1.1'), six = await code(c)
    expect(to(await c.post('/signin/code', { name: phone, code: six, trust: 'on' }))).toEqual([303, '/deputy'])
    expect(to(await o.browser('10.1.1.2').post('/signin/code', { name: phone, code: six }))[0]).toBe(422)
    const late = o.browser('10.1.1.3'), old = await code(late)
    o.later(11 * minute)
    expect((await late.post('/signin/code', { name: phone, code: old })).status).toBe(422)
    const guess = o.browser('10.1.1.4'), right = await code(guess), bad = right === '111111' ? '222222' : '111111'
    for (let i = 0; i < 5; i++) await o.browser(`10.1.2.${i}`).post('/signin/code', { name: phone, code: bad })
    expect((await guess.post('/signin/code', { name: phone, code: right })).status).toBe(422)
    // Nobody learns whether there is an account.
    o.later(61_000)
    const none = o.browser('10.1.1.5')
    expect((await none.post('/signin/code', { name: '13811112222' })).status).toBe(200)
    expect(none.last).toContain('如果这个手机号')
    expect((await none.post('/signin/code', { name: '13811112222' })).status).toBe(429)
    // The phone that is trusted needs no code, until its account is closed.
    c.cookies.delete('hy')
    await c.get('/signin')
    expect(c.last).toContain('这部手机已经认得您')
    expect(to(await c.post('/signin/trusted'))).toEqual([303, '/deputy'])
    o.later(31 * day)
    c.cookies.delete('hy')
    expect((await c.post('/signin/trusted')).status).toBe(401)
  }, 90_000)
  it('loses the trusted phone with the account', async () => {
    const b = o.browser('10.1.3.1')
    await b.post('/signin/code', { name: 'town-deputy' })
    const six = /(\d{6})/.exec((await o.lastMessage())!.text)![1]!
    await b.post('/signin/code', { name: 'town-deputy', code: six, trust: 'on' })
    expect(b.cookies.has('hyt')).toBe(true)
    o.admins.system = await o.signIn('xitong')
    await o.admins.system.post(`/desk/accounts/${await o.idOf('town-deputy')}/disable`, { why: '届满' })
    expect((await b.get('/deputy')).status).toBe(303)
    expect((await b.post('/signin/trusted')).status).toBe(401)
  }, 60_000)
})

describe('a program', () => {
  it('signs in with login, password and code, and is told what is lacking', async () => {
    const call = (body: unknown) => o.faces.call('POST', '/api/session', body)
    expect([(await call({ login: 'xitong', password: 'x' })).body.rule, (await call({ login: 'xitong', password })).body.rule, (await call({ person: o.world.people.clerk })).status, (await call({ login: 'xitong' })).status]).toEqual(['signIn.wrong', 'signIn.second', 422, 422])
    const r = await call({ login: 'xitong', password, code: o.digits(o.secrets.get('xitong')!) })
    expect([r.status, (await o.faces.call('GET', '/api/me', undefined, { token: r.body.token })).body.admin]).toEqual([201, 'systemAdmin'])
  }, 60_000)
})

describe('cookies and samples', () => {
  it('over https the cookie belongs to this host alone', async () => {
    const f = await openFaces({ trustProxy: true, publicUrl: 'https://rd.example.cn' }, o.world)
    const r = await f.send('/signin', { login: 'xitong', password }, { headers: { 'x-forwarded-for': '10.2.2.2' } })
    expect(r.headers.getSetCookie().find(c => c.startsWith('__Host-hy='))).toMatch(/^__Host-hy=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    // A cookie of the plain name, which a neighbour could have set, is not looked at.
    expect((await f.ask('/account', { headers: { cookie: `hy=${(await o.signIn('xitong')).cookies.get('hy')!}` } })).status).toBe(303)
  }, 60_000)
  it('ready people are no way into a real congress, and no sample is put beside one', async () => {
    expect(await o.world.service.readyPeople(1)).toEqual([])
    expect(await o.world.service.signIn(1, o.world.people.clerk)).toBeUndefined()
    expect((await o.browser().post('/signin', { person: o.world.people.clerk })).status).toBe(401)
    await expect(o.world.service.createCongress({ id: 2, short: 'ZZ', name: '示例', nameEn: 'Sample', sample: true })).rejects.toMatchObject({ code: 'badRequest' })
    await expect(o.world.store.tx(1, tx => tx.rows('update congress set sample = true where id = 1'))).rejects.toThrow(/permission denied/)
    // A session somebody slipped into the table without an account opens nothing here.
    const token = `LX.${'b'.repeat(32)}`, { sha256 } = await import('#service/keys.ts')
    await o.world.store.tx(1, tx => tx.rows("insert into session (congress, token, person, created, expires) values (1, $1, $2, $3, '2999-01-01')", [sha256(token), o.world.people.clerk, new Date(o.now()).toISOString()]))
    expect(await o.world.service.who(token)).toBeUndefined()
  })
})
