/** 疑点清单: what an auditor looks at first, and samples drawn with a seed of their own. Reads masked records; changes nothing. */
import { reckon } from '#law/clock.ts'
import { dayOf, formatDay, shift, startOfDay } from '#law/time.ts'
import { termOf } from '#loop/settings.ts'
import type { Day, Id, Instant, Label } from '#loop/words.ts'
import { addDraw, type DoubtRow, type DrawRow, drawFrom, drawsOf, findDraw, lateActs, lookers, looks, phoneRatings, populationOf, returns, type SealRow, seals, solvedBare, type Span } from '#store/doubts.ts'
import { byIds } from '#store/matters.ts'
import type { MatterRow, Tx } from '#store/shapes.ts'
import { ServiceError } from '#service/errors.ts'
import type { House } from '#service/house.ts'
import { lineOf, nameOf } from '#service/lines.ts'
import { ofRow } from '#service/may.ts'
import { numberSaid } from '#service/suggestion-lines.ts'
import type { MatterLine, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

export const doubtKinds = ['late', 'burst', 'bare', 'return', 'look', 'seal'] as const
export type DoubtKind = (typeof doubtKinds)[number]
export const doubtLabels: Readonly<Record<DoubtKind, Label>> = {
  late: ['事后补记（超过两天、没有纸质或材料）', 'Told late, over two days and without a paper'], burst: ['同一人短时间代记多件电话评价', 'Many phone ratings by one recorder at once'],
  bare: ['计入解决，但没有材料、也没到场看过', 'Counted as solved without evidence or a visit'], return: ['超过期限的退单、改派', 'Returns and reassignments after their time'], look: ['查看联系方式、补打回执', 'Looks at contacts, receipts printed again'], seal: ['疑似涉密封存', 'Sealed as suspected secrets'],
}
export type DoubtLine = { readonly line: MatterLine; /** Sealed: named by its number, and not to be opened. */ readonly shut: boolean; readonly what: Label; readonly who: Label | null; readonly at: Instant; readonly recordedAt: Instant | null }
export type DoubtsView = {
  readonly kind: DoubtKind; readonly from: Day; readonly to: Day
  readonly counts: Readonly<Record<DoubtKind, number>>
  readonly lines: readonly DoubtLine[]
  /** Behind a wall the auditor does not see past: counted, not shown. */
  readonly hidden: number
  /** There are more than this list holds. */
  readonly more: boolean
  /** Of looks: how often each viewer looked. */
  readonly viewers: readonly { readonly person: Label; readonly organ: Label; readonly n: number }[]
  readonly burst: number
}
export type DrawView = Omit<DrawRow, 'person' | 'organ' | 'drawn'> & { readonly person: Label; readonly organ: Label; readonly procedureLabel: Label; readonly lines: readonly (MatterLine | { readonly id: Id; readonly hidden: true })[]; /** Drawn once more just now, it is the same. */ readonly same: boolean }
export type DrawAsk = { readonly procedure: string; readonly from: Day; readonly to: Day; readonly seed: string; readonly size: number; readonly key: string }

const most = 500, longestSeed = 60, largestSample = 500, burstMs = 10 * 60_000

const holds = (held: Held, who: Who, now: Instant, kinds: readonly string[]): boolean => held.world.directory.postsOf(who.person, dayOf(now)).some(p => kinds.includes(p.kind))

/** Those of one recorder's ratings that stand within ten minutes of as many others. */
export function bursts(rows: readonly DoubtRow[], n: number): { row: DoubtRow; of: number }[] {
  const found = new Map<DoubtRow, number>()
  for (const [i, first] of rows.entries()) {
    let j = i
    while (j + 1 < rows.length && rows[j + 1]!.person === first.person && Date.parse(rows[j + 1]!.recordedAt) - Date.parse(first.recordedAt) <= burstMs) j++
    if (j - i + 1 >= n) for (let k = i; k <= j; k++) found.set(rows[k]!, Math.max(found.get(rows[k]!) ?? 0, j - i + 1))
  }
  return [...found].map(([row, of]) => ({ row, of }))
}

type Found = { readonly row: DoubtRow; readonly what: Label }
/** How a sealing stands. It says nothing of why. */
function sealSays(r: SealRow, now: Instant): Label {
  const gone: Label = r.shredded ? ['，附件和原话已销毁', '; attachments and words destroyed'] : ['', '']
  if (r.finding === 'clear') return ['封存过，查明不涉密，已解封', 'Was sealed; found to be no secret']
  if (r.finding === 'secret') return [`确认涉密，不再恢复${gone[0]}`, `A secret; it stays sealed${gone[1]}`]
  const told: Label = r.reported ? ['已报告', 'reported'] : ['没有报告', 'not reported'], due = r.due ? formatDay(dayOf(r.due)) : undefined
  if (due && r.due! < now) return [`封存超过期限（${due[0]}）没有结论，${told[0]}${gone[0]}`, `Sealed beyond ${due[1]} without a conclusion; ${told[1]}${gone[1]}`]
  return [`封存核查中${due ? `，应在${due[0]}前作出结论` : ''}，${told[0]}${gone[0]}`, `Sealed, being checked${due ? `, to be concluded by ${due[1]}` : ''}; ${told[1]}${gone[1]}`]
}
async function doubtsOf(tx: Tx, held: Held, kind: DoubtKind, span: Span, n: number, now: Instant): Promise<Found[]> {
  const actName = (r: DoubtRow): Label => held.world.procedures.get(r.procedure).acts[r.act]?.label ?? [r.act, r.act]
  switch (kind) {
    case 'late': return (await lateActs(tx, span, held.world.procedures.list.filter(p => p.register).map(p => p.id), most + 1)).map(row => {
      const days = Math.floor((Date.parse(row.recordedAt) - Date.parse(row.at)) / 86_400_000), name = actName(row)
      return { row, what: [`${name[0]}：${dayOf(row.at)}的事，过了${days}天才记`, `${name[1]}: of ${dayOf(row.at)}, written down ${days} days later`] }
    })
    case 'burst': return bursts(await phoneRatings(tx, span), n).map(({ row, of }) => ({ row, what: [`十分钟内代记电话评价${of}件`, `${of} phone ratings written down within ten minutes`] }))
    case 'bare': return (await solvedBare(tx, span, most + 1)).map(row => ({ row, what: ['计入解决，没有佐证材料，代表没有到场查看', 'Counted as solved; no evidence, and no deputy went to look'] }))
    case 'return': return (await returns(tx, span)).flatMap((row): Found[] => {
      const opened = dayOf(row.openedAt), window = reckon(held.world.calendar, opened, termOf(held.world.settings.look('handling.returnDays', opened)))
      const last = formatDay(window.day)
      if (row.act === 'reassign' && row.asked === null && row.recordedAt > window.due) return [{ row, what: [`退单期限（${last[0]}）过后改派`, `Reassigned after the window for a return (${last[1]})`] }]
      if (row.asked !== null && row.asked > window.due) return [{ row, what: [`退单申请已过期限（${last[0]}），仍被同意`, `Asked for after the window (${last[1]}) and still agreed to`] }]
      if (row.due !== null && row.recordedAt > row.due) return [{ row, what: [`审定退单超过期限（${formatDay(dayOf(row.due))[0]}）`, `Decided after its due date (${formatDay(dayOf(row.due))[1]})`] }]
      return []
    })
    case 'seal': return (await seals(tx, span, most + 1)).map(row => ({ row, what: sealSays(row, now) }))
    case 'look': return (await looks(tx, span, undefined, most + 1)).map(l => ({ row: { matter: l.matter, act: l.field, procedure: '', at: l.at, recordedAt: l.at, person: l.person }, what: l.field === 'receipt' ? [`补打回执：${l.reason}`, `Receipt printed again: ${l.reason}`] : [`查看联系方式：${l.reason}`, `Contact looked at: ${l.reason}`] }))
  }
}

function period(house: House, who: Who, p: { from?: Day | undefined; to?: Day | undefined }): { from: Day; to: Day; span: Span } {
  const today = dayOf(house.worlds.now(who.congress)), to = p.to ?? today, from = p.from ?? `${to.slice(0, 4)}-01-01`
  if (from > to) throw new ServiceError('badRequest', ['开始的日子不能晚于结束的日子', 'It must begin before it ends'], 'from')
  return { from, to, span: { from: startOfDay(from), to: startOfDay(shift(to, 1)) } }
}

/** The list of one kind, with the numbers of all; undefined for whoever is no auditor. */
export async function doubts(house: House, who: Who, kind: DoubtKind, p: { from?: Day | undefined; to?: Day | undefined }): Promise<DoubtsView | undefined> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress)
  if (!holds(held, who, now, ['auditor'])) return undefined
  const { from, to, span } = period(house, who, p), burst = Number(held.world.settings.look('request.burstRatings', to).value)
  const counts = {} as Record<DoubtKind, number>
  let chosen: Found[] = []
  // A short transaction for each kind: nobody waits for all of them.
  for (const k of doubtKinds) { const found = await house.store.tx(who.congress, tx => doubtsOf(tx, held, k, span, burst, now)); counts[k] = Math.min(found.length, most); if (k === kind) chosen = found }
  const page = chosen.slice(0, most)
  const { rows, viewers } = await house.store.tx(who.congress, async tx => ({ rows: new Map((await byIds(tx, [...new Set(page.map(f => f.row.matter))])).map(m => [m.id, m])), viewers: kind === 'look' ? await lookers(tx, span) : [] }))
  const lines = page.flatMap((f): DoubtLine[] => {
    const m = rows.get(f.row.matter)
    const sees = m !== undefined && ofRow(held, who, m, now).sees, shut = m !== undefined && !sees && kind === 'seal' && m.marks.quarantined !== undefined
    return m && (sees || shut) ? [{ line: shut ? sealedLine(held, m, now) : lineOf(held, m, null, now), shut, what: f.what, who: f.row.person ? nameOf(held, f.row.person) : null, at: f.row.at, recordedAt: kind === 'look' ? null : f.row.recordedAt }] : []
  })
  return { kind, from, to, counts, lines, hidden: page.length - lines.length, more: chosen.length > most, viewers: viewers.map(x => ({ person: nameOf(held, x.person), organ: nameOf(held, x.organ), n: x.n })), burst }
}

/** By its number, where it stands and who keeps it; of its words there are none in the row. */
function sealedLine(held: Held, m: MatterRow, now: Instant): MatterLine {
  const line = lineOf(held, m, null, now), no: Label = numberSaid(m.marks) ?? [m.short ?? '', m.short ?? ''], by = (m.parties.custodians ?? []).map(p => nameOf(held, p))
  return { ...line, title: [`${line.title[0]}${line.procedureLabel[0]}${no[0]}，${line.stageLabel[0]}；${by.map(b => b[0]).join('、')}保管`, `${line.title[1]} ${line.procedureLabel[1]} ${no[1]}, ${line.stageLabel[1]}; kept by ${by.map(b => b[1]).join(', ')}`] }
}

/** Draws a sample and keeps it. */
export async function draw(house: House, who: Who, a: DrawAsk): Promise<Id | undefined> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress)
  if (!holds(held, who, now, ['auditor'])) return undefined
  const seed = a.seed.trim(), no = (zh: string, en: string, field: string): never => { throw new ServiceError('badRequest', [zh, en], field) }
  if (!held.world.procedures.list.some(p => p.id === a.procedure && !p.register && !p.childOnly)) no('请选事项种类', 'Choose a kind of matter', 'procedure')
  if (seed.length < 4 || seed.length > longestSeed || /[\u0000-\u001f\u007f]/.test(seed)) no(`种子写4到${longestSeed}个字，自己定、事先定`, `A seed of 4 to ${longestSeed} characters, your own and chosen beforehand`, 'seed')
  if (!Number.isInteger(a.size) || a.size < 1 || a.size > largestSample) no(`抽1到${largestSample}件`, `From 1 to ${largestSample}`, 'size')
  const { from, to } = period(house, who, a), population = { procedure: a.procedure, from, to, known: now }
  const id = house.keys.ids(who.congress, `draw|${who.person}|${a.key}`)()
  await house.store.tx(who.congress, async tx => {
    const n = await populationOf(tx, population)
    if (n === 0) no('这段时间没有这种事项', 'There is none of this kind in that time', 'from')
    await addDraw(tx, { id, person: who.person, organ: who.organ, procedure: a.procedure, from, to, seed, size: a.size, population: n, drawn: await drawFrom(tx, population, seed, a.size), at: now })
  })
  return id
}

const labelOf = (held: Held, procedure: string): Label => held.world.procedures.get(procedure).label
/** One drawing, drawn once more to see that it is the same. */
export async function drawn(house: House, who: Who, id: Id): Promise<DrawView | undefined> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress)
  if (!holds(held, who, now, ['auditor'])) return undefined
  return house.store.tx(who.congress, async tx => {
    const d = await findDraw(tx, id)
    if (!d) return undefined
    const again = await drawFrom(tx, { procedure: d.procedure, from: d.from, to: d.to, known: d.at }, d.seed, d.size)
    const rows = new Map((await byIds(tx, d.drawn)).map(m => [m.id, m]))
    const { person, organ, drawn: ids, ...rest } = d
    return {
      ...rest, person: nameOf(held, person), organ: nameOf(held, organ), procedureLabel: labelOf(held, d.procedure), same: again.join() === ids.join(),
      lines: ids.map(x => { const m = rows.get(x); return m && ofRow(held, who, m, now).sees ? lineOf(held, m, null, now) : { id: x, hidden: true as const } }),
    }
  })
}
export type DrawLine = { readonly id: Id; readonly at: Instant; readonly person: Label; readonly procedureLabel: Label; readonly from: Day; readonly to: Day; readonly seed: string; readonly size: number; readonly population: number }
/** What was drawn, the latest first, and the kinds it can be drawn from. */
export async function draws(house: House, who: Who): Promise<{ readonly lines: readonly DrawLine[]; readonly procedures: readonly { readonly id: string; readonly label: Label }[]; readonly from: Day; readonly to: Day } | undefined> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), today = dayOf(now)
  if (!holds(held, who, now, ['auditor'])) return undefined
  const rows = await house.store.tx(who.congress, tx => drawsOf(tx, 50))
  return {
    lines: rows.map(d => ({ id: d.id, at: d.at, person: nameOf(held, d.person), procedureLabel: labelOf(held, d.procedure), from: d.from, to: d.to, seed: d.seed, size: d.size, population: d.population })),
    procedures: held.world.procedures.list.filter(p => !p.register && !p.childOnly).map(p => ({ id: p.id, label: p.label })), from: `${today.slice(0, 4)}-01-01`, to: today,
  }
}

export type LooksView = { readonly from: Day; readonly to: Day; readonly person: Id | null; readonly viewers: readonly { readonly id: Id; readonly person: Label; readonly organ: Label; readonly n: number }[]; readonly looks: readonly { readonly at: Instant; readonly person: Label; readonly organ: Label; readonly what: 'contact' | 'receipt'; readonly reason: string; readonly matter: Id }[]; readonly more: boolean }
/** Who looked at which contact and why: for the security administrator, who opens no matter. */
export async function looksView(house: House, who: Who, p: { from?: Day | undefined; to?: Day | undefined; person?: Id | undefined }): Promise<LooksView | undefined> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress)
  if (!holds(held, who, now, ['securityAdmin'])) return undefined
  const { from, to, span } = period(house, who, p)
  return house.store.tx(who.congress, async tx => {
    const rows = await looks(tx, span, p.person, most + 1)
    return {
      from, to, person: p.person ?? null, viewers: (await lookers(tx, span)).map(x => ({ id: x.person, person: nameOf(held, x.person), organ: nameOf(held, x.organ), n: x.n })), more: rows.length > most,
      looks: rows.slice(0, most).map(r => ({ at: r.at, person: nameOf(held, r.person), organ: nameOf(held, r.organ), what: r.field === 'receipt' ? 'receipt' as const : 'contact' as const, reason: r.reason, matter: r.matter })),
    }
  })
}
