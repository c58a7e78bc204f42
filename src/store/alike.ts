/** Titles of earlier suggestions, found by the words they share. */
import type { Id } from '#loop/words.ts'
import type { Tx } from './shapes.ts'

/** The newest suggestions whose title holds one of the stretches. */
export const alikeSuggestions = (tx: Tx, stretches: readonly string[], limit: number): Promise<{ id: Id; title: string }[]> =>
  stretches.length ? tx.rows('select id, title from alike_suggestions($1, $2::text[], $3)', [tx.congress, [...stretches], limit]) : Promise.resolve([])
