/** What every use case stands on. */
import type { Hash, Id } from '#loop/words.ts'
import { dropDraftsOn } from '#store/drafts.ts'
import { attachFiles } from '#store/files.ts'
import { findKey, type KeyFound } from '#store/keys.ts'
import type { Store } from '#store/shapes.ts'
import type { Procedures } from '#loop/procedure.ts'
import { makeGrouper } from '#service/group.ts'
import { type Keys, normalCode, sha256 } from '#service/keys.ts'
import { makeWorlds, type Worlds } from '#service/world.ts'
import type { SettingSpec } from '#loop/settings.ts'

export type House = {
  readonly store: Store
  readonly worlds: Worlds
  readonly keys: Keys
  readonly procedures: Procedures
  readonly grouper: ReturnType<typeof makeGrouper>
  readonly version: string
  /** The real clock, for sessions; matters ask `worlds.now`. */
  realNow(): number
  receiptHash(code: string): Hash
  findKey(congress: number, key: string): Promise<KeyFound | undefined>
  afterCommit(congress: number, files: readonly { id: Id; field: string; matter: Id }[], registers: boolean, sealed: readonly Id[]): Promise<void>
}

export function makeHouse(store: Store, keys: Keys, procedures: Procedures, specs: Readonly<Record<string, SettingSpec>>, realNow: () => number, version: string): House {
  const worlds = makeWorlds(store, procedures, specs, realNow)
  return {
    store, worlds, keys, procedures, version, realNow,
    // The embedded engine is one session: a second group could only wait for the first.
    grouper: makeGrouper(store, store.kind === 'embedded' ? 1 : 2),
    receiptHash: code => sha256(normalCode(code)),
    findKey: (congress, key) => store.tx(congress, tx => findKey(tx, key)),
    async afterCommit(congress, files, registers, sealed) {
      if (registers) worlds.forget(congress)
      for (const f of files) await store.tx(congress, tx => attachFiles(tx, [f.id], f.matter, f.field))
      // What somebody had half written on it goes as well.
      if (sealed.length) await store.tx(congress, tx => dropDraftsOn(tx, sealed))
    },
  }
}
