/** What the two engines have in common, and the Store made from it. */
import type { Id, Json, Verdict } from '#loop/words.ts'
import { StoreError } from './errors.ts'
import type { Append, CongressRow, JobsDb, ReadFamily, Store, Tx } from './shapes.ts'
import { txGuard } from './tx.ts'

/** `name` marks a statement worth preparing once per connection. */
export type Query = <R>(sql: string, params?: readonly unknown[], name?: string) => Promise<R[]>
export type Engine = {
  readonly kind: Store['kind']
  readonly schema: number
  readonly query: Query
  /** `congress` undefined: the statements scope themselves. */
  transaction<T>(congress: number | undefined, work: (query: Query) => Promise<T>): Promise<T>
  jobs(): JobsDb
  maintain(): Promise<void>
  backup(file: string): Promise<void>
  close(): Promise<void>
}

const appendSql = 'select append($1, $2::jsonb) v'
/** Acts of several congresses; a text inside an array is written and read twice, so one congress alone goes without. */
const appendsSql = 'select append(x.c, x.a::jsonb) v from unnest($1::int[], $2::text[]) with ordinality x(c, a, i) order by x.i'
const familySql = 'select read_family($1, $2::uuid) v'

const familiesSql = 'select m, read_family($1, m) v from unnest($2::uuid[]) m'

const broken = (zh: string, en: string): StoreError => new StoreError('broken', zh, en)

/** Refuses an act whose events do not follow one another; the database checks the same against the log. */
function checkAct(act: Append): void {
  if (act.events.length === 0) throw broken('一个行为至少要有一个事件', 'an act has at least one event')
  let prev = act.prev
  act.events.forEach((event, i) => {
    if (event.congress !== act.congress || event.root !== act.root || event.seq !== act.expect + i + 1) throw broken(`事件次序不对：${event.act}`, `event out of place: ${event.act}`)
    if (event.prev !== prev) throw broken(`哈希链断开：${event.act}`, `broken chain at ${event.act}`)
    prev = event.hash
  })
  if ((act.expect === 0) !== (act.prev === null)) throw broken('首个事件没有前驱，其余都有', 'the first event has no predecessor, every other has one')
}

const actJson = (act: Append): unknown => ({ ...act, particulars: act.particulars.map(p => ({ ...p, sealed: Buffer.from(p.sealed).toString('base64') })) })

/** The group as the SQL function takes it: by congress, within it by root (one order of locks for everybody), except that official numbers are taken in their own order. */
function arrange(group: readonly Append[]): { params: [number[], string[]]; order: number[] } {
  group.forEach(checkAct)
  const order = group.map((_, i) => i).sort((i, j) => {
    const a = group[i]!, b = group[j]!
    return a.congress - b.congress || (a.numbers[0]?.from ?? 0) - (b.numbers[0]?.from ?? 0) || (a.root < b.root ? -1 : a.root > b.root ? 1 : i - j)
  })
  const lists = new Map<number, unknown[]>()
  for (const i of order) {
    const act = group[i]!
    const list = lists.get(act.congress)
    if (list) list.push(actJson(act))
    else lists.set(act.congress, [actJson(act)])
  }
  return { params: [[...lists.keys()], [...lists.values()].map(l => JSON.stringify(l))], order }
}

async function runAppend(query: Query, group: readonly Append[]): Promise<Verdict[]> {
  const { params: [congresses, lists], order } = arrange(group)
  const rows = congresses.length === 1 ? await query<{ v: Verdict[] }>(appendSql, [congresses[0], lists[0]], 'append') : await query<{ v: Verdict[] }>(appendsSql, [congresses, lists], 'appends')
  const answers = rows.flatMap(r => r.v)
  const verdicts: Verdict[] = []
  order.forEach((place, i) => { verdicts[place] = answers[i]! })
  return verdicts
}

/** Two groups may meet in a deadlock over keys or numbers; the server ends one of them, which simply tries again. */
async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 4; ; left--) {
    try {
      return await work()
    } catch (error) {
      const code = (error as { code?: string }).code
      if (left === 0 || (code !== '40P01' && code !== '40001')) throw error
      await new Promise(done => setTimeout(done, Math.random() * 20))
    }
  }
}

class InTheWay extends Error {
  readonly verdicts: Verdict[]
  constructor(verdicts: Verdict[]) {
    super('in the way')
    this.verdicts = verdicts
  }
}

type CongressSql = { id: number; short: string; name: string; name_en: string; host: string | null; sample: boolean; sample_done: boolean; config: number; profile: Json }

/** The Store over an engine. */
export function makeStore(engine: Engine): Store {
  const guard = txGuard()
  let closing: Promise<void> | undefined, writes = 0
  const ready = (what: string): void => {
    guard.refuse(what)
    if (closing) throw new StoreError('closed', '数据库已关闭', 'the store is closed')
  }
  return {
    kind: engine.kind,
    schema: engine.schema,
    async tx(congress, work) {
      ready('tx')
      if (!Number.isSafeInteger(congress) || congress < 1) throw new StoreError('options', `没有这样的人大：${congress}`, `no such congress: ${congress}`)
      return engine.transaction(congress, async query => {
        let open = true
        const tx: Tx = {
          congress,
          async rows<R>(sql: string, params?: readonly unknown[]): Promise<R[]> {
            if (!open) throw new StoreError('closed', '事务已结束', 'the transaction has ended')
            return query<R>(sql, params)
          },
        }
        try {
          return await guard.inside(() => work(tx))
        } finally {
          open = false
        }
      })
    },
    async append(group) {
      ready('append')
      return group.length === 0 ? [] : withRetry(() => runAppend(engine.query, group)).finally(() => { writes++ })
    },
    async appendTogether(group) {
      ready('append')
      if (group.length === 0) return []
      try {
        return await withRetry(() => engine.transaction(undefined, async query => {
          const verdicts = await runAppend(query, group)
          if (verdicts.some(v => v.verdict !== 'done' && v.verdict !== 'replayed')) throw new InTheWay(verdicts)
          return verdicts
        }))
      } catch (error) {
        if (error instanceof InTheWay) return error.verdicts
        throw error
      } finally { writes++ }
    },
    writes: () => (engine.kind === 'embedded' ? writes : undefined),
    async readFamily(congress, matter) {
      ready('readFamily')
      const rows = await engine.query<{ v: ReadFamily | null }>(familySql, [congress, matter], 'read_family')
      return rows[0]?.v ?? undefined
    },
    async readFamilies(congress, matters) {
      ready('readFamilies')
      const rows = await engine.query<{ m: Id; v: ReadFamily | null }>(familiesSql, [congress, [...matters]], 'read_families')
      return new Map(rows.flatMap(r => (r.v ? [[r.m, r.v] as const] : [])))
    },
    async congresses() {
      ready('congresses')
      const rows = await engine.query<CongressSql>('select id, short, name, name_en, host, sample, sample_done, config, profile from congress order by id')
      return rows.map((r): CongressRow => ({ id: r.id, short: r.short, name: r.name, nameEn: r.name_en, host: r.host, sample: r.sample, sampleDone: r.sample_done, config: r.config, profile: r.profile }))
    },
    jobs() {
      ready('jobs')
      return engine.jobs()
    },
    async maintain() {
      ready('maintain')
      await engine.maintain()
    },
    async backup(file) {
      ready('backup')
      await engine.backup(file)
    },
    close() {
      closing ??= engine.close()
      return closing
    },
  }
}
