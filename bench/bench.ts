/** What every measurement is given. */
import type { PgServer } from './postgres.ts'
import type { Kind, Results } from './results.ts'
import type { Sizes } from './sizes.ts'

export type Bench = {
  readonly kind: Kind
  readonly server: PgServer | undefined
  readonly sizes: Sizes
  readonly results: Results
  /** Where the program leaves its processor profiles. */
  readonly profile: string | undefined
  say(line: string): void
}
