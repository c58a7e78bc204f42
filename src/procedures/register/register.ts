/** Registers in the log: one family per place, organ or person; the tables are projections of these events. */
import { procedure, theClock } from '#loop/every.ts'
import { choice, date, optionsOf, text, yesNo } from '#loop/fields.ts'
import { type Ctx, fork } from '#loop/procedure.ts'
import type { Level, RegisterChange } from '#loop/words.ts'
import { districtOfficer } from '#procedures/roles.ts'
import { settings } from './settings.ts'

const id = (zh: string, en: string) => text([zh, en], { max: 36 })
const word = (zh: string, en: string, max = 80) => text([zh, en], { max })
const levels = { national: ['全国', 'National'], provincial: ['省', 'Provincial'], city: ['市', 'City'], district: ['区', 'District'], town: ['镇', 'Town'] } as const
const s = (c: Ctx, k: string): string | undefined => (typeof c.input[k] === 'string' ? (c.input[k] as string) : undefined)
const post = { postOrgan: id('任职单位', 'Organ'), postKind: word('职务', 'Post'), level: choice(['代表级别', 'Level'], optionsOf(levels)), postPlace: id('选区所在街镇', 'Street or town of the constituency') }

function postChange(c: Ctx): RegisterChange[] {
  const organ = s(c, 'postOrgan'), kind = s(c, 'postKind'), place = s(c, 'postPlace')
  if (!organ || !kind) return []
  return [{ table: 'post', row: { id: c.newId(), person: c.state.id, organ, kind, ...(c.input.level ? { level: c.input.level as Level } : {}), ...(place ? { place } : {}), validFrom: String(c.input.since) } }]
}
/** Whoever leaves holds no post from the next day on; the row and its history stay. */
function leaving(c: Ctx): RegisterChange[] {
  const [person, organ] = [c.directory.person(c.state.id), c.directory.organ(c.state.id)]
  if (organ) return [{ table: 'organ', row: { ...organ, validTo: c.today } }]
  if (!person) return []
  return [{ table: 'person', row: { ...person, validTo: c.today } }, ...c.directory.postsOf(person.id, c.today).map((p): RegisterChange => ({ table: 'post', row: { ...p, validTo: c.today } }))]
}
function entry(c: Ctx): RegisterChange[] {
  const base = { id: c.state.id, name: String(c.input.name), nameEn: s(c, 'nameEn') ?? String(c.input.name), validFrom: String(c.input.since) }
  const opt = <K extends string>(k: K, from: string = k): { [x in K]?: string } => (s(c, from) ? { [k]: s(c, from)! } as { [x in K]?: string } : {})
  switch (c.input.table) {
    case 'place': return [{ table: 'place', row: { ...base, kind: s(c, 'kind') ?? 'street', ...opt('parent') } }]
    case 'organ': return [{ table: 'organ', row: { ...base, kind: s(c, 'kind') ?? 'handlingOrgan', short: s(c, 'short') ?? base.name, ...opt('parent'), ...opt('place'), ...opt('phone'), ...(c.input.outside === true ? { outside: true as const } : {}) } }]
    default: return [{ table: 'person', row: { ...base, sortKey: s(c, 'short') ?? base.name } }, ...postChange(c)]
  }
}

/** What may change about an entry; who somebody is and what an organ is for do not. */
function changed(c: Ctx): RegisterChange[] {
  const { directory } = c, at = c.state.id
  const names = { ...(s(c, 'name') ? { name: s(c, 'name')! } : {}), ...(s(c, 'nameEn') ? { nameEn: s(c, 'nameEn')! } : {}) }
  const [place, organ, person] = [directory.place(at), directory.organ(at), directory.person(at)]
  if (place) return [{ table: 'place', row: { ...place, ...names } }]
  if (organ) return [{ table: 'organ', row: { ...organ, ...names, ...(s(c, 'short') ? { short: s(c, 'short')! } : {}), ...(s(c, 'phone') ? { phone: s(c, 'phone')! } : {}) } }]
  return person ? [{ table: 'person', row: { ...person, ...names, ...(s(c, 'short') ? { sortKey: s(c, 'short')! } : {}) } }] : []
}

export const registerProcedure = procedure('register', 1, {
  label: ['名册', 'Register'], register: true, settings, sight: [districtOfficer], stewards: [districtOfficer], parties: {}, facts: {}, correctable: {},
  stages: { entered: { label: ['在册', 'Entered'], awaits: { parked: ['名册不等人办', 'A register waits for nobody'] } }, ended: { label: ['已退出', 'Ended'], ends: true, awaits: 'nothing' } },
  acts: {
    enter: {
      label: ['列入名册', 'Enter'], from: 'new', by: [theClock, districtOfficer], mayBeTold: true,
      form: { table: choice(['名册', 'Register'], optionsOf({ place: ['地点', 'Place'], organ: ['单位', 'Organ'], person: ['人员', 'Person'] }), { required: true }), kind: word('类型', 'Kind', 40), name: text(['名称', 'Name'], { required: true, max: 80 }), nameEn: word('英文名', 'English name', 120), short: word('简称', 'Short name', 40), parent: id('上级', 'Above'), place: id('所在街镇', 'Place'), phone: word('电话', 'Telephone', 30), outside: yesNo(['区外单位', 'Outside the district']), since: date(['起始日', 'Since'], { required: true }), ...post },
      to: 'entered', registers: entry, sentence: ['列入名册：{name}', 'Entered: {name}'],
    },
    post: { label: ['任职', 'Give a post'], from: ['entered'], by: [theClock, districtOfficer], mayBeTold: true, form: { ...post, since: date(['起始日', 'Since'], { required: true }) }, to: fork(['entered'], () => undefined), registers: postChange, sentence: ['任职：{postKind}', 'Post: {postKind}'] },
    change: { label: ['更改登记', 'Change the entry'], from: ['entered'], by: [theClock, districtOfficer], form: { name: word('名称', 'Name'), nameEn: word('英文名', 'English name', 120), short: word('简称', 'Short name', 40), phone: word('电话', 'Telephone', 30) }, to: fork(['entered'], () => undefined), registers: changed, sentence: ['更改登记', 'Entry changed'] },
    leave: { label: ['退出名册', 'Leave'], from: ['entered'], by: [theClock, districtOfficer], form: { why: text(['原因', 'Why'], { required: true, max: 200 }) }, to: 'ended', registers: leaving, sentence: ['退出名册：{why}', 'Left: {why}'] },
  },
})
