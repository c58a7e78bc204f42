/** 看板: what each organ has of a session's suggestions, as lights; a number is the length of the list it opens, for both are told by one table of shows. */
import type { Id, Label } from '#loop/words.ts'
import { dayOf, endOfDay, shift } from '#law/time.ts'
import { handlingRoles } from '#procedures/words.ts'
import { lastFact, lastSaid, type Share, type ShareCount, shareCounts, type ShareFilter, shares } from '#store/board.ts'
import type { House } from '#service/house.ts'
import { makeSharing } from '#service/sharing.ts'
import { dutyView, nameOf } from '#service/lines.ts'
import { sightOf } from '#service/may.ts'
import { handlersInOrder } from '#service/read.ts'
import { sessionAsked, sessionsOf, suggestionLine } from '#service/suggestion-lines.ts'
import type { Board, BoardAsk, BoardItem, BoardNumbers, BoardOrgan, BoardRole, BoardShow, Option } from '#service/desk-suggestion-views.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'
import type { MatterRow } from '#store/shapes.ts'

const nearDays = 3
const pageSize = 50
const roles: Readonly<Record<BoardRole, readonly string[]>> = { main: ['lead', 'separate'], lead: ['lead'], separate: ['separate'], co: ['co'] }
const openStages = ['sent', 'received', 'working', 'toSign', 'extensionAsked'], backStages = ['returnAsked', 'returned', 'reassigned'], doneStages = ['submitted']
/** Each show's list; `total` is all but what was stopped, and every share stands in exactly one of later, near, overdue, returned and replied. */
const shows: Readonly<Record<BoardShow, { readonly stages: readonly string[]; readonly due?: 'later' | 'near' | 'overdue'; readonly extended?: true; readonly latest?: readonly string[] }>> = {
  later: { stages: openStages, due: 'later' }, near: { stages: openStages, due: 'near' }, overdue: { stages: openStages, due: 'overdue' }, returned: { stages: backStages },
  extended: { stages: [...openStages, ...doneStages], extended: true }, replied: { stages: doneStages, latest: doneStages }, total: { stages: [...openStages, ...backStages, ...doneStages], latest: doneStages },
}
export const isShow = (s: string | undefined): s is BoardShow => s !== undefined && Object.hasOwn(shows, s)
const isRole = (s: string | undefined): s is BoardRole => s !== undefined && Object.hasOwn(roles, s)

const none: BoardNumbers = { later: 0, near: 0, overdue: 0, returned: 0, extended: 0, replied: 0, total: 0 }
const plus = (a: BoardNumbers, b: BoardNumbers): BoardNumbers => Object.fromEntries(Object.keys(none).map(k => [k, a[k as BoardShow] + b[k as BoardShow]])) as BoardNumbers
function numbersOf(c: ShareCount): BoardNumbers {
  const open = openStages.includes(c.stage), back = backStages.includes(c.stage), done = doneStages.includes(c.stage)
  if (!open && !back && !done) return none
  // Handed over once more means that the first letter stands no longer: it leaves the replied by as many.
  const again = c.again ? c.n : 0
  return { later: open ? c.n - c.overdue - c.near : 0, near: open ? c.near : 0, overdue: open ? c.overdue : 0, returned: back ? c.n : 0, extended: c.extended && !back ? c.n : 0, replied: (done ? c.n : 0) - again, total: c.n - again }
}

type Seat = { readonly held: Held; readonly now: string; readonly sessions: readonly Option[]; readonly session: string; readonly role: BoardRole; readonly share: Share }
/** The district sees every organ; the government's office those it passed the work on to. Anybody else has their own desk. */
async function seated(house: House, who: Who, ask: BoardAsk): Promise<Seat | undefined> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), s = sightOf(held, who, 'suggestion', now), { directory } = held.world
  const posts = directory.actingPostsOf(who.person, dayOf(now)), offices = posts.map(p => p.organ).filter(o => directory.organ(o)?.kind === 'governmentOffice')
  const whole = s.everything && posts.some(p => directory.organ(p.organ)?.kind === 'deputyAffairs' && p.kind !== 'auditor')
  if (!whole && !offices.length) return undefined
  const sessions = sessionsOf(held, now), session = sessionAsked(sessions, ask.session), role = isRole(ask.role) ? ask.role : 'main'
  return { held, now, sessions, session, role, share: { roles: roles[role], ...(session === 'all' ? {} : { session }), ...(whole ? {} : { only: { who: offices, party: 'via' } }) } }
}
const nearUntil = (now: string): string => endOfDay(shift(dayOf(now), nearDays))

/** A whole session's shares are counted in one walk; officers who open the board at the same moment share it. */
const sharings = new WeakMap<House, ReturnType<typeof makeSharing<ShareCount[]>>>()
const sharingOf = (house: House) => { const one = sharings.get(house) ?? makeSharing<ShareCount[]>(); sharings.set(house, one); return one }
async function counted(house: House, who: Who, s: Seat, handlers?: readonly Id[]): Promise<Map<Id, BoardNumbers>> {
  const share = { ...s.share, ...(handlers ? { handlers } : {}) }
  // On a store that is ours alone a count stands until somebody acts, and no longer than a minute: days run out without an act.
  const stamp = (): string | undefined => { const n = house.store.writes(); return n === undefined ? undefined : `${n} ${s.now.slice(0, 16)}` }
  const counts = await sharingOf(house)(JSON.stringify([who.congress, dayOf(s.now), share]), () => house.store.tx(who.congress, tx => shareCounts(tx, share, s.now, nearUntil(s.now))), stamp), today = dayOf(s.now), by = new Map<Id, BoardNumbers>()
  // What an organ left behind stands under whoever carries on its work.
  for (const c of counts) { const organ = s.held.world.directory.heirOf(c.handler, today) ?? c.handler; by.set(organ, plus(by.get(organ) ?? none, numbersOf(c))) }
  return by
}

export async function board(house: House, who: Who, ask: BoardAsk): Promise<Board | undefined> {
  const s = await seated(house, who, ask)
  if (!s) return undefined
  const by = await counted(house, who, s), order = handlersInOrder(s.held, dayOf(s.now)).map(o => o.id), place = (id: Id): number => { const at = order.indexOf(id); return at < 0 ? order.length : at }
  const rows = [...by].filter(([, n]) => n.total > 0).sort(([a], [b]) => place(a) - place(b)).map(([organ, numbers]) => ({ organ, name: nameOf(s.held, organ), numbers }))
  return { session: s.session, sessions: s.sessions, role: s.role, rows, total: rows.reduce((sum, r) => plus(sum, r.numbers), none), today: dayOf(s.now) }
}

/** How it goes, as the organ or the district last wrote it. */
const telling = ['progress', 'check', 'plan', 'contact', 'contactFailed', 'urge']
/** A hearing is of what is under way: nothing that was withdrawn, and nothing that is over. */
const hearable = ['handedOver', 'handling', 'returnPending', 'returned', 'rehandling', 'replied', 'tracking', 'chairs']
const boundNow = (r: MatterRow): boolean => r.marks.role !== 'co' && !['returned', 'reassigned', 'stopped', 'void'].includes(r.stage)

export async function boardOrgan(house: House, who: Who, organ: Id, ask: BoardAsk & { readonly show?: string | undefined; readonly page?: number }, hold: () => Promise<BoardOrgan['hold']>): Promise<BoardOrgan | undefined> {
  const s = await seated(house, who, ask), found = s?.held.world.directory.organ(organ)
  if (!s || !found) return undefined
  const { held, now } = s, today = dayOf(now), show = isShow(ask.show) ? ask.show : 'total', of = shows[show], handlers = held.world.directory.forebearsOf(organ, today), page = Math.max(1, ask.page ?? 1)
  const filter: ShareFilter = { ...s.share, handlers, stages: of.stages, ...(of.extended ? { extended: true } : {}), ...(of.latest ? { latest: of.latest } : {}), ...(of.due ? { due: { is: of.due, now, nearUntil: nearUntil(now) } } : {}) }
  const { rows, said, heard } = await house.store.tx(who.congress, async tx => {
    const rows = await shares(tx, filter, { limit: pageSize + 1, from: (page - 1) * pageSize }), roots = rows.slice(0, pageSize).map(r => r.whole.id)
    return { rows, said: roots.length ? await lastSaid(tx, rows.slice(0, pageSize).map(r => ({ id: r.share.id, root: r.whole.id })), telling) : [], heard: roots.length ? await lastFact(tx, roots, 'suggestion.supervised', handlers) : new Map<Id, string>() }
  })
  const numbers = (await counted(house, who, s, handlers)).get(organ) ?? none
  const items = rows.slice(0, pageSize).map(({ share, whole }): BoardItem => {
    const p = held.world.procedures.get('handling', share.version), last = said.find(x => x.share === share.id), at = heard.get(whole.id)
    const duty = share.marks.answerDue && !share.ended ? dutyView(held, 'handling', share.version, { no: '', owes: `organ:${organ}`, act: share.marks.role === 'co' ? 'coView' : 'reply', due: share.marks.answerDue, basis: 'local', why: [] }, now) : null
    const act = last && (p.acts[last.act] ?? held.world.procedures.get('suggestion').acts[last.act])
    return {
      ...suggestionLine(held, whole), share: share.id, role: (handlingRoles as Record<string, Label>)[share.marks.role ?? ''] ?? ['', ''], stage: (doneStages.includes(share.stage) && share.marks.role !== 'co' ? held.world.procedures.get('suggestion', whole.version).stages[whole.stage]?.label : p.stages[share.stage]?.label) ?? [share.stage, share.stage], duty, extended: share.marks.extended !== undefined, key: whole.marks.key !== undefined,
      said: last ? { day: dayOf(last.at), what: act?.label ?? [last.act, last.act], text: (last.text ?? '').replace(/\s+/g, ' ').slice(0, 80) } : null, heard: at ? dayOf(at) : null, open: boundNow(share) && hearable.includes(whole.stage),
    }
  })
  return { organ, name: nameOf(held, organ), session: s.session, sessions: s.sessions, role: s.role, show, numbers, items, page, more: rows.length > pageSize, hold: await hold() }
}
