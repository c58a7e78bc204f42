/** One entry of the register: what it is, what it was called, who holds what in it, and for its keepers how it came to be so. */
import { dayOf, shift, startOfDay } from '#law/time.ts'
import { available, type Choice } from '#loop/available.ts'
import { isSuspended, isVoid, standsOn } from '#loop/directory.ts'
import { emptyFamily } from '#loop/fold.ts'
import type { Day, Id, Instant, Label, PostRow } from '#loop/words.ts'
import { organKinds, postLabel, rankOf } from '#procedures/posts.ts'
import { actsOf } from '#procedures/register/register.ts'
import { placeKinds, postEnds, suspensionGrounds, type Table, tables, termKinds } from '#procedures/register/words.ts'
import { measure } from '#store/facts.ts'
import { actorOf } from '#service/actor.ts'
import { popolo, publicPopolo } from '#service/popolo.ts'
import { registerTable } from '#service/register-tables.ts'
import type { House } from '#service/house.ts'
import { inWords, nameOf } from '#service/lines.ts'
import { matterView } from '#service/matter.ts'
import { levelLabel, mayKeep, maySeeHistory, publicDeputies, registerList, seatOf } from '#service/register-list.ts'
import type { PostLine, RegisterEntry, RegisterService } from '#service/register-views.ts'
import { looking } from '#service/may.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

const grounds: Readonly<Record<string, Label>> = { ...postEnds, ...suspensionGrounds }
const ground = (held: Held, why: string | undefined): Label | null => (why ? inWords(held, grounds[why] ?? [why, why]) : null)

/** Why a mandate is suspended is for those who keep the register; that it is, everybody at the desk must know. */
function postLine(held: Held, p: PostRow, day: Day, keeps: boolean): PostLine {
  const l = p.level ? levelLabel(held, p.level) : undefined, k = inWords(held, postLabel(p.kind)), organ = held.world.directory.organ(p.organ)
  const to = p.validTo ?? (organ?.validTo !== undefined && organ.validTo < day ? organ.validTo : undefined)
  return {
    id: p.id, label: [`${l ? `${l[0]}级` : ''}${k[0]}`, `${l ? `${l[1]} ` : ''}${k[1]}`], organ: { id: p.organ, name: held.world.directory.nameOn(p.organ, to ?? day, true) ?? nameOf(held, p.organ) }, person: { id: p.person, name: held.world.directory.name(p.person) ?? ['', ''] }, seat: p.kind === 'deputy' ? seatOf(held, p) : null,
    from: p.validFrom, to: to ?? null, why: p.validTo === undefined || !keeps ? null : ground(held, p.endedWhy), suspensions: (p.suspensions ?? []).map(s => ({ from: s.from, to: s.to ?? null, ground: keeps ? ground(held, s.ground) : null })),
    state: p.validFrom > day ? 'ahead' : to !== undefined && to < day ? 'past' : isSuspended(p, day) ? 'suspended' : 'now',
  }
}

type Facts = { label: Label; value: Label; id?: Id }[]
const said = (label: Label, value: string | number | undefined, en?: string): Facts => (value === undefined || value === '' ? [] : [{ label, value: [String(value), en ?? String(value)] }])
const linked = (held: Held, label: Label, id: Id | undefined): Facts => (id ? [{ label, value: nameOf(held, id), id }] : [])

/** The row behind an id, whichever table it stands in, even one taken back. */
function rowOf(held: Held, id: Id): { table: Table; row: { id: Id; name: string; nameEn: string; validFrom: Day; validTo?: Day }; kind: Label; facts: Facts } | undefined {
  const { all } = held.world.directory, kind = (l: Label | undefined, k: string): Label => inWords(held, l ?? [k, k])
  const place = all.places.find(x => x.id === id), organ = all.organs.find(x => x.id === id), person = all.persons.find(x => x.id === id), term = all.terms.find(x => x.id === id)
  if (place) return { table: 'place', row: place, kind: kind(placeKinds[place.kind as keyof typeof placeKinds], place.kind), facts: [...linked(held, ['上级', 'Above it'], place.parent), ...said(['选区号', 'Number'], place.number), ...said(['应选代表名额', 'Seats'], place.seats), ...said(['别名', 'Also called'], place.aliases?.join('、'))] }
  if (organ) return { table: 'organ', row: organ, kind: kind(organKinds[organ.kind], organ.kind), facts: [...said(['简称', 'Short name'], organ.short), ...linked(held, ['上级', 'Above it'], organ.parent), ...linked(held, ['所在街道（镇）', 'Place'], organ.place), ...said(['电话', 'Telephone'], organ.phone), ...(organ.outside ? said(['区外单位', 'Outside the district'], '是', 'yes') : []), ...linked(held, ['由谁分出', 'Split off from'], organ.follows), ...all.organs.filter(x => x.successor === id).flatMap(x => linked(held, ['承接了', 'Carries on'], x.id)), ...linked(held, ['由谁承接', 'Carried on by'], organ.successor)] }
  if (person) return { table: 'person', row: person, kind: tables.person, facts: [...said(['性别', 'Gender'], person.gender && (person.gender === 'male' ? '男' : '女'), person.gender), ...said(['民族', 'Nationality'], person.nation), ...said(['出生年月', 'Born'], person.born?.slice(0, 7)), ...said(['政治面貌', 'Political affiliation'], person.party), ...said(['工作单位及职务', 'Employer and position'], person.works), ...said(['排序号', 'Order number'], person.order)] }
  if (term) return { table: 'term', row: term, kind: termKinds[term.kind], facts: [...linked(held, ['哪一级人民代表大会', 'Congress'], term.organ), ...linked(held, ['属于', 'Of'], term.parent), ...said(['第几', 'Number'], term.number)] }
  return undefined
}

/** A deputy's own facts of the year so far; each is theirs alone, and none is set beside another's. */
const deeds: readonly (readonly [name: string, label: Label, kinds: readonly string[] | undefined])[] = [['deputy.received', ['接待日', 'Reception days'], ['main']], ['deputy.joined', ['主题活动', 'Activities'], ['main']], ['deputy.followed', ['跟过的事项', 'Matters followed'], undefined]]
async function did(house: House, congress: number, person: Id, now: Instant): Promise<RegisterEntry['did']> {
  const from = startOfDay(`${dayOf(now).slice(0, 4)}-01-01`)
  return house.store.tx(congress, async tx => {
    const list = []
    for (const [name, label, kinds] of deeds) list.push({ label, n: await measure(tx, { names: [name], from, to: now, known: now, person, ...(kinds ? { kinds } : {}) }, 'distinctRoot') })
    return list
  })
}

async function entry(house: House, who: Who, id: Id, asOf?: Day): Promise<RegisterEntry | undefined> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), day = asOf ?? dayOf(now), d = held.world.directory
  const found = rowOf(held, id)
  if (!found || (isVoid(found.row) && !maySeeHistory(who))) return undefined
  const { table, row } = found
  const own = table === 'person' ? d.careerOf(id) : table === 'organ' ? d.all.posts.filter(p => p.organ === id && !isVoid(p) && standsOn(p, day)) : table === 'place' ? d.all.posts.filter(p => p.kind === 'deputy' && (p.place === id || p.constituency === id) && !isVoid(p) && standsOn(p, day)) : []
  const rank = new Map(d.inOrder([...new Set(own.map(p => p.person))]).map((x, i) => [x, i]))
  const posts = table === 'person' ? [...own].sort((x, y) => (x.validFrom > y.validFrom ? -1 : x.validFrom < y.validFrom ? 1 : rankOf(x.kind) - rankOf(y.kind))) : [...own].sort((x, y) => rankOf(x.kind) - rankOf(y.kind) || rank.get(x.person)! - rank.get(y.person)!)
  const below = [...d.all.organs.filter(o => o.parent === id && !isVoid(o) && standsOn(o, day)).map(o => ({ id: o.id, name: [o.name, o.nameEn] as const, kind: inWords(held, organKinds[o.kind] ?? [o.kind, o.kind]) })), ...d.all.places.filter(p => p.parent === id && !isVoid(p) && standsOn(p, day)).map(p => ({ id: p.id, name: [p.name, p.nameEn] as const, kind: inWords(held, placeKinds[p.kind as keyof typeof placeKinds] ?? [p.kind, p.kind]) })), ...d.all.terms.filter(t => (t.parent === id || (t.organ === id && t.kind === 'term')) && !isVoid(t)).map(t => ({ id: t.id, name: [t.name, t.nameEn] as const, kind: termKinds[t.kind] }))]
  const former = d.formerNames(id), last = former.at(-1)
  const view = maySeeHistory(who) ? await matterView(house, who, id) : undefined, offered = actsOf[table]
  return {
    id, table, name: d.nameOn(id, day) ?? [row.name, row.nameEn], kind: found.kind, day, state: isVoid(row) ? 'void' : row.validTo !== undefined && row.validTo < day ? 'ended' : 'entered',
    facts: table === 'person' && !mayKeep(who) ? [] : found.facts,
    names: [...former.map(n => ({ name: [n.name, n.nameEn] as const, from: n.validFrom, to: n.validTo })), { name: [row.name, row.nameEn] as const, from: last ? shift(last.validTo, 1) : row.validFrom, to: row.validTo !== undefined && !isVoid(row) ? row.validTo : null }],
    posts: posts.map(p => postLine(held, p, day, mayKeep(who))), below,
    did: table === 'person' && own.some(p => p.kind === 'deputy') && (mayKeep(who) || who.person === id) ? await did(house, who.congress, id, now) : [],
    kept: view ? { timeline: view.timeline, seq: view.seq, choices: view.choices.filter(c => offered.includes(c.act) && c.refusal?.rule !== 'role').sort((a, b) => offered.indexOf(a.act) - offered.indexOf(b.act)).map(c => worded(c, table)) } : null,
  }
}

/** A person has a name 姓名 and no short one: what a program sends there is a sorting key. */
const worded = (c: Choice, table: string): Choice => (table === 'person' ? { ...c, fields: c.fields.filter(f => f.id !== 'short').map(f => (f.id === 'name' ? { ...f, label: ['姓名', 'Name'] as const } : f)) } : c)

async function opening(house: House, who: Who, table: string): Promise<Choice | undefined> {
  if (!Object.hasOwn(tables, table)) return undefined
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), actor = actorOf(held, { kind: 'person', person: who.person, organ: who.organ }, now)
  const id = '00000000-0000-4000-8000-000000000000'
  const choice = actor && available(held.world, emptyFamily(id), { ...looking(id, actor, now), procedure: 'register', preset: { table } }).find(c => c.act === 'enter')
  return choice && !choice.refusal ? worded(choice, table) : undefined
}

export const makeRegister = (house: House): RegisterService => ({
  list: (who, ask) => registerList(house, who, ask), entry: (who, id, day) => entry(house, who, id, day), opening: (who, table) => opening(house, who, table), deputies: (congress, f) => publicDeputies(house, congress, f),
  table: (who, which, day) => registerTable(house, who, which, day), popolo: async who => (mayKeep(who) ? popolo(house, who.congress) : undefined), publicPopolo: congress => publicPopolo(house, congress),
})
