/** Puts the use cases together over a store. */
import { available, type Choice } from '#loop/available.ts'
import { checkAll } from '#loop/check.ts'
import { slipsIn } from '#procedures/slips.ts'
import { emptyFamily } from '#loop/fold.ts'
import type { Actor } from '#loop/words.ts'
import { procedures as book } from '#procedures/index.ts'
import { type Procedures, settingsOf } from '#loop/procedure.ts'
import { addCalendarDays, addSetting, createCongress, markSampleDone } from '#store/config.ts'
import { takeLease } from '#store/lease.ts'
import { orphans } from '#store/duties.ts'
import { hasKeys } from '#store/log.ts'
import type { Store } from '#store/shapes.ts'
import { makeAccounts } from '#service/accounts/accounts.ts'
import { makeActing } from '#service/act.ts'
import * as audits from '#service/audit.ts'
import { ownData } from '#service/own.ts'
import { processing } from '#service/processing.ts'
import { actorOf } from '#service/actor.ts'
import { makeDesk } from '#service/desk.ts'
import { getFile, putFile } from '#service/files.ts'
import { makeHouse } from '#service/house.ts'
import { makeKeys } from '#service/keys.ts'
import { county } from '#service/pack.ts'
import { doctor } from '#service/doctor.ts'
import { contact, matterView, seen } from '#service/matter.ts'
import { dayNew, days, dayView, sameDay } from '#service/day.ts'
import { monthView } from '#service/month.ts'
import { makePost, type PostOptions } from '#service/post.ts'
import { makePostDesk } from '#service/post-desk.ts'
import { idlePress, type Press } from '#letters/press.ts'
import { makeLetters } from '#service/letters.ts'
import { makeNumberRegister } from '#service/number-register.ts'
import { makeProposals } from '#service/proposals.ts'
import { makeLimits } from '#service/limits.ts'
import * as measures from '#service/measure.ts'
import { breakdown, maySplit, split } from '#service/split.ts'
import { makeOpenness } from '#service/openness.ts'
import { findSaid, inbox, list } from '#service/read.ts'
import { makeImports } from '#service/import/imports.ts'
import { makeRegister } from '#service/register-entry.ts'
import { rebuild } from '#service/rebuild.ts'
import * as receipts from '#service/receipt.ts'
import type { CongressInfo, Service } from '#service/service.ts'
import { openResume, sealResume } from '#service/resume.ts'
import { receiptsByTail, reprint } from '#service/reprint.ts'
import * as sessions from '#service/session.ts'
import { looking } from '#service/may.ts'
import { placeIn, station, stations } from '#service/stations.ts'
import { makeSuggestionDesk } from '#service/suggestion-desk.ts'
import { makeDeputySuggestions } from '#service/deputy-suggestions.ts'
import { sweep } from '#service/sweep.ts'
import type { ProcedureDecl, Who } from '#service/views.ts'
import { ServiceError } from '#service/errors.ts'
import { randomUUID } from 'node:crypto'
import { dayOf, isDay } from '#law/time.ts'

export type ServiceOptions = { readonly key: Uint8Array; readonly version: string; readonly realNow?: () => number; readonly procedures?: Procedures; readonly post?: PostOptions; /** What prints; without one there are Word files and print pages only. */ readonly press?: Press }

/** A process that dies leaves the clock to another after this long. */
const leaseMs = 150_000
/** Stages that say themselves why nothing is due. */
const parkedStages = (procedures: Procedures) => procedures.list.flatMap(p => Object.entries(p.stages).filter(([, s]) => typeof s.awaits === 'object' && 'parked' in s.awaits).map(([stage]) => ({ procedure: p.id, stage })))
const declare = (procedures: Procedures): ProcedureDecl[] => procedures.list.filter(p => !p.register).map(p => ({
  id: p.id, version: p.version, label: p.label, childOnly: p.childOnly === true, stages: Object.entries(p.stages).map(([id, s]) => ({ id, label: s.label, ends: s.ends === true })),
  acts: Object.entries(p.acts).filter(([, a]) => !a.hidden).map(([id, a]) => ({ id, label: a.label, from: a.from, by: a.by.filter(r => r.test.kind !== 'loop').map(r => r.label), form: a.form, mayBeTold: a.mayBeTold === true })),
}))

/** The service over a store. A declaration that breaks a law of `check` never serves. */
export function makeService(store: Store, options: ServiceOptions): Service {
  const procedures = options.procedures ?? book
  const breaches = checkAll(procedures)
  if (breaches.length) throw new Error(`procedures break their laws:\n${breaches.join('\n')}`)
  const settings = settingsOf(procedures)
  const house = makeHouse(store, makeKeys(options.key), procedures, settings, options.realNow ?? Date.now, options.version)
  const acting = makeActing(house)
  const info = async (c: Awaited<ReturnType<Store['congresses']>>[number]): Promise<CongressInfo> => {
    const { world, words } = await house.worlds.get(c.id)
    const own = (name: string) => world.settings.look(name, dayOf(house.worlds.now(c.id))).value
    const slips = slipsIn(own('request.slips'))
    return { id: c.id, short: c.short, name: [c.name, c.nameEn], sample: c.sample, sampleDone: c.sampleDone, profile: c.profile, slips: slips.map(s => s.label), slipSteps: slips.map(s => s.steps), words, retentionDays: Number(own('request.retentionDays')) }
  }
  const congresses = async (): Promise<CongressInfo[]> => Promise.all((await store.congresses()).map(info))
  const desk = makeDesk(house, acting.together)
  const post = makePost(house, options.post ?? {}), limits = makeLimits(house), press = options.press ?? idlePress
  const imports = makeImports(house, acting.together)
  const declared = declare(procedures)
  let ready = false
  const holder = randomUUID()

  const tidiedAt = new Map<number, number>()
  /** Once an hour is often enough for what has run out. */
  const tidied = async (c: number, now: number): Promise<void> => { if (now - (tidiedAt.get(c) ?? 0) > 3_600_000) { tidiedAt.set(c, now); await service.accounts.tidy(c) } }

  const openingActor = async (congress: number, who: Who | 'portal'): Promise<Actor | undefined> => {
    if (who === 'portal') return { kind: 'portal' }
    return actorOf(await house.worlds.get(congress), { kind: 'person', person: who.person, organ: who.organ }, house.worlds.now(congress))
  }
  async function opening(congress: number, procedure: string, who: Who | 'portal', act?: string): Promise<Choice | undefined> {
    const held = await house.worlds.get(congress)
    const p = procedures.list.find(x => x.id === procedure && !x.childOnly)
    const actor = p && (await openingActor(congress, who))
    if (!p || !actor) return undefined
    const id = '00000000-0000-4000-8000-000000000000'
    const ways = available(held.world, emptyFamily(id), { ...looking(id, actor, house.worlds.now(congress)), procedure })
    // A kind that is opened in several ways is opened in this person's own: a deputy proposes, the district types in the paper.
    return act !== undefined ? ways.find(c => c.act === act) : ways.find(c => !c.refusal) ?? ways[0]
  }

  const service: Service = {
    now: house.worlds.now,
    health: () => ({ status: ready ? 'ok' : 'starting', version: options.version, store: store.kind, schema: store.schema }),
    setReady: yes => { ready = yes },
    congresses,
    async congressAt(host) {
      const rows = await store.congresses()
      const row = rows.length === 1 ? rows[0] : rows.find(c => c.host === host.replace(/:\d+$/, '').toLowerCase()) ?? rows.find(c => c.host === null)
      return row && info(row)
    },
    async createCongress(c) {
      // A sample's people come in without a password: never beside real records.
      if (c.sample && (await store.congresses()).some(x => !x.sample)) throw new ServiceError('badRequest', ['这里已有正式的人大，不能再放示例；请另用一个数据目录', 'There is a real congress here; put a sample into a data directory of its own'])
      await store.tx(c.id, tx => createCongress(tx, { short: c.short, name: c.name, nameEn: c.nameEn, ...(c.host ? { host: c.host } : {}), ...(c.sample ? { sample: true } : {}), profile: { ...(c.profile as object | undefined), keyCheck: house.keys.checkMark() } }))
    },
    async keyFits() { return (await store.congresses()).every(c => { const mark = (c.profile as { keyCheck?: unknown } | null)?.keyCheck; return mark === undefined || mark === house.keys.checkMark() }) },
    async sampleIsIn(c) { await store.tx(c, markSampleDone); house.worlds.forget(c) },
    hasKeys: (c, keys) => store.tx(c, tx => hasKeys(tx, keys)),
    async setSetting(c, name, value, validFrom) {
      if (!(name in settings)) throw new ServiceError('badRequest', [`没有“${name}”这一项设置`, `There is no setting "${name}"`], 'name')
      await store.tx(c, tx => addSetting(tx, { name, value, validFrom, at: house.worlds.now(c) }))
      house.worlds.forget(c)
    },
    county: (files, o) => county(house, service, settings, files, o), doctor: async (host, short) => doctor(house, settings, host, short, await press.state()),
    act: acting.act, acts: acting.together, sweep: (c, until) => sweep(house, acting.act, c, until),
    async clockRound(c) {
      const now = house.realNow()
      const mine = await store.tx(c, tx => takeLease(tx, 'clock', holder, new Date(now).toISOString(), new Date(now + leaseMs).toISOString()))
      // What was promised and has come due goes first, whichever process promised it.
      if (mine) await tidied(c, now)
      return mine ? (await desk.carryOut(c)) + (await imports.carryOn(c)) + (await sweep(house, acting.act, c)) : 0
    },
    async addCalendarDays(c, days, coveredUntil) {
      for (const d of days) if (!isDay(d.day)) throw new ServiceError('badRequest', [`“${d.day}”不是日期`, `${d.day} is not a day`], 'day')
      await store.tx(c, tx => addCalendarDays(tx, days.map(d => ({ day: d.day, kind: d.kind, zh: d.name[0], en: d.name[1] })), coveredUntil))
      house.worlds.forget(c)
    },
    orphans: c => store.tx(c, tx => orphans(tx, 100, parkedStages(procedures))),

    readyPeople: c => sessions.readyPeople(house, c), signIn: (c, p) => sessions.signIn(house, c, p), async who(t) { return (await service.accounts.visit(t))?.who }, signOut: t => sessions.signOut(house, t),

    inbox: (who, after) => inbox(house, who, after), list: (who, f, after, limit) => list(house, who, f, after, limit),
    matter: (who, id, asOf) => matterView(house, who, id, asOf),
    findMatter: (who, said) => findSaid(house, who, said, async id => (await seen(house, who, id)) !== undefined),
    opening,
    async openable(who) {
      const found = []
      for (const p of procedures.list.filter(x => !x.register && !x.childOnly && !x.apart)) { const c = await opening(who.congress, p.id, who); if (c && !c.refusal) found.push({ procedure: p.id, label: (await house.worlds.get(who.congress)).world.procedures.get(p.id).label }) }
      return found
    },
    procedures: () => declared,
    contact: (who, m, reason) => contact(house, who, m, reason),

    desk, suggestions: makeSuggestionDesk(house, opening), deputySuggestions: makeDeputySuggestions(house),

    days: who => days(house, who), day: (who, id) => dayView(house, who, id), dayNew: who => dayNew(house, who), sameDay: (who, procedure, place, day) => sameDay(house, who, procedure, place, day), month: (who, month, place) => monthView(house, who, month, place),

    receipt: code => receipts.receiptView(house, code),
    async receiptMatter(code) { const at = await receipts.behind(house, code); return at && { congress: at.congress, matter: at.matter } },
    receiptWords: code => receipts.receiptWords(house, code),
    receiptProof: (code, given) => receipts.proof(house, code, given), status: (c, short, tail) => receipts.status(house, c, short, tail), published: c => receipts.published(house, c),
    stations: c => stations(house, c), station: (c, id) => station(house, c, id), placeIn: (c, typed) => placeIn(house, c, typed),
    receiptsByTail: (who, tail) => receiptsByTail(house, who, tail), reprint: (who, m, reason) => reprint(house, who, m, reason),

    putFile: (c, bytes, name) => putFile(house, c, bytes, name), getFile: (who, id) => getFile(house, who, id),


    async figures(c, year, asOf, known) { await house.worlds.get(c); return measures.figures(house, c, when(year, asOf, known)) },
    async figure(c, id, year, asOf, known, narrow) { await house.worlds.get(c); return measures.figure(house, c, id, { ...when(year, asOf, known), ...(narrow ? { narrow } : {}) }) },
    figureRecords: (c, id, year, asOf, known, reading, who, narrow) => measures.records(house, c, id, { ...when(year, asOf, known), ...(narrow ? { narrow } : {}) }, reading, who),
    breakdown: (c, id, year, by, asOf, narrow) => breakdown(house, c, id, { ...when(year, asOf), ...(narrow ? { narrow } : {}) }, by),
    splits: (who, id) => maySplit(house, who, id), split: async (who, id, year, by, at) => ((await maySplit(house, who, id)).includes(by) ? split(house, who.congress, id, when(year, at?.asOf, at?.known), by) : []),
    narrowed: (c, year, narrow) => measures.figures(house, c, { year, narrow }), narrowRecords: (c, id, year, narrow, reading, who) => measures.records(house, c, id, { year, narrow }, reading, who),
    async report(c, year, asOf, known, who) { await house.worlds.get(c); return measures.report(house, c, when(year, asOf, known), who) },

    openness: makeOpenness(house), register: makeRegister(house), letters: makeLetters(house, press), numbers: makeNumberRegister(house), proposals: makeProposals(house),
    imports,

    rebuild: (c, progress) => rebuild(house, c, progress), backup: file => store.backup(file), maintain: () => store.maintain(),
    post, messages: makePostDesk(house, options.post?.environment ?? {}), visit: limits.visit, formMark: whose => house.keys.formMark(whose),
    sealResume: (c, person, path, body) => sealResume(house, c, person, path, body), openResume: (who, path, sealed) => openResume(house, who, path, sealed),
    async close() { await Promise.all([post.stop(), limits.stop(), press.close()]); await house.grouper.idle(); await store.close() },
    doubts: (who, kind, p) => audits.doubts(house, who, kind, p), drawSample: (who, a) => audits.draw(house, who, a), drawnSample: (who, id) => audits.drawn(house, who, id), samples: who => audits.draws(house, who),
    looks: (who, p) => audits.looksView(house, who, p), processing: c => processing(house, c), ownData: (code, given, whole) => ownData(house, code, given, whole),

    accounts: makeAccounts(house, { act: r => acting.act(r), setSetting: (c, n, v, d) => service.setSetting(c, n, v, d), createCongress: c => service.createCongress(c) }),
  }
  return service
}
const when = (year: number, asOf?: string, known?: string) => ({ year, ...(asOf ? { asOf } : {}), ...(known ? { known } : {}) })
