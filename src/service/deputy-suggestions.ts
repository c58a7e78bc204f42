/** A deputy's suggestions: those proposed, signed, asked to sign and being written; one of them whole; who may be asked to sign. */
import { wordingActs } from '#procedures/suggestion/wording.ts'
import { dayOf } from '#law/time.ts'
import { available } from '#loop/available.ts'
import { childrenOf, emptyFamily, type State } from '#loop/fold.ts'
import { choiceLabel } from '#loop/settings.ts'
import type { Day, Event, Id, Label, Owes } from '#loop/words.ts'
import { contactWays } from '#procedures/words.ts'
import { inbox } from '#store/duties.ts'
import { byIds, linksOf, listMatters } from '#store/matters.ts'
import type { MatterRow } from '#store/shapes.ts'
import { actorOf } from '#service/actor.ts'
import { alike } from '#service/earlier-suggestions.ts'
import { suggestionDrafts } from '#service/desk-drafts.ts'
import type { House } from '#service/house.ts'
import { dutyView, firstDuty, lineOf, nameOf } from '#service/lines.ts'
import { matterView, seen, type Seen } from '#service/matter.ts'
import { looking, ofRow } from '#service/may.ts'
import type { ContactTold, Named, NamedDeputy, ReplyTold, SuggestionLine, SuggestionLists, SuggestionService, SuggestionView } from '#service/deputy-suggestion-views.ts'
import { numberSaid } from '#service/suggestion-lines.ts'
import type { DutyView, MatterLine, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

const listed = 50
const sessionName = (held: Held, parties: Readonly<Record<string, readonly Id[]>>): Label | null => { const s = parties.session?.[0]; return s ? held.world.directory.name(s) ?? null : null }

async function lists(house: House, who: Who): Promise<SuggestionLists> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), me: Owes = `person:${who.person}`
  const drafts = await suggestionDrafts(house, who)
  return house.store.tx(who.congress, async tx => {
    const part = (party: string) => listMatters(tx, { procedures: ['suggestion'], owner: { who: [who.person], parties: [party] } }, { limit: listed })
    const owed = new Map<Id, DutyView>()
    for (const r of await inbox(tx, { owes: [me], now, limit: 100 })) if (r.matter.procedure === 'suggestion' && !owed.has(r.matter.id)) owed.set(r.matter.id, dutyView(held, 'suggestion', r.matter.version, r.duty, now))
    const lines = (rows: Awaited<ReturnType<typeof part>>): SuggestionLine[] => rows.filter(r => ofRow(held, who, r, now).sees).map(r => ({ ...lineOf(held, r, firstDuty(r), now), number: numberSaid(r.marks), session: sessionName(held, r.parties), mine: owed.get(r.id) ?? null }))
    // Whoever has said no is not asked any more; to everybody else they have simply not answered.
    const asked = (await part('invited')).filter(r => r.stage === 'coSigning' && !(r.parties.declined ?? []).includes(who.person))
    const led = await part('lead'), checked = led.filter(r => r.marks.quarantined && !ofRow(held, who, r, now).sees).map(r => ({ number: numberSaid(r.marks), session: sessionName(held, r.parties), openedDay: dayOf(r.openedAt), by: (r.parties.custodians ?? []).map(p => nameOf(held, p)) }))
    return { asked: lines(asked), lead: lines(led), signed: lines(await part('coSigners')), drafts, checked }
  })
}

/** Told to the desk and of no use to a deputy: how a letter came about inside the organ. */
const inside = ['draft', 'redraft', 'recount', 'setCategory', 'proposePublic']

function contactsOf(v: Seen, mayAnswer: readonly Id[]): ContactTold[] {
  const { held, state, family } = v, organOf = (id: Id): Id => family.matters.get(id)?.parties.handler?.[0] ?? ''
  const told = v.events.filter(e => e.procedure === 'handling' && (e.act === 'contact' || e.act === 'contactFailed'))
  return told.map((e): ContactTold => {
    const organ = organOf(e.matter), failed = e.act === 'contactFailed', of = told.filter(x => x.act === 'contact' && organOf(x.matter) === organ)
    const [word, upTo = '0'] = (state.marks[`contact.${organ}`] ?? '').split(':'), nth = of.indexOf(e) + 1, answered = !failed && nth > 0 && nth <= Number(upTo)
    return {
      organ, name: held.world.directory.nameOn(organ, dayOf(e.at), true) ?? nameOf(held, organ), how: contactWays[String(e.input.how) as keyof typeof contactWays] ?? ['', ''], day: String(e.input.day), note: String(e.input.note ?? ''), failed,
      answer: answered ? (word as ContactTold['answer']) : null, mayAnswer: !failed && nth === of.length && !answered && mayAnswer.includes(organ),
    }
  })
}

function repliesOf(v: Seen): ReplyTold[] {
  const { held, family, state } = v
  return childrenOf(family, state, 'handling').filter(h => h.stage === 'submitted' && h.marks.letter === '1' && h.marks.result).map((h: State): ReplyTold => {
    const day = dayOf(h.movedAt), organ = h.parties.handler![0]!
    return { handling: h.id, organ: held.world.directory.nameOn(organ, day, true) ?? nameOf(held, organ), class: h.marks.class ? choiceLabel(held.world.settings, 'handling.classes', h.marks.class, day) : null, text: h.marks.result!, promisedBy: (h.marks.promisedBy as Day | undefined) ?? null, day }
  })
}

async function look(house: House, who: Who, id: Id): Promise<SuggestionView | undefined> {
  const v = await seen(house, who, id), matter = v && v.state.procedure === 'suggestion' ? await matterView(house, who, id) : undefined
  if (!v || !matter) return undefined
  const { held, state, now } = v, p = state.parties, has = (party: string): boolean => (p[party] ?? []).includes(who.person), named = (ids: readonly Id[] | undefined): Label[] => (ids ?? []).map(x => nameOf(held, x))
  const wrote: Event | undefined = v.events.findLast(e => e.matter === state.id && wordingActs.includes(e.act) && typeof e.input.text === 'string')
  const mayAnswer = matter.choices.find(c => c.act === 'confirmContact' && !c.refusal)?.fields.find(f => f.id === 'organ')?.options.map(o => o.id) ?? []
  const grew = await house.store.tx(who.congress, async tx => { const ids = (await linksOf(tx, state.id)).filter(l => l.kind === 'grewFrom' && l.from === state.id).map(l => l.to); return ids.length ? byIds(tx, [...new Set(ids)]) : [] })
  return {
    matter, wording: state.times.amend ?? 0, number: numberSaid(state.marks), session: sessionName(held, p), text: wrote ? String(wrote.input.text) : '', theme: state.marks.category ? choiceLabel(held.world.settings, 'suggestion.themes', state.marks.category, dayOf(now)) : null,
    part: has('lead') ? 'lead' : has('coSigners') ? 'signed' : has('invited') ? 'asked' : 'other', lead: named(p.lead)[0] ?? null, signers: named(p.coSigners), waitedFor: state.stage === 'coSigning' ? named(p.invited) : [], declined: has('invited') && has('declined'),
    contacts: contactsOf(v, mayAnswer), replies: repliesOf(v), mine: matter.duties.filter(d => d.owes === `person:${who.person}`),
    course: matter.timeline.filter(t => !inside.includes(t.act)).map(t => ({ day: t.day, sentence: t.sentence })), grewFrom: grew.filter(r => ofRow(held, who, r, now).sees).map((r: MatterRow) => lineOf(held, r, null, now)),
  }
}

/** Where a deputy was elected tells two of one name apart. */
async function named(house: House, who: Who, ids: readonly Id[], typed: readonly string[]): Promise<Named> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), { directory } = held.world
  const actor = actorOf(held, { kind: 'person', person: who.person, organ: who.organ }, now), none = '00000000-0000-4000-8000-000000000000'
  const choice = actor && available(held.world, emptyFamily(none), { ...looking(none, actor, now), procedure: 'suggestion' }).find(c => c.act === 'propose')
  const may = choice?.fields.find(f => f.id === 'coSigners')?.options ?? []
  const one = (o: (typeof may)[number]): NamedDeputy => { const place = directory.postsOf(o.id, dayOf(now)).find(x => x.kind === 'deputy' && x.place)?.place; return { id: o.id, name: o.label, place: place ? nameOf(held, place) : null } }
  const find = (t: string): NamedDeputy[] => { const whole = may.filter(o => o.label[0] === t || o.label[1].toLowerCase() === t.toLowerCase()); return (whole.length ? whole : may.filter(o => o.label[0].includes(t))).slice(0, 12).map(one) }
  return { chosen: may.filter(o => ids.includes(o.id)).map(one), found: typed.map(t => ({ typed: t, people: find(t) })) }
}

async function origin(house: House, who: Who, request: Id): Promise<MatterLine | undefined> {
  const v = await seen(house, who, request)
  if (!v || v.state.procedure !== 'request' || !(v.state.parties.follower ?? []).includes(who.person)) return undefined
  const [row] = await house.store.tx(who.congress, tx => byIds(tx, [request]))
  // One past the station, or of somebody to be shielded, grows into nothing that others read.
  return row && !row.restricted && !(row.parties.entrusted ?? []).length && !(row.parties.liaison ?? []).length && row.title ? lineOf(v.held, row, null, v.now) : undefined
}

export const makeDeputySuggestions = (house: House): SuggestionService => ({
  lists: w => lists(house, w), look: (w, id) => look(house, w, id), alike: (w, words) => alike(house, w, words), named: (w, ids, typed) => named(house, w, ids, typed), origin: (w, id) => origin(house, w, id),
})
