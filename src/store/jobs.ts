/**
 * The queue of deliveries: pg-boss in a schema of its own, on either engine. A job carries ids and nothing else; what is
 * to be said stands sealed in `message`, and what became of it is written there. So a queue that is lost is made anew
 * from what waits.
 */
import { createHash } from 'node:crypto'
import type { Id } from '#loop/words.ts'
import type { JobsDb } from './shapes.ts'

export type Delivery = { readonly congress: number; readonly message: Id; /** Counts up when somebody sends a failed message once more. */ readonly round: number; /** Worth little after some minutes: tried again sooner. */ readonly urgent: boolean }
export type JobWork = {
  /** Throws to be called again later. */
  readonly deliver: (d: Delivery) => Promise<void>
  /** All tries are used up. */
  readonly dead: (d: Delivery) => Promise<void>
  readonly trouble: (e: unknown) => void
}
export type JobTimes = { readonly pollSeconds: number; readonly tries: number; readonly retrySeconds: number; readonly urgentSeconds: number }
export const usualTimes: JobTimes = { pollSeconds: 10, tries: 8, retrySeconds: 30, urgentSeconds: 5 }
export type Jobs = {
  /** Makes a job of it; one that is there already stays as it is. */
  put(all: readonly Delivery[]): Promise<void>
  /** Leaves what is not done for the next start. */
  stop(): Promise<void>
}

const queue = 'deliver', deadLetters = 'undelivered', schema = 'pgboss'
const longestPauseSeconds = 3600, longestUrgentPauseSeconds = 60, tryExpiresSeconds = 90
/** The same id for the same round of the same message, whoever makes the job. */
export function jobId(d: Delivery): Id {
  const x = createHash('sha256').update(`${d.congress}|${d.message}|${d.round}`).digest('hex')
  return `${x.slice(0, 8)}-${x.slice(8, 12)}-4${x.slice(13, 16)}-8${x.slice(17, 20)}-${x.slice(20, 32)}`
}

/** Opens the queue and begins to work on it. The library is loaded here, so that a program with nothing to deliver never waits for it. */
export async function startJobs(db: JobsDb, work: JobWork, times: JobTimes): Promise<Jobs> {
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    schema, db: { executeSql: (text, values) => db.run(text, values) }, backend: db.kind === 'embedded' ? 'pglite' : 'postgres',
    // The queue's own rounds are few: one process on a small machine answers visitors between them.
    schedule: false, registerInstance: false, flowIntervalSeconds: 3600, bamIntervalSeconds: 600, queueCacheIntervalSeconds: 600, superviseIntervalSeconds: 60, reindex: false, monitorVacuum: false,
    openTelemetry: { enabled: false },
  })
  let stopping = false
  boss.on('error', e => { if (!stopping) work.trouble(e) })
  await boss.start()
  await boss.createQueue(deadLetters, { retryLimit: 5, retryDelay: 30, retryBackoff: true, deleteAfterSeconds: 7 * 86_400 })
  await boss.createQueue(queue, { deadLetter: deadLetters, expireInSeconds: tryExpiresSeconds, deleteAfterSeconds: 7 * 86_400, retentionSeconds: 30 * 86_400 })
  const workers = await Promise.all([
    boss.work<Delivery>(queue, { pollingIntervalSeconds: times.pollSeconds, localConcurrency: 2 }, async ([job]) => { if (job) await work.deliver(job.data) }),
    boss.work<Delivery>(deadLetters, { pollingIntervalSeconds: times.pollSeconds }, async ([job]) => { if (job) await work.dead(job.data) }),
  ])
  return {
    async put(all) {
      for (const d of all) {
        await boss.send(queue, d, {
          id: jobId(d), retryLimit: times.tries - 1, retryBackoff: true, priority: d.urgent ? 1 : 0,
          retryDelay: d.urgent ? times.urgentSeconds : times.retrySeconds, retryDelayMax: d.urgent ? longestUrgentPauseSeconds : longestPauseSeconds,
        })
      }
      if (all.length) boss.notifyWorker(workers[0]!)
    },
    async stop() {
      stopping = true
      await boss.stop({ graceful: false, close: false })
      await db.close()
    },
  }
}
