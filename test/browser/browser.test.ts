/** Everything that needs a browser, in one file: one program and one browser serve all of it. */
import { afterAll, beforeAll, expect } from 'vitest'
import { type Launched, launch } from './browser.ts'
import type { Table } from './hands.ts'
import { accounts } from './accounts.ts'
import { accessibility } from './axe.ts'
import { days } from './days.ts'
import { deskTools } from './desk-tools.ts'
import { figures } from './figures.ts'
import { portalMore } from './portal-more.ts'
import { roads } from './roads.ts'
import { type Served, serve } from './server.ts'
import { single } from './single.ts'

let launched: Launched | undefined, served: Served | undefined

beforeAll(async () => {
  launched = await launch()
  served = await serve()
}, 240_000)
afterAll(async () => {
  await launched?.close()
  if (served) expect(await served.stop(), served.said()).toBe(0)
}, 60_000)

const table = (): Table => {
  if (!launched || !served) throw new Error('the browser or the program did not start')
  return { browser: launched.browser, url: served.url }
}

roads(table)
days(table)
single(table)
portalMore(table)
deskTools(table)
figures(table)
accessibility(table)
accounts(table)
