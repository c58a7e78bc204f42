/** The same story on both engines: embedded always, a server where its programs are installed. */
import { afterAll, beforeAll, describe } from 'vitest'
import { postgresAvailable, startPostgres, type TestServer } from '#test/support/postgres.ts'
import { makeWorld, type World, type WorldOptions } from '#test/support/world.ts'
import { openStore } from '#store/open.ts'

export function inBothWorlds(title: string, tests: (world: () => World) => void, options: WorldOptions = {}): void {
  describe(`${title} (embedded)`, () => {
    let w: World | undefined
    beforeAll(async () => { w = await makeWorld(options) })
    afterAll(() => w?.close())
    tests(() => w!)
  })
  describe.runIf(postgresAvailable())(`${title} (postgresql)`, () => {
    let server: TestServer | undefined, w: World | undefined
    beforeAll(async () => {
      server = await startPostgres()
      w = await makeWorld({ ...options, store: await openStore({ databaseUrl: await server.database(), appPassword: 'serving' }) })
    })
    afterAll(async () => { await w?.close(); await server?.stop() })
    tests(() => w!)
  })
}
