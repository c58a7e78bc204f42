/** The letters of suggestions as files: told in the small world, printed by the real press, measured by another reader. */
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LetterContent } from '#loop/letter.ts'
import type { Id } from '#loop/words.ts'
import { docx } from '#letters/docx.ts'
import { makePress } from '../../src/press.ts'
import { type Line, type Page, type Read, readPdf } from './reading.ts'
import { nasty } from './samples.ts'
import { letter, type Suggestions, suggestions } from '#test/support/suggestions.ts'
import { makeWorld, type World } from '#test/support/world.ts'

const own = join(import.meta.dirname, '..', '..', 'node_modules', '@expo-google-fonts', 'noto-serif-sc')
const troubles: unknown[] = [], press = makePress({ fontDirs: [join(own, '400Regular'), join(own, '700Bold')], only: true, trouble: e => { troubles.push(e) } })
const has = (text: string): string => text.replace(/\s/g, '')
const numbered = /^— ?\d+ ?—$/, over = (l: Line): boolean => l.text.startsWith('示例数据') || l.text.startsWith('〈草稿〉') || l.text.startsWith('录入文本')
const within = (n: number, wanted: number, by = 0.5): void => { expect(n).toBeGreaterThan(wanted - by); expect(n).toBeLessThan(wanted + by) }
/** A mark at the end of a line or a bracket at its beginning is half empty: the ink stays within. */
const inkRight = (l: Line): number => l.right - (/[》）〕”。，、；：？！]$/.test(l.text) ? (l.size * 25.4) / 72 / 2 : 0)
const inkLeft = (l: Line): number => l.left + (/^[《（〔“]/.test(l.text) ? (l.size * 25.4) / 72 / 2 : 0)
const body = (p: Page): Line[] => p.lines.filter(l => !numbered.test(l.text) && !over(l))
const find = (p: Page, text: string): Line => { const l = p.lines.find(x => has(x.text).includes(has(text))); if (!l) throw new Error(`no line says ${text}`); return l }
const wordText = (bytes: Uint8Array): string => { const parts = unzipSync(bytes); return has(Object.entries(parts).filter(([n]) => /^word\/(document|header\d|footer\d)\.xml$/.test(n)).map(([, b]) => [...strFromU8(b).matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(m => m[1]!).join('')).join('')).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&') }

const evil = nasty.join(' ')
let w: World, s: Suggestions
const printed: Record<string, { pdf: Read; word: string; content: LetterContent }> = {}
async function take(key: string, matter: Id, name: string, who: Id, one?: string): Promise<void> {
  const person = await w.who(who), view = await w.service.letters.view(person, matter, name, one)
  if (!view || 'refusal' in view) throw new Error(`${key}: ${view ? view.refusal[0] : 'none'}`)
  const [pdf, word] = [await w.service.letters.file(person, matter, name, 'pdf', one), await w.service.letters.file(person, matter, name, 'docx', one)]
  if (!pdf?.ok || !word?.ok) throw new Error(`${key} was not printed: ${troubles.join(' ')}`)
  printed[key] = { pdf: await readPdf(pdf.bytes), word: wordText(word.bytes), content: view.content }
}
beforeAll(async () => {
  w = await makeWorld({ press })
  s = await suggestions(w)
  const title = `关于整治喆堃路积水点 ${evil.slice(0, 36)} 的建议`, id = await s.accepted(title), other = await s.accepted('关于示例第二件的建议')
  const batch = await s.table([{ suggestion: id, organ: w.organs.housing, co: [w.organs.roads] }, { suggestion: other, organ: w.organs.housing }])
  await take('handOver', batch, 'handOver', w.people.officer, w.organs.housing)
  const back = await s.handling(other, w.organs.housing)
  await s.act(back, 'askReturn', w.people.housingClerk, { reason: 'notOurs', why: evil, suggests: w.organs.roads })
  await take('handedBack', back, 'handedBack', w.people.housingClerk)
  await s.act(back, 'refuseReturn', w.people.officer, { why: evil })
  await take('decided', back, 'decided', w.people.officer)
  const co = await s.handling(id, w.organs.roads)
  await s.act(co, 'accept', w.people.roadsClerk)
  await s.act(co, 'coView', w.people.roadsClerk, { view: evil })
  await take('coView', co, 'coView', w.people.roadsClerk)
  const h = await s.drafted(id, { result: `${letter.result}\n${evil}\n${'国'.repeat(1200)}` })
  await take('draft', h, 'reply', w.people.housingClerk)
  await s.act(h, 'signOff', s.head)
  await take('reply', h, 'reply', s.zhe)
  await take('empty', id, 'opinionForm', s.zhe)
  await s.act(id, 'evaluate', s.zhe, { process: 'satisfied', result: 'basically', comment: evil })
  await take('filled', id, 'opinionForm', w.people.officer)
  await s.act(id, 'replyAgain', w.people.housingClerk, { class: 'solved', text: evil, proof: '竣工验收单示例1号' })
  await take('followUp', id, 'followUp', s.zhe)
  await take('report', batch, 'report', w.people.officer, 'all')
}, 120_000)
afterAll(async () => { await w.close(); await press.close() })

describe('every letter', () => {
  const letters = ['handOver', 'handedBack', 'decided', 'coView', 'draft', 'reply', 'followUp'], all = [...letters, 'empty', 'filled', 'report']
  it('keeps within 28, 26, 37 and 35 mm on A4, its page numbers 7 mm below', () => {
    for (const k of all) for (const [i, p] of printed[k]!.pdf.pages.entries()) {
      within(p.width, 210); within(p.height, 297)
      for (const l of body(p)) { if (i === 0 && l.y < 48) continue; expect(inkLeft(l), `${k} ${l.text}`).toBeGreaterThan(27.5); expect(inkRight(l), `${k} ${l.text}`).toBeLessThan(184.5); expect(l.y, `${k} ${l.text}`).toBeLessThan(262.5) }
      for (const n of p.lines.filter(l => numbered.test(l.text))) within(n.y - (0.38 * 14 * 25.4) / 72, 297 - 35 + 7)
    }
  })
  it('has full lines of 28 characters, and 22 of them on a full page', () => {
    const { pages } = printed.reply!.pdf, full = pages.flatMap(body).filter(l => /^国{28}$/.test(l.text))
    expect(full.length).toBeGreaterThan(30)
    for (const l of full) { within(l.left, 28); within(210 - l.right, 26); expect(l.size).toBeCloseTo(15.79, 1) }
    expect(body(pages[1]!)).toHaveLength(22)
  })
  it('embeds its fonts as subsets, and has a glyph for every character, of rare names too', () => {
    for (const k of all) {
      for (const f of printed[k]!.pdf.fonts) { expect(f.name).toMatch(/^[A-Z]{6}\+/); expect(f.embedded, f.name).toBe(true) }
      for (const x of printed[k]!.pdf.pages.flatMap(p => p.painted)) expect(x.cids, `${k} ${x.text}`).not.toContain(0)
    }
    for (const k of ['handOver', 'reply', 'empty']) for (const c of '喆堃') expect(has(printed[k]!.pdf.text), k).toContain(c)
  })
  it('prints what users typed to the letter, in PDF and in Word', () => {
    for (const k of ['handedBack', 'decided', 'coView', 'reply', 'filled', 'followUp']) for (const x of nasty) { expect(has(printed[k]!.pdf.text), `${k} ${x}`).toContain(has(x)); expect(printed[k]!.word, `${k} ${x} in Word`).toContain(has(x)) }
    for (const x of nasty.slice(0, 5)) expect(printed.handOver!.word, x).toContain(has(x))
    expect(troubles).toEqual([])
  })
  it('says the same in PDF and Word: title, addressee, number, every paragraph and cell', () => {
    for (const k of all) {
      const { content: c, word } = printed[k]!, pdf = has(printed[k]!.pdf.pages.map(p => body(p).map(l => l.text).join('')).join(''))
      const said = [c.number, c.to && `${c.to}：`, c.organ, c.copies && `抄送：${c.copies}。`, c.note && `（${c.note}）`, c.signer && `签发人：${c.signer}`, c.classMark, ...[...c.body, ...(c.annexes ?? []).flatMap(a => a.body)].flatMap(b => (b.kind === 'p' ? b.text.split('\n') : []))]
      for (const x of said) if (x) { expect(word, `${k} in Word: ${x}`).toContain(has(x)); expect(pdf, `${k} in PDF: ${x}`).toContain(has(x)) }
      // Cells stand beside each other in the PDF: their lines are mixed there, whole in Word.
      for (const b of [...c.body, ...(c.annexes ?? []).flatMap(a => a.body)]) if (b.kind === 'table') for (const cell of [...b.head, ...b.rows.flat()]) expect(word, `${k} ${cell}`).toContain(has(cell))
    }
  })
})

describe('the letters of an organ', () => {
  it('have a red mark 30 mm from the edge, the number in 〔〕, double red rules, copies at the end', () => {
    for (const [k, organ] of [['handOver', '区人大代工委'], ['coView', '区交通运输局'], ['reply', '区住建局']] as const) {
      const [p] = printed[k]!.pdf.pages as [Page], mark = p.lines.find(l => l.size > 25)!
      expect(has(mark.text)).toBe(organ)
      within(mark.y - (0.88 * mark.size * 25.4) / 72, 30, 1.2)
      expect(p.painted.find(x => x.text.includes(organ))!.colour).toBe('#ff0000')
      expect(has(printed[k]!.pdf.text)).toMatch(/〔2025〕\d+号/)
      expect(p.strokes.filter(x => x.colour === '#ff0000' && x.right - x.left > 169)).toHaveLength(4)
    }
  })
  it('of a reply bears its class at the top right and the signer on the line of the number', () => {
    const [p] = printed.reply!.pdf.pages as [Page], line = find(p, '签发人：孙示甲'), klass = find(p, 'B类')
    within(210 - klass.right, 26); expect(klass.y).toBeLessThan(40)
    expect(has(line.text)).toContain('区住建局函〔2025〕')
    within(line.left, 28 + 156 / 28); within(210 - line.right, 26 + 156 / 28, 0.8)
  })
  it('of a hand-over lists what is handed over on a page of its own', () => {
    const { pages, text } = printed.handOver!.pdf
    expect(pages.at(-1)!.lines.some(l => l.text === '附件')).toBe(true)
    for (const x of ['附件：交办建议清单', '关于示例第二件的建议', '2025年9月18日']) expect(has(text), x).toContain(x)
  })
  it('is a draft on every page until it is signed, and has no number', () => {
    for (const k of ['draft', 'report']) { for (const p of printed[k]!.pdf.pages) expect(p.lines.some(l => l.text.startsWith('〈草稿〉'))).toBe(true); expect(has(printed[k]!.pdf.text)).not.toMatch(/函〔2025〕/); expect(printed[k]!.word).toContain('〈草稿〉') }
    expect(printed.reply!.pdf.text).not.toContain('草稿')
  })
})

describe('the form for the deputy', () => {
  it('is empty to write on, or filled as the deputy answered', () => {
    expect(has(printed.empty!.pdf.text)).toContain('对办理结果：□满意□基本满意□不满意')
    expect(has(printed.filled!.pdf.text)).toContain('对办理结果：□满意■基本满意□不满意')
    const [p] = printed.empty!.pdf.pages as [Page]
    expect(printed.empty!.pdf.pages).toHaveLength(1)
    expect(p.strokes.filter(x => x.right - x.left > 150 && x.y > find(p, '意见和建议').y)).toHaveLength(5)
  })
})

describe('a list of 200', () => {
  const said = '关于尽快修复背街小巷路面破损和积水点、方便老人孩子出行并公示计划的建议', furniture = '附件序号编标题领衔代表承办方式答复期限王喆等人主年月日示例数据'
  /** A character that stands nowhere else ends each title, so that a reader knows where the row ends. */
  const ends = Array.from({ length: 400 }, (_, i) => String.fromCharCode(0x5f20 + i)).filter(c => !said.includes(c) && !furniture.includes(c)).slice(0, 200)
  const rows = ends.map((end, i) => [String(i + 1), `第${i + 1}号`, `始${i + 1}${said}${end}`, '王喆等3人', '主办', '2025年9月18日'])
  const long: LetterContent = { form: 'letter', mark: '区人大代工委', number: '示人代交〔2025〕3号', title: '关于交办代表建议的函', to: '区住建局', body: [{ kind: 'p', text: '清单附后。' }], annexes: [{ title: '交办建议清单', body: [{ kind: 'table', head: ['序号', '编号', '建议标题', '领衔代表', '承办方式', '答复期限'], widths: [9, 11, 44, 16, 13, 21], rows }] }], organ: '区人大代工委', date: '2025-06-18' }
  it('breaks between rows and never within one, its head on every page', async () => {
    const r = await press.pdf(long)
    if (!r.ok) throw new Error(r.says[1])
    const { pages } = await readPdf(r.bytes), list = pages.slice(1)
    expect(list.length).toBeGreaterThan(8)
    for (const p of list) expect(has(p.lines.map(l => l.text).join(''))).toContain('建议标题')
    for (let i = 1; i <= 200; i++) { const at = list.findIndex(p => p.lines.some(l => l.text.includes(`始${i}关`))), end = list.findIndex(p => p.lines.some(l => l.text.includes(ends[i - 1]!))); expect([i, end]).toEqual([i, at]); expect(at).toBeGreaterThanOrEqual(0) }
    for (const p of pages) for (const l of body(p)) expect(l.y, l.text).toBeLessThan(262.5)
  })
  it('in Word cannot split a row either, and repeats its head', async () => {
    const xml = strFromU8(unzipSync(await docx(long))['word/document.xml']!)
    expect(xml.match(/<w:cantSplit/g)).toHaveLength(201)
    expect(xml.match(/<w:tblHeader(?: w:val="true")?\/>/g)).toHaveLength(1)
  })
})
