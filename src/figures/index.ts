/** All figures, in the report's order. A chapter is one file and one line here. */
import type { Figure } from '#figures/figure.ts'
import { stations } from '#figures/stations.ts'
import { suggestions } from '#figures/suggestions.ts'

export const figures: readonly Figure[] = [...stations, ...suggestions]
