/** The folder itself: every fault is named and nothing is stored; loading again enters the difference and removes nothing silently. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readFolder } from '#cli/folder.ts'
import { makeService } from '#service/make.ts'
import type { HostFacts } from '#service/doctor.ts'
import type { PackFile, PackReport } from '#service/pack.ts'
import type { Service } from '#service/service.ts'
import { dayKinds, items, organKinds, postKinds, tables } from '#service/pack/tables.ts'
import { settings as handlingSettings } from '#procedures/handling/settings.ts'
import { settings as suggestionSettings } from '#procedures/suggestion/settings.ts'
import { settings as requestSettings } from '#procedures/request/settings.ts'
import { folder, packFiles } from '#test/county/county.ts'
import { testKey } from '#test/support/world.ts'
import { memoryStore } from '#test/support/model.ts'

let service: Service, now: number
const start = (): void => { now = Date.parse('2025-06-18T01:00:00.000Z') }
beforeAll(async () => { start(); service = makeService(await memoryStore(), { key: testKey, version: 'test', realNow: () => now }) })
beforeEach(start)
afterAll(() => service.close())
/** A place of its own: a sample is not put beside a real congress. */
const alone = async (): Promise<void> => { await service.close(); service = makeService(await memoryStore(), { key: testKey, version: 'test', realNow: () => now }) }
/** The same folder as another congress: each story has its own. */
const named = (short: string, changes: Parameters<typeof packFiles>[0] = {}): PackFile[] => packFiles({ ...changes, '人大.csv': t => t.replace('SLX', short) })
const load = async (files: readonly PackFile[], more: { check?: boolean; sample?: boolean } = {}): Promise<PackReport> => {
  const r = await service.county(files, { check: false, ...more })
  if (!r.ok) throw new Error(JSON.stringify(r.faults))
  return r.report
}
const faultsOf = async (changes: Parameters<typeof packFiles>[0]): Promise<string[]> => {
  const r = await service.county(packFiles(changes), { check: false })
  expect((await service.congresses()).map(c => c.short)).toEqual([])
  return r.ok ? [] : r.faults.map(f => `${f.file}:${f.line}:${f.column}`)
}
const line = (extra: string) => (text: string): string => `${text.trimEnd()}\n${extra}\n`
const without = (part: string) => (text: string): string => text.split('\n').filter(l => !l.includes(part)).join('\n')

describe('faults', () => {
  it('are named all at once, with file, line and column, and nothing is stored', async () => {
    expect(await faultsOf({
      '人大.csv': t => t.replace('SLX', 'slx 1').replace('2025-01-01', '元旦').replace('本级称谓,县', '级别,县'),
      '乡镇街道.csv': line('示例甲乡,Again'),
      '单位.csv': line('某站,某联络站,Somewhere,联络站,没有的乡,没有的单位,,也许'),
      '人员.csv': line(',无名,,没有的单位,经办人,,\n,代示戊,,,人大代表,,\n,水示二,,县水利局,站长,,\n,电示一,,电网供电所,经办人,,'),
      '类别.csv': line('S1,灌溉水渠,,,\nS 10,,,,'),
      '五单.csv': '名称,英文名,环节\n一单,One,反映\n二单,Two,反映\n三单,Three,不认识',
      '期限.csv': line('没有的期限,3,日,\n评单期限,零,世纪,\n建议答复期限,4,月,\n全覆盖督办集中在几月,13,,'),
      '节假日.csv': line('2025-13-01,放假,,\n2025-06-20,过节,,'),
      '选区.csv': '名称\n一',
    })).toEqual(expect.arrayContaining([
      '选区.csv:0:', '人大.csv:6:项目', '人大.csv:4:简称', '人大.csv:0:本级称谓', '人大.csv:8:起用日期', '乡镇街道.csv:5:名称', '单位.csv:14:乡镇街道', '单位.csv:14:上级', '单位.csv:14:区外',
      '人员.csv:18:单位', '人员.csv:19:代表级别', '人员.csv:20:职务', '人员.csv:21:单位', '类别.csv:11:编号', '类别.csv:11:名称', '类别.csv:12:编号', '类别.csv:12:名称',
      '五单.csv:4:', '五单.csv:3:环节', '五单.csv:4:环节', '期限.csv:6:设置', '期限.csv:7:数', '期限.csv:7:单位', '期限.csv:8:数', '期限.csv:9:数', '节假日.csv:5:日期', '节假日.csv:6:类型', '节假日.csv:6:日期',
    ]))
  })
  it('of a table: a missing file, a missing or unknown column, an open quote, too many cells, an empty file', async () => {
    expect(await faultsOf({ '人员.csv': undefined, '单位.csv': t => t.replace('类型', '种类'), '乡镇街道.csv': '名称\n"甲乡', '类别.csv': '', '期限.csv': line('评单期限,7,日,,多,余') })).toEqual(expect.arrayContaining(['人员.csv:0:', '单位.csv:1:类型', '单位.csv:1:种类', '乡镇街道.csv:2:', '类别.csv:0:', '期限.csv:6:']))
  })
})

const host: HostFacts = { keyMode: 0o100600, trustProxy: false, loopback: true }
const ids = async (short: string | undefined, level: string, h: HostFacts = host) => (await service.doctor(h, short)).filter(f => f.level === level).map(f => f.id)
it('of nothing doctor names the congress', async () => expect(await ids(undefined, 'block')).toEqual(['congress']))

describe('a folder', () => {
  const made: string[] = []
  const dir = (files: Record<string, string | Uint8Array>): string => { const d = mkdtempSync(join(tmpdir(), 'huiyin-pack-')); made.push(d); for (const [n, t] of Object.entries(files)) writeFileSync(join(d, n), t); return d }
  afterAll(() => { for (const d of made) rmSync(d, { recursive: true, force: true }) })
  it('may be saved with a mark or as GB18030; UTF-16 is named; other files are left alone', () => {
    const gb = Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6])
    const read = readFolder(dir({ '人大.csv': '\ufeff项目,内容\n', '单位.csv': gb, '人员.csv': Uint8Array.from([0xff, 0xfe, 0x41, 0x00]), 'README.txt': 'x' }))
    if (typeof read === 'string') throw new Error(read)
    expect(Object.fromEntries(read.files.map(f => [f.name, f.text.replace('\ufeff', '')]))).toEqual({ '人大.csv': '项目,内容\n', '单位.csv': '名称' })
    expect(read.faults.map(f => f.file)).toEqual(['人员.csv'])
  })
  it('that is not there, or holds nothing, is said in one line', () => {
    expect(readFolder(join(folder, 'nowhere'))).toContain('没有这个文件夹')
    const d = dir({}); mkdirSync(join(d, 'sub'))
    expect(readFolder(d)).toContain('county-pack.md')
  })
})

describe('loading', () => {
  it('twice changes nothing; checking stores nothing', async () => {
    expect(await load(packFiles(), { check: true })).toMatchObject({ created: true, check: true, entered: { places: 3, organs: 12, persons: 15, posts: 16 } })
    expect(await service.congresses()).toEqual([])
    const first = await load(packFiles())
    expect(first.settings.map(s => s[0].replace(/（.*/, '')).sort()).toEqual(['单名', '办结后个人信息保存天数', '基层称谓', '本级称谓', '日历已知到2026-12-31', '一般事项办理期限', '研判派单期限', '类别', '评单期限'].sort())
    const [c] = await service.congresses()
    expect(c).toMatchObject({ short: 'SLX', sample: false, slips: [['登单', 'Enter'], ['转单', 'Pass on'], ['督单', 'Oversee'], ['回单', 'Answer']], slipSteps: [[1], [2, 3], [4], [5]], retentionDays: 90, words: { area: ['县', 'county'], place: ['乡镇', 'township'], slips: 4, publish: null } })
    const nothing = { created: false, entered: { places: 0, organs: 0, persons: 0, posts: 0 }, changed: [], settings: [], days: 0, left: [], gone: [], kept: [] }
    expect(await load(packFiles())).toMatchObject(nothing)
    expect(await load(packFiles())).toMatchObject(nothing)
    expect(await ids('SLX', 'warn')).toContain('sample.names')
  })
  it('a changed folder enters the difference; what disappeared is said and stays; leaving needs a reason', async () => {
    const changed = { '单位.csv': (t: string) => t.replace('0000-101', '0000-111') }
    await load(named('CHG'))
    now += 86_400_000
    const r = await load(named('CHG', {
      ...changed, '人员.csv': t => `${without('代示丁')(t).replace('选区', '选区,退出原因').replace(',农示一,Agriculture Clerk,县农业农村局,经办人,,', ',农示一,Agriculture Clerk,县农业农村局,经办人,,,调离').trimEnd()}\n,新示一,New Clerk,县水利局,负责人,,\n`,
      '期限.csv': t => t.replace('评单期限,7', '评单期限,9'), '节假日.csv': without('2025-06-21'),
    }))
    expect(r).toMatchObject({ entered: { places: 0, organs: 0, persons: 1, posts: 1 }, changed: [['示例甲乡人大代表联络站：电话改为“0000-111”', expect.any(String)]], settings: [['评单期限（自2025-06-19起）', expect.any(String)]], left: [['农示一（调离）', expect.any(String)]] })
    expect(r.gone.map(g => g[0])).toEqual(['2025-06-21 文化节调休（日历里仍然算）', '代示丁'])
    expect((await load(named('CHG', changed))).changed).toEqual([])
    // The folder without the reason finds her out of the register, and says so.
    now += 86_400_000
    expect((await load(named('CHG'))).kept.map(k => k[0]).join()).toContain('农示一')
  })
  it('every kind of organ and every post; what rests on a mandate may stand on a line before it', async () => {
    const more = (kinds: readonly string[]) => kinds.map(k => `全${k},示例全${k},,${k},${['主席团', '街道工委'].includes(k) ? '示例甲乡' : ''},,,`).join('\n')
    const others = Object.keys(organKinds).filter(k => !['人大', '代工委', '联络站', '乡镇街道机关', '承办单位', '帮办单位'].includes(k))
    const held = [['常委会主任', '全常委会'], ['镇人大主席', '全主席团'], ['代表团团长', '全代表团'], ['小组成员', '全代表小组'], ['委员会委员', '全专门委员会'], ['进站代表', '甲乡代表联络站']]
    const r = await load(named('ALL', { '单位.csv': line(more(others)), '人员.csv': line([...held.map(([post, organ]) => `D01,代示甲,Deputy A,${organ},${post},,`), 'J1,监示一,Liaison,全监委,纪检监察联络员,,', 'F1,法示一,Court Clerk,全法院,经办人,,'].join('\n')) }))
    expect(r.entered).toMatchObject({ organs: 12 + others.length, persons: 17, posts: 16 + held.length + 2 })
    expect((await load(named('ALL', { '单位.csv': line(more(others)), '人员.csv': line('D05,代示戊,Deputy E,全常委会,常委会委员,,\nD05,代示戊,Deputy E,,人大代表,县,示例甲乡') }))).entered).toMatchObject({ persons: 1, posts: 2 })
  })
  it('a trial and a real congress do not turn into one another', async () => {
    await expect(service.county(packFiles(), { check: false, sample: true })).rejects.toMatchObject({ code: 'badRequest' })
  })
  it('six slips name the publishing too; without steps the n-th name is the n-th step’s', async () => {
    await load(named('SIX', { '五单.csv': '名称,英文名\n点单,Place\n派单,Dispatch\n接单,Accept\n跟单,Follow\n评单,Rate\n晒单,Show' }))
    expect((await service.congresses()).find(c => c.short === 'SIX')).toMatchObject({ slipSteps: [[1], [2], [3], [4], [5], [6]], words: { slips: 6, publish: ['晒单', 'Show'] } })
  })
})

describe('docs/county-pack.md', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'county-pack.md'), 'utf8')
  it('shows an example that loads, and wants for nothing but a backup', async () => {
    now = Date.parse('2026-06-10T01:00:00.000Z')
    await alone()
    const files = [...text.matchAll(/```csv (\S+)\n([\s\S]*?)```/g)].map(m => ({ name: m[1]!, text: m[2]! }))
    expect(files).toHaveLength(8)
    expect(await load(files, { sample: true })).toMatchObject({ congress: 'LX', entered: { places: 2, organs: 8, persons: 8, posts: 9 }, days: 2, kept: [] })
    expect((await service.doctor(host, 'LX')).filter(f => f.congress === 'LX' && (f.level === 'block' || f.level === 'warn'))).toEqual([])
  })
  it('names every column of every table', () => {
    for (const t of Object.values(tables)) { expect(text).toContain(t.file); for (const c of t.columns) expect(text, `${t.file} ${c.name}`).toContain(c.name) }
    for (const w of [...Object.keys(organKinds), ...Object.keys(postKinds), ...Object.keys(dayKinds), ...items]) expect(text).toContain(w)
  })
  it('names the initial values of the terms as they are', () => {
    const unit = { day: '日', workingDay: '工作日', month: '月' } as const
    for (const s of [...Object.values(requestSettings), ...Object.values(handlingSettings), ...Object.values(suggestionSettings)]) {
      if (s.kind === 'term') { const v = s.initial as unknown as { n: number; unit: keyof typeof unit }; expect(text).toContain(`| ${s.label[0]} | ${v.n} ${unit[v.unit]} |`) }
      if (s.kind === 'number') expect(text).toContain(`| ${s.label[0]} | ${String(s.initial)} |`)
    }
  })
})

describe('doctor', () => {
  beforeAll(alone)
  it('names what is missing, and each line that is no good news has a remedy', async () => {
    await load(named('BAD', {
      '单位.csv': t => without('乙镇代表联络站')(without('丙乡政府')(t)).replace('0000-101', ''), '人员.csv': t => ['甲示一', '乙示一', '丙示二', '水示一', '代示丙'].reduce((x, n) => without(n)(x), t), '节假日.csv': '日期,类型,名称,英文名\n2025-06-20,放假,,\n',
    }), { sample: true })
    await load(named('ALL'), { sample: true })
    // A real one may come after samples, and is warned of them.
    await load(named('REAL'))
    now = Date.parse('2026-11-25T01:00:00.000Z')
    const found = await service.doctor({ keyMode: 0o100644, trustProxy: true, loopback: false, publicUrl: 'http://x.example' }, 'BAD')
    expect(found.filter(f => f.level === 'block').map(f => f.id)).toEqual(['key.mode', 'district.officer'])
    expect(found.filter(f => f.level === 'warn').map(f => f.id)).toEqual(expect.arrayContaining(['publicUrl.http', 'backup', 'hosts', 'sample.beside', 'station', 'station.phone', 'office', 'organ.nobody', 'deputies', 'calendar']))
    expect(found.find(f => f.id === 'settings')!.says[0]).toContain('签收期限')
    for (const f of found) { expect(f.says.every(s => s.length > 3)).toBe(true); if (f.level === 'block' || f.level === 'warn') expect(f.remedy).not.toBeNull() }
  })
  it('of a whole folder has nothing to block the work', async () => {
    const h: HostFacts = { ...host, publicUrl: 'https://rd.example', backup: { at: '2025-06-17T00:00:00.000Z', file: 'x.backup' } }
    // Several congresses share this store: that alone is said.
    expect([await ids('ALL', 'block', h), await ids('ALL', 'warn', h)]).toEqual([[], ['hosts', 'sample.beside']])
  })
})
