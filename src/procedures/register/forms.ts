/** What is asked about an entry of the register: the fields, which table has which, and what they offer. */
import { choice, date, entry, type Field, type Form, number, type Option, optionsOf, organ, place, text, yesNo } from '#loop/fields.ts'
import type { Ctx } from '#loop/procedure.ts'
import type { Label, PostRow } from '#loop/words.ts'
import { organKinds, posts, postLabel } from '#procedures/posts.ts'
import { levels, placeKinds, type Table, tables, termKinds } from './words.ts'

const word = (zh: string, en: string, max = 80, more: Partial<Field> = {}) => text([zh, en], { max, ...more })
export const why = text(['原因', 'Why'], { required: true, min: 2, max: 200, open: true })

const names = { name: text(['名称', 'Name'], { required: true, max: 80 }), nameEn: word('英文名', 'English name', 120), short: word('简称', 'Short name', 40) }
const order = number(['排序号', 'Order number'], { max: 9999, hint: ['不填就按姓氏笔画（单位按名称）排', 'Without one, people stand in stroke order'] })
const particulars = {
  gender: choice(['性别', 'Gender'], optionsOf({ male: ['男', 'Male'], female: ['女', 'Female'] })), nation: word('民族', 'Nationality', 20),
  born: word('出生年月', 'Born', 10, { hint: ['如 1975-03', 'Like 1975-03'] }), party: word('政治面貌', 'Political affiliation', 40), works: word('工作单位及职务', 'Employer and position', 120),
}
const seat = {
  level: choice(['代表级别', 'Level'], optionsOf(levels)), postPlace: place(['选区所在街道（镇）', 'Street or town of the constituency']), constituency: place(['选区', 'Constituency']),
  unit: word('选举单位', 'Electing unit', 60, { hint: ['市级以上代表由选举单位选出，写选举单位', 'For deputies elected by a unit rather than a constituency'] }),
}
const groups = { delegation: organ(['代表团', 'Delegation']), group: organ(['代表小组', 'Deputy group']), station: organ(['进哪个联络站', 'Liaison station']) }
const kinds = { ...placeKinds, ...organKinds, ...termKinds }

/** A post: in which organ, as what; for a deputy the seat, and the delegation, group and station that go with it. */
export const postForm: Form = { postOrgan: organ(['任职单位', 'Organ']), postKind: choice(['职务', 'Post'], optionsOf(Object.fromEntries(Object.entries(posts).map(([k, p]) => [k, p.label])))), ...seat, ...groups }
export const since = date(['起始日', 'Since'], { required: true })
const ofPlace = { number: number(['编号（选区号、届次号）', 'Number'], { min: 1, max: 9999 }), seats: number(['应选代表名额', 'Seats'], { max: 99 }), aliases: text(['别名（一行一个）', 'Other names, one a line'], { many: true, max: 40, hint: ['群众平时怎么叫，就怎么写', 'As people call it'] }) }
const ofOrgan = { place: place(['所在街道（镇）', 'Place']), phone: word('电话', 'Telephone', 30), outside: yesNo(['区外单位', 'Outside the district']), follows: organ(['由哪个单位分出', 'Split off from']) }
const assembly = organ(['哪一级人民代表大会', 'Which congress'])

/** Which import a row came in with. */
export const imported = text(['导入批次', 'Import'], { max: 36, unseen: true })
export const enterForm: Form = {
  table: choice(['名册', 'Register'], optionsOf(tables), { required: true }), kind: choice(['类型', 'Kind'], optionsOf(kinds)), ...names, parent: entry(['上级（所属）', 'Above it']), assembly,
  ...ofPlace, ...ofOrgan, ...particulars, order, since, until: date(['截止日', 'Until']), ...postForm, imported,
}
/** Renaming, from a day on; the former name keeps its days. Short name and telephone are changed here too. */
export const changeForm: Form = { name: word('名称', 'Name'), nameEn: names.nameEn, short: names.short, since: date(['新名称从哪天起用', 'The new name counts from']), phone: ofOrgan.phone }
export const correctForm: Form = { ...changeFormWithout(), kind: enterForm.kind!, parent: enterForm.parent!, ...ofPlace, ...ofOrgan, ...particulars, order, since: date(['起始日', 'Since']), until: enterForm.until!, why }
function changeFormWithout(): Form { const { since: _, ...rest } = changeForm; return rest }

/** The fields each table has when entering; those of other tables are not its own. */
const common = ['table', 'kind', 'name', 'nameEn', 'since', 'imported'] as const
const fieldsOf: Readonly<Record<Table, readonly string[]>> = {
  place: [...common, 'parent', ...Object.keys(ofPlace)],
  organ: [...common, 'short', 'parent', ...Object.keys(ofOrgan), 'order'],
  person: [...common.filter(f => f !== 'kind'), 'short', ...Object.keys(particulars), 'order', ...Object.keys(postForm)],
  term: [...common, 'parent', 'assembly', 'number', 'until'],
}
/** The table of an entry, by the row it stands in; what is being entered says it itself. */
export function tableOf(c: Ctx): Table | undefined {
  const { directory, state: { id } } = c
  if (directory.place(id)) return 'place'
  if (directory.organ(id)) return 'organ'
  if (directory.person(id)) return 'person'
  if (directory.term(id)) return 'term'
  return typeof c.input.table === 'string' ? (c.input.table as Table) : undefined
}
const narrowed = (form: Form) => (c: Ctx): string[] => { const t = tableOf(c), of = t && fieldsOf[t]; return Object.keys(form).filter(f => !of || f === 'why' || of.includes(f)) }
export const enterFields = narrowed(enterForm)
export const changeFields = (c: Ctx): string[] => narrowed(changeForm)(c).filter(f => tableOf(c) !== 'term' || f !== 'since')
export const correctFields = narrowed(correctForm)

const option = (id: string, label: Label): Option => ({ id, label })
const ofKind = (labels: Readonly<Record<string, Label>>): Option[] => Object.entries(labels).map(([id, label]) => option(id, label))
const organsOf = (c: Ctx, fits: (kind: string) => boolean): Option[] => c.directory.organs({}, c.today).filter(o => fits(o.kind) && o.id !== c.state.id).map(o => option(o.id, [o.short, o.nameEn]))
const placesOf = (c: Ctx, fits: (kind: string) => boolean): Option[] => c.directory.places({}, c.today).filter(p => fits(p.kind)).map(p => option(p.id, [p.name, p.nameEn]))
export const saidPost = (c: Ctx, p: PostRow): Label => {
  const o = c.directory.organ(p.organ), k = postLabel(p.kind), l = p.level ? levels[p.level] : undefined
  return [`${o?.short ?? ''}${k[0]}${l ? `（${l[0]}级）` : ''}，${p.validFrom}起`, `${k[1]}${l ? ` (${l[1]})` : ''}, ${o?.nameEn ?? ''}, since ${p.validFrom}`]
}
/** Posts of this person that have not ended yet. */
export const standing = (c: Ctx): PostRow[] => c.directory.careerOf(c.state.id).filter(p => p.validTo === undefined || p.validTo >= c.today)
export const mandates = (c: Ctx): PostRow[] => standing(c).filter(p => p.kind === 'deputy')

/** What a field offers; undefined leaves it to its declaration. */
export function offers(c: Ctx, field: string): readonly Option[] | undefined {
  const t = tableOf(c)
  switch (field) {
    case 'kind': return t === 'place' ? ofKind(placeKinds) : t === 'organ' ? ofKind(organKinds) : t === 'term' ? ofKind(termKinds) : undefined
    case 'parent': return t === 'place' ? placesOf(c, k => k === 'street') : t === 'organ' ? organsOf(c, () => true) : t === 'term' ? c.directory.all.terms.filter(x => x.kind === 'term' && x.id !== c.state.id).map(x => option(x.id, [x.name, x.nameEn])) : []
    case 'place': case 'postPlace': return placesOf(c, k => k === 'street')
    case 'constituency': return placesOf(c, k => k === 'constituency')
    case 'assembly': return organsOf(c, k => k === 'assembly')
    case 'delegation': return organsOf(c, k => k === 'delegation')
    case 'group': return organsOf(c, k => k === 'deputyGroup')
    case 'station': return organsOf(c, k => k === 'station')
    case 'follows': return c.directory.all.organs.filter(o => o.id !== c.state.id && c.directory.organ(o.id)).map(o => option(o.id, [o.short, o.nameEn]))
    case 'successor': return organsOf(c, () => true)
    case 'post': return standing(c).map(p => option(p.id, saidPost(c, p)))
    case 'anyPost': return c.directory.careerOf(c.state.id).map(p => option(p.id, saidPost(c, p)))
    case 'mandates': return mandates(c).map(p => option(p.id, saidPost(c, p)))
    default: return undefined
  }
}
