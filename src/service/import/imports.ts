/** Tables taken in: uploaded, arranged, tried without storing anything, carried out all or none, taken back as a whole. */
import { randomUUID } from 'node:crypto'
import { dayOf } from '#law/time.ts'
import type { Id, Json } from '#loop/words.ts'
import { addImport, dropOldImports, findImport, listImports, mattersNumbered, moveImport, sameContent, sealedOf, setSetup, type ImportRow, type ImportState } from '#store/imports.ts'
import type { Tx } from '#store/shapes.ts'
import { actorOf } from '#service/actor.ts'
import type { Together } from '#service/desk-bulk.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { inWords, nameOf } from '#service/lines.ts'
import { check, type Answers, type Check, type Planned } from '#service/import/check.ts'
import { guess, mapHeadings } from '#service/import/guess.ts'
import type { ImportKind, Numbered } from '#service/import/kind.ts'
import { importKinds, kindOf } from '#service/import/kinds.ts'
import { judged } from '#service/import/judge.ts'
import { indexOf } from '#service/import/look.ts'
import { importedPhones } from '#service/contacts.ts'
import { keyOf, makeRunner, raised } from '#service/import/run.ts'
import { seal, unseal } from '#service/import/sealed.ts'
import { markedSheets, templateSheets } from '#service/import/sheets-out.ts'
import { addressOf, type ReadFile, type Sheet } from '#service/import/sheets.ts'
import { readUpload } from '#service/import/reading.ts'
import { narrow, nameOf as tidyName, said, tidy } from '#service/import/values.ts'
import type { ImportColumn, ImportLine, ImportService, ImportSetup, ImportView } from '#service/import/views.ts'
import { mayKeep } from '#service/register-list.ts'
import type { Who } from '#service/views.ts'

export type { ImportState }
const shownFaults = 200, shownQuestions = 100, listed = 100, shownRows = 5
/** A file nobody went on with loses its rows. */
const rememberMs = 14 * 86_400_000

type Stored = ImportSetup & { readonly answers: Answers; readonly coding?: string }
type Tried = { readonly sheets: readonly Sheet[]; readonly check: Check }

const columnsOf = (kind: ImportKind, mapping: Readonly<Record<string, number>>): ImportColumn[] => kind.columns.map(c => ({ id: c.id, label: c.label, required: c.required === true, explain: c.explain, words: Object.keys(c.words ?? {}), example: c.example, from: mapping[c.id] ?? null }))

/** Matters are for those who work on them: whoever only runs the system takes in no ledger, and sees none. */
const mayTake = (who: Who, kind: ImportKind | undefined): boolean => mayKeep(who) && (kind?.twins !== 'matter' || who.posts.some(p => p.kind === 'deputyAffairsOfficer'))

export function makeImports(house: House, together: Together): ImportService {
  const runner = makeRunner(house, together)
  const tx = <T>(who: Who, work: (tx: Tx) => Promise<T>): Promise<T> => house.store.tx(who.congress, work)
  const now = (): string => new Date(house.realNow()).toISOString()
  /** The last dry runs: a page drawn again asks the same once more. */
  const tried = new Map<string, Promise<Tried>>(), mostTried = 3

  const found = async (who: Who, id: Id): Promise<ImportRow | undefined> => { const i = mayKeep(who) ? await tx(who, t => findImport(t, id)) : undefined; return i && mayTake(who, kindOf(i.kind)) ? i : undefined }
  const setupOf = (i: ImportRow): Stored => i.setup as unknown as Stored
  const keep = async (who: Who, i: ImportRow, change: Partial<Stored>): Promise<boolean> => { const s = { ...setupOf(i), ...change }; return tx(who, t => setSetup(t, i.id, s as unknown as Json)) }

  async function sheetsOf(who: Who, i: ImportRow): Promise<readonly Sheet[]> {
    const sealed = await tx(who, t => sealedOf(t, i.id))
    return sealed ? await unseal<Sheet[]>(house, who.congress, i.id, sealed) : []
  }
  async function run(who: Who, i: ImportRow, deep: boolean): Promise<Tried> {
    const held = await house.worlds.get(who.congress)
    const key = `${i.id}|${held.config}|${deep}|${JSON.stringify(i.setup)}`
    const before = tried.get(key)
    if (before) return before
    const work = trial(who, i, deep)
    tried.set(key, work)
    work.catch(() => tried.delete(key))
    if (tried.size > mostTried) tried.delete(tried.keys().next().value!)
    return work
  }
  async function trial(who: Who, i: ImportRow, deep: boolean): Promise<Tried> {
    const kind = kindOf(i.kind)!, setup = setupOf(i), sheets = await sheetsOf(who, i), held = await house.worlds.get(who.congress), at = house.worlds.now(who.congress), day = dayOf(at)
    const ids = new Map<number, Id>(), idOf = (row: number): Id => { let id = ids.get(row); if (!id) ids.set(row, id = house.keys.ids(who.congress, keyOf(i.id, row))()); return id }
    const sheet = sheets[setup.sheet] ?? sheets[0]!, index = indexOf(held, day)
    const contacts = await contactsIn(who, kind, sheet, setup, index), numbered = await numberedIn(who, kind, sheet, setup)
    const actor = actorOf(held, { kind: 'person', person: who.person, organ: who.organ }, at)
    const decide = deep && actor ? (planned: readonly Planned[]) => judged(house, held, { import: i.id, actor, at }, planned) : undefined
    return { sheets, check: await check({ kind, sheet, setup, answers: setup.answers, index, idOf, numbered, sameSealed: (person, value) => contacts.get(person) === value, decide }) }
  }
  /** Matters that bear a number of the file already, by the key its kind tells them apart by. */
  async function numberedIn(who: Who, kind: ImportKind, sheet: Sheet, setup: Stored): Promise<ReadonlyMap<string, readonly Numbered[]>> {
    const by = new Map<string, Numbered[]>(), at = kind.key && setup.mapping[kind.key.column]
    if (!kind.key || at === undefined) return by
    // A number is looked for as it was typed and as its digits.
    const typed = sheet.rows.slice(setup.head + 1).map(r => tidy(said(r[at] ?? null))).filter(t => t !== ''), numbers = [...new Set(typed.flatMap(t => [t, ...(/\d+/.exec(narrow(t))?.map(d => String(Number(d))) ?? [])]))]
    const held = await house.worlds.get(who.congress), p = held.world.procedures.get(kind.opens.procedure), { key } = kind
    const rows = await tx(who, t => mattersNumbered(t, p.id, key.mark, numbers))
    for (const r of rows) { const m: Numbered = { ...r, stage: p.stages[r.stage]?.label ?? [r.stage, r.stage] }, k = key.ofMatter(m), l = by.get(k); if (l) l.push(m); else by.set(k, [m]) }
    return by
  }
  /** Telephones kept of people who bear a name of the file. */
  async function contactsIn(who: Who, kind: ImportKind, sheet: Sheet, setup: Stored, index: ReturnType<typeof indexOf>): Promise<ReadonlyMap<Id, string>> {
    const at = setup.mapping.name
    if (at === undefined || setup.mapping.phone === undefined || kind.twins !== 'person') return new Map()
    const persons = [...new Set(sheet.rows.slice(setup.head + 1).flatMap(r => index.persons(tidyName(said(r[at] ?? null))).map(p => p.id)))]
    return tx(who, t => importedPhones(house, t, persons))
  }

  async function lineOf(who: Who, i: ImportRow): Promise<ImportLine> {
    const held = await house.worlds.get(who.congress)
    return { id: i.id, kind: inWords(held, kindOf(i.kind)?.label ?? [i.kind, i.kind]), name: i.name, by: nameOf(held, i.person), created: i.created, state: i.state, rows: i.numbers.rows ?? 0, ended: i.ended, kept: i.kept.length }
  }

  async function openView(who: Who, i: ImportRow): Promise<ImportView['open']> {
    const { sheets, check: c } = await run(who, i, true), s = setupOf(i), sheet = sheets[s.sheet], kind = kindOf(i.kind)!
    const headings = (sheet?.rows[s.head] ?? []).map(x => said(x)), used = new Set(Object.values(s.mapping))
    return {
      sheets: sheets.map(x => ({ name: x.name, hidden: x.hidden, rows: x.rows.length })), sheet: s.sheet, head: s.head, headings, columns: columnsOf(kind, s.mapping), unread: headings.filter((h, n) => h !== '' && !used.has(n)),
      rows: c.rows, faultCount: c.faults.length, faults: c.faults.slice(0, shownFaults).map(f => ({ row: f.row + 1, address: f.column < 0 ? `第${f.row + 1}行` : addressOf(f.row, f.column), heading: f.heading, found: f.found, says: f.says, todo: f.todo })),
      // Those not answered yet stand first.
      questionCount: c.questions.length, questions: [...c.questions.filter(q => q.answer === undefined), ...c.questions.filter(q => q.answer !== undefined)].slice(0, shownQuestions).map(q => ({ row: q.row + 1, name: q.name, twins: q.twins.map(t => ({ ref: t.ref, says: t.says })), answer: q.answer ?? null })), unanswered: c.questions.filter(q => q.answer === undefined).length,
      enters: c.planned.filter(p => p.matter === undefined).length, adds: c.planned.filter(p => p.matter !== undefined).length, known: c.known.length, namesakes: c.namesakes, all: s.answers.all ?? null, coding: s.coding ?? null,
      sample: (sheet?.rows ?? []).slice(s.head + 1, s.head + 1 + shownRows).map(r => r.map(x => said(x).slice(0, 40))),
    }
  }

  return {
    kinds: who => importKinds.filter(k => mayTake(who, k)).map(k => ({ id: k.id, label: k.label, help: k.help, columns: columnsOf(k, {}) })),
    template: (who, id) => { const k = kindOf(id); return k && mayTake(who, k) ? templateSheets(k) : undefined },
    async take(who, kindId, bytes, name, again) {
      const kind = kindOf(kindId)
      if (!kind || !mayTake(who, kind)) return { ok: false, says: ['没有这种导入，或者不在您的权限之内', 'There is no such import, or it is not yours'] }
      const hash = sha256(bytes)
      const before = again ? undefined : await tx(who, t => sameContent(t, hash, kind.id))
      if (before) return { ok: false, before: before.id, says: before.state === 'done' ? ['这个文件已经导入过了', 'This file has been imported already'] : ['这个文件已经上传，还没有导入完', 'This file has been uploaded and is not finished'] }
      const read: ReadFile = await readUpload(bytes, name)
      if (!read.ok) return read
      if (!read.sheets.some(s => !s.hidden && s.rows.length)) return { ok: false, says: ['文件里没有能读的表：表是空的，或者都隐藏了', 'There is no sheet to read: all are empty or hidden'] }
      const id = randomUUID(), setup: Stored = { ...guess(kind, read.sheets), answers: { rows: {} }, ...(read.coding ? { coding: read.coding } : {}) }
      const sealed = await seal(house, who.congress, id, read.sheets)
      await tx(who, async t => {
        await dropOldImports(t, new Date(house.realNow() - rememberMs).toISOString())
        await addImport(t, { id, kind: kind.id, name: name.slice(0, 120), hash, person: who.person, organ: who.organ, created: now(), setup: setup as unknown as Json, sealed })
      })
      return { ok: true, id }
    },
    async list(who) {
      if (!mayKeep(who)) return undefined
      const rows = await tx(who, t => listImports(t, listed))
      return Promise.all(rows.filter(r => mayTake(who, kindOf(r.kind))).map(r => lineOf(who, r)))
    },
    async view(who, id) {
      const i = await found(who, id)
      if (!i) return undefined
      return { line: await lineOf(who, i), open: i.state === 'open' ? await openView(who, i) : null, percent: i.total ? Math.floor((i.done / i.total) * 100) : 0, why: i.why, kept: i.kept, enters: i.numbers.enters ?? 0, adds: i.numbers.adds ?? 0, matters: kindOf(i.kind)?.twins === 'matter' ? kindOf(i.kind)!.opens.procedure : null }
    },
    async arrange(who, id, setup) {
      const i = await found(who, id)
      if (!i) return false
      const before = setupOf(i)
      if (setup.sheet === before.sheet && setup.head === before.head) return keep(who, i, { ...setup, answers: { rows: {} } })
      // Another sheet or line of headings: the columns are guessed anew.
      const sheets = await sheetsOf(who, i), sheet = sheets[setup.sheet]
      return sheet ? keep(who, i, { sheet: setup.sheet, head: setup.head, mapping: mapHeadings(kindOf(i.kind)!, (sheet.rows[setup.head] ?? []).map(c => said(c))), answers: { rows: {} } }) : false
    },
    async answer(who, id, rows, all) {
      const i = await found(who, id), before = i && setupOf(i).answers
      if (!i || !before) return false
      const { all: kept, ...rest } = before, said = all === undefined ? kept : all ?? undefined
      return keep(who, i, { answers: { ...rest, rows: { ...before.rows, ...rows }, ...(said ? { all: said } : {}) } })
    },
    async marked(who, id) {
      const i = await found(who, id)
      if (i?.state !== 'open') return undefined
      const { sheets, check: c } = await run(who, i, true), s = setupOf(i)
      return markedSheets(sheets[s.sheet]!, s, c.faults)
    },
    async commit(who, id) {
      const i = await found(who, id)
      if (i?.state !== 'open') return ['这次导入已经不在等待，请看导入记录', 'This import is no longer waiting']
      const { check: c } = await run(who, i, true)
      if (c.faults.length) return [`还有${c.faults.length}处要改，一行也没有导入`, `${c.faults.length} faults remain; nothing was imported`]
      const open = c.questions.filter(q => q.answer === undefined).length
      if (open) return [`还有${open}处同名没有回答`, `${open} questions about namesakes are unanswered`]
      if (!c.planned.length) return ['没有要导入的：这些都已经有了', 'Nothing to import: all of it is there already']
      const sealed = await seal(house, who.congress, id, c.planned)
      const moved = await tx(who, async t => moveImport(t, id, ['open'], 'going', { total: c.planned.length, began: now(), sealed, numbers: { ...await raised(t, kindOf(i.kind)!, c.planned), rows: c.rows, enters: c.planned.filter(p => p.matter === undefined).length, adds: c.planned.filter(p => p.matter !== undefined).length, known: c.known.length } }))
      if (moved) runner.start(who.congress, id)
      tried.clear()
      return undefined
    },
    async undo(who, id) {
      const i = await found(who, id)
      if (i?.state !== 'done') return false
      const sealed = await tx(who, t => sealedOf(t, id))
      const moved = sealed !== undefined && await tx(who, t => moveImport(t, id, ['done'], 'undoing', { total: i.total, undoneBy: { person: who.person, organ: who.organ } }))
      if (moved) runner.start(who.congress, id)
      return moved
    },
    async drop(who, id) {
      const i = await found(who, id)
      return i !== undefined && tx(who, t => moveImport(t, id, ['open'], 'dropped', { ended: now(), sealed: null }))
    },
    carryOn: c => runner.carryOn(c), idle: () => runner.idle(),
  }
}
