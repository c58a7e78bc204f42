/** Looking up the register: people, deputies in stroke order, organs in their tree, places and constituencies, terms and sessions. */
import { dayOf } from '#law/time.ts'
import { isSuspended, isVoid, standsOn } from '#loop/directory.ts'
import type { Day, Id, Label, OrganRow, PostRow } from '#loop/words.ts'
import { organKinds, postLabel } from '#procedures/posts.ts'
import { levels, placeKinds, termKinds } from '#procedures/register/words.ts'
import type { House } from '#service/house.ts'
import { inWords, nameOf } from '#service/lines.ts'
import type { PublicDeputies, RegisterAsk, RegisterList, RegisterOption, RegisterRow } from '#service/register-views.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

const pageSize = 200
const nothing: Label = ['—', '—']
export const join = (all: readonly Label[]): Label => (all.length ? [all.map(l => l[0]).join('、'), all.map(l => l[1]).join(', ')] : nothing)
const option = (id: string, label: Label): RegisterOption => ({ id, label })
const kindsOf = (labels: Readonly<Record<string, Label>>): RegisterOption[] => Object.entries(labels).map(([id, l]) => option(id, l))
export const levelLabel = (held: Held, level: string | undefined): Label => { const l = levels[level as keyof typeof levels]; return l ? inWords(held, l) : nothing }
export const mayKeep = (who: Who): boolean => who.posts.some(p => ['deputyAffairsOfficer', 'systemAdmin'].includes(p.kind))
export const maySeeHistory = (who: Who): boolean => mayKeep(who) || who.posts.some(p => p.kind === 'securityAdmin')

/** Where a deputy is elected: the constituency, the electing unit, or the street. */
export const seatOf = (held: Held, p: PostRow): Label | null => (p.constituency ? nameOf(held, p.constituency) : p.unit ? [p.unit, p.unit] : p.place ? nameOf(held, p.place) : null)
const inGroup = (held: Held, person: Id, kinds: readonly string[], day: Day): Label[] => held.world.directory.postsOf(person, day).filter(p => kinds.includes(p.kind)).map(p => nameOf(held, p.organ))
const delegationKinds = ['delegationHead', 'delegationMember'], groupKinds = ['groupHead', 'groupMember'], stationKinds = ['stationDeputy']
const found = (q: string | undefined, ...texts: (string | undefined)[]): boolean => { const w = q?.trim().toLowerCase(); return !w || texts.some(t => t?.toLowerCase().includes(w)) }
const ended = (row: { validTo?: Day }, day: Day): Label[] => (row.validTo !== undefined && row.validTo < day ? [[`已退出（${row.validTo}）`, `left ${row.validTo}`]] : [])

type Made = Pick<RegisterList, 'heads' | 'rows' | 'options'>
type Asked = RegisterAsk & { readonly day: Day }

function people(held: Held, a: Asked): Made {
  const d = held.world.directory
  const rows = d.inOrder(d.all.persons.filter(p => !isVoid(p) && (standsOn(p, a.day) || (a.ended === true && p.validFrom <= a.day)) && found(a.q, p.name, p.nameEn, ...d.formerNames(p.id).map(n => n.name))).map(p => p.id)).flatMap((id): RegisterRow[] => {
    const p = d.person(id)!, posts = d.postsOf(id, a.day)
    if ((a.kind && !posts.some(x => x.kind === a.kind)) || (a.organ && !posts.some(x => d.within(x.organ, a.organ!))) || (a.level && !posts.some(x => x.level === a.level)) || (a.place && !posts.some(x => x.place === a.place || d.organ(x.organ)?.place === a.place))) return []
    return [{ id, name: [p.name, p.nameEn], depth: 0, cells: [join(posts.map(x => { const o = nameOf(held, x.organ), l = x.level ? levelLabel(held, x.level) : undefined, k = inWords(held, postLabel(x.kind)); return [`${o[0]}${k[0]}${l ? `（${l[0]}级）` : ''}`, `${k[1]}${l ? ` (${l[1]})` : ''}, ${o[1]}`] as const }))], tags: [...ended(p, a.day), ...(posts.some(x => isSuspended(x, a.day)) ? [['暂停执行代表职务', 'Mandate suspended'] as const] : [])] }]
  })
  const kinds = [...new Set(d.all.posts.map(p => p.kind))]
  return { heads: [['姓名', 'Name'], ['职务', 'Posts']], rows, options: { kind: kinds.map(k => option(k, inWords(held, postLabel(k)))), organ: organOptions(held, a.day), level: kindsOf(levels).map(o => option(o.id, inWords(held, o.label))), place: streets(held, a.day) } }
}
const organOptions = (held: Held, day: Day): RegisterOption[] => held.world.directory.organs({}, day).filter(o => o.kind !== 'delegation').map(o => option(o.id, [o.short, o.nameEn])).sort((x, y) => x.label[0].localeCompare(y.label[0], 'zh-CN'))
const streets = (held: Held, day: Day): RegisterOption[] => held.world.directory.places({ kind: 'street' }, day).map(p => option(p.id, [p.name, p.nameEn]))

/** Deputies by delegation or by level; everybody in stroke order inside. */
function deputies(held: Held, a: Asked): Made {
  const d = held.world.directory, by = a.by ?? 'delegation'
  const seats = d.all.posts.filter(p => p.kind === 'deputy' && !isVoid(p) && standsOn(p, a.day) && d.person(p.person))
  const mine = new Map<Id, PostRow[]>()
  for (const p of seats) mine.set(p.person, [...(mine.get(p.person) ?? []), p])
  const order = Object.keys(levels)
  const rows = d.inOrder([...mine.keys()]).flatMap((id): (RegisterRow & { at: string })[] => {
    const p = d.person(id)!, own = mine.get(id)!.sort((x, y) => order.indexOf(x.level ?? '') - order.indexOf(y.level ?? ''))
    if (!found(a.q, p.name, p.nameEn) || (a.level && !own.some(x => x.level === a.level)) || (a.place && !own.some(x => x.place === a.place))) return []
    const delegations = inGroup(held, id, delegationKinds, a.day), tags: Label[] = own.some(x => isSuspended(x, a.day)) ? [['暂停执行代表职务', 'Mandate suspended']] : []
    const row = { id, name: [p.name, p.nameEn] as const, depth: 0, tags, cells: [join(own.map(x => levelLabel(held, x.level))), join(own.map(x => seatOf(held, x)).filter(x => x !== null)), join(inGroup(held, id, groupKinds, a.day)), join(inGroup(held, id, stationKinds, a.day))] }
    if (by === 'level') return own.filter(x => !a.level || x.level === a.level).map(x => { const l = levelLabel(held, x.level); return { ...row, at: String(order.indexOf(x.level ?? '')), group: [`${l[0]}人大代表`, `${l[1]} deputies`] as const } })
    const group = delegations[0] ?? (['未编入代表团', 'In no delegation'] as const)
    return [{ ...row, at: delegations[0] ? `0${delegationRank(held, group[0], a.day)}` : '9', group }]
  })
  return { heads: [['姓名', 'Name'], ['级别', 'Level'], ['选区（选举单位）', 'Constituency or unit'], ['代表小组', 'Group'], ['联络站', 'Station']], rows: rows.map((r, i) => ({ r, i })).sort((x, y) => (x.r.at < y.r.at ? -1 : x.r.at > y.r.at ? 1 : x.i - y.i)).map(x => { const { at: _, ...row } = x.r; return row }), options: { level: kindsOf(levels).map(o => option(o.id, inWords(held, o.label))), place: streets(held, a.day) } }
}
const delegationRank = (held: Held, name: string, day: Day): string => {
  const order = new Map(held.world.directory.places({}, day).map((p, i) => [p.id, i])), o = held.world.directory.organs({ kind: 'delegation' }, day).find(x => x.short === name)
  return String(o?.order ?? (o?.place ? (order.get(o.place) ?? 998) + 1 : 999)).padStart(4, '0')
}

/** Organs in their tree: by hand-given number, kind, place, name. */
function organs(held: Held, a: Asked): Made {
  const d = held.world.directory
  const all = d.all.organs.filter(o => !isVoid(o) && (standsOn(o, a.day) || (a.ended === true && o.validFrom <= a.day)))
  const kinds = Object.keys(organKinds), streetsAt = new Map(d.places({ kind: 'street' }, a.day).map((p, i) => [p.id, i])), at = (o: OrganRow): number => streetsAt.get(o.place ?? '') ?? -1
  const sorted = [...all].sort((x, y) => (x.order ?? 1e6) - (y.order ?? 1e6) || kinds.indexOf(x.kind) - kinds.indexOf(y.kind) || at(x) - at(y) || x.short.localeCompare(y.short, 'zh-CN') || (x.id < y.id ? -1 : 1))
  const here = new Set(all.map(o => o.id)), kept = (o: OrganRow): boolean => found(a.q, o.name, o.short, o.nameEn, ...d.formerNames(o.id).map(n => n.name)) && (!a.kind || o.kind === a.kind) && (!a.place || o.place === a.place)
  const rows: RegisterRow[] = []
  const flat = Boolean(a.q || a.kind || a.place)
  const add = (o: OrganRow, depth: number): void => {
    if (kept(o)) {
      const heads = d.holders(o.id, a.day), heir = o.successor ? nameOf(held, o.successor) : undefined
      rows.push({ id: o.id, name: [o.name, o.nameEn], depth: flat ? 0 : depth, cells: [inWords(held, organKinds[o.kind] ?? [o.kind, o.kind]), o.place ? nameOf(held, o.place) : nothing, o.phone ? [o.phone, o.phone] : nothing, [`${new Set(heads.map(p => p.person)).size}人`, String(new Set(heads.map(p => p.person)).size)]], tags: [...ended(o, a.day), ...(heir && o.validTo !== undefined && o.validTo < a.day ? [[`由${heir[0]}承接`, `carried on by ${heir[1]}`] as const] : [])] })
    }
    if (depth < 12) for (const x of sorted.filter(y => y.parent === o.id)) add(x, depth + 1)
  }
  for (const o of sorted.filter(x => !x.parent || !here.has(x.parent))) add(o, 0)
  return { heads: [['名称', 'Name'], ['类型', 'Kind'], ['所在街道（镇）', 'Place'], ['电话', 'Telephone'], ['任职人数', 'Holders']], rows, options: { kind: kindsOf(organKinds), place: streets(held, a.day) } }
}

function places(held: Held, a: Asked): Made {
  const d = held.world.directory
  const kept = d.all.places.filter(p => !isVoid(p) && (standsOn(p, a.day) || (a.ended === true && p.validFrom <= a.day)) && found(a.q, p.name, p.nameEn, ...(p.aliases ?? []), ...d.formerNames(p.id).map(n => n.name)) && (!a.kind || p.kind === a.kind) && (!a.place || p.parent === a.place || p.id === a.place))
  const order = new Map(d.places({ kind: 'street' }, a.day).map((p, i) => [p.id, i])), street = (p: { id: Id; parent?: Id }): number => order.get(p.id) ?? order.get(p.parent ?? '') ?? 1e5
  const kinds = Object.keys(placeKinds)
  const rows = [...kept].sort((x, y) => street(x) - street(y) || kinds.indexOf(x.kind) - kinds.indexOf(y.kind) || (x.number ?? 0) - (y.number ?? 0) || (x.name < y.name ? -1 : 1)).map((p): RegisterRow => {
    const elected = p.kind === 'constituency' ? d.all.posts.filter(x => x.constituency === p.id && !isVoid(x) && standsOn(x, a.day)) : d.deputiesOf(p.id, a.day)
    const n = new Set(elected.map(x => x.person)).size
    return { id: p.id, name: [p.name, p.nameEn], depth: p.kind === 'street' ? 0 : 1, cells: [inWords(held, placeKinds[p.kind as keyof typeof placeKinds] ?? [p.kind, p.kind]), p.number === undefined ? nothing : [`第${p.number}选区`, `No. ${p.number}`], p.seats === undefined ? nothing : [`${p.seats}名`, String(p.seats)], n ? [`${n}名`, String(n)] : nothing, join((p.aliases ?? []).map(x => [x, x] as const))], tags: ended(p, a.day) }
  })
  return { heads: [['名称', 'Name'], ['类型', 'Kind'], ['选区号', 'No.'], ['应选名额', 'Seats'], ['代表', 'Deputies'], ['别名', 'Also called']], rows, options: { kind: kindsOf(placeKinds), place: streets(held, a.day) } }
}

function terms(held: Held, a: Asked): Made {
  const d = held.world.directory, all = d.all.terms.filter(t => !isVoid(t) && t.validFrom <= a.day && found(a.q, t.name, t.nameEn))
  const rows: RegisterRow[] = []
  const add = (t: (typeof all)[number], depth: number): void => {
    rows.push({ id: t.id, name: [t.name, t.nameEn], depth, cells: [termKinds[t.kind], nameOf(held, t.organ), [t.validFrom, t.validFrom], t.validTo ? [t.validTo, t.validTo] : ['至今', 'to date']], tags: [] })
    for (const x of all.filter(y => y.parent === t.id).sort((x, y) => x.number - y.number)) add(x, depth + 1)
  }
  for (const t of all.filter(x => !x.parent || !all.some(y => y.id === x.parent)).sort((x, y) => (x.organ < y.organ ? -1 : x.organ > y.organ ? 1 : x.number - y.number))) add(t, 0)
  return { heads: [['名称', 'Name'], ['类型', 'Kind'], ['哪一级人大', 'Congress'], ['起', 'From'], ['止', 'Until']], rows, options: {} }
}

const tabs = { person: people, deputy: deputies, organ: organs, place: places, term: terms } as const
export async function registerList(house: House, who: Who, ask: RegisterAsk): Promise<RegisterList> {
  const held = await house.worlds.get(who.congress), a: Asked = { ...ask, day: ask.day ?? dayOf(house.worlds.now(who.congress)) }
  const { rows, ...made } = tabs[ask.tab](held, a), from = Math.max(0, ask.from ?? 0)
  return { ask: a, ...made, rows: rows.slice(from, from + pageSize), total: rows.length, next: rows.length > from + pageSize ? from + pageSize : null, keeps: mayKeep(who) }
}

/** Deputies as anybody may read them: name, level, seat, delegation, station; nobody's telephone, and not whose mandate is suspended. */
export async function publicDeputies(house: House, congress: number, f: { readonly place?: Id; readonly level?: string }): Promise<PublicDeputies> {
  const held = await house.worlds.get(congress), day = dayOf(house.worlds.now(congress)), d = held.world.directory
  const mine = new Map<Id, PostRow[]>(), order = Object.keys(levels)
  for (const p of d.all.posts) if (p.kind === 'deputy' && !isVoid(p) && standsOn(p, day) && !isSuspended(p, day) && d.person(p.person)) mine.set(p.person, [...(mine.get(p.person) ?? []), p])
  const ids = [...mine].filter(([, own]) => own.some(p => (!f.place || p.place === f.place) && (!f.level || p.level === f.level))).map(([id]) => id)
  return {
    place: f.place, level: f.level, places: streets(held, day), levels: kindsOf(levels).map(o => option(o.id, inWords(held, o.label))),
    list: d.inOrder(ids).map(id => ({
      id, name: d.name(id) ?? nothing, delegation: inGroup(held, id, delegationKinds, day)[0] ?? null, station: inGroup(held, id, stationKinds, day)[0] ?? null,
      seats: mine.get(id)!.sort((x, y) => order.indexOf(x.level ?? '') - order.indexOf(y.level ?? '')).map(p => ({ level: levelLabel(held, p.level), seat: seatOf(held, p) })),
    })),
  }
}
