/** The rows an act on the register writes. A family writes rows of its own entry only, so that it can be rebuilt alone. */
import { shift } from '#law/time.ts'
import { isVoid } from '#loop/directory.ts'
import { idsOf } from '#loop/fields.ts'
import type { Ctx, EchoSpec } from '#loop/procedure.ts'
import type { Day, Id, Level, OrganRow, PersonRow, PlaceRow, PostRow, RegisterChange, TermRow } from '#loop/words.ts'
import { isScPost, mandateOf } from '#procedures/posts.ts'
import { tableOf } from './forms.ts'

export const s = (c: Ctx, k: string): string | undefined => (typeof c.input[k] === 'string' ? (c.input[k] as string) : undefined)
const n = (c: Ctx, k: string): number | undefined => (typeof c.input[k] === 'number' ? (c.input[k] as number) : undefined)
type Given<K extends string> = { readonly [x in K]?: string }
const given = <K extends string>(c: Ctx, ...keys: readonly K[]): Given<K> => Object.fromEntries(keys.filter(k => s(c, k)).map(k => [k, s(c, k)])) as Given<K>
const counted = <K extends string>(c: Ctx, ...keys: readonly K[]): { readonly [x in K]?: number } => Object.fromEntries(keys.filter(k => n(c, k) !== undefined).map(k => [k, n(c, k)])) as { readonly [x in K]?: number }
/** The day an act takes effect: as told, or today. */
export const dayIn = (c: Ctx, k = 'day'): Day => s(c, k) ?? c.today
/** A row taken back: it holds on no day. */
const voided = <T extends { validFrom: Day }>(row: T): T => ({ ...row, validTo: shift(row.validFrom, -1) })

/** The street a deputy is counted in: as told, or that of the constituency. */
const placeOf = (c: Ctx): Id | undefined => s(c, 'postPlace') ?? (s(c, 'constituency') ? c.directory.place(s(c, 'constituency')!)?.parent : undefined)
const groupKinds = { delegation: 'delegationMember', group: 'groupMember', station: 'stationDeputy' } as const

/** The post told, and a deputy's places in the delegation, group and station told with it. */
export function postRows(c: Ctx): PostRow[] {
  const organ = s(c, 'postOrgan'), kind = s(c, 'postKind'), place = placeOf(c), validFrom = dayIn(c, 'since')
  if (!organ || !kind) return []
  const base = { person: c.state.id, validFrom }
  const more = Object.entries(groupKinds).flatMap(([field, post]): PostRow[] => (s(c, field) ? [{ ...base, id: c.newId(), organ: s(c, field)!, kind: post }] : []))
  return [{ ...base, id: c.newId(), organ, kind, ...(s(c, 'level') ? { level: s(c, 'level') as Level } : {}), ...(place ? { place } : {}), ...given(c, 'constituency', 'unit') }, ...more]
}
const post = (row: PostRow): RegisterChange => ({ table: 'post', row })

/** A post held before its holder came on the register moves the beginning of the entry back. */
export function posting(c: Ctx): RegisterChange[] {
  const rows = postRows(c), person = c.directory.person(c.state.id)
  const first = rows.map(r => r.validFrom).sort()[0]
  return [...(person && first && first < person.validFrom ? [{ table: 'person' as const, row: { ...person, validFrom: first } }] : []), ...rows.map(post)]
}

export function entry(c: Ctx): RegisterChange[] {
  const base = { id: c.state.id, name: s(c, 'name')!, nameEn: s(c, 'nameEn') ?? s(c, 'name')!, validFrom: s(c, 'since')!, ...(s(c, 'until') ? { validTo: s(c, 'until')! } : {}) }
  switch (tableOf(c)) {
    case 'place': return [{ table: 'place', row: { ...base, kind: s(c, 'kind') ?? 'street', ...given(c, 'parent'), ...counted(c, 'number', 'seats'), ...aliases(c) } }]
    case 'organ': return [{ table: 'organ', row: { ...base, kind: s(c, 'kind') ?? 'handlingOrgan', short: s(c, 'short') ?? base.name, ...given(c, 'parent', 'place', 'phone', 'follows'), ...counted(c, 'order'), ...(c.input.outside === true ? { outside: true as const } : {}) } }]
    case 'term': return [{ table: 'term', row: { ...base, kind: s(c, 'kind') === 'session' ? 'session' : 'term', organ: s(c, 'assembly') ?? '', number: n(c, 'number') ?? 1, ...given(c, 'parent') } }]
    default: return [{ table: 'person', row: { ...base, sortKey: s(c, 'short') ?? base.name, ...particulars(c), ...counted(c, 'order') } }, ...postRows(c).map(post)]
  }
}
const aliases = (c: Ctx): { aliases?: readonly string[] } => (c.input.aliases === undefined ? {} : { aliases: idsOf(c.input.aliases) })
const particulars = (c: Ctx): Partial<PersonRow> => ({ ...given(c, 'nation', 'born', 'party', 'works'), ...(s(c, 'gender') ? { gender: s(c, 'gender') as 'male' | 'female' } : {}) })

export type Own = { readonly table: 'place'; readonly row: PlaceRow } | { readonly table: 'organ'; readonly row: OrganRow } | { readonly table: 'person'; readonly row: PersonRow } | { readonly table: 'term'; readonly row: TermRow }
/** The row of the entry acted on. */
export function own(c: Ctx): Own | undefined {
  const { directory: d, state: { id } } = c
  const place = d.place(id), organ = d.organ(id), person = d.person(id), term = d.term(id)
  return place ? { table: 'place', row: place } : organ ? { table: 'organ', row: organ } : person ? { table: 'person', row: person } : term ? { table: 'term', row: term } : undefined
}
const withRow = (o: Own, change: object): RegisterChange => ({ table: o.table, row: { ...o.row, ...change } }) as RegisterChange
/** Since when an entry has been called what it is called. */
export const namedSince = (c: Ctx): Day => { const last = c.directory.formerNames(c.state.id).at(-1); return last ? shift(last.validTo, 1) : own(c)?.row.validFrom ?? c.today }
const namesOf = (c: Ctx, o: Own): object => ({ ...given(c, 'name', 'nameEn'), ...(s(c, 'short') && o.table === 'organ' ? { short: s(c, 'short') } : {}), ...(s(c, 'short') && o.table === 'person' ? { sortKey: s(c, 'short') } : {}) })

/** A new name from a day on; the former one keeps its days. */
export function changed(c: Ctx): RegisterChange[] {
  const o = own(c)
  if (!o) return []
  const { name, nameEn } = o.row, short = o.table === 'organ' ? o.row.short : undefined
  const renamed = (s(c, 'name') && s(c, 'name') !== name) || (o.table === 'organ' && s(c, 'short') && s(c, 'short') !== short)
  const from = dayIn(c, 'since'), before = namedSince(c)
  const former: RegisterChange[] = renamed && before < from ? [{ table: 'naming', row: { of: o.row.id, name, nameEn, ...(short ? { short } : {}), validFrom: before, validTo: shift(from, -1) } }] : []
  return [...former, withRow(o, { ...namesOf(c, o), ...given(c, ...(o.table === 'organ' ? ['phone'] as const : [])) })]
}
/** The last former name stands again, as if it had never been followed. */
export function unnamed(c: Ctx): RegisterChange[] {
  const o = own(c), last = c.directory.formerNames(c.state.id).at(-1)
  return o && last ? [{ table: 'naming', row: voided(last) }, withRow(o, { name: last.name, nameEn: last.nameEn, ...(last.short ? { short: last.short } : {}) })] : []
}
/** What was entered wrongly, set right: from the beginning, without a former name. */
export function corrected(c: Ctx): RegisterChange[] {
  const o = own(c)
  if (!o) return []
  const dates = { ...(s(c, 'since') ? { validFrom: s(c, 'since') } : {}), ...(s(c, 'until') ? { validTo: s(c, 'until') } : {}) }
  const kind = s(c, 'kind') ? { kind: s(c, 'kind') } : {}
  switch (o.table) {
    case 'place': return [withRow(o, { ...namesOf(c, o), ...kind, ...dates, ...given(c, 'parent'), ...counted(c, 'number', 'seats'), ...aliases(c) })]
    case 'organ': return [withRow(o, { ...namesOf(c, o), ...kind, ...dates, ...given(c, 'parent', 'place', 'phone', 'follows'), ...counted(c, 'order'), ...(c.input.outside === true ? { outside: true } : {}) })]
    case 'person': return [withRow(o, { ...namesOf(c, o), ...dates, ...particulars(c), ...counted(c, 'order') })]
    case 'term': return [withRow(o, { ...namesOf(c, o), ...kind, ...dates, ...given(c, 'parent'), ...counted(c, 'number') })]
  }
}

/** Posts of this person that rest on a mandate and on no other once these have ended. */
export function hanging(c: Ctx, ended: readonly PostRow[], day: Day): PostRow[] {
  const all = c.directory.careerOf(c.state.id).filter(p => p.validFrom <= day && (p.validTo === undefined || p.validTo > day) && !ended.some(e => e.id === p.id))
  const left = all.filter(p => p.kind === 'deputy')
  return all.filter(p => {
    const on = mandateOf(p.kind, c.directory.organ(p.organ)?.kind)
    if (!on) return false
    const bears = (m: PostRow): boolean => (on === 'own' ? m.level === 'district' || m.level === undefined : on === 'town' ? m.level === 'town' : true)
    return ended.some(bears) && !left.some(bears)
  })
}
const chosen = (c: Ctx, field: string): PostRow[] => idsOf(c.input[field]).map(id => c.directory.post(id)).filter(p => p !== undefined)
export const posted = (c: Ctx): PostRow[] => chosen(c, 'post')
export const theMandates = (c: Ctx): PostRow[] => { const told = chosen(c, 'mandates'); return told.length ? told : c.directory.careerOf(c.state.id).filter(p => p.kind === 'deputy' && (p.validTo === undefined || p.validTo >= dayIn(c))) }

/** A post ends on its last day; with a mandate ends what hangs on it (代表法 62; 选举法). */
export function ended(c: Ctx): RegisterChange[] {
  const day = dayIn(c), posts = posted(c), end = (p: PostRow): PostRow => ({ ...p, validTo: day, endedWhy: s(c, 'ground')! })
  const gone = posts.filter(p => p.kind === 'deputy')
  return [...posts, ...(gone.length ? hanging(c, posts, day) : [])].map(p => post(end(p)))
}
/** Mandates of a level that stand on a day in an assembly's list: deputies of all levels may be entered in one. */
const seatedIn = (c: Ctx, assembly: Id, level: string | undefined, day: Day): PostRow[] => c.directory.all.posts.filter(p => p.kind === 'deputy' && p.organ === assembly && p.level === level && !isVoid(p) && p.validFrom <= day && (p.validTo === undefined || p.validTo > day))
/** Whose mandates end with the term: each on their own entry. */
export function expiring(c: Ctx): EchoSpec[] {
  const from = c.directory.term(c.state.id)?.organ ?? '', level = s(c, 'level') ?? '', day = dayIn(c)
  return [...new Set(seatedIn(c, from, level, day).map(p => p.person))].map(person => ({ matter: person, act: 'expired', input: { from, level, day } }))
}
/** The mandate ends with its term and so does what hangs on it; the standing committee serves until the next is elected (地方组织法 48). */
export function expired(c: Ctx): RegisterChange[] {
  const day = dayIn(c), gone = seatedIn(c, s(c, 'from')!, s(c, 'level'), day).filter(p => p.person === c.state.id)
  return [...gone, ...hanging(c, gone, day).filter(p => !isScPost(p.kind))].map(p => post({ ...p, validTo: day, endedWhy: 'expired' }))
}
/** From this day the mandate is not exercised, nor what rests on it (代表法 61). */
export function suspended(c: Ctx): RegisterChange[] {
  const from = dayIn(c), seats = theMandates(c)
  return [...seats, ...hanging(c, seats, from)].map(p => post({ ...p, suspensions: [...(p.suspensions ?? []), { from, ground: s(c, 'ground')! }] }))
}
/** The ground has fallen away: exercised again from this day. */
export function resumed(c: Ctx): RegisterChange[] {
  const to = shift(dayIn(c), -1)
  return c.directory.careerOf(c.state.id).filter(p => p.suspensions?.some(x => x.to === undefined)).map(p => post({ ...p, suspensions: p.suspensions!.map(x => (x.to === undefined ? { ...x, to } : x)) }))
}
/** A post told wrongly: other days, another seat, or never. */
export function mended(c: Ctx): RegisterChange[] {
  const [p] = chosen(c, 'anyPost')
  if (!p) return []
  if (c.input.never === true) return [p, ...(p.kind === 'deputy' ? hanging(c, [p], p.validFrom).filter(x => x.validFrom === p.validFrom) : [])].map(x => post(voided(x)))
  const place = placeOf(c)
  const { validTo, endedWhy, ...still } = p
  const open: PostRow = c.input.goesOn === true ? still : { ...still, ...(validTo ? { validTo } : {}), ...(endedWhy ? { endedWhy } : {}) }
  return [post({ ...open, ...(s(c, 'since') ? { validFrom: s(c, 'since')! } : {}), ...(s(c, 'until') ? { validTo: s(c, 'until')! } : {}), ...(s(c, 'level') ? { level: s(c, 'level') as Level } : {}), ...(place ? { place } : {}), ...given(c, 'constituency', 'unit') })]
}

/** Whoever leaves holds no post from the next day on; the row and its history stay. */
export function leaving(c: Ctx): RegisterChange[] {
  const o = own(c), day = dayIn(c)
  if (!o) return []
  const posts = o.table === 'person' ? c.directory.careerOf(o.row.id).filter(p => p.validTo === undefined || p.validTo > day) : []
  return [withRow(o, { validTo: day }), ...posts.map(p => post(p.validFrom > day ? voided(p) : { ...p, validTo: day, endedWhy: 'other' }))]
}
/** On the register again: what ended when it left stays ended. */
export function returning(c: Ctx): RegisterChange[] {
  const o = own(c)
  if (!o) return []
  const { validTo: _, ...row } = o.row
  const { successor: __, ...free } = row as OrganRow
  return [{ table: o.table, row: free } as unknown as RegisterChange]
}
/** Its powers pass on: the last day is the one before. */
export function merged(c: Ctx): RegisterChange[] {
  const o = own(c)
  return o?.table === 'organ' ? [withRow(o, { validTo: shift(dayIn(c), -1), successor: s(c, 'successor') })] : []
}
/** Its people move with it, each on their own entry. */
export const moving = (c: Ctx): EchoSpec[] =>
  c.input.move === true ? [...new Set(c.directory.all.posts.filter(p => p.organ === c.state.id && !isVoid(p) && (p.validTo === undefined || p.validTo >= dayIn(c))).map(p => p.person))].map(person => ({ matter: person, act: 'moved', input: { from: c.state.id, postOrgan: s(c, 'successor')!, day: dayIn(c) } })) : []
export function moved(c: Ctx): RegisterChange[] {
  const day = dayIn(c), to = s(c, 'postOrgan')!
  return c.directory.careerOf(c.state.id).filter(p => p.organ === s(c, 'from') && (p.validTo === undefined || p.validTo >= day)).flatMap(p => {
    const { suspensions: _, ...rest } = p
    return p.validFrom >= day ? [post({ ...p, organ: to })] : [post({ ...p, validTo: shift(day, -1), endedWhy: 'transferred' }), post({ ...rest, id: c.newId(), organ: to, validFrom: day })]
  })
}

/** An entry made by mistake leaves the register as if it had never been in it; its name is still said where it was named. */
export function takenBack(c: Ctx): RegisterChange[] {
  const o = own(c)
  if (!o) return []
  const posts = o.table === 'person' ? c.directory.careerOf(o.row.id) : []
  return [{ table: o.table, row: voided(o.row) } as RegisterChange, ...posts.map(p => post(voided(p)))]
}
