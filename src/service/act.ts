/** The only door: read without a lock, decide, append; again if somebody was faster. */
import { setTimeout as sleep } from 'node:timers/promises'
import { digitsOf } from '#loop/fields.ts'
import { canonical } from '#loop/canonical.ts'
import { decide } from '#loop/decide.ts'
import type { Ask } from '#loop/world.ts'
import { emptyFamily, fold, type Family } from '#loop/fold.ts'
import { sentence } from '#loop/sentence.ts'
import type { Actor, Decided, Event, Id, Instant, Json, Label, Refusal } from '#loop/words.ts'
import { usableFiles } from '#store/files.ts'
import { hasKeys } from '#store/log.ts'
import type { Append, ReadFamily } from '#store/shapes.ts'
import { makeRecent } from '#service/recent.ts'
import { actorOf } from '#service/actor.ts'
import { ServiceError } from '#service/errors.ts'
import type { House } from '#service/house.ts'
import { sha256 } from '#service/keys.ts'
import { type Counter, counting } from '#service/numbers.ts'
import { project } from '#service/projection.ts'
import { chain, sealParticulars } from '#service/seal.ts'
import { maySeeAs, noMatter } from '#service/may.ts'
import type { ActRequest, Done, Echoed, Made, Outcome } from '#service/views.ts'
import type { Held } from '#service/world.ts'

const tries = 5

/** One act's share of a decision: a family, what to append to it. */
type Part = { append: Append; before: ReadFamily; matter: Id; opened: Id[]; files: { id: Id; field: string }[]; made?: Made }
type Prepared = { ok: true; parts: Part[]; receipt?: string; short?: string } | { ok: false; refusal: Refusal; replay?: boolean }

const wellFormed = (r: ActRequest): void => {
  if (typeof r.key !== 'string' || r.key.length < 1 || r.key.length > 200) throw new ServiceError('badRequest', ['缺少幂等键（key）', 'An idempotency key of 1 to 200 characters is required'], 'key')
  if (!r.matter === !r.procedure) throw new ServiceError('badRequest', ['要么指明事项，要么指明开启哪种事项', 'Name either a matter or a procedure to open'])
}
const digestOf = (r: ActRequest): string => sha256(canonical({ act: r.act, matter: r.matter ?? null, procedure: r.procedure ?? null, actor: r.actor as unknown as Json, input: r.input as Json, at: r.at ?? null }))

const unseen: Refusal = { ok: false, rule: 'request.into', field: 'into', may: [], says: ['没有找到要并入的事项，请核对六位编号', 'No such matter; check the six digits'] }
/** A refusal of what an act brings with it is named where it was typed. */
const placed = (no: Refusal, field: string | undefined): Refusal => (field ? { ...no, field: no.field && no.field !== field ? `${field}.${no.field}` : field } : no)
const noFile: Refusal = { ok: false, rule: 'input.files', field: 'photos', may: [], says: ['有一个附件不存在或已用于别的事项，请重新上传', 'A file does not exist or belongs to another matter; please upload it again'] }
const noPost: Refusal = { ok: false, rule: 'actor', may: [], says: ['您目前没有任职，不能办理', 'You hold no post at that time'] }

export function makeActing(house: House) {
  const queues = new Map<string, Promise<unknown>>()
  const recent = makeRecent()
  /** Acts on one family queue inside the process: no point in racing ourselves. */
  const inTurn = <T>(family: string, work: () => Promise<T>): Promise<T> => {
    const next = (queues.get(family) ?? Promise.resolve()).then(work, work)
    const kept = next.catch(() => undefined)
    queues.set(family, kept)
    void kept.then(() => { if (queues.get(family) === kept) queues.delete(family) })
    return next
  }

  async function prepare(r: ActRequest, key: string, digest: string, echo?: { at: Instant; recordedAt: Instant; root: Id | undefined; field: string | undefined }, fresh = false, ahead?: ReadonlyMap<Id, ReadFamily>, counter: Counter = counting(house, r.congress)): Promise<Prepared> {
    const newId = house.keys.ids(r.congress, key)
    const root = r.matter ?? echo?.root ?? newId()
    const remembered = r.matter && !fresh ? recent.find(r.congress, r.matter) : undefined
    const read = remembered ?? (r.matter ? ahead?.get(r.matter) ?? (await house.store.readFamily(r.congress, r.matter)) : undefined)
    if (r.matter && !read) return { ok: false, refusal: echo ? { ...unseen, field: echo.field ?? 'into' } : noMatter }
    const held = read ? await house.worlds.at(r.congress, read.config) : await house.worlds.get(r.congress)
    if (r.told && !held.congress.sample) throw new ServiceError('badRequest', ['只有示例人大可以用自己的时钟', 'Only a sample congress is told with its own clock'], 'told')
    const now = house.worlds.now(r.congress)
    const at = echo?.at ?? r.at ?? now
    const recordedAt = echo?.recordedAt ?? (r.told ? at : now)
    const family: Family = read ? fold(read.root, read.events) : emptyFamily(root)
    const actor = actorOf(held, r.actor, at)
    if (!actor) return remembered || await movedOn(r, held) ? prepare(r, key, digest, echo, true, undefined, counter) : { ok: false, refusal: noPost }
    // Whoever may not see the matter is told that there is none; an echo, too, touches only what its actor may see.
    if (r.matter && !maySeeAs(held, family, r.matter, actor, at)) {
      if (remembered) return prepare(r, key, digest, echo, true, undefined, counter)
      return { ok: false, refusal: echo ? { ...unseen, field: echo.field ?? 'into' } : noMatter, ...((await house.store.tx(r.congress, tx => hasKeys(tx, [key]))).has(key) ? { replay: true } : {}) }
    }
    const outside = !r.matter && held.world.procedures.get(r.procedure!).receipt === true
    const code = outside ? house.keys.receiptCode(held.congress.short, r.congress, key) : undefined
    const short = outside ? house.keys.shortNumber(r.congress, key) : undefined
    const ask: Ask = {
      matter: root, ...(r.procedure ? { procedure: r.procedure } : {}), act: r.act, input: r.input, actor, at, recordedAt, newId, told: r.told === true, byLoop: echo !== undefined || r.byImport === true,
      ...(code && short ? { receipt: { hash: house.receiptHash(code), short } } : {}),
    }
    const decision = await counter.deciding(numbers => decide(held.world, family, { ...ask, numbers }))
    if (!decision.ok) {
      if (remembered || await movedOn(r, held)) return prepare(r, key, digest, echo, true, undefined, counter)
      if (await house.store.tx(r.congress, tx => hasKeys(tx, [key])).then(k => k.has(key))) return { ok: false, refusal: decision, replay: true }
      const since = r.seen !== undefined && read && read.events.length > r.seen ? sinceThen(held, family, read.events.slice(r.seen)) : undefined
      return { ok: false, refusal: since ? { ...decision, since } as Refusal & { since: Label[] } : decision }
    }
    const files = filesIn(decision)
    if (files.length && (await house.store.tx(r.congress, tx => usableFiles(tx, files, root))) < files.length) return { ok: false, refusal: noFile }
    const part = build(held, family, read?.root ?? root, decision, { r, key, digest, actor, at, recordedAt, matter: root, before: read ?? { root, events: [], config: held.config } })
    if (code && short) part.made = { matter: root, receipt: code, short }
    const parts = [part], echoing = decision.echoes.flatMap(e => (e.procedure ? [] : [e.matter]))
    // A table of two hundred is read in one trip, not in two hundred.
    const near = echoing.length > 1 ? await house.store.readFamilies(r.congress, echoing) : ahead
    for (const [i, e] of decision.echoes.entries()) {
      const k = `${key}:${i + 2}`
      const echoed: ActRequest = { congress: r.congress, ...(e.procedure ? { procedure: e.procedure } : { matter: e.matter }), act: e.act, input: e.input as Record<string, unknown>, actor: r.actor, at, key: k, ...(r.told ? { told: true as const } : {}) }
      const more = await prepare(echoed, k, digestOf(echoed), { at, recordedAt, root: e.procedure ? e.matter : undefined, field: e.field }, fresh, near, counter)
      if (!more.ok) return more.replay ? more : { ok: false, refusal: placed(more.refusal, e.field) }
      parts.push(...more.parts)
    }
    return { ok: true, parts, ...(code ? { receipt: code } : {}), ...(short ? { short } : {}) }
  }

  /** An opening reads nothing, so a refusal may rest on a register another process has since changed: looked at once more before it is said. */
  async function movedOn(r: ActRequest, held: Held): Promise<boolean> {
    if (r.matter) return false
    const now = (await house.worlds.congresses()).find(c => c.id === r.congress)
    if (!now || now.config <= held.config) return false
    house.worlds.forget(r.congress)
    return true
  }

  function build(held: Held, family: Family, root: Id, d: Decided, c: { r: ActRequest; key: string; digest: string; actor: Actor; at: Instant; recordedAt: Instant; matter: Id; before: ReadFamily }): Part {
    const { drafts, rows } = sealParticulars(house.keys, c.r.congress, d.events, d.particulars)
    const by = c.actor.kind === 'person' && d.as ? { recordedBy: c.actor.person } : {}
    const [expect, prev] = [family.seq, family.head]
    const events = chain(drafts, { congress: c.r.congress, root, seq: expect, prev, actor: d.as ?? c.actor, ...by, recordedAt: c.recordedAt })
    const known = new Set(family.matters.keys())
    const marks = tailRows(house, c.r, root, d)
    const projection = project(family, events)
    const files = d.particulars.flatMap(p => fileIds(p.value).map(id => ({ id, field: p.field })))
    return {
      before: c.before, matter: c.matter, files, opened: events.filter(e => !known.has(e.matter) && e.matter !== root).map(e => e.matter).filter((id, i, all) => all.indexOf(id) === i),
      append: {
        congress: c.r.congress, root, expect, prev, config: held.config, key: c.key, digest: c.digest, events, ...projection,
        particulars: [...rows, ...marks], erases: erased(c.before.events, events), numbers: d.numbers, tell: d.tell,
      },
    }
  }

  /** What the log says this key did, for a second sending. */
  async function replayed(r: ActRequest, root: Id, key: string, seq: number): Promise<Done> {
    const read = await house.store.readFamily(r.congress, root)
    const events = read?.events ?? []
    const last = seq
    const first = events.find(e => e.seq <= last && !e.parent && e.matter === root && !r.matter)
    const opened = openedBy(events, r, last)
    const held = await house.worlds.get(r.congress)
    const codes = first && held.world.procedures.get(first.procedure).receipt ? { receipt: house.keys.receiptCode(held.congress.short, r.congress, key), short: house.keys.shortNumber(r.congress, key) } : {}
    return { ok: true, verdict: 'replayed', root, matter: r.matter ?? root, seq, opened, ...codes, ...(await echoedBefore(r.congress, key)) }
  }

  /** What an act sent a second time had done on other families: its echoes' keys follow from its own. */
  async function echoedBefore(congress: number, key: string): Promise<Pick<Done, 'made' | 'echoed'>> {
    const made: Made[] = [], echoed: Echoed[] = []
    const { congress: { short }, world } = await house.worlds.get(congress)
    for (let i = 2; ; i++) {
      const k = `${key}:${i}`
      const at = await house.findKey(congress, k)
      if (!at) return { made, echoed }
      const events = (await house.store.readFamily(congress, at.root))?.events ?? []
      const first = events[at.first - 1]
      if (at.first === 1 && first && world.procedures.get(first.procedure).receipt) made.push({ matter: at.root, receipt: house.keys.receiptCode(short, congress, k), short: house.keys.shortNumber(congress, k) })
      if (first) echoed.push({ matter: first.matter, opened: childrenIn(events, at.first, at.seq) })
    }
  }

  async function once(r: ActRequest): Promise<Outcome> {
    wellFormed(r)
    const digest = digestOf(r)
    for (let i = 0; ; i++) {
      const p = await prepare(r, r.key, digest, undefined, i > 0)
      if (!p.ok && !p.replay) return notDone(p.refusal)
      if (!p.ok) {
        const again = await house.findKey(r.congress, r.key)
        if (!again || again.digest !== digest) throw reused()
        return replayed(r, again.root, r.key, again.seq)
      }
      const appends = p.parts.map(x => x.append)
      const verdicts = appends.length === 1 ? [await house.grouper.append(appends[0]!)] : await house.store.appendTogether(appends)
      const first = p.parts[0]!, v = verdicts[0]!
      if (verdicts.some(x => x.verdict === 'key_reused')) throw reused()
      if (v.verdict === 'replayed') return replayed(r, v.root, r.key, v.seq!)
      if (verdicts.every(x => x.verdict === 'done' || x.verdict === 'replayed')) {
        for (const x of p.parts) recent.keep(r.congress, x.before, x.append.events)
        await house.afterCommit(r.congress, p.parts.flatMap(x => x.files.map(f => ({ ...f, matter: x.matter }))), appends.some(a => a.registers.length > 0), appends.flatMap(a => a.matters.filter(m => m.marks.quarantined).map(m => m.id)))
        return { ok: true, verdict: 'done', root: v.root, matter: first.matter, seq: v.seq!, opened: first.opened, ...(p.receipt ? { receipt: p.receipt } : {}), ...(p.short ? { short: p.short } : {}), made: p.parts.slice(1).flatMap(x => x.made ?? []), echoed: p.parts.slice(1).map(x => ({ matter: x.matter, opened: x.opened })) }
      }
      if (i >= tries) throw new ServiceError('busy', ['这件事项正被多人同时办理，请再试一次', 'Others are acting on this matter at the same moment; please try again'])
      if (v.verdict === 'stale' && v.seq === null) house.worlds.forget(r.congress)
      await sleep(Math.random() * 10 * (i + 1))
    }
  }

  /** The families of many acts in one trip. */
  async function readAhead(requests: readonly ActRequest[]): Promise<ReadonlyMap<Id, ReadFamily>> {
    const ahead = new Map<Id, ReadFamily>()
    const named = requests.filter(r => r.matter)
    if (named.length < 2) return ahead
    for (const congress of new Set(named.map(r => r.congress))) for (const [id, f] of await house.store.readFamilies(congress, named.filter(r => r.congress === congress).map(r => r.matter!))) ahead.set(id, f)
    return ahead
  }
  /** What was stored alone in one transaction has changed the register by exactly its own changes. */
  async function registersMoved(done: readonly Append[]): Promise<void> {
    for (const congress of new Set(done.map(a => a.congress))) {
      const own = done.filter(a => a.congress === congress), changes = own.flatMap(a => a.registers)
      if (changes.length) await house.worlds.advance(congress, own[0]!.config, changes)
    }
  }
  async function outcomeOf(r: ActRequest, p: Prepared): Promise<Outcome> {
    if (!p.ok) { const k = await house.findKey(r.congress, r.key); return k ? replayed(r, k.root, r.key, k.seq) : notDone(p.refusal) }
    const part = p.parts[0]!
    for (const x of p.parts) recent.drop(r.congress, x.append.root)
    return { ok: true, verdict: 'done', root: part.append.root, matter: part.matter, seq: part.append.expect + part.append.events.length, opened: part.opened, made: p.parts.slice(1).flatMap(x => x.made ?? []), echoed: p.parts.slice(1).map(x => ({ matter: x.matter, opened: x.opened })) }
  }

  return {
    act: (r: ActRequest): Promise<Outcome> => (r.matter ? inTurn(`${r.congress}|${r.matter}`, () => once(r)) : once(r)),
    /** All or none, on different families. */
    async together(requests: readonly ActRequest[]): Promise<readonly Outcome[]> {
      requests.forEach(wellFormed)
      for (let i = 0; ; i++) {
        const ahead = await readAhead(requests)
        // One after another: those that take official numbers take them in the order they were asked in.
        const counters = new Map([...new Set(requests.map(r => r.congress))].map(c => [c, counting(house, c)])), prepared: Prepared[] = []
        for (const r of requests) prepared.push(await prepare(r, r.key, digestOf(r), undefined, i > 0, ahead, counters.get(r.congress)))
        const bad = prepared.find(p => !p.ok && !p.replay)
        if (bad && !bad.ok) return prepared.map(p => notDone(p.ok ? bad.refusal : p.refusal))
        const fresh = prepared.flatMap(p => (p.ok ? p.parts.map(x => x.append) : []))
        if (new Set(fresh.map(a => a.root)).size < fresh.length) throw new ServiceError('badRequest', ['一次操作里同一事项只能办一次', 'One act per matter in one action'])
        const verdicts = await house.store.appendTogether(fresh)
        if (verdicts.some(v => v.verdict === 'key_reused')) throw reused()
        if (verdicts.every(v => v.verdict === 'done' || v.verdict === 'replayed')) {
          await registersMoved(fresh.filter((_, n) => verdicts[n]!.verdict === 'done'))
          return Promise.all(requests.map((r, n) => outcomeOf(r, prepared[n]!)))
        }
        if (i >= tries) throw new ServiceError('busy', ['有人正在办其中的事项，请再试一次', 'Others are acting on one of these; please try again'])
        // The register has moved on under somebody else's hands.
        if (verdicts.some(v => v.verdict === 'stale' && v.seq === null)) for (const c of new Set(requests.map(r => r.congress))) house.worlds.forget(c)
        await sleep(Math.random() * 10 * (i + 1))
      }
    },
  }
}

const reused = (): ServiceError => new ServiceError('keyReused', ['这次提交的编号已用于另一项内容，请刷新页面后再提交', 'This idempotency key was used for something else'], 'key')
function notDone(refusal: Refusal & { since?: readonly Label[] }): Outcome {
  const { since, ...rest } = refusal
  const status = refusal.rule === 'matter' ? 404 : refusal.rule === 'role' || refusal.rule === 'actor' ? 403 : refusal.rule.startsWith('input.') || refusal.field ? 422 : 409
  return { ok: false, refusal: rest, status, ...(since ? { since } : {}) }
}
const sinceThen = (held: Held, family: Family, events: readonly Event[]): Label[] =>
  events.filter(e => !e.act.includes('.')).map(e => { const s = family.matters.get(e.matter)!; return sentence(held.world.procedures.get(e.procedure, s.version), e, held.world.directory) })

const openedBy = (events: readonly Event[], r: ActRequest, last: number): Id[] => {
  // The act's own events run back from its last one to the first that is not a consequence; children opened in between are its own.
  const opened: Id[] = []
  for (const e of events.filter(x => x.seq <= last).reverse()) {
    if (e.parent && events.find(x => x.matter === e.matter)!.seq === e.seq) opened.unshift(e.matter)
    if (e.act === r.act && (r.matter ? e.matter === r.matter : e.seq === 1)) break
  }
  return opened
}
/** The children that were opened by the events from one to another. */
const childrenIn = (events: readonly Event[], first: number, last: number): Id[] => {
  const before = new Set(events.slice(0, first - 1).map(e => e.matter))
  return [...new Set(events.slice(first - 1, last).filter(e => e.parent && !before.has(e.matter)).map(e => e.matter))]
}
const filesIn = (d: Decided): Id[] => [...new Set(d.particulars.flatMap(p => fileIds(p.value)))]
const fileIds = (value: string): Id[] => { if (!value.startsWith('[')) return []; const v: unknown = JSON.parse(value); return Array.isArray(v) ? v.filter((x): x is string => typeof x === 'string' && /^[0-9a-f-]{36}$/.test(x)) : [] }
/** `*` erases every sealed field of the matter and of what hangs below it: the fields their inputs committed to. */
function erased(before: readonly Event[], events: readonly Event[]): { matter: Id; field: string }[] {
  const asked = events.flatMap(e => (e.erases ?? []).map(field => ({ matter: e.matter, field })))
  if (!asked.some(a => a.field === '*')) return asked
  const committed = [...before, ...events].flatMap(e => Object.entries(e.input).filter(([, v]) => v !== null && typeof v === 'object' && 'commitment' in v).map(([field]) => ({ matter: e.matter, field })))
  return [...committed, ...asked.filter(a => a.field === '*').map(a => ({ matter: a.matter, field: 'phoneTail' }))]
}
/** The phone's last four digits as a keyed mark, so that they can be compared and never read. */
function tailRows(house: House, r: ActRequest, root: Id, d: Decided): { matter: Id; field: string; sealed: Uint8Array }[] {
  const phone = d.particulars.find(p => p.field === 'phone')
  const digits = phone ? digitsOf(JSON.parse(phone.value) as string) : ''
  if (digits.length < 4) return []
  return [{ matter: root, field: 'phoneTail', sealed: Buffer.from(house.keys.tailMark(r.congress, root, digits.slice(-4)), 'hex') }]
}
