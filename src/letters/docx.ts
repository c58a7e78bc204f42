/**
 * A letter as a Word file. 28 characters of 三号 do not fit the line (16 pt × 28 = 448 pt > 442.2), so characters are set 0.25 pt closer;
 * lines are exactly 28.95 pt. No document grid: Word and WPS would stretch the lines by it, each in its own way.
 */
import { AlignmentType, BorderStyle, Document, type FileChild, Footer, Header, type IParagraphOptions, LineRuleType, PageNumber, Packer, Paragraph, type ParagraphChild, Tab, Table, TableCell, TableLayoutType, TableRow, TabStopType, TextRun, VerticalAlignTable, WidthType } from 'docx'
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { type Block, box, type LetterContent, overLine } from '#loop/letter.ts'
import { type Style, wordFonts } from '#letters/fonts.ts'
import { area, centredOf, columnsOf, dateText, markSize, plain, sheet, titleLines, widthOf } from '#letters/paper.ts'

const red = 'FF0000', line = 579
/** Where the header begins, in millimetres from the edge of the sheet. */
const headAt = 13
/** Where page numbers end and a letter's lower rule lies, from the lower edge. */
const numberAt = 23, lowest = 20
/** Twips: a twentieth of a point. */
const twips = (mm: number): number => Math.round((mm / 25.4) * 1440)
const width = twips(area.width), char = width / 28, small = 280
const font = (s: Style) => ({ ascii: wordFonts[s], eastAsia: wordFonts[s], hAnsi: wordFonts[s], cs: wordFonts[s], hint: 'eastAsia' as const })

type Look = { readonly style?: Style; /** Half points. */ readonly size?: number; readonly color?: string }
const run = (text: string, { style = 'fang', size = 32, color }: Look = {}): TextRun => new TextRun({ text: plain(text), font: font(style), size, ...(color ? { color } : {}), ...(size === 32 ? { characterSpacing: -5 } : {}) })
type Set = Look & { readonly align?: IParagraphOptions['alignment']; readonly indent?: IParagraphOptions['indent']; readonly height?: number; readonly before?: number; readonly more?: Partial<IParagraphOptions> }
const two = { firstLine: Math.round(2 * char), firstLineChars: 200 }
const para = (text: string | readonly ParagraphChild[], { align = AlignmentType.BOTH, indent = {}, height = line, before = 0, more = {}, ...look }: Set = {}): Paragraph =>
  new Paragraph({ alignment: align, spacing: { before, after: 0, line: height, lineRule: LineRuleType.EXACT }, indent, ...more, children: typeof text === 'string' ? [run(text, look)] : [...text] })
const blank = (): Paragraph => para('')
const titled = (said: string): Paragraph[] => titleLines(said).map(t => para(t, { style: 'biao', size: 44, align: AlignmentType.CENTER }))
/** A rule across the type area, drawn as the lower edge of an empty line; an indent of less than nothing makes it longer. */
const rule = (border: NonNullable<IParagraphOptions['border']>, height: number, over = 0): Paragraph => new Paragraph({ spacing: { before: 0, after: 0, line: height, lineRule: LineRuleType.EXACT }, border, indent: { left: -over, right: -over }, children: [] })
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const

function table(b: Extract<Block, { kind: 'table' }>): FileChild[] {
  const shares = columnsOf(b), all = shares.reduce((a, x) => a + x, 0), columns = shares.map(s => Math.round((width * s) / all)), centred = centredOf(b)
  const cell = (text: string, i: number, style: Style, centred: boolean): TableCell => new TableCell({ width: { size: columns[i]!, type: WidthType.DXA }, verticalAlign: VerticalAlignTable.CENTER, margins: { top: 60, bottom: 60, left: 80, right: 80 }, children: [new Paragraph({ alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT, spacing: { line: 320, lineRule: LineRuleType.EXACT }, children: [run(text, { style, size: 24 })] })] })
  const row = (cells: readonly string[], style: Style, tableHeader: boolean): TableRow => new TableRow({ tableHeader, cantSplit: true, children: columns.map((_, i) => cell(cells[i] ?? '', i, style, tableHeader || centred[i] === true)) })
  return [new Table({ width: { size: width, type: WidthType.DXA }, layout: TableLayoutType.FIXED, columnWidths: columns, rows: [...(b.head.length ? [row(b.head, 'hei', true)] : []), ...b.rows.map(r => row(r, 'fang', false))] })]
}

const levels: Readonly<Record<number, Style>> = { 1: 'hei', 2: 'kai' }
/** The last paragraph stays with what follows it, so that no page bears a signature alone. */
function block(b: Block, keep: boolean): FileChild[] {
  switch (b.kind) {
    case 'p': return b.text.split(/\r?\n/).map(s => s.trim()).filter(Boolean).map(t => para(t, { indent: two, style: levels[b.level ?? 0] ?? 'fang', more: keep || b.level === 1 || b.level === 2 ? { keepNext: true, keepLines: keep } : {} }))
    case 'table': return table(b)
    case 'choices': return [para(`${b.label}：${b.options.map(o => `${box(o === b.chosen)}${o}`).join('　')}`, { align: AlignmentType.LEFT })]
    case 'lines': return [para(`${b.label}：`), ...Array.from({ length: b.count }, () => para('', { more: { border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: '000000', space: 0 }, between: { style: BorderStyle.SINGLE, size: 4, color: '000000', space: 0 } } } }))]
  }
}
const body = (list: readonly Block[], signed: boolean): FileChild[] => list.flatMap((b, i) => block(b, signed && i === list.length - 1))

const redMark = (c: LetterContent, largest: number, before = 0): Paragraph => { const size = Math.floor(markSize(c.mark, largest) * 2); return para(c.mark, { style: 'biao', size, color: red, align: AlignmentType.CENTER, height: size * 10 + 40, before }) }
/** Number and signer on one line, each a character in (7.2.5, 7.2.6). */
const signedLine = (number: string, by: string, before: number): Paragraph => para([new TextRun({ font: font('fang'), size: 32, characterSpacing: -5, children: [plain(number), new Tab(), '签发人：'] }), run(by, { style: 'kai' })], { align: AlignmentType.LEFT, before, indent: { left: Math.round(char) }, more: { tabStops: [{ type: TabStopType.RIGHT, position: width - Math.round(char) }] } })
/** The head of the first page: a red mark and rule, a letter's number under its mark, or nothing but the organ's name. */
function head(c: LetterContent): FileChild[] {
  const under = Math.round((char * 7) / 8) - (line - 320) / 2
  if (c.form === 'letter') return [c.signer ? signedLine(c.number ?? '', c.signer, under) : para(c.number ?? '', { align: AlignmentType.RIGHT, before: under }), blank(), blank()]
  if (c.form === 'document') return [
    para(c.classMark ?? '', { style: 'hei', align: AlignmentType.RIGHT }), rule({}, twips(35) - line - 60),
    redMark(c, 33), blank(), blank(), para(c.number ?? '', { align: AlignmentType.CENTER }), rule({ bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 0 } }, twips(4) - 100), blank(), blank(),
  ]
  return [...(c.classMark ? [para(c.classMark, { style: 'hei', align: AlignmentType.RIGHT })] : []), ...(c.mark ? [para(c.mark, { align: AlignmentType.CENTER })] : [])]
}

function signature(c: LetterContent): FileChild[] {
  if (!c.organ) return []
  const date = dateText(c.date), organ = widthOf(c.organ), day = widthOf(date), edge = Math.max(4, (organ - day) / 2), held = { keepNext: true }
  const right = (chars: number) => ({ right: Math.round(chars * char), rightChars: Math.round(chars * 100) })
  return [para('', { more: held }), para('', { more: held }), para(c.organ, { align: AlignmentType.RIGHT, indent: right(edge - (organ - day) / 2), more: held }), para(date, { align: AlignmentType.RIGHT, indent: right(edge) })]
}

function annexList(c: LetterContent): FileChild[] {
  const all = c.annexes ?? [], many = all.length > 1
  if (!all.length) return []
  // The names stand under each other: 附件：1. is six characters in from the margin, and what runs on stands under the name.
  const at = Math.round((many ? 6 : 5) * char), hanging = (chars: number) => ({ left: at, hanging: Math.round(chars * char) })
  return [para('', { more: { keepNext: true } }), ...all.map((a, i) => para(`${i === 0 ? '附件：' : ''}${many ? `${i + 1}.` : ''}${a.title.replace(/\s*\n\s*/g, '')}`, { align: AlignmentType.LEFT, indent: hanging(i === 0 ? (many ? 4 : 3) : 1), more: { keepNext: true } }))]
}

/** 版记. A letter has neither rules nor a printing organ (10.1). */
function imprint(c: LetterContent): FileChild[] {
  const copies = c.copies && `抄送：${c.copies.replace(/。$/, '')}。`, printed = c.form !== 'letter' && c.printedBy
  if (!copies && !printed) return []
  const said = (t: string, tab = false): Paragraph => new Paragraph({ spacing: { line: 500, lineRule: LineRuleType.EXACT }, indent: tab ? {} : { left: 3 * small, hanging: 3 * small }, ...(tab ? { tabStops: [{ type: TabStopType.RIGHT, position: width - 2 * small }] } : {}), children: [run(t, { size: 28 })] })
  if (c.form === 'letter') return [blank(), said(copies as string)]
  const edge = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000' })
  const rows = [...(copies ? [said(copies)] : []), ...(printed ? [said(`${printed}\t${c.printedOn ? `${dateText(c.printedOn)}印发` : ''}`, true)] : [])]
  return [blank(), new Table({ width: { size: width, type: WidthType.DXA }, layout: TableLayoutType.FIXED, columnWidths: [width], rows: rows.map((p, i) => new TableRow({ cantSplit: true, children: [new TableCell({ borders: { top: edge(i === 0 ? 8 : 6), bottom: edge(i === rows.length - 1 ? 8 : 6), left: none, right: none }, margins: { left: small, right: small, top: 20, bottom: 20 }, children: [p] })] })) })]
}

const number = (side: 'left' | 'right', above: number): Footer => new Footer({ children: [new Paragraph({ spacing: { before: 0, after: above }, alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT, indent: { [side]: Math.round(char) }, children: [new TextRun({ font: font('song'), size: 28, children: ['— ', PageNumber.CURRENT, ' —'] })] })] })
/** A letter's first page bears no number but the lower double rule, 20 mm from the edge of the sheet. */
const lower = (): Footer => new Footer({ children: [rule({ bottom: { style: BorderStyle.THIN_THICK_SMALL_GAP, size: 24, color: red, space: 0 } }, 240, twips((170 - area.width) / 2))] })

/** The letter as the bytes of a .docx; the same letter gives the same bytes. */
export async function docx(c: LetterContent): Promise<Uint8Array> {
  const serial = c.form === 'letter', above = serial ? twips(numberAt - lowest) : 0
  const sample = (): Paragraph => new Paragraph({ alignment: AlignmentType.CENTER, spacing: { line: twips(6), lineRule: LineRuleType.EXACT, before: 0, after: 0 }, children: overLine(c) ? [run(overLine(c), { style: 'hei', size: 21, color: '595959' })] : [] })
  const marked = (): Header => new Header({ children: [sample()] })
  // A letter's mark stands 30 mm from the edge of the sheet, above the type area: in the first page's header, which pushes the text down.
  const first = (): Header => new Header({ children: [
    sample(), para(c.classMark ?? '', { style: 'hei', align: AlignmentType.RIGHT }), redMark(c, 30, twips(30 - headAt - 6) - line - 20),
    rule({ bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, color: red, space: 0 } }, twips(4), twips((170 - area.width) / 2)),
  ] })
  const doc = new Document({
    creator: plain(c.organ), title: plain(titleLines(c.title).join('')), evenAndOddHeaderAndFooters: true, styles: { default: { document: { run: { font: font('fang'), size: 32 } } } },
    sections: [{
      properties: { titlePage: serial, page: { size: { width: twips(sheet.width), height: twips(sheet.height) }, margin: { top: twips(sheet.top), bottom: twips(sheet.bottom), left: twips(sheet.left), right: twips(sheet.right), header: twips(headAt), footer: twips(serial ? lowest : numberAt) } } },
      headers: { default: marked(), even: marked(), ...(serial ? { first: first() } : {}) },
      footers: { default: number('right', above), even: number('left', above), ...(serial ? { first: lower() } : {}) },
      children: [
        ...head(c), ...titled(c.title), ...(c.form === 'form' && c.number ? [para(c.number, { align: AlignmentType.RIGHT })] : []), blank(), ...(c.to ? [para(`${c.to}：`)] : []),
        ...body(c.body, c.organ !== ''), ...annexList(c), ...signature(c), ...(c.note ? [para(`（${c.note}）`, { indent: two })] : []),
        ...(c.annexes ?? []).flatMap((a, i, all): FileChild[] => [para(`附件${all.length > 1 ? i + 1 : ''}`, { style: 'hei', more: { pageBreakBefore: true } }), blank(), ...titled(a.title), blank(), ...body(a.body, false)]),
        ...imprint(c),
      ],
    }],
  })
  return patched(new Uint8Array(await Packer.toArrayBuffer(doc)), c.date)
}

/** The library always writes a grid, cannot switch off hanging punctuation, the gap between Latin and Chinese, or the care for widows (22 lines, always), and writes the time of day. */
function patched(bytes: Uint8Array, day: string): Uint8Array {
  const parts = unzipSync(bytes), at = 'word/document.xml', when = `${day}T00:00:00Z`
  // In the order the schema wants: what keeps together, widows, borders and tabs, then how lines break.
  const properties = /<w:pPr>((?:<w:(?:keepNext|keepLines|pageBreakBefore)\b[^>]*\/>)*)((?:<w:pBdr>[\s\S]*?<\/w:pBdr>|<w:tabs>[\s\S]*?<\/w:tabs>)*)/g
  parts[at] = strToU8(strFromU8(parts[at]!).replace(/<w:docGrid[^>]*\/>/g, '').replace(properties, '<w:pPr>$1<w:widowControl w:val="0"/>$2<w:kinsoku w:val="1"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'))
  const core = 'docProps/core.xml'
  if (parts[core]) parts[core] = strToU8(strFromU8(parts[core]).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${when}`))
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, b]): [string, Zippable[string]] => [name, [b, { mtime: `${day}T00:00:00` }]])))
}
