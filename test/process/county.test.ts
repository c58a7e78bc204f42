/** A county made, changed and looked at from the command line, with and without a server. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepared } from '#test/support/model.ts'
import { run, serve, temporary } from '#test/process/program.ts'
import { Visitor } from './visitor.ts'

const folder = temporary()
/** A dozen starts of the program, on a busy machine. */
const patience = 240_000
const pack = join(import.meta.dirname, '..', 'county', 'pack')
const changed = (name: string, file: string, more: string): string => { const to = join(folder, name); cpSync(pack, to, { recursive: true }); writeFileSync(join(to, file), `${readFileSync(join(to, file), 'utf8').trimEnd()}\n${more}\n`); return to }

describe('the command line', () => {
  it.each([[['county']], [['county', pack, '--format', 'json']], [['doctor', 'now']], [['doctor', '--format', 'csv']], [['doctor', '--check']]])('%j is not understood: exit 2, one line', args => {
    const r = run(args)
    expect(r).toMatchObject({ code: 2, out: '' })
    expect(r.err.trim().split('\n')).toHaveLength(1)
  })
  it.each(['rd.example.cn', 'ftp://rd.example.cn', 'https://rd.example.cn/path'])('HUIYIN_PUBLIC_URL=%s is refused by name', value => {
    const r = run(['serve'], { HUIYIN_PUBLIC_URL: value, DATA_DIR: join(folder, 'never') })
    expect([r.code, r.err.includes('HUIYIN_PUBLIC_URL'), r.err.trim().split('\n').length]).toEqual([1, true, 1])
  })
  it('a folder that is not there, or whose tables are wrong, is said and stores nothing', () => {
    const env = { DATA_DIR: prepared(join(folder, 'wrong'), true) }
    expect(run(['county', join(folder, 'nowhere')], env)).toMatchObject({ code: 1, out: '' })
    const r = run(['county', changed('bad', '期限.csv', '没有的期限,零,世纪,')], env)
    expect([r.code, r.out]).toEqual([1, ''])
    expect(r.err).toContain('期限.csv 第6行“设置”')
    expect(run(['doctor'], env).out).toContain('还没有建立任何一个人大')
  }, patience)
})

describe('a county', () => {
  const env = { DATA_DIR: join(folder, 'data'), SAMPLE: 'none' }
  it('is made without a server, and changed and looked at through one', async () => {
    mkdirSync(env.DATA_DIR)
    const made = run(['county', pack, '--sample'], env)
    expect([made.code, made.out.includes('SLX：已新建')]).toEqual([0, true])
    // SAMPLE is left out: no sample year may be told to a trial.
    const s = await serve({ DATA_DIR: env.DATA_DIR, HUIYIN_PUBLIC_URL: 'https://rd.example.cn' })
    const get = (path: string) => fetch(`${s.url}${path}`, { headers: { connection: 'close' } })
    const home = await get('/?lang=zh')
    expect(await home.text()).toContain('登单')
    expect(home.headers.get('set-cookie')).toContain('Secure')
    const r = run(['county', changed('more', '乡镇街道.csv', '示例丁乡,Sample Township D'), '--sample'], env)
    expect([r.code, r.out.includes('乡镇（街道）1个')]).toEqual([0, true])
    expect(run(['county', pack, '--sample', '--check'], env).out).toContain('示例丁乡')
    expect(run(['county', pack], env)).toMatchObject({ code: 1, out: '' })
    const text = run(['doctor'], env)
    expect([text.code, text.out.includes('没有联络站的乡镇（街道），群众反映的事直接到代工委：示例丁乡')]).toEqual([0, true])
    const list = JSON.parse(run(['doctor', '--format', 'json', '--congress', 'SLX'], env).out) as { level: string; id: string; says: string; saysEn: string }[]
    expect(list.find(f => f.id === 'publicUrl')).toMatchObject({ level: 'ok', says: '公开网址：https://rd.example.cn' })
    expect(run(['doctor', '--congress', 'NO'], env).code).toBe(1)
    expect(list.find(f => f.id === 'backup')!.level).toBe('warn')
    expect(run(['backup', join(folder, 'x.backup')], env).code).toBe(0)
    expect((JSON.parse(run(['doctor', '--format', 'json'], env).out) as typeof list).find(f => f.id === 'backup')!.level).toBe('ok')
    s.child.kill('SIGTERM')
    expect(await s.exit).toBe(0)
  }, patience)
  it('that is real blocks on having no administrator, and a start prints the link to them: exit 1', async () => {
    const real = { DATA_DIR: prepared(join(folder, 'real'), true), SAMPLE: 'none' }
    expect(run(['county', pack], real).code).toBe(0)
    const r = run(['doctor'], real)
    expect([r.code, r.out.includes('还没有管理员')]).toEqual([1, true])
    const s = await serve({ ...real, HUIYIN_PUBLIC_URL: 'https://rd.example.cn' })
    const link = await printed(s)
    expect(link).toMatch(/^https:\/\/rd\.example\.cn\/setup\/[\w-]{43}$/)
    const page = await (await fetch(`${s.url}${new URL(link).pathname}`, { headers: { connection: 'close' } })).text()
    // The congress is there already: that step is skipped.
    expect([page.includes('已经建好'), page.includes('name="short"'), page.includes('name="securityAdmin.login"')]).toEqual([true, false, true])
    s.child.kill('SIGTERM')
    expect(await s.exit).toBe(0)
  }, patience)
  it('on an empty folder the printed link alone leads to an administrator; it is printed again until then, and never after', async () => {
    const empty = { DATA_DIR: prepared(join(folder, 'empty'), true), SAMPLE: 'none' }
    const first = await serve(empty), link = await printed(first)
    first.child.kill('SIGTERM')
    await first.exit
    const s = await serve(empty), again = await printed(s), password = 'Fluss-kuh-mond7'
    expect(new URL(again).pathname).toBe(new URL(link).pathname)
    const v = await new Visitor(s.url).open(new URL(again).pathname), form = v.page, filled = { name: '示例戊县人大常委会', short: 'SWX', area: '县', placeWord: '乡镇', since: '2021-06-01', standing: '县人大常委会', affairs: '县人大代工委', 'systemAdmin.name': '系示甲', 'systemAdmin.login': 'xitong', 'securityAdmin.name': '安示甲', 'securityAdmin.login': 'anquan', 'auditAdmin.name': '审示甲', 'auditAdmin.login': 'shenji', password, again: password }
    await v.send(/\/setup\//, filled)
    expect([v.status, [...v.page.matchAll(/\/invite\/SWX\./g)].length, v.page.includes('name="password"')]).toEqual([200, 2, false])
    const late = new Visitor(s.url)
    for (const [k, x] of v.cookies) late.cookies.set(k, x)
    Object.assign(late, { page: form, path: new URL(again).pathname })
    expect((await late.send(/\/setup\//, filled)).status).not.toBe(200)
    expect((await v.open('/signin/enrol')).page).toContain('class="secret"')
    s.child.kill('SIGTERM')
    await s.exit
    const later = await serve(empty)
    await new Promise(r => setTimeout(r, 1500))
    expect(later.err()).not.toContain('/setup/')
    later.child.kill('SIGTERM')
    await later.exit
  }, patience)
})
/** The setup link, once it stands on the console. */
async function printed(s: { err(): string }): Promise<string> {
  for (let i = 0; i < 100; i++) { const m = /https?:\/\/\S+\/setup\/\S+/.exec(s.err()); if (m) return m[0]; await new Promise(r => setTimeout(r, 100)) }
  throw new Error(`no link: ${s.err()}`)
}
