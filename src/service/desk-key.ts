/** 重点督办: what the chairpersons' meeting took under its own eye, who leads it, which visits were made and what came of it. */
import { available } from '#loop/available.ts'
import { fold, openDuties } from '#loop/fold.ts'
import { dayOf } from '#law/time.ts'
import type { Id } from '#loop/words.ts'
import { resultActs } from '#procedures/handling/rules.ts'
import { withFact } from '#store/board.ts'
import { byIds } from '#store/matters.ts'
import type { House } from '#service/house.ts'
import { dutyView, nameOf } from '#service/lines.ts'
import { isMasked, looking, ofRow, seeingActor, sightOf } from '#service/may.ts'
import { sessionAsked, sessionsOf, suggestionLine } from '#service/suggestion-lines.ts'
import type { KeyItem, KeyList } from '#service/desk-suggestion-views.ts'
import type { Who } from '#service/views.ts'

/** A session has a dozen; all years together stay far below this. */
const most = 2000
const ids = (v: unknown): Id[] => (Array.isArray(v) ? v.map(String) : typeof v === 'string' ? [v] : [])

export async function keyList(house: House, who: Who, asked: string | undefined): Promise<KeyList | undefined> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), s = sightOf(held, who, 'suggestion', now)
  if (!s.byPost) return undefined
  const sessions = sessionsOf(held, now), session = sessionAsked(sessions, asked)
  const rows = await house.store.tx(who.congress, async tx => byIds(tx, await withFact(tx, 'suggestion.key', most)))
  const mine = rows.filter(r => r.marks.key !== undefined && (session === 'all' || r.parties.session?.[0] === session) && ofRow(held, who, r, now).sees).sort((a, b) => Number(a.marks.number ?? 0) - Number(b.marks.number ?? 0) || (a.id < b.id ? -1 : 1))
  const families = await house.store.readFamilies(who.congress, mine.map(r => r.id)), items: KeyItem[] = []
  for (const r of mine) {
    const read = families.get(r.id)
    if (!read) continue
    const family = fold(read.root, read.events), state = family.matters.get(r.id)!, actor = seeingActor(held, family, state, who, now), leader = state.parties.keyLeader?.[0]
    // An auditor reads that there was a visit, not what anybody wrote of it.
    const bare = !actor || isMasked(held, family, state, actor, now)
    const answer = [...family.matters.values()].flatMap(m => openDuties(m).filter(d => (resultActs as readonly string[]).includes(d.act) && m.marks.role !== 'co')).sort((a, b) => (a.due < b.due ? -1 : 1))[0]
    items.push({
      ...suggestionLine(held, r), topic: state.marks.key!, leader: leader ? nameOf(held, leader) : null, handlers: (state.parties.handlers ?? []).map(o => nameOf(held, o)), stage: held.world.procedures.get('suggestion', r.version).stages[r.stage]?.label ?? [r.stage, r.stage],
      duty: answer ? dutyView(held, 'handling', undefined, answer, now) : null, result: bare ? null : state.marks.keyResult ?? null, seq: family.seq,
      visits: read.events.filter(e => e.act === 'keyVisit' && e.matter === r.id).map(e => ({ day: String(e.input.day ?? dayOf(e.at)), who: ids(e.input.who).map(p => nameOf(held, p)), text: bare ? '' : String(e.input.text ?? '') })).sort((a, b) => (a.day < b.day ? -1 : 1)),
      visit: actor ? available(held.world, family, looking(r.id, actor, now)).find(c => c.act === 'keyVisit' && !c.refusal) : undefined,
    })
  }
  return { session, sessions, items }
}
