/** Where a person with an account is reached. The one place that knows. */
import type { Id } from '#loop/words.ts'
import type { Channel } from '#store/messages.ts'
import type { Tx } from '#store/shapes.ts'
import type { House } from '#service/house.ts'

export type ContactOf = (house: House, tx: Tx, person: Id) => Promise<{ readonly channel: Channel; readonly to: string } | undefined>

/** Nobody has an account with a contact yet: nothing is delivered, everything waits. */
export const accountContact: ContactOf = () => Promise.resolve(undefined)
