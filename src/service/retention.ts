/**
 * 保存期限: once a day what has been kept long enough goes. The clock erases words, particulars and attachments of ended
 * matters by an act of its own (the record, the gist and the proof stay); what lies beside the log is simply thrown away.
 */
import { dayOf, shift, startOfDay } from '#law/time.ts'
import type { Day, Instant } from '#loop/words.ts'
import { dropAttempts } from '#store/attempts.ts'
import { dropOldBulks } from '#store/bulk.ts'
import { dropRemovedFilters } from '#store/desk.ts'
import { dropOldDrafts } from '#store/drafts.ts'
import { dropWaitingFiles } from '#store/files.ts'
import { erasable } from '#store/particulars.ts'
import { dropExpiredSessions } from '#store/sessions.ts'
import { writing } from '#service/desk-drafts.ts'
import type { House } from '#service/house.ts'
import type { ActRequest, Outcome } from '#service/views.ts'

const batch = 200, dayMs = 86_400_000
/** Kept beside the log, in days: drafts, acts on many that have ended, filters taken away, tries, files nobody attached. */
const keptDays = { drafts: 7, bulks: 30, filters: 1, attempts: 1, files: 2 } as const

const doneOn = new WeakMap<House, Map<number, Day>>()

/** Erases what is due; the first sweep of a day does it. Returns how many acts it did. */
export async function retire(house: House, act: (r: ActRequest) => Promise<Outcome>, congress: number, now: Instant): Promise<number> {
  const done = doneOn.get(house) ?? new Map<number, Day>(), today = dayOf(now)
  doneOn.set(house, done)
  if (done.get(congress) === today) return 0
  const held = await house.worlds.get(congress)
  let n = 0
  for (const p of held.world.procedures.list.filter(x => x.settings?.[`${x.id}.retentionDays`])) {
    const days = Number(held.world.settings.look(`${p.id}.retentionDays`, today).value), before = startOfDay(shift(today, -days))
    for (;;) {
      const due = await house.store.tx(congress, tx => erasable(tx, p.id, before, batch)), sofar = n
      for (const matter of due) { const o = await act({ congress, matter, act: 'erase', input: { why: `保存期满${days}天` }, actor: { kind: 'clock' }, key: `clock:erase:${matter}` }); if (o.ok && o.verdict === 'done') n++ }
      if (due.length < batch || n === sofar) break
    }
  }
  const real = house.realNow(), ago = (d: number): Instant => new Date(real - d * dayMs).toISOString()
  await house.store.tx(congress, async tx => {
    await dropOldDrafts(tx, ago(keptDays.drafts), { under: writing.under, before: ago(writing.days) })
    await dropOldBulks(tx, ago(keptDays.bulks))
    await dropRemovedFilters(tx, ago(keptDays.filters))
    await dropAttempts(tx, ago(keptDays.attempts))
    await dropExpiredSessions(tx, ago(0))
    // Files are dated by the congress's own clock.
    await dropWaitingFiles(tx, new Date(Date.parse(now) - keptDays.files * dayMs).toISOString())
  })
  done.set(congress, today)
  return n
}
