/** One program and one browser for everything a test file asks of them. */
import { afterAll, beforeAll, expect } from 'vitest'
import { type Launched, launch } from './browser.ts'
import type { Table } from './hands.ts'
import { type Served, serve } from './server.ts'

/** Starts both before the file's first test and ends both after its last; what it answers may be asked from the first test on. */
export function seated(): () => Table {
  let launched: Launched | undefined, served: Served | undefined
  beforeAll(async () => {
    launched = await launch()
    served = await serve()
  }, 240_000)
  afterAll(async () => {
    await launched?.close()
    if (served) expect(await served.stop(), served.said()).toBe(0)
  }, 60_000)
  return () => {
    if (!launched || !served) throw new Error('the browser or the program did not start')
    return { browser: launched.browser, url: served.url }
  }
}
