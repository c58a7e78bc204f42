/** A letter as data for the template `letter.typ`. */
import { type Block, box, type LetterContent, overLine } from '#loop/letter.ts'
import { type Found, weightOf } from '#letters/fonts.ts'
import { centredOf, columnsOf, dateText, plain, titleLines } from '#letters/paper.ts'

const deep = (x: unknown): unknown => (typeof x === 'string' ? plain(x) : Array.isArray(x) ? x.map(deep) : x !== null && typeof x === 'object' ? Object.fromEntries(Object.entries(x).map(([k, v]) => [k, deep(v)])) : x)
/** A text with line breaks is several paragraphs; a table has as many cells in each row as its head. */
const pieces = (body: readonly Block[]): unknown[] => body.flatMap((b): unknown[] => {
  switch (b.kind) {
    case 'p': return b.text.split(/\r?\n/).map(s => s.trim()).filter(Boolean).map(text => ({ kind: 'p', level: b.level ?? 0, text }))
    case 'table': { const widths = columnsOf(b); return [{ kind: 'table', head: b.head, widths, centred: centredOf(b), rows: b.rows.map(r => widths.map((_, i) => r[i] ?? '')) }] }
    case 'choices': return [{ ...b, options: b.options.map(o => `${box(o === b.chosen)}${o}`) }]
    case 'lines': return [b]
  }
})

/** What the template reads: everything the letter says, as JSON. */
export const typstData = (c: LetterContent, fonts: readonly Found[]): string => JSON.stringify(deep({
  form: c.form, mark: c.mark, number: c.number ?? null, classMark: c.classMark ?? null, title: titleLines(c.title), to: c.to ?? null, body: pieces(c.body),
  annexes: (c.annexes ?? []).map(a => ({ name: a.title.replace(/\s*\n\s*/g, ''), title: titleLines(a.title), body: pieces(a.body) })),
  organ: c.organ, signed: c.organ !== '', date: dateText(c.date), day: c.date.split('-').map(Number), note: c.note ?? null,
  copies: c.copies?.replace(/。$/, '') ?? null, printedBy: c.printedBy ?? null, printedOn: c.printedOn ? dateText(c.printedOn) : null, signer: c.signer ?? null, over: overLine(c) || null,
  fonts: Object.fromEntries(fonts.map(f => [f.style, f.chain])), weights: Object.fromEntries(fonts.map(f => [f.style, weightOf(f)])),
}))
