/** Half-filled forms of a person: outside the log, sealed, one a form, gone after a week; a suggestion is written on for longer. */
import { draftsUnder, dropDraft as drop, dropOldDrafts, findDraft as find, latestDraft as latest, saveDraft, type DraftRow } from '#store/drafts.ts'
import type { DraftView, Texts } from '#service/desk-views.ts'
import type { Tx } from '#store/shapes.ts'
import type { House } from '#service/house.ts'
import type { Who } from '#service/views.ts'
import { ServiceError } from '#service/errors.ts'

const keptMs = 7 * 86_400_000
/** Deputies write a suggestion for weeks, and it holds nobody's particulars. */
export const writing = { under: '/deputy/suggestions/new/', days: 90 } as const
const mostChars = 60_000
/** Forms of our own faces, named by the path they are sent to. */
const ownForm = /^\/(desk|deputy)\/[\w\-/.]{1,180}$/
const aad = (who: Who, form: string): string => `draft|${who.congress}|${who.person}|${form}`
const since = (house: House, form = ''): string => new Date(house.realNow() - (form.startsWith(writing.under) ? writing.days * 86_400_000 : keptMs)).toISOString()
const dropOld = (house: House, tx: Tx): Promise<number> => dropOldDrafts(tx, since(house), { under: writing.under, before: since(house, writing.under) })
/** When it was happened is part of what was typed; keys and sequences belong to the page and are made anew. */
const worthKeeping = (name: string): boolean => !name.startsWith('_') || name === '_day' || name === '_time'

export async function keepDraft(house: House, who: Who, form: string, kept: Texts): Promise<void> {
  if (!ownForm.test(form)) throw new ServiceError('badRequest', ['这个表单不能存草稿', 'No draft is kept of this form'], '_form')
  const typed = Object.fromEntries(Object.entries(kept).filter(([name, all]) => worthKeeping(name) && all.some(s => s.trim() !== '')))
  if (!Object.keys(typed).length) return dropDraft(house, who, form)
  const text = JSON.stringify(typed)
  if (text.length > mostChars) throw new ServiceError('badRequest', ['内容太长，草稿没有存', 'Too long to be kept as a draft'])
  await house.store.tx(who.congress, async tx => {
    await dropOld(house, tx)
    await saveDraft(tx, { person: who.person, form, sealed: house.keys.seal(aad(who, form), Buffer.from(text)).sealed, updated: new Date(house.realNow()).toISOString() })
  })
}

/** Throws away what nobody came back to. */
export const dropForgotten = (house: House, congress: number): Promise<number> => house.store.tx(congress, tx => dropOld(house, tx))

/** What this person left in the form. */
export async function findDraft(house: House, who: Who, form: string): Promise<DraftView | undefined> {
  const row = await house.store.tx(who.congress, tx => find(tx, who.person, form, since(house, form)))
  return row && opened(house, who, row)
}
/** When it was kept is told by the congress's own clock, as everything on its pages is. */
const told = (house: House, congress: number, real: string): string => new Date(Date.parse(house.worlds.now(congress)) - house.realNow() + Date.parse(real)).toISOString()
const opened = (house: House, who: Who, row: DraftRow): DraftView => ({ form: row.form, kept: JSON.parse(house.keys.open(aad(who, row.form), row.sealed).value.toString()) as Texts, at: told(house, who.congress, row.updated) })

/** The form this person was last filling in on a page: of those sent to below one of these paths. */
export async function latestDraft(house: House, who: Who, under: readonly string[]): Promise<DraftView | undefined> {
  const row = await house.store.tx(who.congress, tx => latest(tx, who.person, under, since(house)))
  return row && opened(house, who, row)
}

/** The suggestions this person is writing, the latest first. */
export const suggestionDrafts = async (house: House, who: Who): Promise<DraftView[]> =>
  (await house.store.tx(who.congress, tx => draftsUnder(tx, who.person, writing.under, since(house, writing.under)))).map(r => opened(house, who, r))

export const dropDraft = (house: House, who: Who, form: string): Promise<void> => house.store.tx(who.congress, tx => drop(tx, who.person, form))
