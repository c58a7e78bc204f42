/** Letters over HTTP: who gets them, what they are called, what is written down, why one is not there yet; of a procedure declared for this test alone. */
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LetterSpec } from '#loop/letter.ts'
import { procedureBook } from '#loop/procedure.ts'
import { procedures } from '#procedures/index.ts'
import { makePress } from '../../src/press.ts'
import { readPdf } from '../letters/reading.ts'
import { makeWorld, told, type World } from '#test/support/world.ts'
import { type Faces, openFaces } from './faces.ts'

const own = join(import.meta.dirname, '..', '..', 'node_modules', '@expo-google-fonts', 'noto-serif-sc')
const press = makePress({ fontDirs: [join(own, '400Regular'), join(own, '700Bold')], only: true })
const gist = '小区门口路灯不亮，夜间通行不便'
const organs = Array.from({ length: 28 }, (_, i) => ({ one: `o${i}`, label: [`单位${i + 1}`, `Organ ${i + 1}`] as const }))
const base = { form: 'letter', mark: '示例县人大办公室', number: '示人办函〔2025〕12号', title: '关于交办建议的函', organ: '示例县人大办公室', date: '2025-06-18' } as const
const others: string[] = []
const letters: Readonly<Record<string, LetterSpec>> = {
  notice: { label: ['告知函', 'Notice'], ready: c => (c.state.stage === 'placed' ? { rule: 'letter.early', says: ['派单以后才能出', 'Once it has been dispatched'] } : undefined), of: (c, g) => ({ ...base, classMark: 'A类', body: [{ kind: 'p', text: `${g.congress}：${c.state.marks.gist ?? ''} #panic() $x$` }] }) },
  handing: { label: ['交办函', 'Handing over'], ready: () => undefined, each: () => organs, lists: c => [c.state.id, ...others], of: (_c, g) => ({ ...base, to: organs.find(o => o.one === g.one)!.label[0], body: [{ kind: 'p', text: '请办理。' }], annexes: [{ title: '清单', body: [{ kind: 'table', head: ['事项'], rows: [...g.listed.values()].map(m => [m.title]) }] }] }) },
}
let w: World, f: Faces, t: Awaited<ReturnType<typeof told>>
const cookies = {} as Record<'clerk' | 'officer' | 'elsewhere' | 'handler', string>
beforeAll(async () => {
  const request = procedures.get('request')
  w = await makeWorld({ procedures: procedureBook([...procedures.list.filter(p => p.id !== 'request'), { ...request, letters: { ...request.letters, ...letters } }]), press })
  f = await openFaces({}, w)
  t = await told(w, 'handling')
  Object.assign(cookies, { clerk: await f.cookie(w.people.clerk), officer: await f.cookie(w.people.officer), elsewhere: await f.cookie(w.people.townClerk), handler: await f.cookie(w.people.officeClerk) })
})
afterAll(() => w.close())
const get = (path: string, who: keyof typeof cookies = 'clerk') => f.ask(path, { headers: { cookie: cookies[who] } })
const bytes = async (r: Response): Promise<Uint8Array> => new Uint8Array(await r.arrayBuffer())
const named = (r: Response): string => decodeURIComponent(/filename\*=UTF-8''(.+)$/.exec(r.headers.get('content-disposition') ?? '')?.[1] ?? '')
const at = (name: string) => `/desk/m/${t.root}/letters/${name}`

describe('the matter’s page', () => {
  it('lists its letters with three ways each, all of several at once, and why one is not ready', async () => {
    const page = await (await get(`/desk/m/${t.root}`)).text()
    for (const x of ['公文', `href="${at('notice.pdf')}"`, `href="${at('notice.docx')}"`, `href="${at('notice')}"`, '全部28份PDF', `href="${at('handing.pdf')}?one=o27"`, '转办单']) expect(page, x).toContain(x)
    const early = await told(w, 'placed'), other = await (await get(`/desk/m/${early.root}`)).text()
    expect(other).toContain('还不能出：派单以后才能出')
    expect(other).not.toContain(`/desk/m/${early.root}/letters/notice`)
    for (const x of ['notice', 'notice.pdf', 'notice.docx', 'notice.zip']) { const r = await get(`/desk/m/${early.root}/letters/${x}`); expect([x, r.status]).toEqual([x, 409]); expect(await r.text()).toContain('派单以后才能出') }
  })
})

describe('a letter', () => {
  it('is a PDF with what the matter says, marked as sample data', async () => {
    const r = await get(at('notice.pdf'))
    expect([r.status, r.headers.get('content-type'), named(r)]).toEqual([200, 'application/pdf', '告知函 示人办函〔2025〕12号.pdf'])
    const d = await readPdf(await bytes(r)), text = d.text.replace(/\s/g, '')
    for (const x of ['示例县人大（测试）', gist, '#panic()$x$', 'A类', '示例数据']) expect(text, x).toContain(x)
  })
  it('is a Word file with the same', async () => {
    const r = await get(at('notice.docx'))
    expect([r.status, named(r)]).toEqual([200, '告知函 示人办函〔2025〕12号.docx'])
    expect(strFromU8(unzipSync(await bytes(r))['word/document.xml']!)).toContain(gist)
  })
  it('is a page to print without menus on the paper, its text escaped', async () => {
    const page = await (await get(at('notice'))).text()
    expect(page).toContain('sheet-only'); expect(page).toContain(`${gist} #panic() $x$`); expect(page).not.toContain('class="watermark"')
  })
  it('is one of many when it is asked for by name, and none that there is not', async () => {
    expect((await readPdf(await bytes(await get(`${at('handing.pdf')}?one=o3`)))).text).toContain('单位4')
    for (const x of ['handing.pdf', 'handing.pdf?one=nix', 'notice.pdf?one=o1', 'nix.pdf', 'toString', '__proto__.pdf', 'notice.exe']) expect([x, (await get(at(x))).status]).toEqual([x, 404])
  })
  it('lists of other matters only what its reader may see', async () => {
    const town = await w.must({ procedure: 'request', act: 'place', actor: w.as(w.people.townClerk), input: { what: '示例：镇上的桥坏了一块板', place: w.places.town, channel: 'phone', gist: '镇上小桥缺板' } })
    others.push(town.matter)
    const read = async (who: keyof typeof cookies) => (await readPdf(await bytes(await get(`${at('handing.pdf')}?one=o1`, who)))).text.replace(/\s/g, '')
    expect(await read('officer')).toContain('镇上小桥缺板')
    const own_ = await read('clerk')
    expect(own_).toContain(gist)
    expect(own_).not.toContain('镇上小桥')
  })
  it('goes 28 into one zip, as Word and as PDF', async () => {
    for (const format of ['docx', 'pdf']) {
      const r = await get(`${at('handing.zip')}?format=${format}`), z = unzipSync(await bytes(r))
      expect(r.headers.get('content-type')).toBe('application/zip')
      expect(Object.keys(z).filter(n => n.endsWith(`.${format}`))).toHaveLength(28)
      expect(Object.keys(z)).toContain(`交办函 单位28 示人办函〔2025〕12号.${format}`)
    }
    const two = await told(w, 'dispatched'), z = unzipSync(await bytes(await get(`/desk/letters.zip?letter=notice&format=docx&m=${t.root}&m=${two.root}&m=00000000-0000-4000-8000-00000000dead`)))
    expect(Object.keys(z)).toHaveLength(2)
  })
})

describe('who', () => {
  it('gets nothing of a matter that is not theirs, as if there were none', async () => {
    for (const x of ['notice', 'notice.pdf', 'notice.docx', 'handing.zip']) for (const who of ['elsewhere', 'handler'] as const) expect([x, who, (await get(at(x), who)).status]).toEqual([x, who, 404])
    expect((await get(`/desk/letters.zip?letter=notice&m=${t.root}`, 'elsewhere')).status).toBe(404)
    expect((await f.ask(at('notice.pdf'))).status).toBe(303)
  })
  it('took it is written down, in which form and how many', async () => {
    const list = await w.service.desk.exports(await w.who(w.people.officer)), of = (what: string) => list.filter(e => e.what === `letter:${what}`).map(e => `${e.format} ${e.rows}`)
    expect(new Set(of('告知函'))).toEqual(new Set(['pdf 1', 'docx 1', 'print 1', 'zip 2']))
    expect(of('交办函')).toContain('zip 28')
    const exports = await (await get('/desk/exports', 'officer')).text()
    expect(exports).toContain('公文：告知函')
    expect(exports).not.toMatch(/>[^<]*matter=/)
    expect(exports).toMatch(/data-label="条件"><a href="\/desk\/m\/[0-9a-f-]{36}">看这件事项</)
  })
})

describe('the transfer slip of a request', () => {
  it('says what, where and by when, and nothing of the requester', async () => {
    const text = (await readPdf(await bytes(await get(`${at('transfer.pdf')}?one=${t.handling}`)))).text.replace(/\s/g, '')
    for (const x of ['群众反映事项转办单', gist, '示例一街道', '示例一街道办事处', '前报办理结果', '示例一街道联络站', '2025年6月18日']) expect(text, x).toContain(x)
    expect(text).not.toMatch(/00000000123|晚上看不见路/)
  })
})
