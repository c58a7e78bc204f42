/** How much of everything a run does. */
export type Sizes = {
  readonly name: 'full' | 'quick' | 'tiny'
  readonly rounds: number
  /** Of each measurement; the warm-up before it is not counted. */
  readonly seconds: number
  readonly warm: number
  readonly connections: number
  readonly congresses: number
  /** Matters made by real acts, then how many there are after copying. */
  readonly acted: number
  readonly copied: number
  /** Matters whose facts figures are read over on a PostgreSQL server. */
  readonly million: number
  /** Rows of a file that is imported. */
  readonly imported: number
  /** Suggestions of a session, and the organs they are handed to. */
  readonly suggested: number
  readonly organs: number
}
export const sizes: Readonly<Record<Sizes['name'], Sizes>> = {
  full: { name: 'full', rounds: 3, seconds: 4, warm: 1, connections: 32, congresses: 50, acted: 10_000, copied: 100_000, million: 1_000_000, imported: 20_000, suggested: 189, organs: 28 },
  quick: { name: 'quick', rounds: 3, seconds: 0.6, warm: 0.3, connections: 32, congresses: 50, acted: 600, copied: 6_000, million: 20_000, imported: 2_000, suggested: 189, organs: 28 },
  tiny: { name: 'tiny', rounds: 1, seconds: 0.2, warm: 0.05, connections: 8, congresses: 3, acted: 24, copied: 60, million: 300, imported: 60, suggested: 12, organs: 4 },
}
