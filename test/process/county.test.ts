/** A county made, changed and looked at from the command line, with and without a server. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, serve, temporary } from '#test/process/program.ts'

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
    const env = { DATA_DIR: join(folder, 'wrong') }
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
  it('that is real blocks on what this version lacks: exit 1', () => {
    const real = { DATA_DIR: join(folder, 'real') }
    expect(run(['county', pack], real).code).toBe(0)
    const r = run(['doctor'], real)
    expect([r.code, r.out.includes('还不能登录')]).toEqual([1, true])
  }, patience)
})
