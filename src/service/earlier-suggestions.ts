/** Has it been proposed before? Earlier suggestions of all years with titles like the words being written, as far as every deputy may know of them. */
import { likest, stretches } from '#law/alike.ts'
import { dayOf } from '#law/time.ts'
import { choiceLabel } from '#loop/settings.ts'
import { alikeSuggestions } from '#store/alike.ts'
import { byIds } from '#store/matters.ts'
import type { House } from '#service/house.ts'
import { nameOf } from '#service/lines.ts'
import { knows, ofRow } from '#service/may.ts'
import type { AlikeLine } from '#service/deputy-suggestion-views.ts'
import { numberSaid } from '#service/suggestion-lines.ts'
import type { Who } from '#service/views.ts'

/** Long stretches first: shorter ones are asked for only where those find little. */
const lengths = [4, 3, 2] as const
const looked = 300, enough = 12, shown = 5, weighed = 40

export async function alike(house: House, who: Who, words: string): Promise<AlikeLine[]> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), text = words.slice(0, 200)
  const rows = await house.store.tx(who.congress, async tx => {
    const found = new Map<string, { id: string; title: string }>()
    for (const n of lengths) {
      for (const x of await alikeSuggestions(tx, stretches(text, n), looked)) found.set(x.id, x)
      if (found.size >= enough) break
    }
    const best = likest(text, [...found.values()]).slice(0, weighed).map(x => x.one.id)
    const rows = new Map((await byIds(tx, best)).map(r => [r.id, r]))
    return best.flatMap(id => rows.get(id) ?? [])
  })
  return rows.filter(r => knows(held, who, r, now) || ofRow(held, who, r, now).sees).slice(0, shown).map((r): AlikeLine => {
    const p = held.world.procedures.get(r.procedure, r.version), day = dayOf(r.openedAt), session = r.parties.session?.[0]
    return {
      id: r.id, title: r.title, number: numberSaid(r.marks), session: session ? held.world.directory.name(session) ?? null : null, year: day.slice(0, 4), handlers: (r.parties.handlers ?? []).map(o => held.world.directory.nameOn(o, day, true) ?? nameOf(held, o)),
      class: r.marks.class ? choiceLabel(held.world.settings, 'handling.classes', r.marks.class, dayOf(now)) : null, stage: r.stage, stageLabel: p.stages[r.stage]?.label ?? [r.stage, r.stage], outcome: r.outcome ? (p.outcomes?.[r.outcome] ?? null) : null, mine: ofRow(held, who, r, now).sees,
    }
  })
}
