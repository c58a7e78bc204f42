/**
 * A process under load that will be killed: it acts as fast as it can and says on stdout which acts were acknowledged.
 * Started with `check FILE` it reads what was acknowledged before and says what the log has lost or doubled.
 */
import { readFileSync } from 'node:fs'
import { makeService } from '#service/make.ts'
import { openStore, type StoreOptions } from '#store/open.ts'

const [mode, options, round, file] = process.argv.slice(2) as [string, string, string, string | undefined]
const store = await openStore(JSON.parse(options) as StoreOptions)
const service = makeService(store, { key: new Uint8Array(32).fill(9), version: 'kill' })
const congress = 1
const clock = { kind: 'clock' } as const
const since = '2021-01-01'

async function enter(key: string, input: Record<string, unknown>): Promise<string> {
  const out = await service.act({ congress, procedure: 'register', act: 'enter', actor: clock, input: { since, ...input }, key })
  if (!out.ok) throw new Error(out.refusal.says[1])
  return out.matter
}
if (!(await service.congresses()).length) await service.createCongress({ id: congress, short: 'K', name: '示例', nameEn: 'Sample', sample: true })
const place = await enter('place', { table: 'place', kind: 'street', name: '示例街道' })
const station = await enter('station', { table: 'organ', kind: 'station', name: '示例站', place })
const office = await enter('office', { table: 'organ', kind: 'streetOffice', name: '示例街道办', place })
await enter('district', { table: 'organ', kind: 'deputyAffairs', name: '代工委' })
const clerk = await enter('clerk', { table: 'person', name: '周示甲', postOrgan: station, postKind: 'stationClerk' })

if (mode === 'check') {
  const acknowledged = readFileSync(file!, 'utf8').split('\n').filter(Boolean)
  const kept = await service.hasKeys(congress, acknowledged)
  const lost = acknowledged.filter(k => !kept.has(k))
  const places = acknowledged.filter(k => k.endsWith('place'))
  const collected = await service.figureRecords(congress, 'S26', new Date().getFullYear())
  // Every act that stands in the log, acknowledged or not, is there once: as many opinions as opening keys.
  const doubled = collected!.length - new Set(collected!.map(r => r.matter)).size
  const r = round === 'last' ? await service.rebuild(congress) : { differed: [], brokenHashes: [], families: 0, events: 0 }
  process.stdout.write(JSON.stringify({ acknowledged: acknowledged.length, places: places.length, collected: collected!.length, lost, doubled, differed: r.differed, brokenHashes: r.brokenHashes }))
  await service.close()
} else {
  process.stdout.write('ready\n')
  const worker = async (w: number): Promise<void> => {
    for (let n = 0; ; n++) {
      const key = `r${round}w${w}n${n}`
      const said = (k: string): void => void process.stdout.write(`${k}\n`)
      const opened = await service.act({ congress, procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: '示例：路面积水', place }, key: `${key}place` })
      if (!opened.ok) throw new Error(opened.refusal.says[1])
      said(`${key}place`)
      const sent = await service.act({ congress, matter: opened.matter, act: 'dispatch', actor: { kind: 'person', person: clerk }, input: { organ: office, gist: '路面积水，请处理' }, key: `${key}dispatch` })
      if (!sent.ok) throw new Error(sent.refusal.says[1])
      said(`${key}dispatch`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, w) => worker(w)))
}
