/** 〈我欠人大的账〉: everything an organ owes, from every channel, each matter once, by the day of its next step; and how much of it came which way. */
import { dayOf } from '#law/time.ts'
import type { Id, Instant, Label } from '#loop/words.ts'
import { resultActs } from '#procedures/handling/rules.ts'
import { numberText } from '#procedures/series.ts'
import { numberFor } from '#procedures/suggestion/numbering.ts'
import { allOwed, type Owed } from '#store/board.ts'
import { lettersTo } from '#service/addressed.ts'
import type { House } from '#service/house.ts'
import { letterContext } from '#service/letter-lines.ts'
import { dutyView, lineOf } from '#service/lines.ts'
import { hiddenFrom, owesOf } from '#service/may.ts'
import { numberOf } from '#service/suggestion-lines.ts'
import type { OwedChannel, OwedItem, OwedLetter, OwedView } from '#service/desk-suggestion-views.ts'
import type { Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

/** No organ owes so many; what is beyond stands in the inbox, page by page. */
const most = 1000
/** Nor is one handed so many tables in a year. */
const mostLetters = 50
/** What is owed on a matter otherwise than by handling it; everything else came by the mechanism whose share it is. */
const apart: Readonly<Record<string, Label>> = { co: ['会办', 'Co-handling'], answerConsult: ['预交办征求意见', 'Consulted before hand-over'], replyAgain: ['承诺办成', 'Promises'] }
const channelOf = (o: Owed): string => (o.matter.marks.role === 'co' ? 'co' : o.duty.act in apart ? o.duty.act : o.root.procedure)
const labelOf = (held: Held, channel: string): Label => apart[channel] ?? held.world.procedures.get(channel).label

/** The letters of the tables by which what is still owed was handed over. */
async function lettersOwed(house: House, who: Who, held: Held, now: Instant, organs: readonly Id[], open: ReadonlySet<Id>): Promise<OwedLetter[]> {
  return (await lettersTo(house, who, held, now, { organs, open }, mostLetters)).map(({ line, v, one, about }): OwedLetter => {
    const c = letterContext(held, v.family, v.state, v.actor, now), day = v.state.marks.day ?? dayOf(v.state.openedAt), n = numberFor(c, one)
    return { line, number: n ? numberText(held.world, n.series, n.n, day) : null, day, of: about.length, open: about.filter(id => open.has(id)).length }
  }).filter(l => l.open > 0)
}

/** `letters` are looked for where they are shown. */
export async function owed(house: House, who: Who, asked: string | undefined, letters = false): Promise<OwedView> {
  const held = await house.worlds.get(who.congress), now = house.worlds.now(who.congress), { owes, vacant } = owesOf(held, who, now)
  const rows = await house.store.tx(who.congress, async tx => allOwed(tx, owes.filter(o => !vacant.includes(o)), await hiddenFrom(tx, held, who, now), most + 1))
  const firsts = new Map<Id, { first: Owed; answer: Owed | undefined }>()
  for (const r of rows.slice(0, most)) {
    const at = firsts.get(r.matter.id), isAnswer = (resultActs as readonly string[]).includes(r.duty.act)
    if (!at) firsts.set(r.matter.id, { first: r, answer: isAnswer ? r : undefined })
    else if (isAnswer && !at.answer) at.answer = r
  }
  const all = [...firsts.values()].map(({ first, answer }): OwedItem => {
    const channel = channelOf(first)
    return { line: lineOf(held, first.matter, first.duty, now), number: first.root.procedure === 'suggestion' ? numberOf(first.root.marks) : null, channel, channelLabel: labelOf(held, channel), answer: answer && answer !== first ? dutyView(held, answer.matter.procedure, answer.matter.version, answer.duty, now) : null }
  })
  const channels = [...new Set(all.map(i => i.channel))].map((id): OwedChannel => { const mine = all.filter(i => i.channel === id); return { id, label: labelOf(held, id), n: mine.length, overdue: mine.filter(i => i.line.duty?.light === 'overdue').length, near: mine.filter(i => i.line.duty?.light === 'near').length } }).sort((a, b) => b.n - a.n)
  const channel = channels.find(c => c.id === asked)?.id ?? null
  const organs = owes.filter(o => o.startsWith('organ:') && !vacant.includes(o)).map(o => o.slice('organ:'.length))
  return { letters: letters ? await lettersOwed(house, who, held, now, organs, new Set(rows.map(r => r.matter.root))) : [], items: channel ? all.filter(i => i.channel === channel) : all, channels, channel, organ: who.organName, atLeast: rows.length > most }
}
