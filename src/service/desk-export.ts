/** Lists to be taken away: page by page, each in a transaction of its own, so that nobody waits for a long one; and who took which. */
import { addExport, exportsOf } from '#store/desk.ts'
import { dayOf } from '#law/time.ts'
import type { ExportEntry, ExportNote } from '#service/desk-views.ts'
import type { House } from '#service/house.ts'
import { nameOf } from '#service/lines.ts'
import { inbox, listPage } from '#service/read.ts'
import type { ListFilters, MatterLine, Who } from '#service/views.ts'

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

/** Who took what away: the district and those who keep watch read all, anybody else their own organ's. */
export async function exports(house: House, who: Who): Promise<ExportEntry[]> {
  const held = await house.worlds.get(who.congress)
  const all = held.world.directory.postsOf(who.person, dayOf(house.worlds.now(who.congress))).some(p => ['deputyAffairsOfficer', 'auditor', 'securityAdmin', 'auditAdmin'].includes(p.kind))
  const rows = await house.store.tx(who.congress, tx => exportsOf(tx, all ? undefined : [who.organ], shown))
  return rows.map(r => ({ what: r.what, query: r.query, format: r.format as ExportNote['format'], rows: r.rows, at: r.at, person: nameOf(held, r.person), organ: nameOf(held, r.organ) }))
}
