/** Enters a county's folder, or only what differs: acts on the register, next versions of settings, days of the calendar. */
import { dayOf } from '#law/time.ts'
import { canonical } from '#loop/canonical.ts'
import { makeSettings, type SettingSpec } from '#loop/settings.ts'
import type { Id, Json, Label, OrganRow, PersonRow, PlaceRow, PostRow } from '#loop/words.ts'
import { readConfig } from '#store/config.ts'
import type { CongressRow, ConfigRows } from '#store/shapes.ts'
import { ServiceError } from '#service/errors.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import type { Pack, PackPost } from '#service/pack/tables.ts'
import type { Service } from '#service/service.ts'

/** What loading did, or with `check` would do; `gone` is in the register and no longer in the folder, `kept` cannot be changed. */
export type PackReport = {
  readonly congress: string; readonly id: number; readonly created: boolean; readonly check: boolean
  readonly entered: Readonly<Record<'places' | 'organs' | 'persons' | 'posts', number>>
  readonly changed: readonly Label[]; readonly settings: readonly Label[]; readonly days: number; readonly left: readonly Label[]
  readonly gone: readonly Label[]; readonly kept: readonly Label[]
}
type Doors = Pick<Service, 'act' | 'setSetting' | 'addCalendarDays' | 'createCongress' | 'sampleIsIn'>
type Row = PlaceRow | OrganRow | PersonRow
type Options = { readonly check: boolean; readonly sample?: boolean }

const nothing: ConfigRows = { config: 0, places: [], organs: [], persons: [], posts: [], namings: [], terms: [], settings: [], days: [] }
const says = (zh: string, en: string): Label => [zh, en]
const stands = (r: { validTo?: string }, today: string): boolean => r.validTo === undefined || r.validTo >= today
const postName = (p: PackPost): string => [p.organ, p.kind, p.level, p.place].filter(Boolean).join('·')

export async function loadPack(house: House, doors: Doors, specs: Readonly<Record<string, SettingSpec>>, pack: Pack, o: Options): Promise<PackReport> {
  const all = await house.worlds.congresses()
  const there = all.find(c => c.short === pack.congress.short)
  if (there && there.sample !== (o.sample === true)) throw new ServiceError('badRequest', there.sample ? [`“${there.short}”是示例人大，不能改成正式的；请换一个简称`, `"${there.short}" is a sample congress and stays one; choose another short name`] : [`“${there.short}”是正式的人大，不能标为示例`, `"${there.short}" is a real congress and cannot become a sample`])
  if (!there && pack.congress.host && all.some(c => c.host === pack.congress.host)) throw new ServiceError('badRequest', [`网址主机名 ${pack.congress.host} 已经给了另一个人大`, `the host ${pack.congress.host} belongs to another congress already`])
  const id = there?.id ?? Math.max(0, ...all.map(c => c.id)) + 1
  if (!there && !o.check) await doors.createCongress({ id, short: pack.congress.short, name: pack.congress.name, nameEn: pack.congress.nameEn, ...(pack.congress.host ? { host: pack.congress.host } : {}), ...(o.sample ? { sample: true } : {}), profile: { start: pack.congress.start, ...(pack.congress.code ? { divisionCode: pack.congress.code } : {}) } })
  // A trial has no year to be told: the server must not tell the sample year to it.
  if (!there && !o.check && o.sample) await doors.sampleIsIn(id)
  const config = there ? await house.store.tx(id, readConfig) : nothing
  const today = there ? dayOf(house.worlds.now(id)) : dayOf(new Date(house.realNow()).toISOString())
  return new Loading(house, doors, pack, { id, today, config, there, o, specs }).run()
}

type Given = { readonly id: number; readonly today: string; readonly config: ConfigRows; readonly there: CongressRow | undefined; readonly o: Options; readonly specs: Readonly<Record<string, SettingSpec>> }

/** One loading: walks the pack in the order in which things name one another. */
class Loading {
  readonly house: House
  readonly doors: Doors
  readonly pack: Pack
  readonly g: Given
  readonly ids = new Map<string, Id>()
  readonly entered = { places: 0, organs: 0, persons: 0, posts: 0 }
  readonly changed: Label[] = []
  readonly settings: Label[] = []
  readonly left: Label[] = []
  readonly gone: Label[] = []
  readonly kept: Label[] = []
  days = 0
  constructor(house: House, doors: Doors, pack: Pack, g: Given) { this.house = house; this.doors = doors; this.pack = pack; this.g = g }

  async run(): Promise<PackReport> {
    const { pack, g } = this
    const c = g.there
    if (c && (c.name !== pack.congress.name || c.nameEn !== pack.congress.nameEn || (c.host ?? undefined) !== pack.congress.host)) this.kept.push(says('人大的名称、英文名、网址主机名建立后不改；与文件不同的地方没有动', 'the name, English name and host of a congress do not change once created; what differs was left'))
    await this.ownSettings()
    for (const p of pack.places) await this.entry('places', `place:${p.name}`, g.config.places, { name: p.name, nameEn: p.nameEn }, { table: 'place', kind: 'street', since: p.since })
    for (const o of [...pack.organs].sort((a, b) => this.depth(a.short) - this.depth(b.short))) await this.organ(o)
    for (const p of pack.persons) await this.person(p)
    await this.calendar()
    this.missing()
    return { congress: pack.congress.short, id: g.id, created: !c, check: g.o.check, entered: this.entered, changed: this.changed, settings: this.settings, days: this.days, left: this.left, gone: this.gone, kept: this.kept }
  }

  /** How many stand above: parents are entered first. */
  depth(short: string, n = 0): number { const up = this.pack.organs.find(o => o.short === short)?.parent; return up && n < 12 ? this.depth(up, n + 1) : n }

  async act(key: string, act: string, input: Record<string, unknown>, matter?: Id): Promise<Id> {
    if (this.g.o.check) return key
    const k = key.length > 150 ? sha256(key) : key
    const out = await this.doors.act({ congress: this.g.id, act, ...(matter ? { matter } : { procedure: 'register' }), input, actor: { kind: 'clock' }, key: `county:${k}` })
    if (!out.ok) throw new ServiceError('badRequest', [`${key}：${out.refusal.says[0]}（已列入的保留，改好后再运行一次即可）`, `${key}: ${out.refusal.says[1]}`])
    return out.matter
  }

  /** The row behind a name: entered under its key before, or of that name in the register already. */
  async find<R extends Row>(ref: string, rows: readonly R[], name: string): Promise<R | undefined> {
    if (!this.g.there) return undefined
    const byKey = await this.house.findKey(this.g.id, `county:${ref.length > 150 ? sha256(ref) : ref}`)
    if (byKey) return rows.find(r => r.id === byKey.root)
    const named = rows.filter(r => r.name === name && stands(r, this.g.today))
    return named.length === 1 ? named[0] : undefined
  }

  /** Enters what is new and changes what is said otherwise now; undefined when it has left the register. */
  async entry(kind: keyof typeof this.entered, ref: string, rows: readonly Row[], names: Record<string, string>, input: Record<string, unknown>): Promise<{ id: Id; fresh: boolean } | undefined> {
    const row = await this.find(ref, rows, names.name!)
    if (!row) {
      const id = await this.act(ref, 'enter', { ...input, ...names })
      this.entered[kind]++
      this.ids.set(ref, id)
      return { id, fresh: true }
    }
    this.ids.set(ref, row.id)
    if (!stands(row, this.g.today)) { this.kept.push(says(`“${row.name}”已退出名册，文件里还在；要重新列入，请换一个简称或编号`, `"${row.name}" has left the register and is still in the folder`)); return undefined }
    const now = row as unknown as Record<string, string | undefined>
    const diff = Object.entries(names).filter(([k, v]) => now[k === 'short' && kind === 'persons' ? 'sortKey' : k] !== v)
    if (diff.length) {
      await this.act(`change:${ref}:${this.g.config.config}`, 'change', Object.fromEntries(diff), row.id)
      this.changed.push(says(`${row.name}：${diff.map(([k, v]) => `${words[k]}改为“${v}”`).join('，')}`, `${row.nameEn}: ${diff.map(([k, v]) => `${k} → "${v}"`).join(', ')}`))
    }
    return { id: row.id, fresh: false }
  }

  async leave(ref: string, id: Id, name: string, why: string): Promise<void> {
    await this.act(`leave:${ref}`, 'leave', { why }, id)
    this.left.push(says(`${name}（${why}）`, `${name} (${why})`))
  }

  async organ(o: Pack['organs'][number]): Promise<void> {
    const ref = `organ:${o.short}`
    if (o.leaves && !(await this.find(ref, this.g.config.organs, o.name))) return
    const found = await this.entry('organs', ref, this.g.config.organs, { name: o.name, nameEn: o.nameEn, short: o.short, ...(o.phone ? { phone: o.phone } : {}) }, { table: 'organ', kind: o.kind, since: o.since, ...(o.place ? { place: this.ids.get(`place:${o.place}`) } : {}), ...(o.parent ? { parent: this.ids.get(`organ:${o.parent}`) } : {}), ...(o.outside ? { outside: true } : {}) })
    const row = found && this.g.config.organs.find(r => r.id === found.id)
    if (row && (row.kind !== o.kind || (row.outside === true) !== o.outside || row.place !== (o.place ? this.ids.get(`place:${o.place}`) : undefined) || row.parent !== (o.parent ? this.ids.get(`organ:${o.parent}`) : undefined))) this.kept.push(says(`“${o.short}”的类型、所在地、上级、区外建立后不改；请换一个简称另列一个单位`, `the kind, place and parent of "${o.short}" do not change; enter another organ instead`))
    if (found && o.leaves) await this.leave(ref, found.id, o.name, o.leaves)
  }

  async person(p: Pack['persons'][number]): Promise<void> {
    const ref = `person:${p.ref}`, { config, today } = this.g
    if (p.leaves && !(await this.find(ref, config.persons, p.name))) return
    const input = (x: PackPost) => ({ postOrgan: this.ids.get(`organ:${x.organ}`), postKind: x.kind, ...(x.level ? { level: x.level } : {}), ...(x.place ? { postPlace: this.ids.get(`place:${x.place}`) } : {}) })
    const [first, ...rest] = p.posts
    const found = await this.entry('persons', ref, config.persons, { name: p.name, nameEn: p.nameEn, short: p.sortKey }, { table: 'person', since: p.since, ...(first ? input(first) : {}) })
    if (!found) return
    if (p.leaves) return this.leave(ref, found.id, p.name, p.leaves)
    if (found.fresh && first) this.entered.posts++
    const held = config.posts.filter(x => x.person === found.id && stands(x, today))
    const same = (x: PackPost, r: PostRow): boolean => r.organ === this.ids.get(`organ:${x.organ}`) && r.kind === x.kind && r.level === x.level && r.place === (x.place ? this.ids.get(`place:${x.place}`) : undefined)
    for (const x of found.fresh ? rest : p.posts) {
      if (held.some(r => same(x, r))) continue
      await this.act(`post:${ref}:${postName(x)}:${config.config}`, 'post', { ...input(x), since: x.since }, found.id)
      this.entered.posts++
    }
    for (const r of held) if (!p.posts.some(x => same(x, r))) this.gone.push(says(`${p.name}的一项任职（${r.kind}）`, `a post of ${p.nameEn} (${r.kind})`))
  }

  async ownSettings(): Promise<void> {
    const { g, pack } = this, start = pack.congress.start
    const look = makeSettings(g.specs, g.config.settings)
    const usual = start > g.today ? start : g.today
    for (const s of [...pack.settings].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))) {
      if (!g.specs[s.name]) continue
      const same = canonical(look.look(s.name, s.from ?? usual).value as Json) === canonical(s.value)
      // The declaration's own value needs no version of the county's.
      if (same) continue
      const from = s.from ?? (g.there ? usual : start)
      if (!g.o.check) await this.doors.setSetting(g.id, s.name, s.value, from)
      this.settings.push(says(`${g.specs[s.name]!.label[0]}（自${from}起）`, `${g.specs[s.name]!.label[1]} (from ${from})`))
    }
  }

  async calendar(): Promise<void> {
    const { g, pack } = this
    const fresh = pack.days.filter(d => !g.config.days.some(x => x.day === d.day && x.kind === d.kind && x.zh === d.name[0] && x.en === d.name[1]))
    const further = pack.coveredUntil !== undefined && pack.coveredUntil > (g.config.coveredUntil ?? '')
    this.days = fresh.length
    if ((fresh.length || further) && !g.o.check) await this.doors.addCalendarDays(g.id, fresh, pack.coveredUntil)
    if (further) this.settings.push(says(`日历已知到${pack.coveredUntil}`, `the calendar is known until ${pack.coveredUntil}`))
    for (const d of g.config.days) if (!pack.days.some(x => x.day === d.day)) this.gone.push(says(`${d.day} ${d.zh}（日历里仍然算）`, `${d.day} ${d.en}, still counted by the calendar`))
  }

  /** What the register holds and the folder no longer does: said, never removed. */
  missing(): void {
    const mine = new Set(this.ids.values())
    for (const rows of [this.g.config.places, this.g.config.organs, this.g.config.persons] as const) for (const r of rows) if (stands(r, this.g.today) && !mine.has(r.id)) this.gone.push(says(r.name, r.nameEn))
  }
}
const words: Readonly<Record<string, string>> = { name: '名称', nameEn: '英文名', short: '简称（排序）', phone: '电话' }
