/** Performs a plan through the service, the same door as people. What the log already holds is not done again. */
import type { Id } from '#loop/words.ts'
import type { ActRequest, Done } from '#service/views.ts'
import type { Service } from '#service/service.ts'
import { type Act, type By, type Family, inOrder, type Name, type Value } from '#sample/plan.ts'

export type Teller = {
  /** Tells families side by side, the acts of each one after the other, never more than so many at once. */
  tell(families: readonly Family[], together: number): Promise<void>
  /** The same in waves: the next begins when all of one are in. Acts that change the register are decided against the same one. */
  tellInWaves(families: readonly Family[], together: number): Promise<void>
  readonly done: () => number
}

const chunk = <T>(list: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

type Turn = { readonly after?: Act; readonly over: Promise<void>; end(): void }
/** Acts that take numbers of one series, each after the one before it in time. */
function inTurns(acts: readonly Act[]): Map<string, Turn> {
  const last = new Map<string, Act>()
  return new Map(inOrder(acts).map(act => {
    const after = last.get(act.takes!)
    last.set(act.takes!, act)
    let end = (): void => {}
    const over = new Promise<void>(resolve => { end = resolve })
    return [act.key, { ...(after ? { after } : {}), over, end: () => end() }]
  }))
}

/** A teller of all these families to one congress; what is there already is found in a few questions. */
export async function makeTeller(service: Service, congress: number, all: readonly Family[], told: () => void): Promise<Teller> {
  const acts = all.flatMap(f => f.acts)
  const present = new Set<string>()
  for (const keys of chunk(acts.map(a => a.key), 1000)) for (const key of await service.hasKeys(congress, keys)) present.add(key)
  const makers = new Map<Name, Act>(acts.flatMap(a => [...(a.makes ? [a.makes] : []), ...(a.opens ?? []), ...(a.brings ?? []).flatMap(b => [...(b.makes ? [b.makes] : []), ...(b.opens ?? [])])].map(name => [name, a] as const)))
  const following = new Map<string, readonly Act[]>(all.flatMap(f => f.acts.map((a, i) => [a.key, f.acts.slice(i + 1)] as const)))
  const ids = new Map<Name, Id>()
  const asked = new Map<string, Promise<void>>()
  const turns = inTurns(acts.filter(a => a.takes))
  let count = 0

  /** The id behind a name; one told before this run is asked for again, which changes nothing. */
  async function idOf(name: Name): Promise<Id> {
    const known = ids.get(name)
    if (known) return known
    const maker = makers.get(name)
    if (!maker) throw new Error(`the plan makes nothing called ${name}`)
    // Many may ask at once for what one act made.
    let asking = asked.get(maker.key)
    if (!asking) asked.set(maker.key, asking = send(maker))
    await asking
    return ids.get(name)!
  }
  async function valueOf(v: Value): Promise<unknown> {
    if (typeof v !== 'object') return v
    if ('named' in v) return idOf(v.named)
    const list: unknown[] = []
    for (const x of v) list.push(typeof x === 'string' ? x : 'row' in x ? await inputOf(x.row) : await idOf(x.named))
    return list
  }
  async function inputOf(values: Readonly<Record<string, Value>>): Promise<Record<string, unknown>> {
    const input: Record<string, unknown> = {}
    for (const [field, value] of Object.entries(values)) input[field] = await valueOf(value)
    return input
  }
  async function actorOf(by: By): Promise<ActRequest['actor']> {
    switch (by.kind) {
      case 'person': return { kind: 'person', person: await idOf(by.person), organ: await idOf(by.organ) }
      case 'receipt': return { kind: 'receipt', matter: await idOf(by.matter) }
      case 'portal': case 'clock': return { kind: by.kind }
    }
  }
  async function requestOf(act: Act): Promise<ActRequest> {
    const input = await inputOf(act.input)
    return { congress, ...(act.on ? { matter: await idOf(act.on) } : { procedure: act.procedure! }), act: act.act, input, actor: await actorOf(act.by), at: act.at, key: act.key, told: true }
  }
  const learn = (act: Act, done: Done): void => {
    if (act.makes) ids.set(act.makes, done.matter)
    const opens = act.opens ?? []
    if (opens.length !== done.opened.length) throw new Error(`${act.key} opened ${done.opened.length} matters, not ${opens.length}`)
    opens.forEach((name, i) => ids.set(name, done.opened[i]!))
    act.brings?.forEach((b, i) => {
      const other = done.echoed[i]
      if ((b.opens ?? []).length !== (other?.opened.length ?? 0)) throw new Error(`${act.key} opened ${other?.opened.length} matters by its echo ${i + 1}, not ${b.opens?.length}`)
      if (b.makes) ids.set(b.makes, other!.matter)
      b.opens?.forEach((name, n) => ids.set(name, other!.opened[n]!))
    })
  }

  async function send(act: Act): Promise<void> {
    const outcome = await service.act(await requestOf(act))
    if (outcome.ok) {
      if (act.refused) throw new Error(`${act.key} was to be refused by ${act.refused}`)
      return learn(act, outcome)
    }
    if (outcome.refusal.rule !== act.refused) throw new Error(`${act.key} at ${act.at}: ${outcome.refusal.rule} ${outcome.refusal.says.join(' · ')}`)
  }
  /** A refusal leaves no key: it was tried if anything after it is in the log. */
  const isIn = (act: Act): boolean => (act.refused ? following.get(act.key)!.some(a => present.has(a.key)) : present.has(act.key))
  /** All or none: some of them in the log means all. */
  async function tellTogether(acts: readonly Act[]): Promise<void> {
    if (acts.some(isIn)) return
    const requests: ActRequest[] = []
    for (const act of acts) requests.push(await requestOf(act))
    for (const [i, outcome] of (await service.acts(requests)).entries()) {
      if (!outcome.ok) throw new Error(`${acts[i]!.key} at ${acts[i]!.at}: ${outcome.refusal.rule} ${outcome.refusal.says.join(' · ')}`)
      learn(acts[i]!, outcome)
    }
  }
  async function tellFamily(f: Family): Promise<void> {
    if (f.together) {
      await tellTogether(f.acts)
      for (const _ of f.acts) { count++; told() }
      return
    }
    for (const act of f.acts) {
      const turn = turns.get(act.key)
      if (turn?.after && !isIn(turn.after)) await turns.get(turn.after.key)!.over
      if (!isIn(act)) await send(act)
      turn?.end()
      count++
      told()
    }
  }
  return {
    done: () => count,
    async tell(families, together) {
      const waiting = [...families]
      const hand = async (): Promise<void> => { for (let f = waiting.shift(); f; f = waiting.shift()) await tellFamily(f) }
      await Promise.all(Array.from({ length: Math.min(together, families.length) }, hand))
    },
    async tellInWaves(families, together) {
      for (const some of chunk(families, together)) await Promise.all(some.map(tellFamily))
    },
  }
}
