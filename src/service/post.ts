/**
 * The post office: finds what waits, makes a job of it, sends it, and writes down what became of it. It holds nothing in
 * memory that matters: killed at any moment it finds the same messages waiting at the next start. A message whose driver
 * had said yes when the process died is sent twice rather than never; it carries the same id both times.
 */
import { AsyncResource } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { type Delivery, type Jobs, jobId, type JobTimes, startJobs, usualTimes } from '#store/jobs.ts'
import { takeLease } from '#store/lease.ts'
import { dropOldMessages, endMessage, expireMessages, findMessage, missMessage, takeMessage, waitingMessages } from '#store/messages.ts'
import { dropOldWindows } from '#store/throttle.ts'
import { accountContact, type ContactOf } from '#service/contacts.ts'
import type { House } from '#service/house.ts'
import { onQueued, wordsOf } from '#service/messages.ts'
import { chosenWays, type Ways } from '#service/post/channels.ts'
import { digests } from '#service/post/digest.ts'
import { sendBy, type Told } from '#service/post/drivers.ts'

export type PostOptions = {
  /** What the machine's environment says of each channel. */
  readonly environment?: Ways
  /** For the link in a digest. */
  readonly publicUrl?: string
  /** Where the log driver speaks. */
  readonly say?: (m: Told) => void
  readonly trouble?: (e: unknown) => void
  readonly contactOf?: ContactOf
  readonly times?: Partial<PostTimes>
}
export type PostTimes = JobTimes & { readonly firstMs: number; readonly everyMs: number; readonly digestMs: number }
export type Post = {
  /** Begins to look; the queue itself is opened with the first message that waits. */
  start(): void
  /** Looks once. */
  round(): Promise<void>
  stop(): Promise<void>
}

const claimMs = 60_000, most = 500, putAgainMs = 10 * 60_000, keptDays = 180, hourMs = 3_600_000, dayMs = 86_400_000
/** A transaction that has just queued something commits within the first; the others are for a slow one. */
const wakeMs = [30, 400, 2_000]
/** With what the store takes to close, all of it within a second and a half. */
const finishMs = 200, queueStopMs = 120
const times: PostTimes = { ...usualTimes, firstMs: 4_000, everyMs: 15_000, digestMs: 5 * 60_000 }
const iso = (ms: number): string => new Date(ms).toISOString()
const within = (ms: number, work: Promise<unknown>): Promise<unknown> => { let timer: NodeJS.Timeout | undefined; return Promise.race([work.catch(() => undefined), new Promise(done => { timer = setTimeout(done, ms) })]).finally(() => clearTimeout(timer)) }

export function makePost(house: House, o: PostOptions): Post {
  const time = { ...times, ...o.times }, holder = randomUUID(), contactOf = o.contactOf ?? accountContact
  const trouble = (e: unknown): void => { if (!stopped) o.trouble?.(e) }
  const timers = new Set<NodeJS.Timeout>(), busy = new Set<Promise<void>>(), put = new Map<string, number>(), digested = new Map<number, number>()
  let stopped = false, opening: Promise<Jobs> | undefined, running: Promise<void> | undefined, tidied = 0

  async function deliver(d: Delivery): Promise<void> {
    const now = house.realNow()
    const m = await house.store.tx(d.congress, tx => takeMessage(tx, d.message, d.round, iso(now), iso(now + claimMs)))
    if (!m?.sealed) {
      // Somebody else has it in hand, or it has ended: only the first is looked at again.
      const found = await house.store.tx(d.congress, tx => findMessage(tx, d.message))
      if (found?.state === 'waiting' && found.round === d.round) throw new Error('taken')
      return
    }
    if (m.expires && Date.parse(m.expires) <= now) return house.store.tx(d.congress, tx => endMessage(tx, m.id, 'expired', iso(now)))
    const congress = (await house.worlds.congresses()).find(c => c.id === d.congress)!
    const { way } = (await house.store.tx(d.congress, tx => chosenWays(house, tx, o.environment ?? {}, congress.sample)))[m.channel]
    const sent = await sendBy(way, { id: m.id, congress: congress.short, channel: m.channel, purpose: m.purpose, expires: m.expires, ...wordsOf(house, d.congress, m.id, m.sealed) }, { sample: congress.sample, now, say: o.say ?? (() => undefined) })
    const at = iso(house.realNow())
    if (sent.ok) return house.store.tx(d.congress, tx => endMessage(tx, m.id, 'sent', at))
    if (!sent.again) return house.store.tx(d.congress, tx => endMessage(tx, m.id, 'failed', at, sent.fault))
    await house.store.tx(d.congress, tx => missMessage(tx, m.id, sent.fault))
    // The queue keeps this line beside the job: a class, no address and no word.
    throw new Error(sent.fault)
  }
  const dead = async (d: Delivery): Promise<void> => house.store.tx(d.congress, async tx => { if ((await findMessage(tx, d.message))?.round === d.round) await endMessage(tx, d.message, 'failed', iso(house.realNow())) })
  const tracked = (work: (d: Delivery) => Promise<void>) => (d: Delivery): Promise<void> => {
    const doing = work(d).finally(() => busy.delete(doing))
    busy.add(doing)
    return doing
  }
  const queue = (): Promise<Jobs> => {
    opening ??= startJobs(house.store.jobs(), { deliver: tracked(deliver), dead, trouble }, time)
    opening.catch(() => { opening = undefined })
    return opening
  }

  async function tidy(congress: number, now: number): Promise<void> {
    await house.store.tx(congress, async tx => { await dropOldMessages(tx, iso(now - keptDays * dayMs)); await dropOldWindows(tx, iso(now)) })
  }
  async function lookIn(congress: number): Promise<void> {
    const now = house.realNow()
    if ((digested.get(congress) ?? 0) <= now - time.digestMs && (await house.store.tx(congress, tx => takeLease(tx, 'digest', holder, iso(now), iso(now + time.digestMs))))) {
      digested.set(congress, now)
      await digests(house, congress, contactOf, o.publicUrl)
    }
    const waiting = await house.store.tx(congress, async tx => { await expireMessages(tx, iso(now)); return waitingMessages(tx, most) })
    const fresh = waiting.map((w): Delivery => ({ congress, message: w.id, round: w.round, urgent: w.purpose === 'code' })).filter(d => (put.get(jobId(d)) ?? -Infinity) <= now - putAgainMs)
    if (!fresh.length || stopped) return
    await (await queue()).put(fresh)
    for (const d of fresh) put.set(jobId(d), now)
  }
  async function look(): Promise<void> {
    const now = house.realNow(), all = await house.worlds.congresses()
    for (const c of all) await lookIn(c.id)
    if (tidied <= now - hourMs) {
      tidied = now
      for (const [id, at] of put) if (at <= now - putAgainMs) put.delete(id)
      for (const c of all) await tidy(c.id, now)
    }
  }
  const round = async (): Promise<void> => {
    // One at a time; whoever asks meanwhile is served by one more.
    while (running) await running
    if (stopped) return
    running = look().finally(() => { running = undefined })
    await running
  }
  const later = (ms: number): void => {
    const t = setTimeout(() => { timers.delete(t); round().catch(trouble) }, ms)
    t.unref()
    timers.add(t)
  }
  return {
    start() {
      // Bound here, outside any transaction: the hint is given inside of one.
      onQueued(house, AsyncResource.bind(() => { if (!stopped && timers.size < 50) for (const ms of wakeMs) later(ms) }))
      later(time.firstMs)
      const t = setInterval(() => void round().catch(trouble), time.everyMs)
      t.unref()
      timers.add(t)
    },
    round,
    async stop() {
      stopped = true
      for (const t of timers) clearTimeout(t)
      if (!opening) return
      await within(finishMs, Promise.all(busy))
      await within(queueStopMs, opening.then(jobs => jobs.stop()))
    },
  }
}
