/** What waits for a deputy, each with what may be answered; what may be taken on; what is and was followed. */
import { available } from '#loop/available.ts'
import { dayOf } from '#law/time.ts'
import { countMatters, listMatters } from '#store/matters.ts'
import type { DeputyItem, DeputyView } from '#service/desk-views.ts'
import type { House } from '#service/house.ts'
import { firstDuty, lineOf } from '#service/lines.ts'
import { seen } from '#service/matter.ts'
import { inbox } from '#service/read.ts'
import { looking, ofRow } from '#service/may.ts'
import type { MatterLine, Who } from '#service/views.ts'

/** As many as a thumb scrolls through; the rest stands in the list. */
const most = 20
const remembered = 20

export async function deputyBox(house: House, who: Who): Promise<DeputyView> {
  const held = await house.worlds.get(who.congress)
  const now = house.worlds.now(who.congress)
  const places = held.world.directory.actingPostsOf(who.person, dayOf(now)).filter(p => p.kind === 'deputy' && p.place).map(p => p.place!)
  const waiting = await inbox(house, who)
  const followed = held.world.procedures.list.filter(p => p.acts.claim)
  const ids = followed.map(p => p.id)
  /** Stages in which somebody is at work on it, and a deputy could follow. */
  const underWay = [...new Set(followed.flatMap(p => Object.entries(p.stages).filter(([, s]) => !s.ends && s.slip !== 1).map(([id]) => id)))]
  const { mine, past, open, lead, signed } = await house.store.tx(who.congress, async tx => ({
    mine: await listMatters(tx, { procedures: ids, ended: false, owner: { who: [who.person], parties: ['follower'] } }, { limit: 50 }),
    past: await listMatters(tx, { procedures: ids, ended: true, owner: { who: [who.person], parties: ['follower'] } }, { limit: remembered }),
    lead: await countMatters(tx, { procedures: ['suggestion'], ended: false, owner: { who: [who.person], parties: ['lead'] } }, 1000),
    signed: await countMatters(tx, { procedures: ['suggestion'], ended: false, owner: { who: [who.person], parties: ['coSigners'] } }, 1000),
    open: places.length ? await listMatters(tx, { procedures: ids, ended: false, restricted: false, owner: { who: places, parties: ['place'] }, stages: underWay }, { limit: 50 }) : [],
  }))
  // A wall may have gone up round what somebody followed: then it is not theirs to read any more.
  const theirs = (r: typeof open[number]): boolean => ofRow(held, who, r, now).sees
  const line = (r: typeof open[number]): MatterLine => lineOf(held, r, firstDuty(r), now)
  const item = async (l: MatterLine): Promise<DeputyItem> => {
    const s = await seen(house, who, l.id)
    return { line: l, seq: s?.family.seq ?? 0, choices: s ? available(s.held.world, s.family, looking(l.id, s.actor, now)).filter(c => !c.refusal) : [] }
  }
  const claimable: DeputyItem[] = []
  for (const r of open.filter(x => !x.parties.follower?.length && !x.parties.asked?.length)) {
    if (claimable.length >= most) break
    const one = await item(line(r))
    if (one.choices.some(c => c.act === 'claim')) claimable.push(one)
  }
  const items: DeputyItem[] = []
  let answered = 0
  // To others, whoever will not sign has not answered; they themselves are not asked again.
  for (const l of waiting.items.slice(0, most)) { const one = await item(l); if (l.duty?.act === 'coSign' && !one.choices.some(c => c.act === 'refuseCoSign')) answered++; else items.push(one) }
  const waits = new Set(waiting.items.map(l => l.id))
  return { waiting: items, more: waiting.counts.overdue + waiting.counts.near + waiting.counts.ok - items.length - answered, claimable, following: mine.filter(theirs).map(line).filter(l => !waits.has(l.id)), followed: past.filter(theirs).map(line), suggestions: lead || signed ? { lead, signed } : null }
}
