/** The month as the desk sees it: reception days and activities, what falls due, rests and make-up workdays by name. */
import { dayOf, shift, shiftMonths, startOfDay, weekday } from '#law/time.ts'
import type { Day, Label } from '#loop/words.ts'
import { dutiesBetween, mattersOnDays } from '#store/desk-reads.ts'
import { ServiceError } from '#service/errors.ts'
import type { CalendarCell, CalendarEntry, CalendarView } from '#service/desk-views.ts'
import type { House } from '#service/house.ts'
import { lineOf } from '#service/lines.ts'
import { filterOf, seenProcedures } from '#service/read.ts'
import { hiddenFrom, owesOf, sightOf } from '#service/may.ts'
import type { Who } from '#service/views.ts'

const most = 2_000
const workdayInstead: Label = ['调休上班', 'Workday instead']
/** A matter's own day stands in its mark `day`; the hour, where one is set, in `from`. */
const hour = (marks: Readonly<Record<string, string>>): string | null => (/^\d\d:\d\d$/.test(marks.from ?? '') ? marks.from! : null)

export async function calendar(house: House, who: Who, month?: string): Promise<CalendarView> {
  const held = await house.worlds.get(who.congress)
  const now = house.worlds.now(who.congress), today = dayOf(now)
  const asked = month ?? today.slice(0, 7)
  if (!/^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/.test(asked)) throw new ServiceError('badRequest', ['“month”应是2025-06这样的月份', '"month" must be a month like 2025-06'], 'month')
  const first: Day = `${asked}-01`, next = shiftMonths(first, 1).day, last = shift(next, -1)
  const from = shift(first, 1 - weekday(first)), to = shift(last, 7 - weekday(last))
  const { owes } = owesOf(held, who, now)
  const days = new Map<Day, CalendarEntry[]>()
  const put = (day: Day, e: CalendarEntry): void => { const list = days.get(day); if (list) list.push(e); else days.set(day, [e]) }
  await house.store.tx(who.congress, async tx => {
    const hidden = await hiddenFrom(tx, held, who, now)
    for (const p of seenProcedures(held, who, now).filter(id => !held.world.procedures.get(id).childOnly && sightOf(held, who, id, now).byPost)) {
      for (const m of await mattersOnDays(tx, filterOf(held, who, {}, p, now, hidden), from, to, most)) {
        const line = lineOf(held, m, null, now)
        put(m.marks.day!, { matter: m.id, title: line.title, what: line.place ? [`${line.place[0]}·${line.stageLabel[0]}`, `${line.place[1]} · ${line.stageLabel[1]}`] : line.stageLabel, kind: 'event', time: hour(m.marks), light: null })
      }
    }
    for (const d of await dutiesBetween(tx, owes, startOfDay(from), startOfDay(shift(to, 1)), most, hidden)) {
      const line = lineOf(held, d.matter, { no: d.no, act: d.act, owes: d.owes, due: d.due, basis: 'local', why: [] }, now)
      put(dayOf(d.due), { matter: d.matter.id, title: line.title, what: line.duty!.actLabel, kind: 'duty', time: null, light: line.duty!.light })
    }
  })
  const cell = (day: Day): CalendarCell => {
    const look = held.world.calendar.look(day)
    const entries = (days.get(day) ?? []).sort((a, b) => Number(a.kind === 'duty') - Number(b.kind === 'duty') || (a.time ?? '') .localeCompare(b.time ?? ''))
    return { day, inMonth: day >= first && day <= last, working: look.working, name: look.kind === 'adjustedWork' ? (look.name ? [`${look.name[0]}${workdayInstead[0]}`, `${workdayInstead[1]} (${look.name[1]})`] : workdayInstead) : look.name ?? null, entries }
  }
  const weeks: CalendarCell[][] = []
  for (let monday = from; monday <= to; monday = shift(monday, 7)) weeks.push([0, 1, 2, 3, 4, 5, 6].map(n => cell(shift(monday, n))))
  return { month: asked, before: shiftMonths(first, -1).day.slice(0, 7), after: next.slice(0, 7), today, weeks, coveredUntil: held.world.calendar.coveredUntil }
}
