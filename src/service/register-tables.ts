/** The register as tables to be taken away: every list whole, in the columns its own import reads. Nobody's telephone is in it. */
import { isVoid, standsOn } from '#loop/directory.ts'
import { dayOf } from '#law/time.ts'
import type { Day, Id, Label, PostRow } from '#loop/words.ts'
import { organKinds, postLabel } from '#procedures/posts.ts'
import { placeKinds, termKinds } from '#procedures/register/words.ts'
import type { House } from '#service/house.ts'
import { inWords } from '#service/lines.ts'
import { levelLabel, mayKeep } from '#service/register-list.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

export type RegisterTableName = 'deputies' | 'persons' | 'organs' | 'places' | 'terms'
export type RegisterTable = { readonly day: Day; readonly head: readonly Label[]; readonly rows: readonly (readonly (Label | string | number)[])[] }

const gender: Readonly<Record<string, Label>> = { male: ['男', 'Male'], female: ['女', 'Female'] }
const everyParticular: readonly Label[] = [['姓名', 'Name'], ['性别', 'Gender'], ['民族', 'Nationality'], ['出生年月', 'Born'], ['党派', 'Party'], ['工作单位及职务', 'Employer and position']]

/** What is more than a list of names is for those who keep the register. */
function tables(held: Held, day: Day, keeps: boolean): Readonly<Record<RegisterTableName, () => Omit<RegisterTable, 'day'>>> {
  const d = held.world.directory, on = <R extends { validFrom: Day; validTo?: Day }>(rows: readonly R[]): R[] => rows.filter(r => !isVoid(r) && standsOn(r, day))
  const name = (id: Id | undefined): string | Label => (id === undefined ? '' : d.nameOn(id, day) ?? ''), short = (id: Id | undefined): string | Label => (id === undefined ? '' : d.nameOn(id, day, true) ?? '')
  const particularHeads = keeps ? everyParticular : everyParticular.slice(0, 1)
  const particulars = (id: Id): (Label | string)[] => { const p = d.person(id)!, name = d.nameOn(id, day) ?? [p.name, p.nameEn] as const; return keeps ? [name, gender[p.gender ?? ''] ?? '', p.nation ?? '', p.born ?? '', p.party ?? '', p.works ?? ''] : [name] }
  const posts = on(d.all.posts).filter(p => d.person(p.person)), byPerson = new Map<Id, PostRow[]>()
  for (const p of posts) { const l = byPerson.get(p.person); if (l) l.push(p); else byPerson.set(p.person, [p]) }
  const inKind = (person: Id, kinds: readonly string[]): Id | undefined => byPerson.get(person)?.find(p => kinds.includes(p.kind))?.organ
  return {
    deputies: () => ({
      head: [...particularHeads, ['代表级别', 'Level'], ['选区', 'Constituency'], ['选举单位', 'Electing unit'], ['代表团', 'Delegation'], ['代表小组', 'Deputy group'], ['联络站', 'Station'], ['所在街道（镇）', 'Street or town'], ['当选日期', 'Elected']],
      rows: d.inOrder([...byPerson.keys()]).flatMap(id => byPerson.get(id)!.filter(p => p.kind === 'deputy').map(p => [...particulars(id), levelLabel(held, p.level), name(p.constituency), p.unit ?? '', short(inKind(id, ['delegationHead', 'delegationMember'])), short(inKind(id, ['groupHead', 'groupMember'])), short(inKind(id, ['stationDeputy'])), name(p.place), p.validFrom])),
    }),
    persons: () => ({
      head: [...particularHeads, ['任职单位', 'Organ'], ['职务', 'Post'], ['起始日', 'Since']],
      rows: d.inOrder(on(d.all.persons).map(p => p.id)).flatMap(id => { const own = byPerson.get(id) ?? []; return own.length ? own.map(p => [...particulars(id), short(p.organ), inWords(held, postLabel(p.kind)), p.validFrom]) : [[...particulars(id), '', '', '']] }),
    }),
    organs: () => ({
      head: [['名称', 'Name'], ['简称', 'Short name'], ['类型', 'Kind'], ['上级', 'Above'], ['所在街道（镇）', 'Place'], ['电话', 'Telephone'], ['区外单位', 'Outside'], ['起始日', 'Since']],
      rows: on(d.all.organs).sort((a, b) => (a.order ?? 1e6) - (b.order ?? 1e6) || Object.keys(organKinds).indexOf(a.kind) - Object.keys(organKinds).indexOf(b.kind) || (a.short < b.short ? -1 : 1)).map(o => [name(o.id), short(o.id), inWords(held, organKinds[o.kind] ?? [o.kind, o.kind]), short(o.parent), name(o.place), o.phone ?? '', o.outside ? ['是', 'Yes'] : ['否', 'No'], o.validFrom]),
    }),
    places: () => ({
      head: [['名称', 'Name'], ['类型', 'Kind'], ['选区号', 'Number'], ['所在街道（镇）', 'Above'], ['应选代表名额', 'Seats'], ['别名', 'Also called'], ['起始日', 'Since']],
      rows: on(d.all.places).sort((a, b) => Object.keys(placeKinds).indexOf(a.kind) - Object.keys(placeKinds).indexOf(b.kind) || (a.number ?? 0) - (b.number ?? 0) || (a.name < b.name ? -1 : 1)).map(p => [name(p.id), inWords(held, placeKinds[p.kind as keyof typeof placeKinds] ?? [p.kind, p.kind]), p.number ?? '', name(p.parent), p.seats ?? '', (p.aliases ?? []).join('、'), p.validFrom]),
    }),
    terms: () => ({
      head: [['名称', 'Name'], ['类型', 'Kind'], ['哪一级人大', 'Congress'], ['第几', 'Number'], ['所属届', 'Term'], ['起', 'From'], ['止', 'Until']],
      rows: d.all.terms.filter(t => !isVoid(t) && t.validFrom <= day).map(t => [[t.name, t.nameEn], termKinds[t.kind], name(t.organ), t.number, t.parent ? d.name(t.parent) ?? '' : '', t.validFrom, t.validTo ?? '']),
    }),
  }
}

export async function registerTable(house: House, who: Who, which: RegisterTableName, day?: Day): Promise<RegisterTable> {
  const held = await house.worlds.get(who.congress), on = day ?? dayOf(house.worlds.now(who.congress))
  const { head, rows } = tables(held, on, mayKeep(who))[which]()
  return { day: on, head: head.map(h => inWords(held, h)), rows }
}
