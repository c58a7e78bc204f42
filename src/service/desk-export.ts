/** Lists to be taken away: page by page, each in a transaction of its own, so that nobody waits for a long one; and who took which. */
import { addExport, exportsOf } from '#store/desk.ts'
import { dayOf } from '#law/time.ts'
import type { ExportEntry, ExportNote } from '#service/desk-views.ts'
import type { House } from '#service/house.ts'
import { nameOf } from '#service/lines.ts'
import { inbox, listPage, offered } from '#service/read.ts'
import type { FilterOptions, ListFilters, MatterLine, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'
import type { Id, Label } from '#loop/words.ts'

const exportPage = 500
const shown = 200

/** Every matter of a list, as the list shows them to this person. */
export async function* listAll(house: House, who: Who, filters: ListFilters): AsyncGenerator<readonly MatterLine[]> {
  for (let after: string | undefined; ;) {
    const page = await listPage(house, who, filters, after, exportPage)
    yield page.items
    if (!page.next) return
    after = page.next
  }
}
/** Everything that waits in this person's inbox. */
export async function* inboxAll(house: House, who: Who): AsyncGenerator<readonly MatterLine[]> {
  const told = new Set<string>()
  for (let after: string | undefined; ;) {
    const page = await inbox(house, who, after)
    // A matter with duties on two pages stands once, at its most urgent.
    yield page.items.filter(m => !told.has(m.id) && told.add(m.id))
    if (!page.next) return
    after = page.next
  }
}

export async function noteExport(house: House, who: Who, e: ExportNote): Promise<void> {
  await house.store.tx(who.congress, tx => addExport(tx, { ...e, person: who.person, organ: who.organ, at: house.worlds.now(who.congress) }))
}

const spans: Readonly<Record<string, (day: string) => Label>> = {
  from: d => [`${d}起`, `from ${d}`], to: d => [`到${d}`, `to ${d}`], movedFrom: d => [`环节变动${d}起`, `stage changed from ${d}`], movedTo: d => [`环节变动到${d}`, `stage changed to ${d}`],
  asOf: d => [`截至${d}`, `as of ${d}`], known: d => [`按${d}时所知`, `as known on ${d}`], year: y => [`${y}年`, y],
}
const fixed: Readonly<Record<string, Readonly<Record<string, Label>>>> = {
  ended: { 0: ['在办', 'open'], 1: ['已结束', 'ended'] }, light: { overdue: ['超期', 'overdue'], near: ['三天内到期', 'due in three days'] }, mark: { extended: ['曾延期', 'extended'] },
}
/** The address of an export as people say it; what has no words, an id say, is left out: the log keeps the address itself. */
function inWords(held: Held, query: string): { said: Label[]; matter: Id | null } {
  const given = new URLSearchParams(query), day = held.day, kinds = held.world.procedures.list.filter(p => !p.register).map(p => p.id), own = given.get('procedure')
  const choices = (own && kinds.includes(own) ? [own] : kinds).map(kind => offered(held, kinds, kind, day))
  const said = [...given].flatMap(([name, x]): Label[] => {
    if (!x) return []
    if (name === 'q') return [[`“${x}”`, `"${x}"`]]
    const words = fixed[name]?.[x] ?? (/^[\d-]{4,10}$/.test(x) ? spans[name]?.(x) : undefined) ?? choices.flatMap(o => o[name as keyof FilterOptions] ?? []).find(o => o.id === x)?.label
    if (words) return [words]
    const person = name === 'viewer' ? held.world.directory.name(x) : undefined
    return person ? [person] : []
  })
  return { said, matter: given.get('matter') }
}

/** Who took what away: the district and those who keep watch read all, anybody else their own organ's. */
export async function exports(house: House, who: Who): Promise<ExportEntry[]> {
  const held = await house.worlds.get(who.congress)
  const all = held.world.directory.postsOf(who.person, dayOf(house.worlds.now(who.congress))).some(p => ['deputyAffairsOfficer', 'auditor', 'securityAdmin', 'auditAdmin'].includes(p.kind))
  const rows = await house.store.tx(who.congress, tx => exportsOf(tx, all ? undefined : [who.organ], shown))
  return rows.map(r => ({ what: r.what, query: r.query, format: r.format as ExportNote['format'], rows: r.rows, at: r.at, person: nameOf(held, r.person), organ: nameOf(held, r.organ), ...inWords(held, r.query) }))
}
