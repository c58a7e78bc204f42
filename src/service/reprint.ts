/**
 * A lost receipt, at the counter. The store holds the hash of a code only; the code follows from the key of the act that
 * opened the request and from the master key, so it is derived once more and nothing further is kept. Every reprint is
 * written down and stands on the receipt, like every look at the contact.
 */
import { dayOf } from '#law/time.ts'
import type { Day, Id } from '#loop/words.ts'
import { tryOnce } from '#store/attempts.ts'
import { openingKey } from '#store/keys.ts'
import { byIds, listMatters } from '#store/matters.ts'
import { particularsOf } from '#store/particulars.ts'
import { addView } from '#store/views.ts'
import { ServiceError } from '#service/errors.ts'
import type { House } from '#service/house.ts'
import { sameText } from '#service/keys.ts'
import { seen } from '#service/matter.ts'
import { ofRow, reads } from '#service/may.ts'
import type { Who } from '#service/views.ts'

export type Reprint = { readonly code: string; readonly short: string }
export type FoundReceipt = { readonly id: Id; readonly short: string | null; readonly title: string; readonly openedDay: Day }

const hourMs = 3_600_000, triesAnHour = 20, lookedThrough = 1000, shown = 5
/** Own station only, a handful at most: it finds a slip, it never draws up a person's list. */
export async function receiptsByTail(house: House, who: Who, tail: string): Promise<FoundReceipt[] | 'limited'> {
  if (!/^\d{4}$/.test(tail)) throw new ServiceError('badRequest', ['请输入手机号后四位', 'Give the phone’s last four digits'], 'tail')
  const held = await house.worlds.get(who.congress), now = house.realNow(), since = new Date(now - hourMs).toISOString()
  const stations = who.posts.filter(p => p.kind === 'stationClerk' || p.kind === 'stationHead').map(p => p.organ)
  if (!stations.length) return []
  return house.store.tx(who.congress, async tx => {
    if (!(await tryOnce(tx, `tail:${who.person}`, new Date(now).toISOString(), since, triesAnHour))) return 'limited'
    const rows = await listMatters(tx, { procedures: ['request'], rootsOnly: true, owner: { who: stations, parties: ['station'] } }, { limit: lookedThrough })
    const marks = new Map((await particularsOf(tx, rows.map(r => r.id), ['phoneTail'])).map(p => [p.matter, Buffer.from(p.sealed).toString('hex')]))
    return rows.filter(r => marks.has(r.id) && ofRow(held, who, r, house.worlds.now(who.congress)).reads && sameText(marks.get(r.id)!, house.keys.tailMark(who.congress, r.id, tail))).slice(0, shown).map(r => ({ id: r.id, short: r.short, title: r.title, openedDay: dayOf(r.openedAt) }))
  })
}

export async function reprint(house: House, who: Who, id: Id, reason: string): Promise<Reprint | undefined> {
  const v = await seen(house, who, id)
  const p = v?.held.world.procedures.get(v.state.procedure)
  if (!v || v.actor.kind !== 'person' || p?.receipt !== true || !reads(v.held, v.family, v.state, v.actor, v.now) || v.state.marks.guided === 'accusation') return undefined
  const why = reason.trim()
  if (why.length < 2 || why.length > 100) throw new ServiceError('badRequest', ['请写明为什么补打（2到100字），反映人看得到', 'Give a reason of 2 to 100 characters; the requester will read it'], 'reason')
  const { actor, now, family, held } = v
  return house.store.tx(who.congress, async tx => {
    const key = await openingKey(tx, family.root), [m] = await byIds(tx, [family.root])
    const code = key && house.keys.receiptCode(held.congress.short, who.congress, key)
    if (!code || !m?.short || !sameText(house.receiptHash(code), family.matters.get(family.root)!.marks.receipt ?? '')) return undefined
    await addView(tx, { matter: family.root, field: 'receipt', person: actor.person, organ: actor.organ, reason: why, at: now })
    return { code, short: m.short }
  })
}
