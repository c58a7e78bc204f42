/** The journeys of every role, in a browser. */
import { accounts } from './accounts.ts'
import { days } from './days.ts'
import { deskTools } from './desk-tools.ts'
import { figures } from './figures.ts'
import { portalMore } from './portal-more.ts'
import { roads } from './roads.ts'
import { seated } from './seated.ts'
import { single } from './single.ts'
import { suggestions } from './suggestions.ts'
import { suggestions as deputySuggestions } from './deputy-suggestions.ts'

const table = seated()
for (const journeys of [roads, days, single, portalMore, deskTools, figures, accounts, suggestions, deputySuggestions]) journeys(table)
