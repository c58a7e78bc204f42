/** To whom might it be handed? Learned from the hand-overs there have been, shown with its reason, measured on years it has not seen. */
import { wordingActs } from '#procedures/suggestion/wording.ts'
import { type Accuracy, accuracy, type Case, knows, learn, type Learned, propose } from '#law/proposal.ts'
import { dayOf } from '#law/time.ts'
import type { Id, Label } from '#loop/words.ts'
import { governmentHandlers, suggestionHandlers } from '#procedures/posts.ts'
import { type HandedOver, handedOver, latestHandOver, proposedTexts } from '#store/handovers.ts'
import { byIds } from '#store/matters.ts'
import type { House } from '#service/house.ts'
import { nameOf } from '#service/lines.ts'
import { ofRow } from '#service/may.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

export type LikeLine = { readonly id: Id; readonly title: string; readonly number: string | null; readonly year: number }
export type OrganProposal = { readonly organ: Id; readonly name: Label; readonly words: readonly string[]; readonly earlier: number; /** Earlier ones this viewer may see. */ readonly like: readonly LikeLine[] }
/** `tooLittle` says in words why there is none. */
export type MatterProposals = { readonly matter: Id; readonly proposals: readonly OrganProposal[]; readonly tooLittle: Label | null }
export type ProposalMeasure = Accuracy & { readonly learnedFrom: readonly number[]; readonly triedOn: number }
export type ProposalService = {
  /** For each of these suggestions the viewer may see: up to three organs. Empty for whoever hands nothing over. */
  of(who: Who, suggestions: readonly Id[]): Promise<readonly MatterProposals[]>
  /** Learned on all years before (or on one), tried on this one; undefined where either is empty. */
  measure(congress: number, year: number, learnedOn?: number): Promise<ProposalMeasure | undefined>
}

/** Ten years of a county; older ones teach what has changed since. */
const most = 3000
const longestMs = 600_000
type Kept = { readonly latest: string; readonly config: number; readonly madeAt: number; readonly rows: readonly HandedOver[]; readonly learned: Learned }
const kept = new WeakMap<House, Map<number, Kept>>()
/** What was measured today; tomorrow it is measured anew. */
const measured = new WeakMap<House, Map<string, ProposalMeasure | undefined>>()

const caseOf = (held: Held, r: HandedOver, today: string): Case => ({ title: r.title, ...(r.text ? { text: r.text } : {}), theme: r.theme ?? undefined, organ: held.world.directory.heirOf(r.organ, today) ?? r.organ })

/** Made anew when a hand-over has come, and now and then, for those written down late. */
async function known(house: House, held: Held, congress: number): Promise<Kept> {
  const mine = kept.get(house) ?? new Map<number, Kept>()
  kept.set(house, mine)
  const before = mine.get(congress), latest = await house.store.tx(congress, latestHandOver), now = house.realNow()
  if (before?.latest === latest && before.config === held.config && now - before.madeAt < longestMs) return before
  const rows = await house.store.tx(congress, tx => handedOver(tx, most, wordingActs)), today = dayOf(house.worlds.now(congress))
  const made: Kept = { latest, config: held.config, madeAt: now, rows, learned: learn(rows.map(r => caseOf(held, r, today))) }
  mine.set(congress, made)
  return made
}

const few: Label = ['以前的交办还太少，说不出由谁办', 'Too few hand-overs so far to say which organ']
const strange: Label = ['和以前交办的都不像，说不出由谁办', 'Like none of those handed over before: no organ is proposed']
const yearOf = (r: HandedOver): number => Number(r.day.slice(0, 4))

/** The kinds of organ this person may hand to; undefined for whoever hands nothing over. */
function handsTo(held: Held, who: Who, today: string): readonly string[] | undefined {
  const posts = held.world.directory.actingPostsOf(who.person, today)
  if (posts.some(p => p.kind === 'deputyAffairsOfficer')) return suggestionHandlers
  return posts.some(p => ['handlerClerk', 'handlerHead'].includes(p.kind) && held.world.directory.organ(p.organ)?.kind === 'governmentOffice') ? governmentHandlers : undefined
}

export function makeProposals(house: House): ProposalService {
  return {
    async of(who, suggestions) {
      const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), today = dayOf(now), kinds = handsTo(held, who, today)
      if (!kinds || !suggestions.length) return []
      const { rows, learned } = await known(house, held, who.congress)
      const asked = await house.store.tx(who.congress, async tx => {
        const seen = new Set((await byIds(tx, [...suggestions])).filter(m => ofRow(held, who, m, now).sees).map(m => m.id))
        return (await proposedTexts(tx, suggestions, wordingActs)).filter(p => seen.has(p.id))
      })
      const said = asked.map(a => ({ id: a.id, found: propose(learned, { title: a.title, ...(a.text ? { text: a.text } : {}), theme: a.theme ?? undefined }).filter(p => { const o = held.world.directory.organ(p.organ); return o !== undefined && !o.outside && kinds.includes(o.kind) && (o.validTo === undefined || o.validTo >= today) }) }))
      const wanted = [...new Set(said.flatMap(s => s.found.flatMap(p => p.like.map(i => rows[i]!.id))))]
      const open = new Set(wanted.length ? (await house.store.tx(who.congress, tx => byIds(tx, wanted))).filter(m => ofRow(held, who, m, now).sees).map(m => m.id) : [])
      return said.map(({ id, found }): MatterProposals => ({
        matter: id, tooLittle: found.length ? null : knows(learned) ? strange : few,
        proposals: found.map(p => ({ organ: p.organ, name: nameOf(held, p.organ), words: p.words, earlier: p.earlier, like: p.like.map(i => rows[i]!).filter(r => r.id !== id && open.has(r.id)).map(r => ({ id: r.id, title: r.title, number: r.number, year: yearOf(r) })) })),
      }))
    },
    async measure(congress, year, learnedOn) {
      const held = await house.worlds.get(congress), today = dayOf(house.worlds.now(congress)), { rows } = await known(house, held, congress)
      const mine = measured.get(house) ?? new Map<string, ProposalMeasure | undefined>(), key = `${congress} ${today} ${year} ${learnedOn ?? ''}`
      measured.set(house, mine)
      if (mine.get(key)) return mine.get(key)
      const tried = rows.filter(r => yearOf(r) === year), before = rows.filter(r => (learnedOn === undefined ? yearOf(r) < year : yearOf(r) === learnedOn && learnedOn !== year))
      if (!tried.length || !before.length) return undefined
      const made: ProposalMeasure = { ...accuracy(before.map(r => caseOf(held, r, today)), tried.map(r => caseOf(held, r, today))), learnedFrom: [...new Set(before.map(yearOf))].sort((a, b) => a - b), triedOn: year }
      if (mine.size > 100) mine.clear()
      mine.set(key, made)
      return made
    },
  }
}
