/** The Word file, unpacked and read as XML: page, lines, tracking, fonts, footers, and text that must stay text. */
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { LetterContent } from '#loop/letter.ts'
import { docx } from '#letters/docx.ts'
import { fileName, zipOf } from '#letters/zip.ts'
import { titleLines, widthOf } from '#letters/paper.ts'
import { document_, form, letter, nasty } from './samples.ts'

type Parts = Record<string, string>
const open = async (c: LetterContent): Promise<Parts> => Object.fromEntries(Object.entries(unzipSync(await docx(c))).map(([n, b]) => [n, strFromU8(b)]))
const xmlOf = (p: Parts): string => p['word/document.xml']!
const unescape = (s: string): string => s.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&')
const textOf = (xml: string): string => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(m => unescape(m[1]!)).join('\n')
const number = (xml: string, pattern: RegExp): number => Number(pattern.exec(xml)?.[1])
const mm = (twips: number): number => (twips / 1440) * 25.4
const footers = (p: Parts): Record<string, string> => {
  const rels = p['word/_rels/document.xml.rels']!
  return Object.fromEntries([...xmlOf(p).matchAll(/<w:footerReference ([^>]*)\/>/g)].map(m => { const id = /r:id="([^"]+)"/.exec(m[1]!)![1]!, file = [...rels.matchAll(/<Relationship ([^>]*)\/>/g)].find(r => r[1]!.includes(`Id="${id}"`))![1]!; return [/w:type="(\w+)"/.exec(m[1]!)![1]!, p[`word/${/Target="([^"]+)"/.exec(file)![1]!}`]!] }))
}

describe('the page', () => {
  it('is A4 with the margins of the standard, whatever the form', async () => {
    for (const c of [document_, letter, form]) {
      const xml = xmlOf(await open(c))
      expect(mm(number(xml, /<w:pgSz[^>]*w:w="(\d+)"/))).toBeCloseTo(210, 0); expect(mm(number(xml, /<w:pgSz[^>]*w:h="(\d+)"/))).toBeCloseTo(297, 0)
      for (const [side, wanted] of [['top', 37], ['bottom', 35], ['left', 28], ['right', 26]] as const) expect(mm(number(xml, new RegExp(`<w:pgMar[^>]*w:${side}="(\\d+)"`))), side).toBeCloseTo(wanted, 1)
      expect(xml).not.toContain('docGrid')
    }
  })
  it('sets 22 lines of 28 characters: lines of exactly 28.95 pt, 16 pt type a quarter of a point closer, no widow, no hanging mark, no gap before digits', async () => {
    const xml = xmlOf(await open(document_)), paragraphs = xml.match(/<w:p>[\s\S]*?<\/w:p>/g)!, body = paragraphs.filter(p => p.includes('会议认为'))
    expect(body.length).toBeGreaterThan(7)
    for (const p of body) {
      expect(p).toMatch(/<w:spacing [^>]*w:line="579"/); expect(p).toMatch(/<w:spacing [^>]*w:lineRule="exact"/)
      expect(p).toContain('<w:sz w:val="32"/>'); expect(p).toContain('<w:spacing w:val="-5"/>'); expect(p).toContain('w:firstLineChars="200"')
    }
    for (const p of paragraphs) { expect(p).toMatch(/<w:pPr>(?:<w:(?:keepNext|keepLines|pageBreakBefore)\b[^>]*\/>)*<w:widowControl w:val="0"\/>/); expect(p).toContain('<w:kinsoku w:val="1"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>') }
    expect(22 * 28.95).toBeLessThan((225 / 25.4) * 72); expect(23 * 28.95).toBeGreaterThan((225 / 25.4) * 72)
  })
  it('names the fonts staff have, each for its own', async () => {
    const xml = xmlOf(await open(document_)), fontOf = (text: string): string | undefined => { const at = xml.indexOf(`>${text}`); return [...xml.slice(0, at).matchAll(/w:eastAsia="([^"]+)"/g)].at(-1)?.[1] }
    expect(['示例县人大常委会文件', '关于检查', '一、健全', '（一）', '会议认为', '附件1'].map(fontOf)).toEqual(['方正小标宋简体', '方正小标宋简体', '黑体', '楷体_GB2312', '仿宋_GB2312', '黑体'])
    expect(xml).toContain('FF0000')
    for (const n of Object.keys(await open(document_))) expect(n).not.toMatch(/fonts\/|\.odttf/)
  })
})

describe('footers', () => {
  it('carry the number right on odd pages and left on even ones', async () => {
    const p = await open(document_), f = footers(p)
    expect(Object.keys(f).sort()).toEqual(['default', 'even'])
    expect(f.default).toContain('<w:jc w:val="right"/>'); expect(f.even).toContain('<w:jc w:val="left"/>')
    for (const x of [f.default!, f.even!]) { expect(x).toContain('PAGE'); expect(x).toContain('— '); expect(x).toContain('宋体'); expect(x).toContain('<w:sz w:val="28"/>') }
    expect(p['word/settings.xml']).toContain('evenAndOddHeaders')
  })
  it('leave a letter’s first page without a number, with the lower double rule; its mark and class stand in the first header', async () => {
    const p = await open(letter), f = footers(p)
    expect(f.first).not.toContain('PAGE'); expect(f.first).toContain('thinThickSmallGap')
    expect(xmlOf(p)).toContain('<w:titlePg')
    const first = Object.entries(p).find(([n, x]) => /header\d\.xml$/.test(n) && x.includes('示例县住房和城乡建设局'))![1]
    expect(first).toContain('thickThinSmallGap'); expect(textOf(first)).toContain('A类')
  })
})

describe('what users typed', () => {
  it('is text in every place, and the file stays well formed', async () => {
    const evil = `${nasty.join(' ')} </w:t></w:r><w:r><w:t> & < > \u0007\ud800`, clean = evil.replace('\u0007', '').replace('\ud800', '')
    const p = await open({ form: 'document', mark: evil, number: evil, classMark: evil, title: evil, to: evil, body: [{ kind: 'p', text: evil }, { kind: 'table', head: [evil], rows: [[evil]] }, { kind: 'choices', label: evil, options: [evil] }, { kind: 'lines', label: evil, count: 1 }], annexes: [{ title: evil, body: [] }], organ: evil, date: '2025-12-01', note: evil, copies: evil, printedBy: evil })
    const text = textOf(xmlOf(p))
    expect(text.split(clean.trim()).length).toBeGreaterThan(12)
    for (const [name, x] of Object.entries(p)) if (name.endsWith('.xml')) {
      // Every bracket belongs to a tag of its own: nothing typed became one.
      expect(x.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]/)
      expect(x).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
    }
    const tags: string[] = []
    for (const m of xmlOf(p).matchAll(/<(\/?)([\w:]+)[^<>]*?(\/?)>/g)) if (m[1]) expect(tags.pop()).toBe(m[2]); else if (!m[3] && m[2] !== 'xml') tags.push(m[2]!)
    expect(tags).toEqual([])
  })
})

describe('files', () => {
  it('are the same bytes for the same letter', async () => expect(Buffer.compare(Buffer.from(await docx(letter)), Buffer.from(await docx(letter)))).toBe(0))
  it('go 28 into one zip, each under its own name, and begin to leave before the last is there', async () => {
    const parts: Uint8Array[] = []
    for await (const x of zipOf(Array.from({ length: 28 }, (_, i) => ({ name: `交办函 单位${i % 27}.docx`, bytes: new Uint8Array([i]) })), '2025-12-01')) parts.push(x)
    expect(parts.length).toBeGreaterThan(28)
    const z = unzipSync(Buffer.concat(parts))
    expect(Object.keys(z)).toHaveLength(28)
    expect(Object.keys(z)).toContain('交办函 单位0（2）.docx')
  })
  it('bear no name that some system refuses', () => { expect(fileName('../a:b*c?"<d>|\u0000e')).toBe('a b c d e'); expect(fileName('...')).toBe('公文') })
})

describe('titles', () => {
  it('of any length are laid out at once', () => {
    const long = `${'关于第 #x$ 人民代表大会（建议）办理情况 '.repeat(20)}`, began = performance.now()
    expect(titleLines(long).join('')).toBe(long.trim())
    expect(performance.now() - began).toBeLessThan(5000)
  })
  it('break at words, never inside a name in 《》 that fits, never inside a number', () => {
    expect(titleLines('关于交办县二届人大五次会议代表建议的函')).toEqual(['关于交办县二届人大五次会议代表建议的函'])
    expect(titleLines('一\n二')).toEqual(['一', '二'])
    expect(titleLines('关于交办示例区第二届人民代表大会第五次会议代表建议的函')).toEqual(['关于交办示例区第二届人民代表大会', '第五次会议代表建议的函'])
    expect(titleLines('关于示例区第二届人民代表大会第五次会议第36号建议的答复')).toEqual(['关于示例区第二届人民代表大会', '第五次会议第36号建议的答复'])
    for (const t of ['示例县人民政府关于2025年度县级预算执行和其他财政收支审计查出问题整改情况的报告', '关于对《中华人民共和国代表法》贯彻实施情况进行执法检查的报告', '关'.repeat(70), '关于12345678901234567890号建议的答复']) {
      const lines = titleLines(t)
      expect(lines.join('')).toBe(t)
      for (const l of lines) expect(widthOf(l), l).toBeLessThanOrEqual(20)
      for (const [i, l] of lines.entries()) if (i) expect(l, t).not.toMatch(/^[》，、。的]/)
    }
  })
})
