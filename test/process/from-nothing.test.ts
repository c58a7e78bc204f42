/** An empty folder, the printed link, and nothing else: three administrators, a register from tables, staff with two factors, a request that goes round. */
import { Secret, TOTP } from 'otpauth'
import { afterAll, expect, it } from 'vitest'
import { run, serve, temporary, type Serving } from './program.ts'
import { Visitor } from './visitor.ts'

const folder = temporary(), password = 'Fluss-kuh-mond7'
let server: Serving
afterAll(() => { server?.child.kill('SIGTERM'); return server?.exit })

const csv = (head: string, rows: readonly string[]): File => new File([`\ufeff${[head, ...rows].join('\n')}\n`], '表.csv', { type: 'text/csv' })
const streets = ['示例甲街道', '示例乙街道'], departments = Array.from({ length: 28 }, (_, i) => `示例区第${i + 1}局`)

/** A telephone that shows six digits. */
async function secondFactor(v: Visitor): Promise<void> {
  if (!v.path.startsWith('/signin/enrol')) await v.open('/signin/enrol')
  const secret = /class="secret">([A-Z2-7 ]+)</.exec(v.page)![1]!.replaceAll(' ', '')
  await v.send('/signin/enrol', { code: new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate() })
  expect(v.words).toContain('备用码')
}
async function invited(link: string): Promise<Visitor> {
  const v = await new Visitor(server.url).open(link)
  await v.send(link, { password, again: password })
  await secondFactor(v)
  return v
}
async function imported(v: Visitor, kind: string, file: File, rows: number): Promise<void> {
  await v.open('/desk/import')
  await v.send('/desk/import', { kind, file })
  expect(v.words, `${kind}: ${v.words.slice(0, 600)}`).not.toMatch(/处要改|错误/)
  await v.send(/\/commit$/)
  const at = v.path
  for (let left = 100; left && !v.words.includes('已导入'); left--) { await new Promise(r => setTimeout(r, 300)); await v.open(at) }
  expect(v.words).toContain(String(rows))
}

it('leads by the printed link alone to a request handled by invited staff', async () => {
  server = await serve({ DATA_DIR: folder, SAMPLE: 'none' })
  for (let left = 200; left && !server.err().includes('/setup/'); left--) await new Promise(r => setTimeout(r, 100))
  const system = await new Visitor(server.url).open(/\/setup\/\S+/.exec(server.err())![0])
  await system.send(/\/setup\//, {
    name: '示例区人大常委会', short: 'SL', area: '区', placeWord: '街道', since: '2021-06-01', standing: '示例区人大常委会', affairs: '示例区人大代工委', password, again: password,
    'systemAdmin.name': '系示甲', 'systemAdmin.login': 'xitong', 'securityAdmin.name': '安示甲', 'securityAdmin.login': 'anquan', 'auditAdmin.name': '审示甲', 'auditAdmin.login': 'shenji',
  })
  const links = [...system.page.matchAll(/\/invite\/SL\.[\w-]+/g)].map(m => m[0])
  expect(new Set(links).size, system.words.slice(0, 500)).toBe(2)
  await secondFactor(system)
  const security = await invited(links[0]!)

  for (const name of streets) {
    await system.open('/desk/register/new/place')
    await system.send('/desk/new/register', { kind: 'street', name, since: '2021-01-01' })
    expect(system.status, system.words.slice(0, 400)).toBe(200)
  }
  await imported(system, 'organs', csv('名称,简称,类型,所在街道（镇）,起始日', [...departments.map(d => `${d},${d},承办单位,,2021-01-01`), ...streets.map(s => `${s}办事处,${s}办,街道办,${s},2021-01-01`)]), 30)
  await imported(system, 'stations', csv('名称,所在街道（镇）,电话,设立日期', streets.map(s => `${s}人大代表联络站,${s},00000000,2021-01-01`)), 2)
  await imported(system, 'deputies', csv('姓名,代表级别,所在街道（镇）,当选日期', Array.from({ length: 280 }, (_, i) => `示${'甲乙丙丁戊己庚辛壬癸'[Math.floor(i / 28)]}${'子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃星宿列张'[i % 28]},区,${streets[i % 2]},2021-06-03`)), 280)
  await imported(system, 'persons', csv('姓名,任职单位,职务,起始日', ['周示甲,示例甲街道人大代表联络站,联络站工作人员,2021-01-01', '吴示甲,示例区人大代工委,代工委干部,2021-06-01', `郑示甲,${departments[0]},经办人,2021-01-01`]), 3)

  await system.open('/desk/accounts/new?group=staff')
  const persons = ['周示甲', '吴示甲', '郑示甲'].map(n => new RegExp(`id="pick-([0-9a-f-]{36})"[^>]*aria-label="选${n}"`).exec(system.page)?.[1] ?? `nobody:${n}`)
  await system.send('/desk/accounts', { person: persons, ...Object.fromEntries(persons.map((p, i) => [`login.${p}`, ['zhanli', 'daigong', 'jingban'][i]!])) })
  expect(system.status, system.words.slice(0, 500)).toBe(200)
  await security.open('/desk/security')
  const waiting = [...security.page.matchAll(/<input[^>]*name="account"[^>]*value="([0-9a-f-]{36})"/g)].map(m => m[1]!)
  expect(waiting).toHaveLength(3)
  await security.send('/desk/security/approve', { account: waiting })
  await system.open('/desk/accounts')
  await system.send('/desk/accounts/sheets', { account: waiting })
  const sheets = [...system.page.matchAll(/(zhanli|daigong|jingban)|\/invite\/SL\.[\w-]+/g)].map(m => m[0])
  const linkOf = (login: string): string => sheets.slice(sheets.indexOf(login)).find(s => s.startsWith('/invite'))!
  const [clerk, officer, handler] = [await invited(linkOf('zhanli')), await invited(linkOf('daigong')), await invited(linkOf('jingban'))]

  const resident = await new Visitor(server.url).open('/raise')
  await resident.send('/raise', { what: '示例：路口的路灯不亮，晚上看不见路。', spot: '示例甲街道示例小区门口' })
  expect(resident.path).toMatch(/^\/r\//)
  const six = /(\d{3})\s(\d{3})\b/.exec(resident.words)!.slice(1).join('')
  // No administrator sees what is raised; its own station or the district does.
  expect((await system.open(`/desk/find?q=${six}`)).page).not.toContain('路灯')
  const found = (await clerk.open(`/desk/find?q=${six}`)).path.startsWith('/desk/m/') ? clerk : await officer.open(`/desk/find?q=${six}`)
  const matter = found.path
  expect(matter).toMatch(/^\/desk\/m\//)
  await officer.open(matter)
  await officer.send(`${matter}/dispatch`, { organ: officer.option(departments[0]!), gist: '路口路灯不亮，请检修' })
  expect(officer.status, officer.words.slice(0, 400)).toBe(200)
  await handler.open('/desk')
  await handler.open(handler.link(/^\/desk\/m\//))
  const task = handler.path
  expect(handler.page).not.toContain('示例：路口的路灯不亮')
  await handler.send(`${task}/accept`)
  await handler.open(task)
  await handler.send(`${task}/submit`, { result: '已更换灯具，恢复照明' })
  expect(handler.status, handler.words.slice(0, 400)).toBe(200)
  expect((await resident.open(resident.path)).words).toContain('承办单位说办好了')

  // The worst day: the security administrator has lost everything. First it is said what would happen, and nothing does.
  const rescue = (...more: string[]) => run(['rescue', ...more], { DATA_DIR: folder })
  expect(rescue().out).toContain('anquan  安示甲')
  expect(rescue('anquan')).toMatchObject({ code: 0, out: expect.stringContaining('rescue anquan --yes') })
  expect((await security.open('/desk/security')).status).toBe(200)
  for (const other of ['xitong', 'zhanli', 'nobody']) expect(rescue(other, '--yes')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('不是现任安全管理员') })
  const saved = rescue('anquan', '--yes')
  expect(saved, saved.err).toMatchObject({ code: 0, out: expect.stringMatching(/^\/invite\/SL\.[\w-]+\n$/) })
  // What they had opens nothing any more; the link does, once.
  expect((await security.open('/desk/security')).path).toMatch(/^\/signin/)
  const back = await invited(saved.out.trim())
  expect((await back.open('/desk/security')).status).toBe(200)
  expect((await new Visitor(server.url).open(saved.out.trim())).words).toContain('用过')
  const auditor = await invited(links[1]!)
  expect((await auditor.open('/desk/logs/acts')).words).toMatch(/服务器上的操作者.*在服务器上重置登录/)
}, 400_000)
