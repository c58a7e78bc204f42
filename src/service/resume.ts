/** What somebody sent after their session had ended: sealed for its writer, carried by the sign-in page, opened for nobody else. */
import type { Id } from '#loop/words.ts'
import type { House } from '#service/house.ts'
import type { Who } from '#service/views.ts'

const aad = (congress: number, person: Id, path: string): string => `resume|${congress}|${person}|${path}`

/** Seals a sending to `path` for its writer: the page it waits in lies open on a computer that others use too. */
export const sealResume = (house: House, congress: number, person: Id, path: string, body: string): string =>
  house.keys.seal(aad(congress, person, path), Buffer.from(body)).sealed.toString('base64url')

/** What this person sent to `path`; undefined when it was another's, or not sealed by us. */
export function openResume(house: House, who: Who, path: string, sealed: string): string | undefined {
  try { return house.keys.open(aad(who.congress, who.person, path), Buffer.from(sealed, 'base64url')).value.toString() } catch { return undefined }
}
