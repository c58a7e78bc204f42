import { makeService } from '#service/make.ts'
import { openStore } from '#store/open.ts'
import { tellSampleYear } from '#sample/year.ts'
const t0 = performance.now()
const store = await openStore(process.argv[2] ? { dataDir: process.argv[2] } as never : { memory: true })
const service = makeService(store, { key: new Uint8Array(32).fill(7), version: 'test' })
console.log('open', Math.round(performance.now() - t0))
const t1 = performance.now()
let last = t1
await tellSampleYear(service, { congress: 1, real: new Date().toISOString(), progress: (d, of, w) => { const n = performance.now(); if (n - last > 2000) { last = n; console.log(Math.round(n - t1), d, of, w) } } })
console.log('told', Math.round(performance.now() - t1))
for (const d of ['2025-06-30', '2025-11-30']) for (const f of await service.figures(1, 2025, d)) console.log(d, f.id, f.value, JSON.stringify(f.readings.map(r => [r.id, r.value])))
await service.close()
