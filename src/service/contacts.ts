/** Where a person is reached: by the contact of their account; before there is one, a telephone that came with a table. The one place that knows. */
import type { Id } from '#loop/words.ts'
import { accountOfPerson } from '#store/accounts.ts'
import { importedContacts } from '#store/imports.ts'
import type { Channel } from '#store/messages.ts'
import type { Tx } from '#store/shapes.ts'
import { contactOf } from '#service/accounts/core.ts'
import type { House } from '#service/house.ts'

export type ContactOf = (house: House, tx: Tx, person: Id) => Promise<{ readonly channel: Channel; readonly to: string } | undefined>

/** The contact of an account that is in use; who has none, or whose account is closed, is told nothing. */
export const accountContact: ContactOf = async (house, tx, person) => {
  const a = await accountOfPerson(tx, person)
  if (a?.state !== 'active') return undefined
  const { phone, mail } = contactOf(house, tx.congress, a)
  return phone ? { channel: 'sms', to: phone } : mail ? { channel: 'mail', to: mail } : undefined
}

export const importedAad = (congress: number, person: Id): string => `${congress}|import-contact|${person}`
/** Telephones kept with an import, for whoever opens accounts for these people. */
export async function importedPhones(house: House, tx: Tx, persons: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const rows = persons.length ? await importedContacts(tx, persons) : []
  return new Map(rows.map(c => [c.person, house.keys.open(importedAad(tx.congress, c.person), c.sealed).value.toString()]))
}
