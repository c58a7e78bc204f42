/** The produced PDF, measured: GB/T 9704 in millimetres, fonts, colours, and text that must stay text. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LetterContent } from '#loop/letter.ts'
import { makePress } from '../../src/press.ts'
import { type Line, type Page, type Read, readPdf } from './reading.ts'
import { document_, form, grid, letter, nasty } from './samples.ts'

// The serif that comes with the program and nothing of this machine: the same everywhere.
const own = join(import.meta.dirname, '..', '..', 'node_modules', '@expo-google-fonts', 'noto-serif-sc')
const troubles: unknown[] = []
const press = makePress({ fontDirs: [join(own, '400Regular'), join(own, '700Bold')], only: true, trouble: e => { troubles.push(e) } })
const set = async (c: LetterContent): Promise<Read> => { const r = await press.pdf(c); if (!r.ok) throw new Error(`${r.says[1]} ${String(troubles)}`); return readPdf(r.bytes) }
let docs: Record<'document' | 'letter' | 'form' | 'grid', Read>
beforeAll(async () => { docs = { document: await set(document_), letter: await set(letter), form: await set(form), grid: await set(grid) } })
afterAll(() => press.close())

const within = (n: number, wanted: number, by = 0.5): void => { expect(n).toBeGreaterThan(wanted - by); expect(n).toBeLessThan(wanted + by) }
const em = 156 / 28, numbered = /^— ?\d+ ?—$/
const body = (p: Page): Line[] => p.lines.filter(l => !numbered.test(l.text) && !l.text.startsWith('示例数据'))
/** A closing mark at the end of a centred line is half empty, and the line is centred without that half. */
const inkRight = (l: Line): number => l.right - (/[》）〕”]$/.test(l.text) ? (l.size * 25.4) / 72 / 2 : 0)
const has = (text: string): string => text.replace(/\s/g, '')
const find = (p: Page, text: string): Line => { const l = p.lines.find(x => has(x.text).includes(has(text))); if (!l) throw new Error(`no line says ${text}`); return l }

describe('the type area', () => {
  it('is A4 with 28 characters on each of 22 lines, between 28, 26, 37 and 35 mm', () => {
    const [, second] = docs.grid.pages as [Page, Page]
    within(second.width, 210); within(second.height, 297)
    const full = body(second)
    expect(full).toHaveLength(22)
    for (const l of full) { expect([...l.text]).toHaveLength(28); within(l.left, 28); within(210 - l.right, 26); expect(l.size).toBeCloseTo(15.79, 1) }
    // A character's top lies 0.88 of it above the baseline; a line is one character and 7/8 of one.
    within(full[0]!.y - 0.88 * em, 37)
    const pitch = (full[21]!.y - full[0]!.y) / 21
    expect((pitch / 25.4) * 72).toBeCloseTo(28.99, 1)
    within(full[0]!.y - 0.88 * em + 22 * pitch, 297 - 35)
  })
  it('lets no line of text out of it, on any page of any form', () => {
    for (const d of Object.values(docs)) for (const p of d.pages) for (const l of body(p)) {
      if (d === docs.letter && p === d.pages[0] && l.y < 45) continue
      expect(l.left, l.text).toBeGreaterThan(27.5); expect(210 - inkRight(l), l.text).toBeGreaterThan(25.5); expect(l.y, l.text).toBeLessThan(262.5)
    }
  })
})

describe('page numbers', () => {
  it('stand 7 mm below the type area, one character in: right on odd pages, left on even ones', () => {
    for (const [i, p] of docs.document.pages.entries()) {
      const n = p.lines.find(l => numbered.test(l.text))!
      expect(has(n.text)).toBe(`—${i + 1}—`)
      expect(n.size).toBeCloseTo(14, 1)
      within(n.y - (0.38 * 14 * 25.4) / 72, 297 - 35 + 7)
      if (i % 2 === 0) within(210 - n.right, 26 + em, 0.8); else within(n.left, 28 + em, 0.8)
    }
  })
  it('are absent on a letter’s first page', () => {
    expect(docs.letter.pages.map(p => p.lines.filter(l => numbered.test(l.text)).length)).toEqual([0, ...docs.letter.pages.slice(1).map(() => 1)])
  })
})

describe('a red-headed document', () => {
  it('has its mark 35 mm below the top of the type area, number in 〔〕, red rule 4 mm below it across the type area', () => {
    const [p] = docs.document.pages as [Page], mark = find(p, '示例县人大常委会文件'), number = find(p, '示人常发'), [rule] = p.strokes
    within(mark.y - (0.88 * mark.size * 25.4) / 72, 37 + 35, 1.2)
    within((mark.left + mark.right) / 2, 28 + 78); within((number.left + number.right) / 2, 28 + 78)
    expect(number.text).toContain('〔2025〕12号')
    within(rule!.left, 28); within(rule!.right, 184); within(rule!.y, number.y + 0.12 * em + 4)
    expect(rule!.colour).toBe('#ff0000')
    expect(p.painted.find(x => x.text.includes('示例县人大常委会文件'))!.colour).toBe('#ff0000')
    expect(p.painted.filter(x => x.colour === '#ff0000')).toHaveLength(1)
  })
  it('breaks its title at words, in lines that fit, and shows text on the first page', () => {
    const [p] = docs.document.pages as [Page], titles = p.lines.filter(l => Math.abs(l.size - 22) < 0.1)
    expect(titles.map(l => l.text)).toEqual(['示例县人大常委会', '关于检查《中华人民共和国噪声污染防治法》', '实施情况的审议意见'])
    for (const l of titles) within((l.left + inkRight(l)) / 2, 28 + 78)
    within(find(p, '县人民政府：').left, 28)
    within(find(p, '代表王喆').left, 28 + 2 * em)
    within(find(p, '一、健全').left, 28 + 2 * em)
  })
  it('signs right, the organ centred over the date, with its annexes named before and printed each on its own page', () => {
    const p = docs.document.pages.find(x => x.lines.some(l => l.text === '2025年12月1日'))!, date = find(p, '2025年12月1日'), organ = p.lines.filter(l => l.text === '示例县人大常委会').at(-1)!
    within(210 - date.right, 26 + 4 * em, 0.8); within((organ.left + organ.right) / 2, (date.left + date.right) / 2)
    expect(find(p, '附件：1.问题清单').y).toBeLessThan(organ.y)
    within(find(p, '2.汇总表').left, 28 + 5 * em, 0.8)
    // The page of the signature bears text of the letter too.
    expect(body(p).some(l => l.text.includes('会议认为'))).toBe(true)
    for (const n of [1, 2]) { const page = docs.document.pages.find(x => x.lines.some(l => l.text === `附件${n}`))!; within(find(page, `附件${n}`).left, 28); within(find(page, `附件${n}`).y - 0.88 * em, 37) }
  })
  it('ends with its imprint on the bottom of the type area', () => {
    const last = docs.document.pages.at(-1)!, rules = last.strokes.filter(s => s.colour === '#000000').slice(-3)
    expect(rules).toHaveLength(3)
    for (const r of rules) { within(r.left, 28); within(r.right, 184) }
    within(rules[2]!.y, 262)
    expect(rules.map(r => Math.round(r.thick * 100) / 100)).toEqual([0.35, 0.25, 0.35])
    expect(has(find(last, '抄送').text)).toBe('抄送：区人民法院，区人民检察院。')
    expect(has(find(last, '印发').text)).toBe('示例县人大常委会办公室2025年12月2日印发')
  })
  it('prints 示例数据 on every page of a sample, and on none of another', () => {
    for (const p of docs.document.pages) expect(p.lines.some(l => l.text.startsWith('示例数据'))).toBe(true)
    expect(docs.letter.text).not.toContain('示例数据')
  })
})

describe('a letter', () => {
  it('has its mark 30 mm from the edge, double red rules of 170 mm, its number right, its class top right', () => {
    const [p] = docs.letter.pages as [Page], mark = find(p, '示例县住房和城乡建设局'), [upper1, upper2, lower1, lower2] = p.strokes
    within(mark.y - (0.88 * mark.size * 25.4) / 72, 30, 1.2)
    for (const s of [upper1, upper2, lower1, lower2]) { within(s!.left, 20); within(s!.right, 190); expect(s!.colour).toBe('#ff0000') }
    within(upper1!.y, mark.y + 4, 1.2)
    within(297 - lower2!.y, 20, 1)
    expect(upper1!.thick).toBeGreaterThan(upper2!.thick); expect(lower2!.thick).toBeGreaterThan(lower1!.thick)
    within(210 - find(p, '〔2025〕7号').right, 26)
    const class_ = find(p, 'A类')
    within(210 - class_.right, 26); expect(class_.y).toBeLessThan(mark.y)
    expect(docs.letter.pages.slice(1).flatMap(x => x.strokes)).toEqual([])
  })
})

describe('a form', () => {
  it('has a title, boxes to tick and lines to write on, and nothing red', () => {
    const [p] = docs.form.pages as [Page]
    expect(has(docs.form.text)).toContain('对办理结果：□满意□基本满意□不满意')
    expect(p.strokes.filter(s => s.right - s.left > 150 && s.y > find(p, '意见：').y)).toHaveLength(4)
    expect(p.painted.every(x => x.colour === '#000000')).toBe(true)
  })
})

describe('fonts and characters', () => {
  it('embeds every font as a subset', () => {
    for (const d of Object.values(docs)) { expect(d.fonts.length).toBeGreaterThan(0); for (const f of d.fonts) { expect(f.name).toMatch(/^[A-Z]{6}\+/); expect(f.embedded, f.name).toBe(true) } }
  })
  it('has a glyph for everything, rare characters of names too', () => {
    for (const d of Object.values(docs)) for (const p of d.pages) for (const x of p.painted) expect(x.cids, x.text).not.toContain(0)
    const text = has(docs.document.text)
    for (const c of '喆堃珺玥昇頔〔〕') expect(text, c).toContain(c)
  })
})

describe('what users typed', () => {
  it('is printed to the letter, whatever it would mean in a template', () => {
    const text = has(docs.document.text)
    for (const s of nasty) expect(text, s).toContain(has(s))
    expect(text).toContain(has('关于尽快修复路口积水点的建议 #x $y$'))
  })
  it('is text in every place of a letter', async () => {
    for (const evil of ['#panic("x")', '$x$ <w:p> {{x}}', '" ]) #pagebreak() [', '\\" + read("/etc/passwd") + \\"']) {
      const c: LetterContent = { form: 'document', mark: evil, number: evil, classMark: evil, title: evil, to: evil, body: [{ kind: 'p', text: evil, level: 1 }, { kind: 'table', head: [evil, evil], rows: [[evil, evil]] }, { kind: 'choices', label: evil, options: [evil] }, { kind: 'lines', label: evil, count: 1 }], annexes: [{ title: evil, body: [{ kind: 'p', text: evil }] }], organ: evil, date: '2025-12-01', note: evil, copies: evil, printedBy: evil, printedOn: '2025-12-01' }
      const d = await set(c), said = has(d.text).split(has(evil)).length - 1
      expect(said, evil).toBeGreaterThanOrEqual(12)
      expect(d.title).toBe(evil)
    }
  })
  it('survives odd characters, empty letters and a very long one', async () => {
    expect((await set({ ...form, body: [{ kind: 'p', text: 'a\u0000b\ud800c\u0007\ufffe\n\n\n换行' }] })).text).toContain('abc')
    expect((await set({ form: 'document', mark: '', title: '', body: [], organ: '', date: '2025-12-01' })).pages).toHaveLength(1)
    const long = await set({ ...letter, body: Array.from({ length: 400 }, () => ({ kind: 'p' as const, text: '很长。'.repeat(60) })) })
    expect(long.pages.length).toBeGreaterThan(50)
  })
})

describe('the press', () => {
  it('says which sign it cannot set', async () => {
    const apart = makePress({ fontDirs: [join(own, '400Regular'), join(own, '700Bold')], only: true }), r = await apart.pdf({ ...letter, title: '关于示例红绿灯🚦的答复' })
    await apart.close()
    expect(r.ok ? 'set' : r.says[0]).toContain('“🚦”')
  })
  it('gives the same bytes for the same letter', async () => {
    const [a, b] = [await press.pdf(letter), await press.pdf(letter)]
    expect(a.ok && b.ok && Buffer.compare(Buffer.from(a.bytes), Buffer.from(b.bytes))).toBe(0)
  })
  it('says in plain words that there is no font', async () => {
    const bare = makePress({ fontDirs: [join(own, 'nix')], only: true }), r = await bare.pdf(letter)
    expect(r).toMatchObject({ ok: false, says: [expect.stringContaining('字体'), expect.stringContaining('FONT_DIR')] })
    expect((await bare.state())!.fonts.map(f => f.kind)).toEqual(['none', 'none', 'none', 'none', 'none'])
    await bare.close()
  })
  it('says in plain words that the compiler does not load here, and once is enough to know', async () => {
    const seen_: string[] = [], dumb = makePress({ fontDirs: [join(own, '400Regular')], only: true, compiler: 'no-such-addon', trouble: e => { seen_.push(String(e)) } })
    for (let i = 0; i < 2; i++) expect(await dumb.pdf(letter)).toMatchObject({ ok: false, says: [expect.stringContaining('请先下载 Word 文件'), expect.any(String)] })
    expect((await dumb.state())!.fault).toContain('no-such-addon')
    expect(seen_).toHaveLength(2)
    await dumb.close()
  })
  it('knows which style has a font of its own and which a stand-in', async () => {
    const s = (await press.state())!
    expect(s.fault).toBeUndefined()
    expect(s.fonts.map(f => [f.style, f.kind, f.first, f.lacks])).toEqual([['fang', 'stands', 'Noto Serif SC', ''], ['kai', 'stands', 'Noto Serif SC', ''], ['biao', 'stands', 'Noto Serif SC', ''], ['hei', 'stands', 'Noto Serif SC', ''], ['song', 'free', 'Noto Serif SC', '']])
  })
  it('had no trouble in all of this', () => expect(troubles).toEqual([]))
})
