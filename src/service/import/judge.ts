/**
 * What the procedure itself says of the acts an import would do, in the order they would be done: an entry that stands below
 * another row of the file, or a post for somebody another row enters, is judged beside what those rows would have written.
 */
import { setImmediate as breathe } from 'node:timers/promises'
import { decide } from '#loop/decide.ts'
import { makeDirectory } from '#loop/directory.ts'
import { emptyFamily, type Family, fold, step } from '#loop/fold.ts'
import type { Actor, Id, Instant, Label, RegisterChange } from '#loop/words.ts'
import type { House } from '#service/house.ts'
import type { Planned } from '#service/import/check.ts'
import { keyOf, waved } from '#service/import/run.ts'
import { byStrokes } from '#service/strokes.ts'
import type { Held } from '#service/world.ts'

export type Refused = { readonly field?: string; readonly says: Label }
/** Between looking up from the work, and in one reading of families. */
const stride = 300

export async function judged(house: House, held: Held, a: { readonly import: Id; readonly actor: Actor; readonly at: Instant }, planned: readonly Planned[]): Promise<ReadonlyMap<number, Refused>> {
  const congress = held.congress.id, { at, actor } = a, no = new Map<number, Refused>(), refused = new Set<Id>(), families = new Map<Id, Family>()
  const there = [...new Set(planned.flatMap(p => (p.matter !== undefined && held.world.directory.name(p.matter) ? [p.matter] : [])))]
  for (let n = 0; n < there.length; n += stride) for (const [id, f] of await house.store.readFamilies(congress, there.slice(n, n + stride))) families.set(id, fold(f.root, f.events))
  const inTurn = waved(planned), last = inTurn.at(-1)?.wave ?? 0
  // The register in memory is everybody's: what the file would add is put into one of our own.
  let world = last > 0 ? { ...held.world, directory: makeDirectory(held.world.directory.all, byStrokes) } : held.world, fresh: RegisterChange[] = [], wave = 0
  for (const [n, p] of inTurn.entries()) {
    if (n % stride === stride - 1) await breathe()
    if (p.wave > wave) { world = { ...world, directory: world.directory.grown(fresh, world.directory.version + 1) ?? world.directory }; fresh = []; wave = p.wave }
    const newId = house.keys.ids(congress, keyOf(a.import, p.row)), root = p.matter ?? newId()
    // Of what rests on a row that is refused nothing can be said before that row is mended.
    if (refused.has(root) || (typeof p.input.parent === 'string' && refused.has(p.input.parent))) { refused.add(root); continue }
    const family = families.get(root) ?? emptyFamily(root)
    const d = decide(world, family, { matter: root, ...(p.matter === undefined ? { procedure: p.procedure! } : {}), act: p.act, input: { ...p.input, imported: a.import }, actor, at, recordedAt: at, newId, byLoop: p.byImport === true })
    if (!d.ok) { no.set(p.row, { ...(d.field ? { field: d.field } : {}), says: d.says }); refused.add(root); continue }
    if (wave === last) continue
    for (const e of d.events) { step(family, { ...e, actor: d.as ?? actor }); fresh.push(...e.registers ?? []) }
    families.set(root, family)
  }
  return no
}
