/** Official letters of a matter: which there are, and one or many of them as files, for whoever may see the matter. */
import { dayOf } from '#law/time.ts'
import type { LetterContent, LetterSpec, LetterWith, Listed } from '#loop/letter.ts'
import type { Ctx } from '#loop/procedure.ts'
import type { Id, Label } from '#loop/words.ts'
import type { Press } from '#letters/press.ts'
import { fileName, zipOf } from '#letters/zip.ts'
import { byIds } from '#store/matters.ts'
import { noteExport } from '#service/desk-export.ts'
import type { House } from '#service/house.ts'
import { addressed } from '#service/addressed.ts'
import { seen, type Seen } from '#service/matter.ts'
import { letterContext, letterLine, lettersIn } from '#service/letter-lines.ts'
import { isMasked, ofRow } from '#service/may.ts'
import type { LetterLine, Who } from '#service/views.ts'

export type LetterFormat = 'pdf' | 'docx'
/** `apart`: taken by whoever it is addressed to, who has no page of the matter to go back to. */
type Apart = { readonly apart?: true }
export type LetterFile = { readonly ok: true; readonly bytes: Uint8Array; readonly name: string } | (Apart & { readonly ok: false; readonly says: Label })
/** Many letters: the zip begins to leave with the first of them, and the others follow as they are printed. */
export type LetterZip = { readonly ok: true; readonly parts: AsyncIterable<Uint8Array>; readonly name: string } | { readonly ok: false; readonly says: Label }
export type LetterView = Apart & ({ readonly line: LetterLine; readonly one: string | null; readonly content: LetterContent } | { readonly refusal: Label })
export type LetterService = {
  /** As it would be printed; undefined when there is none, or it is not for this viewer. Looking at it to print it is written down. */
  view(who: Who, matter: Id, name: string, one?: string): Promise<LetterView | undefined>
  file(who: Who, matter: Id, name: string, format: LetterFormat, one?: string): Promise<LetterFile | undefined>
  /** All letters of one name of these matters in one zip; those not ready are left out, and if none is, the first one's reason is said. */
  zip(who: Who, matters: readonly Id[], name: string, format: LetterFormat): Promise<LetterZip | undefined>
}

/** Of the matters a letter lists, those its reader may see: a letter says nothing its reader could not look up. */
async function listed(house: House, v: Seen, who: Who, ids: readonly Id[]): Promise<ReadonlyMap<Id, Listed>> {
  if (!ids.length) return new Map()
  const rows = await house.store.tx(who.congress, tx => byIds(tx, [...new Set(ids)]))
  return new Map(rows.filter(r => ofRow(v.held, who, r, v.now).sees).map(r => [r.id, { id: r.id, title: r.title, stage: r.stage, marks: r.marks, parties: r.parties }]))
}

type Drawn = { readonly line: LetterLine; readonly c: Ctx; readonly spec: LetterSpec; readonly v: Seen; readonly apart?: true }
async function found(house: House, who: Who, matter: Id, name: string): Promise<Drawn | undefined> {
  const v = await seen(house, who, matter)
  if (!v) return sentTo(house, who, matter, name)
  // An auditor reads the course of a matter, not its letters: they carry whole texts.
  if (isMasked(v.held, v.family, v.state, v.actor, v.now)) return undefined
  return drawn(v, name)
}
function drawn(v: Seen, name: string): Drawn | undefined {
  const c = letterContext(v.held, v.family, v.state, v.actor, v.now), all = lettersIn(c), spec = Object.hasOwn(all, name) ? all[name] : undefined
  return spec && { line: letterLine(c, name, spec), c, spec, v }
}
/** Who does not see the matter takes of it what is addressed to an organ of theirs; every other letter of it is not there. */
async function sentTo(house: House, who: Who, matter: Id, name: string): Promise<Drawn | undefined> {
  const a = await addressed(house, who, matter, name), d = a && drawn(a.v, name)
  return a && d && { ...d, line: { ...d.line, each: d.line.each?.filter(e => a.ones.includes(e.one)) ?? null }, apart: true }
}
async function contentOf(house: House, who: Who, d: Drawn, one?: string): Promise<LetterContent> {
  const { congress } = d.v.held
  const given: LetterWith = { congress: congress.name, listed: await listed(house, d.v, who, d.spec.lists?.(d.c, one) ?? []), ...(one === undefined ? {} : { one }) }
  const content = d.spec.of(d.c, given)
  return congress.sample ? { ...content, sample: true } : content
}
/** One of several is asked for by name, the only one also by none; null when there is no such one. */
const whichOf = (d: Drawn, one: string | undefined): string | undefined | null => {
  if (!d.line.each) return one === undefined ? undefined : null
  return one === undefined ? (d.line.each.length === 1 ? d.line.each[0]!.one : null) : d.line.each.some(e => e.one === one) ? one : null
}
const nameOfFile = (d: Drawn, content: LetterContent, format: LetterFormat, one?: string): string => {
  const to = d.line.each?.find(e => e.one === one)?.label[0]
  return `${fileName([d.line.label[0], to, content.number].filter(Boolean).join(' '))}.${format}`
}
async function bytesOf(press: Press, content: LetterContent, format: LetterFormat): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly says: Label }> {
  if (format === 'pdf') return press.pdf(content)
  // A megabyte of library, loaded by the first who wants Word.
  const { docx } = await import('#letters/docx.ts')
  return { ok: true, bytes: await docx(content) }
}

const apart = (d: Drawn): Apart => (d.apart ? { apart: true } : {})

export function makeLetters(house: House, press: Press): LetterService {
  const note = (who: Who, d: Drawn, format: LetterFormat | 'zip' | 'print', rows: number) => noteExport(house, who, { what: `letter:${d.line.label[0]}`, query: `?matter=${d.line.matter}`, format, rows })
  return {
    async view(who, matter, name, asked) {
      const d = await found(house, who, matter, name)
      if (!d) return undefined
      if (d.line.refusal) return { refusal: d.line.refusal, ...apart(d) }
      const one = whichOf(d, asked)
      if (one === null) return undefined
      const content = await contentOf(house, who, d, one)
      await note(who, d, 'print', 1)
      return { line: d.line, one: one ?? null, content, ...apart(d) }
    },
    async file(who, matter, name, format, asked) {
      const d = await found(house, who, matter, name)
      if (!d) return undefined
      if (d.line.refusal) return { ok: false, says: d.line.refusal, ...apart(d) }
      const one = whichOf(d, asked)
      if (one === null) return undefined
      const content = await contentOf(house, who, d, one), printed = await bytesOf(press, content, format)
      if (!printed.ok) return { ...printed, ...apart(d) }
      await note(who, d, format, 1)
      return { ok: true, bytes: printed.bytes, name: nameOfFile(d, content, format, one) }
    },
    async zip(who, matters, name, format) {
      const plan: { readonly d: Drawn; readonly one: string | undefined }[] = []
      let refusal: Label | undefined
      for (const matter of new Set(matters)) {
        const d = await found(house, who, matter, name)
        if (!d) continue
        if (d.line.refusal) { refusal ??= d.line.refusal; continue }
        plan.push(...(d.line.each ? d.line.each.map(e => e.one) : [undefined]).map(one => ({ d, one })))
      }
      if (!plan.length) return refusal ? { ok: false, says: refusal } : undefined
      const print = async ({ d, one }: (typeof plan)[number]) => {
        const content = await contentOf(house, who, d, one), printed = await bytesOf(press, content, format)
        return printed.ok ? { ok: true as const, file: { name: nameOfFile(d, content, format, one), bytes: printed.bytes } } : printed
      }
      // Whatever keeps letters from being printed here shows with the first of them.
      const first = await print(plan[0]!)
      if (!first.ok) return first
      const head = first.file, last = plan.at(-1)!.d, day = dayOf(house.worlds.now(who.congress))
      await note(who, last, 'zip', plan.length)
      async function* files() {
        yield head
        for (const p of plan.slice(1)) { const next = await print(p); if (!next.ok) throw new Error(next.says[1]); yield next.file }
      }
      return { ok: true, parts: zipOf(files(), day), name: `${fileName(`${last.line.label[0]} ${plan.length}份 ${day}`)}.zip` }
    },
  }
}
