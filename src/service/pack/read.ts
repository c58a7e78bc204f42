/** Reads a county's folder: pure, every fault named with file, line and column, all of them at once. */
import { parseDay } from '#law/time.ts'
import { optionId } from '#loop/fields.ts'
import type { SettingSpec } from '#loop/settings.ts'
import type { Json, Label } from '#loop/words.ts'
import { leastSlips, mostSlips, slipSteps } from '#procedures/slips.ts'
import { type Column, type PackFault, readTable, type Row } from '#service/pack/csv.ts'
import { dayKinds, englishOf, items, levels, neededItems, organKinds, organsOfPost, type Pack, type PackPost, placed, postKinds, tables, units, until } from '#service/pack/tables.ts'

export type PackFile = { readonly name: string; readonly text: string }
export type PackRead = { readonly ok: true; readonly pack: Pack } | { readonly ok: false; readonly faults: readonly PackFault[] }
type Specs = Readonly<Record<string, SettingSpec>>

const isDay = (text: string): boolean => { try { parseDay(text); return true } catch { return false } }
const listed = (words: Readonly<Record<string, unknown>>): string => Object.keys(words).join('、')

export function readPack(files: readonly PackFile[], specs: Specs): PackRead {
  const faults: PackFault[] = []
  const fault = (file: string, line: number, column: string, zh: string, en: string): void => void faults.push({ file, line, column, says: [zh, en] })
  const known: readonly { file: string }[] = Object.values(tables)
  for (const f of files) if (!known.some(t => t.file === f.name)) fault(f.name, 0, '', `不认识的文件，可用的有：${known.map(t => t.file).join('、')}`, 'an unknown file')
  const table = (t: { file: string; needed: boolean; columns: readonly Column[] }): Row[] => {
    const found = files.find(f => f.name === t.file)
    if (!found) { if (t.needed) fault(t.file, 0, '', '缺少这个文件', 'this file is missing'); return [] }
    const read = readTable(t.file, found.text, t.columns)
    faults.push(...read.faults)
    return read.rows
  }
  /** One table's rows, its faults said with their line. */
  const at = (t: { file: string }) => ({
    say: (r: Row, column: string, zh: string, en: string): void => fault(t.file, r.line, column, zh, en),
    word: <T>(r: Row, column: string, words: Readonly<Record<string, T>>): T | undefined => {
      const v = r.cells[column]!
      if (v === '') return undefined
      if (Object.hasOwn(words, v)) return words[v]
      fault(t.file, r.line, column, `“${v}”应是：${listed(words)}`, `"${v}" is not one of the words for this column`)
      return undefined
    },
    day: (r: Row, column: string, otherwise: string): string => {
      const v = r.cells[column]!
      if (v === '') return otherwise
      const iso = v.replace(/^(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?$/, (_, y: string, m: string, d: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
      if (isDay(iso)) return iso
      fault(t.file, r.line, column, `“${v}”不是日期，应写成 2026-01-01`, `"${v}" is not a day like 2026-01-01`)
      return otherwise
    },
    once: (rows: readonly Row[], column: string): void => {
      const seen = new Map<string, number>()
      for (const r of rows) { const v = r.cells[column]!; if (v && seen.has(v)) fault(t.file, r.line, column, `“${v}”与第${seen.get(v)}行重复`, `"${v}" stands in line ${seen.get(v)} already`); else seen.set(v, r.line) }
    },
  })

  const { congress, ...own } = readCongress(table(tables.congress), at(tables.congress), fault)
  const start = congress.start
  const placeRows = table(tables.places), inPlaces = at(tables.places)
  inPlaces.once(placeRows, '名称')
  if (files.some(f => f.name === tables.places.file) && !placeRows.length && !faults.some(f => f.file === tables.places.file)) fault(tables.places.file, 0, '', '一个乡镇（街道）也没有', 'holds no place')
  const places = placeRows.map(r => ({ name: r.cells['名称']!, nameEn: r.cells['英文名'] || r.cells['名称']!, since: inPlaces.day(r, '起始日', start) }))
  const isPlace = new Set(places.map(p => p.name))

  const organRows = table(tables.organs), inOrgans = at(tables.organs)
  inOrgans.once(organRows, '简称')
  inOrgans.once(organRows, '名称')
  const shorts = new Set(organRows.map(r => r.cells['简称']!))
  const organs = organRows.map(r => {
    const kind = inOrgans.word(r, '类型', organKinds) ?? 'handlingOrgan', place = r.cells['乡镇街道']!, parent = r.cells['上级']!
    if (place && !isPlace.has(place)) inOrgans.say(r, '乡镇街道', `${tables.places.file} 里没有“${place}”`, `there is no place "${place}"`)
    if (placed.includes(kind) && !place) inOrgans.say(r, '乡镇街道', `${r.cells['类型']}要写明在哪个乡镇（街道）`, 'a station or a local office needs its place')
    if (parent && !shorts.has(parent)) inOrgans.say(r, '上级', `没有简称为“${parent}”的单位`, `there is no organ "${parent}"`)
    const outside = inOrgans.word(r, '区外', { 是: true, 否: false }) ?? kind === 'helper'
    return { short: r.cells['简称']!, name: r.cells['名称']!, nameEn: r.cells['英文名'] || r.cells['名称']!, kind, outside, since: inOrgans.day(r, '起始日', start), ...(place ? { place } : {}), ...(parent ? { parent } : {}), ...(r.cells['电话'] ? { phone: r.cells['电话'] } : {}), ...(r.cells['退出原因'] ? { leaves: r.cells['退出原因'] } : {}) }
  })
  for (const kind of ['assembly', 'deputyAffairs']) { const all = organRows.filter(r => organKinds[r.cells['类型']!] === kind && !r.cells['退出原因']); for (const r of all.slice(1)) inOrgans.say(r, '类型', `第${all[0]!.line}行已经有一个“${r.cells['类型']}”`, `line ${all[0]!.line} is one already`) }

  const persons = readPersons(table(tables.persons), at(tables.persons), organs, isPlace, start)
  const codes = organRows.flatMap(r => { const code = r.cells['发文代字']!; if (code && (!optionId.test(r.cells['简称']!) || /[〔〕[\]()（）]/.test(code))) inOrgans.say(r, '发文代字', '只写代字，如“示住建函”，不带括号和年份；简称里有括号的单位不能定代字', 'the code alone, without brackets or a year'); return code ? [{ id: r.cells['简称']!, label: [code, code] }] : [] })
  const numbering: Own[] = codes.length || own.handOver ? [{ name: 'handling.letterCodes', value: [...(own.handOver ? [{ id: '交办', label: [own.handOver, own.handOver] }] : []), ...codes] }] : []
  const settings = [...own.settings, ...numbering, ...readCategories(table(tables.categories), at(tables.categories)), ...readSlips(table(tables.slips), at(tables.slips)), ...readTerms(table(tables.terms), at(tables.terms), specs)]
  const days = readDays(table(tables.days), at(tables.days))
  return faults.length ? { ok: false, faults } : { ok: true, pack: { congress, places, organs, persons, settings, ...days } }
}

type At = { say(r: Row, column: string, zh: string, en: string): void; word<T>(r: Row, column: string, words: Readonly<Record<string, T>>): T | undefined; day(r: Row, column: string, otherwise: string): string; once(rows: readonly Row[], column: string): void }
type Own = { name: string; value: Json; from?: string }

function readCongress(rows: readonly Row[], t: At, fault: (file: string, line: number, column: string, zh: string, en: string) => void): { congress: Pack['congress']; settings: Own[]; handOver: string } {
  t.once(rows, '项目')
  const said = new Map<string, Row>()
  for (const r of rows) { if (t.word(r, '项目', Object.fromEntries(items.map(i => [i, i])))) said.set(r.cells['项目']!, r) }
  const value = (item: typeof items[number]): string => said.get(item)?.cells['内容'] ?? ''
  if (rows.length) for (const item of neededItems) if (!value(item as typeof items[number])) fault(tables.congress.file, said.get(item)?.line ?? 0, item, '没有填写', 'is not filled in')
  const shape = (item: typeof items[number], pattern: RegExp, zh: string, en: string): void => { const r = said.get(item); if (r && r.cells['内容'] && !pattern.test(r.cells['内容'])) t.say(r, item, zh, en) }
  shape('简称', /^[A-Z][A-Z0-9]{0,9}$/, '应是1到10个大写字母或数字，字母开头，印在回执编号最前面', '1 to 10 capitals or digits, a letter first')
  shape('区划代码', /^\d{6}(\d{6})?$/, '应是6位或12位数字', '6 or 12 digits')
  shape('网址主机名', /^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/, '只写主机名，如 rd.example.cn，不带 https:// 和斜线', 'the host name alone, like rd.example.cn')
  shape('本级称谓', /^\p{Script=Han}{1,4}$/u, '如：县、区、市、旗', 'one of 县, 区, 市, 旗')
  const start = said.get('起用日期') ? t.day({ line: said.get('起用日期')!.line, cells: { 起用日期: value('起用日期') } }, '起用日期', '2000-01-01') : '2000-01-01'
  const word = (zh: string, en: string): Json => [zh, en || englishOf[zh] || zh]
  shape('交办函代字', /^[^〔〕[\]()（）\s]{1,20}$/u, '只写代字，如“示人代交”，不带括号和年份', 'the code alone, without brackets or a year')
  return {
    handOver: value('交办函代字'),
    congress: { short: value('简称'), name: value('名称'), nameEn: value('英文名') || value('名称'), start, ...(value('区划代码') ? { code: value('区划代码') } : {}), ...(value('网址主机名') ? { host: value('网址主机名') } : {}) },
    settings: [{ name: 'county.areaWord', value: word(value('本级称谓'), value('本级称谓英文')) }, { name: 'county.placeWord', value: word(value('基层称谓'), value('基层称谓英文')) }],
  }
}

function readPersons(rows: readonly Row[], t: At, organs: Pack['organs'], isPlace: ReadonlySet<string>, start: string): Pack['persons'] {
  const people = new Map<string, { ref: string; name: string; nameEn: string; sortKey: string; since: string; posts: PackPost[]; leaves?: string }>()
  const assembly = organs.find(o => o.kind === 'assembly' && !o.leaves)
  for (const r of rows) {
    const cell = (name: string): string => r.cells[name]!
    const kind = t.word(r, '职务', postKinds), level = t.word(r, '代表级别', levels), since = t.day(r, '起始日', start)
    const organ = cell('单位') ? organs.find(o => o.short === cell('单位')) : kind === 'deputy' ? assembly : undefined
    if (cell('单位') && !organ) t.say(r, '单位', `${tables.organs.file} 里没有简称为“${cell('单位')}”的单位`, `there is no organ "${cell('单位')}"`)
    if (!cell('单位') && kind && !organ) t.say(r, '单位', kind === 'deputy' ? `${tables.organs.file} 里没有类型为“人大”的单位` : '没有填写', 'the organ is missing')
    if (organ && kind && !organsOfPost(kind).includes(organ.kind)) t.say(r, '职务', `“${cell('职务')}”不在这类单位任职`, 'this post does not belong to that kind of organ')
    if (organ?.outside && kind) t.say(r, '单位', '区外单位、帮办单位没有账号，不列人员', 'an outside unit has no people here')
    if (kind === 'deputy' && !cell('代表级别')) t.say(r, '代表级别', '人大代表要写明级别', 'a deputy needs a level')
    if (cell('选区') && !isPlace.has(cell('选区'))) t.say(r, '选区', `${tables.places.file} 里没有“${cell('选区')}”`, `there is no place "${cell('选区')}"`)
    if (kind === 'deputy' && (level === 'district' || level === 'town') && !cell('选区')) t.say(r, '选区', '县、乡两级代表要写明选区所在的乡镇（街道）', 'deputies of county and town need their place')
    const ref = cell('编号') || cell('姓名'), post = kind && organ ? [{ organ: organ.short, kind, since, ...(level ? { level } : {}), ...(cell('选区') ? { place: cell('选区') } : {}) }] : []
    const before = people.get(ref)
    if (!before) { people.set(ref, { ref, name: cell('姓名'), nameEn: cell('英文名') || cell('姓名'), sortKey: cell('排序') || cell('姓名'), since, posts: post, ...(cell('退出原因') ? { leaves: cell('退出原因') } : {}) }); continue }
    if (before.name !== cell('姓名')) t.say(r, '编号', `编号“${ref}”已是${before.name}`, `number ${ref} is somebody else's`)
    if (post.some(p => before.posts.some(b => b.organ === p.organ && b.kind === p.kind && b.level === p.level && b.place === p.place))) t.say(r, '姓名', '同一个人的同一职务写了两遍；同名不同人请各写一个编号', 'the same post twice; namesakes need a number each')
    before.posts.push(...post)
  }
  // What rests on a mandate is entered after it, in whatever order the lines stand.
  for (const p of people.values()) p.posts.sort((x, y) => Number(y.kind === 'deputy') - Number(x.kind === 'deputy'))
  return [...people.values()]
}

function readCategories(rows: readonly Row[], t: At): Own[] {
  if (!rows.length) return []
  t.once(rows, '编号')
  t.once(rows, '名称')
  for (const r of rows) if (r.cells['编号'] && !optionId.test(r.cells['编号'])) t.say(r, '编号', '只用字母、数字、汉字、点、横线', 'letters, digits, dots and dashes only')
  return [{ name: 'request.categories', value: rows.map(r => ({ id: r.cells['编号']!, label: [r.cells['名称']!, r.cells['英文名'] || r.cells['名称']!], ...(r.cells['提示'] ? { note: [r.cells['提示'], r.cells['提示英文'] || r.cells['提示']] } : {}) })) }]
}

function readSlips(rows: readonly Row[], t: At): Own[] {
  if (!rows.length) return []
  t.once(rows, '名称')
  if (rows.length < leastSlips || rows.length > mostSlips) t.say(rows.at(-1)!, '', `单名应有${leastSlips}到${mostSlips}个，现有${rows.length}个`, `there are ${rows.length} slips; four to six are possible`)
  const stepWords: Readonly<Record<string, number>> = Object.fromEntries(slipSteps.map((s, i) => [s[0], i + 1]))
  const told = rows.some(r => r.cells['环节']), taken = new Map<number, string>()
  return [{ name: 'request.slips', value: rows.map((r): Json => {
    const label = [r.cells['名称']!, r.cells['英文名'] || r.cells['名称']!]
    if (!told) return label
    if (!r.cells['环节']) t.say(r, '环节', `有一行写了环节，就每行都要写：${listed(stepWords)}`, 'once one slip names its steps, every slip must')
    const steps = r.cells['环节']!.split(/[、，,;；\s]+/).filter(Boolean).flatMap(w => { const n = t.word({ line: r.line, cells: { 环节: w } }, '环节', stepWords); return n ? [n] : [] })
    for (const n of steps) { if (taken.has(n)) t.say(r, '环节', `“${slipSteps[n - 1]![0]}”已归“${taken.get(n)}”`, 'this step belongs to another slip'); taken.set(n, r.cells['名称']!) }
    return [...label, steps]
  }) }]
}

function readTerms(rows: readonly Row[], t: At, specs: Specs): Own[] {
  const seen = new Set<string>()
  return rows.flatMap((r): Own[] => {
    const said = r.cells['设置']!, named = Object.entries(specs).filter(([name, s]) => name === said || s.label[0] === said)
    const [name, spec] = named[0] ?? []
    if (!name || !spec || !['term', 'number', 'yesNo'].includes(spec.kind)) { if (said) t.say(r, '设置', `没有“${said}”这一项；可用的有：${Object.values(specs).filter(s => s.kind === 'term' || s.kind === 'number').map(s => s.label[0]).join('、')}`, `there is no setting "${said}"`); return [] }
    if (named.length > 1) t.say(r, '设置', `有${named.length}项都叫这个名字，请写编号：${named.map(([n]) => n).join('、')}`, 'several settings have this name; write its id')
    const from = r.cells['起始日'] ? t.day(r, '起始日', '') : ''
    if (seen.has(`${name}|${from}`)) t.say(r, '设置', '同一项写了两遍；以后要改的，写上不同的起始日', 'the same setting twice')
    seen.add(`${name}|${from}`)
    return [{ name, value: valueOf(r, t, spec), ...(from ? { from } : {}) }]
  })
}
function valueOf(r: Row, t: At, spec: SettingSpec): Json {
  if (spec.kind === 'yesNo') return t.word(r, '数', { 是: true, 否: false }) ?? false
  const n = Number(r.cells['数'])
  if (r.cells['数'] && (!/^\d{1,4}$/.test(r.cells['数']) || (spec.kind === 'term' && n < 1))) t.say(r, '数', `“${r.cells['数']}”应是${spec.kind === 'term' ? 1 : 0}到9999的整数`, 'must be a whole number')
  if (spec.within && (n < spec.within[0] || n > spec.within[1])) t.say(r, '数', `“${n}”应在${spec.within[0]}到${spec.within[1]}之间`, `must be from ${spec.within[0]} to ${spec.within[1]}`)
  if (spec.kind !== 'term') return n
  if (!r.cells['单位']) t.say(r, '单位', '没有填写，应是：日、工作日、月', 'is not filled in: 日, 工作日 or 月')
  const unit = t.word(r, '单位', units) ?? 'day'
  if (spec.basis !== 'local' && n > atMost(spec, unit)) t.say(r, '数', `《${spec.basis.law}》${spec.basis.article}定的期限，县里只能缩短，最多${atMost(spec, unit)}${r.cells['单位']}`, `the law sets this term; a county may only shorten it, to ${atMost(spec, unit)} at most`)
  return { unit, n, roll: true }
}
/** What is surely within a term of months that the law has set, in another unit: the shortest month has 28 days and, with holidays, 16 working days. */
function atMost(spec: SettingSpec, unit: 'day' | 'workingDay' | 'month'): number {
  const months = (spec.initial as { n: number }).n
  return unit === 'month' ? months : months * (unit === 'day' ? 28 : 16)
}

function readDays(rows: readonly Row[], t: At): { days: Pack['days']; coveredUntil?: string } {
  t.once(rows.filter(r => r.cells['类型'] !== until), '日期')
  let coveredUntil: string | undefined
  const days = rows.flatMap((r): Pack['days'][number][] => {
    const day = t.day(r, '日期', '')
    if (r.cells['类型'] === until) { if (coveredUntil) t.say(r, '类型', '“截至”只写一行', 'only one line says how far'); if (day) coveredUntil = day; return [] }
    const kind = t.word(r, '类型', { ...dayKinds, [until]: undefined })
    const name: Label = [r.cells['名称'] || (kind === 'adjustedWork' ? '调休上班' : '放假'), r.cells['英文名'] || r.cells['名称'] || (kind === 'adjustedWork' ? 'make-up working day' : 'day off')]
    return kind && day ? [{ day, kind, name }] : []
  })
  return { days, ...(coveredUntil ? { coveredUntil } : {}) }
}
