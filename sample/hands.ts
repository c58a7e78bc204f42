/** Whose hand an act is by. */
import { assemblyRef, clerkRef, districtRef, handlerRef, headRef, officerRef, officers, organHeadRef, stationRef } from '#sample/people.ts'
import type { By, Name } from '#sample/plan.ts'

export const clerk = (place: string): By => ({ kind: 'person', person: clerkRef(place), organ: stationRef(place) })
export const head = (place: string): By => ({ kind: 'person', person: headRef(place), organ: stationRef(place) })
export const officer = (n: number): By => ({ kind: 'person', person: officerRef((n % officers) + 1), organ: districtRef })
export const handler = (organ: Name): By => ({ kind: 'person', person: handlerRef(organ), organ })
export const deputy = (ref: Name): By => ({ kind: 'person', person: ref, organ: assemblyRef })
/** The head of the organ, who signs. */
export const signer = (organ: Name): By => ({ kind: 'person', person: organHeadRef(organ), organ })
