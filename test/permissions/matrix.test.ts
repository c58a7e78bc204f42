/**
 * The full matrix, with random people and posts: what `available` offers `decide` takes, what it does not offer is refused
 * for the same reason, and to whoever does not see a matter every act answers that there is none.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nationalCalendar } from '#law/calendar.ts'
import { available } from '#loop/available.ts'
import { asPost, makeDirectory, type Directory } from '#loop/directory.ts'
import { maySee } from '#loop/sight.ts'
import { makeSettings } from '#loop/settings.ts'
import { settingsOf } from '#loop/procedure.ts'
import type { Actor, Id, OrganRow, PersonRow, PostRow } from '#loop/words.ts'
import type { World } from '#loop/world.ts'
import { isAdminPost, posts as postKinds } from '#procedures/posts.ts'
import { procedures } from '#procedures/index.ts'
import { may } from '#service/may.ts'
import { readConfig } from '#store/config.ts'
import type { Held } from '#service/world.ts'
import { inBothWorlds } from '#test/support/engines.ts'
import { id, Told } from '#test/support/pure.ts'
import { told, type World as Small } from '#test/support/world.ts'

/** Ten organs of every sort that counts; whoever holds which post in them is drawn. */
const since = '2021-01-01', streets = [id(1), id(2)] as const
const organRows: OrganRow[] = ([[10, 'deputyAffairs'], [11, 'station', streets[0]], [12, 'station', streets[1]], [13, 'streetOffice', streets[0]], [14, 'handlingOrgan'], [15, 'handlingOrgan'], [16, 'supervision'], [17, 'assembly'], [18, 'court'], [19, 'standingCommittee']] as [number, string, Id?][])
  .map(([n, kind, place]) => ({ id: id(n), kind, name: `${kind}${n}`, nameEn: kind, short: `${kind}${n}`, validFrom: since, ...(place ? { place } : {}) }))
const kinds = Object.keys(postKinds)
const somePost = fc.record({ kind: fc.constantFrom(...kinds), organ: fc.constantFrom(...organRows.map(o => o.id)), place: fc.constantFrom(...streets) })
/** Persons 50…57: their posts drawn; the usual hands, 30…36, are always there so that a matter can be carried on. */
const somebody = fc.array(fc.array(somePost, { minLength: 0, maxLength: 3 }), { minLength: 4, maxLength: 8 })
const usual: [number, string, number, Id?][] = [[30, 'stationClerk', 11], [31, 'deputyAffairsOfficer', 10], [32, 'handlerClerk', 13], [33, 'handlerHead', 14], [34, 'deputy', 17, streets[0]], [35, 'stationHead', 11], [36, 'disciplineLiaison', 16], [37, 'auditor', 10]]

function registerOf(drawn: readonly (readonly { kind: string; organ: Id; place: Id }[])[]): { directory: Directory; people: Id[] } {
  const people = [...usual.map(([n]) => id(n)), ...drawn.map((_, i) => id(50 + i))]
  const posts: PostRow[] = [
    ...usual.map(([n, kind, organ, place]): PostRow => ({ id: id(n + 100), person: id(n), organ: id(organ), kind, validFrom: since, ...(place ? { place, level: 'district' as const } : {}) })),
    ...drawn.flatMap((all, i) => all.map((p, j): PostRow => ({ id: id(200 + i * 10 + j), person: id(50 + i), organ: p.organ, kind: p.kind, validFrom: since, ...(p.kind === 'deputy' ? { place: p.place, level: 'district' as const } : {}) }))),
  ]
  const persons = people.map((p, i): PersonRow => ({ id: p, name: `示${i}`, nameEn: `P${i}`, sortKey: String(i), validFrom: since }))
  return { people, directory: makeDirectory({ version: 1, places: streets.map(s => ({ id: s, kind: 'street', name: `街${s.slice(-1)}`, nameEn: 'Street', validFrom: since })), organs: organRows, persons, posts }) }
}
const actorsOf = (directory: Directory, people: readonly Id[], root: Id): Actor[] => [
  ...people.flatMap((person): Actor[] => { const own = directory.postsOf(person, '2025-06-01'); return own.length ? [{ kind: 'person', person, organ: own[0]!.organ, posts: own.map(asPost) }] : [] }),
  { kind: 'receipt', matter: root }, { kind: 'receipt', matter: id(999999) }, { kind: 'portal' },
]
/** What none of the forms has: an allowed act gets as far as its form and no further. */
const bogus = { bogus: 'x' }
const noId = (): Id => { throw new Error('nothing is opened while asking') }
const heldOf = (world: World): Held => ({ world, config: 1, congress: {} as Held['congress'], words: {} as Held['words'], day: '2025-06-01' })

function everybodyAtEverything(t: Told, world: World, actors: readonly Actor[], now: string, reached: Set<string>): void {
  for (const s of t.family.matters.values()) for (const actor of actors) {
    const p = procedures.get(s.procedure, s.version)
    const ask = { matter: s.id, actor, at: now, recordedAt: now, newId: noId }
    const offered = new Map(available(world, t.family, ask, true).map(c => [c.act, c]))
    const sees = actor.kind !== 'person' || maySee(world, t.family, ask)
    for (const [act, spec] of Object.entries(p.acts)) {
      const choice = offered.get(act), decision = t.ask(act, bogus, actor, now, { matter: s.id })
      const door = may(heldOf(world), t.family, s.id, act, actor, now)
      const where = `${s.procedure}.${act} at ${s.stage} for ${JSON.stringify(actor)}`
      expect(decision.ok, where).toBe(false)
      if (decision.ok) continue
      expect(choice === undefined, where).toBe(spec.hidden === true)
      if (choice?.refusal) expect({ ...decision }, where).toEqual(choice.refusal)
      if (choice && !choice.refusal) { expect(decision.rule, where).toMatch(/^input\./); reached.add(`${s.procedure}.${act}`) }
      if (!sees) expect(door, where).toMatchObject({ rule: 'matter', may: [] })
      else if (choice) expect(door, where).toEqual(choice.refusal)
      // Nobody is told of an act that only the clock or another act may bring about.
      if (spec.hidden && actor.kind === 'person') expect(['stage', 'role'], where).toContain(decision.rule)
    }
  }
}

const starts = [
  { procedure: 'request', act: 'place', input: { what: '示例：路灯不亮，晚上难走', place: streets[0], phone: '00000000123' }, by: 'portal' as const, runs: 25 },
  { procedure: 'request', act: 'place', input: { what: '示例：路灯不亮，晚上难走', place: streets[0], direct: true }, by: 'portal' as const, runs: 12 },
  { procedure: 'reception', act: 'plan', input: { place: streets[0], day: '2025-06-02' }, by: 30, runs: 8 },
  { procedure: 'activity', act: 'plan', input: { place: streets[0], day: '2025-06-02', kind: 'law', theme: '示例普法' }, by: 30, runs: 6 },
]
it.each(starts)('whatever posts people hold, $procedure asks one question and gets one answer', start => {
  const reached = new Set<string>()
  fc.assert(fc.property(somebody, fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { minLength: 2, maxLength: 8 }), (drawn, picks) => {
    const { directory, people } = registerOf(drawn)
    const world: World = { procedures, directory, calendar: nationalCalendar, settings: makeSettings(settingsOf(procedures), [{ name: 'request.accusationKept', version: 1, value: true, validFrom: since }]) }
    const t = new Told(world), actors = actorsOf(directory, people, t.root)
    let at = Date.parse('2025-06-01T01:00:00.000Z')
    const by = start.by === 'portal' ? { kind: 'portal' as const } : actors.find(a => a.kind === 'person' && a.person === id(start.by as number))!
    expect(t.take(t.ask(start.act, start.input, by, new Date(at).toISOString(), { procedure: start.procedure }), by, new Date(at).toISOString())).toBe(true)
    for (const [a, b] of picks) {
      at += 3_600_000
      const now = new Date(at).toISOString()
      everybodyAtEverything(t, world, actors, now, reached)
      // One step on, by anybody who may: the walls go up on the way.
      const moves = [...t.family.matters.values()].flatMap(s => actors.flatMap(actor => available(world, t.family, { matter: s.id, actor, at: now, recordedAt: now, newId: noId }).filter(c => !c.refusal).map(c => ({ s, actor, c }))))
      if (!moves.length) return
      const preferred = moves.filter(m => (a % 3 === 0 ? ['entrust', 'guide'].includes(m.c.act) : m.c.main))
      const { s, actor, c } = (preferred.length ? preferred : moves)[b % (preferred.length || moves.length)]!
      t.take(t.ask(c.act, filled(c.fields, b), actor, now, { matter: s.id }), actor, now)
    }
  }), { numRuns: start.runs, seed: 20250618 })
  expect(reached.size).toBeGreaterThan(start.procedure === 'request' ? 25 : 4)
})
function filled(fields: ReturnType<typeof available>[number]['fields'], pick: number): Record<string, unknown> {
  return Object.fromEntries(fields.filter(f => f.required || (f.id === 'channel' && pick % 2)).map(f => {
    const o = f.options[pick % Math.max(1, f.options.length)]?.id
    if (f.id === 'entrusted') return [f.id, f.options.slice(0, 2).map(x => x.id)]
    if (f.id === 'channel' && f.options.some(x => x.id === 'accusation')) return [f.id, 'accusation']
    return [f.id, f.kind === 'text' ? (f.many ? ['第一件事情', '第二件事情'] : '示例文字，说明情况') : f.kind === 'date' ? '2025-07-01' : f.kind === 'number' ? 3 : f.kind === 'yesNo' ? true : f.many ? [o] : o]
  }))
}

inBothWorlds('the matrix through the service', world => {
  it('gives random people the same answer as their page does, and “there is none” for what they do not see', { timeout: 240_000 }, async () => {
    const w: Small = world()
    const enter = async (input: Record<string, unknown>): Promise<Id> => (await w.must({ procedure: 'register', act: 'enter', actor: { kind: 'clock' }, input: { since: '2021-01-01', ...input } })).matter
    const kindOf = new Map((await w.store.tx(1, readConfig)).organs.map(o => [o.id, o.kind])), organs = Object.values(w.organs)
    const pairs = kinds.flatMap(kind => organs.filter(o => postKinds[kind]!.organs.includes(kindOf.get(o)!)).map(organ => ({ kind, organ })))
    const people: Id[] = (['clerk', 'head', 'officer2', 'officeClerk', 'wang', 'townClerk'] as const).map(p => w.people[p])
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.record({ at: fc.constantFrom(...pairs), town: fc.boolean() }), { minLength: 1, maxLength: 3, selector: x => x.at }), async drawn => {
      // An administrator holds no second post, nor does anybody who is one.
      const all = drawn.map(d => ({ ...d.at, town: d.town })), single = all.find(d => isAdminPost(d.kind)), [first, ...rest] = single ? [single] : all
      const place = (t: boolean) => (t ? w.places.town : w.places.street)
      const post = (p: typeof first & object) => ({ postOrgan: p.organ, postKind: p.kind, ...(p.kind === 'deputy' ? { level: 'district', postPlace: place(p.town) } : {}) })
      const name = `抽示${people.length}号`, person = await enter({ table: 'person', name, nameEn: name, ...post(first!) })
      for (const p of rest) await w.must({ matter: person, act: 'post', actor: { kind: 'clock' }, input: { ...post(p), since: '2021-01-01' } })
      people.push(person)
    }), { numRuns: 6, seed: 7 })
    const narrow = await told(w, 'placed')
    await w.must({ matter: narrow.root, act: 'entrust', actor: w.as(w.people.clerk), input: { entrusted: [w.people.head, w.people.officer] } })
    const direct = await w.must({ procedure: 'request', act: 'place', actor: { kind: 'portal' }, input: { what: '示例：不经本站的事', place: w.places.street, direct: true } })
    const [a, b, c] = [await told(w, 'placed'), await told(w, 'dispatched'), await told(w, 'resulted')]
    const matters: [Id, string][] = [[narrow.root, 'request'], [direct.root, 'request'], [a.root, 'request'], [b.root, 'request'], [b.handling, 'handling'], [c.root, 'request'], [c.handling, 'handling'], ['00000000-0000-4000-8000-00000000dead', 'request']]
    let unseen = 0, allowed = 0
    for (const person of people) { const who = await w.service.signIn(1, person).then(t => (t ? w.service.who(t) : undefined)); for (const [matter, procedure] of matters) {
      const view = who && (await w.service.matter(who, matter))
      for (const act of [...Object.keys(procedures.get(procedure).acts), 'sing']) {
        const out = await w.try_({ matter, act, actor: w.as(person), input: bogus }), where = `${procedure}.${act} for ${person} on ${matter}`
        expect(out.ok, where).toBe(false)
        if (out.ok) continue
        if (who && !view) { unseen++; expect(out, where).toEqual({ ok: false, status: 404, refusal: { ok: false, rule: 'matter', may: [], says: ['没有这个事项', 'There is no such matter'] } }); continue }
        const choice = view?.choices.find(x => x.act === act)
        if (choice?.refusal) expect(out.refusal, where).toEqual(choice.refusal)
        else if (choice) { allowed++; expect(out.refusal.rule, where).toMatch(/^input\./) }
        else expect(['stage', 'role', 'act.unknown', 'matter', 'actor'], where).toContain(out.refusal.rule)
      }
    } }
    expect([unseen > 200, allowed > 100]).toEqual([true, true])
  })
})
