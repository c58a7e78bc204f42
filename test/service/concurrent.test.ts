/** Many people at one family at once: the log always folds, and every open matter has somebody who owes something. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '#test/support/world.ts'
import { openStore } from '#store/open.ts'
import { postgresAvailable, startPostgres, type TestServer } from '#test/support/postgres.ts'
import { makeService } from '#service/make.ts'
import type { Service } from '#service/service.ts'
import type { ActRequest } from '#service/views.ts'

type Move = readonly [act: string, who: keyof World['people'] | 'receipt', input: Record<string, unknown>, child?: true]
const moves = (w: World): Move[] => [
  ['dispatch', 'clerk', { organ: w.organs.office, gist: '路面积水，请处理' }], ['dispatch', 'officer', { organ: w.organs.roads, gist: '路面积水，请处理' }], ['askDistrict', 'clerk', { gist: '路面积水', why: '不属街道' }],
  ['claim', 'wang', {}], ['claim', 'li', {}], ['assignDeputy', 'head', { deputy: w.people.li }], ['recuse', 'wang', { why: '亲属关系' }], ['urge', 'wang', { text: '请尽快' }],
  ['accept', 'officeClerk', {}, true], ['accept', 'roadsClerk', {}, true], ['askReturn', 'roadsClerk', { reason: 'notOurs', why: '不属本单位' }, true], ['agreeReturn', 'officer', {}, true], ['submit', 'officeClerk', { result: '已疏通管道' }, true], ['submit', 'roadsClerk', { result: '已疏通管道' }, true],
  ['verify', 'wang', { degree: 'solved' }], ['sendBack', 'li', { why: '还在积水' }], ['rate', 'receipt', { solved: 'no', grade: 'dissatisfied' }], ['rate', 'receipt', { solved: 'yes', grade: 'satisfied' }], ['answer', 'clerk', { answer: '已当场说明' }], ['withdraw', 'receipt', {}], ['reportUp', 'officer', { unit: '市属单位', letter: '电话' }],
]
let run = 0

/** Several processes' worth of services over one store, all acting at once. */
async function schedule(w: World, doors: readonly Service[], picks: readonly (readonly [number, number])[]): Promise<void> {
  const opened = await w.must({ procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: '示例：路面积水', place: w.places.street } })
  const list = moves(w)
  for (let i = 0; i < picks.length; i += 4) {
    const view = await w.service.matter(await w.who(w.people.officer), opened.root)
    const child = view?.children.at(-1)?.id
    await Promise.all(picks.slice(i, i + 4).map(([m, d], j) => {
      const [act, who, input, below] = list[m % list.length]!
      const actor: ActRequest['actor'] = who === 'receipt' ? { kind: 'receipt', matter: opened.root } : { kind: 'person', person: w.people[who] }
      return doors[d % doors.length]!.act({ congress: w.congress, matter: below ? (child ?? opened.root) : opened.root, act, input, actor, key: `c${run}-${i}-${j}` })
    }))
  }
  run++
}

function tests(world: () => World, doors: () => readonly Service[]): void {
  it('random schedules leave a log that folds, owes and rebuilds', { timeout: 240_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(200), fc.nat(3)), { minLength: 4, maxLength: 16 }), picks => schedule(world(), doors(), picks)), { numRuns: 25, seed: 7 })
    const r = await world().service.rebuild(world().congress)
    expect(r).toMatchObject({ differed: [], brokenHashes: [] })
    expect(r.events).toBeGreaterThan(60)
    expect(await world().service.orphans(world().congress)).toEqual([])
  })
}

describe('embedded', () => {
  let w: World
  beforeAll(async () => { w = await makeWorld() })
  afterAll(() => w.close())
  tests(() => w, () => [w.service])
})
describe.runIf(postgresAvailable())('postgresql, four services at once', () => {
  let server: TestServer, w: World, doors: Service[]
  beforeAll(async () => {
    server = await startPostgres()
    const databaseUrl = await server.database()
    const open = () => openStore({ databaseUrl, appPassword: 'p' })
    w = await makeWorld({ store: await open() })
    doors = [w.service]
    for (let i = 0; i < 3; i++) doors.push(makeService(await open(), { key: new Uint8Array(32).fill(7), version: 'test', realNow: () => Date.parse('2025-06-18T02:00:00.000Z') }))
  })
  afterAll(async () => { for (const d of doors) await d.close(); await server.stop() })
  tests(() => w, () => doors)
})
