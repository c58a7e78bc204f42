/** Files as people send them, and as nobody should. */
import { deflateSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readUpload } from '#service/import/reading.ts'
import { readDate, readPhone, readText } from '#service/import/values.ts'
import { book, raw, row, table } from '#test/import/files.ts'

const says = async (bytes: Uint8Array, name = 'a.xlsx'): Promise<string> => { const r = await readUpload(bytes, name); return r.ok ? 'read' : r.says[0] }
const sheetOf = async (bytes: Uint8Array, name = 'a.xlsx') => { const r = await readUpload(bytes, name); if (!r.ok) throw new Error(r.says[0]); return r.sheets[0]! }

describe('files', () => {
  it('a spreadsheet is read cell by cell, days as days, long numbers whole', async () => {
    const s = await sheetOf(await table(['姓名', '当选日期', '手机'], ['王示甲', new Date(Date.UTC(2021, 5, 3)), 13800000001]))
    expect(s.rows[1]).toEqual(['王示甲', { day: '2021-06-03' }, 13800000001])
  })
  it('a csv is read in UTF-8 and in the code page Excel saves, with quotes and either separator', async () => {
    const text = '姓名,说明\r\n王示甲,"一,二\n三""四"""\r\n'
    const utf = await readUpload(new TextEncoder().encode(`\ufeff${text}`), 'a.csv')
    expect(utf.ok && utf.sheets[0]!.rows).toEqual([['姓名', '说明'], ['王示甲', '一,二\n三"四"']])
    const gbk = await readUpload(new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb, 0x09, 0xbc, 0xb6, 0xb1, 0xf0, 0x0d, 0x0a, 0xcd, 0xf5, 0xca, 0xbe, 0x09, 0xc7, 0xf8]), 'a.csv')
    expect(gbk).toMatchObject({ ok: true, coding: 'gb18030', sheets: [{ rows: [['姓名', '级别'], ['王示', '区']] }] })
    expect(await says(new TextEncoder().encode('姓名\n"王'), 'a.csv')).toMatch('双引号')
  })
  it('what cannot be read is said in one sentence that tells what to do', async () => {
    expect(await says(new Uint8Array())).toMatch('空的')
    expect(await says(new Uint8Array(5 * 1024 * 1024 + 1))).toMatch('超过5兆')
    expect(await says(new TextEncoder().encode('%PDF-1.7 …'), 'a.pdf')).toMatch('只收')
    expect(await says(new TextEncoder().encode('%PDF-1.7 …'), 'renamed.csv')).toMatch('只收')
    for (const broken of ['nonsense', '%PDF-1.7 …']) expect(await says(new TextEncoder().encode(broken), '名单.xlsx')).toMatch(/这个文件打不开，可能损坏了，或者设了密码。.*另存为 \.xlsx/)
    const ole = new Uint8Array(2048); ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    expect(await says(ole, 'old.xls')).toMatch('.xls')
    ole.set(Buffer.from('EncryptedPackage', 'utf16le'), 600)
    expect(await says(ole)).toMatch('密码')
    expect(await says(zipSync({ 'a.txt': new Uint8Array([1]) }))).toMatch('不是 Excel')
    const whole = await table(['姓名'], ['王示甲'])
    expect(await says(whole.subarray(0, whole.length - 40))).toMatch('损坏')
    const locked = Uint8Array.from(await table(['姓名'], ['王示甲']))
    const v = new DataView(locked.buffer)
    for (let i = 0; i < locked.length - 4; i++) if (v.getUint32(i, true) === 0x02014b50) v.setUint16(i + 8, v.getUint16(i + 8, true) | 1, true)
    expect(await says(locked)).toMatch('密码')
  })
  it('formulas, joined and hidden cells and hidden sheets are noted, with their addresses', async () => {
    const bytes = raw([{ name: '代表', data: row(1, ['姓名', '级别']) + row(2, ['王示甲', '=A2&"区"']) + row(3, ['李示乙', '区'], ' hidden="1"'), after: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>' }, { name: '底稿', data: row(1, ['密']), hidden: true }])
    const r = await readUpload(bytes, 'a.xlsx')
    expect(r).toMatchObject({ ok: true, sheets: [{ name: '代表', hidden: false, formulas: [{ row: 1, column: 1, text: '=A2&"区"' }], merged: ['A2:A3'], hiddenRows: [2], rows: [['姓名', '级别'], ['王示甲', null], ['李示乙', '区']] }, { name: '底稿', hidden: true }] })
  })
  it('several sheets are all there', async () => {
    const r = await readUpload(await book({ name: '一', rows: [['a']] }, { name: '二', rows: [['b']] }), 'a.xlsx')
    expect(r.ok && r.sheets.map(s => s.name)).toEqual(['一', '二'])
  })
})

describe('files made to burst', () => {
  const size = 300 * 1024 * 1024
  it('a sheet that unfolds into hundreds of megabytes is not unpacked', async () => {
    const began = performance.now(), before = process.memoryUsage().rss
    const bytes = raw([{ name: '一', data: row(1, ['姓名']) }], { 'xl/sharedStrings.xml': new Uint8Array(size) })
    expect(bytes.length).toBeLessThan(1024 * 1024)
    const made = performance.now()
    expect(await says(bytes)).toMatch('解压后大得不正常')
    expect(performance.now() - made).toBeLessThan(Math.max(3_000, (made - began) * 2))
    expect(process.memoryUsage().rss - before).toBeLessThan(size * 3)
  })
  it('nor one whose directory lies about its size', async () => {
    const bytes = Uint8Array.from(raw([{ name: '一', data: row(1, ['姓名']) }], { 'xl/sharedStrings.xml': new Uint8Array(64 * 1024 * 1024) })), v = new DataView(bytes.buffer)
    for (let i = 0; i < bytes.length - 46; i++) if (v.getUint32(i, true) === 0x02014b50 && v.getUint32(i + 24, true) > 1e6) v.setUint32(i + 24, 1000, true)
    expect(await says(bytes)).toMatch('解压后大得不正常')
  })
  it('nor one of thousands of parts, nor one that names a document type', async () => {
    expect(await says(raw([{ name: '一', data: row(1, ['姓名']) }], Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`xl/x${i}.xml`, new Uint8Array()]))))).toMatch('解压后大得不正常')
    expect(await says(raw([{ name: '一', data: '' }], { 'xl/sharedStrings.xml': new TextEncoder().encode('<!DOCTYPE a [<!ENTITY b "c">]><sst/>') }))).toMatch('不该有')
    expect(deflateSync(new Uint8Array(10)).length).toBeGreaterThan(0)
  })
})

describe('what is typed into a cell', () => {
  const day = (c: Parameters<typeof readDate>[0]) => { const v = readDate(c, 'day'); return v.ok ? v.value : `× ${v.wrong.says[0]}` }
  const month = (c: Parameters<typeof readDate>[0]) => { const v = readDate(c, 'month'); return v.ok ? v.value : `× ${v.wrong.says[0]}` }
  it('days in every form people write them', () => {
    for (const said of ['2025年3月5日', '2025.3.5', '2025/03/05', '2025-3-5', '20250305', 20250305, 45721, '45721', '２０２５年３月５日', '二〇二五年三月五日', ' 2025-03-05 00:00:00', '2025 3 5', { day: '2025-03-05' }] as const) expect(day(said), String(said)).toBe('2025-03-05')
    for (const said of ['1975年10月', '1975.10', '1975-10', '197510', 197510, { day: '1975-10-01' }, '1975/10/1', '一九七五年十月'] as const) expect(month(said), String(said)).toBe('1975-10')
  })
  it('what can be read in two ways is asked about, never guessed', () => {
    expect(month(1975.1)).toMatch('分不清')
    expect(day('5/3/2025')).toMatch('分不清')
    expect(day('75.3.5')).toMatch('两位')
    expect(day('2025年3月')).toMatch('没有写到哪一天')
    expect(day('2025-02-30')).toMatch('不存在')
    expect(day('昨天')).toMatch('不是日期')
    expect(month('1975')).toMatch('只有年份')
  })
  it('telephones, and what a spreadsheet makes of them', () => {
    const phone = (c: string | number) => { const v = readPhone(c); return v.ok ? v.value : v.wrong.says[0] }
    for (const said of [13800000001, '138 0000 0001', '138-0000-0001', '+8613800000001', '１３８０００００００１']) expect(phone(said)).toBe('13800000001')
    expect(phone('1.38E+10')).toMatch('已经丢了')
    expect(phone(13800000000)).toMatch('后五位都是0')
    expect(phone('12345')).toMatch('不是电话')
  })
  it('names without the blanks that line them up; remains of formulas are named', () => {
    expect(readText('　王　五 ', 40, true)).toEqual({ ok: true, value: '王五' })
    expect(readText('阿依古丽•买买提', 40, true)).toEqual({ ok: true, value: '阿依古丽·买买提' })
    expect(readText('王示甲（女）', 40, true)).toMatchObject({ ok: false })
    expect(readText('#REF!', 40)).toMatchObject({ ok: false, wrong: { says: ['“#REF!”是公式出错的结果', expect.anything()] } })
  })
})
