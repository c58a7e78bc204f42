/**
 * Carries an import out, and back, in slices that keep nobody waiting: each is one transaction through the usual door, each
 * act under a key of its own, so that a process that dies in between loses and doubles nothing. Refused anywhere, everything
 * entered so far is taken back: all of the file or none of it.
 */
import { randomUUID } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Id, Label } from '#loop/words.ts'
import { actsByKey, dropImported, filledTables, findImport, importsGoing, keepImported, lookAnew, lowerSeries, moveImport, raiseSeries, sealedOf, setDone, usesOf, type ImportRow } from '#store/imports.ts'
import { dropLease, takeLease } from '#store/lease.ts'
import type { Tx } from '#store/shapes.ts'
import type { Together } from '#service/desk-bulk.ts'
import { importedAad } from '#service/contacts.ts'
import type { House } from '#service/house.ts'
import { ServiceError } from '#service/errors.ts'
import type { Planned } from '#service/import/check.ts'
import type { ImportKind } from '#service/import/kind.ts'
import { kindOf } from '#service/import/kinds.ts'
import { seal, unseal } from '#service/import/sealed.ts'
import type { ActRequest, Outcome } from '#service/views.ts'

/** What one slice aims to take of the engine; and how many acts it may hold. */
const aimMs = 150, fewest = 100, mostActs = 300, firstSlice = 100
/** Whoever has it and does not come back by then is gone. */
const leaseMs = 30_000
/** After so many rows, and whenever there are eight times as many, the engine is told to look at its tables anew. */
const manyRows = 500, more = 8

export const keyOf = (id: Id, row: number): string => `import:${id}:${row}`
const undoKeyOf = (id: Id, row: number): string => `import:${id}:undo:${row}`

/** First what stands on nothing of the file, then what stands on that. */
export const waved = (planned: readonly Planned[]): Planned[] => [...planned].sort((a, b) => a.wave - b.wave || a.row - b.row)
const requestOf = (congress: number, i: ImportRow, p: Planned): ActRequest => ({ congress, ...(p.matter === undefined ? { procedure: p.procedure! } : { matter: p.matter }), act: p.act, input: { ...p.input, imported: i.id }, actor: { kind: 'person', person: i.person, organ: i.organ }, key: keyOf(i.id, p.row), ...(p.byImport ? { byImport: true as const } : {}) })

/** How many acts the next slice holds, from how long the last one took. */
export const nextSize = (size: number, tookMs: number): number => Math.max(fewest, Math.min(mostActs, Math.round(size * Math.max(0.4, Math.min(1.6, aimMs / Math.max(1, tookMs))))))

/** Numbers a ledger brings were given before there was a series: it goes on after the highest. Kept with the import: where each series stood, and where it was put. */
export async function raised(tx: Tx, kind: ImportKind, planned: readonly Planned[]): Promise<Record<string, number>> {
  const highest = new Map<string, number>(), kept: Record<string, number> = {}
  for (const p of planned) { const s = kind.key?.series?.(p.input); if (s) highest.set(s.series, Math.max(s.n, highest.get(s.series) ?? 0)) }
  for (const [series, n] of highest) { const before = await raiseSeries(tx, series, n); if (before <= n) { kept[`before:${series}`] = before; kept[`raised:${series}`] = n + 1 } }
  return kept
}
/** Taken back, the series goes on where it stood, unless a number was given since. */
async function lowered(tx: Tx, i: ImportRow): Promise<void> {
  for (const [k, from] of Object.entries(i.numbers)) if (k.startsWith('raised:')) { const series = k.slice('raised:'.length); await lowerSeries(tx, series, from, i.numbers[`before:${series}`] ?? 1) }
}

export type Runner = { start(congress: number, id: Id): void; carryOn(congress: number): Promise<number>; idle(): Promise<void> }

export function makeRunner(house: House, together: Together): Runner {
  const holder = randomUUID(), running = new Map<Id, Promise<void>>()
  const now = (): string => new Date(house.realNow()).toISOString()
  const leased = new Map<Id, number>()
  /** Taken again well before it runs out, not at every slice: each taking is a commit of its own. */
  const lease = async (congress: number, id: Id): Promise<boolean> => {
    const at = performance.now()
    if (at - (leased.get(id) ?? -leaseMs) < leaseMs / 3) return true
    const mine = await takeIt(congress, id)
    if (mine) leased.set(id, at)
    return mine
  }
  const takeIt = (congress: number, id: Id): Promise<boolean> => { const at = house.realNow(); return house.store.tx(congress, tx => takeLease(tx, `import:${id}`, holder, new Date(at).toISOString(), new Date(at + leaseMs).toISOString())) }

  /** How many rows there must be before the tables are looked at again. */
  const looked = new Map<Id, number>()
  async function lookAt(congress: number, id: Id, done: number): Promise<void> {
    if (done < (looked.get(id) ?? manyRows)) return
    looked.set(id, done * more)
    for (const t of filledTables) { await house.store.tx(congress, tx => lookAnew(tx, t)); await breathe() }
  }

  /** Somebody acting on the register at this very moment is waited for, a few times. */
  async function tried(requests: readonly ActRequest[]): Promise<readonly Outcome[]> {
    for (let i = 0; ; i++) {
      try { return await together(requests) } catch (e) {
        if (!(e instanceof ServiceError) || e.code !== 'busy' || i >= 5) throw e
        await new Promise(done => setTimeout(done, 100 * (i + 1)))
      }
    }
  }

  async function forward(congress: number, i: ImportRow): Promise<void> {
    const sealed = await house.store.tx(congress, tx => sealedOf(tx, i.id))
    if (!sealed) return
    const planned = waved(await unseal<Planned[]>(house, congress, i.id, sealed))
    let size = firstSlice, done = i.done
    while (done < planned.length) {
      if (!(await lease(congress, i.id))) return
      const wave = planned[done]!.wave, slice = planned.slice(done, done + size).filter(p => p.wave === wave), began = performance.now()
      const outcomes = await tried(slice.map(p => requestOf(congress, i, p))), took = performance.now() - began
      const bad = outcomes.findIndex(o => !o.ok)
      if (bad >= 0) {
        const no = outcomes[bad]!, says: Label = no.ok ? ['', ''] : no.refusal.says
        await house.store.tx(congress, tx => moveImport(tx, i.id, ['going'], 'failing', { why: [`第${slice[bad]!.row + 1}行“${slice[bad]!.name}”：${says[0]}。已经列入的都撤回了，一行也没有留下。`, `Row ${slice[bad]!.row + 1}: ${says[1]}. What had been entered was taken back; nothing remains.`] }))
        return
      }
      done += slice.length
      const contacts = slice.flatMap((p, n) => { const phone = Object.values(p.sealed)[0], o = outcomes[n]!; return phone !== undefined && o.ok ? [{ person: o.matter, sealed: house.keys.seal(importedAad(congress, o.matter), Buffer.from(phone)).sealed }] : [] })
      await house.store.tx(congress, async tx => { await keepImported(tx, i.id, contacts); await setDone(tx, i.id, done) })
      size = nextSize(size, took)
      await lookAt(congress, i.id, done)
      await breathe()
    }
    // What it entered is kept as long as it can be taken back: which rows, without anybody's telephone, and of a ledger without its words.
    const kept = await seal(house, congress, i.id, planned.map(p => ({ ...p, sealed: {}, ...(p.byImport ? { input: {} } : {}) })))
    await house.store.tx(congress, tx => moveImport(tx, i.id, ['going'], 'done', { ended: now(), sealed: kept }))
  }

  /** Takes back what the import entered, the last first. What has been used since stays, and is named. */
  async function backward(congress: number, i: ImportRow): Promise<void> {
    const sealed = await house.store.tx(congress, tx => sealedOf(tx, i.id))
    if (!sealed) return
    const planned = waved(await unseal<Planned[]>(house, congress, i.id, sealed)).reverse(), kept: ImportRow['kept'][number][] = [...i.kept]
    const failing = i.state === 'failing', ledger = kindOf(i.kind)?.twins === 'matter', names = new Map<Id, string>()
    const all = await house.store.tx(congress, async tx => { const found: Awaited<ReturnType<typeof actsByKey>> = []; for (let n = 0; n < planned.length; n += 2000) found.push(...await actsByKey(tx, planned.slice(n, n + 2000).map(p => keyOf(i.id, p.row)))); return found })
    const acts = new Map(all.map(a => [a.key, a])), own = [...new Set(all.map(a => a.root))], entered = new Set(planned.flatMap(p => { const a = p.matter === undefined ? acts.get(keyOf(i.id, p.row)) : undefined; return a ? [a.root] : [] }))
    const last = new Map<Id, number>(), by = i.undoneBy ?? { person: i.person, organ: i.organ }, actor = { kind: 'person', ...by } as const, why = `撤销导入“${i.name}”`.slice(0, 190)
    for (const a of all) last.set(a.root, Math.max(last.get(a.root) ?? 0, a.seq))
    let size = firstSlice, done = i.done
    while (done < planned.length) {
      if (!(await lease(congress, i.id))) return
      const wave = planned[done]!.wave, slice = planned.slice(done, done + size).filter(p => p.wave === wave), began = performance.now()
      // What an undoing that was cut short had already taken back has been changed by nobody else.
      const before = new Set((await house.store.tx(congress, tx => actsByKey(tx, slice.map(p => undoKeyOf(i.id, p.row))))).map(a => a.key))
      const left = slice.flatMap(p => { const a = acts.get(keyOf(i.id, p.row)), key = undoKeyOf(i.id, p.row); return a && !before.has(key) ? [{ p, root: a.root, key }] : [] })
      for (const x of left) names.set(x.root, x.p.name)
      const uses = await house.store.tx(congress, tx => usesOf(tx, left.flatMap(x => (x.p.matter === undefined ? [{ id: x.root, last: last.get(x.root)! }] : [])), own, ['person', 'matter'].includes(kindOf(i.kind)?.twins ?? '')))
      const requests: ActRequest[] = []
      for (const { p, root, key } of left) {
        const used = uses.filter(u => u.id === root).map(u => u.what)
        // A post added to somebody this import entered goes with the entry.
        if (p.matter !== undefined) { if (!entered.has(root)) { const input = await postOf(congress, p, root); if (input) requests.push({ congress, matter: root, act: 'fixPost', input: { ...input, never: true, why }, actor, key }) } }
        else if (used.length) kept.push({ name: p.name, says: saysOf(used, ledger) })
        else requests.push({ congress, matter: root, act: 'void', input: { why }, actor, key })
      }
      await undo(requests, names, kept)
      done += slice.length
      await house.store.tx(congress, async tx => { await setDone(tx, i.id, done); await moveImport(tx, i.id, [i.state], i.state, { kept }) })
      size = nextSize(size, performance.now() - began)
      await lookAt(congress, i.id, done)
      await breathe()
    }
    await house.store.tx(congress, async tx => { await dropImported(tx, i.id); if (!kept.length) await lowered(tx, i); await moveImport(tx, i.id, [i.state], failing ? 'failed' : 'undone', { ended: now(), sealed: null, kept }) })
  }

  /** The post an act of this import gave to somebody who was there before. */
  async function postOf(congress: number, p: Planned, person: Id): Promise<{ anyPost: Id } | undefined> {
    const { world: { directory } } = await house.worlds.get(congress)
    const post = directory.careerOf(person).find(x => x.organ === p.input.postOrgan && x.kind === p.input.postKind && x.validFrom === p.input.since && (x.level ?? undefined) === (p.input.level ?? undefined))
    return post && { anyPost: post.id }
  }

  /** Together where all can be; else one by one, and whatever is refused is kept and named. */
  async function undo(requests: readonly ActRequest[], names: ReadonlyMap<Id, string>, kept: ImportRow['kept'][number][]): Promise<void> {
    if (!requests.length) return
    const outcomes = await tried(requests)
    if (outcomes.every(o => o.ok)) return
    for (const r of requests) {
      const [o] = await tried([r])
      if (o && !o.ok && o.refusal.rule !== 'void.already') kept.push({ name: names.get(r.matter!) ?? '', says: o.refusal.says })
    }
  }

  async function run(congress: number, id: Id): Promise<void> {
    for (;;) {
      if (!(await lease(congress, id))) return
      const i = await house.store.tx(congress, tx => findImport(tx, id))
      if (!i || !['going', 'undoing', 'failing'].includes(i.state)) break
      if (i.state === 'going') await forward(congress, i)
      else await backward(congress, i)
      const after = await house.store.tx(congress, tx => findImport(tx, id))
      if (after?.state === 'failing' && i.state === 'going') { await house.store.tx(congress, tx => setDone(tx, id, 0)); continue }
      if (after?.state === i.state) return
      looked.delete(id)
      await lookAt(congress, id, after?.total ?? 0)
      break
    }
    leased.delete(id); looked.delete(id)
    await house.store.tx(congress, tx => dropLease(tx, `import:${id}`, holder))
  }
  const once = (congress: number, id: Id): Promise<void> => {
    const before = running.get(id)
    if (before) return before
    const work = run(congress, id).finally(() => { running.delete(id); leased.delete(id); looked.delete(id) })
    running.set(id, work)
    return work
  }
  return {
    // What fails here is taken up again by the clock's round, in this process or another.
    start: (congress, id) => void once(congress, id).catch(() => undefined),
    async carryOn(congress) {
      const going = await house.store.tx(congress, importsGoing)
      for (const i of going) if (!running.has(i.id)) await once(congress, i.id)
      return going.length
    },
    async idle() { await Promise.allSettled(running.values()) },
  }
}

function saysOf(what: readonly string[], ledger: boolean): Label {
  if (ledger) return ['导入后又办理过', 'Something was done on it afterwards']
  if (what.includes('later')) return ['导入后又改过登记', 'The entry was changed afterwards']
  if (what.includes('party') || what.includes('fact')) return ['已经用在事项的记录里', 'Matters name it already']
  return ['名下还有后来登记的任职或单位', 'Posts or organs were entered under it afterwards']
}
