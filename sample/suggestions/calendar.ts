/** The days of a session's suggestions: the papers come in at the session, the rest follows from the hand-over. */
import { type Day, shift } from '#law/time.ts'
import { workingDay } from '#sample/moments.ts'

/** The first day of the fifth session, and the day on which its suggestions were handed over. */
export const sessionOpens: Day = '2025-03-11', handedOver: Day = '2025-03-26'
export type Days = {
  readonly session: readonly [Day, Day, Day]
  /** Working days after the last day of the session. */
  readonly returned: Day; readonly split: Day; readonly takenBack: Day; readonly refused: Day; readonly converted: Day
  readonly accepted: readonly [Day, Day, Day, Day]; readonly asked: Day; readonly answered: Day; readonly merged: Day
  readonly handedOver: Day
}
export function daysOf(opens: Day): Days {
  const last = shift(opens, 2), after = (n: number): Day => workingDay(last, n)
  return {
    session: [opens, shift(opens, 1), last], returned: after(1), split: after(2), takenBack: after(2), refused: after(3), converted: after(4),
    accepted: [after(3), after(4), after(5), after(6)], asked: after(7), answered: after(8), merged: after(7), handedOver,
  }
}
