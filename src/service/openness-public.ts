/** Suggestions as anybody may read them: released words, and of the course what carries nobody's own. */
import { createHash } from 'node:crypto'
import { dayOf } from '#law/time.ts'
import { fold, isQuarantined, partyOf, type State } from '#loop/fold.ts'
import { choiceLabel, optionsIn } from '#loop/settings.ts'
import type { Day, Event, Id, Label, TermRow } from '#loop/words.ts'
import { grades, machineOf } from '#procedures/words.ts'
import { hows, outcomes } from '#procedures/suggestion/words.ts'
import { anyPublic, byPublicNumber, countPublic, organsPublic, publicPage, type PublicRow, sessionsPublic, withheldBy } from '#store/openness.ts'
import type { Tx } from '#store/shapes.ts'
import { numberSaid } from '#service/suggestion-lines.ts'
import type { House } from '#service/house.ts'
import { inWords, nameOf } from '#service/lines.ts'
import type { FeedEntry, OpennessService, PublicAsk, PublicListView, PublicSuggestion, PublicSuggestionLine } from '#service/openness-views.ts'
import type { Held } from '#service/world.ts'

const pageSize = 50, mostPages = 200, mostOfSession = 5000, feedLength = 50, excerpt = 120
const outcomeLabels: Readonly<Record<string, Label>> = outcomes, howLabels: Readonly<Record<string, Label>> = hows, gradeLabels: Readonly<Record<string, Label>> = grades

/** 2026-017: the year and number it was first released under. */
export const addressOf = (marks: Readonly<Record<string, string>>): string => `${marks.publicYear}-${marks.publicNo!.padStart(3, '0')}`
/** Written as we write it, or it is no number of ours: each has one address. */
function numberIn(no: string): { year: string; n: string } | undefined {
  const [, year, n] = /^(\d{4})-(\d{3,6})$/.exec(no) ?? []
  return year && n && addressOf({ publicYear: year, publicNo: String(Number(n)) }) === no ? { year, n: String(Number(n)) } : undefined
}

/** Sessions by the part of the address they are asked for with: 2-5 is the second congress's fifth; a session alone in its words keeps its id. */
function sessionsOf(held: Held): { readonly id: Id; readonly key: string; readonly label: Label }[] {
  const all = held.world.directory.all.terms, by = new Map(all.map(t => [t.id, t])), day = held.day
  const plain = (t: TermRow): string | undefined => { const parent = t.parent ? by.get(t.parent) : undefined; return parent ? `${parent.number}-${t.number}` : undefined }
  const sessions = all.filter(t => t.kind === 'session' && t.validFrom <= day && (t.validTo === undefined || t.validTo >= t.validFrom)).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  const times = new Map<string, number>()
  for (const t of sessions) { const k = plain(t); if (k) times.set(k, (times.get(k) ?? 0) + 1) }
  return sessions.map(t => { const k = plain(t); return { id: t.id, key: k !== undefined && times.get(k) === 1 ? k : t.id, label: [t.name, t.nameEn] as const } })
}
const sessionLabel = (held: Held, id: Id | undefined): Label | null => { const t = id ? held.world.directory.term(id) : undefined; return t ? [t.name, t.nameEn] : null }

function lineOf(held: Held, r: Pick<PublicRow, 'category' | 'outcome' | 'marks' | 'parties' | 'organs' | 'at'>): PublicSuggestionLine {
  const { marks, parties } = r, day = held.day
  return {
    no: addressOf(marks), title: marks.publicTitle ?? '', session: sessionLabel(held, parties.session?.[0]), number: numberSaid(marks), theme: r.category ? inWords(held, choiceLabel(held.world.settings, 'suggestion.themes', r.category, day)) : ['未分类', 'Not classified'],
    organs: r.organs.map(o => nameOf(held, o)), outcome: r.outcome ? outcomeLabels[r.outcome] ?? null : null,
    deputies: marks.hideName ? null : [...(marks.how === 'delegation' ? parties.delegation ?? [] : []), ...(parties.lead ?? []), ...(parties.coSigners ?? [])].map(p => nameOf(held, p)),
    publishedOn: marks.publishedOn ?? dayOf(r.at), at: r.at,
  }
}

async function withheld(tx: Tx, held: Held, session: Id | undefined): Promise<PublicListView['withheld']> {
  return (await withheldBy(tx, session)).map(w => ({ reason: w.reason ? choiceLabel(held.world.settings, 'suggestion.withholdReasons', w.reason, held.day) : ['未分类', 'Not classified'] as const, n: w.n }))
}

async function list(house: House, congress: number, ask: PublicAsk): Promise<PublicListView> {
  const held = await house.worlds.get(congress), sessions = sessionsOf(held), { settings, directory } = held.world
  return house.store.tx(congress, async tx => {
    const open = new Set(await sessionsPublic(tx, sessions.map(s => s.id))), shown = sessions.filter(s => open.has(s.id))
    // Without a word the latest session is meant, unless something is searched for: then all years are.
    const session = ask.session === 'all' || (ask.q && !ask.session) ? undefined : ask.session ? sessions.find(s => s.key === ask.session) : shown[0]
    const none = ask.session !== undefined && ask.session !== 'all' && !session
    const filter = { session: session?.id, organ: ask.organ, theme: ask.theme, outcome: ask.outcome, search: ask.q }
    const total = none ? 0 : await countPublic(tx, filter), pages = Math.min(mostPages, Math.max(1, Math.ceil(total / pageSize))), page = Math.min(Math.max(1, ask.page ?? 1), pages)
    const rows = none ? [] : await publicPage(tx, filter, 'published', pageSize, (page - 1) * pageSize)
    const organs = none ? [] : (await organsPublic(tx, session?.id)).filter(o => directory.organ(o)).map(o => ({ id: o, label: nameOf(held, o) })).sort((a, b) => a.label[0].localeCompare(b.label[0], 'zh-CN'))
    return {
      items: rows.map(r => lineOf(held, r)), total, page, pages, session: session ? { id: session.key, label: session.label } : null, asked: ask,
      options: {
        session: [...shown.map(s => ({ id: s.key, label: s.label })), { id: 'all', label: ['全部会议', 'All sessions'] }], organ: organs, theme: optionsIn(settings.look('suggestion.themes', held.day).value).map(o => ({ id: o.id, label: inWords(held, o.label) })),
        outcome: (['solved', 'promised', 'later', 'reference'] as const).map(id => ({ id, label: outcomes[id] })),
      },
      withheld: none ? [] : await withheld(tx, held, session?.id),
    }
  })
}

/** The organs that answer for it: what has come back or gone elsewhere is left out. */
const assignedNow = (s: State): Id[] => [...new Set(s.facts.filter(f => f.name === 'suggestion.assigned' && f.retractedSeq === undefined && f.organ).map(f => f.organ!))]

/** The course in plain sentences: dates, organs and classes, and nobody's free words. */
function historyOf(held: Held, events: readonly Event[], s: State, showGrades: boolean): PublicSuggestion['history'] {
  const out: { day: Day; sentence: Label }[] = []
  let stage = '', replies = 0, shown = 0
  const organ = (id: Id | undefined, day: Day): Label => (id ? held.world.directory.nameOn(id, day, true) ?? nameOf(held, id) : ['承办单位', 'the handling organ'])
  const classOn = (id: string | undefined, day: Day): Label => (id ? choiceLabel(held.world.settings, 'handling.classes', id, day) : ['', ''])
  for (const e of events.filter(x => x.matter === s.id)) {
    const day = dayOf(e.at), add = (zh: string, en: string) => out.push({ day, sentence: [zh, en] }), fact = (name: string) => e.establishes.find(f => f.name === name)
    if (e.act === 'accept') add('受理编号', 'Accepted and numbered')
    if (fact('suggestion.handedOver')) { const all = e.establishes.filter(f => f.name === 'suggestion.assigned').map(f => organ(f.organ, day)); add(`交${all.map(o => o[0]).join('、')}办理`, `Handed over to ${all.map(o => o[1]).join(', ')}`) }
    if (fact('suggestion.reassigned')) { const to = organ(fact('suggestion.reassigned')!.organ, day); add(`改由${to[0]}办理`, `Handed to ${to[1]} instead`) }
    if (fact('suggestion.extended')) add('经批准延长答复期限', 'The term to reply was extended')
    if (e.to === 'replied' && stage !== 'replied') { const is = classOn(e.marks?.class ?? undefined, day); add(`${replies++ ? '再次答复' : '答复'}代表（${is[0]}）`, `${replies > 1 ? 'Replied again' : 'Replied'} (${is[1]})`) }
    if (e.act === 'replyAgain') { const is = classOn(e.marks?.class ?? undefined, day); add(`续报（${is[0]}）${fact('suggestion.kept') ? '，承诺的事已办成' : ''}`, `Follow-up reply (${is[1]})${fact('suggestion.kept') ? '; the promise was kept' : ''}`) }
    if (showGrades && e.act === 'evaluate') { const [p, r] = [gradeLabels[String(e.input.process)], gradeLabels[String(e.input.result)]]; if (p && r) add(`代表评价：办理过程${p[0]}，办理结果${r[0]}`, `The deputy: process ${p[1]}, result ${r[1]}`) }
    if (e.act === 'publish') add(shown++ ? '更正公开内容' : '公开', shown > 1 ? 'What is public was corrected' : 'Made public')
    stage = e.to
  }
  return out
}

async function one(house: House, congress: number, no: string): Promise<PublicSuggestion | 'gone' | undefined> {
  const asked = numberIn(no)
  const id = asked && (await house.store.tx(congress, tx => byPublicNumber(tx, asked.year, asked.n))), read = id && (await house.store.readFamily(congress, id))
  if (!read) return undefined
  const held = await house.worlds.at(congress, read.config), family = fold(read.root, read.events), s = family.matters.get(id)!, { marks } = s, { settings } = held.world
  if (isQuarantined(family, s)) return undefined
  if (marks.published !== '1' || s.stage === 'void') return 'gone'
  const showGrades = settings.look('suggestion.publicGrades', held.day).value === true, rated = s.facts.findLast(f => f.name === 'suggestion.result' && f.retractedSeq === undefined), process = s.facts.findLast(f => f.name === 'suggestion.process' && f.retractedSeq === undefined), live = (name: string) => s.facts.some(f => f.name === name && f.retractedSeq === undefined)
  return {
    ...lineOf(held, { category: marks.category ?? null, outcome: marks.outcome ?? null, marks, parties: { ...s.parties, session: partyOf(family, s, 'session') }, organs: assignedNow(s), at: marks.publicAt ?? s.movedAt }),
    how: howLabels[marks.how ?? ''] ?? null, text: marks.publicText ?? '', reply: marks.publicReply ?? '', follow: marks.publicFollow ?? null, class: marks.class ? choiceLabel(settings, 'handling.classes', marks.class, held.day) : null,
    promisedBy: machineOf(marks.class) === 'promised' ? marks.promisedBy ?? null : null, kept: live('suggestion.kept'),
    evaluation: !showGrades ? null : rated && process ? { process: gradeLabels[process.kind ?? ''] ?? ['', ''], result: gradeLabels[rated.kind ?? ''] ?? ['', ''] } : live('suggestion.noAnswer') ? 'none' : null,
    history: historyOf(held, read.events, s, showGrades),
  }
}

/** An id that stays whatever the address of the site becomes; it says nothing of our own ids. */
const feedId = (short: string, no: string): string => { const h = createHash('sha256').update(`huiyin ${short} suggestion ${no}`).digest('hex'); return `urn:uuid:${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}` }

/** Asked by every visit of the first page: a yes stands for a minute, a no for a second, so that the first publication is there at once. */
const known = new WeakMap<House, Map<number, { readonly is: boolean; readonly until: number }>>()
async function anyPublicOf(house: House, congress: number): Promise<boolean> {
  const mine = known.get(house) ?? new Map<number, { is: boolean; until: number }>(), before = mine.get(congress)
  known.set(house, mine)
  if (before && performance.now() < before.until) return before.is
  const is = await house.store.tx(congress, anyPublic)
  mine.set(congress, { is, until: performance.now() + (is ? 60_000 : 1000) })
  return is
}

export function publicSuggestions(house: House): Pick<OpennessService, 'list' | 'any' | 'one' | 'year' | 'feed'> {
  return {
    list: (congress, ask) => list(house, congress, ask), any: congress => anyPublicOf(house, congress), one: (congress, no) => one(house, congress, no),
    async year(congress, key) {
      const held = await house.worlds.get(congress), session = sessionsOf(held).find(s => s.key === key)
      if (!session) return undefined
      return house.store.tx(congress, async tx => {
        const rows = await publicPage(tx, { session: session.id }, 'published', mostOfSession, 0), n = (r: PublicRow): number => Number(r.marks.number ?? 1e9) + (r.marks.between ? 1e6 : 0)
        const kept = await withheld(tx, held, session.id)
        // A session of which nothing was decided yet looks like one there never was.
        return rows.length || kept.length ? { session: { id: session.key, label: session.label }, items: rows.sort((a, b) => n(a) - n(b)).map(r => lineOf(held, r)), withheld: kept } : undefined
      })
    },
    async feed(congress) {
      const held = await house.worlds.get(congress)
      const rows = await house.store.tx(congress, async tx => { const page = await publicPage(tx, {}, 'changed', feedLength, 0); return { page, texts: new Map((await tx.rows<{ id: Id; text: string }>(`select id, left(marks ->> 'publicText', $2::int) "text" from matter where congress = $1 and id = any($3::uuid[])`, [congress, excerpt + 1, page.map(r => r.id)])).map(r => [r.id, r.text])) } })
      return rows.page.map((r): FeedEntry => { const text = (rows.texts.get(r.id) ?? '').replace(/\s+/g, ' '), line = lineOf(held, r); return { ...line, id: feedId(held.congress.short, line.no), begins: text.length > excerpt ? `${text.slice(0, excerpt)}……` : text } })
    },
  }
}
