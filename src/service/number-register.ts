/** 文号登记簿: which official numbers were issued, of what, when, by whom, and which of them are void and why. Drawn from the log; for the district. */
import { dayOf } from '#law/time.ts'
import { actorName } from '#loop/sentence.ts'
import type { Actor, Day, Id, Instant, Label } from '#loop/words.ts'
import { sealedTitle } from '#procedures/quarantine.ts'
import { numberText, seriesIn, seriesLabel, seriesYear, suggestionSeries } from '#procedures/series.ts'
import { byIds } from '#store/matters.ts'
import { allSeries, type BroughtRow, type IssuedRow, issuedNumbers, missingNumbers, numbersBrought, numbersGiven, type SeriesRow } from '#store/numbers.ts'
import type { Tx } from '#store/shapes.ts'
import type { House } from '#service/house.ts'
import { nameOf } from '#service/lines.ts'
import { ofRow } from '#service/may.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

export type SeriesLine = { readonly series: string; readonly label: Label; readonly year: string; /** As its latest number is written. */ readonly latest: string; readonly issued: number; /** Of those, how many a ledger brought. */ readonly brought: number; readonly voided: number; /** Numbers that nobody has, or that two have. */ readonly wrong: number; readonly first: Day; readonly last: Day }
export type NumberLine = { readonly n: number; readonly text: string; readonly what: Label; readonly day: Day; readonly at: Instant; readonly by: Label; readonly organ: Label | null; readonly matter: { readonly id: Id; readonly title: Label } | null; readonly voided: { readonly at: Instant; readonly by: Label; readonly why: Label } | null }
export type NumbersView = {
  readonly years: readonly string[]; readonly year: string; readonly series: readonly SeriesLine[]
  /** The series that was asked for, and a page of its numbers. */
  readonly one: { readonly line: SeriesLine; readonly numbers: readonly NumberLine[]; readonly missing: readonly number[]; readonly next: number | null } | null
}
export type NumberRegister = {
  /** undefined for whoever does not keep the register. */
  view(who: Who, asked: { readonly year?: string; readonly series?: string; readonly after?: number }): Promise<NumbersView | undefined>
  /** All numbers of one series, or of a year's. */
  table(who: Who, asked: { readonly year: string; readonly series?: string }): Promise<readonly { readonly series: Label; readonly line: NumberLine }[] | undefined>
}

const perPage = 200, missingShown = 50
const keeps = (held: Held, who: Who, now: Instant): boolean => held.world.directory.actingPostsOf(who.person, dayOf(now)).some(p => p.kind === 'deputyAffairsOfficer')

/** What bears the number: the act that took it says so better than its mechanism. */
const papers: Readonly<Record<string, Label>> = {
  'suggestion.accept': ['代表建议', 'A suggestion'], 'suggestion.takeOver': ['代表建议（台账导入）', 'A suggestion, from a ledger'], 'suggestion.replyAgain': ['续报', 'Follow-up reply'], 'handling.signOff': ['答复函', 'Letter of reply'], 'handling.reply': ['答复函', 'Letter of reply'], 'handling.coView': ['会办意见', 'Co-handler’s view'],
  'handling.askReturn': ['退办说明', 'Statement of return'], 'handling.agreeReturn': ['退办复函', 'Answer to the return'], 'handling.refuseReturn': ['退办复函', 'Answer to the return'], 'handling.voidNumber': ['重新编号', 'Numbered anew'],
}
function whatOf(held: Held, r: IssuedRow, series: string): Label {
  if (seriesIn(series)?.kind === 'handover') return ['交办函', 'Letter of hand-over']
  const p = held.world.procedures.get(r.procedure)
  return papers[`${r.procedure}.${r.act}`] ?? p.acts[r.act]?.label ?? p.label
}
/** As it was written; else what took its place, or the act that did it. */
function whyOf(held: Held, r: IssuedRow): Label {
  if (r.voidWhy) return [r.voidWhy, r.voidWhy]
  if (r.voidFor) return [`改用本单位文号${r.voidFor}`, `Replaced by the organ’s own number ${r.voidFor}`]
  return held.world.procedures.get(r.procedure).acts[r.voidAct ?? '']?.label ?? ['作废', 'Void']
}
const organOf = (held: Held, a: Actor): Label | null => (a.kind === 'person' ? nameOf(held, a.organ) : null)
const actorOn = (held: Held, a: Actor, at: Instant): Label => actorName(a, held.world.directory, dayOf(at))

export function makeNumberRegister(house: House): NumberRegister {
  const lineOf = (held: Held, r: SeriesRow, brought: readonly BroughtRow[]): SeriesLine => {
    const days = [r.first, r.last, ...brought.map(b => b.at)].filter(x => x !== null).sort(), first = dayOf(days[0]!), last = dayOf(days.at(-1)!)
    const own = new Set(brought.map(b => b.n)).size, voided = r.voided + new Set(brought.filter(b => b.voidAt).map(b => b.n)).size
    return { series: r.series, label: seriesLabel(held.world, r.series, last), year: seriesYear(held.world, r.series) ?? last.slice(0, 4), latest: numberText(held.world, r.series, r.next - 1, last), issued: r.issued + own, brought: own, voided, wrong: (r.next - 1 - r.issued - own) + (r.taken - r.issued), first, last }
  }
  /** What ledgers brought, by series: numbers below the next that no act of ours gave. Of two rows with one number the one that stands counts. */
  async function broughtIn(tx: Tx, all: readonly SeriesRow[]): Promise<Map<string, BroughtRow[]>> {
    const found = new Map<string, BroughtRow[]>()
    for (const b of await numbersBrought(tx, 'suggestion', 'number')) { const s = suggestionSeries(b.parties.session?.[0] ?? '', b.marks.between !== '1'); found.set(s, [...(found.get(s) ?? []), b]) }
    for (const [series, rows] of found) {
      const next = all.find(s => s.series === series)?.next ?? 1, given = new Set(await numbersGiven(tx, series, rows.map(b => b.n)))
      const standing = new Set(rows.filter(b => !b.voidAt).map(b => b.n))
      found.set(series, rows.filter(b => b.n < next && !given.has(b.n) && (!b.voidAt || !standing.has(b.n))))
    }
    return found
  }
  type Opened = { held: Held; now: Instant; all: SeriesLine[]; brought: Map<string, BroughtRow[]> }
  async function opened(who: Who): Promise<Opened | undefined> {
    const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress)
    if (!keeps(held, who, now)) return undefined
    const { rows, brought } = await house.store.tx(who.congress, async tx => { const rows = await allSeries(tx); return { rows, brought: await broughtIn(tx, rows) } })
    const all = rows.filter(r => r.issued || brought.get(r.series)?.length).map(r => lineOf(held, r, brought.get(r.series) ?? []))
    return { held, now, brought, all: all.sort((a, b) => (a.year === b.year ? (a.label[0] < b.label[0] ? -1 : 1) : a.year < b.year ? 1 : -1)) }
  }
  async function numbersOf(who: Who, o: Opened, s: SeriesLine, after: number, limit: number): Promise<NumberLine[]> {
    const { held, now } = o, besides = (o.brought.get(s.series) ?? []).filter(b => b.n > after).slice(0, limit)
    const { rows, matters } = await house.store.tx(who.congress, async tx => {
      const found = [...await issuedNumbers(tx, s.series, after, limit), ...besides].sort((a, b) => a.n - b.n).slice(0, limit)
      return { rows: found, matters: new Map((await byIds(tx, [...new Set(found.map(r => r.matter))])).map(m => [m.id, m])) }
    })
    return rows.map(r => {
      const m = matters.get(r.matter), day = dayOf(r.at)
      return {
        n: r.n, text: numberText(held.world, s.series, r.n, day), what: whatOf(held, r, s.series), day, at: r.recordedAt, by: actorOn(held, r.actor, r.at), organ: organOf(held, r.actor),
        matter: m && ofRow(held, who, m, now).sees ? { id: m.id, title: [m.title || '—', m.title || '—'] } : null,
        voided: r.voidAt && r.voidActor ? { at: r.voidAt, by: actorOn(held, r.voidActor, r.voidAt), why: m?.marks.quarantined ? sealedTitle : whyOf(held, r) } : null,
      }
    })
  }
  return {
    async view(who, asked) {
      const o = await opened(who)
      if (!o) return undefined
      const { now, all } = o, line = asked.series === undefined ? undefined : all.find(s => s.series === asked.series)
      const years = [...new Set(all.map(s => s.year))], year = line?.year ?? (asked.year && years.includes(asked.year) ? asked.year : years[0] ?? dayOf(now).slice(0, 4)), series = all.filter(s => s.year === year)
      if (!line) return { years, year, series, one: null }
      const numbers = await numbersOf(who, o, line, asked.after ?? 0, perPage + 1), more = numbers.length > perPage
      return { years, year, series, one: { line, numbers: numbers.slice(0, perPage), missing: line.wrong ? await house.store.tx(who.congress, tx => missingNumbers(tx, line.series, (o.brought.get(line.series) ?? []).map(b => b.n), missingShown)) : [], next: more ? numbers[perPage - 1]!.n : null } }
    },
    async table(who, asked) {
      const o = await opened(who)
      if (!o) return undefined
      const rows: { series: Label; line: NumberLine }[] = []
      for (const s of o.all.filter(x => (asked.series === undefined ? x.year === asked.year : x.series === asked.series))) {
        // A short transaction for each page: a long table keeps nobody waiting.
        for (let after = 0; ;) {
          const page = await numbersOf(who, o, s, after, perPage)
          rows.push(...page.map(line => ({ series: s.label, line })))
          if (page.length < perPage) break
          after = page.at(-1)!.n
        }
      }
      return rows
    },
  }
}
