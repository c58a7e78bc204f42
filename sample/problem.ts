/** One referred problem from the asking to the rating. */
import { type Case, makeCourse, scheduled } from '#sample/course.ts'
import { dispatching } from '#sample/dispatching.ts'
import { following } from '#sample/following.ts'
import { handling } from '#sample/handlings.ts'
import { judging } from '#sample/judging.ts'
import type { Act } from '#sample/plan.ts'
import type { Opinion, Problem } from '#sample/tables.ts'

export function problemActs(p: Problem, o: Opinion, c: Case, outside: boolean): Act[] {
  const k = makeCourse(p, o, c, outside)
  const rounds = dispatching(k)
  const last = rounds.at(-1)!
  const handled = handling(k, last)
  // Nobody with a post in an organ it passed through may follow it.
  const who = following(k, handled, rounds.map(r => r.organ))
  judging(k, handled, who, p.returns + 1)
  return scheduled(k)
}
