/** What the holder of a receipt sees and may do: plain words, no one of the handling organ by name. */
import { dayOf } from '#law/time.ts'
import { available } from '#loop/available.ts'
import { type Family, fold, isQuarantined, openDuties, type State } from '#loop/fold.ts'
import { patternOf } from '#loop/procedure.ts'
import { sentence } from '#loop/sentence.ts'
import type { Day, Id, Instant, Label } from '#loop/words.ts'
import { beingChecked } from '#procedures/quarantine.ts'
import { outcomes } from '#procedures/words.ts'
import { tryOnce } from '#store/attempts.ts'
import { filesOf } from '#store/files.ts'
import { byReceipt, byShort, listMatters } from '#store/matters.ts'
import { particularsOf } from '#store/particulars.ts'
import { grownFrom } from '#service/grown.ts'
import type { House } from '#service/house.ts'
import { codeLength, normalCode, sameText } from '#service/keys.ts'
import { categoryOf, nameOf } from '#service/lines.ts'
import { contactViews, handlerName, unsealed } from '#service/matter.ts'
import { looking } from '#service/may.ts'
import type { Held } from '#service/world.ts'
import type { PublicLine, ReceiptView } from '#service/views.ts'

/** Which congress a code belongs to is written at its head: row-level security must know before any look-up. */
export async function behind(house: House, code: string): Promise<{ congress: number; matter: Id; short: string | null } | undefined> {
  const text = normalCode(code)
  if (text.length <= codeLength || text.length > codeLength + 12) return undefined
  const head = text.slice(0, -codeLength)
  const congress = (await house.worlds.congresses()).find(c => normalCode(c.short) === head)
  if (!congress) return undefined
  const m = await house.store.tx(congress.id, tx => byReceipt(tx, house.receiptHash(text)))
  return m && { congress: congress.id, matter: m.id, short: m.short }
}

export async function receiptView(house: House, code: string): Promise<ReceiptView | undefined> {
  const at = await behind(house, code)
  const read = at && (await house.store.readFamily(at.congress, at.matter))
  if (!at || !read) return undefined
  const held = await house.worlds.at(at.congress, read.config)
  const family = fold(read.root, read.events), now = house.worlds.now(at.congress)
  const s = family.matters.get(read.root)!
  const station = s.parties.station?.[0] ?? s.parties.district?.[0]
  const organ = station ? held.world.directory.organ(station) : undefined
  const parts = [s, ...family.matters.values()].filter((x, i, all) => x.procedure === s.procedure && all.indexOf(x) === i)
  const ratable = parts.filter(x => x.stage === 'verified')
  const due = nextOf(parts.flatMap(x => [...openDuties(x), ...x.children.flatMap(c => openDuties(family.matters.get(c)!))]))
  const deputy = parts.map(x => x.parties.follower?.[0]).find(x => x)
  // One word, the day it was entered and whom to ask; nothing that was said, by anybody.
  if (isQuarantined(family, s)) return {
    code, short: at.short ?? '', title: '', stage: 'quarantined', plain: beingChecked, by: null, byWhat: null, station: organ ? { name: [organ.name, organ.nameEn], phone: organ.phone ?? null } : null, deputy: null, steps: [], timeline: [], grown: null,
    mayRate: false, ratable: [], mayWithdraw: false, mayAddPhotos: false, views: [], hash: read.events[0]!.hash, openedDay: dayOf(s.openedAt), outcome: null, photos: 0, hasPhone: false, erased: s.marks.erased === '1',
  }
  return {
    code, short: at.short ?? '', title: s.marks.gist ?? '', stage: s.stage, plain: plainOf(held.world.procedures.get(s.procedure, s.version), s), by: due?.day ?? null, byWhat: due?.what ?? null,
    station: organ ? { name: [organ.name, organ.nameEn], phone: organ.phone ?? null } : null, deputy: deputy ? (held.world.directory.name(deputy) ?? null) : null,
    steps: stepsOf(parts), mayRate: ratable.length > 0, ratable: ratable.map(x => ({ id: x.id, title: x.marks.gist ?? '' })), mayWithdraw: !s.ended, mayAddPhotos: choicesOf(held, family, s, now).some(c => c.act === 'addPhotos' && !c.refusal),
    timeline: read.events.filter(e => { const spec = held.world.procedures.get(e.procedure, e.version).acts[e.act]; return spec?.portal && !spec.hidden || e.act === 'closeSilent' }).map(e => {
      const q = held.world.procedures.get(e.procedure, e.version)
      return { day: dayOf(e.at), sentence: sentence(q, e, held.world.directory, patternOf(q.acts[e.act]!.portal, e.input), { handler: handlerName(held, family, e.matter) }) }
    }),
    grown: await grownFrom(house, at.congress, read.events), views: await contactViews(house, held, at.congress, read.root), hash: read.events[0]!.hash, openedDay: dayOf(s.openedAt),
    outcome: s.marks.outcome ? ((outcomes as Record<string, Label>)[s.marks.outcome] ?? null) : null,
    photos: (await house.store.tx(at.congress, tx => filesOf(tx, read.root))).length,
    hasPhone: read.events.some(e => e.matter === read.root && typeof e.input.phone === 'object') && !s.marks.erased, erased: s.marks.erased === '1',
  }
}

/** What its holder may do, by the same rules as every other act. */
const choicesOf = (held: Held, family: Family, s: State, now: Instant) => available(held.world, family, looking(s.id, { kind: 'receipt', matter: s.root }, now))

/** The requester's own words, for the browser that holds the slip: the link alone never shows them. */
export async function receiptWords(house: House, code: string): Promise<string | undefined> {
  const at = await behind(house, code), read = at && (await house.store.readFamily(at.congress, at.matter))
  if (!at || !read) return undefined
  const family = fold(read.root, read.events)
  return isQuarantined(family, family.matters.get(at.matter)!) ? undefined : (await unsealed(house, at.congress, at.matter, ['what'])).what
}

/** What the requester waits for next, said with its day; what the station owes beside the way is no business of theirs. */
const promises: Readonly<Record<string, Label>> = {
  rate: ['请您在这天前评一评', 'please rate by then'], submit: ['最晚这天前给结果', 'a result by then at the latest'], verify: ['代表最晚这天前核实', 'checked by a deputy by then'],
  dispatch: ['最晚这天前派给承办单位', 'sent to a handling organ by then'], noteUpward: ['站里最晚这天前再去问', 'the station asks again by then'], conclude: ['主任会议最晚这天前研究', 'considered by the chairpersons’ meeting by then'],
}
function nextOf(duties: readonly { act: string; due: string }[]): { day: Day; what: Label } | undefined {
  for (const act of Object.keys(promises)) {
    const due = duties.filter(d => d.act === act).map(d => d.due).sort().at(-1)
    if (due) return { day: dayOf(due), what: promises[act]! }
  }
  return undefined
}

const plainOf = (p: { stages: Readonly<Record<string, { portal?: Label; label: Label }>> }, s: State): Label => p.stages[s.stage]?.portal ?? p.stages[s.stage]?.label ?? [s.stage, s.stage]

/** 已收到 → 谁在办 → 代表核实 → 请您评: as far as the slowest part has come. */
function stepsOf(parts: readonly State[]): ReceiptView['steps'] {
  const rank: Record<string, number> = { placed: 0, atDistrict: 0, split: 1, dispatched: 1, handling: 1, rehandling: 1, upward: 1, resulted: 2, verified: 3, toChairs: 3, closed: 4, withdrawn: 4, void: 4 }
  const open = parts.filter(x => !x.ended && x.stage !== 'split')
  const now = open.length ? Math.min(...open.map(x => rank[x.stage] ?? 0)) : 4
  const labels: Label[] = [['已收到', 'Received'], ['有人在办', 'Being handled'], ['代表核实', 'Deputy checks'], ['请您评', 'You rate']]
  return labels.map((label, i) => ({ label, state: i < now ? 'done' : i === now ? 'now' : 'ahead' }))
}

/** The link may have been passed on: rating asks for what stands on the paper, or the phone's last four. */
export async function proof(house: House, code: string, given: string): Promise<boolean | 'limited'> {
  const at = await behind(house, code)
  const digits = given.replace(/\D/g, '')
  if (!at || (digits.length !== 6 && digits.length !== 4)) return false
  if (!(await mayTry(house, at.congress, `proof:${at.matter}`))) return 'limited'
  if (digits.length === 6) return at.short !== null && sameText(digits, at.short)
  return digits.length === 4 && tailMatches(house, at.congress, at.matter, digits)
}
async function tailMatches(house: House, congress: number, matter: Id, tail: string): Promise<boolean> {
  const [row] = await house.store.tx(congress, tx => particularsOf(tx, [matter], ['phoneTail']))
  return row !== undefined && sameText(Buffer.from(row.sealed).toString('hex'), house.keys.tailMark(congress, matter, tail))
}

const hourMs = 3_600_000, triesAnHour = 5
/** Tries at a number or a receipt's proof, kept in the store so that a restart forgives nothing. By the real clock. */
const mayTry = (house: House, congress: number, what: string): Promise<boolean> => {
  const now = house.realNow()
  return house.store.tx(congress, tx => tryOnce(tx, what, new Date(now).toISOString(), new Date(now - hourMs).toISOString(), triesAnHour))
}
/** Six digits and a phone's last four show the status and nothing else; five tries an hour for a number, kept in the store. */
export async function status(house: House, congress: number, short: string, tail: string): Promise<{ found: { plain: Label; by: Day | null; openedDay: Day; byWhat: Label | null }[] } | 'limited'> {
  const digits = short.replace(/\D/g, ''), last = tail.replace(/\D/g, '').slice(-4)
  if (digits.length !== 6 || last.length !== 4) return { found: [] }
  const held = await house.worlds.get(congress)
  if (!(await mayTry(house, congress, digits))) return 'limited'
  const found: { plain: Label; by: Day | null; byWhat: Label | null; openedDay: Day }[] = []
  for (const m of await house.store.tx(congress, tx => byShort(tx, digits))) {
    if (!(await tailMatches(house, congress, m.id, last))) continue
    const read = await house.store.readFamily(congress, m.id)
    const family = fold(read!.root, read!.events), s = family.matters.get(m.id)!, shut = isQuarantined(family, s)
    const due = shut ? undefined : nextOf(openDuties(s))
    found.push({ plain: shut ? beingChecked : plainOf(held.world.procedures.get(m.procedure, m.version), s), by: due?.day ?? null, byWhat: due?.what ?? null, openedDay: dayOf(m.openedAt) })
  }
  return { found }
}

/** What two people have released for everybody to read. */
export async function published(house: House, congress: number): Promise<PublicLine[]> {
  const held = await house.worlds.get(congress)
  const rows = await house.store.tx(congress, tx => listMatters(tx, { procedures: ['request'], published: true, restricted: false }, { limit: 100 }))
  return rows.map(r => ({ id: r.id, title: r.marks.publicTitle ?? '', text: r.marks.publicText ?? '', outcome: r.outcome ? ((outcomes as Record<string, Label>)[r.outcome] ?? null) : null, category: categoryOf(held, r.category, dayOf(house.worlds.now(congress)), r.procedure), place: r.place ? nameOf(held, r.place) : null, openedDay: dayOf(r.openedAt) }))
}
