/** The same story on both engines: embedded always, a server where its programs are installed. */
import { afterAll, beforeAll, describe } from 'vitest'
import { postgresAvailable, startPostgres } from '#test/support/postgres.ts'
import { makeWorld, type World, type WorldOptions } from '#test/support/world.ts'
import { memoryStore } from '#test/support/model.ts'
import { openStore } from '#store/open.ts'
import type { Store } from '#store/shapes.ts'

/** For a long walk over pages, which are the same above either engine: on the faster one there is. */
export const inOneWorld = (title: string, tests: (world: () => World) => void): void => (postgresAvailable() ? onServer : embedded)(title, tests)

/** A store for a long story told where it is told fastest: on a server where there is one. */
export const quickStore = (): Promise<Store> => (postgresAvailable() ? serverStore() : memoryStore())
/** A database of its own; whoever closes it stops a server that was started for it. */
async function serverStore(): Promise<Store> {
  const server = await startPostgres(), store = await openStore({ databaseUrl: await server.database(), appPassword: 'serving' })
  return { ...store, close: async () => { await store.close(); await server.stop() } }
}

export function inBothWorlds(title: string, tests: (world: () => World) => void, options: WorldOptions = {}): void {
  embedded(title, tests, options)
  onServer(title, tests, options)
}
function embedded(title: string, tests: (world: () => World) => void, options: WorldOptions = {}): void {
  describe(`${title} (embedded)`, () => {
    let w: World | undefined
    beforeAll(async () => { w = await makeWorld(options) })
    afterAll(() => w?.close())
    tests(() => w!)
  })
}
function onServer(title: string, tests: (world: () => World) => void, options: WorldOptions = {}): void {
  describe.runIf(postgresAvailable())(`${title} (postgresql)`, () => {
    let w: World | undefined
    beforeAll(async () => { w = await makeWorld({ ...options, store: await serverStore() }) })
    afterAll(() => w?.close())
    tests(() => w!)
  })
}
