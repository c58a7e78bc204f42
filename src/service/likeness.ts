/** Replies that repeat another reply nearly word for word: shown to whoever reviews, never a bar. */
import { repeated } from '#law/likeness.ts'
import { dayOf } from '#law/time.ts'
import type { Id, Instant, Label } from '#loop/words.ts'
import { worthComparing } from '#store/likeness.ts'
import { byIds } from '#store/matters.ts'
import type { MatterRow, Tx } from '#store/shapes.ts'
import { nameOf } from '#service/lines.ts'
import { ofRow } from '#service/may.ts'
import { numberSaid } from '#service/suggestion-lines.ts'
import type { AlikeView } from '#service/openness-views.ts'
import type { MatterLine, Who } from '#service/views.ts'
import type { Held } from '#service/world.ts'

/** So many of those that share most are compared letter by letter, and so many are shown. */
const compared = 12, shown = 3

const sent = (r: MatterRow): boolean => r.stage === 'submitted'
/** Whoever wrote first repeats nobody; of two drafts each is told of the other. */
const wasThere = (other: MatterRow, mine: MatterRow): boolean => (sent(other) ? !sent(mine) || other.movedAt <= mine.movedAt : !sent(mine) && other.stage === 'toSign')

function whyOf(mine: MatterRow, other: MatterRow, whole: MatterRow | undefined, otherWhole: MatterRow | undefined): AlikeView['why'] {
  if (mine.root === other.root) return mine.parties.handler?.[0] === other.parties.handler?.[0] ? 'again' : 'together'
  const into = whole?.marks.mergedInto, otherInto = otherWhole?.marks.mergedInto
  return into === other.root || otherInto === mine.root || (into !== undefined && into === otherInto) ? 'merged' : 'other'
}

/** Of these matters' replies, the ones that repeat another this person may see, those nearest first. */
export async function alikeIn(tx: Tx, held: Held, who: Who, matters: readonly Id[], now: Instant): Promise<(AlikeView & { readonly of: Id })[]> {
  const pairs = await worthComparing(tx, matters, compared)
  if (!pairs.length) return []
  const replies = new Map((await byIds(tx, [...new Set(pairs.flatMap(p => [p.reply, p.other]))])).map(r => [r.id, r]))
  const wholes = new Map((await byIds(tx, [...new Set([...replies.values()].map(r => r.root))])).map(r => [r.id, r]))
  const least = Number(held.world.settings.look('handling.copyPercent', dayOf(now)).value)
  const all = pairs.flatMap(p => {
    const mine = replies.get(p.reply), other = replies.get(p.other)
    if (!mine || !other || !wasThere(other, mine) || ['void', 'stopped'].includes(other.stage) || !ofRow(held, who, other, now).sees) return []
    const percent = repeated(mine.marks.result ?? '', other.marks.result ?? ''), otherWhole = wholes.get(other.root)
    if (percent < least) return []
    return [{ of: p.of, ...alikeView(held, mine, other, percent, wholes.get(mine.root), otherWhole) }]
  }).sort((a, b) => b.percent - a.percent)
  const seen = new Map<Id, number>()
  return all.filter(a => { const n = (seen.get(a.reply) ?? 0) + 1; seen.set(a.reply, n); return n <= shown })
}

export const alikeView = (held: Held, mine: MatterRow, other: MatterRow, percent: number, whole: MatterRow | undefined, otherWhole: MatterRow | undefined): AlikeView => ({
  reply: mine.id, organ: nameOf(held, mine.parties.handler![0]!), other: other.id, matter: other.root, name: numberSaid(otherWhole?.marks ?? {}) ?? [`《${otherWhole?.title ?? other.title}》`, `“${otherWhole?.title ?? other.title}”`],
  otherOrgan: nameOf(held, other.parties.handler![0]!), percent, why: whyOf(mine, other, whole, otherWhole),
})

export const alikeFlag: Label = ['与别件答复雷同', 'Reply repeats another']
/** A list's lines, those whose reply repeats another's flagged. What is answered together is no fault and has no flag. */
export async function withAlike(tx: Tx, held: Held, who: Who, rows: readonly MatterRow[], lines: MatterLine[], now: Instant): Promise<MatterLine[]> {
  const answered = rows.filter(r => r.marks.print !== undefined || (r.parties.handlers ?? []).length).map(r => r.id)
  const found = new Set((await alikeIn(tx, held, who, answered, now)).filter(a => a.why === 'other' || a.why === 'again').map(a => a.of))
  return found.size ? lines.map(l => (found.has(l.id) ? { ...l, flags: [...l.flags, alikeFlag] } : l)) : lines
}
