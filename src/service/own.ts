/** A requester's own data, by receipt and proof: all that is kept, to read and to take away (个人信息保护法 45). */
import { dayOf } from '#law/time.ts'
import { fold, isQuarantined } from '#loop/fold.ts'
import type { Day, Id, Label } from '#loop/words.ts'
import { filesOf, findFile } from '#store/files.ts'
import { particularsOf } from '#store/particulars.ts'
import type { House } from '#service/house.ts'
import { openFile } from '#service/files.ts'
import { particularAad } from '#service/seal.ts'
import { behind, proof, receiptView } from '#service/receipt.ts'
import type { ReceiptView } from '#service/views.ts'

export type OwnField = { readonly id: string; readonly label: Label; readonly purpose: Label | null; readonly value: string }
export type OwnFile = { readonly name: string; readonly mime: string; readonly bytes: number; readonly sha256: string; /** The file itself, base64; only for what is taken away. */ readonly content?: string }
export type OwnData = { readonly congress: Label; readonly openedDay: Day; readonly fields: readonly OwnField[]; readonly files: readonly OwnFile[]; readonly gist: string; readonly erased: boolean; readonly keepsDays: number; readonly course: ReceiptView['timeline']; readonly views: ReceiptView['views']; readonly receipt: ReceiptView }

/** undefined: no such receipt; false: the proof does not fit. Photos come whole with `whole`. */
export async function ownData(house: House, code: string, given: string, whole: boolean): Promise<OwnData | undefined | false | 'limited'> {
  const at = await behind(house, code)
  if (!at) return undefined
  const proven = await proof(house, code, given)
  if (proven !== true) return proven
  const read = await house.store.readFamily(at.congress, at.matter), view = await receiptView(house, code)
  if (!read || !view) return undefined
  const held = await house.worlds.at(at.congress, read.config), family = fold(read.root, read.events), top = family.matters.get(read.root)!
  // The requester's own matters of the family; a handling's evidence is the handler's. Nothing is handed out while it is being checked.
  const mine = isQuarantined(family, top) ? [] : [...family.matters.values()].filter(m => held.world.procedures.get(m.procedure, m.version).receipt === true)
  const forms = new Map(mine.flatMap(m => Object.values(held.world.procedures.get(m.procedure, m.version).acts)).flatMap(a => Object.entries(a.form)).filter(([, f]) => f.personal))
  // Photos a deputy took and why it was entrusted are not what the requester gave.
  const given_ = (field: string): boolean => forms.has(field) && field !== 'ground' && forms.get(field)!.kind !== 'files'
  const rows = await house.store.tx(at.congress, tx => particularsOf(tx, mine.map(m => m.id)))
  const fields = rows.filter(r => given_(r.field)).map((r): OwnField => {
    const f = forms.get(r.field)!
    return { id: r.field, label: f.label, purpose: f.purpose ?? null, value: String(JSON.parse(house.keys.open(particularAad(at.congress, r.matter, r.field), r.sealed).value.toString())) }
  })
  const taken = photosGiven(read.events, mine.map(m => m.id))
  const infos = (await house.store.tx(at.congress, async tx => (await Promise.all(mine.map(m => filesOf(tx, m.id)))).flat())).filter(f => f.field !== null && taken.has(f.field) && (f.field !== 'photos' || f.created <= read.events[0]!.recordedAt))
  const files: OwnFile[] = []
  for (const i of infos) {
    const row = whole ? await house.store.tx(at.congress, tx => findFile(tx, i.id)) : undefined
    files.push({ name: i.name, mime: i.mime, bytes: i.bytes, sha256: i.sha256, ...(row ? { content: openFile(house, at.congress, row).toString('base64') } : {}) })
  }
  return {
    congress: [held.congress.name, held.congress.nameEn], openedDay: dayOf(top.openedAt), fields, files, gist: isQuarantined(family, top) ? '' : top.marks.gist ?? '', erased: top.marks.erased === '1',
    keepsDays: Number(held.world.settings.look(`${top.procedure}.retentionDays`, dayOf(house.worlds.now(at.congress))).value), course: view.timeline, views: view.views, receipt: view,
  }
}
/** File fields the requester filled in. A visit's photos have the name of the first ones, and are told from them by their time. */
const photosGiven = (events: readonly { matter: Id; act: string; input: Readonly<Record<string, unknown>> }[], mine: readonly Id[]): Set<string> =>
  new Set(events.filter(e => mine.includes(e.matter) && e.act !== 'visit').flatMap(e => Object.keys(e.input)))
