/**
 * Notices of acts, told outside the page: one short message a person and hour at most, which says how many things wait
 * and by when the first is due, never what they are. Deputies are told unless they say no, staff only if they say yes:
 * their inbox is open before them all day.
 */
import { dayOf } from '#law/time.ts'
import type { Id, Owes } from '#loop/words.ts'
import { worksIn } from '#procedures/posts.ts'
import { wishesOf, wishing } from '#store/channels.ts'
import { lastTo } from '#store/messages.ts'
import { markTold, openNotices, type WaitingNotice } from '#store/outbox.ts'
import { type ContactOf } from '#service/contacts.ts'
import type { House } from '#service/house.ts'
import { send } from '#service/messages.ts'
import type { Held } from '#service/world.ts'

const hourMs = 3_600_000, mostEach = 500
type Reader = { readonly person: Id; readonly face: 'desk' | 'deputy'; readonly owes: readonly Owes[] }

/** Deputies, and whoever said yes, each with what is owed by them: their own and that of the organs they work in. */
function readers(held: Held, yes: ReadonlySet<Id>, day: string): Reader[] {
  const d = held.world.directory
  return d.people(day).flatMap((p): Reader[] => {
    const posts = d.postsOf(p.id, day), deputy = posts.some(x => x.kind === 'deputy')
    if (!deputy && !yes.has(p.id)) return []
    const organs = yes.has(p.id) ? posts.filter(x => worksIn(x.kind)).map((x): Owes => `organ:${x.organ}`) : []
    return [{ person: p.id, face: deputy && !organs.length ? 'deputy' : 'desk', owes: [`person:${p.id}`, ...new Set(organs)] }]
  })
}

/** Writes the digests that are due; answers how many. */
export async function digests(house: House, congress: number, contactOf: ContactOf, link: string | undefined): Promise<number> {
  const held = await house.worlds.get(congress), now = house.realNow(), day = dayOf(house.worlds.now(congress))
  return house.store.tx(congress, async tx => {
    const all = readers(held, new Set(await wishing(tx)), day)
    const notices = await openNotices(tx, [...new Set(all.flatMap(r => r.owes))], mostEach)
    if (!notices.length) return 0
    const concerned = all.filter(r => notices.some(n => r.owes.includes(n.to))), said = await wishesOf(tx, concerned.map(r => r.person))
    const told = new Set<WaitingNotice>()
    let written = 0
    for (const r of concerned) {
      if (said.get(r.person) === false) continue
      const to = await contactOf(house, tx, r.person)
      if (!to) continue
      // Told within the hour: theirs waits for the next.
      const last = await lastTo(tx, r.person, 'notice')
      if (last && Date.parse(last) > now - hourMs) continue
      const own = notices.filter(n => r.owes.includes(n.to)), things = new Set(own.map(n => n.matter)).size, first = own.map(n => n.due).filter(x => x !== null).sort()[0]
      await send(house, tx, { person: r.person, channel: to.channel, to: to.to, purpose: 'notice', subject: `${held.congress.name}：有${things}件事等您办`, text: text(held, things, first ? dayOf(first) : undefined, link && `${link}/${r.face}`) })
      for (const n of own) told.add(n)
      written++
    }
    const at = new Date(now).toISOString()
    for (const n of told) await markTold(tx, n, at)
    return written
  })
}

const text = (held: Held, n: number, first: string | undefined, link: string | undefined): string => [
  `${held.congress.name}：有${n}件事等您办${first ? `，最早的一件应在${Number(first.slice(5, 7))}月${Number(first.slice(8, 10))}日前办` : ''}。请登录查看${link ? `：${link}` : ''}。`,
  '这条消息由系统自动发出，请勿回复；不想再收，登录后在“通知”里关掉。', '',
  `${held.congress.nameEn}: ${n} ${n === 1 ? 'thing waits' : 'things wait'} for you${first ? `, the first by ${first}` : ''}. Please sign in. Sent automatically; switch it off under "Notices".`,
].join('\n')
