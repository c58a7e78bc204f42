/** 交办: what waits to be handed over, what was typed and pasted matched with the register, and what became of a table that was handed over. */
import { available, type Choice } from '#loop/available.ts'
import type { Id, Label } from '#loop/words.ts'
import { dayOf } from '#law/time.ts'
import { suggestionHandlers } from '#procedures/posts.ts'
import { handlingRoles } from '#procedures/words.ts'
import { consultAnswers } from '#procedures/suggestion/words.ts'
import { sharesOf } from '#store/board.ts'
import { byIds, type ListedMatter, listMatters } from '#store/matters.ts'
import type { Texts } from '#service/desk-views.ts'
import { readPaste } from '#service/handover-paste.ts'
import type { House } from '#service/house.ts'
import { lettersOf } from '#service/letter-lines.ts'
import { firstDuty, lineOf, nameOf } from '#service/lines.ts'
import { seen } from '#service/matter.ts'
import { looking, sightOf } from '#service/may.ts'
import { namesIn, organNames } from '#service/organ-names.ts'
import { sessionsOf, suggestionLine } from '#service/suggestion-lines.ts'
import type { Cell, HandoverDone, HandoverFault, HandoverLook, HandoverRow, HandoverTable, OrderRow, PlanItem } from '#service/desk-suggestion-views.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

/** One table holds as many as one act hands over. */
export const mostRows = 400
const recentMost = 10
const consultedBy = (held: Held, marks: Readonly<Record<string, string>>): Label[] => Object.entries(marks).filter(([k]) => k.startsWith('consult.')).map(([k, said]): Label => {
  const [answer, suggests] = said.split(':'), who = nameOf(held, k.slice('consult.'.length)), is = (consultAnswers as Record<string, Label>)[answer ?? ''] ?? [answer ?? '', answer ?? ''], other = suggests ? nameOf(held, suggests) : undefined
  return [`${who[0]}：${is[0]}${other ? `（${other[0]}）` : ''}`, `${who[1]}: ${is[1]}${other ? ` (${other[1]})` : ''}`]
})
const rowOf = (held: Held, r: ListedMatter, now: string): HandoverRow => {
  const session = r.parties.session?.[0]
  return { ...suggestionLine(held, r), key: r.id.slice(0, 13).replace('-', ''), session: session ? held.world.directory.name(session) ?? null : null, due: lineOf(held, r, firstDuty(r), now).duty, consulted: consultedBy(held, r.marks) }
}
const inOrder = (a: ListedMatter, b: ListedMatter): number => Number(a.marks.between ?? 0) - Number(b.marks.between ?? 0) || Number(a.marks.number ?? 1e6) - Number(b.marks.number ?? 1e6) || (a.openedAt < b.openedAt ? -1 : 1)
const naming = (held: Held, now: string) => organNames(held.world.directory.organs({}, dayOf(now)).filter(o => suggestionHandlers.includes(o.kind) && !o.outside), held.world.directory)

type Loaded = { readonly held: Held; readonly now: string; readonly table: HandoverTable; readonly rows: readonly { readonly row: HandoverRow; readonly marks: Readonly<Record<string, string>>; readonly session: Id | undefined }[] }
async function load(house: House, who: Who): Promise<Loaded> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), s = sightOf(held, who, 'suggestion', now)
  const owner = s.everything ? {} : { owner: { who: s.who, parties: s.parties } }
  const { waiting, made } = await house.store.tx(who.congress, async tx => ({
    waiting: await listMatters(tx, { procedures: ['suggestion'], stages: ['registered', 'preAssign'], ended: false, ...owner }, { limit: mostRows + 1 }),
    made: await listMatters(tx, { procedures: ['handover'] }, { limit: recentMost }),
  }))
  const rows = waiting.filter(r => !r.marks.quarantined).slice(0, mostRows).sort(inOrder).map(r => ({ row: rowOf(held, r, now), marks: r.marks, session: r.parties.session?.[0] }))
  const organs = naming(held, now).all.map(k => ({ id: k.id, label: k.label })).sort((a, b) => a.label[0].localeCompare(b.label[0], 'zh-CN'))
  return { held, now, rows, table: { rows: rows.map(r => r.row), more: waiting.length > mostRows, organs, recent: made.map(r => ({ id: r.id, title: r.title, day: r.marks.day ?? dayOf(r.openedAt), undone: r.stage === 'undone' })) } }
}
export const handoverTable = async (house: House, who: Who): Promise<HandoverTable> => (await load(house, who)).table

const empty: Cell = { organ: '', separate: '', co: '', complex: false }
const first = (t: Texts, name: string): string => t[name]?.[0] ?? ''
/** The cells as they were typed, or as the rows of a preview that is gone back from. */
function typedCells(l: Loaded, typed: Texts): Map<string, Cell> {
  const cells = new Map<string, Cell>(), named = (ids: readonly string[] | undefined): string => (ids ?? []).filter(Boolean).map(id => nameOf(l.held, id)[0]).join('、')
  for (const { row } of l.rows) {
    const cell: Cell = { organ: first(typed, `o.${row.key}`), separate: first(typed, `s.${row.key}`), co: first(typed, `c.${row.key}`), complex: first(typed, `six.${row.key}`) !== '' }
    if (cell.organ || cell.separate || cell.co || cell.complex) cells.set(row.key, cell)
  }
  for (const [name, [id]] of Object.entries(typed)) {
    const at = /^(rows\.\d{1,3})\.suggestion$/.exec(name)?.[1], row = at && l.rows.find(r => r.row.id === id)?.row
    if (at && row) cells.set(row.key, { organ: named(typed[`${at}.organ`]), separate: named(typed[`${at}.separate`]), co: named(typed[`${at}.co`]), complex: first(typed, `${at}.complex`) !== '' })
  }
  return cells
}

/** What was typed and pasted, matched: the table filled in, what is wrong row by row, and what would be handed to whom. */
export async function handoverLook(house: House, who: Who, typed: Texts): Promise<HandoverLook> {
  const l = await load(house, who), names = naming(l.held, l.now), cells = typedCells(l, typed), faults: HandoverFault[] = [], left: string[] = [], sessions = sessionsOf(l.held, l.now).map(s => s.id)
  const pasted = readPaste(first(typed, 'paste'), mostRows), again = new Set<string>()
  for (const p of pasted) {
    const same = p.number ? l.rows.filter(r => r.marks.number === p.number!.n && (r.marks.between === '1') === p.number!.between) : []
    // Every session counts from one: a bare number is meant in the latest that waits.
    const latest = sessions.find(s => same.some(r => r.session === s)), fits = same.length > 1 ? same.filter(r => r.session === latest) : same
    const bad = (says: Label): void => { faults.push({ key: null, field: 'paste', says: [`粘贴的第${p.line}行：${says[0]}`, `Line ${p.line} of what was pasted: ${says[1]}`] }); left.push(p.text) }
    if (!p.number) bad(['没有看到建议编号', 'there is no number of a suggestion'])
    else if (!fits.length) bad([`没有等着交办的${p.number.between ? '闭会' : ''}第${p.number.n}号`, `no. ${p.number.n}${p.number.between ? ' (between sessions)' : ''} does not wait to be handed over`])
    else if (fits.length > 1) bad([`第${p.number.n}号有${fits.length}件，请直接填在表里`, `there are ${fits.length} with no. ${p.number.n}; fill them in below`])
    else if (again.has(fits[0]!.row.key)) bad([`第${p.number.n}号贴了两次`, `no. ${p.number.n} was pasted twice`])
    else if (p.complex === undefined) bad(['期限看不懂，请写三个月或六个月', 'the term is neither three nor six months'])
    else { again.add(fits[0]!.row.key); cells.set(fits[0]!.row.key, { organ: p.organ, separate: p.separate, co: p.co, complex: p.complex }) }
  }
  if (pasted.length > mostRows) faults.push({ key: null, field: 'paste', says: [`一次最多${mostRows}件，请分两次交办`, `At most ${mostRows} at a time; hand them over in two`] })

  const rows: OrderRow[] = [], items = new Map<Id, PlanItem[]>()
  for (const { row } of l.rows) {
    const cell = cells.get(row.key)
    if (!cell) continue
    const before = faults.length, bad = (field: keyof Cell, says: Label): void => { faults.push({ key: row.key, field, says: [`${row.number[0]}：${says[0]}`, `${row.number[1]}: ${says[1]}`] }) }
    const ids = (field: 'organ' | 'separate' | 'co'): Id[] => namesIn(cell[field]).flatMap(name => {
      const f = names.find(name)
      if (f.ok) return [f.id]
      const near: Label = [f.near.map(k => k.label[0]).join('、'), f.near.map(k => k.label[1]).join(', ')]
      bad(field, f.several ? [`“${name}”不止一个单位，是哪一个：${near[0]}`, `"${name}" may be several organs: ${near[1]}`] : near[0] ? [`没有找到“${name}”，是不是：${near[0]}`, `There is no "${name}"; did you mean ${near[1]}?`] : [`没有找到“${name}”，请从名册里选承办单位`, `There is no "${name}"; choose a handling organ of the register`])
      return []
    })
    const lead = ids('organ'), separate = ids('separate'), co = ids('co')
    if (faults.length === before && !lead.length) bad('organ', ['还没有主办单位', 'it has no lead organ yet'])
    if (lead.length > 1) bad('organ', ['主办单位只能有一个，其余写在分办或会办', 'there is one lead organ; put the others under separate or co-handlers'])
    const all = [...lead, ...separate, ...co]
    if (new Set(all).size < all.length) bad('organ', ['同一个单位写了两次', 'an organ is named twice'])
    if (faults.length > before) continue
    rows.push({ suggestion: row.id, organ: lead[0]!, ...(separate.length ? { separate } : {}), ...(co.length ? { co } : {}), ...(cell.complex ? { complex: true as const } : {}) })
    for (const [role, list] of [['lead', lead], ['separate', separate], ['co', co]] as const) for (const o of list) items.set(o, [...(items.get(o) ?? []), { row, role, complex: cell.complex }])
  }
  if (!rows.length && !faults.length) faults.push({ key: null, field: 'paste', says: ['还没有填单位：在表里填，或者从表格粘贴进来', 'No organ is filled in yet: type into the table, or paste from a spreadsheet'] })
  return {
    table: l.table, cells: Object.fromEntries([...cells].map(([k, c]) => [k, { ...empty, ...c }])), paste: left.join('\n'), faults, rows,
    organs: l.table.organs.flatMap(o => (items.has(o.id) ? [{ id: o.id, name: o.label, items: items.get(o.id)! }] : [])),
  }
}

const gone = ['stopped', 'void'], notYet = ['sent', ...gone]
/** A table that was handed over: per organ its list, who has signed, its letters, and whether it can still be undone. */
export async function handoverDone(house: House, who: Who, id: Id): Promise<HandoverDone | undefined> {
  const v = await seen(house, who, id)
  if (!v || v.state.procedure !== 'handover') return undefined
  const { held, state, now } = v, ids = state.parties.suggestions ?? [], made = v.events[0]!.at, undone = state.stage === 'undone'
  const { wholes, shares } = await house.store.tx(who.congress, async tx => ({ wholes: new Map((await byIds(tx, ids)).map(m => [m.id, m])), shares: await sharesOf(tx, ids) }))
  const organs = (state.parties.organs ?? []).map(organ => ({
    id: organ, name: nameOf(held, organ), letterNo: state.marks[`no.${organ}`] ?? null,
    items: ids.flatMap(id => {
      // Its own share, not that of an earlier table or of a second round: they were opened in the same moment.
      const own = shares.filter(x => x.share.parent === id && x.share.parties.handler?.[0] === organ && x.share.openedAt === made), whole = wholes.get(id)
      // Undone and handed over again within one moment, what stands is meant.
      const at = own.find(x => !gone.includes(x.share.stage)) ?? own[0]
      if (!at || !whole || whole.marks.quarantined) return []
      const { share } = at, signed = !undone && !notYet.includes(share.stage)
      return [{ ...suggestionLine(held, whole), role: (handlingRoles as Record<string, Label>)[share.marks.role ?? ''] ?? handlingRoles.lead, complex: share.marks.complex === '1', stage: held.world.procedures.get('handling', share.version).stages[share.stage]?.label ?? [share.stage, share.stage] as Label, signed, signedAt: signed ? at.signedAt : null, due: share.marks.answerDue ? dayOf(share.marks.answerDue) : null }]
    }),
  }))
  const all = organs.flatMap(o => o.items), undo: Choice | undefined = available(held.world, v.family, looking(id, v.actor, now)).find(c => c.act === 'undo' && !c.refusal)
  return { id, title: state.marks.gist ?? '', day: state.marks.day ?? dayOf(state.openedAt), meeting: state.marks.meeting ?? null, undone, seq: v.family.seq, organs, signed: all.filter(i => i.signed).length, all: all.length, letters: lettersOf(held, v.family, state, v.actor, now), undo }
}
