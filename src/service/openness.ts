/** Openness of suggestions: what anybody reads, and the desk's work on it. */
import type { House } from '#service/house.ts'
import { beside, publication } from '#service/openness-desk.ts'
import { publicSuggestions } from '#service/openness-public.ts'
import type { OpennessService } from '#service/openness-views.ts'

export const makeOpenness = (house: House): OpennessService => ({ ...publicSuggestions(house), publication: (who, matter) => publication(house, who, matter), beside: (who, reply, other) => beside(house, who, reply, other) })
