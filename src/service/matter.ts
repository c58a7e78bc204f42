/** One matter with all it has: for whoever may see it, as it stands or as it was known on a day. */
import { dayOf, endOfDay } from '#law/time.ts'
import { proposedGist } from '#law/redact.ts'
import { choiceLabel } from '#loop/settings.ts'
import { available } from '#loop/available.ts'
import { childrenOf, fold, type Family, openDuties, parentOf, type State } from '#loop/fold.ts'
import type { Procedure } from '#loop/procedure.ts'
import { actorName, sentence } from '#loop/sentence.ts'
import type { Actor, Day, Event, Id, Instant, Label } from '#loop/words.ts'
import { wordingActs } from '#procedures/suggestion/wording.ts'
import { channels, handlingRoles } from '#procedures/words.ts'
import { alikeIn } from '#service/likeness.ts'
import { filesOf } from '#store/files.ts'
import { byIds, linksOf, listMatters } from '#store/matters.ts'
import { particularsOf } from '#store/particulars.ts'
import { addView, viewsOf } from '#store/views.ts'
import type { House } from '#service/house.ts'
import { letterOf } from '#service/addressed.ts'
import { lettersOf, scansOf } from '#service/letter-lines.ts'
import { dutyView, lineOf, lineOfState, nameOf, slipName } from '#service/lines.ts'
import { numberSaid } from '#service/suggestion-lines.ts'
import { particularAad } from '#service/seal.ts'
import { isMasked, looking, ofRow, reads as mayRead, seeingActor } from '#service/may.ts'
import type { ChildView, ContactViewEntry, MatterLine, MatterView, TimelineEntry, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'
import type { Contact } from '#service/service.ts'
import { ServiceError } from '#service/errors.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Told more than this long after it happened: shown, and counted for the auditor. */
const lateMs = 2 * 86_400_000

export type Seen = { readonly held: Held; readonly family: Family; readonly events: readonly Event[]; readonly state: State; readonly actor: Actor; readonly now: Instant }

/** The family as this person may see it; undefined when there is none, or it is not theirs. `asOf` leaves out what was recorded later. */
export async function seen(house: House, who: Who, id: Id, asOf?: Day): Promise<Seen | undefined> {
  if (!uuid.test(id)) return undefined
  const read = await house.store.readFamily(who.congress, id)
  if (!read) return undefined
  const held = await house.worlds.at(who.congress, read.config)
  const now = house.worlds.now(who.congress)
  const whole = fold(read.root, read.events)
  const state = whole.matters.get(id)!
  const actor = seeingActor(held, whole, state, who, now)
  if (!actor) return undefined
  if (!asOf) return { held, family: whole, events: read.events, state, actor, now }
  const then = read.events.filter(e => e.recordedAt <= endOfDay(asOf))
  const family = fold(read.root, then)
  const before = family.matters.get(id)
  return before ? { held, family, events: then, state: before, actor, now: endOfDay(asOf) < now ? endOfDay(asOf) : now } : undefined
}

/** The sealed values of a matter, opened; a field that was erased is absent. */
export async function unsealed(house: House, congress: number, matter: Id, fields: readonly string[]): Promise<Record<string, string>> {
  const rows = await house.store.tx(congress, tx => particularsOf(tx, [matter], fields))
  return Object.fromEntries(rows.map(r => [r.field, JSON.parse(house.keys.open(particularAad(congress, matter, r.field), r.sealed).value.toString()) as string]))
}

export const handlerName = (held: Held, family: Family, id: Id, day?: Day): Label | undefined => { const h = family.matters.get(id)?.parties.handler?.[0]; return h ? (day ? held.world.directory.nameOn(h, day, true) : undefined) ?? nameOf(held, h) : undefined }

const channelOf = (family: Family, id: Id): Label | undefined => (channels as Record<string, Label>)[family.matters.get(id)?.marks.channel ?? '']

export function timeline(v: Pick<Seen, 'held' | 'family' | 'events'>, of: (e: Event) => boolean, mask = false): TimelineEntry[] {
  const { held, family } = v
  return v.events.filter(e => of(e) && !/[.:]/.test(e.act) && !held.world.procedures.get(e.procedure, e.version).acts[e.act]?.silent).map(e => {
    const p = held.world.procedures.get(e.procedure, e.version)
    const day = dayOf(e.at), handler = handlerName(held, family, e.matter, day), called = (id: Id): Label => held.world.directory.nameOn(id, day, true) ?? nameOf(held, id)
    return {
      seq: e.seq, at: e.at, recordedAt: e.recordedAt, day, act: e.act, actLabel: p.acts[e.act]?.label ?? [e.act, e.act], sentence: mask ? p.acts[e.act]?.label ?? [e.act, e.act] : sentence(p, e, held.world.directory, undefined, { handler, channel: channelOf(family, e.matter) }),
      by: e.actor.kind === 'person' ? [`${actorName(e.actor, held.world.directory, day)[0]}（${called(e.actor.organ)[0]}）`, `${actorName(e.actor, held.world.directory, day)[1]} (${called(e.actor.organ)[1]})`] : actorName(e.actor, held.world.directory, day),
      recorder: e.recordedBy ? (held.world.directory.nameOn(e.recordedBy, day) ?? null) : null, ofChild: e.parent !== undefined || family.matters.get(e.matter)?.parent !== undefined,
      stageLabel: p.stages[e.to]?.label ?? [e.to, e.to], hash: e.hash, late: Date.parse(e.recordedAt) - Date.parse(e.at) > lateMs,
    }
  })
}

/** The text of a suggestion as its last wording has it; whoever handles a share of it reads what the whole says. */
const proposedIn = (v: Seen): string | null => {
  const said = v.events.findLast(e => e.procedure === 'suggestion' && (e.matter === v.state.id || e.matter === v.state.parent) && wordingActs.includes(e.act) && typeof e.input.text === 'string')?.input.text
  return typeof said === 'string' && said ? said : null
}

/** The usual way through a procedure: its stages as declared, without the side ways, up to the first that ends it. */
function usualWay(p: Procedure): string[] {
  const way = Object.entries(p.stages).filter(([, s]) => !s.standsFor)
  return way.slice(0, way.findIndex(([, s]) => s.ends) + 1).map(([id]) => id)
}

/** What a matter went through, in the order it came there; where it is; and the usual way ahead. */
function steps(v: Seen): MatterView['stages'] {
  const p = v.held.world.procedures.get(v.state.procedure, v.state.version)
  if (p.childOnly) return []
  const now = v.state.stage
  const been = [...new Set(v.events.filter(e => e.matter === v.state.id).map(e => e.to))].filter(s => s !== now)
  const usual = usualWay(p)
  const reached = usual.indexOf(p.stages[now]?.standsFor ?? now)
  const ahead = v.state.ended ? [] : usual.slice(reached + 1).filter(s => s !== now)
  const step = (id: string, state: 'done' | 'now' | 'ahead') => ({ id, label: p.stages[id]?.label ?? [id, id] as const, slip: slipName(v.held, v.state.procedure, id, dayOf(v.now)), state })
  return [...been.filter(s => !ahead.includes(s)).map(s => step(s, 'done')), step(now, v.state.ended ? 'done' : 'now'), ...ahead.map(s => step(s, 'ahead'))]
}

export async function contactViews(house: House, held: Held, congress: number, matter: Id): Promise<ContactViewEntry[]> {
  const rows = await house.store.tx(congress, tx => viewsOf(tx, matter))
  return rows.map(r => ({ at: r.at, organ: nameOf(held, r.organ), person: nameOf(held, r.person), reason: r.reason, ...(r.field === 'receipt' ? { reprint: true as const } : {}) }))
}

export async function matterView(house: House, who: Who, id: Id, asOf?: Day): Promise<MatterView | undefined> {
  const v = await seen(house, who, id, asOf)
  if (!v) return undefined
  const { held, family, state, actor, now } = v
  const mask = isMasked(held, family, state, actor, now)
  const look = (m: Id, a: Actor = actor) => (asOf || mask ? [] : available(held.world, family, looking(m, a, now)))
  const intake = !held.world.procedures.get(state.procedure, state.version).childOnly
  const forHandler = !intake && actor.kind === 'person' && state.parties.handler?.[0] !== undefined && (held.world.directory.heirOf(state.parties.handler[0], dayOf(now)) ?? state.parties.handler[0]) === actor.organ
  const reads = intake && mayRead(held, family, state, actor, now)
  const top = family.matters.get(family.root)!
  const sealedFields = new Set(v.events.filter(e => e.matter === top.id).flatMap(e => Object.entries(e.input)).filter(([, x]) => x !== null && typeof x === 'object' && 'commitment' in x).map(([k]) => k))
  const words = reads && !state.marks.erased ? { ...(await unsealed(house, who.congress, top.id, ['what', 'spot'])), ...(await unsealed(house, who.congress, state.id, ['comment'])) } : {}
  const scans = asOf || mask ? [] : await scansOf(house, held, who.congress, [state, ...(forHandler ? [] : childrenOf(family, state))])
  // A share of a suggestion bears the title as it stands, corrections with it.
  const titled = top.procedure === 'suggestion' ? top.marks.gist : undefined
  const children = forHandler ? [] : await Promise.all(childrenOf(family, state).filter(c => seeingActor(held, family, c, who, now)).map(async (c): Promise<ChildView> => {
    const own = seeingActor(held, family, c, who, now)
    return {
      ...lineOfState(held, family, c, now), role: c.marks.role ? ((handlingRoles as Record<string, Label>)[c.marks.role] ?? null) : null, handler: handlerName(held, family, c.id, dayOf(c.openedAt)) ?? null,
      gist: titled ?? c.marks.gist ?? null, result: mask || !c.ended || unsent(c) ? null : c.marks.result ?? null, choices: own && held.world.procedures.get(c.procedure).childOnly ? look(c.id, own) : [], letters: own && !asOf && !mask ? lettersOf(held, family, c, own, now, scans) : [],
    }
  }))
  const parent = parentOf(family, state)
  const answered = asOf || mask ? [] : [state, ...childrenOf(family, state)].filter(s => s.marks.letter === '1' && s.marks.result).map(s => s.id)
  const alike = answered.length ? await house.store.tx(who.congress, tx => alikeIn(tx, held, who, answered, now)) : []
  const files = await house.store.tx(who.congress, tx => filesOf(tx, state.id))
  const photos = parent && !forHandler ? [] : files
  const gist = titled ?? state.marks.gist ?? null, marks = mask ? maskedMarks(state.marks) : intake || state.ended || forHandler ? state.marks : withoutDraft(state.marks)
  return {
    line: lineOfState(held, family, state, now), narrative: words.what ?? null, spot: words.spot ?? null, comment: words.comment ?? null, proposed: mask ? null : proposedIn(v), number: top.procedure === 'suggestion' ? numberSaid(top.marks) : null,
    files: (mask ? [] : reads || !intake ? photos : []).map(f => ({ id: f.id, name: f.name, mime: f.mime })),
    contact: state.marks.erased ? 'erased' : intake && mayContact(v) && (sealedFields.has('phone') || sealedFields.has('name')) ? 'sealed' : 'none',
    gist, proposedGist: reads && !gist && words.what ? proposedGist(words.what) : null, marks, reply: mask ? null : replyIn(held, marks, dayOf(now)),
    parties: partiesOf(v, forHandler), duties: openDuties(state).sort((a, b) => (a.due < b.due ? -1 : 1)).map(d => dutyView(held, state.procedure, state.version, d, now)),
    timeline: timeline(v, e => (forHandler || parent ? e.matter === state.id : true), mask), choices: look(id), letters: asOf || mask ? [] : [...(await letterOf(house, who, v)), ...lettersOf(held, family, state, actor, now, scans)], children, alike, parent: parent && !forHandler && seeingActor(held, family, parent, who, now) ? lineOfState(held, family, parent, now) : null,
    seq: family.seq, views: forHandler ? [] : await contactViews(house, held, who.congress, top.id), stages: steps(v), forHandler, raisedAt: forHandler ? [] : await raisedAt(house, held, who, top.id, now),
    similar: reads && !asOf && gist && !state.ended && ['placed', 'atDistrict'].includes(state.stage) ? await similar(house, held, who, state, gist, now) : [],
  }
}

function partiesOf(v: Seen, forHandler: boolean): MatterView['parties'] {
  const p = v.held.world.procedures.get(v.state.procedure, v.state.version)
  const all: Record<string, readonly Id[]> = {}
  for (let s: State | undefined = v.state; s; s = parentOf(v.family, s)) for (const [k, ids] of Object.entries(s.parties)) all[k] ??= ids
  const hidden = forHandler ? ['source', 'asked', 'entrusted', 'liaison'] : []
  const labels = { ...v.held.world.procedures.get(v.family.matters.get(v.family.root)!.procedure).parties, ...p.parties }
  return Object.entries(all).filter(([k, ids]) => ids.length && labels[k] && !hidden.includes(k)).map(([party, ids]) => ({ party, label: labels[party]!, names: ids.map(i => namedThen(v, party, i)) }))
    // Who handles a share is named once, though the whole names it too.
    .filter((p, i, list) => !list.some((x, j) => j !== i && x.label[0] === p.label[0] && p.names.every(n => x.names.some(m => m[0] === n[0])) && (x.names.length > p.names.length || j < i)))
}

/** As it was called when it came into the matter; an organ whose work another carries on says so. */
function namedThen(v: Seen, party: string, id: Id): Label {
  const { directory } = v.held.world, event = v.events.findLast(e => e.parties?.[party]?.includes(id)), today = dayOf(v.now)
  const then = directory.nameOn(id, event ? dayOf(event.at) : today, true) ?? nameOf(v.held, id), heir = directory.organ(id) ? directory.heirOf(id, today) : id
  if (heir === undefined || heir === id) return then
  const now = nameOf(v.held, heir)
  return [`${then[0]}（现由${now[0]}承接）`, `${then[1]} (now ${now[1]})`]
}

async function raisedAt(house: House, held: Held, who: Who, matter: Id, now: Instant): Promise<MatterLine[]> {
  const rows = await house.store.tx(who.congress, async tx => {
    const ties = (await linksOf(tx, matter)).filter(l => l.kind === 'raisedAt' && l.from === matter).map(l => l.to)
    return ties.length ? byIds(tx, [...new Set(ties)]) : []
  })
  return rows.filter(r => ofRow(held, who, r, now).sees).map(r => lineOf(held, r, null, now))
}

async function similar(house: House, held: Held, who: Who, state: State, gist: string, now: Instant): Promise<MatterView['similar']> {
  const rows = await house.store.tx(who.congress, tx => listMatters(tx, { procedures: [state.procedure], ended: false, rootsOnly: true, search: gist.slice(0, 12), ...(state.parties.place?.[0] ? { place: state.parties.place[0] } : {}) }, { limit: 6 }))
  return rows.filter(r => r.id !== state.id && !r.restricted && ofRow(held, who, r, now).sees).slice(0, 5).map(r => lineOf(held, r, null, now))
}

/** What an auditor's copy keeps of the marks: words of lists, never anybody's free text. */
const plainMarks = ['gist', 'category', 'channel', 'outcome', 'restricted', 'direct', 'denied', 'differs', 'returns', 'also', 'extended', 'again', 'erased', 'published', 'role', 'complex', 'guided', 'day', 'from', 'until', 'kind', 'voters', 'anonymous']
const replyIn = (held: Held, m: Readonly<Record<string, string>>, day: Day): MatterView['reply'] =>
  m.letter === '1' && m.result ? { class: m.class ? choiceLabel(held.world.settings, 'handling.classes', m.class, day) : null, text: m.result, promisedBy: m.promisedBy ?? null, sent: m.replied !== undefined } : null
/** A draft nobody signed before the organ was changed is no result. */
const unsent = (s: State): boolean => s.marks.letter === '1' && !s.marks.replied
/** Of a handling under way, what its organ has drafted and not signed is its own. */
const draftMarks = ['result', 'class', 'promisedBy', 'openness', 'opennessWhy']
const withoutDraft = (marks: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(marks).filter(([k]) => !draftMarks.includes(k)))
const maskedMarks = (marks: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(marks).filter(([k]) => plainMarks.includes(k)))

/**
 * Whoever reads the words may open the contact, and so may the deputy who follows, unless the matter is entrusted to two persons.
 * Of an accusation nobody may, but for the liaison it was kept for.
 */
function mayContact(v: Seen): boolean {
  const { held, family, state, actor, now } = v, top = family.matters.get(family.root)!
  if (actor.kind !== 'person') return false
  const reads = mayRead(held, family, state, actor, now)
  if (state.marks.guided === 'accusation') return reads && (top.parties.liaison ?? []).length > 0
  return reads || ((top.parties.follower ?? state.parties.follower ?? []).includes(actor.person) && !(top.parties.entrusted ?? []).length)
}

/** Opens the contact particulars for a reason the requester will read; the view is written down first, in the same transaction that reads. */
export async function contact(house: House, who: Who, id: Id, reason: string): Promise<Contact | undefined> {
  const v = await seen(house, who, id)
  if (!v || v.held.world.procedures.get(v.state.procedure).childOnly || v.actor.kind !== 'person') return undefined
  const why = reason.trim()
  if (why.length < 2 || why.length > 100) throw new ServiceError('badRequest', ['请写明查看联系方式的原因（2到100字），反映人看得到', 'Give a reason of 2 to 100 characters; the requester will read it'], 'reason')
  const actor = v.actor
  if (!mayContact(v)) return undefined
  return house.store.tx(who.congress, async tx => {
    await addView(tx, { matter: v.family.root, field: 'contact', person: actor.person, organ: actor.organ, reason: why, at: v.now })
    const rows = await particularsOf(tx, [v.family.root], ['name', 'phone'])
    const value = (f: string): string | null => { const r = rows.find(x => x.field === f); return r ? (JSON.parse(house.keys.open(particularAad(who.congress, v.family.root, f), r.sealed).value.toString()) as string) : null }
    return { name: value('name'), phone: value('phone') }
  })
}
