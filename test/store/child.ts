/** Run as a process of its own by the tests: opens a store and does one thing. */
import { createCongress } from '#store/config.ts'
import { openStore, type StoreOptions } from '#store/open.ts'
import { told } from './acts.ts'

const [what, json] = process.argv.slice(2) as [string, string]
try {
  const store = await openStore(JSON.parse(json) as StoreOptions)
  console.log(`open ${store.schema}`)
  if (what === 'hold') setInterval(() => undefined, 1_000)
  else if (what === 'append') {
    await store.tx(1, tx => createCongress(tx, { short: 'c1', name: '一县', nameEn: 'One' }))
    for (;;) {
      const a = told()
      await store.append([a])
      console.log(`done ${a.root}`)
    }
  } else await store.close()
} catch (error) {
  console.log(`refused ${(error as { code?: string }).code} ${(error as Error).message}`)
  process.exitCode = 1
}
